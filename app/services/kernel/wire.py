"""The shape of a command's fields on the wire: what is checked before any rule is asked (design 1a, 2)."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec
from msgspec import inspect
from sqlalchemy.types import TypeEngine

from app.errors import BadArgument
from app.services.kernel.expressions import FLAG, ID, TEXT, WHOLE

type Base = Literal["id", "whole", "text", "flag", "array"]

_SQL_TYPES: Mapping[Base, TypeEngine[Any]] = {
    "id": ID,
    "whole": WHOLE,
    "text": TEXT,
    "flag": FLAG,
    "array": TEXT,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One field: its type and the limits it is held to on both databases.

    Attributes:
        low: Least value of a whole number, least length of text or array.
        high: Greatest value or length.
        one_of: The closed vocabulary, if there is one.
        items: What an array holds: a ``Part`` for plain values, a ``Shape`` for records.
    """

    name: str
    base: Base
    is_optional: bool
    low: int | None = None
    high: int | None = None
    one_of: tuple[str, ...] = ()
    items: Part | Shape | None = None
    is_required: bool = True
    """Whether the field must be there, be it with nothing in it; otherwise leaving it out means nothing."""

    @property
    def sql_type(self) -> TypeEngine[Any]:
        """The column type the argument has in rules; arrays are their JSON text."""
        return _SQL_TYPES[self.base]


@dataclass(frozen=True, slots=True)
class Shape:
    """All fields of a command or of a record in one of its arrays."""

    parts: tuple[Part, ...]


@functools.cache
def shape_of(cls: type[msgspec.Struct]) -> Shape:
    """Return the shape of a command or record.

    Raises:
        TypeError: a field has a type or lacks a limit that both databases could check.
    """
    described = inspect.type_info(cls)
    if not isinstance(described, inspect.StructType):
        raise TypeError(f"{cls.__name__} is no record")
    return _shape(described)


def _shape(described: inspect.StructType) -> Shape:
    parts = []
    for field in described.fields:
        if not field.required and field.default is not None:
            raise TypeError(f"{field.name}: PostgreSQL would not know the default {field.default!r}")
        parts.append(replace(_part(field.name, field.type), is_required=field.required))
    return Shape(tuple(parts))


def _part(name: str, described: inspect.Type) -> Part:
    optional = isinstance(described, inspect.UnionType)
    if isinstance(described, inspect.UnionType):
        others = [one for one in described.types if not isinstance(one, inspect.NoneType)]
        if len(others) != 1 or len(others) == len(described.types):
            raise TypeError(f"{name}: a field is one type, or one type and nothing")
        described = others[0]
    if isinstance(described, inspect.Metadata):
        described = described.type
    match described:
        case inspect.UUIDType():
            return Part(name, "id", optional)
        case inspect.BoolType():
            return Part(name, "flag", optional)
        case inspect.IntType(ge=int(low), le=int(high)):
            return Part(name, "whole", optional, low, high)
        case inspect.StrType(min_length=low, max_length=int(high)):
            return Part(name, "text", optional, low, high)
        case inspect.EnumType(cls=words):
            return Part(name, "text", optional, one_of=tuple(sorted(str(word.value) for word in words)))
        case inspect.VarTupleType(item_type=item, max_length=int(high), min_length=low):
            return Part(name, "array", optional, low, high, items=_items(item))
        case _:
            raise TypeError(f"{name}: {described!r} cannot be checked on both databases, or has no limit")


def _items(item: inspect.Type) -> Part | Shape:
    return _shape(item) if isinstance(item, inspect.StructType) else _part("", item)


_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000|\0")
"""The character itself, escaped or not; a backslash somebody typed before ``u0000`` is another matter."""


def encode(command: msgspec.Struct) -> bytes:
    """Return the fields as JSON.

    Raises:
        BadArgument: a text holds half a character, as a broken clipboard gives it.
    """
    try:
        return msgspec.json.encode(command)
    except UnicodeEncodeError as error:
        raise BadArgument(getattr(command, "kind", ""), at=str(error)) from error


def decode[C: msgspec.Struct](cls: type[C], args: bytes | str, *, kind: str) -> C:
    """Return the command that ``args`` spells.

    Raises:
        BadArgument: a field is missing, unknown, of another type, too long, not in its list, or holds NUL.
    """
    text = args if isinstance(args, bytes) else args.encode("utf-8", "surrogatepass")
    if (b"\\u0000" in text or b"\0" in text) and _NUL.search(text):
        raise BadArgument(kind, at="a text holds the character NUL")
    try:
        return msgspec.json.decode(text, type=cls)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadArgument(kind, at=str(error)) from error
