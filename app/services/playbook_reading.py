"""The playbook in force, as its document."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.models.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Document:
    """A version of the playbook and its TOML text."""

    version: int
    text: str


def current_document(db: Connection) -> Document:
    """Return the playbook in force."""
    row = db.execute(select(Playbook.version, Playbook.document).where(Playbook.is_current)).one()
    return Document(row.version, row.document)
