"""Where every key, table and list element of a TOML text stands that has already been parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

type Path = tuple[str | int, ...]
"""Names of tables and keys, and positions in lists from 0."""

_SPACE = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')
_LONG = re.compile(r'"""(?:\\.|[^\\])*?"""(?:"{1,2}(?!"))?|' r"'''.*?'''(?:'{1,2}(?!'))?", re.DOTALL)
_PLAIN = re.compile(r".[^,\]}#\n]*", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")


class Sort(Enum):
    """How something is written."""

    HEADER = auto()
    """A table with a header of its own, or one element of a list of such tables."""
    PAIR = auto()
    """A key and its value."""
    ITEM = auto()
    """A value in brackets."""
    NAMED = auto()
    """Only named within something longer: ``a`` of ``a.b = 1`` or of ``[a.b]``, and a list of tables."""


@dataclass(slots=True)
class Place:
    """Where something stands in the text.

    Attributes:
        begin: Where its key, header or item begins.
        value: Where its value begins; its header's end for a table.
        end: Behind its value; behind its header for a table.
    """

    sort: Sort
    line: int
    begin: int
    value: int
    end: int


def places_of(text: str) -> dict[Path, Place]:
    """Return where each path of a valid TOML text stands, in the order of the text."""
    return _Index(text).read()


def line_index(text: str) -> dict[Path, int]:
    """Return the line, from 1, at which each path of a valid TOML text begins."""
    return {path: place.line for path, place in places_of(text).items()}


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Return the line of a path, or of the nearest thing around it that is in the file."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Index:
    """One walk over the text; the text being valid, it only needs to find where things begin."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.places: dict[Path, Place] = {}
        self.counts: dict[Path, int] = {}
        self.line, self.counted_to = 1, 0

    def read(self) -> dict[Path, Place]:
        table: Path = ()
        self._skip(_GAP)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_GAP)
        return self.places

    def _header(self) -> Path:
        is_list = self.text.startswith("[[", self.at)
        begin, here = self.at, self._line()
        self.at += 2 if is_list else 1
        *parents, last = self._names()
        self.at += 2 if is_list else 1
        path: Path = ()
        for name in parents:
            path = self._newest((*path, name))
            self.places.setdefault(path, Place(Sort.NAMED, here, begin, self.at, self.at))
        path = (*path, last)
        if is_list:
            self.places.setdefault(path, Place(Sort.NAMED, here, begin, self.at, self.at))
            self.counts[path] = self.counts.get(path, 0) + 1
            path = self._newest(path)
        self.places[path] = Place(Sort.HEADER, here, begin, self.at, self.at)
        return path

    def _newest(self, path: Path) -> Path:
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def _pair(self, table: Path) -> None:
        begin, here = self.at, self._line()
        path = table
        for name in self._names():
            path = (*path, name)
            self.places.setdefault(path, Place(Sort.NAMED, here, begin, self.at, self.at))
        self.at += 1
        self._skip(_SPACE)
        place = self.places[path] = Place(Sort.PAIR, here, begin, self.at, self.at)
        self._value(path)
        place.end = self.at

    def _names(self) -> list[str]:
        names: list[str] = []
        while True:
            self._skip(_SPACE)
            names.append(self._name())
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return names
            self.at += 1

    def _name(self) -> str:
        bare = _BARE.match(self.text, self.at)
        if bare:
            self.at = bare.end()
            return bare[0]
        start = self.at
        self._skip(_QUOTED)
        inside = self.text[start + 1 : self.at - 1]
        return inside if self.text[start] == "'" else _ESCAPE.sub(_unescaped, inside)

    def _value(self, path: Path) -> None:
        start = self.text[self.at : self.at + 3]
        if start in {'"""', "'''"}:
            self._skip(_LONG)
        elif start[:1] in {'"', "'"}:
            self._skip(_QUOTED)
        elif start[:1] == "[":
            self._list(path)
        elif start[:1] == "{":
            self._inline(path)
        else:
            self._skip(_PLAIN)
            self.at -= len(self.text[: self.at]) - len(self.text[: self.at].rstrip(" \t"))

    def _list(self, path: Path) -> None:
        self.at += 1
        position = 0
        self._skip(_GAP)
        while self.at < len(self.text) and self.text[self.at] != "]":
            place = Place(Sort.ITEM, self._line(), self.at, self.at, self.at)
            self.places[(*path, position)] = place
            self._value((*path, position))
            place.end = self.at
            position += 1
            self._next_item()
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        self._skip(_GAP)
        while self.at < len(self.text) and self.text[self.at] != "}":
            self._pair(path)
            self._next_item()
        self.at += 1

    def _next_item(self) -> None:
        self._skip(_GAP)
        if self.text.startswith(",", self.at):
            self.at += 1
            self._skip(_GAP)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _line(self) -> int:
        self.line += self.text.count("\n", self.counted_to, self.at)
        self.counted_to = self.at
        return self.line


_SHORT = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SHORT.get(found[3], found[3])
