"""What every page is given: the collaborators of the shell, made once in the composition root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from app.clock import Clock, system_clock
from app.settings import SettingsStore
from app.views.background import Background
from app.views.desk import Feed
from app.views.sync_signals import SyncSignals
from app.views.widgets.toasts import Toasts


class ChangeSignals(QObject):
    """The change feed as a Qt signal, delivered on the window's thread."""

    changed = Signal(object)

    def __init__(self, feed: Feed | None = None) -> None:
        """Follow a feed, or none until ``follow`` names one."""
        super().__init__()
        if feed is not None:
            self.follow(feed)

    def follow(self, feed: Feed) -> None:
        """Tell what this feed tells."""
        feed.subscribe(self.changed.emit)


def anywhere(key: str) -> bool:
    """Say that any page can be gone to."""
    return bool(key)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Handed to every page; pages pass it on to nobody but their own parts."""

    background: Background
    signals: ChangeSignals
    toasts: Toasts
    settings: SettingsStore
    clock: Clock = field(default=system_clock)
    """Gives now in microseconds; a test gives its own."""
    leads_to: Callable[[str], bool] = field(default=anywhere)
    """Whether the person here has a page, by its key: where not, no link to it is offered."""
    sync: SyncSignals = field(default_factory=SyncSignals)
    """How the exchange with the shared database stands, if there is one."""
