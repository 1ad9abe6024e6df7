"""Small forms about leads and the pool: why a lead goes back, why it is kept, where it is moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views.leads.pick_panel import PickPanel
from app.views.widgets.option_list import Option

LONGEST_REASON = 400


class ReasonPanel(PickPanel):
    """Asks for a reason in words, and perhaps for one of a few things besides."""

    chosen = Signal(str, str)
    """Key of what is picked, or nothing, and the words."""

    def __init__(self, page: QWidget) -> None:
        self.words = QLineEdit()
        super().__init__(page)
        self.words.setMaxLength(LONGEST_REASON)

    @override
    def more_parts(self) -> Sequence[QWidget]:
        return (self.words,)

    def ask_for(self, title: str, asked: str, options: Sequence[Option], *, send: str) -> None:
        """Ask; ``asked`` is what the words shall say, and ``options`` may be none."""
        self.words.clear()
        self.words.setPlaceholderText(asked)
        self.words.setAccessibleName(asked)
        self.options.setVisible(len(options) > 1)
        self.ask(title, options, send=send)
        self.words.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def first_focus(self) -> QWidget:
        return self.words

    @override
    @Slot()
    def send(self) -> None:
        """Send, once a reason is written."""
        words = self.words.text().strip()
        if not words:
            self.show_error(self.tr("Write why: the next owner reads it."))
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.close_panel()
        self.chosen.emit(self.options.key(), words)
