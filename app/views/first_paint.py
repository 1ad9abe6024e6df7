"""Tells when a widget was first painted, so that what is slow begins after it and not before."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

LONGEST_MS = 500
"""A window that starts minimised is never painted; what waits for it must begin all the same."""


class FirstPaint(QObject):
    """Watches one widget until it was painted once."""

    over = Signal()
    """It was painted, or too long nobody looked; sent once, from the event loop."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._watched = watched
        self._late = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._late.timeout.connect(self._on_late)
        self._late.start()
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._watched and event.type() is QEvent.Type.Paint:
            self._watched.removeEventFilter(self)
            # The event is sent before the picture is drawn, and other widgets follow: let them.
            self._late.start(0)
        return False

    @Slot()
    def _on_late(self) -> None:
        self._watched.removeEventFilter(self)
        self.over.emit()
