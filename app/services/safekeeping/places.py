"""Where the files of a profile lie, and how one takes the place of another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from app.clock import Clock, from_micros
from app.errors import Unavailable

DATABASE = "decile.db"
BACKUPS = "backups"
NEXT = "decile.next.db"
"""A finished file about to take the database's place."""
PART = "decile.part.db"
"""A file still being written; worthless when found."""
MARKER = "decile.damaged"
"""Written when the database was found damaged while in use; the next opening sets it aside."""
ACCOUNT = "account.json"
"""Says that the profile has joined a team, and how it signs in."""
LOGS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file and what must go wherever the file goes."""


def database_path(folder: Path) -> Path:
    """Return the database of a profile."""
    return folder / DATABASE


def stamp_of(clock: Clock) -> str:
    """Return the local date and time as part of a file's name, to the second."""
    return local(clock).strftime("%Y-%m-%d-%H%M%S")


def local(clock: Clock) -> datetime:
    """Return now in this computer's time zone."""
    return from_micros(clock()).astimezone()


@contextmanager
def file_trouble(path: Path) -> Iterator[None]:
    """Turn what the file system refuses into ``Unavailable`` with the place."""
    try:
        yield
    except FileNotFoundError as error:
        raise Unavailable("file_missing", path=str(error.filename or path)) from error
    except OSError as error:
        raise Unavailable("file_unusable", path=str(error.filename or path), why=error.strerror) from error


def move_with_logs(path: Path, target: Path) -> Path:
    """Rename a database with everything SQLite keeps beside it, the file itself first.

    Returns:
        Where it is now; a number is added to a name already taken.
    """
    target = free_name(target)
    with file_trouble(path):
        for log in ("", *LOGS):
            if _beside(path, log).exists():
                _beside(path, log).rename(_beside(target, log))
    return target


def remove_with_logs(path: Path) -> None:
    """Delete a working file of ours, if it is there."""
    with file_trouble(path):
        for log in (*LOGS, ""):
            _beside(path, log).unlink(missing_ok=True)


def put_in_place(finished: Path, path: Path) -> None:
    """Give a finished file the name of another, which is gone or is replaced in one step."""
    with file_trouble(path):
        finished.replace(path)
        _sync_folder(path.parent)


def free_name(path: Path) -> Path:
    """Return the path, or the first of ``name-2``, ``name-3``… that is free."""
    candidate, number = path, 1
    while any(_beside(candidate, log).exists() for log in ("", *LOGS)):
        number += 1
        candidate = path.with_stem(f"{path.stem}-{number}")
    return candidate


def size_with_logs(path: Path) -> tuple[int, int]:
    """Return the bytes of a database and of its write-ahead log; 0 for what is not there."""
    return _size(path), _size(_beside(path, "-wal"))


def _beside(path: Path, log: str) -> Path:
    return path.with_name(path.name + log)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk; Windows has no such thing and needs none."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
