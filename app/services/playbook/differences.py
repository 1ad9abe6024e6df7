"""What two playbook files say differently, entry by entry and field by field, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import msgspec

from app.services.playbook.document import Choice, Playbook, Text, TrackStep
from app.services.playbook.edits import Raw
from app.services.playbook.lines import Path
from app.services.playbook.plain import ORDER

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "moves": ("from",),
    "sub_states": ("stage", "key"),
    "contradictions": ("question", "choice", "field", "value"),
    "reasons": ("kind", "key"),
}
"""What tells the entries of a section apart where it is not their key alone."""
_INNER = {"questions": "choices", "record_fields": "values", "tracks": "steps"}

_INNER_KINDS: Mapping[str, type[msgspec.Struct]] = {"questions": Choice, "tracks": TrackStep}
"""Of the entries within entries, those that leave out defaults."""


class Kind(StrEnum):
    """What became of an entry or a value."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    """It stands at another place among those that were there before."""
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said otherwise.

    Attributes:
        kind: What became of it.
        section: The section it stands in.
        at: Where it stands in the new file; where it stood in the old one if it was removed.
        entry: The entry it belongs to, as the file that has it says it; ``None`` for a section's own value.
        inner: The choice or value within that entry, if it is about one.
        field: Name of the value that is another; empty for a whole entry.
        before: The value in the old file; the place, from 1, of an entry that moved.
        after: The value in the new file.
    """

    kind: Kind
    section: str
    at: Path
    entry: Raw | None = None
    inner: Raw | None = None
    field: str = ""
    before: Any = None
    after: Any = None


def differences(old: Raw, new: Raw) -> list[Difference]:
    """Return what ``new`` says otherwise than ``old``; a default that is left out is no difference."""
    found: list[Difference] = []
    for section in (*ORDER, *(name for name in new if name not in ORDER)):
        before, after = old.get(section), new.get(section)
        if before == after:
            continue
        if _are_entries(before) and _are_entries(after):
            found += _entries(section, (section,), before or [], after or [], None)
        else:
            found += _fields(section, (section,), _table(before), _table(after), None, None)
    return found


def _entries(
    section: str, at: Path, before: Sequence[Raw], after: Sequence[Raw], entry: Raw | None
) -> Iterator[Difference]:
    names = IDENTITY.get(section, ("key",)) if entry is None else ("key",)
    olds, news = _by_identity(before, names), _by_identity(after, names)
    for identity, (place, one) in olds.items():
        if identity not in news:
            yield _whole(Kind.REMOVED, section, (*at, place), entry, one)
    kept = [identity for identity in olds if identity in news]
    stayed = _longest_in_order([list(news).index(identity) for identity in kept])
    for rank, (identity, (place, one)) in enumerate(news.items()):
        if identity not in olds:
            yield _whole(Kind.ADDED, section, (*at, place), entry, one)
            continue
        was, previous = olds[identity]
        if rank not in stayed:
            moved = _whole(Kind.MOVED, section, (*at, place), entry, one)
            yield replace(moved, before=was + 1, after=place + 1)
        yield from _changed(section, (*at, place), entry, previous, one)


def _changed(section: str, at: Path, entry: Raw | None, before: Raw, after: Raw) -> Iterator[Difference]:
    inner = _INNER.get(section) if entry is None else None
    whole, part = (after, None) if entry is None else (entry, after)
    skipped = () if inner is None else (inner,)
    yield from _fields(section, at, before, after, whole, part, skipped)
    if inner is not None:
        yield from _entries(section, (*at, inner), before.get(inner) or [], after.get(inner) or [], after)


def _fields(
    section: str, at: Path, before: Raw, after: Raw, entry: Raw | None, inner: Raw | None,
    skipped: Sequence[str] = (),
) -> Iterator[Difference]:  # fmt: skip
    usual = _defaults(section, is_inner=inner is not None)
    for name in dict.fromkeys((*before, *after)):
        if name in skipped:
            continue
        one, other = before.get(name, usual.get(name)), after.get(name, usual.get(name))
        if one == other:
            continue
        if section in ("calendar", "calendars") and name == "shifts":
            yield from _fields(section, (*at, name), _table(one), _table(other), entry, None)
        else:
            yield Difference(Kind.CHANGED, section, (*at, name), entry, inner, name, one, other)


def _whole(kind: Kind, section: str, at: Path, entry: Raw | None, one: Raw) -> Difference:
    return Difference(kind, section, at, one if entry is None else entry, None if entry is None else one)


def _by_identity(entries: Sequence[Raw], names: Sequence[str]) -> dict[tuple[str, ...], tuple[int, Raw]]:
    found: dict[tuple[str, ...], tuple[int, Raw]] = {}
    for place, entry in enumerate(entries):
        identity = tuple(str(entry.get(name)) for name in names)
        while identity in found:
            identity = (*identity, "")
        found[identity] = (place, entry)
    return found


def _longest_in_order(places: Sequence[int]) -> set[int]:
    """Return the largest set of places that keep their order: all others have moved."""
    chains: list[tuple[int, ...]] = []
    for place in places:
        fitting = [chain for chain in chains if chain[-1] < place]
        chains.append((*_longest(fitting), place))
    return set(_longest(chains))


def _longest(chains: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return max(chains, key=len) if chains else ()


def _are_entries(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(one, dict) for one in value))


def _table(value: Any) -> Raw:
    return value if isinstance(value, dict) else {}


def _defaults(section: str, *, is_inner: bool) -> Mapping[str, Any]:
    if is_inner:
        return _usual(_INNER_KINDS[section]) if section in _INNER_KINDS else {}
    item = next((one for one in msgspec.structs.fields(Playbook) if one.encode_name == section), None)
    kind = getattr(item.type, "__args__", (item.type,))[0] if item is not None else None
    return _usual(kind) if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else {}


def _usual(kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {
        item.encode_name: msgspec.to_builtins(item.default) if item.default is not None else None
        for item in msgspec.structs.fields(kind)
        if not item.required and item.type is not Text
    }
