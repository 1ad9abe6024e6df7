"""The pool: who waits there and why the first stands first; claimed by a key, alone or as a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.errors import RuleViolation
from app.models.vocabulary import SDR_ROLES, Role, Topic
from app.services.holding import ClaimLeads
from app.services.kernel.command import Command
from app.services.pool import MoveToPool
from app.services.pool_view import (
    PoolHead,
    PoolLead,
    PoolLine,
    PoolWhere,
    RightLine,
    channel_titles,
    pool_head,
    pool_rights,
    sdrs,
)
from app.views import formats
from app.views.actions import Action
from app.views.desk import Query
from app.views.i18n import is_chinese
from app.views.leads.giving import MOST, all_at_once
from app.views.leads.handling import Handling
from app.views.leads.pick_panel import PickPanel
from app.views.page import Page
from app.views.pool.pool_listing import OWN_ORDER, PoolSource, columns
from app.views.pool.said import KINDS, against_claiming, allowance, pool_facts, pool_title
from app.views.pool.upkeep import ChannelChoice, PoolForm, RightsForm
from app.views.refusals import sentence
from app.views.rows_source import Sort
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.elided import Elided
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.key_button import KeyButton
from app.views.widgets.option_list import Option
from app.views.widgets.segmented import Segmented

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class PoolSeen:
    """What one reading of the page brings."""

    head: PoolHead
    channels: Mapping[str, tuple[str, str]]
    """Chinese and English title of each channel, by its key."""
    people: Sequence[tuple[UUID, str, Role]]
    rights: Sequence[RightLine]


class PoolPage(Page[PoolSeen]):
    """The pools one member sees; what they may do there follows from their rights."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.LEADS, Topic.POOLS, Topic.ACTIVITIES, Topic.PEOPLE, Topic.PLAYBOOK, Topic.CALENDAR}
    )
    lead_opened = Signal(object)
    """Id of a lead to show whole."""
    import_asked = Signal()

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._member_id = member_id
        self._seen: PoolSeen | None = None
        self._where = PoolWhere()
        self._bound: tuple[object, ...] = ()
        self._opens: UUID | None = None
        self.switcher = Segmented()
        self.switcher.chosen.connect(self._on_pool_chosen)
        self.allowance, self.facts, self.against = label("", "heading"), Elided("muted"), label("", "warn")
        self.claim_button = KeyButton("C", self.claim, kind="primary", icon_name="user-plus")
        self.rights_button = KeyButton("R", self.ask_rights, kind="quiet", icon_name="users")
        self.change_button = KeyButton("E", self.ask_change, kind="quiet", icon_name="pencil")
        self.new_button = KeyButton("Shift+N", self.ask_new, kind="quiet", icon_name="plus")
        self.table: RowsTable[PoolWhere, PoolLead] = self.follow(
            RowsTable(
                surroundings,
                Listing(
                    name="pool",
                    source=PoolSource(member_id, surroundings.clock),
                    columns=columns(surroundings.clock),
                    where=self._where,
                    sort=Sort(OWN_ORDER),
                    emptiness=self._emptiness,
                    title=lambda: self.tr("Pool"),
                    row_actions=self._row_actions,
                ),
            )
        )
        self.table.row_opened.connect(self._on_row_opened)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.selection_changed.connect(self._on_selection_changed)
        self.handling = Handling(self)
        self.moving = PickPanel(self)
        self.moving.picked.connect(self._on_moved)
        self.form, self.rights = PoolForm(self), RightsForm(self)
        for asked in (self.form, self.rights):
            asked.sent.connect(self._on_upkeep)
        self._lay_out()
        self._each_minute = QTimer(self, interval=MINUTE_MS)
        self._each_minute.timeout.connect(self._on_minute)
        self._each_minute.start()
        self.retranslate()

    # What the page says about itself.

    @override
    def query(self) -> Query[PoolSeen]:
        member_id, now = self._member_id, self.surroundings.clock()
        return lambda db: PoolSeen(
            pool_head(db, member_id, now), channel_titles(db), sdrs(db), pool_rights(db)
        )

    @override
    def fill(self, answer: PoolSeen) -> None:
        self._seen = answer
        if answer.head.pool(self._where.pool_id) is None and answer.head.pools:
            self._show_pool(answer.head.pools[0].pool_id)
        self._say()
        self._bind()

    @override
    def first_focus(self) -> QWidget:
        return self.table.view

    @override
    def retranslate(self) -> None:
        self.claim_button.setText(self.tr("Claim"))
        self.rights_button.setText(self.tr("Rights"))
        self.change_button.setText(self.tr("Change the pool"))
        self.new_button.setText(self.tr("New pool"))
        self.table.retranslate()
        self._say()

    @override
    def open(self, target: Any) -> None:
        """Show a lead in its place, or another pool."""
        if isinstance(target, PoolWhere):
            self._show_pool(target.pool_id)
        elif target is not None:
            self.table.select_key(target)

    @override
    def search(self, text: str) -> None:
        self._narrow(PoolWhere(self._where.pool_id, text.strip()))

    @override
    def page_actions(self) -> list[Action]:
        group = self.tr("Pool")
        found = self._row_actions()
        if self._seen is not None and len(self._seen.head.pools) > 1:
            found += [
                Action(self.tr("Next pool"), partial(self._step_pool, 1), "]", "list", group),
                Action(self.tr("Previous pool"), partial(self._step_pool, -1), "[", "list", group),
            ]
        if self._is_admin():
            found += [
                Action(self.tr("New pool"), self.ask_new, "Shift+N", "plus", group),
                Action(self.tr("Change the pool"), self.ask_change, "E", "pencil", group),
                Action(self.tr("Rights in this pool"), self.ask_rights, "R", "users", group),
            ]
        return [*found, *self.table.table_actions()]

    def _row_actions(self) -> list[Action]:
        group, pool, found = self.tr("Pool"), self._pool(), []
        if pool is None:
            return []
        if pool.may_claim:
            found += [
                Action(self.tr("Claim"), self.claim, "C", "user-plus", group),
                Action(self.tr("Claim and call"), self.claim_and_call, "Shift+C", "phone", group),
            ]
        if pool.may_move and len(self._others()) > 0:
            found.append(Action(self.tr("Move to another pool…"), self.ask_move, "M", "arrow-right", group))
        if pool.may_assign:
            found.append(Action(self.tr("Give to somebody…"), self.ask_assignment, "A", "user-check", group))
        return found

    # What can be done.

    def claim(self) -> None:
        """Claim the leads selected: all of them, or none."""
        self._claim(None)

    def claim_and_call(self) -> None:
        """Claim the lead at hand and go to its call desk."""
        current = self.table.current_row()
        if current is not None:
            self._claim(current.lead_id)

    def ask_move(self) -> None:
        """Ask into which pool the leads selected are moved."""
        rows, others = self._rows(), self._others()
        if rows and others:
            options = [Option(str(one.pool_id), pool_title(one), KINDS[one.kind]()) for one in others]
            title = QCoreApplication.translate("PoolPage", "Move %Ln lead(s) to", "", len(rows))
            self.moving.ask(title, options, send=self.tr("Move"))

    def ask_assignment(self) -> None:
        """Ask to whom the leads selected are given."""
        self.handling.ask_assignment([one.lead_id for one in self._rows()])

    def ask_new(self) -> None:
        """Ask for a new pool."""
        if self._is_admin():
            self.form.ask_for(None, self._channel_choices(None))

    def ask_change(self) -> None:
        """Ask what is changed of the pool shown."""
        pool = self._pool()
        if pool is not None and self._is_admin():
            self.form.ask_for(pool, self._channel_choices(pool.pool_id))

    def ask_rights(self) -> None:
        """Ask who may do what in the pool shown."""
        pool = self._pool()
        if pool is not None and self._seen is not None and self._is_admin():
            self.rights.ask_for(pool, self._seen.people, self._seen.rights)

    def _claim(self, then_open: UUID | None) -> None:
        pool = self._pool()
        rows = [self.table.current_row()] if then_open is not None else list(self._rows())
        lead_ids = tuple(one.lead_id for one in rows if one is not None)
        if not lead_ids or pool is None or not pool.may_claim:
            return
        if len(lead_ids) > MOST:
            text = self.tr("At most {count} leads at a time. Select fewer.")
            self.surroundings.toasts.say(text.format(count=MOST), tone="warn")
            return
        if then_open is not None:
            self.lead_on()
        self.background.submit(
            ClaimLeads(lead_ids=lead_ids),
            done=partial(self._on_claimed, len(lead_ids), then_open),
            refused=partial(self._on_not_claimed, then_open),
        )

    def _on_claimed(self, count: int, then_open: UUID | None, _done: object) -> None:
        text = QCoreApplication.translate("PoolPage", "%Ln lead(s) are yours now", "", count)
        days = self._seen.head.recall_days if self._seen is not None else 0
        detail = QCoreApplication.translate(
            "PoolPage", "Without a call they go back after %Ln working day(s).", "", days
        )
        self.surroundings.toasts.say(text, detail)
        if then_open is not None:
            self.end_leading(is_found=True)
            self.lead_opened.emit(then_open)

    def _on_not_claimed(self, then_open: UUID | None, refusal: RuleViolation) -> None:
        if then_open is not None:
            self.end_leading(is_found=False)
        self.surroundings.toasts.say(self.tr("Nothing was claimed"), sentence(refusal), tone="warn")

    @Slot(str)
    def _on_moved(self, key: str) -> None:
        lead_ids = tuple(one.lead_id for one in self._rows())
        pool = next((one for one in self._others() if str(one.pool_id) == key), None)
        if pool is not None and lead_ids:
            self.background.submit(
                MoveToPool(lead_ids=lead_ids, pool_id=pool.pool_id),
                done=partial(self._on_put, len(lead_ids), pool_title(pool), self._where.pool_id, lead_ids),
            )

    def _on_put(
        self, count: int, title: str, back_to: UUID, lead_ids: tuple[UUID, ...], _done: object
    ) -> None:
        text = QCoreApplication.translate("PoolPage", "%Ln lead(s) moved to {pool}", "", count)
        undo = partial(self.background.submit, MoveToPool(lead_ids=lead_ids, pool_id=back_to))
        self.surroundings.toasts.say(text.format(pool=title), undo=undo)

    @Slot(object)
    def _on_upkeep(self, commands: tuple[Command, ...]) -> None:
        self.background.carry_out(all_at_once(commands), done=self._on_kept_up)

    def _on_kept_up(self, _done: object) -> None:
        self.surroundings.toasts.say(self.tr("The pools are changed"))

    @Slot(object)
    def _on_row_opened(self, opened: PoolLead) -> None:
        self.lead_opened.emit(opened.lead_id)

    # Which pool is shown.

    def _show_pool(self, pool_id: UUID) -> None:
        self._narrow(PoolWhere(pool_id, self._where.text))

    def _narrow(self, where: PoolWhere) -> None:
        if where != self._where:
            self._where = where
            self.table.show_filter(where)
            self._say()
            self._bind()

    @Slot(str)
    def _on_pool_chosen(self, key: str) -> None:
        self._show_pool(UUID(key))

    def _step_pool(self, by: int) -> None:
        if self._seen is not None:
            keys = [str(one.pool_id) for one in self._seen.head.pools]
            self.switcher.choose(keys[(keys.index(self.switcher.key()) + by) % len(keys)])

    def _pool(self) -> PoolLine | None:
        return None if self._seen is None else self._seen.head.pool(self._where.pool_id)

    def _others(self) -> list[PoolLine]:
        pools = self._seen.head.pools if self._seen is not None else ()
        return [one for one in pools if one.pool_id != self._where.pool_id]

    def _is_admin(self) -> bool:
        return self._seen is not None and self._seen.head.role is Role.ADMIN

    def _rows(self) -> list[PoolLead]:
        return self.table.selected_rows()

    # Saying.

    def _say(self) -> None:
        if self._seen is None:
            return
        head, pool = self._seen.head, self._pool()
        choices = [
            (str(one.pool_id), f"{pool_title(one)}  {formats.number(one.count)}") for one in head.pools
        ]
        self.switcher.show_choices(self.tr("Pool shown"), choices, str(self._where.pool_id))
        works = head.role in SDR_ROLES
        self.allowance.setText(allowance(head) if works else "")
        self.allowance.setVisible(works)
        self.facts.say(
            "" if pool is None else pool_facts(pool, [self._channel(one) for one in pool.channels])
        )
        self.claim_button.setVisible(pool is not None and pool.may_claim)
        for made in (self.rights_button, self.change_button, self.new_button):
            made.setVisible(self._is_admin())
        self._say_against()
        self.table.retranslate()

    def _say_against(self) -> None:
        if self._seen is None:
            return
        rows, works = self._rows(), self._seen.head.role in SDR_ROLES
        against = against_claiming(self._seen.head, self._pool(), rows, self.surroundings.clock())
        self.against.setText(against if works else "")
        self.claim_button.setEnabled(not against)
        count = len(rows)
        text = self.tr("Claim")
        if count > 1:
            text = QCoreApplication.translate("PoolPage", "Claim %Ln", "", count)
        self.claim_button.setText(text)

    def _channel(self, key: str) -> str:
        titles = self._seen.channels.get(key) if self._seen is not None else None
        return key if titles is None else titles[0 if is_chinese() else 1]

    def _channel_choices(self, pool_id: UUID | None) -> list[ChannelChoice]:
        if self._seen is None:
            return []
        taken = {
            key: pool_title(pool)
            for pool in self._seen.head.pools
            for key in pool.channels
            if pool.pool_id != pool_id
        }
        return [ChannelChoice(key, self._channel(key), taken.get(key, "")) for key in self._seen.channels]

    @Slot(object)
    def _on_current_changed(self, _row: object) -> None:
        self._say_against()

    @Slot(int)
    def _on_selection_changed(self, _count: int) -> None:
        self._say_against()

    def _bind(self) -> None:
        """Tell the shell when other keys do something here."""
        pool = self._pool()
        rights = () if pool is None else (pool.may_claim, pool.may_move, pool.may_assign, len(self._others()))
        bound = (self._is_admin(), rights)
        if bound != self._bound:
            self._bound = bound
            self.actions_changed.emit()

    def _lay_out(self) -> None:
        self.allowance.setWordWrap(False)
        upkeep = (self.rights_button, self.change_button, self.new_button)
        head = row(self.switcher, None, *upkeep, self.claim_button, gap=8)
        below = row(self.allowance, self.facts, self.against, gap=16)
        below.setStretch(1, 1)
        card = boxed(column(self.table, margin=(1, 4, 1, 6)), "card")
        whole = column(head, below, card, gap=12, margin=(24, 16, 24, 20))
        whole.setStretch(2, 1)
        self.body.setLayout(whole)

    # Nothing to show.

    def _emptiness(self) -> Emptiness:
        if self._where.text:
            return Emptiness(
                self.tr("Nobody in this pool is called “{text}”").format(text=self._where.text),
                self.tr("They may lie in another pool, or be somebody's already."),
                "search",
            )
        return Emptiness(
            self.tr("Nobody waits in this pool"),
            self.tr("New leads without an owner land here, and those that nobody called come back."),
            "circle-check",
            self.tr("Import a list"),
            self._import,
        )

    @Slot()
    def _import(self) -> None:
        self.import_asked.emit()

    @Slot()
    def _on_minute(self) -> None:
        if self.isVisible():
            self.reload()
