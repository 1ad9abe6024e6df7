"""The hand-over inbox: what waits for a decision, for an answer, and what was decided (spec section 9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, literal, or_, select, true

from app.models.handover import Handover
from app.models.people import Member
from app.models.playbook import Channel, Reason
from app.models.vocabulary import HandoverState, ReasonKind, Role
from app.services.kernel.expressions import WHOLE
from app.services.limits import current_version
from app.services.playbook.document import Text
from app.services.reservations import unassigned
from app.services.working_time import worked_s

type Ask[T] = Callable[[Connection], T]
"""A question, for ``Workspace.read``."""


class Box(StrEnum):
    """Whose hand-overs are looked at."""

    MINE = "mine"
    """Given to one rep."""
    TEAM = "team"
    """Everybody's, for those who lead."""
    SENT = "sent"
    """Submitted by one SDR."""


class Part(StrEnum):
    """Where hand-overs stand, as people look for them."""

    TO_DECIDE = "to_decide"
    """Waiting for a person to choose the rep, or open: the rep's limit runs."""
    RETURNED = "returned"
    """The SDR is asked a question."""
    DECIDED = "decided"


_STATES = {
    Part.TO_DECIDE: (HandoverState.WAITING.value, HandoverState.OPEN.value),
    Part.RETURNED: (HandoverState.RETURNED.value,),
    Part.DECIDED: (HandoverState.ACCEPTED.value, HandoverState.REFUSED.value),
}


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """Which hand-overs to list."""

    box: Box
    part: Part
    member_id: UUID
    """The rep of ``MINE``, the SDR of ``SENT``."""
    words: str = ""
    """Part of a company's or a contact's name."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One hand-over in a list; what it says of the lead is what the card says."""

    id: UUID
    lead_id: UUID
    state: HandoverState
    company: str | None
    contact_name: str | None
    title: str | None
    score: int
    maturity_pct: int
    """Cut, never rounded up (spec section 8)."""
    channel: Text
    sdr: str
    rep_id: UUID | None
    rep: str | None
    submitted_at: int
    decide_by_at: int | None
    left_s: int | None
    """Working seconds until the limit ends, negative once it has; ``None`` where no limit runs."""
    decided_at: int | None
    decided_by: str | None
    reason: Text | None
    words: str | None
    """The question of a returned one, what was said with a decision."""
    is_unassigned: bool = False
    """Submitted here; its rep is found by the shared database, which has not judged it yet."""


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """How many hand-overs stand where."""

    waiting: int
    open: int
    returned: int
    decided: int
    overdue: int
    """Open ones past their limit."""


def inbox_counts(box: Box, member_id: UUID, now: int) -> Ask[InboxCounts]:
    """Return the question how many hand-overs stand where."""

    def ask(db: Connection) -> InboxCounts:
        late = and_(Handover.state == HandoverState.OPEN.value, Handover.decide_by_at < now)
        rows = db.execute(
            select(Handover.state, func.count(), func.count(case((late, 1))))
            .where(_in_box(box, member_id))
            .group_by(Handover.state)
        ).all()
        count = {state: number for state, number, _ in rows}
        return InboxCounts(
            waiting=count.get(HandoverState.WAITING.value, 0),
            open=count.get(HandoverState.OPEN.value, 0),
            returned=count.get(HandoverState.RETURNED.value, 0),
            decided=sum(count.get(state, 0) for state in _STATES[Part.DECIDED]),
            overdue=sum(late for _, _, late in rows),
        )

    return ask


def inbox_count(where: InboxFilter) -> Ask[int]:
    """Return the question how many hand-overs fit."""

    def ask(db: Connection) -> int:
        return db.execute(select(func.count()).select_from(Handover).where(_fits(where))).scalar_one()

    return ask


def inbox_rows(where: InboxFilter, now: int, *, offset: int = 0, limit: int = 500) -> Ask[list[InboxRow]]:
    """Return the question for hand-overs in their order.

    Those that wait for a choice come first, then the oldest deadline; returned ones by how long they wait;
    decided ones the latest first.
    """

    def ask(db: Connection) -> list[InboxRow]:
        rows = db.execute(
            _rows(now).where(_fits(where)).order_by(*_order(where.part)).offset(offset).limit(limit)
        )
        waiting = unassigned(db)
        return [_row(row, is_unassigned=row.id in waiting) for row in rows]

    return ask


def inbox_place(where: InboxFilter, handover_id: UUID) -> Ask[int | None]:
    """Return the question at which position of its list a hand-over stands."""

    def ask(db: Connection) -> int | None:
        place = func.row_number().over(order_by=_order(where.part)).label("place")
        listed = select(Handover.id, place).where(_fits(where)).subquery()
        found = db.execute(select(listed.c.place).where(listed.c.id == handover_id)).scalar()
        return None if found is None else found - 1

    return ask


def part_of(handover_id: UUID) -> Ask[Part | None]:
    """Return the question where a hand-over stands; ``None`` where there is none."""

    def ask(db: Connection) -> Part | None:
        state = db.execute(select(Handover.state).where(Handover.id == handover_id)).scalar()
        return next((part for part, states in _STATES.items() if state in states), None)

    return ask


def maturity_pct(good: int, total: int) -> int:
    """Return a maturity in percent, cut (spec section 8: 2 good of 3 shows 66)."""
    return 100 * good // total if total else 0


def working_seconds_left(until: ColumnElement[Any], now: int) -> ColumnElement[Any]:
    """Return the team's working seconds from now to an instant, negative where it is past."""
    return worked_s(until) - worked_s(literal(now, WHOLE))


def _in_box(box: Box, member_id: UUID) -> ColumnElement[bool]:
    match box:
        case Box.MINE:
            return Handover.rep_id == member_id
        case Box.SENT:
            return Handover.submitted_by_id == member_id
        case Box.TEAM:
            return true()


def _fits(where: InboxFilter) -> ColumnElement[bool]:
    found = [_in_box(where.box, where.member_id), Handover.state.in_(_STATES[where.part])]
    if where.words:
        names = (Handover.company, Handover.contact_name)
        found.append(or_(*(name.contains(where.words, autoescape=True) for name in names)))
    return and_(*found)


def _order(part: Part) -> tuple[ColumnElement[Any], ...]:
    submitted = Handover.submitted_at.expression
    match part:
        case Part.TO_DECIDE:
            waits = case((Handover.state == HandoverState.WAITING.value, 0), else_=1)
            return waits, Handover.decide_by_at.asc().nulls_last(), submitted, Handover.id.expression
        case Part.RETURNED:
            return submitted, Handover.id.expression
        case Part.DECIDED:
            return Handover.decided_at.desc().nulls_last(), Handover.id.expression


def _rows(now: int) -> Select[Any]:
    sdr, rep, decider = (Member.__table__.alias(name) for name in ("sdr", "rep", "decider"))
    left = case(
        (Handover.decide_by_at.is_not(None), working_seconds_left(Handover.decide_by_at.expression, now)),
    )
    return (
        select(
            *Handover.__table__.c,
            sdr.c.name.label("sdr"),
            rep.c.name.label("rep"),
            decider.c.name.label("decided_by"),
            left.label("left_s"),
            Channel.title_zh.label("channel_zh"),
            Channel.title_en.label("channel_en"),
            Reason.title_zh.label("reason_zh"),
            Reason.title_en.label("reason_en"),
        )
        .select_from(Handover)
        .join(sdr, sdr.c.id == Handover.submitted_by_id)
        .outerjoin(rep, rep.c.id == Handover.rep_id)
        .outerjoin(decider, decider.c.id == Handover.decided_by_id)
        .outerjoin(Channel, Channel.key == Handover.channel)
        .outerjoin(Reason, and_(Reason.key == Handover.reason, Reason.version == _reason_version()))
    )


def _reason_version() -> ColumnElement[Any]:
    """The latest playbook that has the reason: a decision may be older or younger than the card's version."""
    named = Reason.__table__.alias("named")
    latest = select(func.max(named.c.version)).where(named.c.key == Handover.reason)
    return latest.correlate(Handover).scalar_subquery()


def _row(row: Any, *, is_unassigned: bool) -> InboxRow:
    state = HandoverState(row.state)
    return InboxRow(
        id=row.id,
        lead_id=row.lead_id,
        state=state,
        company=row.company,
        contact_name=row.contact_name,
        title=row.title,
        score=row.score,
        maturity_pct=maturity_pct(row.good_weight, row.total_weight),
        channel=text(row.channel_zh, row.channel_en, row.channel),
        sdr=row.sdr,
        rep_id=None if is_unassigned else row.rep_id,
        rep=None if is_unassigned else row.rep,
        submitted_at=row.submitted_at,
        decide_by_at=row.decide_by_at,
        left_s=row.left_s if state is HandoverState.OPEN and not is_unassigned else None,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        reason=text(row.reason_zh, row.reason_en, row.reason) if row.reason else None,
        words=row.decision_words,
        is_unassigned=is_unassigned,
    )


def text(zh: str | None, en: str | None, key: str | None = None) -> Text:
    """Return a text in both languages; a key nobody described stands for itself."""
    return Text(zh=zh or en or key or "", en=en or zh or key or "")


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason of the playbook in force."""

    key: str
    title: Text


@dataclass(frozen=True, slots=True)
class InboxHead:
    """What an inbox is for the member who looks at it."""

    role: Role
    box: Box
    counts: InboxCounts
    refuse: tuple[ReasonRow, ...]
    """Reasons for refusing."""
    ask_back: tuple[ReasonRow, ...]
    """Reasons for returning with a question."""


_BOXES = {Role.REP: Box.MINE, Role.SDR: Box.SENT}


def inbox_head(member_id: UUID, now: int) -> Ask[InboxHead]:
    """Return the question whose hand-overs a member looks at, how many stand where, and the reasons to give."""

    def ask(db: Connection) -> InboxHead:
        role = Role(db.execute(select(Member.role).where(Member.id == member_id)).scalar_one())
        box = _BOXES.get(role, Box.TEAM)
        return InboxHead(
            role=role,
            box=box,
            counts=inbox_counts(box, member_id, now)(db),
            refuse=_reasons(db, ReasonKind.REFUSE),
            ask_back=_reasons(db, ReasonKind.RETURN),
        )

    return ask


def _reasons(db: Connection, kind: ReasonKind) -> tuple[ReasonRow, ...]:
    rows = db.execute(
        select(Reason.key, Reason.title_zh, Reason.title_en)
        .where(Reason.version == current_version(), Reason.kind == kind.value)
        .order_by(Reason.position, Reason.key)
    )
    return tuple(ReasonRow(row.key, text(row.title_zh, row.title_en, row.key)) for row in rows)
