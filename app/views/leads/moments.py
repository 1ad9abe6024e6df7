"""The times a follow-up is offered for, where the person is."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

from app.clock import HOUR, MINUTE, from_micros, to_micros

MORNING = time(9)
_SOON_MINUTES = 10


def in_ten_minutes(now: int) -> int:
    """Return ten minutes from now."""
    return now + _SOON_MINUTES * MINUTE


def in_an_hour(now: int) -> int:
    """Return an hour from now."""
    return now + HOUR


def tomorrow_morning(now: int, zone: tzinfo | None = None, *, hour: int = MORNING.hour) -> int:
    """Return tomorrow at nine, or at another hour."""
    return _morning(now, 1, zone, hour)


def monday_morning(now: int, zone: tzinfo | None = None, *, hour: int = MORNING.hour) -> int:
    """Return nine o'clock, or another hour, of the next Monday; on a Monday that of the week after."""
    return _morning(now, 7 - from_micros(now).astimezone(zone).weekday(), zone, hour)


def same_time(at: int, day_begins_at: int, zone: tzinfo | None = None) -> int:
    """Return the clock time of an instant on the day that begins at another."""
    clock = from_micros(at).astimezone(zone).time().replace(tzinfo=None)
    wall = datetime.combine(from_micros(day_begins_at).astimezone(zone).date(), clock)
    return to_micros(wall.replace(tzinfo=zone) if zone else wall.astimezone())


def at_hour(day_begins_at: int, hour: int, zone: tzinfo | None = None) -> int:
    """Return an hour of the day that begins at an instant."""
    return _morning(day_begins_at, 0, zone, hour)


def _morning(now: int, days: int, zone: tzinfo | None, hour: int) -> int:
    # The offset of that day counts, not today's.
    on = from_micros(now).astimezone(zone).date() + timedelta(days=days)
    wall = datetime.combine(on, time(hour))
    return to_micros(wall.replace(tzinfo=zone) if zone else wall.astimezone())
