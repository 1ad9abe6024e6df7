"""The page on which recorded calls are judged, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.calibration import CallScore, CallScoreAnswer
from app.models.vocabulary import AnswerState, Role
from app.views.calibration_page import CalibrationPage
from app.views.i18n import Languages
from tests.builders import Desk, open_desk
from tests.services.test_calibration import judge, recorded_call
from tests.stories import rows
from tests.views.live import CTRL, KEY, Live, live_window


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of an SDR."""
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def show(
    qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages
) -> Iterator[object]:
    """Show the page."""
    del look
    with ExitStack() as stack:

        def made() -> Live:
            def page(surroundings: object) -> CalibrationPage:
                return CalibrationPage(surroundings, desk.workspace.member_id, tmp_path)  # type: ignore[arg-type]

            return stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page))

        yield made


def test_a_call_is_judged_by_keys_without_seeing_the_other(show: object, desk: Desk) -> None:
    """T to the questions, arrows to a state, Ctrl+Enter: judged, and the call stands as done."""
    call = recorded_call(desk)
    judge(desk, call, Role.TEAM_LEAD, need=AnswerState.WEAK)
    live: Live = show()  # type: ignore[operator]
    page = live.page
    assert isinstance(page, CalibrationPage)
    assert live.nameless() == []
    assert "waits for a second judgement" in live.window.page(live.window.page_key)._detail(page._call())  # type: ignore[attr-defined]
    assert {one.key() for one in page.states.values()} == {"not_asked"}

    live.press(KEY.Key_T)
    live.press(*[KEY.Key_Left] * 4)
    live.press(KEY.Key_Return, held=CTRL)
    live.settle()
    mine = rows(desk, CallScore, CallScore.by_id == desk.members[Role.SDR])
    assert [one.activity_id for one in mine] == [call]
    answers = rows(desk, CallScoreAnswer, CallScoreAnswer.score_id == mine[0].id)
    assert len(answers) == 10
    assert {one.state for one in answers} == {"good", "not_asked"}
    assert "judged by you" in page._detail(page._call())  # type: ignore[arg-type]
    assert not page.give.isEnabled()


def test_without_a_recording_the_page_says_what_to_do(show: object, desk: Desk) -> None:
    """A designed state."""
    recorded_call(desk, has_recording=False)
    live: Live = show()  # type: ignore[operator]

    assert live.sees("No call has a recording yet")
