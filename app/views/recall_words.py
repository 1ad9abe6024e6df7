"""When a lead goes back to the pool, in words: on its own screen, in the queue, wherever it is listed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.services.recall import RecallClock
from app.views import formats


def recall_text(clock: RecallClock, now: int) -> str:
    """Return when a lead goes back to the pool, in working time once it is near."""
    if clock.due_at <= now:
        return QCoreApplication.translate("Pool", "Goes back to the pool now")
    if clock.is_near(now):
        text = QCoreApplication.translate("Pool", "Back to the pool in {time}")
        return text.format(time=formats.duration(clock.left_s))
    text = QCoreApplication.translate("Pool", "Back to the pool {when}")
    return text.format(when=formats.moment(clock.due_at, now))


def reserved_text() -> str:
    """Return what is said of a lead claimed off line: nobody knows yet whether it is theirs."""
    return QCoreApplication.translate("Leads", "Reserved: decided when connected")
