"""A short list to pick one of: each with a second line, and those that cannot be picked with their reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.views.icons import paint_icon
from app.views.theme import density, sized, tokens

_PAD, _MARK = 12, 16
_NO_INDEX = QModelIndex()

type Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick, in words already."""

    key: str
    text: str
    detail: str = ""
    is_possible: bool = True


class OptionList(QListView):
    """Arrows move and pick at once, as with radio buttons; a click picks."""

    picked = Signal(str)
    """Key of the option picked now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = _Options()
        self.setModel(self._options)
        self.setItemDelegate(_Painter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_options(self, options: Sequence[Option], key: str = "") -> None:
        """Offer these; ``key`` is picked, nothing is where it is empty."""
        self._options.show_all(options)
        at = next((at for at, one in enumerate(options) if one.key == key and one.is_possible), -1)
        self.setCurrentIndex(self._options.index(at) if at >= 0 else QModelIndex())

    def key(self) -> str:
        """Return the key of the option picked; empty where none is."""
        option = self._options.option(self.currentIndex().row())
        return option.key if option and option.is_possible else ""

    def option(self, row: int) -> Option | None:
        """Return the option in a row."""
        return self._options.option(row)

    def height_of(self, rows: int) -> int:
        """Return the height in pixels that so many rows need."""
        return rows * self.row_height() + 2

    def row_height(self) -> int:
        """Return the height of one option in pixels."""
        has_details = any(one.detail for one in self._options.options)
        return density().row_two - 4 if has_details else density().control

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows, at = self._options.rowCount(), self.currentIndex().row()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        step = _STEPS.get(event.key(), 0) if plain else 0
        if step and rows:
            self._go(at + step, step)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and rows:
            self._go(*((0, 1) if event.key() == Qt.Key.Key_Home else (rows - 1, -1)))
        else:
            event.ignore()

    def _go(self, row: int, step: int) -> None:
        """Pick the next possible option in a direction."""
        while 0 <= row < self._options.rowCount():
            option = self._options.option(row)
            if option is not None and option.is_possible:
                self.setCurrentIndex(self._options.index(row))
                return
            row += step

    def _on_current_changed(self, _: QModelIndex, __: QModelIndex) -> None:
        self.picked.emit(self.key())
        self.viewport().update()


_STEPS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1}


class _Options(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.options: tuple[Option, ...] = ()

    def show_all(self, options: Sequence[Option]) -> None:
        self.beginResetModel()
        self.options = tuple(options)
        self.endResetModel()

    def option(self, row: int) -> Option | None:
        return self.options[row] if 0 <= row < len(self.options) else None

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.options)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        option = self.option(index.row())
        if option is None or not option.is_possible:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        option = self.option(index.row())
        if option is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return option.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{option.text}. {option.detail}" if option.detail else option.text
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, view: OptionList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._view.row_height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        this = self._view.option(index.row())
        if this is None:
            return
        now, rect = tokens(), QRect(option.rect)
        is_picked = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(2, 1, -2, -1)
        if is_picked:
            painter.setPen(QPen(QColor(now.focus), 2) if self._view.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_soft))
            painter.drawRoundedRect(box, 7, 7)
        elif option.state & QStyle.StateFlag.State_MouseOver and this.is_possible:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.hover))
            painter.drawRoundedRect(box, 7, 7)
        name, colour = ("circle-dot", now.accent) if is_picked else ("circle", now.faint)
        if not this.is_possible:
            name = "ban"
        mark = QRectF(rect.x() + _PAD, rect.center().y() - _MARK / 2 + 0.5, _MARK, _MARK)
        paint_icon(painter, name, mark, colour)
        self._paint_words(painter, rect.adjusted(_PAD + _MARK + 10, 0, -_PAD, 0), this)
        painter.restore()

    @staticmethod
    def _paint_words(painter: QPainter, room: QRect, this: Option) -> None:
        now = tokens()
        lines = [(this.text, 13, now.text if this.is_possible else now.faint)]
        if this.detail:
            lines.append((this.detail, 12, now.muted if this.is_possible else now.faint))
        heights = [QFontMetrics(sized(painter.font(), size)).height() for _, size, _ in lines]
        top = room.center().y() - sum(heights) // 2
        for (text, size, colour), height in zip(lines, heights, strict=True):
            painter.setFont(sized(painter.font(), size))
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.x(), top, room.width(), height), Qt.AlignmentFlag.AlignVCenter, shown)
            top += height
