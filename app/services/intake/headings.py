"""Find the row of headings, which may lie under instructions or be missing, and the fingerprint of a set."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from app.services.intake.fields import FIELD_BY_WORD, word_key
from app.services.intake.source_row import SourceRow

REASON_HEADING: Final = "decile_reason"
LINE_HEADING: Final = "decile_line"
_OWN_WORDS: Final = frozenset({word_key(REASON_HEADING), word_key(LINE_HEADING)})

_LOOK_AT: Final = 25
"""Rows among which the headings are looked for."""
_LONGEST_HEADING: Final = 60
_VALUE_LIKE: Final = re.compile(
    r"""\s*(
        [-+¥$€£]?[\d.,:%/\s()+-]*\d[\d.,:%/\s()+-]*      # number, date, time, phone
        | \S+@\S+\.\S+ | https?://\S+ | (true|false)
        | \d{4}[-/.年]\d{1,2}.*                           # a date with more behind it
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_POSITION: Final = re.compile(r"#\d+")


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a table as they will be named, one for each column, none twice."""

    headings: tuple[str, ...]
    """As written; "" where the cell is blank or there is no row of headings."""
    names: tuple[str, ...]
    """How a mapping names the columns: the heading, or the position `#3` when blank or repeated."""
    line: int | None
    """Where they stand; None when the table has none and its first row is already data."""


def find_headings(rows: list[SourceRow]) -> Headings:
    """Decide which of the first rows names the columns.

    The row with the most known headings; else the first row of full width that does not look like
    values; else none.

    Args:
        rows: The first rows of the table, blank ones left out.
    """
    candidates = [at for at, row in enumerate(rows[:_LOOK_AT]) if _could_be_headings(row.cells)]
    known = {at: known_heading_count(rows[at].cells) for at in candidates}
    best = max(candidates, key=lambda at: (known[at], -at), default=None)
    if best is None or known[best] == 0 or (known[best] == 1 and _filled(rows[best].cells) > 3):
        best = _first_full_row(rows, candidates, best)
    if best is None:
        return without_headings(max((len(row.cells) for row in rows), default=0))
    return headings_at(rows, best)


def headings_at(rows: list[SourceRow], at: int) -> Headings:
    """Take the row at an index as headings; blanks are filled from a merged cell above."""
    cells = [cell.strip() for cell in rows[at].cells]
    above = rows[at - 1].cells if at and _filled(rows[at - 1].cells) > 1 else []
    headings = [
        cell or (above[column].strip() if column < len(above) else "") for column, cell in enumerate(cells)
    ]
    width = max(len(headings), _usual_width(rows[at + 1 :], len(headings)))
    headings += [
        above[column].strip() if column < len(above) else "" for column in range(len(headings), width)
    ]
    return Headings(tuple(headings), _names(headings), rows[at].line)


def without_headings(width: int) -> Headings:
    """Name the columns of a table without headings by position."""
    return Headings(("",) * width, tuple(f"#{at + 1}" for at in range(width)), None)


def known_heading_count(cells: tuple[str, ...] | list[str]) -> int:
    """Count the cells that are well-known headings, our own among them."""
    return len({word for cell in cells if cell for word in [word_key(cell)] if _is_known(word, cell)})


def is_own_heading(heading: str) -> bool:
    """Tell the columns that the file of refused rows adds."""
    return word_key(heading) in _OWN_WORDS


def heading_key(headings: tuple[str, ...]) -> str:
    """Return the fingerprint under which the mapping of a set of headings is remembered.

    Spelling in capitals, spaces and our own columns of refused rows do not matter; order does.
    """
    words = [word_key(heading) for heading in headings if not is_own_heading(heading)]
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:32]


def _is_known(word: str, cell: str) -> bool:
    return word in FIELD_BY_WORD or word in _OWN_WORDS or _POSITION.fullmatch(cell) is not None


def _could_be_headings(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    if not filled or any(len(cell) > _LONGEST_HEADING for cell in filled):
        return False
    return not any(_VALUE_LIKE.fullmatch(cell) for cell in filled)


def _first_full_row(rows: list[SourceRow], candidates: list[int], best: int | None) -> int | None:
    """Find headings nobody knows: the first row about as wide as those under it.

    A row of values above it means that the table has no headings at all.
    """
    width = _usual_width(rows[1:], 0) or (_filled(rows[0].cells) if rows else 0)
    for at, row in enumerate(rows[:_LOOK_AT]):
        if _filled(row.cells) * 10 < width * 6:
            continue
        return at if at in candidates else best
    return best


def _usual_width(rows: list[SourceRow], at_least: int) -> int:
    widths = sorted(len(row.cells) for row in rows[:200])
    return max(widths[len(widths) // 2], at_least) if widths else at_least


def _filled(cells: list[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _names(headings: list[str]) -> tuple[str, ...]:
    seen: set[str] = set()
    names = []
    for at, heading in enumerate(headings):
        name = heading if heading and heading not in seen else f"#{at + 1}"
        seen.add(name)
        names.append(name)
    return tuple(names)
