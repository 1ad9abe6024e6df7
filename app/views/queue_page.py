"""The queue: whom to call next and why, one key away from the call."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.models.vocabulary import Role, Topic
from app.services.lead_list import LeadsWhere
from app.services.queue import QueueRow, next_lead
from app.services.queue_groups import QueueReason, QueueWhere
from app.services.queue_head import QueueHead, queue_head
from app.views import formats
from app.views.actions import Action
from app.views.background import Question
from app.views.desk import Query
from app.views.leads.handling import Handling
from app.views.leads.queue_listing import OWN_ORDER, QueueSource, columns
from app.views.leads.said import REASONS
from app.views.page import Page
from app.views.pool.returning import Returning
from app.views.rows_source import Sort
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, button, column, row
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.kbd import KeyHint
from app.views.widgets.segmented import Segmented

MINUTE_MS = 60_000
_ALL = "all"


class QueuePage(Page[QueueHead]):
    """One member's queue; whoever composes the window says whose."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.LEADS, Topic.FOLLOW_UPS, Topic.HANDOVERS, Topic.ACTIVITIES, Topic.RUNS, Topic.PLAYBOOK}
    )
    lead_opened = Signal(object)
    """Id of the lead to call."""
    leads_asked = Signal(object)
    """A filter of the list of all leads."""
    import_asked = Signal()

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._member_id = member_id
        self._head: QueueHead | None = None
        self._where = QueueWhere()
        self._next = Question()
        self.parts = Segmented()
        self.parts.chosen.connect(self._on_part_chosen)
        self.call_button = button("", self.call_next, kind="primary", icon_name="phone")
        self.table: RowsTable[QueueWhere, QueueRow] = self.follow(
            RowsTable(
                surroundings,
                Listing(
                    name="queue",
                    source=QueueSource(member_id, surroundings.clock),
                    columns=columns(surroundings.clock),
                    where=self._where,
                    sort=Sort(OWN_ORDER),
                    emptiness=self._emptiness,
                    title=lambda: self.tr("Queue"),
                    row_actions=self._row_actions,
                ),
            )
        )
        self.table.row_opened.connect(self._on_row_opened)
        self.handling, self.returning = Handling(self), Returning(self)
        head = row(self.parts, None, self.call_button, KeyHint("N"), gap=8)
        card = boxed(column(self.table, margin=(1, 4, 1, 6)), "card")
        self.body.setLayout(column(head, card, gap=12, margin=(24, 16, 24, 20)))
        self._each_minute = QTimer(self, interval=MINUTE_MS)
        self._each_minute.timeout.connect(self._on_minute)
        self._each_minute.start()

    # What the page says about itself.

    @override
    def query(self) -> Query[QueueHead]:
        member_id, now, text = self._member_id, self.surroundings.clock(), self._where.text
        return lambda db: queue_head(db, member_id, now, text)

    @override
    def fill(self, answer: QueueHead) -> None:
        is_first = self._head is None
        self._head = answer
        self._say_parts()
        self.table.retranslate()
        if is_first:
            self.actions_changed.emit()

    @override
    def first_focus(self) -> QWidget:
        return self.table.view

    @override
    def retranslate(self) -> None:
        self.call_button.setText(self.tr("Call the next lead"))
        self._say_parts()
        self.table.retranslate()

    @override
    def open(self, target: Any) -> None:
        """Show a lead in its place of the queue."""
        self.table.select_key(target)

    @override
    def search(self, text: str) -> None:
        self._narrow(QueueWhere(text.strip(), self._where.reasons))

    @override
    def page_actions(self) -> list[Action]:
        group = self.tr("Queue")
        return [
            Action(self.tr("Call the next lead"), self.call_next, "N", "phone", group),
            *self._row_actions(),
            Action(self.tr("Show leads nobody holds"), self._show_unowned, "U", "users", group),
            Action(self.tr("Import a list"), self._import, "I", "file-import", group),
            Action(self.tr("Next part of the queue"), partial(self._step_part, 1), "]", "list", group),
            Action(self.tr("Previous part of the queue"), partial(self._step_part, -1), "[", "list", group),
            *self.table.table_actions(),
        ]

    # What can be done.

    def call_next(self) -> None:
        """Open the first lead of the whole queue."""
        self.lead_on()
        member_id, now = self._member_id, self.surroundings.clock()
        self.background.ask(lambda db: next_lead(db, member_id, now), self._on_next, question=self._next)

    def _row_actions(self) -> list[Action]:
        group = self.tr("Queue")
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
        actions += [
            Action(self.tr("Give back to the pool…"), self._give_back, "G", "arrow-back-up", group),
            Action(self.tr("Keep it longer…"), self._keep_longer, "Shift+K", "hourglass", group),
        ]
        if self._head is not None and self._head.role is Role.TEAM_LEAD:
            actions.append(Action(self.tr("Give to somebody…"), self._assign, "A", "user-check", group))
        return actions

    def _know(self) -> None:
        self.handling.show_knowledge([one.lead_id for one in self.table.selected_rows()])

    def _give_back(self) -> None:
        self.returning.ask_give_back([one.lead_id for one in self.table.selected_rows()])

    def _keep_longer(self) -> None:
        self.returning.ask_longer([one.lead_id for one in self.table.selected_rows()])

    def _follow_up(self) -> None:
        rows = self.table.selected_rows()
        self.handling.ask_follow_up([one.lead_id for one in rows], _name(rows))

    def _assign(self) -> None:
        rows = self.table.selected_rows()
        self.handling.ask_assignment([one.lead_id for one in rows])

    def _show_unowned(self) -> None:
        self.leads_asked.emit(LeadsWhere(is_unowned=True))

    def _import(self) -> None:
        self.import_asked.emit()

    def _on_next(self, found: QueueRow | None) -> None:
        self.end_leading(is_found=found is not None)
        if found is None:
            self.surroundings.toasts.say(self.tr("Your queue is empty."), tone="info")
        else:
            self.lead_opened.emit(found.lead_id)

    @Slot(object)
    def _on_row_opened(self, opened: QueueRow) -> None:
        self.lead_opened.emit(opened.lead_id)

    # Parts of the queue.

    def _narrow(self, where: QueueWhere) -> None:
        if where != self._where:
            is_other_text = where.text != self._where.text
            self._where = where
            self.table.show_filter(where)
            if is_other_text:
                self.reload()

    @Slot(str)
    def _on_part_chosen(self, key: str) -> None:
        reasons = frozenset() if key == _ALL else frozenset({QueueReason(key)})
        self._narrow(QueueWhere(self._where.text, reasons))

    def _step_part(self, by: int) -> None:
        keys = [_ALL, *(reason.value for reason in QueueReason)]
        self.parts.choose(keys[(keys.index(self.parts.key()) + by) % len(keys)])

    def _say_parts(self) -> None:
        if self._head is None:
            return
        counts = self._head.counts
        every = self.tr("All")
        choices = [(_ALL, f"{every}  {formats.number(self._head.total)}")]
        for reason, said in REASONS.items():
            choices.append((reason.value, f"{said()}  {formats.number(counts.get(reason, 0))}"))
        shown = next((reason.value for reason in self._where.reasons), _ALL)
        self.parts.show_choices(self.tr("Part of the queue"), choices, shown)

    # Nothing to show.

    def _emptiness(self) -> Emptiness:
        if self._where.text:
            return Emptiness(
                self.tr("Nobody in your queue is called “{text}”").format(text=self._where.text),
                self.tr("They may wait for another day, or be somebody else's."),
                "search",
                self.tr("Look among all leads"),
                partial(self.leads_asked.emit, LeadsWhere(text=self._where.text)),
            )
        if self._where.reasons:
            return Emptiness(
                self.tr("Nobody waits for this reason"),
                self.tr("The other parts of your queue are one key away: ] and [."),
                "circle-check",
                self.tr("Show the whole queue"),
                partial(self.parts.choose, _ALL),
            )
        head = self._head
        if head is None or head.has_own:
            return self._done(head)
        text = QCoreApplication.translate(
            "QueuePage",
            "Import a list, or take some of the %Ln lead(s) that nobody holds (U).",
            "",
            head.unowned_count,
        )
        if not head.unowned_count:
            text = self.tr("Import a list to begin. Whoever imports holds the leads, or hands them out.")
        return Emptiness(
            self.tr("No leads are yours yet"),
            text,
            "inbox",
            self.tr("Import a list"),
            self._import,
            "I",
        )

    def _done(self, head: QueueHead | None) -> Emptiness:
        text = self.tr("Take leads that nobody holds, or import a list.")
        if head is not None and head.next_due_at is not None:
            due = formats.moment(head.next_due_at, self.surroundings.clock())
            text = self.tr(
                "The next follow-up is due {when}. Until then, take leads that nobody holds."
            ).format(when=due)
        return Emptiness(
            self.tr("Everybody is called"),
            text,
            "circle-check",
            self.tr("Show leads nobody holds"),
            self._show_unowned,
            "U",
        )

    @Slot()
    def _on_minute(self) -> None:
        if self.isVisible():
            self.reload()


def _name(rows: list[QueueRow]) -> str:
    return (rows[0].company or rows[0].contact_name or "–") if rows else ""
