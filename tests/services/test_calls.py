"""Calls and other contacts: what they count as, and how a call may end (spec section 7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR, MINUTE
from app.models.activity import Activity, FollowUp
from app.models.handover import HandoverCall
from app.models.leads import Lead
from app.models.vocabulary import ActivityKind, FollowUpWhy, Outcome, Role
from app.services.calls import EndCall, LogContact, StartCall
from app.services.follow_ups import SetFollowUp
from app.services.holding import AssignLeads
from app.services.script import DisqualifyLead
from tests.builders import Desk
from tests.leads import a_lead
from tests.stories import handed_over, mature, my_lead, only_reps, refusal, row, rows, sold, submission


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases, with one rep."""
    only_reps(twin_desk, [twin_desk.members[Role.REP]])
    return twin_desk


def _call(desk: Desk, lead_id: UUID, *, role: Role = Role.SDR) -> UUID:
    command = StartCall(activity_id=uuid4(), lead_id=lead_id, phone="+8613800138000")
    desk.workspace.execute(command, as_member=desk.members[role])
    desk.clock.tick()
    return command.activity_id


def _end(call_id: UUID, outcome: Outcome = Outcome.CONNECTED, **step: Any) -> EndCall:
    return EndCall(activity_id=call_id, outcome=outcome, words="so it went", **step)


def _promise(desk: Desk, lead_id: UUID, after: int, *, role: Role = Role.SDR) -> None:
    command = SetFollowUp(lead_id=lead_id, due_at=desk.clock() + after, why=FollowUpWhy.NEXT_STEP, words="")
    desk.workspace.execute(command, as_member=desk.members[role])


# No call ends without a next step or a closing reason --------------------------------------------------------------


@pytest.mark.parametrize("outcome", list(Outcome))
def test_no_call_ends_without_a_next_step(desk: Desk, outcome: Outcome) -> None:
    """Whatever came of it; with a date it ends, and the promise is the caller's."""
    lead_id = my_lead(desk)
    call_id, due_at = _call(desk, lead_id), desk.clock() + DAY

    assert refusal(desk, _end(call_id, outcome)).code == "next_step_missing"
    desk.workspace.execute(_end(call_id, outcome, next_at=due_at, next_why=FollowUpWhy.RETRY))
    [promise] = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    assert (promise.owner_id, promise.due_at, promise.why) == (desk.members[Role.SDR], due_at, "retry")


def _nothing(_desk: Desk, _lead_id: UUID) -> None:
    pass


def _ahead(desk: Desk, lead_id: UUID) -> None:
    _promise(desk, lead_id, HOUR)


def _due(desk: Desk, lead_id: UUID) -> None:
    _promise(desk, lead_id, 1)
    desk.clock.tick()


def _somebody_elses(desk: Desk, lead_id: UUID) -> None:
    _promise(desk, lead_id, HOUR, role=Role.TEAM_LEAD)


def _closed(desk: Desk, lead_id: UUID) -> None:
    desk.workspace.execute(DisqualifyLead(lead_id=lead_id, reason="too_small", words=""))


@pytest.mark.parametrize(
    ("before", "ends"),
    [(_nothing, False), (_ahead, True), (_due, False), (_somebody_elses, False), (_closed, True)],
)
def test_what_stands_for_a_next_step(desk: Desk, before: Callable[[Desk, UUID], None], *, ends: bool) -> None:
    """One's own promise that still lies ahead, or the reason the lead was closed with; nothing else."""
    lead_id = my_lead(desk)
    call_id = _call(desk, lead_id)
    before(desk, lead_id)

    assert desk.workspace.why_not(_end(call_id)) == ([] if ends else ["next_step_missing"])


def test_with_a_sold_lead_the_next_step_is_its_reps(desk: Desk) -> None:
    """The SDR's call may end, for the rep has promised; the rep's may not, whatever the SDR has promised."""
    lead_id = sold(desk)
    mine, theirs = _call(desk, lead_id), _call(desk, lead_id, role=Role.REP)

    assert desk.workspace.why_not(_end(mine)) == []
    promised = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    desk.clock.at = promised[0].due_at + MINUTE
    _promise(desk, lead_id, DAY)
    assert refusal(desk, _end(theirs), role=Role.REP).code == "next_step_missing"


def test_a_next_step_lies_ahead_and_settles_what_was_due(desk: Desk) -> None:
    """What was promised for now is done by the call; what comes next replaces every earlier promise."""
    lead_id = my_lead(desk)
    _promise(desk, lead_id, 1)
    call_id = _call(desk, lead_id)
    for at in (desk.clock(), desk.clock() - DAY):
        assert refusal(desk, _end(call_id, next_at=at)).code == "in_the_past"
    desk.workspace.execute(_end(call_id, next_at=desk.clock() + DAY, next_words="send the price"))

    found = sorted(rows(desk, FollowUp, FollowUp.lead_id == lead_id), key=lambda one: one.created_at)
    assert [(one.state, one.words) for one in found] == [("done", ""), ("open", "send the price")]
    assert found[1].why == "next_step"


# Handing over while on the phone -----------------------------------------------------------------------------------


def test_a_lead_is_not_handed_over_in_the_middle_of_a_call(desk: Desk) -> None:
    """The hand-over is the call's next step: the card then shows how the call ended, and nothing else is promised."""
    lead_id, run_id = mature(desk)
    call_id, command = _call(desk, lead_id), submission(lead_id, run_id)

    assert refusal(desk, command).code == "call_unfinished"
    assert refusal(desk, command, role=Role.TEAM_LEAD).code == "call_unfinished"
    with desk.workspace.batch() as batch:
        batch.give(_end(call_id, next_at=desk.clock() + MINUTE, next_why=FollowUpWhy.HAND_OVER))
        batch.give(command)
    [line] = rows(desk, HandoverCall, HandoverCall.handover_id == command.handover_id)
    assert (line.activity_id, line.ended_at, line.outcome, line.words) == (
        call_id, desk.clock(), "connected", "so it went",
    )  # fmt: skip
    assert [one.state for one in rows(desk, FollowUp, FollowUp.lead_id == lead_id)] == ["dropped"]


def test_what_a_former_owner_left_running_bars_nobody(desk: Desk) -> None:
    """Their call is theirs to end; the lead's new owner hands over without waiting for it."""
    lead_id, run_id = mature(desk)
    _call(desk, lead_id)
    lead = desk.members[Role.TEAM_LEAD]
    desk.workspace.execute(AssignLeads(lead_ids=(lead_id,), member_id=lead), as_member=lead)

    assert desk.workspace.why_not(submission(lead_id, run_id), as_member=lead) == []


# What counts as what -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "is_connected"),
    [
        (Outcome.CONNECTED, True),
        (Outcome.CALL_BACK, True),
        (Outcome.REFUSED_CONTACT, True),
        (Outcome.NO_ANSWER, False),
        (Outcome.BUSY, False),
        (Outcome.WRONG_NUMBER, False),
    ],
)
def test_a_call_is_an_attempt_and_two_way_only_if_somebody_spoke(
    desk: Desk, outcome: Outcome, *, is_connected: bool
) -> None:
    lead_id = my_lead(desk)
    call_id, now = _call(desk, lead_id), desk.clock()
    desk.workspace.execute(_end(call_id, outcome, next_at=now + DAY))

    call = row(desk, Activity, call_id)
    assert (call.is_attempt, call.is_connected, call.ended_at, call.outcome) == (
        True, is_connected, now, outcome.value,
    )  # fmt: skip


def test_one_call_at_a_time_and_each_ends_once_by_who_made_it(desk: Desk) -> None:
    lead_id, other = my_lead(desk), my_lead(desk)
    call_id = _call(desk, lead_id)
    end = _end(call_id, next_at=desk.clock() + DAY)
    second = StartCall(activity_id=uuid4(), lead_id=other, phone="")

    assert refusal(desk, second).code == "call_running"
    assert refusal(desk, end, role=Role.TEAM_LEAD).code == "not_yours"
    assert refusal(desk, _end(uuid4(), next_at=desk.clock() + DAY)).code == "unknown_call"
    desk.workspace.execute(end)
    assert refusal(desk, end).code == "call_ended"
    again = StartCall(activity_id=call_id, lead_id=lead_id, phone="")
    assert refusal(desk, again).code == "exists_already"
    desk.workspace.execute(second)


def test_who_cannot_be_reached_or_is_a_strangers_is_not_called(desk: Desk) -> None:
    mute = a_lead(desk.workspace, owner_id=desk.members[Role.SDR], phone=None)
    free = a_lead(desk.workspace)

    def call(lead_id: UUID) -> StartCall:
        return StartCall(activity_id=uuid4(), lead_id=lead_id, phone="")

    assert refusal(desk, call(mute)).code == "no_way_to_reach"
    assert refusal(desk, call(free)).code == "not_yours"
    assert refusal(desk, call(uuid4()), role=Role.TEAM_LEAD).code == "unknown_lead"


@pytest.mark.parametrize("kind", [kind for kind in ActivityKind if kind is not ActivityKind.CALL])
def test_the_first_attempt_stops_the_clock_a_note_does_not(desk: Desk, kind: ActivityKind) -> None:
    """A message, a visit or a reply is a contact attempt; a note reaches nobody (spec section 10)."""
    lead_id, is_note = my_lead(desk), kind is ActivityKind.NOTE
    first = desk.clock.tick()

    def contact(*, is_connected: bool) -> LogContact:
        return LogContact(
            activity_id=uuid4(), lead_id=lead_id, activity_kind=kind, is_connected=is_connected, words="x"
        )

    assert desk.workspace.why_not(contact(is_connected=True)) == (["note_is_no_contact"] if is_note else [])
    desk.workspace.execute(contact(is_connected=False))
    desk.clock.tick()
    desk.workspace.execute(contact(is_connected=False))
    assert row(desk, Lead, lead_id).responded_at == (None if is_note else first)
    assert {one.is_attempt for one in rows(desk, Activity, Activity.lead_id == lead_id)} == {not is_note}


def test_a_call_stops_the_clock_when_it_begins_and_is_not_logged_afterwards(desk: Desk) -> None:
    lead_id, at = my_lead(desk), desk.clock()
    _call(desk, lead_id)
    logged = LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.CALL, is_connected=True, words=""
    )

    assert row(desk, Lead, lead_id).responded_at == at
    assert refusal(desk, logged).code == "calls_are_started"


def test_nobody_else_logs_a_contact_and_none_twice(desk: Desk) -> None:
    """The rep of a hand-over may, from the day it is theirs."""
    lead_id = handed_over(desk).lead_id
    note = LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.NOTE, is_connected=False, words="x"
    )

    assert refusal(desk, note, role=Role.MARKETING).code == "not_yours"
    desk.workspace.execute(note, as_member=row(desk, Lead, lead_id).rep_id)
    assert refusal(desk, note).code == "exists_already"
