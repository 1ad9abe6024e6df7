"""Keys typed while a window is led elsewhere: kept back, and given in order once it is there."""

from __future__ import annotations

from collections import deque
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.views.keys import KeyFilter, is_typing

LONGEST_MS = 3_000
"""Who waited longer has looked at the screen since: keys meant for something else must not act by then."""
_HELD = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})


class KeptKeys(QObject):
    """Keeps the keys of one window from ``wait`` to ``give`` or ``drop``.

    It looks at every event of the program while it waits, and at none else: a filter in Python is slow.
    Somebody typing in a field, and whoever works in a menu or a panel over the page, goes on undisturbed.
    """

    def __init__(self, window: QWidget, keys: KeyFilter) -> None:
        super().__init__(window)
        self._window, self._keys = window, keys
        self._kept: deque[QKeyEvent] = deque()
        self._is_waiting = False
        self._late = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._late.timeout.connect(self.drop)

    @property
    def is_waiting(self) -> bool:
        """Whether keys are kept back now."""
        return self._is_waiting  # not of the timer, which has stopped by the time it tells

    def wait(self) -> None:
        """Keep what is typed from now on, for at most ``LONGEST_MS``."""
        if not self._is_waiting:
            self._is_waiting = True
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # a window has one
            self._late.start()

    def give(self) -> None:
        """Do what the kept keys do; one that leads on again keeps those behind it."""
        self._stop()
        while self._kept and not self.is_waiting:
            self._keys.play(self._kept.popleft())

    @Slot()
    def drop(self) -> None:
        """Let the kept keys be forgotten."""
        self._stop()
        self._kept.clear()

    def _stop(self) -> None:
        if self._is_waiting:
            self._is_waiting = False
            self._late.stop()
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # a window has one

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() in _HELD or not self._is_meant():
            return False
        match event.type():
            case QEvent.Type.ShortcutOverride:
                event.accept()  # else it would act at once, before it comes as a key
                return True
            case QEvent.Type.KeyPress if event.key() == Qt.Key.Key_Escape:
                self._kept.clear()
            case QEvent.Type.KeyPress if not event.isAutoRepeat():
                self._kept.append(event.clone())
        return True

    def _is_meant(self) -> bool:
        """Whether a key typed now is for what comes next, not for something that lies open."""
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        is_here = self._window.isActiveWindow() and over is None and not self._keys.is_paused
        return is_here and not is_typing(QApplication.focusWidget())
