"""Changes to a playbook's TOML text that leave every other character, and so every comment, as it was."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any

import msgspec

from app.services.playbook.lines import Path, Place, Sort, places_of
from app.services.playbook.parsing import parsed
from app.services.playbook.plain import ORDER, inline, table_text

type Raw = dict[str, Any]
"""A parsed file: tables, lists, texts, numbers and flags; it need not be a sound playbook."""

_COMMENT = re.compile(r"[ \t]*#[^\n]*\n?\Z")
_BLANKS = re.compile(r"(?:[ \t]*\n)*")


class Put(msgspec.Struct, frozen=True, tag="put"):
    """A value stands at a path from now on."""

    at: Path
    value: Any


class Drop(msgspec.Struct, frozen=True, tag="drop"):
    """A key, or an entry of a list of tables, goes away; one that is not there may go too."""

    at: Path


class Add(msgspec.Struct, frozen=True, tag="add"):
    """A table becomes the entry at a position of a list of tables."""

    at: Path
    value: dict[str, Any]


class Shift(msgspec.Struct, frozen=True, tag="shift"):
    """An entry of a list of tables goes to another position of the same list."""

    at: Path
    to: int


type Edit = Put | Drop | Add | Shift


def edited_raw(raw: Raw, edit: Edit) -> Raw:
    """Return what a parsed file would say after an edit."""
    raw = copy.deepcopy(raw)
    *way, last = edit.at
    match edit:
        case Drop():
            _drop(raw, edit.at)
        case Put() if isinstance(last, str):
            _table_at(raw, way)[last] = copy.deepcopy(edit.value)
        case Put():
            _list_at(raw, way)[int(last)] = copy.deepcopy(edit.value)
        case Add():
            _list_at(raw, way).insert(int(last), copy.deepcopy(edit.value))
        case Shift():
            entries = _list_at(raw, way)
            entries.insert(edit.to, entries.pop(int(last)))
    return raw


def edited_text(text: str, *edits: Edit) -> str:
    """Return the text of a valid TOML file after edits; nothing else in it changes.

    A file written in a way this cannot follow is written anew: it says the same, without its comments.
    """
    wanted = parsed(text)
    for edit in edits:
        wanted = edited_raw(wanted, edit)
    try:
        found = text
        for edit in edits:
            found = _Text(found).after(edit)
        if parsed(found) == wanted:
            return found
    except (ValueError, LookupError, TypeError):
        pass
    return table_text(wanted)


def value_at(raw: Any, path: Path) -> Any:
    """Return what stands at a path; ``None`` where nothing does."""
    for part in path:
        in_list = isinstance(raw, list) and isinstance(part, int) and 0 <= part < len(raw)
        if not in_list and not (isinstance(raw, dict) and part in raw):
            return None
        raw = raw[part]
    return raw


def _table_at(raw: Any, path: Sequence[str | int]) -> Raw:
    for part in path:
        raw = raw.setdefault(part, {}) if isinstance(part, str) else raw[part]
    if not isinstance(raw, dict):
        raise TypeError(path)
    return raw


def _list_at(raw: Any, path: Sequence[str | int]) -> list[Any]:
    *way, last = path
    entries = _table_at(raw, way).setdefault(str(last), [])
    if not isinstance(entries, list):
        raise TypeError(path)
    return entries


def _drop(raw: Raw, path: Path) -> None:
    *way, last = path
    inside = value_at(raw, tuple(way))
    if isinstance(inside, dict):
        inside.pop(str(last), None)
    elif isinstance(inside, list) and isinstance(last, int) and last < len(inside):
        del inside[last]
        if not inside and way and isinstance(holder := value_at(raw, tuple(way[:-1])), dict):
            del holder[str(way[-1])]  # a list of tables without a table cannot be written


class _Text:
    def __init__(self, text: str) -> None:
        self.text, self.places = text, places_of(text)

    def after(self, edit: Edit) -> str:
        match edit:
            case Put():
                return self._put(edit.at, edit.value)
            case Drop():
                return self._drop(edit.at)
            case Add():
                return self._add(edit.at, edit.value)
            case Shift():
                return self._shift(edit.at, edit.to)

    # Values.

    def _put(self, path: Path, value: Any) -> str:
        place = self.places.get(path)
        if place is not None and place.sort in (Sort.PAIR, Sort.ITEM):
            return self._spliced(place.value, place.end, inline(value))
        if place is not None:
            raise ValueError(path)
        return self._put_new(path, value)

    def _put_new(self, path: Path, value: Any) -> str:
        """Write a key that is not there into the nearest table around it."""
        size = next(n for n in range(len(path) - 1, -1, -1) if n == 0 or path[:n] in self.places)
        around, names = path[:size], path[size:]
        if any(isinstance(name, int) for name in names):
            raise ValueError(path)
        place = self.places.get(around)
        if place is not None and place.sort is Sort.NAMED:
            return self._put_dotted(around, names, value)
        for name in reversed(names[1:]):
            value = {name: value}
        pair = f"{_name(names[0])} = {inline(value)}"
        if place is None:
            raise ValueError(path)
        if place.sort is Sort.HEADER:
            return self._spliced(*self._behind_pairs(around), f"{pair}\n")
        return self._put_inline(around, place, pair)

    def _put_dotted(self, around: Path, names: Path, value: Any) -> str:
        size = next(
            n for n in range(len(around) - 1, -1, -1)
            if around[:n] in self.places and self.places[around[:n]].sort is Sort.HEADER
        )  # fmt: skip
        dotted = ".".join(_name(part) for part in (*around[size:], *names))
        return self._spliced(*self._behind_pairs(around[:size]), f"{dotted} = {inline(value)}\n")

    def _put_inline(self, around: Path, place: Place, pair: str) -> str:
        inside = [one for path, one in self.places.items() if path[:-1] == around]
        if not inside:
            return self._spliced(place.value, place.end, f"{{ {pair} }}")
        behind = max(one.end for one in inside)
        return self._spliced(behind, behind, f", {pair}")

    def _behind_pairs(self, table: Path) -> tuple[int, int]:
        """Return where a further pair of a table with a header goes: a line of its own."""
        own = [place.end for path, place in self.places.items() if self._is_own(table, path, place)]
        at = self._next_line(max([self.places[table].end, *own]))
        if not self.text[:at].endswith("\n"):
            self.text += "\n"
            at += 1
        return at, at

    def _is_own(self, table: Path, path: Path, place: Place) -> bool:
        """Whether a pair stands between a table's own header and the next one."""
        if len(path) <= len(table) or path[: len(table)] != table or place.sort is not Sort.PAIR:
            return False
        return not any(
            self.places[path[:n]].sort in (Sort.HEADER, Sort.ITEM)
            for n in range(len(table) + 1, len(path))
            if path[:n] in self.places
        )

    # Entries.

    def _drop(self, path: Path) -> str:
        place = self.places.get(path)
        match place.sort if place is not None else None:
            case None:
                return self.text
            case Sort.HEADER if place is not None and isinstance(path[-1], int):
                begin, end = self._block(path)
                return self._without(begin, end)
            case Sort.PAIR if place is not None and self._is_inline(path):
                return self._drop_inline(path, place)
            case Sort.PAIR if place is not None:
                return self._spliced(place.begin, self._next_line(place.end), "")
            case Sort.ITEM:
                return self._list_anew(path[:-1], Drop(path))
            case _:
                raise ValueError(path)

    def _is_inline(self, path: Path) -> bool:
        around = self.places.get(path[:-1])
        return around is not None and around.sort in (Sort.PAIR, Sort.ITEM)

    def _drop_inline(self, path: Path, place: Place) -> str:
        """Take a pair out of braces, with the comma that is then too many."""
        ends = [one.end for at, one in self.places.items() if at[:-1] == path[:-1] and one.end <= place.begin]
        if ends:
            return self._spliced(max(ends), place.end, "")
        following = re.compile(r"\s*,\s*").match(self.text, place.end)
        return self._spliced(place.begin, following.end() if following else place.end, "")

    def _add(self, path: Path, value: Raw) -> str:
        *way, at = path
        entries = tuple(way)
        place = self.places.get(entries)
        if place is not None and place.sort in (Sort.PAIR, Sort.ITEM):
            if self.text[place.value : place.end] == "[]" and len(entries) == 1:
                self.text = self._spliced(place.begin, self._next_line(place.end), "")
                self.places = places_of(self.text)
            else:
                return self._list_anew(entries, Add(path, value))
        return self._inserted(entries, int(at), table_text({}, entries, value))

    def _shift(self, path: Path, to: int) -> str:
        place = self.places[path]
        if place.sort is not Sort.HEADER:
            return self._list_anew(path[:-1], Shift(path, to))
        begin, end = self._block(path)
        block = self.text[begin:end]
        without = _Text(self._without(begin, end))
        return without._inserted(path[:-1], to, block)

    def _inserted(self, entries: Path, at: int, block: str) -> str:
        if (*entries, at) in self.places:
            here = self._block((*entries, at))[0]
            return self._spliced(here, here, block.rstrip("\n") + "\n\n")
        here = self._behind_entries(entries, at)
        before, after = self.text[:here], self.text[here:]
        gap = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
        return (
            before
            + gap
            + block.rstrip("\n")
            + "\n"
            + ("" if after.startswith("\n") or not after else "\n")
            + after
        )

    def _behind_entries(self, entries: Path, at: int) -> int:
        """Return where a list's last entry ends, or what should stand before the first one."""
        if at and (*entries, at - 1) in self.places:
            return self._block((*entries, at - 1))[1]
        if len(entries) > 1:
            return (
                self._block(entries[:-1])[1]
                if isinstance(entries[-2], int)
                else self._whole_end(entries[:-1])
            )
        earlier = ORDER[: ORDER.index(str(entries[0]))] if entries[0] in ORDER else ORDER
        known = [name for name in earlier if (name,) in self.places]
        return max((self._whole_end((name,)) for name in known), default=len(self.text))

    def _whole_end(self, path: Path) -> int:
        size = len(path)
        return self._next_line(max(place.end for at, place in self.places.items() if at[:size] == path))

    def _block(self, path: Path) -> tuple[int, int]:
        """Return where an entry with a header begins, comments right above it included, and ends."""
        begin = self.places[path].begin
        while True:
            above = self.text.rfind("\n", 0, begin - 1) + 1 if begin else 0
            if begin == 0 or not _COMMENT.match(self.text[above:begin]):
                break
            begin = above
        return begin, self._whole_end(path)

    def _list_anew(self, entries: Path, edit: Edit) -> str:
        """Write a list in brackets whole: its entries have no lines of their own."""
        place = self.places[entries]
        held = value_at(edited_raw(parsed(self.text), edit), entries) or []
        return self._spliced(place.value, place.end, inline(held))

    # Text.

    def _spliced(self, begin: int, end: int, new: str) -> str:
        return self.text[:begin] + new + self.text[end:]

    def _without(self, begin: int, end: int) -> str:
        """Take out a block and the blank lines behind it."""
        blanks = _BLANKS.match(self.text, end)
        return self._spliced(begin, blanks.end() if blanks else end, "")

    def _next_line(self, at: int) -> int:
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1


def _name(part: str | int) -> str:
    name = str(part)
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else inline(name)
