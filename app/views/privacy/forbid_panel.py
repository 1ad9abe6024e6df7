"""Whom to put on the do-not-contact list, from a lead: the person or the whole company, why, and who asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.models.vocabulary import BarReason
from app.services.do_not_contact import Bar, ForbidContact
from app.services.do_not_contact_keys import bars_of_company, bars_of_person
from app.services.do_not_contact_view import BarRow, bars_on
from app.views.bar_words import kind_text, reason_text
from app.views.desk import Query
from app.views.leads.pick_panel import PickPanel
from app.views.punctuation import joined
from app.views.widgets.form_row import FormRow
from app.views.widgets.option_list import Option

_LONGEST = 400


class Scope(StrEnum):
    """Who is meant."""

    PERSON = "person"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Known:
    """What of a lead could go onto the list."""

    lead_id: UUID
    person: tuple[Bar, ...]
    company: tuple[Bar, ...]
    bars: tuple[BarRow, ...]
    """Entries that stand already."""


def known_of(lead_id: UUID) -> Query[Known]:
    """Return the question what of a lead could go onto the list."""

    def ask(db: Any) -> Known:
        return Known(
            lead_id, bars_of_person(db, lead_id), bars_of_company(db, lead_id), tuple(bars_on(db, lead_id))
        )

    return ask


class ForbidPanel(PickPanel):
    """Asks; Enter sends the command."""

    forbidden = Signal(object)
    """The command."""

    def __init__(self, page: QWidget) -> None:
        self.reason, self.asked_by = QComboBox(), QLineEdit()
        self.reason_row, self.asked_row = FormRow(self.reason), FormRow(self.asked_by)
        self._known: Known | None = None
        super().__init__(page)
        self.asked_by.setMaxLength(_LONGEST)
        self.picked.connect(self._on_picked)

    @override
    def more_parts(self) -> Sequence[QWidget]:
        return (self.reason_row, self.asked_row)

    def ask_about(self, known: Known, name: str) -> None:
        """Ask whom of a lead to put on the list."""
        self._known = known
        self.reason.clear()
        for reason in BarReason:
            self.reason.addItem(reason_text(reason), reason.value)
        self.reason_row.show_texts(self.tr("Why"))
        self.asked_row.show_texts(
            self.tr("Who asked (optional)"), self.tr("For example: Ms Li herself, on the phone")
        )
        self.asked_by.clear()
        options = [
            Option(Scope.PERSON, self.tr("This person"), _kinds(known.person), bool(known.person)),
            Option(Scope.COMPANY, self.tr("The whole company"), _shown(known.company), bool(known.company)),
        ]
        title = self.tr("Never contact again: {name}").format(name=name)
        self.ask(
            title,
            options,
            send=self.tr("Put on the list"),
            picked=next((o.key for o in options if o.is_possible), ""),
        )

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        if self._known is None:
            return
        bars = self._known.person if key == Scope.PERSON else self._known.company
        reason = BarReason(self.reason.currentData())
        self.forbidden.emit(
            ForbidContact(
                entries=bars,
                reason=reason,
                asked_by=self.asked_by.text().strip(),
                lead_id=self._known.lead_id,
            )
        )


def _kinds(bars: Sequence[Bar]) -> str:
    if not bars:
        return QCoreApplication.translate("Privacy", "No number, no address, no name with a company")
    return joined(dict.fromkeys(kind_text(bar.kind) for bar in bars))


def _shown(bars: Sequence[Bar]) -> str:
    if not bars:
        return QCoreApplication.translate("Privacy", "The company is not known")
    return joined(bar.shown for bar in bars)
