"""Working time in rules: adding and measuring by two look-ups, without any time-zone function (design 1a, 5)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, select

from app.models.calendar import WorkingDay, WorkSpan
from app.services.kernel.expressions import WHOLE, IntDiv, typed_null

TEAM = "team"
"""The calendar of the team as a whole."""

type CalendarKey = str | ColumnElement[Any]
"""A calendar's key, or an expression that gives it (``personal_time.calendar_of``)."""


def worked_s(at: ColumnElement[Any], calendar: CalendarKey = TEAM) -> ColumnElement[Any]:
    """Return the working seconds of the calendar up to an instant.

    Elapsed working time between two instants is the difference of two of these.
    """
    # An alias, and correlated with whatever row gives the instant, however far out that row stands.
    span = WorkSpan.__table__.alias("begun_span")
    inside = case((span.c.ends_at < at, span.c.ends_at), else_=at)
    found = (
        select(span.c.s_before + IntDiv(inside - span.c.starts_at, literal(1_000_000, WHOLE)))
        .where(span.c.calendar == calendar, span.c.starts_at <= at)
        .order_by(span.c.starts_at.desc())
        .limit(1)
        .correlate_except(span)
        .scalar_subquery()
    )
    return func.coalesce(found, 0)


def add_worked(
    at: ColumnElement[Any], seconds: ColumnElement[Any], calendar: CalendarKey = TEAM
) -> ColumnElement[Any]:
    """Return the instant at which ``seconds`` (> 0) of working time have passed since ``at``.

    NULL beyond the years the calendar covers.
    """
    target = worked_s(at, calendar) + seconds
    length = IntDiv(WorkSpan.ends_at - WorkSpan.starts_at, literal(1_000_000, WHOLE))
    reached = WorkSpan.starts_at + (target - WorkSpan.s_before) * 1_000_000
    # The last shift that begins before the target; its index makes this one step, however long the calendar.
    return (
        select(case((target <= WorkSpan.s_before + length, reached), else_=typed_null(WHOLE)))
        .where(WorkSpan.calendar == calendar, WorkSpan.s_before < target)
        .order_by(WorkSpan.s_before.desc())
        .limit(1)
        .correlate_except(WorkSpan)
        .scalar_subquery()
    )


def before_worked(
    at: ColumnElement[Any], seconds: ColumnElement[Any], calendar: CalendarKey = TEAM
) -> ColumnElement[Any]:
    """Return the instant from which ``seconds`` (>= 0) of working time pass until ``at``: a warning's instant.

    NULL before the years the calendar covers.
    """
    span = WorkSpan.__table__.alias("warned_span")
    target = worked_s(at, calendar) - seconds
    # The last shift begun by then: where the target is the end of one shift, the begin of the next.
    return (
        select(span.c.starts_at + (target - span.c.s_before) * 1_000_000)
        .where(span.c.calendar == calendar, span.c.s_before <= target)
        .order_by(span.c.s_before.desc())
        .limit(1)
        .correlate_except(span)
        .scalar_subquery()
    )


def works_at(at: ColumnElement[Any], calendar: CalendarKey = TEAM) -> ColumnElement[bool]:
    """Return whether an instant lies within a shift."""
    span = WorkSpan.__table__.alias("present_span")
    return (
        select(literal(1))
        .select_from(span)
        .where(span.c.calendar == calendar, span.c.starts_at <= at, span.c.ends_at > at)
        .correlate_except(span)
        .exists()
    )


def limit_ends_at(
    at: ColumnElement[Any], days: ColumnElement[Any], calendar: CalendarKey = TEAM
) -> ColumnElement[Any]:
    """Return when a limit of ``days`` working days ends: with that day's last shift (spec section 10).

    The days count from the day after ``at``; two working days after Friday 10:00 end on Tuesday evening.
    """
    return _day_after(at, days, calendar, WorkingDay.ends_at.expression)


def guard_opens_at(
    at: ColumnElement[Any], days: ColumnElement[Any], calendar: CalendarKey = TEAM
) -> ColumnElement[Any]:
    """Return when a guard of ``days`` working days opens: with that day's first shift (spec section 10)."""
    return _day_after(at, days, calendar, WorkingDay.starts_at.expression)


def _day_after(
    at: ColumnElement[Any], days: ColumnElement[Any], calendar: CalendarKey, instant: ColumnElement[Any]
) -> ColumnElement[Any]:
    begun = WorkingDay.__table__.alias("begun")
    seq_now = (
        select(func.max(begun.c.seq))
        .where(begun.c.calendar == calendar, begun.c.midnight_at <= at)
        .correlate_except(begun)
        .scalar_subquery()
    )
    return (
        select(instant)
        .where(WorkingDay.calendar == calendar, WorkingDay.seq == func.coalesce(seq_now, 0) + days)
        .correlate_except(WorkingDay)
        .scalar_subquery()
    )
