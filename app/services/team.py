"""The team as people see it: members, their share of hand-overs, whose turn is next (spec sections 2, 9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, literal, select

from app.models.handover import Handover
from app.models.leads import Lead
from app.models.people import Absence, DeskSeen, Member
from app.models.playbook import AssignmentRep, AssignmentRule
from app.models.vocabulary import REP_ROLES, Role
from app.services import routing
from app.services.calendar_upkeep import current_calendars
from app.services.inbox import Ask, text
from app.services.kernel.sqlite_judge import as_sqlite
from app.services.limits import current_version
from app.services.playbook.document import Text
from app.services.receipts import LeftOut

GRADES = (4, 3, 2, 1)
"""A, B, C, D."""


@dataclass(frozen=True, slots=True)
class Away:
    """A time in which a member gets no hand-overs."""

    id: UUID
    from_at: int
    until_at: int
    words: str | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member."""

    id: UUID
    person_id: UUID
    name: str
    login: str
    role: Role
    is_active: bool
    weight: int
    grade_low: int
    grade_high: int
    capacity: int
    credit: int
    in_window: int
    """Hand-overs given in the rolling window."""
    is_away: bool
    away: tuple[Away, ...]
    """Present and coming absences, the first first."""
    calendar: str | None = None
    """Key of the calendar whose hours they keep; ``None``: the team's."""
    team: str | None = None
    """What the part of the team is called that they work in."""

    @property
    def takes_handovers(self) -> bool:
        """Whether the round robin looks at this member at all."""
        return self.is_active and self.role in REP_ROLES

    @property
    def is_full(self) -> bool:
        return self.in_window >= self.capacity


@dataclass(frozen=True, slots=True)
class Turn:
    """Who would get the next hand-over under one rule, for one grade of lead."""

    rule: Text | None
    waits_for_person: bool
    grade: int
    rep_id: UUID | None
    """``None`` where nobody can take it, or a person shall choose."""
    rep: str | None


@dataclass(frozen=True, slots=True)
class Hours:
    """A calendar people can keep the hours of."""

    key: str
    title: Text
    time_zone: str
    country: str
    """Whose holidays count, by its two letters; empty for nobody's."""


@dataclass(frozen=True, slots=True)
class Desks:
    """The computers of one person in a joined workspace, as they told of themselves.

    Attributes:
        seen_at: When the newest report came.
        version: Of the program that gave it.
        refused: What the rules refused and the person has not dealt with, on all computers.
    """

    seen_at: int
    version: str
    count: int
    refused: int


@dataclass(frozen=True, slots=True)
class Team:
    """All members, whose turn is next, and the calendars there are, the team's own first.

    Attributes:
        desks: By person; of others only administrators know them.
    """

    members: tuple[MemberRow, ...]
    turns: tuple[Turn, ...]
    calendars: tuple[Hours, ...] = ()
    desks: Mapping[UUID, Desks] = field(default_factory=dict)

    def hours_of(self, member: MemberRow) -> Hours | None:
        """Return the calendar a member keeps; the team's where theirs is not laid down any more."""
        return next(
            (one for one in self.calendars if one.key == member.calendar), next(iter(self.calendars), None)
        )

    @property
    def reps(self) -> tuple[MemberRow, ...]:
        """The members hand-overs may go to."""
        return tuple(member for member in self.members if member.takes_handovers)


@dataclass(frozen=True, slots=True)
class Choosable:
    """A rep whom a lead may choose for a waiting or open hand-over."""

    rep_id: UUID
    name: str
    role: Role
    in_window: int
    capacity: int
    left_out: LeftOut | None
    """What the assignment would have against them."""
    may_be_chosen: bool
    """A person may overrule a grade, a rule or a full load, but not an absence or an earlier refusal."""


def team(now: int) -> Ask[Team]:
    """Return the question for the whole team; those who left come last."""

    def ask(db: Connection) -> Team:
        members = members_of(db, now)
        calendars = tuple(
            Hours(key, one.title, one.time_zone, one.holidays) for key, one in current_calendars(db).items()
        )
        return Team(members, tuple(_turns(db, members)), calendars, _desks(db))

    return ask


def _desks(db: Connection) -> dict[UUID, Desks]:
    statement = (
        select(Member.person_id, DeskSeen.at, DeskSeen.version, DeskSeen.refused_count)
        .join(Member, Member.id == DeskSeen.member_id)
        .order_by(DeskSeen.at, DeskSeen.device_id)
    )
    found: dict[UUID, Desks] = {}
    for row in db.execute(statement):
        before = found.get(row.person_id)
        count, refused = (before.count, before.refused) if before else (0, 0)
        found[row.person_id] = Desks(row.at, row.version, count + 1, refused + row.refused_count)
    return found


def choosable_reps(handover_id: UUID, now: int) -> Ask[list[Choosable]]:
    """Return the question who could be chosen for a hand-over, those without an objection first."""

    def ask(db: Connection) -> list[Choosable]:
        lead_id, rep_id = db.execute(
            select(Handover.lead_id, Handover.rep_id).where(Handover.id == handover_id)
        ).one()
        this = literal(lead_id, Lead.id.type)
        statement = (
            select(
                Member.id, Member.name, Member.role, Member.capacity, routing.in_window().label("in_window"),
                routing.left_out(this, routing.matching_rule(this)).label("left_out"),
            )
            .select_from(Member)
            .join(Lead, Lead.id == this)
            .where(Member.is_active, Member.role.in_(sorted(REP_ROLES)))
        )  # fmt: skip
        found = [_choosable(row) for row in _rows(db, statement, now)]
        return sorted(
            (one for one in found if one.rep_id != rep_id),
            key=lambda one: (not one.may_be_chosen, one.left_out is not None, one.in_window, one.name),
        )

    return ask


def _choosable(row: Any) -> Choosable:
    left_out = LeftOut(row.left_out) if row.left_out else None
    return Choosable(
        rep_id=UUID(row.id),
        name=row.name,
        role=Role(row.role),
        in_window=row.in_window,
        capacity=row.capacity,
        left_out=left_out,
        may_be_chosen=left_out not in (LeftOut.ABSENT, LeftOut.EARLIER),
    )


def members_of(db: Connection, now: int) -> tuple[MemberRow, ...]:
    """Return all members; those who left come last."""
    away: dict[UUID, list[Away]] = {}
    for row in db.execute(
        select(Absence).where(Absence.until_at > now).order_by(Absence.from_at, Absence.id)
    ):
        away.setdefault(row.member_id, []).append(Away(row.id, row.from_at, row.until_at, row.words))
    statement = select(
        *Member.__table__.c, routing.in_window().label("in_window"), routing.is_away().label("is_away")
    )
    found = [
        MemberRow(
            id=UUID(row.id),
            person_id=UUID(row.person_id),
            name=row.name,
            login=row.login,
            role=Role(row.role),
            is_active=bool(row.is_active),
            weight=row.weight,
            grade_low=row.grade_low,
            grade_high=row.grade_high,
            capacity=row.capacity,
            credit=row.credit,
            in_window=row.in_window,
            is_away=bool(row.is_away),
            away=tuple(away.get(UUID(row.id), ())),
            calendar=row.calendar,
            team=row.team,
        )
        for row in _rows(db, statement, now)
    ]
    roles = list(Role)
    return tuple(
        sorted(found, key=lambda one: (not one.is_active, roles.index(one.role), one.name, one.id.hex))
    )


def _turns(db: Connection, members: Sequence[MemberRow]) -> list[Turn]:
    """Say who is next under each rule and for each grade, by the words of ``routing.picked``."""
    version = current_version()
    rules = db.execute(
        select(AssignmentRule)
        .where(AssignmentRule.version == version)
        .order_by(AssignmentRule.position, AssignmentRule.key)
    ).all()
    named: dict[str, set[str]] = {}
    for row in db.execute(select(AssignmentRep).where(AssignmentRep.version == version)):
        named.setdefault(row.rule_key, set()).add(row.login)
    turns = []
    for rule in rules:
        logins = named.get(rule.key)
        reps = [one for one in members if one.takes_handovers and (logins is None or one.login in logins)]
        title = text(rule.title_zh, rule.title_en, rule.key)
        turns += [_turn(title, rule.waits_for_person, grade, reps) for grade in GRADES]
    everybody = [one for one in members if one.takes_handovers]
    return turns or [_turn(None, False, grade, everybody) for grade in GRADES]


def _turn(rule: Text | None, waits: bool, grade: int, reps: Sequence[MemberRow]) -> Turn:  # noqa: FBT001
    ready = [
        rep
        for rep in reps
        if not rep.is_away and not rep.is_full and rep.grade_low <= grade <= rep.grade_high
    ]
    if waits or not ready:
        return Turn(rule, waits, grade, None, None)
    first = min(ready, key=lambda rep: (-(rep.credit + rep.weight), rep.id.hex))
    return Turn(rule, waits, grade, first.id, first.name)


def _rows(db: Connection, statement: Select[Any], now: int) -> Sequence[Any]:
    """Run a statement that holds expressions of the rules, whose ``NOW`` is an argument; ids are hex text."""
    return db.exec_driver_sql(as_sqlite(statement), {"now": now}).all()
