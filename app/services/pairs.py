"""Suspected pairs: noting them, finding that two are not the same, thinking again (spec section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from app.models.leads import Lead, SuspectedPair
from app.models.vocabulary import Evidence
from app.services.kernel.command import Decision, Effect, Guard
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, Field, each, typed_null
from app.services.kernel.filling import are_distinct
from app.services.lifecycle import lead_exists
from app.services.merge_pairs import DIFFERENT
from app.services.merging import MERGERS, is_kept_apart, is_pair, may_clean

BY_HAND: Final = "hand"
"""Evidence of a pair that nothing suggested: a person found that the two are not the same."""

type Pct = Annotated[int, msgspec.Meta(ge=0, le=100)]


class Found(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pair the search found.

    Attributes:
        a_id: The earlier record by id order.
        b_id: The other.
    """

    a_id: UUID
    b_id: UUID
    evidence: Evidence
    similarity_pct: Pct


class SuspectPairs(Decision, frozen=True, kw_only=True):
    """A search found records that may be one; pairs known already stay as they are, judged or not."""

    kind = "duplicates.note"
    roles = MERGERS
    pairs: Annotated[tuple[Found, ...], msgspec.Meta(min_length=1, max_length=500)]

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("listed_twice", are_distinct(cls.arg("pairs"), "a_id", "b_id"))
        found = each(cls.arg("pairs"), "crossed")
        crossed = (
            select(literal(1)).select_from(found).where(Field(found, "a_id", ID) >= Field(found, "b_id", ID))
        )
        yield Guard("same_lead", ~crossed.exists())

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        # Every pair it may write has one of these; two searches at once note it once.
        listed = each(cls.arg("pairs"), "listed")
        a_ids = select(Field(listed, "a_id", ID)).select_from(listed)
        yield select(Lead.id).where(Lead.id.in_(a_ids)).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        found = each(cls.arg("pairs"), "found")
        a_id, b_id = Field(found, "a_id", ID), Field(found, "b_id", ID)
        known = exists().where(SuspectedPair.a_id == a_id, SuspectedPair.b_id == b_id)
        one, other = Lead.__table__.alias("one"), Lead.__table__.alias("other")
        # A record may have vanished since the search read it.
        stand = and_(exists().where(one.c.id == a_id), exists().where(other.c.id == b_id))
        values = {
            "a_id": a_id, "b_id": b_id, "evidence": Field(found, "evidence", TEXT),
            "similarity_pct": Field(found, "similarity_pct", WHOLE), "found_at": NOW, "cmd_id": CMD,
        }  # fmt: skip
        yield Effect(
            insert(SuspectedPair).from_select(
                list(values), select(*values.values()).select_from(found).where(stand, ~known)
            ),
            None,
        )

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        mine = select(func.count()).select_from(SuspectedPair).where(SuspectedPair.cmd_id == CMD)
        return select(mine.scalar_subquery().label("noted"))


class KeepApart(Decision, frozen=True, kw_only=True):
    """Somebody finds that two records are not the same; they are never offered as a pair again."""

    kind = "duplicates.apart"
    roles = MERGERS
    a_id: UUID
    b_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        a_id, b_id = cls.arg("a_id"), cls.arg("b_id")
        yield Guard("same_lead", a_id != b_id)
        yield Guard("unknown_lead", and_(lead_exists(a_id), lead_exists(b_id)))
        yield Guard("not_yours", or_(may_clean(a_id), may_clean(b_id)))
        yield Guard("apart_already", ~is_kept_apart(a_id, b_id))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Lead.id).where(Lead.id.in_([cls.arg("a_id"), cls.arg("b_id")])).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        a_id, b_id = cls.arg("a_id"), cls.arg("b_id")
        known = SuspectedPair.__table__.alias("known")
        ordered = a_id < b_id
        first: ColumnElement[Any] = case((ordered, a_id), else_=b_id)
        second: ColumnElement[Any] = case((ordered, b_id), else_=a_id)
        values = {
            "a_id": first, "b_id": second, "evidence": literal(BY_HAND, TEXT), "similarity_pct": literal(0, WHOLE),
            "found_at": NOW, "cmd_id": CMD,
        }  # fmt: skip
        is_known = exists().where(known.c.a_id == first, known.c.b_id == second)
        yield Effect(
            insert(SuspectedPair).from_select(list(values), select(*values.values()).where(~is_known)), None
        )
        yield Effect(
            update(SuspectedPair)
            .where(is_pair(a_id, b_id))
            .values(verdict=DIFFERENT, judged_by_id=ACTOR, judged_at=NOW)
        )


class ReconsiderPair(Decision, frozen=True, kw_only=True):
    """Two records kept apart may be the same after all: the pair waits for a person again."""

    kind = "duplicates.reconsider"
    roles = MERGERS
    a_id: UUID
    b_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        a_id, b_id = cls.arg("a_id"), cls.arg("b_id")
        yield Guard("not_apart", is_kept_apart(a_id, b_id))
        yield Guard("not_yours", or_(may_clean(a_id), may_clean(b_id)))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Lead.id).where(Lead.id.in_([cls.arg("a_id"), cls.arg("b_id")])).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        this = is_pair(cls.arg("a_id"), cls.arg("b_id"))
        yield Effect(
            update(SuspectedPair)
            .where(this)
            .values(verdict=typed_null(TEXT), judged_by_id=typed_null(ID), judged_at=typed_null(WHOLE))
        )
        # What nobody but a person had brought up is gone with its verdict.
        yield Effect(delete(SuspectedPair).where(this, SuspectedPair.evidence == BY_HAND), None)
