"""The guards against leaks bite, and let go what ends by itself."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LEAKY_TESTS = """
import logging, threading
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

kept = []
stop = threading.Event()

def widget(qapp):
    kept.append(QWidget(objectName="forgotten"))

def timer(qapp):
    kept.append(QTimer(objectName="forgotten"))
    kept[-1].start(1000)

def thread(qapp):
    threading.Thread(target=stop.wait, args=(20,), name="forgotten").start()

def warning(qapp):
    logging.getLogger("app.services.intake").warning("half a row")

@pytest.mark.parametrize("leak", [widget, timer, thread, warning])
def test_leaks(qapp, leak):
    leak(qapp)

def test_is_clean_behind_it(qapp):
    stop.set()
"""


def test_what_is_left_behind_fails_the_test(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the thing; the test behind it is not blamed."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makepyfile(LEAKY_TESTS)
    pytester.makeini("[pytest]\nmarkers = leaves_threads")

    result = pytester.runpytest_subprocess("-p", "tests.leaks", "-p", "no:randomly")

    result.assert_outcomes(passed=5, errors=4)
    for words in (
        "left behind: widget QWidget 'forgotten'",
        "left behind: running QTimer 'forgotten'",
        "left behind: thread forgotten",
        "the program logged app.services.intake: half a row",
    ):
        result.stdout.fnmatch_lines([f"*{words}"])


def test_expected_warnings_are_for_the_test_to_judge(expected_warnings: list[logging.LogRecord]) -> None:
    """A test about trouble asks for the warnings and looks at them."""
    logging.getLogger("app.services.intake").warning("half a row")

    assert [record.getMessage() for record in expected_warnings] == ["half a row"]
