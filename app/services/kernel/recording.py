"""Triggers on the writing connection that see what a command changes, so that no command must say it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Table

from app.models.base import Shared
from app.models.tables import shared_classes
from app.services.kernel.changes import Changes, collect

# Temporary tables and triggers live on the one writing connection and cost readers nothing.
_SETUP = (
    "CREATE TEMP TABLE IF NOT EXISTS touched (topic TEXT, id TEXT, PRIMARY KEY (topic, id)) WITHOUT ROWID",
    "CREATE TEMP TABLE IF NOT EXISTS recording (seq INTEGER)",
)

_EVENTS = {"INSERT": ("new",), "UPDATE": ("new", "old"), "DELETE": ("old",)}


def install(db: Connection, *, keep_images: bool) -> None:
    """Make the recording triggers on this connection.

    Args:
        db: The writing connection.
        keep_images: Also keep before-images, which a desk that shares its database needs for its rebase.
    """
    for statement in (*_SETUP, *_triggers(keep_images=keep_images)):
        db.exec_driver_sql(statement)


def begin(db: Connection, seq: int | None) -> None:
    """Start recording; with ``seq``, before-images are kept for that outbox entry."""
    db.exec_driver_sql("DELETE FROM temp.touched")
    db.exec_driver_sql("DELETE FROM temp.recording")
    if seq is not None:
        db.exec_driver_sql("INSERT INTO temp.recording VALUES (?)", (seq,))


def keep_images_for(db: Connection, seq: int) -> None:
    """Keep before-images for another outbox entry from now on; what was touched so far stays noted."""
    db.exec_driver_sql("DELETE FROM temp.recording")
    db.exec_driver_sql("INSERT INTO temp.recording VALUES (?)", (seq,))


@contextmanager
def nothing_recorded(db: Connection, *, keep_images: bool) -> Iterator[None]:
    """Let rows be written without a look at each, where all are; the caller tells whoever listens of ``everything``."""
    for cls in shared_classes():
        for event in _EVENTS:
            db.exec_driver_sql(f"DROP TRIGGER IF EXISTS temp.{_name(cls.__tablename__, event)}")
    yield
    install(db, keep_images=keep_images)


def everything() -> Changes:
    """Return that every topic changed as a whole."""
    return Changes({cls.topic: frozenset() for cls in shared_classes()})


def recorded(db: Connection) -> Changes:
    """Return what was touched since ``begin``."""
    return collect((row[0], row[1]) for row in db.exec_driver_sql("SELECT topic, id FROM temp.touched"))


@functools.cache
def _triggers(*, keep_images: bool) -> tuple[str, ...]:
    """Return the triggers of all shared tables; text for each connection would cost half of opening it."""
    return tuple(_each_trigger(keep_images=keep_images))


def _each_trigger(*, keep_images: bool) -> Iterator[str]:
    for cls in shared_classes():
        table = cls.__table__
        assert isinstance(table, Table)  # noqa: S101 - shared classes map one table each
        for event, rows in _EVENTS.items():
            body = [_touch(cls, row) for row in dict.fromkeys(rows)]
            if keep_images:
                body.append(_image(table, event))
            statements = " ".join(f"{one};" for one in dict.fromkeys(body))
            yield (
                f"CREATE TEMP TRIGGER IF NOT EXISTS {_name(table.name, event)}"
                f" AFTER {event} ON main.{table.name} BEGIN {statements} END"
            )


def _name(table: str, event: str) -> str:
    return f"record_{table}_{event.lower()}"


def _touch(cls: type[Shared], row: str) -> str:
    told = f"{row}.{cls.told_by}" if cls.told_by else "''"
    return f"INSERT OR IGNORE INTO touched VALUES ('{cls.topic.value}', coalesce({told}, ''))"


def _image(table: Table, event: str) -> str:
    row = "new" if event == "INSERT" else "old"
    key = f"json_array({_columns(row, (column.name for column in table.primary_key))})"
    named = ", ".join(f"'{column.name}', old.\"{column.name}\"" for column in table.columns)
    image = "NULL" if event == "INSERT" else f"json_object({named})"
    return (
        f"INSERT INTO before_image (seq, table_name, row_key, image)"
        f" SELECT seq, '{table.name}', {key}, {image} FROM recording WHERE NOT EXISTS"
        f" (SELECT 1 FROM before_image b WHERE b.seq = recording.seq"
        f" AND b.table_name = '{table.name}' AND b.row_key = {key})"
    )


def _columns(row: str, names: Iterable[str]) -> str:
    return ", ".join(f'{row}."{name}"' for name in names)
