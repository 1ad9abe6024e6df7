"""A field for words that are kept while they are typed."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QPlainTextEdit,
)

SAVE_MS = 250
"""Words being typed are kept this soon after the first key that is not: under the 300 ms promised."""


class WordsEdit(QPlainTextEdit):
    """A field for words: Escape leaves it, what is typed is offered for keeping a moment later."""

    left = Signal()
    """Escape, or Enter where Enter does not begin a line."""
    typed = Signal(str)
    """The whole text, at most ``SAVE_MS`` after the first key that was not yet told."""

    def __init__(self, *, enter_leaves: bool, lines: int) -> None:
        super().__init__()
        self._enter_leaves = enter_leaves
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 24)
        self._told = ""
        self._wait = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._wait.timeout.connect(self.tell)
        self.textChanged.connect(self._on_text_changed)

    def put(self, text: str) -> None:
        """Show words that are kept already."""
        self._wait.stop()
        self._told = text
        if self.toPlainText() != text:
            self.setPlainText(text)
            self.moveCursor(self.textCursor().MoveOperation.End)

    def words(self) -> str:
        """Return what is typed, without blanks around it."""
        return self.toPlainText().strip()

    @Slot()
    def tell(self) -> None:
        """Offer what is typed for keeping now, if it is not kept."""
        self._wait.stop()
        text = self.toPlainText()
        if text != self._told:
            self._told = text
            self.typed.emit(text)

    @Slot()
    def _on_text_changed(self) -> None:
        if self.toPlainText() != self._told and not self._wait.isActive():
            self._wait.start()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Escape or (is_enter and plain and self._enter_leaves):
            self.tell()
            self.left.emit()
            return
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.tell()
        super().focusOutEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.tell()
        super().hideEvent(event)
