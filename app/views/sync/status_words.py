"""How the exchange stands, in words: short for the light, a sentence for its panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.clock import DAY
from app.services.sync.status import SyncState, SyncStatus
from app.views import formats

translate = QCoreApplication.translate
type Said = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a state looks: told apart by the picture as well as by the colour."""

    icon: str
    tone: str


SHAPES: Mapping[SyncState, Shape] = {
    SyncState.UP_TO_DATE: Shape("circle-check", "ok"),
    SyncState.EXCHANGING: Shape("refresh", "muted"),
    SyncState.WAITING: Shape("upload", "accent"),
    SyncState.OFFLINE: Shape("circle-dashed", "warn"),
    SyncState.COPYING: Shape("download", "accent"),
    SyncState.NEEDS_YOU: Shape("alert-circle", "bad"),
    SyncState.STOPPED: Shape("player-pause", "muted"),
}

WHYS: Mapping[str, Said] = {
    "not_reachable": lambda: translate(
        "Sync", "The shared database cannot be reached from here: no network, no VPN, or it is down."
    ),
    "silent": lambda: translate("Sync", "The shared database does not answer. Decile keeps trying."),
    "server_full": lambda: translate("Sync", "The shared database has no free place. Decile keeps trying."),
    "server_starting": lambda: translate("Sync", "The shared database is just starting. Decile keeps trying."),
    "server_busy": lambda: translate("Sync", "The shared database is busy. Decile keeps trying."),
    "locked": lambda: translate(
        "Sync", "Somebody is working on one of these leads right now. Decile tries again by itself."
    ),
    "not_let_in": lambda: translate(
        "Sync", "The shared database does not take your login or password. Ask your administrator, then sign in again."
    ),
    "deactivated": lambda: translate(
        "Sync", "Your login was closed. What you typed is kept for your administrator."
    ),
    "not_verified": lambda: translate(
        "Sync",
        "What answers there cannot prove that it is your team's database, so nothing was sent. Tell your administrator.",
    ),
    "disk": lambda: translate(
        "Sync", "This computer's disk is full or cannot be written to. Make room; Decile goes on by itself."
    ),
    "bug": lambda: translate(
        "Sync", "Something went wrong inside Decile. What you typed is kept; details are in the log."
    ),
}  # fmt: skip
"""What stands in the way, by code of ``SyncStatus.why``."""


RECORDINGS: Mapping[str, Said] = {
    "recordings_unreachable": lambda: translate(
        "Sync", "Recordings wait: where your team keeps them cannot be reached from here. All else goes on."
    ),
    "recordings_refused": lambda: translate(
        "Sync", "Recordings wait: where your team keeps them does not let Decile in. Tell your administrator."
    ),
    "recordings_missing": lambda: translate(
        "Sync", "A recording is not where your team keeps them any more, so it cannot be heard here."
    ),
    "recordings_damaged": lambda: translate(
        "Sync", "A recording arrived damaged, so it is not kept. Whoever attached it still has it."
    ),
    "recordings_disk": lambda: translate(
        "Sync", "Recordings wait: this computer's disk is full or cannot be written to. All else goes on."
    ),
}
"""What keeps recordings from travelling, by code of ``SyncStatus.recordings``."""


def short_text(status: SyncStatus, now: int) -> str:
    """Return what the light says."""
    return _SHORT[status.state](status, now)


def sentences(status: SyncStatus, now: int) -> list[str]:
    """Return what the panel says: the state, what stands in the way, what is kept, and of recordings."""
    said = [_state_sentence(status)]
    if status.why is not None:
        said.append(WHYS[status.why]() if status.why in WHYS else WHYS["bug"]())
    if status.held:
        said.append(
            translate(
                "Sync",
                "%Ln of them wait(s) until the shared database has been brought up to date.",
                "",
                status.held,
            )
        )
    if status.seen_at is not None and status.state is not SyncState.UP_TO_DATE:
        said.append(
            translate("Sync", "You see everything as it stood {when}.").format(
                when=formats.moment(status.seen_at, now)
            )
        )
    if status.recordings is not None:
        said.append(RECORDINGS[status.recordings]())
    return said


def _state_sentence(status: SyncStatus) -> str:
    refused, waiting = status.refused, status.waiting
    match status.state:
        case SyncState.OFFLINE if waiting:
            said = translate(
                "Sync",
                "You are working offline. %Ln thing(s) you did are kept here and go out by themselves.",
                "",
                waiting,
            )
        case SyncState.WAITING if waiting:
            said = translate("Sync", "%Ln thing(s) you did wait to be sent.", "", waiting)
        case SyncState.WAITING:
            said = _SENTENCES[SyncState.EXCHANGING]()
        case SyncState.NEEDS_YOU if refused:
            said = translate(
                "Sync",
                "The shared database refused %Ln thing(s) you did. Everything you typed is kept.",
                "",
                refused,
            )
        case SyncState.COPYING if status.total:
            said = translate(
                "Sync",
                "{done} of %Ln lead(s) have been copied to this computer. You can go on working.",
                "",
                status.total,
            ).format(done=formats.number(min(status.done, status.total)))
        case _:
            said = _SENTENCES[status.state]()
    return said


def _waiting(status: SyncStatus) -> str:
    if not status.waiting:  # it went with the exchange during which it was given
        return translate("Sync", "Exchanging…")
    return translate("Sync", "%Ln waiting", "", status.waiting)


def _offline(status: SyncStatus, now: int) -> str:
    if status.since is None:
        return translate("Sync", "Offline")
    is_near = now - status.since < DAY // 2
    when = formats.time(status.since) if is_near else formats.moment(status.since, now)
    return translate("Sync", "Offline since {when}").format(when=when)


def _copying(status: SyncStatus) -> str:
    if not status.total:
        return translate("Sync", "Copying…")
    # Counted at the beginning: some may have come since.
    done = min(status.done, status.total)
    return translate("Sync", "Copying {done} of {total}").format(
        done=formats.number(done), total=formats.number(status.total)
    )


def _needs_you(status: SyncStatus, _now: int) -> str:
    if status.refused:
        return translate("Sync", "%Ln need(s) you", "", status.refused)
    return translate("Sync", "Needs you")


def _offline_with_waiting(status: SyncStatus, now: int) -> str:
    said = _offline(status, now)
    return f"{said} · {_waiting(status)}" if status.waiting else said


_SHORT: Mapping[SyncState, Callable[[SyncStatus, int], str]] = {
    SyncState.UP_TO_DATE: lambda _status, _now: translate("Sync", "Up to date"),
    SyncState.EXCHANGING: lambda _status, _now: translate("Sync", "Exchanging…"),
    SyncState.WAITING: lambda status, _now: _waiting(status),
    SyncState.OFFLINE: _offline_with_waiting,
    SyncState.COPYING: lambda status, _now: _copying(status),
    SyncState.NEEDS_YOU: _needs_you,
    SyncState.STOPPED: lambda _status, _now: translate("Sync", "Not exchanging"),
}
_SENTENCES: Mapping[SyncState, Said] = {
    SyncState.UP_TO_DATE: lambda: translate(
        "Sync", "Everything you typed is with the team, and you see what they did."
    ),
    SyncState.EXCHANGING: lambda: translate("Sync", "Your work is going out and the team's is coming in."),
    SyncState.OFFLINE: lambda: translate(
        "Sync", "You are working offline. What you do is kept here and goes out by itself."
    ),
    SyncState.COPYING: lambda: translate(
        "Sync", "The team's leads are being copied to this computer. You can go on working."
    ),
    SyncState.NEEDS_YOU: lambda: translate("Sync", "Nothing is exchanged until you have dealt with this."),
    SyncState.STOPPED: lambda: translate(
        "Sync", "Nothing is exchanged now. What you do is kept on this computer."
    ),
}
