"""Words being typed, kept by the place they belong to, so that a crash loses none of them.

Writes are given to ``Workspace.keep``, questions to ``Workspace.read``::

    workspace.keep(drafts.save(drafts.call_place(call_id), words, at=clock()))
    words = workspace.read(drafts.words_at(drafts.call_place(call_id)))

Whoever turns the words into a command forgets the draft in the same transaction, by
``batch.read(drafts.forget(place))``: then words are never lost between the two, nor offered twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from app.models.desk import Draft


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Words somebody was typing.

    Attributes:
        place: Where they belong.
        saved_at: Microseconds UTC.
    """

    place: str
    words: str
    saved_at: int


def call_place(activity_id: UUID) -> str:
    """Return the place of the notes of a running call."""
    return f"call:{activity_id.hex}"


def save(place: str, words: str, *, at: int) -> Callable[[Connection], None]:
    """Return the write that keeps the words of a place; empty words forget it.

    The words are on the disk when the write returns.
    """

    def write(db: Connection) -> None:
        if not words:
            forget(place)(db)
            return
        kept = db.execute(update(Draft).where(Draft.place == place).values(words=words, saved_at=at))
        if kept.rowcount == 0:
            db.execute(insert(Draft).values(place=place, words=words, saved_at=at))

    return write


def forget(place: str) -> Callable[[Connection], None]:
    """Return the write that forgets the words of a place; there may be none."""

    def write(db: Connection) -> None:
        db.execute(delete(Draft).where(Draft.place == place))

    return write


def words_at(place: str) -> Callable[[Connection], str]:
    """Return the question for the words of a place; empty where there are none."""

    def ask(db: Connection) -> str:
        return db.execute(select(Draft.words).where(Draft.place == place)).scalar() or ""

    return ask


def kept_words(prefix: str = "") -> Callable[[Connection], list[KeptWords]]:
    """Return the question for all drafts whose place begins with ``prefix``, the latest first."""

    def ask(db: Connection) -> list[KeptWords]:
        rows = db.execute(
            select(Draft.place, Draft.words, Draft.saved_at)
            .where(Draft.place.startswith(prefix, autoescape=True))
            .order_by(Draft.saved_at.desc(), Draft.place)
        )
        return [KeptWords(row.place, row.words, row.saved_at) for row in rows]

    return ask
