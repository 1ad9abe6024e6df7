"""One expression asked on both databases: what they answer must be the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import Connection, Select, create_engine
from sqlalchemy.pool import StaticPool

from app.models.tables import SHARED
from app.services.kernel import driver
from app.services.kernel.postgres_judge import SCHEMA, as_postgres
from app.services.kernel.sqlite_judge import as_sqlite


@dataclass(frozen=True)
class Both:
    """Empty tables on SQLite and on PostgreSQL, and a way to ask both."""

    here: Connection
    there: psycopg.Connection[Any]

    def ask(self, question: Select[Any], *, arrays: dict[str, list[Any]] | None = None, **values: Any) -> Any:
        """Return the rows of a select as lists, having checked that both databases give the same.

        Args:
            question: The select; its arguments are given in ``values`` and ``arrays``.
            arrays: Arguments that are JSON arrays.
            values: The other arguments: ids as UUID, else plain.
        """
        one, other = self.on_sqlite(question, arrays, values), self.on_postgres(question, arrays, values)

        assert one == other
        return one

    def on_sqlite(
        self, question: Select[Any], arrays: dict[str, list[Any]] | None, values: dict[str, Any]
    ) -> list[list[Any]]:
        """Ask SQLite."""
        given = {name: getattr(value, "hex", value) for name, value in values.items()}
        given |= {name: json.dumps(array) for name, array in (arrays or {}).items()}
        return [
            [_plain(value) for value in row] for row in self.here.exec_driver_sql(as_sqlite(question), given)
        ]

    def on_postgres(
        self, question: Select[Any], arrays: dict[str, list[Any]] | None, values: dict[str, Any]
    ) -> list[list[Any]]:
        """Ask PostgreSQL, from within a function as commands are."""
        names = [*values, *(arrays or {})]
        declared = ", ".join(
            f"_{name} {'jsonb' if name in (arrays or {}) else _kind(values[name])}" for name in names
        )
        columns = ", ".join(f"c{place}" for place, _ in enumerate(question.selected_columns))
        self.there.execute(
            f"create or replace function pg_temp.asked({declared}) returns jsonb language plpgsql"
            f" set search_path = {SCHEMA} as $decile$\n#variable_conflict use_column\ndeclare _a jsonb; begin"
            f" select jsonb_agg(jsonb_build_array({columns}) order by _o) into _a from"
            f" (select *, row_number() over () as _o from ({as_postgres(question)}) _q({columns})) _n;"
            " return coalesce(_a, '[]'); end $decile$".encode()
        )
        given = [json.dumps(arrays[name]) if arrays and name in arrays else values[name] for name in names]
        row = self.there.execute(
            f"select pg_temp.asked({', '.join(_cast(name, values) for name in names)})".encode(), given
        ).fetchone()
        self.there.execute(f"drop function pg_temp.asked({declared})".encode())
        assert row is not None
        return [[_plain(value) for value in one] for one in row[0]]


def _cast(name: str, values: dict[str, Any]) -> str:
    return f"%s::{_kind(values[name])}" if name in values else "%s::jsonb"


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "boolean"
        case int():
            return "bigint"
        case str():
            return "text"
        case _:
            return "uuid"


def _plain(value: Any) -> Any:
    """Truth is 1 on SQLite, ids are 32 digits there."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and len(value) == 36 and value.count("-") == 4:
        return value.replace("-", "")
    return value


def _in_memory() -> driver.Raw:
    connection = driver.module.connect(":memory:")
    driver.teach(connection)
    return connection


@contextmanager
def opened(url: str) -> Iterator[Both]:
    """Create every shared table on both sides."""
    engine = create_engine(
        "sqlite://",
        module=driver.module,
        poolclass=StaticPool,
        creator=_in_memory,
    )
    with psycopg.connect(url, autocommit=True) as there:
        there.execute(f"CREATE SCHEMA {SCHEMA}")
        there.execute(f"SET search_path = {SCHEMA}")
        shared = create_engine(url, connect_args={"options": f"-csearch_path={SCHEMA}"})
        SHARED.create_all(shared)
        shared.dispose()
        SHARED.create_all(engine)
        with engine.connect() as here:
            yield Both(here, there)
    engine.dispose()
