"""Where a lead without an owner lies, who may do what there, and what a claim is held to (spec section 10)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, exists, func, literal, or_, select

from app.clock import DAY
from app.models.activity import Activity
from app.models.calendar import WorkingDay
from app.models.leads import Lead, Ownership
from app.models.people import Member
from app.models.pool import TEAM_POOL, LeadReturn, Pool, PoolChannel, PoolRight
from app.models.vocabulary import ReturnHow, Role
from app.services.kernel.expressions import ACTOR, ID, NOW, WHOLE, Arg, Field, IntDiv, each
from app.services.limits import limit
from app.services.personal_time import limit_ends_for
from app.services.working_time import TEAM, guard_opens_at


def lies_in() -> ColumnElement[Any]:
    """Return the pool of the lead of the statement at hand: where it was put, else where its channel lands."""
    landing = (
        select(PoolChannel.pool_id)
        .where(PoolChannel.channel == Lead.channel)
        .correlate_except(PoolChannel)
        .scalar_subquery()
    )
    return func.coalesce(Lead.pool_id, landing, literal(TEAM_POOL, ID))


def pool_exists(pool_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether there is such a pool and it is not closed; the team's always is."""
    return or_(
        pool_id == literal(TEAM_POOL, ID), exists().where(Pool.id == pool_id, Pool.is_closed.is_(False))
    )


def may_claim(pool_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the actor may claim from a pool."""
    return or_(_leads_the_team(), _is_open(pool_id), _has_right(pool_id, PoolRight.may_claim.expression))


def may_move(pool_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the actor may take leads out of a pool into another."""
    return or_(_leads_the_team(), _has_right(pool_id, PoolRight.may_move.expression))


def administers(pool_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the actor may give a pool's leads to others, without leading the team."""
    return _has_right(pool_id, PoolRight.may_assign.expression)


def is_cooling_off(
    lead_id: ColumnElement[Any], *, member_id: ColumnElement[Any] = ACTOR, now: ColumnElement[Any] = NOW
) -> ColumnElement[bool]:
    """Whether a member held a lead too short a time ago to claim it, however many held it since.

    What was taken from them unknowingly does not count: see ``was_worked_in_time``.
    """
    earlier = Ownership.__table__.alias("earlier")
    return (
        select(literal(1))
        .select_from(earlier)
        .where(
            earlier.c.lead_id == lead_id,
            earlier.c.member_id == member_id,
            earlier.c.until_at.is_not(None),
            cooled_off_at(earlier.c.until_at) > now,
            ~was_worked_in_time(earlier),
        )
        .correlate_except(earlier)
        .exists()
    )


def was_worked_in_time(held: FromClause) -> ColumnElement[bool]:
    """Whether a lead was recalled from who held it though they had tried to reach its contact before the limit.

    No attempt that was known then would have let it go: theirs was told afterwards, by a desk that had been off line
    (sync design 2.9). It is offered to them again while it lies in the pool; a colleague's claim is never undone.

    Args:
        held: The interval of ``Ownership`` that ended with the recall, as a table or an alias of it.
    """
    tried, back = Activity.__table__.alias("tried_in_time"), LeadReturn.__table__.alias("recalled_then")
    limit_ended = limit_ends_for(held.c.member_id, tried.c.at, limit("recall_days"))
    was_recalled = (
        select(literal(1))
        .select_from(back)
        .where(
            back.c.lead_id == held.c.lead_id,
            back.c.at == held.c.until_at,
            back.c.how == ReturnHow.RECALLED.value,
        )
        .correlate_except(back)
        .exists()
    )
    was_tried = (
        select(literal(1))
        .select_from(tried)
        .where(
            tried.c.lead_id == held.c.lead_id,
            tried.c.by_id == held.c.member_id,
            tried.c.is_attempt,
            tried.c.at >= held.c.from_at,
            tried.c.at <= held.c.until_at,
            limit_ended > held.c.until_at,
        )
        .correlate_except(tried)
        .exists()
    )
    return and_(was_recalled, was_tried)


def cooled_off_at(until_at: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return when who held a lead until an instant may claim it again, in the team's working days."""
    return guard_opens_at(until_at, limit("cooling_off_days"))


def day_began_at(at: ColumnElement[Any] = NOW) -> ColumnElement[Any]:
    """Return when the day of an instant began where the team is.

    Days people do not work on are counted on from the last one they do: through a change of clocks on a day off
    the day after it, if that is none either, begins an hour early or late.
    """
    day = WorkingDay.__table__.alias("last_day")
    last = (
        select(func.max(day.c.midnight_at))
        .where(day.c.calendar == TEAM, day.c.midnight_at <= at)
        .correlate_except(day)
        .scalar_subquery()
    )
    begun = func.coalesce(last, literal(0, WHOLE))
    return begun + IntDiv(at - begun, literal(DAY, WHOLE)) * literal(DAY, WHOLE)


def claimed_today(
    *, member_id: ColumnElement[Any] = ACTOR, now: ColumnElement[Any] = NOW
) -> ColumnElement[Any]:
    """Return how many claims a member made today; what they gave back since counts, what was assigned does not."""
    claim = Ownership.__table__.alias("claim")
    return (
        select(func.count())
        .select_from(claim)
        .where(
            claim.c.member_id == member_id,
            claim.c.how == "claimed",
            claim.c.from_at >= day_began_at(now),
            claim.c.from_at <= now,
        )
        .correlate_except(claim)
        .scalar_subquery()
    )


def wanted_count(array: Arg) -> ColumnElement[Any]:
    """Return how many leads an array argument lists."""
    return select(func.count()).select_from(each(array, "counted")).scalar_subquery()


def none_of(array: Arg, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether none of the leads an array argument lists is such; what is not there is none."""
    wanted = each(array, "wanted")
    found = (
        select(literal(1))
        .select_from(wanted)
        .where(exists().where(Lead.id == Field(wanted, None, ID), *conditions))
    )
    return ~found.exists()


def all_known(array: Arg) -> ColumnElement[bool]:
    """Whether every lead an array argument lists exists."""
    wanted = each(array, "wanted")
    unknown = (
        select(literal(1)).select_from(wanted).where(~exists().where(Lead.id == Field(wanted, None, ID)))
    )
    return ~unknown.exists()


def _leads_the_team() -> ColumnElement[bool]:
    return exists().where(Member.id == ACTOR, Member.role == Role.TEAM_LEAD.value)


def _is_open(pool_id: ColumnElement[Any]) -> ColumnElement[bool]:
    shut = Pool.__table__.alias("shut")
    is_shut = (
        select(literal(1))
        .select_from(shut)
        .where(shut.c.id == pool_id, shut.c.is_open.is_(False))
        .correlate_except(shut)
        .exists()
    )
    return ~is_shut


def _has_right(pool_id: ColumnElement[Any], *rights: ColumnElement[Any]) -> ColumnElement[bool]:
    return (
        select(literal(1))
        .select_from(PoolRight)
        .where(PoolRight.pool_id == pool_id, PoolRight.member_id == ACTOR, *rights)
        .correlate_except(PoolRight)
        .exists()
    )
