"""Files of this desk that still hold a person who was erased: recordings, refused rows, the log, the backups."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, select

from app.clock import Clock, system_clock
from app.models.desk import Remembered
from app.models.erasing import ErasedLead
from app.models.recordings import Recording
from app.services.import_run.refused_place import FOLDER as REFUSED_ROWS
from app.services.kernel import driver
from app.services.kernel.database import Database
from app.services.recording_files import FOLDER as RECORDINGS
from app.services.remembering import forget, remember
from app.services.safekeeping import backups, places

PENDING: Final = "erasing.pending"
"""Remembered with the erasing and forgotten when the files are done: a program that dies between goes on at its start."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What became of the files.

    Attributes:
        recordings: Sound files deleted.
        backups: Older backups of the profile that were replaced by one fresh backup.
        left: Files that hold the person still and are not ours to delete: damaged or replaced databases set aside.
    """

    recordings: int = 0
    backups: int = 0
    left: tuple[Path, ...] = ()


def begin_sweep(db: Connection, erasure_id: UUID) -> None:
    """Note, in the transaction that erases, that the files of this desk are still to be done."""
    remember(PENDING, erasure_id.hex)(db)


def is_sweep_due(db: Connection) -> bool:
    """Whether files wait for being done."""
    return db.execute(select(Remembered.key).where(Remembered.key == PENDING)).first() is not None


def sweep(database: Database, folder: Path, *, clock: Clock = system_clock) -> Swept:
    """Do what an erasing leaves to do with files; takes seconds, half a minute for a million leads.

    Not for the window's thread. It may be done again and again.

    Raises:
        Unavailable: the database is in use elsewhere, or there is no room for the fresh backup; it stays due.
    """
    recordings = _delete_recordings(database, folder / RECORDINGS)
    rewrite(database)
    older = [kept.path for kept in backups.backups_of(folder)]
    backups.back_up(database, folder / places.BACKUPS / _daily_name(clock), replaces=True)
    gone = [path for path in older if path.name != _daily_name(clock)]
    for path in gone:
        places.remove_with_logs(path)
    with database.write() as db:
        forget(PENDING)(db)
    return Swept(recordings, len(older), tuple(_set_aside(folder)))


def drop_refused_rows(folder: Path, texts: Iterable[str]) -> int:
    """Take rows that name a person out of the files of refused rows in the profile, and return how many."""
    named, dropped = tuple(texts), 0
    for path in sorted((folder / REFUSED_ROWS).glob("*.csv")):
        dropped += _without_rows(path, named)
    return dropped


def _without_rows(path: Path, named: tuple[str, ...]) -> int:
    with suppress(OSError, UnicodeDecodeError, csv.Error):
        text = path.read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        kept = [row for row in rows if not any(one in cell for one in named for cell in row)]
        if len(kept) == len(rows):
            return 0
        out = io.StringIO()
        csv.writer(out).writerows(kept)
        path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
        return len(rows) - len(kept)
    return 0


def _delete_recordings(database: Database, folder: Path) -> int:
    """Delete the sound of every call with an erased person, unless the same bytes belong to somebody else's call."""
    theirs = select(ErasedLead.lead_id)
    with database.read() as db:
        wanted = set(db.execute(select(Recording.sha256).where(Recording.lead_id.in_(theirs))).scalars())
        shared = set(db.execute(select(Recording.sha256).where(Recording.lead_id.not_in(theirs))).scalars())
    deleted = 0
    for digest in wanted - shared:
        for path in folder.glob(f"{digest}.*"):
            with places.file_trouble(path):
                path.unlink(missing_ok=True)
            deleted += 1
    return deleted


def rewrite(database: Database) -> None:
    """Write the file anew: what was overwritten leaves the search index, free pages and the log as well."""
    with closing(database.raw()) as raw, driver.translated(database.path):
        for index in ("lead_text", "lead_pairs"):
            raw.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608 - two names of ours
        raw.execute("VACUUM")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _daily_name(clock: Clock) -> str:
    return f"decile-{places.local(clock).date().isoformat()}.db"


def _set_aside(folder: Path) -> list[Path]:
    own = {places.DATABASE, places.NEXT, places.PART}
    return [path for path in sorted(folder.glob("decile*.db")) if path.name not in own]
