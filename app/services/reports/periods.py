"""The periods people ask reports for, by name."""

from __future__ import annotations

from datetime import date, timedelta, tzinfo
from enum import StrEnum

from app.clock import from_micros


class Period(StrEnum):
    """A span of days around today; ``CUSTOM`` is given by its days."""

    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    ALL = "all"
    CUSTOM = "custom"


type Days = tuple[date | None, date | None]
"""First and last day, both included; ``None`` is open."""


def days_of(period: Period, now: int, zone: tzinfo) -> Days:
    """Return the days of a period.

    Args:
        period: Not ``CUSTOM``, whose days only the person knows; it is treated as ``ALL``.
        now: The present instant, microseconds UTC.
        zone: Where the team is.
    """
    today = from_micros(now).astimezone(zone).date()
    month = today.replace(day=1)
    quarter = month.replace(month=(month.month - 1) // 3 * 3 + 1)
    year = month.replace(month=1)
    spans = {
        Period.THIS_MONTH: (month, 1),
        Period.LAST_MONTH: (_before(month, 1), 1),
        Period.THIS_QUARTER: (quarter, 3),
        Period.LAST_QUARTER: (_before(quarter, 3), 3),
        Period.THIS_YEAR: (year, 12),
        Period.LAST_YEAR: (_before(year, 12), 12),
    }
    if period not in spans:
        return None, None
    first, months = spans[period]
    return first, _before(first, -months) - timedelta(days=1)


def _before(first: date, months: int) -> date:
    """Return the first day of the month so many months before a first day."""
    number = first.year * 12 + first.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
