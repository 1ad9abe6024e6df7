"""Small pieces cards are laid out with: titles, facts in two columns, quotations, the shapes of answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import override

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QWidget

from app.models.vocabulary import AnswerState
from app.views.answer_states import paint_star, paint_state, state_text
from app.views.theme import tokens
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.icon_label import IconLabel


def titled(title: str, *parts: QWidget | QLayout | int | None, hint: str = "", gap: int = 8) -> QFrame:
    """Return a card with a heading, and a quiet hint at its right end."""
    head = row(label(title, "heading"), None, label(hint, "small")) if hint else label(title, "heading")
    card = boxed(column(head, *parts, gap=gap, margin=(18, 14, 18, 16)), "card")
    card.setAccessibleName(title)
    return card


def facts(pairs: Iterable[tuple[str, str]]) -> QGridLayout:
    """Return names and values in two columns; what has no value is left out."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate((name, value) for name, value in pairs if value):
        grid.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value, wrap=True, selectable=True), at, 1)
    return grid


def quotation(who: str, words: str, *, icon: str = "message", tone: str = "muted") -> QFrame:
    """Return what somebody said, on a quiet ground."""
    lines = column(label(who, "small", wrap=True), gap=3)
    if words:
        lines.addWidget(label(words, wrap=True, selectable=True))
    picture = IconLabel(icon, tone, 16)
    layout = row(picture, lines, gap=10, margin=(12, 10, 12, 10))
    layout.setStretch(1, 1)
    layout.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
    return boxed(layout, "inset")


def table(
    headings: Sequence[str], rows: Sequence[Sequence[QWidget | str]], *, right: frozenset[int]
) -> QGridLayout:
    """Return a small table; columns in ``right`` hold figures, the first takes the room there is."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    for at, heading in enumerate(headings):
        grid.addWidget(label(heading, "small"), 0, at, _aligned(at in right))
    for line, cells in enumerate(rows, start=1):
        for at, cell in enumerate(cells):
            grid.addWidget(label(cell) if isinstance(cell, str) else cell, line, at, _aligned(at in right))
    return grid


def _aligned(is_right: bool) -> Qt.AlignmentFlag:  # noqa: FBT001 -- the one thing it asks
    side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class StateMark(QWidget):
    """The shape of an answer's state."""

    def __init__(self, state: AnswerState) -> None:
        super().__init__()
        self._state = state
        self.setFixedSize(18, 18)
        self.setToolTip(state_text(state))
        self.setAccessibleName(state_text(state))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_state(painter, QRectF(2.5, 2.5, 13, 13), self._state)
        painter.end()


class Star(QWidget):
    """Says that a question is core."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFixedSize(14, 14)
        self.setToolTip(name)
        self.setAccessibleName(name)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_star(painter, QRectF(1.5, 1.5, 11, 11), QColor(tokens().accent))
        painter.end()
