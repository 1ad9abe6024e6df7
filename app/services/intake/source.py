"""Open a list, whatever it is: text or workbook, from a file or pasted; its headings, a preview, its rows."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from app.services.intake.archives import MOST_COLUMNS, workbook_kind
from app.services.intake.delimited import read_rows, separator_line, sniff_separator
from app.services.intake.encodings import decide_encoding, kind_by_magic, open_text
from app.services.intake.headings import Headings, find_headings, heading_key, headings_at, without_headings
from app.services.intake.options import NO_HEADINGS, ImportOptions
from app.services.intake.refusals import BadFile
from app.services.intake.source_row import SourceRow, is_blank
from app.services.intake.workbooks import open_workbook

_SNIFFED_LINES: Final = 200
_PREVIEWED_ROWS: Final = 50
_SAMPLED_ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class Source:
    """An opened list. Reading it again gives the same rows, or `BadFile` when the file changed."""

    name: str
    """Of the file, without its folder; "" for a paste."""
    kind: str
    """`csv`, `xlsx`, `xls`, `ods` or `paste`."""
    columns: Headings
    fingerprint: str
    """Under which a mapping is remembered for this set of headings."""
    preview: tuple[SourceRow, ...]
    """The first rows under the headings, for a person to look at."""
    sample: tuple[SourceRow, ...]
    """Some more of them, for guessing from values."""
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    sheets: tuple[str, ...]
    is_cut: bool
    """The file ends inside a character."""
    epoch: int
    """1900 or 1904: from where serial numbers of days count."""
    _ends_with_newline: Callable[[], bool]
    _read: Callable[[], Iterator[SourceRow]]

    @property
    def is_text(self) -> bool:
        """Whether lines may be ragged or damaged, which cells of a workbook cannot be."""
        return self.delimiter is not None

    def rows(self) -> Iterator[SourceRow]:
        """Yield the rows under the headings, blank ones left out, from the start each time.

        Raises:
            BadFile: `vanished`, `changed`, `not_readable`.
        """
        after = self.columns.line or 0
        return (row for row in self._read() if row.line > after and not is_blank(row.cells))

    def ends_with_newline(self) -> bool:
        """Tell whether a text ends with a whole line, as far as its last bytes say."""
        return self._ends_with_newline()


def open_source(path: Path, options: ImportOptions | None = None) -> Source:
    """Open a file: decide encoding, separator, sheet and headings.

    Raises:
        BadFile: Every file code of `refusals.py` that is not about mappings or writing.
    """
    options = options or ImportOptions()
    try:
        if path.is_dir():
            raise BadFile("folder", path=str(path))
        if path.stat().st_size == 0:
            raise BadFile("empty", path=path.name)
        kind = workbook_kind(path)
        return _open_workbook(path, kind, options) if kind else _open_delimited(path, options)
    except FileNotFoundError:
        raise BadFile("not_found", path=str(path)) from None
    except PermissionError:
        raise BadFile("not_readable", path=path.name) from None
    except OSError:
        raise BadFile("vanished", path=path.name, line=0) from None


def open_paste(text: str, options: ImportOptions | None = None) -> Source:
    """Open what was pasted from a spreadsheet: cells between tabs, or any delimited text.

    Raises:
        BadFile: `empty`, `no_rows`, `no_such_row`, `too_many_columns`.
    """
    options = options or ImportOptions()
    if not text.strip():
        raise BadFile("empty", path="")
    lines = list(islice(io.StringIO(text, newline=""), _SNIFFED_LINES))
    delimiter = options.delimiter or ("\t" if any("\t" in line for line in lines) else sniff_separator(lines))

    def read(width: int | None = None) -> Iterator[SourceRow]:
        return read_rows(io.StringIO(text, newline=""), delimiter, width=width)

    return _with_headings("", "paste", read, options, delimiter=delimiter)


def _open_delimited(path: Path, options: ImportOptions) -> Source:
    _refuse_markup(path)
    encoding = decide_encoding(path, options.encoding)
    with open_text(path, encoding.name) as file:
        lines = list(islice(file, _SNIFFED_LINES))
    declared = separator_line(lines[0]) if lines else None
    delimiter = options.delimiter or declared or sniff_separator(lines)
    stamp = _stamp(path)

    def read(width: int | None = None) -> Iterator[SourceRow]:
        rows = _read_file(path, stamp, encoding.name, delimiter, width)
        return (row for row in rows if row.line > 1) if declared else rows

    return _with_headings(
        path.name,
        "csv",
        read,
        options,
        delimiter=delimiter,
        encoding=encoding.name,
        is_cut=encoding.is_cut,
        ends_with_newline=lambda: _ends_with_newline(path),
    )


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-min(4, path.stat().st_size), os.SEEK_END)
        return file.read().rstrip(b"\x00").endswith((b"\n", b"\r"))


def _read_file(
    path: Path, stamp: tuple[int, int], encoding: str, delimiter: str, width: int | None
) -> Iterator[SourceRow]:
    """Read the file once more; what happens to it meanwhile is told by the line it happened at."""
    line = 0
    try:
        if _stamp(path) != stamp:
            raise BadFile("changed", path=path.name)
        with open_text(path, encoding) as file:
            for row in read_rows(file, delimiter, width=width):
                line = row.line
                yield row
        if _stamp(path) != stamp:
            raise BadFile("changed", path=path.name)
    except OSError:
        raise BadFile("vanished", path=path.name, line=line) from None


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _refuse_markup(path: Path) -> None:
    """Refuse web pages that call themselves workbooks, as many programs export them."""
    with path.open("rb") as file:
        head = file.read(2048)
    kind = kind_by_magic(head)
    if kind:
        raise BadFile("not_text", path=path.name, kind=kind)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head")):
        raise BadFile("web_page", path=path.name)


def _open_workbook(path: Path, kind: str, options: ImportOptions) -> Source:
    sheet = open_workbook(path, kind, options.sheet)

    def read(width: int | None = None) -> Iterator[SourceRow]:
        del width
        return sheet.rows()

    return _with_headings(
        path.name, kind, read, options, sheet=sheet.name, sheets=sheet.names, epoch=sheet.epoch
    )


def _with_headings(  # noqa: PLR0913 - one place where every kind of source becomes the same thing
    name: str,
    kind: str,
    read: Callable[[int | None], Iterator[SourceRow]],
    options: ImportOptions,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    sheets: tuple[str, ...] = (),
    is_cut: bool = False,
    epoch: int = 1900,
    ends_with_newline: Callable[[], bool] = lambda: True,
) -> Source:
    needed = _SAMPLED_ROWS + (options.header_row or 0)
    first = [row for row in islice(read(None), needed) if not is_blank(row.cells)]
    if not first:
        raise BadFile("empty", path=name)
    columns = _headings(name, first, options)
    width = len(columns.names)
    if width > MOST_COLUMNS:
        raise BadFile("too_many_columns", path=name, columns=width, limit=MOST_COLUMNS)
    under = tuple(row for row in first if row.line > (columns.line or 0))
    if not under:
        raise BadFile("no_rows", path=name, line=columns.line or 0)
    return Source(
        name=name,
        kind=kind,
        columns=columns,
        fingerprint=heading_key(columns.headings),
        preview=under[:_PREVIEWED_ROWS],
        sample=under,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        sheets=sheets,
        is_cut=is_cut,
        epoch=epoch,
        _ends_with_newline=ends_with_newline,
        _read=lambda: read(width),
    )


def _headings(name: str, first: list[SourceRow], options: ImportOptions) -> Headings:
    if options.header_row is None:
        return find_headings(first)
    if options.header_row == NO_HEADINGS:
        return without_headings(max(len(row.cells) for row in first))
    at = next((at for at, row in enumerate(first) if row.line == options.header_row), None)
    if at is None:
        raise BadFile("no_such_row", path=name, line=options.header_row, last=first[-1].line)
    return headings_at(first, at)
