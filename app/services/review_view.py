"""The review inbox: refused hand-overs by their age, and one case whole (spec section 9)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select

from app.models.handover import Handover, HandoverMark
from app.models.people import Member
from app.models.playbook import Reason
from app.models.review import GuardOverride, Review
from app.models.vocabulary import HandoverState, ReasonKind, Role, Verdict
from app.services.contradictions import contradicted
from app.services.inbox import Ask, ReasonRow, maturity_pct, text
from app.services.limits import current_version
from app.services.playbook.document import Text
from app.services.resubmission import is_followed


class CasePart(StrEnum):
    """Where refused hand-overs stand."""

    TO_JUDGE = "to_judge"
    CALLED_BACK = "called_back"
    """Judged unclear: the SDR is to call; a final verdict may follow."""
    SETTLED = "settled"
    """Judged, or handed over again since."""


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases to list."""

    part: CasePart
    words: str = ""
    """Part of a company's or a contact's name."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One refused hand-over in the list."""

    id: UUID
    lead_id: UUID
    company: str | None
    contact_name: str | None
    sdr: str
    rep: str | None
    maturity_pct: int
    refused_at: int
    reason: Text
    marked: int
    """Answers the rep says proved wrong."""
    contradictions: int
    verdict: Verdict | None
    """The last one given."""
    is_overridden: bool


@dataclass(frozen=True, slots=True)
class ReviewHead:
    """What the review inbox is now."""

    role: Role
    counts: dict[CasePart, int]
    causes: tuple[ReasonRow, ...]
    overrides: tuple[ReasonRow, ...]
    """Reasons for lifting the guards."""
    oldest_at: int | None
    """When the oldest case still to judge was refused."""


def review_head(member_id: UUID) -> Ask[ReviewHead]:
    """Return the question how many cases stand where, and the lists to choose from."""

    def ask(db: Connection) -> ReviewHead:
        role = db.execute(select(Member.role).where(Member.id == member_id)).scalar_one()
        counts = {
            part: db.execute(select(func.count()).select_from(Handover).where(_stands(part))).scalar_one()
            for part in CasePart
        }
        oldest = select(func.min(Handover.decided_at)).where(_stands(CasePart.TO_JUDGE))
        return ReviewHead(
            role=Role(role),
            counts=counts,
            causes=_reasons(db, ReasonKind.VERDICT_CAUSE),
            overrides=_reasons(db, ReasonKind.OVERRIDE),
            oldest_at=db.execute(oldest).scalar(),
        )

    return ask


def case_count(where: CaseFilter) -> Ask[int]:
    """Return the question how many cases fit."""

    def ask(db: Connection) -> int:
        return db.execute(select(func.count()).select_from(Handover).where(_fits(where))).scalar_one()

    return ask


def case_rows(where: CaseFilter, *, offset: int = 0, limit: int = 500) -> Ask[list[CaseRow]]:
    """Return the question for cases: the longest refused first, settled ones the latest first."""

    def ask(db: Connection) -> list[CaseRow]:
        rows = db.execute(
            _rows().where(_fits(where)).order_by(*_order(where.part)).offset(offset).limit(limit)
        )
        return [_row(row) for row in rows]

    return ask


def case_place(where: CaseFilter, handover_id: UUID) -> Ask[int | None]:
    """Return the question at which position of its list a case stands."""

    def ask(db: Connection) -> int | None:
        place = func.row_number().over(order_by=_order(where.part)).label("place")
        listed = select(Handover.id, place).where(_fits(where)).subquery()
        found = db.execute(select(listed.c.place).where(listed.c.id == handover_id)).scalar()
        return None if found is None else found - 1

    return ask


def case_part(handover_id: UUID) -> Ask[CasePart | None]:
    """Return the question where a case stands; ``None`` where it was not refused."""

    def ask(db: Connection) -> CasePart | None:
        standing = case(*((_stands(part), part.value) for part in CasePart))
        found = db.execute(select(standing).where(Handover.id == handover_id)).scalar()
        return CasePart(found) if found else None

    return ask


def is_open_case() -> ColumnElement[bool]:
    """Whether the hand-over at hand was refused and nothing final followed: no verdict, no other hand-over."""
    final = exists().where(Review.handover_id == Handover.id, Review.verdict != Verdict.UNCLEAR.value)
    is_refused = Handover.state == HandoverState.REFUSED.value
    return and_(is_refused, ~final, ~is_followed(Handover.__table__))


def last_verdict() -> ColumnElement[Any]:
    """Return the last verdict on the hand-over at hand, or NULL."""
    return (
        select(Review.verdict)
        .where(Review.handover_id == Handover.id)
        .order_by(Review.at.desc(), Review.cmd_id)
        .limit(1)
        .correlate(Handover)
        .scalar_subquery()
    )


def _stands(part: CasePart) -> ColumnElement[bool]:
    judged = exists().where(Review.handover_id == Handover.id)
    match part:
        case CasePart.TO_JUDGE:
            return and_(is_open_case(), ~judged)
        case CasePart.CALLED_BACK:
            return and_(is_open_case(), judged)
        case CasePart.SETTLED:
            return and_(Handover.state == HandoverState.REFUSED.value, ~is_open_case())


def _fits(where: CaseFilter) -> ColumnElement[bool]:
    found = [_stands(where.part)]
    if where.words:
        names = (Handover.company, Handover.contact_name)
        found.append(or_(*(name.contains(where.words, autoescape=True) for name in names)))
    return and_(*found)


def _order(part: CasePart) -> tuple[ColumnElement[Any], ...]:
    refused = Handover.decided_at.expression
    way = refused.desc().nulls_last() if part is CasePart.SETTLED else refused.asc().nulls_last()
    return way, Handover.id.expression


def _rows() -> Select[Any]:
    sdr, rep = Member.__table__.alias("sdr"), Member.__table__.alias("rep")
    marks = select(func.count()).where(HandoverMark.handover_id == Handover.id).scalar_subquery()
    pairs = contradicted().subquery("pairs")
    found = select(func.count()).select_from(pairs).where(pairs.c.handover_id == Handover.id)
    named = Reason.__table__.alias("named")
    version = select(func.max(named.c.version)).where(named.c.key == Handover.reason).correlate(Handover)
    return (
        select(
            Handover.id, Handover.lead_id, Handover.company, Handover.contact_name, Handover.good_weight,
            Handover.total_weight, Handover.decided_at, Handover.reason, sdr.c.name.label("sdr"),
            rep.c.name.label("rep"), Reason.title_zh, Reason.title_en, marks.label("marked"),
            found.scalar_subquery().label("contradictions"), last_verdict().label("verdict"),
            exists().where(GuardOverride.handover_id == Handover.id).label("is_overridden"),
        )
        .select_from(Handover)
        .join(sdr, sdr.c.id == Handover.submitted_by_id)
        .outerjoin(rep, rep.c.id == Handover.rep_id)
        .outerjoin(Reason, and_(Reason.key == Handover.reason, Reason.version == version.scalar_subquery()))
    )  # fmt: skip


def _row(row: Any) -> CaseRow:
    return CaseRow(
        id=row.id,
        lead_id=row.lead_id,
        company=row.company,
        contact_name=row.contact_name,
        sdr=row.sdr,
        rep=row.rep,
        maturity_pct=maturity_pct(row.good_weight, row.total_weight),
        refused_at=row.decided_at,
        reason=text(row.title_zh, row.title_en, row.reason),
        marked=row.marked,
        contradictions=row.contradictions,
        verdict=Verdict(row.verdict) if row.verdict else None,
        is_overridden=row.is_overridden,
    )


def _reasons(db: Connection, kind: ReasonKind) -> tuple[ReasonRow, ...]:
    rows = db.execute(
        select(Reason.key, Reason.title_zh, Reason.title_en)
        .where(Reason.version == current_version(), Reason.kind == kind.value)
        .order_by(Reason.position, Reason.key)
    )
    return tuple(ReasonRow(row.key, text(row.title_zh, row.title_en, row.key)) for row in rows)
