"""Handing on what somebody holds: dealt out evenly by one rule, whoever leaves or goes on leave (spec section 10)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from app.models.activity import FollowUp
from app.models.call_lists import CallList
from app.models.leads import Lead, Ownership
from app.models.people import Member
from app.models.pool import LeadReturn
from app.models.vocabulary import SDR_ROLES, FollowUpWhy, ReturnHow, Role
from app.services.follow_ups import OPEN
from app.services.handing_on_deal import dealt
from app.services.holding import CALLED, clock_again, first_response, ids_of, let_go, returned
from app.services.kernel.command import Decision, Effect, Guard, Instant
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, Field, each, typed_null
from app.services.kernel.filling import are_distinct
from app.services.lifecycle import stands_in
from app.services.limits import team_turn

type Takers = Annotated[tuple[UUID, ...], msgspec.Meta(max_length=100)]


class HandOnLeads(Decision, frozen=True, kw_only=True):
    """A team lead hands on what an SDR holds: dealt out evenly, nobody over their cap, what is left to the pool.

    The leads come in the order of who must be answered first, and go round; open questions of reps and promises go
    with their lead, and who leaves is retired. What is finished stays in the name of who finished it.
    """

    kind = "member.hand_on"
    roles = frozenset({Role.TEAM_LEAD})
    member_id: UUID
    taker_ids: Takers
    """Who shares them; nobody: what may lie in the pool goes there."""
    due_before: Instant | None
    """Only what must be done before this instant, for a time away; ``None``: everything."""
    is_leaving: bool
    """Their lists come to who hands on, and they are retired."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        member_id, taker_ids = cls.arg("member_id"), cls.arg("taker_ids")
        an_sdr = Member.role.in_(sorted(SDR_ROLES))
        yield Guard("unknown_member", exists().where(Member.id == member_id, an_sdr))
        yield Guard("not_oneself", or_(cls.arg("is_leaving").is_(False), member_id != ACTOR))
        yield Guard("listed_twice", are_distinct(taker_ids, None))
        taker = each(taker_ids, "taker")
        taker_id = Field(taker, None, ID)
        unfit = (
            select(literal(1))
            .select_from(taker)
            .where(~exists().where(Member.id == taker_id, Member.is_active, an_sdr))
        )
        yield Guard("not_an_sdr", ~unfit.exists())
        same = select(literal(1)).select_from(taker).where(taker_id == member_id)
        yield Guard("already_theirs", ~same.exists())
        plan = _plan(cls).subquery("plan")
        stranded = (
            select(literal(1)).select_from(plan).where(plan.c.taker_id.is_(None), plan.c.needs_a_person == 1)
        )
        yield Guard("needs_a_person", ~stranded.exists(), is_authority_only=True)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()
        takers = Member.id.in_(ids_of(cls.arg("taker_ids")))
        yield select(Member.id).where(or_(takers, Member.id == cls.arg("member_id"))).order_by(Member.id)
        yield select(Lead.id).where(Lead.owner_id == cls.arg("member_id")).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        member_id, plan = cls.arg("member_id"), _plan(cls).subquery("plan")
        given = plan.c.taker_id.is_not(None)
        yield Effect(
            update(Ownership)
            .where(Ownership.lead_id.in_(select(plan.c.lead_id).where(given)), Ownership.until_at.is_(None))
            .values(until_at=NOW),
            None,
        )
        # Who gets what is chosen once, in these two.
        yield Effect(
            insert(Ownership).from_select(
                ["cmd_id", "lead_id", "member_id", "from_at", "until_at", "how"],
                select(
                    CMD, plan.c.lead_id, plan.c.taker_id, NOW, typed_null(WHOLE), literal("assigned", TEXT)
                ).where(given),
            ),
            None,
        )  # fmt: skip
        to_pool = select(plan.c.lead_id).where(plan.c.taker_id.is_(None))
        yield returned(to_pool, ReturnHow.GIVEN_BACK, literal("", TEXT))
        yield from let_go(select(LeadReturn.lead_id).where(LeadReturn.cmd_id == CMD))
        taken = Ownership.__table__.alias("taken")
        of_command = taken.c.cmd_id == CMD
        taker_id = (
            select(taken.c.member_id)
            .where(of_command, taken.c.lead_id == Lead.id)
            .correlate_except(taken)
            .scalar_subquery()
        )
        yield Effect(
            update(Lead)
            .where(Lead.id.in_(select(Ownership.lead_id).where(Ownership.cmd_id == CMD)))
            .values(owner_id=taker_id, changed_at=NOW, **clock_again(taker_id)),
            None,
        )
        is_leaving = cls.arg("is_leaving").is_(True)
        yield _promises_along(member_id, is_leaving)
        yield _first_promises(select(taken.c.lead_id).where(of_command))
        yield Effect(
            update(CallList)
            .where(CallList.owner_id == member_id, CallList.is_dropped.is_(False), is_leaving)
            .values(owner_id=ACTOR, changed_at=NOW),
            None,
        )
        yield Effect(update(Member).where(Member.id == member_id, is_leaving).values(is_active=False), None)

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        given = select(func.count()).select_from(Ownership).where(Ownership.cmd_id == CMD).scalar_subquery()
        laid = select(func.count()).select_from(LeadReturn).where(LeadReturn.cmd_id == CMD).scalar_subquery()
        return select(given.label("given"), laid.label("laid_down"))


def _plan(cls: type[HandOnLeads]) -> CompoundSelect[Any]:
    return dealt(cls.arg("member_id"), cls.arg("taker_ids"), cls.arg("due_before"))


def _promises_along(member_id: ColumnElement[Any], is_leaving: ColumnElement[bool]) -> Effect:
    """What they promised is promised by who holds the lead now; in the pool it waits for the next owner."""
    kept = Lead.__table__.alias("kept")
    owner_id = (
        select(kept.c.owner_id).where(kept.c.id == FollowUp.lead_id).correlate_except(kept).scalar_subquery()
    )
    noted = exists().where(Ownership.cmd_id == CMD, Ownership.lead_id == FollowUp.lead_id)
    return Effect(
        update(FollowUp)
        .where(
            FollowUp.owner_id == member_id, FollowUp.state == OPEN, or_(noted, is_leaving), owner_id.is_not(None)
        )
        .values(owner_id=owner_id),
        None,
    )  # fmt: skip


def _first_promises(lead_ids: Select[Any]) -> Effect:
    """The first follow-up comes by itself (spec section 11), due when the first response is."""
    planned, owner_id = FollowUp.__table__.alias("planned"), Lead.owner_id.expression
    is_planned = exists().where(
        planned.c.lead_id == Lead.id, planned.c.owner_id == owner_id, planned.c.state == OPEN
    )
    return Effect(
        insert(FollowUp).from_select(
            [
                "cmd_id", "lead_id", "owner_id", "due_at", "why", "words", "state", "created_at", "settled_at",
                "settled_by_id",
            ],
            select(
                CMD, Lead.id, owner_id, func.coalesce(first_response(NOW, owner_id)["respond_by_at"], NOW),
                literal(FollowUpWhy.FIRST_CONTACT.value, TEXT), literal("", TEXT), literal(OPEN, TEXT), NOW,
                typed_null(WHOLE), typed_null(ID),
            ).where(Lead.id.in_(lead_ids), Lead.is_reachable, stands_in(*CALLED), ~is_planned),
        ),
        None,
    )  # fmt: skip
