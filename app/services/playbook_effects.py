"""What another playbook would do to the leads of today, read from the database before anybody agrees to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, literal, or_, select

from app.clock import DAY
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.playbook import Question
from app.models.runs import Answer, Run
from app.models.vocabulary import AnswerState, HandoverState, RunState, StageKind
from app.services.inbox import Ask
from app.services.kernel.expressions import WHOLE, IntDiv
from app.services.lifecycle import REQUIRABLE
from app.services.maturity import LIVE
from app.services.playbook.document import Playbook
from app.services.score_preview import scores_under

_WAITS = tuple(
    state.value for state in HandoverState if state not in (HandoverState.ACCEPTED, HandoverState.REFUSED)
)
_PART = 10**9
_WITH_SDR = (StageKind.VALIDATING, StageKind.NURTURE)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the open leads of a currency are worth, minor units."""

    currency: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What another playbook would do, in leads.

    Attributes:
        runs: Open runs by the version they keep.
        handovers: Hand-overs that wait for a decision; they keep their card.
        reordered: Leads that would stand at another place of their owner's queue.
        entering: Leads of somebody that would come into the queue, their stage being one SDRs work in.
        leaving: Leads that would go out of it.
        qualifying: Leads with the SDR whose latest run would now be enough.
        failing: Those whose latest run would no longer be enough.
        regraded: Leads whose grade would be another.
        lacking: Leads that stand in a stage without a field it would newly require.
        forecasts: Where the forecast would be another.
    """

    runs: tuple[tuple[int, int], ...]
    handovers: int
    reordered: int
    entering: int
    leaving: int
    qualifying: int
    failing: int
    regraded: int
    lacking: int
    forecasts: tuple[Forecast, ...]


def effects_of(old: Playbook, new: Playbook, homes: Mapping[str, str], now: int) -> Ask[Effects]:
    """Return the question what ``new`` would do where ``old`` is in force.

    Args:
        old: The playbook in force.
        new: The one that may come.
        homes: Where leads go whose stage goes away.
        now: Microseconds UTC.
    """

    def ask(db: Connection) -> Effects:
        move = _Stages(old, new, homes)
        scores = _new_scores(db, old, new, now)
        entering, leaving = _through_the_door(db, move)
        qualifying, failing = _qualification(db, old, new, now)
        return Effects(
            runs=_open_runs(db),
            handovers=_count(db, select(func.count()).where(Handover.state.in_(_WAITS))),
            reordered=_reordered(db, move, scores),
            entering=entering,
            leaving=leaving,
            qualifying=qualifying,
            failing=failing,
            regraded=_regraded(db, old, new, scores),
            lacking=_lacking(db, old, new),
            forecasts=_forecasts(db, move),
        )

    return ask


class _Stages:
    """Where leads stand before and after."""

    def __init__(self, old: Playbook, new: Playbook, homes: Mapping[str, str]) -> None:
        self.before = {stage.key: stage for stage in old.stages}
        self.after = {stage.key: stage for stage in new.stages}
        self._homes = homes

    def home(self, key: str) -> str:
        return key if key in self.after else self._homes.get(key, key)

    def is_worked(self, key: str) -> bool:
        stage = self.before.get(key)
        return stage is not None and stage.kind is StageKind.VALIDATING

    def will_be_worked(self, key: str) -> bool:
        stage = self.after.get(self.home(key))
        return stage is not None and stage.kind is StageKind.VALIDATING


def _open_runs(db: Connection) -> tuple[tuple[int, int], ...]:
    rows = db.execute(
        select(Run.playbook_version, func.count())
        .where(Run.state.in_(LIVE))
        .group_by(Run.playbook_version)
        .order_by(Run.playbook_version)
    )
    return tuple((version, count) for version, count in rows)


def _through_the_door(db: Connection, move: _Stages) -> tuple[int, int]:
    rows = db.execute(
        select(Lead.stage, func.count())
        .where(Lead.owner_id.is_not(None), Lead.is_reachable)
        .group_by(Lead.stage)
    )
    entering = leaving = 0
    for stage, count in rows:
        was, will = move.is_worked(stage), move.will_be_worked(stage)
        entering += count if will and not was else 0
        leaving += count if was and not will else 0
    return entering, leaving


def _reordered(db: Connection, move: _Stages, scores: Mapping[UUID, int]) -> int:
    """Count leads whose place among their owner's leads by score would be another; the other reasons stay."""
    if not scores:
        return 0
    worked = [key for key in move.before if move.is_worked(key) and move.will_be_worked(key)]
    rows = db.execute(
        select(Lead.id, Lead.owner_id, Lead.score, Lead.created_at)
        .where(Lead.owner_id.is_not(None), Lead.is_reachable, Lead.stage.in_(worked))
        .order_by(Lead.owner_id, Lead.score.desc(), Lead.created_at, Lead.id)
    ).all()
    by_owner: dict[UUID, list[tuple[UUID, int, int]]] = {}
    for lead_id, owner, score, created in rows:
        if owner is None:
            continue
        by_owner.setdefault(owner, []).append((lead_id, scores.get(lead_id, score), created))
    moved = 0
    for leads in by_owner.values():
        after = sorted(leads, key=lambda lead: (-lead[1], lead[2], str(lead[0])))
        moved += sum(one[0] != other[0] for one, other in zip(leads, after, strict=True))
    return moved


def _new_scores(db: Connection, old: Playbook, new: Playbook, now: int) -> dict[UUID, int]:
    """Return the score of every lead that would have another."""
    same = old.score_rules == new.score_rules
    if same and old.limits.score_half_life_days == new.limits.score_half_life_days:
        return {}
    scores = scores_under(new, now).subquery("scores")
    rows = db.execute(select(scores.c.id, scores.c.becomes).where(scores.c.becomes != scores.c.score))
    return {lead_id: int(score) for lead_id, score in rows}


def _qualification(db: Connection, old: Playbook, new: Playbook, now: int) -> tuple[int, int]:
    numbers = [_bar(book) for book in (old, new)]
    if numbers[0] == numbers[1]:
        return 0, 0
    before, after = (
        set(db.execute(_qualified([s.key for s in old.stages if s.kind in _WITH_SDR], *bar, now)).scalars())
        for bar in numbers
    )
    return len(after - before), len(before - after)


def _bar(book: Playbook) -> tuple[int, int, int]:
    return book.limits.threshold_pct, book.limits.weak_passes, book.limits.stale_answer_days


def _qualified(stages: list[str], threshold: int, weak_passes: int, stale_days: int, now: int) -> Select[Any]:
    """Return the leads whose latest finished run is enough, measured by its own script (spec section 8)."""
    latest = (
        select(Run.id, Run.lead_id, Run.playbook_version, func.row_number().over(
            partition_by=Run.lead_id, order_by=(Run.finished_at.desc(), Run.id.desc())
        ).label("rank"))
        .join(Lead, Lead.id == Run.lead_id)
        .where(Run.state == RunState.FINISHED.value, Lead.stage.in_(stages))
        .subquery("latest")
    )  # fmt: skip
    stands = or_(
        Answer.is_carried.is_(False),
        Answer.confirmed_at.is_not(None),
        Answer.asked_at > now - stale_days * DAY,
    )
    enough = [AnswerState.GOOD.value, *([AnswerState.WEAK.value] if weak_passes else [])]
    is_good = and_(Answer.state == AnswerState.GOOD.value, stands)
    core_open = and_(Question.is_core, ~func.coalesce(and_(Answer.state.in_(enough), stands), False))
    return (
        select(latest.c.lead_id)
        .select_from(latest)
        .join(Question, and_(Question.version == latest.c.playbook_version, Question.follow_on_of.is_(None)))
        .outerjoin(Answer, and_(Answer.run_id == latest.c.id, Answer.question_key == Question.key))
        .where(latest.c.rank == 1)
        .group_by(latest.c.lead_id)
        .having(
            100 * func.sum(_if(is_good, Question.weight)) >= threshold * func.sum(Question.weight),
            func.sum(_if(core_open, literal(1))) == 0,
            func.sum(_if(Answer.state == AnswerState.DISQUALIFYING.value, literal(1))) == 0,
        )
    )


def _if(condition: ColumnElement[bool], then: Any) -> ColumnElement[Any]:
    return case((condition, then), else_=0)


def _regraded(db: Connection, old: Playbook, new: Playbook, scores: Mapping[UUID, int]) -> int:
    if not scores and old.grades == new.grades:
        return 0
    if not scores:
        rows = db.execute(select(Lead.score, func.count()).group_by(Lead.score))
        return sum(count for score, count in rows if _grade(old, score) != _grade(new, score))
    held = db.execute(select(Lead.id, Lead.score))
    return sum(_grade(old, score) != _grade(new, scores.get(lead_id, score)) for lead_id, score in held)


def _grade(book: Playbook, score: int) -> str:
    return next(
        (grade.key.value for grade in book.grades if grade.score_from is None or score >= grade.score_from),
        "",
    )


def _lacking(db: Connection, old: Playbook, new: Playbook) -> int:
    asked = {stage.key: set(stage.required) for stage in old.stages}
    missing = [
        and_(Lead.stage == stage.key, or_(*(REQUIRABLE[field.value].is_(None) for field in fresh)))
        for stage in new.stages
        if (fresh := sorted(set(stage.required) - asked.get(stage.key, set())))
    ]
    return _count(db, select(func.count()).select_from(Lead).where(or_(*missing))) if missing else 0


def _forecasts(db: Connection, move: _Stages) -> tuple[Forecast, ...]:
    shares = {
        key: (
            old_stage.win_pct or 0,
            (move.after[move.home(key)].win_pct or 0) if move.home(key) in move.after else 0,
        )
        for key, old_stage in move.before.items()
        if old_stage.kind is StageKind.OPEN
    }
    if all(before == after for before, after in shares.values()):
        return ()
    # In two parts: the sum of the largest amounts is beyond sixty-four bits.
    parts = func.sum(IntDiv(Lead.amount.expression, literal(_PART, WHOLE))), func.sum(Lead.amount % _PART)
    rows = db.execute(
        select(Lead.currency, Lead.stage, *parts)
        .where(Lead.stage.in_(shares), Lead.amount.is_not(None), Lead.currency.is_not(None))
        .group_by(Lead.currency, Lead.stage)
    )
    sums: dict[str, list[int]] = {}
    for currency, stage, high, low in rows:
        worth = sums.setdefault(currency or "", [0, 0])
        for at in (0, 1):
            worth[at] += ((high or 0) * _PART + (low or 0)) * shares[stage][at]
    return tuple(
        Forecast(currency, before // 100, after // 100)
        for currency, (before, after) in sorted(sums.items())
        if before != after
    )


def _count(db: Connection, question: Select[Any]) -> int:
    return int(db.execute(question).scalar_one())
