"""The question to ask now: its words to read out, the answers to pick by number, a line for what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from app.models.vocabulary import AnswerState
from app.views.widgets.basics import column, label, row
from app.views.widgets.chip import Chip
from app.views.widgets.choice_button import ChoiceButton

NOTE_PAUSE_MS = 300
"""Words are told while they are typed, so that a crash loses none of them."""
_NOTE_HEIGHT = 66
_NUMBERED = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to pick."""

    key: str
    text: str
    state: AnswerState | None = None
    """What it counts as; shown by its mark."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the card shows it, in words already."""

    key: object
    number: int
    count: int
    dimension: str
    text: str
    """What to read out."""
    hint: str = ""
    """For the one who asks: what a good answer tells."""
    is_core: bool = False
    choices: tuple[Choice, ...] = ()
    chosen: str = ""
    note: str = ""
    """The contact's own words."""
    carried: str = ""
    """Says from when an answer is carried over and waits to be confirmed; empty if it is not."""


class QuestionCard(QFrame):
    """Shows one question; numbers pick, words are kept as they are typed."""

    chosen = Signal(object, str)
    """Key of the question, key of the choice."""
    noted = Signal(object, str)
    """Key of the question, the words so far."""
    done = Signal()
    """Ctrl+Enter in the words, or Enter beside them: go on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._question: Question | None = None
        self._buttons: list[ChoiceButton] = []
        self._place, self._dimension = label("", "small"), label("", "small")
        self._core, self._carried = Chip(), Chip()
        self._text = label("", "title", wrap=True)
        self._hint = label("", "muted", wrap=True)
        self._choices = column(gap=6)
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setTabChangesFocus(True)
        self.note.textChanged.connect(self._on_note_changed)
        self.note.installEventFilter(self)
        head = row(self._place, self._dimension, self._core, self._carried, None, gap=10)
        self.setLayout(
            column(
                head,
                self._text,
                self._hint,
                6,
                self._choices,
                self.note,
                None,
                gap=8,
                margin=(20, 16, 20, 18),
            )
        )
        self._pause = QTimer(self, singleShot=True, interval=NOTE_PAUSE_MS)
        self._pause.timeout.connect(self.tell_note)
        self.retranslate()

    def show_question(self, question: Question) -> None:
        """Show a question; one already shown keeps the cursor and whatever is being typed."""
        is_same = self._question is not None and self._question.key == question.key
        if not is_same:
            self.tell_note()
        choices_differ = self._question is None or self._question.choices != question.choices
        self._question = question
        self._place.setText(f"{question.number} / {question.count}")
        self._dimension.setText(question.dimension)
        self._core.show_chip(self.tr("core") if question.is_core else "", "accent")
        self._carried.show_chip(question.carried, "warn")
        self._text.setText(question.text)
        self._hint.setText(question.hint)
        self._hint.setVisible(bool(question.hint))
        if choices_differ or not is_same:
            self._make_choices(question.choices)
        for made, choice in zip(self._buttons, question.choices, strict=True):
            made.setChecked(choice.key == question.chosen)
        if not is_same:
            self._set_note(question.note)
        self.setAccessibleName(f"{question.number}: {question.text}")

    def choose(self, number: int) -> bool:
        """Pick the answer with this number, counted from 1; return whether there is one."""
        if self._question is None or not 1 <= number <= len(self._question.choices):
            return False
        self._on_picked(number - 1)
        return True

    @Slot()
    def tell_note(self) -> None:
        """Tell the words typed so far, if they are others than before."""
        self._pause.stop()
        if self._question is not None and self.note.toPlainText() != self._question.note:
            text = self.note.toPlainText()
            self._question = replace(self._question, note=text)
            self.noted.emit(self._question.key, text)

    def retranslate(self) -> None:
        """Set every text of its own again."""
        self.note.setPlaceholderText(self.tr("In the contact's words"))
        self.note.setAccessibleName(self.tr("In the contact's words"))
        if self._question is not None:
            self._core.show_chip(self.tr("core") if self._question.is_core else "", "accent")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdigit() and self.choose(int(event.text())):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
            return
        super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.note and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.tell_note()
                self.done.emit()
                return True
        return False

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _make_choices(self, choices: Sequence[Choice]) -> None:
        for old in self._buttons:
            self._choices.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for at, choice in enumerate(choices):
            made = ChoiceButton(choice.text, at + 1 if at < _NUMBERED else 0, choice.state)
            made.clicked.connect(partial(self._on_picked, at))
            self._choices.addWidget(made)
            self._buttons.append(made)

    def _on_picked(self, at: int, *_: object) -> None:
        question = self._question
        if question is None:
            return
        for other, made in enumerate(self._buttons):
            made.setChecked(other == at)
        self.tell_note()
        self.chosen.emit(question.key, question.choices[at].key)

    def _set_note(self, text: str) -> None:
        self.note.blockSignals(True)
        self.note.setPlainText(text)
        self.note.blockSignals(False)

    @Slot()
    def _on_note_changed(self) -> None:
        self._pause.start()
