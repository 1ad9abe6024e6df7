"""Every reason code and its sentence: one table, in the order of the subjects they belong to.

A sentence says what stands against it and what to do. Sources are English; ``{places}`` are filled
from the refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

SENTENCES: Mapping[str, Callable[[], str]] = {
    "bad_argument": lambda: QCoreApplication.translate(
        "Refusals", "A value was missing or not of the kind expected ({at})."
    ),
}
