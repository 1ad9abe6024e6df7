"""A person's promises day by day: what is overdue, today against what is usual, the working days to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from uuid import UUID

from sqlalchemy import Connection, func, literal, select

from app.clock import DAY
from app.models.activity import FollowUp
from app.models.calendar import WorkingDay
from app.models.people import Absence, Member
from app.models.vocabulary import SDR_ROLES, Role
from app.services.follow_up_plan import open_in
from app.services.follow_up_rows import (
    FollowUpRow,
    day_begins,
    leave_of,
    local_day,
    open_follow_ups,
    usual_a_day,
    zone_of,
)
from app.services.follow_ups import DONE, OPEN
from app.services.kernel.expressions import ID
from app.services.limits import limit
from app.services.personal_time import calendar_of
from app.services.spreading import Span

DAYS_SHOWN = 5
_LOOKED_AT = 60
"""Days looked through for those to show: a long holiday has no working day in it."""
_LEAVE_BEFORE, _LEAVE_AFTER = 30 * DAY, 14 * DAY
"""A leave to come, or one that ended, is spoken of within this time."""


@dataclass(frozen=True, slots=True)
class FollowUpDay:
    """One day as its column shows it.

    Attributes:
        on: Days since 1970-01-01, where the person is.
        rows: What is due on it and still ahead, in order.
        done_count: Promises kept on it; counted for today alone.
        is_working: The person's calendar has working time on it.
        is_away: The person is on leave all of that time.
    """

    on: int
    begins_at: int
    rows: tuple[FollowUpRow, ...]
    is_today: bool = False
    is_working: bool = True
    is_away: bool = False
    done_count: int = 0


@dataclass(frozen=True, slots=True)
class LeaveBurden:
    """A leave in which promises fall due.

    Attributes:
        rows: The promises, the earliest first.
        is_over: The person is back.
    """

    absence_id: UUID
    from_at: int
    until_at: int
    rows: tuple[FollowUpRow, ...]
    is_over: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody whose days a team lead may look at, and who may take a promise over."""

    member_id: UUID
    name: str
    role: Role
    overdue: int
    today: int
    is_away: bool


@dataclass(frozen=True, slots=True)
class Snoozes:
    """The times a promise is put off by, as the playbook has them."""

    short_minutes: int
    long_minutes: int
    tomorrow_hour: int


@dataclass(frozen=True, slots=True)
class FollowUpWeek:
    """What the page shows.

    Attributes:
        zone: The person's time zone; ``None`` is this machine's.
        usual: What a usual day takes.
        later_count: What is due after the days shown.
        next_on: The day after those shown on which somebody works, or something is due.
        may_hand_on: Who looks may give promises to somebody else.
        colleagues: Empty for who may not look at others.
    """

    member_id: UUID
    name: str
    is_own: bool
    zone: tzinfo | None
    usual: int
    overdue: tuple[FollowUpRow, ...]
    days: tuple[FollowUpDay, ...]
    later_count: int
    next_on: int
    snoozes: Snoozes
    leave: LeaveBurden | None = None
    may_hand_on: bool = False
    colleagues: tuple[Colleague, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is promised at all."""
        return not (self.overdue or self.later_count or any(day.rows for day in self.days))


def follow_up_week(
    me: UUID, member_id: UUID, now: int, *, from_on: int | None = None
) -> Callable[[Connection], FollowUpWeek]:
    """Return the query of a person's days.

    Args:
        me: Who looks.
        member_id: Whose days.
        now: Microseconds UTC.
        from_on: The first day, in days since 1970-01-01; today without it.
    """

    def query(db: Connection) -> FollowUpWeek:
        role, member = (
            _role(db, me),
            db.execute(select(Member.name).where(Member.id == member_id)).scalar_one(),
        )
        # One's own day is this machine's; a colleague's is that of their calendar.
        zone = None if me == member_id else zone_of(db, member_id)
        today = local_day(now, zone)
        rows = open_follow_ups(db, member_id)
        worked = _worked(db, member_id, today)
        days = _days(db, member_id, now, zone, rows, max(today, from_on or today), worked)
        last = days[-1].on
        later = [on for on in (local_day(row.due_at, zone) for row in rows) if on > last]
        is_lead = role is Role.TEAM_LEAD
        return FollowUpWeek(
            member_id=member_id,
            name=member,
            is_own=me == member_id,
            zone=zone,
            usual=usual_a_day(db),
            overdue=tuple(row for row in rows if row.due_at <= now),
            days=tuple(days),
            later_count=len(later),
            next_on=min((on for on in (*later, *worked) if on > last), default=last + 1),
            snoozes=_snoozes(db),
            leave=_burden(db, member_id, now),
            may_hand_on=is_lead,
            colleagues=tuple(_colleagues(db, now, day_begins(now, zone, days=1))) if is_lead else (),
        )

    return query


def _days(
    db: Connection, member_id: UUID, now: int, zone: tzinfo | None, rows: list[FollowUpRow], from_on: int,
    worked: dict[int, Span],
) -> list[FollowUpDay]:  # fmt: skip
    """Return the next working days, and others only where something is promised for them; today always."""
    today = local_day(now, zone)
    by_day: dict[int, list[FollowUpRow]] = {}
    for row in rows:
        if row.due_at > now:
            by_day.setdefault(local_day(row.due_at, zone), []).append(row)
    leave = leave_of(db, member_id, now)
    found: list[FollowUpDay] = []
    for on in range(from_on, from_on + _LOOKED_AT):
        shift, due = worked.get(on), by_day.get(on, [])
        is_away = shift is not None and any(begin <= shift[0] and end >= shift[1] for begin, end in leave)
        if on != today and not due and (shift is None or is_away):
            continue
        begins_at = day_begins(now, zone, days=on - today)
        found.append(
            FollowUpDay(
                on, begins_at, tuple(due), is_today=on == today, is_working=shift is not None, is_away=is_away,
                done_count=_kept_since(db, member_id, begins_at) if on == today else 0,
            )
        )  # fmt: skip
        if len(found) == DAYS_SHOWN:
            break
    return found or [FollowUpDay(from_on, day_begins(now, zone, days=from_on - today), ())]


def _worked(db: Connection, member_id: UUID, from_on: int) -> dict[int, Span]:
    rows = db.execute(
        select(WorkingDay.day_on, WorkingDay.starts_at, WorkingDay.ends_at).where(
            WorkingDay.calendar == calendar_of(literal(member_id, ID)),
            WorkingDay.day_on >= from_on,
            WorkingDay.day_on < from_on + 2 * _LOOKED_AT,
        )
    )
    return {row.day_on: (row.starts_at, row.ends_at) for row in rows}


def _kept_since(db: Connection, member_id: UUID, since: int) -> int:
    kept = (
        select(func.count())
        .select_from(FollowUp)
        .where(FollowUp.owner_id == member_id, FollowUp.state == DONE, FollowUp.settled_at >= since)
    )
    return int(db.execute(kept).scalar_one())


def _burden(db: Connection, member_id: UUID, now: int) -> LeaveBurden | None:
    """Return the leave that weighs on somebody: one that is over first, then the present or the next one."""
    leaves = db.execute(
        select(Absence.id, Absence.from_at, Absence.until_at)
        .where(
            Absence.member_id == member_id,
            Absence.until_at > now - _LEAVE_AFTER,
            Absence.from_at < now + _LEAVE_BEFORE,
        )
        .order_by(Absence.from_at, Absence.id)
    )
    for leave in leaves:
        rows = open_in(db, member_id, leave.from_at, leave.until_at)
        if rows:
            return LeaveBurden(leave.id, leave.from_at, leave.until_at, tuple(rows), leave.until_at <= now)
    return None


def _colleagues(db: Connection, now: int, tomorrow: int) -> list[Colleague]:
    due = FollowUp.__table__.alias("due")
    of_member = due.c.owner_id == Member.id, due.c.state == OPEN
    overdue = select(func.count()).select_from(due).where(*of_member, due.c.due_at <= now)
    ahead = (
        select(func.count()).select_from(due).where(*of_member, due.c.due_at > now, due.c.due_at < tomorrow)
    )
    away = select(literal(1)).where(
        Absence.member_id == Member.id, Absence.from_at <= now, Absence.until_at > now
    )
    rows = db.execute(
        select(
            Member.id,
            Member.name,
            Member.role,
            overdue.scalar_subquery(),
            ahead.scalar_subquery(),
            away.exists(),
        )
        .where(Member.is_active, Member.role.in_(sorted(SDR_ROLES)))
        .order_by(Member.name_key, Member.role, Member.id)
    )
    return [
        Colleague(one, name, Role(role), late, today, bool(gone))
        for one, name, role, late, today, gone in rows
    ]


def _snoozes(db: Connection) -> Snoozes:
    keys = ("snooze_short_minutes", "snooze_long_minutes", "snooze_tomorrow_hour")
    row = db.execute(select(*(limit(key).label(key) for key in keys))).one()
    return Snoozes(*(int(value or 0) for value in row))


def _role(db: Connection, member_id: UUID) -> Role:
    return Role(db.execute(select(Member.role).where(Member.id == member_id)).scalar_one())
