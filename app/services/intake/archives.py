"""Look into a workbook's archive before anything unpacks it: what it is, how large it would become."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from app.services.intake.refusals import BadFile

LARGEST_PART: Final = 1 << 30
"""Bytes one part of a workbook may unpack to: a sheet of a million rows and twenty columns."""
MOST_CELLS: Final = 40_000_000
"""Rows times columns that fit into memory (about 32 bytes each while reading)."""
MOST_COLUMNS: Final = 500
"""Columns a person could still match to fields."""

_CHUNK: Final = 1 << 20
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL_COLUMN: Final = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})\d')
_FILLED_COLUMN: Final = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})\d[^>]*[^/]>')
_ROW_NUMBER: Final = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d{1,9})"')
_DATE_1904: Final = re.compile(rb'<(?:\w+:)?workbookPr[^>]*\bdate1904="(\w+)"')
_TAIL: Final = 256
"""Bytes kept between two chunks, so that no tag is cut in two."""


def workbook_kind(path: Path) -> str | None:
    """Tell `xlsx`, `xls` or `ods` by content, whatever the name; None for text.

    Raises:
        BadFile: `encrypted`, `binary_workbook`, `damaged_workbook`, `not_text`.
    """
    with path.open("rb") as file:
        head = file.read(8)
        if head == _OLE:
            return _kind_of_compound(path, file)
        if not head.startswith(b"PK"):
            return None
    try:
        with zipfile.ZipFile(path) as archive:
            return _kind_of_archive(path, set(archive.namelist()))
    except (zipfile.BadZipFile, EOFError, struct.error, NotImplementedError):
        raise BadFile("damaged_workbook", path=path.name) from None


def _kind_of_archive(path: Path, names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise BadFile("binary_workbook", path=path.name)
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    if any(name.startswith("word/") for name in names):
        raise BadFile("not_text", path=path.name, kind="document")
    if any(name.startswith("ppt/") for name in names):
        raise BadFile("not_text", path=path.name, kind="presentation")
    if any(name.startswith("xl/") for name in names):
        raise BadFile("damaged_workbook", path=path.name)
    raise BadFile("not_text", path=path.name, kind="archive")


def _kind_of_compound(path: Path, file: IO[bytes]) -> str:
    """Tell an old workbook from a protected new one: both are OLE compound files."""
    file.seek(0)
    data = file.read(64 << 20)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise BadFile("encrypted", path=path.name)
    if _has_file_pass(data):
        raise BadFile("encrypted", path=path.name)
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "xls"
    if "WordDocument".encode("utf-16-le") in data:
        raise BadFile("not_text", path=path.name, kind="document")
    raise BadFile("damaged_workbook", path=path.name)


def _has_file_pass(data: bytes) -> bool:
    """Find the FILEPASS record (0x2F) among the first of the workbook stream ([MS-XLS] 2.4.117)."""
    at = data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00", 512)
    for _ in range(12):
        if at < 0 or at + 4 > len(data):
            return False
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == 0x2F:
            return True
        at += 4 + length
    return False


def check_xlsx(path: Path) -> None:
    """Measure every sheet of an XLSX without unpacking it into memory.

    The reader allocates rows × columns at once and cannot be stopped, so a sheet with one cell in
    the last row and one in the last column would end the program.

    Raises:
        BadFile: `too_large`, `too_many_columns`, `damaged_workbook`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                if part.flag_bits & 1:
                    raise BadFile("encrypted", path=path.name)
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    _check_sheet(path, archive, part)
                elif part.filename.startswith("xl/") and part.filename.endswith(".xml"):
                    for _ in _unpack(path, archive, part):
                        pass
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError):
        raise BadFile("damaged_workbook", path=path.name) from None


def date_epoch(path: Path) -> int:
    """Return 1904 for a workbook that counts its days from there (old Macintosh ones), else 1900.

    The reader converts cells formatted as dates by itself; bare serial numbers are left to us.
    """
    with zipfile.ZipFile(path) as archive:
        text = archive.read("xl/workbook.xml")
    found = _DATE_1904.search(text)
    return 1904 if found and found[1] in {b"1", b"true"} else 1900


def check_ods(path: Path) -> None:
    """Refuse a spreadsheet of OpenDocument that would unpack to more than memory holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            for _ in _unpack(path, archive, archive.getinfo("content.xml")):
                pass
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError):
        raise BadFile("damaged_workbook", path=path.name) from None


def _check_sheet(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    columns, rows = _measure(path, archive, part, _CELL_COLUMN)
    if columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        # Formatted but empty cells do not count: measure again, filled ones only.
        columns, rows = _measure(path, archive, part, _FILLED_COLUMN)
    if columns > MOST_COLUMNS:
        raise BadFile("too_many_columns", path=path.name, columns=columns, limit=MOST_COLUMNS)
    if rows * columns > MOST_CELLS:
        raise BadFile("too_large", path=path.name, limit=LARGEST_PART >> 20, part=part.filename)


def _measure(
    path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo, cell: re.Pattern[bytes]
) -> tuple[int, int]:
    letters: set[bytes] = set()
    last_row, tail = 0, b""
    for chunk in _unpack(path, archive, part):
        text = tail + chunk
        letters.update(cell.findall(text))
        last_row = max(last_row, max(map(int, _ROW_NUMBER.findall(text)), default=0))
        tail = text[-_TAIL:]
    return max(map(_column_number, letters), default=0), last_row


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _unpack(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Inflate one part chunk by chunk, believing no declared size."""
    total = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            total += len(chunk)
            if total > LARGEST_PART:
                raise BadFile("too_large", path=path.name, limit=LARGEST_PART >> 20, part=part.filename)
            yield chunk
    if part.compress_size * 1032 > LARGEST_PART < part.file_size:
        raise BadFile("too_large", path=path.name, limit=LARGEST_PART >> 20, part=part.filename)
