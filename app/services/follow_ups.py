"""Promises to do something with a lead at a time (spec sections 7 and 11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from app.models.activity import Activity, FollowUp
from app.models.leads import Lead, StageMove
from app.models.vocabulary import FollowUpWhy, StageKind
from app.services.holding import ever_held
from app.services.kernel.command import Decision, Effect, Guard, Instant, Words
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, typed_null
from app.services.lifecycle import lead_exists, lead_row, stands_in
from app.services.limits import limit
from app.services.personal_time import limit_ends_for

OPEN, DONE, DROPPED = "open", "done", "dropped"

type _OfOne = MoveFollowUp | FinishFollowUp | ReopenFollowUp


class SetFollowUp(Decision, frozen=True, kw_only=True):
    """Whoever works on a lead says what happens next and when; it replaces their open promise on that lead."""

    kind = "follow_up.set"
    lead_id: UUID
    due_at: Instant
    why: FollowUpWhy
    words: Words
    is_agreed: bool | None = None
    """Whether the contact was told this very time; ``None`` is no."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_lead", lead_exists(cls.arg("lead_id")))
        yield Guard("not_yours", ever_held(cls.arg("lead_id")))
        yield Guard("in_the_past", cls.arg("due_at") > NOW)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield settle_open(cls.arg("lead_id"), DROPPED)
        yield promise(
            cls.arg("lead_id"), ACTOR, cls.arg("due_at"), cls.arg("why"), cls.arg("words"),
            is_agreed=cls.arg("is_agreed"),
        )  # fmt: skip


class MoveFollowUp(Decision, frozen=True, kw_only=True):
    """A promise is put off to another time; it stays the same promise."""

    kind = "follow_up.move"
    made_by: UUID
    lead_id: UUID
    due_at: Instant
    is_agreed: bool | None = None
    """Whether the contact was told the new time; ``None`` leaves it as it was, as a moment's snooze does."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_follow_up", _is(cls))
        yield Guard("not_yours", _is(cls, FollowUp.owner_id == ACTOR))
        yield Guard("already_settled", _is(cls, FollowUp.state == OPEN))
        yield Guard("in_the_past", cls.arg("due_at") > NOW)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        agreed = func.coalesce(cls.arg("is_agreed"), FollowUp.is_agreed)
        yield Effect(_this(cls).values(due_at=cls.arg("due_at"), is_agreed=agreed))


class FinishFollowUp(Decision, frozen=True, kw_only=True):
    """Whoever made a promise notes that it was kept; a lead at work that has no other gets a next step by itself."""

    kind = "follow_up.done"
    made_by: UUID
    lead_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_follow_up", _is(cls))
        yield Guard("not_yours", _is(cls, FollowUp.owner_id == ACTOR))
        yield Guard("already_settled", _is(cls, FollowUp.state == OPEN))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(_this(cls).values(state=DONE, settled_at=NOW, settled_by_id=ACTOR))
        yield keep_in_sight(cls.arg("lead_id"))

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        return next_step_made()


class ReopenFollowUp(Decision, frozen=True, kw_only=True):
    """Who noted a promise as kept by mistake takes it back, while nothing came of it."""

    kind = "follow_up.reopen"
    made_by: UUID
    lead_id: UUID
    done_by: UUID
    """The command that noted it; the next step it brought about goes with it."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_follow_up", _is(cls))
        yield Guard("not_yours", _is(cls, FollowUp.owner_id == ACTOR, FollowUp.settled_by_id == ACTOR))
        yield Guard("not_done", _is(cls, FollowUp.state == DONE))
        after = or_(Activity.at > FollowUp.settled_at, Activity.ended_at >= FollowUp.settled_at)
        contacted = exists().where(Activity.lead_id == FollowUp.lead_id, after)
        moved = exists().where(StageMove.lead_id == FollowUp.lead_id, StageMove.at > FollowUp.settled_at)
        yield Guard("worked_on_since", _is(cls, ~contacted, ~moved))
        other = FollowUp.__table__.alias("other")
        promised = exists().where(
            other.c.lead_id == cls.arg("lead_id"),
            other.c.owner_id == ACTOR,
            other.c.state == OPEN,
            other.c.cmd_id != cls.arg("done_by"),
        )
        yield Guard("promised_since", ~promised)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        done = FollowUp.__table__.alias("done")
        same_breath = (
            select(literal(1))
            .select_from(done)
            .where(
                done.c.cmd_id == cls.arg("made_by"),
                done.c.lead_id == cls.arg("lead_id"),
                done.c.settled_at == FollowUp.created_at,
            )
            .correlate_except(done)
            .exists()
        )
        brought = and_(FollowUp.cmd_id == cls.arg("done_by"), FollowUp.lead_id == cls.arg("lead_id"))
        yield Effect(delete(FollowUp).where(brought, FollowUp.state == OPEN, same_breath), None)
        yield Effect(
            _this(cls).values(state=OPEN, settled_at=typed_null(WHOLE), settled_by_id=typed_null(ID))
        )


def promise(
    lead_id: ColumnElement[Any],
    owner_id: ColumnElement[Any],
    due_at: ColumnElement[Any],
    why: ColumnElement[Any],
    words: ColumnElement[Any],
    *,
    is_agreed: ColumnElement[bool] | None = None,
    only_if: ColumnElement[bool] | None = None,
) -> Effect:
    """Write a promise named by the command that makes it; with ``only_if``, only where that holds."""
    condition = [] if only_if is None else [only_if]
    return Effect(
        insert(FollowUp).from_select(
            [
                "cmd_id", "lead_id", "owner_id", "due_at", "why", "words", "is_agreed", "state", "created_at",
                "settled_at", "settled_by_id",
            ],
            select(
                CMD, Lead.id, owner_id, due_at, why, words, false() if is_agreed is None else is_agreed,
                literal(OPEN, TEXT), NOW, typed_null(WHOLE), typed_null(ID),
            ).where(Lead.id == lead_id, *condition),
        ),
        1 if only_if is None else None,
    )  # fmt: skip


def settle_open(
    lead_id: ColumnElement[Any], state: str, *, only_if: ColumnElement[bool] | None = None
) -> Effect:
    """Settle the actor's open promises on a lead."""
    condition = [] if only_if is None else [only_if]
    return Effect(
        update(FollowUp)
        .where(FollowUp.lead_id == lead_id, FollowUp.owner_id == ACTOR, FollowUp.state == OPEN, *condition)
        .values(state=state, settled_at=NOW, settled_by_id=ACTOR),
        None,
    )


def drop_all(lead_id: ColumnElement[Any], *, only_if: ColumnElement[bool] | None = None) -> Effect:
    """Drop every open promise on a lead: what follows is another person's to promise."""
    condition = [] if only_if is None else [only_if]
    return Effect(
        update(FollowUp)
        .where(FollowUp.lead_id == lead_id, FollowUp.state == OPEN, *condition)
        .values(state=DROPPED, settled_at=NOW, settled_by_id=ACTOR),
        None,
    )


def keep_in_sight(
    lead_id: ColumnElement[Any],
    reason: FollowUpWhy = FollowUpWhy.NEXT_STEP,
    *,
    only_if: ColumnElement[bool] | None = None,
) -> Effect:
    """Promise a next step where a lead at work would be left without one (spec section 7).

    It is for who works on the lead, its SDR or its rep, and due when their next working day ends.
    """
    worker = case((stands_in(StageKind.VALIDATING), Lead.owner_id), (stands_in(StageKind.OPEN), Lead.rep_id))
    planned = FollowUp.__table__.alias("planned")
    has_one = exists().where(
        planned.c.lead_id == Lead.id, planned.c.owner_id == worker, planned.c.state == OPEN
    )
    needed = and_(worker.is_not(None), Lead.is_reachable, ~has_one)
    due = func.coalesce(limit_ends_for(worker, NOW, limit("next_step_working_days")), NOW)
    condition = needed if only_if is None else and_(needed, only_if)
    return promise(lead_id, worker, due, why(reason), literal("", TEXT), only_if=condition)


def next_step_made() -> Select[*tuple[Any, ...]]:
    """Select when the next step is due that the command at hand brought about; nothing where it did not."""
    made = FollowUp.__table__.alias("made")
    return select(func.max(made.c.due_at).label("next_at")).where(made.c.cmd_id == CMD)


def why(reason: FollowUpWhy) -> ColumnElement[Any]:
    """Return a reason as an expression."""
    return literal(reason.value, TEXT)


def _is(cls: type[_OfOne], *also: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        FollowUp.cmd_id == cls.arg("made_by"), FollowUp.lead_id == cls.arg("lead_id"), *also
    )


def _this(cls: type[_OfOne]) -> Any:
    return update(FollowUp).where(
        FollowUp.cmd_id == cls.arg("made_by"), FollowUp.lead_id == cls.arg("lead_id")
    )
