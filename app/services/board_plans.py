"""What would happen before it is done: who would get which leads and hand-overs of somebody who goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, exists, func, literal, select

from app.models.activity import FollowUp
from app.models.call_lists import CallList
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.people import Absence, Member
from app.models.pool import LeadReturn
from app.models.vocabulary import SDR_ROLES, HandoverState, Role, StageKind
from app.services.do_not_contact import is_barred
from app.services.follow_ups import OPEN
from app.services.handing_on import HandOnLeads
from app.services.handing_on_deal import FINISHED, dealt, must_go
from app.services.handover import ChooseRep
from app.services.holding import held_now
from app.services.inbox import Ask
from app.services.kernel.command import Given
from app.services.kernel.expressions import ID, WHOLE
from app.services.kernel.sqlite_judge import as_sqlite, parameters
from app.services.lifecycle import stands_in
from app.services.limits import limit
from app.services.team import Choosable, choosable_reps

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody leads can be given to.

    Attributes:
        held: Leads they hold that count against the cap.
        is_away: Whether they are away now.
    """

    member_id: UUID
    name: str
    role: Role
    held: int
    cap: int
    is_away: bool

    @property
    def room(self) -> int:
        return max(0, self.cap - self.held)


@dataclass(frozen=True, slots=True)
class Share:
    """What one person would get; ``taker`` is ``None`` for the pool."""

    taker: Taker | None
    lead_count: int
    promise_count: int
    question_count: int


@dataclass(frozen=True, slots=True)
class HandOnPlan:
    """Who would get what, before anything is done.

    Attributes:
        shares: The pool last, where anything would lie in it.
        stranded: Leads that need a person and would have none: the command would be refused.
        finished: Leads that stay in the name of who goes, because they are won or lost.
        lists: Call lists that come to who hands on.
    """

    command: HandOnLeads
    takers: tuple[Taker, ...]
    shares: tuple[Share, ...]
    stranded: int
    finished: int
    lists: int

    @property
    def lead_count(self) -> int:
        return sum(share.lead_count for share in self.shares) + self.stranded


@dataclass(frozen=True, slots=True)
class Decision:
    """A hand-over that waits for somebody who will be away, and who would decide instead."""

    handover_id: UUID
    lead: str
    decide_by_at: int | None
    rep_id: UUID
    instead: Choosable | None

    def command(self) -> ChooseRep | None:
        """Return what gives it to the other rep, if there is one."""
        return (
            None
            if self.instead is None
            else ChooseRep(handover_id=self.handover_id, rep_id=self.instead.rep_id)
        )


@dataclass(frozen=True, slots=True)
class AwayPlan:
    """What a time away leaves behind.

    Attributes:
        due: What cannot wait until they are back, and who would get it: for an SDR.
        decisions: Hand-overs that wait for them: for a rep.
        due_count: How many leads cannot wait, whoever takes them.
        promises: Promises of theirs that come due before they are back.
        overlaps: Whether they are away already in that time.
    """

    due: HandOnPlan | None
    due_count: int
    decisions: tuple[Decision, ...]
    promises: int
    overlaps: bool


@dataclass(frozen=True, slots=True)
class RepLeaves:
    """What a rep who leaves leaves behind.

    Attributes:
        decisions: Hand-overs that wait for them, each with who would decide instead.
        selling: Leads they develop; these stay in their name.
    """

    decisions: tuple[Decision, ...]
    selling: int


def takers_of(db: Connection, now: int, but: UUID | None = None) -> tuple[Taker, ...]:
    """Return everybody leads can be given to, by name; those away come last."""
    away = (
        select(literal(1))
        .where(Absence.member_id == Member.id, Absence.from_at <= now, Absence.until_at > now)
        .exists()
    )
    rows = db.execute(
        select(
            Member.id, Member.name, Member.role, held_now(Member.id.expression).label("held"),
            limit("held_at_once").label("cap"), away.label("is_away"),
        ).where(Member.is_active, Member.role.in_(sorted(SDR_ROLES)))
    )  # fmt: skip
    found = [
        Taker(row.id, row.name, Role(row.role), row.held, row.cap, bool(row.is_away))
        for row in rows
        if row.id != but
    ]
    return tuple(
        sorted(found, key=lambda one: (one.is_away, one.role != Role.SDR, one.name, one.member_id.hex))
    )


def hand_on_plan(command: HandOnLeads, now: int) -> Ask[HandOnPlan]:
    """Return the question who would get what, by the very rule the command judges by."""

    def ask(db: Connection) -> HandOnPlan:
        takers = takers_of(db, now, command.member_id)
        rows = _dealt(db, command, now)
        promises = _promises(db, command.member_id)
        found: dict[UUID | None, list[Any]] = {}
        stranded = 0
        for row in rows:
            if row.taker_id is None and row.needs_a_person:
                stranded += 1
            else:
                found.setdefault(UUID(row.taker_id) if row.taker_id else None, []).append(row)
        chosen: list[Taker | None] = [one for one in takers if one.member_id in command.taker_ids]
        shares = [
            _share(one, found.get(one.member_id if one else None, []), promises)
            for one in [*chosen, *([None] if None in found else [])]
        ]
        return HandOnPlan(
            command, takers, tuple(shares), stranded, _finished(db, command.member_id), _lists(db, command)
        )

    return ask


def away_plan(
    member_id: UUID, from_at: int, until_at: int, taker_ids: Sequence[UUID], now: int
) -> Ask[AwayPlan]:
    """Return the question what a time away leaves behind, and who would take it over."""

    def ask(db: Connection) -> AwayPlan:
        role = Role(db.execute(select(Member.role).where(Member.id == member_id)).scalar_one())
        command = HandOnLeads(
            member_id=member_id, taker_ids=tuple(taker_ids), due_before=until_at, is_leaving=False
        )
        promises = select(func.count()).where(
            FollowUp.owner_id == member_id, FollowUp.state == OPEN, FollowUp.due_at < until_at
        )
        overlaps = select(func.count()).where(
            Absence.member_id == member_id, Absence.from_at < until_at, Absence.until_at > from_at
        )
        return AwayPlan(
            due=hand_on_plan(command, now)(db) if role in SDR_ROLES else None,
            due_count=db.execute(
                select(func.count()).select_from(
                    must_go(literal(member_id, ID), literal(until_at, WHOLE)).subquery()
                )
            ).scalar_one(),
            decisions=() if role in SDR_ROLES else _decisions(db, member_id, now),
            promises=db.execute(promises).scalar_one(),
            overlaps=bool(db.execute(overlaps).scalar_one()),
        )

    return ask


def rep_leaves(rep_id: UUID, now: int) -> Ask[RepLeaves]:
    """Return the question what a rep who leaves leaves behind."""
    selling = select(func.count()).where(Lead.rep_id == rep_id, stands_in(StageKind.OPEN))
    return lambda db: RepLeaves(_decisions(db, rep_id, now), db.execute(selling).scalar_one())


def unowned_leads(count: int, now: int) -> Ask[tuple[UUID, ...]]:
    """Return the question which leads of nobody should be called first: past their limit, then by score."""
    is_late = (Lead.respond_by_at <= now) & Lead.responded_at.is_(None)
    statement = (
        select(Lead.id)
        .where(
            Lead.owner_id.is_(None),
            Lead.is_reachable,
            stands_in(StageKind.VALIDATING),
            ~is_barred(Lead.__table__.c.id),
        )
        .order_by(is_late.desc(), Lead.score.desc(), Lead.created_at, Lead.id)
        .limit(count)
    )
    return lambda db: tuple(db.execute(statement).scalars())


def still_in_the_pool(cmd_id: UUID) -> Ask[tuple[UUID, ...]]:
    """Return the question which leads that a command laid in the pool nobody has taken since."""
    later = LeadReturn.__table__.alias("later")
    moved_on = exists().where(later.c.lead_id == LeadReturn.lead_id, later.c.at > LeadReturn.at)
    statement = (
        select(Lead.id)
        .join(LeadReturn, LeadReturn.lead_id == Lead.id)
        .where(LeadReturn.cmd_id == cmd_id, Lead.owner_id.is_(None), ~moved_on)
        .order_by(Lead.id)
    )
    return lambda db: tuple(db.execute(statement).scalars())


def _dealt(db: Connection, command: HandOnLeads, now: int) -> Sequence[Any]:
    cls = type(command)
    plan = dealt(cls.arg("member_id"), cls.arg("taker_ids"), cls.arg("due_before"))
    values = parameters(Given(command, _NOBODY, _NOBODY, now))
    return db.exec_driver_sql(as_sqlite(plan), values).all()


def _promises(db: Connection, member_id: UUID) -> Counter[str]:
    rows = db.execute(
        select(FollowUp.lead_id).where(FollowUp.owner_id == member_id, FollowUp.state == OPEN)
    ).scalars()
    return Counter(lead_id.hex for lead_id in rows)


def _share(taker: Taker | None, rows: Sequence[Any], promises: Counter[str]) -> Share:
    return Share(
        taker,
        len(rows),
        sum(promises[row.lead_id] for row in rows),
        sum(row.is_called and row.needs_a_person for row in rows),
    )


def _finished(db: Connection, member_id: UUID) -> int:
    promised = (
        select(literal(1))
        .where(FollowUp.lead_id == Lead.id, FollowUp.owner_id == member_id, FollowUp.state == OPEN)
        .exists()
    )
    return db.execute(
        select(func.count()).where(Lead.owner_id == member_id, stands_in(*FINISHED), ~promised)
    ).scalar_one()


def _lists(db: Connection, command: HandOnLeads) -> int:
    if not command.is_leaving:
        return 0
    return db.execute(
        select(func.count()).where(CallList.owner_id == command.member_id, CallList.is_dropped.is_(False))
    ).scalar_one()


def _decisions(db: Connection, rep_id: UUID, now: int) -> tuple[Decision, ...]:
    """Give each hand-over that waits to a rep who could take it, to whoever has the fewest first."""
    waiting = db.execute(
        select(Handover.id, Handover.company, Handover.contact_name, Handover.decide_by_at)
        .where(Handover.rep_id == rep_id, Handover.state == HandoverState.OPEN.value)
        .order_by(Handover.decide_by_at.asc().nulls_last(), Handover.id)
    ).all()
    given: Counter[UUID] = Counter()
    found = []
    for row in waiting:
        able = [one for one in choosable_reps(row.id, now)(db) if one.left_out is None]
        instead = min(able, key=lambda one: (one.in_window + given[one.rep_id], one.name), default=None)
        if instead is not None:
            given[instead.rep_id] += 1
        found.append(
            Decision(row.id, row.company or row.contact_name or "", row.decide_by_at, rep_id, instead)
        )
    return tuple(found)
