"""Settings of one profile: typed, kept in a small JSON file, written off the window's thread."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Mapping
from pathlib import Path

import msgspec
import platformdirs

from app.files import write_whole

_log = logging.getLogger(__name__)

FILE_NAME = "settings.json"


class TableLayout(msgspec.Struct, frozen=True):
    """How a person arranged one table; columns are named by their keys."""

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    widths: Mapping[str, int] = {}
    """Pixels, of columns the person resized."""
    sort: str = ""
    descending: bool = False


class WindowPlace(msgspec.Struct, frozen=True):
    """Where the window stood."""

    x: int
    y: int
    width: int
    height: int
    maximized: bool = False


class Settings(msgspec.Struct, frozen=True):
    """What a person chose on this computer; an empty text means "as the system has it"."""

    language: str = ""
    theme: str = ""
    density: str = ""
    window: WindowPlace | None = None
    page: str = ""
    """The page last shown."""
    hat: str = ""
    """Id of the member last worked as."""
    role: str = ""
    """The role of that member: its rail is shown while the profile is being opened. Empty before the first time."""
    sounds: bool = True
    phone_link: str = "tel"
    """How a call is started: ``tel`` or ``sip``."""
    folder: str = ""
    """Where the last file chosen in a dialog lay."""
    tables: Mapping[str, TableLayout] = {}
    stays_in_tray: bool = False
    """Whether closing the window leaves the program in the tray, to remind from there."""
    seen: tuple[str, ...] = ()
    """Hints the person has dismissed for good."""


def profile_folder(given: Path | str | None = None) -> Path:
    """Return the folder that holds everything of one profile.

    Args:
        given: From the command line; else ``DECILE_PROFILE``, else the platform's data folder.
    """
    chosen = given or os.environ.get("DECILE_PROFILE")
    return Path(chosen) if chosen else Path(platformdirs.user_data_dir("Decile", False))


class SettingsStore:
    """The settings in force; reading is free, a change is written a moment later by its own thread."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._settings = _read(self._path)
        self._written = self._settings
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False

    @property
    def now(self) -> Settings:
        """The settings in force."""
        return self._settings

    def change(self, **changes: object) -> None:
        """Replace some fields; an unknown name is a bug and raises ``TypeError``."""
        with self._changed:
            self._settings = msgspec.structs.replace(self._settings, **changes)
            if self._thread is None and not self._closing:
                self._thread = threading.Thread(target=self._loop, name="decile-settings", daemon=True)
                self._thread.start()
            self._changed.notify()

    def table(self, name: str) -> TableLayout:
        """Return how one table is arranged; the default where nobody did."""
        return self._settings.tables.get(name, TableLayout())

    def keep_table(self, name: str, layout: TableLayout) -> None:
        """Remember how one table is arranged."""
        if self.table(name) != layout:
            self.change(tables={**self._settings.tables, name: layout})

    def stop(self) -> None:
        """Write what is not written and end the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _loop(self) -> None:
        while True:
            with self._changed:
                while self._settings == self._written and not self._closing:
                    self._changed.wait()
                settings, closing = self._settings, self._closing
            if settings != self._written:
                _write(self._path, settings)
                self._written = settings
            if closing and self._settings == self._written:
                return


def _read(path: Path) -> Settings:
    """Read the file; one that is damaged or from a later version is ignored, not repaired."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, msgspec.DecodeError) as error:
        _log.warning("settings not read, defaults used: %s", error)
        return Settings()


def _write(path: Path, settings: Settings) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, msgspec.json.format(msgspec.json.encode(settings), indent=2))
    except OSError as error:
        _log.warning("settings not written: %s", error)
