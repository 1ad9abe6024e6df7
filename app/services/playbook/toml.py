"""A playbook written as the text of one TOML file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from app.services.playbook.document import Playbook, Text, When
from app.services.playbook.limits import LIMIT_NOTES

_INLINE = (Text, When)


def dump(playbook: Playbook) -> str:
    """Return the file's text; ``load`` reads it back to an equal playbook.

    Values equal to their default are left out; each limit carries its source as a comment.
    """
    return "\n".join(_document(playbook)).lstrip("\n") + "\n"


def _document(playbook: Playbook) -> Iterator[str]:
    sections = [(item, getattr(playbook, item.name)) for item in msgspec.structs.fields(Playbook)]
    for item, value in sections:
        if value == () and item.required:  # below the first header it would belong to that table
            yield f"{item.encode_name} = []"
    for item, value in sections:
        if isinstance(value, tuple):
            for entry in value:
                yield from _table(f"[[{item.encode_name}]]", item.encode_name, entry)
        else:
            yield from _table(f"[{item.encode_name}]", item.encode_name, value)


def _table(header: str, name: str, entry: msgspec.Struct) -> Iterator[str]:
    yield ""
    yield header
    below: list[tuple[str, str, msgspec.Struct]] = []
    for key, value in _said(entry):
        if isinstance(value, msgspec.Struct) and not isinstance(value, _INLINE):
            below.append((f"[{name}.{key}]", f"{name}.{key}", value))
        elif isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
            below += [(f"[[{name}.{key}]]", f"{name}.{key}", inner) for inner in value]
        else:
            yield f"{key} = {_literal(value)}{_note(name, key)}"
    for inner_header, inner_name, inner in below:
        yield from _table(inner_header, inner_name, inner)


def _said(entry: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    """Yield the fields whose value is not the default, by their name in the file."""
    for item in msgspec.structs.fields(entry):
        value = getattr(entry, item.name)
        if item.name == "format" or item.required or value != item.default:
            yield item.encode_name, value


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=False)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, _INLINE):
        return f"{{ {', '.join(f'{key} = {_literal(inner)}' for key, inner in _said(value))} }}"
    raise TypeError(type(value))


def _note(name: str, key: str) -> str:
    return f"  # {LIMIT_NOTES[key]}" if name == "limits" else ""
