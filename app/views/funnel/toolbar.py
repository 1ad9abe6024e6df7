"""The choices of the funnel's page: period, basis, split and channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QToolButton, QWidget

from app.services.reports.dimensions import Cell, Dimension
from app.services.reports.funnel_view import FunnelAsk
from app.services.reports.periods import Period
from app.services.reports.report import Basis
from app.views.funnel.words import basis_name, cell_title, dimension_name, period_name
from app.views.icons import icon
from app.views.rows_menus import StayingMenu
from app.views.widgets.basics import label, row
from app.views.widgets.day_field import day_field, day_in
from app.views.widgets.segmented import Segmented


class FunnelToolbar(QWidget):
    """Shows what is asked and tells when a person asks otherwise."""

    asked = Signal(object)
    """A ``FunnelAsk``."""

    def __init__(self) -> None:
        super().__init__()
        self.ask = FunnelAsk()
        self._channels: tuple[Cell, ...] = ()
        self.period, self.by, self.basis = QComboBox(), QComboBox(), Segmented()
        self.since, self.until, self._dash = day_field(), day_field(), label("–", "muted")
        self.since.setDate(QDate(self.until.date().year(), 1, 1))
        self.channels = QToolButton()
        self.channels.setProperty("kind", "tool")
        self.channels.setIcon(icon("filter"))
        self.channels.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._period_label, self._by_label = label("", "muted"), label("", "muted")
        self._period_label.setBuddy(self.period)
        self._by_label.setBuddy(self.by)
        self.setLayout(
            row(
                self._period_label, self.period, self.since, self._dash, self.until, 12, self.basis, 12,
                self._by_label, self.by, 4, self.channels, None,
            )
        )  # fmt: skip
        self.retranslate()
        self.period.activated.connect(self._on_period)
        self.by.activated.connect(self._on_by)
        self.basis.chosen.connect(self._on_basis)
        self.channels.clicked.connect(self.choose_channels)
        for field in (self.since, self.until):
            field.dateChanged.connect(self._on_days)

    def show_ask(self, ask: FunnelAsk) -> None:
        """Show what is asked."""
        self.ask = ask
        self.period.setCurrentIndex(self.period.findData(ask.period))
        self.by.setCurrentIndex(self.by.findData(ask.by))
        self.basis.show_choices(self._basis_title(), self._basis_choices(), ask.asked.basis)
        is_custom = ask.period is Period.CUSTOM
        for part in (self.since, self._dash, self.until):
            part.setVisible(is_custom)
        self.show_days(ask.asked.since, ask.asked.until)
        self._say_channels()

    def show_days(self, since: date | None, until: date | None) -> None:
        """Let the day fields begin from the days shown, as far as there are any."""
        for field, on in ((self.since, since), (self.until, until)):
            if on is not None:
                field.blockSignals(True)
                field.setDate(QDate(on.year, on.month, on.day))
                field.blockSignals(False)

    def show_channels(self, channels: Sequence[Cell]) -> None:
        """Offer these channels."""
        self._channels = tuple(channels)
        self._say_channels()

    def choose_period(self) -> None:
        """Let the period be chosen."""
        self.period.setFocus()
        self.period.showPopup()

    def choose_by(self) -> None:
        """Let the split be chosen."""
        self.by.setFocus()
        self.by.showPopup()

    def turn_basis(self) -> None:
        """Change the basis."""
        is_cohort = self.ask.asked.basis is Basis.COHORT
        self.basis.choose(Basis.SNAPSHOT if is_cohort else Basis.COHORT)

    @Slot()
    def choose_channels(self) -> None:
        """Offer a tick for each channel; the menu stays open."""
        menu = StayingMenu(self)
        for cell in self._channels:
            item = QAction(cell_title(cell, Dimension.CHANNEL), menu)
            item.setCheckable(True)
            item.setChecked(cell.value in self.ask.channels)
            item.toggled.connect(partial(self._on_channel, cell.value))
            menu.addAction(item)
        menu.addSeparator()
        everything = QAction(QCoreApplication.translate("Funnel", "All channels"), menu)
        everything.triggered.connect(self._on_all_channels)
        menu.addAction(everything)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.channels.mapToGlobal(self.channels.rect().bottomLeft()))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        translate = QCoreApplication.translate
        self._period_label.setText(translate("Funnel", "Period"))
        self._by_label.setText(translate("Funnel", "Split by"))
        self.period.setAccessibleName(translate("Funnel", "Period"))
        self.by.setAccessibleName(translate("Funnel", "Split by"))
        self.since.setAccessibleName(translate("Funnel", "First day"))
        self.until.setAccessibleName(translate("Funnel", "Last day"))
        _offer(self.period, [(period, period_name(period)) for period in Period])
        _offer(self.by, [(by, dimension_name(by)) for by in Dimension])
        self.show_ask(self.ask)

    def _say_channels(self) -> None:
        translate = QCoreApplication.translate
        known = {cell.value: cell for cell in self._channels}
        chosen = [known.get(value, Cell(value, value, value)) for value in self.ask.channels]
        match chosen:
            case []:
                text = translate("Funnel", "All channels")
            case [one]:
                text = cell_title(one, Dimension.CHANNEL)
            case _:
                text = translate("Funnel", "{n} channels").format(n=len(chosen))
        self.channels.setText(text)
        named = translate("Funnel", "Channels: {which}")
        self.channels.setAccessibleName(named.format(which=text))
        self.channels.setIcon(icon("filter", "accent" if chosen else "muted"))

    @staticmethod
    def _basis_title() -> str:
        return QCoreApplication.translate("Funnel", "What falls into the period")

    @staticmethod
    def _basis_choices() -> list[tuple[str, str]]:
        return [(basis.value, basis_name(basis)) for basis in Basis]

    def _change(self, ask: FunnelAsk) -> None:
        if ask != self.ask:
            self.show_ask(ask)
            self.asked.emit(ask)

    @Slot(int)
    def _on_period(self, _: int) -> None:
        period = Period(self.period.currentData())
        asked = self.ask.asked
        if period is Period.CUSTOM:
            asked = replace(asked, since=day_in(self.since), until=day_in(self.until))
        self._change(replace(self.ask, period=period, asked=asked))

    @Slot()
    def _on_days(self) -> None:
        asked = replace(self.ask.asked, since=day_in(self.since), until=day_in(self.until))
        self._change(replace(self.ask, asked=asked))

    @Slot(int)
    def _on_by(self, _: int) -> None:
        self._change(replace(self.ask, by=Dimension(self.by.currentData())))

    @Slot(str)
    def _on_basis(self, key: str) -> None:
        self._change(replace(self.ask, asked=replace(self.ask.asked, basis=Basis(key))))

    def _on_channel(self, value: str, is_chosen: bool) -> None:  # noqa: FBT001 -- Qt calls it
        others = [one for one in self.ask.channels if one != value]
        self._change(replace(self.ask, channels=tuple(sorted([*others, value] if is_chosen else others))))

    @Slot()
    def _on_all_channels(self) -> None:
        self._change(replace(self.ask, channels=()))


def _offer(box: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
    box.blockSignals(True)
    box.clear()
    for key, text in choices:
        box.addItem(text, key)
    box.blockSignals(False)
