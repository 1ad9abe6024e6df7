"""Words people put on leads, many at once, to find them together again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
from sqlalchemy import Select, delete, exists, func, insert, select

from app.models.leads import Lead, Tag
from app.models.vocabulary import SDR_ROLES, Role
from app.services.call_lists import all_known
from app.services.holding import LeadIds, ids_of
from app.services.kernel.command import Decision, Effect, Guard
from app.services.kernel.expressions import ID, typed_null
from app.services.kernel.filling import are_distinct

TAGGERS = frozenset({*SDR_ROLES, Role.MARKETING, Role.SALES_LEAD})

type Label = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class _Tagging(Decision, frozen=True, kw_only=True):
    roles = TAGGERS
    lead_ids: LeadIds
    tag: Label

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("listed_twice", are_distinct(cls.arg("lead_ids"), None))
        yield Guard("unknown_lead", all_known(cls.arg("lead_ids")))
        yield Guard("name_missing", func.length(func.trim(cls.arg("tag"))) > 0)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Lead.id).where(Lead.id.in_(ids_of(cls.arg("lead_ids")))).order_by(Lead.id)


class TagLeads(_Tagging, frozen=True, kw_only=True):
    """A word is put on leads; those that bear it already keep it."""

    kind = "lead.tag"

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        known = Tag.__table__.alias("known")
        bears = exists().where(known.c.lead_id == Lead.id, known.c.tag == cls.arg("tag"))
        yield Effect(
            insert(Tag).from_select(
                ["lead_id", "tag", "batch_id"],
                select(Lead.id, cls.arg("tag"), typed_null(ID)).where(
                    Lead.id.in_(ids_of(cls.arg("lead_ids"))), ~bears
                ),
            ),
            None,
        )


class UntagLeads(_Tagging, frozen=True, kw_only=True):
    """A word is taken off leads."""

    kind = "lead.untag"

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        borne = Tag.lead_id.in_(ids_of(cls.arg("lead_ids")))
        yield Effect(delete(Tag).where(Tag.tag == cls.arg("tag"), borne), None)
