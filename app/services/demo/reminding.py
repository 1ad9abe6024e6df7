"""What the team did with its reminders: a few put off until later, and what this desk has shown lately."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, select

from app.clock import HOUR, MINUTE
from app.models.activity import FollowUp
from app.services.demo.stage import Stage
from app.services.follow_ups import DONE
from app.services.reminder_kinds import RULES, ReminderKind
from app.services.reminder_marks import SnoozeReminder
from app.services.reminder_notes import note_shown
from app.services.reminder_rows import Reminder, reminder_id, reminders_until

SHOWN = 14
PUT_OFF = {1: 40 * MINUTE, 2: 20 * HOUR}
"""Which of the due promises were put off a moment ago, the oldest being number 0, and for how much longer."""


def remind(stage: Stage) -> None:
    """Put a few reminders of each SDR off, and remember what was shown at this desk."""
    for sdr in stage.sdrs:
        due = stage.batch.read(lambda db, me=sdr: reminders_until(db, me, stage.now, stage.now))  # type: ignore[misc]
        promises = [one for one in due if RULES[one.kind].is_promise]
        for number, left in PUT_OFF.items():
            if number < len(promises):
                snooze = SnoozeReminder(reminder_id=promises[number].id, until_at=stage.now + left)
                stage.give(snooze, sdr, stage.now - 20 * MINUTE)
    for one in stage.batch.read(lambda db: _kept_lately(db, stage.me)):
        stage.batch.read(note_shown([one], one.due_at))


def _kept_lately(db: Connection, me: UUID) -> list[Reminder]:
    """Return the reminders of the promises somebody kept last."""
    rows = db.execute(
        select(FollowUp.cmd_id, FollowUp.lead_id, FollowUp.due_at)
        .where(FollowUp.owner_id == me, FollowUp.state == DONE, FollowUp.settled_at >= FollowUp.due_at)
        .order_by(FollowUp.settled_at.desc(), FollowUp.cmd_id, FollowUp.lead_id)
        .limit(SHOWN)
    )
    kind = ReminderKind.FOLLOW_UP
    return [
        Reminder(
            id=reminder_id(kind, me, row.cmd_id, row.lead_id, row.due_at),
            kind=kind,
            member_id=me,
            subject_id=row.cmd_id,
            lead_id=row.lead_id,
            due_at=row.due_at,
        )
        for row in rows
    ]
