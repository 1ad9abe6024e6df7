"""The deals of one stage, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.services.deal_facts import FEEDBACK
from app.services.help_requests import HelpState
from app.services.pipeline_view import Deal, Trouble
from app.views.icons import paint_icon
from app.views.pipeline.words import age_text, amount_text, close_month, spoken, state_text, step_text
from app.views.theme import density, sized, tokens
from app.views.widgets.card_list import CardList, Index, elide, paint_box

_GAP, _ICON, _LINES = 4, 13, 4
_TICK, _TICK_GAP = 3, 3
_BELOW = 8
"""Room for the marks of what is known, in pixels."""
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
        return QSize(80, 2 * density().row_two + 10)

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
        gap = max(1, (room.height() - _BELOW - _LINES * height) // (_LINES - 1))
        lines = [
            QRect(room.x(), room.y() + at * (height + gap), room.width(), height) for at in range(_LINES)
        ]
        self._paint_head(painter, lines[0], deal)
        worth = now.text if deal.amount is not None else now.faint
        self._paint_pair(
            painter, lines[1], amount_text(deal), worth, self._close(deal), self._close_ink(deal)
        )
        self._paint_step(painter, lines[2], deal)
        state = state_text(deal, self._view.today)
        self._paint_pair(painter, lines[3], state, now.muted, age_text(deal, self._view.now), now.faint)
        self._paint_known(painter, lines[3].adjusted(0, height + 3, 0, 3), deal)

    @staticmethod
    def _paint_head(painter: QPainter, line: QRect, deal: Deal) -> None:
        """Paint the name, and marks of whom the deal waits for."""
        now = tokens()
        helped = deal.help == HelpState.ANSWERED.value
        marks = [
            (name, colour)
            for name, colour, is_so in (
                ("switch-horizontal", now.accent, deal.is_passed_on),
                ("message", now.ok, helped),
                ("message-question", now.warn, bool(deal.help) and not helped),
                ("alert-triangle", now.warn, Trouble.NO_FEEDBACK in deal.troubles),
            )
            if is_so
        ]
        for at, (name, colour) in enumerate(marks, start=1):
            left = line.right() - at * (_ICON + _GAP) + _GAP
            paint_icon(painter, name, QRectF(left, line.center().y() - _ICON / 2 + 0.5, _ICON, _ICON), colour)
        room = line.adjusted(0, 0, -len(marks) * (_ICON + _GAP), 0)
        elide(painter, room, deal.name, 13, now.text, QFont.Weight.DemiBold)

    @staticmethod
    def _paint_known(painter: QPainter, line: QRect, deal: Deal) -> None:
        """Paint how many of the fields of feedback are known, a mark for each."""
        now, count = tokens(), len(FEEDBACK)
        width = (line.width() - (count - 1) * _TICK_GAP) / count
        painter.setPen(Qt.PenStyle.NoPen)
        for at in range(count):
            painter.setBrush(QColor(now.accent if at < deal.known else now.border))
            left = line.x() + at * (width + _TICK_GAP)
            painter.drawRoundedRect(QRectF(left, line.y(), width, _TICK), _TICK / 2, _TICK / 2)

    def _close(self, deal: Deal) -> str:
        return close_month(deal, self._view.today)

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
