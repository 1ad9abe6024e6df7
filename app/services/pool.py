"""Leads back to a pool and from pool to pool: given back, recalled for idleness, moved (spec section 10)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, func, insert, literal, or_, select, update

from app.models.leads import Lead
from app.models.pool import RecallExtension
from app.models.vocabulary import SDR_ROLES, ReturnHow, Role
from app.services.holding import CALLED, LeadIds, has_role, ids_of, leave, returned, works_on
from app.services.kernel.command import Decision, Effect, Guard
from app.services.kernel.expressions import ACTOR, CMD, NOW, TEXT
from app.services.kernel.filling import are_distinct
from app.services.lifecycle import lead_exists, lead_row, stands_in
from app.services.limits import limit
from app.services.pool_rules import all_known, lies_in, may_move, none_of, pool_exists
from app.services.recall_clock import extensions, idle_since, owned_since, recall_at

type Because = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
"""Why, in the person's words."""


class GiveBackLeads(Decision, frozen=True, kw_only=True):
    """An SDR gives leads back to the pool, saying why; they cannot claim them again until they have cooled off."""

    kind = "lead.give_back"
    roles = SDR_ROLES
    lead_ids: LeadIds
    pool_id: UUID | None
    """``None``: each to the pool it came from."""
    words: Because

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        wanted, pool_id = cls.arg("lead_ids"), cls.arg("pool_id")
        yield Guard("listed_twice", are_distinct(wanted, None))
        yield Guard("unknown_lead", all_known(wanted))
        yield Guard("not_held", none_of(wanted, Lead.owner_id.is_(None)))
        yield Guard("not_yours", or_(has_role(Role.TEAM_LEAD), none_of(wanted, Lead.owner_id != ACTOR)))
        yield Guard("wrong_stage", none_of(wanted, ~stands_in(*CALLED)))
        yield Guard("unknown_pool", or_(pool_id.is_(None), pool_exists(pool_id)))
        elsewhere = none_of(wanted, lies_in() != pool_id, ~may_move(lies_in()))
        yield Guard("no_right_to_move", or_(pool_id.is_(None), elsewhere))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Lead.id).where(Lead.id.in_(ids_of(cls.arg("lead_ids")))).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield from leave(
            ids_of(cls.arg("lead_ids")),
            ReturnHow.GIVEN_BACK,
            cls.arg("words"),
            pool_id=func.coalesce(cls.arg("pool_id"), Lead.pool_id),
        )


class MoveToPool(Decision, frozen=True, kw_only=True):
    """Who may move between pools puts leads nobody owns into another pool."""

    kind = "pool.move"
    roles = SDR_ROLES
    lead_ids: LeadIds
    pool_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        wanted, pool_id = cls.arg("lead_ids"), cls.arg("pool_id")
        yield Guard("listed_twice", are_distinct(wanted, None))
        yield Guard("unknown_lead", all_known(wanted))
        yield Guard("already_owned", none_of(wanted, Lead.owner_id.is_not(None)))
        yield Guard("unknown_pool", pool_exists(pool_id))
        yield Guard("no_right_to_move", none_of(wanted, ~may_move(lies_in())))
        yield Guard("in_that_pool", none_of(wanted, lies_in() == pool_id))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Lead.id).where(Lead.id.in_(ids_of(cls.arg("lead_ids")))).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        lead_ids = ids_of(cls.arg("lead_ids"))
        yield returned(lead_ids, ReturnHow.MOVED, literal("", TEXT))
        yield Effect(
            update(Lead).where(Lead.id.in_(lead_ids)).values(pool_id=cls.arg("pool_id"), changed_at=NOW), None
        )


class RecallLead(Decision, frozen=True, kw_only=True):
    """A lead whose owner let the limit pass without trying to reach it goes back to the pool.

    Whoever's program notices may give it: it is a matter of time alone, judged when it is carried out.
    """

    kind = "lead.recall"
    lead_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id = cls.arg("lead_id")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_held", exists().where(Lead.id == lead_id, Lead.owner_id.is_not(None)))
        yield Guard("not_due", exists().where(Lead.id == lead_id, recall_at() <= NOW))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        this = lead_row(cls.arg("lead_id"))
        yield from leave(this, ReturnHow.RECALLED, literal("", TEXT))


class ExtendRecall(Decision, frozen=True, kw_only=True):
    """An owner who needs longer says why, once, before the lead goes back: the limit is given once more."""

    kind = "lead.keep"
    roles = SDR_ROLES
    lead_id: UUID
    words: Because

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id = cls.arg("lead_id")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", works_on(lead_id))
        yield Guard("no_clock", _is_so(lead_id, idle_since().is_not(None)))
        yield Guard("past_recall", ~_is_so(lead_id, recall_at() <= NOW))
        used = extensions(since=owned_since())
        yield Guard("extended_already", _is_so(lead_id, func.coalesce(used, 0) < limit("recall_extensions")))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(
            insert(RecallExtension).from_select(
                ["cmd_id", "lead_id", "member_id", "at", "words"],
                select(CMD, Lead.id, Lead.owner_id, NOW, cls.arg("words")).where(
                    Lead.id == cls.arg("lead_id"), Lead.owner_id.is_not(None)
                ),
            )
        )


def _is_so(lead_id: ColumnElement[Any], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(and_(Lead.id == lead_id, condition))
