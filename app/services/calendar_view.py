"""A calendar as people look at it: a year day by day, who keeps it, and the playbook with another one in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select

from app.models.people import Member
from app.models.vocabulary import Role
from app.services.calendar_upkeep import current_calendars
from app.services.holidays_of_countries import holiday_names, holidays_of
from app.services.inbox import Ask
from app.services.playbook.check import load
from app.services.playbook.document import Calendar
from app.services.playbook.edits import Edit, Put, edited_text
from app.services.playbook.lines import Path
from app.services.playbook_adoption import AdoptPlaybook
from app.services.playbook_reading import current_document
from app.services.playbook_rows import adoption_of
from app.services.working_calendar import Day, day_of
from app.services.working_time import TEAM

_FIELDS = ("holidays", "time_zone", "days_off", "days_on")


@dataclass(frozen=True, slots=True)
class Kept:
    """A calendar of the playbook in force.

    Attributes:
        key: What the rules know it by; the team's is ``team``.
        members: Names of those who keep its hours; nobody is named for the team's.
    """

    key: str
    calendar: Calendar
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalendarYearSheet:
    """A year of one calendar.

    Attributes:
        kept: Every calendar there is, the team's first.
        shown: The one whose days these are.
        days: Every day of the year.
        is_announced: Whether the country's days of that year are all known.
        version: The playbook in force.
        document: Its text.
        may_change: Whether the member who asks may put another calendar into force.
    """

    kept: tuple[Kept, ...]
    shown: Kept
    year: int
    days: tuple[Day, ...]
    is_announced: bool
    version: int
    document: str
    may_change: bool

    @property
    def working_days(self) -> int:
        """How many days of the year are worked."""
        return sum(bool(day.spans) for day in self.days)

    def day(self, on: date) -> Day:
        """Return one day of the year."""
        return self.days[(on - date(self.year, 1, 1)).days]


def calendar_year(key: str, year: int, me: UUID, language: str = "en") -> Ask[CalendarYearSheet]:
    """Return the question for a year of a calendar; the team's where none has that key.

    Args:
        key: What the rules know the calendar by.
        year: Of the days.
        me: The member who asks.
        language: ``zh`` or ``en``, for the names of holidays.
    """

    def ask(db: Connection) -> CalendarYearSheet:
        calendars, document = current_calendars(db), current_document(db)
        people = db.execute(
            select(Member.calendar, Member.name).where(Member.is_active, Member.calendar.is_not(None))
        ).all()
        kept = tuple(
            Kept(name, one, tuple(sorted({row.name for row in people if row.calendar == name})))
            for name, one in calendars.items()
        )
        shown = next((one for one in kept if one.key == key), kept[0])
        first = date(year, 1, 1)
        length = (date(year + 1, 1, 1) - first).days
        names = holiday_names(shown.calendar.holidays, year, language)
        plain = (day_of(shown.calendar, first + timedelta(days=at)) for at in range(length))
        days = tuple(replace(day, holiday=names.get(day.on, day.holiday)) for day in plain)
        is_announced = holidays_of(shown.calendar.holidays).is_announced(year)
        role = db.execute(select(Member.role).where(Member.id == me)).scalar()
        return CalendarYearSheet(
            kept=kept,
            shown=shown,
            year=year,
            days=days,
            is_announced=is_announced,
            version=document.version,
            document=document.text,
            may_change=role == Role.TEAM_LEAD,
        )

    return ask


def with_day(calendar: Calendar, on: date, *, works: bool | None) -> Calendar:
    """Return a calendar with a day of its own: worked, off, or (``None``) as week and country say."""
    written = on.isoformat()
    off, worked = (set(days) - {written} for days in (calendar.days_off, calendar.days_on))
    if works is not None:
        (worked if works else off).add(written)
    return msgspec.structs.replace(calendar, days_off=tuple(sorted(off)), days_on=tuple(sorted(worked)))


def adoption_with(sheet: CalendarYearSheet, calendar: Calendar) -> Callable[[Connection], AdoptPlaybook]:
    """Return the question for the command that puts the playbook into force with another calendar in it.

    Working time needs no signatures (spec section 16: script, threshold and reasons do).

    Raises:
        InvalidPlaybook: when asked, if the calendar is none that can be worked by.
    """
    text = edited_text(sheet.document, *_edits(sheet, calendar))

    def ask(_db: Connection) -> AdoptPlaybook:
        return adoption_of(load(text), text, based_on=sheet.version)

    return ask


def _edits(sheet: CalendarYearSheet, calendar: Calendar) -> list[Edit]:
    place = [one.key for one in sheet.kept].index(sheet.shown.key)
    at: Path = ("calendar",) if sheet.shown.key == TEAM else ("calendars", place - 1)
    before = sheet.shown.calendar
    found: list[Edit] = [
        Put((*at, name), _plain(getattr(calendar, name)))
        for name in _FIELDS
        if getattr(calendar, name) != getattr(before, name)
    ]
    week, present = (msgspec.to_builtins(one.shifts) for one in (calendar, before))
    return found + [
        Put((*at, "shifts", day), _plain(hours)) for day, hours in week.items() if hours != present[day]
    ]


def _plain(value: str | tuple[str, ...]) -> str | list[str]:
    """Return a value as a parsed file holds it: a tuple would be no list of TOML."""
    return value if isinstance(value, str) else list(value)
