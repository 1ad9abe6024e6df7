"""Where the window stood: remembered while it is moved, put back at the next start."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import SettingsStore, WindowPlace

SMALLEST = QSize(1024, 640)
"""The layout holds down to here."""
FIRST = QSize(1366, 768)
KEPT_MS = 500
"""Remembered once the hand rests."""


class WindowKeeper(QObject):
    """Restores a window when made, and remembers its place from then on."""

    def __init__(self, window: QWidget, settings: SettingsStore) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._rest = QTimer(self, singleShot=True, interval=KEPT_MS)
        self._rest.timeout.connect(self.keep)
        window.setMinimumSize(SMALLEST)
        window.resize(FIRST)
        if settings.now.window is not None:
            self._restore(settings.now.window)
        window.installEventFilter(self)

    @Slot()
    def keep(self) -> None:
        """Remember the place now."""
        self._rest.stop()
        box = self._window.normalGeometry()
        if box.isValid():
            place = WindowPlace(box.x(), box.y(), box.width(), box.height(), self._window.isMaximized())
            self._settings.change(window=place)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._rest.start()
        return False

    def _restore(self, place: WindowPlace) -> None:
        """Put the window back; a screen that is gone is not looked for."""
        size = QSize(place.width, place.height).expandedTo(SMALLEST)
        self._window.resize(size)
        if QApplication.screenAt(QRect(QPoint(place.x, place.y), size).center()) is not None:
            self._window.move(place.x, place.y)
        if place.maximized:
            self._window.setWindowState(Qt.WindowState.WindowMaximized)
