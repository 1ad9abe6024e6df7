"""The fields a rep fills in after a contact, and what was recorded last (spec section 12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select

from app.models.playbook import RecordField, RecordValue
from app.models.sales import SalesRecord, SalesRecordValue
from app.services.inbox import text
from app.services.limits import current_version
from app.services.playbook.document import Text


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the record.

    Attributes:
        values: Key and title of each prepared value; none where only words are asked for.
        last_value: Key last recorded of this hand-over, if any.
        last_words: Words last recorded.
    """

    key: str
    title: Text
    values: tuple[tuple[str, Text], ...]
    last_value: str | None
    last_words: str


def record_form(handover_id: UUID) -> Callable[[Connection], tuple[FormField, ...]]:
    """Return the question for the fields of the playbook in force, in their order."""

    def ask(db: Connection) -> tuple[FormField, ...]:
        values: dict[str, list[tuple[str, Text]]] = {}
        for row in db.execute(
            select(RecordValue.field, RecordValue.key, RecordValue.title_zh, RecordValue.title_en)
            .where(RecordValue.version == current_version())
            .order_by(RecordValue.field, RecordValue.position)
        ):
            values.setdefault(row.field, []).append((row.key, text(row.title_zh, row.title_en, row.key)))
        last = {
            row.field: (row.value_key, row.words)
            for row in db.execute(
                select(SalesRecordValue.field, SalesRecordValue.value_key, SalesRecordValue.words)
                .join(SalesRecord, SalesRecord.id == SalesRecordValue.record_id)
                .where(SalesRecord.handover_id == handover_id)
                .order_by(SalesRecord.at, SalesRecord.id)
            )
        }
        fields = db.execute(
            select(RecordField.key, RecordField.title_zh, RecordField.title_en)
            .where(RecordField.version == current_version())
            .order_by(RecordField.position, RecordField.key)
        )
        return tuple(
            FormField(
                row.key,
                text(row.title_zh, row.title_en, row.key),
                tuple(values.get(row.key, ())),
                *last.get(row.key, (None, "")),
            )
            for row in fields
        )

    return ask
