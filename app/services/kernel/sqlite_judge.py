"""A command's guards and effects as SQLite statements, compiled once, and their judgement on a connection."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ClauseElement, Connection, Uuid, select
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from app.errors import Named
from app.services.kernel.command import Command, Given, all_guards
from app.services.kernel.wire import Part


class EffectMismatch(AssertionError):
    """An effect touched another number of rows than it states: a bug, never a refusal."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    codes: tuple[tuple[str, bool], ...]
    """Reason codes, and whether only authority can tell."""
    guards: str
    """One SELECT with a column for each guard."""
    effects: tuple[tuple[str, int | None, bool], ...]
    result: str | None
    ids_of_result: tuple[tuple[str, bool], ...]
    """Column names of the result, and whether each is an id."""
    details: Mapping[str, str]


def failing_codes(db: Connection, given: Given, *, predicts: bool = False) -> list[str]:
    """Return the codes of all guards that do not hold, in order; empty where the command may go on.

    With ``predicts``, guards that need rows out of this desk's sight do not count.
    """
    compiled = _compiled(type(given.command))
    row = db.exec_driver_sql(compiled.guards, parameters(given)).one()
    judged = zip(compiled.codes, row, strict=True)
    return [code for (code, is_others), holds in judged if not holds and not (predicts and is_others)]


def carry_out(db: Connection, given: Given, *, predicts: bool = False) -> dict[str, Any] | None:
    """Write the effects and return the command's answer, if it has one.

    With ``predicts``, effects that need rows out of this desk's sight are left to whoever sees them.

    Raises:
        EffectMismatch: an effect touched another number of rows than it states.
    """
    compiled, values = _compiled(type(given.command)), parameters(given)
    for statement, rows, is_others in compiled.effects:
        if predicts and is_others:
            continue
        touched = db.exec_driver_sql(statement, values).rowcount
        if rows is not None and touched != rows:
            raise EffectMismatch(f"{given.command.kind}: {touched} rows for {rows} by {statement}")
    if compiled.result is None:
        return None
    row = db.exec_driver_sql(compiled.result, values).one()
    return {
        name: UUID(value) if is_id and value is not None else value
        for (name, is_id), value in zip(compiled.ids_of_result, row, strict=True)
    }


def details_of(db: Connection, given: Given, code: str) -> list[Any]:
    """Return what a refusal must name (missing fields, the person who decided), if the command says how.

    What the playbook names comes as ``Named``.
    """
    statement = _compiled(type(given.command)).details.get(code)
    if statement is None:
        return []
    rows = db.exec_driver_sql(statement, parameters(given)).all()
    return [_named(*row) if len(row) == _KEY_AND_TITLES else row[0] for row in rows]


_KEY_AND_TITLES = 3


def _named(key: str, zh: str | None, en: str | None) -> Named:
    return Named(key, zh or key, en or key)


def parameters(given: Given) -> dict[str, Any]:
    """Return the values of a command as SQLite takes them."""
    values: dict[str, Any] = {"actor_id": given.actor_id.hex, "cmd_id": given.cmd_id.hex, "now": given.at}
    for part in given.command.shape().parts:
        values[part.name] = _plain(part, getattr(given.command, part.name))
    return values


def _plain(part: Part, value: Any) -> Any:
    if value is None:
        return None
    match part.base:
        case "id":
            return value.hex
        case "array":
            return msgspec.json.encode(value).decode()
        case "flag":
            return int(value)
        case "text":
            return str(value)
        case _:
            return value


@functools.cache
def _dialect() -> SQLiteDialect:
    return SQLiteDialect(paramstyle="named")


def as_sqlite(statement: ClauseElement) -> str:
    """Return a statement with its constants written out and its arguments as ``:name``."""
    return str(statement.compile(dialect=_dialect(), compile_kwargs={"literal_binds": True}))


@functools.cache
def _compiled(cls: type[Command]) -> _Compiled:
    guards, answer = all_guards(cls), cls.result()
    columns = ", ".join(f"coalesce(({as_sqlite(select(guard.holds))}), 0)" for guard in guards)
    return _Compiled(
        codes=tuple((guard.code, guard.is_authority_only) for guard in guards),
        guards=f"SELECT {columns}",
        effects=tuple(
            (as_sqlite(effect.statement), effect.rows, effect.is_authority_only) for effect in cls.effects()
        ),
        result=None if answer is None else as_sqlite(answer),
        ids_of_result=()
        if answer is None
        else tuple((column.name, isinstance(column.type, Uuid)) for column in answer.selected_columns),
        details={code: as_sqlite(statement) for code, statement in cls.details().items()},
    )


def compile_now(kinds: Mapping[str, type[Command]]) -> None:
    """Compile every command ahead of its first use."""
    for cls in kinds.values():
        _compiled(cls)
