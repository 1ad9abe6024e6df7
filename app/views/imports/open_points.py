"""Everything a list leaves open: how its dates and amounts are written, what its stages are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from app.services.import_run.examining import Examined
from app.services.intake.options import ImportOptions
from app.services.intake.questions import Question
from app.views.i18n import is_chinese
from app.views.imports.questions import QuestionBox
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.clearing import clear

_MOST_WORDS = 6


class OpenPoints(QWidget):
    """One box for each question, and one for stages nobody knows."""

    answered = Signal(str, str)
    """Kind of a question, and the choice."""
    stage_chosen = Signal(str, str)
    """The list's word and the stage's key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(gap=8)
        self.setLayout(self._column)
        self.boxes: list[QuestionBox] = []
        self.stage_combos: dict[str, QComboBox] = {}

    def show_points(
        self, examined: Examined, asked: Mapping[str, Sequence[Question]], options: ImportOptions
    ) -> None:
        """Show what is asked, with the answers given; the focus stays in the box it was in."""
        answers = {"date_order": options.date_order, "decimal": options.decimal}
        focus = QApplication.focusWidget()
        had_focus = next((box.kind for box in self.boxes if focus and box.isAncestorOf(focus)), "")
        clear(self._column)
        self.boxes = []
        for kind, questions in asked.items():
            box = QuestionBox(questions, answers[kind])
            box.answered.connect(self.answered)
            self.boxes.append(box)
            self._column.addWidget(box)
            if kind == had_focus:
                next((one for one in box.choices if one.isChecked()), box.choices[0]).setFocus()
        self._show_stages(examined)
        self.setVisible(self._column.count() > 0)

    def _show_stages(self, examined: Examined) -> None:
        """Ask for words nobody knows; what stays unanswered begins at the first stage."""
        self.stage_combos = {}
        words = {**examined.unknown_stages, **dict.fromkeys(examined.mapping.stages, 0)}
        if not words:
            return
        line = row(gap=8)
        for word in list(words)[:_MOST_WORDS]:
            combo = self._stage_combo(examined, word)
            self.stage_combos[word] = combo
            line.addWidget(label(f"“{word}”"))
            line.addWidget(combo)
            line.addSpacing(8)
        line.addStretch(1)
        title = label(self.tr("Stages the playbook does not know"), "heading")
        self._column.addWidget(boxed(column(title, line, gap=6, margin=(14, 10, 14, 10)), "inset"))

    def _stage_combo(self, examined: Examined, word: str) -> QComboBox:
        combo = QComboBox()
        combo.addItem(self.tr("First stage"), "")
        for stage in examined.book.stages:
            titles = stage.titles or (stage.key,)
            combo.addItem(titles[0] if is_chinese() else titles[-1], stage.key)
        combo.setCurrentIndex(max(0, combo.findData(examined.mapping.stages.get(word, ""))))
        combo.setAccessibleName(self.tr("Stage of “{word}”").format(word=word))
        combo.activated.connect(partial(self._on_stage, word, combo))
        return combo

    def _on_stage(self, word: str, combo: QComboBox, _at: int) -> None:
        self.stage_chosen.emit(word, str(combo.currentData()))
