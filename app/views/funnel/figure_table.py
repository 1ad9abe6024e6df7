"""A small table of figures, each with a bar and a second line, each opened by Enter or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, override

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.views.funnel.figure_delegate import PAD, FigureDelegate
from app.views.funnel.figure_model import FigureColumn, FigureModel, FigureRow
from app.views.theme import density, sized

_MEASURED_ROWS = 300
"""Rows whose figures decide how wide a column is."""


class FigureTable(QTableView):
    """Shows the rows; arrows (or H, J, K, L) move from figure to figure."""

    opened = Signal(str, str)
    """Key of the row and of the column, by Enter, Space or a click on a figure that opens."""

    _STEPS: ClassVar[dict[int, tuple[int, int]]] = {
        Qt.Key.Key_J.value: (1, 0),
        Qt.Key.Key_K.value: (-1, 0),
        Qt.Key.Key_H.value: (0, -1),
        Qt.Key.Key_L.value: (0, 1),
    }

    def __init__(self, *, has_order: bool = True, has_header: bool = True) -> None:
        super().__init__()
        self.figures = FigureModel()
        self._has_order = has_order
        self.setModel(self.figures)
        self.setItemDelegate(FigureDelegate(self, self.figures))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setVisible(has_header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(has_order)
        header.setFixedHeight(30)
        if has_order:
            header.sectionClicked.connect(self._on_section_clicked)

    def show_rows(self, columns: Sequence[FigureColumn], rows: Sequence[FigureRow]) -> None:
        """Show other rows; the figure that had the keys keeps them where its keys are still there."""
        before = self.place()
        self.figures.show(columns, rows)
        self._fit()
        self._go_back(before)

    def place(self) -> tuple[str, str]:
        """Return the keys of row and column of the figure that has the keys; empty without one."""
        index = self.currentIndex()
        if not index.isValid():
            return "", ""
        return self.figures.rows[index.row()].key, self.figures.columns[index.column()].key

    def go_to(self, row_key: str, column_key: str) -> bool:
        """Give the keys to a figure; say whether it is there."""
        rows = [row.key for row in self.figures.rows]
        columns = [column.key for column in self.figures.columns]
        if row_key not in rows or column_key not in columns:
            return False
        self.setCurrentIndex(self.figures.index(rows.index(row_key), columns.index(column_key)))
        return True

    @Slot()
    def order_by_current(self) -> None:
        """Sort by the column that has the keys."""
        if self._has_order and self.currentIndex().isValid():
            self._on_section_clicked(self.currentIndex().column())

    @Slot(int)
    def _on_section_clicked(self, section: int) -> None:
        before = self.place()
        self.figures.order_by(self.figures.columns[section].key)
        self._go_back(before)

    def _go_back(self, place: tuple[str, str]) -> None:
        if self.figures.rows and not self.go_to(*place):
            self.setCurrentIndex(self.figures.index(0, min(1, len(self.figures.columns) - 1)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(at)
        elif event.key() in self._STEPS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            down, right = self._STEPS[event.key()]
            other = self.figures.index(at.row() + down, at.column() + right)
            if other.isValid():
                self.setCurrentIndex(other)
        elif event.text() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()  # a letter is the page's, not a search in the table
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at == self.currentIndex():
            self._open(at)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = self.indexAt(event.position().toPoint())
        opens = at.isValid() and self.figures.cell(at).opens
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def _open(self, at: QModelIndex) -> None:
        if at.isValid() and self.figures.cell(at).opens:
            row, column = self.figures.rows[at.row()], self.figures.columns[at.column()]
            self.opened.emit(row.key, column.key)

    def _fit(self) -> None:
        """Give each column its width, and what is left over to those that stretch."""
        height = density().row_two if any(one.below for row in self.figures.rows for one in row.cells) else 0
        self.verticalHeader().setDefaultSectionSize(height or density().row)
        columns = self.figures.columns
        widths = [self._needed(at, column) for at, column in enumerate(columns)]
        spare = max(0, self.viewport().width() - sum(widths))
        parts = sum(column.stretch for column in columns) or 1
        for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
            self.setColumnWidth(at, width + spare * column.stretch // parts)

    def _needed(self, at: int, column: FigureColumn) -> int:
        """Return the width that a heading and figures need; words may be cut, figures never."""
        heading = QFontMetrics(sized(self.font(), 12, weight=QFont.Weight.Medium))
        needed = heading.horizontalAdvance(column.heading) + 2 * PAD + 2
        if column.is_figure:
            figures = QFontMetrics(sized(self.font(), 13, weight=QFont.Weight.DemiBold, tabular=True))
            texts = {row.cells[at].text for row in self.figures.rows[:_MEASURED_ROWS]}
            widest = max((figures.horizontalAdvance(text) for text in texts), default=0)
            needed = max(needed, widest + 2 * PAD + 2)
        return max(needed, column.width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
