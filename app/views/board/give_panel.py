"""Giving somebody leads nobody holds: how many, the most pressing first."""

from __future__ import annotations

from typing import Any, override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from app.services.team import MemberRow
from app.views import formats
from app.views.page import Page
from app.views.widgets.basics import button, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

WIDTH = 440
USUAL = 10
MOST = 500
"""Leads one command takes."""


class GivePanel(Overlay):
    """Asks how many."""

    sent = Signal(object, int)
    """The member, and how many leads."""

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page, width=WIDTH)
        self._member: MemberRow | None = None
        self._title, self._lead_in = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self.count = QSpinBox(minimum=1, maximum=MOST)
        self.count.lineEdit().setTextMargins(8, 0, 0, 0)
        self._row = FormRow(self.count)
        self._send, self._cancel = button("", self.send, kind="primary"), button("", self.close_panel)
        self.body.setSpacing(8)
        for part in (self._title, self._lead_in, self._row):
            self.body.addWidget(part)
        buttons = row(
            None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint("Return"), gap=6, margin=(0, 4, 0, 0)
        )
        self.body.addLayout(buttons)

    def ask(self, member: MemberRow, *, there_are: int, room: int) -> None:
        """Ask how many of the leads nobody holds a member shall get."""
        self._member = member
        self.count.setMaximum(max(1, min(MOST, there_are)))
        self.count.setValue(max(1, min(USUAL, there_are, room)))
        self._title.setText(self.tr("Give {name} leads").format(name=member.name))
        self._lead_in.setText(
            self.tr(
                "Nobody's leads that can be called: {n}. Room of {name}: {room}. Those not called in time come first,"
                " then the highest score."
            ).format(n=formats.number(there_are), name=member.name, room=formats.number(room))
        )
        self._row.show_texts(self.tr("How many"))
        self.count.setAccessibleName(self.tr("How many"))
        self._send.setText(self.tr("Give"))
        self._cancel.setText(self.tr("Cancel"))
        self.setAccessibleName(self._title.text())
        self.open()
        self.count.selectAll()

    @override
    def first_focus(self) -> QWidget:
        return self.count

    @Slot()
    def send(self) -> None:
        """Give them."""
        if self._member is not None:
            self.close_panel()
            self.sent.emit(self._member, self.count.value())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
            event.accept()
        else:
            super().keyPressEvent(event)
