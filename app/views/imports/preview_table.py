"""The table of the preview: a fixed head of combos over the first rows as they will be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.views.imports.field_header import FieldHeader, Head
from app.views.imports.preview_rows import PreviewRow
from app.views.theme import density, tokens

_NARROWEST, _WIDEST, _LOOKED_AT = 152, 300, 30
_PAD = 9
"""Cells begin where the head above them does."""
type _Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """The rows of a preview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PreviewRow, ...] = ()
        self._names: tuple[str, ...] = ()

    def show_rows(self, names: Sequence[str], rows: Sequence[PreviewRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._names, self._rows = tuple(names), tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._names)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        cell = row.cells[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                was = cell.raw if cell.raw.strip() != cell.text else ""
                return "\n".join(filter(None, (cell.text, f"← {was}" if was else "", row.said)))
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(getattr(tokens(), cell.tone))
            case Qt.ItemDataRole.BackgroundRole if row.tone in {"bad", "warn"}:
                return QColor(getattr(tokens(), f"{row.tone}_soft"))
            case _:
                return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            return self._names[section] if role == Qt.ItemDataRole.DisplayRole else None
        row = self._rows[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(row.line)
            case Qt.ItemDataRole.ToolTipRole:
                return row.said
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(getattr(tokens(), row.tone))
            case _:
                return None


class PaddedCells(QStyledItemDelegate):
    """Paints a cell with its text below the text of its head."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(option.rect, ground)
        painter.setPen(QColor(tokens().border))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        box = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        cut = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


class PreviewTable(QTableView):
    """Shows how a list will be read, and lets every column be another field."""

    field_chosen = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PreviewModel(self)
        self.setModel(self.rows)
        self.header = FieldHeader(self)
        self.setHorizontalHeader(self.header)
        self.header.field_chosen.connect(self.field_chosen)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setItemDelegate(PaddedCells(self))
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_preview(self, heads: Sequence[Head], rows: Sequence[PreviewRow]) -> None:
        """Show columns and rows; the place scrolled to stays where the columns do."""
        names = [head.name for head in heads]
        is_same = self.rows.columnCount() == len(names)
        place = self.horizontalScrollBar().value()
        self.rows.show_rows(names, rows)
        self.verticalHeader().setDefaultSectionSize(density().row)
        if not is_same:
            self._fit(heads, rows)
        self.header.show_heads(heads)
        self.horizontalScrollBar().setValue(place)

    def _fit(self, heads: Sequence[Head], rows: Sequence[PreviewRow]) -> None:
        metrics = QFontMetrics(self.font())
        for at, head in enumerate(heads):
            texts = [row.cells[at].text for row in rows[:_LOOKED_AT]]
            needed = max(map(metrics.horizontalAdvance, [head.name, *texts]), default=0) + 28
            self.setColumnWidth(at, max(_NARROWEST, min(_WIDEST, needed)))
