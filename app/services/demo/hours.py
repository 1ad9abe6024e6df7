"""Working time for the demonstration's people: when somebody is at the desk."""

from __future__ import annotations

from bisect import bisect_right

from sqlalchemy import Connection, select

from app.clock import SECOND
from app.models.calendar import WorkSpan
from app.services.working_time import TEAM


class Hours:
    """The team's shifts, for adding working time to an instant."""

    def __init__(self, db: Connection) -> None:
        rows = db.execute(
            select(WorkSpan.starts_at, WorkSpan.ends_at)
            .where(WorkSpan.calendar == TEAM)
            .order_by(WorkSpan.starts_at)
        ).all()
        self._spans: list[tuple[int, int]] = [(row.starts_at, row.ends_at) for row in rows]
        self._starts = [start for start, _end in self._spans]

    def after(self, at: int, *, minutes: float) -> int:
        """Return the instant ``minutes`` of working time after ``at``; the calendar's end at the latest."""
        left = int(minutes * 60) * SECOND
        index = max(0, bisect_right(self._starts, at) - 1)
        while index < len(self._spans):
            start, end = self._spans[index]
            begin = max(start, at)
            if begin < end and begin + left < end:
                return begin + left
            left -= max(0, end - begin)
            index += 1
        return self._spans[-1][1]
