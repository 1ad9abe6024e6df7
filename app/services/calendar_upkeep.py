"""Keeping the team's calendar ahead of the present: another year in time, holidays once they are announced."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from app.models.calendar import CalendarYear
from app.services.calendar_rows import DefineCalendar
from app.services.playbook.check import load
from app.services.playbook_reading import current_document
from app.services.working_calendar import definition, holidays_of
from app.services.working_time import TEAM

YEARS_AHEAD = 1
"""Limits in working days reach into the year to come."""
YEARS_KEPT = 20


def due_calendar(db: Connection, today: date) -> DefineCalendar | None:
    """Return the command that brings the team's calendar up to date; ``None`` where it is.

    It is due when the year after this one is not covered, or when days that were only assumed are
    announced now (a newer Decile knows them).
    """
    rows = db.execute(
        select(CalendarYear.year, CalendarYear.is_announced).where(CalendarYear.calendar == TEAM)
    ).all()
    if not rows:
        return None
    first, last = min(row.year for row in rows), max(row.year for row in rows)
    wanted = max(last, today.year + YEARS_AHEAD)
    assumed = [row.year for row in rows if not row.is_announced and row.year >= today.year]
    if wanted == last and not assumed:
        return None
    calendar = load(current_document(db).text).calendar
    holidays = holidays_of(calendar.holidays)
    if wanted == last and not any(holidays.is_announced(year) for year in assumed):
        return None
    return definition(calendar, max(first, wanted - YEARS_KEPT), wanted)
