"""Where a card's answer and what the rep recorded cannot both be true (spec sections 9 and 12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, exists, or_, select

from app.models.handover import HandoverAnswer
from app.models.playbook import Contradiction
from app.models.sales import SalesRecord, SalesRecordValue


@dataclass(frozen=True, slots=True)
class Contradicted:
    """One pair the playbook names, found on one hand-over."""

    handover_id: UUID
    question_key: str
    choice_key: str
    field: str
    value_key: str


def contradicted() -> Select[*tuple[Any, ...]]:
    """Select every contradiction: the card's choice against the last value recorded for a field.

    What a later record says of the same field stands in place of the earlier one.
    """
    later, newer = SalesRecord.__table__.alias("later"), SalesRecordValue.__table__.alias("newer")
    overtaken = exists().where(
        later.c.handover_id == SalesRecord.handover_id,
        newer.c.record_id == later.c.id,
        newer.c.field == SalesRecordValue.field,
        newer.c.value_key.is_not(None),
        or_(later.c.at > SalesRecord.at, and_(later.c.at == SalesRecord.at, later.c.id > SalesRecord.id)),
    )
    pair = and_(
        Contradiction.version == SalesRecord.playbook_version,
        Contradiction.question_key == HandoverAnswer.question_key,
        Contradiction.choice_key == HandoverAnswer.choice_key,
        Contradiction.field == SalesRecordValue.field,
        Contradiction.value_key == SalesRecordValue.value_key,
    )
    return (
        select(
            SalesRecord.handover_id,
            HandoverAnswer.question_key,
            HandoverAnswer.choice_key,
            SalesRecordValue.field,
            SalesRecordValue.value_key,
        )
        .select_from(SalesRecord)
        .join(SalesRecordValue, SalesRecordValue.record_id == SalesRecord.id)
        .join(HandoverAnswer, HandoverAnswer.handover_id == SalesRecord.handover_id)
        .join(Contradiction, pair)
        .where(~overtaken)
    )


def contradictions_of(db: Connection, handover_id: UUID) -> tuple[Contradicted, ...]:
    """Return the contradictions of one hand-over, by question and field."""
    found = db.execute(
        contradicted()
        .where(SalesRecord.handover_id == handover_id)
        .order_by(HandoverAnswer.position, HandoverAnswer.question_key, SalesRecordValue.field)
    )
    return tuple(Contradicted(*row) for row in found)
