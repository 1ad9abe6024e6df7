"""Working time of one person: their calendar's hours without their leave (spec section 10)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, select

from app.clock import DAY
from app.models.calendar import WorkingDay
from app.models.people import Absence, Member
from app.services.kernel.expressions import TEXT, WHOLE, IntDiv
from app.services.working_time import TEAM, worked_s


def calendar_of(member_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the key of the calendar whose hours a member keeps; the team's where nobody is meant."""
    keeper = Member.__table__.alias("keeper")
    own = select(keeper.c.calendar).where(keeper.c.id == member_id).correlate_except(keeper).scalar_subquery()
    return func.coalesce(own, literal(TEAM, TEXT))


def present_s(
    member_id: ColumnElement[Any], since: ColumnElement[Any], until: ColumnElement[Any]
) -> ColumnElement[Any]:
    """Return the working seconds of a member between two instants, their leave left out."""
    calendar, leave = calendar_of(member_id), Absence.__table__.alias("leave")
    begin = case((leave.c.from_at > since, leave.c.from_at), else_=since)
    end = case((leave.c.until_at < until, leave.c.until_at), else_=until)
    away = (
        select(IntDiv(func.coalesce(func.sum(worked_s(end, calendar) - worked_s(begin, calendar)), 0), literal(1, WHOLE)))
        .where(leave.c.member_id == member_id, leave.c.from_at < until, leave.c.until_at > since)
        .correlate_except(leave)
        .scalar_subquery()
    )  # fmt: skip
    return worked_s(until, calendar) - worked_s(since, calendar) - away


def limit_ends_for(
    member_id: ColumnElement[Any], at: ColumnElement[Any], days: ColumnElement[Any]
) -> ColumnElement[Any]:
    """Return when a limit of ``days`` working days ends for a member: with the last shift of the day.

    The days count from the day after ``at``. A day on which the member is on leave from the first shift to the
    last does not count: the clock stands still. NULL beyond the years the calendar covers.
    """
    calendar = calendar_of(member_id)
    begun, day = WorkingDay.__table__.alias("begun"), WorkingDay.__table__.alias("counted")
    seq_now = func.coalesce(
        select(func.max(begun.c.seq))
        .where(begun.c.calendar == calendar, begun.c.midnight_at <= at)
        .correlate_except(begun)
        .scalar_subquery(),
        0,
    )
    # Of the days to come no more are numbered than the limit and all leave together can take.
    numbered = (
        select(day.c.ends_at, func.row_number().over(order_by=day.c.seq).label("n"))
        .where(
            day.c.calendar == calendar,
            day.c.seq > seq_now,
            day.c.seq <= seq_now + days + _days_of_leave(member_id, at),
            ~_is_leave(member_id, day),
        )
        .correlate_except(day)
        .subquery("numbered")
    )
    return select(numbered.c.ends_at).where(numbered.c.n == days).correlate_except(numbered).scalar_subquery()


def _is_leave(member_id: ColumnElement[Any], day: Any) -> ColumnElement[bool]:
    leave = Absence.__table__.alias("leave")
    covers = and_(leave.c.from_at <= day.c.starts_at, leave.c.until_at >= day.c.ends_at)
    return (
        select(literal(1))
        .select_from(leave)
        .where(leave.c.member_id == member_id, covers)
        .correlate_except(leave)
        .exists()
    )


def _days_of_leave(member_id: ColumnElement[Any], at: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a number no smaller than the days of leave that end after an instant."""
    leave = Absence.__table__.alias("leave")
    length = IntDiv(func.coalesce(func.sum(leave.c.until_at - leave.c.from_at), 0), literal(DAY, WHOLE))
    return (
        select(length + func.count())
        .where(leave.c.member_id == member_id, leave.c.until_at > at)
        .correlate_except(leave)
        .scalar_subquery()
    )
