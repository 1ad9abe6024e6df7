"""The forecast: what is open, weighed by how likely its stage wins, beside committed and best case (spec section 12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, literal, literal_column

from app.clock import DAY, HOUR, from_micros, to_micros
from app.models.leads import Lead
from app.models.vocabulary import StageKind
from app.services.kernel.expressions import WHOLE, IntDiv, typed_null
from app.services.reports.building import Reached, amount, currency, stage_rows
from app.services.reports.cube import Asked, CubeSpec, Drawing, How, Measure, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel_layers import Layer
from app.services.reports.report import Basis
from app.services.reports.sheet import Own, Unit

COMMITTED_PCT = 80
"""From this win % on a deal is committed: the contract is in signature (spec section 3)."""


def facts(db: Connection, asked: Asked) -> Iterable[Source]:
    """Return open and won deals with their amounts; lost ones count nothing.

    An open deal falls into the month it is expected to close, a won one into that it was won in.
    """
    reached = Reached(asked.among)
    stages = [row for row in stage_rows(db) if row.kind in {StageKind.OPEN.value, StageKind.WON.value}]
    open_keys = [row.key for row in stages if row.kind == StageKind.OPEN.value]
    won_keys = [row.key for row in stages if row.kind == StageKind.WON.value]
    sure_keys = [row.key for row in stages if (row.win_pct or 0) >= COMMITTED_PCT]
    closes = case((Lead.stage.in_(won_keys), reached.at.c[Layer.WON.value]), else_=_expected(asked))
    own = {Own.STAGE: Lead.stage.expression, Own.KEPT: closes}
    leads = LEADS_REACHED(reached)
    likely = IntDiv(amount() * _win_pct(stages), literal_column("100", WHOLE))
    for what, keys, value in (
        ("open", open_keys, amount()),
        ("forecast", open_keys + won_keys, likely),
        ("committed", sure_keys, amount()),
        ("best_case", open_keys + won_keys, amount()),
        ("won", won_keys, amount()),
    ):
        yield Source(what, leads, closes, (Lead.stage.in_(keys),), value, currency(), own)


def LEADS_REACHED(reached: Reached) -> Any:  # noqa: N802
    """Return leads, with their milestones where they have any."""
    return Lead.__table__.outerjoin(reached.at, reached.at.c.lead_id == Lead.id)


def _win_pct(stages: Iterable[Any]) -> ColumnElement[int]:
    steps = [
        (Lead.stage == row.key, literal_column(str(int(row.win_pct)), WHOLE))
        for row in stages
        if row.win_pct is not None
    ]
    return case(*steps, else_=literal_column("0", WHOLE)) if steps else literal_column("0", WHOLE)


def _expected(asked: Asked) -> ColumnElement[Any]:
    """Return noon of the day a deal is expected to close on, where the team is."""
    offset = from_micros(asked.now).astimezone(asked.zone).utcoffset()
    ahead = 0 if offset is None else to_micros(datetime(1970, 1, 1, tzinfo=UTC) + offset)
    noon = Lead.expected_close_on * literal(DAY, WHOLE) + literal(12 * HOUR - ahead, WHOLE)
    return case((Lead.expected_close_on.is_(None), typed_null(WHOLE)), else_=func.coalesce(noon, noon))


SPEC = CubeSpec(
    name="forecast",
    splits=(
        Own.KEPT, Own.STAGE, Dimension.REP, Dimension.REGION, Dimension.INDUSTRY, Dimension.CHANNEL,
        Dimension.SIZE,
    ),
    bases=(Basis.SNAPSHOT,),
    facts=facts,
    columns=(
        Measure("deals", ("best_case",)),
        Measure("amount", ("best_case",), How.SUM, Unit.MONEY),
        Measure("open", ("open",), How.SUM, Unit.MONEY),
        Measure("won", ("won",), How.SUM, Unit.MONEY),
        Measure("committed", ("committed",), How.SUM, Unit.MONEY),
        Measure("forecast", ("forecast",), How.SUM, Unit.MONEY),
        Measure("best_case", ("best_case",), How.SUM, Unit.MONEY),
    ),
    drawing=Drawing(Shape.COLUMNS, ("forecast", "committed", "best_case")),
)  # fmt: skip
