"""The pipeline: who stands where, how long leads stay, what moved, and who is stuck (spec section 15)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Subquery,
    and_,
    case,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from app.models.leads import Lead
from app.services.kernel.expressions import WHOLE
from app.services.reports.building import (
    LEADS,
    amount,
    bucket_of,
    currency,
    days_of_stay,
    stage_rows,
    stays,
)
from app.services.reports.cube import Across, Asked, CubeSpec, Drawing, How, Measure, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.parts import Among, count_facts, of_facts, tally
from app.services.reports.quantiles import ninth_tenth
from app.services.reports.report import Basis
from app.services.reports.sheet import Own, Unit

EDGES = (1, 3, 7, 14, 30, 60, 120)
"""Days at which the spans of the distribution begin."""
LEAST_STAYS = 5
"""Finished stays from which a stage's ninth tenth says who is stuck."""


def facts(_db: Connection, asked: Asked) -> Iterable[Source]:
    """Return the leads in each stage, and their stays there that have ended."""
    own = {Own.STAGE: Lead.stage.expression}
    yield Source("here", LEADS, None, value=amount(), currency=currency(), own=own)
    stay = stays(asked.among)
    at_stage = LEADS.join(stay, stay.c.lead_id == Lead.id)
    of_stay = {Own.STAGE: stay.c.stage}
    yield Source("entered", at_stage, stay.c.from_at, own=of_stay, is_narrowed=True)
    ended = stay.c.until_at.is_not(None)
    yield Source("left", at_stage, stay.c.until_at, (ended,), own=of_stay, is_narrowed=True)
    yield Source(
        "stay",
        at_stage,
        stay.c.from_at,
        (ended,),
        stay.c.days,
        own=of_stay,
        across=bucket_of(stay.c.days, EDGES),
        is_narrowed=True,
    )


def moving(db: Connection, asked: Asked) -> Iterable[Source]:
    """Return the stays that go on, as long as they have lasted, and who is stuck.

    Stuck is who stands in a stage longer than nine in ten of those who have left it.
    """
    stay = stays(asked.among, "standing")
    at_stage = LEADS.join(stay, stay.c.lead_id == Lead.id)
    own = {Own.STAGE: stay.c.stage}
    goes_on = stay.c.until_at.is_(None)
    days = days_of_stay(stay.c.from_at, literal(asked.now, WHOLE))
    yield Source(
        "stay",
        at_stage,
        stay.c.from_at,
        (goes_on,),
        days,
        own=own,
        across=bucket_of(days, EDGES),
        is_narrowed=True,
    )
    is_stuck = or_(
        false(), *(and_(stay.c.stage == key, days > limit) for key, limit in sorted(_limits(db).items()))
    )
    yield Source(
        "stuck", at_stage, None, (goes_on, stay.c.stage == Lead.stage, is_stuck), own=own, is_narrowed=True
    )


def _limits(db: Connection) -> dict[str, int]:
    """Return how many days nine in ten stayed in each stage, where enough have left it to say so."""
    stayed: dict[str, Counter[int]] = defaultdict(Counter)
    for (stage, days), (count,) in tally(db, _ENDED).items():
        stayed[stage][days] += count
    return {
        stage: ninth_tenth(lengths) for stage, lengths in stayed.items() if lengths.total() >= LEAST_STAYS
    }


def _ended_stays(among: Among) -> Subquery:
    stay = stays(among)
    return (
        select(stay.c.lead_id, stay.c.stage, stay.c.days)
        .where(stay.c.until_at.is_not(None))
        .subquery("ended")
    )


_ENDED = of_facts(_ended_stays, ("stage", "days"), (count_facts,))


_SPLITS = (
    Own.STAGE, Dimension.OWNER, Dimension.REP, Dimension.CHANNEL, Dimension.REGION, Dimension.INDUSTRY,
    Dimension.SIZE,
)  # fmt: skip

SPEC = CubeSpec(
    name="pipeline",
    splits=_SPLITS,
    bases=(Basis.SNAPSHOT,),
    facts=facts,
    moving=moving,
    columns=(
        Measure("here", ("here",)),
        Measure("amount", ("here",), How.SUM, Unit.MONEY),
        Measure("entered", ("entered",), is_events=True),
        Measure("left", ("left",), is_events=True),
        Measure("days_median", ("stay",), How.MEDIAN, Unit.DAYS, is_total=False),
        Measure("days_p90", ("stay",), How.P90, Unit.DAYS, is_total=False),
        Measure("stuck", ("stuck",)),
    ),
    drawing=Drawing(Shape.BARS, ("here", "stuck")),
)

DURATIONS = CubeSpec(
    name="durations",
    splits=_SPLITS,
    bases=(Basis.SNAPSHOT,),
    facts=facts,
    moving=moving,
    columns=(
        Measure("stays", ("stay",), is_events=True),
        Measure("days_median", ("stay",), How.MEDIAN, Unit.DAYS, is_total=False),
        Measure("days_p90", ("stay",), How.P90, Unit.DAYS, is_total=False),
    ),
    across=Across("d", "stay", "stays", tuple(str(at) for at in range(len(EDGES) + 1))),
    drawing=Drawing(Shape.GRID),
)


def health_facts(db: Connection, asked: Asked) -> Iterable[Source]:
    """Return for each stage who came, who went on, back or nowhere, who came again, and who passed within a day."""
    stay = stays(asked.among)
    at_stage = LEADS.join(stay, stay.c.lead_id == Lead.id)
    own = {Own.STAGE: stay.c.stage}
    again = (
        func.row_number()
        .over(partition_by=[stay.c.lead_id, stay.c.stage], order_by=[stay.c.from_at, stay.c.cmd_id])
        .label("turn")
    )
    turned = select(stay.c.lead_id, stay.c.stage, stay.c.from_at, stay.c.cmd_id, again).subquery("turned")
    position = {row.key: at for at, row in enumerate(stage_rows(db))}
    here, to = _place_of(stay.c.stage, position), _place_of(stay.c.next_stage, position)
    ended = stay.c.until_at.is_not(None)
    yield Source("entered", at_stage, stay.c.from_at, own=own, is_narrowed=True)
    yield Source("forward", at_stage, stay.c.until_at, (ended, to > here), own=own, is_narrowed=True)
    yield Source("backward", at_stage, stay.c.until_at, (ended, to < here), own=own, is_narrowed=True)
    yield Source(
        "same_day",
        at_stage,
        stay.c.until_at,
        (ended, stay.c.days < literal(1, WHOLE)),
        own=own,
        is_narrowed=True,
    )
    yield Source(
        "again", LEADS.join(turned, turned.c.lead_id == Lead.id), turned.c.from_at, (turned.c.turn > 1,),
        own={Own.STAGE: turned.c.stage}, is_narrowed=True,
    )  # fmt: skip
    yield Source("still", at_stage, None, (~ended,), own=own, is_narrowed=True)


def _place_of(stage: ColumnElement[Any], position: dict[str, int]) -> ColumnElement[int]:
    steps = [(stage == key, literal_column(str(at), WHOLE)) for key, at in position.items()]
    return case(*steps, else_=literal_column("-1", WHOLE)) if steps else literal_column("0", WHOLE)
