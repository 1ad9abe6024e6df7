"""Notices the end of an absence, and says what happened in it: a message, never a dialog."""

from __future__ import annotations

# What asks the database is imported by the worker: the window comes first.
# ruff: noqa: PLC0415
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.clock import MINUTE
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
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._background, self._toasts, self._me = background, toasts, me
        self._noted = 0
        sync.changed.connect(self._on_changed)

    @Slot(object)
    def _on_changed(self, status: SyncStatus | None) -> None:
        if status is None or status.seen_at is None or status.state is SyncState.COPYING:
            return
        me = self._me()
        if me is not None and status.seen_at - self._noted >= NOTED_EVERY:
            self._noted = status.seen_at
            self._background.carry_out(_noting(status.seen_at), done=self._on_noted)

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
