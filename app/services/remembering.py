"""Small things this desk remembers by a key: how a set of headings was matched, what was dismissed.

Writes are given to ``Workspace.keep``, questions to ``Workspace.read``. Values are text; whoever keeps
more writes it as JSON or TOML. What belongs to the window (language, widths) is in the settings instead.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, delete, insert, select, update

from app.models.desk import Remembered


def remember(key: str, value: str) -> Callable[[Connection], None]:
    """Return the write that keeps a value under a key, in place of what was there."""

    def write(db: Connection) -> None:
        kept = db.execute(update(Remembered).where(Remembered.key == key).values(value=value))
        if kept.rowcount == 0:
            db.execute(insert(Remembered).values(key=key, value=value))

    return write


def forget(key: str) -> Callable[[Connection], None]:
    """Return the write that forgets a key; it may be unknown."""

    def write(db: Connection) -> None:
        db.execute(delete(Remembered).where(Remembered.key == key))

    return write


def remembered(key: str) -> Callable[[Connection], str | None]:
    """Return the question for the value of a key; ``None`` where nothing is remembered."""

    def ask(db: Connection) -> str | None:
        return db.execute(select(Remembered.value).where(Remembered.key == key)).scalar()

    return ask


def all_remembered(prefix: str) -> Callable[[Connection], dict[str, str]]:
    """Return the question for everything whose key begins with ``prefix``, by key."""

    def ask(db: Connection) -> dict[str, str]:
        rows = db.execute(
            select(Remembered.key, Remembered.value)
            .where(Remembered.key.startswith(prefix, autoescape=True))
            .order_by(Remembered.key)
        )
        return {row.key: row.value for row in rows}

    return ask


def mapping_key(fingerprint: str) -> str:
    """Return the key under which the mapping of a set of headings is kept.

    Args:
        fingerprint: Of the headings, as ``intake.headings`` computes it.
    """
    return f"import.mapping:{fingerprint}"
