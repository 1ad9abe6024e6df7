"""What owners do with leads they do not get to: give them back, or ask for more time; on any page that lists them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Slot

from app.services.pool import ExtendRecall, GiveBackLeads
from app.views.leads.giving import MOST
from app.views.page import Page
from app.views.pool.panels import ReasonPanel


class Returning(QObject):
    """Asks why over its page, and gives the commands."""

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page)
        self._background, self._toasts = page.background, page.surroundings.toasts
        self._lead_ids: tuple[UUID, ...] = ()
        self.back, self.longer = ReasonPanel(page), ReasonPanel(page)
        self.back.chosen.connect(self._on_back)
        self.longer.chosen.connect(self._on_longer)

    def ask_give_back(self, lead_ids: Sequence[UUID]) -> None:
        """Ask why some leads go back to the pool."""
        if len(lead_ids) > MOST:
            text = self.tr("At most {count} leads at a time. Select fewer.")
            self._toasts.say(text.format(count=MOST), tone="warn")
        elif lead_ids:
            self._lead_ids = tuple(lead_ids)
            title = QCoreApplication.translate(
                "Returning", "Give %Ln lead(s) back to the pool", "", len(lead_ids)
            )
            self.back.ask_for(title, self.tr("Why you give it back"), (), send=self.tr("Give back"))

    def ask_longer(self, lead_ids: Sequence[UUID]) -> None:
        """Ask why the first of some leads is kept longer than the rule allows."""
        if lead_ids:
            self._lead_ids = tuple(lead_ids[:1])
            title = self.tr("Keep this lead longer")
            self.longer.ask_for(title, self.tr("Why it needs more time"), (), send=self.tr("Keep it"))

    @Slot(str, str)
    def _on_back(self, _key: str, words: str) -> None:
        command = GiveBackLeads(lead_ids=self._lead_ids, pool_id=None, words=words)
        self._background.submit(command, done=partial(self._on_given_back, len(self._lead_ids)))

    @Slot(str, str)
    def _on_longer(self, _key: str, words: str) -> None:
        self._background.submit(ExtendRecall(lead_id=self._lead_ids[0], words=words), done=self._on_kept)

    def _on_given_back(self, count: int, _done: object) -> None:
        self._toasts.say(QCoreApplication.translate("Returning", "%Ln lead(s) back in the pool", "", count))

    def _on_kept(self, _done: object) -> None:
        self._toasts.say(self.tr("You may keep it longer, once"))
