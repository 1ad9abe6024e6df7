"""A reminder in a real window, by keys alone: it pops up, is put off, comes back, and is called from."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import MINUTE
from tests.views.reminded import Reminded, reminded

pytestmark = pytest.mark.window


type Start = Callable[..., AbstractContextManager[Reminded]]


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Start the program for somebody with promises."""
    return partial(reminded, qtbot, qapp, tmp_path, monkeypatch)


def test_a_reminder_pops_up_is_put_off_comes_back_and_is_called_from(
    qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real scheduler wakes the window; ten minutes later the clock is moved, and it is seen again."""
    with start(promises=[1_500_000]) as desk:
        person = desk.person
        person.waits_for("Bob Ray 1 · Northwind 1", "Call back, as agreed · due now")
        person.press("Ctrl+R", "1")
        person.until(lambda: not person.sees("Call back, as agreed"), "put off")
        assert desk.program.window.top.bell.count in (0, 1)
        qtbot.waitUntil(lambda: desk.program.window.top.bell.count == 0)

        desk.clock.jump(10 * MINUTE)
        person.waits_for("Call back, as agreed · due 10 min ago")
        person.press("Ctrl+R", "C")
        person.waits_for("Call +86", "Bob Ray 1")
        person.press("D")
        person.waits_for("On the phone now")

        assert person.dialled == ["tel:+8613800138001"]
        assert not person.sees("Call back, as agreed")
