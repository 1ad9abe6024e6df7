"""One lead typed in: the form, who it may already be, and what is known of its company."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from app.services.import_run.by_hand import FIELDS, Known, Lookalike
from app.views.import_words import EVIDENCE, field_name
from app.views.widgets.basics import boxed, button, column, label, row
from app.views.widgets.clearing import clear
from app.views.widgets.form_row import FormRow
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.kbd import KeyHint

PAUSE_MS = 180
"""Typing that rests this long is worth asking whether the lead is here already."""
_ASKED_BY = frozenset({"company", "contact_name", "phone", "email"})
_WIDE = frozenset({"utm_url", "note"})
_COLUMNS = 2
_SIDE_WIDTH = 320
_FORM_WIDTH = 1040


class HandView(QWidget):
    """The form for one lead."""

    save_asked = Signal()
    back_asked = Signal()
    looked_for = Signal()
    """Typing rests: what is typed may be here already."""
    lead_asked = Signal(object)
    """Open this lead instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._rows: dict[str, FormRow] = {}
        self._known = Known((), {})
        self._title, self._lead_in = label("", "title"), label("", "muted", wrap=True)
        self.error = label("", "bad", wrap=True)
        self.error.hide()
        self.save = button("", self.save_asked.emit, kind="primary", icon_name="check")
        self._back = button("", self.back_asked.emit)
        self._side_title, self._side = label("", "heading"), column(gap=8)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.looked_for)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        at = 0
        for name in FIELDS:
            made = self._row(name)
            if name in _WIDE and at % _COLUMNS:
                at += 1
            line, place = divmod(at, _COLUMNS)
            span = _COLUMNS if name in _WIDE else 1
            grid.addWidget(made, line, place, 1, span, Qt.AlignmentFlag.AlignTop)
            at += _COLUMNS if name in _WIDE else 1
        form = QWidget()
        form.setProperty("kind", "canvas")
        form.setLayout(column(grid, None, margin=(2, 2, 12, 2)))
        area = QScrollArea()
        area.setWidget(form)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = row(self.error, None, self._back, KeyHint("Esc"), 10, self.save, KeyHint("Ctrl+Return"), gap=6)
        foot.setStretch(0, 1)
        left = column(self._title, self._lead_in, 4, area, foot, gap=6, margin=(20, 16, 12, 14))
        left.setStretch(3, 1)
        side: QFrame = boxed(
            column(self._side_title, self._side, None, gap=10, margin=(16, 16, 16, 16)), "card"
        )
        side.setFixedWidth(_SIDE_WIDTH)
        form_card = boxed(left, "card")
        form_card.setMaximumWidth(_FORM_WIDTH)
        layout = row(form_card, side, None, gap=14, margin=(24, 16, 24, 20))
        layout.setStretch(0, 20)
        self.setLayout(layout)

    def _row(self, name: str) -> FormRow:
        field: QLineEdit | QPlainTextEdit
        if name == "note":
            field = QPlainTextEdit()
            field.setTabChangesFocus(True)
            field.setFixedHeight(72)
        else:
            field = QLineEdit()
            field.setMaxLength(400)
        field.textChanged.connect(partial(self._on_typed, name))
        self.fields[name] = field
        self._rows[name] = FormRow(field)
        return self._rows[name]

    # What the page asks and shows.

    def values(self) -> dict[str, str]:
        """Return what is typed, by field."""
        return {
            name: field.text() if isinstance(field, QLineEdit) else field.toPlainText()
            for name, field in self.fields.items()
        }

    def clear_form(self) -> None:
        """Empty every field."""
        for field in self.fields.values():
            field.clear()
        self.show_error("")
        self.show_known(Known((), {}))

    def first_focus(self) -> QWidget:
        """Return the first field."""
        return self.fields["company"]

    def show_known(self, known: Known) -> None:
        """Show who the lead may already be, and suggest what is known of its company."""
        self._known = known
        for name, field in self.fields.items():
            field.setPlaceholderText(known.facts.get(name, ""))
        self.retranslate()

    def show_error(self, text: str, field: str = "") -> None:
        """Say why it was not saved, at the field it is about if there is one."""
        for name, made in self._rows.items():
            made.show_error(text if name == field else "")
        self.error.setText("" if field in self._rows else text)
        self.error.setVisible(bool(self.error.text()))
        if field in self.fields:
            self.fields[field].setFocus()

    def show_busy(self, *, is_busy: bool) -> None:
        """Keep the button from being pressed twice."""
        self.save.setEnabled(not is_busy)

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("New lead"))
        self._lead_in.setText(
            self.tr(
                "A company or a contact, and a way to reach them. What is typed is cleaned like a row of a file."
            )
        )
        hints = self._hints()
        for name, made in self._rows.items():
            made.show_texts(field_name(name), hints.get(name, ""))
        self.save.setText(self.tr("Save lead"))
        self._back.setText(self.tr("Cancel"))
        self._say_side(self._known)

    def _hints(self) -> Mapping[str, str]:
        hints = {
            "utm_url": self.tr(
                "Paste the address the lead came by: campaign, plan, unit and keyword are read from it."
            ),
            "tags": self.tr("Several with commas between them."),
        }
        known = self.tr("Known of this company; left blank, this is taken.")
        return hints | {name: known for name in self._known.facts if name in self._rows}

    def _say_side(self, known: Known) -> None:
        clear(self._side)
        found = known.lookalikes
        self._side_title.setText(self.tr("Already here?"))
        if not found:
            self._side.addWidget(label(self.tr("Nobody like this so far."), "muted", wrap=True))
        if any(one.is_strong for one in found):
            said = self.tr("Saving adds to the marked lead instead of making a second one.")
            self._side.addWidget(label(said, "warn", wrap=True))
        for one in found:
            self._side.addWidget(self._lookalike(one))

    def _lookalike(self, one: Lookalike) -> QWidget:
        name = " · ".join(filter(None, (one.company, one.contact_name))) or self.tr("No name")
        owner = (
            self.tr("with {name}").format(name=one.owner_name)
            if one.owner_name
            else self.tr("without an owner")
        )
        said = f"{EVIDENCE[one.evidence]()} · {owner}"
        opened = button(
            self.tr("Open"), partial(self._open, one.lead_id), kind="quiet", icon_name="external-link"
        )
        opened.setAccessibleName(self.tr("Open {name}").format(name=name))
        mark = IconLabel(
            "alert-triangle" if one.is_strong else "info-circle", "warn" if one.is_strong else "muted", 18
        )
        words = column(
            label(name, "heading", wrap=True), label(said, "small", wrap=True), row(None, opened), gap=2
        )
        layout = row(column(mark, None), words, gap=8, margin=(10, 8, 8, 6))
        layout.setStretch(1, 1)
        return boxed(layout, "inset")

    def _open(self, lead_id: UUID, *_: object) -> None:
        self.lead_asked.emit(lead_id)

    def _on_typed(self, name: str, _text: str = "") -> None:
        if self._rows[name].error():
            self.show_error("")
        if name in _ASKED_BY:
            self._pause.start()
