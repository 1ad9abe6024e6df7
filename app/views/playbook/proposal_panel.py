"""A playbook that waits for signatures: who has signed, what it would change, and the buttons to sign or withdraw."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.clock import Clock
from app.errors import RuleViolation
from app.services.playbook_plan import Plan, Way, plan_of_version
from app.services.playbook_signing import WithdrawPlaybook
from app.services.playbook_view import Pen, VersionRow, signing
from app.views.background import Background, Question
from app.views.playbook.plan_view import PlanView
from app.views.playbook.version_words import strayed_proposal, version_lines, waits_for
from app.views.refusals import refusal_sentence
from app.views.roles import role_name
from app.views.said import said
from app.views.widgets.basics import boxed, button, column, label, row
from app.views.widgets.key_button import KeyButton

SIGN_KEY = "S"


class ProposalPanel(QWidget):
    """Shown while a version waits; whoever may not sign reads it all the same."""

    signed = Signal(str, bool)
    """The title, and whether it still waits for the other side."""
    withdrawn = Signal(str)
    changed = Signal()
    """Whether it may be signed may be another."""

    def __init__(self, background: Background, clock: Clock) -> None:
        super().__init__()
        self._background, self._clock = background, clock
        self._version: VersionRow | None = None
        self._pen: Pen | None = None
        self._pens: tuple[Pen, ...] = ()
        self._reading = Question()
        self._found: Plan | None = None
        self._title = label("", "heading", wrap=True)
        self._lines = label("", "small", wrap=True)
        self._strayed = label("", "bad", wrap=True)
        self._strayed.hide()
        self._error = label("", "bad", wrap=True)
        self._error.hide()
        self.sign_button = KeyButton(SIGN_KEY, self.sign, kind="primary", icon_name="check")
        self.words = QLineEdit(maxLength=400)
        self._withdraw = button("", self.withdraw, kind="danger")
        self.words.returnPressed.connect(self.withdraw)
        self._away = row(self.words, self._withdraw, gap=8)
        self.view = PlanView(asks_homes=False)
        buttons = row(self.sign_button, 16, self._away, gap=6)
        buttons.setStretch(2, 1)
        card = column(
            self._title, self._lines, self._strayed, self._error, buttons, gap=8, margin=(18, 14, 18, 16)
        )
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll, and S signs
        self.setFocusProxy(self.view)
        whole = column(boxed(card, "card"), self.view, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_proposal(self, version: VersionRow, pens: tuple[Pen, ...]) -> None:
        """Show a version that waits, and what the hats of the person here may do with it."""
        if self._version is None or self._version.version != version.version:
            self._found = None
            self._error.hide()
            self.words.clear()
        self._version, self._pens = version, pens
        self._pen = next((pen for pen in pens if pen.role in version.missing), None)
        self.retranslate()
        self._background.ask(
            plan_of_version(version.version, self._clock()), self._on_plan, question=self._reading
        )

    def retranslate(self) -> None:
        """Set every text again."""
        if self._version is None:
            return
        self._title.setText(waits_for(self._version))
        self._lines.setText("\n".join(version_lines(self._version)))
        if self._pen is not None:
            self.sign_button.setText(self.tr("Sign as {role}").format(role=role_name(self._pen.role)))
        parts = self._found.candidate.strayed if self._found is not None else ()
        self._strayed.setText(strayed_proposal(parts))
        self._strayed.setVisible(bool(parts))
        self.sign_button.setVisible(self.may_sign)
        self._withdraw.setText(self.tr("Withdraw"))
        self.words.setPlaceholderText(self.tr("Why it is withdrawn (optional)"))
        self.words.setAccessibleName(self.tr("Why it is withdrawn (optional)"))
        for part in (self.words, self._withdraw):
            part.setVisible(bool(self._pens))
        self.view.setAccessibleName(self.tr("What it would change"))
        self.view.show_found(self._found, way=Way.PROPOSED)

    @property
    def may_sign(self) -> bool:
        """Whether somebody here may sign it now."""
        is_strayed = self._found is not None and bool(self._found.candidate.strayed)
        return self._pen is not None and not is_strayed

    @Slot()
    def sign(self) -> None:
        """Sign with the hat whose side has not signed."""
        if self._version is None or self._pen is None or not self.may_sign:
            return
        title = said(self._version.title)
        still = len(self._version.missing) > 1
        self._background.carry_out(
            partial(_signed, self._version.version, self._pen.member_id),
            done=lambda _: self.signed.emit(title, still),
            refused=self._on_refused,
        )

    @Slot()
    def withdraw(self) -> None:
        """Take it back; the one in force stays."""
        if self._version is None or not self._pens:
            return
        title = said(self._version.title)
        command = WithdrawPlaybook(version=self._version.version, words=self.words.text().strip())
        self._background.carry_out(
            partial(_given, command, self._pens[0].member_id),
            done=lambda _: self.withdrawn.emit(title),
            refused=self._on_refused,
        )

    def _on_plan(self, plan: Plan) -> None:
        self._found = plan
        self.retranslate()
        self.changed.emit()

    def _on_refused(self, error: RuleViolation) -> None:
        self._error.setText(refusal_sentence(error.code, error.place))
        self._error.show()


def _given(command: object, member_id: UUID, desk: Any) -> Any:
    return desk.execute(command, as_member=member_id)


def _signed(version: int, member_id: UUID, desk: Any) -> Any:
    return desk.execute(desk.read(signing(version)), as_member=member_id)
