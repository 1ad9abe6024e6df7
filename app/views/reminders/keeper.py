"""Keeps watch over what is due: asks the database when woken, and says what is to be shown now.

It is woken by the one armed job, by changes of the data (made here or on another machine), by a clock that was set,
by the machine waking, and by the person coming back to the window. It shows nothing itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.clock import MINUTE, Clock
from app.models.vocabulary import Topic
from app.services.clock_jumps import jumped
from app.services.recall_sweep import sweep
from app.services.reminder_notes import note_shown, put_right
from app.services.reminder_rows import Reminder, Standing, standing
from app.views.background import Background, Job, Question
from app.views.desk import Changes, Desk
from app.views.reminders.acting import renewing
from app.views.surroundings import ChangeSignals

if TYPE_CHECKING:  # the scheduler is imported after the window was painted, on a lane
    from app.services.reminder_clock import ReminderClock

FIRST_MS = 1_000
"""The window, its page and its list come first."""
LOOK_MS = 20_000
"""How often the clocks are compared: a machine that woke is noticed this soon."""
AWAY_S = 600
"""Who was away for longer finds one digest instead of many cards."""
SETTLE_MS, BULK_MS = 100, 1_000
TOPICS = frozenset(
    {
        Topic.FOLLOW_UPS, Topic.HANDOVERS, Topic.ACTIVITIES, Topic.REMINDERS, Topic.PEOPLE,
        Topic.PLAYBOOK, Topic.CALENDAR,
    }
)  # fmt: skip


class ReminderKeeper(QObject):
    """Lives on the window's thread; everything it asks runs on the lanes."""

    stands = Signal(object, object, bool)
    """The ``Standing``, what of it is new to show, and whether the person was away meanwhile."""
    _woken = Signal()

    def __init__(
        self,
        background: Background,
        signals: ChangeSignals,
        clock: Clock,
        me: Callable[[], UUID],
        parent: QObject,
        *,
        passing_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._background, self._clock, self._me, self._passing_s = background, clock, me, passing_s
        self._armed: ReminderClock | None = None
        self._question = Question()
        self._is_back, self._is_stopped = True, False
        self._showing: dict[UUID, int] = {}
        self._sweep_at: int | None = 0
        self._wall, self._passed = clock(), passing_s()
        self._soon = self._timer(FIRST_MS, self.look)
        self._watch = QTimer(self, interval=LOOK_MS)
        self._watch.timeout.connect(self.compare_clocks)
        self._woken.connect(self.look, Qt.ConnectionType.QueuedConnection)
        signals.changed.connect(self._on_changed)
        QGuiApplication.instance().applicationStateChanged.connect(self._on_state)  # type: ignore[union-attr]

    def start(self) -> None:
        """Begin, a moment after the window stands."""
        self._soon.start(FIRST_MS)
        self._watch.start()
        self._background.ask(partial(_clock_made, self._woken.emit, self._clock), self._on_clock_made)

    def stop(self) -> None:
        """End the threads of the armed job, and look no more."""
        self._is_stopped = True
        self._soon.stop()
        self._watch.stop()
        self._question.drop()
        if self._armed is not None:
            self._armed.stop()
            self._armed = None

    def begin_anew(self) -> None:
        """Look for another person, who was not here until now."""
        self._question.drop()
        self._showing.clear()
        self._is_back = True
        self._soon.start(SETTLE_MS)

    @Slot()
    def look(self) -> None:
        """Ask what stands now."""
        if self._is_stopped:
            return
        self._soon.stop()
        me, now = self._me(), self._clock()
        self._background.ask(
            lambda db: standing(db, me, now),
            self._on_standing,
            question=self._question,
            failed=self._on_failed,
        )

    @Slot()
    def compare_clocks(self) -> None:
        """Notice that the machine slept or the clock was set: then all that was armed is wrong."""
        wall, passed = self._clock(), self._passing_s()
        jump = jumped(wall - self._wall, passed - self._passed, look_s=LOOK_MS / 1000)
        self._wall, self._passed = wall, passed
        if jump.is_set:
            self._is_back = self._is_back or jump.away_s > AWAY_S
            self.look()

    @Slot(object)
    def note(self, shown: Sequence[Reminder]) -> None:
        """Note reminders as shown; called once they are in sight, never before."""
        if self._is_stopped:
            return
        self._background.carry_out(
            partial(_kept, note_shown(shown, self._clock())), done=partial(self._on_noted, shown)
        )

    @property
    def is_armed(self) -> bool:
        """Whether the job's thread runs."""
        return self._armed is not None

    # Answers.

    def _on_clock_made(self, made: ReminderClock) -> None:
        if self._is_stopped:
            return
        self._armed = made
        made.start()
        self.look()

    def _on_standing(self, found: Standing) -> None:
        if self._is_stopped:
            return
        if self._armed is not None:
            self._armed.arm(found.plan.next_at)
        if found.plan.forget or found.plan.renote:
            write = put_right(found.plan.forget, found.plan.renote, self._clock())
            self._background.carry_out(partial(_kept, write), done=self._on_put_right)
        if self._sweep_at is not None and self._sweep_at <= self._clock():
            # On start, whenever a working day has ended, for only then does a lead's time run out, and on the days
            # set for leads in nurture.
            self._background.start(_swept, _nothing)
        self._sweep_at = found.sweep_at
        if found.plan.renew:
            self._background.carry_out(renewing(found.plan.renew))
        fresh = [one for one in found.plan.show if self._showing.get(one.id) != _turn(one)]
        self._showing |= {one.id: _turn(one) for one in fresh}
        was_back, self._is_back = self._is_back, self._is_back and found.is_on_call
        self.stands.emit(found, fresh, was_back)

    def _on_noted(self, shown: Sequence[Reminder], _nothing: object) -> None:
        for one in shown:
            self._showing.pop(one.id, None)
        self.look()

    def _on_put_right(self, _nothing: object) -> None:
        self.look()

    def _on_failed(self, _error: Exception) -> None:
        """Try again; the lane has written down what went wrong, and nothing is lost by looking later."""
        if not self._is_stopped:
            self._soon.start(MINUTE // 1000)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(TOPICS) and not self._is_stopped:
            pause = BULK_MS if changes.is_bulk() else SETTLE_MS
            if not self._soon.isActive() or self._soon.remainingTime() > pause:
                self._soon.start(pause)

    @Slot(object)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._watch.isActive():
            self.compare_clocks()

    def _timer(self, pause_ms: int, call: Callable[[], object]) -> QTimer:
        made = QTimer(self, singleShot=True, interval=pause_ms)
        made.timeout.connect(call)
        return made


def _turn(one: Reminder) -> int:
    """Return which showing of a reminder this is: while it is being shown it is not new again."""
    return one.times


def _clock_made(wake: Callable[[], object], clock: Clock, _db: Any) -> ReminderClock:
    # A tenth of a second of imports, on a lane and after the first paint.
    from app.services.reminder_clock import ReminderClock  # noqa: PLC0415

    return ReminderClock(wake, clock)


def _swept(desk: Any, _job: Job) -> object:
    """Let leads go back to their pool or to the queue; whichever desk is first does it."""
    return sweep(desk)


def _nothing(_answer: object) -> None:
    """Take an answer nobody needs: what changed comes by the feed."""


def _kept(write: Callable[[Any], None], desk: Desk) -> None:
    desk.keep(write)
