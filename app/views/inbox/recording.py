"""Recording what a contact with the customer showed: the form, its draft, and what was kept."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import QCoreApplication, QObject, Slot

from app.errors import RuleViolation
from app.services.handover_view import HandoverView
from app.services.sales_record import Recorded, RecordSalesContact
from app.services.sales_record_view import FormField, record_form
from app.views.background import Question
from app.views.inbox import askings
from app.views.inbox.deciding import RECORD, giving, keeping, place_of
from app.views.inbox.record_panel import RecordPanel
from app.views.refusals import sentence
from app.views.surroundings import Surroundings


class Recording(QObject):
    """Asks what was learnt of one hand-over at a time, and gives it."""

    def __init__(self, panel: RecordPanel, surroundings: Surroundings) -> None:
        super().__init__(panel)
        self._panel, self._clock = panel, surroundings.clock
        self._background, self._toasts = surroundings.background, surroundings.toasts
        self._form = Question()
        self._lead = ""
        self._drafts: MutableMapping[str, str] = {}
        panel.sent.connect(self._on_recorded)
        panel.typed.connect(self._on_typed)

    def ask(self, view: HandoverView, drafts: MutableMapping[str, str]) -> None:
        """Open the form of a hand-over with the words kept for it."""
        self.ask_of(view.id, askings.name_of(view), drafts)

    def ask_of(self, handover_id: UUID, name: str, drafts: MutableMapping[str, str]) -> None:
        """Open the form of a hand-over by its id and the lead's name."""
        self._lead, self._drafts = name, drafts
        asked = partial(self._on_form, handover_id)
        self._background.ask(record_form(handover_id), asked, question=self._form)

    def drop(self) -> None:
        """Forget a form that is still being read: another hand-over is shown."""
        self._form.drop()

    def _on_form(self, handover_id: UUID, fields: tuple[FormField, ...]) -> None:
        kept = self._drafts.get(place_of(RECORD, handover_id), "")
        self._panel.ask(handover_id, self._lead, fields, kept)

    @Slot(object, object, str)
    def _on_recorded(self, handover_id: UUID, fields: tuple[Recorded, ...], words: str) -> None:
        command = RecordSalesContact(record_id=uuid4(), handover_id=handover_id, fields=fields, words=words)
        self._background.carry_out(
            giving(command, place_of(RECORD, handover_id)),
            done=partial(self._on_kept, handover_id, self._lead),
            refused=self._on_refused,
        )

    def _on_kept(self, handover_id: UUID, lead: str, _: object) -> None:
        self._drafts.pop(place_of(RECORD, handover_id), None)
        self._panel.settle()
        said = QCoreApplication.translate("InboxPage", "Recorded: {lead}").format(lead=lead)
        self._toasts.say(said)

    def _on_refused(self, error: RuleViolation) -> None:
        self._panel.show_refusal(sentence(error))

    @Slot(object, str)
    def _on_typed(self, handover_id: UUID, kept: str) -> None:
        place = place_of(RECORD, handover_id)
        self._drafts[place] = kept
        self._background.carry_out(keeping(place, kept, self._clock()))
