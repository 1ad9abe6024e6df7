"""A timeline: what happened, newest first, by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.views.icons import paint_icon
from app.views.theme import sized, tokens

DOT = 26
_LEFT, _RIGHT, _GAP, _DAY = 14, 16, 12, 30
_TEXT = _LEFT + DOT + _GAP
_NO_INDEX = QModelIndex()
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

type Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, in words already."""

    key: object
    """What ``opened`` tells."""
    title: str
    detail: str = ""
    when: str = ""
    """The time, without the day."""
    day: str = ""
    """The heading it stands under; entries of one day follow each other."""
    icon: str = "circle-dot"
    tone: str = "muted"
    """Token that colours the icon."""


class Timeline(QListView):
    """Shows entries; Enter or a double click opens one."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = _Entries()
        self.setModel(self.entries)
        self.setItemDelegate(_Painter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(False)
        self.setAccessibleName(self.tr("Timeline"))
        self.doubleClicked.connect(self._on_opened)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries, in this order; the place read and the one chosen stay."""
        chosen = self.entries.entry(self.currentIndex().row())
        at = self.verticalScrollBar().value()
        if self.entries.show_all(entries):
            self.verticalScrollBar().setValue(at)
            for row, entry in enumerate(entries):
                if chosen is not None and entry.key == chosen.key:
                    self.setCurrentIndex(self.entries.index(row))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._on_opened(self.currentIndex())
            case Qt.Key.Key_J | Qt.Key.Key_K:
                step = 1 if event.key() == Qt.Key.Key_J else -1
                row = max(0, min(self.entries.rowCount() - 1, self.currentIndex().row() + step))
                self.setCurrentIndex(self.entries.index(row))
            case _ if event.text().isprintable() and event.text():
                event.ignore()
            case _:
                super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @Slot(QModelIndex)
    def _on_opened(self, index: QModelIndex) -> None:
        entry = self.entries.entry(index.row())
        if entry is not None:
            self.opened.emit(entry.key)


class _Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()

    def show_all(self, entries: Sequence[Entry]) -> bool:
        """Hold these; return whether anything is different."""
        if tuple(entries) == self._entries:
            return False
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()
        return True

    def entry(self, row: int) -> Entry | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def begins_day(self, row: int) -> bool:
        """Whether an entry is the first of its day."""
        return bool(self._entries[row].day) and (
            row == 0 or self._entries[row - 1].day != self._entries[row].day
        )

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        if entry is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        return ", ".join(filter(None, (entry.day, entry.when, entry.title, entry.detail)))


class _Painter(QStyledItemDelegate):
    def __init__(self, view: Timeline) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = self._view.entries.entry(index.row())
        if entry is None:
            return QSize()
        width = self._view.viewport().width()
        height = 10 + self._title_height(entry, width) + 10
        if entry.detail:
            room = QRect(0, 0, self._room(width), 10_000)
            metrics = QFontMetrics(sized(self._view.font(), 13))
            height += metrics.boundingRect(room, _WRAP, entry.detail).height() + 2
        day = _DAY if self._view.entries.begins_day(index.row()) else 0
        return QSize(width, max(height, DOT + 8) + day)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._view.entries.entry(index.row())
        if entry is None:
            return
        now, rect = tokens(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._view.entries.begins_day(index.row()):
            self._paint_day(painter, rect, entry.day)
            rect.setTop(rect.top() + _DAY)
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.setPen(QPen(QColor(now.focus), 1.5))
            painter.setBrush(QColor(now.hover))
            painter.drawRoundedRect(QRectF(rect).adjusted(4, 2, -6, -2), 7, 7)
        self._paint_rail(painter, rect, index.row(), entry)
        self._paint_words(painter, rect, entry)
        painter.restore()

    def _paint_day(self, painter: QPainter, rect: QRect, day: str) -> None:
        painter.setFont(sized(self._view.font(), 12, weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens().muted))
        box = QRect(rect.x() + _LEFT, rect.y() + 4, rect.width() - _LEFT - _RIGHT, _DAY - 8)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, day)

    def _paint_rail(self, painter: QPainter, rect: QRect, row: int, entry: Entry) -> None:
        now = tokens()
        middle = QPointF(rect.x() + _LEFT + DOT / 2, rect.y() + 5 + DOT / 2)
        painter.setPen(QPen(QColor(now.border), 1))
        after = self._view.entries.entry(row + 1)
        if after is not None and not self._view.entries.begins_day(row + 1):
            painter.drawLine(middle, QPointF(middle.x(), rect.bottom() + 6))
        painter.setBrush(QColor(now.surface))
        painter.drawEllipse(middle, DOT / 2, DOT / 2)
        box = QRectF(middle.x() - 7, middle.y() - 7, 14, 14)
        paint_icon(painter, entry.icon, box, getattr(now, entry.tone))

    def _paint_words(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        now, width = tokens(), rect.width()
        painter.setFont(sized(self._view.font(), 12, tabular=True))
        painter.setPen(QColor(now.faint))
        when = QRect(rect.right() - _RIGHT - 90, rect.y() + 10, 90, 18)
        painter.drawText(when, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.when)
        painter.setFont(sized(self._view.font(), 13))
        painter.setPen(QColor(now.text))
        height = self._title_height(entry, width)
        title = QRect(rect.x() + _TEXT, rect.y() + 10, self._room(width) - self._when_width(entry), height)
        painter.drawText(title, _WRAP, entry.title)
        if entry.detail:
            painter.setPen(QColor(now.muted))
            below = QRect(
                rect.x() + _TEXT, title.bottom() + 3, self._room(width), rect.bottom() - title.bottom()
            )
            painter.drawText(below, _WRAP, entry.detail)

    def _title_height(self, entry: Entry, width: int) -> int:
        room = QRect(0, 0, self._room(width) - self._when_width(entry), 10_000)
        return QFontMetrics(sized(self._view.font(), 13)).boundingRect(room, _WRAP, entry.title).height()

    def _when_width(self, entry: Entry) -> int:
        if not entry.when:
            return 0
        return QFontMetrics(sized(self._view.font(), 12, tabular=True)).horizontalAdvance(entry.when) + 10

    @staticmethod
    def _room(width: int) -> int:
        return max(80, width - _TEXT - _RIGHT)
