"""A damaged database: found, set aside under a new name, replaced by what is still whole; never deleted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.clock import Clock, system_clock
from app.errors import Unavailable
from app.services.kernel import driver, schema
from app.services.kernel.database import Database
from app.services.kernel.migrations.upgrade import bring_up_to_date
from app.services.safekeeping import backups, places
from app.services.safekeeping.rescue import Rescued, rescue
from app.services.search import rebuild

_log = logging.getLogger(__name__)

EMPTY, MISSING = "empty", "missing"
"""Why a database is not usable, beside what SQLite says."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A damaged database and what took its place; views tell it to the person.

    Attributes:
        original: Where the database lies.
        kept_as: Where the damaged file lies now; ``None`` if there was none any more.
        restored_from: The backup that took its place; ``None`` if it is a fresh database.
        outbox_kept: Commands later than the backup that the damaged file still held.
        drafts_kept: Drafts of words being typed, likewise.
        why: What was found, as SQLite says it, or ``empty`` or ``missing``.
    """

    original: Path
    kept_as: Path | None
    restored_from: Path | None
    outbox_kept: int
    drafts_kept: int
    why: str


def damage_of(folder: Path, *, key: bytes | None, is_key_sure: bool = False) -> str | None:
    """Return what is wrong with a profile's database at first sight; ``None`` where it can be opened.

    Reads a page or two; what lies deeper is found by ``check_in_use``.

    Args:
        folder: The profile.
        key: Its key, if it has one.
        is_key_sure: Whether the key is known to be the right one. Else a file that looks encrypted is taken
            for one with another key: a good file must never be set aside for a mistyped key.

    Raises:
        Unavailable: nothing is wrong with the file, but it needs another key (``wrong_key``).
    """
    path = places.database_path(folder)
    if not path.exists():
        return MISSING if backups.backups_of(folder) else None
    if path.stat().st_size == 0:
        return EMPTY
    marker = folder / places.MARKER
    if marker.exists():
        with places.file_trouble(marker):
            return marker.read_text(encoding="utf-8").strip() or EMPTY
    try:
        driver.peek(path, key=key).close()
    except Unavailable as trouble:
        if trouble.code != "database_damaged":
            raise
        if not is_key_sure and driver.looks_encrypted(path):
            raise Unavailable("wrong_key", path=str(path)) from trouble
        return str(trouble.place.get("why"))
    return None


def check_in_use(
    database: Database, folder: Path, *, is_full: bool = False, stops: Callable[[], bool] | None = None
) -> list[str]:
    """Check every page of an open database; what is wrong is noted, and the next opening sets the file aside.

    Readers and writers go on meanwhile. Not for the window's thread: ten seconds or more for each gigabyte.

    Returns:
        What SQLite found, at most 100 lines; empty where the file is whole.

    Raises:
        Stopped: ``stops``, asked now and then, said so.
    """
    with closing(database.raw(writes=False)) as raw:
        wrong = driver.check(raw, is_full=is_full, stops=stops)
    if wrong:
        _log.error("the database is damaged: %s", wrong[0])
        with places.file_trouble(folder):
            (folder / places.MARKER).write_text(wrong[0], encoding="utf-8")
    return wrong


def set_aside(folder: Path, *, why: str, key: bytes | None, clock: Clock = system_clock) -> SetAside:
    """Replace a damaged database by the newest whole backup, or a fresh one, and carry over what is readable.

    No program may have the profile open. Until the last step the damaged file keeps its place, so that an
    interruption only means to begin again.

    Raises:
        Unavailable: no room for a second file (``disk_full``), or it cannot be renamed (``file_unusable``).
    """
    path, part = places.database_path(folder), folder / places.PART
    places.remove_with_logs(part)
    restored_from = _newest_whole(folder, part, key=key)
    rescued = Rescued()
    with closing(Database(part, key=key)) as database:
        if restored_from is None:
            create(database)
        else:
            _bring_up_to_date(database)
        if path.exists():
            rescued = rescue(path, key, database, is_fresh=restored_from is None)
    places.put_in_place(part, folder / places.NEXT)
    kept_as = None
    if path.exists():
        kept_as = places.move_with_logs(path, folder / f"decile.damaged-{places.stamp_of(clock)}.db")
    finish_exchange(folder, clock=clock)
    (folder / places.MARKER).unlink(missing_ok=True)
    return SetAside(path, kept_as, restored_from, rescued.commands, rescued.drafts, why)


def finish_exchange(folder: Path, *, clock: Clock = system_clock) -> None:
    """Put a finished file in the place of a database that is gone; also after an interruption."""
    path, following = places.database_path(folder), folder / places.NEXT
    if path.exists():
        places.remove_with_logs(following)  # the exchange had not begun: what it prepared is worthless
        return
    for log in places.LOGS:
        stray = path.with_name(path.name + log)
        if stray.exists():  # of the file that is gone; SQLite would read it into the new one
            target = places.free_name(folder / f"decile.damaged-{places.stamp_of(clock)}.db{log}")
            with places.file_trouble(stray):
                stray.rename(target)
    if following.exists():
        places.put_in_place(following, path)


def create(database: Database) -> None:
    """Make all tables in an empty database."""
    with database.altering() as db:
        schema.create_all(db)


def upgrade(database: Database, *, found: int) -> None:
    """Carry out the revisions that a file lacks and fill what is derived; all of it, or nothing."""
    with database.altering() as db:
        bring_up_to_date(db, found=found)
        rebuild(db)


def _bring_up_to_date(database: Database) -> None:
    with closing(database.raw(writes=False)) as raw:
        found = schema.found_version(raw, database.path)
    if found < schema.VERSION:
        upgrade(database, found=found)


def _newest_whole(folder: Path, target: Path, *, key: bytes | None) -> Path | None:
    for kept in backups.backups_of(folder):
        try:
            backups.copy_if_whole(kept.path, target, key=key)
        except Unavailable as trouble:
            if trouble.code not in {"backup_damaged", "database_foreign", "database_newer", "wrong_key"}:
                raise
            _log.warning("backup passed over: %s", trouble)
            continue
        return kept.path
    return None
