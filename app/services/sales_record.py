"""What a rep records of a contact with the customer, to be held against the card (spec section 12)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, insert, literal, or_, select

from app.models.handover import Handover
from app.models.leads import Lead
from app.models.playbook import RecordField, RecordValue
from app.models.sales import SalesRecord, SalesRecordValue
from app.models.vocabulary import REP_ROLES, Role
from app.services.holding import has_role
from app.services.kernel.command import Effect, Fact, Guard, Key, Words
from app.services.kernel.expressions import ACTOR, NOW, TEXT, Field, each
from app.services.kernel.filling import are_distinct
from app.services.limits import current_version


class Recorded(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field of the record: a prepared value, words, or both."""

    field: Key
    value_key: Key | None
    words: Words


type Fields = Annotated[tuple[Recorded, ...], msgspec.Meta(min_length=1, max_length=40)]


class RecordSalesContact(Fact, frozen=True, kw_only=True):
    """The rep records what a contact with the customer showed; what contradicts the card is marked in review."""

    kind = "sales.record"
    roles = REP_ROLES
    record_id: UUID
    handover_id: UUID
    """The hand-over whose card it is about."""
    fields: Fields
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        handover_id, fields = cls.arg("handover_id"), cls.arg("fields")
        yield Guard("unknown_handover", exists().where(Handover.id == handover_id))
        theirs = exists().where(Handover.id == handover_id, Handover.rep_id == ACTOR)
        sells = exists().where(Lead.id == _lead_of(handover_id), Lead.rep_id == ACTOR)
        yield Guard("not_yours", or_(theirs, sells, has_role(Role.SALES_LEAD)))
        yield Guard("exists_already", ~exists().where(SalesRecord.id == cls.arg("record_id")))
        yield Guard("listed_twice", are_distinct(fields, "field"))
        yield Guard("unknown_field", ~_astray(cls).exists())
        yield Guard("unknown_value", ~_unlisted(cls).exists())

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Lead.id).where(Lead.id == _lead_of(cls.arg("handover_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        columns = {
            "id": cls.arg("record_id"),
            "handover_id": cls.arg("handover_id"),
            "lead_id": _lead_of(cls.arg("handover_id")),
            "by_id": ACTOR,
            "at": NOW,
            "playbook_version": current_version(),
            "words": cls.arg("words"),
        }
        yield Effect(insert(SalesRecord).from_select(list(columns), select(*columns.values())))
        said = each(cls.arg("fields"), "said")
        yield Effect(
            insert(SalesRecordValue).from_select(
                ["record_id", "field", "value_key", "words"],
                select(
                    cls.arg("record_id"), Field(said, "field", TEXT), Field(said, "value_key", TEXT),
                    Field(said, "words", TEXT),
                ).select_from(said),
            ),
            None,
        )  # fmt: skip


def _astray(cls: type[RecordSalesContact]) -> Select[Any]:
    said = each(cls.arg("fields"), "astray")
    known = exists().where(
        RecordField.version == current_version(), RecordField.key == Field(said, "field", TEXT)
    )
    return select(literal(1)).select_from(said).where(~known)


def _unlisted(cls: type[RecordSalesContact]) -> Select[Any]:
    said = each(cls.arg("fields"), "unlisted")
    value = Field(said, "value_key", TEXT)
    listed = exists().where(
        RecordValue.version == current_version(),
        RecordValue.field == Field(said, "field", TEXT),
        RecordValue.key == value,
    )
    return select(literal(1)).select_from(said).where(and_(value.is_not(None), ~listed))


def _lead_of(handover_id: ColumnElement[Any]) -> ColumnElement[Any]:
    given = Handover.__table__.alias("given_over")
    return select(given.c.lead_id).where(given.c.id == handover_id).scalar_subquery()
