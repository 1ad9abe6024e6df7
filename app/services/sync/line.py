"""A connection that gives up on a server which has fallen silent, and that can be ended while it waits."""

from __future__ import annotations

import selectors
import socket
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg.abc import PQGen
from psycopg.waiting import Ready

SILENCE_S = 20.0
"""Without a byte in either direction for so long, the server is taken for dead, though its machine answers."""
_LIVELY = {
    "keepalives": 1,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}


class Silent(psycopg.OperationalError):
    """Nothing came from the server, or this program ends; the connection is closed."""


class Line(psycopg.Connection[Any]):
    """One connection of one thread.

    Attributes:
        silence_s: How long to wait for the next byte.
        ear: Becomes readable when somebody wants something of the thread that waits.
        on_ear: Called then; whether to go on waiting.
    """

    silence_s: float = SILENCE_S
    ear: socket.socket | None = None
    on_ear: Callable[[], bool] | None = None

    def wait[T](self, gen: PQGen[T], interval: float = 0, timeout: float | None = None) -> T:
        """Carry one exchange through.

        Raises:
            Silent: nothing was heard for too long, or the program ends.
        """
        if timeout is not None:  # how ``notifies`` asks: it looks for what is there already
            return super().wait(gen, interval or 0.1, timeout)
        try:
            wanted = next(gen)
            with selectors.DefaultSelector() as selector:
                if self.ear is not None:
                    selector.register(self.ear, selectors.EVENT_READ)
                selector.register(self.pgconn.socket, wanted)
                while True:
                    ready = self._awaited(selector)
                    selector.unregister(self.pgconn.socket)
                    wanted = gen.send(ready)
                    selector.register(self.pgconn.socket, wanted)
        except StopIteration as end:
            value: T = end.value
            return value

    def _awaited(self, selector: selectors.BaseSelector) -> Ready:
        while True:
            events = selector.select(self.silence_s)
            if not events:
                self._give_up("the server has not answered")
            for key, mask in events:
                if key.fileobj is not self.ear:
                    return Ready(mask)
            if self.on_ear is not None and not self.on_ear():
                self._give_up("the exchange was ended")

    def _give_up(self, words: str) -> None:
        self.pgconn.finish()
        raise Silent(words)


def lively() -> dict[str, Any]:
    """Return what a connection is made with besides its address: the system looks after it, too."""
    return dict(_LIVELY)
