"""Whom to call next, and why: one ordered list per person (spec section 6).

Overdue follow-ups come first, then leads near or past their first-response limit, then what is due today,
then the rest by score and age. A rep's question is due at once and opens what is due today. Promises
appear whatever became of the lead; without one a lead appears while its stage is one SDRs work in and it
can be reached. A promise for another day keeps its lead out until then, but not the first contact the
program promised by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, case, func, literal, select, union_all

from app.models.activity import FollowUp
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.people import Member
from app.models.playbook import Channel, Stage
from app.models.search_index import LeadRow
from app.models.vocabulary import FollowUpWhy, HandoverState, StageKind
from app.services.contact_mask import shown
from app.services.follow_ups import OPEN
from app.services.kernel.expressions import ID, WHOLE
from app.services.lead_rows import Key, before, order_by
from app.services.limits import current_version
from app.services.personal_time import calendar_of
from app.services.queue_groups import ALL, Group, QueueReason, QueueWhere, groups_of
from app.services.recall import RecallClock, recall_clocks
from app.services.reservations import reserved
from app.services.working_time import worked_s


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One lead of the queue and why it stands there.

    Attributes:
        at: The instant the reason is about: when the promise is due, when the first response must be made,
            when the question came; ``None`` for a lead that stands by score.
        why: What was promised (``FollowUpWhy``), if anything.
        words: Words of the promise, or the rep's question.
        by_name: The rep who asks.
    """

    lead_id: UUID
    reason: QueueReason
    at: int | None
    why: FollowUpWhy | None
    words: str
    by_name: str | None
    company: str | None
    contact_name: str | None
    title: str | None
    phone: str | None
    email: str | None
    region: str | None
    city: str | None
    industry: str | None
    company_size: str | None
    channel: str
    channel_zh: str
    channel_en: str
    stage: str
    stage_kind: StageKind
    stage_zh: str
    stage_en: str
    score: int
    maturity_pct: int | None
    created_at: int
    respond_by_at: int | None
    responded_at: int | None
    respond_left_s: int | None
    """Working seconds until the first-response limit, negative past it; ``None`` where no clock runs."""
    last_at: int | None
    next_at: int | None
    recall: RecallClock | None
    """When the lead goes back to the pool; ``None`` where no clock runs."""
    is_reserved: bool = False
    """Claimed here, and not yet confirmed by the shared database."""


def queue_counts(
    db: Connection, owner: UUID, now: int, where: QueueWhere = ALL, *, day_ends_at: int | None = None
) -> Mapping[QueueReason, int]:
    """Return how many leads stand in the queue for each reason, in its order."""
    groups = groups_of(db, owner, now, where, day_ends_at)
    if not groups:
        return {}
    counts = (
        select(func.count()).select_from(group.rows.subquery()).scalar_subquery().label(group.reason)
        for group in groups
    )
    row = db.execute(select(*counts)).one()
    return {group.reason: int(count) for group, count in zip(groups, row, strict=True)}


def queue_count(
    db: Connection, owner: UUID, now: int, where: QueueWhere = ALL, *, day_ends_at: int | None = None
) -> int:
    """Return how many leads stand in the queue."""
    return sum(queue_counts(db, owner, now, where, day_ends_at=day_ends_at).values())


def queue_page(  # noqa: PLR0913 - a list is asked for in these words
    db: Connection,
    owner: UUID,
    now: int,
    where: QueueWhere = ALL,
    *,
    sort: str = "",
    descending: bool = False,
    offset: int = 0,
    limit: int = 256,
    day_ends_at: int | None = None,
) -> list[QueueRow]:
    """Return a part of the queue in its own order, or in another of ``lead_rows.ORDERS``."""
    groups = groups_of(db, owner, now, where, day_ends_at)
    if not groups:
        return []
    if sort:
        places = _sorted_places(db, groups, order_by(sort, descending=descending), offset, limit)
    else:
        places = _places(db, groups, offset, limit)
    return _rows(db, owner, places, now)


def next_lead(
    db: Connection, owner: UUID, now: int, after: UUID | None = None, *, day_ends_at: int | None = None
) -> QueueRow | None:
    """Return the lead to call next: the first of the queue, or the one behind ``after`` while it is there."""
    place = None if after is None else locate(db, owner, now, ALL, lead_id=after, day_ends_at=day_ends_at)
    at = 0 if place is None else place + 1
    for offset in (at, 0) if at else (0,):
        rows = queue_page(db, owner, now, offset=offset, limit=1, day_ends_at=day_ends_at)
        if rows and rows[0].lead_id != after:
            return rows[0]
    return None


def locate(
    db: Connection,
    owner: UUID,
    now: int,
    where: QueueWhere,
    *,
    lead_id: UUID,
    sort: str = "",
    descending: bool = False,
    day_ends_at: int | None = None,
) -> int | None:
    """Return at which position of the queue a lead stands, from 0; ``None`` where it is not in it."""
    groups = groups_of(db, owner, now, where, day_ends_at)
    if sort:
        return _sorted_place_of(db, groups, order_by(sort, descending=descending), lead_id)
    passed = 0
    for group in groups:
        keys = [key.by for key in group.keys]
        mine = db.execute(group.rows.with_only_columns(*keys).where(LeadRow.lead_id == lead_id)).first()
        if mine is not None:
            ahead = group.rows.where(before(group.keys, tuple(mine)))
            return passed + _count(db, ahead)
        passed += _count(db, group.rows)
    return None


@dataclass(frozen=True, slots=True)
class _Place:
    n: int
    reason: QueueReason
    at: int | None


def _count(db: Connection, rows: Select[Any]) -> int:
    return int(db.execute(select(func.count()).select_from(rows.subquery())).scalar_one())


def _places(db: Connection, groups: Sequence[Group], offset: int, limit: int) -> list[_Place]:
    """Walk through the groups: an index serves each, and the long last one is never sorted."""
    found: list[_Place] = []
    for at, group in enumerate(groups):
        is_last = at == len(groups) - 1
        size = 0 if is_last else _count(db, group.rows) if offset else limit
        if not is_last and offset and offset >= size:
            offset -= size
            continue
        rows = db.execute(
            group.rows.order_by(*(key.order for key in group.keys)).offset(offset).limit(limit - len(found))
        )
        found += [_Place(row.n, group.reason, row.at) for row in rows]
        if len(found) >= limit:
            break
        offset = 0
    return found


def _all(groups: Sequence[Group]) -> Any:
    ranked = (
        group.rows.add_columns(literal(list(QueueReason).index(group.reason), WHOLE).label("rank"))
        for group in groups
    )
    return union_all(*ranked).subquery()


def _sorted_places(
    db: Connection, groups: Sequence[Group], keys: tuple[Key, ...], offset: int, limit: int
) -> list[_Place]:
    every = _all(groups)
    rows = db.execute(
        select(every.c.n, every.c.at, every.c.rank)
        .join(LeadRow, LeadRow.n == every.c.n)
        .order_by(*(key.order for key in keys))
        .offset(offset)
        .limit(limit)
    )
    reasons = list(QueueReason)
    return [_Place(row.n, reasons[row.rank], row.at) for row in rows]


def _sorted_place_of(
    db: Connection, groups: Sequence[Group], keys: tuple[Key, ...], lead_id: UUID
) -> int | None:
    every = _all(groups)
    inside = select(func.count()).select_from(every).join(LeadRow, LeadRow.n == every.c.n)
    mine = db.execute(
        select(*(key.by for key in keys))
        .select_from(every)
        .join(LeadRow, LeadRow.n == every.c.n)
        .where(LeadRow.lead_id == lead_id)
    ).first()
    return None if mine is None else int(db.execute(inside.where(before(keys, tuple(mine)))).scalar_one())


_LEAD = (
    "company", "contact_name", "title", "phone", "email", "region", "city", "industry", "company_size",
    "channel", "stage", "score", "created_at", "respond_by_at", "responded_at",
)  # fmt: skip


def _rows(db: Connection, owner: UUID, places: Sequence[_Place], now: int) -> list[QueueRow]:
    hours = calendar_of(literal(owner, ID))
    left = worked_s(Lead.respond_by_at.expression, hours) - worked_s(literal(now, WHOLE), hours)
    is_running = and_(Lead.responded_at.is_(None), Lead.respond_by_at.is_not(None))
    numbers = [place.n for place in places]
    if not numbers:
        return []
    leads = {
        row.n: row
        for row in db.execute(
            select(
                LeadRow.n, LeadRow.lead_id, LeadRow.last_at, LeadRow.next_at, LeadRow.maturity_pct,
                *(shown(name) for name in _LEAD), case((is_running, left)).label("left_s"),
                Stage.kind, Stage.title_zh, Stage.title_en,
                Channel.title_zh.label("channel_zh"), Channel.title_en.label("channel_en"),
            )
            .select_from(LeadRow)
            .join(Lead, Lead.id == LeadRow.lead_id)
            .outerjoin(Channel, Channel.key == Lead.channel)
            .outerjoin(Stage, and_(Stage.version == current_version(), Stage.key == Lead.stage))
            .where(LeadRow.n.in_(numbers))
        )
    }  # fmt: skip
    promises = _promises(db, owner, [row.lead_id for row in leads.values()])
    questions = _questions(db, [leads[p.n].lead_id for p in places if p.reason is QueueReason.RETURNED])
    clocks = recall_clocks(db, [row.lead_id for row in leads.values()], now)
    claimed = reserved(db)
    rows = [_row(place, leads[place.n], promises, questions, clocks) for place in places]
    return [replace(row, is_reserved=True) if row.lead_id in claimed else row for row in rows]


def _promises(db: Connection, owner: UUID, lead_ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = db.execute(
        select(FollowUp.lead_id, FollowUp.why, FollowUp.words)
        .where(FollowUp.owner_id == owner, FollowUp.state == OPEN, FollowUp.lead_id.in_(lead_ids))
        .order_by(FollowUp.due_at.desc(), FollowUp.cmd_id.desc())
    )
    return {row.lead_id: row for row in rows}


def _questions(db: Connection, lead_ids: Sequence[UUID]) -> dict[UUID, Any]:
    if not lead_ids:
        return {}
    rows = db.execute(
        select(Handover.lead_id, Handover.decision_words, Member.name)
        .outerjoin(Member, Member.id == Handover.rep_id)
        .where(Handover.lead_id.in_(lead_ids), Handover.state == HandoverState.RETURNED.value)
    )
    return {row.lead_id: row for row in rows}


def _row(
    place: _Place,
    lead: Any,
    promises: Mapping[UUID, Any],
    questions: Mapping[UUID, Any],
    clocks: Mapping[UUID, RecallClock],
) -> QueueRow:
    promise, question = promises.get(lead.lead_id), questions.get(lead.lead_id)
    is_first = place.reason is QueueReason.FIRST_RESPONSE
    words = question.decision_words if question else promise.words if promise else ""
    return QueueRow(
        lead_id=lead.lead_id,
        reason=place.reason,
        at=lead.respond_by_at if is_first else place.at,
        why=FollowUpWhy(promise.why) if promise else None,
        words=words or "",
        by_name=question.name if question else None,
        **{name: getattr(lead, name) for name in _LEAD},
        channel_zh=lead.channel_zh or lead.channel,
        channel_en=lead.channel_en or lead.channel,
        stage_kind=StageKind(lead.kind or StageKind.VALIDATING),
        stage_zh=lead.title_zh or lead.stage,
        stage_en=lead.title_en or lead.stage,
        maturity_pct=lead.maturity_pct,
        respond_left_s=lead.left_s,
        last_at=lead.last_at,
        next_at=lead.next_at,
        recall=clocks.get(lead.lead_id),
    )
