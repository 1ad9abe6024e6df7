"""Read workbooks (XLSX, XLS, ODS) as tables of text: the right sheet, its cells as a person reads them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)
from rapidfuzz import process

from app.services.intake.archives import MOST_COLUMNS, check_ods, check_xlsx, date_epoch
from app.services.intake.headings import find_headings, known_heading_count
from app.services.intake.refusals import BadFile
from app.services.intake.source_row import SourceRow, is_blank

_SAMPLE_ROWS: Final = 60

type Cell = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet held in memory; rows become text as they are asked for."""

    name: str
    names: tuple[str, ...]
    """All sheets of the workbook, in its order."""
    epoch: int
    """1900 or 1904: from where bare serial numbers count days."""
    content: CalamineSheet

    def rows(self) -> Iterator[SourceRow]:
        """Yield rows with anything in them; line numbers are those the spreadsheet shows."""
        # The reader gives the blank rows above the table, but not the blank columns left of it.
        _, first_column = self.content.start or (0, 0)
        fill = _merged_cells(self.content)
        indent = [""] * first_column
        for at, cells in enumerate(self.content.iter_rows()):
            texts = indent + [cell if type(cell) is str else cell_text(cell) for cell in cells]
            for column, value in fill.get(at, ()):
                if column < len(texts):
                    texts[column] = texts[column] or cell_text(value)
            while texts and not texts[-1].strip():
                texts.pop()
            if texts and not is_blank(texts):
                yield SourceRow(at + 1, texts)


def open_workbook(path: Path, kind: str, sheet: str | None = None) -> Sheet:
    """Open the sheet that holds the list.

    Args:
        path: The file.
        kind: `xlsx`, `xls` or `ods`, as `workbook_kind` tells.
        sheet: Its name, where the user chose one; case does not matter.

    Raises:
        BadFile: `encrypted`, `damaged_workbook`, `no_such_sheet`, `no_sheet`, `too_many_columns`,
            `too_large`.
    """
    epoch = 1900
    if kind == "xlsx":
        check_xlsx(path)
        epoch = date_epoch(path)
    elif kind == "ods":
        check_ods(path)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        chosen = _choose(path, workbook, sheet, epoch)
    except PasswordError:
        raise BadFile("encrypted", path=path.name) from None
    except CalamineError:
        raise BadFile("damaged_workbook", path=path.name) from None
    except OSError:
        raise
    except BaseException as error:
        # A panic of the reader, which is not an Exception, is a workbook it could not make sense of.
        if type(error).__name__ != "PanicException":
            raise
        raise BadFile("damaged_workbook", path=path.name) from None
    if chosen.content.total_width > MOST_COLUMNS:
        raise BadFile(
            "too_many_columns", path=path.name, columns=chosen.content.total_width, limit=MOST_COLUMNS
        )
    return chosen


def _choose(path: Path, workbook: CalamineWorkbook, wanted: str | None, epoch: int) -> Sheet:
    names = tuple(workbook.sheet_names)
    if wanted is not None:
        name = _named(path, names, wanted)
        return Sheet(name, names, epoch, workbook.get_sheet_by_name(name))
    shown = [
        entry.name
        for entry in workbook.sheets_metadata
        if entry.typ == SheetTypeEnum.WorkSheet and entry.visible == SheetVisibleEnum.Visible
    ]
    sheets = [Sheet(name, names, epoch, workbook.get_sheet_by_name(name)) for name in shown or names]
    filled = [sheet for sheet in sheets if sheet.content.height]
    if not filled:
        raise BadFile("no_sheet", path=path.name)
    return max(filled, key=_likeness)


def _named(path: Path, names: tuple[str, ...], wanted: str) -> str:
    for name in names:
        if name.strip().casefold() == wanted.strip().casefold():
            return name
    nearest = process.extractOne(wanted, names)
    raise BadFile(
        "no_such_sheet",
        path=path.name,
        sheet=wanted,
        nearest=nearest[0],
        known=", ".join(names),
    )


def _likeness(sheet: Sheet) -> tuple[int, bool]:
    """Say how much a sheet looks like a list: known headings first, then width; prose has one column."""
    rows = [row for _, row in zip(range(_SAMPLE_ROWS), sheet.rows(), strict=False)]
    found = find_headings(rows)
    return known_heading_count(found.headings), sum(bool(heading) for heading in found.headings) > 1


def _merged_cells(sheet: CalamineSheet) -> dict[int, list[tuple[int, Cell]]]:
    """Find what merged cells hide: only their top-left cell carries the value (XLSX and XLS)."""
    ranges = sheet.merged_cell_ranges
    if not ranges or sheet.start is None:
        return {}
    tall = [(start, end) for start, end in ranges if end[0] > start[0] and end[1] == start[1]]
    if not tall:
        return {}
    cells = sheet.to_python(skip_empty_area=False)
    fill: dict[int, list[tuple[int, Cell]]] = {}
    for (top, column), (bottom, _) in tall:
        if top >= len(cells) or column >= len(cells[top]) or cells[top][column] == "":
            continue
        for at in range(top + 1, bottom + 1):
            fill.setdefault(at, []).append((column, cells[top][column]))
    return fill


def cell_text(cell: Cell) -> str:
    """Write a cell as a person reads it: 60610.0 is `60610`, midnight is left out of dates."""
    match cell:
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case float():
            return _number_text(cell)
        case datetime():
            return _instant_text(cell)
        case timedelta():
            return str(cell)
        case _:
            return str(cell)


def _number_text(number: float) -> str:
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    # Spreadsheets keep fifteen digits; what binary arithmetic adds behind them nobody typed.
    return format(Decimal(format(number, ".15g")), "f")


def _instant_text(at: datetime) -> str:
    if at.time() == time.min:
        return at.date().isoformat()
    whole = at if at.microsecond < 500_000 else at + timedelta(seconds=1)
    return whole.replace(microsecond=0).isoformat(" ")
