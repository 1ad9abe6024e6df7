"""The agreed definitions as cards: what words mean, stages, script, reasons, numbers, assignment, versions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QWidget

from app.models.vocabulary import AnswerState
from app.services.playbook.document import AssignmentRule, Question, Stage
from app.services.playbook_view import Agreed
from app.views import formats
from app.views.call_words import field_texts
from app.views.playbook.track_cards import track_cards
from app.views.playbook.version_words import STANDINGS, version_lines
from app.views.playbook.words import DIMENSIONS, FACTS, KINDS, REASON_KINDS, limit_text, milestone_text
from app.views.punctuation import joined
from app.views.said import said
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.card_pieces import Star, StateMark, facts, titled
from app.views.widgets.chip import Chip

type Cards = list[QFrame]


def meanings(agreed: Agreed) -> Cards:
    """Say what the team's words mean, and what makes an SQL."""
    grid = _grid(1)
    for at, definition in enumerate(agreed.playbook.definitions):
        _put(
            grid,
            at,
            label(said(definition.title), "heading", wrap=True),
            label(said(definition.meaning), wrap=True),
        )
    cards = [titled(QCoreApplication.translate("Playbook", "What our words mean"), grid)]
    checks = agreed.playbook.sql_checks
    if checks:
        names = [label(f"{at}. {said(check.title)}", wrap=True) for at, check in enumerate(checks, 1)]
        cards.append(
            titled(
                QCoreApplication.translate("Playbook", "The checks that make an accepted lead an SQL"), *names
            )
        )
    return cards


def stages(agreed: Agreed) -> Cards:
    """Say every stage: by which fact it is reached, what it needs, where it leads."""
    titles = {stage.key: said(stage.title) for stage in agreed.playbook.stages}
    leads_to: dict[str, list[str]] = {}
    for one, other in agreed.playbook.move_pairs():
        leads_to.setdefault(one, []).append(titles[other])
    return [
        _stage(
            at,
            stage,
            leads_to.get(stage.key, []),
            [said(sub.title) for sub in agreed.playbook.sub_states if sub.stage == stage.key],
        )
        for at, stage in enumerate(agreed.playbook.stages, 1)
    ]


def _stage(at: int, stage: Stage, leads_to: Sequence[str], sub_states: Sequence[str]) -> QFrame:
    name = label(f"{at}. {said(stage.title)}", "heading", wrap=True)
    head = row(name, Chip(KINDS[stage.kind](), stage.kind.value), gap=10)
    head.setStretch(0, 1)
    parts: list[QWidget | QLayout] = [head]
    if stage.meaning is not None:
        parts.append(label(said(stage.meaning), wrap=True))
    win = "" if stage.win_pct is None else formats.percent(stage.win_pct)
    parts.append(
        facts(
            (
                (
                    QCoreApplication.translate("Playbook", "Reached when"),
                    joined((FACTS[fact]() for fact in stage.reached_by), strongly=True),
                ),
                (QCoreApplication.translate("Playbook", "Milestone"), milestone_text(stage.milestone)),
                (QCoreApplication.translate("Playbook", "Win %"), win),
                (
                    QCoreApplication.translate("Playbook", "Needs"),
                    field_texts(tuple(field.value for field in stage.required)),
                ),
                (QCoreApplication.translate("Playbook", "Shows as"), joined(sub_states, strongly=True)),
                (QCoreApplication.translate("Playbook", "Leads to"), joined(leads_to, strongly=True)),
            )
        )
    )
    return _card(*parts)


def script(agreed: Agreed) -> Cards:
    """Say every question as it is asked, with its answers and what they count as."""
    number, cards = 0, []
    titles = {question.key: said(question.title) for question in agreed.playbook.questions}
    for question in agreed.playbook.questions:
        number += question.counts
        cards.append(_question(number if question.counts else 0, question, titles))
    return cards


def _question(number: int, question: Question, titles: dict[str, str]) -> QFrame:
    place = (
        str(number)
        if number
        else QCoreApplication.translate("Playbook", "after “{question}”").format(
            question=titles.get(question.follow_on_of or "", "")
        )
    )
    head = row(label(place, "small"), label(said(question.title), "heading"), gap=8)
    if question.core:
        head.addWidget(Star(QCoreApplication.translate("Playbook", "core question")))
    if question.weight > 1:
        head.addWidget(Chip(QCoreApplication.translate("Playbook", "weight {n}").format(n=question.weight)))
    head.addStretch(1)
    grid = _grid(1)
    for at, choice in enumerate(question.choices):
        then = _then(choice, titles)
        words = label(said(choice.title), wrap=True)
        _put(
            grid,
            at,
            StateMark(choice.state),
            column(words, *([label(then, "small", wrap=True)] if then else []), gap=1),
        )
    ask = label(f"“{said(question.ask)}”", wrap=True, selectable=True)
    return _card(head, ask, label(said(question.hint), "muted", wrap=True), grid)


def _then(choice: Any, titles: dict[str, str]) -> str:
    if choice.state is AnswerState.DISQUALIFYING:
        return QCoreApplication.translate("Playbook", "ends the run")
    if choice.follow_on:
        opens = QCoreApplication.translate("Playbook", "opens “{question}”")
        return opens.format(question=titles.get(choice.follow_on, choice.follow_on))
    if choice.next:
        goes = QCoreApplication.translate("Playbook", "goes on with “{question}”")
        return goes.format(question=titles.get(choice.next, choice.next))
    return ""


def reasons(agreed: Agreed) -> Cards:
    """Say the reasons people choose from, by what they explain."""
    cards = []
    for kind, of_kind in groupby(
        sorted(agreed.playbook.reasons, key=lambda one: list(REASON_KINDS).index(one.kind)),
        key=lambda one: one.kind,
    ):
        parts: list[QWidget] = []
        for reason in of_kind:
            parts.append(label(said(reason.title), wrap=True))
            if reason.meaning is not None:
                parts.append(label(said(reason.meaning), "small", wrap=True))
        cards.append(titled(REASON_KINDS[kind](), *parts, gap=4))
    return cards


def limits(agreed: Agreed) -> Cards:
    """Say every number the team agreed on."""
    grid = _grid(0)
    for at, (key, value) in enumerate(msgspec.structs.asdict(agreed.playbook.limits).items()):
        meaning, written = limit_text(key, value)
        figure = label(written)
        font = figure.font()
        font.setWeight(font.Weight.DemiBold)
        figure.setFont(font)
        grid.addWidget(label(meaning, wrap=True), at, 0)
        grid.addWidget(figure, at, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return [titled(QCoreApplication.translate("Playbook", "Our numbers"), grid)]


def assignment(agreed: Agreed) -> Cards:
    """Say which reps a lead may go to, the bands of the score, where leads come from, and how they are kept warm."""
    cards = [
        titled(f"{at}. {said(rule.title)}", *(label(line, wrap=True) for line in _rule(rule)), gap=4)
        for at, rule in enumerate(agreed.playbook.assignment_rules, 1)
    ]
    bands = [
        (grade.key.value, QCoreApplication.translate("Playbook", "the rest") if grade.score_from is None
         else QCoreApplication.translate("Playbook", "from {n} points").format(n=grade.score_from))
        for grade in agreed.playbook.grades
    ]  # fmt: skip
    cards.append(titled(QCoreApplication.translate("Playbook", "Grades by score"), facts(bands)))
    channels = joined(said(channel.title) for channel in agreed.playbook.channels)
    cards.append(
        titled(QCoreApplication.translate("Playbook", "Channels we know"), label(channels, wrap=True))
    )
    return [*cards, *track_cards(agreed)]


def _rule(rule: AssignmentRule) -> list[str]:
    when, lines = rule.when, []
    for dimension, name in DIMENSIONS.items():
        values = getattr(when, dimension)
        if values:
            found = QCoreApplication.translate("Playbook", "{what} is {values}")
            lines.append(
                found.format(what=name(), values=QCoreApplication.translate("Playbook", " or ").join(values))
            )
    if when.score_min is not None:
        lines.append(QCoreApplication.translate("Playbook", "score from {n}").format(n=when.score_min))
    if when.score_max is not None:
        lines.append(QCoreApplication.translate("Playbook", "score up to {n}").format(n=when.score_max))
    takes = QCoreApplication.translate("Playbook", "Takes leads with: {what}").format(
        what=joined(lines, strongly=True)
    )
    found_lines = [
        takes
        if lines
        else QCoreApplication.translate("Playbook", "Takes every lead the rules before left over")
    ]
    if rule.wait_for_person:
        found_lines.append(QCoreApplication.translate("Playbook", "A person chooses the rep."))
    elif rule.members:
        names = joined(rule.members)
        found_lines.append(QCoreApplication.translate("Playbook", "Goes to: {names}").format(names=names))
    else:
        found_lines.append(QCoreApplication.translate("Playbook", "Goes to all reps in turn."))
    return found_lines


def versions(agreed: Agreed) -> Cards:
    """Say which versions there are, what became of each, and who agreed when."""
    grid = _grid(1)
    for at, version in enumerate(agreed.versions):
        number = QCoreApplication.translate("Playbook", "Version {n}").format(n=version.version)
        words = row(label(said(version.title)), gap=8)
        text, tone = STANDINGS[version.standing]
        words.addWidget(Chip(text(), tone))
        words.addStretch(1)
        lines = [label(line, "small", wrap=True) for line in version_lines(version)]
        _put(grid, at, label(number, "heading"), column(words, *lines, gap=2))
    return [titled(QCoreApplication.translate("Playbook", "Versions"), grid)]


SECTIONS: tuple[tuple[str, Callable[[], str], Callable[[Agreed], Cards], bool], ...] = (
    ("meanings", lambda: QCoreApplication.translate("Playbook", "Meanings"), meanings, False),
    ("stages", lambda: QCoreApplication.translate("Playbook", "Stages"), stages, True),
    ("script", lambda: QCoreApplication.translate("Playbook", "Script"), script, True),
    ("reasons", lambda: QCoreApplication.translate("Playbook", "Reasons"), reasons, True),
    ("limits", lambda: QCoreApplication.translate("Playbook", "Numbers"), limits, False),
    ("assignment", lambda: QCoreApplication.translate("Playbook", "Assignment"), assignment, True),
    ("versions", lambda: QCoreApplication.translate("Playbook", "Versions"), versions, False),
)
"""Key, title, cards, and whether the cards may stand side by side."""


def _card(*parts: QWidget | QLayout) -> QFrame:
    return boxed(column(*parts, gap=8, margin=(18, 14, 18, 16)), "card")


def _grid(stretched: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(stretched, 1)
    return grid


def _put(grid: QGridLayout, at: int, left: QWidget, right: QWidget | QLayout) -> None:
    grid.addWidget(left, at, 0, Qt.AlignmentFlag.AlignTop)
    if isinstance(right, QLayout):
        grid.addLayout(right, at, 1)
    else:
        grid.addWidget(right, at, 1)
