"""A report as an Excel workbook: one sheet, figures as figures, the first row the columns' names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from app.errors import Unavailable
from app.files import whole_or_not
from app.services.exporting import cell_text


def write_workbook(
    path: Path, title: str, columns: Sequence[str], rows: Sequence[Mapping[str, object]]
) -> int:
    """Write rows as XLSX; return how many. The file appears whole or not at all.

    Raises:
        Unavailable: it could not be written (``file_not_written``).
    """
    from openpyxl import Workbook  # noqa: PLC0415 -- 200 ms that only an export needs

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.append(list(columns))
    for row in rows:
        sheet.append([cell_text(row.get(name)) for name in columns])
    try:
        with whole_or_not(path) as draft:
            book.save(draft)
    except OSError as error:
        raise Unavailable("file_not_written", path=str(path), why=error.strerror or str(error)) from error
    return len(rows)
