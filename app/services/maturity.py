"""What a run is worth: weight, maturity, threshold, open core questions, and which run counts (spec section 8)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select

from app.clock import DAY, SECOND
from app.models.leads import StageMove
from app.models.playbook import Question
from app.models.runs import Answer, Run
from app.models.vocabulary import AnswerState, Fact, RunState
from app.services.kernel.expressions import NOW, WHOLE, IntDiv
from app.services.limits import limit

LIVE = (RunState.OPEN.value, RunState.PAUSED.value)
ENDED = (RunState.FINISHED.value, RunState.STOPPED.value)


def counts_now() -> ColumnElement[bool]:
    """Whether an answer still stands: fresh, confirmed, or carried and younger than 30 days (spec section 8)."""
    age = limit("stale_answer_days") * literal(DAY, WHOLE)
    return or_(Answer.is_carried.is_(False), Answer.confirmed_at.is_not(None), Answer.asked_at > NOW - age)


def good_weight(run_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the weight of the questions answered well; follow-on questions do not count."""
    # An alias, so that an UPDATE of the run does not take this for its own row.
    asked = Run.__table__.alias("asked")
    found = (
        select(func.sum(Question.weight))
        .select_from(Answer)
        .join(asked, asked.c.id == Answer.run_id)
        .join(
            Question, and_(Question.version == asked.c.playbook_version, Question.key == Answer.question_key)
        )
        .where(
            Answer.run_id == run_id,
            Answer.state == AnswerState.GOOD.value,
            Question.follow_on_of.is_(None),
            counts_now(),
        )
        .scalar_subquery()
    )
    return func.coalesce(found, 0)


def total_weight(run_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the weight of all counting questions of the run's script; skipped ones count as not asked."""
    asked = Run.__table__.alias("asked")
    found = (
        select(func.sum(Question.weight))
        .select_from(asked)
        .join(Question, Question.version == asked.c.playbook_version)
        .where(asked.c.id == run_id, Question.follow_on_of.is_(None))
        .scalar_subquery()
    )
    return func.coalesce(found, 0)


def is_mature(run_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the run reaches its threshold: ``100 * good >= threshold * total`` (spec section 8)."""
    return 100 * good_weight(run_id) >= threshold_of(run_id) * total_weight(run_id)


def threshold_of(run_id: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the maturity a run needs, percent: the playbook's, or less where the run is of the controlled sample."""
    usual, lower = limit("threshold_pct"), limit("sample_from_pct")
    return case((and_(_is_drawn(run_id), lower < usual), lower), else_=usual)


def _is_drawn(run_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a run is of the sample that says what lies below the threshold (spec section 15).

    One in ``sample_every``, by the second it began in: drawn before the first answer, by nobody, and the same on
    every desk; with 0 or nothing there the sample is off.
    """
    drawn = Run.__table__.alias("drawn")
    every, begun_s = limit("sample_every"), IntDiv(drawn.c.started_at, literal(SECOND, WHOLE))
    rest = begun_s - IntDiv(begun_s, every) * every
    return exists().where(drawn.c.id == run_id, func.coalesce(rest == 0, literal(False)))


def core_open(run_id: ColumnElement[Any]) -> Any:
    """Return the core questions that do not stand as good (or weak, where the playbook lets weak pass)."""
    good_enough = or_(
        Answer.state == AnswerState.GOOD.value,
        and_(Answer.state == AnswerState.WEAK.value, limit("weak_passes") == 1),
    )
    answered = exists().where(
        Answer.run_id == Run.id, Answer.question_key == Question.key, good_enough, counts_now()
    )
    return (
        select(Question.key)
        .select_from(Run)
        .join(Question, Question.version == Run.playbook_version)
        .where(Run.id == run_id, Question.is_core, Question.follow_on_of.is_(None), ~answered)
        .order_by(Question.key)
    )


def latest_ended(lead_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the id of the lead's latest finished run: the one that counts."""
    # An alias, so that a statement about runs does not take this for its own row.
    ended = Run.__table__.alias("latest")
    return (
        select(ended.c.id)
        .where(ended.c.lead_id == lead_id, ended.c.state == RunState.FINISHED.value)
        .order_by(ended.c.finished_at.desc().nulls_last(), ended.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def is_of_earlier_cycle(run_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the lead was lost and revived since the run began: what was true then must be asked again."""
    this, revived = Run.__table__.alias("this"), StageMove.__table__.alias("revived")
    since = and_(
        revived.c.lead_id == this.c.lead_id,
        revived.c.fact == Fact.REVIVED.value,
        revived.c.at > this.c.started_at,
    )
    return (
        select(literal(1))
        .select_from(this.join(revived, since))
        .where(this.c.id == run_id)
        .correlate_except(this, revived)
        .exists()
    )


def ruled_out_since(run_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a run begun later holds a disqualifying answer: what was said before it no longer stands."""
    this, later, said = (
        Run.__table__.alias("this"),
        Run.__table__.alias("later"),
        Answer.__table__.alias("said"),
    )
    since = and_(later.c.lead_id == this.c.lead_id, later.c.started_at > this.c.started_at)
    return (
        select(literal(1))
        .select_from(this.join(later, since).join(said, said.c.run_id == later.c.id))
        .where(this.c.id == run_id, said.c.state == AnswerState.DISQUALIFYING.value)
        .correlate_except(this, later, said)
        .exists()
    )
