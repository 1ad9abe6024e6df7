"""The second, slower queue: recordings on a thread and a connection of their own, so that nothing waits for them."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from app.services.sync.recording_carrying import Load, RecordingCarrier
from app.services.sync.server import Server
from app.services.sync.status import SyncState
from app.services.sync.troubles import code_of

_log = logging.getLogger(__name__)

PAUSE_S = 60.0
"""After trouble: a share that is not mounted, or a store that is down, is not asked at every turn."""
_PAUSES = frozenset({SyncState.EXCHANGING, SyncState.COPYING})
"""While commands travel, no further piece of a recording sets out."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the queue needs to know of the exchange that it travels behind.

    Attributes:
        connect: Opens a connection to the shared database, or raises; called on the queue's thread.
        state: How the exchange stands; asked from any thread.
        wake: Lets it tell anew how things stand.
    """

    connect: Callable[[], Server]
    state: Callable[[], SyncState]
    wake: Callable[[], None]


class RecordingQueue:
    """Carries on its own thread what the exchange finds to be carried."""

    def __init__(self, carrier: RecordingCarrier, exchange: Exchange, *, pause_s: float = PAUSE_S) -> None:
        """Describe the queue.

        Args:
            carrier: Used by nobody else.
            exchange: What it travels behind.
            pause_s: How long to leave a place alone that gave trouble.
        """
        self._carrier, self._exchange, self._pause_s = carrier, exchange, pause_s
        self._load: Load | None = None
        self._has_load, self._is_stopping = threading.Event(), False
        self._not_before = 0.0
        self._thread = threading.Thread(target=self._run, name="recordings", daemon=True)

    @property
    def trouble(self) -> str | None:
        """What kept recordings from travelling the last time, as a code."""
        return self._carrier.trouble

    def start(self) -> None:
        """Begin to wait for something to carry."""
        self._thread.start()

    def offer(self, server: Server, _goes_on: Callable[[], bool]) -> None:
        """See whether there is something to carry, and have it carried; on the thread of the exchange, at once."""
        if self._load is not None or self._is_stopping or time.monotonic() < self._not_before:
            return
        if load := self._carrier.look(server):
            self._load = load
            self._has_load.set()

    def stop(self, timeout_s: float = 5.0) -> bool:
        """End between two pieces; what is left goes on from there with the next start.

        Returns:
            Whether the thread has ended. If not, it waits for a place that does not answer, and ends with that.
        """
        self._is_stopping = True
        self._has_load.set()
        if self._thread.ident is None:
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._is_stopping:
            self._has_load.wait()
            self._has_load.clear()
            if self._load is not None and not self._is_stopping:
                before = self.trouble
                self._carry(self._load)
                self._load = None
                if self.trouble != before and not self._is_stopping:
                    self._exchange.wake()

    def _carry(self, load: Load) -> None:
        server = None
        try:
            server = self._exchange.connect()
            self._carrier.carry_load(server, load, self._goes_on)
        except Exception as trouble:  # noqa: BLE001 - the top of a thread; the exchange finds the same, and says so
            _log.info("recordings stop here for now: %s", code_of(trouble))
            self._not_before = time.monotonic() + self._pause_s
        finally:
            if server is not None:
                with contextlib.suppress(Exception):  # it may be in any state, and it is not needed any more
                    server.close()
        if self.trouble is not None:
            self._not_before = time.monotonic() + self._pause_s

    def _goes_on(self) -> bool:
        return not self._is_stopping and self._exchange.state() not in _PAUSES
