"""What a playbook would change, or what is wrong with it: problems, homes for leads, effects, differences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QPushButton, QScrollArea, QWidget

from app.services.playbook.lines import Path
from app.services.playbook.problems import Problem
from app.services.playbook_files import Candidate
from app.services.playbook_plan import Plan, Way
from app.views import formats
from app.views.playbook.change_words import difference_lines, effect_lines
from app.views.playbook.field_words import SECTION_NAMES
from app.views.playbook.problem_sentences import problem_text
from app.views.refusals import refusal_sentence, sentence
from app.views.said import said
from app.views.widgets.basics import button, column, label
from app.views.widgets.card_pieces import titled

READING_WIDTH = 1000
"""Longer lines are hard to read."""
MOST_PROBLEMS = 200
MOST_LINES = 60


class PlanView(QScrollArea):
    """Cards one under the other; problems can be gone to where there is a form for them."""

    place_asked = Signal(object)
    """The path of a problem somebody wants to put right."""

    def __init__(self, *, leads_to_places: bool = False, asks_homes: bool = True) -> None:
        super().__init__()
        self._leads, self._asks_homes = leads_to_places, asks_homes
        self._way = Way.AT_ONCE
        self.homes: dict[str, QComboBox] = {}
        self.places: list[QPushButton] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_found(
        self, found: Plan | Candidate | Exception | None, *, note: str = "", way: Way = Way.AT_ONCE
    ) -> None:
        """Show what was found of a playbook.

        Args:
            found: What it would change, what is wrong with it, or why it could not be read.
            note: Stands above it.
            way: How it may come from the person here.
        """
        self._way = way
        chosen = self.rehomed()
        self.homes, self.places = {}, []
        cards = self._cards(found)
        for key, box in self.homes.items():
            at = box.findData(chosen.get(key))
            if at >= 0:
                box.setCurrentIndex(at)
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        notes = [label(note, "muted", wrap=True)] if note else []
        canvas.setLayout(column(*notes, *cards, None, gap=12, margin=(0, 0, 4, 0)))
        canvas.setMaximumWidth(READING_WIDTH)
        self.setWidget(canvas)

    def rehomed(self) -> dict[str, str]:
        """Return where the leads of each stage that goes away shall go."""
        return {key: box.currentData() for key, box in self.homes.items()}

    def _cards(self, found: Plan | Candidate | Exception | None) -> Sequence[QWidget]:
        match found:
            case None:
                return []
            case Plan():
                cards = (
                    self._homes(found),
                    _effects(found, self._way, tells_gone=not self._asks_homes),
                    *_differences(found),
                )
                return [card for card in cards if card is not None]
            case Candidate():
                return [self._problems(found)]
            case _:
                title = QCoreApplication.translate("PlanView", "This file could not be read")
                return [titled(title, label(sentence(found), wrap=True))]

    def _problems(self, candidate: Candidate) -> QFrame:
        grid = _grid(1)
        for at, problem in enumerate(candidate.problems[:MOST_PROBLEMS]):
            grid.addWidget(self._place(problem), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(problem_text(problem), wrap=True, selectable=True), at, 1)
        title = QCoreApplication.translate("PlanView", "{file} cannot be used yet: {n} to put right").format(
            file=candidate.name, n=formats.number(len(candidate.problems))
        )
        more = len(candidate.problems) - MOST_PROBLEMS
        return titled(title, grid, *([_more(more)] if more > 0 else []))

    def _place(self, problem: Problem) -> QWidget:
        where = QCoreApplication.translate("PlanView", "line {n}").format(n=problem.line)
        if not self._leads or not problem.at:
            return label(where, "muted")
        made = button(where, _Going(self, problem.at), kind="quiet")
        made.setAccessibleName(f"{where}: {problem_text(problem)}")
        self.places.append(made)
        return made

    def _homes(self, plan: Plan) -> QFrame | None:
        """Ask where the leads go whose stage goes away; the nearest stage is proposed."""
        if not plan.gone or not self._asks_homes:
            return None
        grid = _grid(0)
        for at, gone in enumerate(plan.gone):
            box = QComboBox()
            for key, title in plan.homes:
                box.addItem(said(title), key)
            box.setCurrentIndex(box.findData(gone.suggested))
            name = QCoreApplication.translate("PlanView", "Leads in {stage} ({n}) go to").format(
                stage=said(gone.title), n=formats.number(gone.leads)
            )
            box.setAccessibleName(name)
            box.setMinimumContentsLength(10)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.homes[gone.key] = box
            grid.addWidget(label(name, wrap=True), at, 0)
            grid.addWidget(box, at, 1)
        return titled(QCoreApplication.translate("PlanView", "Stages that go away"), grid)


class _Going:
    """A click on a problem's line; a plain callable, so that no lambda keeps the view alive."""

    def __init__(self, view: PlanView, at: Path) -> None:
        self._view, self._at = view, at

    def __call__(self, *_: object) -> None:
        self._view.place_asked.emit(self._at)


def _effects(plan: Plan, way: Way, *, tells_gone: bool) -> QFrame:
    title = QCoreApplication.translate("PlanView", "What “{playbook}” would change").format(
        playbook=said(plan.candidate.playbook.playbook.title)
        if plan.candidate.playbook
        else plan.candidate.name
    )
    if plan.is_same:
        return titled(
            title,
            label(QCoreApplication.translate("PlanView", "Nothing: it is the one in force."), wrap=True),
        )
    lines = effect_lines(plan.effects, plan.gone if tells_gone else (), dict(plan.homes))
    if not lines and not plan.gone:
        lines = [
            QCoreApplication.translate("PlanView", "No lead moves, and no open run or hand-over is touched.")
        ]
    return titled(
        title,
        *(label(line, wrap=True) for line in lines),
        label(_way_text(plan, way), "small", wrap=True),
        gap=6,
    )


def _way_text(plan: Plan, way: Way) -> str:
    """Return when it takes effect, or why it does not from here."""
    if way is Way.NOT_YOURS:
        return refusal_sentence("only_scoring_yours")
    if plan.needs_signatures:
        return QCoreApplication.translate(
            "PlanView",
            "Script, threshold or reasons change: it takes effect when a team lead and a sales lead have signed.",
        )
    if way is Way.PROPOSED:
        return QCoreApplication.translate(
            "PlanView",
            "Script, threshold and reasons stay; a team lead edits the rest: it takes effect when one has signed.",
        )
    return QCoreApplication.translate(
        "PlanView", "Script, threshold and reasons stay: it takes effect at once."
    )


def _differences(plan: Plan) -> list[QFrame]:
    cards = []
    for section, lines in difference_lines(plan.differences):
        name = SECTION_NAMES[section]() if section in SECTION_NAMES else section
        shown = [label(line, wrap=True) for line in lines[:MOST_LINES]]
        more = len(lines) - MOST_LINES
        cards.append(titled(name, *shown, *([_more(more)] if more > 0 else []), gap=5))
    return cards


def _more(count: int) -> QWidget:
    return label(
        QCoreApplication.translate("PlanView", "and {n} more").format(n=formats.number(count)), "muted"
    )


def _grid(stretched: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(stretched, 1)
    return grid
