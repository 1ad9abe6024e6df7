"""Rows that a command carries as an array of records, written into the table they are for."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, func, insert, literal, select

from app.models.base import Shared
from app.services.kernel.command import Effect
from app.services.kernel.expressions import TEXT, Arg, Field, each
from app.services.kernel.wire import shape_of


def fill(model: type[Shared], array: Arg, record: type[msgspec.Struct], **also: ColumnElement[Any]) -> Effect:
    """Return the effect that inserts every record of an array; ``also`` gives the columns they share.

    The record's fields are named as the table's columns.
    """
    rows = each(array, f"each_{array.key}")
    values = {part.name: Field(rows, part.name, part.sql_type) for part in shape_of(record).parts}
    statement = insert(model).from_select(
        [*also, *values], select(*also.values(), *values.values()).select_from(rows)
    )
    return Effect(statement, None)


def are_distinct(array: Arg, *names: str | None) -> ColumnElement[bool]:
    """Whether no two elements of an array agree in all of ``names``; ``None`` names the element itself."""
    rows = each(array, f"same_{array.key}")
    fields = [Field(rows, name, TEXT) for name in names]
    twice = select(literal(1)).select_from(rows).group_by(*fields).having(func.count() > 1)
    return ~twice.exists()
