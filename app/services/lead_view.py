"""One lead whole: its facts, the ways to reach it, and everything that happened, in a handful of statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, and_, select

from app.models.activity import Activity, FollowUp
from app.models.leads import ContactPoint, CustomField, Lead, Ownership, ReachedMilestone, Tag, Touch
from app.models.people import Member
from app.models.playbook import Stage
from app.models.vocabulary import FollowUpWhy, Milestone, PhoneStatus, PointKind, StageKind
from app.services.contact_mask import shown, shown_point
from app.services.follow_ups import OPEN
from app.services.limits import current_version
from app.services.timeline import Event, timeline


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """What is known of a lead; instants in microseconds UTC, the amount in minor units."""

    id: UUID
    company: str | None
    contact_name: str | None
    title: str | None
    phone: str | None
    phone_ext: str | None
    email: str | None
    region: str | None
    city: str | None
    industry: str | None
    company_size: str | None
    registration_no: str | None
    website: str | None
    channel: str
    campaign: str | None
    ad_unit: str | None
    keyword: str | None
    landing_page: str | None
    source: str | None
    external_id: str | None
    stage: str
    sub_state: str | None
    owner_id: UUID | None
    rep_id: UUID | None
    cycle: int
    is_reachable: bool
    score: int
    amount: int | None
    currency: str | None
    expected_close_on: int | None
    lost_reason: str | None
    created_at: int
    batch_id: UUID | None
    respond_by_at: int | None
    responded_at: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """A phone or an e-mail, in the order of its source."""

    kind: PointKind
    value: str
    raw: str
    extension: str | None
    status: PhoneStatus


@dataclass(frozen=True, slots=True)
class TouchLine:
    """One trace of how the lead came to us."""

    at: int
    channel: str
    utm_source: str | None
    utm_medium: str | None
    utm_campaign: str | None
    utm_term: str | None
    utm_content: str | None
    ad_plan: str | None
    ad_unit: str | None
    keyword: str | None
    landing_page: str | None
    referrer: str | None
    ip: str | None


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone and when it was first reached; suspect where the source dates it before the lead."""

    milestone: Milestone
    at: int
    is_suspect: bool


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody held the lead; ``until_at`` is ``None`` for who holds it now."""

    member_id: UUID
    name: str | None
    from_at: int
    until_at: int | None
    how: str


@dataclass(frozen=True, slots=True)
class Promise:
    """An open follow-up; a command names it by ``made_by`` and the lead."""

    made_by: UUID
    owner_id: UUID
    owner_name: str | None
    due_at: int
    why: FollowUpWhy
    words: str


@dataclass(frozen=True, slots=True)
class RunningCall:
    """A call that has not ended."""

    activity_id: UUID
    by_id: UUID
    at: int
    phone: str | None


@dataclass(frozen=True, slots=True)
class LeadView:
    """One lead as a screen shows it; ``timeline`` is newest first."""

    facts: LeadFacts
    stage_kind: StageKind
    stage_zh: str
    stage_en: str
    owner_name: str | None
    rep_name: str | None
    points: tuple[Point, ...]
    custom: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    touches: tuple[TouchLine, ...]
    """First to last."""
    milestones: tuple[Reached, ...]
    holders: tuple[Held, ...]
    """First to last."""
    promises: tuple[Promise, ...]
    """The earliest first."""
    running_call: RunningCall | None
    timeline: tuple[Event, ...]


_FACTS = tuple(LeadFacts.__dataclass_fields__)
_TOUCH = tuple(TouchLine.__dataclass_fields__)


def lead_view(db: Connection, lead_id: UUID) -> LeadView | None:
    """Return a lead whole; ``None`` where there is no such lead."""
    owner, rep = Member.__table__.alias("owner"), Member.__table__.alias("rep")
    lead = db.execute(
        select(
            *(shown(name) for name in _FACTS), Stage.kind, Stage.title_zh, Stage.title_en,
            owner.c.name.label("owner_name"), rep.c.name.label("rep_name"),
        )
        .select_from(Lead)
        .outerjoin(Stage, and_(Stage.version == current_version(), Stage.key == Lead.stage))
        .outerjoin(owner, owner.c.id == Lead.owner_id)
        .outerjoin(rep, rep.c.id == Lead.rep_id)
        .where(Lead.id == lead_id)
    ).first()  # fmt: skip
    if lead is None:
        return None
    return LeadView(
        facts=LeadFacts(**{name: getattr(lead, name) for name in _FACTS}),
        stage_kind=StageKind(lead.kind or StageKind.VALIDATING),
        stage_zh=lead.title_zh or lead.stage,
        stage_en=lead.title_en or lead.stage,
        owner_name=lead.owner_name,
        rep_name=lead.rep_name,
        points=tuple(_points(db, lead_id)),
        custom=tuple((row.name, row.value) for row in _custom(db, lead_id)),
        tags=tuple(db.execute(select(Tag.tag).where(Tag.lead_id == lead_id).order_by(Tag.tag)).scalars()),
        touches=tuple(_touches(db, lead_id)),
        milestones=tuple(_milestones(db, lead_id)),
        holders=tuple(_holders(db, lead_id)),
        promises=tuple(_promises(db, lead_id)),
        running_call=_running_call(db, lead_id),
        timeline=tuple(timeline(db, lead_id)),
    )


def _points(db: Connection, lead_id: UUID) -> Iterator[Point]:
    rows = db.execute(
        select(
            ContactPoint.kind,
            shown_point("value"),
            shown_point("raw"),
            shown_point("extension"),
            ContactPoint.status,
        )
        .join(Lead, Lead.id == ContactPoint.lead_id)
        .where(ContactPoint.lead_id == lead_id)
        .order_by(ContactPoint.kind.desc(), ContactPoint.position)
    )
    for kind, value, raw, extension, status in rows:
        yield Point(PointKind(kind), value, raw, extension, PhoneStatus(status))


def _custom(db: Connection, lead_id: UUID) -> Sequence[Row[str, str]]:
    return db.execute(
        select(CustomField.name, CustomField.value)
        .where(CustomField.lead_id == lead_id)
        .order_by(CustomField.name)
    ).all()


def _touches(db: Connection, lead_id: UUID) -> Iterator[TouchLine]:
    columns = (getattr(Touch, name) for name in _TOUCH)
    for row in db.execute(select(*columns).where(Touch.lead_id == lead_id).order_by(Touch.at, Touch.id)):
        yield TouchLine(*row)


def _milestones(db: Connection, lead_id: UUID) -> Iterator[Reached]:
    rows = db.execute(
        select(ReachedMilestone.milestone, ReachedMilestone.at, ReachedMilestone.is_suspect).where(
            ReachedMilestone.lead_id == lead_id
        )
    ).all()
    order = list(Milestone)
    for milestone, at, is_suspect in sorted(rows, key=lambda row: order.index(Milestone(row.milestone))):
        yield Reached(Milestone(milestone), at, is_suspect)


def _holders(db: Connection, lead_id: UUID) -> Iterator[Held]:
    rows = db.execute(
        select(Ownership.member_id, Member.name, Ownership.from_at, Ownership.until_at, Ownership.how)
        .outerjoin(Member, Member.id == Ownership.member_id)
        .where(Ownership.lead_id == lead_id)
        .order_by(Ownership.from_at, Ownership.cmd_id)
    )
    for row in rows:
        yield Held(*row)


def _promises(db: Connection, lead_id: UUID) -> Iterator[Promise]:
    rows: Any = db.execute(
        select(FollowUp.cmd_id, FollowUp.owner_id, Member.name, FollowUp.due_at, FollowUp.why, FollowUp.words)
        .outerjoin(Member, Member.id == FollowUp.owner_id)
        .where(FollowUp.lead_id == lead_id, FollowUp.state == OPEN)
        .order_by(FollowUp.due_at, FollowUp.cmd_id)
    )
    for made_by, owner_id, name, due_at, why, words in rows:
        yield Promise(made_by, owner_id, name, due_at, FollowUpWhy(why), words)


def _running_call(db: Connection, lead_id: UUID) -> RunningCall | None:
    row = db.execute(
        select(Activity.id, Activity.by_id, Activity.at, Activity.phone)
        .where(Activity.lead_id == lead_id, Activity.kind == "call", Activity.ended_at.is_(None))
        .order_by(Activity.at.desc(), Activity.id)
        .limit(1)
    ).first()
    return None if row is None else RunningCall(*row)
