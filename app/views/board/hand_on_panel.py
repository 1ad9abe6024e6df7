"""Taking over what somebody holds: who shares it, who would get what, before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, override
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from app.services.board_plans import HandOnPlan, hand_on_plan
from app.services.handing_on import HandOnLeads
from app.services.team import MemberRow
from app.views import formats
from app.views.background import Question
from app.views.board.taker_rows import TakerRows
from app.views.page import Page
from app.views.widgets.basics import button, label, row
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

WIDTH = 620
SEND_KEY = "Ctrl+Return"


class HandOnPanel(Overlay):
    """Asks who takes over, shows what each would get, and hands the command on."""

    sent = Signal(object, object)
    """The member, and the plan as it was shown."""

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page, width=WIDTH, top_share=0.08)
        self._background, self._clock = page.background, page.surroundings.clock
        self._asking = Question()
        self._member: MemberRow | None = None
        self._plan: HandOnPlan | None = None
        self._or_else: Callable[[], object] | None = None
        self._toasts = page.surroundings.toasts
        self._title, self._lead_in = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self.takers = TakerRows()
        self.takers.changed.connect(self._on_changed)
        self.leaves = QCheckBox()
        self.leaves.toggled.connect(self._on_changed)
        self._rest, self._error = label("", "muted", wrap=True), label("", "bad", wrap=True)
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self.body.setSpacing(8)
        for part in (self._title, self._lead_in, self.takers, self.leaves, self._rest, self._error):
            self.body.addWidget(part)
        buttons = row(
            None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6, margin=(0, 4, 0, 0)
        )
        self.body.addLayout(buttons)

    def ask(self, member: MemberRow, *, or_else: Callable[[], object] | None = None) -> None:
        """Ask who takes over from a member; whoever is here is ticked.

        Args:
            member: Who goes.
            or_else: Done instead where they hold nothing.
        """
        self._member, self._plan, self._or_else = member, None, or_else
        self.leaves.blockSignals(True)
        self.leaves.setChecked(member.is_active)
        self.leaves.blockSignals(False)
        self._background.ask(
            hand_on_plan(self._command(()), self._clock()), self._on_first, question=self._asking
        )

    @override
    def first_focus(self) -> QWidget | None:
        return self.takers.first() or self.leaves

    @Slot()
    def send(self) -> None:
        """Hand it on, unless some leads would have nobody."""
        if self._plan is not None and self._member is not None and not self._plan.stranded:
            self.close_panel()
            self.sent.emit(self._member, self._plan)

    def _command(self, taker_ids: tuple[UUID, ...]) -> HandOnLeads:
        if self._member is None:
            raise AssertionError("nobody to take over from")
        return HandOnLeads(
            member_id=self._member.id,
            taker_ids=taker_ids,
            due_before=None,
            is_leaving=self.leaves.isChecked(),
        )

    def _on_first(self, plan: HandOnPlan) -> None:
        """Open with everybody ticked who is here and does not lead the team."""
        if not plan.lead_count:
            self._nothing()
            return
        here = frozenset(one.member_id for one in plan.takers if not one.is_away and one.role == "sdr")
        self.takers.show_takers(plan.takers, here)
        self._say()
        self._show(None)
        self.open()
        self._ask_again()

    def _nothing(self) -> None:
        """Say that there is nothing to take over, or do what was asked instead."""
        if self._or_else is not None:
            self._or_else()
        elif self._member is not None:
            text = self.tr("{name} holds nothing that must go on").format(name=self._member.name)
            self._toasts.say(text, tone="info")

    @Slot()
    def _on_changed(self) -> None:
        self._ask_again()

    def _ask_again(self) -> None:
        command = self._command(self.takers.ticked())
        self._background.ask(hand_on_plan(command, self._clock()), self._show, question=self._asking)

    def _say(self) -> None:
        name = self._member.name if self._member else ""
        self._title.setText(self.tr("Take over from {name}").format(name=name))
        self._lead_in.setText(
            self.tr(
                "Leads go round the people ticked, the ones a rep waits for first, then by score; nobody gets more than"
                " they may hold. Promises and open questions go with their lead."
            )
        )
        self.takers.setAccessibleName(self.tr("Who takes over"))
        self.leaves.setText(
            self.tr("{name} leaves: retire them, their call lists come to me").format(name=name)
        )
        self._send.setText(self.tr("Take over"))
        self._cancel.setText(self.tr("Cancel"))
        self.setAccessibleName(self._title.text())

    def _show(self, plan: HandOnPlan | None) -> None:
        self._plan = plan
        self._send.setEnabled(plan is not None and not plan.stranded)
        if plan is not None:
            self.takers.show_shares({one.taker.member_id: one for one in plan.shares if one.taker})
        self._rest.setText(self._rest_text(plan) if plan else " ")
        stranded = plan.stranded if plan else 0
        self._error.setText(
            self.tr("These need a person, and nobody ticked has room: {n}").format(n=stranded)
            if stranded
            else ""
        )
        self._error.setVisible(bool(stranded))
        self.relayout()

    def _rest_text(self, plan: HandOnPlan) -> str:
        pool = sum(one.lead_count for one in plan.shares if one.taker is None)
        number = formats.number
        parts = [
            self.tr("In all: {n}").format(n=number(plan.lead_count)),
            self.tr("to the pool: {n}").format(n=number(pool)) if pool else "",
            self.tr("won or lost, these stay in their name: {n}").format(n=number(plan.finished))
            if plan.finished
            else "",
            self.tr("call lists: {n}").format(n=number(plan.lists)) if plan.lists else "",
        ]
        return " · ".join(part for part in parts if part)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
            event.accept()
        else:
            super().keyPressEvent(event)
