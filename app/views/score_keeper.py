"""Keeps every lead's score that of today: after another playbook, and as points fade (spec section 5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from app.clock import Clock
from app.models.vocabulary import Topic
from app.services.scoring import MOST_AT_ONCE, RescoreLeads, due_leads
from app.views.background import Background, Job
from app.views.desk import Desk
from app.views.surroundings import ChangeSignals

FIRST_MS = 5_000
"""The window comes first."""
AGAIN_MS = 60 * 60_000
"""Points fade by days; an hour late is on time."""
NEXT_MS = 200
CHUNKS = 10
"""Chunks done in one turn of the jobs' lane, so that an import begun meanwhile need not wait for a million leads."""


class ScoreKeeper(QObject):
    """Looks for leads to be scored anew at the start, after a change of the playbook, and every hour."""

    def __init__(self, background: Background, signals: ChangeSignals, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._clock = background, clock
        self._is_busy = False
        self._timer = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        signals.changed.connect(self._on_changed)

    @Slot()
    def look(self) -> None:
        """Score anew what is due, a turn at a time."""
        if not self._is_busy:
            self._is_busy = True
            self._background.start(_turn(self._clock()), self._on_turn_over, failed=self._on_failed)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _on_turn_over(self, is_more_due: object) -> None:
        self._is_busy = False
        self._timer.start(NEXT_MS if is_more_due else AGAIN_MS)

    def _on_failed(self, _error: Exception) -> None:
        """Try again later; the lane has written down what went wrong, and nobody waits for this."""
        self._on_turn_over(is_more_due=False)

    @Slot(object)
    def _on_changed(self, changes: Any) -> None:
        if changes.touches({Topic.PLAYBOOK}):
            self._timer.start(NEXT_MS)


def _turn(now: int) -> Callable[[Desk, Job], bool]:
    """Return the work of one turn; it says whether more is due."""

    def work(desk: Desk, job: Job) -> bool:
        for _chunk in range(CHUNKS):
            lead_ids = desk.read(lambda db: due_leads(db, now, MOST_AT_ONCE))
            if not lead_ids or job.is_cancelled:
                return False
            desk.execute(RescoreLeads(lead_ids=lead_ids))
        return True

    return work
