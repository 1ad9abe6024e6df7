"""What the team board counts, and who it says needs help first (spec sections 6, 9, 10, 11)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR, MINUTE
from app.models.vocabulary import FollowUpWhy, Outcome, Role
from app.services.board import Board, BoardRow, Doing, Need, board
from app.services.board_facts import Number
from app.services.board_plans import away_plan, hand_on_plan
from app.services.calls import EndCall, StartCall
from app.services.follow_ups import SetFollowUp
from app.services.handing_on import HandOnLeads
from app.services.holding import AssignLeads, ClaimLeads
from app.services.people import SetAbsence
from tests.builders import Desk, open_desk
from tests.handovers import a_rep
from tests.leads import a_lead
from tests.services.test_handing_on import hold
from tests.stories import handed_over, send_back


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, role=Role.TEAM_LEAD) as made:
        yield made


def an_sdr(desk: Desk, name: str) -> UUID:
    return a_rep(desk, name, role=Role.SDR)


def seen(desk: Desk) -> Board:
    return desk.workspace.read(board(desk.members[Role.TEAM_LEAD], desk.clock()))


def of(desk: Desk, member_id: UUID) -> BoardRow:
    shown = seen(desk)
    return next(one for one in (*shown.sdrs, *shown.reps) if one.member.id == member_id)


def call(desk: Desk, lead_id: UUID, by: UUID, *, minutes: int | None = 5) -> None:
    """Call a lead; without minutes the call goes on."""
    activity_id = uuid4()
    start = StartCall(activity_id=activity_id, lead_id=lead_id, phone="+8613812345678")
    desk.workspace.execute(start, as_member=by)
    if minutes is not None:
        desk.clock.forward(minutes=minutes)
        end = EndCall(
            activity_id=activity_id, outcome=Outcome.CONNECTED, words="", next_at=desk.clock() + 5 * DAY
        )
        desk.workspace.execute(end, as_member=by)


def test_first_responses_are_endangered_then_unanswered_then_missed(desk: Desk) -> None:
    """Of 60 working minutes the last 15 are a warning; who calls after them has missed it, and answered it."""
    ann = an_sdr(desk, "Ann")
    [lead_id] = hold(desk, ann, 1)
    numbers = (Number.ENDANGERED, Number.UNANSWERED, Number.MISSED, Number.ANSWERED)
    found = []
    for minutes in (44, 2, 15):
        desk.clock.forward(minutes=minutes)
        found.append([of(desk, ann).count(number) for number in numbers])
    call(desk, lead_id, ann)
    found.append([of(desk, ann).count(number) for number in numbers])

    assert found == [[0, 0, 0, 0], [1, 0, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]]
    assert of(desk, ann).answered_s == 61 * 60


def test_what_was_done_today_is_counted_for_who_did_it(desk: Desk) -> None:
    ann = an_sdr(desk, "Ann")
    first, second = hold(desk, ann, 2)
    call(desk, first, ann)
    call(desk, second, ann, minutes=None)
    desk.clock.forward(minutes=3)
    row = of(desk, ann)

    assert [row.count(one) for one in (Number.CALLS, Number.CONNECTS)] == [2, 1]
    assert (row.now.doing, row.now.lead_id, row.now.at) == (
        Doing.ON_THE_PHONE, second, desk.clock() - 3 * MINUTE,
    )  # fmt: skip
    desk.clock.forward(days=1)
    row = of(desk, ann)
    assert (row.count(Number.CALLS), row.now.doing) == (0, Doing.NOTHING_YET)


def test_a_promise_is_overdue_and_after_a_working_day_long_overdue(desk: Desk) -> None:
    ann = an_sdr(desk, "Ann")
    [lead_id] = hold(desk, ann, 1)
    call(desk, lead_id, ann)
    due = desk.clock() + HOUR
    later = SetFollowUp(lead_id=lead_id, due_at=due, why=FollowUpWhy.CALL_BACK, words="")
    desk.workspace.execute(later, as_member=ann)
    found = []
    for hours in (0, 2, 24, 24):
        desk.clock.forward(hours=hours)
        row = of(desk, ann)
        found.append((row.count(Number.OVERDUE), row.count(Number.ESCALATED)))

    assert found == [(0, 0), (1, 0), (1, 0), (1, 1)]
    assert (Need.ESCALATED, 1) in of(desk, ann).needs


def test_leads_near_their_recall_are_the_ones_the_recall_warns_of(desk: Desk) -> None:
    """Assigned on Monday at ten and never called: on Wednesday afternoon it soon goes back."""
    ann = an_sdr(desk, "Ann")
    lead_id = a_lead(desk.workspace)
    give = AssignLeads(lead_ids=(lead_id,), member_id=ann)
    desk.workspace.execute(give, as_member=desk.members[Role.TEAM_LEAD])
    before = of(desk, ann).count(Number.NEAR_RECALL)
    desk.clock.forward(days=2, hours=6)

    assert (before, of(desk, ann).count(Number.NEAR_RECALL)) == (0, 1)
    away = SetAbsence(
        absence_id=uuid4(), member_id=ann, from_at=desk.clock() - 7 * HOUR, until_at=desk.clock() + 3 * DAY
    )
    desk.workspace.execute(away, as_member=ann)
    assert of(desk, ann).count(Number.NEAR_RECALL) == 0


def test_claims_left_and_room(desk: Desk) -> None:
    ann = an_sdr(desk, "Ann")
    lead_ids = tuple(a_lead(desk.workspace) for _ in range(3))
    desk.workspace.execute(ClaimLeads(lead_ids=lead_ids), as_member=ann)
    row = of(desk, ann)

    assert (row.count(Number.CLAIMED), row.claims_left, row.count(Number.HELD), row.cap) == (3, 17, 3, 100)


def test_a_rep_past_their_limit_comes_first_of_those_who_decide(desk: Desk) -> None:
    handover = handed_over(desk)
    other = a_rep(desk, "Marco")
    early = of(desk, handover.rep_id)
    desk.clock.forward(days=2)
    shown = seen(desk)

    assert early.decide_in_s is not None
    assert early.decide_in_s > 0
    assert shown.reps[0].member.id == handover.rep_id
    assert shown.reps[0].needs[0] == (Need.LATE, 1)
    assert shown.reps[0].decide_in_s is not None
    assert shown.reps[0].decide_in_s < 0
    assert of(desk, other).needs == ()


def test_who_is_away_needs_help_with_what_cannot_wait(desk: Desk) -> None:
    """A rep's question waits at the desk of somebody on leave."""
    sdr = desk.members[Role.SDR]
    handover = handed_over(desk)
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    away = SetAbsence(
        absence_id=uuid4(), member_id=sdr, from_at=desk.clock() - HOUR, until_at=desk.clock() + DAY
    )
    desk.workspace.execute(away, as_member=sdr)
    row = of(desk, sdr)

    assert row.now.doing is Doing.AWAY
    assert [need for need, _ in row.needs][:2] == [Need.AWAY, Need.ASKED]


# Before it is done --------------------------------------------------------------------------------------------------


def test_the_plan_is_what_the_command_does(desk: Desk) -> None:
    """The same rule previews and judges."""
    ann, bob, leaver = (an_sdr(desk, name) for name in ("Ann", "Bob", "Leaver"))
    hold(desk, ann, 2)
    held = hold(desk, leaver, 7)
    command = HandOnLeads(member_id=leaver, taker_ids=(ann, bob), due_before=None, is_leaving=True)
    plan = desk.workspace.read(hand_on_plan(command, desk.clock()))
    desk.workspace.execute(command)

    got = {one.member.id: one.count(Number.HELD) for one in seen(desk).sdrs}
    told = {one.taker.member_id: one.lead_count + one.taker.held for one in plan.shares if one.taker}
    assert told == {ann: got[ann], bob: got[bob]}
    assert plan.lead_count == len(held)


def test_a_time_away_tells_what_it_leaves_behind(desk: Desk) -> None:
    """Of an SDR the leads that cannot wait; of a rep the decisions, each with who could take it."""
    handover = handed_over(desk)
    marco = a_rep(desk, "Marco")
    now = desk.clock()
    plan = desk.workspace.read(away_plan(handover.rep_id, now, now + 5 * DAY, (), now))
    assert plan.due is None
    [decision] = plan.decisions
    assert decision.instead is not None
    assert decision.instead.rep_id in {marco, *desk.members.values()}
    assert decision.instead.rep_id != handover.rep_id

    ann = an_sdr(desk, "Ann")
    hold(desk, ann, 3)
    plan = desk.workspace.read(away_plan(ann, now, now + 5 * DAY, (), now))
    assert plan.due is not None
    assert (plan.due_count, plan.due.lead_count, plan.decisions) == (3, 0, ())
