"""The other vendors a customer talks to (spec section 12)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, exists, insert, literal, select, update

from app.models.deals import Rival
from app.models.vocabulary import REP_ROLES
from app.services.kernel.command import Decision, Effect, Guard
from app.services.kernel.expressions import ACTOR, ID, NOW, TEXT, WHOLE, Field, each, typed_null
from app.services.kernel.filling import are_distinct
from app.services.lifecycle import in_kind, lead_exists, lead_row
from app.services.pipeline import SELLING, sells

type Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Named(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A vendor, with the id it is kept under where it is new."""

    id: UUID
    name: Name


class SetRivals(Decision, frozen=True, kw_only=True):
    """The rep says whom else the customer talks to; who is not named any more is taken off, and kept."""

    kind = "deal.rivals"
    roles = REP_ROLES
    lead_id: UUID
    rivals: Annotated[tuple[Named, ...], msgspec.Meta(max_length=20)]

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id, rivals = cls.arg("lead_id"), cls.arg("rivals")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", sells(lead_id))
        yield Guard("wrong_stage", in_kind(lead_id, *SELLING))
        yield Guard("listed_twice", are_distinct(rivals, "name"))
        one = each(rivals, "one")
        taken = exists().where(Rival.id == Field(one, "id", ID))
        again = select(literal(1)).select_from(one).where(taken, ~_stands(cls, Field(one, "name", TEXT)))
        yield Guard("exists_already", ~again.exists() & are_distinct(rivals, "id"))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        lead_id, fresh = cls.arg("lead_id"), each(cls.arg("rivals"), "fresh")
        still = each(cls.arg("rivals"), "still")
        named = select(literal(1)).select_from(still).where(Field(still, "name", TEXT) == Rival.name)
        yield Effect(
            update(Rival)
            .where(Rival.lead_id == lead_id, Rival.gone_at.is_(None), ~named.exists())
            .values(gone_at=NOW),
            None,
        )
        name = Field(fresh, "name", TEXT)
        yield Effect(
            insert(Rival).from_select(
                ["id", "lead_id", "name", "by_id", "at", "gone_at"],
                select(Field(fresh, "id", ID), lead_id, name, ACTOR, NOW, typed_null(WHOLE))
                .select_from(fresh)
                .where(~_stands(cls, name)),
            ),
            None,
        )


def _stands(cls: type[SetRivals], name: Any) -> Any:
    held = Rival.__table__.alias("held")
    return (
        select(held.c.id)
        .where(held.c.lead_id == cls.arg("lead_id"), held.c.name == name, held.c.gone_at.is_(None))
        .correlate_except(held)
        .exists()
    )
