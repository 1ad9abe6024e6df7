"""Carrying out the revisions that a file lacks."""

from __future__ import annotations

from sqlalchemy import Connection

from app.models.tables import LOCAL
from app.services.kernel.schema import DERIVED, stamp


def bring_up_to_date(db: Connection, *, found: int) -> None:
    """Carry out the revisions that the file lacks, in the transaction of ``Database.altering``.

    What is derived is made anew and empty; whoever owns it fills it.

    Args:
        db: The connection of ``Database.altering``.
        found: Number of the newest revision the file has; 0 for an empty file.
    """
    # Alembic takes as long to import as the window to open: only an old file waits for it.
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from alembic.operations import Operations  # noqa: PLC0415

    from app.services.kernel.migrations.versions import UPGRADES  # noqa: PLC0415

    _drop_derived(db)
    with Operations.context(MigrationContext.configure(db)):
        for step in UPGRADES[found:]:
            step()
    LOCAL.create_all(db, tables=list(DERIVED), checkfirst=False)
    stamp(db)


def _drop_derived(db: Connection) -> None:
    """Drop all triggers, and the tables that no revision made: derived ones and text indexes."""
    rows = db.exec_driver_sql("SELECT type, name, sql FROM sqlite_master").all()
    for kind, name, sql in rows:
        if kind == "trigger":
            db.exec_driver_sql(f'DROP TRIGGER "{name}"')
        elif kind == "table" and str(sql).upper().startswith("CREATE VIRTUAL"):
            db.exec_driver_sql(f'DROP TABLE "{name}"')
    LOCAL.drop_all(db, tables=list(DERIVED))
