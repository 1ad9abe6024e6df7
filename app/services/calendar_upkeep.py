"""Keeping the calendars what the playbook says, ahead of the present, with holidays as they are announced."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, select

from app.models.calendar import CalendarYear, WorkingDay, WorkSpan
from app.models.playbook import Playbook
from app.services.calendar_rows import DayRow, DefineCalendar, DropCalendar, SpanRow, YearRow
from app.services.playbook.document import Calendar
from app.services.playbook_truth import truth_in_force
from app.services.working_calendar import definitions, keyed
from app.services.working_time import TEAM

YEARS_BACK, YEARS_AHEAD = 2, 1
"""Limits in working days reach into the year to come; history is measured a while back."""
YEARS_KEPT = 20


def due_calendars(db: Connection, today: date) -> list[DefineCalendar | DropCalendar]:
    """Return the commands that make the calendars what they should be; none where they are.

    One is due when the playbook in force says it otherwise or no longer has it, when the year after this one
    is not covered, or when a newer Decile knows its holidays or its time zone better.
    """
    covered = db.execute(select(CalendarYear.year).where(CalendarYear.calendar == TEAM)).scalars().all()
    calendars = current_calendars(db)
    if not calendars or not covered:
        return []
    last = max(*covered, today.year + YEARS_AHEAD)
    first = max(min(covered), last - YEARS_KEPT)
    known = set(db.execute(select(CalendarYear.calendar).distinct()).scalars())
    wanted = definitions(calendars, first, last)
    dropped = [DropCalendar(calendar=key) for key in sorted(known - set(calendars))]
    return [one for one in wanted if _is_due(one, _laid_down(db, one.calendar))] + dropped


def current_calendars(db: Connection) -> dict[str, Calendar]:
    """Return the calendars of the playbook in force by the keys the rules know; none while there is no playbook."""
    document = db.execute(select(Playbook.document).where(Playbook.is_current)).scalar()
    if not document:
        return {}
    # Only these sections: the whole playbook would take ten times as long, at every start.
    try:
        raw = tomllib.loads(document)
        others = msgspec.convert(raw.get("calendars", []), tuple[Calendar, ...])
        found = keyed(msgspec.convert(raw["calendar"], Calendar), others)
        zones = {ZoneInfo(one.time_zone) for one in found.values()}
    except (
        ValueError,
        RecursionError,
        LookupError,
        OSError,
    ):  # no text that the editor or a checked file brought
        playbook = truth_in_force(db).playbook
        return keyed(playbook.calendar, playbook.calendars)
    return found if zones else {}


def _is_due(wanted: DefineCalendar, present: DefineCalendar) -> bool:
    """Whether a calendar is to be laid down anew; not where another desk, with a newer Decile, knew more years."""
    known = {(row.year, row.country) for row in wanted.years if row.is_announced}
    forgotten = {(row.year, row.country) for row in present.years if row.is_announced} - known
    is_same_country = {row.country for row in wanted.years} == {row.country for row in present.years}
    return wanted != present and not (is_same_country and forgotten)


def _laid_down(db: Connection, calendar: str) -> DefineCalendar:
    """Return the command that would lay down a calendar as it is."""
    return DefineCalendar(
        calendar=calendar,
        days=_rows(db, WorkingDay, DayRow, calendar, WorkingDay.day_on),
        spans=_rows(db, WorkSpan, SpanRow, calendar, WorkSpan.starts_at),
        years=_rows(db, CalendarYear, YearRow, calendar, CalendarYear.year),
    )


def _rows(db: Connection, model: Any, record: Any, calendar: str, order: Any) -> tuple[Any, ...]:
    columns = [getattr(model, name) for name in record.__struct_fields__]
    rows = db.execute(select(*columns).where(model.calendar == calendar).order_by(order))
    return tuple(record(**row) for row in rows.mappings())
