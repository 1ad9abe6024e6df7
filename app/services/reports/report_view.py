"""What the reports' screen asks and is answered: a sheet, and what one can restrict it to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from app.models.leads import Lead
from app.services.reports.cubes import CUBES, sheet
from app.services.reports.dimensions import BLANK, COLUMNS, Cell, Dimension, cells_of
from app.services.reports.funnel_view import channels, has_leads
from app.services.reports.parts import Among, Question, tally
from app.services.reports.periods import Period, days_of
from app.services.reports.report import EVERYTHING, Only, ReportFilter
from app.services.reports.sheet import Sheet, Split
from app.services.reports.team_time import zone_of

RESTRICTIONS = (
    Dimension.CHANNEL, Dimension.CAMPAIGN, Dimension.REGION, Dimension.INDUSTRY, Dimension.SIZE, Dimension.OWNER,
    Dimension.REP,
)  # fmt: skip
"""What every report can be restricted to (spec section 15)."""
MOST_CHOICES = 60

MANAGEMENT, SUPPORT, TEAM = "management", "support", "team"
SETS: Mapping[str, tuple[str, ...]] = {
    MANAGEMENT: ("channels", "keywords", "revenue", "wins", "cohorts", "losses"),
    SUPPORT: ("pipeline", "durations", "help", "rivals", "poc", "health", "losses"),
    TEAM: ("forecast", "work", "response", "hours", "script", "thresholds", "calibration", "pipeline"),
}
"""The prepared sets of spec section 15: for management and marketing, for supporting departments, for the own team."""


@dataclass(frozen=True, slots=True)
class ReportAsk:
    """What a person chose on the screen.

    Attributes:
        name: Of the report.
        by: What to split by; ``None`` for its own first split.
        period: By name.
        asked: Basis, grouping and restrictions; its days count for ``Period.CUSTOM`` only.
    """

    name: str = "channels"
    by: Split | None = None
    period: Period = Period.ALL
    asked: ReportFilter = EVERYTHING

    def restricted(self, by: Dimension, values: tuple[str, ...]) -> ReportAsk:
        """Return the same with other values of one restriction; none is all."""
        others = tuple(one for one in self.asked.only if one.dimension is not by)
        only = (*others, Only(by, values)) if values else others
        return replace(self, asked=replace(self.asked, only=only))

    def values(self, by: Dimension) -> tuple[str, ...]:
        """Return what a dimension is restricted to; empty for nothing."""
        return next((one.values for one in self.asked.only if one.dimension is by), ())


@dataclass(frozen=True, slots=True)
class ReportView:
    """The answer.

    Attributes:
        ask: What was asked, its split and basis as they were understood.
        choices: Values one can restrict to, most leads first, by dimension.
        channels: Those known, unknown and blank last.
        has_leads: Whether there is any lead at all.
    """

    ask: ReportAsk
    sheet: Sheet
    choices: Mapping[Dimension, tuple[Cell, ...]] = field(default_factory=dict)
    channels: tuple[Cell, ...] = ()
    has_leads: bool = True


def understood(ask: ReportAsk) -> ReportAsk:
    """Return what a report can be asked: its own first split and basis where it does not have those named."""
    spec, _ = CUBES[ask.name]
    by = ask.by if ask.by in spec.splits else spec.splits[0]
    basis = ask.asked.basis if ask.asked.basis in spec.bases else spec.bases[0]
    return replace(ask, by=by, asked=replace(ask.asked, basis=basis))


def report_view(db: Connection, ask: ReportAsk, now: int) -> ReportView:
    """Answer the screen; ``now`` is the present instant, microseconds UTC."""
    plain = understood(ask)
    asked = replace(plain.asked, now=now)
    if plain.period is not Period.CUSTOM:
        since, until = days_of(plain.period, now, zone_of(db))
        asked = replace(asked, since=since, until=until)
    found = sheet(db, plain.name, asked, plain.by)
    return ReportView(plain, found, choices(db), channels(db), has_leads(db))


def choices(db: Connection) -> dict[Dimension, tuple[Cell, ...]]:
    """Return the values that leads have of each restriction, most leads first."""
    leads: dict[Dimension, Counter[str]] = {by: Counter() for by in RESTRICTIONS}
    for by in RESTRICTIONS:
        for (value,), (count,) in tally(db, Question(partial(_by_value, COLUMNS[by]), 1)).items():
            leads[by][BLANK if value is None else str(value)] += count
    found = {}
    for by, counted in leads.items():
        values = sorted(counted, key=lambda value: (-counted[value], value))[:MOST_CHOICES]
        cells = cells_of(db, by, frozenset(values))
        found[by] = tuple(cells[value] for value in values if value in cells)
    return found


def _by_value(column: ColumnElement[Any], among: Among) -> Select[Any]:
    return select(column, func.count()).select_from(Lead).where(among(Lead.id.expression)).group_by(column)
