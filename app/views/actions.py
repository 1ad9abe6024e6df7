"""Actions: what one can do on a screen, with the key that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence


@dataclass(frozen=True)
class Action:
    """One thing to do; the shell binds its key and shows it in the palette and on the key sheet.

    Pages make their actions anew on every asking, so texts follow the language. Connect ``partial(do,
    action)`` to a signal rather than ``action.trigger``: PySide keeps no bound method's object alive.
    """

    text: str
    """What it does, translated: a verb and its object."""
    call: Callable[[], object]
    key: str = ""
    """Portable key text (``"C"``, ``"Shift+J"``, ``"Ctrl+Return"``); empty for none."""
    icon: str = ""
    group: str = ""
    """Translated heading on the key sheet; the page's title if empty."""
    also: tuple[str, ...] = ()
    """Further keys that do the same."""
    words: str = ""
    """More words to find it by, beside its text."""
    is_enabled: Callable[[], bool] | None = None
    """Asked when triggered and when listed; always enabled without it."""
    in_palette: bool = True
    """Whether the palette lists it; the key sheet lists everything that has a key."""
    is_native: bool = False
    """The focused widget knows this key: it stands on the sheet, and is neither bound nor listed."""
    repeats: bool = False
    """Whether holding the key down repeats it."""

    def trigger(self) -> None:
        """Do it, unless it is not possible now."""
        if self.is_enabled is None or self.is_enabled():
            self.call()


def do(action: Action, *_: object) -> None:
    """Trigger an action, whatever else a signal carries."""
    action.trigger()


def key_text(key: str) -> str:
    """Return a key as this system writes it (⌘K on macOS)."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
