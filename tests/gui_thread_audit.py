"""Catches database, file and network calls made by the window's thread on behalf of the program's screens.

Python reports every `open`, `socket.connect` and their like to an audit hook; SQLAlchemy reports every
statement; the library of the embedded database reports nothing, so its `connect` is wrapped. A call counts
when it happens on the main thread, while a QApplication exists, and Qt or a screen asked for it: a frame of
``app/views`` is on the stack, or the program was entered from Qt's event loop run by pytest-qt. What a test
itself calls in a service, to prepare or to look, does not count.

Not seen: reads that Qt does in C++ (a font, a picture, `QFile`), `stat`, and a slot outside ``app/views``
that a test triggers by calling a widget's method (``button.click()``) instead of by ``qtbot``.
"""

from __future__ import annotations

import sys
import sysconfig
import threading
import traceback
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtCore import QCoreApplication

ROOT = Path(__file__).resolve().parent.parent
APP = str(ROOT / "app")
VIEWS = str(ROOT / "app" / "views")
EVENT_LOOP_DRIVER = str(Path("site-packages") / "pytestqt")

FILES = {"open", "os.listdir", "os.scandir", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate"}
NETWORK = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
DATABASE = {"sqlite3.connect"}
WATCHED = frozenset(FILES | NETWORK | DATABASE | {"subprocess.Popen", "shutil.copyfile", "shutil.move"})

READABLE = tuple(
    {
        str(ROOT / "resources"),
        str(ROOT / "app" / "_resources"),
        sys.prefix,
        sys.base_prefix,
        *sysconfig.get_paths().values(),
        *zoneinfo.TZPATH,
        "/proc/self",
        "/dev/null",
        "/dev/urandom",
        "/etc/localtime",
    },
)
"""Shipped files, Python and its libraries, time zones: small, local, and read once."""
CODE = (".py", ".pyc", ".so", ".pyd", ".dll")
SMALL_READERS = tuple(str(ROOT / "app" / name) for name in ("settings.py", "settings/"))
"""The one part of the program that may touch a file for a screen: a setting."""


@dataclass
class GuiThreadAudit:
    """Collects the calls that a screen made, with where it made them."""

    offences: list[str] = field(default_factory=list)
    _is_looking: bool = False

    def note(self, event: str, detail: object = "") -> None:
        """Judge one call; anything that can report its use, say a database, may be given this function."""
        if self._is_looking or threading.current_thread() is not threading.main_thread():
            return
        if QCoreApplication.instance() is None:
            return
        self._is_looking = True  # what we do ourselves is not judged
        try:
            frames = list(traceback.walk_stack(sys._getframe(1)))
            if _is_for_a_screen([frame for frame, _ in frames]):
                stack = traceback.StackSummary.extract(iter(frames), lookup_lines=False)
                stack.reverse()
                self.offences.append(f"{event} {detail}\n{''.join(_ours(stack).format())}")
        finally:
            self._is_looking = False

    def take(self) -> list[str]:
        """Return what was collected and forget it."""
        taken, self.offences = self.offences, []
        return taken


_listening: list[GuiThreadAudit] = []
_is_installed: list[bool] = []


@contextmanager
def listening() -> Iterator[GuiThreadAudit]:
    """Collect offences while the block runs."""
    _install()
    audit = GuiThreadAudit()
    _listening.append(audit)
    try:
        yield audit
    finally:
        _listening.remove(audit)


@pytest.fixture(autouse=True)
def gui_thread_audit() -> Iterator[GuiThreadAudit]:
    """Fail the test if a screen touched a database, a file or the network on the window's thread.

    A test that provokes it on purpose empties the list with ``gui_thread_audit.take()``.
    """
    with listening() as audit:
        yield audit
    if audit.offences:
        count, stacks = len(audit.offences), "\n".join(audit.offences[:5])
        pytest.fail(f"{count} call(s) on the window's thread, first five:\n{stacks}", pytrace=False)


def _install() -> None:
    """Hook into the interpreter and SQLAlchemy, once: audit hooks cannot be removed."""
    if _is_installed:
        return
    _is_installed.append(True)
    sys.addaudithook(_on_audit_event)
    sa.event.listen(sa.Engine, "before_cursor_execute", _on_statement)
    sa.event.listen(sa.Pool, "checkout", _on_checkout)
    sqlcipher.connect = _telling(sqlcipher.connect)


def _telling(connect: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a function that opens a database, so that it is told before it does."""

    @wraps(connect)
    def told(database: object, *args: Any, **options: Any) -> Any:
        _tell("sqlcipher.connect", database)
        return connect(database, *args, **options)

    return told


def _on_audit_event(event: str, args: tuple[Any, ...]) -> None:
    # Called for every import, attribute deletion and so on of the whole run: decide fast.
    if event in WATCHED and _listening and not (event in FILES and _is_allowed(event, args)):
        _tell(event, args[0] if args else "")


def _on_statement(_db: Any, _cursor: Any, statement: str, *_: Any) -> None:
    _tell("statement", " ".join(statement.split())[:200])


def _on_checkout(*_: Any) -> None:
    _tell("database connection")


def _tell(event: str, detail: object = "") -> None:
    for audit in _listening:
        audit.note(event, detail)


def _is_allowed(event: str, args: tuple[Any, ...]) -> bool:
    path = args[0] if args else None
    if isinstance(path, bytes):
        path = path.decode(errors="replace")
    if not isinstance(path, (str, Path)):
        return True  # an open descriptor: judged when it was opened
    path = str(path)
    if event == "open" and _is_writing(args):
        return path.endswith(".pyc") or path == "/dev/null"
    return event in {"open", "os.listdir", "os.scandir"} and (
        path.startswith(READABLE) or path.endswith(CODE)
    )


def _is_writing(args: tuple[Any, ...]) -> bool:
    mode = args[1] if len(args) > 1 else None
    flags = args[2] if len(args) > 2 else 0
    by_mode = isinstance(mode, str) and any(letter in mode for letter in "wax+")
    return by_mode or (isinstance(flags, int) and bool(flags & 3))  # O_WRONLY or O_RDWR


def _is_for_a_screen(frames: list[FrameType]) -> bool:
    """Say whether a screen asked, looking from the call outwards."""
    names = [frame.f_code.co_filename for frame in frames]
    ours = next((name for name in names if name.startswith(APP)), "")
    if not ours or ours.startswith(SMALL_READERS):
        return False
    if any(name.startswith("<frozen importlib") for name in names[: names.index(ours) + 1]):
        return False  # a module being loaded
    if any(name.startswith(VIEWS) for name in names):
        return True
    outermost = max(index for index, name in enumerate(names) if name.startswith(APP))
    return outermost + 1 < len(names) and EVENT_LOOP_DRIVER in names[outermost + 1]


def _ours(stack: traceback.StackSummary) -> traceback.StackSummary:
    """Leave out pytest and the libraries around it: the lines of this project say where to look."""
    kept = [
        line for line in stack if line.filename.startswith(str(ROOT)) and "site-packages" not in line.filename
    ]
    return traceback.StackSummary.from_list(kept)
