"""Promises: made, replaced, put off, kept, and the next step no lead at work is left without (sections 7, 11)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from app.clock import DAY, HOUR
from app.models.activity import FollowUp
from app.models.vocabulary import ActivityKind, FollowUpWhy, Outcome, PointKind, Role
from app.services.calls import EndCall, LogContact, StartCall
from app.services.follow_ups import FinishFollowUp, MoveFollowUp, ReopenFollowUp, SetFollowUp
from app.services.holding import AssignLeads
from app.services.lead_facts import AddContactPoint
from app.services.pipeline import BringBack, LoseLead, ReviveLead
from app.services.script import DisqualifyLead
from app.services.undoing import UndoMove
from tests.builders import Desk
from tests.stories import my_lead, only_reps, refusal, rows, sold


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases, with one rep."""
    only_reps(twin_desk, [twin_desk.members[Role.REP]])
    return twin_desk


def _promised(
    desk: Desk, lead_id: UUID, *, role: Role = Role.SDR, words: str = "", after: int = HOUR
) -> UUID:
    command = SetFollowUp(
        lead_id=lead_id, due_at=desk.clock() + after, why=FollowUpWhy.CALL_BACK, words=words
    )
    return desk.workspace.execute(command, as_member=desk.members[role]).cmd_id


def _of(desk: Desk, lead_id: UUID) -> list[Any]:
    return sorted(
        rows(desk, FollowUp, FollowUp.lead_id == lead_id), key=lambda one: (one.created_at, one.state)
    )


def test_a_promise_replaces_ones_own_and_nobody_elses(desk: Desk) -> None:
    """One open promise a person and lead; the earlier one is dropped, not lost."""
    lead_id = my_lead(desk)
    _promised(desk, lead_id, role=Role.TEAM_LEAD, words="the lead's")
    _promised(desk, lead_id, words="first")
    desk.clock.tick()
    _promised(desk, lead_id, words="second")

    found = {one.words: (one.state, one.settled_at, one.settled_by_id) for one in _of(desk, lead_id)}
    assert found == {
        "the lead's": ("open", None, None),
        "first": ("dropped", desk.clock(), desk.members[Role.SDR]),
        "second": ("open", None, None),
    }


def test_a_promise_lies_ahead(desk: Desk) -> None:
    """Not in the past, and not this very instant."""
    lead_id = my_lead(desk)

    for at in (desk.clock(), desk.clock() - 1):
        command = SetFollowUp(lead_id=lead_id, due_at=at, why=FollowUpWhy.CALL_BACK, words="")
        assert refusal(desk, command).code == "in_the_past"
        moved = MoveFollowUp(made_by=_promised(desk, lead_id), lead_id=lead_id, due_at=at)
        assert refusal(desk, moved).code == "in_the_past"


def test_who_has_nothing_to_do_with_a_lead_promises_nothing(desk: Desk) -> None:
    """Its SDR, its rep and the two leads may; marketing and a rep who never had it may not."""
    lead_id = my_lead(desk)
    command = SetFollowUp(lead_id=lead_id, due_at=desk.clock() + 1, why=FollowUpWhy.NEXT_STEP, words="")

    for role in (Role.MARKETING, Role.REP, Role.ADMIN):
        assert refusal(desk, command, role=role).code == "not_yours"
    for role in (Role.SDR, Role.TEAM_LEAD, Role.SALES_LEAD):
        _promised(desk, lead_id, role=role)
    _promised(desk, sold(desk), role=Role.REP)
    unknown = SetFollowUp(lead_id=uuid4(), due_at=desk.clock() + 1, why=FollowUpWhy.NEXT_STEP, words="")
    assert refusal(desk, unknown, role=Role.TEAM_LEAD).code == "unknown_lead"


def test_a_promise_put_off_stays_the_same_promise(desk: Desk) -> None:
    lead_id = my_lead(desk)
    made_by = _promised(desk, lead_id, words="call Mr Wang")
    later = desk.clock() + 3 * DAY
    desk.workspace.execute(MoveFollowUp(made_by=made_by, lead_id=lead_id, due_at=later))

    [promise] = _of(desk, lead_id)
    assert (promise.cmd_id, promise.words, promise.due_at, promise.state) == (
        made_by, "call Mr Wang", later, "open",
    )  # fmt: skip


def test_a_kept_promise_says_when_and_by_whom_and_is_kept_once(desk: Desk) -> None:
    lead_id = my_lead(desk)
    made_by = _promised(desk, lead_id)
    desk.clock.tick()
    done = FinishFollowUp(made_by=made_by, lead_id=lead_id)
    desk.workspace.execute(done)

    promise = _of(desk, lead_id)[0]
    assert (promise.state, promise.settled_at, promise.settled_by_id) == (
        "done", desk.clock(), desk.members[Role.SDR],
    )  # fmt: skip
    assert refusal(desk, done).code == "already_settled"
    moved = MoveFollowUp(made_by=made_by, lead_id=lead_id, due_at=desk.clock() + DAY)
    assert refusal(desk, moved).code == "already_settled"


def test_a_promise_is_its_makers_to_keep(desk: Desk) -> None:
    """Not even the team lead notes it as kept; they assign the lead instead."""
    lead_id = my_lead(desk)
    made_by = _promised(desk, lead_id)
    done = FinishFollowUp(made_by=made_by, lead_id=lead_id)
    moved = MoveFollowUp(made_by=made_by, lead_id=lead_id, due_at=desk.clock() + DAY)

    for command in (done, moved):
        assert refusal(desk, command, role=Role.TEAM_LEAD).code == "not_yours"
    assert refusal(desk, FinishFollowUp(made_by=uuid4(), lead_id=lead_id)).code == "unknown_follow_up"
    stray = MoveFollowUp(made_by=made_by, lead_id=uuid4(), due_at=desk.clock() + DAY)
    assert refusal(desk, stray).code == "unknown_follow_up"


def test_a_time_agreed_with_the_contact_stays_so_until_somebody_says_otherwise(desk: Desk) -> None:
    """A call that ended with "call back at" agrees on a time; a snooze keeps it, a new time may be none of theirs."""
    lead_id = my_lead(desk)
    call_id, sdr = uuid4(), desk.members[Role.SDR]
    desk.workspace.execute(StartCall(activity_id=call_id, lead_id=lead_id, phone="+861"), as_member=sdr)
    ended = EndCall(activity_id=call_id, outcome=Outcome.CALL_BACK, words="", next_at=desk.clock() + DAY)
    made_by = desk.workspace.execute(ended, as_member=sdr).cmd_id
    [promise] = _open(desk, lead_id)
    assert promise.is_agreed

    later = MoveFollowUp(made_by=made_by, lead_id=lead_id, due_at=desk.clock() + 2 * DAY)
    desk.workspace.execute(later)
    assert _open(desk, lead_id)[0].is_agreed
    desk.workspace.execute(
        MoveFollowUp(made_by=made_by, lead_id=lead_id, due_at=desk.clock() + DAY, is_agreed=False)
    )
    assert not _open(desk, lead_id)[0].is_agreed
    said = SetFollowUp(
        lead_id=lead_id, due_at=desk.clock() + 1, why=FollowUpWhy.NEXT_STEP, words="", is_agreed=True
    )
    desk.workspace.execute(said)
    assert _open(desk, lead_id)[0].is_agreed


# No lead at work is left without a next step (spec section 7) ---------------------------------------------------------


def test_a_kept_promise_brings_the_next_step_about(desk: Desk) -> None:
    """Due when the next working day ends: Monday's is Tuesday's 18:00 in Shanghai; the answer says so."""
    lead_id = my_lead(desk)
    made_by = _promised(desk, lead_id)
    done = desk.workspace.execute(FinishFollowUp(made_by=made_by, lead_id=lead_id))

    [planned] = _open(desk, lead_id)
    assert (planned.owner_id, planned.why) == (desk.members[Role.SDR], "next_step")
    assert planned.due_at == desk.clock() + DAY + 8 * HOUR
    assert done.answer == {"next_at": planned.due_at}


def test_no_second_next_step_is_made_where_there_is_one(desk: Desk) -> None:
    lead_id = my_lead(desk)
    of_lead = _promised(desk, lead_id, role=Role.TEAM_LEAD, words="the lead's")
    _promised(desk, lead_id, words="mine")
    done = desk.workspace.execute(
        FinishFollowUp(made_by=of_lead, lead_id=lead_id), as_member=desk.members[Role.TEAM_LEAD]
    )

    assert [one.words for one in _open(desk, lead_id)] == ["mine"]
    assert done.answer == {"next_at": None}


def test_a_promise_on_a_closed_lead_ends_for_good(desk: Desk) -> None:
    """Learning why a deal was lost is the last step."""
    lead_id = sold(desk)
    desk.workspace.execute(
        LoseLead(lead_id=lead_id, reason="lost_price", words=""), as_member=desk.members[Role.REP]
    )
    [learn] = _open(desk, lead_id)
    desk.workspace.execute(FinishFollowUp(made_by=learn.cmd_id, lead_id=lead_id))

    assert _open(desk, lead_id) == []


def test_the_reps_lead_goes_on_with_the_rep(desk: Desk) -> None:
    lead_id = sold(desk)
    [first] = _open(desk, lead_id)
    desk.workspace.execute(
        FinishFollowUp(made_by=first.cmd_id, lead_id=lead_id), as_member=desk.members[Role.REP]
    )

    assert [one.owner_id for one in _open(desk, lead_id)] == [desk.members[Role.REP]]


def test_the_first_contact_keeps_the_promise_of_it(desk: Desk) -> None:
    """A visit of the rep is the visit they promised; a note about it is none."""
    lead_id = sold(desk)
    rep = desk.members[Role.REP]
    desk.workspace.execute(_logged(lead_id, ActivityKind.NOTE), as_member=rep)
    assert [one.why for one in _open(desk, lead_id)] == ["rep_first_contact"]
    desk.clock.tick()
    desk.workspace.execute(_logged(lead_id, ActivityKind.VISIT), as_member=rep)

    assert [(one.why, one.owner_id) for one in _open(desk, lead_id)] == [("next_step", rep)]
    assert [one.why for one in _of(desk, lead_id) if one.state == "done"] == ["rep_first_contact"]


@pytest.mark.parametrize("kind", [kind for kind in ActivityKind if kind is not ActivityKind.CALL])
def test_a_contact_leaves_a_next_step_and_a_note_needs_none(desk: Desk, kind: ActivityKind) -> None:
    """A fact is taken as it is; the lead that would be forgotten gets its next step by itself."""
    lead_id = my_lead(desk)
    desk.workspace.execute(_logged(lead_id, kind))

    assert [one.why for one in _open(desk, lead_id)] == ([] if kind is ActivityKind.NOTE else ["next_step"])


def test_a_logged_contact_may_say_what_is_next(desk: Desk) -> None:
    """What was promised before is kept by it; without a word on what is next, it stays."""
    lead_id = my_lead(desk)
    _promised(desk, lead_id, words="send the offer")
    desk.workspace.execute(_logged(lead_id, ActivityKind.MESSAGE))
    assert [one.words for one in _open(desk, lead_id)] == ["send the offer"]
    desk.clock.tick()
    due = desk.clock() + DAY
    done = desk.workspace.execute(
        _logged(lead_id, ActivityKind.MESSAGE, next_at=due, next_why=FollowUpWhy.CALL_BACK, next_words="ask")
    )

    assert {(one.words, one.state, one.due_at) for one in _of(desk, lead_id)} >= {("ask", "open", due)}
    assert [one.words for one in _of(desk, lead_id) if one.state == "done"] == ["send the offer"]
    assert done.answer == {"next_at": due}
    past = _logged(lead_id, ActivityKind.MESSAGE, next_at=desk.clock())
    assert refusal(desk, past).code == "in_the_past"


def test_a_lead_that_comes_back_comes_with_a_next_step(desk: Desk) -> None:
    """From nurture and from a loss, and when a closing was a mistake."""
    nurtured, lost = my_lead(desk), sold(desk)
    sdr, rep = desk.members[Role.SDR], desk.members[Role.REP]
    desk.workspace.execute(DisqualifyLead(lead_id=nurtured, reason="no_fit", words=""), as_member=sdr)
    desk.workspace.execute(BringBack(lead_id=nurtured, words=""), as_member=sdr)
    assert [one.why for one in _open(desk, nurtured)] == ["nurture_back"]

    desk.workspace.execute(LoseLead(lead_id=lost, reason="lost_price", words=""), as_member=rep)
    [learn] = _open(desk, lost)
    desk.workspace.execute(FinishFollowUp(made_by=learn.cmd_id, lead_id=lost), as_member=sdr)
    desk.workspace.execute(ReviveLead(lead_id=lost, words=""), as_member=sdr)
    assert [one.why for one in _open(desk, lost)] == ["next_step"]


def test_taking_a_closing_back_leaves_no_contacted_lead_without_a_next_step(desk: Desk) -> None:
    """Disqualified on the phone with nothing promised before, the call could end without a next step."""
    lead_id, sdr = my_lead(desk), desk.members[Role.SDR]
    call_id = uuid4()
    desk.workspace.execute(StartCall(activity_id=call_id, lead_id=lead_id, phone="+861"), as_member=sdr)
    closed = DisqualifyLead(lead_id=lead_id, reason="no_fit", words="")
    closed_by = desk.workspace.execute(closed, as_member=sdr).cmd_id
    desk.workspace.execute(EndCall(activity_id=call_id, outcome=Outcome.CONNECTED, words=""), as_member=sdr)
    desk.clock.tick()
    desk.workspace.execute(UndoMove(lead_id=lead_id, move_id=closed_by), as_member=sdr)

    assert [one.why for one in _open(desk, lead_id)] == ["next_step"]


def test_a_lead_that_becomes_reachable_gets_the_first_contact_it_was_taken_for(desk: Desk) -> None:
    """Assigned without a number there was nobody to call; with one the first contact is promised, once."""
    lead_id, lead = my_lead(desk, phone=None), desk.members[Role.TEAM_LEAD]
    desk.workspace.execute(AssignLeads(lead_ids=(lead_id,), member_id=lead), as_member=lead)
    assert _of(desk, lead_id) == []
    for number in ("+8613900000001", "+8613900000002"):
        desk.workspace.execute(_learned(lead_id, number), as_member=lead)
    assert [(one.owner_id, one.why) for one in _of(desk, lead_id)] == [(lead, "first_contact")]

    known = my_lead(desk)  # brought in with its owner: nobody took it, nothing was promised
    desk.workspace.execute(_learned(known, "+8613900000003"), as_member=lead)
    assert _of(desk, known) == []


# What was noted as done by mistake ---------------------------------------------------------------------------------


def test_a_promise_noted_as_kept_by_mistake_is_open_again(desk: Desk) -> None:
    """As it was, and the next step that came of it is gone."""
    lead_id = my_lead(desk)
    made_by = _promised(desk, lead_id, words="call Mr Wang")
    before = _of(desk, lead_id)
    done_by = desk.workspace.execute(FinishFollowUp(made_by=made_by, lead_id=lead_id)).cmd_id
    desk.clock.tick()
    desk.workspace.execute(ReopenFollowUp(made_by=made_by, lead_id=lead_id, done_by=done_by))

    assert _of(desk, lead_id) == before
    again = ReopenFollowUp(made_by=made_by, lead_id=lead_id, done_by=done_by)
    assert refusal(desk, again).code == "not_yours"  # nobody has settled it now


def test_what_came_of_a_kept_promise_is_not_taken_back(desk: Desk) -> None:
    """A contact, a move, another promise; and nobody takes back another's."""
    lead_id = my_lead(desk)
    made_by = _promised(desk, lead_id)
    done_by = desk.workspace.execute(FinishFollowUp(made_by=made_by, lead_id=lead_id)).cmd_id
    reopen = ReopenFollowUp(made_by=made_by, lead_id=lead_id, done_by=done_by)

    assert refusal(desk, reopen, role=Role.TEAM_LEAD).code == "not_yours"
    stray = ReopenFollowUp(made_by=uuid4(), lead_id=lead_id, done_by=done_by)
    assert refusal(desk, stray).code == "unknown_follow_up"
    desk.clock.tick()
    other = _promised(desk, lead_id)
    assert refusal(desk, reopen).code == "promised_since"
    desk.workspace.execute(FinishFollowUp(made_by=other, lead_id=lead_id))
    desk.clock.tick()
    desk.workspace.execute(_logged(lead_id, ActivityKind.MESSAGE))
    assert refusal(desk, reopen).code == "worked_on_since"


def test_a_promise_a_call_kept_is_not_taken_back_without_the_call(desk: Desk) -> None:
    lead_id, sdr, call_id = my_lead(desk), desk.members[Role.SDR], uuid4()
    made_by = _promised(desk, lead_id)
    desk.workspace.execute(StartCall(activity_id=call_id, lead_id=lead_id, phone="+861"), as_member=sdr)
    desk.clock.tick()
    ended = EndCall(activity_id=call_id, outcome=Outcome.BUSY, words="", next_at=desk.clock() + DAY)
    ended_by = desk.workspace.execute(ended, as_member=sdr).cmd_id

    reopen = ReopenFollowUp(made_by=made_by, lead_id=lead_id, done_by=ended_by)
    assert refusal(desk, reopen).code == "worked_on_since"


def test_a_lead_assigned_again_keeps_its_plan_and_gets_no_second_first_contact(desk: Desk) -> None:
    """The first follow-up comes by itself exactly once, whoever it is passed to."""
    lead_id, lead = my_lead(desk), desk.members[Role.TEAM_LEAD]
    for member_id in (lead, desk.members[Role.SDR], lead):
        desk.workspace.execute(AssignLeads(lead_ids=(lead_id,), member_id=member_id), as_member=lead)
        desk.clock.tick()

    assert [(one.owner_id, one.why) for one in _of(desk, lead_id)] == [(lead, "first_contact")]


def _learned(lead_id: UUID, number: str) -> AddContactPoint:
    return AddContactPoint(
        lead_id=lead_id, point=PointKind.PHONE, value=number, raw=number, extension=None, is_first=False
    )


def _open(desk: Desk, lead_id: UUID) -> list[Any]:
    return [one for one in _of(desk, lead_id) if one.state == "open"]


def _logged(lead_id: UUID, kind: ActivityKind, **step: Any) -> LogContact:
    return LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=kind, is_connected=False, words="", **step
    )
