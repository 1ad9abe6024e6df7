"""Erasing a person: what it overwrites, who asked, and their name typed to confirm; there is no way back."""

from __future__ import annotations

from typing import Any, override
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.services.erasing_view import ErasingPreview, Person
from app.services.erasing_work import Erased, erase_and_sweep
from app.views.background import Job
from app.views.privacy.words import counted_parts
from app.views.widgets.basics import button, label, row
from app.views.widgets.form_row import FormRow
from app.views.widgets.kbd import KeyHint
from app.views.widgets.overlay import Overlay

_WIDTH = 560
_LONGEST = 400
_SEND_KEY = "Ctrl+Return"


class ErasePanel(Overlay):
    """Shows the preview and asks; tells when both fields are filled and sent."""

    confirmed = Signal(object, str)
    """Ids of all records, and who asked."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, width=_WIDTH)
        self._preview: ErasingPreview | None = None
        self._title, self._whom = label("", "heading", wrap=True), label("", "", wrap=True)
        self._others, self._parts = label("", "warn", wrap=True), label("", "muted", wrap=True)
        self._stays, self._error = label("", "small", wrap=True), label("", "bad", wrap=True)
        self._error.hide()
        self.asked_by, self.typed = QLineEdit(maxLength=_LONGEST), QLineEdit()
        self.asked_row, self.typed_row = FormRow(self.asked_by), FormRow(self.typed, wraps=True)
        self._send, self._cancel = button("", self.send, kind="danger"), button("", self.close_panel)
        self.body.setSpacing(10)
        for part in (
            self._title, self._whom, self._others, self._parts, self._stays, self.asked_row, self.typed_row, self._error,
        ):  # fmt: skip
            self.body.addWidget(part)
        self.body.addLayout(row(None, self._cancel, KeyHint("Esc"), 8, self._send, KeyHint(_SEND_KEY), gap=6))

    def ask_about(self, preview: ErasingPreview) -> None:
        """Show what erasing would overwrite, and ask."""
        self._preview = preview
        self._title.setText(self.tr("Erase this person for good?"))
        self.setAccessibleName(self._title.text())
        self._whom.setText("\n".join(_person_text(one) for one in preview.records))
        others = "\n".join(_person_text(one) for one in preview.others)
        self._others.setText(self.tr("The same person, erased with it:\n{others}").format(others=others))
        self._others.setVisible(bool(others))
        lines = counted_parts(preview.counts)
        if preview.recordings:
            lines.append(self.tr("Sound files deleted: {n}").format(n=preview.recordings))
        if preview.drafts:
            lines.append(self.tr("Drafts: {n}").format(n=preview.drafts))
        self._parts.setText("\n".join(f"• {line}" for line in lines))
        self._stays.setText(
            self.tr(
                "Outcomes, verdicts, times and counts stay, and a keyed hash that keeps a file from bringing them back."
                " Backups of this profile are replaced by a fresh one; copies kept elsewhere are yours to delete."
                " This cannot be undone."
            )
        )
        self.asked_row.show_texts(
            self.tr("Who asked"), self.tr("It stays on the receipt: a reference, without the person's name.")
        )
        self.typed_row.show_texts(self.tr("Type “{words}” to confirm").format(words=preview.words))
        self._send.setText(self.tr("Erase for good"))
        self._cancel.setText(self.tr("Cancel"))
        for field in (self.asked_by, self.typed):
            field.clear()
        for part in (self.asked_row, self.typed_row):
            part.show_error("")
        self.show_error("")
        self.open()

    def show_error(self, text: str) -> None:
        """Say what stands against it."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.relayout()

    @override
    def first_focus(self) -> QWidget:
        return self.asked_by

    @Slot()
    def send(self) -> None:
        """Send, unless a field says no."""
        if self._preview is None:
            return
        asked, typed = self.asked_by.text().strip(), self.typed.text().strip()
        self.asked_row.show_error("" if asked else self.tr("Write who asked, for the receipt."))
        fits = typed.casefold() == self._preview.words.strip().casefold()
        self.typed_row.show_error("" if fits else self.tr("This is not what is written above."))
        self.relayout()
        if not asked:
            self.asked_by.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not fits:
            self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close_panel()
            self.confirmed.emit(self._preview.lead_ids, asked)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        elif is_enter:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
        event.accept()


class Erasing:
    """The job that erases, on the lane for long work."""

    def __init__(self, lead_ids: tuple[UUID, ...], asked_by: str) -> None:
        self._lead_ids, self._asked_by = lead_ids, asked_by

    def __call__(self, desk: Any, job: Job) -> Erased:
        """Erase, and do the files."""
        del job
        return erase_and_sweep(desk, self._lead_ids, asked_by=self._asked_by)


def _person_text(person: Person) -> str:
    return " · ".join(part for part in (person.contact, person.company, person.phone, person.email) if part)
