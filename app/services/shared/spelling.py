"""Names and types as PostgreSQL spells them: a column may be called what is a word of SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.types import TypeEngine

DIALECT: PGDialect = postgresql.dialect()  # type: ignore[no-untyped-call]


def name_of(column: Column[Any]) -> str:
    """Return a column's name, in quotes where it needs them."""
    return str(DIALECT.identifier_preparer.quote(column.name))


def type_of(kind: TypeEngine[Any]) -> str:
    """Return a column's type, with its collation."""
    return str(kind.compile(dialect=DIALECT))


def bare_type_of(kind: TypeEngine[Any]) -> str:
    """Return a column's type without its collation."""
    return type_of(kind).split(" ", maxsplit=1)[0]


def spelled(statement: CreateTable | CreateIndex) -> str:
    """Return a statement that makes a table or an index."""
    return str(statement.compile(dialect=DIALECT))
