"""Nothing goes wrong unseen: unhandled errors of every thread are in the log."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.crash_log import CrashLog


@pytest.fixture
def log(tmp_path: Path) -> Iterator[CrashLog]:
    made = CrashLog(tmp_path / "logs")
    yield made
    made.stop()


def test_an_unhandled_error_is_written_and_told(log: CrashLog, expected_warnings: list[object]) -> None:
    """With its traceback, and to whoever shows it."""
    told: list[BaseException] = []
    log.tell(told.append)
    error = ZeroDivisionError("by nothing")
    sys.excepthook(ZeroDivisionError, error, None)

    assert told == [error]
    assert "ZeroDivisionError: by nothing" in log.path.read_text("utf-8")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_of_another_thread_is_written_too(log: CrashLog, expected_warnings: list[object]) -> None:
    """Its name stands in the line."""

    def fail() -> None:
        raise ValueError("in the back")

    thread = threading.Thread(target=fail, name="decile-test")
    thread.start()
    thread.join()

    text = log.path.read_text("utf-8")
    assert "decile-test" in text
    assert "in the back" in text


def test_a_folder_that_cannot_be_written_stops_nobody(
    tmp_path: Path, expected_warnings: list[object]
) -> None:
    """Better no log than no program."""
    (tmp_path / "file").write_text("x")
    log = CrashLog(tmp_path / "file" / "logs")
    log.stop()

    assert len(expected_warnings) == 1


def test_stopping_gives_the_hooks_back(tmp_path: Path) -> None:
    """Tests and embedding programs find their own again."""
    before = sys.excepthook, threading.excepthook
    CrashLog(tmp_path).stop()

    assert (sys.excepthook, threading.excepthook) == before
