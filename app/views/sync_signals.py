"""The state of the exchange as a Qt signal: told on the engine's thread, heard on the window's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.services.sync.status import SyncStatus


class SyncSignals(QObject):
    """What the window knows of the exchange; nothing while the profile is not joined. Lives on the window's thread."""

    changed = Signal(object)
    """The newest ``SyncStatus``, or ``None`` once the profile is not joined any more."""
    wake_asked = Signal()
    """Exchange now, whatever the clock says."""
    rejoin_asked = Signal()
    """Join once more: the password is another now."""
    _told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.status: SyncStatus | None = None
        self._told.connect(self._on_told)

    @property
    def is_joined(self) -> bool:
        """Whether there is a shared database at all."""
        return self.status is not None

    def tell(self, status: SyncStatus | None) -> None:
        """Take news from any thread; those who listen hear it on the window's."""
        self._told.emit(status)

    @Slot(object)
    def _on_told(self, status: SyncStatus | None) -> None:
        if status != self.status:
            self.status = status
            self.changed.emit(status)
