"""Cards below one another: read at a glance, walked through by keys, dragged by the mouse."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, override

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QStyle, QStyleOptionViewItem

from app.views.theme import sized, tokens

type Index = QModelIndex | QPersistentModelIndex

_NO_INDEX = QModelIndex()
_PAD = 10
_SELECT, _CURRENT = QItemSelectionModel.SelectionFlag.Select, QItemSelectionModel.SelectionFlag.NoUpdate


class CardList[Row](QListView):
    """Shows cards; says what is opened, dragged, and where the keys lead out of it.

    A subclass says what identifies a row and how a screen reader says it, and sets the delegate that paints it.
    """

    opened = Signal(object)
    left = Signal(int)
    """The neighbour the keys lead to: -1 or 1."""
    dragged = Signal(QPoint)
    """Where the mouse is, on the screen, while cards are dragged."""
    dropped = Signal(QPoint)
    drag_ended = Signal()
    focused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self._pressed: QPoint | None = None
        self._is_dragging = self._waits = False
        self._empty = ""
        self.doubleClicked.connect(self._on_double_clicked)

    # What a subclass says.

    def row_key(self, row: Row) -> Hashable:
        """Return what identifies a row."""
        raise NotImplementedError

    def spoken(self, row: Row) -> str:
        """Return a row as a screen reader says it."""
        raise NotImplementedError

    # What it shows.

    def show_all(self, rows: Sequence[Row]) -> None:
        """Show rows; those selected stay so, and the one with the keys keeps them or leaves them to its neighbour."""
        before, chosen = self.current_row(), {self.row_key(row) for row in self.selected_rows()}
        at = self.currentIndex().row()
        self._rows.show_all(rows)
        keys = [self.row_key(row) for row in rows]
        for place, key in enumerate(keys):
            if key in chosen:
                self.selectionModel().select(self._rows.index(place), _SELECT)
        if before is not None and self.row_key(before) in keys:
            self._go(keys.index(self.row_key(before)), select=not chosen & set(keys))
        elif rows:
            self._go(min(max(at, 0), len(rows) - 1), select=self.hasFocus())

    def show_empty(self, text: str) -> None:
        """Say this where there is nothing."""
        self._empty = text
        self.setAccessibleDescription("" if self._rows.rows else text)
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._rows.rows or not self._empty:
            return
        painter = QPainter(self.viewport())
        painter.setFont(sized(self.font(), 12))
        painter.setPen(QColor(tokens().muted))
        room = self.viewport().rect().adjusted(8, 24, -8, -8)
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(room, wrap, self._empty)
        painter.end()

    def rows(self) -> tuple[Row, ...]:
        """Return the rows shown."""
        return self._rows.rows

    def row_at(self, place: int) -> Row | None:
        """Return the row at a place, if there is one."""
        found: Row | None = self._rows.row(place)
        return found

    def current_row(self) -> Row | None:
        """Return the row that has the keys."""
        return self.row_at(self.currentIndex().row())

    def selected_rows(self) -> list[Row]:
        """Return the rows selected, in their order."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [row for place in places if (row := self._rows.row(place)) is not None]

    def choose(self, keys: Iterable[Hashable]) -> bool:
        """Select those of some rows that are here; whether any is."""
        wanted = set(keys)
        places = [at for at, row in enumerate(self._rows.rows) if self.row_key(row) in wanted]
        if places:
            self.clearSelection()
            self._go(places[0], select=True)
            for at in places[1:]:
                self.selectionModel().select(self._rows.index(at), _SELECT)
        return bool(places)

    def go_in(self, row: int) -> None:
        """Take the focus, at a row or the last there is."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._rows.rows:
            self._go(min(max(row, 0), len(self._rows.rows) - 1), select=True)

    def _go(self, at: int, *, select: bool) -> None:
        index = self._rows.index(at)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect if select else _CURRENT
        self.selectionModel().setCurrentIndex(index, flag)

    # Keys.

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        letters = {Qt.Key.Key_J.value: Qt.Key.Key_Down, Qt.Key.Key_K.value: Qt.Key.Key_Up}
        if key == Qt.Key.Key_Escape and self._is_dragging:
            self._end_drag()
        elif key in letters:
            event = QKeyEvent(event.type(), letters[key].value, event.modifiers())
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and held == Qt.KeyboardModifier.NoModifier:
            self.left.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.current_row()
            if row is not None:
                self.opened.emit(row)
        elif key == Qt.Key.Key_Space:
            self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle)
        elif key in _NATIVE or event.matches(QKeySequence.StandardKey.SelectAll):
            super().keyPressEvent(event)
        else:
            # No search by typed letters: they are the page's keys.
            event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().selectedIndexes() and self._rows.rows:
            self._go(max(0, self.currentIndex().row()), select=True)
        self.focused.emit()
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # The mouse.

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        index = self.indexAt(here)
        self._pressed = here if event.button() == Qt.MouseButton.LeftButton and index.isValid() else None
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        # A press within what is selected may begin a drag of all of it.
        self._waits = bool(self._pressed) and plain and self.selectionModel().isSelected(index)
        if not self._waits:
            super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        gone = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._is_dragging or gone >= QApplication.startDragDistance():
            self._is_dragging = True
            self.dragged.emit(event.globalPosition().toPoint())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragging, waited = self._is_dragging, self._waits
        self._pressed, self._is_dragging, self._waits = None, False, False
        if was_dragging:
            self.dropped.emit(event.globalPosition().toPoint())
            self.drag_ended.emit()
            return
        if waited:
            super().mousePressEvent(event)
        super().mouseReleaseEvent(event)

    def _end_drag(self) -> None:
        """Let go of what is dragged without moving it."""
        self._pressed, self._is_dragging, self._waits = None, False, False
        self.drag_ended.emit()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row is not None:
            self.opened.emit(row)


_NATIVE = frozenset(
    {
        Qt.Key.Key_Up.value, Qt.Key.Key_Down.value, Qt.Key.Key_Home.value, Qt.Key.Key_End.value,
        Qt.Key.Key_PageUp.value, Qt.Key.Key_PageDown.value,
    }
)  # fmt: skip
"""Keys of any list, beside the one that selects all."""


class _Rows(QAbstractListModel):
    def __init__(self, view: CardList[Any]) -> None:
        super().__init__()
        self._view = view
        self.rows: tuple[Any, ...] = ()

    def show_all(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row(self, at: int) -> Any:
        return self.rows[at] if 0 <= at < len(self.rows) else None

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None or role not in _SPOKEN:
            return None
        return self._view.spoken(row)


_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


def elide(
    painter: QPainter, room: QRect, text: str, size: int, colour: str,
    weight: QFont.Weight = QFont.Weight.Normal, *, to_right: bool = False,
) -> None:  # fmt: skip
    """Paint a line of a card, cut with an ellipsis where there is no room."""
    painter.setFont(sized(painter.font(), size, weight=weight, tabular=to_right))
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    side = Qt.AlignmentFlag.AlignRight if to_right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)


def paint_box(painter: QPainter, option: QStyleOptionViewItem, *, is_current: bool, has_focus: bool) -> QRect:
    """Paint a card's ground and return the room within it."""
    now = tokens()
    box = QRectF(option.rect).adjusted(4, 2, -4, -2)
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.setPen(QPen(QColor(now.focus), 2) if is_current else QPen(QColor(now.border)))
    ground = now.accent_soft if is_selected and has_focus else now.hover if hovered else now.surface
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 7, 7)
    return box.toRect().adjusted(_PAD, 6, -_PAD, -6)
