"""Asking for help with a deal: whom, with what, until when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.views import formats
from app.views.help.words import ABOUT
from app.views.leads.pick_panel import PickPanel
from app.views.pipeline.words import read_day
from app.views.widgets.form_row import FormRow
from app.views.widgets.option_list import Option

_LONGEST = 2000
_USUAL_DAYS = 3


class HelpPanel(PickPanel):
    """Asks; Enter sends once it is said what for."""

    asked = Signal(str, str, str, int)
    """Id of who is asked, what for, the words, and the day."""

    def __init__(self, page: QWidget, today: Callable[[], int]) -> None:
        self.about, self.words, self.due = QComboBox(), QLineEdit(maxLength=_LONGEST), QLineEdit()
        self._today = today
        self._rows = {name: FormRow(getattr(self, name)) for name in ("about", "words", "due")}
        super().__init__(page)
        self.due.textChanged.connect(self._say)

    @override
    def more_parts(self) -> Sequence[QWidget]:
        return tuple(self._rows.values())

    def ask_whom(self, title: str, people: Sequence[Option]) -> None:
        """Ask for help with one deal; ``people`` are those who can give it."""
        self.about.clear()
        for about, name in ABOUT.items():
            self.about.addItem(name(), about.value)
        self.words.clear()
        self.due.setText(f"+{_USUAL_DAYS}")
        self._say()
        self.ask(title, people, send=self.tr("Ask for help"))

    @override
    @Slot()
    def send(self) -> None:
        """Send it, unless nothing is said or the day cannot be read."""
        day, words = read_day(self.due.text(), self._today()), self.words.text().strip()
        if not words:
            self._rows["words"].show_error(self.tr("Say what you need."))
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        elif day is None or day < self._today():
            self._rows["due"].show_error(self.tr("Type a day, as 2026-12-31 or +30."))
            self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.options.key():
            self.close_panel()
            self.asked.emit(self.options.key(), str(self.about.currentData()), words, day)
        self.relayout()

    @Slot()
    def _say(self) -> None:
        today = self._today()
        day = read_day(self.due.text(), today)
        hint = self.tr("As 2026-12-31, 12/31, or +3 for in 3 days") if day is None else formats.day(day)
        named = {
            "about": (self.tr("What for"), ""), "words": (self.tr("What you need, in a sentence"), ""),
            "due": (self.tr("Needed by"), hint),
        }  # fmt: skip
        for key, (name, below) in named.items():
            self._rows[key].show_error("")
            self._rows[key].show_texts(name, below)
