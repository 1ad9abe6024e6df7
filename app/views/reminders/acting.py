"""What answers to reminders do to the data: promises kept, reminders settled or put off, each under its own hat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app.errors import RuleViolation
from app.services.follow_ups import FinishFollowUp
from app.services.reminder_kinds import RULES
from app.services.reminder_marks import SettleReminder, SnoozeReminder
from app.services.reminder_rows import Reminder
from app.views.desk import Desk

type Work = Callable[[Desk], int]
"""For ``Background.carry_out``; returns how many reminders it answered."""


def putting_off(reminders: Sequence[Reminder], until_at: int) -> Work:
    """Return the work that lets reminders come again at an instant."""
    given = [(one, SnoozeReminder(reminder_id=one.id, until_at=until_at)) for one in reminders]
    return _each(given)


def renewing(renewed: Sequence[tuple[Reminder, int]]) -> Work:
    """Return the work that counts snoozes anew after the clock was set back, each to its own end."""
    return _each([(one, SnoozeReminder(reminder_id=one.id, until_at=until_at)) for one, until_at in renewed])


def settling(reminders: Sequence[Reminder]) -> Work:
    """Return the work that says of promises that they were kept, and of the rest that they were seen."""
    return _each([(one, _settled(one)) for one in reminders])


def _settled(one: Reminder) -> Any:
    if RULES[one.kind].is_promise:
        return FinishFollowUp(made_by=one.subject_id, lead_id=one.lead_id)
    return SettleReminder(reminder_id=one.id)


def _each(given: Sequence[tuple[Reminder, Any]]) -> Work:
    """Give each command under the hat it concerns; of many, one already handled elsewhere stops no other."""

    def work(desk: Desk) -> int:
        answered = 0
        with desk.batch() as batch:
            for one, command in given:
                try:
                    batch.give(command, as_member=one.member_id)
                except RuleViolation:
                    if len(given) == 1:
                        raise
                else:
                    answered += 1
        return answered

    return work
