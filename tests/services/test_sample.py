"""The controlled sample: every nth run may go to sales from 40 %, marked, so that something is seen below the bar."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from app.clock import SECOND
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.vocabulary import AnswerState, Role
from app.services.call_desk import call_desk
from app.services.handover_view import handover_view
from app.services.reports.cubes import sheet
from app.services.reports.report import ReportFilter
from app.services.reports.sheet import Own
from tests.builders import Desk, open_desk
from tests.stories import accept, adopt, asked, limits_with, my_lead, refusal, row, submission

CORE_AND_ONE = ("need", "project_approved", "timing", "budget")
"""Four good answers of ten: 40 %, every core question among them."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An SDR's desk where one run in three is of the sample."""
    with open_desk(tmp_path) as made:
        adopt(made, limits=limits_with(sample_every=3))
        made.wear(Role.SDR)
        yield made


def _at_second(desk: Desk, rest: int) -> None:
    """Move on to a second that leaves this rest when divided by three."""
    while desk.clock.at // SECOND % 3 != rest:
        desk.clock.forward(seconds=1)


def _forty_pct(desk: Desk) -> tuple[UUID, UUID]:
    lead_id = my_lead(desk)
    return lead_id, asked(desk, lead_id, dict.fromkeys(CORE_AND_ONE, AnswerState.GOOD))


def test_a_sampled_lead_of_forty_percent_is_handed_over_and_marked(desk: Desk) -> None:
    """It stays with the SDR, the call desk says what it needs, the card says what it is."""
    _at_second(desk, 0)
    lead_id, run_id = _forty_pct(desk)
    shown = desk.workspace.read(
        call_desk(
            lead_id, me=desk.members[Role.SDR], now=desk.clock(), next_monday_at=desk.clock(), language="en"
        )
    )
    assert shown is not None
    assert (shown.threshold_pct, shown.is_sample, shown.submit_codes) == (40, True, ())
    command = submission(lead_id, run_id)
    desk.workspace.execute(command)

    card = row(desk, Handover, command.handover_id)
    assert (card.good_weight, card.total_weight, card.threshold_pct) == (4, 10, 50)
    view = desk.workspace.read(handover_view(command.handover_id, desk.clock()))
    assert view is not None
    assert view.is_sample


@pytest.mark.parametrize("rest", [1, 2])
def test_the_others_of_forty_percent_go_to_nurture_as_ever(desk: Desk, rest: int) -> None:
    """Nobody chooses who is sampled: the second the run began in does."""
    _at_second(desk, rest)
    lead_id, run_id = _forty_pct(desk)

    assert row(desk, Lead, lead_id).stage == "market_not_passed"
    assert refusal(desk, submission(lead_id, run_id)).code == "wrong_stage"
    assert "not_mature" in desk.workspace.why_not(submission(lead_id, run_id))


def test_less_than_forty_percent_is_never_sampled(desk: Desk) -> None:
    """Nor is a core question spared."""
    _at_second(desk, 0)
    lead_id = my_lead(desk)
    asked(desk, lead_id, dict.fromkeys(CORE_AND_ONE[:3], AnswerState.GOOD))

    assert row(desk, Lead, lead_id).stage == "market_not_passed"


def test_without_the_switch_there_is_no_sample(desk: Desk) -> None:
    """0 is off, and dividing by it is no error."""
    adopt(desk, limits=limits_with(sample_every=0))
    _at_second(desk, 0)
    lead_id, _ = _forty_pct(desk)

    assert row(desk, Lead, lead_id).stage == "market_not_passed"


def test_the_sample_stands_alone_in_the_report_on_thresholds(desk: Desk) -> None:
    """It is one in many and would weigh too little among those above."""
    _at_second(desk, 0)
    lead_id, run_id = _forty_pct(desk)
    command = submission(lead_id, run_id)
    desk.workspace.execute(command)
    desk.workspace.execute(
        accept(command.handover_id), as_member=row(desk, Handover, command.handover_id).rep_id
    )
    found = desk.workspace.read(lambda db: sheet(db, "thresholds", ReportFilter(), Own.THRESHOLD))

    assert [(line.cell.value, line.number("decided")) for line in found.lines] == [
        ("0", 1), ("50", 0), ("60", 0), ("70", 0), ("80", 0), ("90", 0), ("100", 0)
    ]  # fmt: skip
    assert all(line.at("accepted_of_decided").value is None for line in found.lines[1:])
    assert found.notes[1:] == ("threshold:50", "sample_on:3:40")
