"""The deals of one stage, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.services.pipeline_view import Deal, Trouble
from app.views.icons import paint_icon
from app.views.pipeline.words import age_text, amount_text, close_text, spoken, state_text, step_text
from app.views.theme import density, sized, tokens
from app.views.widgets.card_list import CardList, Index, elide, paint_box

_GAP, _ICON, _LINES = 4, 13, 4
_LATE_STEPS = frozenset({Trouble.STEP_OVERDUE, Trouble.NO_STEP})


class DealList(CardList[Deal]):
    """Shows deals."""

    def __init__(self) -> None:
        super().__init__()
        self.now = self.today = 0
        self.setItemDelegate(_Card(self))

    def show_deals(self, deals: Sequence[Deal], *, now: int, today: int) -> None:
        """Show deals as they stand now."""
        self.now, self.today = now, today
        self.show_all(deals)

    @override
    def row_key(self, row: Deal) -> UUID:
        return row.lead_id

    @override
    def spoken(self, row: Deal) -> str:
        return spoken(row, self.now, self.today)


class _Card(QStyledItemDelegate):
    def __init__(self, view: DealList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, 2 * density().row_two + 6)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, deal = self._view, self._view.row_at(index.row())
        if deal is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = view.hasFocus() and index.row() == view.currentIndex().row()
        room = paint_box(painter, option, is_current=is_current, has_focus=view.hasFocus())
        self._paint_lines(painter, room, deal)
        painter.restore()

    def _paint_lines(self, painter: QPainter, room: QRect, deal: Deal) -> None:
        now = tokens()
        height = QFontMetrics(sized(painter.font(), 13)).height()
        gap = max(1, (room.height() - _LINES * height) // (_LINES - 1))
        lines = [
            QRect(room.x(), room.y() + at * (height + gap), room.width(), height) for at in range(_LINES)
        ]
        elide(painter, lines[0], deal.name, 13, now.text, QFont.Weight.DemiBold)
        worth = now.text if deal.amount is not None else now.faint
        self._paint_pair(
            painter, lines[1], amount_text(deal), worth, self._close(deal), self._close_ink(deal)
        )
        self._paint_step(painter, lines[2], deal)
        age = age_text(deal, self._view.now)
        self._paint_pair(painter, lines[3], state_text(deal), now.muted, age, now.faint)

    def _close(self, deal: Deal) -> str:
        return close_text(deal, self._view.today)

    @staticmethod
    def _close_ink(deal: Deal) -> str:
        return tokens().bad if Trouble.CLOSE_PASSED in deal.troubles else tokens().muted

    def _paint_step(self, painter: QPainter, line: QRect, deal: Deal) -> None:
        text, now = step_text(deal, self._view.now), tokens()
        if not text:
            return
        is_late = bool(_LATE_STEPS & set(deal.troubles))
        name, colour = ("alert-circle", now.bad) if is_late else ("arrow-forward-up", now.muted)
        mark = QRectF(line.x(), line.center().y() - _ICON / 2 + 0.5, _ICON, _ICON)
        paint_icon(painter, name, mark, colour)
        elide(painter, line.adjusted(_ICON + 5, 0, 0, 0), text, 12, colour)

    @staticmethod
    def _paint_pair(
        painter: QPainter, line: QRect, left: str, left_ink: str, right: str, right_ink: str
    ) -> None:
        """Paint two texts at the ends of a line; the right one is whole."""
        painter.setFont(sized(painter.font(), 12, tabular=True))
        width = min(line.width(), painter.fontMetrics().horizontalAdvance(right) + 2) if right else 0
        elide(painter, line.adjusted(0, 0, -width - _GAP, 0), left, 12, left_ink)
        if right:
            elide(painter, line.adjusted(line.width() - width, 0, 0, 0), right, 12, right_ink, to_right=True)
