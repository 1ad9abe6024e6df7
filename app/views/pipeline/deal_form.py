"""What a deal is worth and when it closes, typed in place; what a stage still needs is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import override
from uuid import UUID, uuid4

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.clock import from_epoch_day
from app.services.intake.amounts import minor_units, read_amount, read_currency
from app.services.kernel.command import Command
from app.services.lead_facts import CorrectLead, FactField, correction
from app.services.pipeline import MoveStage, SetOpportunity
from app.services.pipeline_view import Deal
from app.services.rivals import Named, SetRivals
from app.views import formats
from app.views.import_words import FIELD_NAMES
from app.views.pipeline.words import read_day
from app.views.punctuation import joined
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

WIDTH = 560
SEND_KEY = "Ctrl+Return"
CURRENCIES = ("CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD")
_LONGEST = 400
RIVALS = "competitors"
_BETWEEN = re.compile(r"[,，、;；]")
_LONGEST_NAME, _MOST_RIVALS = 200, 20
_MONEY = ("amount", "currency", "expected_close_on")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a deal shall go once the form is filled in.

    Attributes:
        stage: Key of the stage; empty where only the deal's facts are edited.
        title: What the stage is called.
        missing: Fields the stage needs and the deal lacks.
    """

    stage: str = ""
    title: str = ""
    missing: tuple[str, ...] = ()


class DealForm(Overlay):
    """Asks for amount, currency, day, and what else is missing; Ctrl+Enter, or Enter in the last field, saves."""

    sent = Signal(object, object)
    """The deal, and the commands to give, all or none."""

    def __init__(self, window: QWidget, today: Callable[[], int]) -> None:
        super().__init__(window, width=WIDTH, top_share=0.12)
        self._today = today
        self._deal: Deal | None = None
        self._wanted = Wanted()
        self._title, self._lead_in = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self.amount, self.close_on, self.currency = QLineEdit(), QLineEdit(), QComboBox()
        self.rivals = QLineEdit(maxLength=_LONGEST)
        self._held: tuple[tuple[UUID, str], ...] = ()
        self.currency.setEditable(True)
        self.currency.addItems(CURRENCIES)
        self.facts = {field: QLineEdit(maxLength=_LONGEST) for field in FactField}
        fields: Mapping[str, QWidget] = {
            "amount": self.amount, "currency": self.currency, "expected_close_on": self.close_on,
            RIVALS: self.rivals, **{field.value: edit for field, edit in self.facts.items()},
        }  # fmt: skip
        self.rows = {name: FormRow(field) for name, field in fields.items()}
        self.close_on.textChanged.connect(self._say_day)
        self._error = label("", "bad", wrap=True)
        self._error.hide()
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self.body.setSpacing(10)
        self.body.addLayout(column(self._title, self._lead_in, gap=4))
        self.body.addLayout(self._grid())
        self.body.addWidget(self._error)
        self.body.addLayout(row(None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6))

    def ask(self, deal: Deal, wanted: Wanted, *, currency: str, rivals: Sequence[tuple[UUID, str]]) -> None:
        """Show a deal; ``currency`` is proposed where it has none."""
        self._deal, self._wanted, self._held = deal, wanted, tuple(rivals)
        self.rivals.setText(", ".join(name for _, name in rivals))
        self._say()
        self.amount.setText("" if deal.amount is None else _plain(deal.amount, deal.currency or currency))
        self.currency.setCurrentText(deal.currency or currency)
        known = deal.expected_close_on
        self.close_on.setText("" if known is None else from_epoch_day(known).isoformat())
        for field, edit in self.facts.items():
            edit.clear()
            self.rows[field.value].setVisible(field.value in wanted.missing)
        for made in self.rows.values():
            made.show_error("")
        self._show_error("")
        self._say_day()
        self.open()

    def show_refusal(self, text: str) -> None:
        """Say why it was not saved; what was typed stays."""
        self._show_error(text)

    @override
    def first_focus(self) -> QWidget:
        return next(
            (self.rows[name].field for name in self._asked() if name in self._wanted.missing), self.amount
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_last = self.focusWidget() is self.rows[self._asked()[-1]].field
        if is_enter and (event.modifiers() & Qt.KeyboardModifier.ControlModifier or is_last):
            self.send()
        elif is_enter:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
        event.accept()

    @Slot()
    def send(self) -> None:
        """Send it, unless something cannot be read or is missing: then say so beside its field."""
        if self._deal is None:
            return
        for made in self.rows.values():
            made.show_error("")
        commands = self._commands(self._deal)
        if commands is None:
            self.relayout()
            return
        self.sent.emit(self._deal, commands)

    # Inside.

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        for at, name in enumerate(("amount", "currency")):
            grid.addWidget(self.rows[name], 0, at, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.rows["expected_close_on"], 1, 0, 1, 2)
        grid.addWidget(self.rows[RIVALS], 2, 0, 1, 2)
        for at, field in enumerate(self.facts, start=3):
            grid.addWidget(self.rows[field.value], at, 0, 1, 2)
        return grid

    def _say(self) -> None:
        wanted, deal = self._wanted, self._deal
        name = deal.name if deal else ""
        title, send = self.tr("{name}: the deal"), self.tr("Save")
        lead_in = self.tr("What it is worth, and when it should close. The forecast counts it.")
        if wanted.stage:
            title, send = self.tr("{name} to “{stage}”"), self.tr("Save and move")
            missing = joined(FIELD_NAMES[one]() for one in wanted.missing if one in FIELD_NAMES)
            lead_in = self.tr("This stage needs: {fields}.").format(fields=missing)
        self._title.setText(title.format(name=name, stage=wanted.title))
        self.setAccessibleName(self._title.text())
        self._lead_in.setText(lead_in)
        self._send.setText(send)
        self._cancel.setText(self.tr("Cancel"))
        for field, made in self.rows.items():
            if field != RIVALS:
                made.show_texts(FIELD_NAMES[field]() + (" *" if field in wanted.missing else ""))
        self.rows[RIVALS].show_texts(self.tr("Competitors"), self.tr("Several with commas between them"))

    def _say_day(self) -> None:
        """Say how the day typed is read, before anything is saved."""
        today, typed = self._today(), self.close_on.text().strip()
        found = read_day(typed, today) if typed else None
        if found is None:
            hint = self.tr("As 2026-12-31, 12/31, or +30 for in 30 days")
        else:
            away = QCoreApplication.translate("DealForm", "in %Ln day(s)", "", found - today)
            hint = formats.day(found) + (f" · {away}" if found > today else "")
        made = self.rows["expected_close_on"]
        starred = " *" if "expected_close_on" in self._wanted.missing else ""
        made.show_texts(FIELD_NAMES["expected_close_on"]() + starred, hint)
        made.show_error("")

    def _asked(self) -> Sequence[str]:
        facts = (field.value for field in self.facts if field.value in self._wanted.missing)
        return [*_MONEY, RIVALS, *facts]

    def _commands(self, deal: Deal) -> list[Command] | None:
        money, facts = self._opportunity(deal), self._corrections(deal.lead_id)
        if money is None or facts is None:
            return None
        moves = (
            [MoveStage(lead_id=deal.lead_id, to_stage=self._wanted.stage, words="")]
            if self._wanted.stage
            else []
        )
        return [*money, *self._vendors(deal), *facts, *moves]

    def _opportunity(self, deal: Deal) -> list[Command] | None:
        typed, day = self.amount.text().strip(), self.close_on.text().strip()
        code = read_currency(self.currency.currentText())
        on = read_day(day, self._today()) if day else None
        amount = read_amount(typed, "point") if typed else None
        minor = None if amount is None else minor_units(amount[0], amount[1] or code)
        missing = self._wanted.missing
        is_needed = bool(typed or on is not None or missing)
        if (minor is None or minor < 0) and not is_needed:
            return []
        if code is None:
            self._refuse("currency", self.tr("A currency has three letters, as CNY."))
        elif minor is None or minor < 0:
            self._refuse("amount", self.tr("Type an amount, as 120,000 or 12万."))
        elif day and on is None:
            self._refuse("expected_close_on", self.tr("Type a day, as 2026-12-31 or +30."))
        elif on is None and "expected_close_on" in missing:
            self._refuse("expected_close_on", self.tr("This stage needs a day."))
        else:
            currency = (amount[1] if amount else None) or code
            return [
                SetOpportunity(lead_id=deal.lead_id, amount=minor, currency=currency, expected_close_on=on)
            ]
        return None

    def _vendors(self, deal: Deal) -> list[Command]:
        """Return what sets the competitors, where they are others than they were."""
        typed = [name.strip() for name in _BETWEEN.split(self.rivals.text())]
        names = list(dict.fromkeys(name[:_LONGEST_NAME] for name in typed if name))[:_MOST_RIVALS]
        if names == [name for _, name in self._held]:
            return []
        held = {name: rival_id for rival_id, name in self._held}
        rivals = tuple(Named(id=held.get(name) or uuid4(), name=name) for name in names)
        return [SetRivals(lead_id=deal.lead_id, rivals=rivals)]

    def _corrections(self, lead_id: UUID) -> list[Command] | None:
        asked = [field for field in self.facts if field.value in self._wanted.missing]
        empty = next((field for field in asked if not self.facts[field].text().strip()), None)
        if empty is not None:
            self._refuse(empty.value, self.tr("This stage needs it."))
            return None
        if not asked:
            return []
        changes = tuple(correction(field, self.facts[field].text()) for field in asked)
        return [CorrectLead(lead_id=lead_id, changes=changes)]

    def _refuse(self, field: str, text: str) -> None:
        """Say what is wrong with a field, and go there."""
        self.rows[field].show_error(text)
        self.rows[field].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.relayout()


def _plain(minor: int, currency: str) -> str:
    """Return an amount as one types it: groups, no symbol."""
    return formats.money(minor, currency).lstrip("".join(c for c in formats.money(0, currency) if c != "0"))
