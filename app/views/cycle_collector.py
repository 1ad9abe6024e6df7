"""Python's search for dead cycles, kept on the window's thread."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MS = 200
"""How often the window's thread looks whether enough was made to search through."""
YOUNG, OLD, ALL = 0, 1, 2
"""Python's generations."""


class CycleCollector(QObject):
    """While it lives, dead cycles are collected on the thread that made it and on no other.

    Python searches on whichever thread happens to make the next object. A page is full of cycles; when a
    search on a lane's thread finds one that was thrown away, its fonts, texts and item models are destroyed
    there, while the window's thread paints with what they share: the program ends in a segmentation fault,
    seldom and anywhere. Qt allows none of them to be touched by another thread.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_automatic = gc.isenabled()
        gc.disable()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.collect)
        self._look.start()

    @Slot()
    def collect(self) -> None:
        """Search as far as Python would have by now: its own thresholds, youngest first."""
        made, young, old = gc.get_count()
        per_young, per_old, per_all = gc.get_threshold()
        if made <= per_young:
            return
        if young < per_old:
            gc.collect(YOUNG)
        elif old < max(per_all, 1):
            gc.collect(OLD)
        else:
            gc.collect(ALL)

    def stop(self) -> None:
        """Leave the search to Python again."""
        self._look.stop()
        if self._was_automatic:
            gc.enable()
