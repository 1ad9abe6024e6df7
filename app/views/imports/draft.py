"""A list on its way in: where it is, what was answered, what was asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from app.services.import_run.examining import Answers, Examined, Opening
from app.services.intake.options import ImportOptions
from app.services.intake.questions import Question


@dataclass
class Draft:
    """Everything a person has said about one list; lives until it is in or put away."""

    opening: Opening
    path: Path | None
    """None for a paste."""
    answers: Answers = field(default_factory=Answers)
    asked: dict[str, tuple[Question, ...]] = field(default_factory=dict)
    """Every question since it was opened, by kind: an answer can be changed."""
    examined: Examined | None = None

    @property
    def name(self) -> str:
        """What the list is called; nothing for a paste."""
        return "" if self.path is None else self.path.name

    def take(self, examined: Examined) -> None:
        """Hold what looking through the list has found."""
        self.examined = examined
        by_kind: dict[str, tuple[Question, ...]] = {}
        for question in examined.survey.questions:
            by_kind[question.kind] = (*by_kind.get(question.kind, ()), question)
        dates = {column.name for column in examined.mapping.columns}
        kept = {
            kind: questions
            for kind, questions in self.asked.items()
            if kind not in by_kind and self._answer(kind) and all(one.column in dates for one in questions)
        }
        self.asked = kept | by_kind

    def choose_field(self, column: str, key: str) -> None:
        """Let a column be another field; a question about it is asked anew."""
        self.answers = replace(self.answers, columns={**self.answers.columns, column: key})
        gone = {
            kind for kind, questions in self.asked.items() if any(one.column == column for one in questions)
        }
        for kind in gone:
            del self.asked[kind]
            self._set(kind, None)

    def choose_stage(self, word: str, key: str) -> None:
        """Say which stage a word of the list means."""
        stages = {**self.answers.stages, word: key}
        if not key:
            del stages[word]
        self.answers = replace(self.answers, stages=stages)

    def answer(self, kind: str, choice: str) -> None:
        """Answer a question."""
        self._set(kind, choice)

    def choose_sheet(self, sheet: str) -> None:
        """Look at another sheet, whose columns are others."""
        self.answers = Answers(options=ImportOptions(sheet=sheet, channel=self.answers.options.channel))
        self.asked = {}

    def choose_channel(self, channel: str) -> None:
        """Say the channel of rows whose own is blank; nothing leaves it blank."""
        options = replace(self.answers.options, channel=channel or None)
        self.answers = replace(self.answers, options=options)

    def keep_cut_off(self) -> None:
        """Take a list that stops in the middle of a line without that line."""
        self.answers = replace(self.answers, options=replace(self.answers.options, cut_off="keep"))

    def _answer(self, kind: str) -> str | None:
        options = self.answers.options
        return options.date_order if kind == "date_order" else options.decimal

    def _set(self, kind: str, choice: str | None) -> None:
        options = self.answers.options
        options = (
            replace(options, date_order=choice) if kind == "date_order" else replace(options, decimal=choice)
        )
        self.answers = replace(self.answers, options=options)
