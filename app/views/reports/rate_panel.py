"""What currencies are worth in the one reports are drawn up in: read, and set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLayout, QLineEdit, QWidget

from app.services.reports.rates import PER_MILLION
from app.services.spend import SetRate
from app.services.spend_view import RateRow
from app.views.reports.spend_panel import CURRENCIES, SEND_KEY
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

WIDTH = 520
CODE = 3
"""Letters of a currency (ISO 4217)."""
_DECIMALS, _LARGEST = 6, 1_000_000.0


class RatePanel(Overlay):
    """Shows the rates in force; Ctrl+Enter sets one."""

    given = Signal(object)
    """A ``SetRate``."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=WIDTH, top_share=0.14)
        self.title, self._about = label("", "heading"), label("", "muted", wrap=True)
        self.known = label("", wrap=True)
        self.currency, self.into, self.value = QComboBox(), QComboBox(), QDoubleSpinBox()
        for box in (self.currency, self.into):
            box.setEditable(True)
            box.addItems(CURRENCIES)
        self.value.setDecimals(_DECIMALS)
        self.value.setRange(0, _LARGEST)
        self.rows = {
            "currency": FormRow(self.currency), "value": FormRow(self.value), "into": FormRow(self.into)
        }  # fmt: skip
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self._rates: tuple[RateRow, ...] = ()
        self.body.addLayout(self._form())
        self.currency.currentTextChanged.connect(self._on_pair)
        self.into.currentTextChanged.connect(self._on_pair)
        self.retranslate()

    def ask(self, rates: Sequence[RateRow]) -> None:
        """Show the rates in force and ask for one: the first of them, or dollars in yuan."""
        self._rates = tuple(rates)
        first = rates[0] if rates else None
        self.currency.setCurrentText(first.currency if first else "USD")
        self.into.setCurrentText(first.into if first else "CNY")
        self._say_known()
        self._on_pair()
        self.show_error("")
        self.open()

    @override
    def first_focus(self) -> QWidget:
        return self.currency

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_send = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_send:
            self.send()
        super().keyPressEvent(event)

    @Slot()
    def send(self) -> None:
        """Give the command, where there is a rate."""
        if self.value.value() <= 0:
            self.show_error(self.tr("Type what one unit is worth."))
            self.value.setFocus()
            return
        if any(len(_code(box)) != CODE for box in (self.currency, self.into)):
            self.show_error(self.tr("A currency has three letters, as CNY."))
            return
        self.given.emit(
            SetRate(
                currency=_code(self.currency), into=_code(self.into),
                per_million=round(self.value.value() * PER_MILLION),
            )
        )  # fmt: skip

    def show_error(self, text: str) -> None:
        """Say what stands against it, beside the rate."""
        self.rows["value"].show_error(text)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.title.setText(self.tr("Exchange rates"))
        self._about.setText(
            self.tr("Reports bring amounts into one currency by these; an amount without a rate stays apart.")
        )
        for key, name in (
            ("currency", self.tr("One unit of")),
            ("value", self.tr("Is worth")),
            ("into", self.tr("In")),
        ):
            self.rows[key].show_texts(name, "")
            for inner in self.rows[key].field.findChildren(QLineEdit):
                inner.setAccessibleName(name)
        self._send.setText(self.tr("Set the rate"))
        self._cancel.setText(self.tr("Cancel"))
        self._say_known()

    @Slot()
    def _on_pair(self) -> None:
        """Begin from the rate in force of the pair chosen."""
        pair = _code(self.currency), _code(self.into)
        known = next((one for one in self._rates if (one.currency, one.into) == pair), None)
        self.value.setValue(known.per_million / PER_MILLION if known is not None else 0)

    def _say_known(self) -> None:
        lines = [f"1 {one.currency} = {one.per_million / PER_MILLION:,g} {one.into}" for one in self._rates]
        self.known.setText("\n".join(lines) or self.tr("No rate is set yet."))

    def _form(self) -> QLayout:
        fields = row(*self.rows.values(), gap=12)
        for at, one in enumerate(self.rows.values()):
            fields.setStretch(at, 1)
            fields.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        buttons = row(None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6)
        return column(self.title, self._about, self.known, 4, fields, 6, buttons, gap=10)


def _code(box: QComboBox) -> str:
    return box.currentText().strip().upper()
