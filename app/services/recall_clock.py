"""When a lead goes back to the pool by itself (spec section 10): the clock of its owner, as expressions.

The clock runs for whoever claimed a lead or was assigned it, while they are asked to work on it: in a stage SDRs work
in, and in the one they took it from the pool in, until they move it on. Who brought a lead in themselves keeps it. It
starts with the owner, anew with each contact attempt, and when the lead comes back from where no SDR was asked to
call it. It stands still on days off and on the owner's leave.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select

from app.models.activity import Activity
from app.models.calendar import WorkingDay
from app.models.leads import Lead, Ownership, StageMove
from app.models.playbook import Stage
from app.models.pool import RecallExtension
from app.models.vocabulary import StageKind
from app.services.kernel.expressions import NOW, WHOLE
from app.services.lifecycle import stands_in
from app.services.limits import current_version, limit
from app.services.personal_time import calendar_of, limit_ends_for, present_s
from app.services.working_time import TEAM, before_worked

HOUR_S = 3600
ASIDE = (StageKind.NURTURE, StageKind.REFUSED)
"""Kinds of stage in which leads lie in the pool though no SDR is asked to call them yet."""


def owned_since() -> ColumnElement[Any]:
    """Return since when the lead at hand is with its owner; NULL for nobody's and for who brought it in."""
    held = Ownership.__table__.alias("held")
    return _of_owner(held, held.c.from_at).correlate(Lead).scalar_subquery()


def idle_since(now: ColumnElement[Any] = NOW) -> ColumnElement[Any]:
    """Return when the clock of the lead at hand began; NULL where none runs.

    A note is no attempt; whoever of us tried to reach the contact, the lead was worked on.
    """
    held, tried = Ownership.__table__.alias("held"), Activity.__table__.alias("tried")
    last = (
        select(func.max(tried.c.at))
        .where(
            tried.c.lead_id == Lead.id, tried.c.is_attempt, tried.c.at >= held.c.from_at, tried.c.at <= now
        )
        .correlate_except(tried)
        .scalar_subquery()
    )
    moved = StageMove.__table__.alias("moved")
    is_moved = (
        select(literal(1))
        .select_from(moved)
        .where(moved.c.lead_id == Lead.id, moved.c.at >= held.c.from_at)
        .correlate_except(moved)
        .exists()
    )
    is_asked = or_(stands_in(StageKind.VALIDATING), and_(stands_in(*ASIDE), ~is_moved))
    worked = func.coalesce(last, held.c.from_at).label("worked")
    # Each is worked out once: a table of one row, read twice.
    both = _of_owner(held, worked, _back_at().label("back")).where(is_asked).correlate(Lead).subquery("both")
    begun = case((both.c.back > both.c.worked, both.c.back), else_=both.c.worked)
    return select(begun).select_from(both).correlate(Lead).scalar_subquery()


def recall_at(now: ColumnElement[Any] = NOW) -> ColumnElement[Any]:
    """Return when the lead at hand goes back to the pool if nobody tries to reach it.

    NULL where no clock runs and beyond the years the owner's calendar covers.
    """
    clock = select(idle_since(now).label("at")).correlate(Lead).subquery("clock")
    days = limit("recall_days")
    given = days + days * extensions(since=clock.c.at)
    ends = limit_ends_for(Lead.owner_id.expression, clock.c.at, given)
    # Not a condition of the select, which SQLite would push into the table and work the clock out twice.
    return select(case((clock.c.at.is_not(None), ends))).select_from(clock).correlate(Lead).scalar_subquery()


def warn_at(due_at: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return when the owner of the lead at hand is warned that it goes back at ``due_at``."""
    hours = limit("recall_warning_hours") * literal(HOUR_S, WHOLE)
    return before_worked(due_at, hours, calendar_of(Lead.owner_id.expression))


def left_s(due_at: ColumnElement[Any], now: ColumnElement[Any] = NOW) -> ColumnElement[Any]:
    """Return the owner's working seconds until the lead at hand goes back, their leave left out."""
    return present_s(Lead.owner_id.expression, now, due_at)


def extensions(*, since: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return how often the owner of the lead at hand asked for more time since an instant."""
    asked = RecallExtension.__table__.alias("asked")
    return (
        select(func.count())
        .select_from(asked)
        .where(asked.c.lead_id == Lead.id, asked.c.member_id == Lead.owner_id, asked.c.at >= since)
        .correlate_except(asked)
        .scalar_subquery()
    )


def _of_owner(held: Any, *values: ColumnElement[Any]) -> Select[Any]:
    """Select values of the interval in which the owner of the lead at hand holds it, where it was given to them."""
    return (
        select(*values)
        .select_from(held)
        .where(
            held.c.lead_id == Lead.id,
            held.c.member_id == Lead.owner_id,
            held.c.until_at.is_(None),
            held.c.how != "intake",
        )
        .order_by(held.c.from_at.desc().nulls_last(), held.c.cmd_id, held.c.lead_id)
        .limit(1)
    )


def _back_at() -> ColumnElement[Any]:
    """Return when the lead at hand last came back to be called, from a stage in which no SDR was asked to.

    What the owner brings back themselves counts only where it was away for longer than the limit: else putting a
    lead aside for a moment would be a contact attempt.
    """
    back, left = StageMove.__table__.alias("came_back"), StageMove.__table__.alias("went_away")
    went_at = (
        select(func.max(left.c.at))
        .where(left.c.lead_id == Lead.id, left.c.at < back.c.at, _works_in(left.c.from_stage))
        .correlate_except(left)
        .scalar_subquery()
    )
    was_long = _day_no(back.c.at) - _day_no(went_at) > limit("recall_days")
    return (
        select(func.max(back.c.at))
        .where(
            back.c.lead_id == Lead.id,
            _works_in(back.c.to_stage),
            back.c.from_stage.is_not(None),
            ~_works_in(back.c.from_stage),
            or_(back.c.by_id != Lead.owner_id, was_long),
        )
        .correlate_except(back)
        .scalar_subquery()
    )


def _day_no(at: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return how many working days of the team had begun by an instant."""
    day = WorkingDay.__table__.alias("begun_day")
    return (
        select(day.c.seq)
        .where(day.c.calendar == TEAM, day.c.midnight_at <= at)
        .order_by(day.c.midnight_at.desc())
        .limit(1)
        .correlate_except(day)
        .scalar_subquery()
    )


def _works_in(stage: ColumnElement[Any]) -> ColumnElement[bool]:
    return stage.in_(
        select(Stage.key).where(Stage.version == current_version(), Stage.kind == StageKind.VALIDATING.value)
    )
