"""A joined profile in use: its account, the first copy where it is missing, the exchange, and the end of both."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from app.errors import Unavailable
from app.services.joining import copy_first
from app.services.kernel.database import Database
from app.services.profile import OpenedProfile
from app.services.recording_files import FOLDER
from app.services.sync.account import Standing, account_of, closed, open_server, password_of
from app.services.sync.desk import SharedDesk
from app.services.sync.engine import SyncEngine
from app.services.sync.leaving import empty_copy, unsent
from app.services.sync.recording_carrying import RecordingCarrier
from app.services.sync.recording_queue import Exchange, RecordingQueue
from app.services.sync.reporting import DeskReporter
from app.services.sync.server import Server
from app.services.sync.status import SyncStatus

_log = logging.getLogger(__name__)

LEFT = "deactivated"
"""Code of the status that says that the login was closed."""
_AS_STATUS = {
    "server_unreachable": "not_reachable", "server_not_trusted": "not_verified", "server_busy": "server_full",
    "login_wrong": "not_let_in", "password_missing": "not_let_in", "keyring_unavailable": "not_let_in",
    "login_closed": LEFT,
}  # fmt: skip
"""What keeps a desk from its shared database, by the codes of ``SyncStatus.why``."""


@dataclass(frozen=True, slots=True)
class Left:
    """A login that is let in no more.

    Attributes:
        unsent: Things done here that the team never got; they are kept.
    """

    login: str
    host: str
    unsent: int


class TeamDesk:
    """The exchange of one joined profile; made, begun and ended on the thread that opens profiles."""

    def __init__(self, profile: OpenedProfile, tell: Callable[[SyncStatus], None]) -> None:
        """Describe it.

        Args:
            profile: Opened, and joined.
            tell: Called on the exchange's thread with how it stands.
        """
        account = account_of(profile.folder)
        if account is None:
            raise AssertionError("a profile is joined where it has an account")
        self.account, self._profile, self._tell = account, profile, tell
        self._engine: SyncEngine | None = None
        self._queue: RecordingQueue | None = None

    def make_ready(self, hat: UUID | None = None) -> None:
        """See to it that there is a workspace: where the first copy is missing, it is taken now.

        Raises:
            Unavailable: there is no way to the shared database, and nothing to work with until there is.
        """
        if self._profile.workspace is None and self.account.standing is not Standing.CLOSED:
            self.account = copy_first(self.account, self._profile)
            self._profile.enter(hat)

    def start(self) -> None:
        """Begin to exchange; at once, and then for as long as the program runs."""
        workspace = self._profile.workspace
        if workspace is not None and self._engine is None:
            desk = SharedDesk(workspace, pulled=DeskReporter(workspace).tell)
            self._engine = SyncEngine(desk, self._connect, self._tell)
            self._queue = self._recordings(self._engine, workspace.database)
            self._queue.start()
            self._engine.start()

    def wake(self) -> None:
        """Exchange now, whatever the clock says; from any thread."""
        if self._engine is not None:
            self._engine.wake()

    def stop(self) -> None:
        """End the exchange; what waits goes with the next start."""
        engine, self._engine = self._engine, None
        queue, self._queue = self._queue, None
        if engine is not None and not engine.stop():
            _log.warning("the exchange did not end in time")
        if queue is not None and not queue.stop():
            _log.warning("a recording did not stop in time; it goes on with the next start")

    def leave(self) -> Left:
        """Empty the copy, as the login was closed; what was typed and not sent stays, encrypted."""
        self.stop()
        self.account = closed(self.account)
        left = self.left()
        self._profile.workspace = None
        self._profile.feed.publish(empty_copy(self._profile.database, self._profile.folder))
        return left

    def left(self) -> Left:
        """Return what there is to say of a login that was closed."""
        return Left(self.account.login, self.account.host, unsent(self._profile.database))

    @property
    def is_closed(self) -> bool:
        """Whether the login was closed at an earlier contact."""
        return self.account.standing is Standing.CLOSED

    def _recordings(self, engine: SyncEngine, database: Database) -> RecordingQueue:
        """Return the queue of recordings, hung onto the exchange."""
        queue = RecordingQueue(
            RecordingCarrier(database, self._profile.folder / FOLDER),
            Exchange(self._connect, lambda: engine.status.state, engine.wake),
        )
        engine.carries, engine.carrying_trouble = queue.offer, lambda: queue.trouble
        return queue

    def _connect(self) -> Server:
        try:
            return open_server(self.account, password_of(self.account))
        except Unavailable as trouble:
            raise Unavailable(_AS_STATUS.get(trouble.code, trouble.code), **trouble.place) from trouble
