"""Which track a lead in nurture goes on with, and on which day it is back in the queue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.clock import Clock, from_micros, to_micros
from app.models.vocabulary import FollowUpWhy
from app.services.follow_ups import SetFollowUp
from app.services.nurture import ChooseTrack
from app.services.nurture_view import NurtureRow
from app.views import formats
from app.views.leads.pick_panel import PickPanel
from app.views.widgets.option_list import Option

_MORNING = time(9)


class TrackPanel(PickPanel):
    """Asks for a track; the one a lead is on begins anew."""

    chosen = Signal(object)
    """The command."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._lead_id: UUID | None = None
        self.picked.connect(self._on_picked)

    def ask_for(self, lead: NurtureRow, tracks: Sequence[tuple[str, str]]) -> None:
        """Ask on which track a lead goes on."""
        self._lead_id = lead.lead_id
        now = self.tr("On it now: it begins anew")
        options = [Option(key, title, now if key == lead.track else "") for key, title in tracks]
        title = self.tr("Put {name} on which track?").format(name=lead.name)
        self.ask(title, options, send=self.tr("Change"), picked=lead.track)

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        if self._lead_id is not None:
            self.chosen.emit(ChooseTrack(lead_id=self._lead_id, track=key))


class BackPanel(PickPanel):
    """Asks for a day; its owner is reminded that morning, and the lead is worked on again."""

    chosen = Signal(object)
    """The command."""

    def __init__(self, page: QWidget, clock: Clock) -> None:
        super().__init__(page)
        self._clock = clock
        self._lead_id: UUID | None = None
        self.picked.connect(self._on_picked)

    def ask_for(self, lead: NurtureRow) -> None:
        """Ask when a lead is back in the queue."""
        self._lead_id, now = lead.lead_id, self._clock()
        spans = (
            (14, self.tr("In two weeks")), (28, self.tr("In four weeks")), (91, self.tr("In three months")),
            (182, self.tr("In six months")), (364, self.tr("In a year")),
        )  # fmt: skip
        options = [Option(str(days), text, formats.moment(self._at(days), now)) for days, text in spans]
        title = self.tr("When is {name} back in the queue?").format(name=lead.name)
        self.ask(title, options, send=self.tr("Set the day"))

    def _at(self, days: int) -> int:
        """Return the morning of a day from today, microseconds UTC; whole weeks keep the day of the week."""
        day = from_micros(self._clock()).astimezone().date() + timedelta(days=days)
        return to_micros(datetime.combine(day, _MORNING).astimezone())

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        if self._lead_id is not None:
            self.chosen.emit(
                SetFollowUp(
                    lead_id=self._lead_id, due_at=self._at(int(key)), why=FollowUpWhy.NURTURE_BACK, words=""
                )
            )
