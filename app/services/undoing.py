"""Taking back what people do by mistake, as long as the facts allow: a move, an assignment, an outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)

from app.models.activity import Activity, FollowUp
from app.models.handover import Handover
from app.models.leads import Lead, Ownership, ReachedMilestone, StageMove
from app.models.playbook import Stage
from app.models.vocabulary import ActivityKind, Fact, Outcome, Role
from app.services.calls import TALKED
from app.services.follow_ups import DROPPED, OPEN
from app.services.holding import has_role
from app.services.kernel.command import Decision, Effect, Guard
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, typed_null
from app.services.lifecycle import lead_row
from app.services.limits import current_version

UNDONE = "move.undone"
"""The fact of a stage move that took the one before it back."""
UNDOABLE = (Fact.STAGE_MOVED, Fact.LOST, Fact.DISQUALIFIED, Fact.NURTURE_RETURNED)
"""Moves a person makes by hand; what a hand-over, a run or a review caused is judged there."""


class UndoMove(Decision, frozen=True, kw_only=True):
    """Who moved a lead by mistake takes the move back, while the lead still stands where it was moved to."""

    kind = "lead.unmove"
    lead_id: UUID
    move_id: UUID
    """The command that moved it."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_move", _move(cls).exists())
        leads = has_role(Role.TEAM_LEAD, Role.SALES_LEAD)
        yield Guard("not_yours", or_(_move(cls, StageMove.by_id == ACTOR).exists(), leads))
        by_hand = StageMove.fact.in_([fact.value for fact in UNDOABLE])
        yield Guard("not_by_hand", _move(cls, by_hand).exists())
        later = StageMove.__table__.alias("later")
        overtaken = exists().where(later.c.lead_id == StageMove.lead_id, later.c.at > StageMove.at)
        stands = exists().where(Lead.id == StageMove.lead_id, Lead.stage == StageMove.to_stage)
        yield Guard("moved_since", _move(cls, stands, ~overtaken).exists())

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        lead_id, move_id = cls.arg("lead_id"), cls.arg("move_id")
        undone = StageMove.__table__.alias("undone")
        this = and_(undone.c.cmd_id == move_id, undone.c.lead_id == lead_id)
        yield from _take_back_milestone(lead_id, undone, this)
        same_breath = exists().where(
            this, undone.c.at == FollowUp.settled_at, undone.c.by_id == FollowUp.settled_by_id
        )
        yield Effect(
            update(FollowUp)
            .where(FollowUp.lead_id == lead_id, FollowUp.state == DROPPED, same_breath)
            .values(
                state=OPEN,
                settled_at=typed_null(WHOLE),
                settled_by_id=typed_null(ID),
            ),
            None,
        )
        yield Effect(
            update(FollowUp)
            .where(FollowUp.lead_id == lead_id, FollowUp.cmd_id == move_id, FollowUp.state == OPEN)
            .values(state=DROPPED, settled_at=NOW, settled_by_id=ACTOR),
            None,
        )
        back = select(undone.c.from_stage).where(this).scalar_subquery()
        was_lost = exists().where(this, undone.c.fact == Fact.LOST.value)
        yield Effect(
            update(Lead)
            .where(Lead.id == lead_id)
            .values(
                stage=back,
                lost_reason=case((was_lost, typed_null(TEXT)), else_=Lead.lost_reason),
                changed_at=NOW,
            )
        )
        yield Effect(
            insert(StageMove).from_select(
                ["cmd_id", "lead_id", "from_stage", "to_stage", "fact", "by_id", "at", "is_backward", "reason", "words"],
                select(
                    CMD, lead_id, undone.c.to_stage, undone.c.from_stage, literal(UNDONE, TEXT), ACTOR, NOW, true(),
                    typed_null(TEXT), typed_null(TEXT),
                ).where(this),
            )
        )  # fmt: skip


class UndoAssignment(Decision, frozen=True, kw_only=True):
    """A team lead takes an assignment back; leads their new owner has contacted meanwhile stay with them."""

    kind = "lead.unassign"
    roles = frozenset({Role.TEAM_LEAD})
    assigned_by: UUID
    """The command that assigned them."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        given = exists().where(Ownership.cmd_id == cls.arg("assigned_by"), Ownership.how == "assigned")
        yield Guard("unknown_assignment", given)
        yield Guard("nothing_left_to_undo", exists().where(Lead.id.in_(_given_back(cls))))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        given = select(Ownership.lead_id).where(Ownership.cmd_id == cls.arg("assigned_by"))
        yield select(Lead.id).where(Lead.id.in_(given)).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        given_by = cls.arg("assigned_by")
        yield Effect(
            update(FollowUp)
            .where(
                FollowUp.lead_id.in_(_given_back(cls)), FollowUp.cmd_id == given_by, FollowUp.state == OPEN
            )
            .values(state=DROPPED, settled_at=NOW, settled_by_id=ACTOR),
            None,
        )
        of_promise = _earlier(cls, FollowUp.lead_id.expression)
        yield Effect(
            update(FollowUp)
            .where(
                FollowUp.lead_id.in_(_given_back(cls)),
                FollowUp.state == OPEN,
                FollowUp.owner_id.in_(select(Ownership.member_id).where(Ownership.cmd_id == given_by)),
                of_promise.is_not(None),
            )
            .values(owner_id=of_promise),
            None,
        )
        yield Effect(
            update(Lead)
            .where(Lead.id.in_(_given_back(cls)))
            .values(owner_id=_earlier(cls, Lead.id.expression), changed_at=NOW),
            None,
        )
        of_lead = _earlier(cls, Lead.id.expression)
        yield Effect(
            insert(Ownership).from_select(
                ["cmd_id", "lead_id", "member_id", "from_at", "until_at", "how"],
                select(CMD, Lead.id, of_lead, NOW, typed_null(WHOLE), literal("given_back", TEXT)).where(
                    Lead.id.in_(_given_back(cls)), of_lead.is_not(None)
                ),
            ),
            None,
        )
        yield Effect(
            update(Ownership)
            .where(
                Ownership.cmd_id == given_by,
                Ownership.until_at.is_(None),
                ~_worked_since(Ownership.lead_id, Ownership.member_id, Ownership.from_at),
            )
            .values(until_at=NOW),
            None,
        )

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        given = Ownership.__table__.alias("given")
        of_command = given.c.cmd_id == cls.arg("assigned_by")
        count = select(func.count()).select_from(given)
        back = count.where(of_command, given.c.until_at == NOW).scalar_subquery()
        kept = count.where(of_command, given.c.until_at.is_(None)).scalar_subquery()
        return select(back.label("returned"), kept.label("kept"))


class CorrectOutcome(Decision, frozen=True, kw_only=True):
    """Who noted the wrong outcome of a call corrects it, unless a hand-over since has frozen it on its card."""

    kind = "call.correct"
    activity_id: UUID
    outcome: Outcome

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_call", _call(cls))
        yield Guard("not_yours", _call(cls, Activity.by_id == ACTOR))
        yield Guard("call_running", _call(cls, Activity.ended_at.is_not(None)))
        yield Guard("nothing_changed", _call(cls, func.coalesce(Activity.outcome, "") != cls.arg("outcome")))
        frozen = exists().where(Handover.lead_id == Activity.lead_id, Handover.submitted_at >= Activity.at)
        yield Guard("handed_over_since", _call(cls, ~frozen))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(
            select(Activity.lead_id).where(Activity.id == cls.arg("activity_id")).scalar_subquery()
        )

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        outcome = cls.arg("outcome")
        yield Effect(
            update(Activity)
            .where(Activity.id == cls.arg("activity_id"))
            .values(outcome=outcome, is_connected=outcome.in_([one.value for one in TALKED]))
        )


def _move(cls: type[UndoMove], *also: ColumnElement[bool]) -> Select[Any]:
    this = StageMove.cmd_id == cls.arg("move_id"), StageMove.lead_id == cls.arg("lead_id")
    return select(StageMove.cmd_id).where(*this, *also)


def _take_back_milestone(
    lead_id: ColumnElement[Any], undone: Any, this: ColumnElement[bool]
) -> Iterator[Effect]:
    """A milestone that only the mistake reached was not reached."""
    entered = Stage.__table__.alias("entered")
    there = and_(entered.c.version == current_version(), entered.c.key == undone.c.to_stage)
    by_it = (
        select(undone.c.cmd_id)
        .select_from(undone.join(entered, there))
        .where(
            this,
            entered.c.milestone == ReachedMilestone.milestone,
            undone.c.at == ReachedMilestone.at,
            undone.c.by_id == ReachedMilestone.by_id,
        )
        .correlate(ReachedMilestone)
        .exists()
    )
    yield Effect(delete(ReachedMilestone).where(ReachedMilestone.lead_id == lead_id, by_it), None)


def _given_back(cls: type[UndoAssignment]) -> Select[Any]:
    """Select the leads that are still with whom the command gave them to, uncontacted."""
    given = Ownership.__table__.alias("given")
    return select(given.c.lead_id).where(
        given.c.cmd_id == cls.arg("assigned_by"),
        given.c.until_at.is_(None),
        ~_worked_since(given.c.lead_id, given.c.member_id, given.c.from_at),
    )


def _worked_since(lead_id: Any, member_id: Any, from_at: Any) -> ColumnElement[bool]:
    return exists().where(Activity.lead_id == lead_id, Activity.by_id == member_id, Activity.at >= from_at)


def _earlier(cls: type[UndoAssignment], lead_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return who held a lead until the command gave it away; NULL where nobody did."""
    given, earlier = Ownership.__table__.alias("given"), Ownership.__table__.alias("earlier")
    given_at = (
        select(given.c.from_at)
        .where(given.c.cmd_id == cls.arg("assigned_by"), given.c.lead_id == lead_id)
        .correlate_except(given)
        .scalar_subquery()
    )
    return (
        select(earlier.c.member_id)
        .where(earlier.c.lead_id == lead_id, earlier.c.until_at == given_at)
        .order_by(earlier.c.from_at.desc().nulls_last(), earlier.c.cmd_id, earlier.c.lead_id)
        .limit(1)
        .correlate_except(earlier)
        .scalar_subquery()
    )


def _call(cls: type[CorrectOutcome], *also: ColumnElement[bool]) -> ColumnElement[bool]:
    is_call = Activity.kind == ActivityKind.CALL.value
    return exists().where(Activity.id == cls.arg("activity_id"), is_call, *also)
