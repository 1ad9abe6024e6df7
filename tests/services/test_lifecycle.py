"""The twelve stages and the facts that move a lead between them (spec section 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.models.leads import Lead, ReachedMilestone, StageMove
from app.models.playbook import AllowedMove, Stage, StageFact
from app.models.vocabulary import AnswerState, Role
from app.services.handover import AnswerReturn
from app.services.importing.fields import IMPORTED
from app.services.pipeline import (
    BringBack,
    LoseLead,
    MoveStage,
    RecordChecks,
    ReviveLead,
    SetOpportunity,
)  # fmt: skip
from app.services.script import DisqualifyLead
from tests.builders import Desk, open_desk
from tests.leads import a_lead
from tests.stories import (
    accept,
    asked,
    handed_over,
    my_lead,
    refusal,
    refuse,
    row,
    rows,
    send_back,
    sold,
    stage,
)  # fmt: skip

STAGES = (
    "market_validating", "market_not_passed", "sales_validating", "sales_not_passed", "discovery", "proposal", "poc",
    "negotiation", "contract", "deployment", "acceptance", "lost",
)  # fmt: skip
ALLOWED = {
    *((1, 2), (1, 3), (2, 1), (3, 1), (3, 4), (3, 5), (4, 2), (4, 3), (4, 1), (9, 10), (10, 11), (12, 1)),
    *((one, other) for one, other in product(range(5, 10), range(5, 10)) if one != other),
    *((one, 12) for one in range(5, 10)),
}
"""Spec section 3, by the numbers of its table."""
OPEN = STAGES[4:9]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk."""
    with open_desk(tmp_path) as opened:
        yield opened


def _put(desk: Desk, lead_id: UUID, at_stage: str) -> None:
    """Set a lead down in a stage, to look at one move alone."""
    with desk.database.write() as db:
        db.execute(Lead.__table__.update().where(Lead.id == lead_id).values(stage=at_stage))


def _reached(desk: Desk, lead_id: UUID) -> dict[str, int]:
    return {
        one.milestone: one.at for one in rows(desk, ReachedMilestone, ReachedMilestone.lead_id == lead_id)
    }


def _moves(desk: Desk, lead_id: UUID) -> list[Any]:
    return sorted(
        rows(desk, StageMove, StageMove.lead_id == lead_id), key=lambda move: (move.at, move.fact != IMPORTED)
    )


def test_the_playbook_allows_the_moves_of_the_specification_and_no_others(desk: Desk) -> None:
    """Twelve stages in order, with their chances of winning."""
    stages = sorted(rows(desk, Stage), key=lambda one: one.position)
    allowed = {
        (STAGES.index(move.from_stage) + 1, STAGES.index(move.to_stage) + 1)
        for move in rows(desk, AllowedMove)
    }

    assert tuple(one.key for one in stages) == STAGES
    assert [one.win_pct for one in stages] == [None] * 4 + [25, 50, 50, 60, 80, 100, 100, 0]
    assert allowed == ALLOWED


@pytest.mark.parametrize("from_stage", STAGES)
def test_a_rep_moves_a_lead_exactly_where_the_specification_allows(desk: Desk, from_stage: str) -> None:
    """5 to 9 forward and backward, 9 to 10, 10 to 11; lost, revived and decided have facts of their own."""
    lead_id = sold(desk)
    desk.workspace.execute(
        SetOpportunity(lead_id=lead_id, amount=1, currency="CNY", expected_close_on=20_600),
        as_member=desk.members[Role.SALES_LEAD],
    )
    _put(desk, lead_id, from_stage)
    selling = STAGES[4:11]
    for to_stage in STAGES:
        command = MoveStage(lead_id=lead_id, to_stage=to_stage, words="")
        pair = STAGES.index(from_stage) + 1, STAGES.index(to_stage) + 1
        may = pair in ALLOWED and from_stage in selling and to_stage in selling

        assert desk.workspace.why_not(command, as_member=desk.members[Role.SALES_LEAD]) == (
            [] if may else ["wrong_stage"]
        ), pair


def _below(desk: Desk) -> UUID:
    lead_id = my_lead(desk)
    asked(desk, lead_id, {"budget": AnswerState.GOOD})
    return lead_id


def _disqualified(desk: Desk) -> UUID:
    lead_id = my_lead(desk)
    desk.workspace.execute(DisqualifyLead(lead_id=lead_id, reason="too_small", words="Three people."))
    return lead_id


def _brought_back(desk: Desk) -> UUID:
    lead_id = _disqualified(desk)
    desk.clock.tick()
    desk.workspace.execute(BringBack(lead_id=lead_id, words="They wrote."))
    return lead_id


def _decided(desk: Desk, decision: Callable[[UUID], Any]) -> UUID:
    handover = handed_over(desk)
    desk.clock.tick()
    desk.workspace.execute(decision(handover.id), as_member=handover.rep_id)
    return handover.lead_id  # type: ignore[no-any-return]


def _answered(desk: Desk) -> UUID:
    handover = handed_over(desk)
    desk.clock.tick()
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    desk.clock.tick()
    desk.workspace.execute(AnswerReturn(handover_id=handover.id, words="The CFO."))
    return handover.lead_id  # type: ignore[no-any-return]


def _lost(desk: Desk) -> UUID:
    lead_id = sold(desk)
    desk.clock.tick()
    desk.workspace.execute(
        LoseLead(lead_id=lead_id, reason="lost_price", words="Too dear."),
        as_member=desk.members[Role.SALES_LEAD],
    )
    return lead_id


def _revived(desk: Desk) -> UUID:
    lead_id = _lost(desk)
    desk.clock.tick()
    desk.workspace.execute(ReviveLead(lead_id=lead_id, words="New boss."))
    return lead_id


_BY_FACT: dict[str, tuple[Callable[[Desk], UUID], str, str]] = {
    "a run under the threshold": (_below, "market_not_passed", "run.below"),
    "disqualified": (_disqualified, "market_not_passed", "lead.disqualified"),
    "brought back": (_brought_back, "market_validating", "nurture.returned"),
    "submitted": (lambda desk: handed_over(desk).lead_id, "sales_validating", "handover.submitted"),
    "returned": (lambda desk: _decided(desk, send_back), "market_validating", "handover.returned"),
    "answered": (_answered, "sales_validating", "handover.submitted"),
    "refused": (lambda desk: _decided(desk, refuse), "sales_not_passed", "handover.refused"),
    "accepted": (lambda desk: _decided(desk, accept), "discovery", "handover.accepted"),
    "lost": (_lost, "lost", "lead.lost"),
    "revived": (_revived, "market_validating", "lead.revived"),
}


@pytest.mark.parametrize("name", sorted(_BY_FACT))
def test_a_recorded_fact_moves_a_lead_and_is_kept_with_the_move(desk: Desk, name: str) -> None:
    """Which fact, who, when, from where to where."""
    story, to_stage, fact = _BY_FACT[name]
    lead_id = story(desk)
    last = _moves(desk, lead_id)[-1]

    assert stage(desk, lead_id) == to_stage
    assert (last.fact, last.to_stage, last.at) == (fact, to_stage, desk.clock())
    assert last.by_id in desk.members.values()


def test_every_fact_of_the_specification_leads_somewhere(desk: Desk) -> None:
    """The review's facts too, whose commands come later."""
    facts = {one.fact: one.stage_key for one in rows(desk, StageFact)}

    assert facts["review.refusal_right"] == "market_not_passed"
    assert facts["review.handover_right"] == "sales_validating"
    assert facts["review.unclear"] == "market_validating"
    assert facts["intake.accepted"] == "market_validating"


def test_a_reachable_lead_is_a_mal_and_one_without_a_way_is_not(desk: Desk) -> None:
    """Contact details were left (spec sections 3 and 4)."""
    reachable, unreachable = my_lead(desk), a_lead(desk.workspace, phone=None)

    assert set(_reached(desk, reachable)) == {"mal"}
    assert _reached(desk, unreachable) == {}


def test_milestones_are_reached_in_turn(desk: Desk) -> None:
    """MAL at intake, MQL handed over, SAL accepted, SQL with five checks, Opportunity, POC, Won."""
    lead_id = sold(desk)
    rep = desk.members[Role.SALES_LEAD]
    assert set(_reached(desk, lead_id)) == {"mal", "mql", "sal"}
    checks = dict.fromkeys(
        ("need_fits", "process_fits", "timing_clear", "budget_fits", "is_key_person"), True
    )
    desk.workspace.execute(RecordChecks(lead_id=lead_id, **checks), as_member=rep)
    desk.workspace.execute(
        SetOpportunity(lead_id=lead_id, amount=1, currency="CNY", expected_close_on=20_600), as_member=rep
    )
    for to_stage in ("proposal", "poc", "contract", "deployment"):
        desk.workspace.execute(MoveStage(lead_id=lead_id, to_stage=to_stage, words=""), as_member=rep)

    assert set(_reached(desk, lead_id)) == {"mal", "mql", "sal", "sql", "opportunity", "poc", "won"}


def test_a_milestone_keeps_its_first_time(desk: Desk) -> None:
    """Backward and forward again, lost and revived: the first time stays."""
    lead_id = sold(desk)
    rep = desk.members[Role.SALES_LEAD]
    desk.workspace.execute(
        SetOpportunity(lead_id=lead_id, amount=1, currency="CNY", expected_close_on=20_600), as_member=rep
    )
    desk.workspace.execute(MoveStage(lead_id=lead_id, to_stage="proposal", words=""), as_member=rep)
    first = _reached(desk, lead_id)
    for to_stage in ("discovery", "proposal"):
        desk.clock.forward(days=1)
        desk.workspace.execute(MoveStage(lead_id=lead_id, to_stage=to_stage, words=""), as_member=rep)

    assert _reached(desk, lead_id) == first


def test_a_move_backwards_is_allowed_and_recorded_as_such(desk: Desk) -> None:
    """Back to discovery; forward again is not backward."""
    lead_id = sold(desk)
    rep = desk.members[Role.SALES_LEAD]
    desk.workspace.execute(
        SetOpportunity(lead_id=lead_id, amount=1, currency="CNY", expected_close_on=20_600), as_member=rep
    )
    for to_stage in ("negotiation", "discovery", "proposal"):
        desk.clock.tick()
        desk.workspace.execute(MoveStage(lead_id=lead_id, to_stage=to_stage, words=""), as_member=rep)

    assert [(move.to_stage, move.is_backward) for move in _moves(desk, lead_id)[-3:]] == [
        ("negotiation", False),
        ("discovery", True),
        ("proposal", False),
    ]


def test_a_move_with_a_required_field_missing_is_refused_naming_it(desk: Desk) -> None:
    """A proposal needs its amount, currency and expected close."""
    lead_id = sold(desk)
    move = MoveStage(lead_id=lead_id, to_stage="proposal", words="")
    refused = refusal(desk, move, role=Role.SALES_LEAD)

    assert refused.code == "fields_missing"
    assert refused.place["items"] == ["amount", "currency", "expected_close_on"]
    desk.workspace.execute(
        SetOpportunity(lead_id=lead_id, amount=0, currency="CNY"), as_member=desk.members[Role.SALES_LEAD]
    )
    assert refusal(desk, move, role=Role.SALES_LEAD).place["items"] == ["expected_close_on"]


def test_a_revived_lead_begins_a_new_cycle_and_keeps_its_milestones(desk: Desk) -> None:
    """Without a rep, in the first stage, cycle two."""
    lead_id = _lost(desk)
    before = _reached(desk, lead_id)
    desk.clock.tick()
    desk.workspace.execute(ReviveLead(lead_id=lead_id, words="New boss."))
    lead = row(desk, Lead, lead_id)

    assert (lead.cycle, lead.rep_id, lead.lost_reason) == (2, None, None)
    assert _reached(desk, lead_id) == before


@pytest.mark.parametrize("from_stage", [one for one in STAGES if one not in OPEN])
def test_only_an_open_lead_can_be_lost(desk: Desk, from_stage: str) -> None:
    """From 5 to 9."""
    lead_id = sold(desk)
    _put(desk, lead_id, from_stage)
    lose = LoseLead(lead_id=lead_id, reason="lost_price", words="")

    assert refusal(desk, lose, role=Role.SALES_LEAD).code == "wrong_stage"
