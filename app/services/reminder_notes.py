"""What this desk has shown: written after showing, so that nothing counts as shown that nobody could see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import batched

from sqlalchemy import Connection, delete, insert

from app.clock import DAY
from app.models.reminders import ReminderNote
from app.services.reminder_plan import occasion
from app.services.reminder_rows import AT_ONCE, Reminder

KEPT_DAYS = 90
"""How long the history of a desk goes back."""

type Write = Callable[[Connection], None]
"""For ``Workspace.keep``."""


def note_shown(shown: Sequence[Reminder], at: int) -> Write:
    """Return the write that notes reminders as shown at an instant; all of them, or none."""

    def write(db: Connection) -> None:
        _drop(db, shown)
        if shown:
            db.execute(insert(ReminderNote), [_note(one, at, one.times + 1) for one in shown])
        db.execute(delete(ReminderNote).where(ReminderNote.shown_at < at - KEPT_DAYS * DAY))

    return write


def put_right(forget: Sequence[Reminder], renote: Sequence[Reminder], now: int) -> Write:
    """Return the write that puts notes right after a clock was set back.

    Args:
        forget: Shown for a time that has not come yet: shown again then.
        renote: Shown in their time, by a clock that ran ahead: shown just now.
        now: The present instant.
    """

    def write(db: Connection) -> None:
        _drop(db, [*forget, *renote])
        if renote:
            db.execute(insert(ReminderNote), [_note(one, now, one.times) for one in renote])

    return write


def _drop(db: Connection, reminders: Iterable[Reminder]) -> None:
    for some in batched((one.id for one in reminders), AT_ONCE):
        db.execute(delete(ReminderNote).where(ReminderNote.reminder_id.in_(some)))


def _note(one: Reminder, shown_at: int, times: int) -> dict[str, object]:
    return {
        "member_id": one.member_id, "reminder_id": one.id, "kind": one.kind.value, "subject_id": one.subject_id,
        "lead_id": one.lead_id, "due_at": one.due_at, "at": occasion(one), "shown_at": shown_at, "times": times,
    }  # fmt: skip
