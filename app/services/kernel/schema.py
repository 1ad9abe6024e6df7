"""The tables of the embedded database."""

from __future__ import annotations

from sqlalchemy import Connection

from app.models.tables import LOCAL, SHARED


def create_all(db: Connection) -> None:
    """Create every table of an empty database."""
    SHARED.create_all(db)
    LOCAL.create_all(db)
