"""Calibration: how often two people who heard the same recording judged a question alike (issue 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, FromClause, and_, or_

from app.models.calibration import CallScore, CallScoreAnswer
from app.models.leads import Lead
from app.models.vocabulary import AnswerState
from app.services.reports.building import LEADS
from app.services.reports.cube import Asked, CubeSpec, Drawing, Measure, Ratio, Shape, Source
from app.services.reports.dimensions import Dimension
from app.services.reports.report import Basis
from app.services.reports.sheet import Column, Entry, Line, Own, Sheet, Unit

_STATES = tuple(state.value for state in AnswerState)
KAPPA = Column("kappa", Unit.COEFFICIENT)


def facts(_db: Connection, _asked: Asked) -> Iterable[Source]:
    """Return every question that two people judged in one recording: the earlier judgement, and the later.

    Of more than two people, each pair counts; only judgements by the same version of the script.
    """
    first, second = CallScore.__table__.alias("first"), CallScore.__table__.alias("second")
    one, other = CallScoreAnswer.__table__.alias("one"), CallScoreAnswer.__table__.alias("other")
    later = or_(
        second.c.scored_at > first.c.scored_at,
        and_(second.c.scored_at == first.c.scored_at, second.c.id > first.c.id),
    )
    of: FromClause = (
        LEADS.join(first, first.c.lead_id == Lead.id)
        .join(second, and_(second.c.activity_id == first.c.activity_id, later))
        .join(one, one.c.score_id == first.c.id)
        .join(other, and_(other.c.score_id == second.c.id, other.c.question_key == one.c.question_key))
    )
    own: dict[Own, Any] = {Own.QUESTION: one.c.question_key, Own.VERSION: second.c.playbook_version}
    same_script = first.c.playbook_version == second.c.playbook_version
    at = second.c.scored_at
    yield Source("judged", of, at, (same_script,), own=own)
    yield Source("alike", of, at, (same_script, one.c.state == other.c.state), own=own)
    for state in _STATES:
        yield Source(f"first:{state}", of, at, (same_script, one.c.state == state), own=own)
        yield Source(f"second:{state}", of, at, (same_script, other.c.state == state), own=own)


SPEC = CubeSpec(
    name="calibration",
    splits=(Own.QUESTION, Own.VERSION, Dimension.OWNER, Dimension.CHANNEL, Dimension.MONTH),
    bases=(Basis.SNAPSHOT, Basis.COHORT),
    facts=facts,
    columns=(
        Measure("judged", ("judged",), is_events=True),
        Measure("alike", ("alike",), is_events=True),
        Ratio("alike_share", "alike", "judged"),
        *(
            Measure(f"{who}:{state}", (f"{who}:{state}",), is_events=True)
            for who in ("first", "second")
            for state in _STATES
        ),
    ),
    drawing=Drawing(Shape.RATES, ("alike_share", "judged", "alike")),
    notes=("kappa",),
)
_HIDDEN = frozenset(f"{who}:{state}" for who in ("first", "second") for state in _STATES)


def with_kappa(_db: Connection, sheet: Sheet) -> Sheet:
    """Return the report with Cohen's kappa instead of the counts it is made of."""
    columns = (*(one for one in sheet.columns if one.key not in _HIDDEN), KAPPA)

    def done(line: Line) -> Line:
        kept = {key: entry for key, entry in line.entries.items() if key not in _HIDDEN}
        return Line(line.cell, {**kept, KAPPA.key: Entry(_of_line(line), opens=False)})

    total = None if sheet.total is None else done(sheet.total)
    return replace(sheet, columns=columns, lines=tuple(done(line) for line in sheet.lines), total=total)


def _of_line(line: Line) -> float | None:
    firsts, seconds = (
        {state: int(line.number(f"{who}:{state}")) for state in _STATES} for who in ("first", "second")
    )
    return kappa(int(line.number("alike")), firsts, seconds)


def kappa(alike: int, firsts: Mapping[str, int], seconds: Mapping[str, int]) -> float | None:
    """Return how far agreement goes beyond chance: 1 always, 0 as chance would have it, under 0 less than that.

    Cohen, J. (1960): A coefficient of agreement for nominal scales. Educational and Psychological Measurement
    20(1), 37-46: (p_o - p_e) / (1 - p_e), where p_e is how often two people would agree who judge each as often
    as these did, but without listening. ``None`` of nothing, and where both only ever said the same one thing:
    there chance alone agrees always, and nothing can be said.

    Args:
        alike: How often both said the same.
        firsts: How often who judged first said each thing.
        seconds: How often who judged later did.
    """
    count = sum(firsts.values())
    by_chance = sum(firsts[state] * seconds.get(state, 0) for state in firsts)
    if not count or by_chance == count * count:
        return None
    return round((alike * count - by_chance) / (count * count - by_chance), 4)
