"""When a proof of concept begins, until when it is planned, and what it shall prove."""

from __future__ import annotations

from collections.abc import Callable
from typing import override
from uuid import uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.clock import from_epoch_day
from app.services.pipeline_view import Deal
from app.services.poc import StartPoc
from app.views import formats
from app.views.pipeline.words import read_day
from app.views.widgets.basics import button, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

WIDTH = 480
_USUAL_DAYS = 14
_LONGEST = 2000


class PocForm(Overlay):
    """Asks for two days and a line; Enter sends."""

    sent = Signal(object, object)
    """The deal, and the command."""

    def __init__(self, window: QWidget, today: Callable[[], int]) -> None:
        super().__init__(window, width=WIDTH)
        self._today = today
        self._deal: Deal | None = None
        self._title = label("", "heading", wrap=True)
        self.begins, self.until, self.words = QLineEdit(), QLineEdit(), QLineEdit(maxLength=_LONGEST)
        self._rows = {name: FormRow(getattr(self, name)) for name in ("begins", "until", "words")}
        for field in (self.begins, self.until):
            field.textChanged.connect(self._say_days)
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self.body.setSpacing(10)
        self.body.addWidget(self._title)
        self.body.addLayout(row(self._rows["begins"], self._rows["until"], gap=12))
        self.body.addWidget(self._rows["words"])
        self.body.addLayout(row(None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint("Return"), gap=6))

    def ask(self, deal: Deal) -> None:
        """Ask of one deal; from today, for two weeks, unless other days are typed."""
        self._deal = deal
        self._title.setText(self.tr("{name}: a proof of concept begins").format(name=deal.name))
        self.setAccessibleName(self._title.text())
        today = self._today()
        self.begins.setText(from_epoch_day(today).isoformat())
        self.until.setText(from_epoch_day(today + _USUAL_DAYS).isoformat())
        self.words.clear()
        self._send.setText(self.tr("Begin"))
        self._cancel.setText(self.tr("Cancel"))
        self._say_days()
        self.open()

    @override
    def first_focus(self) -> QWidget:
        return self.words

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
        else:
            super().keyPressEvent(event)
        event.accept()

    @Slot()
    def send(self) -> None:
        """Send it, unless a day cannot be read."""
        deal, today = self._deal, self._today()
        begins, typed = read_day(self.begins.text(), today), self.until.text().strip()
        until = read_day(typed, today) if typed else None
        wrong = "begins" if begins is None else "until" if typed and until is None else ""
        if deal is None or begins is None or wrong:
            self._rows[wrong or "begins"].show_error(self.tr("Type a day, as 2026-12-31 or +30."))
            self.relayout()
            return
        self.close_panel()
        words = self.words.text().strip()
        command = StartPoc(
            poc_id=uuid4(), lead_id=deal.lead_id, starts_on=begins, until_on=until, words=words
        )
        self.sent.emit(deal, command)

    @Slot()
    def _say_days(self) -> None:
        today = self._today()
        named = {
            "begins": (self.tr("Begins on"), self.begins.text()),
            "until": (self.tr("Planned until"), self.until.text()),
            "words": (self.tr("What it shall prove"), ""),
        }
        for key, (name, typed) in named.items():
            day = read_day(typed, today) if typed.strip() else None
            self._rows[key].show_error("")
            self._rows[key].show_texts(name, "" if day is None else formats.day(day))
