"""Notices the end of an absence, and says what happened in it: a message, never a dialog."""

from __future__ import annotations

# What asks the database is imported by the worker: the window comes first.
# ruff: noqa: PLC0415
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from app.clock import MINUTE, Clock
from app.services.sync.status import SyncState, SyncStatus
from app.views.actions import key_text
from app.views.background import Background
from app.views.desk import Desk
from app.views.sync.light import KEY
from app.views.sync_signals import SyncSignals
from app.views.widgets.toast import News
from app.views.widgets.toasts import Toasts

if TYPE_CHECKING:
    from app.services.sync.away import Absence

NOTED_EVERY = 5 * MINUTE
"""How precisely it is known when somebody was last here."""
CATCHING_UP_MS = 20_000
"""An exchange after a sleep takes this long at most."""
CONNECTED = frozenset({SyncState.UP_TO_DATE, SyncState.EXCHANGING, SyncState.WAITING, SyncState.NEEDS_YOU})
"""States in which a desk sees what the others do."""


class AwayKeeper(QObject):
    """Follows the exchange; once everything is here again after a while, asks what others did meanwhile."""

    asked = Signal()
    """To see the digest."""

    def __init__(
        self,
        background: Background,
        sync: SyncSignals,
        toasts: Toasts,
        me: Callable[[], UUID | None],
        clock: Clock,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._background, self._toasts, self._me = background, toasts, me
        self._sync, self._clock = sync, clock
        self._noted = 0
        sync.changed.connect(self._on_changed)
        self._beat = QTimer(self, interval=NOTED_EVERY // 1_000)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start()

    @Slot(object)
    def _on_changed(self, status: SyncStatus | None) -> None:
        if status is not None and status.seen_at is not None and _is_connected(status):
            self._note(status.seen_at)

    @Slot()
    def _on_beat(self) -> None:
        """Note that they are here; after a sleep the exchange goes first, for it does not know yet what it missed."""
        status, now = self._sync.status, self._clock()
        if not _is_connected(status):
            return
        if self._noted and now - self._noted > 2 * NOTED_EVERY:
            self._sync.wake_asked.emit()
            QTimer.singleShot(CATCHING_UP_MS, self, self._note_now)
        else:
            self._note(now)

    @Slot()
    def _note_now(self) -> None:
        if _is_connected(self._sync.status):
            self._note(self._clock())

    def _note(self, at: int) -> None:
        if self._me() is not None and at - self._noted >= NOTED_EVERY // 2:
            self._noted = at
            self._background.carry_out(_noting(at), done=self._on_noted)

    def _on_noted(self, absence: Absence | None) -> None:
        me = self._me()
        if absence is not None and me is not None:
            self._background.ask(_counting(me, absence), self._on_counted)

    def _on_counted(self, count: int) -> None:
        if count:
            said = QCoreApplication.translate("Away", "While you were away, %Ln thing(s) happened", "", count)
            how = QCoreApplication.translate("Away", "{key}, then A, shows them.").format(key=key_text(KEY))
            show = QCoreApplication.translate("Away", "Show")
            self._toasts.show_news(News(said, how, "info", action=show, call=self.asked.emit))


def _is_connected(status: SyncStatus | None) -> bool:
    """Whether the desk sees what others do: not while the login is not let in, either."""
    if status is None or status.state not in CONNECTED:
        return False
    return status.state is not SyncState.NEEDS_YOU or status.why is None


def _noting(seen_at: int) -> Callable[[Desk], Absence | None]:
    def note(desk: Desk) -> Absence | None:
        from app.services.sync.away import note_seen

        return desk.keep(note_seen(seen_at))

    return note


def _counting(me: UUID, absence: Absence) -> Callable[[Any], int]:
    def count(db: Any) -> int:
        from app.services.sync.away import count_away

        return count_away(me, absence)(db)

    return count
