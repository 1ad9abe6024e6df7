"""Rows of the shared database laid down in the local copy, exactly as they are there."""
# ruff: noqa: S608 - every name put into a statement comes from the mapped tables

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, Table, Uuid

from app.models.tables import SHARED
from app.services.shared.audience import audiences
from app.services.sync.server import Columns, Pulled, Rows


def lay_down(db: Connection, pulled: Pulled) -> None:
    """Put the changed rows in their place; what changed and is not here is not for this desk any more."""
    leads_gone = _ids(pulled.keys.get("lead", ())) - _ids(pulled.rows.get("lead", ()))
    # Children first: where they hang is read from their parents.
    for name in reversed(_on_leads()):
        _delete_by_lead(db, name, pulled.moved | leads_gone)
    for name, keys in pulled.keys.items():
        _delete_by_key(db, SHARED.tables[name], keys)
    _delete_by_key(db, SHARED.tables["lead"], [{"id": str(one)} for one in pulled.moved])
    insert_all(db, pulled.rows)


def insert_all(db: Connection, rows: Rows) -> None:
    """Insert rows that are not there; columns this program does not know are left out, tables too."""
    for name, some in rows.items():
        table = SHARED.tables.get(name)
        if table is None or not some:
            continue
        db.exec_driver_sql(
            _inserting(table),
            [tuple(_kept(column, row.get(column.name)) for column in table.columns) for row in some],
        )


def insert_columns(db: Connection, page: Columns) -> None:
    """Insert rows of an empty copy, given by column; columns this program does not know are left out, tables too."""
    for name, given in page.items():
        table = SHARED.tables.get(name)
        if table is None:
            continue
        count = len(next(iter(given.values())))
        kept = (_kept_column(column, given.get(column.name), count) for column in table.columns)
        db.exec_driver_sql(_inserting(table), list(zip(*kept, strict=True)))


def empty(db: Connection) -> None:
    """Take every shared row away, for a fresh copy in the same transaction."""
    for table in SHARED.sorted_tables:
        db.exec_driver_sql(f"delete from {table.name}")


def _inserting(table: Table) -> str:
    names, marks = (
        ", ".join(f'"{one.name}"' for one in table.columns),
        ", ".join("?" for _ in table.columns),
    )
    return f"insert or replace into {table.name} ({names}) values ({marks})"


def _delete_by_key(db: Connection, table: Table, keys: Iterable[dict[str, Any]]) -> None:
    where = " and ".join(f'"{column.name}" = ?' for column in table.primary_key)
    values = [tuple(_kept(column, key[column.name]) for column in table.primary_key) for key in keys]
    if values:
        db.exec_driver_sql(f"delete from {table.name} where {where}", values)


def _delete_by_lead(db: Connection, name: str, leads: Iterable[UUID]) -> None:
    values = [(one.hex,) for one in leads]
    if values:
        lead = audiences()[name].lead
        if lead is None:
            raise AssertionError(f"{name} hangs on no lead")
        db.exec_driver_sql(f"delete from {name} where {lead.format(r=name)} = ?", values)


@functools.cache
def _on_leads() -> tuple[str, ...]:
    """Return the tables that hang on leads, those that hang by way of another behind it."""
    named = {name: one.lead for name, one in audiences().items() if one.lead and name != "lead"}
    return tuple(sorted(named, key=lambda name: (str(named[name]).startswith("("), name)))


def _ids(rows: Iterable[dict[str, Any]]) -> frozenset[UUID]:
    return frozenset(UUID(row["id"]) for row in rows)


def _kept(column: Column[Any], value: Any) -> Any:
    """Return a value of JSON as SQLite keeps it."""
    if value is None:
        # A column an older shared database has not got: what stands for nothing in its type.
        return None if column.nullable else _nothing(column)
    if isinstance(column.type, Uuid):
        return str(value).replace("-", "")
    return int(value) if isinstance(column.type, Boolean) else value


def _kept_column(column: Column[Any], values: list[Any] | None, count: int) -> list[Any]:
    """Return the values of a column as SQLite keeps them; all of them at once, where nothing is to be done."""
    if values is None:
        return [_kept(column, None)] * count
    if isinstance(column.type, Uuid):
        return [value and value.replace("-", "") for value in values]
    if column.nullable or None not in values:
        return values
    return [_kept(column, value) for value in values]


def _nothing(column: Column[Any]) -> Any:
    return "" if column.type.python_type is str else 0
