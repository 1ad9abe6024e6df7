"""How requests for help with a deal are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from app.services.help_requests import HelpAbout, HelpState
from app.services.help_view import HelpRow

ABOUT: Mapping[HelpAbout, Callable[[], str]] = {
    HelpAbout.CASE: lambda: QCoreApplication.translate("Help", "A case study"),
    HelpAbout.EVENT: lambda: QCoreApplication.translate("Help", "An event"),
    HelpAbout.DINNER: lambda: QCoreApplication.translate("Help", "An executive dinner"),
    HelpAbout.CONTACT: lambda: QCoreApplication.translate("Help", "A way to somebody there"),
    HelpAbout.PRESALES: lambda: QCoreApplication.translate("Help", "Pre-sales"),
    HelpAbout.PRODUCT: lambda: QCoreApplication.translate("Help", "Product"),
    HelpAbout.MANAGEMENT: lambda: QCoreApplication.translate("Help", "Management"),
    HelpAbout.OTHER: lambda: QCoreApplication.translate("Help", "Something else"),
}
_STATES: Mapping[HelpState, Callable[[], str]] = {
    HelpState.OPEN: lambda: QCoreApplication.translate("Help", "open"),
    HelpState.ANSWERED: lambda: QCoreApplication.translate("Help", "answered"),
    HelpState.DONE: lambda: QCoreApplication.translate("Help", "done"),
    HelpState.WITHDRAWN: lambda: QCoreApplication.translate("Help", "withdrawn"),
}
_TONES = {HelpState.OPEN: "warn", HelpState.ANSWERED: "accent", HelpState.DONE: "ok", HelpState.WITHDRAWN: ""}


def is_late(row: HelpRow, now: int) -> bool:
    """Whether a request waits past its time."""
    return row.state is HelpState.OPEN and row.due_at <= now


def state_text(row: HelpRow, now: int) -> str:
    """Return where a request stands."""
    return QCoreApplication.translate("Help", "overdue") if is_late(row, now) else _STATES[row.state]()


def state_tone(row: HelpRow, now: int) -> str:
    """Return the tone of the chip that says it."""
    return "bad" if is_late(row, now) else _TONES[row.state]
