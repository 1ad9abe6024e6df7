"""What left this desk's sight leaves its file as well: the search index, free pages and the write-ahead log."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import Connection

from app.errors import Unavailable
from app.services.kernel import driver
from app.services.kernel.database import Database
from app.services.remembering import forget, remember, remembered

_KEY = "sync.scrub"
_INDEXES = ("lead_text", "lead_pairs")


def begin(db: Connection) -> None:
    """Note, in the transaction that takes rows away, that their bytes are still to go."""
    remember(_KEY, "1")(db)


def carry_on(database: Database) -> bool:
    """Do what was noted; whether all is done. While somebody reads, the log cannot go, and the next call tries again.

    Free pages need nothing: they are overwritten as they become free (``secure_delete``).
    """
    with database.read() as db:
        if remembered(_KEY)(db) is None:
            return True
    with database.write() as db:
        for index in _INDEXES:
            # What is deleted stays in a segment of the index until it is merged with another.
            db.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608 - names of ours
    if not _is_log_empty(database):
        return False
    with database.write() as db:
        forget(_KEY)(db)
    return True


def _is_log_empty(database: Database) -> bool:
    with closing(database.raw()) as raw:
        try:
            with driver.translated(database.path):
                raw.execute("PRAGMA busy_timeout = 200")
                busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except Unavailable:
            return False
    return not busy
