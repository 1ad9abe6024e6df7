"""Recordings at the call desk: attached to a call of the lead, and heard where the call is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.clock import DAY
from app.models.vocabulary import AnswerState, FollowUpWhy, Outcome, Role
from app.services.calls import EndCall, StartCall
from app.services.recording_files import attaching, take_in
from app.services.recordings_view import recordings_of
from app.views.call_desk_page import CallDeskPage
from app.views.i18n import Languages
from app.views.inbox_page import InboxPage
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.leads import a_lead
from tests.stories import answered, begun, mature, only_reps, submission
from tests.views.live import KEY, SHIFT, Live, live_window
from tests.views.sounds import silent, spoken


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def called(desk: Desk) -> tuple[UUID, UUID]:
    """A lead of mine, and its call, in which one question was answered after a minute."""
    lead_id, call_id = a_lead(desk.workspace, owner_id=desk.members[Role.SDR]), uuid4()
    run_id = begun(desk, lead_id)
    desk.workspace.execute(StartCall(activity_id=call_id, lead_id=lead_id, phone="+8613800138000"))
    desk.clock.tick()
    answered(desk, run_id, {"need": AnswerState.GOOD})
    desk.clock.forward(minutes=2)
    _end(desk, call_id)
    return lead_id, call_id


def _end(desk: Desk, call_id: UUID) -> None:
    desk.workspace.execute(
        EndCall(
            activity_id=call_id,
            outcome=Outcome.CONNECTED,
            words="",
            next_at=desk.clock() + DAY,
            next_why=FollowUpWhy.NEXT_STEP,
            next_words="",
        )
    )


@pytest.fixture
def live(
    qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages, called: tuple[UUID, UUID]
) -> Iterator[Live]:
    folder = tmp_path / "recordings"
    with ExitStack() as stack:

        def page(surroundings: Surroundings) -> CallDeskPage:
            me = desk.workspace.member_id
            return CallDeskPage(surroundings, me=me, dial=lambda _: None, recordings=(folder, silent))

        made = stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page))
        made.window.go("page", called[0])
        made.settle()
        yield made


def _choose(live: Live, text: str) -> Any:
    """Go down the timeline to an entry."""
    facts = live.page.facts  # type: ignore[attr-defined]
    facts.timeline.setFocus()
    live.press(KEY.Key_Home)
    for _ in range(facts.timeline.model().rowCount()):
        if text in facts.timeline.currentIndex().data():
            break
        live.press(KEY.Key_Down)
    assert text in facts.timeline.currentIndex().data()
    return facts


def test_a_recording_is_attached_by_a_key_and_heard_from_the_timeline(
    live: Live, desk: Desk, called: tuple[UUID, UUID], tmp_path: Path
) -> None:
    """Shift+R asks for the file; Enter on the call plays it, with a mark where the question was answered."""
    lead_id, call_id = called
    live.press(KEY.Key_R, held=SHIFT)
    dialog = live.page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(spoken(tmp_path / "call 1.wav", seconds=180)))
    dialog.reject()
    live.window.activateWindow()
    live.qtbot.waitUntil(lambda: QApplication.activeWindow() is live.window)
    live.settle()
    assert live.toasts()[-1] == "Attached: call 1.wav"
    [recording] = desk.workspace.read(lambda db: recordings_of(db, lead_id))
    assert (recording.activity_id, recording.length_ms) == (call_id, 180_000)

    facts = _choose(live, "recorded")
    live.press(KEY.Key_Return)
    assert facts.player.isVisible()
    assert [mark.at_ms for mark in facts.player.marks] == [60_000]
    live.press(KEY.Key_Space, KEY.Key_1)
    assert live.sees("01:00 / 03:00")
    live.press(KEY.Key_Escape)
    assert not facts.player.isVisible()
    assert live.focused() is facts.timeline
    assert live.nameless() == []


def test_a_call_without_a_recording_says_how_one_comes(live: Live) -> None:
    """Enter on it plays nothing; what is dropped belongs to the call that is chosen."""
    facts = _choose(live, "Call:")
    live.press(KEY.Key_Return)

    assert live.toasts()[-1].startswith("This call is not recorded")
    assert not facts.player.isVisible()


def test_a_dropped_file_is_the_recording_of_the_call(
    live: Live, desk: Desk, called: tuple[UUID, UUID], tmp_path: Path
) -> None:
    """Wherever on the left side it falls."""
    live.page.facts.dropped.emit(str(spoken(tmp_path / "b.wav", seconds=2)))  # type: ignore[attr-defined]
    live.settle()

    assert [one.activity_id for one in desk.workspace.read(lambda db: recordings_of(db, called[0]))] == [
        called[1]
    ]


def test_a_rep_hears_the_calls_that_led_to_the_hand_over(
    qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages
) -> None:
    """On the card, before deciding; what is played is put away with the page."""
    folder = tmp_path / "recordings"
    only_reps(desk, [desk.members[Role.REP]])
    lead_id, run_id = mature(desk)
    call_id = uuid4()
    desk.workspace.execute(StartCall(activity_id=call_id, lead_id=lead_id, phone="+8613800138000"))
    desk.clock.forward(minutes=2)
    _end(desk, call_id)
    taken = take_in(folder, spoken(tmp_path / "first talk.wav", seconds=30))
    desk.workspace.execute(attaching(taken, call_id))
    desk.workspace.execute(submission(lead_id, run_id))
    desk.wear(Role.REP)

    def page(surroundings: Surroundings) -> InboxPage:
        return InboxPage(surroundings, desk.workspace.member_id, (folder, silent))

    with live_window(qtbot, desk, tmp_path, languages, page) as live:
        live.settle()
        made = next(one for one in live.page.findChildren(QPushButton) if "first talk.wav" in one.text())
        made.setFocus()
        live.press(KEY.Key_Space)
        player = live.page.panel.player  # type: ignore[attr-defined]

        assert player.isVisible()
        live.press(KEY.Key_Escape)
        assert not player.isVisible()
