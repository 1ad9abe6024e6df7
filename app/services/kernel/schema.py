"""The tables of the embedded database: made new, recognised, or brought up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Table

from app.errors import Unavailable
from app.models.report_parts import ReportMark, ReportPart, ReportQuestion
from app.models.search_index import LeadRow, RowCode
from app.models.tables import LOCAL, SHARED
from app.services.kernel.driver import Raw

VERSION = 1
"""Number of the newest revision in ``migrations/versions``, kept in the header of the file."""
APPLICATION_ID = 0x44656369
"""``Deci``, in the header: tells our files from other SQLite files."""


DERIVED: tuple[Table, ...] = tuple(
    LOCAL.tables[cls.__tablename__] for cls in (LeadRow, RowCode, ReportMark, ReportQuestion, ReportPart)
)
"""Tables that follow from others, triggers and all: an upgrade makes them anew instead of migrating them."""


def create_all(db: Connection) -> None:
    """Create every table of an empty database, as the newest revision has it."""
    # Without asking for each table whether it is there: the database is empty.
    SHARED.create_all(db, checkfirst=False)
    LOCAL.create_all(db, checkfirst=False)
    stamp(db)


def stamp(db: Connection) -> None:
    """Write into the header that this is our file and up to date; undone with the transaction."""
    db.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    db.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def found_version(raw: Raw, path: Path) -> int:
    """Return the revision of a file that has tables.

    Raises:
        Unavailable: a later program wrote it (``database_newer``), or another program (``database_foreign``).
    """
    application = raw.execute("PRAGMA application_id").fetchone()[0]
    version = int(raw.execute("PRAGMA user_version").fetchone()[0])
    if application != APPLICATION_ID:
        raise Unavailable("database_foreign", path=str(path))
    if version > VERSION:
        raise Unavailable("database_newer", path=str(path), found=version, known=VERSION)
    return version
