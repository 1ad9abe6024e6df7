"""The planner: turn a number, and see at once what the year takes (spec section 17)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import ceil
from typing import ClassVar, override

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QLayout, QLineEdit, QScrollArea, QWidget

from app.models.vocabulary import Topic
from app.services.planning import STEPS, Goal, Plan, Segment, plan
from app.services.planning_view import Planned, drop_scenario, planned, save_scenario
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel_layers import Layer
from app.services.reports.rates import parts_of
from app.views import formats
from app.views.actions import Action
from app.views.desk import Query
from app.views.funnel.figure_table import FigureTable
from app.views.funnel.words import dimension_name
from app.views.page import Page
from app.views.planner.slider import NumberSlider
from app.views.planner.tables import (
    LAST,
    behind_need,
    behind_segment,
    needs_table,
    scenarios_table,
    segments_table,
    spend_text,
)
from app.views.planner.words import (
    capacity_note,
    cycle_sentence,
    limiting_sentence,
    number_or_dash,
    step_name,
    step_note,
    tile_money,
)
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, button, column, label, row

SPLITS = (Dimension.CHANNEL, Dimension.INDUSTRY, Dimension.SIZE, Dimension.REGION, Dimension.CAMPAIGN)
INPUTS_WIDTH = 384
TILES_A_LINE = 4
CURRENCIES = ("CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD")
_ASK_MS = 250


class PlannerPage(Page[Planned]):
    """Shows the goal with its sliders on the left, what it takes on the right."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.LEADS, Topic.HANDOVERS, Topic.SPEND, Topic.PLAYBOOK}
    )
    SETTLE_MS: ClassVar[int] = 1_000

    leads_asked = Signal(object)
    """A ``LeadSelection`` or a ``Behind``: the leads behind the figure that was opened."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.goal, self._by = Goal(), Dimension.CHANNEL
        self._planned: Planned | None = None
        self._has_goal = False
        self.customers, self.price, self.target = NumberSlider(), NumberSlider(), NumberSlider()
        self.renewal = NumberSlider(decimals=1)
        self.rates = {layer: NumberSlider(decimals=1, can_reset=True) for layer in STEPS}
        self.sdr, self.rep = (NumberSlider(decimals=1, can_reset=True) for _ in range(2))
        self.cycle = NumberSlider(can_reset=True)
        self.currency, self.by = QComboBox(), QComboBox()
        self.name = QLineEdit()
        self.keep = button("", self.save_scenario, icon_name="plus")
        self.needs, self.segments, self.scenarios = (
            FigureTable(has_order=False), FigureTable(), FigureTable(has_order=False)
        )  # fmt: skip
        self._tiles: dict[str, tuple[QLabel, QLabel]] = {}
        self._limiting, self._cycle = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self._goal_title, self._rates_title, self._team_title = (label("", "heading") for _ in range(3))
        self._needs_title, self._segments_title, self._kept_title = (label("", "heading") for _ in range(3))
        self._lay_out()
        self._connect()
        self._asking = QTimer(self, singleShot=True, interval=_ASK_MS)
        self._asking.timeout.connect(self._keep_last)
        self.retranslate()

    # What it asks and shows.

    @override
    def query(self) -> Query[Planned]:
        return partial(planned, goal=self.goal, now=self.surroundings.clock(), by=self._by)

    @override
    def fill(self, answer: Planned) -> None:
        first = not self._has_goal
        self._planned, self._has_goal = answer, True
        kept = dict(answer.scenarios).get(LAST)
        if first and kept is not None and kept != self.goal:
            self.goal = kept
        self._show_goal()
        self._show_plan()

    @override
    def first_focus(self) -> QWidget:
        return self.customers.slider

    @override
    def page_actions(self) -> Sequence[Action]:
        return (
            Action(self.tr("Move to the target"), self.target.field.setFocus, "G", "target-arrow"),
            Action(self.tr("Move to the rates"), self.rates[Layer.LEAD].slider.setFocus, "R", "adjustments"),
            Action(self.tr("Measure every rate again"), self._measure_all, "M", "refresh"),
            Action(self.tr("Choose the segments"), self._choose_by, "D", "columns"),
            Action(self.tr("Move to what it takes"), self.needs.setFocus, "N", "table"),
            Action(self.tr("Move to the segments"), self.segments.setFocus, "T", "table"),
            Action(self.tr("Save as a scenario"), self.name.setFocus, "S", "plus"),
            Action(self.tr("Move to the scenarios"), self.scenarios.setFocus, "L", "list"),
            Action(self.tr("Forget the scenario"), self._forget, "Shift+D", "trash"),
            Action(self.tr("Begin with the worked example"), self._begin_anew, "Shift+N", "refresh"),
        )

    @override
    def retranslate(self) -> None:
        back = self.tr("Back to what is measured")
        self.customers.say(self.tr("Customers last year"))
        self.price.say(self.tr("What one pays a year"))
        self.target.say(self.tr("Revenue wanted"))
        self.renewal.say(self.tr("Renews"), self.tr("of last year's revenue"))
        for layer, one in self.rates.items():
            one.say(step_name(layer), back=back)
        self.sdr.say(self.tr("Hand-overs an SDR makes a month"), back=back)
        self.rep.say(self.tr("Hand-overs a rep takes a month"), back=back)
        self.cycle.say(self.tr("Days from lead to deal"), back=back)
        for title, text in (
            (self._goal_title, self.tr("Goal")),
            (self._rates_title, self.tr("Rates")),
            (self._team_title, self.tr("Team and time")),
            (self._needs_title, self.tr("What it takes")),
            (self._segments_title, self.tr("Where the leads come from")),
            (self._kept_title, self.tr("Scenarios")),
        ):
            title.setText(text)
        self.currency.setAccessibleName(self.tr("Currency"))
        self.by.setAccessibleName(self.tr("Segments"))
        self.by.blockSignals(True)
        self.by.clear()
        for by in SPLITS:
            self.by.addItem(dimension_name(by), by.value)
        self.by.setCurrentIndex(SPLITS.index(self._by))
        self.by.blockSignals(False)
        self.name.setPlaceholderText(self.tr("Name of the scenario"))
        self.name.setAccessibleName(self.tr("Name of the scenario"))
        self.keep.setText(self.tr("Save"))
        self.needs.setAccessibleName(self.tr("What it takes"))
        self.segments.setAccessibleName(self.tr("Where the leads come from"))
        self.scenarios.setAccessibleName(self.tr("Scenarios"))
        self._inputs.setAccessibleName(self.tr("Goal, rates and team"))
        self._outcome.setAccessibleName(self.tr("What it takes"))
        if self._planned is not None:
            self._show_goal()
            self._show_plan()

    # What can be done.

    @Slot()
    def save_scenario(self) -> None:
        """Keep the goal under the name typed."""
        name = self.name.text().strip()
        if not name or name == LAST:
            self.name.setFocus()
            return
        self.name.clear()
        write = save_scenario(name, self.goal)
        self.background.start(lambda desk, _job: desk.keep(write), lambda _: self._on_kept(name))

    def _on_kept(self, name: str) -> None:
        self.surroundings.toasts.say(self.tr("Kept as {name}").format(name=name), tone="ok")
        self.reload()

    def _forget(self) -> None:
        name, _ = self.scenarios.place()
        if name:
            write = drop_scenario(name)
            self.background.start(lambda desk, _job: desk.keep(write), lambda _: self.reload())

    @Slot(str, str)
    def _on_scenario(self, name: str, _: str) -> None:
        if self._planned is not None:
            found = dict(self._planned.scenarios).get(name)
            if found is not None:
                self._take(found)

    @Slot(str, str)
    def _on_need(self, layer_key: str, _: str) -> None:
        if self._planned is not None:
            self.leads_asked.emit(behind_need(self._planned, layer_key))

    @Slot(str, str)
    def _on_segment(self, row_key: str, column_key: str) -> None:
        found = behind_segment(self._planned, row_key, column_key) if self._planned is not None else None
        if found is not None:
            self.leads_asked.emit(found)

    def _begin_anew(self) -> None:
        self._take(Goal())

    def _measure_all(self) -> None:
        self._take(
            msgspec.structs.replace(
                self.goal, rates_pct={}, sdr_capacity=None, rep_capacity=None, cycle_days=None
            )
        )

    def _choose_by(self) -> None:
        self.by.setFocus()
        self.by.showPopup()

    # Changes.

    def _take(self, goal: Goal) -> None:
        """Plan for another goal: at once, from what is measured already."""
        self.goal = goal
        self._show_goal()
        self._show_plan()
        self._asking.start()

    def _set(self, field: str, value: float) -> None:
        scale = parts_of(self.goal.currency) if field in {"price", "target"} else 1
        whole = field in {"customers", "price", "target"}
        number: float | int = round(value * scale) if whole else value
        self._take(msgspec.structs.replace(self.goal, **{field: number}))

    def _set_days(self, value: float) -> None:
        self._take(msgspec.structs.replace(self.goal, cycle_days=int(value)))

    def _set_rate(self, layer: Layer, value: float) -> None:
        typed = {**self.goal.rates_pct, layer.value: min(100.0, max(0.1, value))}
        self._take(msgspec.structs.replace(self.goal, rates_pct=typed))

    def _measure(self, layer: Layer) -> None:
        typed = {key: value for key, value in self.goal.rates_pct.items() if key != layer.value}
        self._take(msgspec.structs.replace(self.goal, rates_pct=typed))

    def _drop(self, field: str) -> None:
        self._take(msgspec.structs.replace(self.goal, **{field: None}))

    @Slot(int)
    def _on_currency(self, _: int) -> None:
        code = str(self.currency.currentData())
        more, fewer = parts_of(code), parts_of(self.goal.currency)
        amounts = {"price": self.goal.price * more // fewer, "target": self.goal.target * more // fewer}
        self._take(msgspec.structs.replace(self.goal, currency=code, **amounts))
        self.reload()

    @Slot(int)
    def _on_by(self, _: int) -> None:
        self._by = Dimension(self.by.currentData())
        self.reload()

    @Slot()
    def _keep_last(self) -> None:
        write = save_scenario(LAST, self.goal)
        self.background.start(lambda desk, _job: desk.keep(write), _nothing)

    # Showing.

    def _show_goal(self) -> None:
        goal, code = self.goal, self.goal.currency
        cents = parts_of(code)
        self.customers.show_number(goal.customers, max(1_000.0, goal.customers * 1.5))
        self.price.show_number(goal.price / cents, max(50_000.0, goal.price / cents * 1.5), suffix=f" {code}")
        top = max(100_000_000.0, goal.target / cents * 1.5)
        self.target.show_number(goal.target / cents, top, suffix=f" {code}")
        self.renewal.show_number(goal.renewal_pct, 100, suffix=" %")
        self.currency.blockSignals(True)
        self.currency.setCurrentIndex(max(0, self.currency.findData(code)))
        self.currency.blockSignals(False)

    def _show_plan(self) -> None:
        answer = self._planned
        if answer is None:
            return
        made = plan(self.goal, answer.measured)
        back = self.tr("Back to what is measured")
        for step in made.steps:
            one = self.rates[step.layer]
            one.show_number(float(step.rate or 0) * 100, 100, suffix=" %")
            one.say(step_name(step.layer), step_note(step), is_typed=step.is_typed, back=back)
        for one, capacity, name in (
            (self.sdr, made.sdr_capacity, self.tr("Hand-overs an SDR makes a month")),
            (self.rep, made.rep_capacity, self.tr("Hand-overs a rep takes a month")),
        ):
            one.show_number(capacity.per_month or 0, max(60.0, capacity.per_month or 0))
            one.say(name, capacity_note(capacity), is_typed=capacity.is_typed, back=back)
        self.cycle.show_number(ceil(made.cycle_days or 0), 365)
        note = self.tr("typed") if made.is_cycle_typed else self.tr("measured, median")
        self.cycle.say(self.tr("Days from lead to deal"), note, is_typed=made.is_cycle_typed, back=back)
        self._show_tiles(made, answer.segments)
        self._limiting.setText(limiting_sentence(made))
        self._cycle.setText(cycle_sentence(made))
        self.needs.show_rows(*needs_table(made, answer))
        self.segments.show_rows(*segments_table(made, answer))
        self.scenarios.show_rows(*scenarios_table(self.goal, answer))

    def _show_tiles(self, made: Plan, segments: Sequence[Segment]) -> None:
        code = made.goal.currency
        said = {
            "last_year": (self.tr("Last year"), tile_money(made.last_year, code)),
            "kept": (self.tr("Renews"), tile_money(made.kept, code)),
            "new_revenue": (self.tr("Must be new"), tile_money(made.new_revenue, code)),
            "customers": (self.tr("New customers"), formats.number(made.new_customers)),
            "month": (self.tr("A month"), formats.number(made.new_customers_month)),
            "spend": (self.tr("Spend a month"), spend_text(made, segments)),
            "sdrs": (self.tr("SDRs"), number_or_dash(made.sdrs)),
            "reps": (self.tr("Reps"), number_or_dash(made.reps)),
        }
        for key, (name, figure) in said.items():
            self._tiles[key][0].setText(name)
            self._tiles[key][1].setText(figure)

    def _lay_out(self) -> None:
        for code in CURRENCIES:
            self.currency.addItem(code, code)
        head = row(self._goal_title, None, self.currency)
        goal = column(
            head, self.customers, self.price, self.renewal, self.target, gap=10, margin=(16, 12, 12, 14)
        )
        rates = column(self._rates_title, *self.rates.values(), gap=10, margin=(16, 12, 12, 14))
        team = column(self._team_title, self.sdr, self.rep, self.cycle, gap=10, margin=(16, 12, 12, 14))
        self._inputs = _scroll(
            column(
                boxed(goal, "card"),
                boxed(rates, "card"),
                boxed(team, "card"),
                None,
                gap=12,
                margin=(0, 0, 6, 0),
            )
        )
        self._inputs.setFixedWidth(INPUTS_WIDTH)
        for table, rows in ((self.needs, 7), (self.segments, 6), (self.scenarios, 3)):
            table.setMinimumHeight(32 + 36 * rows)
        needs = column(
            self._needs_title, self._limiting, self._cycle, self.needs, gap=6, margin=(16, 12, 12, 12)
        )
        kinds = column(
            row(self._segments_title, None, self.by), self.segments, gap=6, margin=(16, 12, 12, 12)
        )
        kept = column(
            row(self._kept_title, None, self.name, self.keep, gap=8),
            self.scenarios,
            gap=6,
            margin=(16, 12, 12, 12),
        )
        parts = column(
            self._tile_row(), boxed(needs, "card"), boxed(kept, "card"), gap=12, margin=(0, 0, 6, 0)
        )
        parts.addWidget(boxed(kinds, "card"), 1)
        self._outcome = _scroll(parts)
        whole = row(gap=16, margin=(24, 14, 18, 16))
        whole.addWidget(self._inputs)
        whole.addWidget(self._outcome, 1)
        self.body.setLayout(whole)

    def _tile_row(self) -> QFrame:
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        keys = ("last_year", "kept", "new_revenue", "customers", "month", "sdrs", "reps", "spend")
        for at, key in enumerate(keys):
            name, figure = label("", "small"), label("", "title")
            self._tiles[key] = (name, figure)
            line, place = divmod(at, TILES_A_LINE)
            grid.addWidget(name, 2 * line, place)
            grid.addWidget(figure, 2 * line + 1, place)
        frame = QFrame()
        frame.setProperty("kind", "card")
        frame.setLayout(grid)
        return frame

    def _connect(self) -> None:
        for field, one in (
            ("customers", self.customers), ("price", self.price), ("target", self.target),
            ("renewal_pct", self.renewal), ("sdr_capacity", self.sdr), ("rep_capacity", self.rep),
        ):  # fmt: skip
            one.changed.connect(partial(self._set, field))
            one.reset.connect(partial(self._drop, field))
        self.cycle.changed.connect(self._set_days)
        self.cycle.reset.connect(partial(self._drop, "cycle_days"))
        for layer, one in self.rates.items():
            one.changed.connect(partial(self._set_rate, layer))
            one.reset.connect(partial(self._measure, layer))
        self.currency.activated.connect(self._on_currency)
        self.by.activated.connect(self._on_by)
        self.name.returnPressed.connect(self.save_scenario)
        self.scenarios.opened.connect(self._on_scenario)
        self.needs.opened.connect(self._on_need)
        self.segments.opened.connect(self._on_segment)


def _scroll(layout: QLayout) -> QScrollArea:
    canvas = QWidget()
    canvas.setProperty("kind", "canvas")
    canvas.setLayout(layout)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(canvas)
    return area


def _nothing(_: object) -> None:
    """Wait for nothing."""
