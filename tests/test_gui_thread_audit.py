"""The audit of the window's thread bites where it should and only there."""

from __future__ import annotations

import colorsys
import contextlib
import importlib
import socket
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui_thread_audit import ROOT, GuiThreadAudit

PRETEND_PAGE = ROOT / "app" / "views" / "pretend_page.py"
PRETEND_SERVICE = ROOT / "app" / "services" / "pretend.py"
CALL = "def call(does):\n    return does()\n"
"""Source of a function that is taken for one of the file it claims to come from."""


def _function_of(file: Path) -> Callable[[Callable[[], Any]], Any]:
    namespace: dict[str, Any] = {}
    exec(compile(CALL, str(file), "exec"), namespace)  # noqa: S102  # stands in for a file of the program
    function: Callable[[Callable[[], Any]], Any] = namespace["call"]
    return function


def _select_one() -> object:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as db:
        value = db.execute(sa.text("SELECT 1")).scalar()
    engine.dispose()
    return value


def _open_embedded() -> None:
    with contextlib.closing(sqlcipher.connect(":memory:")):
        pass


def _connect_nowhere() -> None:
    with socket.socket() as here, contextlib.suppress(OSError):
        here.connect(("127.0.0.1", 1))


@pytest.mark.parametrize(
    ("does", "expected"),
    [
        (lambda: Path(ROOT, "run").read_text(encoding="utf-8"), "open"),
        (lambda: list(ROOT.iterdir()), "os."),
        (_connect_nowhere, "socket.connect"),
        (_open_embedded, "sqlcipher.connect :memory:"),
        (_select_one, "statement SELECT 1"),
    ],
)
def test_a_page_that_reads_when_a_button_is_pressed_is_caught(
    qtbot: QtBot, gui_thread_audit: GuiThreadAudit, does: Callable[[], Any], expected: str
) -> None:
    """A slot of a page runs on the window's thread: files, network and database are for the lanes."""
    page, button = _function_of(PRETEND_PAGE), QPushButton()
    qtbot.addWidget(button)
    button.clicked.connect(lambda: page(does))

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert any(offence.startswith(expected) for offence in gui_thread_audit.take())


def test_a_service_called_by_a_timer_is_caught(qtbot: QtBot, gui_thread_audit: GuiThreadAudit) -> None:
    """No page need be involved: what Qt's loop calls runs on the window's thread."""
    done: list[object] = []
    service = partial(_function_of(PRETEND_SERVICE), lambda: done.append(_select_one()))

    QTimer.singleShot(0, service)
    qtbot.waitUntil(lambda: bool(done))

    assert any("pretend.py" in offence for offence in gui_thread_audit.take())


def test_the_fixture_fails_a_test_with_the_place(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the call, and the line of the page that made it."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makepyfile(
        f"""
        namespace = {{}}
        exec(compile({CALL!r}, {str(PRETEND_PAGE)!r}, "exec"), namespace)

        def test_reads(qtbot):
            namespace["call"](lambda: open(__file__, "w").close())
        """
    )

    result = pytester.runpytest_subprocess("-p", "tests.gui_thread_audit", "-p", "no:randomly")

    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        ["*on the window's thread*", "open *test_the_fixture*", "*pretend_page.py*in call*"]
    )


def test_a_lane_may_read(qtbot: QtBot, gui_thread_audit: GuiThreadAudit) -> None:
    """The same call on another thread is how it should be."""
    page = _function_of(PRETEND_PAGE)
    lane = threading.Thread(target=page, args=(_select_one,), name="lane")
    lane.start()
    lane.join()

    assert gui_thread_audit.offences == []


def test_a_test_may_call_a_service_and_a_page_may_read_what_is_shipped(
    qtbot: QtBot, gui_thread_audit: GuiThreadAudit
) -> None:
    """Preparing data is not the window's doing; icons and modules are small, local and read once."""
    service, page = _function_of(PRETEND_SERVICE), _function_of(PRETEND_PAGE)
    icon = next((ROOT / "resources").rglob("*.svg"), ROOT / "resources")

    service(_select_one)
    page(lambda: importlib.reload(colorsys))
    page(lambda: icon.is_file() and icon.read_bytes())

    assert gui_thread_audit.offences == []
