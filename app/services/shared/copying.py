"""All rows of an embedded database, with their history, into an empty shared one."""
# ruff: noqa: S608 - every name put into a statement comes from the mapped tables

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
from sqlalchemy import Connection, Table

from app.models.tables import SHARED
from app.services.kernel.outbox import SETTLED
from app.services.shared.server_tables import SERVER, STATE
from app.services.shared.spelling import name_of

_AT_ONCE = 2000
_CMD = (
    "id", "actor_id", "login", "kind", "version", "args", "digest", "happened_at", "is_suspect", "at", "status",
)  # fmt: skip
_CLEARED = [
    table.name for table in SERVER.sorted_tables if table.name not in (STATE.name, "command_kind")
] + [table.name for table in SHARED.sorted_tables]


def is_worked_in(db: psycopg.Connection[Any]) -> bool:
    """Whether anybody has given the shared database a command, or a lead lies in it."""
    row = db.execute(
        "select exists (select from app.cmd where status <> 'brought') or exists (select from app.lead)"
    ).fetchone()
    return row is not None and bool(row[0])


def copy_all(here: Connection, db: psycopg.Connection[Any], *, login: str) -> dict[str, int]:
    """Put everything an embedded database holds in the place of what the shared one was founded with.

    Args:
        here: The embedded database.
        db: The shared one, acting as its owner; nobody works in it yet.
        login: Who brings it: the commands given alone are noted under this login.

    Returns:
        Rows by table, and the commands under ``cmd``.
    """
    tables = SHARED.sorted_tables
    _triggers(db, "disable")
    db.execute(f"truncate {', '.join(f'app.{name}' for name in _CLEARED)}".encode())
    counted = {table.name: _copy_table(here, db, table) for table in tables}
    counted["cmd"] = _copy_commands(here, db, login)
    _triggers(db, "enable")
    # Whoever read the feed before begins afresh.
    db.execute("update app.server set epoch = gen_random_uuid()")
    return counted


def _triggers(db: psycopg.Connection[Any], how: str) -> None:
    for name in _CLEARED:
        db.execute(f"alter table app.{name} {how} trigger user".encode())


def _copy_table(here: Connection, db: psycopg.Connection[Any], table: Table) -> int:
    names = ", ".join(name_of(column) for column in table.columns)
    rows = here.exec_driver_sql(f"select {names} from {table.name}")
    count = 0
    with db.cursor() as cursor, cursor.copy(f"copy app.{table.name} ({names}) from stdin".encode()) as copy:
        # As SQLite keeps them: 32 hex digits and 0 or 1 are an id and a flag to PostgreSQL too.
        while some := rows.fetchmany(_AT_ONCE):
            for row in some:
                copy.write_row(tuple(row))
            count += len(some)
    return count


def _copy_commands(here: Connection, db: psycopg.Connection[Any], login: str) -> int:
    count = 0
    with db.cursor() as cursor, cursor.copy(f"copy app.cmd ({', '.join(_CMD)}) from stdin".encode()) as copy:
        for row in _commands(here, login):
            copy.write_row(row)
            count += 1
    db.execute(
        "update app.cmd set digest = encode(sha256(convert_to(concat_ws(' ', kind, version, actor_id, args), 'UTF8')),"
        " 'hex')"
    )
    return count


def _commands(here: Connection, login: str) -> Iterator[tuple[Any, ...]]:
    rows = here.exec_driver_sql(
        "select cmd_id, actor_id, kind, args, given_at from outbox where state = ? order by seq", (SETTLED,)
    )
    for cmd_id, actor_id, kind, args, at in rows:
        yield cmd_id, actor_id, login, kind, 1, args, "", at, False, at, "brought"
