"""Nothing may be left behind by a test: no top-level widget, ticking timer, thread or unexpected warning."""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget

GRACE_S = 1.0
"""How long what a test has already told to end may take to do so."""
FEWEST_LOOKS = 5
"""Looks taken however long each takes: on a busy machine one may use up the time."""
FOREIGN_THREADS = ("execnet", "pydevd", "Dummy-", "ThreadPoolExecutor-execnet")


def pytest_collection_finish() -> None:
    """Keep what all imports made out of every later search for what a test left."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test behind which a widget, a timer or a thread lives on."""
    threads_before = _threads()
    shows = bool({"qapp", "qtbot"} & set(request.fixturenames))
    objects_before = _living_qt_objects() if shows else {}
    yield
    left = [] if request.node.get_closest_marker("leaves_threads") else _left(_threads, threads_before)
    if shows:
        left += _left(_living_qt_objects, objects_before)
        if not QThreadPool.globalInstance().waitForDone(int(GRACE_S * 1000)):
            left.append("a task in Qt's global thread pool")
    if left:
        pytest.fail("left behind: " + "; ".join(sorted(left)), pytrace=False)


@pytest.fixture(autouse=True)
def _no_unexpected_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which the program logged a warning, unless the test takes `expected_warnings`."""
    if "expected_warnings" in request.fixturenames:
        yield
        return
    with _collecting() as records:
        yield
    if records:
        texts = "; ".join(f"{record.name}: {record.getMessage()}" for record in records)
        pytest.fail(f"the program logged {texts}", pytrace=False)


@pytest.fixture
def expected_warnings() -> Iterator[list[logging.LogRecord]]:
    """The warnings the program logs during the test, which looks at them itself."""
    with _collecting() as records:
        yield records


@contextmanager
def _collecting() -> Iterator[list[logging.LogRecord]]:
    """Collect the program's log records of level warning and above."""
    collector = _Collector(logging.WARNING)
    logging.getLogger("app").addHandler(collector)
    try:
        yield collector.records
    finally:
        logging.getLogger("app").removeHandler(collector)


class _Collector(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def _left(living: Callable[[], dict[int, str]], before: dict[int, str]) -> list[str]:
    """Name what lives now and did not before, after giving it the chance to go."""
    end, looks = time.monotonic() + GRACE_S, 0
    while True:
        left, looks = {key: name for key, name in living().items() if key not in before}, looks + 1
        if not left or (time.monotonic() > end and looks >= FEWEST_LOOKS):
            return list(left.values())
        _let_go()


def _let_go() -> None:
    """Carry out deletions already asked for, drop dead cycles, give other threads a turn."""
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
    gc.collect()
    time.sleep(0.01)


def _threads() -> dict[int, str]:
    return {
        id(thread): f"thread {thread.name}"
        for thread in threading.enumerate()
        if thread is not threading.main_thread() and not thread.name.startswith(FOREIGN_THREADS)
    }


def _living_qt_objects() -> dict[int, str]:
    """Return the top-level widgets, the timers that tick and the threads of Qt that run."""
    if not isinstance(QCoreApplication.instance(), QApplication):
        return {}
    widgets: list[QObject] = [*QApplication.topLevelWidgets()]
    # type(), not isinstance(): the latter asks lazy stand-ins of other libraries for their class.
    watched = [item for item in gc.get_objects() if issubclass(type(item), (QTimer, QThread))]
    active = [item for item in watched if shiboken6.isValid(item) and _is_active(item)]
    return {_address(item): _name(item) for item in widgets + active}


def _is_active(item: QTimer | QThread) -> bool:
    return item.isActive() if isinstance(item, QTimer) else item.isRunning()


def _address(item: QObject) -> int:
    """Return the address of the C++ object: Python may wrap the same one anew."""
    address: int = shiboken6.getCppPointer(item)[0]
    return address


def _name(item: QObject) -> str:
    sort = "widget" if isinstance(item, QWidget) else "running"
    return f"{sort} {type(item).__name__} {item.objectName()!r}"
