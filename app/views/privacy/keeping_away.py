"""What lists of leads and the call desk do for people who want to be left alone: put on the list, erase."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Slot

from app.models.vocabulary import Role
from app.services.do_not_contact import ForbidContact
from app.services.erasing import ERASERS
from app.services.erasing_view import ErasingPreview, erasing_preview
from app.services.erasing_work import Erased
from app.views.actions import Action
from app.views.background import Question
from app.views.page import Page
from app.views.privacy.erase_panel import ErasePanel, Erasing
from app.views.privacy.forbid_panel import ForbidPanel, Known, known_of

MOST = 50
"""Leads of one person at a time: more are hardly one person."""


class KeepingAway(QObject):
    """Asks what is needed over its page, and gives the commands."""

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page)
        self._background, self._toasts = page.background, page.surroundings.toasts
        self._asking = Question()
        self.forbidding, self.erasing = ForbidPanel(page), ErasePanel(page)
        self.forbidding.forbidden.connect(self._on_forbidden)
        self.erasing.confirmed.connect(self._on_confirmed)

    def actions(self, role: Role | None, group: str, *, forbid: Any, erase: Any) -> list[Action]:
        """Return the actions a person in this role has with a lead."""
        found = [Action(self.tr("Never contact again…"), forbid, "Z", "ban", group)]
        if role in ERASERS:
            found.append(Action(self.tr("Erase this person…"), erase, "Shift+Z", "trash", group))
        return found

    def ask_to_forbid(self, lead_ids: Sequence[UUID], name: str) -> None:
        """Ask whom of a lead to put on the do-not-contact list."""
        if lead_ids:
            self._background.ask(known_of(lead_ids[0]), partial(self._on_known, name), question=self._asking)

    def ask_to_erase(self, lead_ids: Sequence[UUID]) -> None:
        """Show what erasing the person of some leads would overwrite, and ask."""
        if len(lead_ids) > MOST:
            self._toasts.say(self.tr("Erase one person at a time."), tone="warn")
        elif lead_ids:
            self._background.ask(erasing_preview(lead_ids), self._on_preview, question=self._asking)

    def _on_known(self, name: str, known: Known) -> None:
        if known.bars:
            self._toasts.say(
                self.tr("{name} is on the do-not-contact list already").format(name=name), tone="info"
            )
        else:
            self.forbidding.ask_about(known, name)

    def _on_preview(self, preview: ErasingPreview | None) -> None:
        if preview is not None:
            self.erasing.ask_about(preview)

    @Slot(object)
    def _on_forbidden(self, command: ForbidContact) -> None:
        self._background.submit(command, done=self._on_barred)

    def _on_barred(self, _: object) -> None:
        self._toasts.say(self.tr("On the do-not-contact list"), self.tr("Nobody of the team contacts them."))

    @Slot(object, str)
    def _on_confirmed(self, lead_ids: tuple[UUID, ...], asked_by: str) -> None:
        self._background.start(Erasing(lead_ids, asked_by), self._on_erased)
        self._toasts.say(self.tr("Erasing…"), self.tr("Files and backups are rewritten."), tone="info")

    def _on_erased(self, erased: Erased) -> None:
        detail = self.tr("The receipt is on the page Privacy.")
        if erased.swept.left:
            names = ", ".join(path.name for path in erased.swept.left)
            detail = self.tr("These set-aside files may still hold them: {names}").format(names=names)
        self._toasts.say(self.tr("The person is erased"), detail, tone="warn" if erased.swept.left else "ok")
