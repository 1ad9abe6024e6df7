"""The call lists over the list of leads: chosen, saved, filled, put away, worked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.services.call_list_view import Named, SavedList, written_filter
from app.services.call_lists import DropCallList, PickLeads, SaveCallList, UnpickLeads
from app.services.lead_list import LeadsWhere, which_of
from app.services.list_walk import ListPlace
from app.views.actions import Action
from app.views.background import Question
from app.views.desk import Desk
from app.views.leads.filter_words import filter_sentence
from app.views.leads.list_panels import SaveListPanel, What
from app.views.leads.pick_panel import PickPanel
from app.views.page import Page
from app.views.punctuation import aside
from app.views.rows_source import Sort
from app.views.widgets.option_list import Option

_ALL, _NEW = "all", "new"


class Lists(QObject):
    """Knows the lists there are and the one that is shown; asks over its page, and gives the commands."""

    chosen = Signal(object)
    """The list to show; ``None`` for all leads."""
    opened = Signal(object)
    """A place in a list to be worked at the call desk."""

    def __init__(
        self,
        page: Page[Any],
        selected: Callable[[], Sequence[UUID]],
        shown: Callable[[], tuple[LeadsWhere, Sort]],
    ) -> None:
        """Make it.

        Args:
            page: The page it asks over.
            selected: The leads selected there.
            shown: The filter and the order shown there.
        """
        super().__init__(page)
        self._background, self._toasts = page.background, page.surroundings.toasts
        self._selected, self._shown = selected, shown
        self._lists: dict[str, SavedList] = {}
        self._named = Named((), ())
        self._leads: tuple[UUID, ...] = ()
        self._expression: str | None = None
        self._asking = Question()
        self.choosing, self.filling, self.saving = PickPanel(page), PickPanel(page), SaveListPanel(page)
        self.choosing.picked.connect(self._on_chosen)
        self.filling.picked.connect(self._on_filled)
        self.saving.chosen.connect(self._on_saved)

    def show_lists(self, lists: Sequence[SavedList], named: Named) -> None:
        """Know these lists, and what stages and people are called."""
        self._lists = {str(one.list_id): one for one in lists}
        self._named = named

    @property
    def current(self) -> SavedList | None:
        """The list that is shown, if one is."""
        return self._lists.get(str(self._shown()[0].call_list))

    def sentence(self) -> str:
        """Return what the list that is shown keeps, as a sentence; empty without one."""
        return self._kept(self.current) if self.current else ""

    def said(self, expression: str) -> str:
        """Return a written filter as a sentence."""
        return filter_sentence(expression, self._named)

    def actions(self, group: str) -> list[Action]:
        """Return what can be done with lists."""
        one = self.current
        found = [
            Action(self.tr("Choose a call list…"), self.ask_list, "B", "list-check", group),
            Action(self.tr("Save as a call list…"), self.ask_save, "S", "star", group),
            Action(
                self.tr("Put the selected leads on a call list…"), self.ask_fill, "P", "clipboard-list", group
            ),
        ]
        if one is not None:
            found.append(Action(self.tr("Work this list"), self.work, "W", "headset", group))
            from_top = self.tr("Work this list from the top")
            found.append(Action(from_top, self.work_anew, "Shift+W", "refresh", group))
        if one is not None and one.expression is None:
            take_off = self.tr("Take the selected leads off this list")
            found.append(Action(take_off, self.take_off, "Shift+P", "minus", group))
        if one is not None and one.may_change:
            found.append(Action(self.tr("Put this list away"), self.put_away, "Shift+B", "trash", group))
        return found

    # Choosing and working.

    def ask_list(self) -> None:
        """Ask which list to show."""
        every = Option(_ALL, self.tr("All leads"), self.tr("No list"))
        options = [every, *(Option(key, one.name, self._detail(one)) for key, one in self._lists.items())]
        current = self.current
        picked = str(current.list_id) if current else ""
        self.choosing.ask(self.tr("Show a call list"), options, send=self.tr("Show"), picked=picked)

    def work(self) -> None:
        """Open the list that is shown at the call desk, where it was left."""
        if self.current is not None:
            self.opened.emit(ListPlace(self.current.list_id))

    def work_anew(self) -> None:
        """Open the list that is shown at the call desk, from the top."""
        if self.current is not None:
            self.opened.emit(ListPlace(self.current.list_id, is_anew=True))

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        self.chosen.emit(self._lists.get(key))

    # Saving.

    def ask_save(self) -> None:
        """Ask for a name for what is shown, or for the leads selected."""
        self._leads = tuple(self._selected())
        self._background.ask(written_filter(self._shown()[0]), self._on_written, question=self._asking)

    def _on_written(self, expression: str | None) -> None:
        self._expression = expression
        count, current = len(self._leads), self.current
        filter_text = self.tr("Everything that fits this filter")
        said = self.tr("This cannot be said as a filter. Select leads instead.")
        if expression is not None:
            said = filter_sentence(expression, self._named)
        picked_text = QCoreApplication.translate("Lists", "Only %Ln selected lead(s)", "", count)
        options = [
            Option(What.FILTER, filter_text, said, expression is not None),
            Option(What.PICKED, picked_text, self.tr("They stay on it, whatever becomes of them"), count > 0),
        ]
        may_change = current is not None and current.may_change
        if current is not None and may_change:
            text = self.tr("The list “{name}” itself").format(name=current.name)
            options.insert(0, Option(What.CHANGE, text, self.tr("Its name, its order, and who sees it")))
        first = What.CHANGE if may_change else What.PICKED if count > 1 or expression is None else What.FILTER
        name = current.name if current is not None and may_change else ""
        is_shared = current is not None and may_change and current.is_shared
        self.saving.ask_for(options, picked=first, name=name, is_shared=is_shared)

    @Slot(str, str, bool)
    def _on_saved(self, what: str, name: str, is_shared: bool) -> None:  # noqa: FBT001 -- a slot
        sort, before = self._shown()[1], self.current
        changes = what == What.CHANGE and before is not None
        expression = (
            before.expression if changes and before else self._expression if what == What.FILTER else None
        )
        list_id = before.list_id if changes and before else uuid4()
        command = SaveCallList(
            list_id=list_id,
            name=name,
            expression=expression,
            sort=sort.key or "created_at",
            is_descending=sort.descending,
            is_shared=is_shared,
        )
        back = _as_it_was(before) if changes and before else DropCallList(list_id=list_id)
        leads = self._leads if what == What.PICKED else ()
        text = self.tr("List “{name}” saved").format(name=name)
        made = replace(_kept_as(command), count=len(leads) if expression is None else None)

        def done(_: object) -> None:
            self._lists[str(list_id)] = made
            if not changes:
                self.chosen.emit(made)
            self._toasts.say(text, undo=partial(self._take_back, back))

        self._background.carry_out(partial(_save, command, leads), done=done)

    def put_away(self) -> None:
        """Put the list that is shown away."""
        one = self.current
        if one is None:
            return
        text = self.tr("List “{name}” put away").format(name=one.name)

        def done(_: object) -> None:
            self.chosen.emit(None)
            self._toasts.say(text, undo=partial(self._take_back, _as_it_was(one)))

        self._background.submit(DropCallList(list_id=one.list_id), done=done)

    # Filling.

    def ask_fill(self) -> None:
        """Ask on which list to put the selected leads."""
        self._leads = tuple(self._selected())
        if not self._leads:
            return
        by_hand = [(key, one) for key, one in self._lists.items() if one.expression is None]
        options = [Option(key, one.name, self._detail(one)) for key, one in by_hand]
        options.append(Option(_NEW, self.tr("A new list…")))
        title = QCoreApplication.translate("Lists", "Put %Ln lead(s) on", "", len(self._leads))
        self.filling.ask(title, options, send=self.tr("Put them on"))

    @Slot(str)
    def _on_filled(self, key: str) -> None:
        one = self._lists.get(key)
        if one is None:
            self._on_written(None)
            return

        def done(fresh: list[UUID]) -> None:
            if not fresh:
                self._toasts.say(self.tr("They are on “{name}” already.").format(name=one.name), tone="info")
                return
            text = QCoreApplication.translate("Lists", "%Ln lead(s) put on “{name}”", "", len(fresh))
            back = UnpickLeads(list_id=one.list_id, lead_ids=tuple(fresh))
            self._toasts.say(text.format(name=one.name), undo=partial(self._take_back, back))

        self._background.carry_out(partial(_fill, one.list_id, self._leads), done=done)

    def take_off(self) -> None:
        """Take the selected leads off the list that is shown."""
        one, leads = self.current, tuple(self._selected())
        if one is None or not leads:
            return
        text = QCoreApplication.translate("Lists", "%Ln lead(s) taken off “{name}”", "", len(leads))
        back = PickLeads(list_id=one.list_id, lead_ids=leads)

        def done(_: object) -> None:
            self._toasts.say(text.format(name=one.name), undo=partial(self._take_back, back))

        self._background.submit(UnpickLeads(list_id=one.list_id, lead_ids=leads), done=done)

    def _take_back(self, command: Any) -> None:
        self._background.submit(command, done=self._on_taken_back)

    def _on_taken_back(self, _: object) -> None:
        if self._shown()[0].call_list is not None and self.current is None:
            self.chosen.emit(None)
        self._toasts.say(self.tr("Taken back"))

    # Words.

    def _detail(self, one: SavedList) -> str:
        kept = self._kept(one)
        if one.is_own:
            return aside(kept, self.tr("shared")) if one.is_shared else kept
        return aside(kept, self.tr("shared by {name}").format(name=one.owner_name))

    def _kept(self, one: SavedList) -> str:
        if one.expression is None:
            return QCoreApplication.translate("Lists", "%Ln lead(s) picked by hand", "", one.count or 0)
        return filter_sentence(one.expression, self._named)


def _save(command: SaveCallList, leads: tuple[UUID, ...], desk: Desk) -> None:
    with desk.batch() as batch:
        batch.give(command)
        if leads:
            batch.give(PickLeads(list_id=command.list_id, lead_ids=leads))


def _fill(list_id: UUID, leads: tuple[UUID, ...], desk: Desk) -> list[UUID]:
    """Put leads on a list and return those that were not on it, so that undoing takes off no others."""
    with desk.batch() as batch:
        known = batch.read(lambda db: which_of(db, LeadsWhere(call_list=list_id), leads))
        fresh = tuple(lead_id for lead_id in leads if lead_id not in known)
        if fresh:
            batch.give(PickLeads(list_id=list_id, lead_ids=fresh))
    return list(fresh)


def _as_it_was(one: SavedList) -> SaveCallList:
    return SaveCallList(
        list_id=one.list_id,
        name=one.name,
        expression=one.expression,
        sort=one.sort,
        is_descending=one.is_descending,
        is_shared=one.is_shared,
    )


def _kept_as(command: SaveCallList) -> SavedList:
    return SavedList(
        list_id=command.list_id,
        name=command.name,
        expression=command.expression,
        sort=command.sort,
        is_descending=command.is_descending,
        is_shared=command.is_shared,
        is_own=True,
        may_change=True,
        owner_name="",
        count=None,
    )
