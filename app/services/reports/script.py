"""The script: how often a question is answered well, and how acceptance and winning differ with it (section 15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, exists, literal, literal_column, select

from app.clock import MINUTE
from app.models.handover import Handover, HandoverAnswer
from app.models.leads import Lead, ReachedMilestone
from app.models.runs import Answer, Run
from app.models.vocabulary import AnswerState, HandoverState, Milestone, RunState
from app.services.kernel.expressions import WHOLE, IntDiv
from app.services.limits import current_version, limit
from app.services.reports.building import LEADS
from app.services.reports.cube import Across, Asked, CubeSpec, Drawing, How, Measure, Ratio, Shape, Source
from app.services.reports.dimensions import Cell, Dimension
from app.services.reports.report import Basis
from app.services.reports.sheet import Column, Entry, Line, Own, Sheet, Unit

_ENDED = (RunState.FINISHED.value, RunState.STOPPED.value)
_DECIDED = (HandoverState.ACCEPTED.value, HandoverState.REFUSED.value)


def facts(_db: Connection, asked: Asked) -> Iterable[Source]:
    """Return every answer of an ended run, and of decided hand-overs those answered well and the others.

    Versions of a script are never mixed: without a split by version only the one in force is counted.
    """
    is_of_version: tuple[ColumnElement[bool], ...] = ()
    if asked.by is not Own.VERSION:
        is_of_version = (Run.playbook_version == current_version(),)
    runs = LEADS.join(Run.__table__, and_(Run.lead_id == Lead.id, Run.state.in_(_ENDED)))
    answers = runs.join(Answer.__table__, Answer.run_id == Run.id)
    own: dict[Own, ColumnElement[Any]] = {
        Own.QUESTION: Answer.question_key.expression, Own.VERSION: Run.playbook_version.expression
    }  # fmt: skip
    at = Run.finished_at.expression
    yield Source("answered", answers, at, is_of_version, own=own, across=Answer.state.expression)
    good = (*is_of_version, Answer.state == AnswerState.GOOD.value)
    yield Source("good", answers, at, good, own=own)
    last = _last_answer()
    stopped = (*is_of_version, Run.state == RunState.STOPPED.value, Answer.question_key == last)
    yield Source("stopped", answers, at, stopped, own=own)
    yield from _of_cards(asked)
    if asked.by is not Own.QUESTION:
        no_question = {Own.VERSION: Run.playbook_version.expression}
        yield Source("runs", runs, at, is_of_version, own=no_question)
        took = IntDiv(
            case((at < Run.started_at, literal(0, WHOLE)), else_=at - Run.started_at), literal(MINUTE, WHOLE)
        )
        yield Source("took", runs, at, is_of_version, took, own=no_question)


def _of_cards(asked: Asked) -> Iterable[Source]:
    is_of_version: tuple[ColumnElement[bool], ...] = (Handover.state.in_(_DECIDED),)
    if asked.by is not Own.VERSION:
        is_of_version += (Handover.playbook_version == current_version(),)
    cards = LEADS.join(Handover.__table__, Handover.lead_id == Lead.id).join(
        HandoverAnswer.__table__, HandoverAnswer.handover_id == Handover.id
    )
    own: dict[Own, ColumnElement[Any]] = {
        Own.QUESTION: HandoverAnswer.question_key.expression, Own.VERSION: Handover.playbook_version.expression
    }  # fmt: skip
    at = Handover.decided_at.expression
    is_good = HandoverAnswer.state == AnswerState.GOOD.value
    accepted = Handover.state == HandoverState.ACCEPTED.value
    won = exists().where(
        ReachedMilestone.lead_id == Lead.id, ReachedMilestone.milestone == Milestone.WON.value
    )
    for what, condition in (
        ("decided_good", is_good), ("decided_other", ~is_good), ("accepted_good", and_(is_good, accepted)),
        ("accepted_other", and_(~is_good, accepted)), ("won_good", and_(is_good, accepted, won)),
        ("won_other", and_(~is_good, accepted, won)),
    ):  # fmt: skip
        yield Source(what, cards, at, (*is_of_version, condition), own=own)


def _last_answer() -> ColumnElement[Any]:
    later = Answer.__table__.alias("later")
    return (
        select(later.c.question_key)
        .where(later.c.run_id == Run.id)
        .order_by(later.c.asked_at.desc(), later.c.question_key)
        .limit(1)
        .correlate(Run.__table__)
        .scalar_subquery()
    )


SPEC = CubeSpec(
    name="script",
    splits=(Own.QUESTION, Own.VERSION, Dimension.OWNER, Dimension.CHANNEL, Dimension.MONTH),
    bases=(Basis.SNAPSHOT, Basis.COHORT),
    facts=facts,
    columns=(
        Measure("answered", ("answered",), is_events=True),
        Measure("good", ("good",), is_events=True),
        Ratio("good_share", "good", "answered"),
        Measure("decided_good", ("decided_good",), is_events=True),
        Measure("accepted_good", ("accepted_good",), is_events=True),
        Ratio("accepted_if_good", "accepted_good", "decided_good"),
        Measure("decided_other", ("decided_other",), is_events=True),
        Measure("accepted_other", ("accepted_other",), is_events=True),
        Ratio("accepted_if_not", "accepted_other", "decided_other"),
        Measure("won_good", ("won_good",), is_events=True),
        Ratio("won_if_good", "won_good", "accepted_good"),
        Measure("won_other", ("won_other",), is_events=True),
        Ratio("won_if_not", "won_other", "accepted_other"),
        Measure("stopped", ("stopped",), is_events=True),
        Measure("runs", ("runs",), is_events=True),
        Measure("minutes_median", ("took",), How.MEDIAN, Unit.MINUTES),
    ),
    across=Across("state:", "answered", "answered", tuple(state.value for state in AnswerState)),
    drawing=Drawing(Shape.RATES, ("good_share", "answered", "good")),
)

STEP, LAST = 10, 100
OBSERVED_FROM = 50


SAMPLE = 0
"""Row of the controlled sample: hand-overs under the threshold of their day; never mixed with the others."""


def threshold_facts(_db: Connection, _asked: Asked) -> Iterable[Source]:
    """Return the decided hand-overs at every threshold they would have passed, and those accepted.

    Under the threshold of its day nothing was observed: a hand-over made at 70 % says nothing of 60 %. The sample
    stands alone: it is one in many, and would weigh too little among the others.
    """
    at = Handover.decided_at.expression
    cards = LEADS.join(Handover.__table__, and_(Handover.lead_id == Lead.id, Handover.state.in_(_DECIDED)))
    for step in (SAMPLE, *range(OBSERVED_FROM, LAST + 1, STEP)):
        passes = _passes(step)
        own: dict[Own, ColumnElement[Any]] = {Own.THRESHOLD: literal_column(str(step), WHOLE)}
        yield Source("decided", cards, at, (passes,), own=own)
        yield Source("accepted", cards, at, (passes, Handover.state == HandoverState.ACCEPTED.value), own=own)
        reached = exists().where(
            ReachedMilestone.lead_id == Lead.id, ReachedMilestone.milestone == Milestone.WON.value
        )
        yield Source("won", cards, at, (passes, reached), own=own)


def _passes(step: int) -> ColumnElement[bool]:
    """Whether a hand-over is in a row: of the sample, or observed at a threshold and enough for it."""
    good, total = 100 * Handover.good_weight, Handover.total_weight
    is_sample = good < Handover.threshold_pct * total
    if step == SAMPLE:
        return is_sample
    return and_(~is_sample, Handover.threshold_pct <= step, good >= step * total)


THRESHOLDS = CubeSpec(
    name="thresholds",
    splits=(Own.THRESHOLD,),
    bases=(Basis.SNAPSHOT, Basis.COHORT),
    facts=threshold_facts,
    columns=(
        Measure("decided", ("decided",), is_total=False, is_events=True),
        Measure("accepted", ("accepted",), is_total=False, is_events=True),
        Ratio("accepted_of_decided", "accepted", "decided"),
        Measure("won", ("won",), is_total=False, is_events=True),
        Ratio("won_of_decided", "won", "decided"),
    ),
    drawing=Drawing(Shape.RATES, ("accepted_of_decided", "decided", "accepted")),
    notes=("below_threshold_unobserved",),
)

KEPT = Column("kept", Unit.SHARE)


def as_tuner(db: Connection, sheet: Sheet) -> Sheet:
    """Return the report with a row for every threshold, seen or not, and how many hand-overs each would leave.

    What is left is told against the lowest threshold that was seen whole; where nothing was handed over, nothing is
    said. The notes name the threshold in force and how the controlled sample stands.
    """
    if sheet.by is not Own.THRESHOLD:
        return sheet
    nothing = {key: Entry(0, opens=False) for key in ("decided", "accepted", "won")}
    found = {int(line.cell.value): line for line in sheet.lines}
    steps = (SAMPLE, *range(OBSERVED_FROM, LAST + 1, STEP))
    lines = [found.get(step, Line(Cell(str(step), str(step), str(step)), nothing)) for step in steps]
    whole = next((line.number("decided") for line in lines[1:] if line.number("decided")), 0)

    def told(line: Line) -> Line:
        decided = line.number("decided")
        has_share = decided and whole and int(line.cell.value) != SAMPLE
        kept = Entry(decided / whole if has_share else None, opens=False)
        return replace(line, entries={**line.entries, KEPT.key: kept})

    columns = (sheet.columns[0], KEPT, *sheet.columns[1:])
    return replace(sheet, columns=columns, lines=tuple(map(told, lines)), notes=sheet.notes + _standing(db))


def _standing(db: Connection) -> tuple[str, ...]:
    """Return the threshold in force and the sample as notes, their numbers behind colons."""
    keys = ("threshold_pct", "sample_from_pct", "sample_every")
    threshold, least, every = (db.execute(select(limit(key))).scalar() for key in keys)
    if threshold is None:
        return ()
    sample = f"sample_on:{every}:{least}" if every and least is not None else "sample_off"
    return (f"threshold:{threshold}", sample)
