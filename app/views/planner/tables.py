"""The planner's tables: what each layer takes, what each segment brings, how scenarios compare."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.services.planning import Goal, Part, Plan, Segment, mixed, needed, plan
from app.services.planning_view import Planned, gaps
from app.services.reports.dimensions import Cell
from app.services.reports.funnel_layers import Layer
from app.services.reports.funnel_leads import LeadSelection
from app.services.reports.sheet import Behind
from app.views import formats
from app.views.funnel.figure_model import Figure, FigureColumn, FigureRow
from app.views.funnel.words import cell_title, dimension_name, layer_name
from app.views.planner.words import gap_text, number_or_dash, range_of, share_within

LAST = "last"
"""Under which the goal at hand is kept between starts; no scenario of its own."""
ALL = "all"
SEGMENT = "segment:"
_COLUMNS = {"segment": "lead", "leads": "lead", "won": "won", "rate": "won_of_lead"}
"""Columns of the report on channels that stand behind those of the segments."""

type Table = tuple[list[FigureColumn], list[FigureRow]]


def needs_table(made: Plan, answer: Planned) -> Table:
    """Return what each layer takes in a year and a month, and how far the running month is."""
    columns = [
        FigureColumn(
            "layer", QCoreApplication.translate("PlannerPage", "Layer"), 92, stretch=2, is_figure=False
        ),
        FigureColumn("year", QCoreApplication.translate("PlannerPage", "A year"), 70, stretch=1),
        FigureColumn("range", QCoreApplication.translate("PlannerPage", "Range, 95 %"), 92, stretch=1),
        FigureColumn("month", QCoreApplication.translate("PlannerPage", "A month"), 64, stretch=1),
        FigureColumn("done", QCoreApplication.translate("PlannerPage", "This month"), 76, stretch=1),
        FigureColumn("due", QCoreApplication.translate("PlannerPage", "Due by today"), 76, stretch=1),
        FigureColumn("gap", QCoreApplication.translate("PlannerPage", "Gap"), 84, stretch=1),
    ]
    by_layer = {gap.layer: gap for gap in gaps(made, answer.done, answer.days_gone, answer.days)}
    rows = []
    for need in made.needs:
        gap = by_layer[need.layer]
        share = min(1.0, gap.done / gap.due) if gap.due else None
        texts = (
            layer_name(need.layer), number_or_dash(need.year), range_of(need), number_or_dash(need.month),
            formats.number(gap.done), formats.number(gap.due) if need.month is not None else "–",
            gap_text(gap) if need.month is not None else "–",
        )  # fmt: skip
        cells = [Figure(text, said=text, opens=False) for text in texts]
        said = f"{texts[4]} / {texts[5]}"
        cells[4] = Figure(texts[4], share=share, said=said, opens=gap.done > 0)
        rows.append(FigureRow(need.layer.value, tuple(cells), is_strong=need.layer is made.limiting))
    return columns, rows


def behind_need(answer: Planned, layer_key: str) -> LeadSelection:
    """Return the leads that reached a layer in the running month."""
    layer = Layer(layer_key)
    return LeadSelection(layer, answer.month, count=answer.done[layer])


def segments_table(made: Plan, answer: Planned) -> Table:
    """Return what was measured on each segment, what it brings in the mix of today, what it would take alone."""
    columns = [
        FigureColumn("segment", dimension_name(answer.by), 116, stretch=2, is_figure=False),
        FigureColumn("leads", QCoreApplication.translate("PlannerPage", "Leads"), 52, stretch=1),
        FigureColumn("won", QCoreApplication.translate("PlannerPage", "Won"), 44, stretch=1),
        FigureColumn("rate", QCoreApplication.translate("PlannerPage", "Rate"), 120, stretch=1),
        FigureColumn("days", QCoreApplication.translate("PlannerPage", "Days to deal"), 60, stretch=1),
        FigureColumn("month", QCoreApplication.translate("PlannerPage", "Leads a month"), 76, stretch=1),
        FigureColumn("cost", QCoreApplication.translate("PlannerPage", "Spend a month"), 76, stretch=1),
        FigureColumn("needed", QCoreApplication.translate("PlannerPage", "Alone, a year"), 76, stretch=1),
    ]
    parts = {part.segment.value: part for part in mixed(made, answer.segments)}
    rows = [_segment_row(made, answer, one, parts.get(one.value)) for one in answer.segments]
    if len(rows) > 1:
        rows.insert(0, _total_row(made, answer.segments, list(parts.values())))
    return columns, rows


def behind_segment(answer: Planned, row_key: str, column_key: str) -> Behind | None:
    """Return the leads a segment's rate was measured on; ``None`` where none stand behind a figure."""
    column = _COLUMNS.get(column_key)
    one = next((one for one in answer.segments if SEGMENT + one.value == row_key), None)
    if column is None or one is None:
        return None
    count = one.deals if column != "lead" else one.leads
    cell = Cell(one.value, one.title_zh, one.title_en)
    return Behind("channels", answer.asked, answer.by, one.value, column, None, count, cell)


def scenarios_table(goal: Goal, answer: Planned) -> Table:
    """Return the goal at hand beside those kept, planned from the same measures."""
    columns = [
        FigureColumn(
            "name", QCoreApplication.translate("PlannerPage", "Scenario"), 130, stretch=2, is_figure=False
        ),
        FigureColumn("target", QCoreApplication.translate("PlannerPage", "Revenue wanted"), 110, stretch=1),
        FigureColumn("month", QCoreApplication.translate("PlannerPage", "Deals a month"), 90, stretch=1),
        FigureColumn("lead", QCoreApplication.translate("PlannerPage", "Leads a month"), 90, stretch=1),
        FigureColumn("cost", QCoreApplication.translate("PlannerPage", "Spend a month"), 90, stretch=1),
        FigureColumn("sdrs", QCoreApplication.translate("PlannerPage", "SDRs"), 60, stretch=1),
        FigureColumn("reps", QCoreApplication.translate("PlannerPage", "Reps"), 60, stretch=1),
    ]
    goals = [("", QCoreApplication.translate("PlannerPage", "Now"), goal)]
    goals += [(name, name, kept) for name, kept in answer.scenarios if name != LAST]
    rows = []
    for key, title, one in goals:
        made = plan(one, answer.measured)
        texts = (
            title, formats.money(one.target, one.currency, short=True), formats.number(made.new_customers_month),
            number_or_dash(made.need(Layer.LEAD).month), spend_text(made, answer.segments),
            number_or_dash(made.sdrs), number_or_dash(made.reps),
        )  # fmt: skip
        cells = tuple(Figure(text, said=text, opens=bool(key)) for text in texts)
        rows.append(FigureRow(key, cells, is_strong=not key, is_first=not key))
    return columns, rows


def spend_text(made: Plan, segments: Sequence[Segment]) -> str:
    """Return what the leads of a month cost in the mix of today; a dash where nothing is known of it."""
    return _spend(mixed(made, segments))


def _spend(parts: Sequence[Part]) -> str:
    sums: dict[str, int] = {}
    for part in parts:
        if part.cost is not None:
            sums[part.segment.currency] = sums.get(part.segment.currency, 0) + part.cost
    texts = [formats.money(minor, code, short=True) for code, minor in sorted(sums.items()) if minor]
    return " + ".join(texts) or "–"


def _segment_row(made: Plan, answer: Planned, one: Segment, part: Part | None) -> FigureRow:
    needs = needed(made.new_customers, one.leads, one.deals)
    each = one.spent / one.leads if one.spent is not None and one.leads else None
    alone = number_or_dash(needs)
    if each is not None and needs is not None:
        alone_said = f"{alone}: {formats.money(round(each * needs), one.currency)}"
    else:
        alone_said = alone
    title = cell_title(Cell(one.value, one.title_zh, one.title_en), answer.by)
    cost = _spend([part]) if part is not None else "–"
    cells = (
        Figure(title, said=title, order=title, opens=one.leads > 0),
        Figure(formats.number(one.leads), order=one.leads, opens=one.leads > 0),
        Figure(formats.number(one.deals), order=one.deals, opens=one.deals > 0),
        Figure(
            share_within(one.deals, one.leads, one.interval), order=one.deals / one.leads if one.leads else -1,
            opens=one.deals > 0,
        ),
        Figure(_days(one.days), order=-1 if one.days is None else one.days, opens=False),
        Figure(number_or_dash(part.month if part else None), order=part.month if part else -1, opens=False),
        Figure(cost, order=part.cost if part and part.cost is not None else -1, opens=False),
        Figure(alone, said=alone_said, order=needs if needs is not None else 10**12, opens=False),
    )  # fmt: skip
    return FigureRow(SEGMENT + one.value, cells)


def _total_row(made: Plan, segments: Sequence[Segment], parts: Sequence[Part]) -> FigureRow:
    leads, won = sum(one.leads for one in segments), sum(one.deals for one in segments)
    texts = (
        QCoreApplication.translate("PlannerPage", "All"), formats.number(leads), formats.number(won),
        share_within(won, leads, None), _days(made.cycle_days),
        number_or_dash(made.need(Layer.LEAD).month), _spend(parts), number_or_dash(made.need(Layer.LEAD).year),
    )  # fmt: skip
    cells = tuple(Figure(text, said=text, opens=False) for text in texts)
    return FigureRow(ALL, cells, is_strong=True, is_first=True)


def _days(days: float | None) -> str:
    return "–" if days is None else f"{days:,.1f}".removesuffix(".0")
