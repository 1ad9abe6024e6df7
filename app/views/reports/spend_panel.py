"""What a channel cost, typed by marketing or read from a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import override
from uuid import uuid4

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLayout, QLineEdit, QSpinBox, QWidget

from app.clock import to_epoch_day
from app.errors import RuleViolation
from app.services.import_run.book import read_book
from app.services.reports.dimensions import Cell, Dimension
from app.services.reports.rates import parts_of
from app.services.spend import RecordSpend
from app.services.spend_file import SpendFile, read_spend
from app.views.background import Job
from app.views.desk import Desk
from app.views.funnel.words import cell_title
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.day_field import day_field, day_in
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

WIDTH = 560
SEND_KEY = "Ctrl+Return"
CURRENCIES = ("CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD")
_LARGEST = 9e13


class SpendPanel(Overlay):
    """Asks for channel, campaign, keyword, days, amount and clicks; Ctrl+Enter records."""

    given = Signal(object)
    """A ``RecordSpend``."""
    list_asked = Signal()
    """A file of amounts shall be read."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=WIDTH, top_share=0.1)
        self.title, self._about = label("", "heading"), label("", "muted", wrap=True)
        self.channel, self.currency = QComboBox(), QComboBox()
        self.channel.setEditable(True)
        self.campaign, self.keyword = QLineEdit(), QLineEdit()
        self.since, self.until = day_field(), day_field()
        self.amount, self.clicks = QDoubleSpinBox(), QSpinBox()
        self.amount.setRange(0, _LARGEST)
        self.amount.setDecimals(2)
        self.amount.setGroupSeparatorShown(True)
        self.clicks.setRange(0, 2**31 - 1)
        self.clicks.setGroupSeparatorShown(True)
        for code in CURRENCIES:
            self.currency.addItem(code, code)
        self.rows = {
            key: FormRow(field)
            for key, field in (
                ("channel", self.channel), ("campaign", self.campaign), ("keyword", self.keyword),
                ("since", self.since), ("until", self.until), ("amount", self.amount),
                ("currency", self.currency), ("clicks", self.clicks),
            )
        }  # fmt: skip
        self._send = button("", self.send, kind="primary")
        self._list = button("", self._on_list, icon_name="file-import")
        self._cancel = button("", self.close_panel)
        self.body.addLayout(self._form())
        self.retranslate()

    def show_channels(self, channels: Sequence[Cell]) -> None:
        """Offer these channels."""
        typed = self.channel.currentText()
        self.channel.clear()
        for cell in channels:
            if cell.value:
                self.channel.addItem(cell_title(cell, Dimension.CHANNEL), cell.value)
        if typed:
            self.channel.setCurrentText(typed)

    def ask(self, today: date) -> None:
        """Ask for what was spent last month, unless other days are typed."""
        first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        last = today.replace(day=1) - timedelta(days=1)
        for field, on in ((self.since, first), (self.until, last)):
            field.setDate(QDate(on.year, on.month, on.day))
        self.amount.setValue(0)
        self.clicks.setValue(0)
        self.show_error("")
        self.open()

    @override
    def first_focus(self) -> QWidget:
        return self.channel

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_send = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_send:
            self.send()
        super().keyPressEvent(event)

    @Slot()
    def send(self) -> None:
        """Give the command, where there is an amount and the days are in their order."""
        if self.amount.value() <= 0:
            self.show_error(self.tr("Type what was spent."))
            self.amount.setFocus()
            return
        code = str(self.currency.currentData())
        at = self.channel.findText(self.channel.currentText())
        channel = self.channel.itemData(at) if at >= 0 else self.channel.currentText().strip()
        self.given.emit(
            RecordSpend(
                spend_id=uuid4(), channel=str(channel or ""), campaign=self.campaign.text().strip() or None,
                keyword=self.keyword.text().strip() or None, from_on=to_epoch_day(day_in(self.since)),
                until_on=to_epoch_day(day_in(self.until)), currency=code,
                amount=round(self.amount.value() * parts_of(code)),
                clicks=self.clicks.value() or None, words="",
            )
        )  # fmt: skip

    def show_error(self, text: str) -> None:
        """Say what stands against it, beside the amount."""
        self.rows["amount"].show_error(text)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.title.setText(self.tr("Record what was spent"))
        self._about.setText(
            self.tr("The amount is spread evenly over its days, so that each month gets its part.")
        )
        optional = self.tr("if it was for one only")
        for key, name, hint in (
            ("channel", self.tr("Channel"), ""),
            ("campaign", self.tr("Campaign"), optional),
            ("keyword", self.tr("Keyword"), optional),
            ("since", self.tr("From"), ""),
            ("until", self.tr("Until, included"), ""),
            ("amount", self.tr("Amount"), ""),
            ("currency", self.tr("Currency"), ""),
            ("clicks", self.tr("Clicks"), self.tr("0 where nobody counted")),
        ):
            self.rows[key].show_texts(name, hint)
            for inner in self.rows[key].field.findChildren(QLineEdit):
                inner.setAccessibleName(name)
        self._send.setText(self.tr("Record"))
        self._list.setText(self.tr("Read a list…"))
        self._cancel.setText(self.tr("Cancel"))

    def _on_list(self) -> None:
        self.close_panel()
        self.list_asked.emit()

    def _form(self) -> QLayout:
        pairs = (("channel",), ("campaign", "keyword"), ("since", "until"), ("amount", "currency", "clicks"))
        lines = []
        for keys in pairs:
            line = row(*(self.rows[key] for key in keys), gap=12)
            for at in range(len(keys)):
                line.setStretch(at, 1)
                line.setAlignment(self.rows[keys[at]], Qt.AlignmentFlag.AlignTop)
            lines.append(line)
        buttons = row(self._list, None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6)
        return column(self.title, self._about, 4, *lines, 6, buttons, gap=10)


def read_and_record(path: Path, desk: Desk, job: Job) -> tuple[int, int, SpendFile]:
    """Record the amounts of a list, all or none; return how many were new and how many known, and the list."""
    book = desk.read(read_book)
    found = read_spend(path, book.channel, currency=CURRENCIES[0])
    recorded = known = 0
    with desk.batch() as batch:
        for at, command in enumerate(found.commands):
            try:
                batch.give(command)
            except RuleViolation as refusal:
                if refusal.code != "exists_already":
                    raise
                known += 1
            else:
                recorded += 1
            job.progressed.emit(at + 1, len(found.commands))
    return recorded, known, found
