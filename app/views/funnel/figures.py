"""From the funnel's figures to what is shown: layers of the chart, rows of the two tables, selections."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import StageKind
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel import Funnel, FunnelRow
from app.services.reports.funnel_layers import LAYERS, Layer
from app.services.reports.funnel_leads import LeadSelection, Part
from app.services.reports.funnel_losses import LayerLoss, ReasonCount
from app.services.reports.report import ReportFilter
from app.views import formats
from app.views.funnel.figure_model import Figure, FigureColumn, FigureRow
from app.views.funnel.words import (
    amounts_text,
    cell_title,
    dimension_name,
    figure,
    layer_name,
    share,
    standing_name,
)
from app.views.funnel_painting import Layer as ChartLayer
from app.views.i18n import is_chinese
from app.views.punctuation import joined, labelled

TOTAL = "total"
NAME, AMOUNT, LEADS, SHARE = "name", "amount", "leads", "share"
_CELL = "cell:"
_NAMED_LOSSES = 2
"""How many ways out the chart names between two layers; the table below has them all."""


def chart_layers(row: FunnelRow, losses: tuple[LayerLoss, ...]) -> list[ChartLayer]:
    """Return the layers as the chart draws them."""
    said = {loss.layer: _loss_line(loss) for loss in losses}
    return [
        ChartLayer(
            layer.value,
            layer_name(layer),
            row.at(layer).count,
            row.at(layer).implied,
            amounts_text(row.at(layer).amounts),
            said.get(layer, ""),
        )
        for layer in LAYERS
    ]


def split_columns(by: Dimension) -> list[FigureColumn]:
    """Return the columns of the table by a dimension."""
    translate = QCoreApplication.translate
    return [
        FigureColumn(NAME, dimension_name(by), 96, stretch=3, is_figure=False),
        *(FigureColumn(layer.value, layer_name(layer), 50, stretch=1) for layer in LAYERS),
        FigureColumn(AMOUNT, translate("Funnel", "Won amount"), 76, stretch=1),
    ]


def split_rows(funnel: Funnel) -> list[FigureRow]:
    """Return the total and a row for each cell of the dimension."""
    total = funnel.total
    all_of_them = QCoreApplication.translate("Funnel", "All")
    rows = [_split_row(TOTAL, all_of_them, total, total)]
    by = funnel.by
    if by is not None:
        rows += [
            _split_row(_CELL + row.cell.value, cell_title(row.cell, by), row, total) for row in funnel.rows
        ]
    return rows


def _split_row(key: str, name: str, row: FunnelRow, total: FunnelRow) -> FigureRow:
    is_total = row is total
    cells = [Figure(name, said=name, order=name, opens=row.at(Layer.LEAD).count > 0)]
    cells += [_count_figure(row, layer, total) for layer in LAYERS]
    won = row.at(Layer.WON).amounts
    cells.append(
        Figure(
            amounts_text(won), said=amounts_text(won, short=False), order=sum(minor for _, minor in won),
            opens=row.at(Layer.WON).count > 0,
        )
    )  # fmt: skip
    return FigureRow(key, tuple(cells), is_strong=is_total, is_first=is_total)


def _count_figure(row: FunnelRow, layer: Layer, total: FunnelRow) -> Figure:
    figures = row.at(layer)
    whole = total.at(Layer.LEAD).count if layer is Layer.LEAD else row.at(Layer.LEAD).count
    part = share(figures.count, whole)
    return Figure(
        figure(figures.count),
        part,
        figures.count / whole if whole else 0.0,
        figures.implied / figures.count if figures.count else 0.0,
        _count_said(row, layer, part),
        opens=figures.count > 0,
        order=figures.count,
    )


def _count_said(row: FunnelRow, layer: Layer, part: str) -> str:
    translate = QCoreApplication.translate
    figures = row.at(layer)
    said = [f"{layer_name(layer)} {formats.number(figures.count)}"]
    if layer is Layer.LEAD:
        said.append(translate("Funnel", "{share} of all leads").format(share=part))
    else:
        said.append(translate("Funnel", "{share} of its leads").format(share=part))
        before = row.layers[LAYERS.index(layer) - 1].count
        step = share(figures.count, before)
        said.append(translate("Funnel", "{share} of the layer before").format(share=step))
    if figures.implied:
        said.append(translate("Funnel", "{n} implied").format(n=formats.number(figures.implied)))
    if figures.suspect:
        said.append(
            translate("Funnel", "{n} dated before their lead").format(n=formats.number(figures.suspect))
        )
    if figures.amounts:
        said.append(amounts_text(figures.amounts, short=False))
    return "\n".join(said)


def split_selection(asked: ReportFilter, funnel: Funnel, row_key: str, column_key: str) -> LeadSelection:
    """Return the leads behind a figure of the table: a name opens its leads, the amount what was won."""
    layer = {NAME: Layer.LEAD, AMOUNT: Layer.WON}.get(column_key) or Layer(column_key)
    if row_key == TOTAL:
        return LeadSelection(layer, asked, count=funnel.total.at(layer).count)
    value = row_key.removeprefix(_CELL)
    row = next(row for row in funnel.rows if row.cell.value == value)
    return LeadSelection(layer, asked, funnel.by, value, cell=row.cell, count=row.at(layer).count)


def loss_columns() -> list[FigureColumn]:
    """Return the columns of the table of those who went no further."""
    translate = QCoreApplication.translate
    return [
        FigureColumn(NAME, translate("Funnel", "Went no further than"), 180, stretch=3, is_figure=False),
        FigureColumn(LEADS, translate("Funnel", "Leads"), 70, stretch=1),
        FigureColumn(SHARE, translate("Funnel", "Of the layer"), 90, stretch=1),
    ]


def loss_rows(row: FunnelRow, losses: tuple[LayerLoss, ...]) -> list[FigureRow]:
    """Return per layer who stayed behind, where they stand, and why; layers that lost nobody are left out."""
    return [one for loss in losses if loss.left for one in _rows_of_loss(loss, row.at(loss.layer).count)]


def _rows_of_loss(loss: LayerLoss, whole: int) -> Iterator[FigureRow]:
    key = loss.layer.value
    yield _loss_row(key, layer_name(loss.layer), loss.left, whole, depth=0)
    for standing in loss.standings:
        deeper = f"{key}|{standing.kind.value}"
        yield _loss_row(deeper, standing_name(standing.kind), standing.count, whole, depth=1)
        if len(standing.reasons) > 1 or standing.reasons[0].key:
            for reason in standing.reasons:
                name = _reason_name(reason)
                yield _loss_row(f"{deeper}|{reason.key}", name, reason.count, whole, depth=2)
    if loss.under_way and loss.standings:
        name = standing_name(None)
        yield _loss_row(f"{key}|", name, loss.under_way, whole, depth=1, opens=False)


def _loss_row(key: str, name: str, count: int, whole: int, *, depth: int, opens: bool = True) -> FigureRow:
    part = share(count, whole)
    said = f"{name}: {formats.number(count)}, {part}"
    return FigureRow(
        key,
        (
            Figure(name, said=said, opens=opens),
            Figure(figure(count), said=said, opens=opens),
            Figure(part, share=count / whole if whole else 0.0, said=said, opens=opens),
        ),
        is_strong=depth == 0,
        indent=depth,
    )


def loss_selection(asked: ReportFilter, losses: tuple[LayerLoss, ...], row_key: str) -> LeadSelection:
    """Return the leads behind a row of the table of those who went no further."""
    layer, *rest = row_key.split("|", 2)
    loss = next(one for one in losses if one.layer == layer)
    if not rest:
        return LeadSelection(loss.layer, asked, part=Part.LEFT, count=loss.left)
    standing = next(one for one in loss.standings if one.kind == rest[0])
    kind, reason = standing.kind, rest[1] if len(rest) > 1 else None
    count = next((one.count for one in standing.reasons if one.key == reason), standing.count)
    return LeadSelection(
        loss.layer, asked, part=Part.LEFT, standing=kind, reason=reason, count=count
    )  # fmt: skip


def _reason_name(reason: ReasonCount) -> str:
    if not reason.key:
        return QCoreApplication.translate("Funnel", "No reason given")
    return reason.title_zh if is_chinese() else reason.title_en


def _loss_line(loss: LayerLoss) -> str:
    """Return what became of those who stayed behind, in one short line for the chart."""
    if not loss.left:
        return ""
    ways: list[tuple[StageKind | None, int]] = [(one.kind, one.count) for one in loss.standings]
    if loss.under_way:
        ways.append((None, loss.under_way))
    ways.sort(key=lambda way: -way[1])
    named = joined(f"{standing_name(kind)} {figure(count)}" for kind, count in ways[:_NAMED_LOSSES])
    return labelled(f"−{figure(loss.left)}", named)
