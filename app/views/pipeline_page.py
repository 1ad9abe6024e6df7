"""The pipeline: a rep's deals by stage, as a board or as a list; moved, valued and lost by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.models.vocabulary import Role, StageKind, Topic
from app.services.pipeline_view import Deal, DealsWhere, Pipeline, pipeline, seen_by
from app.views import formats
from app.views.actions import Action
from app.views.desk import Query
from app.views.leads.pick_panel import PickPanel
from app.views.page import Page
from app.views.pipeline.board import StageBoard
from app.views.pipeline.dealing import Dealing
from app.views.pipeline.knowing import Knowing
from app.views.pipeline.listing import DealsSource, columns
from app.views.pipeline.words import deals_text, sums_text
from app.views.rows_source import Sort
from app.views.rows_table import Listing, RowsTable
from app.views.said import said
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.elided import Elided
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.key_button import KeyButton
from app.views.widgets.option_list import Option
from app.views.widgets.segmented import Segmented

MINUTE_MS = 60_000
BOARD, LIST = "board", "list"
_EVERYBODY = "everybody"


class PipelinePage(Page[Pipeline]):
    """One's own deals; a sales lead looks at everybody's, or at one rep's."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.LEADS, Topic.FOLLOW_UPS, Topic.PEOPLE, Topic.PLAYBOOK, Topic.HANDOVERS, Topic.ACTIVITIES}
    )
    lead_opened = Signal(object)
    """Id of a lead to show whole."""
    inbox_asked = Signal()

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._me, self._where = member_id, DealsWhere()
        self._shown: Pipeline | None = None
        self._opens: UUID | None = None
        self._bound: tuple[object, ...] = ()
        self.switcher = Segmented()
        self.switcher.chosen.connect(self._on_form_chosen)
        self._who, self._sums = label("", "heading"), Elided("muted")
        self.troubled = KeyButton("W", self.toggle_troubled, kind="quiet", icon_name="alert-circle")
        self.waiting = KeyButton("I", self.ask_passings, kind="quiet", icon_name="switch-horizontal")
        self.whose = KeyButton("M", self.ask_whose, kind="quiet", icon_name="users")
        self.board = StageBoard()
        self.board.opened.connect(self._on_opened)
        self.board.dragged.connect(self._on_dragged)
        self.table: RowsTable[DealsWhere, Deal] = self.follow(RowsTable(surroundings, self._listing()))
        self.table.row_opened.connect(self._on_opened)
        self.dealing = Dealing(self)
        self.dealing.moved.connect(self._on_moved)
        self.knowing = Knowing(self, self.dealing.today)
        self.looking = PickPanel(self)
        self.looking.picked.connect(self._on_whose)
        self._forms = QStackedWidget()
        self._forms.addWidget(self.board)
        self._forms.addWidget(boxed(column(self.table, margin=(1, 4, 1, 6)), "card"))
        head = row(self._who, self._sums, self.waiting, self.troubled, self.whose, 4, self.switcher, gap=10)
        head.setStretch(1, 1)
        body = column(head, self._forms, gap=12, margin=(24, 16, 24, 20))
        body.setStretch(1, 1)
        self.body.setLayout(body)
        self._each_minute = QTimer(self, interval=MINUTE_MS)
        self._each_minute.timeout.connect(self._on_minute)
        self._each_minute.start()
        self.retranslate()

    # What the page says about itself.

    @override
    def query(self) -> Query[Pipeline]:
        me, where, now, today = self._me, self._where, self.surroundings.clock(), self.dealing.today()
        return lambda db: pipeline(db, me, where, now, today)

    @override
    def fill(self, answer: Pipeline) -> None:
        self._shown = answer
        self.dealing.show(answer)
        now = self.surroundings.clock()
        self.board.show_stages(answer.stages, now=now, today=self.dealing.today())
        self.table.show_filter(seen_by(self._me, answer.role, self._where))
        self._say(answer)
        if self._opens is not None and (self.board.choose(self._opens) or answer.count):
            self.table.select_key(self._opens)
            self._opens = None
        if self._acts() != self._bound:
            self._bound = self._acts()
            self.actions_changed.emit()

    @override
    def emptiness(self, answer: Pipeline) -> Emptiness | None:
        if not self._is_bare(answer):
            return None
        self._shown = answer
        return Emptiness(
            self.tr("No deals yet"),
            self.tr("A hand-over you accept becomes a deal and stands here, in its stage."),
            "briefcase", self.tr("Open the hand-overs"), self.inbox_asked.emit, "I",
        )  # fmt: skip

    @override
    def first_focus(self) -> QWidget:
        return self.table.view if self._is_list() else self.board.first_focus()

    @override
    def retranslate(self) -> None:
        choices = [(BOARD, self.tr("Board")), (LIST, self.tr("List"))]
        self.switcher.show_choices(self.tr("Show as"), choices, self.switcher.key() or BOARD)
        self.whose.setText(self.tr("Whose deals"))
        self.table.retranslate()
        if self._shown is not None:
            self._say(self._shown)

    @override
    def open(self, target: Any) -> None:
        """Give the keys to a deal."""
        if isinstance(target, UUID):
            self._opens = target

    @override
    def search(self, text: str) -> None:
        self._narrow(replace(self._where, words=text.strip()))

    @override
    def page_actions(self) -> list[Action]:
        if self._shown is None or self._is_bare(self._shown):
            return [Action(self.tr("Open the hand-overs"), self.inbox_asked.emit, "I", "inbox")]
        return [
            *self._row_actions(),
            *self._with_others(),
            *self._moving(),
            *self._looking(),
            *self._listed(),
        ]

    def _row_actions(self) -> list[Action]:
        return [
            Action(self.tr("Open"), self._open_current, "Return", "external-link", is_native=True),
            Action(self.tr("Call: open the call desk"), self._open_current, "C", "phone"),
            Action(
                self.tr("Amount and expected close…"),
                self._ask_facts,
                "E",
                "pencil",
                words="opportunity 商机",
            ),
            Action(self.tr("Set the next step…"), self._ask_time, "T", "clock"),
            Action(
                self.tr("Record what a contact showed…"), self._ask_record, "N", "note", words="feedback 反馈"
            ),
            Action(self.tr("The five checks of an SQL…"), self._ask_checks, "Q", "clipboard-check"),
            Action(self.tr("Proof of concept…"), self._ask_poc, "P", "player-play", words="POC"),
            Action(self.tr("How far the first meeting is…"), self._ask_sub_state, "S", "users"),
            Action(self.tr("Lost…"), self._ask_loss, "X", "thumb-down"),
        ]

    def _with_others(self) -> list[Action]:
        group = self.tr("With others")
        found = [
            Action(
                self.tr("Ask for help…"),
                self._ask_help,
                "H",
                "message-question",
                group,
                words="marketing SDR 求助",
            ),
            Action(self.tr("Pass on to another rep…"), self._ask_pass_on, "A", "switch-horizontal", group),
        ]
        if self._shown is not None and self._shown.passings:
            decide = Action(
                self.tr("Decide on what was passed on to you…"), self.ask_passings, "I", "inbox", group
            )
            found.append(decide)
        return found

    def _moving(self) -> list[Action]:
        group = self.tr("Move to a stage")
        stages = self._shown.stages if self._shown else ()
        return [
            Action(self.tr("One stage on"), partial(self.step, 1), "Alt+Right", "arrow-right", group),
            Action(self.tr("One stage back"), partial(self.step, -1), "Alt+Left", "arrow-left", group),
            Action(self.tr("Move to a stage…"), self._ask_stage, "G", "arrow-right", group),
            *(
                Action(said(stage.title), partial(self._move_to, stage.key), str(at), "arrow-right", group)
                for at, stage in enumerate(stages[:9], start=1)
            ),
        ]

    def _looking(self) -> list[Action]:
        found = [
            Action(self.tr("Board or list"), self.toggle_form, "V", "columns"),
            Action(self.tr("Only what needs attention"), self.toggle_troubled, "W", "alert-circle"),
        ]
        if self._shown is not None and self._shown.reps:
            found.append(Action(self.tr("Look at somebody's deals…"), self.ask_whose, "M", "users"))
        return found

    def _listed(self) -> list[Action]:
        if self._is_list():
            return self.table.table_actions()
        return [
            Action(self.tr("Select more"), _nothing, "Shift+Down", is_native=True),
            Action(self.tr("Next stage, stage before"), _nothing, "Right", is_native=True),
        ]

    # What can be done with deals.

    def selected(self) -> list[Deal]:
        """Return the deals selected, else the one that has the keys."""
        return self.table.selected_rows() if self._is_list() else self.board.selected()

    def step(self, by: int) -> None:
        """Move the deals selected one stage on or back."""
        deals, keys = self.selected(), [stage.key for stage in self._shown.stages] if self._shown else []
        if not deals or deals[0].stage not in keys:
            return
        at = keys.index(deals[0].stage) + by
        if 0 <= at < len(keys):
            self.dealing.move(deals, keys[at])

    def toggle_form(self) -> None:
        """Show the list instead of the board, or the board again."""
        self.switcher.choose(BOARD if self._is_list() else LIST)

    def toggle_troubled(self) -> None:
        """Show only what has something wrong, or everything again."""
        self._narrow(replace(self._where, only_troubled=not self._where.only_troubled))

    def ask_whose(self) -> None:
        """Ask whose deals to look at."""
        if self._shown is None or not self._shown.reps:
            return
        options = [
            Option(_EVERYBODY, self.tr("Everybody's")),
            *(Option(str(one.member_id), one.name, deals_text(one.deals)) for one in self._shown.reps),
        ]
        picked = str(self._where.rep_id) if self._where.rep_id else _EVERYBODY
        self.looking.ask(self.tr("Whose deals?"), options, send=self.tr("Look"), picked=picked)

    @Slot(str)
    def _on_whose(self, key: str) -> None:
        self._narrow(replace(self._where, rep_id=None if key == _EVERYBODY else UUID(key)))

    def _open_current(self) -> None:
        self._with_one(self._on_opened)

    def _ask_facts(self) -> None:
        self._with_one(self.dealing.ask_facts)

    def _ask_loss(self) -> None:
        self._with_one(self.dealing.ask_loss)

    def ask_passings(self) -> None:
        """Decide on what was passed on, or answer what was asked about it."""
        if self._shown is not None:
            self.knowing.ask_passings(self._shown.passings)

    def _ask_record(self) -> None:
        self._with_one(self.knowing.ask_record)

    def _ask_checks(self) -> None:
        self._with_one(self.knowing.ask_checks)

    def _ask_poc(self) -> None:
        self._with_one(self.knowing.ask_poc)

    def _ask_help(self) -> None:
        self._with_one(self.knowing.ask_help)

    def _ask_pass_on(self) -> None:
        self._with_one(self.knowing.ask_pass_on)

    def _ask_sub_state(self) -> None:
        self._with_one(self.dealing.ask_sub_state)

    def _ask_time(self) -> None:
        self.dealing.ask_time(self.selected())

    def _ask_stage(self) -> None:
        self.dealing.ask_stage(self.selected())

    def _move_to(self, stage: str) -> None:
        self.dealing.move(self.selected(), stage)

    def _with_one(self, act: Callable[[Deal], object]) -> None:
        deals = self.selected()
        if deals:
            act(deals[0])

    # Inside.

    def _listing(self) -> Listing[DealsWhere, Deal]:
        clock = self.surroundings.clock
        return Listing(
            name="pipeline", source=DealsSource(clock), columns=columns(clock), where=DealsWhere(rep_id=self._me),
            sort=Sort("stage"),
            emptiness=lambda: Emptiness(self.tr("No deal fits"), icon="briefcase"),
            title=lambda: self.tr("Deals"), row_actions=self._row_actions,
        )  # fmt: skip

    def _is_list(self) -> bool:
        return self.switcher.key() == LIST

    def _acts(self) -> tuple[object, ...]:
        shown = self._shown
        if shown is None:
            return ()
        stages = tuple(stage.key for stage in shown.stages)
        return self._is_bare(shown), stages, bool(shown.reps), bool(shown.passings), self._is_list()

    def _is_bare(self, shown: Pipeline) -> bool:
        return not shown.count and not shown.passings and self._where == DealsWhere()

    def _say(self, shown: Pipeline) -> None:
        self._who.setText(self._whose_text(shown))
        open_count = sum(stage.count for stage in shown.stages if stage.kind is StageKind.OPEN)
        worth, weighed = sums_text(shown.open_sums()), sums_text(shown.open_sums(weighed=True))
        parts = [QCoreApplication.translate("Pipeline", "%Ln open", "", open_count)]
        if worth:
            parts += [worth, self.tr("forecast {amount}").format(amount=weighed or formats.number(0))]
        self._sums.say(" · ".join(parts))
        is_narrow = self._where.only_troubled
        needing = QCoreApplication.translate("Pipeline", "%Ln need(s) attention", "", shown.troubled)
        self.troubled.setText(self.tr("Show all") if is_narrow else needing)
        self.troubled.setVisible(is_narrow or shown.troubled > 0)
        self.whose.setVisible(bool(shown.reps))
        passed = QCoreApplication.translate("Pipeline", "%Ln passed on to you", "", len(shown.passings))
        self.waiting.setText(passed)
        self.waiting.setVisible(bool(shown.passings))

    def _whose_text(self, shown: Pipeline) -> str:
        if shown.role is not Role.SALES_LEAD:
            return self.tr("My deals")
        found = next((one.name for one in shown.reps if one.member_id == self._where.rep_id), "")
        return found or self.tr("Everybody's deals")

    def _narrow(self, where: DealsWhere) -> None:
        if where != self._where:
            self._where = where
            if self.isVisible():
                self.reload()

    @Slot(str)
    def _on_form_chosen(self, key: str) -> None:
        current = self.selected_before(key)
        self._forms.setCurrentIndex(0 if key == BOARD else 1)
        if current is not None:
            if key == LIST:
                self.table.select_key(current.lead_id)
            else:
                self.board.choose(current.lead_id)
        self.first_focus().setFocus()
        self._bound = self._acts()
        self.actions_changed.emit()

    def selected_before(self, key: str) -> Deal | None:
        """Return the deal that had the keys in the form that is left."""
        return self.board.current() if key == LIST else self.table.current_row()

    @Slot(object)
    def _on_opened(self, deal: Deal) -> None:
        self.lead_opened.emit(deal.lead_id)

    @Slot(object, object)
    def _on_dragged(self, deals: Sequence[Deal], stage: str) -> None:
        self.dealing.move(deals, stage)

    @Slot(object)
    def _on_moved(self, lead_ids: tuple[UUID, ...]) -> None:
        if not self._is_list():
            self.board.follow(lead_ids)

    @Slot()
    def _on_minute(self) -> None:
        if self.isVisible():
            self.reload()


def _nothing() -> None:
    """Do nothing: the list that has the keys does it."""
