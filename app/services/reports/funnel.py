"""The funnel: how many leads reached each layer, what they are worth, and which leads they are.

A layer counts the leads that reached it or any later one (spec section 15). A layer no milestone of
its own is recorded for is *implied* by the next recorded one and takes its time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, select

from app.models.leads import Lead
from app.services.reports.dimensions import PEOPLE, Cell, Dimension, cells_of, value_of
from app.services.reports.funnel_layers import LAYERS, Layer
from app.services.reports.funnel_leads import HIGH, LeadSelection, Reach, selected_leads
from app.services.reports.parts import tally
from app.services.reports.report import Basis, Report, ReportFilter, ReportSpec, Value, major, share

UNSTATED = ""
"""The currency of an amount nobody named one for."""
ALL = Cell("", "", "")
"""The one cell of a funnel that is not split."""


@dataclass(frozen=True, slots=True)
class LayerFigures:
    """One layer of a funnel.

    Attributes:
        count: Leads that reached it or a later one.
        implied: Those of them without a milestone of the layer itself.
        suspect: Those whose milestone the source dates before the lead; counted for ``WON`` only.
        amounts: Minor units by currency, in the currencies' order; leads without an amount add nothing.
    """

    count: int = 0
    implied: int = 0
    suspect: int = 0
    amounts: tuple[tuple[str, int], ...] = ()

    def amount_in(self, currency: str) -> int:
        """Return the amount in one currency, minor units."""
        return dict(self.amounts).get(currency, 0)


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """A funnel of one cell; its layers stand in the order of ``LAYERS``."""

    cell: Cell
    layers: tuple[LayerFigures, ...]

    def at(self, layer: Layer) -> LayerFigures:
        """Return the figures of one layer."""
        return self.layers[LAYERS.index(layer)]

    def of_before(self, layer: Layer) -> float | None:
        """Return the conversion from the layer before, as a fraction of 1; ``None`` where there is none."""
        at = LAYERS.index(layer)
        return share(self.layers[at].count, self.layers[at - 1].count) if at else None

    def of_top(self, layer: Layer) -> float | None:
        """Return the conversion from all leads, a fraction of 1."""
        return share(self.at(layer).count, self.layers[0].count)

    def currencies(self) -> tuple[str, ...]:
        """Return the currencies its amounts are in, in their order."""
        return tuple(sorted({currency for layer in self.layers for currency, _ in layer.amounts}))


@dataclass(frozen=True, slots=True)
class Funnel:
    """The answer: a row per cell, and all of them together."""

    by: Dimension | None
    rows: tuple[FunnelRow, ...]
    total: FunnelRow


def funnel(db: Connection, asked: ReportFilter, by: Dimension | None = None) -> Funnel:
    """Return the funnel, split by a dimension or not.

    Months stand in their order, other cells by their leads, most first; cells without a lead in any
    layer do not occur.
    """
    counted: dict[str, _Cell] = {}
    for (layer, cell, currency), sums in tally(db, Reach(db, asked).figures(by)).items():
        value = _value(cell, by, asked) if by is not None else ALL.value
        counted.setdefault(value, _Cell()).add(LAYERS[layer], currency, *sums)
    titles = cells_of(db, by, frozenset(counted)) if by is not None else {ALL.value: ALL}
    rows = [cell.row(titles[value]) for value, cell in counted.items()]
    total = _Cell()
    for cell in counted.values():
        total.merge(cell)
    return Funnel(by, tuple(sorted(rows, key=lambda row: _place(row, by))), total.row(ALL))


def lead_ids_of(db: Connection, selection: LeadSelection) -> list[UUID]:
    """Return exactly the leads behind a number of the funnel, newest first."""
    chosen = selected_leads(db, selection).subquery("chosen")
    statement = select(Lead.id).join(chosen, chosen.c.id == Lead.id).order_by(Lead.created_at.desc(), Lead.id)
    return list(db.execute(statement).scalars())


def funnel_report(db: Connection, asked: ReportFilter, by: Dimension | None = None) -> Report:
    """Return the funnel as other programs read it (design section 7).

    Columns are the dimension, then for each layer its count, ``<layer>_amount``, ``<layer>_implied``,
    ``<layer>_of_before`` and ``<layer>_of_lead``. Amounts are in units of the row's ``currency``; a row
    of several currencies has no ``<layer>_amount``, and the report a ``<layer>_amount_<CURRENCY>`` each.
    """
    return report_of(funnel(db, asked, by))


def report_of(answer: Funnel) -> Report:
    """Return a funnel as its report; see ``funnel_report``."""
    by, currencies = answer.by, answer.total.currencies()
    rows = tuple(dict(_report_values(row, by, currencies)) for row in _rows_of(answer))
    sample = _report_values(answer.total, by, currencies)
    return Report("funnel", tuple(name for name, _ in sample), rows)


REPORT = ReportSpec("funnel", tuple(Dimension), (Basis.COHORT, Basis.SNAPSHOT), funnel_report)


def _rows_of(answer: Funnel) -> tuple[FunnelRow, ...]:
    return answer.rows if answer.by is not None else (answer.total,)


def _value(stored: object, by: Dimension, asked: ReportFilter) -> str:
    if by is Dimension.MONTH:
        return str(stored)
    return value_of(by, stored, groups_blank=asked.groups_blank)


def _place(row: FunnelRow, by: Dimension | None) -> tuple[object, ...]:
    if by is Dimension.MONTH:
        return (row.cell.value,)
    return (*(-layer.count for layer in row.layers), row.cell.title_en, row.cell.value)


@dataclass(slots=True)
class _Layer:
    count: int = 0
    implied: int = 0
    suspect: int = 0
    amounts: dict[str, int] = field(default_factory=dict)

    def add(self, other: _Layer) -> None:
        self.count += other.count
        self.implied += other.implied
        self.suspect += other.suspect
        for currency, amount in other.amounts.items():
            self.amounts[currency] = self.amounts.get(currency, 0) + amount


class _Cell:
    """Figures of one cell while they are being summed."""

    def __init__(self) -> None:
        self._layers: Mapping[Layer, _Layer] = {layer: _Layer() for layer in LAYERS}

    def add(
        self,
        layer: Layer,
        currency: str | None,
        leads: int,
        high: int,
        low: int,
        priced: int,
        implied: int,
        suspect: int,
    ) -> None:
        # An amount without a currency is one of its own.
        amounts = {currency or UNSTATED: high * HIGH + low} if priced else {}
        self._layers[layer].add(_Layer(leads, implied, suspect, amounts))

    def merge(self, other: _Cell) -> None:
        for layer, figures in other._layers.items():
            self._layers[layer].add(figures)

    def row(self, cell: Cell) -> FunnelRow:
        return FunnelRow(
            cell,
            tuple(
                LayerFigures(one.count, one.implied, one.suspect, tuple(sorted(one.amounts.items())))
                for one in self._layers.values()
            ),
        )


def _report_values(
    row: FunnelRow, by: Dimension | None, currencies: tuple[str, ...]
) -> list[tuple[str, Value]]:
    values: list[tuple[str, Value]] = [] if by is None else [(by.value, _shown(row.cell, by))]
    mine = row.currencies()
    for layer in LAYERS:
        figures, name = row.at(layer), layer.value
        values.append((name, figures.count))
        values.append((f"{name}_amount", _amount(figures, mine)))
        if len(currencies) > 1:
            values += [
                (f"{name}_amount_{currency or 'unstated'}", major(figures.amount_in(currency), currency))
                for currency in currencies
            ]
        if layer is not Layer.LEAD:
            values.append((f"{name}_implied", figures.implied))
            values.append((f"{name}_of_before", row.of_before(layer)))
            values.append((f"{name}_of_lead", row.of_top(layer)))
    values.append(("won_suspect", row.at(Layer.WON).suspect))
    values.append(("currency", mine[0] if len(mine) == 1 else ""))
    return values


def _shown(cell: Cell, by: Dimension) -> str:
    return cell.title_en if by in PEOPLE else cell.value


def _amount(figures: LayerFigures, currencies: tuple[str, ...]) -> int | float | None:
    if len(currencies) > 1:
        return None
    return major(figures.amount_in(currencies[0]), currencies[0]) if currencies else 0
