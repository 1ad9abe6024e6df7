"""What is known of deals beside their stage: feedback, proofs of concept, help, passing on (spec section 12)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from app.models.activity import Activity
from app.models.deals import DealChecks, HelpRequest, Passing, Poc, Rival
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.people import Member
from app.models.playbook import Reason, Stage
from app.models.sales import SalesRecord, SalesRecordValue
from app.models.vocabulary import REP_ROLES, HandoverState, ReasonKind, Role
from app.services.help_requests import HelpState
from app.services.inbox import ReasonRow, text
from app.services.limits import current_version
from app.services.passing_on import UNDECIDED
from app.services.pipeline import CHECKS
from app.services.playbook.document import Text

FEEDBACK = (
    "business_situation", "project_trigger", "project_timing", "risks", "competitors", "progress", "commercial_state",
)  # fmt: skip
"""The seven fixed fields of feedback; how many are known measures how well the rep knows the customer."""


def learned() -> Select[*tuple[Any, ...]]:
    """Return by lead how many of the seven fields were ever filled, and when anything was last recorded."""
    return (
        select(SalesRecord.lead_id, _known().label("known"), func.max(SalesRecord.at).label("at"))
        .join(SalesRecordValue, SalesRecordValue.record_id == SalesRecord.id)
        .group_by(SalesRecord.lead_id)
    )


def known_then() -> ColumnElement[Any]:
    """Return how many of the seven fields were filled when the deal at hand was passed on."""
    return (
        select(_known())
        .select_from(SalesRecord)
        .join(SalesRecordValue, SalesRecordValue.record_id == SalesRecord.id)
        .where(SalesRecord.lead_id == Passing.lead_id, SalesRecord.at <= Passing.at)
        .correlate(Passing)
        .scalar_subquery()
    )


def _known() -> ColumnElement[int]:
    said = or_(SalesRecordValue.value_key.is_not(None), SalesRecordValue.words != "")
    field = case((and_(SalesRecordValue.field.in_(FEEDBACK), said), SalesRecordValue.field))
    return func.count(func.distinct(field))


def last_met() -> ColumnElement[Any]:
    """Return when the rep of the lead at hand last spoke with the customer."""
    met = Activity.__table__.alias("met")
    return (
        select(func.max(func.coalesce(met.c.ended_at, met.c.at)))
        .where(met.c.lead_id == Lead.id, met.c.by_id == Lead.rep_id, met.c.is_connected)
        .correlate(Lead)
        .scalar_subquery()
    )


def poc_until() -> ColumnElement[Any]:
    """Return until when the proof of concept of the lead at hand is planned, else when it began; NULL: none runs."""
    return (
        select(func.max(func.coalesce(Poc.until_on, Poc.starts_on)))
        .where(Poc.lead_id == Lead.id, Poc.result.is_(None))
        .correlate(Lead)
        .scalar_subquery()
    )


def help_in(state: HelpState) -> ColumnElement[bool]:
    """Whether help with the lead at hand stands so."""
    return exists().where(HelpRequest.lead_id == Lead.id, HelpRequest.state == state.value)


def waits_for() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return what the lead at hand waits for first, and the name of who was asked.

    NULL is nothing, and nobody by name where the rep keeps after people outside the program.
    """
    asked = case((HelpRequest.asked_id != Lead.rep_id, Member.name))
    return _first_open(HelpRequest.about.expression), _first_open(asked)


def _first_open(what: ColumnElement[Any]) -> ColumnElement[Any]:
    return (
        select(what)
        .select_from(HelpRequest.__table__.join(Member.__table__, Member.id == HelpRequest.asked_id))
        .where(HelpRequest.lead_id == Lead.id, HelpRequest.state == HelpState.OPEN.value)
        .order_by(HelpRequest.due_at, HelpRequest.id)
        .limit(1)
        .correlate(Lead)
        .scalar_subquery()
    )


def is_passed_on() -> ColumnElement[bool]:
    """Whether the lead at hand waits to be accepted by another rep."""
    return exists().where(Passing.lead_id == Lead.id, Passing.state.in_(UNDECIDED))


@dataclass(frozen=True, slots=True)
class RunningPoc:
    """A proof of concept under way."""

    poc_id: UUID
    starts_on: int
    until_on: int | None


@dataclass(frozen=True, slots=True)
class Somebody:
    """Whom something may be asked of or passed on to."""

    member_id: UUID
    name: str
    role: Role
    is_owner: bool = False
    """The SDR of the lead."""


@dataclass(frozen=True, slots=True)
class HelpSeen:
    """A request for help with the deal that is not settled."""

    help_id: UUID
    about: str
    words: str
    asked: str
    due_at: int
    answer: str | None


@dataclass(frozen=True, slots=True)
class DealFacts:
    """What one needs to know of one deal before doing something with it.

    Attributes:
        handover_id: The hand-over its record belongs to; ``None``: it came in with its stage.
        helpers: Who may be asked for help, the lead's SDR first; the rep, who keeps after others, last.
        reps: To whom it may be passed on.
    """

    lead_id: UUID
    checks: Mapping[str, bool]
    rivals: tuple[tuple[UUID, str], ...]
    poc: RunningPoc | None
    failed: tuple[ReasonRow, ...]
    helps: tuple[HelpSeen, ...]
    helpers: tuple[Somebody, ...]
    reps: tuple[Somebody, ...]
    handover_id: UUID | None
    passed_to: str


def deal_facts(lead_id: UUID) -> Callable[[Connection], DealFacts]:
    """Return the question what is known of a deal."""

    def ask(db: Connection) -> DealFacts:
        owner, rep = db.execute(select(Lead.owner_id, Lead.rep_id).where(Lead.id == lead_id)).one()
        people = _people(db, owner)
        helpers = [
            one
            for one in people
            if one.is_owner or one.role in (Role.TEAM_LEAD, Role.MARKETING) or one.member_id == rep
        ]
        return DealFacts(
            lead_id=lead_id,
            checks=_checks(db, lead_id),
            rivals=_rivals(db, lead_id),
            poc=_poc(db, lead_id),
            failed=_reasons(db),
            helps=_helps(db, lead_id),
            helpers=tuple(sorted(helpers, key=lambda one: (not one.is_owner, one.member_id == rep))),
            reps=tuple(one for one in people if one.role in REP_ROLES and one.member_id != rep),
            handover_id=_handover(db, lead_id),
            passed_to=_passed_to(db, lead_id),
        )

    return ask


def _people(db: Connection, owner_id: UUID | None) -> list[Somebody]:
    rows = db.execute(
        select(Member.id, Member.name, Member.role)
        .where(Member.is_active)
        .order_by(Member.role, Member.name, Member.id)
    )
    return [Somebody(row.id, row.name, Role(row.role), row.id == owner_id) for row in rows]


def _checks(db: Connection, lead_id: UUID) -> Mapping[str, bool]:
    columns = [DealChecks.__table__.c[name] for name in CHECKS]
    row = db.execute(
        select(*columns)
        .where(DealChecks.lead_id == lead_id)
        .order_by(DealChecks.at.desc(), DealChecks.cmd_id)
        .limit(1)
    ).first()
    return dict.fromkeys(CHECKS, False) if row is None else dict(zip(CHECKS, row, strict=True))


def _rivals(db: Connection, lead_id: UUID) -> tuple[tuple[UUID, str], ...]:
    rows = db.execute(
        select(Rival.id, Rival.name)
        .where(Rival.lead_id == lead_id, Rival.gone_at.is_(None))
        .order_by(Rival.at, Rival.name, Rival.id)
    )
    return tuple((row.id, row.name) for row in rows)


def _poc(db: Connection, lead_id: UUID) -> RunningPoc | None:
    row = db.execute(
        select(Poc.id, Poc.starts_on, Poc.until_on)
        .where(Poc.lead_id == lead_id, Poc.result.is_(None))
        .order_by(Poc.at.desc(), Poc.id)
        .limit(1)
    ).first()
    return None if row is None else RunningPoc(row.id, row.starts_on, row.until_on)


def _reasons(db: Connection) -> tuple[ReasonRow, ...]:
    rows = db.execute(
        select(Reason.key, Reason.title_zh, Reason.title_en)
        .where(Reason.version == current_version(), Reason.kind == ReasonKind.POC_FAILED.value)
        .order_by(Reason.position, Reason.key)
    )
    return tuple(ReasonRow(row.key, text(row.title_zh, row.title_en, row.key)) for row in rows)


def _helps(db: Connection, lead_id: UUID) -> tuple[HelpSeen, ...]:
    unsettled = (HelpState.OPEN.value, HelpState.ANSWERED.value)
    rows = db.execute(
        select(
            HelpRequest.id, HelpRequest.about, HelpRequest.words, HelpRequest.due_at, HelpRequest.answer, Member.name
        )
        .join(Member, Member.id == HelpRequest.asked_id)
        .where(HelpRequest.lead_id == lead_id, HelpRequest.state.in_(unsettled))
        .order_by(HelpRequest.due_at, HelpRequest.id)
    )  # fmt: skip
    return tuple(HelpSeen(row.id, row.about, row.words, row.name, row.due_at, row.answer) for row in rows)


def _handover(db: Connection, lead_id: UUID) -> UUID | None:
    found: UUID | None = db.execute(
        select(Handover.id)
        .where(Handover.lead_id == lead_id, Handover.state == HandoverState.ACCEPTED.value)
        .order_by(Handover.decided_at.desc(), Handover.id)
        .limit(1)
    ).scalar()
    return found


def _passed_to(db: Connection, lead_id: UUID) -> str:
    found = db.execute(
        select(Member.name)
        .join(Passing, Passing.to_id == Member.id)
        .where(Passing.lead_id == lead_id, Passing.state.in_(UNDECIDED))
        .order_by(Member.name, Member.id)
        .limit(1)
    ).scalar()
    return found or ""


@dataclass(frozen=True, slots=True)
class PassingSeen:
    """A deal passed on that waits for somebody: for who gets it to decide, or for who gave it to answer.

    Attributes:
        is_mine: Who looks passed it on, and is asked a question.
        question: What was asked when it was returned last.
        known: How many of the seven fields of feedback were recorded when it was passed on.
    """

    passing_id: UUID
    lead_id: UUID
    name: str
    other: str
    words: str
    question: str
    answer: str
    amount: int | None
    currency: str | None
    expected_close_on: int | None
    stage: Text
    is_qualified: bool
    known: int
    is_mine: bool


def passings(db: Connection, member_id: UUID) -> tuple[PassingSeen, ...]:
    """Return the deals passed on that wait for a member, the oldest first."""
    giver, taker = Member.__table__.alias("giver"), Member.__table__.alias("taker")
    to_decide = and_(Passing.to_id == member_id, Passing.state == HandoverState.OPEN.value)
    to_answer = and_(Passing.from_id == member_id, Passing.state == HandoverState.RETURNED.value)
    rows = db.execute(
        select(
            *Passing.__table__.c, giver.c.name.label("giver"), taker.c.name.label("taker"), Stage.title_zh,
            Stage.title_en, known_then().label("known"),
        )
        .join(giver, giver.c.id == Passing.from_id)
        .join(taker, taker.c.id == Passing.to_id)
        .outerjoin(Stage, and_(Stage.version == current_version(), Stage.key == Passing.stage))
        .where(or_(to_decide, to_answer))
        .order_by(Passing.at, Passing.id)
    )  # fmt: skip
    return tuple(_passing(row, is_mine=row.from_id == member_id) for row in rows)


def _passing(row: Any, *, is_mine: bool) -> PassingSeen:
    return PassingSeen(
        passing_id=row.id, lead_id=row.lead_id, name=row.company or row.contact_name or "–",
        other=row.taker if is_mine else row.giver, words=row.words, question=row.decision_words or "",
        answer=row.answer or "", amount=row.amount, currency=row.currency, expected_close_on=row.expected_close_on,
        stage=text(row.title_zh, row.title_en, row.stage), is_qualified=bool(row.is_qualified), known=row.known or 0,
        is_mine=is_mine,
    )  # fmt: skip
