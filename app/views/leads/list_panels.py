"""Small forms over the list of leads: the name of a call list, a word for leads."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.views.leads.pick_panel import PickPanel
from app.views.widgets.option_list import Option

LONGEST_NAME, LONGEST_WORD = 120, 80


class What(StrEnum):
    """What a saved list keeps."""

    FILTER = "filter"
    PICKED = "picked"
    CHANGE = "change"
    """The list that is shown: its name, its order, who sees it."""


class SaveListPanel(PickPanel):
    """Asks what to keep, under which name, and whether the team sees it."""

    chosen = Signal(str, str, bool)
    """What is kept, its name, whether it is shared."""

    def __init__(self, page: QWidget) -> None:
        self.name, self.shared = QLineEdit(), QCheckBox()
        super().__init__(page)
        self.name.setMaxLength(LONGEST_NAME)

    @override
    def more_parts(self) -> Sequence[QWidget]:
        return (self.name, self.shared)

    def ask_for(self, options: Sequence[Option], *, picked: str, name: str, is_shared: bool) -> None:
        """Ask; the first thing to do is to type the name."""
        self.name.setText(name)
        self.name.setPlaceholderText(self.tr("Name of the list"))
        self.name.setAccessibleName(self.tr("Name of the list"))
        self.shared.setText(self.tr("The whole team sees it"))
        self.shared.setAccessibleName(self.tr("The whole team sees it"))
        self.shared.setChecked(is_shared)
        self.ask(self.tr("Save as a call list"), options, send=self.tr("Save"), picked=picked)
        self.name.setFocus(Qt.FocusReason.PopupFocusReason)
        self.name.selectAll()

    @override
    @Slot()
    def send(self) -> None:
        """Send the list, once it has a name."""
        name, what = self.name.text().strip(), self.options.key()
        if not name:
            self.show_error(self.tr("Give it a name first."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if what:
            self.close_panel()
            self.chosen.emit(what, name, self.shared.isChecked())


class WordPanel(PickPanel):
    """Asks for a word: one in use, or one typed."""

    chosen = Signal(str)

    def __init__(self, page: QWidget) -> None:
        self.word = QLineEdit()
        super().__init__(page)
        self.word.setMaxLength(LONGEST_WORD)

    @override
    def more_parts(self) -> Sequence[QWidget]:
        return (self.word,)

    def ask_for(self, title: str, options: Sequence[Option], *, send: str) -> None:
        """Ask; without a word in use there is only the field."""
        self.word.clear()
        self.word.setPlaceholderText(self.tr("Type a tag"))
        self.word.setAccessibleName(self.tr("Type a tag"))
        self.options.setVisible(bool(options))
        self.ask(title, options, send=send)
        if not options:
            self.word.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    @Slot()
    def send(self) -> None:
        """Send the word typed, else the one picked."""
        word = self.word.text().strip() or self.options.key()
        if not word:
            self.show_error(self.tr("Type a tag first."))
            return
        self.close_panel()
        self.chosen.emit(word)
