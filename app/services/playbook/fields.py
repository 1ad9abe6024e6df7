"""What a form asks for each entry of a playbook, read off the typed values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, cast, get_args

import msgspec
from msgspec import inspect

from app.services.playbook.document import Playbook, Text
from app.services.playbook.lines import Path
from app.services.playbook.references import target_of

TABLES = frozenset({"playbook", "limits", "calendar"})
"""Sections of one table; all others are lists of entries."""
INNER = {"questions": "choices", "record_fields": "values", "tracks": "steps"}
"""Entries that hold entries."""
_PROSE = frozenset({"ask", "hint", "meaning"})


class Asks(StrEnum):
    """What kind of value a field takes."""

    TEXT = "text"
    """In two languages, a line each."""
    PROSE = "prose"
    """In two languages, several lines each."""
    WORD = "word"
    KEY = "key"
    FLAG = "flag"
    MAYBE = "maybe"
    """Yes, no or not known."""
    NUMBER = "number"
    ONE = "one"
    """One of a closed list."""
    SOME = "some"
    """Some of a closed list."""
    NAMED = "named"
    """The key of another entry."""
    ALL_NAMED = "all_named"
    """Keys of other entries."""
    WORDS = "words"
    """A list of words people type."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of a form.

    Attributes:
        way: Where it stands within its entry: its name, or the names down to it.
        options: The closed list it is from.
        target: The section whose keys it names.
        default: What leaving it out means.
    """

    way: tuple[str, ...]
    asks: Asks
    is_required: bool
    options: tuple[str, ...] = ()
    target: str = ""
    least: int | None = None
    most: int | None = None
    default: Any = None

    @property
    def name(self) -> str:
        """Its own name."""
        return self.way[-1]


@cache
def fields_of(section: str, inner: str = "") -> tuple[Asked, ...]:
    """Return what is asked of an entry of a section, or of an entry within one."""
    return tuple(_asked(_struct(section, inner), (section, inner) if inner else (section,), ()))


def _struct(section: str, inner: str) -> type[msgspec.Struct]:
    kind = _of_field(Playbook, section)
    return _of_field(kind, inner) if inner else kind


def _of_field(holder: type[msgspec.Struct], name: str) -> type[msgspec.Struct]:
    found = next(item.type for item in msgspec.structs.fields(holder) if item.encode_name == name)
    inside = [one for one in get_args(found) if isinstance(one, type)] or [found]
    return cast("type[msgspec.Struct]", inside[0])


def _asked(kind: type[msgspec.Struct], place: tuple[str, ...], way: tuple[str, ...]) -> list[Asked]:
    described = cast("inspect.StructType", inspect.type_info(kind))
    found: list[Asked] = []
    for field in described.fields:
        name, inside = field.encode_name, _bare(field.type)
        if name == "format" or _holds_tables(inside):
            continue
        if isinstance(inside, inspect.StructType) and inside.cls is not Text:
            found += _asked(inside.cls, place, (*way, name))
            continue
        default = None if field.required or field.default is msgspec.NODEFAULT else field.default
        found.append(
            _one(inside, place, (*way, name), is_required=field.required, default=default, raw=field.type)
        )
    return found


def _one(  # noqa: C901, PLR0911 - one line a kind of value
    kind: inspect.Type, place: tuple[str, ...], way: tuple[str, ...], *, is_required: bool, default: Any,
    raw: inspect.Type,
) -> Asked:  # fmt: skip
    target = target_of(_pattern(place, way))
    held = target_of((*_pattern(place, way), 0))
    plain: dict[str, Any] = {"way": way, "is_required": is_required, "default": default}
    match kind:
        case inspect.StructType():
            return Asked(asks=Asks.PROSE if way[-1] in _PROSE else Asks.TEXT, **plain)
        case inspect.BoolType() if isinstance(raw, inspect.UnionType):
            return Asked(asks=Asks.MAYBE, **plain)
        case inspect.BoolType():
            return Asked(asks=Asks.FLAG, **plain)
        case inspect.IntType() if (kind.ge, kind.le) == (0, 1):
            return Asked(asks=Asks.FLAG, least=0, most=1, **plain)
        case inspect.IntType():
            return Asked(asks=Asks.NUMBER, least=kind.ge, most=kind.le, **plain)
        case inspect.EnumType():
            return Asked(asks=Asks.ONE, options=_words(kind), **plain)
        case inspect.VarTupleType() if isinstance(inner := _bare(kind.item_type), inspect.EnumType):
            return Asked(asks=Asks.SOME, options=_words(inner), **plain)
        case inspect.VarTupleType() if held:
            return Asked(asks=Asks.ALL_NAMED, target=held, **plain)
        case inspect.VarTupleType():
            return Asked(asks=Asks.WORDS, **plain)
        case _ if way == ("key",):
            return Asked(asks=Asks.KEY, **plain)
        case _ if target:
            return Asked(asks=Asks.NAMED, target=target, **plain)
        case _:
            return Asked(asks=Asks.WORD, **plain)


def _pattern(place: tuple[str, ...], way: tuple[str, ...]) -> Path:
    """Return a path of the kind of value: positions stand for any."""
    found: list[str | int] = []
    for part in place:
        found += [part, 0]
    return (*found, *way)


def _bare(kind: inspect.Type) -> inspect.Type:
    if isinstance(kind, inspect.Metadata):
        return _bare(kind.type)
    if isinstance(kind, inspect.UnionType):
        return _bare(next(one for one in kind.types if not isinstance(one, inspect.NoneType)))
    return kind


def _holds_tables(kind: inspect.Type) -> bool:
    return isinstance(kind, inspect.VarTupleType) and isinstance(_bare(kind.item_type), inspect.StructType)


def _words(kind: inspect.EnumType) -> tuple[str, ...]:
    return tuple(str(word.value) for word in kind.cls)
