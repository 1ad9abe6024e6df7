"""Working days and working hours, one row each, as the rules read them (design 1a, 5)."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Shared
from app.models.vocabulary import Topic


class _OfCalendar(Shared):
    __abstract__ = True
    topic = Topic.CALENDAR
    told_by: ClassVar[str] = ""

    calendar: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)


class WorkingDay(_OfCalendar):
    """A day people work on, numbered without gaps so that days can be added and counted."""

    __tablename__ = "working_day"
    __table_args__ = (
        Index("ix_working_day_calendar_seq", "calendar", "seq", unique=True),
        Index("ix_working_day_calendar_midnight_at", "calendar", "midnight_at", "seq"),
    )

    day_on: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int]
    midnight_at: Mapped[int]
    """When the day begins where the team is; tells on which day an instant falls."""
    ends_at: Mapped[int]
    """End of the day's last shift: a limit in working days ends here."""
    starts_at: Mapped[int]
    """Begin of the day's first shift: a guard in working days opens here."""


class WorkSpan(_OfCalendar):
    """One shift."""

    __tablename__ = "work_span"
    __table_args__ = (Index("ix_work_span_calendar_s_before", "calendar", "s_before", unique=True),)

    starts_at: Mapped[int] = mapped_column(primary_key=True)
    ends_at: Mapped[int]
    s_before: Mapped[int]
    """Working seconds of the calendar before this shift."""


class CalendarYear(_OfCalendar):
    """A year the calendar covers, and whether its holidays are announced or only assumed."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(primary_key=True)
    is_announced: Mapped[bool]
    country: Mapped[str]
    """Whose holidays count, by its two letters; empty for nobody's."""
