"""A thin line that moves while a list is read again: what is shown is still the answer before."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.theme import tokens

HEIGHT = 2
ROUND_MS = 1_100
_SHARE = 0.28
"""Length of the moving part, as a share of the width."""


class BusyLine(QWidget):
    """Lies over the upper edge of its parent; moves only while shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._at = 0.0
        self._move = QVariantAnimation(self)
        self._move.setStartValue(0.0)
        self._move.setEndValue(1.0)
        self._move.setDuration(ROUND_MS)
        self._move.setLoopCount(-1)
        self._move.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._move.valueChanged.connect(self._on_moved)
        self.hide()

    def start(self, top: int) -> None:
        """Show it at a height of the parent, in pixels."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(0, top, parent.width(), HEIGHT)
        self.raise_()
        self.show()
        self._move.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._move.stop()
        super().hideEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().accent))
        length = self.width() * _SHARE
        painter.drawRect(QRectF((self.width() + length) * self._at - length, 0, length, HEIGHT))
        painter.end()

    @Slot(object)
    def _on_moved(self, value: object) -> None:
        if isinstance(value, float):
            self._at = value
            self.update()
