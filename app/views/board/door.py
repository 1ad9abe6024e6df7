"""A line with its key: a number that opens its leads, or something to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from app.views.actions import key_text
from app.views.theme import sized, tokens
from app.views.widgets.kbd import HEIGHT as KEY_HEIGHT
from app.views.widgets.kbd import key_width, paint_key

HEIGHT = 25
_PAD, _KEY_ROOM, _GAP = 6, 26, 10


class Door(QAbstractButton):
    """One line of a list of numbers; a number that is none cannot be opened."""

    left = Signal()
    """Escape: back to where one came from."""

    def __init__(
        self, name: str, figure: str, call: Callable[[], object], *, key: str, tone: str, count: int
    ) -> None:
        super().__init__()
        self._figure, self._key, self._tone = figure, key_text(key) if key else "", tone
        self._is_none = not count
        self.setText(name)
        self.setAccessibleName(f"{name} {figure}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if count else Qt.FocusPolicy.NoFocus)
        self.setEnabled(bool(count))
        self.setFixedHeight(HEIGHT)
        self.clicked.connect(call)
        if count:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(self.font(), 13, weight=QFont.Weight.DemiBold))
        words = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(self._figure)
        return QSize(2 * _PAD + _KEY_ROOM + words + 2 * _GAP, HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_J):
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_K):
            self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus() or (self.underMouse() and self.isEnabled()):
            painter.setPen(QPen(QColor(now.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.hover))
            painter.drawRoundedRect(box, 6, 6)
        if self._key:
            width = key_width(self, self._key)
            paint_key(painter, QRectF(_PAD, (HEIGHT - KEY_HEIGHT) / 2, width, KEY_HEIGHT), self._key)
        figures = sized(self.font(), 13, weight=QFont.Weight.DemiBold, tabular=True)
        painter.setFont(figures)
        taken = QFontMetrics(figures).horizontalAdvance(self._figure)
        room = QRect(_PAD + _KEY_ROOM, 0, self.width() - 2 * _PAD - _KEY_ROOM, HEIGHT)
        painter.setPen(QColor(now.faint if self._is_none else getattr(now, self._tone or "text")))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._figure)
        painter.setFont(sized(self.font(), 13))
        painter.setPen(QColor(now.faint if self._is_none else now.text))
        words = room.adjusted(0, 0, -taken - _GAP, 0)
        cut = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.end()
