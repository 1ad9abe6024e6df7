"""A rep leaves: who decides on what waits for them, before they are retired."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.services.board_plans import RepLeaves, rep_leaves
from app.services.team import MemberRow
from app.views import formats
from app.views.background import Question
from app.views.board.hand_on_panel import SEND_KEY
from app.views.page import Page
from app.views.widgets.basics import button, label, row
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

WIDTH = 520
MOST_NAMED = 8


class RepLeavesPanel(Overlay):
    """Shows to whom each waiting hand-over would go."""

    sent = Signal(object, object)
    """The member, and what they leave behind as it was shown."""

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page, width=WIDTH)
        self._background, self._clock = page.background, page.surroundings.clock
        self._asking = Question()
        self._member: MemberRow | None = None
        self._left: RepLeaves | None = None
        self._or_else: Callable[[], object] | None = None
        self._title, self._lead_in = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self._lines, self._rest = label("", "", wrap=True), label("", "warn", wrap=True)
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self.body.setSpacing(8)
        for part in (self._title, self._lead_in, self._lines, self._rest):
            self.body.addWidget(part)
        buttons = row(
            None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6, margin=(0, 4, 0, 0)
        )
        self.body.addLayout(buttons)

    def ask(self, member: MemberRow, *, or_else: Callable[[], object]) -> None:
        """Show what a rep leaves behind; ``or_else`` is done instead where that is nothing."""
        self._member, self._or_else = member, or_else
        self._background.ask(rep_leaves(member.id, self._clock()), self._show, question=self._asking)

    @override
    def first_focus(self) -> QWidget:
        return self._send

    @Slot()
    def send(self) -> None:
        """Pass it on and retire them."""
        if self._member is not None and self._left is not None:
            self.close_panel()
            self.sent.emit(self._member, self._left)

    def _show(self, left: RepLeaves) -> None:
        self._left = left
        if self._member is None:
            return
        if not left.decisions and not left.selling:
            if self._or_else is not None:
                self._or_else()
            return
        self._title.setText(self.tr("{name} leaves").format(name=self._member.name))
        waiting = formats.number(len(left.decisions))
        self._lead_in.setText(self.tr("Hand-overs that wait for their decision go on: {n}").format(n=waiting))
        self._lines.setText(self._named(left))
        selling = self.tr("Leads they develop stay in their name: {n}").format(n=formats.number(left.selling))
        self._rest.setText(selling if left.selling else "")
        self._rest.setVisible(bool(left.selling))
        self._send.setText(self.tr("Retire and pass on"))
        self._cancel.setText(self.tr("Cancel"))
        self.setAccessibleName(self._title.text())
        self.open()

    def _named(self, left: RepLeaves) -> str:
        nobody = self.tr("nobody can take it")
        lines = [
            f"{one.lead} → {one.instead.name if one.instead else nobody}"
            for one in left.decisions[:MOST_NAMED]
        ]
        more = len(left.decisions) - MOST_NAMED
        return "\n".join([*lines, *([self.tr("and {n} more").format(n=more)] if more > 0 else [])])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter:
            self.send()
            event.accept()
        else:
            super().keyPressEvent(event)
