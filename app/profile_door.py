"""The door of a profile: opened, founded, cared for and gone back with, all off the window's thread."""

from __future__ import annotations

# Services, and the database library below them, are imported by the worker while the window is drawn.
# ruff: noqa: PLC0415
import gc
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QThreadPool, Signal

from app.clock import Clock
from app.errors import AppError
from app.pages import QUEUE, import_page
from app.settings import SettingsStore
from app.views.i18n import Language

if TYPE_CHECKING:
    from app.services.profile import OpenedProfile
    from app.services.sync.status import SyncStatus
    from app.services.team_desk import TeamDesk

_log = logging.getLogger(__name__)


class ProfileDoor(QObject):
    """Does what a profile needs one after another on a thread of its own, and says what came of it."""

    opened = Signal(object)
    """The profile, its workspace or ``None`` where nobody founded it, and its members."""
    failed = Signal(object)
    cared = Signal(object)
    restored = Signal(object)
    """What a backup replaced, or the ``AppError`` that left everything as it was; comes after ``opened``."""
    exchanged = Signal(object)
    """How the exchange of a joined profile stands, a ``SyncStatus``; ``None`` once there is none."""
    joining = Signal(object)
    """What joining is doing, a ``Step``."""
    join_failed = Signal(object)
    closed_out = Signal()
    """The shared database lets this login in no more: let go of the profile, then say ``leave_team``."""
    left = Signal(object)
    """What stays of a login that was closed, a ``Left``."""

    def __init__(self, folder: Path, settings: SettingsStore, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._settings, self._clock = folder, settings, clock
        self.profile: OpenedProfile | None = None
        self._team: TeamDesk | None = None
        self._worker = QThreadPool(self)
        self._worker.setMaxThreadCount(1)

    def open(self, *, story: Language | None = None) -> None:
        """Open the profile; with a language, a profile nobody founded is filled with the demonstration's year."""
        self._work(partial(self._open, story))

    def found(self, name: str, playbook: str) -> None:
        """Make the profile the workspace of one person."""
        self._work(partial(self._found, name, playbook))

    def join(
        self,
        link: str,
        password: str,
        new_password: str | None,
        *,
        is_local_allowed: bool,
        is_again: bool = False,
    ) -> None:
        """Join a team with this profile; ``opened`` follows, or ``join_failed``.

        Args:
            link: Of the invitation.
            password: Told with it.
            new_password: The person's own, where the invitation wants one.
            is_local_allowed: Whether a plain server on this machine is meant.
            is_again: Somebody works with the profile, and their password is another now: it stays closed until it fits.
        """
        self._work(partial(self._join, link, password, new_password, is_local_allowed, is_again))

    def leave_team(self) -> None:
        """Empty the copy of a login that was closed."""
        self._work(self._leave_team)

    def wake(self) -> None:
        """Exchange with the shared database now."""
        if self._team is not None:
            self._team.wake()

    def take_care(self) -> None:
        """Check and back up; not on the jobs' lane, where an import begun now would wait for every page."""
        if self.profile is not None:
            self._work(lambda: self.cared.emit(self.profile.take_care()) if self.profile else None)

    def restore(self, source: Path) -> None:
        """Close the profile, let a backup take its place, and open it again; nobody may be using it."""
        if self.profile is not None:
            self.profile.hurry()
            self._work(partial(self._restore, source))

    def close(self) -> None:
        """End what is under way and close the profile."""
        if self.profile is not None:
            self.profile.hurry()
        self._worker.waitForDone()
        self._shut()

    def _open(self, story: Language | None = None) -> None:
        from app.services.profile import open_profile

        hat = _id(self._settings.now.hat)
        profile = self.profile = open_profile(self._folder, clock=self._clock, hat=hat)
        import_page(self._settings.now.page or QUEUE)
        gc.freeze()  # what was imported stays, so that no later collection has to look at it
        if profile.workspace is None and story is not None:
            # The story is only needed here, and a normal start should not load it.
            from app.services.demo.build import build

            profile.workspace = build(profile.database, profile.feed, story.value, clock=self._clock)
        if profile.is_joined and not self._is_team_ready(profile, hat):
            return
        self._announce(profile)
        if self._team is not None:
            self._team.start()

    def _is_team_ready(self, profile: OpenedProfile, hat: UUID | None) -> bool:
        """Make the desk of a team ready to work at; whether there is anything to work at."""
        from app.services.team_desk import TeamDesk

        team = self._team = TeamDesk(profile, self._told)
        if team.is_closed:
            self.left.emit(team.left())
            return False
        team.make_ready(hat)
        return True

    def _told(self, status: SyncStatus) -> None:
        """Pass on how the exchange stands; on its own thread."""
        from app.services.team_desk import LEFT

        self.exchanged.emit(status)
        if status.why == LEFT:
            self.closed_out.emit()

    def _join(
        self,
        link: str,
        password: str,
        new_password: str | None,
        is_local_allowed: bool,  # noqa: FBT001
        is_again: bool,  # noqa: FBT001
    ) -> None:
        from app.services.joining import invited, join

        self._shut()
        try:
            invitation = invited(link, is_local_allowed=is_local_allowed)
            join(
                self._folder,
                invitation,
                password,
                new_password=new_password,
                clock=self._clock,
                tell=self.joining.emit,
            )
        except AppError as error:
            self.join_failed.emit(error)
            if is_again:
                return
        self._open()

    def _leave_team(self) -> None:
        if self._team is not None:
            self.left.emit(self._team.leave())
            self.exchanged.emit(None)

    def _shut(self) -> None:
        """Leave the profile; what is exchanged ends first."""
        if self._team is not None:
            self._team.stop()
            self._team = None
            self.exchanged.emit(None)
        if self.profile is not None:
            self.profile.close()
            self.profile = None

    def _found(self, name: str, playbook: str) -> None:
        profile = self.profile
        if profile is not None:
            profile.found(name=name, playbook=playbook)
            self._announce(profile)

    def _restore(self, source: Path) -> None:
        from app.services.safekeeping.backups import Restored, restore

        self._shut()
        outcome: Restored | AppError
        try:
            outcome = restore(self._folder, source, clock=self._clock)
        except AppError as error:
            outcome = error
        self._open()
        self.restored.emit(outcome)

    def _announce(self, profile: OpenedProfile) -> None:
        from app.services.founding import hats as members_of

        workspace = profile.workspace
        members = () if workspace is None else tuple(workspace.read(members_of))
        self.opened.emit((profile, workspace, members))

    def _work(self, work: Callable[[], None]) -> None:
        def run() -> None:
            try:
                work()
            except AppError as error:
                self.failed.emit(error)
            except Exception as error:  # noqa: BLE001 -- the top of a thread; logged with its traceback
                _log.exception("the profile's own work failed")
                self.failed.emit(error)

        self._worker.start(run)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
