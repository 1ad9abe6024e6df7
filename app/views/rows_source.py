"""What a list shows and where its rows come from: columns, order, and the source that is asked."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from app.views.desk import Query


class Look(StrEnum):
    """How a cell is painted."""

    TEXT = "text"
    NUMBER = "number"
    """Right-aligned, figures of one width."""
    TWO_LINES = "two_lines"
    """A line in the text colour and a muted one below."""
    CHIP = "chip"
    BAR = "bar"
    """A figure and a bar of its share."""


@dataclass(frozen=True, slots=True)
class Column[Row]:
    """One column of a list."""

    key: str
    """Its name in the settings and, where sortable, in ``Sort``; never translated."""
    heading: Callable[[], str]
    """Says its heading in the language of the moment."""
    text: Callable[[Row], str]
    """What the cell says; also its tooltip when cut, and what a screen reader hears."""
    look: Look = Look.TEXT
    width: int = 140
    """Wished width in pixels; see ``column_fit``."""
    min_width: int = 56
    stretch: int = 0
    """Share of the room left over; 0 keeps the wished width."""
    is_sortable: bool = False
    is_descending_first: bool = False
    """Whether the first click sorts from high to low."""
    second: Callable[[Row], str] | None = None
    """The second line of ``TWO_LINES``."""
    tone: Callable[[Row], str] | None = None
    """Name of a text token, or for a chip a stage kind or tone; the plain text colour without it."""
    share: Callable[[Row], float] | None = None
    """Length of the bar, 0 to 1."""
    is_shown: bool = True
    """Whether it is shown until somebody chooses otherwise."""
    is_fixed: bool = False
    """Whether it cannot be hidden."""


@dataclass(frozen=True, slots=True)
class Sort:
    """The order asked for; an empty key is the source's own order."""

    key: str = ""
    descending: bool = False


class RowsSource[Filter, Row](Protocol):
    """Where rows come from; the queries run on a background lane.

    ``page`` must have a total order (ending in a unique id), or rows would show twice or never.
    """

    def count(self, where: Filter, sort: Sort, /) -> Query[int]:
        """Return the query for the number of rows."""

    def page(self, where: Filter, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[Row]]:
        """Return the query for some rows in order."""

    def key(self, row: Row, /) -> Hashable:
        """Return what identifies a row: selection follows it through reloads."""


@runtime_checkable
class Locating[Filter](Protocol):
    """A source that can say at which position a row stands; its selection then survives any move."""

    def locate(self, where: Filter, sort: Sort, key: Any, /) -> Query[int | None]:
        """Return the query for the position of a key, ``None`` where it is not in the list."""


class MemorySource[Row]:
    """A short list already read, in the protocol of long ones; sorts by what a column says."""

    def __init__(
        self,
        key: Callable[[Row], Hashable],
        rows: Sequence[Row] = (),
        sort_keys: Mapping[str, Callable[[Row], Any]] | None = None,
    ) -> None:
        self._key, self._rows, self._sort_keys = key, tuple(rows), dict(sort_keys or {})

    def show(self, rows: Sequence[Row]) -> None:
        """Hold these rows from now on; the table is reloaded by whoever calls."""
        self._rows = tuple(rows)

    def count(self, where: object, sort: Sort, /) -> Query[int]:
        """Return the number of rows held."""
        del where, sort
        rows = self._rows
        return lambda _: len(rows)

    def page(self, where: object, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[Row]]:
        """Return some of the rows held."""
        del where
        rows, by = self._rows, self._sort_keys.get(sort.key)

        def read(_: object) -> Sequence[Row]:
            ordered = rows if by is None else sorted(rows, key=by, reverse=sort.descending)
            return ordered[offset : offset + limit]

        return read

    def key(self, row: Row, /) -> Hashable:
        """Return what identifies a row."""
        return self._key(row)
