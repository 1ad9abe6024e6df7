"""What is known of a lead as one corrects it: its facts, how it is reached, and why its score is what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from app.models.leads import ContactPoint, Lead
from app.models.scores import ScoreLine, ScoreRule
from app.models.vocabulary import PhoneStatus, PointKind
from app.services.call_desk_script import text
from app.services.contact_mask import shown, shown_point
from app.services.intake.phones import guess_region, read_phone
from app.services.intake.values import company_domain, read_email
from app.services.lead_facts import AddContactPoint, FactField
from app.services.limits import current_version, limit
from app.services.playbook.document import Text
from app.services.scoring import GIVEN


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of a score.

    Attributes:
        title: What the playbook calls the rule; ``None`` for points the lead's source gave it.
        points: What it adds, after fading.
        times: How often a behaviour was seen.
        last_at: When it was last seen, microseconds UTC; ``None`` for what a lead is.
    """

    title: Text | None
    points: int
    times: int
    last_at: int | None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A lead as one corrects it.

    Attributes:
        facts: Every fact, blank as ``""``.
        phones: In the order they are tried.
        emails: As people write them.
        score: Sum of ``reasons``.
        suspect_below: Under this score a lead is a suspect.
        region: Whose phone numbers are meant where one is typed without a country.
    """

    lead_id: UUID
    name: str
    facts: dict[FactField, str]
    phones: Sequence[str]
    emails: Sequence[str]
    score: int
    suspect_below: int
    reasons: Sequence[Reason]
    region: str

    @property
    def is_suspect(self) -> bool:
        """Whether the score is too low to go ahead of others (spec section 5)."""
        return self.score < self.suspect_below


def knowledge(db: Connection, lead_id: UUID) -> Knowledge | None:
    """Return what is known of a lead, best reasons first; ``None`` where there is no such lead."""
    columns = [Lead.__table__.c[field.value] for field in FactField]
    lead = db.execute(
        select(
            shown("phone"), shown("email"), Lead.score, limit("suspect_below_points").label("below"), *columns
        ).where(Lead.id == lead_id)
    ).one_or_none()
    if lead is None:
        return None
    points = db.execute(
        select(ContactPoint.kind, shown_point("value"))
        .join(Lead, Lead.id == ContactPoint.lead_id)
        .where(ContactPoint.lead_id == lead_id)
        .order_by(ContactPoint.position)
    ).all()
    phones, emails = _of(PointKind.PHONE, lead.phone, points), _of(PointKind.EMAIL, lead.email, points)
    return Knowledge(
        lead_id=lead_id,
        name=lead.company or lead.contact_name or lead.email or lead.phone or "",
        facts={field: getattr(lead, field.value) or "" for field in FactField},
        phones=phones,
        emails=emails,
        score=lead.score,
        suspect_below=lead.below,
        reasons=score_reasons(db, lead_id),
        region=_region(phones, lead),
    )


def reached_by(known: Knowledge, kind: PointKind, typed: str, *, is_first: bool) -> AddContactPoint | None:
    """Return the command that adds what a person typed; ``None`` where it is no phone or no e-mail."""
    if kind is PointKind.PHONE:
        phone = read_phone(typed, known.region)
        if phone.status is not PhoneStatus.VALID:
            return None
        value, extension, domain = phone.value, phone.extension or None, None
    else:
        email = read_email(typed)
        if not email.is_valid:
            return None
        value, extension, domain = email.key, None, company_domain(email, None) or None
    return AddContactPoint(
        lead_id=known.lead_id,
        point=kind,
        value=value,
        raw=typed,
        extension=extension,
        is_first=is_first,
        domain=domain,
    )


def _of(kind: PointKind, first: str | None, points: Sequence[Any]) -> tuple[str, ...]:
    held = [point.value for point in points if point.kind == kind.value]
    return tuple(dict.fromkeys([*([first] if first else []), *held]))


def score_reasons(db: Connection, lead_id: UUID) -> tuple[Reason, ...]:
    """Return the lines of a lead's score, the most points first."""
    rows = db.execute(
        select(
            ScoreLine.rule_key, ScoreLine.points, ScoreLine.times, ScoreLine.last_at, ScoreRule.title_zh,
            ScoreRule.title_en,
        )
        .outerjoin(ScoreRule, (ScoreRule.key == ScoreLine.rule_key) & (ScoreRule.version == current_version()))
        .where(ScoreLine.lead_id == lead_id)
        .order_by(ScoreLine.points.desc(), ScoreLine.rule_key)
    )  # fmt: skip
    return tuple(
        Reason(
            None
            if row.rule_key == GIVEN
            else text(row.title_zh or row.rule_key, row.title_en or row.rule_key),
            row.points,
            row.times,
            row.last_at,
        )
        for row in rows
    )


def _region(phones: Sequence[str], lead: Any) -> str:
    """Return where a number without a country code belongs: where the lead's other numbers do."""
    is_chinese = any(phone.startswith("+86") for phone in phones)
    return (
        "CN" if is_chinese else guess_region([lead.company or "", lead.contact_name or "", lead.city or ""])
    )
