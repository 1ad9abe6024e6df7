"""Attacks on the rules: orders of commands that would lead to a state nobody agreed to (spec sections 3 to 10)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.vocabulary import AnswerState, Role
from app.services.handover import AnswerReturn
from app.services.script import ResumeRun
from tests.builders import Desk, open_desk
from tests.stories import (
    all_good,
    answered,
    asked,
    begun,
    handed_over,
    mature,
    only_reps,
    refusal,
    send_back,
    shipped,
    submission,
)  # fmt: skip

STOP = AnswerState.DISQUALIFYING


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk with one rep."""
    with open_desk(tmp_path) as opened:
        only_reps(opened, [opened.members[Role.REP]])
        yield opened


def _disqualifying_question(desk: Desk) -> str:
    return next(choice.question_key for choice in shipped().choices if choice.state is STOP)


# Hand-overs of what does not qualify -----------------------------------------------------------------------------


def test_a_lead_whose_newer_run_was_stopped_is_not_handed_over_on_the_older_one(desk: Desk) -> None:
    """What disqualifies a lead today is not undone by what it said last week."""
    lead_id, run_id = mature(desk)
    desk.clock.forward(days=1)
    newer = begun(desk, lead_id)
    answered(desk, newer, {_disqualifying_question(desk): STOP})

    assert refusal(desk, submission(lead_id, run_id)).code == "run_overtaken"
    desk.workspace.execute(ResumeRun(run_id=newer))
    assert refusal(desk, submission(lead_id, run_id)).code == "run_overtaken"


def test_a_returned_hand_over_does_not_go_back_while_its_lead_is_disqualified(desk: Desk) -> None:
    """The SDR asked again and the contact ruled it out: that is no answer a rep should get."""
    handover = handed_over(desk)
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    desk.clock.forward(hours=1)
    newer = begun(desk, handover.lead_id)
    answered(desk, newer, {_disqualifying_question(desk): STOP})

    answer = AnswerReturn(handover_id=handover.id, words="Here you are.")
    assert refusal(desk, answer, role=Role.SDR).code == "run_overtaken"


def test_a_returned_hand_over_does_not_go_back_on_a_newer_run_that_does_not_qualify(desk: Desk) -> None:
    """A core question that is open now was the reason to ask; the SDR asks it before answering."""
    handover = handed_over(desk)
    desk.workspace.execute(send_back(handover.id), as_member=handover.rep_id)
    desk.clock.forward(hours=1)
    asked(desk, handover.lead_id, all_good(desk, but={"need": AnswerState.WEAK}))

    answer = AnswerReturn(handover_id=handover.id, words="Here you are.")
    assert refusal(desk, answer, role=Role.SDR).code == "run_overtaken"


# Whose promise it is ---------------------------------------------------------------------------------------------


# Stages ----------------------------------------------------------------------------------------------------------


# The round robin --------------------------------------------------------------------------------------------------


# Imports ----------------------------------------------------------------------------------------------------------


# What somebody with psql could send ---------------------------------------------------------------------------------
