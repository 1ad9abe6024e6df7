"""The next steps offered at the end of a call, and when each would be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from app.clock import HOUR, MINUTE, from_micros, to_micros
from app.services.call_desk_rows import CallDesk

_SOON_HOURS = 2
_ROUND_TO = 5 * MINUTE


class Step(StrEnum):
    """What may happen next; the value is its key."""

    SOON = "S"
    TOMORROW = "T"
    THREE_DAYS = "D"
    NEXT_WEEK = "W"
    PICK = "P"
    KEEP = "O"
    HAND_OVER = "H"
    FINISH = "F"
    DISQUALIFY = "X"
    NEVER = "Z"
    """They asked not to be contacted again: on the list, and the lead is closed for that reason."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that is chosen.

    Attributes:
        step: Which.
        at: When it is due, microseconds UTC; ``None`` where the lead leaves the SDR's hands or an earlier
            promise stands.
        words: What for.
    """

    step: Step
    at: int | None = None
    words: str = ""


def moments(desk: CallDesk, now: int, zone: tzinfo | None = None) -> dict[Step, int]:
    """Return when each dated step would be; one that the calendar does not reach is left out.

    Args:
        desk: With the instants only the working calendar knows.
        now: Microseconds UTC.
        zone: The person's time zone; the system's without it.
    """
    soon = now + _SOON_HOURS * HOUR
    found: dict[Step, int | None] = {
        Step.SOON: soon + -soon % _ROUND_TO,
        Step.TOMORROW: _local_day(now, 1, desk.tomorrow_hour, zone),
        Step.THREE_DAYS: desk.dates.in_three_days_at,
        Step.NEXT_WEEK: desk.dates.next_week_at,
    }
    return {step: at for step, at in found.items() if at is not None and at > now}


def next_monday(now: int, zone: tzinfo | None = None) -> int:
    """Return when the next week begins where the person is, microseconds UTC."""
    days = 7 - from_micros(now).astimezone(zone).weekday()
    return _local_day(now, days, 0, zone)


def day_end(now: int, zone: tzinfo | None = None) -> int:
    """Return when the person's day ends, microseconds UTC."""
    return _local_day(now, 1, 0, zone)


def _local_day(now: int, days: int, hour: int, zone: tzinfo | None) -> int:
    """Return an hour of a later day where the person is; the offset of that day counts, not today's."""
    on = from_micros(now).astimezone(zone).date() + timedelta(days=days)
    wall = datetime.combine(on, time(hour))
    return to_micros(wall.replace(tzinfo=zone) if zone else wall.astimezone())
