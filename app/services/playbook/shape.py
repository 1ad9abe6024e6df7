"""Whether a parsed file has the tables, names and types of a playbook, read off the typed values."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, cast

from msgspec import inspect

from app.services.playbook.document import Playbook, Text
from app.services.playbook.lines import Path
from app.services.playbook.problems import Finding

_DOCUMENT = cast("inspect.StructType", inspect.type_info(Playbook))
_TITLE_MOST = 200
"""Characters of a title: it stands in a list, a button or a column."""
_NAMES = {str: "text", bool: "true or false", int: "a whole number", float: "a number with a fraction"}


@dataclass
class Shape:
    """What the file says as far as it can be used, and what is wrong with it.

    Attributes:
        values: The sections, with unknown names left out and numbers brought into their range.
        broken: Sections that cannot be turned into typed values.
        found: Where, code and arguments of each problem.
    """

    values: dict[str, Any] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    found: list[Finding] = field(default_factory=list)


def read_shape(raw: Mapping[str, Any]) -> Shape:
    """Compare a parsed file with the playbook's types, table by table."""
    shape = Shape()
    shape.values = _table(shape, raw, _DOCUMENT, ())
    return shape


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most like ``word``; empty where none is known."""
    return next(iter(difflib.get_close_matches(word[:80], list(known), n=1, cutoff=0.0)), "")


def shown_number(number: int) -> str:
    """Return a number as text; one of thousands of digits would not even be printable."""
    return str(number) if abs(number) < 10**18 else "far too large"


def _table(shape: Shape, raw: Mapping[str, Any], kind: inspect.StructType, path: Path) -> dict[str, Any]:
    fields = {item.encode_name: item for item in kind.fields}
    mistaken = _unknown_names(shape, raw, fields, path)
    values = {}
    for name, item in fields.items():
        if name in raw:
            values[name] = _value(shape, raw[name], item.type, (*path, name))
        elif item.required:
            if name not in mistaken:
                _note(shape, path, "key.missing", key=name, place=_place(path))
            _break(shape, (*path, name))
    if kind.cls is Text and not any(isinstance(text, str) and text.strip() for text in values.values()):
        _note(shape, path, "text.missing", key=_name(path))
    return values


def _unknown_names(
    shape: Shape, raw: Mapping[str, Any], fields: Mapping[str, object], path: Path
) -> set[str]:
    """Report names that the table does not know; return the missing ones they were likely meant for."""
    meant = set()
    for name in raw:
        if name not in fields:
            near = nearest(name, fields)
            _note(shape, (*path, name), "key.unknown", key=name, place=_place(path), nearest=near)
            meant.add(near)
    return meant


def _value(shape: Shape, raw: object, kind: inspect.Type, path: Path) -> object:
    match kind:
        case inspect.Metadata():
            example = (kind.extra_json_schema or {}).get("examples", [""])[0]
            return _value_like(shape, raw, kind.type, path, example)
        case inspect.UnionType():
            given = next(one for one in kind.types if not isinstance(one, inspect.NoneType))
            return _value(shape, raw, given, path)
        case _:
            return _value_like(shape, raw, kind, path, "")


def _value_like(  # noqa: PLR0911 -- one line a type of the file
    shape: Shape, raw: object, kind: inspect.Type, path: Path, example: str
) -> object:
    match kind:
        case inspect.StructType() if isinstance(raw, dict):
            return _table(shape, raw, kind, path)
        case inspect.VarTupleType() if isinstance(raw, list):
            return [_value(shape, item, kind.item_type, (*path, i)) for i, item in enumerate(raw)]
        case inspect.EnumType() if isinstance(raw, str):
            return _word(shape, raw, kind.cls, path)
        case inspect.StrType() if isinstance(raw, str):
            return _text(shape, raw, kind, path, example)
        case inspect.BoolType() if isinstance(raw, bool):
            return raw
        case inspect.IntType() if isinstance(raw, int) and not isinstance(raw, bool):
            return _number(shape, raw, kind, path)
        case _:
            _note(shape, path, "type.wrong", key=_name(path), expected=_expected(kind), found=_found(raw))
            _break(shape, path)
            return None


def _word(shape: Shape, raw: str, words: type[Enum], path: Path) -> object:
    known = [str(word.value) for word in words]
    if raw in known:
        return raw
    _note(shape, path, "word.unknown", key=_name(path), value=raw, nearest=nearest(raw, known))
    _break(shape, path)
    return None


def _text(shape: Shape, raw: str, kind: inspect.StrType, path: Path, example: str) -> object:
    unshown = next((c for c in raw if unicodedata.category(c) in {"Cc", "Cs"} and c != "\n"), None)
    if unshown:
        _note(shape, path, "text.control", key=_name(path), char=f"{ord(unshown):04X}")
    elif kind.pattern and not re.search(kind.pattern, raw):
        _note(shape, path, "key.form", key=_name(path), value=raw, example=example)
    elif (most := _most(kind, path)) is not None and len(raw) > most:
        args = {"length": str(len(raw)), "most": str(most)}
        _note(shape, path, "text.long", key=_name(path), **args)
    elif kind.min_length and not raw.strip():
        _note(shape, path, "text.short", key=_name(path))
    else:
        return raw
    _break(shape, path)
    return None


def _most(kind: inspect.StrType, path: Path) -> int | None:
    return _TITLE_MOST if path[-2:-1] == ("title",) else kind.max_length


def _number(shape: Shape, raw: int, kind: inspect.IntType, path: Path) -> int:
    least, most = kind.ge, kind.le
    if least is None or most is None or least <= raw <= most:
        return raw
    args = {"value": shown_number(raw), "least": str(least), "most": str(most)}
    _note(shape, path, "number.range", key=_name(path), **args)
    return least if raw < least else most


def _note(shape: Shape, at: Path, code: str, **args: str) -> None:
    shape.found.append(Finding(at, code, args))


def _break(shape: Shape, path: Path) -> None:
    shape.broken.add(str(path[0]))


def _name(path: Path) -> str:
    """Return the last name of a path, leaving out positions in lists."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _place(path: Path) -> str:
    names = ".".join(part for part in path if isinstance(part, str))
    if not names:
        return "the file"
    return f"[[{names}]]" if isinstance(path[-1], int) else f"[{names}]"


def _expected(kind: inspect.Type) -> str:
    match kind:
        case inspect.StructType():
            return "a table with zh and en" if kind.cls is Text else "a table"
        case inspect.VarTupleType():
            return "a list"
        case inspect.BoolType():
            return "true or false"
        case inspect.IntType():
            return "a whole number"
        case _:
            return "text in quotes"


def _found(raw: object) -> str:
    if isinstance(raw, dict):
        return "a table"
    return "a list" if isinstance(raw, list) else _NAMES.get(type(raw), "a date or time")
