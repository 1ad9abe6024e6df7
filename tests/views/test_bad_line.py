"""A window over a line of 50 ms that breaks again and again: one goes on working, and only the light says anything."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.vocabulary import ActivityKind, Role
from app.services.calls import LogContact
from app.views.i18n import Languages
from app.views.page_spec import PageSpec
from app.views.pool_page import PoolPage
from app.views.surroundings import Surroundings
from tests.builders import Desk
from tests.shared.fixtures import copy_team, founded_team, team  # noqa: F401 - fixtures
from tests.shared.team import Team
from tests.sync.running import PATIENCE_S, Running, running
from tests.views.live import KEY, Live, live_window
from tests.views.test_sync_live import connect, until_light

ONE_WAY_S, BREAKS_EACH = 0.025, 100
BROKEN, NOTES = 3, 30
"""Connections that break, and commands given, before the line is good again."""
PAUSE_S = 0.2
ANSWERED_MS, LONGEST_MS = 150, 1_500
"""Within which nineteen of twenty keys are answered, and every one; an exchange over this line takes longer."""


def a_note(lead_id: UUID, words: str) -> LogContact:
    return LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.NOTE, is_connected=False, words=words
    )


@contextmanager
def at_work(run: Running, team: Team) -> Iterator[threading.Event]:  # noqa: F811 - the fixture's type
    """Let commands be given at this desk, and others by a colleague, on a thread of their own."""
    is_enough, has_given = threading.Event(), threading.Event()

    def work() -> None:
        number = 0
        while not is_enough.is_set():
            run.joined.desk.give(a_note(team.leads["bens"], f"note {number}"))
            team.push("lena", a_note(team.leads["bens"], f"lena's {number}"))
            number += 1
            is_enough.wait(PAUSE_S)  # what is given at once goes at once, and one exchange is no test
            if number >= NOTES and run.proxy.broken >= BROKEN:
                has_given.set()

    thread = threading.Thread(target=work, name="at work")
    thread.start()
    try:
        yield has_given
    finally:
        is_enough.set()
        thread.join(PATIENCE_S)


def test_keys_are_answered_over_a_line_that_is_slow_and_breaks(
    qtbot: QtBot,
    tmp_path: Path,
    languages: Languages,
    team: Team,  # noqa: F811 - the fixture
) -> None:
    """50 ms there and back, every hundredth word breaks the connection: no dialog, no blocked input, only the light."""
    me = team.members["ben"]
    with running(team, "ben", tmp_path) as run:
        workspace = run.joined.desk.workspace
        desk = Desk(workspace, workspace.clock, run.joined.database, {Role.SDR: me})  # type: ignore[arg-type]
        with live_window(qtbot, desk, tmp_path, languages, [_pool(me)]) as live:
            connect(live, run)
            until_light(live, "Up to date")
            windows = set(map(id, QApplication.topLevelWidgets()))
            lights: set[str] = set()
            run.proxy.one_way_s, run.proxy.breaks_each = ONE_WAY_S, BREAKS_EACH
            with at_work(run, team) as has_given, _beats() as gaps:
                keys = _keys_meanwhile(live, has_given, lights, windows)
            run.proxy.one_way_s, run.proxy.breaks_each = 0.0, 0
            until_light(live, "Up to date")

        assert run.proxy.broken >= BROKEN
        assert len(lights) > 1
        assert not any(light.startswith("0 ") for light in lights)
        for answered in (keys, gaps):
            assert statistics.quantiles(answered, n=20)[-1] < ANSWERED_MS
            assert max(answered) < LONGEST_MS
        assert set(run.joined.outbox()) == {"settled"}
        assert run.joined.differences() == []
        print(_told("keys", keys), _told("loop", gaps), f"{run.proxy.broken} broken", sorted(lights))  # noqa: T201 - figures


def _keys_meanwhile(live: Live, ends: threading.Event, lights: set[str], windows: set[int]) -> list[float]:
    """Go up and down the list until the line has broken often enough; milliseconds from each key to its answer."""
    answered: list[float] = []
    table = live.page.table  # type: ignore[attr-defined]
    until = time.monotonic() + 4 * PATIENCE_S
    while not ends.is_set() or len(answered) < 100:
        assert time.monotonic() < until
        at = table.view.currentIndex().row()
        key, there = (KEY.Key_J, at + 1) if at < table.model.rowCount() - 1 else (KEY.Key_K, at - 1)
        began = time.perf_counter()
        live.qtbot.keyClick(QApplication.focusWidget(), key)
        assert table.view.currentIndex().row() == there, (
            at,
            table.model.rowCount(),
            QApplication.focusWidget(),
        )
        QApplication.processEvents()
        answered.append((time.perf_counter() - began) * 1000)
        assert table.view.currentIndex().row() == there, "moved back"
        lights.add(live.window.top.sync.text().strip())
        assert QApplication.activeModalWidget() is None
        assert set(map(id, filter(_is_shown, QApplication.topLevelWidgets()))) <= windows
        # A hand is no machine gun: the loop goes on between two keys.
        live.qtbot.wait(20)
    return answered


@contextmanager
def _beats() -> Iterator[list[float]]:
    """Give the milliseconds by which a beat of the window's own loop came late."""
    gaps: list[float] = []
    last = [time.perf_counter()]
    timer = QTimer(interval=10)

    def beat() -> None:
        now = time.perf_counter()
        gaps.append((now - last[0]) * 1000 - 10)
        last[0] = now

    timer.timeout.connect(beat)
    timer.start()
    yield gaps
    timer.stop()


def _is_shown(widget: Any) -> bool:
    return bool(widget.isVisible())


def _told(name: str, answered: list[float]) -> str:
    p95 = statistics.quantiles(answered, n=20)[-1]
    median, most = statistics.median(answered), max(answered)
    return f"{name}: {len(answered)}, median {median:.1f} ms, p95 {p95:.1f}, most {most:.1f};"


def _pool(me: object) -> PageSpec:
    def page(surroundings: Surroundings) -> Any:
        return PoolPage(surroundings, me)  # type: ignore[arg-type]

    make: Callable[[Surroundings], Any] = page
    return PageSpec("pool", lambda: "Pool", "ripple", make)
