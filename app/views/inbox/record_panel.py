"""What a contact with the customer showed, in the playbook's fields: a value, words, or both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import override
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QScrollArea, QWidget

from app.services.sales_record import Recorded
from app.services.sales_record_view import FormField
from app.views.said import said
from app.views.widgets.ask_sheet import KEEP_MS, SEND_KEY
from app.views.widgets.basics import button, column, label, row
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

WIDTH, TITLES, VALUES = 760, 150, 230
_MOST_WORDS = 2000


class RecordPanel(Overlay):
    """Asks for the record of one contact; Ctrl+Enter sends, Escape puts it away and keeps what was typed."""

    sent = Signal(object, object, str)
    """The hand-over's id, the filled fields as a tuple of ``Recorded``, and the words."""
    typed = Signal(object, str)
    """The hand-over's id and all that is filled in, as text to keep."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=WIDTH, top_share=0.04)
        self._handover_id: UUID | None = None
        self._fields: tuple[FormField, ...] = ()
        self.values: dict[str, QComboBox] = {}
        self.texts: dict[str, QLineEdit] = {}
        self._title, self._lead_in = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self.words = QLineEdit()
        self.words.setMaxLength(_MOST_WORDS)
        self.words.textChanged.connect(self._on_changed)
        self._error = label("", "bad", wrap=True)
        self._error.hide()
        self._send = button("", self.send, kind="primary")
        self._cancel = button("", self.close_panel)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ends = row(None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(SEND_KEY), gap=6)
        self.body.addLayout(column(self._title, self._lead_in, gap=4))
        self.body.addWidget(self._scroll, 1)
        self.body.addLayout(column(self.words, self._error, ends, gap=8))
        self._pause = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._pause.timeout.connect(self.tell)
        self.closed.connect(self._on_closed)

    def ask(self, handover_id: UUID, name: str, fields: Sequence[FormField], kept: str) -> None:
        """Show the fields for one hand-over; ``kept`` is what was filled in before and not sent."""
        self._handover_id, self._fields = handover_id, tuple(fields)
        self._title.setText(self.tr("What the contact with {lead} showed").format(lead=name))
        self._lead_in.setText(
            self.tr("Fill in what you learned; the rest stays open. Review holds it against the card.")
        )
        self.words.setPlaceholderText(self.tr("In a sentence: what was said, what comes next (optional)"))
        self.words.setAccessibleName(self.tr("What was said, and what comes next"))
        self._send.setText(self.tr("Record it"))
        self._cancel.setText(self.tr("Cancel"))
        self._scroll.setAccessibleName(self._title.text())
        self._show_error("")
        self._lay_out()
        self._restore(kept)
        self.open()

    def filled(self) -> tuple[Recorded, ...]:
        """Return the fields with a value or words."""
        found = []
        for field in self._fields:
            value = self.values[field.key].currentData() if field.key in self.values else None
            words = self.texts[field.key].text().strip()
            if value or words:
                found.append(Recorded(field=field.key, value_key=value or None, words=words))
        return tuple(found)

    @Slot()
    def send(self) -> None:
        """Send it, once there is anything in it."""
        filled = self.filled()
        if self._handover_id is None:
            return
        if not filled:
            self._show_error(self.tr("Fill in at least one field."))
            return
        self.sent.emit(self._handover_id, filled, self.words.text().strip())

    def settle(self) -> None:
        """Put it away for good: it was recorded."""
        self._pause.stop()
        self._handover_id = None
        self.close_panel()

    def show_refusal(self, text: str) -> None:
        """Say why it was not recorded; what was typed stays."""
        self._show_error(text)

    @Slot()
    def tell(self) -> None:
        """Offer what is filled in for keeping."""
        self._pause.stop()
        if self._handover_id is not None:
            kept = {one.field: [one.value_key, one.words] for one in self.filled()}
            self.typed.emit(self._handover_id, json.dumps({"fields": kept, "words": self.words.text()}))

    @override
    def first_focus(self) -> QWidget | None:
        return next(iter(self.values.values()), self.words)

    @override
    def panel_height(self, room: int) -> int:
        return min(room, 190 + 40 * max(4, len(self._fields)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
            event.accept()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.values, self.texts = {}, {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 10, 4)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for at, field in enumerate(self._fields):
            title = label(said(field.title), wrap=True)
            title.setFixedWidth(TITLES)
            grid.addWidget(title, at, 0)
            if field.values:
                grid.addWidget(self._values_of(field), at, 1)
            grid.addWidget(self._text_of(field), at, 2 if field.values else 1, 1, 1 if field.values else 2)
        inner = QWidget()
        inner.setProperty("kind", "canvas")
        inner.setLayout(column(grid, None))
        self._scroll.setWidget(inner)

    def _values_of(self, field: FormField) -> QComboBox:
        box = QComboBox()
        box.setFixedWidth(VALUES)
        box.addItem(self.tr("– not learned –"), None)
        for key, title in field.values:
            box.addItem(said(title), key)
        box.setAccessibleName(said(field.title))
        box.currentIndexChanged.connect(self._on_changed)
        self.values[field.key] = box
        return box

    def _text_of(self, field: FormField) -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(_MOST_WORDS)
        last = next((said(title) for key, title in field.values if key == field.last_value), "")
        before = " · ".join(part for part in (last, field.last_words) if part)
        line.setPlaceholderText(self.tr("before: {what}").format(what=before) if before else "")
        line.setAccessibleName(self.tr("{field}, in words").format(field=said(field.title)))
        line.textChanged.connect(self._on_changed)
        self.texts[field.key] = line
        return line

    def _restore(self, kept: str) -> None:
        held = json.loads(kept) if kept else {}
        for key, (value, words) in held.get("fields", {}).items():
            if key in self.texts:
                self.texts[key].setText(words)
            if key in self.values and value:
                self.values[key].setCurrentIndex(max(0, self.values[key].findData(value)))
        self.words.setText(held.get("words", ""))
        self._pause.stop()

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))

    @Slot()
    def _on_closed(self) -> None:
        if self._pause.isActive():
            self.tell()

    @Slot()
    def _on_changed(self) -> None:
        if self._handover_id is not None and self.isVisible() and not self._pause.isActive():
            self._pause.start()
