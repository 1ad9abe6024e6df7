"""Promises to do something with a lead at a time (spec sections 7 and 11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, insert, literal, select, update

from app.models.activity import FollowUp
from app.models.leads import Lead
from app.models.vocabulary import FollowUpWhy
from app.services.holding import ever_held
from app.services.kernel.command import Decision, Effect, Guard, Instant, Words
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, typed_null
from app.services.lifecycle import lead_exists, lead_row

OPEN, DONE, DROPPED = "open", "done", "dropped"


class SetFollowUp(Decision, frozen=True, kw_only=True):
    """Whoever works on a lead says what happens next and when; it replaces their open promise on that lead."""

    kind = "follow_up.set"
    lead_id: UUID
    due_at: Instant
    why: FollowUpWhy
    words: Words

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
        yield promise(cls.arg("lead_id"), ACTOR, cls.arg("due_at"), cls.arg("why"), cls.arg("words"))


class MoveFollowUp(Decision, frozen=True, kw_only=True):
    """A promise is put off to another time; it stays the same promise."""

    kind = "follow_up.move"
    made_by: UUID
    lead_id: UUID
    due_at: Instant

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
        yield Effect(_this(cls).values(due_at=cls.arg("due_at")))


class FinishFollowUp(Decision, frozen=True, kw_only=True):
    """Whoever made a promise notes that it was kept."""

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


def promise(
    lead_id: ColumnElement[Any],
    owner_id: ColumnElement[Any],
    due_at: ColumnElement[Any],
    why: ColumnElement[Any],
    words: ColumnElement[Any],
    *,
    only_if: ColumnElement[bool] | None = None,
) -> Effect:
    """Write a promise named by the command that makes it; with ``only_if``, only where that holds."""
    condition = [] if only_if is None else [only_if]
    return Effect(
        insert(FollowUp).from_select(
            [
                "cmd_id", "lead_id", "owner_id", "due_at", "why", "words", "state", "created_at", "settled_at",
                "settled_by_id",
            ],
            select(
                CMD, Lead.id, owner_id, due_at, why, words, literal(OPEN, TEXT), NOW, typed_null(WHOLE), typed_null(ID)
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


def why(reason: FollowUpWhy) -> ColumnElement[Any]:
    """Return a reason as an expression."""
    return literal(reason.value, TEXT)


def _is(cls: type[MoveFollowUp | FinishFollowUp], *also: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        FollowUp.cmd_id == cls.arg("made_by"), FollowUp.lead_id == cls.arg("lead_id"), *also
    )


def _this(cls: type[MoveFollowUp | FinishFollowUp]) -> Any:
    return update(FollowUp).where(
        FollowUp.cmd_id == cls.arg("made_by"), FollowUp.lead_id == cls.arg("lead_id")
    )
