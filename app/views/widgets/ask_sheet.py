"""A sheet within a page that asks for a decision: a reason to pick, words to write, what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from app.views.widgets.basics import button, column, label, restyle, row
from app.views.widgets.kbd import KeyHint
from app.views.widgets.option_list import Option, OptionList

SEND_KEY = "Ctrl+Return"
KEEP_MS = 250
"""Words are offered for keeping this soon after the first key: under the 300 ms promised."""
_MOST_ROWS = 16
WORDS_HEIGHT = (84, 150)
"""Least and most, in pixels: the reasons get the room there is first."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What one sheet asks for, in words already."""

    key: object
    """Which decision about what; words typed for it are kept while the page lives."""
    title: str
    lead_in: str
    """What follows from sending it."""
    send: str
    """Text of the button: the verb."""
    options_title: str = ""
    options: Sequence[Option] = ()
    needs_option: bool = False
    words_title: str = ""
    """No words are asked for where it is empty."""
    placeholder: str = ""
    needs_words: bool = False
    pick_first: str = ""
    """What to say where an option is needed and none is picked."""
    write_first: str = ""
    """What to say where words are needed and none are there."""
    words: str = ""
    """Words typed for it earlier and kept."""
    begins_with_words: bool = False
    is_grave: bool = False
    """The button is drawn as one that closes something."""


class AskSheet(QFrame):
    """Asks; Ctrl+Enter sends, Escape puts it away and keeps what was typed."""

    sent = Signal(str, str)
    """Key of the option picked (or nothing), and the words."""
    put_away = Signal()
    typed = Signal(object, str)
    """Key of what is asked and the words so far, a moment after they were typed: for keeping."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._asking: Asking | None = None
        self._kept: dict[object, tuple[str, str]] = {}
        self._title, self._lead_in = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self._options_title, self._words_title = label("", "small"), label("", "small")
        self.options = OptionList()
        self._options_title.setBuddy(self.options)
        self.extra = label("", "small", wrap=True)
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(WORDS_HEIGHT[0])
        self.words.setMaximumHeight(WORDS_HEIGHT[1])
        self.options.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(self._on_text_changed)
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._pause.timeout.connect(self.tell)
        self._error = label("", "bad", wrap=True)
        self._error.hide()
        self._send = button("", self.send, kind="primary")
        self._cancel = button("", self.close_sheet)
        buttons = row(
            None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6, margin=(0, 4, 0, 0)
        )
        head = (self._title, self._lead_in, 4, self._options_title, self.options, self.extra)
        below = (self._words_title, self.words, self._error, buttons)
        layout = column(*head, *below, None, gap=6, margin=(16, 14, 16, 14))
        layout.setStretchFactor(self.options, 100)
        layout.setStretchFactor(self.words, 10)
        self.setLayout(layout)
        self.hide()

    @property
    def asking(self) -> Asking | None:
        """What is asked now; ``None`` while it is put away."""
        return self._asking

    def ask(self, asking: Asking) -> None:
        """Show a question and move the focus in."""
        self._keep()
        self._asking = asking
        picked, words = self._kept.get(asking.key, ("", asking.words))
        self._told = words
        self.say(asking)
        self.options.show_options(asking.options, picked)
        self.words.setPlainText(words)
        self.show_error("")
        self.show()
        first = self.words if asking.begins_with_words or not asking.options else self.options
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def say(self, asking: Asking) -> None:
        """Set the texts; what is picked and typed stays."""
        self._asking = asking
        self._title.setText(asking.title)
        self._lead_in.setText(asking.lead_in)
        self._lead_in.setVisible(bool(asking.lead_in))
        self._options_title.setText(asking.options_title)
        self._words_title.setText(asking.words_title)
        for part in (self._options_title, self.options):
            part.setVisible(bool(asking.options))
        for words_part in (self._words_title, self.words):
            words_part.setVisible(bool(asking.words_title))
        if asking.options:
            picked = self.options.key()
            self.options.show_options(asking.options, picked)
            rows = min(_MOST_ROWS, len(asking.options))
            self.options.setMaximumHeight(self.options.height_of(rows))
            self.options.setMinimumHeight(self.options.height_of(min(4, rows)))
        self.options.setAccessibleName(asking.options_title)
        self.words.setAccessibleName(asking.words_title)
        self.words.setPlaceholderText(asking.placeholder)
        self.setAccessibleName(asking.title)
        restyle(self._send, "kind", "danger" if asking.is_grave else "primary")
        self._send.setText(asking.send)
        self._cancel.setText(self.tr("Cancel"))

    def show_extra(self, text: str) -> None:
        """Say something between the options and the words, such as what is marked; nothing hides it."""
        self.extra.setText(text)
        self.extra.setVisible(bool(text))

    def show_error(self, text: str) -> None:
        """Say what stands against it, right above the buttons."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._send.setAccessibleDescription(text)

    def error(self) -> str:
        """Return what is said to stand against it."""
        return self._error.text()

    @Slot()
    def send(self) -> None:
        """Send it, unless something is missing: then say what, and go there."""
        asking = self._asking
        if asking is None:
            return
        words = self.words.toPlainText().strip()
        if asking.needs_option and not self.options.key():
            self.show_error(asking.pick_first)
            self.options.setFocus(Qt.FocusReason.OtherFocusReason)
        elif asking.needs_words and not words:
            self.show_error(asking.write_first)
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.show_error("")
            self.sent.emit(self.options.key() if asking.options else "", words)

    @Slot()
    def tell(self) -> None:
        """Offer the words for keeping, if they are others than were told before."""
        self._pause.stop()
        words = self.words.toPlainText()
        if self._asking is not None and words != self._told:
            self._told = words
            self.typed.emit(self._asking.key, words)

    @Slot()
    def close_sheet(self) -> None:
        """Put it away; what was typed is there again when the same is asked again."""
        if self._asking is None:
            return
        self._keep()
        self._asking = None
        self.hide()
        self.put_away.emit()

    def settle(self) -> None:
        """Put it away for good: what was asked is done."""
        if self._asking is not None:
            key, self._told = self._asking.key, self.words.toPlainText()
            self.close_sheet()
            self._kept.pop(key, None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        elif is_enter and self.options.hasFocus():
            self.words.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.tell()
        super().hideEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.send()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_sheet()
                return True
        return False

    @Slot()
    def _on_text_changed(self) -> None:
        if self._asking is not None and not self._pause.isActive():
            self._pause.start()

    def _keep(self) -> None:
        if self._asking is not None:
            self.tell()
            self._kept[self._asking.key] = (self.options.key(), self.words.toPlainText())
