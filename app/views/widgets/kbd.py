"""A key, drawn as a key cap."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.views.actions import key_text
from app.views.theme import sized, tokens
from app.views.widgets.shown import set_shown

HEIGHT = 18
_PAD = 5


class KeyHint(QWidget):
    """Shows a key beside what it does."""

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.show_key(key)

    def show_key(self, key: str) -> None:
        """Show another key; nothing shows nothing."""
        self._text = key_text(key)
        self.setAccessibleName(self._text)
        set_shown(self, is_shown=bool(key))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(key_width(self, self._text), HEIGHT) if self._text else QSize(0, HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._text:
            painter = QPainter(self)
            paint_key(painter, QRectF(0, (self.height() - HEIGHT) / 2, self.width(), HEIGHT), self._text)
            painter.end()


def key_width(widget: QWidget, text: str) -> int:
    """Return the width a key cap needs, in pixels."""
    return max(HEIGHT, QFontMetrics(sized(widget.font(), 11)).horizontalAdvance(text) + 2 * _PAD)


def paint_key(painter: QPainter, box: QRectF, text: str) -> None:
    """Draw one key cap."""
    now = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(now.border), 1))
    painter.setBrush(QColor(now.sunken))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(sized(painter.font(), 11))
    painter.setPen(QColor(now.muted))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
