"""What a person does with a reminder: put it off, or settle it (spec section 11).

Both concern the person alone: nobody else's reminder changes, and the promise behind it stays as it was made,
overdue for the queue and for the team lead. They are shared all the same, so that what was put off on one machine
does not pop up on the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, insert, literal, select, update

from app.models.people import Member
from app.models.reminders import ReminderMark
from app.services.kernel.command import Effect, Fact, Guard, Instant
from app.services.kernel.expressions import ACTOR, NOW, WHOLE, Arg, typed_null


class SnoozeReminder(Fact, frozen=True, kw_only=True):
    """A person lets a reminder come again later; what it reminds of stays due."""

    kind = "reminder.snooze"
    reminder_id: UUID
    until_at: Instant

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("in_the_past", cls.arg("until_at") > NOW)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield _actor()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        until_at = cls.arg("until_at")
        yield Effect(
            update(ReminderMark)
            .where(*_this(cls.arg("reminder_id")))
            .values(
                until_at=until_at,
                snoozes=ReminderMark.snoozes + literal(1, WHOLE),
                settled_at=typed_null(WHOLE),
                marked_at=NOW,
            ),
            None,
        )
        yield _first_mark(
            cls.arg("reminder_id"),
            until_at=until_at,
            snoozes=literal(1, WHOLE),
            settled_at=typed_null(WHOLE),
        )


class SettleReminder(Fact, frozen=True, kw_only=True):
    """A person has taken note of a reminder and wants to see it no more."""

    kind = "reminder.settle"
    reminder_id: UUID

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield _actor()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(
            update(ReminderMark).where(*_this(cls.arg("reminder_id"))).values(settled_at=NOW, marked_at=NOW),
            None,
        )
        yield _first_mark(
            cls.arg("reminder_id"),
            until_at=typed_null(WHOLE),
            snoozes=literal(0, WHOLE),
            settled_at=NOW,
        )


def _actor() -> Select[Any]:
    return select(Member.id).where(Member.id == ACTOR)


def _this(reminder_id: Arg) -> tuple[ColumnElement[bool], ...]:
    return ReminderMark.member_id == ACTOR, ReminderMark.reminder_id == reminder_id


def _first_mark(reminder_id: Arg, **values: ColumnElement[Any]) -> Effect:
    """Write the mark of a reminder that has none."""
    marked = ReminderMark.__table__.alias("marked")
    is_marked = exists().where(marked.c.member_id == ACTOR, marked.c.reminder_id == reminder_id)
    names = list(values)
    return Effect(
        insert(ReminderMark).from_select(
            ["member_id", "reminder_id", "marked_at", *names],
            select(ACTOR, reminder_id, NOW, *values.values()).where(~is_marked),
        ),
        None,
    )
