"""All leads as one list: filtered, counted and ordered on their narrow rows, read a page at a time."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, func, or_, select, true

from app.models.call_lists import CallList, CallListLead
from app.models.leads import Lead, ReachedMilestone, Tag
from app.models.people import Member
from app.models.playbook import Channel, Stage
from app.models.search_index import LeadRow
from app.models.vocabulary import Milestone, StageKind
from app.services.board_facts import BoardSelection, selected_by_board
from app.services.contact_mask import shown
from app.services.lead_filter import begin_of_days_ago, condition_of
from app.services.lead_rows import before, codes_of, order_by
from app.services.limits import current_version
from app.services.reports.alignment_leads import AlignmentSelection, aligned_leads
from app.services.reports.cubes import leads_behind
from app.services.reports.funnel_leads import LeadSelection, selected_leads
from app.services.reports.sheet import Behind
from app.services.search import is_found

type Selection = LeadSelection | Behind | AlignmentSelection
"""The leads behind a number of a report, as a description."""


@dataclass(frozen=True, slots=True)
class LeadsWhere:
    """Which leads are shown; every field that is set narrows, and empty ones do not.

    Attributes:
        text: What somebody types to find a lead.
        expression: A written filter, see ``lead_filter``.
        stages: Stage keys.
        stage_kinds: Kinds of stages.
        owner: Who holds them.
        is_unowned: Those that nobody holds.
        score_from: Least score.
        score_below: The score they are under.
        created_from: First instant of creation.
        created_before: The instant they were created before.
        created_days: How many days ago they were created at most, counted when it is asked.
        reached: The milestone they reached, or any later one.
        selection: The leads behind a number of a report.
        board: The leads behind a number of the team board.
        call_list: A saved list they are on, or whose filter they fit.
        maturity_from: Least maturity in percent.
    """

    text: str = ""
    expression: str = ""
    stages: frozenset[str] = frozenset()
    stage_kinds: frozenset[StageKind] = frozenset()
    owner: UUID | None = None
    is_unowned: bool = False
    rep: UUID | None = None
    channels: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    industries: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    batch: UUID | None = None
    tag: str = ""
    score_from: int | None = None
    score_below: int | None = None
    created_from: int | None = None
    created_before: int | None = None
    created_days: int | None = None
    has_next_step: bool | None = None
    is_reachable: bool | None = None
    maturity_from: int | None = None
    reached: Milestone | None = None
    selection: Selection | None = None
    board: BoardSelection | None = None
    call_list: UUID | None = None


EVERYTHING = LeadsWhere()


@dataclass(frozen=True, slots=True)
class ListedLead:
    """One lead as the list shows it; instants in microseconds UTC, amounts in minor units."""

    lead_id: UUID
    company: str | None
    contact_name: str | None
    title: str | None
    phone: str | None
    email: str | None
    stage: str
    stage_kind: StageKind
    stage_zh: str
    stage_en: str
    owner_id: UUID | None
    owner_name: str | None
    rep_name: str | None
    score: int
    maturity_pct: int | None
    channel: str
    channel_zh: str
    channel_en: str
    campaign: str | None
    region: str | None
    city: str | None
    industry: str | None
    company_size: str | None
    created_at: int
    next_at: int | None
    last_at: int | None
    respond_by_at: int | None
    responded_at: int | None
    amount: int | None
    currency: str | None
    is_reachable: bool
    tags: tuple[str, ...]
    is_barred: bool = False
    """Nobody may contact it: something of it is on the do-not-contact list."""


def lead_count(db: Connection, where: LeadsWhere = EVERYTHING) -> int:
    """Return how many leads there are.

    Raises:
        FilterProblem: the written filter cannot be read.
    """
    counted = select(func.count()).select_from(LeadRow).where(*_conditions(db, where))
    return int(db.execute(counted).scalar_one())


def lead_page(
    db: Connection,
    where: LeadsWhere = EVERYTHING,
    *,
    sort: str = "created_at",
    descending: bool = True,
    offset: int = 0,
    limit: int = 256,
) -> list[ListedLead]:
    """Return a part of the list in one of the orders of ``lead_rows.ORDERS``.

    Raises:
        FilterProblem: the written filter cannot be read.
        KeyError: nothing is ordered by ``sort``.
    """
    keys = order_by(sort, descending=descending)
    numbers = db.execute(
        select(LeadRow.n)
        .where(*_conditions(db, where))
        .order_by(*(key.order for key in keys))
        .offset(offset)
        .limit(limit)
    ).scalars()
    return leads_of(db, list(numbers))


def ordered_numbers(
    db: Connection, where: LeadsWhere = EVERYTHING, *, sort: str = "created_at", descending: bool = True
) -> array[int]:
    """Return the numbers of all leads of the list in order, eight bytes each, for jumping about in it.

    One text is built in the database and read here: a third of the time that a million rows take.
    """
    keys = order_by(sort, descending=descending)
    ordered = (
        select(LeadRow.n).where(*_conditions(db, where)).order_by(*(key.order for key in keys)).subquery()
    )
    text = db.execute(select(func.group_concat(ordered.c.n, " "))).scalar_one()
    return array("q", map(int, text.split())) if text else array("q")


def locate_lead(
    db: Connection, where: LeadsWhere, lead_id: UUID, *, sort: str = "created_at", descending: bool = True
) -> int | None:
    """Return at which position of the list a lead stands, from 0; ``None`` where it is not in it."""
    keys, conditions = order_by(sort, descending=descending), _conditions(db, where)
    mine = db.execute(
        select(*(key.by for key in keys)).where(LeadRow.lead_id == lead_id, *conditions)
    ).first()
    if mine is None:
        return None
    ahead = select(func.count()).select_from(LeadRow).where(*conditions, before(keys, tuple(mine)))
    return int(db.execute(ahead).scalar_one())


def which_of(db: Connection, where: LeadsWhere, lead_ids: Sequence[UUID]) -> set[UUID]:
    """Return which of some leads are in the list; of a call list, its filter is asked of these leads alone."""
    conditions = _conditions(db, replace(where, call_list=None))
    if where.call_list is not None:
        conditions.append(_on_list(db, where.call_list, lead_ids))
    found = select(LeadRow.lead_id).where(LeadRow.lead_id.in_(lead_ids), *conditions)
    return set(db.execute(found).scalars())


def leads_of(db: Connection, numbers: Sequence[int]) -> list[ListedLead]:
    """Return the leads that have these numbers on this desk, in the order given."""
    if not numbers:
        return []
    owner, rep = Member.__table__.alias("owner"), Member.__table__.alias("rep")
    rows = db.execute(
        select(
            LeadRow.n, LeadRow.lead_id, LeadRow.maturity_pct, LeadRow.next_at, LeadRow.last_at,
            LeadRow.is_reachable.label("may_be_called"), *(shown(name) for name in _LEAD), Stage.kind, Stage.title_zh,
            Stage.title_en,
            Channel.title_zh.label("channel_zh"), Channel.title_en.label("channel_en"),
            owner.c.name.label("owner_name"), rep.c.name.label("rep_name"),
        )
        .select_from(LeadRow)
        .join(Lead, Lead.id == LeadRow.lead_id)
        .outerjoin(Stage, and_(Stage.version == current_version(), Stage.key == Lead.stage))
        .outerjoin(Channel, Channel.key == Lead.channel)
        .outerjoin(owner, owner.c.id == Lead.owner_id)
        .outerjoin(rep, rep.c.id == Lead.rep_id)
        .where(LeadRow.n.in_(numbers))
    ).all()  # fmt: skip
    tags = _tags(db, [row.lead_id for row in rows])
    found = {row.n: _listed(row, tags.get(row.lead_id, ())) for row in rows}
    return [found[number] for number in numbers if number in found]


def told(where: LeadsWhere) -> list[tuple[str, Any]]:
    """Return what narrows the list as field and value, for a view to say in words."""
    values = ((field.name, getattr(where, field.name), field.default) for field in fields(where))
    return [(name, value) for name, value, default in values if value != default]


_LEAD = (
    "company", "contact_name", "title", "phone", "email", "stage", "owner_id", "score", "channel", "campaign",
    "region", "city", "industry", "company_size", "created_at", "respond_by_at", "responded_at", "amount",
    "currency", "is_reachable",
)  # fmt: skip


def _listed(row: Any, tags: tuple[str, ...]) -> ListedLead:
    return ListedLead(
        **{name: getattr(row, name) for name in _LEAD},
        lead_id=row.lead_id,
        stage_kind=StageKind(row.kind or StageKind.VALIDATING),
        stage_zh=row.title_zh or row.stage,
        stage_en=row.title_en or row.stage,
        channel_zh=row.channel_zh or row.channel,
        channel_en=row.channel_en or row.channel,
        owner_name=row.owner_name,
        rep_name=row.rep_name,
        maturity_pct=row.maturity_pct,
        next_at=row.next_at,
        last_at=row.last_at,
        tags=tags,
        is_barred=row.is_reachable and not row.may_be_called,
    )


def _tags(db: Connection, lead_ids: Sequence[UUID]) -> Mapping[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    rows = db.execute(select(Tag.lead_id, Tag.tag).where(Tag.lead_id.in_(lead_ids)).order_by(Tag.tag))
    for lead_id, tag in rows:
        found[lead_id] = (*found.get(lead_id, ()), tag)
    return found


# Words are turned into codes first, so that a scan of the narrow rows compares numbers only.


def _conditions(db: Connection, where: LeadsWhere) -> list[ColumnElement[bool]]:
    exact = [*_coded(db, where), *_looked_up(db, where)]
    return [*exact, *_compared(where, is_alone=not exact)]


def _coded(db: Connection, where: LeadsWhere) -> list[ColumnElement[bool]]:
    stages = set(where.stages)
    if where.stage_kinds:
        kinds = select(Stage.key).where(
            Stage.version == current_version(), Stage.kind.in_([kind.value for kind in where.stage_kinds])
        )
        of_kinds = set(db.execute(kinds).scalars())
        stages = stages & of_kinds if stages else of_kinds
    wanted: tuple[tuple[ColumnElement[Any], Sequence[str | UUID], bool], ...] = (
        (LeadRow.stage.expression, sorted(stages), bool(where.stages or where.stage_kinds)),
        (LeadRow.owner.expression, [where.owner] if where.owner else [], where.owner is not None),
        (LeadRow.rep.expression, [where.rep] if where.rep else [], where.rep is not None),
        (LeadRow.channel.expression, sorted(where.channels), bool(where.channels)),
        (LeadRow.batch.expression, [where.batch] if where.batch else [], where.batch is not None),
        (LeadRow.region.expression, sorted(where.regions), bool(where.regions)),
        (LeadRow.industry.expression, sorted(where.industries), bool(where.industries)),
        (LeadRow.size.expression, sorted(where.sizes), bool(where.sizes)),
    )
    return [_one_of(db, column, words) for column, words, is_set in wanted if is_set]


def _one_of(db: Connection, column: ColumnElement[Any], words: Sequence[str | UUID]) -> ColumnElement[bool]:
    codes = codes_of(db, words)
    blank = [column.is_(None)] if "" in words else []
    return or_(false(), *blank, column.in_(codes))


def _compared(where: LeadsWhere, *, is_alone: bool) -> list[ColumnElement[bool]]:
    # Among other conditions an index on a range loses to a scan of the narrow rows: adding 0 keeps it out.
    score, created = (
        (column if is_alone else column + 0)
        for column in (LeadRow.score.expression, LeadRow.created_at.expression)
    )
    found: list[ColumnElement[bool]] = []
    if where.is_unowned:
        found.append(LeadRow.owner.is_(None))
    if where.score_from is not None:
        found.append(score >= where.score_from)
    if where.score_below is not None:
        found.append(score < where.score_below)
    if where.created_from is not None:
        found.append(created >= where.created_from)
    if where.created_before is not None:
        found.append(created < where.created_before)
    if where.created_days is not None:
        found.append(created >= begin_of_days_ago(where.created_days))
    if where.has_next_step is not None:
        found.append(LeadRow.next_at.is_not(None) if where.has_next_step else LeadRow.next_at.is_(None))
    if where.is_reachable is not None:
        found.append(LeadRow.is_reachable.is_(where.is_reachable))
    if where.maturity_from is not None:
        found.append(LeadRow.maturity_pct >= where.maturity_from)
    return found


def _looked_up(db: Connection, where: LeadsWhere) -> list[ColumnElement[bool]]:
    """Conditions that need other tables; an index of theirs answers."""
    found: list[ColumnElement[bool]] = []
    named = is_found(where.text)
    if named is not None:
        found.append(named)
    if where.tag:
        found.append(LeadRow.lead_id.in_(select(Tag.lead_id).where(Tag.tag == where.tag)))
    if where.reached is not None:
        order = [milestone.value for milestone in Milestone]
        later = order[order.index(where.reached.value) :]
        reached = exists().where(
            ReachedMilestone.lead_id == LeadRow.lead_id, ReachedMilestone.milestone.in_(later)
        )
        found.append(reached)
    if where.selection is not None:
        found.append(LeadRow.lead_id.in_(_behind(db, where.selection)))
    if where.board is not None:
        found.append(LeadRow.lead_id.in_(selected_by_board(where.board)))
    if where.call_list is not None:
        found.append(_on_list(db, where.call_list))
    if where.expression:
        found.append(LeadRow.lead_id.in_(select(Lead.id).where(condition_of(where.expression))))
    return found


def count_behind(db: Connection, chosen: Selection) -> int:
    """Return how many leads stand behind a number of a report."""
    found = _behind(db, chosen).subquery()
    return int(db.execute(select(func.count()).select_from(found)).scalar_one())


def _behind(db: Connection, chosen: Selection) -> Select[Any]:
    """Return the ids of the leads behind a number of a report."""
    match chosen:
        case Behind():
            return leads_behind(db, chosen)
        case AlignmentSelection():
            return aligned_leads(db, chosen)
        case _:
            return selected_leads(db, chosen)


def _on_list(db: Connection, list_id: UUID, among: Sequence[UUID] | None = None) -> ColumnElement[bool]:
    """Whether a lead was picked for a list, or fits its filter; nothing is on a list that was put away."""
    kept = db.execute(
        select(CallList.expression).where(CallList.id == list_id, CallList.is_dropped.is_(False))
    ).first()
    if kept is None:
        return false()
    if kept.expression is None:
        return LeadRow.lead_id.in_(select(CallListLead.lead_id).where(CallListLead.list_id == list_id))
    if not kept.expression:
        return true()
    asked = [] if among is None else [Lead.id.in_(among)]
    return LeadRow.lead_id.in_(select(Lead.id).where(*asked, condition_of(kept.expression)))
