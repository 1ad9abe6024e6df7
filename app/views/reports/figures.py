"""From a sheet to its table and its picture, in words of the moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from app.services.reports.cube import Drawing, Shape
from app.services.reports.cubes import CUBES
from app.services.reports.sheet import ORDERED, Behind, Column, Entry, Line, Own, Sheet, Unit
from app.views import formats
from app.views.funnel.figure_model import Figure, FigureColumn, FigureRow
from app.views.reports.chart_model import Chart, ChartRow, Datum, nice_top
from app.views.reports.words import column_name, entry_text, range_text, report_name, row_title, split_name

NAME, TOTAL, ROW = "name", "total", "row:"
MOST = {Shape.BARS: 14, Shape.RATES: 14, Shape.COLUMNS: 24, Shape.GRID: 16}
"""Rows a picture has room for; the table has them all."""
_TICKS = 4
_WIDE, _NARROW, _TITLE, _RANGE, _WORDS = 90, 64, 150, 124, 164


def table_columns(sheet: Sheet) -> list[FigureColumn]:
    """Return the columns of the table."""
    first = split_name(sheet.by) if sheet.by is not None else report_name(sheet.name)
    found = [FigureColumn(NAME, first, _TITLE, stretch=2, is_figure=False)]
    for column in sheet.columns:
        is_word = column.unit is Unit.WORD
        width = _RANGE if column.has_interval else _WIDE if column.unit is Unit.MONEY else _NARROW
        width = _WORDS if is_word else width
        found.append(FigureColumn(column.key, column_name(column), width, stretch=1, is_figure=not is_word))
    return found


def table_rows(sheet: Sheet) -> list[FigureRow]:
    """Return the rows of the table, all of them together first."""
    found = []
    if (
        sheet.total is not None
        and len(sheet.lines) > 1
        and any(one.opens for one in sheet.total.entries.values())
    ):
        found.append(_row(sheet, sheet.total, TOTAL))
    return found + [_row(sheet, line, ROW + line.cell.value) for line in sheet.lines]


def _row(sheet: Sheet, line: Line, key: str) -> FigureRow:
    is_total = key == TOTAL
    title = _total_name() if is_total else row_title(line.cell, sheet.by)
    first = next((column for column in sheet.columns if column.unit is Unit.COUNT), None)
    opens = first is not None and line.at(first.key).opens
    cells = [Figure(title, said=title, order=_order_of(line, sheet), opens=opens)]
    cells += [_figure(line.at(column.key), column) for column in sheet.columns]
    return FigureRow(key, tuple(cells), is_strong=is_total, is_first=is_total)


def _order_of(line: Line, sheet: Sheet) -> float | str:
    return line.cell.value if sheet.by in ORDERED else row_title(line.cell, sheet.by)


def _figure(entry: Entry, column: Column) -> Figure:
    text = entry_text(entry, column.unit)
    within = f"[{range_text(entry)}]" if column.has_interval and range_text(entry) else ""
    full = entry_text(entry, column.unit, short=False)
    said = " ".join(filter(None, (column_name(column), full, within)))
    value = entry.value
    order = value if isinstance(value, int | float) else -1.0 if value is None else value
    return Figure(" ".join(filter(None, (text, within))), said=said, order=order, opens=entry.opens)


def _total_name() -> str:
    return QCoreApplication.translate("Reports", "All")


def behind(sheet: Sheet, row_key: str, column_key: str) -> Behind | None:
    """Return the leads behind a figure of the table or the picture; ``None`` where none are."""
    line = _line(sheet, row_key)
    if line is None:
        return None
    if column_key == NAME:
        column_key = next((column.key for column in sheet.columns if column.unit is Unit.COUNT), "")
    column = next((one for one in sheet.columns if one.key == column_key), None)
    if column is None or not line.at(column.key).opens:
        return None
    value = line.at(column.key).value
    is_count = column.unit is Unit.COUNT and isinstance(value, int) and not column.is_events
    count = int(value) if is_count and isinstance(value, int) else 0
    return Behind(
        sheet.name, sheet.asked, sheet.by, None if row_key == TOTAL else line.cell.value, column.key, column.across,
        count, line.cell,
    )  # fmt: skip


def _line(sheet: Sheet, row_key: str) -> Line | None:
    if row_key == TOTAL:
        return sheet.total
    value = row_key.removeprefix(ROW)
    return next((line for line in sheet.lines if line.cell.value == value), None)


def chart_of(sheet: Sheet) -> Chart:
    """Return the picture of a sheet."""
    drawing = _drawing(sheet)
    lines = _drawn(sheet, drawing.shape)
    columns = _columns(sheet, drawing)
    rows = tuple(
        ChartRow(
            ROW + line.cell.value,
            row_title(line.cell, sheet.by),
            tuple(_datum(sheet, line, column, drawing) for column in columns),
        )
        for line in lines
    )
    values = [datum.high or datum.value for row in rows for datum in row.data]
    top = max(values, default=0.0) if drawing.shape is Shape.GRID else nice_top(values)
    if drawing.shape is Shape.RATES:
        top = min(1.0, top)
    elif columns and columns[0].unit is Unit.COUNT and drawing.shape is not Shape.GRID:
        top = max(float(_TICKS), top)
    return Chart(
        drawing.shape,
        report_name(sheet.name),
        rows,
        tuple(column_name(column) for column in columns),
        QCoreApplication.translate(
            "Reports", "Nothing falls into this period. Choose another, or fewer filters."
        ),
        _ticks(top or 1.0, columns, sheet) if drawing.shape is not Shape.GRID else (),
        top or 1.0,
        _left_out(len(sheet.lines) - len(lines)),
        _key(drawing, rows),
    )


def _key(drawing: Drawing, rows: Sequence[ChartRow]) -> tuple[str, ...]:
    """Return what full and hollow mean, where anything is hollow."""
    translate = QCoreApplication.translate
    if all(datum.is_sure for row in rows for datum in row.data):
        return ()
    if drawing.shape is Shape.GRID:
        return (translate("Reports", "enough calls"), translate("Reports", "too few to go by"))
    return (translate("Reports", "differs from the others"), translate("Reports", "difference not proved"))


def _drawing(sheet: Sheet) -> Drawing:
    """Return how a sheet is drawn: what has no order of its own is drawn lying."""
    drawing = CUBES[sheet.name][0].drawing
    if drawing.shape is Shape.COLUMNS and sheet.by not in ORDERED:
        return Drawing(Shape.BARS, drawing.columns)
    return drawing


def _drawn(sheet: Sheet, shape: Shape) -> Sequence[Line]:
    """Return the rows a picture has room for: the latest of what has an order, else the first."""
    most = MOST[shape]
    if shape is Shape.RATES:
        key = CUBES[sheet.name][0].drawing.columns[0]
        whole = CUBES[sheet.name][0].drawing.columns[1]
        lines = [line for line in sheet.lines if line.number(whole) or sheet.by is Own.THRESHOLD]
        if sheet.by not in ORDERED and sheet.by not in {"stage", "question"}:
            lines.sort(key=lambda line: (-line.number(key), line.cell.value))
        return lines[:most]
    return sheet.lines[-most:] if sheet.by in ORDERED else sheet.lines[:most]


def _columns(sheet: Sheet, drawing: Drawing) -> list[Column]:
    if drawing.shape is Shape.GRID:
        return [column for column in sheet.columns if column.across is not None][:MOST_FIELDS]
    keys: Iterable[str] = drawing.columns
    if drawing.shape is Shape.RATES:
        keys = drawing.columns[:1]
    found = [sheet.column(key) for key in keys]
    return [column for column in found if column.unit is found[0].unit]


MOST_FIELDS = 14


def _datum(sheet: Sheet, line: Line, column: Column, drawing: Drawing) -> Datum:
    entry = line.at(column.key)
    number = entry.value if isinstance(entry.value, int | float) else _largest(entry)
    text = entry_text(entry, column.unit)
    said = f"{row_title(line.cell, sheet.by)}: {column_name(column)} {entry_text(entry, column.unit, short=False)}"
    is_sure = True
    if drawing.shape is Shape.RATES and entry.value is not None:
        whole, part = (int(line.number(key)) for key in drawing.columns[1:3])
        of = f"{formats.number(part)} / {formats.number(whole)}"
        said = f"{said} [{range_text(entry)}], {of}"
        verdict = line.at("difference").value
        if isinstance(verdict, str):
            is_sure = verdict == "proved"
            said = f"{said}, {entry_text(line.at('difference'), Unit.WORD)}"
        text = f"{text}  {of}" if entry.low is None else f"{text} [{range_text(entry)}]  {of}"
    is_seen = entry.value is not None or drawing.shape is not Shape.RATES
    if not is_seen:
        text = QCoreApplication.translate("Reports", "nothing was observed")
        said = f"{row_title(line.cell, sheet.by)}: {text}"
    if drawing.shape is Shape.GRID:
        text = _field_text(entry, column)
        if range_text(entry):
            said = f"{said} [{range_text(entry)}]"
        is_sure = drawing.hollow_from is None or _width(entry) < drawing.hollow_from
    return Datum(
        ROW + line.cell.value, column.key, float(number or 0), text, said, entry.low, entry.high, entry.opens, is_sure,
        is_seen,
    )  # fmt: skip


def _width(entry: Entry) -> float:
    """Return how wide chance leaves a share."""
    return 0.0 if entry.low is None or entry.high is None else entry.high - entry.low


def _field_text(entry: Entry, column: Column) -> str:
    """Return what stands in a field: percent without their sign, nothing for nobody."""
    if entry.value is None or (column.unit is Unit.COUNT and not entry.value):
        return ""
    is_share = column.unit is Unit.SHARE and isinstance(entry.value, int | float)
    return (
        formats.fraction(float(entry.value)).removesuffix("%") if is_share else entry_text(entry, column.unit)
    )


def _largest(entry: Entry) -> float:
    """Return the largest of amounts in several currencies: what the words beside it begin with."""
    return float(max((minor for _, minor in entry.amounts), default=0))


def _ticks(top: float, columns: Sequence[Column], sheet: Sheet) -> tuple[str, ...]:
    unit = columns[0].unit if columns else Unit.COUNT
    codes = sheet.currencies()
    found = []
    for at in range(_TICKS + 1):
        value = top * at / _TICKS
        match unit:
            case Unit.SHARE:
                text = formats.fraction(value)
            case Unit.MONEY:
                text = formats.money(int(value), codes[0] if len(codes) == 1 else "", short=True)
            case _:
                text = formats.short_number(value) if value >= 1 or not value else f"{value:.1f}"
        found.append(text)
    return tuple(found)


def _left_out(count: int) -> str:
    if count <= 0:
        return ""
    return QCoreApplication.translate("Reports", "{n} more in the table").format(n=formats.number(count))
