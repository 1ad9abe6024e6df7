"""Two people judge one recording blind; how far they agree, beyond chance."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.errors import RuleViolation
from app.models.vocabulary import AnswerState, Outcome, Role
from app.services.calibration import Heard, ScoreCall
from app.services.calibration_view import calls_to_judge
from app.services.calls import EndCall, StartCall
from app.services.recordings import AttachRecording
from app.services.reports.calibration import kappa
from app.services.reports.cubes import sheet
from app.services.reports.report import ReportFilter
from app.services.reports.sheet import Own
from tests.builders import Desk, open_desk
from tests.stories import my_lead

GOOD, WEAK = AnswerState.GOOD, AnswerState.WEAK


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose person wears every hat."""
    with open_desk(tmp_path) as made:
        yield made


def recorded_call(desk: Desk, *, has_recording: bool = True) -> UUID:
    """Call a new lead, and attach what was recorded."""
    call = StartCall(activity_id=uuid4(), lead_id=my_lead(desk), phone="+8613800138000")
    sdr = desk.members[Role.SDR]
    desk.workspace.execute(call, as_member=sdr)
    desk.clock.tick()
    end = EndCall(activity_id=call.activity_id, outcome=Outcome.CONNECTED, words="", next_at=desk.clock() + 1)
    desk.workspace.execute(end, as_member=sdr)
    if has_recording:
        attach = AttachRecording(
            recording_id=uuid4(), activity_id=call.activity_id, file_name="call.wav", sha256=uuid4().hex * 2,
            bytes_count=9, length_ms=60_000,
        )  # fmt: skip
        desk.workspace.execute(attach, as_member=sdr)
    return call.activity_id


def judge(desk: Desk, call: UUID, role: Role, **heard: AnswerState) -> None:
    """Judge a call as the person under one hat."""
    said = tuple(Heard(question_key=key, state=state) for key, state in heard.items())
    desk.clock.tick()
    command = ScoreCall(score_id=uuid4(), activity_id=call, heard=said)
    desk.workspace.execute(command, as_member=desk.members[role])


def test_two_judgements_of_one_recording_are_compared(desk: Desk) -> None:
    """One question alike, one not; per question and together."""
    call = recorded_call(desk)
    judge(desk, call, Role.SDR, need=GOOD, budget=GOOD)
    judge(desk, call, Role.TEAM_LEAD, need=GOOD, budget=WEAK)
    found = desk.workspace.read(lambda db: sheet(db, "calibration", ReportFilter(), Own.QUESTION))
    told = {line.cell.value: (line.number("judged"), line.number("alike")) for line in found.lines}

    assert told == {"need": (1, 1), "budget": (1, 0)}
    assert found.total is not None
    assert (found.total.number("alike_share"), found.total.at("kappa").value) == (0.5, 0.0)


def test_nobody_judges_twice_or_what_cannot_be_heard(desk: Desk) -> None:
    """Each refusal by its code."""
    call, silent = recorded_call(desk), recorded_call(desk, has_recording=False)
    judge(desk, call, Role.SDR, need=GOOD)

    for where, heard, code in (
        (call, {"need": GOOD}, "scored_already"), (silent, {"need": GOOD}, "no_recording"),
    ):  # fmt: skip
        with pytest.raises(RuleViolation) as refused:
            judge(desk, where, Role.SDR, **heard)
        assert refused.value.code == code
    for heard, code in (({}, "nothing_heard"), ({"no_such": GOOD}, "unknown_question")):
        with pytest.raises(RuleViolation) as refused:
            judge(desk, call, Role.TEAM_LEAD, **heard)
        assert refused.value.code == code


def test_what_waits_for_a_second_judgement_stands_first(desk: Desk) -> None:
    """What one judged already stands last; how anybody judged is not told."""
    one, other, third = (recorded_call(desk) for _ in range(3))
    judge(desk, one, Role.SDR, need=GOOD)
    judge(desk, other, Role.TEAM_LEAD, need=WEAK)
    seen = desk.workspace.read(calls_to_judge(desk.members[Role.SDR]))

    assert [call.activity_id for call in seen.calls] == [other, third, one]
    assert [call.is_mine for call in seen.calls] == [False, False, True]
    assert len(seen.questions) == 10


def test_kappa_is_cohens() -> None:
    """His example's kind: 20 + 15 of 50 alike, 25/25 against 30/20 by chance 0.5, so 0.4; and the edges."""
    firsts, seconds = {"good": 25, "weak": 25}, {"good": 30, "weak": 20}

    assert kappa(35, firsts, seconds) == 0.4
    assert kappa(50, firsts, firsts) == 1.0
    assert kappa(0, firsts, firsts) == -1.0
    assert kappa(0, {}, {}) is None
    assert kappa(9, {"good": 9}, {"good": 9}) is None
