"""Narrowing the list of leads by one more thing: pick what, then pick which, by arrow, number or click."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from app.models.vocabulary import Milestone
from app.services.call_list_view import Narrowing, values_for
from app.services.lead_list import LeadsWhere
from app.views import formats
from app.views.background import Question
from app.views.leads.pick_panel import PickPanel
from app.views.page import Page
from app.views.widgets.option_list import Option

type Said = Callable[[], str]

NAMES: Mapping[Narrowing, Said] = {
    Narrowing.SCORE: lambda: QCoreApplication.translate("Narrowing", "Score"),
    Narrowing.CREATED: lambda: QCoreApplication.translate("Narrowing", "Created"),
    Narrowing.TAG: lambda: QCoreApplication.translate("Narrowing", "Tag"),
    Narrowing.REGION: lambda: QCoreApplication.translate("Narrowing", "Region"),
    Narrowing.INDUSTRY: lambda: QCoreApplication.translate("Narrowing", "Industry"),
    Narrowing.SIZE: lambda: QCoreApplication.translate("Narrowing", "Company size"),
    Narrowing.REACHED: lambda: QCoreApplication.translate("Narrowing", "Milestone reached"),
    Narrowing.MATURITY: lambda: QCoreApplication.translate("Narrowing", "Maturity"),
    Narrowing.REACHABLE: lambda: QCoreApplication.translate("Narrowing", "Way to reach them"),
    Narrowing.REP: lambda: QCoreApplication.translate("Narrowing", "Sales rep"),
}
_SCORES, _PERCENTS, _DAYS = (50, 100, 150), (50, 60, 70, 80), (7, 30, 90)
_BELOW = "below"
_YES, _NO = "yes", "no"


class NarrowingPanel(QObject):
    """Asks twice over its page, and tells the filter that comes of it."""

    narrowed = Signal(object)

    def __init__(self, page: Page[Any], shown: Callable[[], LeadsWhere]) -> None:
        super().__init__(page)
        self._background, self._shown = page.background, shown
        self._by = Narrowing.SCORE
        self._asking = Question()
        self.what, self.which = PickPanel(page), PickPanel(page)
        self.what.picked.connect(self._on_what)
        self.which.picked.connect(self._on_which)

    def ask(self) -> None:
        """Ask by what to narrow."""
        options = [Option(by.value, name()) for by, name in NAMES.items()]
        self.what.ask(self.tr("Show only leads by their…"), options, send=self.tr("Go on"))

    @Slot(str)
    def _on_what(self, key: str) -> None:
        self._by = Narrowing(key)
        fixed = self._fixed(self._by)
        if fixed:
            # The first panel gives the focus back when it has closed; only then may another take it.
            QTimer.singleShot(0, self, partial(self._ask_which, fixed))
        else:
            self._background.ask(values_for(self._by), self._on_values, question=self._asking)

    def _on_values(self, values: Sequence[tuple[str, str, int]]) -> None:
        options = [
            Option(
                key,
                name or self.tr("(blank)"),
                QCoreApplication.translate("LeadsPage", "%Ln lead(s)", "", count),
            )
            for key, name, count in values
        ]
        self._ask_which(options or [Option("", self.tr("No lead has any"), is_possible=False)])

    def _ask_which(self, options: Sequence[Option]) -> None:
        self.which.ask(NAMES[self._by](), options, send=self.tr("Narrow"))

    @Slot(str)
    def _on_which(self, key: str) -> None:
        self.narrowed.emit(narrowed(self._shown(), self._by, key))

    def _fixed(self, by: Narrowing) -> list[Option]:
        match by:
            case Narrowing.SCORE:
                least = [Option(str(one), self.tr("At least {n}").format(n=one)) for one in _SCORES]
                return [
                    *least,
                    *(Option(f"{_BELOW}{one}", self.tr("Under {n}").format(n=one)) for one in _SCORES),
                ]
            case Narrowing.MATURITY:
                text = self.tr("At least {n}")
                return [Option(str(one), text.format(n=formats.percent(one))) for one in _PERCENTS]
            case Narrowing.CREATED:
                text = self.tr("In the last {n} days")
                return [Option(str(days), text.format(n=days)) for days in _DAYS]
            case Narrowing.REACHED:
                return [Option(one.value, one.value.upper()) for one in Milestone]
            case Narrowing.REACHABLE:
                can = self.tr("Phone or e-mail is there"), self.tr("Neither phone nor e-mail")
                return [Option(_YES, can[0]), Option(_NO, can[1])]
            case _:
                return []


def narrowed(  # noqa: C901, PLR0911 - one return for each way
    where: LeadsWhere, by: Narrowing, key: str
) -> LeadsWhere:
    """Return a filter narrowed by one more thing; of values of one sort, any fits.

    Args:
        where: The filter before.
        by: What is narrowed.
        key: What was picked.
    """
    match by:
        case Narrowing.SCORE if key.startswith(_BELOW):
            return replace(where, score_below=int(key.removeprefix(_BELOW)))
        case Narrowing.SCORE:
            return replace(where, score_from=int(key))
        case Narrowing.MATURITY:
            return replace(where, maturity_from=int(key))
        case Narrowing.CREATED:
            return replace(where, created_days=int(key))
        case Narrowing.REACHED:
            return replace(where, reached=Milestone(key))
        case Narrowing.REACHABLE:
            return replace(where, is_reachable=key == _YES)
        case Narrowing.TAG:
            return replace(where, tag=key)
        case Narrowing.REP:
            return replace(where, rep=UUID(hex=key))
        case Narrowing.REGION:
            return replace(where, regions=where.regions | {key})
        case Narrowing.INDUSTRY:
            return replace(where, industries=where.industries | {key})
        case Narrowing.SIZE:
            return replace(where, sizes=where.sizes | {key})
