"""An icon that stands still and follows the theme."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views.icons import icon, paint_icon
from app.views.theme import tokens


class IconLabel(QWidget):
    """Paints a shipped icon in a token's colour."""

    def __init__(
        self, name: str, colour: str = "muted", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        icon(name)
        self._name, self._colour = name, colour
        self.setFixedSize(size, size)

    def show_icon(self, name: str, colour: str = "muted") -> None:
        """Show another icon."""
        icon(name)
        self._name, self._colour = name, colour
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self._name, QRectF(self.rect()), getattr(tokens(), self._colour))
        painter.end()
