"""What answers to reminders do to the data: promises kept, reminders settled or put off, each under its own hat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.errors import RuleViolation
from app.services.follow_ups import FinishFollowUp, ReopenFollowUp
from app.services.reminder_kinds import RULES
from app.services.reminder_marks import SettleReminder, SnoozeReminder
from app.services.reminder_rows import Reminder
from app.views.desk import Desk


@dataclass(frozen=True, slots=True)
class Answered:
    """A reminder that was answered, and the command that did it."""

    one: Reminder
    cmd_id: UUID


type Work = Callable[[Desk], list[Answered]]
"""For ``Background.carry_out``; returns what it answered."""


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


def reopening(answered: Sequence[Answered]) -> Work:
    """Return the work that takes back that promises were kept, while nothing came of it."""
    kept = [answer for answer in answered if RULES[answer.one.kind].is_promise]
    return _each(
        [
            (
                answer.one,
                ReopenFollowUp(
                    made_by=answer.one.subject_id, lead_id=answer.one.lead_id, done_by=answer.cmd_id
                ),
            )
            for answer in kept
        ]
    )


def can_reopen(answered: Sequence[Answered]) -> bool:
    """Whether anything of it can be taken back: a reminder that was only seen cannot be unseen."""
    return any(RULES[answer.one.kind].is_promise for answer in answered)


def _settled(one: Reminder) -> Any:
    if RULES[one.kind].is_promise:
        return FinishFollowUp(made_by=one.subject_id, lead_id=one.lead_id)
    return SettleReminder(reminder_id=one.id)


def _each(given: Sequence[tuple[Reminder, Any]]) -> Work:
    """Give each command under the hat it concerns; of many, one already handled elsewhere stops no other."""

    def work(desk: Desk) -> list[Answered]:
        answered = []
        with desk.batch() as batch:
            for one, command in given:
                try:
                    done = batch.give(command, as_member=one.member_id)
                except RuleViolation:
                    if len(given) == 1:
                        raise
                else:
                    answered.append(Answered(one, done.cmd_id))
        return answered

    return work
