"""Tables, columns and indexes of the shared database: made where they are missing, never taken away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import psycopg
from sqlalchemy import Boolean, Column, Index, Table, Text, UniqueConstraint
from sqlalchemy.schema import CreateIndex, CreateTable

from app.models.tables import SHARED
from app.services.shared.errors import SharedTrouble
from app.services.shared.server_tables import SERVER
from app.services.shared.spelling import name_of, spelled, type_of


def expand(db: psycopg.Connection[Any]) -> list[str]:
    """Bring the tables up to the models and return what was added; what the models lack stays as it is."""
    added = []
    there = _columns_there(db)
    for table in (*SERVER.sorted_tables, *SHARED.sorted_tables):
        columns = there.get(table.name)
        if columns is None:
            db.execute(spelled(CreateTable(table)).encode())
            added.append(table.name)
            columns = set(table.columns.keys())
        for column in table.columns:
            if column.name not in columns:
                _add(db, table, column)
                added.append(f"{table.name}.{column.name}")
        added += _indexed(db, table)
    return added


def _add(db: psycopg.Connection[Any], table: Table, column: Column[Any]) -> None:
    """Add a column; rows that are there get what stands for nothing in its type."""
    kind = type_of(column.type)
    if column.nullable or column.server_default is not None:
        extra = "" if column.server_default is None else f" default {_default(column)}"
        needed = "" if column.nullable else " not null"
        db.execute(
            f"alter table app.{table.name} add column {name_of(column)} {kind}{extra}{needed}".encode()
        )
        return
    nothing = nothing_of(table, column)
    db.execute(
        f"alter table app.{table.name} add column {name_of(column)} {kind} not null default {nothing}".encode()
    )
    db.execute(f"alter table app.{table.name} alter column {name_of(column)} drop default".encode())


def nothing_of(table: Table, column: Column[Any]) -> str:
    """Return what stands for nothing in a column that cannot be empty, in SQL.

    Raises:
        SharedTrouble: nothing does.
    """
    if isinstance(column.type, Boolean):
        return "false"
    if isinstance(column.type, Text):
        return "''"
    if type_of(column.type).startswith(("BIGINT", "INTEGER")):
        return "0"
    raise SharedTrouble(
        "needs_a_migration",
        f"{table.name}.{column.name} cannot be empty, and nothing stands for it in rows that are there already",
    )


def _indexed(db: psycopg.Connection[Any], table: Table) -> list[str]:
    rows = db.execute(
        "select indexname from pg_indexes where schemaname = 'app' and tablename = %s", (table.name,)
    )
    there = {row[0] for row in rows.fetchall()}
    missing = [index for index in _indexes(table) if index.name not in there]
    for index in missing:
        db.execute(spelled(CreateIndex(index)).encode())
    added = [str(index.name) for index in missing]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint) and str(constraint.name) not in there:
            columns = ", ".join(name_of(column) for column in constraint.columns)
            name = str(constraint.name)
            db.execute(f"alter table app.{table.name} add constraint {name} unique ({columns})".encode())
            added.append(name)
    return added


def _indexes(table: Table) -> Iterator[Index]:
    yield from sorted(table.indexes, key=lambda index: str(index.name))


def _columns_there(db: psycopg.Connection[Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    rows = db.execute(
        "select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid"
        " where c.relnamespace = to_regnamespace('app') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped"
    ).fetchall()
    for table, column in rows:
        found[table].add(column)
    return found


def _default(column: Column[Any]) -> str:
    default = column.server_default
    argument = getattr(default, "arg", None)
    return str(getattr(argument, "text", argument))
