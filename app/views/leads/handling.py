"""What the queue and the list of leads both do with the leads selected: follow up, give away, take."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Slot

from app.services.holding import AssignLeads, ClaimLeads
from app.services.queue_head import Holder, holders
from app.services.undoing import UndoAssignment
from app.views import formats
from app.views.background import Question
from app.views.leads.follow_up_panel import FollowUpPanel
from app.views.leads.giving import MOST, following_up
from app.views.leads.knowledge_panel import KnowledgePanel
from app.views.leads.pick_panel import PickPanel
from app.views.page import Page
from app.views.roles import role_name
from app.views.widgets.option_list import Option


class Handling(QObject):
    """Asks what is needed over its page, and gives the commands."""

    def __init__(self, page: Page[Any]) -> None:
        super().__init__(page)
        self._background, self._toasts = page.background, page.surroundings.toasts
        self._clock = page.surroundings.clock
        self._lead_ids: tuple[UUID, ...] = ()
        self._people: dict[str, Holder] = {}
        self._asking = Question()
        self.follow_up = FollowUpPanel(page, self._clock)
        self.follow_up.chosen.connect(self._on_follow_up)
        self.assignment = PickPanel(page)
        self.knowledge = KnowledgePanel(page, page.surroundings)
        self.assignment.picked.connect(self._on_assigned)

    def ask_follow_up(self, lead_ids: Sequence[UUID], name: str) -> None:
        """Ask when to come back to some leads; ``name`` is said where it is one."""
        if self._takes(lead_ids):
            self.follow_up.ask_for(name, len(lead_ids))

    def ask_assignment(self, lead_ids: Sequence[UUID]) -> None:
        """Ask to whom some leads shall be given."""
        if self._takes(lead_ids):
            self._background.ask(holders, self._on_holders, question=self._asking)

    def show_knowledge(self, lead_ids: Sequence[UUID]) -> None:
        """Show what is known of the first of some leads, to be corrected."""
        if lead_ids:
            self.knowledge.show_lead(lead_ids[0])

    def claim(self, lead_ids: Sequence[UUID]) -> None:
        """Take some leads that nobody holds."""
        if self._takes(lead_ids):
            command = ClaimLeads(lead_ids=self._lead_ids)
            self._background.submit(command, done=partial(self._on_claimed, len(lead_ids)))

    def _takes(self, lead_ids: Sequence[UUID]) -> bool:
        if len(lead_ids) > MOST:
            text = self.tr("At most {count} leads at a time. Select fewer.")
            self._toasts.say(text.format(count=MOST), tone="warn")
            return False
        self._lead_ids = tuple(lead_ids)
        return bool(lead_ids)

    def _on_holders(self, people: list[Holder]) -> None:
        self._people = {str(one.member_id): one for one in people}
        held = self.tr("{role} · holds {count}")
        options = [
            Option(key, one.name, held.format(role=role_name(one.role), count=formats.number(one.lead_count)))
            for key, one in self._people.items()
        ]
        title = QCoreApplication.translate("Handling", "Give %Ln lead(s) to", "", len(self._lead_ids))
        self.assignment.ask(title, options, send=self.tr("Give"))

    @Slot(str)
    def _on_assigned(self, key: str) -> None:
        person = self._people[key]
        command = AssignLeads(lead_ids=self._lead_ids, member_id=person.member_id)
        self._background.submit(command, done=partial(self._on_given, person.name, len(self._lead_ids)))

    @Slot(object, str, bool)
    def _on_follow_up(self, due_at: int, words: str, is_agreed: bool) -> None:  # noqa: FBT001 -- a signal's argument
        self._background.start(
            following_up(self._lead_ids, due_at, words, is_agreed=is_agreed),
            partial(self._on_promised, due_at),
        )

    def _on_promised(self, due_at: int, _count: int) -> None:
        text = self.tr("Follow-up set: {when}")
        self._toasts.say(text.format(when=formats.moment(due_at, self._clock())))

    def _on_given(self, name: str, count: int, done: Any) -> None:
        text = QCoreApplication.translate("Handling", "%Ln lead(s) given to {name}", "", count)
        self._toasts.say(text.format(name=name), undo=partial(self._take_back, done.cmd_id))

    def _take_back(self, assigned_by: UUID) -> None:
        self._background.submit(UndoAssignment(assigned_by=assigned_by), done=self._on_taken_back)

    def _on_taken_back(self, done: Any) -> None:
        text = QCoreApplication.translate("Handling", "%Ln lead(s) taken back", "", done.answer["returned"])
        kept = done.answer["kept"]
        detail = (
            QCoreApplication.translate("Handling", "%Ln contacted since stay(s)", "", kept) if kept else ""
        )
        self._toasts.say(text, detail)

    def _on_claimed(self, count: int, _: object) -> None:
        self._toasts.say(QCoreApplication.translate("Handling", "%Ln lead(s) are yours now", "", count))
