"""Backups: five days and four weeks by themselves, any file on request, and the way back."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.clock import Clock, system_clock
from app.errors import Unavailable
from app.services.kernel import driver, schema
from app.services.kernel.database import Database
from app.services.kernel.profile_lock import ProfileLock
from app.services.safekeeping import keys, places

DAYS_KEPT, WEEKS_KEPT = 5, 4
BEFORE_UPGRADES_KEPT = 2
ROOM_LEFT_BYTES = 100_000_000
"""What a backup leaves free for the database to grow."""
_DAILY = re.compile(r"decile-(\d{4}-\d{2}-\d{2})\.db")
_BEFORE_UPGRADE = re.compile(r"decile-(\d{4}-\d{2}-\d{2})-before-upgrade(-\d+)?\.db")
_SLACK_NS = 1_000_000_000
"""File systems date a change up to two ticks late; a backup counts as a second older than it is."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup the program made by itself.

    Attributes:
        at_ns: Nanoseconds UTC; the database is whole in it up to this instant.
    """

    path: Path
    on: date
    at_ns: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that took the place of the database.

    Attributes:
        kept_as: Where the replaced database lies now; ``None`` if there was none.
    """

    source: Path
    kept_as: Path | None


def backups_of(folder: Path) -> list[Backup]:
    """Return the backups in a profile, the newest first."""
    kept = []
    for path in _files(folder / places.BACKUPS):
        match = _DAILY.fullmatch(path.name) or _BEFORE_UPGRADE.fullmatch(path.name)
        if match is not None:
            state = path.stat()
            kept.append(Backup(path, date.fromisoformat(match[1]), state.st_mtime_ns, state.st_size))
    return sorted(kept, key=lambda backup: (backup.at_ns, backup.path.name), reverse=True)


def back_up_if_changed(database: Database, folder: Path, *, clock: Clock = system_clock) -> Path | None:
    """Back the database up under today's date and drop what is too old; ``None`` where nothing changed.

    Readers and writers go on meanwhile. Not for the window's thread.

    Raises:
        Unavailable: the backup could not be written; earlier ones are untouched.
    """
    if not _has_changed(database.path, folder):
        return None
    target = folder / places.BACKUPS / f"decile-{places.local(clock).date().isoformat()}.db"
    back_up(database, target, replaces=True)
    for path in [*too_old(backups_of(folder)), *_abandoned(folder / places.BACKUPS)]:
        places.remove_with_logs(path)
    return target


def back_up_before_upgrade(database: Database, folder: Path, *, clock: Clock = system_clock) -> Path:
    """Back the database up before its schema changes; the last two such backups are kept.

    Raises:
        Unavailable: the backup could not be written.
    """
    name = f"decile-{places.local(clock).date().isoformat()}-before-upgrade.db"
    target = places.free_name(folder / places.BACKUPS / name)
    back_up(database, target)
    of_upgrades = [kept for kept in backups_of(folder) if _BEFORE_UPGRADE.fullmatch(kept.path.name)]
    for kept in of_upgrades[BEFORE_UPGRADES_KEPT:]:
        places.remove_with_logs(kept.path)
    return target


def back_up(database: Database, target: Path, *, replaces: bool = False) -> int:
    """Write a whole backup with the database's own key and return its bytes.

    Args:
        database: The open database; others may read and write it meanwhile.
        target: The new file; its folder is made.
        replaces: Whether a file already there may be replaced, once the new one is whole.

    Raises:
        Unavailable: ``file_exists``, ``disk_full``, ``file_unusable``…; nothing is left half-written.
    """
    with places.file_trouble(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not replaces:
            raise Unavailable("file_exists", path=str(target))
    _must_have_room(target.parent, sum(places.size_with_logs(database.path)))
    began_ns = time.time_ns() - _SLACK_NS
    with _written_whole(target) as part:
        database.back_up(part)
        with places.file_trouble(part):
            os.utime(part, ns=(began_ns, began_ns))
    return target.stat().st_size


def too_old(backups: Iterable[Backup]) -> list[Path]:
    """Return the daily backups to drop: all but the last of each of 5 days and of each of 4 weeks.

    Days and weeks without a backup do not count, so that a holiday does not use them up.
    """
    daily = [kept for kept in backups if _DAILY.fullmatch(kept.path.name)]
    daily.sort(key=lambda kept: kept.on, reverse=True)
    last_of_week: dict[tuple[int, int], Backup] = {}
    for kept in daily:
        last_of_week.setdefault(kept.on.isocalendar()[:2], kept)
    wanted = {kept.path for kept in [*daily[:DAYS_KEPT], *list(last_of_week.values())[:WEEKS_KEPT]]}
    return [kept.path for kept in daily if kept.path not in wanted]


def restore(
    folder: Path, source: Path, *, passphrase: str | None = None, clock: Clock = system_clock
) -> Restored:
    """Put a backup in the place of the database, which is kept beside it under a new name.

    Args:
        folder: The profile; no program may have it open.
        source: A backup, encrypted with the profile's key or not at all; it is read only.
        passphrase: Where the profile's key comes from one.
        clock: Dates the name of the replaced file.

    Raises:
        Unavailable: ``file_missing``, ``backup_damaged``, ``database_foreign``, ``database_newer``,
            ``wrong_key``, ``profile_in_use``, ``disk_full``…; the database is as it was.
    """
    with places.file_trouble(folder):
        folder.mkdir(parents=True, exist_ok=True)
    lock = ProfileLock(folder)
    try:
        with lock.alone():
            record = keys.record_of(folder)
            key = None if record is None else keys.key_of(record, passphrase)
            return _restored(folder, source, key, clock)
    finally:
        lock.release()


def copy_if_whole(source: Path, target: Path, *, key: bytes | None) -> None:
    """Copy a backup to a new file under the profile's key, after checking every page of it.

    Raises:
        Unavailable: ``file_missing``, ``backup_damaged``, ``database_foreign``, ``database_newer``…
    """
    with places.file_trouble(source):
        source_key = None if driver.is_plain(source) else key
    try:
        with closing(driver.peek(source, key=source_key)) as raw:
            schema.found_version(raw, source)
            wrong = driver.check(raw, is_full=True)
            if not wrong:
                places.remove_with_logs(target)
                driver.copy(raw, source_key, target, key)
    except Unavailable as trouble:
        if trouble.code != "database_damaged":
            raise
        code = "wrong_key" if driver.looks_encrypted(source) else "backup_damaged"
        raise Unavailable(code, path=str(source)) from trouble
    if wrong:
        raise Unavailable("backup_damaged", path=str(source), why=wrong[0])


def _restored(folder: Path, source: Path, key: bytes | None, clock: Clock) -> Restored:
    path, part = places.database_path(folder), folder / places.PART
    try:
        copy_if_whole(source, part, key=key)
    except BaseException:
        places.remove_with_logs(part)
        raise
    places.put_in_place(part, folder / places.NEXT)
    kept_as = None
    if path.exists():
        kept_as = places.move_with_logs(path, folder / f"decile.replaced-{places.stamp_of(clock)}.db")
    places.put_in_place(folder / places.NEXT, path)
    (folder / places.MARKER).unlink(missing_ok=True)
    return Restored(source, kept_as)


def _must_have_room(folder: Path, size_bytes: int) -> None:
    """Refuse a copy that would leave the database itself without room to go on."""
    free_bytes = shutil.disk_usage(folder).free
    if free_bytes < size_bytes + ROOM_LEFT_BYTES:
        raise Unavailable("disk_full", path=str(folder), free_bytes=free_bytes, needed_bytes=size_bytes)


def _has_changed(path: Path, folder: Path) -> bool:
    """Whether the database was written since the newest backup."""
    kept = backups_of(folder)
    if not kept or kept[0].at_ns > time.time_ns():
        return True  # a backup from the future says nothing: the computer's clock was put back
    return any(_changed_ns(file) > kept[0].at_ns for file in (path, path.with_name(path.name + "-wal")))


def _abandoned(folder: Path) -> list[Path]:
    """Return what programs that were ended in the middle left behind, once it is surely theirs no longer."""
    yesterday_ns = time.time_ns() - 86_400_000_000_000
    return [
        path for path in _files(folder) if path.suffix == ".part" and path.stat().st_mtime_ns < yesterday_ns
    ]


def _changed_ns(path: Path) -> int:
    try:
        state = path.stat()
    except OSError:
        return 0
    return state.st_mtime_ns if state.st_size else 0


@contextmanager
def _written_whole(target: Path) -> Iterator[Path]:
    """Give a name to write under; it becomes the target when all went well, and goes away when not."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    places.remove_with_logs(part)
    try:
        yield part
    except BaseException:
        places.remove_with_logs(part)
        raise
    places.put_in_place(part, target)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
