"""A click on what is no button."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QWidget,
)


class ClickFilter(QObject):
    """Turns a click on a widget that is no button into a signal."""

    clicked = Signal()

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self.clicked.emit()
        return False
