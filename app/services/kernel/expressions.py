"""Constructs that mean the same in SQLite and in PostgreSQL: arguments, array elements, whole division."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, BindParameter, Boolean, ColumnElement, Uuid, null
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import TableValuedAlias
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from app.models.base import BINARY_TEXT

type Expr[T] = ColumnElement[T]
"""A rule's expression; built once, judged by both databases."""


class Arg(BindParameter[Any]):
    """A value the command carries: a named parameter on SQLite, a variable of the function on PostgreSQL."""

    inherit_cache = True

    def __init__(self, name: str, type_: TypeEngine[Any]) -> None:
        super().__init__(name, None, type_=type_, required=False)


ACTOR: Arg = Arg("actor_id", Uuid())
"""The member who gives the command."""
NOW: Arg = Arg("now", BigInteger())
"""The instant of judgement, microseconds UTC."""
CMD: Arg = Arg("cmd_id", Uuid())
"""The command's own id; what a command makes once may be named by it."""


@compiles(Arg, "sqlite")
def _arg_on_sqlite(arg: Arg, _compiler: SQLCompiler, **_kw: Any) -> str:
    return f":{arg.key}"


@compiles(Arg, "postgresql")
def _arg_on_postgresql(arg: Arg, _compiler: SQLCompiler, **_kw: Any) -> str:
    # A leading underscore keeps variables apart from columns (design 1a, 14).
    return f"_{arg.key}"


class Each(FunctionElement[Any]):
    """The elements of an array argument as rows ``key`` (from 0) and ``value``."""

    inherit_cache = True
    name = "each"


@compiles(Each, "sqlite")
def _each_on_sqlite(element: Each, compiler: SQLCompiler, **kw: Any) -> str:
    # In its binary form every field of an element is found without parsing the element again.
    return f"jsonb_each(jsonb({compiler.process(element.clauses, **kw)}))"


@compiles(Each, "postgresql")
def _each_on_postgresql(element: Each, compiler: SQLCompiler, **kw: Any) -> str:
    array = compiler.process(element.clauses, **kw)
    return (
        "(select (_e.o - 1)::bigint as key, _e.v as value"
        f" from jsonb_array_elements({array}) with ordinality as _e(v, o))"
    )


def each(array: Arg, alias: str) -> TableValuedAlias:
    """Return the elements of ``array`` as a table with the columns ``key`` and ``value``."""
    return Each(array).table_valued("key", "value", name=alias)


class Field(ColumnElement[Any]):
    """A typed field of an array element; with ``name=None`` the element itself."""

    inherit_cache = False

    def __init__(self, element: TableValuedAlias, name: str | None, type_: TypeEngine[Any]) -> None:
        self.rows, self.element, self.field_name, self.type = element, element.c.value, name, type_


@compiles(Field, "sqlite")
def _field_on_sqlite(field: Field, compiler: SQLCompiler, **kw: Any) -> str:
    value = compiler.process(field.element, **kw)
    if field.field_name is not None:
        value = f"json_extract({value}, '$.{field.field_name}')"
    if isinstance(field.type, Uuid):
        return f"replace({value}, '-', '')"  # SQLite keeps ids as 32 hex digits
    return value


@compiles(Field, "postgresql")
def _field_on_postgresql(field: Field, compiler: SQLCompiler, **kw: Any) -> str:
    value = compiler.process(field.element, **kw)
    text = f"{value} #>> '{{}}'" if field.field_name is None else f"{value} ->> '{field.field_name}'"
    return f"({text})::{compiler.dialect.type_compiler_instance.process(field.type)}"


class IntDiv(FunctionElement[int]):
    """Whole part of a / b for a >= 0 and b > 0; NULL where b is 0 or NULL."""

    inherit_cache = True
    name = "int_div"
    type = BigInteger()


@compiles(IntDiv)
def _int_div(element: IntDiv, compiler: SQLCompiler, **kw: Any) -> str:
    # The casts matter: sum(bigint) is numeric on PostgreSQL, and numeric division keeps decimals.
    a, b = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"(cast({a} as bigint) / nullif(cast({b} as bigint), 0))"


class Folded(FunctionElement[str]):
    """Text with its ASCII letters small and ``_`` as a blank; what is beyond ASCII stays on both databases."""

    inherit_cache = True
    name = "folded"
    type = BINARY_TEXT


@compiles(Folded, "sqlite")
def _folded_on_sqlite(element: Folded, compiler: SQLCompiler, **kw: Any) -> str:
    return f"replace(lower({compiler.process(element.clauses, **kw)}), '_', ' ')"


@compiles(Folded, "postgresql")
def _folded_on_postgresql(element: Folded, compiler: SQLCompiler, **kw: Any) -> str:
    # Under "C" lower() knows ASCII only, as SQLite's does.
    return f"replace(lower(({compiler.process(element.clauses, **kw)}) collate \"C\"), '_', ' ')"


class Contains(FunctionElement[bool]):
    """Whether a text has another one within it, byte by byte; NULL where either is NULL."""

    inherit_cache = True
    name = "contains"
    type = Boolean(create_constraint=False)


@compiles(Contains, "sqlite")
def _contains_on_sqlite(element: Contains, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(instr({compiler.process(element.clauses, **kw)}) > 0)"


@compiles(Contains, "postgresql")
def _contains_on_postgresql(element: Contains, compiler: SQLCompiler, **kw: Any) -> str:
    return f"(strpos({compiler.process(element.clauses, **kw)}) > 0)"


class Halved(FunctionElement[int]):
    """A whole number halved ``times`` times (0 or more), each time cut towards minus infinity."""

    inherit_cache = True
    name = "halved"
    type = BigInteger()


@compiles(Halved, "sqlite")
def _halved_on_sqlite(element: Halved, compiler: SQLCompiler, **kw: Any) -> str:
    number, times = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"({number} >> min({times}, 62))"


@compiles(Halved, "postgresql")
def _halved_on_postgresql(element: Halved, compiler: SQLCompiler, **kw: Any) -> str:
    number, times = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"(cast({number} as bigint) >> least({times}, 62)::integer)"


class UpTo(FunctionElement[str]):
    """The text up to its first mark, the mark included; empty where the mark is not in it."""

    inherit_cache = True
    name = "up_to"
    type = BINARY_TEXT


@compiles(UpTo, "sqlite")
def _up_to_on_sqlite(element: UpTo, compiler: SQLCompiler, **kw: Any) -> str:
    text, mark = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"substr({text}, 1, instr({text}, {mark}))"


@compiles(UpTo, "postgresql")
def _up_to_on_postgresql(element: UpTo, compiler: SQLCompiler, **kw: Any) -> str:
    text, mark = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"substr({text}, 1, strpos({text}, {mark}))"


class KeyedHash(FunctionElement[str]):
    """SHA-256 of a secret and a text, in 64 hexadecimal digits; NULL where either is NULL.

    On SQLite the function is the connection's own (``driver``); PostgreSQL has the digest built in.
    """

    inherit_cache = True
    name = "keyed_hash"
    type = BINARY_TEXT


@compiles(KeyedHash, "sqlite")
def _keyed_hash_on_sqlite(element: KeyedHash, compiler: SQLCompiler, **kw: Any) -> str:
    return f"keyed_hash({compiler.process(element.clauses, **kw)})"


@compiles(KeyedHash, "postgresql")
def _keyed_hash_on_postgresql(element: KeyedHash, compiler: SQLCompiler, **kw: Any) -> str:
    secret, text = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"encode(sha256(convert_to(({secret}) || ':' || ({text}), 'UTF8')), 'hex')"


class Scalar(ColumnElement[Any]):
    """A scalar select given a type that both databases need to be told."""

    inherit_cache = False

    def __init__(self, inner: ColumnElement[Any], type_: TypeEngine[Any]) -> None:
        self.inner, self.type = inner, type_


@compiles(Scalar, "sqlite")
def _scalar_on_sqlite(element: Scalar, compiler: SQLCompiler, **kw: Any) -> str:
    return compiler.process(element.inner, **kw)


@compiles(Scalar, "postgresql")
def _scalar_on_postgresql(element: Scalar, compiler: SQLCompiler, **kw: Any) -> str:
    inner = compiler.process(element.inner, **kw)
    return f"({inner})::{compiler.dialect.type_compiler_instance.process(element.type)}"


TEXT: TypeEngine[Any] = BINARY_TEXT
WHOLE: TypeEngine[Any] = BigInteger()
ID: TypeEngine[Any] = Uuid()
FLAG: TypeEngine[Any] = Boolean(create_constraint=False)


def typed_null(type_: TypeEngine[Any]) -> ColumnElement[Any]:
    """Return NULL of a type, where PostgreSQL would otherwise take it for text."""
    return Scalar(null(), type_)
