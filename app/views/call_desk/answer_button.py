"""A prepared answer: its key, its words, and how well it answers."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.models.vocabulary import AnswerState
from app.views.answer_states import STATE_TONES, paint_state, state_text
from app.views.theme import mixed, sized, tokens
from app.views.widgets.kbd import HEIGHT, paint_key

_LEFT = 12
_KEY = 20
_MARK = 16


class AnswerButton(QAbstractButton):
    """Paints key, text and state; checked once it is the answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._state, self._size, self._is_old = "", AnswerState.GOOD, 14, False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_answer(
        self,
        key: str,
        text: str,
        state: AnswerState,
        *,
        is_answer: bool,
        is_old: bool = False,
        pixels: int = 14,
    ) -> None:
        """Show an answer.

        Args:
            key: Its number.
            text: Its words.
            state: How well it answers.
            is_answer: Whether it was picked.
            is_old: Picked in an earlier run and not confirmed in this one.
            pixels: Size of the text.
        """
        self._key, self._state, self._size, self._is_old = key, state, pixels, is_old
        self.setText(text)
        self.setChecked(is_answer)
        self.setAccessibleName(f"{key}: {text}, {state_text(state)}")
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Leave the check to what is recorded."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self._size + 21)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._size + 21)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = getattr(now, STATE_TONES[self._state])
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = mixed(colour, now.surface, 0.14) if self.isChecked() else QColor(now.surface)
        if self.underMouse() and self.isEnabled() and not self.isChecked():
            ground = QColor(now.hover)
        pen = QPen(QColor(colour if self.isChecked() else now.border), 1.4 if self.isChecked() else 1)
        if self.isChecked() and self._is_old:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(QPen(QColor(now.focus), 2) if self.hasFocus() else pen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 8, 8)
        painter.setFont(self.font())
        paint_key(painter, QRectF(_LEFT, (self.height() - HEIGHT) / 2, _KEY, HEIGHT), self._key)
        right = self._paint_state(painter)
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        font = sized(self.font(), self._size, weight=weight)
        painter.setFont(font)
        painter.setPen(QColor(now.text if self.isEnabled() else now.faint))
        left = _LEFT + _KEY + 12
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, 0, right - left, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
        self.setToolTip(self.text() if shown != self.text() else "")

    def _paint_state(self, painter: QPainter) -> int:
        """Draw how well it answers at the right; return where the text must end."""
        font = sized(self.font(), 12)
        said = state_text(self._state)
        width = QFontMetrics(font).horizontalAdvance(said)
        x = self.width() - _LEFT - width
        painter.setFont(font)
        painter.setPen(QColor(tokens().muted))
        painter.drawText(QRect(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, said)
        mark = QRectF(x - _MARK - 6, (self.height() - _MARK) / 2, _MARK, _MARK)
        paint_state(painter, mark, self._state)
        return int(mark.x()) - 10
