"""What joining and leaving a team is called on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication

_STEPS: Mapping[str, Callable[[], str]] = {
    "signing_in": lambda: QCoreApplication.translate("Joining", "Signing in…"),
    "making_profile": lambda: QCoreApplication.translate("Joining", "Making room for your leads…"),
    "copying": lambda: QCoreApplication.translate("Joining", "Copying what is yours to see…"),
}


def join_step(step: str) -> str:
    """Return what joining is doing."""
    return _STEPS[step]()


def left_words(login: str, host: str, unsent: int, folder: Path) -> str:
    """Return what a person reads whose login was closed."""
    said = QCoreApplication.translate(
        "Joining", "{host} lets {login} in no more. The team's leads were taken off this computer."
    ).format(host=host, login=login)
    if not unsent:
        return said
    kept = QCoreApplication.translate(
        "Joining",
        "%n thing(s) you did had not been sent; they are kept, encrypted, for your administrator in {folder}.",
        None,
        unsent,
    ).format(folder=folder)
    return f"{said}\n\n{kept}"
