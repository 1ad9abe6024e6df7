"""When a refused lead may be handed over again: one set of guards, for the rules and for the screen (spec section 9).

Only after a connected two-way contact since the refusal, an answer tied to the refusal asked anew or confirmed in
it, and the playbook's working days; then it goes to another rep. A team lead may lift the guards of one refusal with
a written reason. The refusal that binds is one no later hand-over of the lead came after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, FromClause, Select, and_, exists, func, insert, literal, or_, select

from app.models.activity import Activity
from app.models.handover import Handover, HandoverAnswer, HandoverMark
from app.models.leads import Lead
from app.models.people import Member
from app.models.playbook import Question
from app.models.review import GuardOverride
from app.models.runs import Answer, Run
from app.models.vocabulary import REP_ROLES, HandoverState, ReasonKind, Role
from app.services.handover_card import event
from app.services.kernel.command import Decision, Effect, Guard, Key
from app.services.kernel.expressions import ACTOR, CMD, NOW
from app.services.limits import current_version, limit
from app.services.reasons import is_reason
from app.services.working_time import guard_opens_at

type Reasoned = Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]


def resubmission_guards(lead_id: ColumnElement[Any]) -> Iterator[Guard]:
    """Yield what must hold before a refused lead is handed over again; a lead nobody refused passes all."""
    yield Guard("no_contact_since", contacted_since_refusal(lead_id))
    yield Guard("answer_not_renewed", answer_renewed_since_refusal(lead_id))
    yield Guard("too_early_again", days_have_passed(lead_id))
    yield Guard("no_other_rep", other_rep_is_left(lead_id))


def resubmission_details() -> dict[str, Select[Any]]:
    """Return what the refusals must name: the working days to wait."""
    return {"too_early_again": select(limit("resubmit_working_days"))}


def contacted_since_refusal(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether somebody spoke with them after every refusal that binds."""
    refusal = _refusal()
    return _every(refusal, lead_id, _contact(refusal).exists())


def answer_renewed_since_refusal(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether an answer tied to each refusal that binds was asked anew or confirmed in a contact after it.

    Tied are the answers the rep marked; where none is marked, or the script asks none of them any more, any answer
    of the card. An answer belongs to the last attempt begun before it: confirmed alone, or after a call nobody
    answered, it was not confirmed by the contact.
    """
    refusal = _refusal()
    said, asked = Answer.__table__.alias("said"), Run.__table__.alias("asked_again")
    said_at = func.coalesce(said.c.confirmed_at, said.c.asked_at)
    attempt = Activity.__table__.alias("attempt")
    spoken = _contact(refusal).where(_CONTACT.c.at <= said_at)
    between = _some(
        attempt,
        attempt.c.lead_id == refusal.c.lead_id,
        attempt.c.is_attempt,
        attempt.c.at > _CONTACT.c.at,
        attempt.c.at <= said_at,
    )
    renewed = (
        select(literal(1))
        .select_from(said.join(asked, asked.c.id == said.c.run_id))
        .where(
            asked.c.lead_id == refusal.c.lead_id,
            said_at > refusal.c.decided_at,
            _is_tied(refusal, said.c.question_key),
            spoken.where(~between).correlate_except(_CONTACT).exists(),
        )
        .correlate_except(said, asked)
    )
    return _every(refusal, lead_id, renewed.exists())


def days_have_passed(lead_id: ColumnElement[Any], now: ColumnElement[Any] = NOW) -> ColumnElement[bool]:
    """Whether the working days since every refusal that binds are over; they count from the day after it."""
    refusal = _refusal()
    return _every(refusal, lead_id, func.coalesce(now >= opens_at(refusal.c.decided_at), literal(False)))


def opens_at(refused_at: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return when the guard on time opens: with the first shift of the last of the working days."""
    return guard_opens_at(refused_at, limit("resubmit_working_days"))


def other_rep_is_left(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether, where a refusal binds, there is an active rep who never refused this lead."""
    refusal = _refusal()
    return _every(refusal, lead_id, _fresh_rep(lead_id))


def is_barred(lead_id: ColumnElement[Any], member_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a rep may not get a lead because they refused it before.

    Where nobody else is left, a team lead's override lets it go to one of them again.
    """
    refused, lifted = Handover.__table__.alias("refused"), GuardOverride.__table__.alias("lifted")
    by_them = _some(
        refused,
        refused.c.lead_id == lead_id,
        refused.c.state == HandoverState.REFUSED.value,
        refused.c.rep_id == member_id,
    )
    of_lead = Handover.__table__.alias("of_lead")
    is_lifted = (
        select(literal(1))
        .select_from(lifted.join(of_lead, of_lead.c.id == lifted.c.handover_id))
        .where(of_lead.c.lead_id == lead_id)
        .correlate_except(lifted, of_lead)
        .exists()
    )
    return and_(by_them, ~and_(is_lifted, ~_fresh_rep(lead_id)))


def last_refusal(lead_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the id of the latest refused hand-over that no other came after, whether overridden or not."""
    refusal = _refusal("last_refusal")
    return (
        select(refusal.c.id)
        .where(_binds(refusal, lead_id))
        .order_by(refusal.c.decided_at.desc().nulls_last(), refusal.c.id)
        .limit(1)
        .correlate_except(refusal)
        .scalar_subquery()
    )


def is_followed(refusal: FromClause) -> ColumnElement[bool]:
    """Whether another hand-over of the lead came after a refused one."""
    after = Handover.__table__.alias("after_it")
    return _some(
        after,
        after.c.lead_id == refusal.c.lead_id,
        after.c.id != refusal.c.id,
        # The link counts beside the time: two in one instant must not hide each other.
        or_(after.c.submitted_at > refusal.c.decided_at, after.c.follows_id == refusal.c.id),
    )


def is_last_word(handover_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a hand-over was refused and no other of its lead came after it."""
    refusal = _refusal("last_word")
    return select(literal(1)).where(refusal.c.id == handover_id, _binds(refusal, refusal.c.lead_id)).exists()


class OverrideGuard(Decision, frozen=True, kw_only=True):
    """A team lead lets a refused lead be handed over before its time, with a written reason that is counted."""

    kind = "handover.override"
    roles = frozenset({Role.TEAM_LEAD})
    handover_id: UUID
    """The refused hand-over."""
    reason: Key
    words: Reasoned

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        handover_id = cls.arg("handover_id")
        yield from of_a_refused_one(handover_id)
        yield Guard("handed_over_since", is_last_word(handover_id))
        yield Guard("overridden_already", ~exists().where(GuardOverride.handover_id == handover_id))
        yield Guard("unknown_reason", is_reason(cls.arg("reason"), ReasonKind.OVERRIDE))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_of_handover(cls.arg("handover_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        columns = {
            "cmd_id": CMD, "handover_id": cls.arg("handover_id"), "reason": cls.arg("reason"),
            "words": cls.arg("words"), "by_id": ACTOR, "at": NOW,
        }  # fmt: skip
        yield Effect(insert(GuardOverride).from_select(list(columns), select(*columns.values())))
        yield event(cls.arg("handover_id"), "overridden", reason=cls.arg("reason"), words=cls.arg("words"))


def of_a_refused_one(handover_id: ColumnElement[Any]) -> Iterator[Guard]:
    """Yield that there is such a hand-over and that it was refused."""
    yield Guard("unknown_handover", exists().where(Handover.id == handover_id))
    refused = exists().where(Handover.id == handover_id, Handover.state == HandoverState.REFUSED.value)
    yield Guard("not_refused", refused)


def lead_of_handover(handover_id: ColumnElement[Any]) -> Select[Any]:
    """Return the lead's row, to lock before its hand-over is judged."""
    given = Handover.__table__.alias("given_over")
    return select(Lead.id).where(
        Lead.id == select(given.c.lead_id).where(given.c.id == handover_id).scalar_subquery()
    )


_CONTACT = Activity.__table__.alias("contact")


def _refusal(name: str = "refusal") -> FromClause:
    return Handover.__table__.alias(name)


def _every(
    refusal: FromClause, lead_id: ColumnElement[Any], condition: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Whether a condition holds for every refusal of a lead that binds and was not overridden."""
    override = GuardOverride.__table__.alias("override")
    lifted = _some(override, override.c.handover_id == refusal.c.id)
    failing = select(literal(1)).select_from(refusal).where(_binds(refusal, lead_id), ~lifted, ~condition)
    return ~failing.correlate_except(refusal).exists()


def _binds(refusal: FromClause, lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether it is a refused hand-over of the lead that no other hand-over came after."""
    return and_(
        refusal.c.lead_id == lead_id, refusal.c.state == HandoverState.REFUSED.value, ~is_followed(refusal)
    )


def _contact(refusal: FromClause) -> Select[Any]:
    return (
        select(literal(1))
        .select_from(_CONTACT)
        .where(
            _CONTACT.c.lead_id == refusal.c.lead_id,
            _CONTACT.c.is_connected,
            _CONTACT.c.at > refusal.c.decided_at,
        )
        .correlate_except(_CONTACT)
    )


def _is_tied(refusal: FromClause, question_key: ColumnElement[Any]) -> ColumnElement[bool]:
    mark, still = HandoverMark.__table__.alias("mark"), HandoverMark.__table__.alias("still_asked")
    card, asked = HandoverAnswer.__table__.alias("card"), Question.__table__.alias("script")
    marked = _some(mark, mark.c.handover_id == refusal.c.id, mark.c.question_key == question_key)
    any_mark = (
        select(literal(1))
        .select_from(still.join(asked, asked.c.key == still.c.question_key))
        .where(still.c.handover_id == refusal.c.id, asked.c.version == current_version())
        .correlate_except(still, asked)
        .exists()
    )
    on_card = _some(card, card.c.handover_id == refusal.c.id, card.c.question_key == question_key)
    return or_(marked, and_(~any_mark, on_card))


def _fresh_rep(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    rep, before = Member.__table__.alias("other_rep"), Handover.__table__.alias("refused_before")
    refused = _some(
        before,
        before.c.lead_id == lead_id,
        before.c.state == HandoverState.REFUSED.value,
        before.c.rep_id == rep.c.id,
    )
    return (
        select(literal(1))
        .select_from(rep)
        .where(rep.c.is_active, rep.c.role.in_(sorted(REP_ROLES)), ~refused)
        .correlate_except(rep)
        .exists()
    )


def _some(of: FromClause, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether there is such a row; whatever else the conditions name stands further out, at any depth."""
    return select(literal(1)).select_from(of).where(*conditions).correlate_except(of).exists()
