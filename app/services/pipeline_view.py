"""The pipeline of deals: where each stands, what comes next, and what is wrong with it (spec sections 12 and 15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
)

from app.models.activity import FollowUp
from app.models.leads import Lead, ReachedMilestone, StageMove
from app.models.people import Member
from app.models.playbook import Reason, Stage
from app.models.vocabulary import REP_ROLES, FollowUpWhy, Milestone, ReasonKind, Role, StageKind
from app.services.deal_facts import (
    PassingSeen,
    help_in,
    is_passed_on,
    last_met,
    learned,
    passings,
    poc_until,
    waits_for,
)
from app.services.follow_ups import OPEN
from app.services.help_requests import HelpState
from app.services.inbox import ReasonRow, text
from app.services.kernel.expressions import WHOLE
from app.services.limits import current_version
from app.services.playbook.document import Text

SOLD = (StageKind.OPEN.value, StageKind.WON.value)
MOST_IN_A_COLUMN = 100
"""Cards a column shows; the list shows the rest."""


class Trouble(StrEnum):
    """What is wrong with a deal, the worst first."""

    CLOSE_PASSED = "close_passed"
    """The day it should have closed is over."""
    STEP_OVERDUE = "step_overdue"
    NO_STEP = "no_step"
    """Nobody has promised to do anything with it."""
    NO_FEEDBACK = "no_feedback"
    """The rep met the customer and did not record what it showed."""


@dataclass(frozen=True, slots=True)
class DealsWhere:
    """Which deals are looked at."""

    rep_id: UUID | None = None
    """Of one rep; ``None``: everybody's."""
    words: str = ""
    """Part of a company's or a contact's name."""
    only_troubled: bool = False


@dataclass(frozen=True, slots=True)
class Deal:
    """One lead that sales works on.

    Attributes:
        since_at: When it came to its stage.
        next_at: When the earliest promise of its rep is due, if there is one.
        is_qualified: The five checks held once.
        known: How many of the seven fields of feedback are known.
        poc_until: When the proof of concept that runs is planned to end, else when it began.
        help: ``open`` or ``answered`` where the rep waits for help, else empty.
        is_passed_on: Another rep is asked to take it.
        waits_about: What it waits for first; empty for nothing.
        waits_on: Name of who was asked for it; empty where the rep keeps after people outside the program.
    """

    lead_id: UUID
    company: str | None
    contact_name: str | None
    stage: str
    stage_title: Text
    kind: StageKind
    since_at: int
    amount: int | None
    currency: str | None
    expected_close_on: int | None
    sub_state: str | None
    is_qualified: bool
    rep_id: UUID
    rep: str
    next_at: int | None
    next_why: FollowUpWhy | None
    next_words: str
    troubles: tuple[Trouble, ...]
    known: int
    poc_until: int | None
    help: str
    is_passed_on: bool
    waits_about: str = ""
    waits_on: str = ""

    @property
    def name(self) -> str:
        """The company, else the contact."""
        return self.company or self.contact_name or "–"


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage of the pipeline with the first of its deals; ``sums`` are minor units by currency."""

    key: str
    title: Text
    kind: StageKind
    win_pct: int | None
    count: int = 0
    sums: Mapping[str, int] = field(default_factory=dict)
    deals: tuple[Deal, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who sells, and how many open deals they have."""

    member_id: UUID
    name: str
    deals: int


@dataclass(frozen=True, slots=True)
class Pipeline:
    """All a board shows.

    Attributes:
        troubled: How many open deals have something wrong.
        reps: Whose deals a lead of the side may look at; empty for a rep.
        lost: Reasons to lose a deal for.
    """

    role: Role
    stages: tuple[StageShown, ...]
    troubled: int
    reps: tuple[Person, ...]
    lost: tuple[ReasonRow, ...]
    passings: tuple[PassingSeen, ...]
    """Deals passed on that wait for who looks."""

    @property
    def count(self) -> int:
        """Deals in sight."""
        return sum(stage.count for stage in self.stages)

    def open_sums(self, *, weighed: bool = False) -> dict[str, int]:
        """Return what is open by currency in minor units; ``weighed`` by the win % of its stage, cut."""
        found: dict[str, int] = {}
        for stage in self.stages:
            if stage.kind is StageKind.OPEN:
                for currency, amount in stage.sums.items():
                    share = amount * (stage.win_pct or 0) // 100 if weighed else amount
                    found[currency] = found.get(currency, 0) + share
        return found

    def stage(self, key: str) -> StageShown | None:
        """Return a stage by its key."""
        return next((stage for stage in self.stages if stage.key == key), None)


def pipeline(db: Connection, member_id: UUID, where: DealsWhere, now: int, today: int) -> Pipeline:
    """Return the board of a member: a rep's own deals, or those a sales lead looks at.

    Args:
        db: The database.
        member_id: Who looks.
        where: Which deals; a rep sees their own whatever it says.
        now: The present instant.
        today: The present day where they are.
    """
    role = Role(db.execute(select(Member.role).where(Member.id == member_id)).scalar_one())
    seen = seen_by(member_id, role, where)
    counts = _counts(db, seen, now, today)
    deals: dict[str, list[Deal]] = {}
    for deal in _first_deals(db, seen, now, today):
        deals.setdefault(deal.stage, []).append(deal)
    stages = tuple(
        StageShown(
            row.key, text(row.title_zh, row.title_en, row.key), StageKind(row.kind), row.win_pct,
            *counts.of(row.key), tuple(deals.get(row.key, ())),
        )
        for row in _stages(db)
    )  # fmt: skip
    reps = _reps(db) if role is Role.SALES_LEAD else ()
    return Pipeline(role, stages, counts.troubled, reps, _lost_reasons(db), passings(db, member_id))


def seen_by(member_id: UUID, role: Role, where: DealsWhere) -> DealsWhere:
    """Return what somebody may look at: a rep their own deals alone."""
    if role is Role.SALES_LEAD:
        return where
    return DealsWhere(rep_id=member_id, words=where.words, only_troubled=where.only_troubled)


def deals_count(db: Connection, where: DealsWhere, now: int, today: int) -> int:
    """Return how many deals fit."""
    found = _deals(now, today, where).subquery()
    return db.execute(select(func.count()).select_from(found)).scalar_one()


def deals_page(
    db: Connection, where: DealsWhere, now: int, today: int, *, sort: str, descending: bool, offset: int, limit: int
) -> list[Deal]:  # fmt: skip
    """Return some deals in an order: a key of ``SORTS``."""
    found = _deals(now, today, where).subquery()
    by = SORTS.get(sort, SORTS["stage"])
    keys = [found.c[name] for name in by]
    order = [(key.desc() if descending else key.asc()).nulls_last() for key in keys]
    rows = db.execute(select(found).order_by(*order, found.c.id).offset(offset).limit(limit))
    return [_deal(row) for row in rows]


def deals_place(
    db: Connection, where: DealsWhere, now: int, today: int, *, sort: str, descending: bool, lead_id: UUID
) -> int | None:  # fmt: skip
    """Return at which place of a list a deal stands."""
    found = _deals(now, today, where).subquery()
    keys = [found.c[name] for name in SORTS.get(sort, SORTS["stage"])]
    order = [(key.desc() if descending else key.asc()).nulls_last() for key in keys]
    placed = select(
        found.c.id, func.row_number().over(order_by=(*order, found.c.id)).label("place")
    ).subquery()
    place = db.execute(select(placed.c.place).where(placed.c.id == lead_id)).scalar()
    return None if place is None else place - 1


SORTS: Mapping[str, Sequence[str]] = {
    "stage": ("position", "expected_close_on"),
    "company": ("company",),
    "amount": ("amount",),
    "expected_close_on": ("expected_close_on",),
    "since": ("since_at",),
    "next": ("next_at",),
}
"""What a list may be ordered by."""


@dataclass(frozen=True, slots=True)
class _Counts:
    by_stage: Mapping[str, tuple[int, Mapping[str, int]]]
    troubled: int

    def of(self, stage: str) -> tuple[int, Mapping[str, int]]:
        return self.by_stage.get(stage, (0, {}))


def _counts(db: Connection, where: DealsWhere, now: int, today: int) -> _Counts:
    found = _deals(now, today, where).subquery()
    rows = db.execute(
        select(
            found.c.stage, found.c.currency, func.count().label("deals"), func.sum(found.c.amount).label("amount"),
            func.sum(found.c.is_troubled).label("troubled"),
        ).group_by(found.c.stage, found.c.currency)
    ).all()  # fmt: skip
    by_stage: dict[str, tuple[int, dict[str, int]]] = {}
    for row in rows:
        count, sums = by_stage.get(row.stage, (0, {}))
        if row.amount:
            sums[row.currency or ""] = int(row.amount)
        by_stage[row.stage] = (count + row.deals, sums)
    return _Counts(by_stage, sum(int(row.troubled or 0) for row in rows))


def _first_deals(db: Connection, where: DealsWhere, now: int, today: int) -> list[Deal]:
    """Return the first deals of each stage: what closes soonest; of what is won, the latest."""
    found = _deals(now, today, where).subquery()
    won = found.c.kind == StageKind.WON.value
    order = (
        case((won, -found.c.since_at), else_=found.c.expected_close_on).asc().nulls_last(),
        found.c.since_at,
        found.c.id,
    )
    placed = select(
        *found.c, func.row_number().over(partition_by=found.c.stage, order_by=order).label("place")
    ).subquery()
    rows = db.execute(
        select(placed).where(placed.c.place <= MOST_IN_A_COLUMN).order_by(placed.c.position, placed.c.place)
    )
    return [_deal(row) for row in rows]


def _deals(now: int, today: int, where: DealsWhere) -> Select[Any]:
    rep, moved = Member.__table__.alias("rep"), StageMove.__table__.alias("moved")
    since = select(func.max(moved.c.at)).where(moved.c.lead_id == Lead.id, moved.c.to_stage == Lead.stage)
    next_of = _next_step().subquery()
    closes_late = and_(Stage.kind == StageKind.OPEN.value, Lead.expected_close_on < today)
    is_open = Stage.kind == StageKind.OPEN.value
    know = learned().subquery()
    met = last_met()
    untold = and_(is_open, met.is_not(None), or_(know.c.at.is_(None), know.c.at < met))
    overdue, none = and_(is_open, next_of.c.due_at <= now), and_(is_open, next_of.c.due_at.is_(None))
    flags = {
        Trouble.CLOSE_PASSED: func.coalesce(closes_late, false()),
        Trouble.STEP_OVERDUE: func.coalesce(overdue, false()),
        Trouble.NO_STEP: none,
        Trouble.NO_FEEDBACK: func.coalesce(untold, false()),
    }
    is_troubled = case((or_(*flags.values()), 1), else_=0)
    qualified = exists().where(
        ReachedMilestone.lead_id == Lead.id, ReachedMilestone.milestone == Milestone.SALES_QUALIFIED.value
    )
    about, asked = waits_for()
    return (
        select(
            Lead.id, Lead.company, Lead.contact_name, Lead.stage, Lead.amount, Lead.currency,
            Lead.expected_close_on, Lead.sub_state, Lead.rep_id, rep.c.name.label("rep"),
            Stage.title_zh, Stage.title_en, Stage.kind, Stage.position,
            func.coalesce(since.scalar_subquery(), Lead.created_at).label("since_at"),
            next_of.c.due_at.label("next_at"), next_of.c.why.label("next_why"),
            next_of.c.words.label("next_words"),
            func.coalesce(know.c.known, 0).label("known"), poc_until().label("poc_until"),
            help_in(HelpState.OPEN).label("asks_help"), help_in(HelpState.ANSWERED).label("is_helped"),
            is_passed_on().label("is_passed_on"), about.label("waits_about"), asked.label("waits_on"),
            qualified.label("is_qualified"), is_troubled.label("is_troubled"),
            *(case((flag, 1), else_=0).label(trouble.value) for trouble, flag in flags.items()),
        )
        .select_from(Lead)
        .join(Stage, and_(Stage.version == current_version(), Stage.key == Lead.stage))
        .join(rep, rep.c.id == Lead.rep_id)
        .outerjoin(next_of, next_of.c.lead_id == Lead.id)
        .outerjoin(know, know.c.lead_id == Lead.id)
        .where(Stage.kind.in_(SOLD), *_fits(where, is_troubled))
    )  # fmt: skip


def _next_step() -> Select[Any]:
    """Return the earliest open promise of each lead's rep."""
    promised, lead = FollowUp.__table__.alias("promised"), Lead.__table__.alias("of_lead")
    place = func.row_number().over(
        partition_by=promised.c.lead_id, order_by=(promised.c.due_at, promised.c.cmd_id)
    )
    ranked = (
        select(promised.c.lead_id, promised.c.due_at, promised.c.why, promised.c.words, place.label("place"))
        .join(lead, and_(lead.c.id == promised.c.lead_id, lead.c.rep_id == promised.c.owner_id))
        .where(promised.c.state == OPEN)
        .subquery()
    )
    return select(ranked).where(ranked.c.place == literal(1, WHOLE))


def _fits(where: DealsWhere, is_troubled: ColumnElement[int]) -> list[ColumnElement[bool]]:
    found = [Lead.rep_id.is_not(None) if where.rep_id is None else Lead.rep_id == where.rep_id]
    if where.words:
        names = (Lead.company, Lead.contact_name)
        found.append(or_(*(name.contains(where.words, autoescape=True) for name in names)))
    if where.only_troubled:
        found.append(is_troubled == 1)
    return found or [true()]


def _deal(row: Any) -> Deal:
    return Deal(
        lead_id=row.id, company=row.company, contact_name=row.contact_name, stage=row.stage,
        stage_title=text(row.title_zh, row.title_en, row.stage), kind=StageKind(row.kind), since_at=row.since_at,
        amount=row.amount, currency=row.currency, expected_close_on=row.expected_close_on,
        sub_state=row.sub_state, is_qualified=bool(row.is_qualified), rep_id=row.rep_id, rep=row.rep,
        next_at=row.next_at, next_why=FollowUpWhy(row.next_why) if row.next_why else None,
        next_words=row.next_words or "",
        troubles=tuple(trouble for trouble in Trouble if getattr(row, trouble.value)),
        known=row.known, poc_until=row.poc_until,
        help=HelpState.ANSWERED.value if row.is_helped else HelpState.OPEN.value if row.asks_help else "",
        is_passed_on=bool(row.is_passed_on), waits_about=row.waits_about or "", waits_on=row.waits_on or "",
    )  # fmt: skip


def _stages(db: Connection) -> Sequence[Any]:
    return db.execute(
        select(Stage.key, Stage.title_zh, Stage.title_en, Stage.kind, Stage.win_pct)
        .where(Stage.version == current_version(), Stage.kind.in_(SOLD))
        .order_by(Stage.position, Stage.key)
    ).all()


def _reps(db: Connection) -> tuple[Person, ...]:
    deals = (
        select(func.count())
        .select_from(Lead)
        .join(Stage, and_(Stage.version == current_version(), Stage.key == Lead.stage))
        .where(Lead.rep_id == Member.id, Stage.kind == StageKind.OPEN.value)
        .scalar_subquery()
    )
    rows = db.execute(
        select(Member.id, Member.name, deals.label("deals"))
        .where(Member.is_active, Member.role.in_(sorted(REP_ROLES)))
        .order_by(Member.name, Member.id)
    )
    return tuple(Person(row.id, row.name, row.deals) for row in rows)


def _lost_reasons(db: Connection) -> tuple[ReasonRow, ...]:
    rows = db.execute(
        select(Reason.key, Reason.title_zh, Reason.title_en)
        .where(Reason.version == current_version(), Reason.kind == ReasonKind.LOST.value)
        .order_by(Reason.position, Reason.key)
    )
    return tuple(ReasonRow(row.key, text(row.title_zh, row.title_en, row.key)) for row in rows)
