"""Who holds a lead: owning, having held, claiming, assigning (spec sections 2 and 10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, insert, literal, or_, select, update

from app.models.activity import FollowUp
from app.models.handover import Handover
from app.models.leads import Lead, Ownership
from app.models.people import Member
from app.models.pool import LeadReturn
from app.models.vocabulary import SDR_ROLES, FollowUpWhy, ReturnHow, Role, StageKind
from app.services.kernel.command import Decision, Effect, Guard
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, Field, each, typed_null
from app.services.kernel.filling import are_distinct
from app.services.lifecycle import stands_in
from app.services.limits import limit
from app.services.personal_time import calendar_of
from app.services.pool_rules import (
    administers,
    all_known,
    claimed_today,
    cooled_off_at,
    is_cooling_off,
    lies_in,
    may_claim,
    none_of,
    wanted_count,
)
from app.services.working_time import TEAM, add_worked

RESTING = "resting"
"""State of a promise on a lead in a pool: it stays with the lead and is its next owner's (spec section 10)."""

CALLED = (StageKind.VALIDATING, StageKind.NURTURE, StageKind.REFUSED)
"""Kinds of stage in which a lead may lie in the pool, to be called by whoever takes it (spec section 3)."""

type LeadIds = Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=500)]


def has_role(*roles: Role) -> ColumnElement[bool]:
    """Whether the actor has one of these roles."""
    return exists().where(Member.id == ACTOR, Member.role.in_(sorted(roles)))


def works_on(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the actor may decide about a lead as its SDR: its owner, or a team lead."""
    return or_(exists().where(Lead.id == lead_id, Lead.owner_id == ACTOR), has_role(Role.TEAM_LEAD))


def ever_held(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the actor holds or ever held a lead, as SDR or as rep; facts are taken from them (design 1)."""
    return or_(
        exists().where(Ownership.lead_id == lead_id, Ownership.member_id == ACTOR),
        exists().where(Handover.lead_id == lead_id, Handover.rep_id == ACTOR),
        exists().where(Lead.id == lead_id, Lead.rep_id == ACTOR),
        has_role(Role.TEAM_LEAD, Role.SALES_LEAD),
    )


def first_response(
    started_at: ColumnElement[Any], owner_id: ColumnElement[Any] | None = None
) -> dict[str, ColumnElement[Any]]:
    """Return the columns of a lead's first-response clock (spec section 6: 60 working minutes).

    In the hours its owner keeps; in the team's while nobody owns it.
    """
    calendar = TEAM if owner_id is None else calendar_of(owner_id)
    minutes, warning = limit("first_response_minutes"), limit("first_response_warning_minutes")
    return {
        "respond_by_at": add_worked(started_at, minutes * literal(60, WHOLE), calendar),
        "respond_warn_at": add_worked(started_at, (minutes - warning) * literal(60, WHOLE), calendar),
    }


def clock_again(owner_id: ColumnElement[Any] | None = None) -> dict[str, ColumnElement[Any]]:
    """Return the columns of a lead whose first response is still owed: the clock begins anew, for whoever works now.

    That is its owner, or ``owner_id``.
    """
    clock = first_response(NOW, Lead.owner_id.expression if owner_id is None else owner_id)
    is_owed = and_(Lead.responded_at.is_(None), Lead.respond_by_at.is_not(None))
    return {name: case((is_owed, at), else_=getattr(Lead, name)) for name, at in clock.items()}


class ClaimLeads(Decision, frozen=True, kw_only=True):
    """An SDR takes leads out of a pool they may claim from; all of them or none, within their limits.

    So many claims a day, so many leads held at once, and none they held themselves a few working days ago.
    """

    kind = "lead.claim"
    roles = SDR_ROLES
    lead_ids: LeadIds

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        wanted = cls.arg("lead_ids")
        yield Guard("listed_twice", are_distinct(wanted, None))
        yield Guard("unknown_lead", all_known(wanted))
        yield Guard("already_owned", none_of(wanted, Lead.owner_id.is_not(None)))
        yield Guard("wrong_stage", none_of(wanted, ~stands_in(*CALLED)))
        yield Guard("no_right_to_claim", none_of(wanted, ~may_claim(lies_in())))
        yield Guard("cooling_off", none_of(wanted, is_cooling_off(Lead.id.expression)))
        yield Guard("claims_a_day", claimed_today() + wanted_count(wanted) <= limit("claims_a_day"))
        yield Guard("held_at_once", held_now() + wanted_count(wanted) <= limit("held_at_once"))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        cooled = (
            select(func.max(cooled_off_at(Ownership.until_at.expression)))
            .where(Ownership.lead_id.in_(ids_of(cls.arg("lead_ids"))), Ownership.member_id == ACTOR)
            .where(Ownership.until_at.is_not(None))
        )
        return {
            "claims_a_day": select(_at_least_none(limit("claims_a_day") - claimed_today())),
            "held_at_once": select(_at_least_none(limit("held_at_once") - held_now())),
            "cooling_off": cooled,
        }

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        # The claimant first: of two claims of one person at once, the second counts the first.
        yield select(Member.id).where(Member.id == ACTOR)
        yield select(Lead.id).where(Lead.id.in_(ids_of(cls.arg("lead_ids")))).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield from take_over(ids_of(cls.arg("lead_ids")), ACTOR, how="claimed")


class AssignLeads(Decision, frozen=True, kw_only=True):
    """A team lead gives leads to an SDR, whoever owned them; who administers a pool gives others what lies in it.

    Being assigned a lead is no claim: it uses up no limit.
    """

    kind = "lead.assign"
    roles = SDR_ROLES
    lead_ids: LeadIds
    member_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        wanted, member_id = cls.arg("lead_ids"), cls.arg("member_id")
        yield Guard("listed_twice", are_distinct(wanted, None))
        yield Guard("unknown_lead", all_known(wanted))
        # To oneself it would be a claim without limits.
        of_pool = and_(
            member_id != ACTOR, none_of(wanted, or_(Lead.owner_id.is_not(None), ~administers(lies_in())))
        )
        yield Guard("no_right_to_assign", or_(has_role(Role.TEAM_LEAD), of_pool))
        yield Guard(
            "not_an_sdr",
            exists().where(Member.id == member_id, Member.is_active, Member.role.in_(sorted(SDR_ROLES))),
        )
        yield Guard("already_theirs", none_of(wanted, Lead.owner_id == member_id))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Lead.id).where(Lead.id.in_(ids_of(cls.arg("lead_ids")))).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield from take_over(ids_of(cls.arg("lead_ids")), cls.arg("member_id"), how="assigned")


def take_over(lead_ids: Select[Any], member_id: ColumnElement[Any], *, how: str) -> Iterator[Effect]:
    """Yield what a change of owner writes: the interval, the first follow-up, the clock, the lead.

    History and plans stay with the lead for its next owner (spec section 10).
    """
    yield Effect(
        update(Ownership)
        .where(Ownership.lead_id.in_(lead_ids), Ownership.until_at.is_(None))
        .values(until_at=NOW),
        None,
    )
    yield Effect(
        insert(Ownership).from_select(
            [
                "cmd_id", "lead_id", "member_id", "from_at", "until_at", "how", "respond_by_was",
                "respond_warn_was",
            ],
            select(
                CMD, Lead.id, member_id, NOW, typed_null(WHOLE), literal(how, TEXT), Lead.respond_by_at,
                Lead.respond_warn_at,
            ).where(Lead.id.in_(lead_ids)),
        ),
        None,
    )  # fmt: skip
    yield Effect(
        update(FollowUp)
        .where(FollowUp.lead_id.in_(lead_ids), FollowUp.state.in_(["open", RESTING]), ~is_the_reps())
        .values(owner_id=member_id, state="open"),
        None,
    )
    # The first follow-up comes by itself (spec section 11), due when the first response is.
    clock = first_response(NOW, member_id)
    planned = FollowUp.__table__.alias("planned")
    yield Effect(
        insert(FollowUp).from_select(
            [
                "cmd_id", "lead_id", "owner_id", "due_at", "why", "words", "state", "created_at", "settled_at",
                "settled_by_id",
            ],
            select(
                CMD,
                Lead.id,
                member_id,
                func.coalesce(clock["respond_by_at"], NOW),
                literal(FollowUpWhy.FIRST_CONTACT.value, TEXT),
                literal("", TEXT),
                literal("open", TEXT),
                NOW,
                typed_null(WHOLE),
                typed_null(ID),
            ).where(
                Lead.id.in_(lead_ids),
                Lead.is_reachable,
                stands_in(*CALLED),
                ~exists().where(
                    planned.c.lead_id == Lead.id, planned.c.owner_id == member_id, planned.c.state == "open"
                ),
            ),
        ),
        None,
    )  # fmt: skip
    yield Effect(
        update(Lead)
        .where(Lead.id.in_(lead_ids))
        .values(owner_id=member_id, changed_at=NOW, **clock_again(member_id)),
        None,
    )


def leave(
    lead_ids: Select[Any], how: ReturnHow, words: ColumnElement[Any], **lead_values: Any
) -> Iterator[Effect]:
    """Yield what it writes that leads go back to a pool: why, the end of the interval, plans at rest, the lead.

    History stays; so do plans, for the next owner (spec section 10). Only the first contact the program promised by
    itself is dropped: it is promised anew to whoever takes the lead.
    """
    yield returned(lead_ids, how, words)
    yield from let_go(lead_ids, **lead_values)


def let_go(lead_ids: Select[Any], **lead_values: Any) -> Iterator[Effect]:
    """Yield what it writes that leads lie in a pool, but for why."""
    yield Effect(
        update(Ownership)
        .where(Ownership.lead_id.in_(lead_ids), Ownership.until_at.is_(None))
        .values(until_at=NOW),
        None,
    )
    plans = FollowUp.lead_id.in_(lead_ids), FollowUp.state == "open", ~is_the_reps()
    is_first = FollowUp.why == FollowUpWhy.FIRST_CONTACT.value
    yield Effect(
        update(FollowUp)
        .where(*plans)
        .values(
            state=case((is_first, literal("dropped", TEXT)), else_=literal(RESTING, TEXT)),
            settled_at=case((is_first, NOW), else_=typed_null(WHOLE)),
            settled_by_id=case((is_first, ACTOR), else_=typed_null(ID)),
        ),
        None,
    )
    yield Effect(
        update(Lead)
        .where(Lead.id.in_(lead_ids))
        .values(owner_id=typed_null(ID), changed_at=NOW, **lead_values),
        None,
    )


def returned(lead_ids: Select[Any], how: ReturnHow, words: ColumnElement[Any]) -> Effect:
    """Record that leads came to lie in a pool, from whom and why."""
    return Effect(
        insert(LeadReturn).from_select(
            ["cmd_id", "lead_id", "how", "from_id", "by_id", "at", "words"],
            select(CMD, Lead.id, literal(how.value, TEXT), Lead.owner_id, ACTOR, NOW, words).where(
                Lead.id.in_(lead_ids)
            ),
        ),
        None,
    )


def _at_least_none(number: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((number < 0, literal(0, WHOLE)), else_=number)


def is_the_reps() -> ColumnElement[bool]:
    """Whether the promise at hand is that of the lead's rep: it stays theirs, whoever works the lead."""
    sold = Lead.__table__.alias("sold")
    return exists().where(sold.c.id == FollowUp.lead_id, sold.c.rep_id == FollowUp.owner_id)


def held_now(member_id: ColumnElement[Any] = ACTOR) -> ColumnElement[Any]:
    """Return how many leads a member holds that are not with sales."""
    return (
        select(func.count())
        .select_from(Lead)
        .where(Lead.owner_id == member_id, stands_in(*CALLED))
        .correlate_except(Lead)
        .scalar_subquery()
    )


def ids_of(array: Any) -> Select[Any]:
    """Return the ids that an array argument lists, as a select."""
    listed = each(array, "listed")
    return select(Field(listed, None, ID)).select_from(listed)
