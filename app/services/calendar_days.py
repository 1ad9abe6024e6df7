"""Questions about the working time of a calendar, as people ask them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, literal, select

from app.clock import from_epoch_day, to_epoch_day
from app.models.calendar import CalendarYear, WorkingDay
from app.services.kernel.expressions import WHOLE
from app.services.working_time import add_worked, worked_s


@dataclass(frozen=True, slots=True)
class YearCount:
    """The working days of a year, and whether its holidays are announced or only assumed."""

    days: int
    is_announced: bool


@dataclass(frozen=True, slots=True)
class DayReached:
    """A working day found by counting.

    Attributes:
        unannounced: Years counted in whose holidays are not announced yet, the first first.
    """

    on: date
    unannounced: tuple[int, ...]


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


def nth_day_after(db: Connection, calendar: str, on: date, count: int) -> DayReached | None:
    """Return the ``count``-th working day after a date, counting from the next day (spec section 10).

    ``None`` beyond what the calendar covers, on either side.
    """
    announced = select(CalendarYear.year, CalendarYear.is_announced).where(CalendarYear.calendar == calendar)
    years = {row.year: row.is_announced for row in db.execute(announced)}
    if on.year not in years:
        return None
    found = db.execute(
        select(WorkingDay.day_on)
        .where(WorkingDay.calendar == calendar, WorkingDay.day_on > to_epoch_day(on))
        .order_by(WorkingDay.day_on)
        .offset(count - 1)
        .limit(1)
    ).scalar()
    if found is None:
        return None
    reached = from_epoch_day(found)
    counted = range(on.year, reached.year + 1)
    return DayReached(reached, tuple(year for year in counted if not years.get(year)))


def instant_after(db: Connection, calendar: str, at: int, seconds: int) -> int | None:
    """Return when ``seconds`` (> 0) of working time have passed since an instant; ``None`` past the calendar.

    Args:
        db: The database.
        calendar: Its key.
        at: Microseconds UTC.
        seconds: Working seconds.
    """
    added = add_worked(literal(at, WHOLE), literal(seconds, WHOLE), calendar)
    found: int | None = db.execute(select(added)).scalar()
    return found


def worked_between(db: Connection, calendar: str, since: int, until: int) -> int:
    """Return the working seconds between two instants, microseconds UTC."""
    worked = worked_s(literal(until, WHOLE), calendar) - worked_s(literal(since, WHOLE), calendar)
    return int(db.execute(select(worked)).scalar_one())


def keys_of_calendars(db: Connection) -> list[str]:
    """Return the keys of all calendars laid down."""
    return list(
        db.execute(select(CalendarYear.calendar).distinct().order_by(CalendarYear.calendar)).scalars()
    )
