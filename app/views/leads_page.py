"""All leads: found, narrowed, ordered; taken, given away, called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.models.vocabulary import SDR_ROLES, Role, Topic
from app.services.call_list_view import Named, SavedList, call_lists, names_for_filters, written_filter
from app.services.lead_list import EVERYTHING, LeadsWhere, ListedLead
from app.services.leads_head import LeadsHead, leads_head
from app.services.list_walk import ListPlace
from app.services.reports.alignment_leads import AlignmentSelection
from app.services.reports.funnel_leads import LeadSelection
from app.services.reports.sheet import Behind
from app.views import formats
from app.views.actions import Action
from app.views.background import Question
from app.views.desk import Query
from app.views.leads.filter_bar import FilterBar, short
from app.views.leads.giving import MOST
from app.views.leads.handling import Handling
from app.views.leads.leads_listing import NEWEST, LeadsSource, columns
from app.views.leads.lists import Lists
from app.views.leads.marking import Marking
from app.views.leads.narrowing import narrowing_text, typed
from app.views.leads.narrowing_panel import NarrowingPanel
from app.views.page import Page
from app.views.privacy.keeping_away import KeepingAway
from app.views.rows_source import Sort
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, button, column, label, row
from app.views.widgets.elided import Elided
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.key_button import KeyButton


@dataclass(frozen=True, slots=True)
class LeadsSeen:
    """What one reading of the page brings."""

    head: LeadsHead
    lists: list[SavedList]
    named: Named


class LeadsPage(Page[LeadsSeen]):
    """Every lead of this desk; what can be done with them follows from the member's role."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.LEADS,
            Topic.FOLLOW_UPS,
            Topic.ACTIVITIES,
            Topic.RUNS,
            Topic.IMPORTS,
            Topic.PEOPLE,
            Topic.PLAYBOOK,
            Topic.LISTS,
        }
    )
    lead_opened = Signal(object)
    """Id of a lead to show whole."""
    list_opened = Signal(object)
    """A place in a call list to be worked."""
    import_asked = Signal()

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._member_id = member_id
        self._head: LeadsHead | None = None
        self._where = EVERYTHING
        self._count = 0
        self._bound: tuple[object, ...] = ()
        self._sentence = ""
        self._wording = Question()
        self.bar = FilterBar(member_id)
        self.bar.changed.connect(self._on_bar_changed)
        self.table: RowsTable[LeadsWhere, ListedLead] = self.follow(
            RowsTable(
                surroundings,
                Listing(
                    name="leads",
                    source=LeadsSource(),
                    columns=columns(surroundings.clock),
                    where=self._where,
                    sort=NEWEST,
                    emptiness=self._emptiness,
                    title=lambda: self.tr("Leads"),
                    row_actions=self._row_actions,
                ),
            )
        )
        self.table.row_opened.connect(self._on_row_opened)
        self.table.counted.connect(self._on_counted)
        self.table.selection_changed.connect(self._on_selection_changed)
        self.handling = Handling(self)
        self.marking = Marking(self, self._selected)
        self.keeping = KeepingAway(self)
        self.lists = Lists(self, self._selected_ids, lambda: (self._where, self.table.sort()))
        self.narrowing = NarrowingPanel(self, lambda: self._where)
        self.narrowing.narrowed.connect(self._on_bar_changed)
        self.narrow_button = KeyButton("Shift+F", self.narrowing.ask, kind="quiet", icon_name="filter")
        self.lists.chosen.connect(self._on_list_chosen)
        self.lists.opened.connect(self.list_opened)
        self.said, self.problem = label("", "muted"), label("", "warn", wrap=True)
        self.problem.hide()
        self.clear_button = button("", self.show_all, kind="quiet", icon_name="filter-off")
        self.clear_button.hide()
        self.list_said = Elided("muted")
        self.list_button = KeyButton("B", self.lists.ask_list, kind="quiet", icon_name="list-check")
        self.work_button = KeyButton("W", self.lists.work, kind="primary", icon_name="headset")
        self.work_button.hide()
        below = row(self.said, self.clear_button, self.list_said, self.list_button, self.work_button, gap=8)
        below.setStretch(2, 1)
        above = row(self.bar, None, self.narrow_button, gap=8)
        card = boxed(column(self.table, margin=(1, 4, 1, 6)), "card")
        self.body.setLayout(column(above, self.problem, below, card, gap=10, margin=(24, 16, 24, 20)))

    # What the page says about itself.

    @override
    def query(self) -> Query[LeadsSeen]:
        member_id, lists = self._member_id, call_lists(self._member_id)
        return lambda db: LeadsSeen(leads_head(db, member_id), lists(db), names_for_filters(db))

    @override
    def fill(self, answer: LeadsSeen) -> None:
        self._head = answer.head
        self.bar.show_head(answer.head, self._where)
        self.lists.show_lists(answer.lists, answer.named)
        self.table.retranslate()
        self._say()
        self._rebind()

    @override
    def first_focus(self) -> QWidget:
        return self.table.view

    @override
    def retranslate(self) -> None:
        self.clear_button.setText(self.tr("Show all leads"))
        self.work_button.setText(self.tr("Work this list"))
        self.narrow_button.setText(self.tr("Add a filter"))
        if self._head is not None:
            self.bar.show_head(self._head, self._where)
        self.table.retranslate()
        self._say()

    @override
    def open(self, target: Any) -> None:
        """Show the leads another page asks for: a filter, those behind a number, or one lead."""
        match target:
            case LeadsWhere():
                self._narrow(target)
            case LeadSelection() | Behind() | AlignmentSelection():
                self._narrow(LeadsWhere(selection=target))
            case UUID():
                self._narrow(EVERYTHING)
                self.table.select_key(target)
            case _:
                raise TypeError(f"leads cannot be opened by {target!r}")

    @override
    def search(self, text: str) -> None:
        where, problem = typed(text, self._where)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._narrow(where)

    @override
    def page_actions(self) -> list[Action]:
        group = self.tr("Leads")
        return [
            *self._row_actions(),
            *self.lists.actions(self.tr("Call lists")),
            Action(
                self.tr("Show leads nobody holds"),
                partial(self.bar.choose_scope, "nobody"),
                "U",
                "users",
                group,
            ),
            Action(
                self.tr("Show my leads"), partial(self.bar.choose_scope, "mine"), "M", "id-badge-2", group
            ),
            Action(self.tr("Show all leads"), self.show_all, "Shift+U", "filter-off", group),
            Action(self.tr("Add a filter…"), self.narrowing.ask, "Shift+F", "filter", group),
            Action(self.tr("Move to the filters"), self.bar.focus_first, "L", "filter", group),
            *self._import_actions(group),
            *self.table.table_actions(),
        ]

    # What can be done.

    def show_all(self) -> None:
        """Take every filter away."""
        self.problem.hide()
        self._narrow(EVERYTHING)

    def _row_actions(self) -> list[Action]:
        group, role = self.tr("Leads"), self._head.role if self._head else None
        actions = [Action(self.tr("Follow up at a time…"), self._follow_up, "F", "alarm", group)]
        actions.append(
            Action(
                self.tr("What we know: correct it, and why this score"),
                self._know,
                "Shift+E",
                "pencil",
                group,
            )
        )
        if role in SDR_ROLES:
            actions.append(Action(self.tr("Take the selected leads"), self._claim, "C", "plus", group))
        if role is Role.TEAM_LEAD:
            actions.append(Action(self.tr("Give to somebody…"), self._assign, "A", "user-check", group))
        away = self.keeping.actions(role, group, forbid=self._forbid, erase=self._erase)
        return [*actions, *self.marking.actions(role, group), *away]

    def _claim(self) -> None:
        self.handling.claim([one.lead_id for one in self._selected()])

    def _assign(self) -> None:
        self.handling.ask_assignment([one.lead_id for one in self._selected()])

    def _know(self) -> None:
        self.handling.show_knowledge([one.lead_id for one in self._selected()])

    def _forbid(self) -> None:
        rows = self._selected()
        name = (rows[0].contact_name or rows[0].company or "–") if rows else ""
        self.keeping.ask_to_forbid([one.lead_id for one in rows[:1]], name)

    def _erase(self) -> None:
        self.keeping.ask_to_erase([one.lead_id for one in self._selected()])

    def _follow_up(self) -> None:
        rows = self._selected()
        name = (rows[0].company or rows[0].contact_name or "–") if rows else ""
        self.handling.ask_follow_up([one.lead_id for one in rows], name)

    def _selected_ids(self) -> list[UUID]:
        return [one.lead_id for one in self._selected()]

    def _selected(self) -> list[ListedLead]:
        """Return the selected leads, all of them or, where that cannot be, none."""
        count, rows = self.table.selected_count(), self.table.selected_rows()
        if count > MOST:
            text = self.tr("{count} leads are selected; at most {most} at a time.")
            self.surroundings.toasts.say(text.format(count=formats.number(count), most=MOST), tone="warn")
            return []
        if len(rows) < count:
            text = self.tr("Some of the selected leads are not read yet. Scroll over them, then try again.")
            self.surroundings.toasts.say(text, tone="warn")
            return []
        return rows

    def _import_actions(self, group: str) -> list[Action]:
        if not self.surroundings.leads_to("import"):
            return []
        return [Action(self.tr("Import a list"), self._import, "I", "file-import", group)]

    def _import(self) -> None:
        self.import_asked.emit()

    @Slot(object)
    def _on_row_opened(self, opened: ListedLead) -> None:
        if self._where.call_list is None:
            self.lead_opened.emit(opened.lead_id)
        else:
            self.list_opened.emit(ListPlace(self._where.call_list, opened.lead_id))

    # Lists.

    @Slot(object)
    def _on_list_chosen(self, one: SavedList | None) -> None:
        if one is None:
            self._narrow(replace(self._where, call_list=None))
            return
        self._narrow(LeadsWhere(call_list=one.list_id))
        if self.table.sort() != Sort(one.sort, one.is_descending):
            self.table.sort_by(one.sort, descending=one.is_descending)

    def _rebind(self) -> None:
        """Bind the keys anew, if others count now."""
        head, one = self._head, self.lists.current
        counts = (
            head.role if head else None,
            one is not None,
            one and one.expression is None,
            one and one.may_change,
        )
        if counts != self._bound:
            self._bound = counts
            self.actions_changed.emit()

    # Narrowing.

    def _narrow(self, where: LeadsWhere) -> None:
        if where == self._where:
            return
        self._where = where
        if self._head is not None:
            self.bar.show_head(self._head, where)
        self.table.show_filter(where)
        self._sentence = ""
        self._say()
        self._rebind()
        if where != EVERYTHING and where.call_list is None:
            self.background.ask(written_filter(where), self._on_written, question=self._wording)

    def _on_written(self, expression: str | None) -> None:
        if self._where != EVERYTHING and self._where.call_list is None:
            self._sentence = self.lists.said(expression) if expression else ""
            self._say()

    @Slot(object)
    def _on_bar_changed(self, where: LeadsWhere) -> None:
        self._narrow(where)

    @Slot(int)
    def _on_counted(self, count: int) -> None:
        self._count = count
        self._say()

    @Slot(int)
    def _on_selection_changed(self, _: int) -> None:
        self._say()

    def _say(self) -> None:
        count, selected = self._count, self.table.selected_count()
        parts = [QCoreApplication.translate("LeadsPage", "%Ln lead(s)", "", count)]
        if selected > 1:
            parts.append(self.tr("{count} selected").format(count=formats.number(selected)))
        parts.append("" if self._sentence else narrowing_text(self._where))
        self.said.setText(" · ".join(part for part in parts if part))
        self.clear_button.setVisible(replace(self._where, text="") != EVERYTHING)
        one = self.lists.current
        self.list_said.say(self.lists.sentence() or self._sentence or " ")
        self.list_button.setText(
            self.tr("List: {name}").format(name=short(one.name)) if one else self.tr("Call lists")
        )
        self.work_button.setVisible(one is not None)

    # Nothing to show.

    def _emptiness(self) -> Emptiness:
        if self._where != EVERYTHING:
            return Emptiness(
                self.tr("No lead fits"),
                self.tr("Take a filter away, or look for something else."),
                "search",
                self.tr("Show all leads"),
                self.show_all,
            )
        if not self.surroundings.leads_to("import"):
            return Emptiness(
                self.tr("No leads yet"), self.tr("Once leads come in, they stand here."), "inbox"
            )
        return Emptiness(
            self.tr("No leads yet"),
            self.tr("Import a list (I), or type one in by hand (Ctrl+N)."),
            "inbox",
            self.tr("Import a list"),
            self._import,
            "I",
        )
