"""The sheet of keys, opened by `?`: what every key does here, by subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import override

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from app.views.actions import Action
from app.views.widgets.basics import column, icon_button, label, rename, row
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

WIDTH = 860


class KeySheet(Overlay):
    """Shows every action that has a key; closes on Escape, `?` or a click beside it."""

    def __init__(self, window: QWidget, actions: Callable[[], Sequence[Action]]) -> None:
        super().__init__(window, width=WIDTH, top_share=0.08)
        self._actions = actions
        self._title = label("", "title")
        self._close = icon_button("x", self.tr("Close"), self.close_panel)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addLayout(row(self._title, None, self._close))
        self.body.addWidget(self._scroll)
        self.opened.connect(self._on_opened)

    @override
    def first_focus(self) -> QWidget:
        return self._close

    @override
    def panel_height(self, room: int) -> int:
        canvas = self._scroll.widget()
        layout = canvas.layout() if canvas else None
        wanted = layout.heightForWidth(self.panel.width() - 32) if layout else 0
        return min(room, wanted + 76)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "?":
            self.close_panel()
        super().keyPressEvent(event)

    @Slot()
    def _on_opened(self) -> None:
        self._title.setText(self.tr("Keys"))
        rename(self._close, self.tr("Close"), "Esc")
        self._scroll.setAccessibleName(self.tr("Keys"))
        self._scroll.setWidget(_sheet(_groups(self._actions())))
        self.relayout()


def _groups(actions: Sequence[Action]) -> list[tuple[str, list[Action]]]:
    """Return the actions with keys by their headings, in the order the headings first come."""
    groups: dict[str, list[Action]] = {}
    for action in actions:
        if action.key:
            groups.setdefault(action.group, []).append(action)
    return list(groups.items())


def _sheet(groups: Sequence[tuple[str, list[Action]]]) -> QWidget:
    canvas = QWidget()
    canvas.setProperty("kind", "canvas")
    left, right = column(gap=18), column(gap=18)
    heights = [0, 0]
    for heading, actions in groups:
        side = heights.index(min(heights))
        (left, right)[side].addLayout(_group(heading, actions))
        heights[side] += len(actions) + 2
    for side_layout in (left, right):
        side_layout.addStretch(1)
    both = row(left, right, gap=40, margin=(4, 4, 12, 4))
    both.setStretch(0, 1)
    both.setStretch(1, 1)
    canvas.setLayout(both)
    return canvas


def _group(heading: str, actions: Sequence[Action]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(heading, "heading"), 0, 0, 1, 2)
    for at, action in enumerate(actions, start=1):
        text: QLabel = label(action.text, wrap=True)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        keys = row(*(KeyHint(key) for key in (action.key, *action.also)), gap=4)
        grid.addWidget(text, at, 0)
        grid.addLayout(keys, at, 1, Qt.AlignmentFlag.AlignRight)
    return grid
