"""Channels and keywords: what they bring, what they cost, and whether two of them really differ (spec section 15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from app.models.leads import Lead, Touch
from app.services.reports.building import Reached, amount, currency, days_between, lead_source, touched
from app.services.reports.counting import money, ratio
from app.services.reports.cube import Asked, CubeSpec, Drawing, How, Measure, Ratio, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel_layers import Layer
from app.services.reports.intervals import difference_is_proved
from app.services.reports.rates import rates_into
from app.services.reports.report import Basis
from app.services.reports.sheet import Column, Entry, Line, Own, Sheet, Unit
from app.services.reports.spending import COST_SPLITS, spent

_LAYERS = (Layer.MQL, Layer.SALES_QUALIFIED, Layer.OPPORTUNITY)


def facts(_db: Connection, asked: Asked) -> Iterable[Source]:
    """Return leads, the layers they reached, and what was won."""
    own = {
        by: touched(column, is_first=is_first)
        for by, column, is_first in (
            (Own.FIRST_TOUCH, Touch.channel, True),
            (Own.LAST_TOUCH, Touch.channel, False),
            (Own.FIRST_KEYWORD, Touch.keyword, True),
            (Own.LAST_KEYWORD, Touch.keyword, False),
        )
        if asked.by is by
    }
    reached = Reached(asked.among)
    yield lead_source(own=own)
    for layer in _LAYERS:
        yield reached.source(layer, own=own)
    yield reached.source(Layer.WON, own=own, value=amount(), currency=currency())
    took = days_between(Lead.created_at.expression, reached.instant(Layer.WON))
    yield reached.source(Layer.WON, what="took", own=own, value=took)


_COLUMNS = (
    Measure("lead", ("lead",)),
    Measure("mql", ("mql",)),
    Measure("sql", ("sql",)),
    Measure("opportunity", ("opportunity",)),
    Measure("won", ("won",)),
    Ratio("won_of_lead", "won", "lead"),
    Measure("revenue", ("won",), How.SUM, Unit.MONEY),
    Measure("days_median", ("took",), How.MEDIAN, Unit.DAYS),
    Measure("days_mean", ("took",), How.MEAN, Unit.DAYS),
)

CHANNELS = CubeSpec(
    name="channels",
    splits=(
        Dimension.CHANNEL, Dimension.CAMPAIGN, Dimension.MONTH, Dimension.REGION, Dimension.INDUSTRY,
        Dimension.SIZE, Dimension.OWNER, Dimension.REP, Own.FIRST_TOUCH, Own.LAST_TOUCH,
    ),
    bases=(Basis.COHORT, Basis.SNAPSHOT),
    facts=facts,
    columns=_COLUMNS,
    drawing=Drawing(Shape.RATES, ("won_of_lead", "lead", "won")),
)  # fmt: skip

KEYWORDS = replace(
    CHANNELS,
    name="keywords",
    splits=(
        Dimension.KEYWORD, Dimension.AD_UNIT, Dimension.CAMPAIGN, Dimension.CHANNEL, Own.FIRST_KEYWORD,
        Own.LAST_KEYWORD, Dimension.MONTH,
    ),
)  # fmt: skip

COSTS = (
    Column("clicks", Unit.COUNT),
    Column("cost", Unit.MONEY),
    Column("cost_per_lead", Unit.MONEY),
    Column("cost_per_mql", Unit.MONEY),
    Column("cost_per_won", Unit.MONEY),
    Column("return", Unit.TIMES),
)
_EACH = (
    Ratio("cost_per_lead", "cost", "lead", Unit.MONEY),
    Ratio("cost_per_mql", "cost", "mql", Unit.MONEY),
    Ratio("cost_per_won", "cost", "won", Unit.MONEY),
    Ratio("return", "revenue", "cost", Unit.TIMES),
)
SHARE_OF_REVENUE = Column("revenue_share", Unit.SHARE)
PROVED = Column("difference", Unit.WORD)


def with_costs(db: Connection, sheet: Sheet) -> Sheet:
    """Return the report with what was spent, what each lead and deal cost, and whether rows really differ.

    Spend is known by channel, campaign, keyword and day; split by anything else, rows have no cost.
    A row differs when its share of deals does from that of all the others together.
    """
    total = sheet.total
    if total is None:
        return sheet
    by = sheet.by if sheet.by in COST_SPLITS or sheet.by is None else None
    has_cost = sheet.by is None or sheet.by in COST_SPLITS
    found = spent(db, sheet.asked, by) if has_cost else {}
    rates = rates_into(db, sheet.asked.currency)
    whole = money(())
    lines = list(sheet.lines)
    if has_cost and sheet.by is not None:
        known = {line.cell.value for line in lines}
        lines += [
            Line(
                one.cell, {key: Entry(0, opens=False) for key in ("lead", "mql", "sql", "opportunity", "won")}
            )
            for value, one in found.items()
            if value not in known
        ]

    def costed(line: Line, value: str | None) -> Line:
        parts = list(found.values()) if value is None else [found[value]] if value in found else []
        sums: dict[str, int] = {}
        for one in parts:
            for code, minor in one.amounts:
                sums[code] = sums.get(code, 0) + minor
        cost = replace(money(rates.converted(sorted(sums.items()))), opens=False) if has_cost else whole
        entries = dict(line.entries) | {
            "clicks": Entry(sum(one.clicks for one in parts) if has_cost else None, opens=False),
            "cost": cost if has_cost else Entry(None, opens=False),
        }
        for each in _EACH:
            part, of = entries.get(each.part), entries.get(each.whole)
            made = ratio(each, part, of) if part and of and has_cost else Entry(None, opens=False)
            entries[each.key] = replace(made, opens=False)
        entries["revenue_share"] = _share_of(entries.get("revenue"), total.at("revenue"))
        entries["difference"] = Entry(_difference(line, total) if value is not None else None, opens=False)
        return Line(line.cell, entries)

    done = tuple(costed(line, line.cell.value) for line in lines)
    columns = (*_with_verdict(sheet.columns), SHARE_OF_REVENUE, *COSTS)
    return replace(sheet, columns=columns, lines=done, total=costed(total, None))


def _with_verdict(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns with the word on each share right beside it."""
    at = next(at for at, one in enumerate(columns, 1) if one.key == "won_of_lead")
    return (*columns[:at], PROVED, *columns[at:])


def _share_of(part: Entry | None, whole: Entry) -> Entry:
    if part is None or not isinstance(part.value, int) or not isinstance(whole.value, int) or not whole.value:
        return Entry(None, opens=False)
    same = [code for code, _ in part.amounts] in ([], [code for code, _ in whole.amounts])
    return Entry(part.value / whole.value if same else None, opens=part.opens)


def _difference(line: Line, total: Line) -> str | None:
    won, lead = int(line.number("won")), int(line.number("lead"))
    others_won, others = int(total.number("won")) - won, int(total.number("lead")) - lead
    if won > lead or others_won > others:
        return None
    proved = difference_is_proved(won, lead, others_won, others)
    return None if proved is None else "proved" if proved else "not_proved"
