"""Leads that nobody works on go back to the pool: when, from whom, and what stands still (spec section 10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR
from app.models.activity import FollowUp
from app.models.leads import Lead, Ownership
from app.models.pool import LeadReturn
from app.models.vocabulary import ActivityKind, FollowUpWhy, Role
from app.services.calls import EndCall, LogContact, StartCall
from app.services.follow_ups import SetFollowUp
from app.services.founding import new_member
from app.services.holding import AssignLeads, ClaimLeads
from app.services.people import SetAbsence
from app.services.pipeline import BringBack
from app.services.pool import ExtendRecall, GiveBackLeads, RecallLead
from app.services.recall import (
    RecallClock,
    near_recall,
    next_recall_at,
    next_warning_at,
    recall_clock,
    recalled_since,
)
from app.services.recall_sweep import sweep
from app.services.script import DisqualifyLead
from tests.builders import MONDAY_10, Desk
from tests.leads import a_lead
from tests.stories import adopt, handed_over, limits_with, my_lead, refusal, row, rows, send_back

MONDAY_0 = MONDAY_10 - 10 * HOUR
WEDNESDAY_END = MONDAY_0 + 2 * DAY + 18 * HOUR
FRIDAY_10 = MONDAY_10 + 4 * DAY
NEXT_TUESDAY_END = MONDAY_0 + 8 * DAY + 18 * HOUR


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases."""
    return twin_desk


def claimed(desk: Desk, **fields: Any) -> UUID:
    lead_id = a_lead(desk.workspace, **fields)
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))
    return lead_id


def clock(desk: Desk, lead_id: UUID) -> RecallClock:
    found = desk.workspace.read(lambda db: recall_clock(db, lead_id, desk.clock()))
    assert found is not None
    return found


def log(desk: Desk, lead_id: UUID, kind: ActivityKind) -> None:
    desk.workspace.execute(
        LogContact(lead_id=lead_id, activity_id=uuid4(), activity_kind=kind, is_connected=False, words="")
    )


def another_sdr(desk: Desk, login: str = "bo") -> UUID:
    command = new_member(name=f"Bo {login}", login=login, role=Role.SDR)
    desk.workspace.execute(command, as_member=desk.members[Role.ADMIN])
    return command.member_id


def owner_of(desk: Desk, lead_id: UUID) -> UUID | None:
    return row(desk, Lead, lead_id).owner_id  # type: ignore[no-any-return]


def test_two_working_days_after_friday_at_ten_is_tuesdays_end_of_work(desk: Desk) -> None:
    """The days count from the next one, and the limit ends with the last shift of its day."""
    desk.clock.at = FRIDAY_10
    seen = clock(desk, claimed(desk))

    assert seen.due_at == NEXT_TUESDAY_END
    assert seen.warn_at == NEXT_TUESDAY_END - 4 * HOUR
    assert seen.left_s == (13 + 30) * 1800


def test_a_lead_nobody_tried_to_reach_goes_back_and_its_owner_was_warned(desk: Desk) -> None:
    """Idle for two working days: back in the pool, the owner warned four working hours before and cooled off."""
    lead_id, sdr = claimed(desk), desk.members[Role.SDR]
    desk.clock.at = WEDNESDAY_END - 4 * HOUR - 1
    assert desk.workspace.read(lambda db: near_recall(db, desk.clock())) == []
    assert desk.workspace.read(lambda db: next_warning_at(db, desk.clock())) == WEDNESDAY_END - 4 * HOUR

    desk.clock.at += 1
    [near] = desk.workspace.read(lambda db: near_recall(db, desk.clock()))
    assert (near.lead_id, near.owner_id, near.clock.left_s) == (lead_id, sdr, 4 * 3600)
    assert sweep(desk.workspace).recalled == ()

    desk.clock.at = WEDNESDAY_END
    assert desk.workspace.read(lambda db: next_recall_at(db, desk.clock())) == WEDNESDAY_END
    assert sweep(desk.workspace).recalled == (lead_id,)
    assert owner_of(desk, lead_id) is None
    [held] = rows(desk, Ownership, Ownership.lead_id == lead_id)
    assert (held.member_id, held.until_at) == (sdr, WEDNESDAY_END)
    [came] = rows(desk, LeadReturn, LeadReturn.lead_id == lead_id)
    assert (came.how, came.from_id, came.at) == ("recalled", sdr, WEDNESDAY_END)
    assert [one.lead_id for one in desk.workspace.read(lambda db: recalled_since(db, [sdr], 0))] == [lead_id]
    assert refusal(desk, ClaimLeads(lead_ids=(lead_id,))).code == "cooling_off"
    assert sweep(desk.workspace).recalled == ()


def test_a_call_begins_the_clock_anew_and_a_note_does_not(desk: Desk) -> None:
    called, noted = claimed(desk), claimed(desk)
    desk.clock.at = MONDAY_10 + DAY
    log(desk, noted, ActivityKind.NOTE)
    desk.workspace.execute(StartCall(activity_id=(call := uuid4()), lead_id=called, phone="+8613800138000"))

    assert clock(desk, called).due_at == WEDNESDAY_END + DAY
    assert clock(desk, noted).due_at == WEDNESDAY_END
    desk.clock.tick()
    desk.workspace.execute(
        EndCall(activity_id=call, outcome="no_answer", words="", next_at=desk.clock() + 9 * DAY)
    )
    desk.clock.at = WEDNESDAY_END + HOUR
    assert sweep(desk.workspace).recalled == (noted,)


@pytest.mark.parametrize("kind", [ActivityKind.MESSAGE, ActivityKind.VISIT, ActivityKind.REPLY])
def test_every_other_contact_attempt_begins_it_anew(desk: Desk, kind: ActivityKind) -> None:
    lead_id = claimed(desk)
    desk.clock.at = MONDAY_10 + DAY
    log(desk, lead_id, kind)

    assert clock(desk, lead_id).due_at == WEDNESDAY_END + DAY


def test_what_was_claimed_again_in_the_morning_is_left_by_the_sweep_at_night(desk: Desk) -> None:
    """The clock is the owner's: who claims a recalled lead at ten has their own two working days."""
    lead_id, bo = claimed(desk), another_sdr(desk)
    desk.clock.at = WEDNESDAY_END
    sweep(desk.workspace)
    desk.clock.at = MONDAY_10 + 3 * DAY
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)), as_member=bo)
    desk.clock.at = MONDAY_0 + 3 * DAY + 23 * HOUR

    assert sweep(desk.workspace).recalled == ()
    assert refusal(desk, RecallLead(lead_id=lead_id)).code == "not_due"
    assert owner_of(desk, lead_id) == bo
    desk.clock.at = MONDAY_0 + 7 * DAY + 18 * HOUR
    assert sweep(desk.workspace).recalled == (lead_id,)


def test_an_assigned_lead_goes_back_too_and_one_brought_in_by_its_owner_does_not(desk: Desk) -> None:
    lead_id, own, bo = a_lead(desk.workspace), my_lead(desk), another_sdr(desk)
    desk.workspace.execute(
        AssignLeads(lead_ids=(lead_id,), member_id=bo), as_member=desk.members[Role.TEAM_LEAD]
    )
    desk.clock.at = WEDNESDAY_END

    assert sweep(desk.workspace).recalled == (lead_id,)
    assert owner_of(desk, own) == desk.members[Role.SDR]


def test_the_clock_stands_still_on_the_owners_leave(desk: Desk) -> None:
    lead_id, sdr = claimed(desk), desk.members[Role.SDR]
    away = SetAbsence(
        absence_id=uuid4(), member_id=sdr, from_at=MONDAY_0 + DAY, until_at=MONDAY_0 + 3 * DAY, words=None
    )
    desk.workspace.execute(away)

    assert clock(desk, lead_id).due_at == WEDNESDAY_END + 2 * DAY
    assert clock(desk, lead_id).left_s == (13 + 30) * 1800


def test_more_time_is_given_once_and_with_a_reason(desk: Desk) -> None:
    lead_id = claimed(desk)
    keep = ExtendRecall(lead_id=lead_id, words="Their buyer is back on Friday.")
    desk.workspace.execute(keep)

    assert clock(desk, lead_id).due_at == WEDNESDAY_END + 2 * DAY
    assert not clock(desk, lead_id).may_extend
    assert refusal(desk, keep).code == "extended_already"
    late = claimed(desk)
    desk.clock.at = WEDNESDAY_END
    assert refusal(desk, ExtendRecall(lead_id=late, words="Please")).code == "past_recall"
    assert refusal(desk, ExtendRecall(lead_id=my_lead(desk), words="Please")).code == "no_clock"


def test_no_clock_runs_while_the_lead_is_with_sales_and_their_question_begins_it_anew(desk: Desk) -> None:
    handover = handed_over(desk)
    desk.workspace.execute(
        AssignLeads(lead_ids=(handover.lead_id,), member_id=desk.members[Role.TEAM_LEAD]),
        as_member=desk.members[Role.TEAM_LEAD],
    )
    desk.clock.at = FRIDAY_10
    assert desk.workspace.read(lambda db: recall_clock(db, handover.lead_id, desk.clock())) is None
    assert refusal(desk, RecallLead(lead_id=handover.lead_id)).code == "not_due"

    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    assert clock(desk, handover.lead_id).due_at == NEXT_TUESDAY_END


def test_putting_a_lead_aside_for_a_moment_is_no_way_around(desk: Desk) -> None:
    """Out of the queue and back again by its own owner: as if nothing had been; after the limit, it begins anew."""
    moment, long = claimed(desk), claimed(desk)
    desk.clock.tick()
    for lead_id in (moment, long):
        desk.workspace.execute(DisqualifyLead(lead_id=lead_id, reason="no_fit", words=""))
    desk.clock.at = MONDAY_10 + DAY
    desk.workspace.execute(BringBack(lead_id=moment, words=""))
    assert clock(desk, moment).due_at == WEDNESDAY_END

    desk.clock.at = FRIDAY_10
    desk.workspace.execute(BringBack(lead_id=long, words=""))
    assert clock(desk, long).due_at == NEXT_TUESDAY_END


def test_what_was_claimed_in_nurture_goes_back_too_and_what_was_put_there_stays(desk: Desk) -> None:
    """Taking a lead is to work on it; one's own that is not ready yet is kept for its day."""
    stays, taken, bo = claimed(desk), claimed(desk), another_sdr(desk)
    desk.clock.tick()
    for lead_id in (stays, taken):
        desk.workspace.execute(DisqualifyLead(lead_id=lead_id, reason="no_fit", words=""))
    desk.workspace.execute(GiveBackLeads(lead_ids=(taken,), pool_id=None, words="Next year"))
    desk.clock.tick()
    desk.workspace.execute(ClaimLeads(lead_ids=(taken,)), as_member=bo)
    assert clock(desk, taken).due_at == WEDNESDAY_END
    desk.clock.at = FRIDAY_10

    assert refusal(desk, RecallLead(lead_id=stays)).code == "not_due"
    assert sweep(desk.workspace).recalled == (taken,)
    assert owner_of(desk, stays) == desk.members[Role.SDR]


def test_plans_rest_with_the_lead_until_its_next_owner(desk: Desk) -> None:
    """Nobody is reminded of a lead that lies in the pool; whoever takes it finds what was planned."""
    lead_id, bo = claimed(desk), another_sdr(desk)
    due_at = MONDAY_10 + 9 * DAY
    desk.workspace.execute(
        SetFollowUp(lead_id=lead_id, due_at=due_at, why=FollowUpWhy.CALL_BACK, words="ask for Li")
    )
    desk.clock.at = WEDNESDAY_END
    sweep(desk.workspace)
    plans = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state != "dropped")
    assert [(plan.state, plan.words) for plan in plans] == [("resting", "ask for Li")]

    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)), as_member=bo)
    plans = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    assert [(plan.owner_id, plan.due_at, plan.words) for plan in plans] == [(bo, due_at, "ask for Li")]


def test_the_first_contact_promised_by_the_program_is_promised_anew(desk: Desk) -> None:
    lead_id, bo = claimed(desk), another_sdr(desk)
    desk.workspace.execute(GiveBackLeads(lead_ids=(lead_id,), pool_id=None, words="Not my region"))
    desk.clock.at = MONDAY_10 + DAY
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)), as_member=bo)
    plans = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")

    assert [(plan.owner_id, plan.why, plan.due_at) for plan in plans] == [
        (bo, "first_contact", desk.clock() + HOUR)
    ]


def test_other_limits_of_the_playbook_count(desk: Desk) -> None:
    adopt(desk, limits=limits_with(recall_days=3, recall_warning_hours=1))
    seen = clock(desk, claimed(desk))

    assert (seen.due_at, seen.warn_at) == (WEDNESDAY_END + DAY, WEDNESDAY_END + DAY - HOUR)
    assert seen.left_s // 60 % 60 == 0
