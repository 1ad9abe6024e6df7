"""The administrator's pools: made, changed, closed, and who may do what in each (spec sections 2 and 10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, delete, exists, insert, literal, or_, select, update

from app.models.leads import Lead
from app.models.people import Member
from app.models.pool import TEAM_POOL, Pool, PoolChannel, PoolRight
from app.models.vocabulary import SDR_ROLES, PoolKind, Role
from app.services.kernel.command import Decision, Effect, Guard, Key
from app.services.kernel.expressions import ID, NOW, TEXT, Field, each, typed_null
from app.services.kernel.filling import are_distinct
from app.services.limits import team_turn

WHO_KEEPS_POOLS = frozenset({Role.ADMIN})
"""Pools are a matter of who may see whose leads: the administrator's (spec section 2)."""

type PoolTitle = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
type ChannelKeys = Annotated[tuple[Key, ...], msgspec.Meta(max_length=200)]


class CreatePool(Decision, frozen=True, kw_only=True):
    """An administrator makes a pool for a department, a channel or any group; its channels' new leads land in it."""

    kind = "pool.create"
    roles = WHO_KEEPS_POOLS
    pool_id: UUID
    title: PoolTitle
    for_whom: PoolKind
    is_open: bool
    channels: ChannelKeys

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("exists_already", ~exists().where(Pool.id == cls.arg("pool_id")))
        yield Guard("one_team_pool", cls.arg("for_whom") != PoolKind.TEAM.value)
        yield from _sound(cls)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        names = ["id", "title", "kind", "is_open", "is_closed", "created_at"]
        given = (cls.arg("pool_id"), cls.arg("title"), cls.arg("for_whom"), cls.arg("is_open"))
        yield Effect(insert(Pool).from_select(names, select(*given, literal(False), NOW)))
        yield _land(cls)


class ChangePool(Decision, frozen=True, kw_only=True):
    """An administrator renames a pool, says whom it is for, and which channels land in it."""

    kind = "pool.change"
    roles = WHO_KEEPS_POOLS
    pool_id: UUID
    title: PoolTitle
    for_whom: PoolKind
    is_open: bool
    channels: ChannelKeys

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        pool_id, is_team = cls.arg("pool_id"), cls.arg("for_whom") == PoolKind.TEAM.value
        yield Guard("unknown_pool", _is_open_pool(pool_id))
        # What nobody else's pool is for must be somebody's to claim: the team's pool stays the team's, and open.
        own = pool_id == literal(TEAM_POOL, ID)
        is_teams = cls.arg("is_open").is_(True) & is_team & own
        yield Guard("one_team_pool", or_(is_teams, ~is_team & ~own))
        yield from _sound(cls)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        names = {"title": "title", "kind": "for_whom", "is_open": "is_open"}
        yield Effect(
            update(Pool)
            .where(Pool.id == cls.arg("pool_id"))
            .values({column: cls.arg(name) for column, name in names.items()})
        )
        yield Effect(delete(PoolChannel).where(PoolChannel.pool_id == cls.arg("pool_id")), None)
        yield _land(cls)


class ClosePool(Decision, frozen=True, kw_only=True):
    """An administrator closes a pool: what lies in it falls to the team's, and nobody keeps a right in it."""

    kind = "pool.close"
    roles = WHO_KEEPS_POOLS
    pool_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_pool", _is_open_pool(cls.arg("pool_id")))
        yield Guard("one_team_pool", cls.arg("pool_id") != literal(TEAM_POOL, ID))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        this = cls.arg("pool_id")
        yield Effect(
            update(Lead).where(Lead.pool_id == this).values(pool_id=typed_null(ID), changed_at=NOW), None
        )
        yield Effect(delete(PoolChannel).where(PoolChannel.pool_id == this), None)
        yield Effect(delete(PoolRight).where(PoolRight.pool_id == this), None)
        yield Effect(update(Pool).where(Pool.id == this).values(is_closed=True))


class GrantPool(Decision, frozen=True, kw_only=True):
    """An administrator lets an SDR see a pool, and says whether they may claim, move and give away what lies in it."""

    kind = "pool.grant"
    roles = WHO_KEEPS_POOLS
    pool_id: UUID
    member_id: UUID
    may_claim: bool
    may_move: bool
    may_assign: bool

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_pool", _is_open_pool(cls.arg("pool_id")))
        is_sdr = exists().where(
            Member.id == cls.arg("member_id"), Member.is_active, Member.role.in_(sorted(SDR_ROLES))
        )
        yield Guard("not_an_sdr", is_sdr)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield _revoke(cls)
        names = ("pool_id", "member_id", "may_claim", "may_move", "may_assign")
        yield Effect(insert(PoolRight).from_select(list(names), select(*(cls.arg(name) for name in names))))


class RevokePool(Decision, frozen=True, kw_only=True):
    """An administrator takes a member's rights in a pool away; what they claimed from it stays theirs."""

    kind = "pool.revoke"
    roles = WHO_KEEPS_POOLS
    pool_id: UUID
    member_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        held = exists().where(
            PoolRight.pool_id == cls.arg("pool_id"), PoolRight.member_id == cls.arg("member_id")
        )
        yield Guard("no_such_right", held)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield _revoke(cls)


def _is_open_pool(pool_id: ColumnElement[Any]) -> ColumnElement[bool]:
    return exists().where(Pool.id == pool_id, Pool.is_closed.is_(False))


def _sound(cls: type[CreatePool | ChangePool]) -> Iterator[Guard]:
    yield Guard("listed_twice", are_distinct(cls.arg("channels"), None))
    listed = each(cls.arg("channels"), "listed")
    others = exists().where(
        PoolChannel.channel == Field(listed, None, TEXT), PoolChannel.pool_id != cls.arg("pool_id")
    )
    yield Guard("channel_taken", ~select(literal(1)).select_from(listed).where(others).exists())


def _land(cls: type[CreatePool | ChangePool]) -> Effect:
    listed = each(cls.arg("channels"), "landing")
    return Effect(
        insert(PoolChannel).from_select(
            ["channel", "pool_id"], select(Field(listed, None, TEXT), cls.arg("pool_id")).select_from(listed)
        ),
        None,
    )


def _revoke(cls: type[GrantPool | RevokePool]) -> Effect:
    return Effect(
        delete(PoolRight).where(
            PoolRight.pool_id == cls.arg("pool_id"), PoolRight.member_id == cls.arg("member_id")
        ),
        None,
    )
