"""Time as the product keeps it: instants are whole microseconds UTC, dates whole days, both since 1970."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

type Clock = Callable[[], int]
"""Gives the present instant in microseconds UTC."""

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = date(1970, 1, 1).toordinal()


def system_clock() -> int:
    """Return now, in microseconds UTC."""
    return to_micros(datetime.now(UTC))


def to_micros(at: datetime) -> int:
    """Return an aware instant as microseconds UTC.

    Raises:
        ValueError: ``at`` has no time zone, so nobody can say when it is.
    """
    if at.tzinfo is None:
        raise ValueError(f"an instant needs a time zone: {at!r}")
    return (at - _EPOCH) // timedelta(microseconds=1)


def from_micros(micros: int) -> datetime:
    """Return microseconds UTC as an aware instant."""
    return _EPOCH + timedelta(microseconds=micros)


def to_epoch_day(on: date) -> int:
    """Return a calendar date as days since 1970-01-01."""
    return on.toordinal() - _EPOCH_DAY


def from_epoch_day(day: int) -> date:
    """Return days since 1970-01-01 as a calendar date."""
    return date.fromordinal(day + _EPOCH_DAY)
