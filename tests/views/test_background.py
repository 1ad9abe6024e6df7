"""Work leaves the window's thread and comes back to it, in the right order and only where wanted."""

from __future__ import annotations

import threading
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.errors import RuleViolation, Unavailable
from app.views.background import Background, Job, Question
from app.views.desk import Desk
from tests.views.fakes import FakeDesk


class Listener(QObject):
    """Notes what it is told, and where."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []
        self.threads: set[str] = set()

    def hear(self, value: Any) -> None:
        self.heard.append(value)
        self.threads.add(threading.current_thread().name)


def test_answers_come_back_on_the_window_s_thread(
    qtbot: QtBot, background: Background, desk: FakeDesk
) -> None:
    """A query runs on a lane, its answer is told on the thread of the window."""
    listener = Listener()
    background.ask(lambda _: 42, listener.hear)
    qtbot.waitUntil(lambda: listener.heard == [42])

    assert listener.threads == {threading.main_thread().name}
    assert all(name.startswith("decile-queries") for name in desk.threads)


def test_commands_keep_their_order(qtbot: QtBot, background: Background, desk: FakeDesk) -> None:
    """Commands run one after the other in the order given, on one thread."""
    done: list[int] = []
    listener = Listener()
    for number in range(50):
        background.submit(lambda number=number: done.append(number), done=listener.hear)
    qtbot.waitUntil(lambda: len(listener.heard) == 50)

    assert done == list(range(50))
    assert desk.threads == {"decile-commands"}


def test_an_overtaken_question_is_never_answered(qtbot: QtBot, background: Background) -> None:
    """The slow answer to an old question does not cover the quick answer to a new one."""
    gate, listener, question = threading.Event(), Listener(), Question()
    background.ask(lambda _: gate.wait(5) and "old", listener.hear, question=question)
    background.ask(lambda _: "new", listener.hear, question=question)
    qtbot.waitUntil(lambda: listener.heard == ["new"])
    gate.set()
    background.ask(lambda _: "after", listener.hear)
    qtbot.waitUntil(lambda: "after" in listener.heard)

    assert listener.heard == ["new", "after"]


def test_queries_do_not_wait_for_commands(qtbot: QtBot, background: Background) -> None:
    """A slow write holds up no reading."""
    gate, listener = threading.Event(), Listener()
    background.submit(lambda: gate.wait(5))
    background.ask(lambda _: "read", listener.hear)
    qtbot.waitUntil(lambda: listener.heard == ["read"])
    gate.set()


def test_a_refusal_goes_to_who_asked_else_to_the_shell(qtbot: QtBot, background: Background) -> None:
    """A page may handle a refusal; one nobody handles is told to the shell."""
    listener = Listener()
    background.submit("too_late", refused=listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))
    with qtbot.waitSignal(background.refused) as told:
        background.submit("limit_reached")

    assert listener.heard[0].code == "too_late"
    assert isinstance(told.args[0], RuleViolation)


def test_what_the_outside_does_is_not_a_refusal(qtbot: QtBot, background: Background) -> None:
    """A full disk is told by the shell even where a page handles refusals."""
    listener = Listener()
    with qtbot.waitSignal(background.refused) as told:
        background.submit(Unavailable("disk_full"), refused=listener.hear)

    assert isinstance(told.args[0], Unavailable)
    assert listener.heard == []


def test_a_bug_is_logged_and_told_calmly(
    qtbot: QtBot, background: Background, expected_warnings: list[Any]
) -> None:
    """Neither swallowed nor fatal: the log has the traceback."""
    with qtbot.waitSignal(background.broke):
        background.ask(lambda _: 1 // 0, print)

    assert expected_warnings[0].exc_info[0] is ZeroDivisionError


def test_a_widget_gone_meanwhile_is_not_called(qtbot: QtBot, background: Background) -> None:
    """An answer for a page that was closed is dropped."""
    gate, gone, listener = threading.Event(), Listener(), Listener()
    background.ask(lambda _: gate.wait(5), gone.hear)
    gone.deleteLater()
    qtbot.wait_until(lambda: not _is_valid(gone))
    gate.set()
    background.ask(lambda _: "later", listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))

    assert gone.heard == []


def test_a_job_tells_its_progress_and_stops_when_asked(qtbot: QtBot, background: Background) -> None:
    """Long work reports at most once per percent, and ends early once cancelled."""
    listener, told = Listener(), Listener()
    started = threading.Event()

    def work(_: Desk, job: Job) -> int:
        for step in range(100_000):
            job.report(step, 100_000)
            if step == 10_000:
                started.wait(5)
            if job.is_cancelled:
                return step
        return -1

    job = background.start(work, listener.hear)
    job.progressed.connect(lambda done, total: told.hear((done, total)))
    job.cancel()
    started.set()
    qtbot.waitUntil(lambda: bool(listener.heard))

    assert 0 <= listener.heard[0] <= 10_000
    assert len(told.heard) <= 11


def test_stop_finishes_commands_and_drops_questions(qtbot: QtBot, desk: FakeDesk) -> None:
    """Nothing given is lost at the end; nothing is delivered to windows that are closing."""
    background, gate = Background(desk), threading.Event()
    done: list[int] = []
    listener = Listener()
    background.submit(gate.wait)
    background.submit(lambda: done.append(1))
    background.ask(lambda _: 1, listener.hear)
    gate.set()
    background.stop()

    assert done == [1]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("decile-")]


def test_why_not_comes_back_as_codes(qtbot: QtBot, background: Background) -> None:
    """A button can say what is missing before anyone clicks."""
    listener = Listener()
    background.why_not("not_yours", listener.hear)
    qtbot.waitUntil(lambda: listener.heard == [["not_yours"]])


def _is_valid(item: QObject) -> bool:
    return shiboken6.isValid(item)


@pytest.mark.parametrize("count", [1, 30])
def test_many_questions_at_once_are_all_answered(qtbot: QtBot, background: Background, count: int) -> None:
    """More questions than threads."""
    listener = Listener()
    for number in range(count):
        background.ask(lambda _, number=number: number, listener.hear)
    qtbot.waitUntil(lambda: len(listener.heard) == count)

    assert sorted(listener.heard) == list(range(count))
