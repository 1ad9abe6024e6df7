"""Read delimited text: find the separator, then records by RFC 4180, naming every damaged line."""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import Final

from app.services.intake.encodings import DAMAGE_MARK
from app.services.intake.source_row import SourceRow

SEPARATORS: Final = (",", ";", "\t", "|")
LONGEST_CELL: Final = 131_072
"""The csv module's own limit; an open quotation mark is noticed after so many characters."""

_SEP_LINE: Final = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)


def separator_line(first_line: str) -> str | None:
    """Return the separator that a first line `sep=;` (Excel's own) declares, or None."""
    match = _SEP_LINE.match(first_line.strip("\ufeff\r\n "))
    if match:
        return match[1]
    return "\t" if first_line.strip("\ufeff\r\n").lower() == "sep=\t" else None


def sniff_separator(lines: list[str]) -> str:
    """Find the separator that cuts a sample into the most even table.

    Args:
        lines: The first lines of the file, line ends included.
    """
    declared = separator_line(lines[0]) if lines else None
    if declared:
        return declared
    return max(SEPARATORS, key=lambda separator: _evenness(lines, separator))


def _evenness(lines: list[str], separator: str) -> tuple[float, int]:
    widths = [len(row.cells) for row in read_rows(lines, separator) if row.cells]
    if not widths:
        return 0.0, 0
    width, times = Counter(widths).most_common(1)[0]
    if width == 1:
        return 0.0, 1
    return round(times / len(widths), 1), width


def read_rows(lines: Iterable[str], separator: str, *, width: int | None = None) -> Iterator[SourceRow]:
    """Yield records as they are read; blank lines are left out, line numbers count them.

    A quotation mark that is opened and never closed swallows nothing: its line is named
    (`unclosed_quote`, or `cut_off` on the last line) and reading goes on at the next one.

    Args:
        lines: Physical lines with their ends, as `open_text` gives them.
        separator: One character.
        width: How many cells a sound record has, where known.
    """
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=separator, strict=True)
    while True:
        feed.taken.clear()
        line = feed.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            row = _recover(feed, line, separator, width)
            reader = csv.reader(feed, delimiter=separator, strict=True)
            if row.cells:
                yield row
            continue
        if feed.is_damaged:
            feed.is_damaged = False
            yield SourceRow(line, cells, "damaged_text")
        elif line <= feed.suspect_until and width is not None and len(cells) != width:
            yield SourceRow(line, cells, "after_damage")
        elif cells:
            yield SourceRow(line, cells)


def _recover(feed: _Feed, line: int, separator: str, width: int | None) -> SourceRow:
    """Make the best of a record that strict reading refused."""
    taken = list(feed.taken)
    was_ended = feed.is_ended
    feed.is_damaged = False
    first = taken[0].rstrip("\r\n").split(separator)
    if not was_ended:
        lax = _lax(taken, separator)
        if len(taken) == 1:
            return SourceRow(line, lax) if lax is not None else SourceRow(line, first, "cell_too_long")
        if lax is not None and len(lax) == width != len(first):
            return SourceRow(line, lax)
    feed.give_back_all_but_first()
    feed.suspect_until = max(feed.suspect_until, line + len(taken) - 1)
    is_cut = was_ended and len(taken) == 1 and not taken[0].endswith(("\n", "\r"))
    return SourceRow(line, first, "cut_off" if is_cut else "unclosed_quote")


def _lax(taken: list[str], separator: str) -> list[str] | None:
    """Read as forgiving programs do: text after a closing quotation mark belongs to the cell."""
    try:
        records = list(csv.reader(taken, delimiter=separator))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None


class _Feed:
    """Physical lines for the csv module, remembered from the start of the record and returnable."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0
        self.suspect_until = 0
        self.is_ended = False
        self.is_damaged = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        try:
            line = self._again.popleft() if self._again else next(self._lines)
        except StopIteration:
            self.is_ended = True
            raise
        if DAMAGE_MARK in line:
            self.is_damaged = True
        self.number += 1
        self.taken.append(line)
        return line

    def give_back_all_but_first(self) -> None:
        self._again.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        self.is_ended = False
        self.is_damaged = False
