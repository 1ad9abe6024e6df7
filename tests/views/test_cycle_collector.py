"""Dead cycles die on the window's thread, also those that a lane was the last to hold or could have found."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views.background import Background
from app.views.cycle_collector import CycleCollector
from app.views.lane import Lane
from tests.views.fakes import FakeDesk

MANY = 20_000


class Tells(QObject):
    """Notes the thread it dies on."""

    def __init__(self, deaths: list[str]) -> None:
        super().__init__()
        self._deaths = deaths

    def take(self, _: object) -> None:
        """Take an answer."""

    def __del__(self) -> None:
        self._deaths.append(threading.current_thread().name)


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[CycleCollector]:
    """The collector of the window's thread."""
    made = CycleCollector()
    yield made
    made.stop()


def test_a_busy_lane_never_collects(collector: CycleCollector) -> None:
    """However much another thread makes, it finds no dead cycle: that is left to the window's thread."""
    deaths: list[str] = []
    _throw_away_a_cycle(deaths)
    _on_a_lane(lambda: [[] for _ in range(MANY)])
    before = list(deaths)
    gc.collect()

    assert before == []
    assert deaths == ["MainThread"]


def test_without_it_a_lane_collects(cycles_die_here: None) -> None:
    """What is guarded against is real: Python alone lets the cycle die on the lane."""
    deaths: list[str] = []
    gc.collect()
    _throw_away_a_cycle(deaths)
    gc.enable()
    try:
        _on_a_lane(lambda: [[] for _ in range(MANY)])
    finally:
        gc.disable()

    assert deaths == ["lane"]


def test_enough_garbage_is_collected_in_time(qtbot: QtBot, collector: CycleCollector) -> None:
    """The window's thread looks by itself, and collects once Python would have."""
    deaths: list[str] = []
    gc.collect()
    _throw_away_a_cycle(deaths)
    kept = [[] for _ in range(MANY)]
    qtbot.waitUntil(lambda: deaths == ["MainThread"])

    assert len(kept) == MANY


def test_python_searches_by_itself_again_behind_the_last(qapp: QApplication) -> None:
    """Whoever stops it finds Python as it was."""
    was_automatic = gc.isenabled()
    gc.enable()
    collector = CycleCollector()
    during = gc.isenabled()
    collector.stop()
    after = gc.isenabled()
    if not was_automatic:
        gc.disable()

    assert (during, after) == (False, True)


def test_a_lane_is_never_the_last_to_hold_who_waits(
    qtbot: QtBot, background: Background, desk: FakeDesk
) -> None:
    """Whoever asked and was closed before the answer dies on the window's thread, answered or not."""
    deaths: list[str] = []
    may_go = threading.Event()

    def ask(answer: Callable[[object], object]) -> None:
        waits = Tells(deaths)
        background.ask(answer, waits.take)

    ask(lambda _: may_go.wait())
    may_go.set()
    qtbot.waitUntil(lambda: background.is_idle)

    assert deaths == ["MainThread"]


def _throw_away_a_cycle(deaths: list[str]) -> None:
    one = Tells(deaths)
    one.me = one  # type: ignore[attr-defined]


def _on_a_lane(work: Callable[[], object]) -> None:
    lane = Lane("lane", threads=1)
    lane.put(lambda: (work(), None)[1])
    lane.stop(drop=False)
