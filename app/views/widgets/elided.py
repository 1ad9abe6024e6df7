"""A line that is cut where it does not fit."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
)

from app.views.theme import sized


class Elided(QLabel):
    """One line that is cut with an ellipsis where it does not fit; its tooltip is whole."""

    def __init__(self, kind: str = "", *, pixels: int = 0, selectable: bool = False) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            self.setProperty("kind", kind)
        if pixels:
            self.setFont(sized(self.font(), pixels))
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Show a text; nothing hides the line."""
        self._whole = text
        # A widget that has no parent yet would come up as a window of its own.
        if self.parentWidget() is not None:
            self.setVisible(bool(text))
        self._fit()

    @property
    def whole(self) -> str:
        """The text as it was said."""
        return self._whole

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(24, self.width()))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
        self.setAccessibleName(self._whole)
