"""One thing to choose by number, with words: the reason of a disqualification, the kind of a contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.views.call_desk.option_button import OptionButton
from app.views.widgets.basics import column, label, row
from app.views.widgets.kbd import KeyHint
from app.views.widgets.key_button import KeyButton
from app.views.widgets.words_edit import WordsEdit

NUMBERS = "1234567890"
_MOST = 860


@dataclass(frozen=True, slots=True)
class Choosing:
    """What is asked.

    Attributes:
        title: The question.
        note: What follows from it.
        options: Key and text of each thing to choose.
        give: What the button says.
        needs_words: Nothing can be given without words.
        takes_words: Whether words may be given at all.
        chosen: Key chosen to begin with.
    """

    title: str
    note: str
    options: Sequence[tuple[str, str]]
    give: str
    needs_words: bool = False
    takes_words: bool = True
    chosen: str = ""


class ChoosePanel(QWidget):
    """Asks one thing; numbers choose, Ctrl+Enter gives."""

    given = Signal(str, str)
    """Key and words."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._asked: Choosing | None = None
        self._chosen = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._note = label("", "title", wrap=True), label("", "muted", wrap=True)
        self._lacks = label("", "warn", wrap=True)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        for at in range(2):
            self._grid.setColumnStretch(at, 1)
        self.options: dict[str, OptionButton] = {}
        self._words_label, self._words_key = label("", "small"), KeyHint("W")
        self.words = WordsEdit(enter_leaves=False, lines=3)
        self.words.left.connect(self._on_words_left)
        self.words.textChanged.connect(self._show)
        self.give = KeyButton("Ctrl+Return", self.finish, kind="primary")
        self.back = KeyButton("Esc", self.left.emit, kind="quiet")
        inner = QWidget()
        inner.setMaximumWidth(_MOST)
        inner.setLayout(
            column(
                self._title, self._note, 6, self._grid, 6, row(self._words_label, None, self._words_key),
                self.words, self._lacks, None, row(self.back, None, self.give), gap=8,
            )
        )  # fmt: skip
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.addWidget(inner)
        self.retranslate()

    def begin(self, asked: Choosing) -> None:
        """Ask something."""
        self._asked, self._chosen = asked, asked.chosen
        self._title.setText(asked.title)
        self.setAccessibleName(asked.title)
        self._note.setText(asked.note)
        self._note.setVisible(bool(asked.note))
        self.give.setText(asked.give)
        self.words.put("")
        for part in (self.words, self._words_label, self._words_key):
            part.setVisible(asked.takes_words)
        for old in self.options.values():
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.options = {}
        for at, (key, text) in enumerate(asked.options[: len(NUMBERS)]):
            made = OptionButton(NUMBERS[at])
            made.say(text)
            made.clicked.connect(partial(self.choose, key))
            self._grid.addWidget(made, at // 2, at % 2)
            self.options[key] = made
        self._show()

    def choose_number(self, at: int) -> None:
        """Choose by position, from 0."""
        keys = list(self.options)
        if at < len(keys):
            self.choose(keys[at])

    def choose(self, key: str) -> None:
        """Choose by key."""
        self._chosen = key
        self._show()

    @Slot()
    def finish(self) -> None:
        """Give what was chosen, if nothing lacks."""
        if self._asked is None:
            return
        lacks = self._what_lacks()
        if lacks:
            self._lacks.setText(lacks)
            self._lacks.setVisible(True)
            if self._chosen:
                self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.given.emit(self._chosen, self.words.words())

    def retranslate(self) -> None:
        """Set the texts that stay."""
        self._words_label.setText(self.tr("In words"))
        self.words.setAccessibleName(self.tr("In words"))
        self.back.setText(self.tr("Back"))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.finish()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def _what_lacks(self) -> str:
        if not self._chosen:
            return self.tr("Choose one first: the numbers do it.")
        if self._asked is not None and self._asked.needs_words and not self.words.words():
            return self.tr("Write a few words first.")
        return ""

    @Slot()
    def _show(self) -> None:
        for key, made in self.options.items():
            made.setChecked(key == self._chosen)
        self._lacks.setVisible(False)

    @Slot()
    def _on_words_left(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
