"""Wakes whoever looks for due reminders: one job at the next due time, and a watch over sleep and set clocks.

The job only wakes; what is due is decided from the database. Jobs do not survive sleep, and a clock that is set
moves every instant, so whoever owns this looks at the watch now and then and arms anew after a jump.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger

from app.clock import SECOND, Clock

JOB = "decile-next-reminder"
LONGEST_S = 900
"""Nothing is trusted for longer than a quarter of an hour: then it is looked again."""
SHORTEST_S = 0.05


class ReminderClock:
    """Calls ``wake`` on its own thread at the next due time."""

    def __init__(self, wake: Callable[[], object], clock: Clock) -> None:
        """Make it, its threads not yet running.

        Args:
            wake: Called on a thread of the scheduler; it may only pass the word on.
            clock: Gives now in microseconds UTC.
        """
        self._wake, self._clock = wake, clock
        # ``None``: however late, a job runs. The default of one second drops what came while the machine slept.
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        executors = {"default": ThreadPoolExecutor(max_workers=1)}
        self._scheduler: Any = BackgroundScheduler(timezone=UTC, executors=executors, job_defaults=defaults)
        self._scheduler.start()

    def arm(self, at: int | None) -> None:
        """Be woken at an instant, or when it is time to look again anyway; what was armed before is forgotten."""
        wait_s = LONGEST_S if at is None else (at - self._clock()) / SECOND
        wait = timedelta(seconds=min(LONGEST_S, max(SHORTEST_S, wait_s)))
        self._scheduler.add_job(
            self._wake, DateTrigger(datetime.now(UTC) + wait), id=JOB, replace_existing=True
        )

    @property
    def job_count(self) -> int:
        """How many jobs are armed: never more than one."""
        return len(self._scheduler.get_jobs())

    def stop(self) -> None:
        """End the threads; nothing is woken any more."""
        self._scheduler.shutdown(wait=True)


@dataclass(frozen=True, slots=True)
class Jump:
    """What a look at the clocks found.

    Attributes:
        is_set: The clock on the wall was set, or the machine slept: it moved otherwise than time passed.
        away_s: Seconds by the wall since the last look; negative where the clock was set back.
    """

    is_set: bool
    away_s: float


class ClockWatch:
    """Compares the clock on the wall with the time that passed since the last look.

    On Linux and macOS the passing time stands still while the machine sleeps; on Windows it goes on, and the long
    silence between two looks tells the sleep.
    """

    def __init__(self, clock: Clock, passing_s: Callable[[], float], *, look_s: float) -> None:
        """Begin to watch.

        Args:
            clock: The clock on the wall, microseconds UTC.
            passing_s: Seconds that pass, from any beginning (``time.monotonic``).
            look_s: How often it is looked.
        """
        self._clock, self._passing_s, self._look_s = clock, passing_s, look_s
        self._wall, self._passed = clock(), passing_s()

    def look(self) -> Jump:
        """Return what happened since the last look."""
        wall, passed = self._clock(), self._passing_s()
        by_wall, by_time = (wall - self._wall) / SECOND, passed - self._passed
        self._wall, self._passed = wall, passed
        silent_s = 3 * self._look_s
        return Jump(abs(by_wall - by_time) > self._look_s or by_time > silent_s, by_wall)
