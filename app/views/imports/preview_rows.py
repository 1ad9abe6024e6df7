"""The first rows of a list as they will be read, cell by cell."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import tzinfo

from app.clock import from_micros, to_epoch_day
from app.models.vocabulary import Milestone
from app.services.import_run.examining import Examined
from app.services.intake.fields import IGNORE, FieldKind, field_kind
from app.services.intake.mapping import Column
from app.services.intake.prepared_row import Point, PreparedRow, RefusedRow
from app.services.intake.values import clean
from app.views import formats
from app.views.i18n import is_chinese
from app.views.import_words import import_sentence, row_sentence


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what will be kept, how it stood in the list, and the colour it is said in."""

    text: str
    raw: str
    tone: str = "text"
    """Name of a text token."""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the list."""

    line: int
    cells: tuple[Cell, ...]
    said: str
    """What becomes of it where that is not the usual."""
    tone: str


def preview_rows(examined: Examined) -> list[PreviewRow]:
    """Return the rows of the preview as a person shall see them."""
    return [_row(examined, row) for row in examined.preview]


def _row(examined: Examined, row: PreparedRow | RefusedRow) -> PreviewRow:
    columns = examined.mapping.columns
    if not examined.mapping.is_enough:
        # Nothing can be said of a row before any column is known.
        return PreviewRow(
            row.line, tuple(Cell(_raw(row, one), _raw(row, one)) for one in columns), "", "muted"
        )
    if isinstance(row, RefusedRow):
        cells = tuple(Cell(_raw(row, column), _raw(row, column), "muted") for column in columns)
        return PreviewRow(row.line, cells, row_sentence(row.code, row.place), "bad")
    cells = tuple(_cell(examined, row, column) for column in columns)
    if row.junk:
        return PreviewRow(row.line, cells, import_sentence(row.junk[0]), "warn")
    said = [import_sentence(note.code, note.place) for note in row.notes if note.code != "impossible_phone"]
    return PreviewRow(row.line, cells, " ".join(said), "muted")


def _raw(row: PreparedRow | RefusedRow, column: Column) -> str:
    return row.cells[column.index] if column.index < len(row.cells) else ""


def _cell(examined: Examined, row: PreparedRow, column: Column) -> Cell:
    raw = _raw(row, column)
    text = clean(raw)
    if column.field == IGNORE or not text:
        return Cell(text, raw, "faint")
    kind = field_kind(column.field)
    if kind in {FieldKind.PHONE, FieldKind.EMAIL}:
        return _point_cell(row, str(kind), text, raw)
    if kind is FieldKind.STAGE:
        return _stage_cell(examined, row, text, raw)
    asked = {question.column for question in examined.survey.questions}
    return Cell(
        _value(examined, row, column.field, kind) or _one_line(text),
        raw,
        "warn" if column.name in asked else "text",
    )


def _value(examined: Examined, row: PreparedRow, field: str, kind: FieldKind | None) -> str:
    """Say what was read of a cell that is more than text; "" for text."""
    if kind is FieldKind.INSTANT:
        return _instant(row, field, examined.survey.options.tzinfo())
    if kind is FieldKind.DATE and row.expected_close_on is not None:
        return formats.day(row.expected_close_on)
    if kind is FieldKind.MONEY and row.amount is not None:
        return formats.money(row.amount, row.currency)
    return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _instant(row: PreparedRow, field: str, zone: tzinfo | None) -> str:
    """Say an instant in the zone of the list: without the time of day where the list gives only the date."""
    if field == "created_at":
        at = row.created_at
    elif field == "lost_at":
        at = row.lost_at
    else:
        at = row.milestones.get(Milestone(field.removesuffix("_at")).value)
    if at is None:
        return ""
    local = from_micros(at).astimezone(zone)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return formats.day(to_epoch_day(local.date()))
    return formats.date_time(at, zone)


def _point_cell(row: PreparedRow, kind: str, text: str, raw: str) -> Cell:
    plain = unicodedata.normalize("NFKC", text)
    points = [point for point in row.points if point.kind == kind]
    mine = [point for point in points if point.raw in text or point.raw in plain]
    said = ", ".join(_point_text(point) for point in mine) or text
    is_wrong = any(point.status == "impossible" for point in mine)
    return Cell(said, raw, "bad" if is_wrong else "text")


def _point_text(point: Point) -> str:
    return f"{point.value} × {point.extension}" if point.extension else point.value


def _stage_cell(examined: Examined, row: PreparedRow, text: str, raw: str) -> Cell:
    stage = next((stage for stage in examined.book.stages if stage.key == row.stage), None)
    if stage is None:
        return Cell(text, raw, "warn")
    titles = stage.titles or (stage.key,)
    return Cell(titles[0] if is_chinese() else titles[-1], raw)
