"""A chip: a short word with a mark, for a stage, a state, a tag."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.chips import BESIDE, HEIGHT, paint_chip
from app.views.theme import sized
from app.views.widgets.shown import set_shown


class Chip(QWidget):
    """Shows one word; see ``chips.paint_chip`` for the tones."""

    def __init__(self, text: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone = text, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_chip(self, text: str, tone: str = "") -> None:
        """Show another word; nothing takes no room."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        set_shown(self, is_shown=bool(text))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(sized(self.font(), 12)).horizontalAdvance(self._text)
        return QSize(width + BESIDE + 1, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(sized(self.font(), 12))
        paint_chip(painter, QRectF(self.rect()), self._text, self._tone)
        painter.end()
