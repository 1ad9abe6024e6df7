"""How the exchange with the shared database stands, in codes: the window has the words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SyncState(StrEnum):
    """What the light shows."""

    UP_TO_DATE = "up_to_date"
    EXCHANGING = "exchanging"
    WAITING = "waiting"
    """Something was typed, or is locked by somebody, and goes with the next push."""
    OFFLINE = "offline"
    COPYING = "copying"
    """The first copy, or a fresh one: ``done`` of ``total`` leads are here; the old copy serves meanwhile."""
    NEEDS_YOU = "needs_you"
    """Commands were refused, or the login is not let in."""
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The state of the exchange at one instant.

    Attributes:
        waiting: Commands the shared database has not judged yet; with them those it does not know yet.
        refused: Commands refused or in trouble that their author has not dealt with.
        held: Of the waiting, those that wait for a newer shared database.
        since: When the state began, microseconds UTC.
        why: For OFFLINE, NEEDS_YOU and WAITING, a code: ``not_reachable``, ``not_let_in`` (login or password),
            ``deactivated``, ``server_full``, ``server_starting``, ``silent``, ``server_busy``, ``not_verified``,
            ``locked`` (somebody is working on that lead), ``disk`` (the local file), ``bug``; else ``None``.
        done: Leads copied, while COPYING.
        total: Leads to copy, as the shared database counted them at the beginning; 0 where not known yet.
        seen_at: When this desk last had everything the shared database showed it, microseconds UTC.
        recordings: What keeps recordings from travelling, a code: ``recordings_unreachable``, ``recordings_refused``,
            ``recordings_missing``, ``recordings_damaged``, ``recordings_disk``; nothing else waits for it.
    """

    state: SyncState
    waiting: int = 0
    refused: int = 0
    held: int = 0
    since: int | None = None
    why: str | None = None
    done: int = 0
    total: int = 0
    seen_at: int | None = None
    recordings: str | None = None
