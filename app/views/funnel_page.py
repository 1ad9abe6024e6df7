"""The funnel: how many leads reach each layer, by what, and where the others stay behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QMenu, QToolButton, QWidget

from app.clock import from_micros
from app.models.vocabulary import Topic
from app.services.reports.dimensions import PEOPLE, Dimension
from app.services.reports.funnel import report_of
from app.services.reports.funnel_layers import Layer
from app.services.reports.funnel_leads import LeadSelection, Part
from app.services.reports.funnel_losses import LayerLoss, losses
from app.services.reports.funnel_view import FunnelAsk, FunnelView, funnel_view
from app.services.reports.report import ReportFilter
from app.views import formats
from app.views.actions import Action
from app.views.charts import FunnelChart
from app.views.desk import Query
from app.views.file_asking import ask_to_save
from app.views.file_writing import write_bytes
from app.views.funnel.figure_table import FigureTable
from app.views.funnel.figures import (
    chart_layers,
    loss_columns,
    loss_rows,
    loss_selection,
    split_columns,
    split_rows,
    split_selection,
)
from app.views.funnel.hatch import HatchMark
from app.views.funnel.paper import figures_page
from app.views.funnel.toolbar import FunnelToolbar
from app.views.funnel.words import basis_sentence, split_title
from app.views.icons import icon
from app.views.page import Page
from app.views.paper import Draft, printing
from app.views.report_file import writing_table
from app.views.rows_menus import action_menu
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, button, column, label, row
from app.views.widgets.empty_state import Emptiness

_NOT_SPLIT_BY_WORDS = {Dimension.MONTH, *PEOPLE}


class FunnelPage(Page[FunnelView]):
    """Draws the funnel beside the same figures split by a dimension; every number opens its leads."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.LEADS, Topic.PLAYBOOK, Topic.PEOPLE})

    leads_asked = Signal(object)
    """A ``LeadSelection``: the leads behind the number that was opened."""
    import_asked = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__(surroundings)
        self.toolbar, self.chart = FunnelToolbar(), FunnelChart()
        self.split, self.lost = FigureTable(), FigureTable(has_order=False)
        self._view: FunnelView | None = None
        self._losses: tuple[LayerLoss, ...] = ()
        self._asking_losses, self._wants_losses = False, False
        self._sentence = label("", "muted", wrap=True)
        self._split_title, self._lost_title = label("", "heading"), label("", "heading")
        self._groups = QCheckBox()
        self._hatch, self._implied = HatchMark(), label("", "small", wrap=True)
        self._suspect = button("", self._open_suspects, kind="quiet", icon_name="alert-triangle")
        self._export = QToolButton()
        self._lay_out()
        self._connect()

    # What it asks and shows.

    def query(self) -> Query[FunnelView]:
        """Return the read of the figures; the losses are read after them, they take longer."""
        return partial(funnel_view, ask=self.toolbar.ask, now=self.surroundings.clock())

    def fill(self, answer: FunnelView) -> None:
        """Show the figures, and ask who stayed behind."""
        is_other = self._view is None or self._view.asked != answer.asked
        self._view = answer
        if is_other:
            self._losses = ()
        self.toolbar.show_channels(answer.channels)
        self.toolbar.show_days(answer.asked.since, answer.asked.until)
        self._show_figures()
        self._ask_losses()

    def emptiness(self, answer: FunnelView) -> Emptiness | None:
        """Say what to do while there is no lead at all."""
        if answer.has_leads:
            return None
        if not self.surroundings.leads_to("import"):
            text = self.tr("Once leads come in, what becomes of them is drawn here as a funnel.")
            return Emptiness(self.tr("There are no leads yet"), text, "chart-funnel")
        return Emptiness(
            title=self.tr("There are no leads yet"),
            text=self.tr("Bring in a list of leads: what becomes of them is drawn here as a funnel."),
            icon="chart-funnel",
            action=self.tr("Import a file"),
            call=self._import,
        )

    def first_focus(self) -> QWidget:
        """Start in the funnel."""
        return self.chart

    def open(self, target: Any) -> None:
        """Show the funnel that was asked for, a ``FunnelAsk``."""
        if isinstance(target, FunnelAsk):
            self.toolbar.show_ask(target)
            self._on_asked(target)

    def page_actions(self) -> Sequence[Action]:
        """Return the choices, the ways between the parts, and the exports."""
        bar = self.toolbar
        return (
            Action(self.tr("Choose the period"), bar.choose_period, "P", "calendar"),
            Action(self.tr("Switch between cohort and snapshot"), bar.turn_basis, "B", "switch-horizontal"),
            Action(self.tr("Choose what to split by"), bar.choose_by, "D", "columns"),
            Action(self.tr("Choose channels"), bar.choose_channels, "C", "filter"),
            Action(self.tr("Count blank and unknown together"), self._groups.click, "U", "git-merge"),
            Action(self.tr("Move to the funnel"), self.chart.setFocus, "F", "chart-funnel"),
            Action(self.tr("Move to the table"), self.split.setFocus, "T", "table"),
            Action(self.tr("Move to those who went no further"), self.lost.setFocus, "N", "list-details"),
            Action(
                self.tr("Sort the table by this column"), self.split.order_by_current, "O", "sort-ascending"
            ),
            *self._exports(),
        )

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.toolbar.retranslate()
        self.split.setAccessibleName(self.tr("The funnel split by a dimension"))
        self.lost.setAccessibleName(self.tr("Those who went no further"))
        self._lost_title.setText(self.tr("Who went no further"))
        self._groups.setText(self.tr("Blank and unknown together"))
        self._export.setText(self.tr("Export"))
        self._export.setAccessibleName(self.tr("Export"))
        self._implied.setText(
            self.tr("Implied: a later layer is recorded, this one is not. It counts as reached.")
        )
        if self._view is not None:
            self._show_figures()

    # What can be done.

    def save(self, kind: str, path: Path) -> None:
        """Write the funnel as ``png`` or ``svg``, its table as ``csv`` or ``xlsx``, or all as ``pdf``, and say so."""
        if self._view is None:
            return
        match kind:
            case "png":
                work: Any = write_bytes(path, self.chart.png())
            case "svg":
                work = write_bytes(path, self.chart.svg())
            case "pdf":
                work = printing(path, self._drafted())
            case _:
                shown = self._view.funnel
                work = writing_table(path, lambda _: report_of(shown))
        self.background.start(work, self._on_saved)

    def _drafted(self) -> Draft:
        """Return the page as it is shown: the sentence, the funnel, both tables."""
        parts = ((self._split_title, self.split), (self._lost_title, self.lost))
        tables = [(title.text(), one.figures.columns, one.figures.rows) for title, one in parts]
        return figures_page(self.chart.title(), (self._sentence.text(),), self.chart.png(), tables)

    def ask_where(self, kind: str) -> None:
        """Ask for the file to write."""
        today = from_micros(self.surroundings.clock()).astimezone().date()
        name, settings = f"funnel {today}.{kind}", self.surroundings.settings
        ask_to_save(self, settings, self.tr("Save as"), name, partial(self.save, kind))

    def ask_export(self) -> None:
        """Offer the kinds of files."""
        menu: QMenu = action_menu(self, self._exports())
        menu.popup(self._export.mapToGlobal(self._export.rect().bottomLeft()))

    def _exports(self) -> tuple[Action, ...]:
        def has_figures() -> bool:
            return self._view is not None

        return tuple(
            Action(text, partial(self.ask_where, kind), key, name, is_enabled=has_figures)
            for text, kind, key, name in (
                (self.tr("Save the funnel as a picture (PNG)"), "png", "Ctrl+Shift+P", "photo"),
                (self.tr("Save the funnel as a drawing (SVG)"), "svg", "Ctrl+Shift+S", "file-type-svg"),
                (self.tr("Save the page (PDF)"), "pdf", "Ctrl+Shift+G", "file-export"),
                (self.tr("Save the table (CSV)"), "csv", "Ctrl+Shift+E", "file-type-csv"),
                (self.tr("Save the table (Excel)"), "xlsx", "Ctrl+Shift+X", "file-spreadsheet"),
            )
        )

    # Answers and choices.

    @Slot(object)
    def _on_asked(self, ask: FunnelAsk) -> None:
        self._groups.setChecked(ask.asked.groups_blank)
        self.reload()

    @Slot(bool)
    def _on_grouped(self, is_grouped: bool) -> None:  # noqa: FBT001 -- Qt calls it
        ask = self.toolbar.ask
        if ask.asked.groups_blank != is_grouped:
            self.toolbar.show_ask(replace(ask, asked=replace(ask.asked, groups_blank=is_grouped)))
            self.reload()

    def _ask_losses(self) -> None:
        """Ask once at a time: of a million leads it takes seconds, and leads change all day."""
        if self._view is None or self._asking_losses:
            self._wants_losses = True
            return
        self._asking_losses, self._wants_losses = True, False
        asked = self._view.asked
        self.background.ask(
            partial(losses, asked=asked), partial(self._on_losses, asked), failed=self._on_losses_failed
        )

    def _on_losses(self, asked: ReportFilter, found: tuple[LayerLoss, ...]) -> None:
        self._asking_losses = False
        if self._view is not None and self._view.asked == asked:
            self._losses = found
            self._show_figures()
        if self._wants_losses:
            self._ask_losses()

    def _on_losses_failed(self, error: Exception) -> None:
        self._asking_losses = False
        self._report(error)

    def _on_saved(self, path: Path) -> None:
        self.surroundings.toasts.say(
            self.tr("Saved {file}").format(file=path.name), str(path.parent), tone="ok"
        )

    @Slot(str)
    def _on_layer_opened(self, key: str) -> None:
        view = self._view
        if view is not None:
            layer = Layer(key)
            self._ask_leads(LeadSelection(layer, view.asked, count=view.funnel.total.at(layer).count))

    @Slot(str, str)
    def _on_figure_opened(self, row_key: str, column_key: str) -> None:
        if self._view is not None:
            self._ask_leads(split_selection(self._view.asked, self._view.funnel, row_key, column_key))

    @Slot(str, str)
    def _on_loss_opened(self, row_key: str, _: str) -> None:
        if self._view is not None:
            self._ask_leads(loss_selection(self._view.asked, self._losses, row_key))

    def _import(self) -> None:
        self.import_asked.emit()

    @Slot()
    def _open_suspects(self) -> None:
        view = self._view
        if view is not None:
            count = view.funnel.total.at(Layer.WON).suspect
            self._ask_leads(LeadSelection(Layer.WON, view.asked, part=Part.SUSPECT, count=count))

    def _ask_leads(self, selection: LeadSelection) -> None:
        if selection.count:
            self.leads_asked.emit(selection)

    # Showing.

    def _show_figures(self) -> None:
        view = self._view
        if view is None:
            return
        total, by = view.funnel.total, self.toolbar.ask.by
        self._sentence.setText(basis_sentence(view.asked))
        nothing = self.tr("Nobody is in this funnel: choose another period or other channels.")
        self.chart.show_layers(self.tr("Funnel"), chart_layers(total, self._losses), nothing=nothing)
        self._split_title.setText(split_title(by))
        self._groups.setVisible(by not in _NOT_SPLIT_BY_WORDS)
        self.split.show_rows(split_columns(by), split_rows(view.funnel))
        self.lost.show_rows(loss_columns(), loss_rows(total, self._losses))
        has_implied = any(layer.implied for layer in total.layers)
        self._hatch.setVisible(has_implied)
        self._implied.setVisible(has_implied)
        suspects = total.at(Layer.WON).suspect
        self._suspect.setVisible(suspects > 0)
        self._suspect.setText(
            self.tr("Won before the lead was there, says the source: {n}").format(n=formats.number(suspects))
        )

    def _lay_out(self) -> None:
        self._export.setProperty("kind", "tool")
        self._export.setIcon(icon("file-export"))
        self._export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        legend = row(self._hatch, self._implied, gap=8, margin=(16, 0, 16, 0))
        legend.setStretch(1, 1)
        suspect = row(self._suspect, None, margin=(8, 0, 8, 0))
        left = boxed(column(self.chart, legend, suspect, gap=6, margin=(1, 8, 1, 10)), "card")
        head = row(self._split_title, None, self._groups, margin=(16, 10, 16, 6))
        upper = boxed(column(head, self.split, gap=0, margin=1), "card")
        below = row(self._lost_title, None, margin=(16, 10, 16, 6))
        lower = boxed(column(below, self.lost, gap=0, margin=1), "card")
        right = column(gap=12)
        right.addWidget(upper, 3)
        right.addWidget(lower, 2)
        cards = row(gap=16)
        cards.addWidget(left, 10)
        cards.addLayout(right, 13)
        top = row(self.toolbar, self._export, gap=8)
        top.setStretch(0, 1)
        whole = column(top, self._sentence, cards, gap=10, margin=(24, 14, 24, 20))
        whole.setStretch(2, 1)
        self.body.setLayout(whole)

    def _connect(self) -> None:
        self.toolbar.asked.connect(self._on_asked)
        self.chart.layer_opened.connect(self._on_layer_opened)
        self.split.opened.connect(self._on_figure_opened)
        self.lost.opened.connect(self._on_loss_opened)
        self._groups.toggled.connect(self._on_grouped)
        self._export.clicked.connect(self.ask_export)
