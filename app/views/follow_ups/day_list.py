"""The promises of one day, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.services.follow_up_rows import FollowUpRow
from app.services.spreading import Key
from app.views.follow_ups.words import spoken, when_text, why_text
from app.views.icons import paint_icon
from app.views.theme import density, sized, tokens
from app.views.widgets.card_list import CardList, Index, elide, paint_box

_GAP = 3


class DayList(CardList[FollowUpRow]):
    """Shows promises."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0
        self.zone: tzinfo | None = None
        self.setItemDelegate(_Card(self))

    def show_rows(self, rows: Sequence[FollowUpRow], *, now: int, zone: tzinfo | None) -> None:
        """Show promises as they stand now, in a person's zone."""
        self.now, self.zone = now, zone
        self.show_all(rows)

    @override
    def row_key(self, row: FollowUpRow) -> Key:
        return row.key

    @override
    def spoken(self, row: FollowUpRow) -> str:
        return spoken(row, self.now, self.zone)


class _Card(QStyledItemDelegate):
    def __init__(self, view: DayList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, density().row_two + 18)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, row = self._view, self._view.row_at(index.row())
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = view.hasFocus() and index.row() == view.currentIndex().row()
        room = paint_box(painter, option, is_current=is_current, has_focus=view.hasFocus())
        self._paint_lines(painter, room, row)
        painter.restore()

    def _paint_lines(self, painter: QPainter, room: QRect, row: FollowUpRow) -> None:
        now, view = tokens(), self._view
        is_late = row.due_at <= view.now
        font = sized(painter.font(), 12, weight=QFont.Weight.DemiBold, tabular=True)
        height = QFontMetrics(font).height()
        line = QRect(room.x(), room.y(), room.width(), height)
        painter.setFont(font)
        painter.setPen(QColor(now.bad if is_late else now.text))
        when = when_text(row, view.now, view.zone)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, when)
        at = painter.fontMetrics().horizontalAdvance(when) + 6
        if row.is_agreed:
            paint_icon(painter, "pin", QRectF(room.x() + at, line.center().y() - 6.5, 13, 13), now.accent)
            at += 18
        elide(painter, line.adjusted(at, 0, 0, 0), why_text(row.why), 12, now.muted)
        name = QRect(room.x(), line.bottom() + _GAP, room.width(), height + 2)
        elide(painter, name, row.name, 13, now.text, QFont.Weight.DemiBold)
        contact = row.contact_name if row.company else row.title
        below = QRect(room.x(), name.bottom() + _GAP - 1, room.width(), height)
        elide(painter, below, row.words or contact or "", 12, now.muted)
