"""Days and months where the team is, for instants kept in UTC."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, case, literal, literal_column

from app.clock import DAY, SECOND, from_micros, to_micros
from app.services.calendar_upkeep import current_calendars
from app.services.kernel.expressions import TEXT, WHOLE, IntDiv, typed_null
from app.services.working_time import TEAM

_STEP = timedelta(days=7)
"""Shorter than any zone has ever kept an offset between two changes of this century."""
_SHIFT_DAYS = 1_000_000
"""Whole division cuts towards zero; shifted, an instant before 1970 falls on its own day as well."""


def zone_of(db: Connection) -> tzinfo:
    """Return the team's time zone, as the playbook in force says; UTC while none is."""
    calendar = current_calendars(db).get(TEAM)
    return ZoneInfo(calendar.time_zone) if calendar else UTC


def begin_of(on: date, zone: tzinfo) -> int:
    """Return the instant at which a day begins, microseconds UTC."""
    return to_micros(datetime.combine(on, time(), zone))


def month_bounds(month: str, zone: tzinfo) -> tuple[int, int]:
    """Return the first instant of a month and the first after it.

    Raises:
        ValueError: ``month`` is not of the form ``2026-03``.
    """
    first = date.fromisoformat(f"{month}-01")
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return begin_of(first, zone), begin_of(after, zone)


def months_between(first: int, last: int, zone: tzinfo) -> tuple[str, ...]:
    """Return the months from one instant to another, as ``2026-03``, both included."""
    begin, end = (from_micros(at).astimezone(zone).date() for at in (first, last))
    numbers = range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month)
    return tuple(f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers)


def month_at(at: ColumnElement[Any], months: Sequence[str], zone: tzinfo) -> ColumnElement[Any]:
    """Return the month an instant falls into, of months that follow each other and cover all instants there are."""
    steps = [
        (at < literal_column(str(month_bounds(month, zone)[1]), WHOLE), literal(month, TEXT))
        for month in months[:-1]
    ]
    return case((at.is_(None), typed_null(TEXT)), *steps, else_=literal(months[-1], TEXT))


def local_day(at: ColumnElement[int], zone: tzinfo, first_at: int, last_at: int) -> ColumnElement[int]:
    """Return the epoch day on which an instant falls where the team is.

    Args:
        at: The instant.
        zone: Where the team is.
        first_at: Earliest instant that can occur; changes of the clocks before it are left out.
        last_at: Latest instant that can occur.
    """
    shifted = IntDiv(local_micros(at, zone, first_at, last_at), literal(DAY, WHOLE))
    return shifted - literal(_SHIFT_DAYS, WHOLE)


def local_micros(at: ColumnElement[int], zone: tzinfo, first_at: int, last_at: int) -> ColumnElement[int]:
    """Return the local time of an instant in microseconds, from a midnight far enough back to be positive.

    Its rest after whole days is the time of the day; arguments as in ``local_day``.
    """
    changes = _offset_changes(zone, first_at, last_at)
    last_offset = literal(changes[-1][1], WHOLE)
    until = [
        (at < literal(after[0], WHOLE), literal(before[1], WHOLE)) for before, after in pairwise(changes)
    ]
    offset = case(*until, else_=last_offset) if until else last_offset
    return at + offset + literal(_SHIFT_DAYS * DAY, WHOLE)


type Change = tuple[int, int]
"""From which instant, and by how many microseconds the local clock is ahead of UTC."""


@lru_cache(maxsize=32)
def _offset_changes(zone: tzinfo, first_at: int, last_at: int) -> list[Change]:
    """Return the offset at ``first_at`` and every change until ``last_at``."""
    changes = [(first_at, _offset(zone, first_at))]
    step = _STEP // timedelta(microseconds=1)
    at = first_at
    while at < last_at:
        ahead = min(at + step, last_at)
        if _offset(zone, ahead) != changes[-1][1]:
            changed_at = _change_between(zone, at, ahead)
            changes.append((changed_at, _offset(zone, changed_at)))
        at = ahead
    return changes


def _change_between(zone: tzinfo, before: int, after: int) -> int:
    """Return the first instant after ``before`` with the later offset, to the second."""
    old = _offset(zone, before)
    low, high = before // SECOND, -(-after // SECOND)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, middle * SECOND) == old:
            low = middle
        else:
            high = middle
    return high * SECOND


def _offset(zone: tzinfo, at: int) -> int:
    offset = from_micros(at).astimezone(zone).utcoffset()
    return 0 if offset is None else offset // timedelta(microseconds=1)
