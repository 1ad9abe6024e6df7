"""The card of a hand-over: written once, frozen, with the events that followed (spec section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, insert, literal, or_, select

from app.models.activity import Activity
from app.models.handover import Handover, HandoverAnswer, HandoverCall, HandoverEvent
from app.models.leads import Lead
from app.models.playbook import Choice, Question
from app.models.runs import Answer, Run
from app.models.vocabulary import ActivityKind, AnswerState, HandoverState
from app.services.kernel.command import Effect
from app.services.kernel.expressions import ACTOR, CMD, NOW, TEXT, WHOLE, typed_null
from app.services.limits import current_version, limit
from app.services.working_time import limit_ends_at


def write_card(
    handover_id: ColumnElement[Any],
    lead_id: ColumnElement[Any],
    run_id: ColumnElement[Any],
    *,
    submitted_by_id: ColumnElement[Any],
    words: ColumnElement[Any],
    rep_id: ColumnElement[Any],
    follows_id: ColumnElement[Any],
) -> Effect:
    """Write the card's head; without a rep it waits for a person's choice.

    Args:
        handover_id: The new hand-over.
        lead_id: Its lead.
        run_id: The finished run whose maturity counts.
        submitted_by_id: The SDR it is credited to.
        words: What they want the rep to know.
        rep_id: Who decides.
        follows_id: The refused hand-over it comes after, or NULL.
    """
    waits = rep_id.is_(None)
    columns = {
        "id": handover_id,
        "lead_id": Lead.id,
        "run_id": Run.id,
        "cycle": Lead.cycle,
        "state": case((waits, HandoverState.WAITING.value), else_=HandoverState.OPEN.value),
        "submitted_by_id": submitted_by_id,
        "submitted_at": NOW,
        "words": words,
        "rep_id": rep_id,
        "assigned_at": case((waits, typed_null(WHOLE)), else_=NOW),
        "decide_by_at": case((waits, typed_null(WHOLE)), else_=decide_by()),
        "good_weight": Run.good_weight,
        "total_weight": Run.total_weight,
        "threshold_pct": limit("threshold_pct"),
        "playbook_version": current_version(),
        "channel": Lead.channel,
        "campaign": Lead.campaign,
        "keyword": Lead.keyword,
        "company": Lead.company,
        "contact_name": Lead.contact_name,
        "title": Lead.title,
        "score": Lead.score,
        "follows_id": follows_id,
    }
    return Effect(
        insert(Handover).from_select(
            list(columns),
            select(*columns.values())
            .select_from(Lead)
            .join(Run, Run.lead_id == Lead.id)
            .where(Lead.id == lead_id, Run.id == run_id),
        )
    )


def freeze(
    handover_id: ColumnElement[Any], lead_id: ColumnElement[Any], run_id: ColumnElement[Any]
) -> Iterator[Effect]:
    """Yield the copies of answers and calls that later edits cannot rewrite."""
    yield _freeze_answers(handover_id, run_id)
    yield _freeze_calls(handover_id, lead_id)


def event(
    handover_id: ColumnElement[Any],
    kind: str,
    *,
    reason: ColumnElement[Any] | None = None,
    words: ColumnElement[Any] | None = None,
) -> Effect:
    """Note what happened with a hand-over: the full order of events is kept."""
    return Effect(
        insert(HandoverEvent).from_select(
            ["cmd_id", "handover_id", "kind", "by_id", "at", "reason", "words"],
            select(
                CMD,
                handover_id,
                literal(kind, TEXT),
                ACTOR,
                NOW,
                typed_null(TEXT) if reason is None else reason,
                literal("", TEXT) if words is None else words,
            ),
        )
    )


def decide_by() -> ColumnElement[Any]:
    """The rep decides within one working day, then the team lead is told (spec section 9)."""
    return limit_ends_at(NOW, limit("decision_working_days"))


def _freeze_answers(handover_id: ColumnElement[Any], run_id: ColumnElement[Any]) -> Effect:
    """All questions of the script, answered or not: what is missing stands on the card too."""
    columns = {
        "handover_id": handover_id,
        "question_key": Question.key,
        "position": Question.position,
        "title_zh": Question.title_zh,
        "title_en": Question.title_en,
        "state": func.coalesce(Answer.state, AnswerState.NOT_ASKED.value),
        "choice_key": Answer.choice_key,
        "choice_zh": Choice.title_zh,
        "choice_en": Choice.title_en,
        "words": func.coalesce(Answer.words, ""),
        "is_core": Question.is_core,
        "asked_at": Answer.asked_at,
    }
    said = and_(Answer.run_id == Run.id, Answer.question_key == Question.key)
    chosen = and_(
        Choice.version == Question.version,
        Choice.question_key == Question.key,
        Choice.key == Answer.choice_key,
    )
    # A follow-on question nobody opened is no gap.
    shown = or_(Question.follow_on_of.is_(None), Answer.state.is_not(None))
    return Effect(
        insert(HandoverAnswer).from_select(
            list(columns),
            select(*columns.values())
            .select_from(Run)
            .join(Question, Question.version == Run.playbook_version)
            .outerjoin(Answer, said)
            .outerjoin(Choice, chosen)
            .where(Run.id == run_id, shown),
        ),
        None,
    )


def _freeze_calls(handover_id: ColumnElement[Any], lead_id: ColumnElement[Any]) -> Effect:
    return Effect(
        insert(HandoverCall).from_select(
            ["handover_id", "activity_id", "at", "ended_at", "outcome", "by_id", "words"],
            select(
                handover_id, Activity.id, Activity.at, Activity.ended_at, Activity.outcome, Activity.by_id,
                Activity.words,
            ).where(Activity.lead_id == lead_id, Activity.kind == ActivityKind.CALL.value),
        ),
        None,
    )  # fmt: skip
