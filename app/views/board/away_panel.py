"""Sending somebody away: from when to when, why, and who takes over what cannot wait until they are back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, override
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.clock import from_micros
from app.services.board_plans import AwayPlan, away_plan
from app.services.kernel.command import Command
from app.services.people import SetAbsence
from app.services.team import MemberRow
from app.views import formats
from app.views.background import Question
from app.views.board.hand_on_panel import SEND_KEY, WIDTH
from app.views.board.taker_rows import TakerRows
from app.views.page import Page
from app.views.people.half_days import HalfDayEdit
from app.views.widgets.basics import button, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

MOST_NAMED = 4


class AwayPanel(Overlay):
    """Asks for a time away and shows what it leaves behind."""

    sent = Signal(object, object, object)
    """The member, the absence, and the commands to give with it."""

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page, width=WIDTH, top_share=0.06)
        self._background, self._clock = page.background, page.surroundings.clock
        self._asking = Question()
        self._member: MemberRow | None = None
        self._plan: AwayPlan | None = None
        self._offered = False
        self._title = label("", "heading", wrap=True)
        self.first, self.last, self.words = HalfDayEdit(is_end=False), HalfDayEdit(is_end=True), QLineEdit()
        self.words.setMaxLength(200)
        self._rows = {"first": FormRow(self.first), "last": FormRow(self.last), "words": FormRow(self.words)}
        for field in (self.first, self.last):
            field.changed.connect(self._ask_again)
        self._behind = label("", "", wrap=True)
        self._takers_title = label("", "small")
        self.takers = TakerRows()
        self.takers.changed.connect(self._ask_again)
        self.passes_on = QCheckBox()
        self._decisions = label("", "muted", wrap=True)
        self._error = label("", "bad", wrap=True)
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self.body.setSpacing(8)
        days = row(self._rows["first"], self._rows["last"], gap=12)
        self.body.addWidget(self._title)
        self.body.addLayout(days)
        for part in (
            self._rows["words"], self._behind, self._takers_title, self.takers, self.passes_on, self._decisions,
            self._error,
        ):  # fmt: skip
            self.body.addWidget(part)
        buttons = row(
            None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6, margin=(0, 4, 0, 0)
        )
        self.body.addLayout(buttons)

    def ask(self, member: MemberRow) -> None:
        """Offer the coming week for a member, or the one after a time away that is known."""
        self._member, self._plan, self._offered = member, None, False
        busy_until = max((away.until_at for away in member.away), default=0)
        begin = from_micros(max(self._clock(), busy_until)).astimezone().date() + timedelta(days=1)
        for field, days in ((self.first, 0), (self.last, 6)):
            field.blockSignals(True)
            field.show_day(begin + timedelta(days=days))
            field.blockSignals(False)
        self.words.clear()
        self.passes_on.setChecked(True)
        self.takers.show_takers((), frozenset())
        self._say()
        self._show(None)
        self.open()
        self._ask_again()

    @override
    def first_focus(self) -> QWidget:
        return self.first.date

    @Slot()
    def send(self) -> None:
        """Set it, with what is passed on meanwhile."""
        if self._plan is None or self._member is None or self._problem():
            return
        absence = SetAbsence(
            absence_id=uuid4(),
            member_id=self._member.id,
            from_at=self.first.instant(),
            until_at=self.last.instant(),
            words=self.words.text().strip() or None,
        )
        self.close_panel()
        self.sent.emit(self._member, absence, self._commands(self._plan))

    def _commands(self, plan: AwayPlan) -> list[Command]:
        given: list[Command] = []
        if plan.due is not None and plan.due.command.taker_ids and plan.due.lead_count:
            given.append(plan.due.command)
        if self.passes_on.isChecked():
            given += [command for one in plan.decisions if (command := one.command()) is not None]
        return given

    @Slot()
    def _ask_again(self) -> None:
        if self._member is None:
            return
        self._send.setEnabled(False)
        taker_ids: tuple[UUID, ...] = self.takers.ticked()
        query = away_plan(
            self._member.id, self.first.instant(), self.last.instant(), taker_ids, self._clock()
        )
        self._background.ask(query, self._show, question=self._asking)

    def _say(self) -> None:
        name = self._member.name if self._member else ""
        self._title.setText(self.tr("{name} will be away").format(name=name))
        first, last = self.tr("First day away"), self.tr("Last day away")
        self._rows["first"].show_texts(first)
        self._rows["last"].show_texts(last)
        self.first.retranslate(first)
        self.last.retranslate(last)
        self._rows["words"].show_texts(self.tr("Why (optional)"))
        self._takers_title.setText(self.tr("Who takes over what cannot wait (nobody: it waits)"))
        self.takers.setAccessibleName(self.tr("Who takes over"))
        self._send.setText(self.tr("Set away"))
        self._cancel.setText(self.tr("Cancel"))
        self.setAccessibleName(self._title.text())

    def _show(self, plan: AwayPlan | None) -> None:
        self._plan = plan
        due = plan.due if plan else None
        if due is not None and not self._offered:
            self._offered = True
            self.takers.show_takers([one for one in due.takers if not one.is_away], frozenset())
        if due is not None:
            self.takers.show_shares({one.taker.member_id: one for one in due.shares if one.taker})
        for part in (self._takers_title, self.takers):
            part.setVisible(due is not None)
        decisions = plan.decisions if plan else ()
        self.passes_on.setVisible(bool(decisions))
        self._decisions.setVisible(bool(decisions))
        if plan is not None:
            self._behind.setText(self._behind_text(plan))
            self.passes_on.setText(
                self.tr("Pass the waiting hand-overs on: {n}").format(n=formats.number(len(decisions)))
            )
            self._decisions.setText(self._decisions_text(plan))
        problem = self._problem()
        self._error.setText(problem)
        self._error.setVisible(bool(problem))
        self._send.setEnabled(plan is not None and not problem)
        self.relayout()

    def _problem(self) -> str:
        if self.first.instant() >= self.last.instant():
            return self.tr("The last day is before the first.")
        if self._plan is not None and self._plan.overlaps:
            return self.tr("There is a time away in these days already. End it first, or choose other days.")
        return ""

    def _behind_text(self, plan: AwayPlan) -> str:
        number = formats.number
        if plan.due is None:
            parts = [
                self.tr("Promises that come due before they are back: {n}").format(n=number(plan.promises)),
                self.tr("Hand-overs that wait for them: {n}").format(n=number(len(plan.decisions))),
            ]
            return " · ".join(parts)
        parts = [
            self.tr("Leads that cannot wait until they are back: {n}").format(n=number(plan.due_count)),
            self.tr("promises that come due: {n}").format(n=number(plan.promises)),
        ]
        left = plan.due_count - plan.due.lead_count
        if plan.due.command.taker_ids and left:
            parts.append(self.tr("without room, they wait: {n}").format(n=number(left)))
        return " · ".join(parts)

    def _decisions_text(self, plan: AwayPlan) -> str:
        nobody = self.tr("nobody can take it")
        lines = [
            f"{one.lead} → {one.instead.name if one.instead else nobody}"
            for one in plan.decisions[:MOST_NAMED]
        ]
        more = len(plan.decisions) - MOST_NAMED
        return "\n".join([*lines, *([self.tr("and {n} more").format(n=more)] if more > 0 else [])])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
            event.accept()
        elif is_enter:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
