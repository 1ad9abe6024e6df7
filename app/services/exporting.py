"""Rows written to a file that spreadsheets read and the import reads back."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TextIO

from app.errors import Unavailable
from app.files import whole_or_not

_FORMULA = re.compile(r"^(?:[=@\t\r]|[+-](?![\d\s().,/x-]*$))")
"""What a spreadsheet would calculate; +86 (21) 555-01 and -3.5 are figures and stay as they are."""


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> int:
    """Write rows as CSV: UTF-8 with a mark that Excel needs, commas, CRLF; return how many rows.

    The file appears whole or not at all. Words that a spreadsheet would take for a formula get an
    apostrophe in front; ``None`` is an empty cell. A column a row lacks is empty.

    Raises:
        Unavailable: it could not be written (``file_not_written``).
    """
    with _whole_or_not(path, encoding="utf-8-sig") as file:
        return _write(csv.writer(file), columns, rows)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8; the file appears whole or not at all.

    Raises:
        Unavailable: it could not be written (``file_not_written``).
    """
    with _whole_or_not(path, encoding="utf-8") as file:
        file.write(text)


@contextmanager
def _whole_or_not(path: Path, *, encoding: str) -> Iterator[TextIO]:
    try:
        with whole_or_not(path) as draft, draft.open("w", encoding=encoding, newline="") as file:
            yield file
    except OSError as error:
        raise Unavailable("file_not_written", path=str(path), why=error.strerror or str(error)) from error


def cell_text(value: object) -> object:
    """Return a value as it stands in the file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value


class _Writer(Protocol):
    def writerow(self, row: Iterable[object], /) -> object: ...


def _write(writer: _Writer, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> int:
    writer.writerow(list(columns))
    count = 0
    for row in rows:
        writer.writerow([cell_text(row.get(name)) for name in columns])
        count += 1
    return count
