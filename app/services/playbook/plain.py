"""Parsed tables written as TOML, sound or not: what an editor writes while a playbook is being changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from app.services.playbook.document import Playbook, Text, When
from app.services.playbook.lines import Path

ORDER = tuple(field.encode_name for field in msgspec.structs.fields(Playbook))
"""The sections of a playbook as its file has them."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_INLINE = frozenset(field.encode_name for part in (Text, When) for field in msgspec.structs.fields(part))
_SPELLED = str.maketrans({chr(127): "\\u007f"})


def inline(value: Any) -> str:
    """Return a value on one line.

    Raises:
        TypeError: no TOML of a playbook holds such a value.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str():
            return json.dumps(value, ensure_ascii=False).translate(_SPELLED)
        case list() | tuple():
            return f"[{', '.join(map(inline, value))}]"
        case dict():
            pairs = ", ".join(f"{_name(key)} = {inline(one)}" for key, one in value.items())
            return f"{{ {pairs} }}" if pairs else "{}"
        case _:
            return _dated(value)


def table_text(raw: Mapping[str, Any], entries: Path = (), entry: Mapping[str, Any] | None = None) -> str:
    """Return a whole file, or, with ``entry``, one entry of the list of tables at ``entries``."""
    if entry is not None:
        name = ".".join(_name(part) for part in entries if isinstance(part, str))
        return "\n".join(_table(f"[[{name}]]", name, entry)) + "\n"
    lines = [f"{_name(key)} = {inline(value)}" for key, value in raw.items() if not _is_table(value)]
    for key, value in raw.items():
        if _is_table(value):
            lines += ["", *_section(_name(key), value)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _section(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _table(f"[{name}]", name, value)
        return
    for at, entry in enumerate(value):
        if at:
            yield ""
        yield from _table(f"[[{name}]]", name, entry)


def _table(header: str, name: str, table: Mapping[str, Any]) -> Iterator[str]:
    yield header
    for key, value in table.items():
        if not _has_lines(value):
            yield f"{_name(key)} = {inline(value)}"
    for key, value in table.items():
        if _has_lines(value):
            yield ""
            yield from _section(f"{name}.{_name(key)}", value)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or _is_list_of_tables(value)


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _has_lines(value: Any) -> bool:
    """Whether a value gets a header of its own: texts and conditions stay on one line."""
    return _is_list_of_tables(value) or (
        isinstance(value, dict) and bool(value) and not value.keys() <= _INLINE
    )


def _dated(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise TypeError(type(value))


def _name(key: str | int) -> str:
    name = str(key)
    return name if _BARE.fullmatch(name) else inline(name)
