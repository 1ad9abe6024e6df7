"""A figure with a bar of its share."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.views.theme import sized, tokens

HEIGHT, BAR = 20, 6


class ScoreBar(QWidget):
    """Shows a value, its share of a whole, and where it begins to count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._share, self._mark = "", 0.0, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, text: str, share: float, *, mark: float = 0.0, name: str = "") -> None:
        """Show a value.

        Args:
            text: The figure, formatted.
            share: Length of the bar, 0 to 1.
            mark: Where a tick stands, 0 to 1; none at 0.
            name: What the value is, for screen readers.
        """
        self._text, self._share, self._mark = text, max(0.0, min(1.0, share)), mark
        self.setAccessibleName(f"{name}: {text}" if name else text)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(self.font(), 13, tabular=True))
        painter.setPen(QColor(now.text))
        taken = painter.fontMetrics().horizontalAdvance(self._text) + 10
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)
        room, top = self.width() - taken, (self.height() - BAR) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for length, colour in ((1.0, now.border if now.is_dark else now.sunken), (self._share, now.accent)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(taken, top, room * length, BAR), BAR / 2, BAR / 2)
        if self._mark:
            painter.setBrush(QColor(now.text))
            painter.drawRect(QRectF(taken + room * self._mark - 1, top - 3, 2, BAR + 6))
        painter.end()
