"""When a reminder comes again: in the local time of whoever puts it off, whatever the clocks do that night."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection, func, literal, select

from app.clock import MINUTE, from_micros, to_micros
from app.models.calendar import WorkingDay
from app.services.kernel.expressions import ID
from app.services.personal_time import calendar_of
from app.services.reminder_rows import Snoozes


class Snooze(StrEnum):
    """The usual ways to put a reminder off (spec section 11)."""

    SHORT = "short"
    LONG = "long"
    TOMORROW = "tomorrow"
    WORKING_DAY = "working_day"


def snooze_until(how: Snooze, now: int, snoozes: Snoozes, zone: tzinfo | None = None) -> int:
    """Return until when a reminder is put off.

    Args:
        how: Which button; the next working day is asked of the database, see ``next_working_day``.
        now: The present instant.
        snoozes: The playbook's minutes and hour.
        zone: The person's; the machine's own where it is left out.
    """
    match how:
        case Snooze.SHORT:
            return now + snoozes.short_minutes * MINUTE
        case Snooze.LONG:
            return now + snoozes.long_minutes * MINUTE
        case Snooze.TOMORROW:
            return tomorrow_at(now, snoozes.tomorrow_hour, zone)
        case Snooze.WORKING_DAY:
            raise ValueError("the next working day is the calendar's to say")


def tomorrow_at(now: int, hour: int, zone: tzinfo | None = None) -> int:
    """Return tomorrow at an hour, by the clock on the wall: 23 or 25 hours ahead when the clocks change."""
    return local_at(now, 1, hour, zone)


def local_at(now: int, days: int, hour: int, zone: tzinfo | None = None) -> int:
    """Return an hour of the day that many days ahead, by the clock on the wall."""
    on = from_micros(now).astimezone(zone).date() + timedelta(days=days)
    wall = datetime.combine(on, time(hour))
    # The machine's own rules for that very day, not today's offset: a naive time is read in them.
    return to_micros(wall.astimezone() if zone is None else wall.replace(tzinfo=zone))


def next_working_day(me: UUID, now: int) -> Callable[[Connection], int | None]:
    """Return the question when the person next begins a working day; ``None`` where the calendar ends before."""

    def ask(db: Connection) -> int | None:
        hours = calendar_of(literal(me, ID))
        begins = select(func.min(WorkingDay.starts_at)).where(
            WorkingDay.calendar == hours, WorkingDay.midnight_at > now
        )
        return db.execute(begins).scalar()

    return ask
