"""The little hatched square of a legend."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.theme import mixed, tokens

_SIZE = 14


class HatchMark(QWidget):
    """Shows how a chart hatches."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_SIZE + 6, _SIZE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = QColor(now.ramp[len(now.ramp) // 2])
        box = QRectF(self.rect())
        painter.setBrush(mixed(colour.name(), now.surface, 0.25))
        painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, 3, 3)
        painter.end()
