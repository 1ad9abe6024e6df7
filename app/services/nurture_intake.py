"""Answers brought home: behaviour that counts, replies, addresses that reach nobody, people who want no more.

The same file brought twice changes nothing: each row names what it tells by its lead, its kind, its time and its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid5

from sqlalchemy import Connection, case, func, select

from app.clock import Clock
from app.errors import RuleViolation
from app.models.activity import Activity
from app.models.leads import ContactPoint, Lead
from app.models.scores import Behaviour
from app.models.vocabulary import BarKind, BarReason, BehaviourKind, PointKind, StageKind
from app.services.do_not_contact import ForbidContact
from app.services.do_not_contact_keys import bar_typed
from app.services.kernel.command import Command
from app.services.lifecycle import stands_in
from app.services.nurture import RecordReply
from app.services.nurture_answers import Answer, AnswerKind, AnswersFile, read_answers
from app.services.recall_sweep import sweep
from app.services.reports.team_time import zone_of
from app.services.scoring import MOST_AT_ONCE, RecordBehaviour, Seen

_TOLD = UUID("5e1d6a0b-0a52-5f5f-a7c5-6f3f8a0f6a27")
"""Names what a row tells."""
_BEHAVIOURS = {
    AnswerKind.OPENED: BehaviourKind.MAIL_OPENED,
    AnswerKind.CLICKED: BehaviourKind.MAIL_CLICKED,
    AnswerKind.BOUNCED: BehaviourKind.MAIL_BOUNCED,
}
_KNOWN = frozenset({"exists_already", "barred_already"})


class Desk(Protocol):
    """What bringing answers home needs of the workspace."""

    clock: Clock
    is_joined: bool

    def read[T](self, query: Callable[[Connection], T]) -> T:
        """Return what a query returns."""

    def execute(self, command: Command) -> object:
        """Judge a command and carry it out."""


@dataclass(frozen=True, slots=True)
class BroughtHome:
    """What became of the rows of a file.

    Attributes:
        recorded: Rows that told something new, by kind.
        known: Rows that were told before.
        strangers: Rows about nobody we know.
        unread: Rows that say too little.
        back: Leads that are worked on again because of it.
        missing: Fields without a heading; then no row was read.
    """

    recorded: Mapping[AnswerKind, int]
    known: int
    strangers: int
    unread: int
    back: int
    missing: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many rows told something new."""
        return sum(self.recorded.values())


def bring_home(desk: Desk, path: Path) -> BroughtHome:
    """Read a file of answers, record what is new, and let those be worked on again whom it brings back.

    Raises:
        BadFile: the file cannot be read at all.
        RuleViolation: the person may not record such things.
    """
    found = read_answers(path, desk.read(zone_of))
    if found.missing:
        return BroughtHome({}, 0, 0, 0, 0, found.missing)
    leads = desk.read(lambda db: leads_of(db, found))
    told = [(answer, leads[answer.line]) for answer in found.answers if answer.line in leads]
    known_ids = desk.read(lambda db: _known(db, [named(answer, lead_id) for answer, lead_id in told]))
    fresh: dict[UUID, tuple[Answer, UUID]] = {}
    for answer, lead_id in told:
        if named(answer, lead_id) not in known_ids:
            fresh.setdefault(named(answer, lead_id), (answer, lead_id))
    recorded = _record(desk, fresh)
    done = sum(recorded.values())
    back = len(sweep(desk).back) if done else 0
    strangers = len(found.answers) - len(told)
    return BroughtHome(recorded, len(told) - done, strangers, len(found.unread), back)


def named(answer: Answer, lead_id: UUID) -> UUID:
    """Return the name of what a row tells of a lead."""
    return uuid5(_TOLD, f"{lead_id}/{answer.kind}/{answer.said_at}/{answer.words}")


def leads_of(db: Connection, found: AnswersFile) -> dict[int, UUID]:
    """Return the lead each line is about; of several with one address, one in nurture, then the latest."""
    named_leads = [answer.lead_id for answer in found.answers if answer.lead_id is not None]
    there: set[UUID] = set()
    for some in batched(dict.fromkeys(named_leads), MOST_AT_ONCE):
        there |= set(db.execute(select(Lead.id).where(Lead.id.in_(some))).scalars())
    by_email = _by_email(db, {answer.email for answer in found.answers if answer.email})
    lines: dict[int, UUID] = {}
    for answer in found.answers:
        lead_id = answer.lead_id if answer.lead_id in there else by_email.get(answer.email)
        if lead_id is not None:
            lines[answer.line] = lead_id
    return lines


def _by_email(db: Connection, emails: Iterable[str]) -> dict[str, UUID]:
    first = case((stands_in(StageKind.NURTURE), 0), else_=1)
    found: dict[str, UUID] = {}
    for some in batched(sorted(emails), MOST_AT_ONCE):
        own = select(Lead.email_key.label("email"), Lead.id, first.label("turn"), Lead.created_at).where(
            Lead.email_key.in_(some)
        )
        further = (
            select(
                func.lower(ContactPoint.value).label("email"), Lead.id, first.label("turn"), Lead.created_at
            )
            .join(Lead, Lead.id == ContactPoint.lead_id)
            .where(
                ContactPoint.kind == PointKind.EMAIL.value,
                func.lower(ContactPoint.value).in_(some),
            )
        )
        both = own.union(further).subquery("both")
        rows = db.execute(
            select(both).order_by(both.c.turn, both.c.created_at.desc().nulls_last(), both.c.id)
        )
        for row in rows:
            found.setdefault(row.email, row.id)
    return found


def _known(db: Connection, ids: Sequence[UUID]) -> set[UUID]:
    known: set[UUID] = set()
    for some in batched(dict.fromkeys(ids), MOST_AT_ONCE):
        for table in (Behaviour, Activity):
            known |= set(db.execute(select(table.id).where(table.id.in_(some))).scalars())
    return known


def _record(desk: Desk, fresh: Mapping[UUID, tuple[Answer, UUID]]) -> dict[AnswerKind, int]:
    now, recorded = desk.clock(), dict.fromkeys(AnswerKind, 0)
    seen = [
        (answer.kind, Seen(
            id=told_id, lead_id=lead_id, behaviour=_BEHAVIOURS[answer.kind], at=_at(answer, now), words=answer.words,
        ))
        for told_id, (answer, lead_id) in fresh.items() if answer.kind in _BEHAVIOURS
    ]  # fmt: skip
    for some in batched(seen, MOST_AT_ONCE):
        desk.execute(RecordBehaviour(rows=tuple(one for _, one in some)))
        for kind, _ in some:
            recorded[kind] += 1
    for told_id, (answer, lead_id) in fresh.items():
        command = _command(told_id, answer, lead_id, now, desk)
        if command is not None and _is_new(desk, command):
            recorded[answer.kind] += 1
    return {kind: count for kind, count in recorded.items() if count}


def _command(told_id: UUID, answer: Answer, lead_id: UUID, now: int, desk: Desk) -> Command | None:
    match answer.kind:
        case AnswerKind.REPLIED:
            return RecordReply(lead_id=lead_id, activity_id=told_id, at=_at(answer, now), words=answer.words)
        case AnswerKind.UNSUBSCRIBED:
            email = answer.email or desk.read(lambda db: _email_of(db, lead_id))
            bar = bar_typed(BarKind.EMAIL, email)
            if bar is None:
                return None
            return ForbidContact(entries=(bar,), reason=BarReason.ASKED, asked_by="", lead_id=lead_id)
        case _:
            return None


def _is_new(desk: Desk, command: Command) -> bool:
    try:
        desk.execute(command)
    except RuleViolation as refusal:
        if refusal.code not in _KNOWN:
            raise
        return False
    return True


def _email_of(db: Connection, lead_id: UUID) -> str:
    return db.execute(select(Lead.email_key).where(Lead.id == lead_id)).scalar() or ""


def _at(answer: Answer, now: int) -> int:
    """Return when it happened; what another clock dates ahead, or nobody dates, happened by now."""
    return now if answer.at is None else min(answer.at, now)
