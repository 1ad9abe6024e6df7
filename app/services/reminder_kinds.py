"""The kinds of reminders, one line each: what they are about, whether they come again, how they are answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ReminderKind(StrEnum):
    """What a reminder is about; part of its name, so a value never changes once shipped."""

    CALL_BACK = "call_back"
    """A promise whose very time the contact was told."""
    FOLLOW_UP = "follow_up"
    """Any other promise of one's own."""
    FIRST_RESPONSE = "first_response"
    """A new lead nobody has called, shortly before its first-response limit."""
    RECALL = "recall"
    """A lead that goes back to the pool soon."""
    CHOOSE_REP = "choose_rep"
    """A hand-over waits for somebody to choose the rep."""
    DECIDE = "decide"
    """A hand-over waits for one's own decision."""
    DECIDE_LATE = "decide_late"
    """It still does, and the limit is over."""
    LATE_DECISION = "late_decision"
    """A rep let the limit of a decision pass: for those who lead."""
    REVIEW = "review"
    """Sales refused a hand-over: for the team lead to judge."""
    OVERDUE = "overdue"
    """A promise of somebody in the team is overdue by the working days of the playbook: for the team lead."""


@dataclass(frozen=True, slots=True)
class KindRules:
    """How reminders of one kind behave.

    Attributes:
        repeat_limit: Limit of the playbook, in minutes, after which it comes again while nothing is done;
            empty for once.
        is_promise: Done settles the promise itself; else it only settles the reminder.
        is_call: It is answered by calling.
    """

    repeat_limit: str = ""
    is_promise: bool = False
    is_call: bool = False


RULES: Mapping[ReminderKind, KindRules] = {
    ReminderKind.CALL_BACK: KindRules("snooze_long_minutes", is_promise=True, is_call=True),
    ReminderKind.FOLLOW_UP: KindRules("snooze_long_minutes", is_promise=True, is_call=True),
    ReminderKind.FIRST_RESPONSE: KindRules(is_call=True),
    ReminderKind.RECALL: KindRules(is_call=True),
    ReminderKind.CHOOSE_REP: KindRules(),
    ReminderKind.DECIDE: KindRules(),
    ReminderKind.DECIDE_LATE: KindRules("snooze_long_minutes"),
    ReminderKind.LATE_DECISION: KindRules(),
    ReminderKind.REVIEW: KindRules(),
    ReminderKind.OVERDUE: KindRules(),
}
