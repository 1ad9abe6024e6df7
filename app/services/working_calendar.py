"""Working days and shifts of a calendar, computed from its week, its country's holidays and its time zone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.clock import SECOND, to_epoch_day, to_micros
from app.services.calendar_rows import DayRow, DefineCalendar, SpanRow, YearRow
from app.services.playbook.document import Calendar
from app.services.working_time import TEAM

type DayKind = Callable[[date], bool | None]
"""Whether the country works on a date: False a holiday, True a make-up day, ``None`` as the week says."""


@dataclass(frozen=True, slots=True)
class Holidays:
    """What is known of a country's days.

    Attributes:
        works_on: The country's say on a date.
        is_announced: Whether a year's days are announced, or only assumed.
    """

    works_on: DayKind
    is_announced: Callable[[int], bool]


def definition(calendar: Calendar, first_year: int, last_year: int) -> DefineCalendar:
    """Return the command that lays down the team's calendar for these years, both included."""
    holidays = holidays_of(calendar.holidays)
    days: list[DayRow] = []
    spans: list[SpanRow] = []
    worked_s = 0
    for on in _dates(first_year, last_year):
        shifts = [
            _instants(on, span, ZoneInfo(calendar.time_zone)) for span in _shifts(calendar, on, holidays)
        ]
        if not shifts:
            continue
        midnight = to_micros(datetime.combine(on, time(), ZoneInfo(calendar.time_zone)))
        days.append(
            DayRow(
                day_on=to_epoch_day(on), seq=len(days) + 1, midnight_at=midnight, starts_at=shifts[0][0],
                ends_at=shifts[-1][1],
            )
        )  # fmt: skip
        for starts_at, ends_at in shifts:
            spans.append(SpanRow(starts_at=starts_at, ends_at=ends_at, s_before=worked_s))
            worked_s += (ends_at - starts_at) // SECOND
    years = tuple(
        YearRow(year=year, is_announced=holidays.is_announced(year))
        for year in range(first_year, last_year + 1)
    )
    return DefineCalendar(calendar=TEAM, days=tuple(days), spans=tuple(spans), years=years)


def holidays_of(country: str) -> Holidays:
    """Return the holidays of a country by its two-letter code; empty means none."""
    if not country:
        return Holidays(works_on=lambda _on: None, is_announced=lambda _year: True)
    return _chinese() if country == "CN" else _public(country)


def _chinese() -> Holidays:
    # Importing chinesecalendar loads every year's table; only whoever lays down a calendar pays for it.
    import chinese_calendar  # noqa: PLC0415

    announced = {day.year for day in chinese_calendar.holidays} | {
        day.year for day in chinese_calendar.workdays
    }

    def works_on(on: date) -> bool | None:
        if on in chinese_calendar.workdays:
            return True
        return False if on in chinese_calendar.holidays else None

    return Holidays(works_on, lambda year: year in announced)


def _public(country: str) -> Holidays:
    import holidays  # noqa: PLC0415 - 500 countries, needed only here

    days_off = holidays.country_holidays(country)
    return Holidays(lambda on: False if on in days_off else None, lambda _year: True)


def _shifts(calendar: Calendar, on: date, holidays: Holidays) -> tuple[str, ...]:
    works = holidays.works_on(on)
    usual = calendar.shifts.of_weekday(on.weekday())
    if works is None:
        return usual
    if not works:
        return ()
    return usual or calendar.shifts.make_up


def _instants(on: date, span: str, zone: ZoneInfo) -> tuple[int, int]:
    begin, _, end = span.partition("-")
    return _instant(on, begin, zone), _instant(on, end, zone)


def _instant(on: date, clock: str, zone: ZoneInfo) -> int:
    if clock == "24:00":
        return to_micros(datetime.combine(on + timedelta(days=1), time(), zone))
    return to_micros(datetime.combine(on, time.fromisoformat(clock), zone))


def _dates(first_year: int, last_year: int) -> Iterator[date]:
    on = date(first_year, 1, 1)
    while on.year <= last_year:
        yield on
        on += timedelta(days=1)
