"""What goes wrong is written down: a rotating log, unhandled errors of every thread, hard crashes."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

LOG_NAME = "decile.log"
HARD_CRASH_NAME = "crash.log"
MAX_BYTES = 1_000_000
KEPT = 3
_log = logging.getLogger("app.crash")

type Told = Callable[[BaseException], None]


class CrashLog:
    """Writes to a folder until ``stop``; the program has one, made first and stopped last."""

    def __init__(self, folder: Path) -> None:
        """Start writing.

        Args:
            folder: Usually the profile's ``logs``; made if absent. Where it cannot be written the
                program runs without a log.
        """
        self.path = folder / LOG_NAME
        self._told: Told | None = None
        self._handler: logging.Handler | None = None
        self._crashes: IO[str] | None = None
        self._before = (sys.excepthook, threading.excepthook)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(
                self.path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8"
            )
            self._crashes = (folder / HARD_CRASH_NAME).open("a", encoding="utf-8")
        except OSError as error:
            _log.warning("no log can be written: %s", error)
        if self._handler is not None:
            self._handler.setFormatter(
                logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
            )
            logging.getLogger().addHandler(self._handler)
        if self._crashes is not None:
            faulthandler.enable(self._crashes)
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def tell(self, told: Told) -> None:
        """Call this as well, on the thread where it happened, for every unhandled error."""
        self._told = told

    def stop(self) -> None:
        """Give everything back as it was."""
        sys.excepthook, threading.excepthook = self._before
        if self._crashes is not None:
            faulthandler.disable()
            self._crashes.close()
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()

    def _on_error(
        self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, traceback)
            return
        _log.critical("unhandled error", exc_info=(kind, error, traceback))
        if self._told is not None:
            self._told(error)

    def _on_thread_error(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_error(args.exc_type, args.exc_value, args.exc_traceback)
