"""The exchange with the shared database on a thread of its own: begins by itself, goes on by itself, never blocks."""

from __future__ import annotations

import contextlib
import logging
import random
import selectors
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from app.errors import Unavailable
from app.models.desk import OutboxEntry
from app.services.kernel import outbox
from app.services.sync.copying import Copying
from app.services.sync.desk import SharedDesk
from app.services.sync.line import Line
from app.services.sync.server import Server
from app.services.sync.status import SyncState, SyncStatus
from app.services.sync.troubles import ASKS_A_PERSON, BUG, DEACTIVATED, code_of

_log = logging.getLogger(__name__)

REFUSED = (outbox.REFUSED, outbox.ERROR)


@dataclass(frozen=True, slots=True)
class Timing:
    """How patient the engine is, in seconds.

    Attributes:
        poll_s: Between two pulls nobody rang for.
        gather_s: After something was given, for more to go with it.
        busy_s: Until what somebody was working on is offered again.
        retry_s: The first wait after trouble; it doubles, and each is shortened by chance by up to a half.
        retry_most_s: The longest wait.
    """

    poll_s: float = 15.0
    gather_s: float = 0.3
    busy_s: float = 2.0
    retry_s: float = 1.0
    retry_most_s: float = 60.0


class SyncEngine:
    """Keeps one desk and its shared database alike, as long as it runs.

    Whatever goes wrong is a status and another try; nothing is raised into the caller. One connection, one
    thread. A desk whose login was closed ends it.

    Attributes:
        status: How the exchange stands; read from any thread.
        carries: What travels behind everything else, once all is exchanged; told between its pieces whether to go on.
        carrying_trouble: Asked for the code of what keeps it from travelling.
    """

    def __init__(
        self,
        desk: SharedDesk,
        connect: Callable[[], Server],
        tell: Callable[[SyncStatus], None] = lambda _status: None,
        *,
        timing: Timing | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Describe the engine.

        Args:
            desk: The local copy; nobody else exchanges it meanwhile.
            connect: Opens a connection, or raises; called on the engine's thread.
            tell: Told every other status, on the engine's thread.
            timing: How patient it is.
            chance: Between 0 and 1: keeps desks that lost the same server from coming back in step.
        """
        self.status = SyncStatus(SyncState.STOPPED)
        self._desk, self._connect, self._tell = desk, connect, tell
        self._timing, self._chance = timing or Timing(), chance
        self._clock = desk.workspace.clock
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)
        self._is_stopping, self._is_asked, self._has_given = False, False, False
        self.carries: Callable[[Server, Callable[[], bool]], None] | None = None
        self.carrying_trouble: Callable[[], str | None] = lambda: None
        self._server: Server | None = None
        self._failures = 0
        self._last_counted = dict.fromkeys((*outbox.UNSETTLED, *REFUSED, "waiting"), 0)
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    def start(self) -> None:
        """Begin; the first exchange is at once."""
        self._desk.copies = self._on_page
        self._desk.workspace.on_given = self._on_given
        self._thread.start()

    def stop(self, timeout_s: float = 5.0) -> bool:
        """End, in the middle of an exchange if need be; what waits stays in the outbox.

        Returns:
            Whether the thread has ended. If not, it is opening a connection, and ends with that.
        """
        self._desk.workspace.on_given = None
        self._is_stopping = True
        self._poke()
        if self._thread.ident is None:
            self._deafen()
            return True
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def wake(self) -> None:
        """Exchange now, whatever the clock says; from any thread."""
        self._is_asked = True
        self._poke()

    def _on_given(self) -> None:
        self._has_given = True
        self._poke()

    def _poke(self) -> None:
        # A full pipe has been poked often enough; a closed one belongs to a thread that has ended.
        with contextlib.suppress(OSError):
            self._mouth.send(b"!")

    def _deafen(self) -> None:
        self._ear.close()
        self._mouth.close()

    def _run(self) -> None:
        try:
            while not self._is_stopping and self._has_reason_to_go_on():
                self._round()
        finally:
            self._hang_up()
            self._deafen()
            if self.status.why != DEACTIVATED:
                self._say(SyncState.STOPPED)

    def _has_reason_to_go_on(self) -> bool:
        return self.status.why != DEACTIVATED

    def _round(self) -> None:
        """Exchange once and rest, or say what is wrong and rest longer each time."""
        try:
            is_blocked = self._exchange(self._reached())
            self._failures = 0
            self._say_how_it_stands(is_blocked=is_blocked)
            if self.carries is not None and self._is_idle():
                self.carries(self._reached(), self._is_idle)
            self._rest(self._timing.busy_s if is_blocked else self._timing.poll_s)
        except Exception as trouble:  # noqa: BLE001 - the top of a thread; bugs are logged with their traceback
            if self._is_stopping:
                return
            self._on_trouble(trouble)

    def _on_trouble(self, trouble: Exception) -> None:
        code = code_of(trouble)
        if code == BUG:
            _log.error("the exchange met a bug", exc_info=trouble)
        else:
            _log.info("no exchange: %s", code)
        self._hang_up()
        self._failures += 1
        state = SyncState.NEEDS_YOU if code in ASKS_A_PERSON else SyncState.OFFLINE
        self._say(state, why=code)
        if code != DEACTIVATED:
            longest = min(self._timing.retry_most_s, self._timing.retry_s * 2 ** min(self._failures - 1, 16))
            self._rest(longest * (1 - self._chance() / 2), is_impatient=False)

    def _reached(self) -> Server:
        if self._server is None:
            self._server = server = self._connect()
            if isinstance(server.line, Line):
                server.line.ear, server.line.on_ear = self._ear, self._heard
            server.listen()
        return self._server

    def _hang_up(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            with contextlib.suppress(Exception):  # it may be in any state, and it is not needed any more
                server.close()

    def _exchange(self, server: Server) -> bool:
        """Push what waits and pull; whether some of it is held up by somebody."""
        self._is_asked = self._has_given = False
        if self._counted()[outbox.PENDING] or self.status.state in (SyncState.STOPPED, SyncState.OFFLINE):
            self._say(SyncState.EXCHANGING)
        while (pushed := self._desk.push(server)).judged and not pushed.is_blocked and not self._is_stopping:
            pass
        server.has_rung()  # our own bell, and others' before the snapshot that is taken now
        if self._desk.pull(server):
            self._is_asked = True
        return pushed.is_blocked

    def _rest(self, seconds: float, *, is_impatient: bool = True) -> None:
        """Wait until there is something to do.

        Args:
            seconds: At most.
            is_impatient: Whether what is given, or a ring at the server's bell, ends the rest; else only
                ``wake`` does.
        """
        until = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._ear, selectors.EVENT_READ)
            if is_impatient and self._server is not None:
                selector.register(self._server.line.pgconn.socket, selectors.EVENT_READ)
            while not self._is_stopping and not self._is_asked:
                if is_impatient and (self._is_called() or self._has_given):
                    break
                if self._has_given:  # it goes when the server is back; until then it is counted
                    self._has_given = False
                    self._say(self.status.state, why=self.status.why)
                left = until - time.monotonic()
                if left <= 0:
                    return
                if any(key.fileobj is self._ear for key, _ in selector.select(left)):
                    self._heard()
        if self._has_given and not self._is_stopping and not self._is_asked:
            self._gather()

    def _is_idle(self) -> bool:
        """Whether nothing waits that matters more than a recording; what was rung for is then seen to at once."""
        if self._is_called():
            self._is_asked = True
        return not (self._is_stopping or self._is_asked or self._has_given)

    def _is_called(self) -> bool:
        return self._server is not None and self._server.has_rung()

    def _gather(self) -> None:
        """Give what was just given a moment for more to come: one push is one round trip."""
        self._say(SyncState.WAITING)
        until = time.monotonic() + self._timing.gather_s
        with selectors.DefaultSelector() as selector:
            selector.register(self._ear, selectors.EVENT_READ)
            while not self._is_stopping and not self._is_asked and (left := until - time.monotonic()) > 0:
                if selector.select(left):
                    self._heard()

    def _heard(self) -> bool:
        """Empty the ear; whether to go on."""
        with contextlib.suppress(BlockingIOError):
            while self._ear.recv(4096):
                pass
        return not self._is_stopping

    def _on_page(self, so_far: Copying) -> None:
        self._say(SyncState.COPYING, done=so_far.leads, total=so_far.total)

    def _say_how_it_stands(self, *, is_blocked: bool) -> None:
        counted = self._counted()
        seen_at = self._clock()
        if counted["refused"]:
            self._say(SyncState.NEEDS_YOU, seen_at=seen_at)
        elif counted["waiting"]:
            self._say(SyncState.WAITING, why="locked" if is_blocked else None, seen_at=seen_at)
        else:
            self._say(SyncState.UP_TO_DATE, seen_at=seen_at)

    def _say(
        self,
        state: SyncState,
        *,
        why: str | None = None,
        done: int = 0,
        total: int = 0,
        seen_at: int | None = None,
    ) -> None:
        before, counted = self.status, self._counted()
        is_same = before.state is state and before.why == why
        now = SyncStatus(
            state,
            waiting=counted["waiting"],
            refused=counted["refused"],
            held=counted[outbox.HELD],
            since=before.since if is_same else self._clock(),
            why=why,
            done=done,
            total=total,
            seen_at=seen_at or before.seen_at,
            recordings=self.carrying_trouble(),
        )
        self.status = now
        if replace(now, seen_at=None) != replace(before, seen_at=None):
            try:
                self._tell(now)
            except Exception:  # noqa: BLE001 - a window that closes must not end the exchange
                _log.exception("a listener failed at %s", now.state)

    def _counted(self) -> dict[str, int]:
        """Return how many commands are in each state that counts."""
        states = (*outbox.UNSETTLED, *REFUSED)
        asked = select(OutboxEntry.state, func.count()).group_by(OutboxEntry.state)
        try:
            with self._desk.database.read() as db:
                rows = db.execute(asked.where(OutboxEntry.state.in_(states)))
                found = {row[0]: row[1] for row in rows}
        except Unavailable:
            return self._last_counted
        self._last_counted = counted = {state: found.get(state, 0) for state in states}
        counted["waiting"] = sum(counted[state] for state in outbox.UNSETTLED)
        counted["refused"] = sum(counted[state] for state in REFUSED)  # those in trouble with the refused
        return counted
