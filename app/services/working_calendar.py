"""Working days and shifts of a calendar, computed from its week, its country's holidays and its time zone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.clock import SECOND, to_epoch_day, to_micros
from app.services.calendar_rows import DayRow, DefineCalendar, SpanRow, YearRow
from app.services.holidays_of_countries import holidays_of
from app.services.playbook.document import Calendar
from app.services.working_time import TEAM

type Shift = tuple[int, int]
"""Begin and end, microseconds UTC."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a calendar says of one day.

    Attributes:
        spans: Its hours as the file writes them; none is a day off.
        is_own: Said by the calendar itself, as one of its own days off or working days.
        holiday: What the country calls a holiday that falls on it; empty for none.
        is_make_up: A working day only because the country makes up for a holiday.
    """

    on: date
    spans: tuple[str, ...]
    is_own: bool = False
    holiday: str = ""
    is_make_up: bool = False


def definitions(calendars: Mapping[str, Calendar], first_year: int, last_year: int) -> list[DefineCalendar]:
    """Return the commands that lay down calendars by their keys."""
    return [definition(one, first_year, last_year, key=key) for key, one in calendars.items()]


def keyed(team: Calendar, others: Iterable[Calendar]) -> dict[str, Calendar]:
    """Return a playbook's calendars by the keys the rules know them by, the team's first."""
    return {TEAM: team} | {one.key: one for one in others}


def definition(calendar: Calendar, first_year: int, last_year: int, *, key: str = TEAM) -> DefineCalendar:
    """Return the command that lays down a calendar for these years, both included."""
    zone = ZoneInfo(calendar.time_zone)
    days: list[DayRow] = []
    spans: list[SpanRow] = []
    worked_s = 0
    for on in _dates(first_year, last_year):
        shifts = _shifts(on, day_of(calendar, on).spans, zone)
        if not shifts:
            continue
        days.append(
            DayRow(
                day_on=to_epoch_day(on), seq=len(days) + 1, midnight_at=_instant(on, "00:00", zone),
                starts_at=shifts[0][0], ends_at=shifts[-1][1],
            )
        )  # fmt: skip
        for starts_at, ends_at in shifts:
            spans.append(SpanRow(starts_at=starts_at, ends_at=ends_at, s_before=worked_s))
            worked_s += (ends_at - starts_at) // SECOND
    is_announced = holidays_of(calendar.holidays).is_announced
    years = range(first_year, last_year + 1)
    return DefineCalendar(
        calendar=key,
        days=tuple(days),
        spans=tuple(spans),
        years=tuple(
            YearRow(year=year, is_announced=is_announced(year), country=calendar.holidays) for year in years
        ),
    )


def day_of(calendar: Calendar, on: date) -> Day:
    """Return what a calendar says of a day: its own days before the country's, the country's before the week's."""
    country = holidays_of(calendar.holidays)
    usual = calendar.shifts.of_weekday(on.weekday())
    worked, holiday = usual or calendar.shifts.make_up, country.name(on)
    written = on.isoformat()
    if written in calendar.days_off:
        return Day(on, (), is_own=True, holiday=holiday)
    if written in calendar.days_on:
        return Day(on, worked, is_own=True, holiday=holiday)
    works = country.works_on(on)
    if works is None:
        return Day(on, usual, holiday=holiday)
    return Day(on, worked if works else (), holiday=holiday, is_make_up=works and not usual)


def _shifts(on: date, spans: tuple[str, ...], zone: ZoneInfo) -> list[Shift]:
    """Return the shifts of a day; hours that the clocks leap over in spring are no working time."""
    found = [
        (_instant(on, begin, zone), _instant(on, end, zone))
        for begin, _, end in (span.partition("-") for span in spans)
    ]
    return [(begin, end) for begin, end in found if begin < end]


def _instant(on: date, clock: str, zone: ZoneInfo) -> int:
    """Return when a clock shows a time; the first time in autumn, the moment of the leap in spring."""
    if clock == "24:00":
        return _instant(on + timedelta(days=1), "00:00", zone)
    local = datetime.combine(on, time.fromisoformat(clock), zone)
    back = local.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return to_micros(local) if back == local.replace(tzinfo=None) else _leap(local)


def _leap(missing: datetime) -> int:
    """Return the instant at which the clocks leapt over a local time that never was, to the second."""
    # Read with the offset of before it lies behind the leap, with that of after it before the leap.
    low, high = to_micros(missing.replace(fold=1)) // SECOND, to_micros(missing.replace(fold=0)) // SECOND
    before = _offset(low, missing)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, missing) == before else (low, middle)
    return high * SECOND


def _offset(at_s: int, local: datetime) -> timedelta | None:
    return datetime.fromtimestamp(at_s, local.tzinfo).utcoffset()


def _dates(first_year: int, last_year: int) -> Iterator[date]:
    on = date(first_year, 1, 1)
    while on.year <= last_year:
        yield on
        on += timedelta(days=1)
