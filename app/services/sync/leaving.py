"""A login that was closed: the copy on this desk is emptied, what was typed and not sent stays, encrypted."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import delete, func, select

from app.models.desk import BeforeImage, OutboxEntry
from app.services.erasing_files import rewrite
from app.services.founding import CURSOR
from app.services.kernel import outbox, recording
from app.services.kernel.changes import Changes
from app.services.kernel.database import Database
from app.services.remembering import forget
from app.services.safekeeping import backups, places
from app.services.sync import copying
from app.services.sync.laying_down import empty


def empty_copy(database: Database, folder: Path) -> Changes:
    """Take away all that came from the shared database, from the file, its log and the backups.

    The outbox stays, for the administrator or for a login opened once more. Takes a second or two.

    Returns:
        What changed, for whoever listens.

    Raises:
        Unavailable: the file is in use elsewhere; done again, it finishes.
    """
    with database.write() as db:
        recording.begin(db, None)
        empty(db)
        db.execute(delete(BeforeImage))
        copying.end(db)
        forget(CURSOR)(db)
        changes = recording.recorded(db)
    rewrite(database)
    for kept in backups.backups_of(folder):
        places.remove_with_logs(kept.path)
    return changes


def unsent(database: Database) -> int:
    """Return how many commands the shared database never judged."""
    with database.read() as db:
        statement = (
            select(func.count()).select_from(OutboxEntry).where(OutboxEntry.state.in_(outbox.UNSETTLED))
        )
        return db.execute(statement).scalar_one()
