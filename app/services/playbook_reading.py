"""The playbook in force, as its document."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from app.services.playbook_truth import truth_in_force


@dataclass(frozen=True, slots=True)
class Document:
    """A version of the playbook and its TOML text."""

    version: int
    text: str
    strayed: tuple[str, ...] = ()
    """The parts in which the text kept with it says something else; ``text`` is then written from what counts."""


def current_document(db: Connection) -> Document:
    """Return the playbook in force."""
    truth = truth_in_force(db)
    return Document(truth.version, truth.text, truth.strayed)
