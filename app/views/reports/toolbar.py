"""The choices every report shares: period, basis, split, and what it is restricted to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QToolButton, QWidget

from app.services.reports.cubes import CUBES
from app.services.reports.dimensions import Cell, Dimension
from app.services.reports.periods import Period
from app.services.reports.report import Basis
from app.services.reports.report_view import RESTRICTIONS, ReportAsk, understood
from app.views.funnel.words import basis_name, cell_title, dimension_name, period_name
from app.views.icons import icon
from app.views.reports.words import split_name
from app.views.rows_menus import StayingMenu
from app.views.widgets.basics import label, row
from app.views.widgets.day_field import day_field, day_in
from app.views.widgets.segmented import Segmented


class ReportToolbar(QWidget):
    """Shows what is asked and tells when a person asks otherwise."""

    asked = Signal(object)
    """A ``ReportAsk``."""

    def __init__(self) -> None:
        super().__init__()
        self.ask = understood(ReportAsk())
        self._choices: Mapping[Dimension, tuple[Cell, ...]] = {}
        self.period, self.by, self.basis = QComboBox(), QComboBox(), Segmented()
        self.since, self.until, self._dash = day_field(), day_field(), label("–", "muted")
        self.since.setDate(QDate(self.until.date().year(), 1, 1))
        self.filter = QToolButton()
        self.filter.setProperty("kind", "tool")
        self.filter.setIcon(icon("filter"))
        self.filter.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for box in (self.period, self.by):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._by_label = label("", "muted")
        self._by_label.setBuddy(self.by)
        self.setLayout(
            row(
                self.period, self.since, self._dash, self.until, 8, self.basis, 8, self._by_label, self.by, 4,
                self.filter, None,
            )
        )  # fmt: skip
        self.retranslate()
        self.period.activated.connect(self._on_period)
        self.by.activated.connect(self._on_by)
        self.basis.chosen.connect(self._on_basis)
        self.filter.clicked.connect(self.choose_filter)
        for field in (self.since, self.until):
            field.dateChanged.connect(self._on_days)

    def show_ask(self, ask: ReportAsk) -> None:
        """Show what is asked."""
        self.ask = ask = understood(ask)
        spec, _ = CUBES[ask.name]
        _offer(self.by, [(by.value, split_name(by)) for by in spec.splits])
        self.by.setCurrentIndex(max(0, self.by.findData("" if ask.by is None else ask.by.value)))
        self.period.setCurrentIndex(self.period.findData(ask.period))
        self.basis.show_choices(
            QCoreApplication.translate("Funnel", "What falls into the period"),
            [(basis.value, basis_name(basis)) for basis in spec.bases],
            ask.asked.basis,
        )
        self.basis.setVisible(len(spec.bases) > 1)
        is_custom = ask.period is Period.CUSTOM
        for part in (self.since, self._dash, self.until):
            part.setVisible(is_custom)
        self._say_filter()

    def show_choices(self, choices: Mapping[Dimension, tuple[Cell, ...]]) -> None:
        """Offer these values to restrict to."""
        self._choices = choices
        self._say_filter()

    def show_days(self, since: date | None, until: date | None) -> None:
        """Let the day fields begin from the days shown, as far as there are any."""
        for field, on in ((self.since, since), (self.until, until)):
            if on is not None:
                field.blockSignals(True)
                field.setDate(QDate(on.year, on.month, on.day))
                field.blockSignals(False)

    def choose_period(self) -> None:
        """Let the period be chosen."""
        self.period.setFocus()
        self.period.showPopup()

    def choose_by(self) -> None:
        """Let the split be chosen."""
        self.by.setFocus()
        self.by.showPopup()

    def turn_basis(self) -> None:
        """Change the basis, where there are two."""
        spec, _ = CUBES[self.ask.name]
        if len(spec.bases) > 1:
            is_cohort = self.ask.asked.basis is Basis.COHORT
            self.basis.choose(Basis.SNAPSHOT if is_cohort else Basis.COHORT)

    @Slot()
    def choose_filter(self) -> None:
        """Offer a menu a dimension, with a tick for each value; it stays open."""
        menu = StayingMenu(self)
        for by in RESTRICTIONS:
            cells = self._choices.get(by, ())
            if not cells:
                continue
            part = StayingMenu(menu)
            chosen = self.ask.values(by)
            part.setTitle(dimension_name(by) + (f" ({len(chosen)})" if chosen else ""))
            for cell in cells:
                item = QAction(cell_title(cell, by), part)
                item.setCheckable(True)
                item.setChecked(cell.value in chosen)
                item.toggled.connect(partial(self._on_value, by, cell.value))
                part.addAction(item)
            menu.addMenu(part)
        menu.addSeparator()
        everything = QAction(QCoreApplication.translate("Reports", "No filter"), menu)
        everything.triggered.connect(self.drop_filter)
        menu.addAction(everything)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.filter.mapToGlobal(self.filter.rect().bottomLeft()))

    @Slot()
    def drop_filter(self) -> None:
        """Restrict to nothing."""
        self._change(replace(self.ask, asked=replace(self.ask.asked, only=())))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        translate = QCoreApplication.translate
        self._by_label.setText(translate("Funnel", "Split by"))
        self.period.setAccessibleName(translate("Funnel", "Period"))
        self.by.setAccessibleName(translate("Funnel", "Split by"))
        self.since.setAccessibleName(translate("Funnel", "First day"))
        self.until.setAccessibleName(translate("Funnel", "Last day"))
        _offer(self.period, [(period.value, period_name(period)) for period in Period])
        self.show_ask(self.ask)

    def _say_filter(self) -> None:
        translate = QCoreApplication.translate
        told = []
        for only in self.ask.asked.only:
            known = {cell.value: cell for cell in self._choices.get(only.dimension, ())}
            if len(only.values) == 1:
                [value] = only.values
                told.append(cell_title(known.get(value, Cell(value, value, value)), only.dimension))
            else:
                told.append(f"{dimension_name(only.dimension)} ({len(only.values)})")
        text = " · ".join(told) if told else translate("Reports", "Filter")
        self.filter.setText(text)
        self.filter.setAccessibleName(translate("Reports", "Filter: {which}").format(which=text))
        self.filter.setIcon(icon("filter", "accent" if told else "muted"))

    def _change(self, ask: ReportAsk) -> None:
        if ask != self.ask:
            self.show_ask(ask)
            self.asked.emit(self.ask)

    @Slot(int)
    def _on_period(self, _: int) -> None:
        period, asked = Period(self.period.currentData()), self.ask.asked
        if period is Period.CUSTOM:
            asked = replace(asked, since=day_in(self.since), until=day_in(self.until))
        self._change(replace(self.ask, period=period, asked=asked))

    @Slot()
    def _on_days(self) -> None:
        asked = replace(self.ask.asked, since=day_in(self.since), until=day_in(self.until))
        self._change(replace(self.ask, asked=asked))

    @Slot(int)
    def _on_by(self, _: int) -> None:
        spec, _finish = CUBES[self.ask.name]
        key = self.by.currentData()
        by = next((by for by in spec.splits if by.value == key), None)
        self._change(replace(self.ask, by=by))

    @Slot(str)
    def _on_basis(self, key: str) -> None:
        self._change(replace(self.ask, asked=replace(self.ask.asked, basis=Basis(key))))

    def _on_value(self, by: Dimension, value: str, is_chosen: bool) -> None:  # noqa: FBT001 -- Qt calls it
        others = [one for one in self.ask.values(by) if one != value]
        self._change(self.ask.restricted(by, tuple(sorted([*others, value] if is_chosen else others))))


def _offer(box: QComboBox, choices: list[tuple[str, str]]) -> None:
    if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] == choices:
        return
    box.blockSignals(True)
    box.clear()
    for key, text in choices:
        box.addItem(text, key)
    box.blockSignals(False)
