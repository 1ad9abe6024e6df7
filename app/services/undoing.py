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
    update,
)

from app.models.activity import Activity, FollowUp
from app.models.handover import Handover
from app.models.leads import Lead, Ownership, ReachedMilestone, StageMove
from app.models.merging import Merge
from app.models.playbook import Stage
from app.models.vocabulary import ActivityKind, Fact, Outcome, Role
from app.services.calls import TALKED
from app.services.follow_ups import DROPPED, OPEN, keep_in_sight
from app.services.holding import RESTING, has_role, is_the_reps
from app.services.kernel.command import Decision, Effect, Guard
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, typed_null
from app.services.lifecycle import lead_row
from app.services.limits import current_version

UNDOABLE = {
    Fact.STAGE_MOVED: Role.SALES_LEAD,
    Fact.LOST: Role.SALES_LEAD,
    Fact.DISQUALIFIED: Role.TEAM_LEAD,
    Fact.NURTURE_RETURNED: Role.TEAM_LEAD,
}
"""Moves a person makes by hand, and who may take back another person's: each side's lead (spec section 2).

What a hand-over, a run or a review caused is judged there.
"""


class UndoMove(Decision, frozen=True, kw_only=True):
    """Who moved a lead by mistake, or the lead of their side, takes the move back while nothing came of it.

    The lead, its promises and its milestones are as if it had never been moved. The command that moved it stays among
    the commands given, but no report counts a loss that was none.
    """

    kind = "lead.unmove"
    lead_id: UUID
    move_id: UUID
    """The command that moved it."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_move", _move(cls).exists())
        by_hand = StageMove.fact.in_([fact.value for fact in UNDOABLE])
        yield Guard("not_by_hand", _move(cls, by_hand).exists())
        own = _move(cls, StageMove.by_id == ACTOR).exists()
        of_side = (
            and_(_move(cls, StageMove.fact == fact.value).exists(), has_role(role))
            for fact, role in UNDOABLE.items()
        )
        yield Guard("not_yours", or_(own, *of_side))
        yield Guard("moved_since", _move(cls, *_stands()).exists())

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        lead_id, undone = cls.arg("lead_id"), _Undone(cls)
        yield _take_back_milestone(lead_id, undone)
        yield _promise_again(lead_id, undone)
        made_by_it = and_(FollowUp.lead_id == lead_id, FollowUp.cmd_id == cls.arg("move_id"))
        yield Effect(delete(FollowUp).where(made_by_it, FollowUp.state == OPEN), None)
        yield Effect(update(Lead).where(Lead.id == lead_id).values(**undone.lead_before(), changed_at=NOW))
        this = and_(StageMove.cmd_id == cls.arg("move_id"), StageMove.lead_id == lead_id)
        yield Effect(delete(StageMove).where(this))
        # A lead disqualified within a call had nothing to drop, and the call could end without a next step.
        yield keep_in_sight(lead_id, only_if=_was_contacted(lead_id))


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
        # Where nobody had it, what was planned rests with the lead in the pool again.
        of_promise = _earlier(cls, FollowUp.lead_id.expression)
        yield Effect(
            update(FollowUp)
            .where(
                FollowUp.lead_id.in_(_given_back(cls)),
                FollowUp.state == OPEN,
                FollowUp.owner_id.in_(select(Ownership.member_id).where(Ownership.cmd_id == given_by)),
            )
            .values(
                owner_id=func.coalesce(of_promise, FollowUp.owner_id),
                state=case((of_promise.is_(None), literal(RESTING, TEXT)), else_=literal(OPEN, TEXT)),
            ),
            None,
        )
        yield Effect(
            update(Lead)
            .where(Lead.id.in_(_given_back(cls)))
            .values(owner_id=_earlier(cls, Lead.id.expression), changed_at=NOW, **_clock_before(cls)),
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
        yield Guard("on_a_card", _call(cls, ~frozen))

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


def _stands() -> Iterator[ColumnElement[bool]]:
    """Yield what must hold of a move for it to be the last thing that happened to the lead's stage."""
    later, merged = StageMove.__table__.alias("later"), Merge.__table__.alias("merged")
    yield exists().where(Lead.id == StageMove.lead_id, Lead.stage == StageMove.to_stage)
    yield ~exists().where(later.c.lead_id == StageMove.lead_id, later.c.at > StageMove.at)
    # The latest of two records that became one may be a move of the other.
    yield ~exists().where(
        merged.c.kept_id == StageMove.lead_id, merged.c.undone_at.is_(None), merged.c.at >= StageMove.at
    )
    yield exists().where(Stage.version == current_version(), Stage.key == StageMove.from_stage)


class _Undone:
    """The move that is taken back, as the statements of the undo read it."""

    def __init__(self, cls: type[UndoMove]) -> None:
        self._table = StageMove.__table__.alias("undone")
        self.c = self._table.c
        self._this = and_(self.c.cmd_id == cls.arg("move_id"), self.c.lead_id == cls.arg("lead_id"))

    def is_so(self, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        """Whether the move is such."""
        found = select(literal(1)).select_from(self._table).where(self._this, *conditions)
        return found.correlate_except(self._table).exists()

    def said(self, name: str) -> ColumnElement[Any]:
        """Return a value of the move."""
        return select(self.c[name]).where(self._this).correlate_except(self._table).scalar_subquery()

    def is_handed_on(self) -> ColumnElement[bool]:
        """Whether somebody else took the lead over since; then their clock and their promises count."""
        taken = Ownership.__table__.alias("taken")
        return self.is_so(exists().where(taken.c.lead_id == self.c.lead_id, taken.c.from_at > self.c.at))

    def lead_before(self) -> dict[str, ColumnElement[Any]]:
        """Return the lead's columns as the move found them."""
        was_lost, came_back = (
            self.is_so(self.c.fact == fact.value) for fact in (Fact.LOST, Fact.NURTURE_RETURNED)
        )
        clock_was = and_(came_back, Lead.responded_at.is_(None), ~self.is_handed_on())
        clock = {
            name: case((clock_was, self.said(was)), else_=getattr(Lead, name))
            for name, was in (("respond_by_at", "respond_by_was"), ("respond_warn_at", "respond_warn_was"))
        }
        lost_reason = case((was_lost, typed_null(TEXT)), else_=Lead.lost_reason)
        return {"stage": self.said("from_stage"), "lost_reason": lost_reason, **clock}


def _take_back_milestone(lead_id: ColumnElement[Any], undone: _Undone) -> Effect:
    """A milestone that only the mistake reached was not reached."""
    entered = Stage.__table__.alias("entered")
    of_stage = (
        select(entered.c.key)
        .where(entered.c.key == undone.c.to_stage, entered.c.milestone == ReachedMilestone.milestone)
        .correlate_except(entered)
        .exists()
    )
    by_it = undone.is_so(
        of_stage, undone.c.at == ReachedMilestone.at, undone.c.by_id == ReachedMilestone.by_id
    )
    return Effect(delete(ReachedMilestone).where(ReachedMilestone.lead_id == lead_id, by_it), None)


def _promise_again(lead_id: ColumnElement[Any], undone: _Undone) -> Effect:
    """What the move dropped is open again, with whoever holds the lead now."""
    same_breath = undone.is_so(undone.c.at == FollowUp.settled_at, undone.c.by_id == FollowUp.settled_by_id)
    owner = select(Lead.owner_id).where(Lead.id == lead_id).scalar_subquery()
    passes = and_(undone.is_handed_on(), ~is_the_reps(), owner.is_not(None))
    return Effect(
        update(FollowUp)
        .where(FollowUp.lead_id == lead_id, FollowUp.state == DROPPED, same_breath)
        .values(
            state=OPEN,
            settled_at=typed_null(WHOLE),
            settled_by_id=typed_null(ID),
            owner_id=case((passes, owner), else_=FollowUp.owner_id),
        ),
        None,
    )


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


def _clock_before(cls: type[UndoAssignment]) -> dict[str, ColumnElement[Any]]:
    """Return the first-response clock as the assignment found it, unless the lead was answered or moved since."""
    given, moved = Ownership.__table__.alias("clocked"), StageMove.__table__.alias("moved")
    this = and_(given.c.cmd_id == cls.arg("assigned_by"), given.c.lead_id == Lead.id)
    since = exists().where(moved.c.lead_id == given.c.lead_id, moved.c.at >= given.c.from_at)
    stood = select(given.c.lead_id).where(this, given.c.respond_by_was.is_not(None), ~since)
    is_owed = and_(Lead.responded_at.is_(None), stood.correlate_except(given, moved).exists())
    return {
        name: case(
            (is_owed, select(given.c[was]).where(this).correlate_except(given).scalar_subquery()),
            else_=getattr(Lead, name),
        )
        for name, was in (("respond_by_at", "respond_by_was"), ("respond_warn_at", "respond_warn_was"))
    }


def _was_contacted(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    return exists().where(Activity.lead_id == lead_id, Activity.is_attempt)


def _call(cls: type[CorrectOutcome], *also: ColumnElement[bool]) -> ColumnElement[bool]:
    is_call = Activity.kind == ActivityKind.CALL.value
    return exists().where(Activity.id == cls.arg("activity_id"), is_call, *also)
