"""Who has a profile open: many programs together, or one alone while it exchanges the database file.

The lock is SQLite's own on an empty file: the same on every system, shared and exclusive, and gone with
the program that held it, however that ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import Unavailable
from app.services.kernel import driver

FILE_NAME = "profile.lock"
WAIT_MS = 5_000
"""How long an opening waits for a program that is just exchanging the file."""


class ProfileLock:
    """This program's place at a profile. Owned by one thread."""

    def __init__(self, folder: Path) -> None:
        """Take a place beside the others.

        Raises:
            Unavailable: another program is exchanging the file (``profile_in_use``), or the folder cannot be
                written (``folder_unusable``).
        """
        self._folder = folder
        path = folder / FILE_NAME
        try:
            self._raw = driver.bare(path, busy_ms=WAIT_MS)
        except Unavailable as trouble:
            raise Unavailable("folder_unusable", path=str(folder), why=trouble.code) from trouble
        try:
            self._share()
        except BaseException:
            self._raw.close()
            raise

    @contextmanager
    def alone(self, *, wait_ms: int = WAIT_MS) -> Iterator[None]:
        """Be the only program at the profile, to exchange its file.

        Raises:
            Unavailable: another program has it open (``profile_in_use``).
        """
        self._raw.execute("ROLLBACK")
        try:
            self._raw.execute(f"PRAGMA busy_timeout = {wait_ms}")
            self._take("BEGIN EXCLUSIVE")
            try:
                yield
            finally:
                self._raw.execute("ROLLBACK")
        finally:
            self._raw.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
            self._share()

    def release(self) -> None:
        """Leave the profile."""
        self._raw.close()

    def _share(self) -> None:
        self._take("BEGIN")
        self._take("SELECT count(*) FROM sqlite_master")

    def _take(self, statement: str) -> None:
        try:
            with driver.translated(self._folder):
                self._raw.execute(statement).fetchall()
        except Unavailable as trouble:
            if trouble.code == "database_busy":
                raise Unavailable("profile_in_use", path=str(self._folder)) from trouble
            raise Unavailable("folder_unusable", path=str(self._folder), why=trouble.code) from trouble
