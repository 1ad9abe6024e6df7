"""A person's days and the plans for them: what is shown, what would be moved where, and that it can be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, update

from app.clock import DAY, HOUR, MINUTE, to_micros
from app.models.activity import FollowUp
from app.models.people import Member
from app.models.vocabulary import Role
from app.services.follow_up_plan import (
    FollowUpPlan,
    Kept,
    Wishes,
    busy_day_plan,
    leave_plan,
    promised_in,
    sharing,
)
from app.services.follow_up_rows import open_follow_ups, work_days, zone_of
from app.services.follow_up_week import FollowUpWeek, follow_up_week
from app.services.holding import ClaimLeads
from app.services.people import SetAbsence
from tests.builders import MONDAY_10, Desk, open_desk
from tests.lead_rows import insert_lead
from tests.stories import adopt, limits_with

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


def promise(
    desk: Desk, due_at: int, *, lead_id: UUID | None = None, why: str = "next_step", is_agreed: bool = False,
    role: Role = Role.SDR, state: str = "open", **lead: object,
) -> UUID:  # fmt: skip
    """Write a promise, also one that is overdue, and return its lead."""
    owner_id = desk.members[role]
    lead_id = lead_id or insert_lead(desk, owner=owner_id, **lead)  # type: ignore[arg-type]
    with desk.database.write() as db:
        db.execute(
            insert(FollowUp).values(
                cmd_id=uuid4(), lead_id=lead_id, owner_id=owner_id, due_at=due_at, why=why, words="",
                is_agreed=is_agreed, state=state, created_at=desk.clock(),
                settled_at=desk.clock() if state == "done" else None,
            )
        )  # fmt: skip
    return lead_id


def shanghai(day: int, hour: int, minute: int = 0) -> int:
    """Return an instant of March 2026."""
    return to_micros(datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI))


def away(desk: Desk, from_at: int, until_at: int, role: Role = Role.SDR) -> UUID:
    command = SetAbsence(absence_id=uuid4(), member_id=desk.members[role], from_at=from_at, until_at=until_at)
    desk.workspace.execute(command)
    return command.absence_id


def week(
    desk: Desk, role: Role = Role.SDR, *, of: Role | None = None, from_on: int | None = None
) -> FollowUpWeek:
    me = desk.members[role]
    return desk.workspace.read(
        follow_up_week(me, desk.members[of] if of else me, desk.clock(), from_on=from_on)
    )


def busy(desk: Desk, **more: object) -> FollowUpPlan:
    return desk.workspace.read(
        busy_day_plan(desk.members[Role.SDR], desk.clock(), SHANGHAI, **more)  # type: ignore[arg-type]
    )


def said(plan: FollowUpPlan) -> list[str]:
    """Return when the plan puts each, where the desk stands."""
    return [f"{datetime.fromtimestamp(one.due_at / 1e6, SHANGHAI):%a %H:%M}" for one in plan.placed]


# Day by day -----------------------------------------------------------------------------------------------------------


def test_a_week_shows_working_days_and_whatever_is_promised_on_others(desk: Desk) -> None:
    """Monday to Friday; a Saturday only where something is due on it."""
    promise(desk, desk.clock() - HOUR)
    promise(desk, desk.clock() + HOUR)
    promise(desk, desk.clock() + HOUR, state="done")
    shown = week(desk)
    assert [day.on - shown.days[0].on for day in shown.days] == [0, 1, 2, 3, 4]
    assert (len(shown.overdue), len(shown.days[0].rows), shown.days[0].done_count) == (1, 1, 1)
    assert (shown.usual, shown.later_count, shown.is_empty) == (30, 0, False)

    promise(desk, desk.clock() + 5 * DAY)
    promise(desk, desk.clock() + 9 * DAY)
    desk.clock.forward(days=3)
    shown = week(desk)
    assert [(day.on - shown.days[0].on, day.is_working) for day in shown.days] == [
        (0, True), (1, True), (2, False), (4, True), (5, True),
    ]  # fmt: skip
    assert shown.later_count == 1
    later = week(desk, from_on=shown.next_on)
    assert later.days[0].on == shown.days[0].on + 6
    assert sum(len(day.rows) for day in later.days) == 1


def test_days_of_leave_are_left_out_unless_something_is_due_on_them(desk: Desk) -> None:
    """And what falls due in the leave is told."""
    away(desk, shanghai(3, 0), shanghai(5, 0))
    assert [day.on for day in week(desk).days][:2] == [20514, 20517]
    assert week(desk).leave is None
    promise(desk, shanghai(3, 10))
    shown = week(desk)

    assert [(day.on, day.is_away) for day in shown.days][:3] == [
        (20514, False),
        (20515, True),
        (20517, False),
    ]
    assert shown.leave is not None
    assert (len(shown.leave.rows), shown.leave.is_over) == (1, False)
    assert (
        desk.workspace.read(
            lambda db: promised_in(db, desk.members[Role.SDR], shanghai(3, 0), shanghai(5, 0))
        )
        == 1
    )


def test_a_team_lead_sees_a_members_days_in_the_members_time(desk: Desk) -> None:
    """An SDR sees nobody else in the list; the zone of a colleague is that of their calendar."""
    promise(desk, desk.clock() - HOUR)
    shown = week(desk, Role.TEAM_LEAD, of=Role.SDR)

    assert (shown.is_own, shown.may_hand_on, shown.zone) == (False, True, SHANGHAI)
    assert {(one.role, one.overdue) for one in shown.colleagues} == {(Role.SDR, 1), (Role.TEAM_LEAD, 0)}
    assert week(desk).colleagues == ()
    assert week(desk).zone is None


def test_a_first_response_owed_is_told_from_one_given(desk: Desk) -> None:
    owed = promise(
        desk, desk.clock() + HOUR, why="first_contact", responded_at=None, respond_by_at=desk.clock()
    )
    given = promise(desk, desk.clock() + HOUR, why="first_contact")
    rows = desk.workspace.read(lambda db: open_follow_ups(db, desk.members[Role.SDR]))

    assert {row.lead_id: row.is_owed for row in rows} == {owed: True, given: False}


# A busy day -----------------------------------------------------------------------------------------------------------


def test_the_rest_of_today_goes_to_the_next_working_days(desk: Desk) -> None:
    """The oldest day first, of one day the most valuable; the day's load counts what is there."""
    adopt(desk, limits=limits_with(follow_ups_a_day=3))
    now = desk.clock()
    desk.clock.tick()
    low, high = promise(desk, now + HOUR, score=10), promise(desk, now + 2 * HOUR, score=90)
    oldest = promise(desk, now - 3 * DAY, score=1)
    promise(desk, now + DAY)
    plan = busy(desk)

    assert [one.row.lead_id for one in plan.placed] == [oldest, high, low]
    assert said(plan) == ["Tue 11:30", "Tue 13:30", "Wed 09:00"]
    assert [(day.before, day.after) for day in plan.days] == [(1, 3), (0, 1), (0, 0)]
    assert plan.kept == ()


def test_what_is_agreed_or_owed_waits_for_a_decision(desk: Desk) -> None:
    """A missed appointment is not: it comes first."""
    now = desk.clock()
    agreed = promise(desk, now + HOUR, why="call_back", is_agreed=True)
    owed = promise(desk, now + HOUR, why="first_contact", responded_at=None, respond_by_at=now)
    plain, missed = promise(desk, now - 9 * DAY), promise(desk, now - HOUR, is_agreed=True)
    plan = busy(desk)

    assert {(row.lead_id, why) for row, why in plan.kept} == {
        (agreed, Kept.AGREED), (owed, Kept.FIRST_RESPONSE),
    }  # fmt: skip
    assert [one.row.lead_id for one in plan.placed] == [missed, plain]


def test_a_plan_is_carried_out_and_taken_back_in_one_go(desk: Desk) -> None:
    """The rules take what the planner proposes, whatever there is; afterwards all is as it was."""
    now = desk.clock()
    for number in range(40):
        promise(desk, now - 20 * HOUR + number * HOUR, is_agreed=number % 7 == 0, score=number % 5)
    away(desk, now + DAY, now + 2 * DAY)
    read = lambda db: open_follow_ups(db, desk.members[Role.SDR])  # noqa: E731
    before, plan = desk.workspace.read(read), busy(desk)
    desk.workspace.execute_all(plan.commands())

    placed = {one.row.key: one.due_at for one in plan.placed}
    after = {row.key: row.due_at for row in desk.workspace.read(read)}
    assert len(placed) > 20
    assert after == {row.key: placed.get(row.key, row.due_at) for row in before}
    desk.workspace.execute_all(plan.taken_back())
    assert desk.workspace.read(read) == before


def test_selected_promises_go_to_days_later_than_their_own(desk: Desk) -> None:
    """Those of Wednesday to Thursday; what is left out stays, what is pinned goes to its day."""
    first, second = promise(desk, shanghai(4, 10)), promise(desk, shanghai(4, 11))
    third = promise(desk, shanghai(4, 12))
    rows = desk.workspace.read(lambda db: open_follow_ups(db, desk.members[Role.SDR]))
    keys = {row.lead_id: row.key for row in rows}
    wanted = frozenset(keys.values())
    assert said(busy(desk, keys=wanted)) == ["Thu 09:00", "Thu 09:15", "Thu 09:30"]
    wishes = Wishes(left_out=frozenset({keys[third]}), pinned={keys[first]: 20521})
    plan = busy(desk, keys=wanted, wishes=wishes)

    assert [(one.row.lead_id, one.on) for one in plan.placed] == [(second, 20517), (first, 20521)]
    assert plan.days[-1].on > 20521


def test_a_plan_says_which_leads_would_be_back_in_the_pool_before(desk: Desk) -> None:
    """An idle lead goes back two working days after it was claimed; put off beyond that it would be lost."""
    lead_id = insert_lead(desk, owner=None)
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))
    plan = busy(desk, wishes=Wishes(pinned={_key(desk, lead_id): 20518}))
    assert [(one.on, one.back_at) for one in plan.placed] == [(20518, shanghai(4, 18))]
    assert [one.back_at for one in busy(desk).placed] == [None]


def _key(desk: Desk, lead_id: UUID) -> tuple[UUID, UUID]:
    rows = desk.workspace.read(lambda db: open_follow_ups(db, desk.members[Role.SDR]))
    return next(row.key for row in rows if row.lead_id == lead_id)


# Leave ----------------------------------------------------------------------------------------------------------------


def test_coming_back_from_leave_does_not_bury_a_person(desk: Desk) -> None:
    """What fell due is spread from the return on, what was agreed and missed first, around what is there."""
    adopt(desk, limits=limits_with(follow_ups_a_day=4))
    absence_id = away(desk, shanghai(3, 0), shanghai(6, 0))
    old = [promise(desk, shanghai(3, 9 + number), score=number) for number in range(5)]
    missed = promise(desk, shanghai(5, 15), is_agreed=True)
    promise(desk, shanghai(6, 15))
    desk.clock.at = shanghai(6, 9, 2)
    plan = desk.workspace.read(
        leave_plan(desk.members[Role.SDR], desk.clock(), SHANGHAI, absence_id=absence_id)
    )

    assert [one.row.lead_id for one in plan.placed] == [missed, *reversed(old)]
    assert said(plan) == ["Fri 09:05", "Fri 10:55", "Fri 15:20", "Mon 09:00", "Mon 10:50", "Mon 13:30"]
    desk.workspace.execute_all(plan.commands())
    assert week(desk).leave is None


def test_what_falls_due_in_a_leave_to_come_is_planned_beforehand(desk: Desk) -> None:
    """Behind it; what is agreed for it waits: call before, agree anew, or hand it on."""
    absence_id = away(desk, shanghai(3, 0), shanghai(6, 0))
    promise(desk, shanghai(3, 10))
    agreed = promise(desk, shanghai(4, 10), is_agreed=True)
    plan = desk.workspace.read(
        leave_plan(desk.members[Role.SDR], desk.clock(), SHANGHAI, absence_id=absence_id)
    )

    assert said(plan) == ["Fri 09:00"]
    assert [(row.lead_id, why) for row, why in plan.kept] == [(agreed, Kept.AGREED)]
    desk.workspace.execute_all(plan.commands())


def test_a_team_lead_shares_a_members_promises_among_the_others(desk: Desk) -> None:
    """Whoever is there, the least busy first; their leads go along."""
    for _ in range(3):
        promise(desk, shanghai(3, 10))
    rows = desk.workspace.read(lambda db: open_follow_ups(db, desk.members[Role.SDR]))
    commands = desk.workspace.read(sharing(rows, desk.members[Role.SDR], desk.clock(), SHANGHAI))
    desk.wear(Role.TEAM_LEAD)
    desk.workspace.execute_all(commands)

    held = desk.workspace.read(lambda db: open_follow_ups(db, desk.members[Role.TEAM_LEAD]))
    assert [row.key for row in held] == [row.key for row in rows]
    away(desk, shanghai(2, 0), shanghai(9, 0), Role.TEAM_LEAD)
    assert desk.workspace.read(sharing(rows, desk.members[Role.SDR], desk.clock(), SHANGHAI)) == []


def test_working_days_are_the_persons_own(desk: Desk) -> None:
    """Their leave is cut out to the minute, what has passed is no time, and the days of another calendar count."""
    sdr = desk.members[Role.SDR]
    away(desk, shanghai(3, 10), shanghai(3, 15))
    found = desk.workspace.read(lambda db: work_days(db, sdr, MONDAY_10, [MONDAY_10 + MINUTE]))

    assert found[0].spans == ((MONDAY_10, shanghai(2, 12)), (shanghai(2, 13, 30), shanghai(2, 18)))
    assert found[0].taken == (MONDAY_10 + MINUTE,)
    assert found[1].spans == ((shanghai(3, 9), shanghai(3, 10)), (shanghai(3, 15), shanghai(3, 18)))
    with desk.database.write() as db:
        db.execute(update(Member).where(Member.id == sdr).values(calendar="nowhere"))
    assert desk.workspace.read(lambda db: work_days(db, sdr, MONDAY_10)) == []
    assert desk.workspace.read(lambda db: zone_of(db, sdr)) == SHANGHAI


def test_where_no_working_day_is_known_everything_stays(desk: Desk) -> None:
    promise(desk, desk.clock() + HOUR)
    with desk.database.write() as db:
        db.execute(update(Member).where(Member.id == desk.members[Role.SDR]).values(calendar="nowhere"))
    plan = busy(desk)

    assert (plan.placed, [why for _, why in plan.kept]) == ((), [Kept.NO_ROOM])
    assert plan.commands() == []
    assert len(week(desk).days) == 1
