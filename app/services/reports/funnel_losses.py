"""Where a funnel loses leads, and to what: per layer, who reached nothing later and stands where now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.models.playbook import Reason
from app.models.vocabulary import StageKind
from app.services.limits import current_version
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel_layers import LAYERS, Layer
from app.services.reports.funnel_leads import LEAVING, LeadSelection, Reach, reason_left, stage_kinds
from app.services.reports.parts import tally
from app.services.reports.report import ReportFilter


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many left for one reason; an empty key is no reason given."""

    key: str
    title_zh: str
    title_en: str
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of those who left stand in one kind of stage, by reason, most first."""

    kind: StageKind
    count: int
    reasons: tuple[ReasonCount, ...]


@dataclass(frozen=True, slots=True)
class LayerLoss:
    """The leads of a layer that reached no later one so far.

    Attributes:
        layer: The layer.
        left: All of them.
        standings: Those lost, in nurture or refused, in the order of ``LEAVING``.
        under_way: The others: still being worked on.
    """

    layer: Layer
    left: int
    standings: tuple[Standing, ...]
    under_way: int


def losses(
    db: Connection, asked: ReportFilter, by: Dimension | None = None, value: str = ""
) -> tuple[LayerLoss, ...]:
    """Return the losses of every layer but the last, of one cell or of all.

    On the cohort basis ``left`` is the difference of two layers; on the snapshot basis it is, of those who
    reached the layer in the period, who reached no later one until now.
    """
    kinds = stage_kinds(db)
    anchor = LeadSelection(LAYERS[0], asked, by, value)
    counts: dict[Layer, Counter[tuple[StageKind | None, str]]] = {layer: Counter() for layer in LAYERS[:-1]}
    departures = tally(db, Reach(db, asked).departures(anchor, reason_left(kinds)))
    for (layer, stage, reason), (leads,) in departures.items():
        kind = kinds.get(stage)
        key = (kind, reason) if kind in LEAVING else (None, "")
        counts[LAYERS[layer]][key] += leads
    titles = _reason_titles(db)
    return tuple(_loss(layer, count, titles) for layer, count in counts.items())


def _loss(
    layer: Layer, count: Counter[tuple[StageKind | None, str]], titles: dict[str, tuple[str, str]]
) -> LayerLoss:
    standings = []
    for kind in LEAVING:
        found = sorted(
            ((key, leads) for (stood, key), leads in count.items() if stood is kind),
            key=lambda one: (-one[1], one[0]),
        )
        reasons = tuple(ReasonCount(key, *titles.get(key, (key, key)), leads) for key, leads in found)
        if reasons:
            standings.append(Standing(kind, sum(leads for _, leads in found), reasons))
    return LayerLoss(layer, count.total(), tuple(standings), count[(None, "")])


def _reason_titles(db: Connection) -> dict[str, tuple[str, str]]:
    rows = db.execute(
        select(Reason.key, Reason.title_zh, Reason.title_en).where(Reason.version == current_version())
    )
    return {row.key: (row.title_zh, row.title_en) for row in rows}
