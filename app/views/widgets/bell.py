"""The bell of the top bar: how many reminders are due."""

from __future__ import annotations

from collections.abc import Callable
from typing import override

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton

from app.views.actions import key_text
from app.views.icons import icon
from app.views.theme import sized, tokens
from app.views.widgets.basics import ICON_PX, rename

KEY = "Ctrl+R"
_MANY = 99
_HEIGHT = 15.0


class Bell(QToolButton):
    """A bell with a count; asks for the reminders when pressed."""

    def __init__(self, call: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setIcon(icon("bell"))
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.count = 0
        self.clicked.connect(call)

    def show_count(self, count: int) -> None:
        """Show how many are due; nothing for none."""
        self.count = count
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Set its name again."""
        due = QCoreApplication.translate("Reminders", "%Ln reminder(s) due", "", self.count)
        none = QCoreApplication.translate("Reminders", "Reminders")
        rename(self, due if self.count else none, key_text(KEY))

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 8, hint.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = sized(self.font(), 10, weight=QFont.Weight.DemiBold)
        text = str(self.count) if self.count <= _MANY else f"{_MANY}+"
        width = max(_HEIGHT, QFontMetricsF(font).horizontalAdvance(text) + 7)
        box = QRectF(self.width() / 2 + 1, 2, width, _HEIGHT)
        box.moveRight(min(box.right(), self.width() - 1.0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().bad))
        painter.drawRoundedRect(box, _HEIGHT / 2, _HEIGHT / 2)
        painter.setPen(QColor(tokens().surface))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
