"""The light of the top bar: how the exchange with the shared database stands, in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QToolButton

from app.clock import Clock
from app.services.sync.status import SyncState, SyncStatus
from app.views.actions import key_text
from app.views.icons import icon
from app.views.sync.status_words import SHAPES, sentences, short_text
from app.views.widgets.basics import ICON_PX, rename

KEY = "Ctrl+Shift+Y"
PATIENCE_MS = 1_500
"""An exchange quicker than this is not shown: a light that flickers with every poll is looked at for nothing."""


class SyncLight(QToolButton):
    """A picture and a few words; pressed, it asks for its panel. Hidden while the profile is not joined."""

    def __init__(self, asked: Callable[[], object], clock: Clock) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(asked)
        self._clock = clock
        self._shown: SyncStatus | None = None
        self._newest: SyncStatus | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_newest)
        rename(self, QCoreApplication.translate("Sync", "The team"))
        self.hide()

    @Slot(object)
    def show_status(self, status: SyncStatus | None) -> None:
        """Show a state; an exchange that has only begun waits a moment to be shown."""
        self._newest = status
        is_brief = status is not None and status.state is SyncState.EXCHANGING
        if is_brief and self._shown is not None and self._shown.state is SyncState.UP_TO_DATE:
            if not self._patience.isActive():
                self._patience.start()
            return
        self._patience.stop()
        self._show_newest()

    def retranslate(self) -> None:
        """Say it again in the language of the moment."""
        status = self._shown
        self.setVisible(status is not None)
        if status is None:
            return
        shape, now = SHAPES[status.state], self._clock()
        said = short_text(status, now)
        self.setIcon(icon(shape.icon, shape.tone))
        self.setText(f" {said}")
        rename(self, QCoreApplication.translate("Sync", "Team: {state}").format(state=said))
        self.setToolTip("\n".join([*sentences(status, now), key_text(KEY)]))

    @Slot()
    def _show_newest(self) -> None:
        self._shown = self._newest
        self.retranslate()
