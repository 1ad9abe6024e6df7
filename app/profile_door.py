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

_log = logging.getLogger(__name__)


class ProfileDoor(QObject):
    """Does what a profile needs one after another on a thread of its own, and says what came of it."""

    opened = Signal(object)
    """The profile, its workspace or ``None`` where nobody founded it, and its members."""
    failed = Signal(object)
    cared = Signal(object)
    restored = Signal(object)
    """What a backup replaced, or the ``AppError`` that left everything as it was; comes after ``opened``."""

    def __init__(self, folder: Path, settings: SettingsStore, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._settings, self._clock = folder, settings, clock
        self.profile: OpenedProfile | None = None
        self._worker = QThreadPool(self)
        self._worker.setMaxThreadCount(1)

    def open(self, *, story: Language | None = None) -> None:
        """Open the profile; with a language, a profile nobody founded is filled with the demonstration's year."""
        self._work(partial(self._open, story))

    def found(self, name: str, playbook: str) -> None:
        """Make the profile the workspace of one person."""
        self._work(partial(self._found, name, playbook))

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
        if self.profile is not None:
            self.profile.close()

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
        self._announce(profile)

    def _found(self, name: str, playbook: str) -> None:
        profile = self.profile
        if profile is not None:
            profile.found(name=name, playbook=playbook)
            self._announce(profile)

    def _restore(self, source: Path) -> None:
        from app.services.safekeeping.backups import Restored, restore

        if self.profile is not None:
            self.profile.close()
            self.profile = None
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
