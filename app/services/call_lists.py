"""Call lists: saved selections, shared in the team, worked like the queue (spec section 6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from app.models.call_lists import CallList, CallListLead
from app.models.leads import Lead
from app.models.vocabulary import Role
from app.services.holding import LeadIds, has_role, ids_of
from app.services.kernel.command import Decision, Effect, Guard, Key, Words
from app.services.kernel.expressions import ACTOR, ID, NOW, Arg, Field, each
from app.services.kernel.filling import are_distinct

type Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


class SaveCallList(Decision, frozen=True, kw_only=True):
    """Anybody saves a list of their own or shares it; only its owner or a team lead changes it."""

    kind = "list.save"
    list_id: UUID
    name: Name
    expression: Words | None
    """A written filter; ``None`` for leads picked by hand."""
    sort: Key
    is_descending: bool
    is_shared: bool

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        this = cls.arg("list_id")
        yield Guard("not_yours", or_(~exists().where(CallList.id == this), _keeps(this)))
        same_sort = CallList.expression.is_(None) == cls.arg("expression").is_(None)
        # Leads picked by hand would be out of sight behind a filter, and would come back unasked.
        yield Guard("another_sort_of_list", or_(~exists().where(CallList.id == this), _is(this, same_sort)))
        yield Guard("name_missing", func.length(func.trim(cls.arg("name"))) > 0)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield _list_row(cls.arg("list_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        this = cls.arg("list_id")
        said = {name: cls.arg(name) for name in ("name", "expression", "sort", "is_descending", "is_shared")}
        yield Effect(
            update(CallList).where(CallList.id == this).values(**said, is_dropped=false(), changed_at=NOW),
            None,
        )
        known = CallList.__table__.alias("known")
        yield Effect(
            insert(CallList).from_select(
                ["id", *said, "owner_id", "is_dropped", "created_at", "changed_at"],
                select(this, *said.values(), ACTOR, false(), NOW, NOW).where(
                    ~exists().where(known.c.id == this)
                ),
            ),
            None,
        )


class DropCallList(Decision, frozen=True, kw_only=True):
    """Its owner or a team lead puts a list away; saving it again brings it back with its leads."""

    kind = "list.drop"
    list_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_list", _is(cls.arg("list_id"), CallList.is_dropped.is_(False)))
        yield Guard("not_yours", _keeps(cls.arg("list_id")))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield _list_row(cls.arg("list_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        dropped = update(CallList).where(CallList.id == cls.arg("list_id"))
        yield Effect(dropped.values(is_dropped=literal(True), changed_at=NOW))


class _Picking(Decision, frozen=True, kw_only=True):
    list_id: UUID
    lead_ids: LeadIds

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        this = cls.arg("list_id")
        yield Guard("unknown_list", _is(this, CallList.is_dropped.is_(False)))
        yield Guard("not_yours", or_(_keeps(this), _is(this, CallList.is_shared.is_(True))))
        yield Guard("another_sort_of_list", _is(this, CallList.expression.is_(None)))
        yield Guard("listed_twice", are_distinct(cls.arg("lead_ids"), None))
        yield Guard("unknown_lead", all_known(cls.arg("lead_ids")))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield _list_row(cls.arg("list_id"))


class PickLeads(_Picking, frozen=True, kw_only=True):
    """Leads join a list that is picked by hand; those on it stay where they are."""

    kind = "list.pick"

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        this = cls.arg("list_id")
        known = CallListLead.__table__.alias("known")
        on_it = exists().where(known.c.list_id == this, known.c.lead_id == Lead.id)
        yield Effect(
            insert(CallListLead).from_select(
                ["list_id", "lead_id", "added_at", "added_by_id"],
                select(this, Lead.id, NOW, ACTOR).where(Lead.id.in_(ids_of(cls.arg("lead_ids"))), ~on_it),
            ),
            None,
        )


class UnpickLeads(_Picking, frozen=True, kw_only=True):
    """Leads leave a list that is picked by hand; nothing else happens to them."""

    kind = "list.unpick"

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        listed = and_(
            CallListLead.list_id == cls.arg("list_id"), CallListLead.lead_id.in_(ids_of(cls.arg("lead_ids")))
        )
        yield Effect(delete(CallListLead).where(listed), None)


def all_known(lead_ids: Arg) -> ColumnElement[bool]:
    """Whether every listed lead exists."""
    wanted = each(lead_ids, "wanted")
    unknown = exists().where(Lead.id == Field(wanted, None, ID))
    return ~select(literal(1)).select_from(wanted).where(~unknown).exists()


def _list_row(list_id: ColumnElement[Any]) -> Select[Any]:
    """Return the row to lock: of two at once, the second sees what the first left."""
    return select(CallList.id).where(CallList.id == list_id)


def _is(list_id: ColumnElement[Any], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(CallList.id == list_id, condition)


def _keeps(list_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the actor may change a list: its owner, or a team lead where it is shared."""
    shared = and_(_is(list_id, CallList.is_shared.is_(True)), has_role(Role.TEAM_LEAD))
    return or_(_is(list_id, CallList.owner_id == ACTOR), shared)
