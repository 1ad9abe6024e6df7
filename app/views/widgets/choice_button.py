"""One answer one can pick: its number key, its words, and what it counts as."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.models.vocabulary import AnswerState
from app.views.icons import paint_icon
from app.views.theme import density, sized, tokens
from app.views.widgets.kbd import HEIGHT, paint_key

_LEFT, _RIGHT = 42, 40
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MARKS = {
    AnswerState.GOOD: ("circle-check", "ok"),
    AnswerState.WEAK: ("circle-half-2", "warn"),
    AnswerState.REFUSED: ("circle-dashed", "muted"),
    AnswerState.DISQUALIFYING: ("ban", "bad"),
}


class ChoiceButton(QAbstractButton):
    """A wide, checkable row; the chosen one is framed."""

    def __init__(
        self, text: str, number: int, state: AnswerState | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._number, self._state = number, state
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(60, width - _LEFT - _RIGHT), 10_000)
        widest = sized(self.font(), 14, weight=QFont.Weight.DemiBold)
        needed = QFontMetrics(widest).boundingRect(room, _FLAGS, self.text()).height()
        return max(density().control + 6, needed + 16)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(max(280, self.width())))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_framed = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(now.focus if is_framed else now.border), 2 if is_framed else 1))
        ground = now.accent_soft if self.isChecked() else now.hover if self.underMouse() else now.surface
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if self._number:
            box = QRectF(12, (self.height() - HEIGHT) / 2, HEIGHT, HEIGHT)
            paint_key(painter, box, str(self._number))
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        painter.setFont(sized(self.font(), 14, weight=weight))
        painter.setPen(QColor(now.text))
        words = QRect(_LEFT, 0, self.width() - _LEFT - _RIGHT, self.height())
        painter.drawText(words, _FLAGS, self.text())
        mark = _MARKS.get(self._state) if self._state else None
        if mark:
            name, colour = mark
            box = QRectF(self.width() - 30, (self.height() - 16) / 2, 16, 16)
            paint_icon(painter, name, box, getattr(now, colour if self.isChecked() else "faint"))
        painter.end()
