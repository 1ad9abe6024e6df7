"""Keys of a window: single letters work everywhere but where somebody types."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.views.actions import Action

RESERVED = frozenset({"Return", "Enter", "Space", "Tab", "Esc", "Up", "Down", "Left", "Right", "Backspace"})
"""Keys that belong to the focused widget: a window-wide binding would take them from a form."""


def is_typing(widget: QWidget | None) -> bool:
    """Whether plain keys belong to this widget because it takes text."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QAbstractSpinBox)


class KeyFilter(QObject):
    """Binds actions to keys for one window, and keeps them away from text fields.

    Qt itself offers a plain key to a focused text field first; the check here is for widgets that
    do not claim theirs.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._bound: dict[str, list[_Key]] = {}
        self._pauses = 0

    def bind(self, owner: str, actions: Iterable[Action]) -> None:
        """Bind these actions in the owner's name, in place of the owner's earlier ones.

        Raises:
            ValueError: A key belongs to widgets, or is already bound to something else.
        """
        self.release(owner)
        mine: list[_Key] = []
        self._bound[owner] = mine
        for action in actions:
            for key in (action.key, *action.also):
                if not key or action.is_native:
                    continue
                self._check(key, action)
                bound = _Key(self._window, key, action)
                bound.setEnabled(self._pauses == 0)
                mine.append(bound)

    def release(self, owner: str) -> None:
        """Unbind what this owner bound."""
        for bound in self._bound.pop(owner, []):
            bound.setEnabled(False)
            bound.deleteLater()

    @property
    def is_paused(self) -> bool:
        """Whether something lies over the window that has the keys for itself."""
        return self._pauses > 0

    def play(self, event: QKeyEvent) -> None:
        """Do what a key does that was kept back: what is bound to it, unless the focused widget claims it."""
        bound = self._bound_to(event)
        if bound is not None and not self._is_claimed(event):
            bound.act()
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self._send(kind, event)

    def pause(self) -> None:
        """Switch all keys off while something lies over the window; calls nest."""
        self._pauses += 1
        self._switch()

    def resume(self) -> None:
        """Undo one pause."""
        self._pauses = max(0, self._pauses - 1)
        self._switch()

    def _bound_to(self, event: QKeyEvent) -> _Key | None:
        pressed = _sequences(event)
        every = (bound for group in self._bound.values() for bound in group if bound.isEnabled())
        return next((bound for bound in every if bound.key() in pressed), None)

    def _is_claimed(self, event: QKeyEvent) -> bool:
        return self._send(QEvent.Type.ShortcutOverride, event).isAccepted()

    def _send(self, kind: QEvent.Type, event: QKeyEvent) -> QKeyEvent:
        sent = QKeyEvent(kind, event.key(), event.modifiers(), event.text())
        sent.setAccepted(kind is not QEvent.Type.ShortcutOverride)
        QApplication.sendEvent(QApplication.focusWidget() or self._window, sent)
        return sent

    def _switch(self) -> None:
        for group in self._bound.values():
            for bound in group:
                bound.setEnabled(self._pauses == 0)

    def _check(self, key: str, action: Action) -> None:
        if key in RESERVED:
            raise ValueError(f"{key!r} belongs to the focused widget, not to {action.text!r}")
        for owner, group in self._bound.items():
            for other in group:
                if other.portable == key:
                    raise ValueError(
                        f"{key!r} for {action.text!r} is taken by {other.action.text!r} ({owner})"
                    )


class _Key(QShortcut):
    """One bound key."""

    def __init__(self, window: QWidget, key: str, action: Action) -> None:
        super().__init__(QKeySequence(key), window)
        self.portable, self.action = key, action
        self._is_plain = not any(name in key for name in ("Ctrl+", "Alt+", "Meta+")) and len(key) == 1
        self.setContext(Qt.ShortcutContext.WindowShortcut)
        self.setAutoRepeat(action.repeats)
        self.activated.connect(self.act)

    @Slot()
    def act(self) -> None:
        """Do what the key is for, unless it is a letter and somebody types."""
        if not (self._is_plain and is_typing(QApplication.focusWidget())):
            self.action.trigger()


def _sequences(event: QKeyEvent) -> list[QKeySequence]:
    """Return the ways to write a key: a sign that needs Shift (``?``) is bound without it."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    written = [QKeySequence(QKeyCombination(held, key))]
    if held == Qt.KeyboardModifier.ShiftModifier and not event.text().isalpha():
        written.append(QKeySequence(key))
    return written
