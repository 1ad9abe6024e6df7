"""Carrying out the revisions that a file lacks."""

from __future__ import annotations

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection

from app.services.kernel.migrations.versions import UPGRADES


def upgrade(db: Connection, *, found: int) -> None:
    """Bring the schema of a file from revision ``found`` to the newest, within the caller's transaction."""
    with Operations.context(MigrationContext.configure(db)):
        for step in UPGRADES[found:]:
            step()
