"""Another playbook: choose one, see what is wrong with it or what it would change, put it into force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, override

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from app.errors import RuleViolation
from app.services.playbook.document import Text
from app.services.playbook.problems import Problem
from app.services.playbook_view import Agreed, Candidate, Plan, plan_of, read_file, shipped, shipped_titles
from app.views import formats
from app.views.background import Background, Question
from app.views.inbox.pieces import titled
from app.views.inbox.said import listed, said
from app.views.playbook.problem_sentences import problem_text
from app.views.playbook.words import limit_text
from app.views.punctuation import labelled
from app.views.refusals import refusal_sentence, sentence
from app.views.widgets.basics import boxed, button, column, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.option_list import Option, OptionList

SEND_KEY = "Ctrl+Return"
FILE = "file"
MOST_PROBLEMS = 200
CHOICE_WIDTH = 380

type Read = Callable[[], Candidate]


class AdoptPanel(QWidget):
    """Asks the background for everything; the page closes it."""

    adopted = Signal(str)
    """The title of the playbook now in force."""
    put_away = Signal()
    ready_changed = Signal()
    """Whether there is something to put into force is another."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._agreed: Agreed | None = None
        self._found: Plan | Candidate | Exception | None = None
        self._titles: list[tuple[str, Text]] = []
        self._reading = Question()
        self.homes: dict[str, QComboBox] = {}
        self.choices = OptionList()
        self.choices.picked.connect(self._on_picked)
        self._title, self._lead_in = label("", "heading"), label("", "muted", wrap=True)
        self.path = QLineEdit()
        self.path.returnPressed.connect(self._on_path)
        self._browse = button("", self.browse)
        path_line = QWidget()
        path_line.setLayout(row(self.path, self._browse, gap=8))
        path_line.setFocusProxy(self.path)
        self.path_row = FormRow(path_line)
        self._canvas = QScrollArea()
        self._canvas.setWidgetResizable(True)
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.put_away.emit)
        buttons = row(self._cancel, KeyHint("Esc"), None, self._send, KeyHint(SEND_KEY), gap=6)
        self._error = label("", "bad", wrap=True)
        self._error.hide()
        left = boxed(
            column(self._title, self._lead_in, 6, self.choices, self.path_row, None, self._error, buttons, gap=8,
                   margin=(18, 14, 18, 16)),
            "card",
        )  # fmt: skip
        left.setFixedWidth(CHOICE_WIDTH)
        whole = row(left, self._canvas, gap=16)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def open(self, agreed: Agreed) -> None:
        """Offer the shipped playbooks and a file."""
        self._agreed, self._found = agreed, None
        self.show_error("")
        self.retranslate()
        self._background.ask(lambda _: shipped_titles(), self._on_titles)
        self.choices.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def is_ready(self) -> bool:
        """Whether there is a sound playbook that changes something."""
        return isinstance(self._found, Plan) and not self._found.is_same

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Use another playbook"))
        self._lead_in.setText(
            self.tr(
                "Runs and hand-overs begun before keep the version they began with. The present one stays in the history."
            )
        )
        self.path_row.show_texts(self.tr("Or a TOML file"), self.tr("Type its path and press Enter."))
        self.path.setAccessibleName(self.tr("Or a TOML file"))
        self._browse.setText(self.tr("Browse…"))
        self._send.setText(self.tr("Put into force"))
        self._cancel.setText(self.tr("Cancel"))
        self.choices.setAccessibleName(self.tr("Playbooks"))
        self._show_choices(self.choices.key())
        self._show_found()

    def show_error(self, text: str) -> None:
        """Say what stands against it; nothing clears it."""
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def read(self, path: Path) -> None:
        """Read a file, and show what is wrong with it or what it would change."""
        self.path.setText(str(path))
        self._show_choices(FILE)
        self._ask(partial(read_file, path))

    @Slot()
    def browse(self) -> None:
        """Ask the system for a file."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, self.tr("Choose a playbook"), folder, "TOML (*.toml)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    @Slot()
    def send(self) -> None:
        """Put the playbook shown into force."""
        plan = self._found
        if not isinstance(plan, Plan) or plan.is_same:
            return
        rehomed = {key: box.currentData() for key, box in self.homes.items()}
        title = said(plan.candidate.playbook.playbook.title) if plan.candidate.playbook else ""
        self._background.submit(
            plan.command(rehomed), done=partial(self._on_adopted, title), refused=self._on_refused
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        else:
            super().keyPressEvent(event)

    # Reading.

    def _on_titles(self, titles: list[tuple[str, Text]]) -> None:
        self._titles = titles
        self._show_choices(self.choices.key())

    def _show_choices(self, key: str) -> None:
        present = self._agreed.playbook.playbook.key if self._agreed else ""
        in_force = self.tr("the one in force came from it")
        options = [
            Option(one, said(title), in_force if one == present else self.tr("comes with Decile"))
            for one, title in self._titles
        ]
        options.append(
            Option(
                FILE, self.tr("From a file"), self.path.text() or self.tr("one exported here or elsewhere")
            )
        )
        self.choices.blockSignals(True)
        self.choices.show_options(options, key)
        self.choices.blockSignals(False)
        self.choices.setFixedHeight(self.choices.height_of(len(options)))

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        self.show_error("")
        if key == FILE:
            self._show(None)
            if self.path.text():
                self._on_path()
        elif key:
            self._ask(partial(shipped, key))

    @Slot(str)
    def _on_file(self, path: str) -> None:
        self.read(Path(path))

    @Slot()
    def _on_path(self) -> None:
        text = self.path.text().strip()
        if text:
            self.read(Path(text).expanduser())

    def _ask(self, read: Read) -> None:
        self._background.ask(
            partial(_examined, read), self._show, question=self._reading, failed=self._on_failed
        )

    def _on_failed(self, error: Exception) -> None:
        self._show(error)

    # Showing.

    def _show(self, found: Plan | Candidate | Exception | None) -> None:
        self._found = found
        self._show_found()
        self.ready_changed.emit()

    def _show_found(self) -> None:
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        canvas.setLayout(column(*self._cards(), None, gap=12, margin=(0, 0, 4, 0)))
        self._canvas.setWidget(canvas)
        self._send.setEnabled(self.is_ready)

    def _cards(self) -> Sequence[QWidget]:
        self.homes = {}
        match self._found:
            case None:
                return []
            case Plan():
                return [
                    card for card in (self._homes_card(self._found), self._changes_card(self._found)) if card
                ]
            case Candidate():
                return [self._problems_card(self._found)]
            case _:
                return [
                    titled(self.tr("This file could not be read"), label(sentence(self._found), wrap=True))
                ]

    def _problems_card(self, candidate: Candidate) -> QFrame:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, problem in enumerate(candidate.problems[:MOST_PROBLEMS]):
            where = self.tr("line {n}").format(n=problem.line)
            grid.addWidget(label(where, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(_problem(problem), wrap=True, selectable=True), at, 1)
        title = self.tr("{file} cannot be used yet: {n} to put right").format(
            file=candidate.name, n=formats.number(len(candidate.problems))
        )
        more = len(candidate.problems) - MOST_PROBLEMS
        hint = [label(self.tr("and {n} more").format(n=formats.number(more)), "muted")] if more > 0 else []
        return titled(title, grid, *hint)

    def _homes_card(self, plan: Plan) -> QFrame | None:
        """Ask where the leads go whose stage goes away; the nearest stage is proposed."""
        if not plan.gone:
            return None
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for at, gone in enumerate(plan.gone):
            box = QComboBox()
            for key, title in plan.homes:
                box.addItem(said(title), key)
            box.setCurrentIndex(box.findData(gone.suggested))
            name = self.tr("Leads in {stage} ({n}) go to").format(
                stage=said(gone.title), n=formats.number(gone.leads)
            )
            box.setAccessibleName(name)
            self.homes[gone.key] = box
            grid.addWidget(label(name, wrap=True), at, 0)
            grid.addWidget(box, at, 1)
        return titled(self.tr("Stages that go away"), grid)

    def _changes_card(self, plan: Plan) -> QFrame:
        lines = [label(line, wrap=True) for line in self._changes(plan)]
        title = (
            said(plan.candidate.playbook.playbook.title) if plan.candidate.playbook else plan.candidate.name
        )
        return titled(self.tr("What “{playbook}” would change").format(playbook=title), *lines, gap=6)

    def _changes(self, plan: Plan) -> list[str]:
        if plan.is_same:
            return [self.tr("Nothing: it is the one in force.")]
        found = [
            _change(key, before, after)
            for key, before, after in ((one.key, one.before, one.after) for one in plan.limits)
        ]
        for text, titles in (
            (self.tr("New stages: {names}"), plan.stages_added),
            (self.tr("Stages removed: {names}"), plan.stages_removed),
            (self.tr("New questions: {names}"), plan.questions_added),
            (self.tr("Questions removed: {names}"), plan.questions_removed),
            (self.tr("Questions or answers that differ: {names}"), plan.questions_changed),
        ):
            if titles:
                found.append(text.format(names=listed([said(title) for title in titles])))
        if plan.reasons_added or plan.reasons_removed:
            reasons = self.tr("Reasons: {added} new, {removed} removed")
            found.append(reasons.format(added=plan.reasons_added, removed=plan.reasons_removed))
        return found or [self.tr("Texts, rules or lists differ; stages, questions and numbers stay.")]

    # Sending.

    def _on_adopted(self, title: str, _: object) -> None:
        self.adopted.emit(title)

    def _on_refused(self, error: RuleViolation) -> None:
        self.show_error(refusal_sentence(error.code, error.place))


def _examined(read: Read, db: Any) -> Plan | Candidate:
    """Read a playbook; a sound one is compared with the one in force."""
    candidate = read()
    return plan_of(candidate)(db) if candidate.playbook is not None else candidate


def _problem(problem: Problem) -> str:
    return problem_text(problem)


def _change(key: str, before: int, after: int) -> str:
    meaning, old = limit_text(key, before)
    return labelled(meaning, f"{old} → {limit_text(key, after)[1]}")
