"""How the calendar page says days, hours and countries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.clock import to_epoch_day
from app.services.calendar_countries import WEEKDAYS, countries
from app.services.playbook.document import Calendar, Week
from app.services.working_calendar import Day
from app.views import formats
from app.views.i18n import is_chinese
from app.views.playbook.field_words import FIELD_NAMES
from app.views.punctuation import aside, joined

LINES = (*WEEKDAYS, "make_up")
"""The lines of a week as it is written to be changed."""
_HOURS = re.compile(r"\A(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)\Z")
_SPELLED = str.maketrans(
    {"：": ":", "–": "-", "—": "-", "～": "-", "~": "-", "，": " ", "、": " ", ",": " ", ";": " "}
)


class DayLook(StrEnum):
    """How a day is drawn."""

    WORK = "work"
    OFF = "off"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    OWN_OFF = "own_off"
    OWN_WORK = "own_work"


def look_of(day: Day) -> DayLook:
    """Return how a day is drawn."""
    if day.is_own:
        return DayLook.OWN_WORK if day.spans else DayLook.OWN_OFF
    if day.spans:
        return DayLook.MAKE_UP if day.is_make_up else DayLook.WORK
    return DayLook.HOLIDAY if day.holiday else DayLook.OFF


def look_text(look: DayLook) -> str:
    """Return what a drawing means."""
    match look:
        case DayLook.WORK:
            return QCoreApplication.translate("Calendar", "working day")
        case DayLook.OFF:
            return QCoreApplication.translate("Calendar", "day off")
        case DayLook.HOLIDAY:
            return QCoreApplication.translate("Calendar", "holiday")
        case DayLook.MAKE_UP:
            return QCoreApplication.translate("Calendar", "makes up for a holiday")
        case DayLook.OWN_OFF:
            return QCoreApplication.translate("Calendar", "day off of your own")
        case DayLook.OWN_WORK:
            return QCoreApplication.translate("Calendar", "working day of your own")


def day_title(on: date) -> str:
    """Return a day with its weekday."""
    return aside(formats.day(to_epoch_day(on)), formats.weekday(on))


def day_said(day: Day) -> str:
    """Return what a day is, in a line."""
    said = look_text(look_of(day))
    hours = joined(day.spans)
    parts = [said, hours, day.holiday]
    return " · ".join(part for part in parts if part)


def country_name(code: str) -> str:
    """Return a country's name; its letters where none is shipped for it, a word where no country counts."""
    if not code:
        return QCoreApplication.translate("Calendar", "no country")
    found = countries().get(code)
    return found.name.shown("zh" if is_chinese() else "en") if found else code


def week_lines(week: Week) -> str:
    """Return a week to be changed: a line for each weekday and one for make-up days."""
    return "\n".join(f"{_named(day)}: {' '.join(getattr(week, day))}".strip() for day in LINES)


def read_week(text: str) -> Week | int:
    """Return the week that lines say, or the number of the first line whose hours cannot be worked.

    The names before the colon are not read: the order tells the days. The last line, of make-up days, has hours.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) != len(LINES):
        return min(len(lines), len(LINES)) + 1
    found: dict[str, tuple[str, ...]] = {}
    for at, (day, line) in enumerate(zip(LINES, lines, strict=True), start=1):
        _, _, said = line.translate(_SPELLED).partition(":")
        hours = tuple(said.split())
        ends = [part for one in hours for part in one.split("-")]
        if not all(_HOURS.match(one) for one in hours) or ends != sorted(set(ends)):
            return at
        found[day] = hours
    is_worked = any(hours for day, hours in found.items() if day != "make_up")
    return Week(**found) if is_worked and found["make_up"] else (len(LINES) if is_worked else 1)


def hours_lines(calendar: Calendar) -> list[tuple[str, str]]:
    """Return days and hours, those with the same hours together, as they are shown."""
    groups: list[tuple[list[str], tuple[str, ...]]] = []
    for day in WEEKDAYS:
        hours = getattr(calendar.shifts, day)
        if groups and groups[-1][1] == hours:
            groups[-1][0].append(day)
        else:
            groups.append(([day], hours))
    off = QCoreApplication.translate("Calendar", "off")
    return [
        (_named(days[0]) if len(days) == 1 else f"{_named(days[0])}–{_named(days[-1])}", joined(hours) or off)
        for days, hours in groups
    ]


def holidays_listed(days: Sequence[Day]) -> Iterator[tuple[str, str]]:
    """Yield the spans of named holidays and the make-up days, as date and name."""
    run: list[Day] = []
    for day in [*days, None]:
        ends = bool(run) and (
            day is None or day.holiday != run[-1].holiday or day.on - run[-1].on > timedelta(days=1)
        )
        if ends:
            yield _span(run), run[0].holiday
            run = []
        if day is not None and day.holiday and not day.spans:
            run.append(day)
        elif day is not None and day.is_make_up:
            yield day_title(day.on), look_text(DayLook.MAKE_UP)


def _span(run: Sequence[Day]) -> str:
    first = day_title(run[0].on)
    return first if len(run) == 1 else f"{first} – {day_title(run[-1].on)}"


def _named(day: str) -> str:
    return QCoreApplication.translate("Calendar", "Make-up day") if day == "make_up" else FIELD_NAMES[day]()
