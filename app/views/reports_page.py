"""The reports: prepared sets, each report a picture one can click into, its table, and both as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QMenu, QToolButton, QWidget

from app.clock import from_micros
from app.models.vocabulary import Topic
from app.services.reports.cubes import CUBES
from app.services.reports.report_view import (
    MANAGEMENT,
    SETS,
    SUPPORT,
    TEAM,
    ReportAsk,
    ReportView,
    report_view,
)
from app.services.reports.sheet import report_of
from app.services.spend import RecordSpend, SetRate
from app.services.spend_file import SpendFile
from app.services.spend_view import rate_rows
from app.views.actions import Action
from app.views.background import Question
from app.views.desk import Query
from app.views.file_asking import ask_to_open, ask_to_save
from app.views.file_writing import write_bytes
from app.views.funnel.figure_table import FigureTable
from app.views.icons import icon
from app.views.page import Page
from app.views.paper import printing
from app.views.punctuation import joined
from app.views.refusals import sentence
from app.views.report_file import writing_table
from app.views.reports.chart import ReportChart
from app.views.reports.figures import behind, chart_of, table_columns, table_rows
from app.views.reports.paper import drafted
from app.views.reports.rate_panel import RatePanel
from app.views.reports.spend_panel import SpendPanel, read_and_record
from app.views.reports.toolbar import ReportToolbar
from app.views.reports.words import ABOUT, notes_of, report_name
from app.views.rows_menus import action_menu
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, button, column, label, row
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.option_list import Option, OptionList
from app.views.widgets.segmented import Segmented

LIST_WIDTH = 196
NUMBERS = "limits"
"""The playbook's section."""


class ReportsPage(Page[ReportView]):
    """Shows one report of a set; every figure opens its leads."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.LEADS, Topic.PLAYBOOK, Topic.PEOPLE, Topic.ACTIVITIES, Topic.RUNS, Topic.HANDOVERS,
            Topic.FOLLOW_UPS, Topic.SPEND,
        }
    )  # fmt: skip
    SETTLE_MS: ClassVar[int] = 400

    leads_asked = Signal(object)
    """A ``Behind``: the leads behind the figure that was opened."""
    import_asked = Signal()
    judging_asked = Signal()
    """Somebody wants to judge a recorded call."""
    numbers_asked = Signal(object)
    """The section of the playbook that holds the threshold and the sample."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.sets, self.list = Segmented(), OptionList()
        self.list.setFixedWidth(LIST_WIDTH)
        self.toolbar, self.chart, self.table = ReportToolbar(), ReportChart(), FigureTable()
        self._set = MANAGEMENT
        self._view: ReportView | None = None
        self._rating = Question()
        self._title, self._about = label("", "heading"), label("", "muted", wrap=True)
        self._more, self._note = label("", "small"), label("", "small", wrap=True)
        self._groups = QCheckBox()
        self._export = QToolButton()
        self._spend = button("", self.ask_spend, icon_name="plus")
        self.judge = button("", self.ask_judging, icon_name="headset")
        self.judge.hide()
        self.tune = button("", self.ask_numbers, icon_name="adjustments")
        self.tune.hide()
        self.exchange = button("", self.ask_rates, icon_name="switch-horizontal")
        self.exchange.hide()
        self.panel, self.rates = SpendPanel(self), RatePanel(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    # What it asks and shows.

    @override
    def query(self) -> Query[ReportView]:
        return partial(report_view, ask=self.toolbar.ask, now=self.surroundings.clock())

    @override
    def fill(self, answer: ReportView) -> None:
        self._view = answer
        self.toolbar.show_choices(answer.choices)
        self.toolbar.show_days(answer.sheet.asked.since, answer.sheet.asked.until)
        self._show_sheet()

    @override
    def emptiness(self, answer: ReportView) -> Emptiness | None:
        if answer.has_leads:
            return None
        if not self.surroundings.leads_to("import"):
            return Emptiness(self.tr("There are no leads yet"), icon="chart-bar")
        return Emptiness(
            title=self.tr("There are no leads yet"),
            text=self.tr("Bring in a list of leads: reports are drawn from what becomes of them."),
            icon="chart-bar",
            action=self.tr("Import a file"),
            call=self._import,
        )

    @override
    def first_focus(self) -> QWidget:
        return self.list

    @override
    def open(self, target: Any) -> None:
        """Show the report that was asked for, a ``ReportAsk`` or a name."""
        match target:
            case ReportAsk():
                self._go_to(target)
            case str():
                self._go_to(self._fresh(target))
            case _:
                raise TypeError(f"reports cannot be opened by {target!r}")

    @override
    def page_actions(self) -> Sequence[Action]:
        bar = self.toolbar
        return (
            Action(self.tr("Next report"), partial(self._step, 1), "]", "chart-bar"),
            Action(self.tr("Previous report"), partial(self._step, -1), "[", "chart-bar"),
            Action(self.tr("Next set of reports"), self._turn_set, "S", "switch-horizontal"),
            Action(self.tr("Choose the period"), bar.choose_period, "P", "calendar"),
            Action(self.tr("Switch between cohort and snapshot"), bar.turn_basis, "B", "switch-horizontal"),
            Action(self.tr("Choose what to split by"), bar.choose_by, "D", "columns"),
            Action(self.tr("Filter"), bar.choose_filter, "F", "filter"),
            Action(self.tr("Drop the filter"), bar.drop_filter, "Shift+F", "filter-off"),
            Action(self.tr("Count blank and unknown together"), self._groups.click, "U", "git-merge"),
            Action(self.tr("Move to the picture"), self.chart.setFocus, "C", "chart-bar"),
            Action(self.tr("Move to the table"), self.table.setFocus, "T", "table"),
            Action(self.tr("Move to the list of reports"), self.list.setFocus, "R", "list"),
            Action(
                self.tr("Sort the table by this column"), self.table.order_by_current, "O", "sort-ascending"
            ),
            Action(
                self.tr("Judge a recording"),
                self.ask_judging,
                "Shift+J",
                "headset",
                is_enabled=self._may_judge,
            ),
            Action(self.tr("Threshold and sample"), self.ask_numbers, "Shift+T", "adjustments"),
            Action(self.tr("Record what was spent"), self.ask_spend, "N", "plus"),
            Action(self.tr("Exchange rates"), self.ask_rates, "X", "switch-horizontal"),
            *self._exports(),
        )

    @override
    def retranslate(self) -> None:
        self.sets.show_choices(
            self.tr("Set of reports"),
            [
                (MANAGEMENT, self.tr("Management & marketing")),
                (SUPPORT, self.tr("Supporting departments")),
                (TEAM, self.tr("Own team")),
            ],
            self._set,
        )
        self._offer_reports()
        self.list.setAccessibleName(self.tr("Reports"))
        self.toolbar.retranslate()
        self.table.setAccessibleName(self.tr("The report as a table"))
        self._groups.setText(self.tr("Blank and unknown together"))
        self.judge.setText(self.tr("Judge a recording"))
        self.tune.setText(self.tr("Threshold and sample"))
        self._spend.setText(self.tr("Spend"))
        self._spend.setAccessibleName(self.tr("Record what was spent"))
        self.exchange.setText(self.tr("Exchange rates"))
        self.panel.retranslate()
        self.rates.retranslate()
        self._export.setText(self.tr("Export"))
        self._export.setAccessibleName(self.tr("Export"))
        if self._view is not None:
            self._show_sheet()

    # What can be done.

    def save(self, kind: str, path: Path) -> None:
        """Write the picture (``png``, ``svg``), the table (``csv``, ``xlsx``) or both (``pdf``), and say so."""
        if self._view is None:
            return
        match kind:
            case "png":
                work: Any = write_bytes(path, self.chart.png())
            case "svg":
                work = write_bytes(path, self.chart.svg())
            case "pdf":
                work = printing(path, drafted(self._view.sheet, self.chart.png()))
            case _:
                shown = self._view.sheet
                work = writing_table(path, lambda _: report_of(shown))
        self.background.start(work, self._on_saved)

    def ask_where(self, kind: str) -> None:
        """Ask for the file to write."""
        today = from_micros(self.surroundings.clock()).astimezone().date()
        name, settings = f"{self.toolbar.ask.name} {today}.{kind}", self.surroundings.settings
        ask_to_save(self, settings, self.tr("Save as"), name, partial(self.save, kind))

    def ask_export(self) -> None:
        """Offer the kinds of files."""
        menu: QMenu = action_menu(self, self._exports())
        menu.popup(self._export.mapToGlobal(self._export.rect().bottomLeft()))

    @Slot()
    def ask_judging(self) -> None:
        """Go where recorded calls are judged."""
        self.judging_asked.emit()

    def _may_judge(self) -> bool:
        return self.surroundings.leads_to("calibration")

    @Slot()
    def ask_numbers(self) -> None:
        """Go where the threshold and the sample are set."""
        self.numbers_asked.emit(NUMBERS)

    @Slot()
    def ask_spend(self) -> None:
        """Ask what was spent."""
        if self._view is not None:
            self.panel.show_channels(self._view.channels)
        self.panel.ask(from_micros(self.surroundings.clock()).astimezone().date())

    @Slot()
    def ask_rates(self) -> None:
        """Show what currencies are worth, and ask for a rate."""
        self.background.ask(rate_rows, self.rates.ask, question=self._rating)

    @Slot(object)
    def _on_rate(self, command: SetRate) -> None:
        self.background.submit(command, done=self._on_rated, refused=self._on_rate_refused)

    def _on_rated(self, _: object) -> None:
        self.rates.close_panel()
        self.surroundings.toasts.say(self.tr("The rate is set"), tone="ok")
        self.reload()

    def _on_rate_refused(self, error: Exception) -> None:
        self.rates.show_error(sentence(error))

    @Slot(object)
    def _on_spent(self, command: RecordSpend) -> None:
        self.background.submit(command, done=self._on_recorded, refused=self._on_spend_refused)

    def _on_recorded(self, _: object) -> None:
        self.panel.close_panel()
        self.surroundings.toasts.say(self.tr("What was spent is recorded"), tone="ok")

    def _on_spend_refused(self, error: Exception) -> None:
        self.panel.show_error(sentence(error))

    @Slot()
    def _on_list(self) -> None:
        kinds = [self.tr("Lists") + " (*.csv *.xlsx *.xls *.txt)"]
        ask_to_open(
            self, self.surroundings.settings, self.tr("What was spent"), kinds,
            lambda path: self.background.start(partial(read_and_record, path), self._on_read),
        )  # fmt: skip

    def _on_read(self, told: tuple[int, int, SpendFile]) -> None:
        recorded, known, found = told
        said = self.tr("Amounts recorded: {n}").format(n=recorded)
        more = [self.tr("{n} known already").format(n=known)] if known else []
        if found.unreadable:
            lines = ", ".join(str(one.line) for one in found.unreadable[:6])
            more.append(self.tr("not readable: lines {lines}").format(lines=lines))
        self.surroundings.toasts.say(said, joined(more), tone="warn" if found.unreadable else "ok")

    def _exports(self) -> tuple[Action, ...]:
        def has_figures() -> bool:
            return self._view is not None

        return tuple(
            Action(text, partial(self.ask_where, kind), key, name, is_enabled=has_figures)
            for text, kind, key, name in (
                (self.tr("Save the picture (PNG)"), "png", "Ctrl+Shift+P", "photo"),
                (self.tr("Save the drawing (SVG)"), "svg", "Ctrl+Shift+S", "file-type-svg"),
                (self.tr("Save the page (PDF)"), "pdf", "Ctrl+Shift+G", "file-export"),
                (self.tr("Save the table (CSV)"), "csv", "Ctrl+Shift+E", "file-type-csv"),
                (self.tr("Save the table (Excel)"), "xlsx", "Ctrl+Shift+X", "file-spreadsheet"),
            )
        )

    # Answers and choices.

    @Slot(object)
    def _on_asked(self, ask: ReportAsk) -> None:
        self._groups.setChecked(ask.asked.groups_blank)
        self.reload()

    @Slot(bool)
    def _on_grouped(self, is_grouped: bool) -> None:  # noqa: FBT001 -- Qt calls it
        ask = self.toolbar.ask
        if ask.asked.groups_blank != is_grouped:
            self.toolbar.show_ask(replace(ask, asked=replace(ask.asked, groups_blank=is_grouped)))
            self.reload()

    @Slot(str)
    def _on_set(self, key: str) -> None:
        self._set = key
        if self.toolbar.ask.name not in SETS[key]:
            self._go_to(self._fresh(SETS[key][0]))
        else:
            self._offer_reports()

    @Slot(str)
    def _on_picked(self, name: str) -> None:
        if name and name != self.toolbar.ask.name:
            self._go_to(self._fresh(name))

    @Slot(str, str)
    def _on_opened(self, row_key: str, column_key: str) -> None:
        found = behind(self._view.sheet, row_key, column_key) if self._view is not None else None
        if found is not None:
            self.leads_asked.emit(found)

    def _on_saved(self, path: Path) -> None:
        said = self.tr("Saved {file}").format(file=path.name)
        self.surroundings.toasts.say(said, str(path.parent), tone="ok")

    def _import(self) -> None:
        self.import_asked.emit()

    def _go_to(self, ask: ReportAsk) -> None:
        if ask.name not in SETS[self._set]:
            self._set = next(key for key, names in SETS.items() if ask.name in names)
        self.toolbar.show_ask(ask)
        self._groups.setChecked(ask.asked.groups_blank)
        self.sets.choose(self._set)
        self._offer_reports()
        self.reload()

    def _fresh(self, name: str) -> ReportAsk:
        """Return another report for the same period and leads, split and dated as it is meant."""
        asked = replace(self.toolbar.ask.asked, basis=CUBES[name][0].bases[0])
        return replace(self.toolbar.ask, name=name, by=None, asked=asked)

    def _step(self, by: int) -> None:
        names = SETS[self._set]
        at = names.index(self.toolbar.ask.name)
        self._go_to(self._fresh(names[(at + by) % len(names)]))

    def _turn_set(self) -> None:
        keys = list(SETS)
        self.sets.choose(keys[(keys.index(self._set) + 1) % len(keys)])

    # Showing.

    def _offer_reports(self) -> None:
        options = [Option(name, report_name(name)) for name in SETS[self._set]]
        self.list.blockSignals(True)
        self.list.show_options(options, self.toolbar.ask.name)
        self.list.blockSignals(False)

    def _show_sheet(self) -> None:
        view = self._view
        if view is None:
            return
        name, chart = view.sheet.name, chart_of(view.sheet)
        self._title.setText(report_name(name))
        self.judge.setVisible(name == "calibration" and self._may_judge())
        self.exchange.setVisible(name == "forecast")
        self.tune.setVisible(name == "thresholds" and self.surroundings.leads_to("playbook"))
        self._about.setText(ABOUT[name]())
        self.chart.show_chart(chart)
        self._more.setText(chart.more)
        self._more.setVisible(bool(chart.more))
        notes = notes_of(view.sheet)
        self._note.setText(notes)
        self._note.setVisible(bool(notes))
        self.table.show_rows(table_columns(view.sheet), table_rows(view.sheet))

    def _lay_out(self) -> None:
        self._export.setProperty("kind", "tool")
        self._export.setIcon(icon("file-export"))
        self._export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.list.setProperty("kind", "plain")
        top = row(self.sets, None, self.judge, self.tune, self.exchange, self._spend, self._export, gap=8)
        title = row(self._title, None, self._groups, gap=8)
        head = column(title, self._about, gap=2, margin=(16, 10, 16, 2))
        below = row(self._note, self._more, margin=(16, 0, 16, 8))
        below.setStretch(0, 1)
        picture = column(gap=0, margin=1)
        picture.addLayout(head)
        picture.addWidget(self.chart, 1)
        picture.addLayout(below)
        table = column(self.table, gap=0, margin=(1, 5, 1, 1))
        right = column(self.toolbar, gap=12)
        right.addWidget(boxed(picture, "card"), 11)
        right.addWidget(boxed(table, "card"), 10)
        parts = row(gap=16)
        parts.addWidget(boxed(column(self.list, gap=0, margin=(4, 6, 4, 6)), "card"))
        parts.addLayout(right, 1)
        whole = column(top, gap=12, margin=(24, 14, 24, 20))
        whole.addLayout(parts, 1)
        self.body.setLayout(whole)

    def _connect(self) -> None:
        self.sets.chosen.connect(self._on_set)
        self.list.picked.connect(self._on_picked)
        self.toolbar.asked.connect(self._on_asked)
        self.chart.opened.connect(self._on_opened)
        self.table.opened.connect(self._on_opened)
        self._groups.toggled.connect(self._on_grouped)
        self._export.clicked.connect(self.ask_export)
        self.panel.given.connect(self._on_spent)
        self.panel.list_asked.connect(self._on_list)
        self.rates.given.connect(self._on_rate)
