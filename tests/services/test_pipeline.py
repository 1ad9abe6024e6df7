"""What sales does with an accepted lead, and how a closed one comes back (spec sections 3 and 12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from app.clock import DAY, HOUR
from app.models.activity import FollowUp
from app.models.deals import DealChecks
from app.models.handover import Handover
from app.models.leads import Lead, ReachedMilestone, StageMove
from app.models.vocabulary import ActivityKind, FollowUpWhy, Role
from app.services.calls import LogContact
from app.services.follow_ups import SetFollowUp
from app.services.kernel.command import Command
from app.services.pipeline import (
    BringBack,
    LoseLead,
    MoveStage,
    RecordChecks,
    ReviveLead,
    SetOpportunity,
    SetSubState,
    SubState,
)
from app.services.script import DisqualifyLead
from tests.builders import Desk
from tests.leads import a_lead
from tests.stories import (
    all_good,
    asked,
    handed_over,
    my_lead,
    only_reps,
    refusal,
    row,
    rows,
    send_back,
    sold,
    stage,
    submission,
)  # fmt: skip

CHECKS = ("need_fits", "process_fits", "timing_clear", "budget_fits", "is_key_person")


@pytest.fixture
def desk(twin_desk: Desk) -> Desk:
    """A desk judged by both databases, with one rep."""
    only_reps(twin_desk, [twin_desk.members[Role.REP]])
    return twin_desk


def _as_rep(desk: Desk, command: Command) -> None:
    desk.workspace.execute(command, as_member=desk.members[Role.REP])


def _open_promises(desk: Desk, lead_id: UUID) -> list[Any]:
    return rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")


def _amount(lead_id: UUID) -> SetOpportunity:
    return SetOpportunity(lead_id=lead_id, amount=800_000, currency="CNY", expected_close_on=20_600)


def _lose(lead_id: UUID, reason: str = "lost_price") -> LoseLead:
    return LoseLead(lead_id=lead_id, reason=reason, words="Too dear.")


def _lost(desk: Desk) -> UUID:
    lead_id = sold(desk)
    desk.clock.tick()
    _as_rep(desk, _lose(lead_id))
    desk.clock.tick()
    return lead_id


def _revive(desk: Desk, lead_id: UUID) -> None:
    desk.workspace.execute(ReviveLead(lead_id=lead_id, words="New boss."))


# On the way ------------------------------------------------------------------------------------------------------


def test_the_rep_moves_a_lead_forward_and_back(desk: Desk) -> None:
    """What the playbook requires is filled first, and named; a step back is recorded as one."""
    lead_id = sold(desk)
    forward = MoveStage(lead_id=lead_id, to_stage="proposal", words="shown")
    refused = refusal(desk, forward, role=Role.REP)
    assert (refused.code, refused.place) == (
        "fields_missing",
        {"items": ["amount", "currency", "expected_close_on"]},
    )
    desk.clock.tick()
    _as_rep(desk, _amount(lead_id))
    _as_rep(desk, forward)
    desk.clock.tick()
    _as_rep(desk, MoveStage(lead_id=lead_id, to_stage="discovery", words="too early"))

    moves = sorted(rows(desk, StageMove, StageMove.lead_id == lead_id), key=lambda move: move.at)
    assert [(move.to_stage, move.is_backward) for move in moves[-2:]] == [
        ("proposal", False),
        ("discovery", True),
    ]
    lead = row(desk, Lead, lead_id)
    assert (lead.stage, lead.amount, lead.currency, lead.expected_close_on) == (
        "discovery", 800_000, "CNY", 20_600,
    )  # fmt: skip


def test_a_lead_is_moved_by_its_rep_or_the_sales_lead_and_within_selling(desk: Desk) -> None:
    lead_id, other = sold(desk), my_lead(desk)

    def move(to_stage: str, of: UUID = lead_id) -> MoveStage:
        return MoveStage(lead_id=of, to_stage=to_stage, words="")

    lead = Role.SALES_LEAD
    assert refusal(desk, move("proposal"), role=Role.SDR).code == "not_allowed"
    assert refusal(desk, move("proposal", other), role=Role.REP).code == "not_yours"
    assert refusal(desk, move("nowhere"), role=lead).code == "unknown_stage"
    assert refusal(desk, move("lost"), role=lead).code == "wrong_stage"
    assert refusal(desk, move("market_validating"), role=lead).code == "wrong_stage"
    assert refusal(desk, move("proposal", other), role=lead).code == "wrong_stage"
    assert refusal(desk, _amount(other), role=lead).code == "wrong_stage"
    assert refusal(desk, _amount(lead_id), role=Role.SDR).code == "not_allowed"


@pytest.mark.parametrize("missing", CHECKS)
def test_an_sql_needs_all_five_checks(desk: Desk, missing: str) -> None:
    """What is known is kept; the milestone waits for the fifth."""
    lead_id = sold(desk)
    checks = {check: check != missing for check in CHECKS}
    _as_rep(desk, RecordChecks(lead_id=lead_id, **checks))

    [noted] = rows(desk, DealChecks, DealChecks.lead_id == lead_id)
    assert {check: getattr(noted, check) for check in CHECKS} == checks
    reached = rows(desk, ReachedMilestone, ReachedMilestone.lead_id == lead_id)
    assert "sql" not in {one.milestone for one in reached}


def test_five_checks_make_an_sql_once(desk: Desk) -> None:
    """Confirmed again, the first time stays."""
    lead_id, at = sold(desk), desk.clock()
    command = RecordChecks(lead_id=lead_id, **dict.fromkeys(CHECKS, True))
    _as_rep(desk, command)
    desk.clock.tick()
    _as_rep(desk, command)

    reached = rows(desk, ReachedMilestone, ReachedMilestone.lead_id == lead_id)
    assert [one.at for one in reached if one.milestone == "sql"] == [at]


def test_how_far_the_first_meeting_has_come_is_noted_in_open_stages_only(desk: Desk) -> None:
    lead_id = sold(desk)
    command = SetSubState(lead_id=lead_id, sub_state=SubState.MEETING_SCHEDULED)
    _as_rep(desk, command)
    assert row(desk, Lead, lead_id).sub_state == "meeting_scheduled"
    _as_rep(desk, _lose(lead_id))

    assert refusal(desk, command, role=Role.REP).code == "wrong_stage"


# Lost ------------------------------------------------------------------------------------------------------------


def test_a_loss_asks_the_sdr_to_learn_why_and_ends_every_other_promise(desk: Desk) -> None:
    """Due with the next working day's end (spec section 12)."""
    lead_id = sold(desk)
    _as_rep(desk, _lose(lead_id))

    [promise] = _open_promises(desk, lead_id)
    assert (promise.owner_id, promise.why, promise.words) == (
        desk.members[Role.SDR], "learn_loss", "Too dear.",
    )  # fmt: skip
    assert promise.due_at == desk.clock() + DAY + 8 * HOUR
    lead = row(desk, Lead, lead_id)
    assert (lead.stage, lead.lost_reason) == ("lost", "lost_price")


def test_a_loss_of_a_lead_nobody_owns_asks_nobody(desk: Desk) -> None:
    lead_id = a_lead(desk.workspace, stage="discovery")
    desk.workspace.execute(_lose(lead_id), as_member=desk.members[Role.SALES_LEAD])

    assert _open_promises(desk, lead_id) == []


def test_a_loss_has_a_reason_of_its_kind(desk: Desk) -> None:
    lead_id = sold(desk)

    assert refusal(desk, _lose(lead_id, "too_small"), role=Role.REP).code == "unknown_reason"
    _as_rep(desk, _lose(lead_id))
    assert refusal(desk, _lose(lead_id), role=Role.REP).code == "wrong_stage"


# Back again ------------------------------------------------------------------------------------------------------


def test_a_revived_lead_begins_another_cycle(desk: Desk) -> None:
    """Its rep, the reason of its loss and how far sales had come belong to the one before."""
    lead_id = _lost(desk)
    _revive(desk, lead_id)
    lead = row(desk, Lead, lead_id)

    assert (lead.stage, lead.cycle, lead.rep_id, lead.lost_reason, lead.sub_state) == (
        "market_validating", 2, None, None, None,
    )  # fmt: skip
    assert refusal(desk, ReviveLead(lead_id=lead_id, words="")).code == "wrong_stage"
    assert refusal(desk, ReviveLead(lead_id=lead_id, words=""), role=Role.REP).code == "not_allowed"


def test_what_was_answered_before_the_revival_does_not_qualify(desk: Desk) -> None:
    """However mature it was: what was true for the lost deal is asked again; then it can be handed over."""
    lead_id = sold(desk)
    [handover] = _handovers(desk, lead_id)
    _as_rep(desk, _lose(lead_id))
    desk.clock.tick()
    _revive(desk, lead_id)
    old = submission(lead_id, handover.run_id)
    assert refusal(desk, old).code == "run_before_revival"
    assert desk.workspace.why_not(old) == ["run_before_revival"]

    desk.clock.tick()
    fresh = asked(desk, lead_id, all_good(desk))
    assert desk.workspace.why_not(submission(lead_id, fresh)) == []


def _handovers(desk: Desk, lead_id: UUID) -> list[Any]:
    return rows(desk, Handover, Handover.lead_id == lead_id)


def _lost_unanswered(desk: Desk) -> UUID:
    lead_id = _lost(desk)
    assert row(desk, Lead, lead_id).responded_at is None
    return lead_id


def _disqualified(desk: Desk) -> UUID:
    lead_id = my_lead(desk)
    desk.workspace.execute(DisqualifyLead(lead_id=lead_id, reason="too_small", words=""))
    return lead_id


def _bring_back(desk: Desk, lead_id: UUID) -> None:
    desk.workspace.execute(BringBack(lead_id=lead_id, words="They wrote."))


def _returned(desk: Desk) -> UUID:
    return handed_over(desk).lead_id  # type: ignore[no-any-return]


def _ask(desk: Desk, lead_id: UUID) -> None:
    [handover] = _handovers(desk, lead_id)
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)


@pytest.mark.parametrize(
    ("before", "comes_back"),
    [(_lost_unanswered, _revive), (_disqualified, _bring_back), (_returned, _ask)],
    ids=["revived", "brought back", "returned"],
)
def test_a_lead_that_comes_back_is_not_late_that_moment(desk: Desk, before: Any, comes_back: Any) -> None:
    """Where nobody ever responded, the first-response clock begins anew; else it stands as it did."""
    never, called = before(desk), before(desk)
    contact = LogContact(
        activity_id=UUID(int=7, version=4), lead_id=called, activity_kind=ActivityKind.MESSAGE,
        is_connected=False, words="",
    )  # fmt: skip
    desk.workspace.execute(contact)
    stood = row(desk, Lead, called).respond_by_at
    desk.clock.forward(days=7)
    for lead_id in (never, called):
        comes_back(desk, lead_id)

    lead = row(desk, Lead, never)
    assert stage(desk, never) == "market_validating"
    assert desk.clock() < lead.respond_warn_at < lead.respond_by_at == desk.clock() + HOUR
    assert row(desk, Lead, called).respond_by_at == stood


def test_only_what_lies_in_nurture_is_brought_back_by_who_works_on_it(desk: Desk) -> None:
    lead_id = _disqualified(desk)
    command = BringBack(lead_id=lead_id, words="")

    assert refusal(desk, BringBack(lead_id=my_lead(desk), words="")).code == "wrong_stage"
    assert refusal(desk, command, role=Role.REP).code == "not_allowed"
    promise = SetFollowUp(lead_id=lead_id, due_at=desk.clock() + DAY, why=FollowUpWhy.NURTURE_BACK, words="")
    desk.workspace.execute(promise)
    desk.workspace.execute(command)
    assert stage(desk, lead_id) == "market_validating"
    assert len(_open_promises(desk, lead_id)) == 1
