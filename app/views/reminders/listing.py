"""The list of the reminder centre: whom and why, since when, and what this desk did about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.services.reminder_list import Ended, ReminderLine, ReminderPart
from app.services.reminder_plan import occasion
from app.views import formats
from app.views.leads.said import phone_text
from app.views.punctuation import joined
from app.views.reminders.words import LOOKS, lead_name, when_line, why_line
from app.views.rows_source import Column, Look
from app.views.widgets.empty_state import Emptiness


def columns(clock: Clock) -> tuple[Column[ReminderLine], ...]:
    """Return the columns."""
    return (
        Column[ReminderLine](
            "lead",
            lambda: QCoreApplication.translate("Reminders", "Lead"),
            lambda line: lead_name(line.one),
            Look.TWO_LINES,
            300,
            150,
            2,
            second=lambda line: phone_text(line.one.phone) if line.one.phone else "",
            is_fixed=True,
        ),
        Column[ReminderLine](
            "why",
            lambda: QCoreApplication.translate("Reminders", "What for"),
            lambda line: why_line(line.one),
            Look.TWO_LINES,
            300,
            140,
            2,
            second=lambda line: " ".join(line.one.words.split()),
            is_fixed=True,
        ),
        Column[ReminderLine](
            "due",
            lambda: QCoreApplication.translate("Reminders", "When"),
            lambda line: _due(line, clock()),
            Look.TWO_LINES,
            180,
            110,
            second=lambda line: _history(line, clock()),
            tone=lambda line: _tone(line, clock()),
            is_fixed=True,
        ),
    )


def part_titles() -> dict[ReminderPart, str]:
    """Return what the parts are called."""
    return {
        ReminderPart.DUE: QCoreApplication.translate("Reminders", "Due"),
        ReminderPart.PUT_OFF: QCoreApplication.translate("Reminders", "Put off"),
        ReminderPart.COMING: QCoreApplication.translate("Reminders", "Next 7 days"),
        ReminderPart.PAST: QCoreApplication.translate("Reminders", "History"),
    }


def emptiness(part: ReminderPart) -> Emptiness:
    """Return what to say where a part holds nothing."""
    translate = QCoreApplication.translate
    match part:
        case ReminderPart.DUE:
            return Emptiness(
                translate("Reminders", "Nothing waits for you"),
                translate("Reminders", "What comes due pops up by itself, wherever you are in Decile."),
                "circle-check",
            )
        case ReminderPart.PUT_OFF:
            return Emptiness(
                translate("Reminders", "Nothing is put off"),
                translate("Reminders", "Press 1, 2 or 3 on a reminder to see it again later."),
                "clock",
            )
        case ReminderPart.COMING:
            return Emptiness(
                translate("Reminders", "Nothing is planned for the next 7 days"),
                translate("Reminders", "Follow-ups you plan appear here with their day."),
                "calendar",
            )
        case ReminderPart.PAST:
            return Emptiness(
                translate("Reminders", "No reminder has been shown here yet"),
                translate("Reminders", "What this computer showed you stays here for 90 days."),
                "history",
            )


def _due(line: ReminderLine, now: int) -> str:
    if line.one.until_at is not None and occasion(line.one) > now:
        return QCoreApplication.translate("Reminders", "again {when}").format(
            when=formats.moment(line.one.until_at, now)
        )
    if line.ended is None and line.one.limit_at is not None:
        return when_line(line.one, now)
    return formats.moment(line.one.due_at, now)


def _history(line: ReminderLine, now: int) -> str:
    one, said = line.one, []
    if line.ended is not None:
        said.append(_ended(line.ended))
    if one.times:
        shown = QCoreApplication.translate("Reminders", "shown %Ln time(s)", "", one.times)
        said.append(
            f"{shown}, {formats.moment(one.shown_at, now)}" if one.shown_at and one.times > 1 else shown
        )
    if one.snoozes:
        said.append(QCoreApplication.translate("Reminders", "put off %Ln time(s)", "", one.snoozes))
    return joined(said, strongly=True)


def _ended(ended: Ended) -> str:
    translate = QCoreApplication.translate
    names = {
        Ended.DONE: translate("Reminders", "done"),
        Ended.MOVED: translate("Reminders", "moved to another time"),
        Ended.NOTED: translate("Reminders", "noted"),
        Ended.OVER: translate("Reminders", "settled"),
    }
    return names[ended]


def _tone(line: ReminderLine, now: int) -> str:
    if line.ended is not None:
        return "muted"
    if occasion(line.one) > now:
        return "text"
    tone = LOOKS[line.one.kind].tone
    return "bad" if tone == "bad" else "warn"
