"""Plans for many promises, shown before they are done: a busy day put off, what fell due in a leave (section 11)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection, func, select

from app.models.activity import FollowUp
from app.models.people import Absence, Member
from app.models.vocabulary import SDR_ROLES
from app.services.follow_up_moves import (
    HandOnFollowUps,
    Named,
    PutBack,
    PutFollowUpsBack,
    PutOff,
    PutOffFollowUps,
)
from app.services.follow_up_rows import (
    FollowUpRow,
    day_begins,
    due_times,
    leave_of,
    local_day,
    open_follow_ups,
    usual_a_day,
    work_days,
)
from app.services.follow_ups import OPEN
from app.services.recall import RecallClock, recall_clocks
from app.services.spreading import Key, Placed, Taker, WorkDay, share, spread

MOST = 500
"""Promises one command takes."""


class Kept(StrEnum):
    """Why a promise waits for a decision instead of being moved."""

    AGREED = "agreed"
    FIRST_RESPONSE = "first_response"
    NO_ROOM = "no_room"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A promise and the time the plan gives it.

    Attributes:
        back_at: The lead goes back to its pool before that time, unless it is contacted; ``None`` where it does not.
    """

    row: FollowUpRow
    on: int
    due_at: int
    back_at: int | None = None


@dataclass(frozen=True, slots=True)
class PlanDay:
    """What a day of the plan holds before and after it."""

    on: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class FollowUpPlan:
    """Which promise goes where, and which waits for a decision.

    Attributes:
        days: The working days the plan may use, as far as it uses them.
        zone: The person's time zone; ``None`` is this machine's.
    """

    placed: tuple[PlannedRow, ...]
    kept: tuple[tuple[FollowUpRow, Kept], ...]
    days: tuple[PlanDay, ...]
    usual: int
    zone: tzinfo | None = None

    def commands(self) -> list[PutOffFollowUps]:
        """Return what does it, to be given in one transaction."""
        moves = [
            PutOff(
                made_by=one.row.made_by, lead_id=one.row.lead_id, was_due_at=one.row.due_at, due_at=one.due_at
            )
            for one in self.placed
        ]
        return [PutOffFollowUps(moves=tuple(part)) for part in _parts(moves)]

    def taken_back(self) -> list[PutFollowUpsBack]:
        """Return what takes it back, to be given in one transaction."""
        moves = [
            PutBack(
                made_by=one.row.made_by, lead_id=one.row.lead_id, due_at=one.due_at, was_due_at=one.row.due_at,
                was_agreed=one.row.is_agreed,
            )
            for one in self.placed
        ]  # fmt: skip
        return [PutFollowUpsBack(moves=tuple(part)) for part in _parts(moves)]


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the person wants a plan to be.

    Attributes:
        left_out: Promises that stay where they are.
        pinned: Days chosen for some, in days since 1970-01-01.
    """

    left_out: frozenset[Key] = frozenset()
    pinned: Mapping[Key, int] = field(default_factory=dict)


NO_WISHES = Wishes()


def busy_day_plan(
    member_id: UUID,
    now: int,
    zone: tzinfo | None,
    *,
    keys: frozenset[Key] | None = None,
    wishes: Wishes = NO_WISHES,
) -> Callable[[Connection], FollowUpPlan]:
    """Return the query of a plan that puts promises off to later working days.

    Args:
        member_id: Whose.
        now: Microseconds UTC.
        zone: The person's time zone; this machine's without it.
        keys: Which; without, what is overdue and the rest of today.
        wishes: What the person changed about an earlier plan.
    """

    def query(db: Connection) -> FollowUpPlan:
        tomorrow = day_begins(now, zone, days=1)
        rows = open_follow_ups(db, member_id, *([FollowUp.due_at < tomorrow] if keys is None else []))
        wanted = [row for row in rows if keys is None or row.key in keys]
        # Later than the day they are on, whichever that is.
        begins_at = max([tomorrow, *(day_begins(row.due_at, zone, days=1) for row in wanted)])
        return _plan(db, member_id, now, zone, wanted, begins_at, wishes, keeps_owed=True)

    return query


def leave_plan(
    member_id: UUID, now: int, zone: tzinfo | None, *, absence_id: UUID, wishes: Wishes = NO_WISHES
) -> Callable[[Connection], FollowUpPlan]:
    """Return the query of a plan for what falls due in a leave: over the working days after it."""

    def query(db: Connection) -> FollowUpPlan:
        leave = db.execute(select(Absence.from_at, Absence.until_at).where(Absence.id == absence_id)).first()
        rows = open_in(db, member_id, leave.from_at, leave.until_at) if leave else []
        begins_at = max(now, leave.until_at if leave else now)
        return _plan(db, member_id, now, zone, rows, begins_at, wishes, keeps_owed=False)

    return query


def open_in(db: Connection, member_id: UUID, from_at: int, until_at: int) -> list[FollowUpRow]:
    """Return a person's open promises that fall due in a time, the earliest first."""
    return open_follow_ups(db, member_id, FollowUp.due_at >= from_at, FollowUp.due_at < until_at)


def sharing(
    rows: Sequence[FollowUpRow], owner_id: UUID, now: int, zone: tzinfo | None
) -> Callable[[Connection], list[HandOnFollowUps]]:
    """Return the query of the commands that hand promises on to whoever of the SDRs is there, evenly."""

    def query(db: Connection) -> list[HandOnFollowUps]:
        due = [row.due(zone) for row in rows if row.is_the_owners]
        chosen = share(due, _takers(db, owner_id, now, zone), now=now)
        by_member: dict[UUID, list[Named]] = {}
        for (made_by, lead_id), member_id in chosen.items():
            by_member.setdefault(member_id, []).append(Named(made_by=made_by, lead_id=lead_id))
        return [
            HandOnFollowUps(promises=tuple(part), member_id=member_id)
            for member_id, named in sorted(by_member.items())
            for part in _parts(named)
        ]

    return query


def _takers(db: Connection, owner_id: UUID, now: int, zone: tzinfo | None) -> list[Taker]:
    sdrs = db.execute(
        select(Member.id)
        .where(Member.is_active, Member.role.in_(sorted(SDR_ROLES)), Member.id != owner_id)
        .order_by(Member.id)
    ).scalars()
    found = []
    for member_id in sdrs:
        load: dict[int, int] = {}
        for _, at in due_times(db, member_id, day_begins(now, zone)):
            on = local_day(at, zone)
            load[on] = load.get(on, 0) + 1
        found.append(Taker(member_id, load, tuple(leave_of(db, member_id, now))))
    return found


def _plan(
    db: Connection, member_id: UUID, now: int, zone: tzinfo | None, wanted: Sequence[FollowUpRow], begins_at: int,
    wishes: Wishes, *, keeps_owed: bool,
) -> FollowUpPlan:  # fmt: skip
    moving = {row.key: row for row in wanted if row.key not in wishes.left_out}
    taken = [at for key, at in due_times(db, member_id, begins_at) if key not in moving]
    days, usual = work_days(db, member_id, begins_at, taken), usual_a_day(db)
    plan = spread(
        [row.due(zone) for row in moving.values()], days, now=now, usual=usual, keeps_owed=keeps_owed,
        pinned=wishes.pinned,
    )  # fmt: skip
    clocks = recall_clocks(db, [one.promise.lead_id for one in plan.placed], now)
    placed = tuple(
        PlannedRow(moving[one.promise.key], one.on, one.due_at, _back_before(clocks, one))
        for one in plan.placed
    )
    kept = [
        (moving[one.key], Kept.AGREED if binds(moving[one.key], now) else Kept.FIRST_RESPONSE)
        for one in plan.kept
    ]
    kept += [(moving[one.key], Kept.NO_ROOM) for one in plan.left]
    return FollowUpPlan(placed, tuple(kept), _used(days, placed), usual, zone)


def binds(row: FollowUpRow, now: int) -> bool:
    """Whether a time agreed with the contact is still ahead."""
    return row.is_agreed and row.due_at > now


def _back_before(clocks: Mapping[UUID, RecallClock], placed: Placed) -> int | None:
    clock = clocks.get(placed.promise.lead_id)
    return clock.due_at if clock is not None and clock.due_at < placed.due_at else None


def _used(days: Iterable[WorkDay], placed: Sequence[PlannedRow]) -> tuple[PlanDay, ...]:
    """Return the days up to one after the last that is used: there is room to move a promise to."""
    last = max((one.on for one in placed), default=-1)
    found: list[PlanDay] = []
    for day in days:
        if not day.spans:
            continue
        if found and found[-1].on > last:
            break
        put = sum(one.on == day.on for one in placed)
        found.append(PlanDay(day.on, len(day.taken), len(day.taken) + put))
    return tuple(found)


def _parts[T](listed: Sequence[T]) -> list[Sequence[T]]:
    return [listed[at : at + MOST] for at in range(0, len(listed), MOST)]


def promised_in(db: Connection, member_id: UUID, from_at: int, until_at: int) -> int:
    """Return how many open promises of a person fall due in a time, such as a leave that is being set."""
    count = (
        select(func.count())
        .select_from(FollowUp)
        .where(
            FollowUp.owner_id == member_id,
            FollowUp.state == OPEN,
            FollowUp.due_at >= from_at,
            FollowUp.due_at < until_at,
        )
    )
    return int(db.execute(count).scalar_one())
