"""The pool as its page shows it: which pools a member sees, their leads in order, and what may be claimed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, literal, or_, select, true

from app.clock import DAY
from app.models.leads import Lead, Ownership
from app.models.people import Member
from app.models.playbook import Channel, Stage
from app.models.pool import TEAM_POOL, LeadReturn, Pool, PoolChannel, PoolRight
from app.models.search_index import LeadRow, RowCode
from app.models.vocabulary import SDR_ROLES, PoolKind, ReturnHow, Role
from app.services.contact_mask import shown
from app.services.holding import CALLED, held_now
from app.services.kernel.expressions import ID, WHOLE
from app.services.lead_rows import LAST, Key, before, codes_of
from app.services.limits import current_version, limit
from app.services.pool_rules import claimed_today, cooled_off_at, was_worked_in_time
from app.services.reservations import reserved
from app.services.search import is_found
from app.services.working_time import worked_s

FRESH = DAY
"""A lead that came within this time is called fresh."""


class PoolReason(StrEnum):
    """Why a lead stands where it stands in the pool, in order."""

    FIRST_RESPONSE = "first_response"
    SCORE = "score"
    FRESH = "fresh"
    RETURNED = "returned"
    """Somebody held it before; nothing else speaks for it."""
    AGE = "age"
    COOLING_OFF = "cooling_off"
    """It cannot be claimed by who looks: last of all."""


@dataclass(frozen=True, slots=True)
class PoolWhere:
    """Which leads of the pools are shown.

    Attributes:
        pool_id: The pool.
        text: What somebody types to find a lead; empty for all.
    """

    pool_id: UUID = TEAM_POOL
    text: str = ""


@dataclass(frozen=True, slots=True)
class PoolLine:
    """A pool a member sees, and what they may do there.

    Attributes:
        title: Empty for the team's own.
        count: Leads that lie in it.
    """

    pool_id: UUID
    title: str
    kind: PoolKind
    is_open: bool
    count: int
    channels: tuple[str, ...]
    may_claim: bool
    may_move: bool
    may_assign: bool


@dataclass(frozen=True, slots=True)
class PoolHead:
    """What stands above the pool.

    Attributes:
        claimed: Claims the member made today.
        claims_a_day: The most they may make.
        held: Leads they hold that are not with sales.
        held_at_once: The most they may hold.
        recall_days: Working days until an idle lead goes back.
        cooling_off_days: Working days until an earlier owner may claim again.
        reserved: Leads claimed here that the shared database has not confirmed yet.
    """

    pools: tuple[PoolLine, ...]
    role: Role
    claimed: int
    claims_a_day: int
    held: int
    held_at_once: int
    recall_days: int
    cooling_off_days: int
    reserved: int = 0

    @property
    def claims_left(self) -> int:
        """How many the member may still claim now, by both limits."""
        return max(0, min(self.claims_a_day - self.claimed, self.held_at_once - self.held))

    def pool(self, pool_id: UUID) -> PoolLine | None:
        """Return a pool the member sees."""
        return next((one for one in self.pools if one.pool_id == pool_id), None)


@dataclass(frozen=True, slots=True)
class PoolLead:
    """One lead in a pool; phone and e-mail as people may read them, instants in microseconds UTC.

    Attributes:
        respond_left_s: Working seconds until the first-response limit, negative past it; ``None`` without a clock.
        free_at: Until then the member who looks may not claim it, having held it; ``None``: they may.
        was_mine: The member held it before.
        came_how: How it came back, if it did.
        came_from: Who held it last.
        came_words: Why they gave it back.
        came_at: When.
        holders: How many held it before.
    """

    lead_id: UUID
    reason: PoolReason
    company: str | None
    contact_name: str | None
    title: str | None
    phone: str | None
    email: str | None
    region: str | None
    city: str | None
    industry: str | None
    company_size: str | None
    channel_zh: str
    channel_en: str
    stage_zh: str
    stage_en: str
    stage_kind: str
    score: int
    created_at: int
    is_reachable: bool
    respond_left_s: int | None
    free_at: int | None
    was_mine: bool
    came_how: ReturnHow | None
    came_from: str
    came_words: str
    came_at: int | None
    holders: int
    maturity_pct: int | None
    last_at: int | None


@dataclass(frozen=True, slots=True)
class RightLine:
    """What a member may do in a pool."""

    pool_id: UUID
    member_id: UUID
    name: str
    may_claim: bool
    may_move: bool
    may_assign: bool


def pool_head(db: Connection, member_id: UUID, now: int) -> PoolHead:
    """Return the pools a member sees and what they may still claim."""
    me, at = literal(member_id, ID), literal(now, WHOLE)
    role = Role(db.execute(select(Member.role).where(Member.id == member_id)).scalar_one())
    row = db.execute(
        select(
            claimed_today(member_id=me, now=at).label("claimed"),
            limit("claims_a_day").label("claims_a_day"),
            held_now(me).label("held"),
            limit("held_at_once").label("held_at_once"),
            limit("recall_days").label("recall_days"),
            limit("cooling_off_days").label("cooling_off_days"),
        )
    ).one()
    return PoolHead(
        tuple(_pools(db, member_id, role)), role,
        claimed=row.claimed, claims_a_day=row.claims_a_day, held=row.held, held_at_once=row.held_at_once,
        recall_days=row.recall_days, cooling_off_days=row.cooling_off_days, reserved=len(reserved(db)),
    )  # fmt: skip


def pool_rights(db: Connection) -> list[RightLine]:
    """Return every right in a pool, by name, for the administrator."""
    rows = db.execute(
        select(
            PoolRight.pool_id, Member.id, Member.name, PoolRight.may_claim, PoolRight.may_move, PoolRight.may_assign
        )
        .join(Member, Member.id == PoolRight.member_id)
        .order_by(Member.name_key, Member.id, PoolRight.pool_id)
    )  # fmt: skip
    return [RightLine(*row) for row in rows]


def channel_titles(db: Connection) -> dict[str, tuple[str, str]]:
    """Return the Chinese and the English title of every channel, by its key."""
    rows = db.execute(select(Channel.key, Channel.title_zh, Channel.title_en).order_by(Channel.key))
    return {row.key: (row.title_zh, row.title_en) for row in rows}


def sdrs(db: Connection) -> list[tuple[UUID, str, Role]]:
    """Return who works leads, by name."""
    rows = db.execute(
        select(Member.id, Member.name, Member.role)
        .where(Member.is_active, Member.role.in_(sorted(SDR_ROLES)))
        .order_by(Member.name_key, Member.id)
    )
    return [(row.id, row.name, Role(row.role)) for row in rows]


def pool_count(db: Connection, member_id: UUID, now: int, where: PoolWhere) -> int:
    """Return how many leads lie in a pool."""
    del member_id, now
    counted = select(func.count()).select_from(LeadRow).where(*_lying(db, where))
    return int(db.execute(counted).scalar_one())


def pool_page(
    db: Connection, member_id: UUID, now: int, where: PoolWhere, *, offset: int = 0, limit: int = 256
) -> list[PoolLead]:
    """Return a part of a pool in its order: who waits too long, then by score and age, last what cools off."""
    found: list[int] = []
    for group in _groups(db, member_id, now, where):
        size = _count(db, group.rows) if offset else 0
        if offset and offset >= size:
            offset -= size
            continue
        ordered = group.rows.order_by(*(key.order for key in group.keys))
        found += db.execute(ordered.offset(offset).limit(limit - len(found))).scalars()
        offset = 0
        if len(found) >= limit:
            break
    return _leads(db, member_id, now, found)


def locate_in_pool(db: Connection, member_id: UUID, now: int, where: PoolWhere, lead_id: UUID) -> int | None:
    """Return at which position of a pool a lead stands, from 0; ``None`` where it does not lie in it."""
    passed = 0
    for group in _groups(db, member_id, now, where):
        keys = [key.by for key in group.keys]
        mine = db.execute(group.rows.with_only_columns(*keys).where(LeadRow.lead_id == lead_id)).first()
        if mine is not None:
            return passed + _count(db, group.rows.where(before(group.keys, tuple(mine))))
        passed += _count(db, group.rows)
    return None


@dataclass(frozen=True, slots=True)
class _Group:
    rows: Select[Any]
    keys: tuple[Key, ...]


def _groups(db: Connection, member_id: UUID, now: int, where: PoolWhere) -> list[_Group]:
    """Return three groups no lead is in two of; an index serves the long one, and nothing is sorted."""
    lying, cooling = _lying(db, where), sorted(_cooling(db, member_id, now))
    warn = LeadRow.warn_at.expression
    score, created = Key(LeadRow.score.expression, is_descending=True), Key(LeadRow.created_at.expression)
    waits, mine = and_(warn.is_not(None), warn <= now), LeadRow.lead_id.in_(cooling)
    rows = select(LeadRow.n).where(*lying)
    return [
        _Group(rows.where(waits, ~mine), (score, Key(warn), LAST)),
        _Group(rows.where(or_(warn.is_(None), warn > now), ~mine), (score, created, LAST)),
        _Group(rows.where(mine), (score, created, LAST)),
    ]


def _lying(db: Connection, where: PoolWhere) -> list[ColumnElement[bool]]:
    """Return the conditions on a lead's narrow row that it lies in a pool (``pool_rules.lies_in``)."""
    stages = db.execute(
        select(RowCode.code)
        .join(Stage, Stage.key == RowCode.word)
        .where(Stage.version == current_version(), Stage.kind.in_([kind.value for kind in CALLED]))
    ).scalars()
    landing = db.execute(select(PoolChannel.channel, PoolChannel.pool_id)).all()
    put = LeadRow.pool.in_(codes_of(db, [where.pool_id]))
    if where.pool_id == TEAM_POOL:
        elsewhere = codes_of(db, [row.channel for row in landing])
        lands = or_(LeadRow.channel.is_(None), LeadRow.channel.not_in(elsewhere)) if elsewhere else true()
    else:
        here = [row.channel for row in landing if row.pool_id == where.pool_id]
        lands = LeadRow.channel.in_(codes_of(db, here))
    also = is_found(where.text)
    conditions = [
        LeadRow.owner.is_(None),
        LeadRow.stage.in_(list(stages)),
        or_(put, and_(LeadRow.pool.is_(None), lands)),
    ]
    return conditions if also is None else [*conditions, also]


def _cooling(db: Connection, member_id: UUID, now: int) -> dict[UUID, int]:
    """Return the leads a member may not claim yet, having held them, with when they may."""
    free_at = cooled_off_at(Ownership.until_at.expression)
    rows = db.execute(
        select(Ownership.lead_id, func.max(free_at))
        .where(
            Ownership.member_id == member_id,
            Ownership.until_at > now - _longest(db),
            free_at > now,
            ~was_worked_in_time(Ownership.__table__),
        )
        .group_by(Ownership.lead_id)
    )
    return {row[0]: row[1] for row in rows}


def _longest(db: Connection) -> int:
    """Return a time no shorter than the cooling-off ever takes: the longest holidays are a dozen days."""
    days = db.execute(select(limit("cooling_off_days"))).scalar_one() or 0
    return (3 * days + 21) * DAY


def _count(db: Connection, rows: Select[Any]) -> int:
    return int(db.execute(select(func.count()).select_from(rows.subquery())).scalar_one())


def _pools(db: Connection, member_id: UUID, role: Role) -> list[PoolLine]:
    channels: dict[UUID, list[str]] = {}
    for channel, pool_id in db.execute(
        select(PoolChannel.channel, PoolChannel.pool_id).order_by(PoolChannel.channel)
    ):
        channels.setdefault(pool_id, []).append(channel)
    rows = db.execute(
        select(Pool, PoolRight.member_id, PoolRight.may_claim, PoolRight.may_move, PoolRight.may_assign)
        .outerjoin(PoolRight, and_(PoolRight.pool_id == Pool.id, PoolRight.member_id == member_id))
        .where(Pool.is_closed.is_(False))
        .order_by(Pool.created_at, Pool.title, Pool.id)
    ).all()
    leads, works = role is Role.TEAM_LEAD, role in SDR_ROLES
    sees_all = leads or role is Role.ADMIN
    lines = [
        PoolLine(
            row.id, row.title, PoolKind(row.kind), row.is_open, pool_count(db, member_id, 0, PoolWhere(row.id)),
            tuple(channels.get(row.id, ())), works and bool(leads or row.is_open or row.may_claim),
            works and bool(leads or row.may_move), works and bool(leads or row.may_assign),
        )
        for row in rows
        if sees_all or row.is_open or row.member_id is not None
    ]  # fmt: skip
    return sorted(lines, key=lambda line: line.kind is not PoolKind.TEAM)


_LEAD = (
    "company", "contact_name", "title", "phone", "email", "region", "city", "industry", "company_size", "score",
    "created_at", "is_reachable",
)  # fmt: skip


def _leads(db: Connection, member_id: UUID, now: int, numbers: Sequence[int]) -> list[PoolLead]:
    if not numbers:
        return []
    left = worked_s(Lead.respond_by_at.expression) - worked_s(literal(now, WHOLE))
    is_running = and_(Lead.responded_at.is_(None), Lead.respond_by_at.is_not(None))
    held = Ownership.__table__.alias("held")
    holders = select(func.count()).select_from(held).where(held.c.lead_id == Lead.id).scalar_subquery()
    mine = exists().where(Ownership.lead_id == Lead.id, Ownership.member_id == member_id)
    rows = {
        row.n: row
        for row in db.execute(
            select(
                LeadRow.n, LeadRow.lead_id, LeadRow.maturity_pct, LeadRow.last_at, LeadRow.warn_at,
                *(shown(name) for name in _LEAD), case((is_running, left)).label("left_s"),
                Stage.kind, Stage.title_zh, Stage.title_en, Lead.stage, Lead.channel,
                Channel.title_zh.label("channel_zh"), Channel.title_en.label("channel_en"),
                holders.label("holders"), mine.label("was_mine"),
            )
            .select_from(LeadRow)
            .join(Lead, Lead.id == LeadRow.lead_id)
            .outerjoin(Channel, Channel.key == Lead.channel)
            .outerjoin(Stage, and_(Stage.version == current_version(), Stage.key == Lead.stage))
            .where(LeadRow.n.in_(numbers))
        )
    }  # fmt: skip
    ids = [row.lead_id for row in rows.values()]
    came, cooling = _returns(db, ids), _cooling(db, member_id, now)
    suspects_below = db.execute(select(limit("suspect_below_points"))).scalar_one() or 0
    return [
        _lead(rows[n], now, came.get(rows[n].lead_id), cooling.get(rows[n].lead_id), suspects_below)
        for n in numbers
        if n in rows
    ]


def _returns(db: Connection, lead_ids: Sequence[UUID]) -> Mapping[UUID, Any]:
    """Return how each of some leads came back last."""
    rows = db.execute(
        select(LeadReturn.lead_id, LeadReturn.how, LeadReturn.words, LeadReturn.at, Member.name)
        .outerjoin(Member, Member.id == LeadReturn.from_id)
        .where(LeadReturn.lead_id.in_(lead_ids), LeadReturn.how != ReturnHow.MOVED.value)
        .order_by(LeadReturn.at, LeadReturn.cmd_id)
    )
    return {row.lead_id: row for row in rows}


def _lead(row: Any, now: int, came: Any, free_at: int | None, suspects_below: int) -> PoolLead:
    return PoolLead(
        lead_id=row.lead_id,
        reason=_reason(row, now, free_at, came is not None, suspects_below),
        **{name: getattr(row, name) for name in _LEAD},
        channel_zh=row.channel_zh or row.channel,
        channel_en=row.channel_en or row.channel,
        stage_zh=row.title_zh or row.stage,
        stage_en=row.title_en or row.stage,
        stage_kind=row.kind or "",
        respond_left_s=row.left_s,
        free_at=free_at,
        was_mine=bool(row.was_mine),
        came_how=None if came is None else ReturnHow(came.how),
        came_from="" if came is None else came.name or "",
        came_words="" if came is None else came.words,
        came_at=None if came is None else came.at,
        holders=row.holders,
        maturity_pct=row.maturity_pct,
        last_at=row.last_at,
    )


def _reason(row: Any, now: int, free_at: int | None, is_back: bool, suspects_below: int) -> PoolReason:  # noqa: FBT001
    if free_at is not None:
        return PoolReason.COOLING_OFF
    if row.warn_at is not None and row.warn_at <= now:
        return PoolReason.FIRST_RESPONSE
    if row.score >= suspects_below:
        return PoolReason.SCORE
    if now - row.created_at < FRESH:
        return PoolReason.FRESH
    return PoolReason.RETURNED if is_back else PoolReason.AGE
