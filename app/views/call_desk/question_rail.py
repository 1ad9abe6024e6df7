"""The slim list of all questions: where the conversation stands, at a glance and by key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.models.vocabulary import AnswerState
from app.views.answer_states import paint_carried, paint_star, paint_state, state_text
from app.views.call_desk.script_state import RailEntry
from app.views.said import said
from app.views.theme import sized, tokens

WIDTH = 178
_ROW, _INDENT = 32, 18
_ROOMY, _TWO_LINES = 42, 36
_LEAST = 24
_TOP = 4
"""Room above the first line and below the last."""


class QuestionRail(QWidget):
    """Paints one line a question; Up and Down go through them while it has the focus."""

    chosen = Signal(str)
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[RailEntry, ...] = ()
        self._cursor: str | None = None
        self._hovered = -1
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_entries(self, entries: Sequence[RailEntry], cursor: str | None) -> None:
        """Show the questions, and which one is in front."""
        self._entries, self._cursor = tuple(entries), cursor
        self.setAccessibleName(self.tr("Questions"))
        self.setAccessibleDescription("; ".join(self.said(entry) for entry in entries))
        self.updateGeometry()
        self.update()

    def said(self, entry: RailEntry) -> str:
        """Return one line in words, for screen readers and the tooltip."""
        parts = [said(entry.question.title)]
        if entry.question.core:
            parts.append(self.tr("core"))
        if entry.is_skipped:
            parts.append(self.tr("skipped by an answer"))
        elif entry.is_stale:
            parts.append(self.tr("too old, ask again"))
        elif entry.is_to_confirm:
            parts.append(self.tr("to confirm"))
        if not entry.is_skipped:
            parts.append(state_text(entry.state))
        return " · ".join(parts)

    def row_height(self) -> int:
        """Return the height of a line, in pixels, for the room there is."""
        count = max(1, len(self._entries))
        return max(_LEAST, min(_ROOMY, (self.height() - 2 * _TOP) // count))

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH, len(self._entries) * _ROW + 2 * _TOP)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(WIDTH, len(self._entries) * _LEAST + 2 * _TOP)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case _:
                super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if at >= 0:
            self.chosen.emit(self._entries[at].question.key)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if at != self._hovered:
            self._hovered = at
            self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at(QPointF(event.pos()))
            if at >= 0:
                QToolTip.showText(event.globalPos(), self.said(self._entries[at]), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, entry in enumerate(self._entries):
            self._paint_row(painter, at, entry)
        painter.end()

    def _paint_row(self, painter: QPainter, at: int, entry: RailEntry) -> None:
        now, height = tokens(), self.row_height()
        box = QRectF(4, _TOP + at * height, self.width() - 8, height - 2)
        is_open = entry.question.key == self._cursor
        if is_open or at == self._hovered:
            painter.setPen(QPen(QColor(now.focus), 2) if is_open and self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_soft if is_open else now.hover))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        x = int(box.x()) + 8 + (0 if entry.number else _INDENT)
        painter.setFont(sized(self.font(), 12, tabular=True))
        painter.setPen(QColor(now.accent if is_open else now.faint))
        number = str(entry.number) if entry.number else "↳"
        painter.drawText(QRect(x, int(box.y()), 18, int(box.height())), Qt.AlignmentFlag.AlignVCenter, number)
        x += 20 if entry.number else 16
        mark = 15
        right = int(box.right()) - 8 - mark
        paint_state(
            painter,
            QRectF(right, box.center().y() - mark / 2, mark, mark),
            AnswerState.NOT_ASKED if entry.is_stale else entry.state,
            is_skipped=entry.is_skipped,
        )
        right -= 6
        if entry.is_carried:
            right -= 12
            paint_carried(painter, QRectF(right, box.center().y() - 6, 12, 12))
            right -= 4
        if entry.question.core:
            right -= 10
            star = QColor(now.accent if is_open else now.muted)
            paint_star(painter, QRectF(right, box.center().y() - 5, 10, 10), star)
            right -= 5
        title = said(entry.question.title)
        weight = QFont.Weight.DemiBold if is_open else QFont.Weight.Normal
        font = sized(self.font(), 13, weight=weight)
        fits = QFontMetrics(font).horizontalAdvance(title) <= right - x
        if not fits:
            font = sized(self.font(), 12, weight=weight)
        font.setStrikeOut(entry.is_skipped)
        painter.setFont(font)
        ink = now.accent if is_open else now.faint if entry.is_skipped else now.text
        painter.setPen(QColor(ink))
        room = QRect(x, int(box.y()), right - x, int(box.height()))
        if fits or height < _TWO_LINES:
            title = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, right - x)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        else:
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, title)

    def _at(self, point: QPointF) -> int:
        at = int((point.y() - _TOP) // self.row_height())
        return at if 0 <= at < len(self._entries) and point.y() >= _TOP else -1
