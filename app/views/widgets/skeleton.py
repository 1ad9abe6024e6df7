"""The quiet picture of a page that is still being read."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.theme import density, tokens

_WIDTHS = (0.62, 0.48, 0.70, 0.55, 0.66, 0.42, 0.58)
"""Shares of the width, so that lines look like text rather than like a grid."""


class Skeleton(QWidget):
    """Grey lines where text will stand; still, because motion would ask for attention."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Loading"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().border))
        step = density().row + 6
        for line in range(min(12, max(0, self.height() - 40) // step)):
            painter.setOpacity(max(0.12, 0.75 - line * 0.06))
            top = 24 + line * step
            painter.drawRoundedRect(QRectF(24, top, 28, 12), 6, 6)
            painter.drawRoundedRect(
                QRectF(68, top, (self.width() - 120) * _WIDTHS[line % len(_WIDTHS)], 12), 6, 6
            )
        painter.end()
