"""A desk whose exchange runs on its thread, over a wire the test holds in its hand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import Unavailable
from app.services.sync.engine import SyncEngine, Timing
from app.services.sync.line import Line
from app.services.sync.server import Server
from app.services.sync.status import SyncState, SyncStatus
from tests.shared.team import Team
from tests.sync.desks import Joined
from tests.sync.proxy import Proxy

PATIENCE_S = 30.0
"""How long a test waits for what must come: much longer than it takes."""
QUICK = Timing(poll_s=600, gather_s=0.01, busy_s=0.05, retry_s=0.02, retry_most_s=0.1)
"""Polls too rarely to hide that a bell is not heard."""


class Running:
    """A desk, its engine, and everything the engine told.

    Attributes:
        refuses: What ``connect`` raises, as long as it is set.
    """

    def __init__(
        self, team: Team, login: str, folder: Path, *, timing: Timing = QUICK, silence_s: float = 20
    ) -> None:
        self.joined = Joined(team, login, folder)
        self.proxy = Proxy(team.of(login))
        self.refuses: Unavailable | None = None
        self.told: list[SyncStatus] = []
        self.connections = 0
        self._silence_s, self._changed = silence_s, threading.Condition()
        self.engine = SyncEngine(self.joined.desk, self._connect, self._on_told, timing=timing)

    def until(self, holds: Callable[[SyncStatus], bool], *, since: int = 0) -> SyncStatus:
        """Wait until something was told that a condition holds of, and return it."""
        with self._changed:
            assert self._changed.wait_for(lambda: any(map(holds, self.told[since:])), PATIENCE_S), self.told[
                -8:
            ]
            return next(one for one in self.told[since:] if holds(one))

    def until_quiet(self, *, since: int = 0) -> SyncStatus:
        """Wait until the desk is up to date."""
        return self.until(lambda one: one.state is SyncState.UP_TO_DATE, since=since)

    def close(self) -> None:
        """End everything."""
        assert self.engine.stop(PATIENCE_S)
        self.proxy.close()
        self.joined.close()

    def _connect(self) -> Server:
        self.connections += 1
        if self.refuses is not None:
            raise self.refuses
        line = Line.connect(self.proxy.url, autocommit=True, connect_timeout=5)
        line.silence_s = self._silence_s
        return Server(line)

    def _on_told(self, status: SyncStatus) -> None:
        with self._changed:
            self.told.append(status)
            self._changed.notify_all()


@contextmanager
def running(
    team: Team, login: str, folder: Path, *, timing: Timing = QUICK, silence_s: float = 20
) -> Iterator[Running]:
    """Start somebody's desk and wait for its first copy."""
    desk = Running(team, login, folder, timing=timing, silence_s=silence_s)
    try:
        desk.engine.start()
        desk.until_quiet()
        yield desk
    finally:
        desk.close()
