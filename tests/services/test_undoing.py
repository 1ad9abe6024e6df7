"""Taking back a move, an assignment or an outcome: as if it had not been, while nothing was built on it."""

from __future__ import annotations

from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.clock import DAY
from app.models.activity import Activity, FollowUp
from app.models.leads import Lead, Ownership, ReachedMilestone, StageMove
from app.models.vocabulary import ActivityKind, FollowUpWhy, Outcome, Role
from app.services.calls import EndCall, LogContact, StartCall
from app.services.follow_ups import FinishFollowUp, SetFollowUp
from app.services.holding import AssignLeads, ClaimLeads
from app.services.kernel.command import Command
from app.services.people import AddMember
from app.services.pipeline import BringBack, LoseLead, MoveStage, SetOpportunity
from app.services.script import DisqualifyLead
from app.services.undoing import CorrectOutcome, UndoAssignment, UndoMove
from tests.builders import Desk
from tests.leads import a_lead
from tests.stories import mature, my_lead, only_reps, refusal, row, rows, sold, stage, submission


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases, with one rep."""
    only_reps(twin_desk, [twin_desk.members[Role.REP]])
    return twin_desk


def give(desk: Desk, command: Command, role: Role = Role.SDR) -> UUID:
    """Give a command as somebody, and return its id."""
    return desk.workspace.execute(command, as_member=desk.members[role]).cmd_id


def disqualify(lead_id: UUID) -> DisqualifyLead:
    """Return the command that puts a lead into nurture."""
    return DisqualifyLead(lead_id=lead_id, reason="too_small", words="no")


def state_of(desk: Desk, lead_id: UUID) -> dict[str, Any]:
    """Return everything that a move may touch, as values that can be compared."""
    lead = row(desk, Lead, lead_id)._asdict()
    del lead["changed_at"]
    tables = {
        model.__tablename__: {tuple(one) for one in rows(desk, model, model.__table__.c.lead_id == lead_id)}
        for model in (FollowUp, ReachedMilestone, StageMove, Ownership, Activity)
    }
    return {"lead": lead, **tables}


def test_a_lead_disqualified_by_mistake_is_worked_on_again(desk: Desk) -> None:
    """Its promise is open again, and nothing tells of the move."""
    lead_id = my_lead(desk)
    give(desk, _promise(desk, lead_id))
    before = state_of(desk, lead_id)
    desk.clock.tick()
    move_id = give(desk, disqualify(lead_id))
    assert not rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    desk.clock.tick()

    give(desk, UndoMove(lead_id=lead_id, move_id=move_id))

    assert state_of(desk, lead_id) == before
    again = refusal(desk, UndoMove(lead_id=lead_id, move_id=move_id), role=Role.SDR)
    assert again.code == "unknown_move"


def test_a_loss_by_mistake_leaves_no_trace_in_what_reports_count(desk: Desk) -> None:
    """Stage, reason, milestones and promises are as before; the follow-up the loss made is gone."""
    lead_id = sold(desk)
    desk.clock.tick()
    before = state_of(desk, lead_id)
    desk.clock.tick()
    lost = give(desk, LoseLead(lead_id=lead_id, reason="lost_price", words="too dear"), Role.REP)
    assert row(desk, Lead, lead_id).lost_reason == "lost_price"
    desk.clock.tick()

    give(desk, UndoMove(lead_id=lead_id, move_id=lost), Role.REP)

    assert state_of(desk, lead_id) == before


def test_the_reason_for_nurture_is_the_old_one_again(desk: Desk) -> None:
    """Who brought a lead back by mistake does not lose why it was there."""
    lead_id = my_lead(desk)
    give(desk, disqualify(lead_id))
    desk.clock.forward(hours=2)
    before = state_of(desk, lead_id)
    back = give(desk, BringBack(lead_id=lead_id, words=""))
    assert row(desk, Lead, lead_id).respond_by_at != before["lead"]["respond_by_at"]
    desk.clock.tick()

    give(desk, UndoMove(lead_id=lead_id, move_id=back))

    assert state_of(desk, lead_id) == before


def test_a_move_is_not_taken_back_once_something_came_of_it(desk: Desk) -> None:
    """The lead moved on; or somebody else moved it; or nobody moved it by hand."""
    lead_id = my_lead(desk)
    first = give(desk, disqualify(lead_id))
    desk.clock.tick()
    second = give(desk, BringBack(lead_id=lead_id, words=""))

    assert refusal(desk, UndoMove(lead_id=lead_id, move_id=first), role=Role.SDR).code == "moved_since"
    assert refusal(desk, UndoMove(lead_id=lead_id, move_id=uuid4()), role=Role.SDR).code == "unknown_move"
    assert refusal(desk, UndoMove(lead_id=lead_id, move_id=second), role=Role.REP).code == "not_yours"
    handed = sold(desk)
    submitted = rows(desk, StageMove, StageMove.lead_id == handed, StageMove.fact == "handover.submitted")
    undo = UndoMove(lead_id=handed, move_id=submitted[0].cmd_id)
    assert refusal(desk, undo, role=Role.TEAM_LEAD).code == "not_by_hand"


def test_the_lead_of_the_other_side_takes_nothing_back(desk: Desk) -> None:
    """A loss is for sales to judge, a disqualification for the SDRs (spec section 2)."""
    deal, early = sold(desk), my_lead(desk)
    lost = UndoMove(
        lead_id=deal, move_id=give(desk, LoseLead(lead_id=deal, reason="lost_price", words=""), Role.REP)
    )
    out = UndoMove(lead_id=early, move_id=give(desk, disqualify(early)))

    assert refusal(desk, lost, role=Role.TEAM_LEAD).code == "not_yours"
    assert refusal(desk, out, role=Role.SALES_LEAD).code == "not_yours"
    give(desk, lost, Role.SALES_LEAD)
    give(desk, out, Role.TEAM_LEAD)


def test_what_was_promised_and_kept_since_stays(desk: Desk) -> None:
    """A follow-up of the loss that was done meanwhile is a fact, and stays one."""
    lead_id = sold(desk)
    lost = give(desk, LoseLead(lead_id=lead_id, reason="lost_price", words=""), Role.REP)
    desk.clock.tick()
    give(desk, FinishFollowUp(made_by=lost, lead_id=lead_id))

    give(desk, UndoMove(lead_id=lead_id, move_id=lost), Role.REP)

    assert [one.state for one in rows(desk, FollowUp, FollowUp.cmd_id == lost)] == ["done"]


def test_a_promise_comes_back_to_whoever_holds_the_lead_now(desk: Desk) -> None:
    """The lead was given away since: its first owner is not reminded of what is no longer theirs."""
    lead_id, other = my_lead(desk), _another_sdr(desk)
    give(desk, _promise(desk, lead_id))
    move_id = give(desk, disqualify(lead_id))
    desk.clock.tick()
    give(desk, AssignLeads(lead_ids=(lead_id,), member_id=other), Role.TEAM_LEAD)
    desk.clock.tick()

    give(desk, UndoMove(lead_id=lead_id, move_id=move_id), Role.TEAM_LEAD)

    open_ones = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    assert {one.owner_id for one in open_ones} == {other}


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happened_before_an_undone_move_leaves_everything_as_it_was(desk: Desk, seed: int) -> None:
    """Small random histories, then a move by hand, then its undo: not a value is different."""
    chance = Random(seed)
    lead_id = my_lead(desk) if seed % 2 else sold(desk)
    if seed % 2 == 0:
        deal = SetOpportunity(lead_id=lead_id, amount=5, currency="CNY", expected_close_on=20_600)
        give(desk, deal, Role.REP)
    for _ in range(chance.randrange(7)):
        _happens(desk, lead_id, chance)
    before = state_of(desk, lead_id)
    desk.clock.forward(seconds=chance.randrange(1, 4000))

    role, command = _a_move(desk, lead_id, chance)
    move_id = give(desk, command, role)
    assert state_of(desk, lead_id) != before
    desk.clock.forward(seconds=chance.randrange(0, 4000))
    give(desk, UndoMove(lead_id=lead_id, move_id=move_id), role)

    assert state_of(desk, lead_id) == before


def test_an_assignment_is_taken_back_where_nobody_was_called_yet(desk: Desk) -> None:
    """The earlier owner has the lead and its promises again; one contacted since stays with its new owner."""
    mine, called, nobodys, other = my_lead(desk), my_lead(desk), a_lead(desk.workspace), _another_sdr(desk)
    give(desk, _promise(desk, mine))
    desk.clock.tick()
    given = give(desk, AssignLeads(lead_ids=(mine, called, nobodys), member_id=other), Role.TEAM_LEAD)
    desk.clock.tick()
    desk.workspace.execute(_note(called, ActivityKind.MESSAGE), as_member=other)
    desk.clock.tick()

    done = desk.workspace.execute(UndoAssignment(assigned_by=given), as_member=desk.members[Role.TEAM_LEAD])

    sdr = desk.members[Role.SDR]
    assert done.answer == {"returned": 2, "kept": 1}
    assert [row(desk, Lead, one).owner_id for one in (mine, called, nobodys)] == [sdr, other, None]
    promises = rows(desk, FollowUp, FollowUp.lead_id == mine, FollowUp.state == "open")
    assert [one.owner_id for one in promises] == [sdr]
    held = rows(desk, Ownership, Ownership.lead_id == mine, Ownership.until_at.is_(None))
    assert [(one.member_id, one.how) for one in held] == [(sdr, "given_back")]
    assert not rows(desk, Ownership, Ownership.lead_id == nobodys, Ownership.until_at.is_(None))
    undo = UndoAssignment(assigned_by=given)
    assert refusal(desk, undo, role=Role.TEAM_LEAD).code == "nothing_left_to_undo"
    assert (
        refusal(desk, UndoAssignment(assigned_by=uuid4()), role=Role.TEAM_LEAD).code == "unknown_assignment"
    )
    assert refusal(desk, undo, role=Role.SDR).code == "not_allowed"


def test_the_clock_of_the_first_response_goes_on_as_it_stood(desk: Desk) -> None:
    """The new owner's hour ends with the mistake; the earlier one's, nearly over, is not made longer by it."""
    mine, pooled, other = my_lead(desk), a_lead(desk.workspace), _another_sdr(desk)
    before = [_clock(desk, one) for one in (mine, pooled)]
    desk.clock.forward(minutes=50)
    given = give(desk, AssignLeads(lead_ids=(mine, pooled), member_id=other), Role.TEAM_LEAD)
    assert all(_clock(desk, one) > then for one, then in zip((mine, pooled), before, strict=True))
    desk.clock.tick()
    give(desk, UndoAssignment(assigned_by=given), Role.TEAM_LEAD)

    assert [_clock(desk, one) for one in (mine, pooled)] == before


def _clock(desk: Desk, lead_id: UUID) -> tuple[int, int]:
    found = row(desk, Lead, lead_id)
    assert found.respond_by_at is not None
    return found.respond_by_at, found.respond_warn_at


def test_a_claim_is_no_assignment(desk: Desk) -> None:
    """What somebody took is theirs to give back, not a team lead's mistake."""
    lead_id = a_lead(desk.workspace)
    claimed = give(desk, ClaimLeads(lead_ids=(lead_id,)))

    assert (
        refusal(desk, UndoAssignment(assigned_by=claimed), role=Role.TEAM_LEAD).code == "unknown_assignment"
    )


def test_a_wrong_outcome_is_corrected_until_a_card_shows_it(desk: Desk) -> None:
    """Connected or not follows the outcome; the card of a hand-over is never rewritten."""
    lead_id, run_id = mature(desk)
    call_id = uuid4()
    give(desk, StartCall(activity_id=call_id, lead_id=lead_id, phone="+8613800138000"))
    assert refusal(desk, _corrected(call_id, Outcome.BUSY)).code == "call_running"
    desk.clock.tick()
    give(desk, EndCall(activity_id=call_id, outcome=Outcome.NO_ANSWER, words="", next_at=desk.clock.at + DAY))

    give(desk, _corrected(call_id, Outcome.CONNECTED))
    call = row(desk, Activity, call_id)
    assert (call.outcome, bool(call.is_connected)) == ("connected", True)
    assert refusal(desk, _corrected(call_id, Outcome.CONNECTED)).code == "nothing_changed"
    assert refusal(desk, _corrected(call_id, Outcome.BUSY), role=Role.TEAM_LEAD).code == "not_yours"
    assert refusal(desk, _corrected(uuid4(), Outcome.BUSY)).code == "unknown_call"
    give(desk, _corrected(call_id, Outcome.BUSY))
    assert not row(desk, Activity, call_id).is_connected

    desk.clock.tick()
    give(desk, submission(lead_id, run_id))
    assert refusal(desk, _corrected(call_id, Outcome.CONNECTED)).code == "on_a_card"


def _corrected(call_id: UUID, outcome: Outcome) -> CorrectOutcome:
    return CorrectOutcome(activity_id=call_id, outcome=outcome)


def _promise(desk: Desk, lead_id: UUID) -> SetFollowUp:
    return SetFollowUp(lead_id=lead_id, due_at=desk.clock.at + DAY, why=FollowUpWhy.CALL_BACK, words="Monday")


def _note(lead_id: UUID, kind: ActivityKind = ActivityKind.NOTE) -> LogContact:
    return LogContact(activity_id=uuid4(), lead_id=lead_id, activity_kind=kind, is_connected=False, words="?")


def _another_sdr(desk: Desk) -> UUID:
    member_id = uuid4()
    give(desk, AddMember(
        member_id=member_id, person_id=uuid4(), name="Ann", name_key="ann", login=f"ann{member_id.hex[:6]}",
        role=Role.SDR, weight=1, grade_low=1, grade_high=4, capacity=1000,
    ), Role.TEAM_LEAD)  # fmt: skip
    return member_id


def _happens(desk: Desk, lead_id: UUID, chance: Random) -> None:
    """Something small happens with a lead."""
    desk.clock.forward(seconds=chance.randrange(1, 9000))
    is_sold = stage(desk, lead_id) not in ("market_validating", "market_not_passed")
    holder = Role.REP if is_sold else Role.SDR
    match chance.randrange(5):
        case 0:
            give(desk, _promise(desk, lead_id), chance.choice((holder, Role.SDR)))
        case 1:
            give(desk, _note(lead_id, chance.choice((ActivityKind.NOTE, ActivityKind.MESSAGE))), Role.SDR)
        case 2 if not is_sold:
            give(desk, AssignLeads(lead_ids=(lead_id,), member_id=_another_sdr(desk)), Role.TEAM_LEAD)
            desk.clock.tick()
            sdr = desk.members[Role.SDR]
            give(desk, AssignLeads(lead_ids=(lead_id,), member_id=sdr), Role.TEAM_LEAD)
        case _:
            role, command = _a_move(desk, lead_id, chance, may_lose=False)
            give(desk, command, role)


def _a_move(desk: Desk, lead_id: UUID, chance: Random, *, may_lose: bool = True) -> tuple[Role, Command]:
    """Return a move by hand that the lead's stage allows."""
    here = stage(desk, lead_id)
    if here == "market_validating":
        return Role.SDR, disqualify(lead_id)
    if here == "market_not_passed":
        return Role.SDR, BringBack(lead_id=lead_id, words="")
    if may_lose and chance.random() < 0.4:
        return Role.REP, LoseLead(lead_id=lead_id, reason="lost_price", words="")
    others = [one for one in ("discovery", "proposal", "poc", "negotiation") if one != here]
    fitting = [MoveStage(lead_id=lead_id, to_stage=one, words="") for one in others]
    possible = [one for one in fitting if not desk.workspace.why_not(one, as_member=desk.members[Role.REP])]
    return Role.REP, chance.choice(possible)
