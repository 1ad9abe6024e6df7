"""The lines of a plan: which promise goes where, which waits for a decision, which was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, override

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
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.services.spreading import Key
from app.views.icons import paint_icon
from app.views.theme import density, sized, tokens

type Index = QModelIndex | QPersistentModelIndex

_NO_INDEX = QModelIndex()
_PAD, _MARK = 12, 16


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One promise of a plan, in words already.

    Attributes:
        to: Where it goes; empty where it stays.
        stays: Why it stays; empty where it goes, or where the person left it out.
        is_out: The person left it out.
        warning: What speaks against it; empty for nothing.
    """

    key: Key
    name: str
    what: str
    since: str
    to: str = ""
    stays: str = ""
    is_out: bool = False
    warning: str = ""

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        parts = (self.name, self.what, self.since, self.to or self.stays, self.warning)
        return ", ".join(part for part in parts if part)


class PlanList(QListView):
    """Shows the lines; Space leaves one out, the arrows move it to another day."""

    toggled = Signal(object)
    """Key of the promise to be left out, or taken in again."""
    shifted = Signal(object, int)
    """Key of a promise, and by how many days of the plan."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = _Lines()
        self.setModel(self._lines)
        self.setItemDelegate(_Painter(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)

    def show_lines(self, lines: Sequence[PlanLine]) -> None:
        """Show lines; the promise that has the keys keeps them."""
        before, at = self.current(), self.currentIndex().row()
        self._lines.show_all(lines)
        keys = [line.key for line in lines]
        place = (
            keys.index(before.key) if before is not None and before.key in keys else min(at, len(lines) - 1)
        )
        self.setCurrentIndex(self._lines.index(max(0, place)))

    def current(self) -> PlanLine | None:
        """Return the line that has the keys."""
        return self._lines.line(self.currentIndex().row())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, key = self.current(), event.key()
        if line is not None and key == Qt.Key.Key_Space:
            self.toggled.emit(line.key)
        elif line is not None and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not line.stays:
            self.shifted.emit(line.key, -1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_J, Qt.Key.Key_K):
            step = Qt.Key.Key_Down if key == Qt.Key.Key_J else Qt.Key.Key_Up
            super().keyPressEvent(QKeyEvent(event.type(), step.value, event.modifiers()))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
                     Qt.Key.Key_PageDown):  # fmt: skip
            super().keyPressEvent(event)
        else:
            event.ignore()


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[PlanLine, ...] = ()

    def show_all(self, lines: Sequence[PlanLine]) -> None:
        self.beginResetModel()
        self._all = tuple(lines)
        self.endResetModel()

    def line(self, at: int) -> PlanLine | None:
        return self._all[at] if 0 <= at < len(self._all) else None

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._all)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if line is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return line.spoken


class _Painter(QStyledItemDelegate):
    def __init__(self, view: PlanList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, density().control + 6)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._view._lines.line(index.row())  # noqa: SLF001 - one widget in two classes
        if line is None:
            return
        now, rect = tokens(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = index.row() == self._view.currentIndex().row() and self._view.hasFocus()
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(now.focus), 2) if is_current else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_soft if is_current else now.hover))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 7, 7)
        name, colour = _mark(line)
        mark = QRectF(rect.x() + _PAD, rect.center().y() - _MARK / 2 + 0.5, _MARK, _MARK)
        paint_icon(painter, name, mark, colour)
        room = rect.adjusted(_PAD + _MARK + 10, 0, -_PAD, 0)
        right = f"{line.warning} · {line.to}" if line.warning else line.to or line.stays
        warns = bool(line.stays or line.warning)
        _draw(
            painter,
            room,
            right,
            now.faint if line.is_out else now.warn if warns else now.text,
            to_right=True,
        )
        said = min(room.width() // 2, painter.fontMetrics().horizontalAdvance(right) + 16)
        left = room.adjusted(0, 0, -said, 0)
        ink = now.faint if line.is_out else now.text
        used = _draw(painter, left, line.name, ink, weight=QFont.Weight.DemiBold)
        rest = left.adjusted(used + 10, 0, 0, 0)
        _draw(painter, rest, f"{line.what} · {line.since}", now.faint if line.is_out else now.muted)
        painter.restore()


def _mark(line: PlanLine) -> tuple[str, str]:
    now = tokens()
    if line.is_out:
        return "circle-dashed", now.faint
    return ("alert-triangle", now.warn) if line.stays else ("arrow-right", now.accent)


def _draw(
    painter: QPainter, room: QRect, text: str, colour: str, *, weight: QFont.Weight = QFont.Weight.Normal,
    to_right: bool = False,
) -> int:  # fmt: skip
    """Draw a line of text, cut where it is too long; return the width it took."""
    painter.setFont(sized(painter.font(), 13, weight=weight, tabular=True))
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
    side = Qt.AlignmentFlag.AlignRight if to_right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)
    return painter.fontMetrics().horizontalAdvance(shown)
