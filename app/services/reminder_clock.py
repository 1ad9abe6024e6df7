"""Wakes whoever looks for due reminders: one job at the next due time.

The job only wakes; what is due is decided from the database. Jobs do not survive sleep, and a clock that is set
moves every instant: whoever owns this compares the clocks now and then (``clock_jumps``) and arms anew.
"""

from __future__ import annotations

from collections.abc import Callable
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
    """Calls ``wake`` on its own thread at the next due time; between ``start`` and ``stop``."""

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

    def start(self) -> None:
        """Start the threads."""
        self._scheduler.start()

    def arm(self, at: int | None) -> None:
        """Be woken at an instant, or when it is time to look again anyway; what was armed before is forgotten."""
        wait_s = LONGEST_S if at is None else (at - self._clock()) / SECOND
        wait = timedelta(seconds=min(LONGEST_S, max(SHORTEST_S, wait_s)))
        # Without a zone named here it would look for the machine's in files, on the window's thread.
        self._scheduler.add_job(
            self._wake, DateTrigger(datetime.now(UTC) + wait, timezone=UTC), id=JOB, replace_existing=True
        )

    @property
    def job_count(self) -> int:
        """How many jobs are armed: never more than one."""
        return len(self._scheduler.get_jobs())

    def stop(self) -> None:
        """End the threads; nothing is woken any more."""
        self._scheduler.shutdown(wait=True)
