"""Everything a database holds, to tell whether anything at all was written."""

from __future__ import annotations

from app.models.tables import LOCAL, SHARED
from app.services.kernel.database import Database
from tests.parity.twin import Rows, rows_here


def everything(database: Database) -> dict[str, Rows]:
    """Return every row of every table, the desk's own included."""
    with database.read() as db:
        return {table.name: rows_here(db, table) for meta in (SHARED, LOCAL) for table in meta.sorted_tables}
