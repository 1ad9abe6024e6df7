"""What a list leaves open, put as choices a person can see: 3/4/2024 is 3 April or 4 March."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from app.clock import to_epoch_day
from app.services.intake.questions import Question
from app.views import formats
from app.views.punctuation import joined, labelled
from app.views.widgets.basics import column, label, row
from app.views.widgets.icon_label import IconLabel

_SHOWN = 3


class QuestionBox(QFrame):
    """One choice for all columns that leave the same thing open; nothing is chosen beforehand."""

    answered = Signal(str, str)
    """Kind of the question, and the choice."""

    def __init__(
        self, questions: Sequence[Question], answer: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "inset")
        self.kind = questions[0].kind
        self._questions = tuple(questions)
        self._mark = IconLabel("circle-check" if answer else "help", "ok" if answer else "warn", 20)
        self._title = label("", "heading", wrap=True)
        self._group = QButtonGroup(self)
        self.choices: list[QRadioButton] = []
        words = column(self._title, gap=5)
        for choice in questions[0].choices:
            made = QRadioButton()
            made.setChecked(choice == answer)
            made.clicked.connect(partial(self._on_clicked, choice))
            self._group.addButton(made)
            self.choices.append(made)
            words.addWidget(made)
        layout = row(column(self._mark, None), words, gap=12, margin=(14, 10, 14, 10))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        first = self._questions[0]
        columns = joined(f"“{question.column}”" for question in self._questions)
        count = sum(question.ambiguous_count for question in self._questions)
        asked = (
            self.tr("How are the dates in {columns} written? {count} can be read in two ways.")
            if self.kind == "date_order"
            else self.tr("What marks the decimals in {columns}? {count} can be read in two ways.")
        )
        self._title.setText(asked.format(columns=columns, count=formats.number(count)))
        for choice, made in zip(first.choices, self.choices, strict=True):
            made.setText(self._choice_text(choice))
            made.setAccessibleDescription(self._title.text())

    def _choice_text(self, choice: str) -> str:
        named = {
            "dmy": self.tr("Day first"),
            "mdy": self.tr("Month first"),
            "ymd": self.tr("Year first"),
            "point": self.tr("The point"),
            "comma": self.tr("The comma"),
        }[choice]
        examples = [example for question in self._questions for example in question.examples][:_SHOWN]
        shown = "     ".join(
            f"{example.value} → {_reading(self.kind, example.readings.get(choice, ''))}"
            for example in examples
        )
        return labelled(named, f"  {shown}")

    def _on_clicked(self, choice: str, _checked: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self.answered.emit(self.kind, choice)


def _reading(kind: str, reading: str) -> str:
    """Say what a value would be: a date as people write it, a number with its groups."""
    if not reading:
        return "–"
    if kind == "date_order":
        return formats.day(to_epoch_day(date.fromisoformat(reading[:10])))
    whole, point, cents = reading.partition(".")
    grouped = f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole
    return f"{grouped}{point}{cents}"
