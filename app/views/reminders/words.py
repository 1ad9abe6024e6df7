"""What reminders say, and the keys that answer them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.clock import MINUTE, SECOND
from app.services.reminder_kinds import RULES, ReminderKind
from app.services.reminder_rows import Reminder, Snoozes
from app.services.reminder_times import Snooze, snooze_until
from app.views import formats
from app.views.call_words import why_text

WAY_IN_KEY = "Ctrl+R"
"""Goes from the page to what has popped up."""
CALL_KEY, DONE_KEY, OTHER_KEY = "C", "D", "4"
SNOOZE_KEYS: Mapping[str, Snooze] = {"1": Snooze.SHORT, "2": Snooze.LONG, "3": Snooze.TOMORROW}


@dataclass(frozen=True, slots=True)
class KindLook:
    """How one kind of reminder is shown.

    Attributes:
        said: What it is about, with ``{name}`` for a colleague.
        icon: Name of its icon.
        tone: Token of its icon.
        act: What its first button does.
    """

    said: Callable[[], str]
    icon: str
    tone: str
    act: Callable[[], str]


def _call() -> str:
    return QCoreApplication.translate("Reminders", "Call now")


def _open() -> str:
    return QCoreApplication.translate("Reminders", "Open")


LOOKS: Mapping[ReminderKind, KindLook] = {
    ReminderKind.CALL_BACK: KindLook(
        lambda: QCoreApplication.translate("Reminders", "Call back, as agreed"), "phone-call", "accent", _call
    ),
    ReminderKind.FOLLOW_UP: KindLook(
        lambda: QCoreApplication.translate("Reminders", "Follow-up"), "alarm", "accent", _call
    ),
    ReminderKind.FIRST_RESPONSE: KindLook(
        lambda: QCoreApplication.translate("Reminders", "New lead: the first call is due soon"),
        "clock", "warn", _call,
    ),
    ReminderKind.RECALL: KindLook(
        lambda: QCoreApplication.translate("Reminders", "Goes back to the pool soon"), "hourglass", "warn", _call
    ),
    ReminderKind.CHOOSE_REP: KindLook(
        lambda: QCoreApplication.translate("Reminders", "Hand-over: choose the rep"), "user-check", "accent", _open
    ),
    ReminderKind.DECIDE: KindLook(
        lambda: QCoreApplication.translate("Reminders", "Hand-over: your decision is awaited"),
        "inbox", "accent", _open,
    ),
    ReminderKind.DECIDE_LATE: KindLook(
        lambda: QCoreApplication.translate("Reminders", "Hand-over: your decision is late"), "inbox", "bad", _open
    ),
    ReminderKind.LATE_DECISION: KindLook(
        lambda: QCoreApplication.translate("Reminders", "{name} has not decided a hand-over in time"),
        "alert-triangle", "bad", _open,
    ),
    ReminderKind.REVIEW: KindLook(
        lambda: QCoreApplication.translate("Reminders", "Refused by sales: yours to judge"), "scale", "warn", _open
    ),
    ReminderKind.OVERDUE: KindLook(
        lambda: QCoreApplication.translate("Reminders", "Overdue follow-up of {name}"),
        "alert-triangle", "bad", _open,
    ),
}  # fmt: skip


def lead_name(one: Reminder) -> str:
    """Return whom a reminder is about: the contact and the company."""
    return " · ".join(part for part in (one.contact_name, one.company) if part) or "–"


def why_line(one: Reminder) -> str:
    """Return what is to be done: the promise's reason, or what waits."""
    if one.kind is ReminderKind.FOLLOW_UP and one.why is not None:
        return why_text(one.why)
    return LOOKS[one.kind].said().format(name=one.by_name or "–")


def when_line(one: Reminder, now: int) -> str:
    """Return when it was due, or until when there is time."""
    translate = QCoreApplication.translate
    if one.kind in (ReminderKind.FIRST_RESPONSE, ReminderKind.RECALL) and one.limit_at is not None:
        due = translate("Reminders", "limit {when}").format(when=formats.moment(one.limit_at, now))
    elif now - one.due_at < MINUTE:
        due = translate("Reminders", "due now")
    else:
        due = translate("Reminders", "due {when}").format(when=formats.moment(one.due_at, now))
    return due


def act_text(one: Reminder) -> str:
    """Return what the first button of a reminder does."""
    return LOOKS[one.kind].act()


def act_icon(one: Reminder) -> str:
    """Return the icon of that button."""
    return "phone" if RULES[one.kind].is_call else "external-link"


def done_text(one: Reminder) -> str:
    """Return what the last button does: settle the promise, or the reminder alone."""
    if RULES[one.kind].is_promise:
        return QCoreApplication.translate("Reminders", "Done")
    return QCoreApplication.translate("Reminders", "Noted")


def snooze_text(how: Snooze, snoozes: Snoozes, now: int) -> str:
    """Return the name of a way to put off: 10 min, 1 h, tomorrow 09:00."""
    match how:
        case Snooze.SHORT:
            return formats.duration(snoozes.short_minutes * MINUTE // SECOND)
        case Snooze.LONG:
            return formats.duration(snoozes.long_minutes * MINUTE // SECOND)
        case Snooze.TOMORROW:
            at = formats.time(snooze_until(how, now, snoozes))
            return QCoreApplication.translate("Reminders", "Tomorrow {time}").format(time=at)
        case Snooze.WORKING_DAY:
            return QCoreApplication.translate("Reminders", "Next working day")


def digest_title(count: int, *, is_back: bool) -> str:
    """Return the heading over many reminders at once."""
    if is_back:
        return QCoreApplication.translate("Reminders", "%Ln reminder(s) came while you were away", "", count)
    return QCoreApplication.translate("Reminders", "%Ln reminder(s) are due", "", count)
