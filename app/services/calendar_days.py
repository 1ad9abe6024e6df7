"""Questions about the working days of a calendar, as people ask them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from app.clock import from_epoch_day, to_epoch_day
from app.models.calendar import CalendarYear, WorkingDay


@dataclass(frozen=True, slots=True)
class YearCount:
    """The working days of a year, and whether its holidays are announced or only assumed."""

    days: int
    is_announced: bool


def count_of_year(db: Connection, calendar: str, year: int) -> YearCount | None:
    """Return how many working days a year has; ``None`` where the calendar does not cover it."""
    known = db.execute(
        select(CalendarYear.is_announced).where(CalendarYear.calendar == calendar, CalendarYear.year == year)
    ).scalar()
    if known is None:
        return None
    first, last = to_epoch_day(date(year, 1, 1)), to_epoch_day(date(year, 12, 31))
    days = db.execute(
        select(func.count())
        .select_from(WorkingDay)
        .where(WorkingDay.calendar == calendar, WorkingDay.day_on.between(first, last))
    ).scalar_one()
    return YearCount(days, known)


def nth_day_after(db: Connection, calendar: str, on: date, count: int) -> date | None:
    """Return the ``count``-th working day after a date, counting from the next day (spec section 10).

    ``None`` beyond what the calendar covers, on either side.
    """
    year_known = db.execute(
        select(CalendarYear.year).where(CalendarYear.calendar == calendar, CalendarYear.year == on.year)
    ).first()
    if year_known is None:
        return None
    found = db.execute(
        select(WorkingDay.day_on)
        .where(WorkingDay.calendar == calendar, WorkingDay.day_on > to_epoch_day(on))
        .order_by(WorkingDay.day_on)
        .offset(count - 1)
        .limit(1)
    ).scalar()
    return None if found is None else from_epoch_day(found)
