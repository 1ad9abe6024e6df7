"""The view of a list: keys, pointer, selection and column widths."""

from __future__ import annotations

from typing import Any, override

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QWidget

from app.views.column_fit import Wish, fit
from app.views.rows_base import RowsBase
from app.views.rows_delegate import RowsDelegate
from app.views.rows_header import RowsHeader
from app.views.rows_model import RowsModel
from app.views.rows_source import Look
from app.views.theme import density

_SELECT = QItemSelectionModel.SelectionFlag
_STEPS: dict[int, int] = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class RowsView(RowsBase):
    """Shows a ``RowsModel``; knows rows, not cells."""

    activated_row = Signal(int)
    typed = Signal(str)
    """A letter no key wants: pages may narrow the list with it."""
    menu_asked = Signal(object)
    """Global position, for the current row."""
    widths_changed = Signal()

    def __init__(self, rows: RowsModel[Any, Any], parent: QWidget | None = None) -> None:
        super().__init__(rows, parent)
        self.own_widths: dict[str, int] = {}
        """Widths the person dragged, by column key."""
        self._fitting = False
        self._header = RowsHeader(self)
        self.setHorizontalHeader(self._header)
        self.setModel(rows)
        self._delegate = RowsDelegate(self)
        self.setItemDelegate(self._delegate)
        self._header.show_columns(tuple(c.key for c in rows.columns), tuple(c.look for c in rows.columns))
        self._header.sectionResized.connect(self._on_section_resized)
        self._header.sectionMoved.connect(self._on_section_moved)
        self._dress()
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self.fit_columns)

    @property
    def header(self) -> RowsHeader:
        """The heading row."""
        return self._header

    def go_to(self, row: int, *, extend: bool = False) -> None:
        """Make a row the current one and select it; ``extend`` keeps what is selected between."""
        if not self.rows.rowCount():
            return
        row = max(0, min(row, self.rows.rowCount() - 1))
        column = self.edge_columns()[0]
        flags = _SELECT.Rows | (_SELECT.Select if extend else _SELECT.ClearAndSelect)
        self.selectionModel().setCurrentIndex(self.rows.index(row, column), flags)

    # Keys and pointer.

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        is_plain = held == Qt.KeyboardModifier.NoModifier
        row = self.currentIndex().row()
        if key in _STEPS and (is_plain or shift):
            self.go_to(row + _STEPS[key] if row >= 0 else 0, extend=shift)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else self.rows.rowCount() - 1, extend=shift)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            page = max(1, self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) - 1)
            self.go_to(row + (page if key == Qt.Key.Key_PageDown else -page), extend=shift)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_plain and row >= 0:
            self.activated_row.emit(row)
        elif key in (Qt.Key.Key_X, Qt.Key.Key_Space) and is_plain and row >= 0:
            self.selectionModel().select(self.currentIndex(), _SELECT.Toggle | _SELECT.Rows)
        elif key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and shift):
            self._ask_menu_at_current()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif is_plain and event.text().isprintable() and event.text():
            self.typed.emit(event.text())
            event.ignore()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (40 if key == Qt.Key.Key_Right else -40))
        else:
            event.ignore()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.activated_row.emit(index.row())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.rowAt(int(event.position().y())))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(-1)
        super().leaveEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if not index.isValid():
                return
            if not self.selectionModel().isRowSelected(index.row(), QModelIndex()):
                self.go_to(index.row())
            self.menu_asked.emit(event.globalPos())
        else:
            self._ask_menu_at_current()

    def _ask_menu_at_current(self) -> None:
        if self.currentIndex().isValid():
            rect = self.visualRect(self.currentIndex())
            self.menu_asked.emit(self.viewport().mapToGlobal(rect.bottomLeft()))

    def _point_at(self, row: int) -> None:
        if row != self.pointed_row:
            before, self.pointed_row = self.pointed_row, row
            for changed in (before, row):
                self._update_row(changed)

    def _update_row(self, row: int) -> None:
        if 0 <= row < self.rows.rowCount():
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))

    # Painting and sizes.

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        self.rows.in_sight = (first, last if last >= 0 else max(0, self.rows.rowCount() - 1))
        self._delegate.begin()
        super().paintEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._update_row(self.currentIndex().row())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_row(self.currentIndex().row())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._on_look_changed()

    def fit_columns(self, *, after: int = -1) -> None:
        """Share the width among the visible columns.

        Args:
            after: Place of a column just dragged: those up to it keep their widths.
        """
        shown = self.shown_columns()
        kept = shown[: after + 1]
        room = self.viewport().width() - sum(self.columnWidth(column) for column in kept)
        rest = shown[after + 1 :]
        self._fitting = True
        for column, width in zip(rest, fit([self._wish(column) for column in rest], room), strict=True):
            self.setColumnWidth(column, width)
        self._fitting = False

    def _wish(self, at: int) -> Wish:
        column = self.rows.columns[at]
        own = self.own_widths.get(column.key)
        return Wish(own or column.width, column.min_width, 0 if own else column.stretch)

    @Slot(int, int, int)
    def _on_section_resized(self, column: int, _: int, width: int) -> None:
        if self._fitting or not self.isVisible() or width == 0:
            return
        self.own_widths[self.rows.columns[column].key] = width
        self.fit_columns(after=self.shown_columns().index(column))
        self.widths_changed.emit()

    @Slot(int, int, int)
    def _on_section_moved(self, _: int, __: int, ___: int) -> None:
        self._refit.start()
        self.widths_changed.emit()

    def _on_look_changed(self) -> None:
        if hasattr(self, "_delegate"):
            self._delegate.refresh()
            self._set_row_height()
            self.viewport().update()

    @Slot(int, int)
    def _on_range_changed(self, least: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(most > least)

    def _set_row_height(self) -> None:
        shown = self.shown_columns()
        has_two = any(self.rows.columns[column].look is Look.TWO_LINES for column in shown)
        height = density().row_two if has_two else density().row
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Its room stays, so that nothing moves when rows arrive; with nowhere to go it is not to be seen.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(self._on_range_changed)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(20)
        self._set_row_height()
