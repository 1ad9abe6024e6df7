"""How a lead moves from stage to stage: only by a recorded fact (spec section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, insert, literal, or_, select, update

from app.models.leads import Lead, ReachedMilestone, StageMove
from app.models.playbook import AllowedMove, RequiredField, Stage
from app.models.vocabulary import Fact, Milestone, StageKind
from app.services.kernel.command import Effect
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, Arg, typed_null
from app.services.limits import current_version

REQUIRABLE: dict[str, ColumnElement[Any]] = {
    "company": Lead.company.expression,
    "contact_name": Lead.contact_name.expression,
    "title": Lead.title.expression,
    "phone": Lead.phone.expression,
    "email": Lead.email.expression,
    "region": Lead.region.expression,
    "city": Lead.city.expression,
    "industry": Lead.industry.expression,
    "company_size": Lead.company_size.expression,
    "registration_no": Lead.registration_no.expression,
    "website": Lead.website.expression,
    "channel": func.nullif(Lead.channel, ""),
    "campaign": Lead.campaign.expression,
    "keyword": Lead.keyword.expression,
    "amount": Lead.amount.expression,
    "currency": Lead.currency.expression,
    "expected_close_on": Lead.expected_close_on.expression,
}
"""Lead fields a playbook may require before a stage."""


def in_kind(lead_id: ColumnElement[Any], *kinds: StageKind) -> ColumnElement[bool]:
    """Whether a lead stands in a stage of one of these kinds."""
    return exists().where(
        Lead.id == lead_id,
        Stage.version == current_version(),
        Stage.key == Lead.stage,
        Stage.kind.in_([kind.value for kind in kinds]),
    )


def stands_in(*kinds: StageKind) -> ColumnElement[bool]:
    """Whether the lead of the statement at hand stands in a stage of one of these kinds."""
    return Lead.stage.in_(
        select(Stage.key).where(
            Stage.version == current_version(), Stage.kind.in_([kind.value for kind in kinds])
        )
    )


def may_move(lead_id: ColumnElement[Any], to_stage: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the playbook allows the move from where the lead stands."""
    return exists().where(
        Lead.id == lead_id,
        AllowedMove.version == current_version(),
        AllowedMove.from_stage == Lead.stage,
        AllowedMove.to_stage == to_stage,
    )


def missing_fields(lead_id: ColumnElement[Any], to_stage: ColumnElement[Any]) -> Select[Any]:
    """Return the fields a stage requires and the lead lacks."""
    lacking = or_(
        false(), *(and_(RequiredField.field == name, column.is_(None)) for name, column in REQUIRABLE.items())
    )
    return (
        select(RequiredField.field)
        .where(
            RequiredField.version == current_version(),
            RequiredField.stage_key == to_stage,
            Lead.id == lead_id,
            lacking,
        )
        .order_by(RequiredField.field)
    )


def has_required_fields(lead_id: ColumnElement[Any], to_stage: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether every field the stage requires is filled."""
    return ~missing_fields(lead_id, to_stage).order_by(None).exists()


def move(
    lead_id: ColumnElement[Any],
    fact: Fact,
    to_stage: ColumnElement[Any],
    *,
    reason: ColumnElement[Any] | None = None,
    words: ColumnElement[Any] | None = None,
    only_if: ColumnElement[bool] | None = None,
    **lead_values: Any,
) -> Iterator[Effect]:
    """Yield what a move writes: the move itself, a milestone first reached, the lead.

    Args:
        lead_id: The lead.
        fact: The recorded fact that moves it.
        to_stage: Key of the stage it moves to.
        reason: Reason key, where the fact has one.
        words: What was said.
        only_if: Condition on the lead or on other rows; without it the move always happens.
        lead_values: Other columns of the lead to set.
    """
    condition = [] if only_if is None else [only_if]
    rows = 1 if only_if is None else None
    here, there = Stage.__table__.alias("here"), Stage.__table__.alias("there")
    is_backward = exists().where(
        here.c.version == current_version(),
        there.c.version == here.c.version,
        here.c.key == Lead.stage,
        there.c.key == to_stage,
        there.c.position < here.c.position,
    )
    yield Effect(
        insert(StageMove).from_select(
            [
                "cmd_id",
                "lead_id",
                "from_stage",
                "to_stage",
                "fact",
                "by_id",
                "at",
                "is_backward",
                "reason",
                "words",
                "respond_by_was",
                "respond_warn_was",
            ],
            select(
                CMD,
                Lead.id,
                Lead.stage,
                to_stage,
                literal(fact.value, TEXT),
                ACTOR,
                NOW,
                is_backward,
                typed_null(TEXT) if reason is None else reason,
                typed_null(TEXT) if words is None else words,
                Lead.respond_by_at,
                Lead.respond_warn_at,
            ).where(Lead.id == lead_id, *condition),
        ),
        rows,
    )
    entered = select(Stage.milestone).where(
        Stage.version == current_version(), Stage.key == to_stage, Stage.milestone.is_not(None)
    )
    yield reach(lead_id, entered.scalar_subquery(), only_if=only_if)
    yield Effect(
        update(Lead)
        .where(Lead.id == lead_id, *condition)
        .values(stage=to_stage, changed_at=NOW, **lead_values),
        rows,
    )


def reach(
    lead_id: ColumnElement[Any],
    milestone: ColumnElement[Any] | Milestone,
    *,
    only_if: ColumnElement[bool] | None = None,
) -> Effect:
    """Write a milestone the lead had not reached before; the first time stays."""
    key: ColumnElement[Any] = (
        literal(milestone.value, TEXT) if isinstance(milestone, Milestone) else milestone
    )
    condition = [] if only_if is None else [only_if]
    known = exists().where(ReachedMilestone.lead_id == lead_id, ReachedMilestone.milestone == key)
    return Effect(
        insert(ReachedMilestone).from_select(
            ["lead_id", "milestone", "at", "by_id", "is_suspect", "batch_id"],
            select(Lead.id, key, NOW, ACTOR, false(), typed_null(ID)).where(
                Lead.id == lead_id, key.is_not(None), ~known, *condition
            ),
        ),
        None,
    )


def lead_row(lead_id: ColumnElement[Any]) -> Select[Any]:
    """Return the row to lock before a lead is judged: of two at once, the second sees what the first left."""
    return select(Lead.id).where(Lead.id == lead_id)


def lead_exists(lead_id: Arg) -> ColumnElement[bool]:
    """Whether there is such a lead."""
    return exists().where(Lead.id == lead_id)
