"""Putting on the do-not-contact list what is typed: a number, an address, a person, a company, a domain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.models.vocabulary import BarKind, BarReason
from app.services.do_not_contact import ForbidContact
from app.services.do_not_contact_keys import bar_typed
from app.views.bar_words import kind_text, reason_text
from app.views.i18n import is_chinese
from app.views.leads.pick_panel import PickPanel
from app.views.widgets.form_row import FormRow
from app.views.widgets.option_list import Option

_LONGEST = 400


class AddPanel(PickPanel):
    """Asks what it is and why; Enter sends the command."""

    forbidden = Signal(object)
    """The command."""

    def __init__(self, page: QWidget) -> None:
        self.what, self.company = QLineEdit(), QLineEdit()
        self.reason, self.asked_by = QComboBox(), QLineEdit()
        self.what_row, self.company_row = FormRow(self.what), FormRow(self.company)
        self.reason_row, self.asked_row = FormRow(self.reason), FormRow(self.asked_by)
        super().__init__(page)
        for field in (self.what, self.company, self.asked_by):
            field.setMaxLength(_LONGEST)
        self.options.picked.connect(self._on_kind_picked)

    @override
    def more_parts(self) -> Sequence[QWidget]:
        return (self.what_row, self.company_row, self.reason_row, self.asked_row)

    def ask_what(self) -> None:
        """Ask for a new entry."""
        self.reason.clear()
        for reason in BarReason:
            self.reason.addItem(reason_text(reason), reason.value)
        self.reason_row.show_texts(self.tr("Why"))
        self.asked_row.show_texts(self.tr("Who asked (optional)"))
        self.company_row.show_texts(self.tr("At which company"))
        for field in (self.what, self.company, self.asked_by):
            field.clear()
        self.what_row.show_error("")
        options = [Option(kind.value, kind_text(kind)) for kind in BarKind]
        self.ask(self.tr("Whom shall nobody contact?"), options, send=self.tr("Put on the list"))
        self._on_kind_picked()

    @override
    @Slot()
    def send(self) -> None:
        """Send what was typed, if it is what it is meant to be."""
        kind = BarKind(self.options.key())
        if not self.what.text().strip() or (kind is BarKind.CONTACT and not self.company.text().strip()):
            first = self.what if not self.what.text().strip() else self.company
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        region = "CN" if is_chinese() else "US"
        bar = bar_typed(kind, self.what.text(), company=self.company.text(), region=region)
        if bar is None:
            self.what_row.show_error(self._wrong(kind))
            self.what.setFocus(Qt.FocusReason.OtherFocusReason)
            self.relayout()
            return
        self.close_panel()
        reason = BarReason(self.reason.currentData())
        self.forbidden.emit(
            ForbidContact(entries=(bar,), reason=reason, asked_by=self.asked_by.text().strip(), lead_id=None)
        )

    @Slot()
    def _on_kind_picked(self) -> None:
        kind = BarKind(self.options.key())
        self.company_row.setVisible(kind is BarKind.CONTACT)
        self.what_row.show_texts(kind_text(kind), self._hint(kind))
        self.what_row.show_error("")
        self.relayout()

    def _hint(self, kind: BarKind) -> str:
        match kind:
            case BarKind.PHONE:
                return self.tr("With the country's code where it is another: +49 30 1234567")
            case BarKind.EMAIL:
                return self.tr("In any case: Anna@acme.cn and anna@ACME.cn are one")
            case BarKind.CONTACT:
                return self.tr("Their name, and the company below")
            case BarKind.COMPANY:
                return self.tr("With or without its legal form")
            case BarKind.DOMAIN:
                return self.tr("For example acme.cn: everybody with an address there")

    def _wrong(self, kind: BarKind) -> str:
        match kind:
            case BarKind.PHONE:
                return self.tr("No such number can exist. Write it with its country's code.")
            case BarKind.EMAIL:
                return self.tr("This is no e-mail address.")
            case _:
                return self.tr("This says nothing to be recognised by.")
