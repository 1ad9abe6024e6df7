"""One record of a table as text, whatever kind of file it came from."""

from __future__ import annotations

from typing import NamedTuple


class SourceRow(NamedTuple):
    """A record with the place it was found at."""

    line: int
    """1-based: the text line the record starts on, or the row of the sheet."""

    cells: list[str]

    problem: str | None = None
    """A code of `refusals.py` when the line is damaged or ragged; None for a sound line."""


def is_blank(cells: list[str]) -> bool:
    """Tell whether nothing is written in any cell."""
    return not any(cell and not cell.isspace() for cell in cells)
