"""The leads in nurture as screens and files show them: the next touch of each, why, and when it is due (section 14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Connection, Select, and_, func, literal, or_, select

from app.models.activity import FollowUp
from app.models.leads import Lead
from app.models.nurture import Content, NurtureTouch, Persona, Track, TrackStep
from app.models.people import Member
from app.models.playbook import Reason
from app.models.scores import Behaviour
from app.models.vocabulary import BehaviourKind, ContentKind, FollowUpWhy, ReasonKind, Role
from app.services.contact_mask import shown
from app.services.follow_ups import OPEN
from app.services.limits import current_version
from app.services.nurture_standing import NurtureWhere, Part, part_of, standing

LEAVING = (ReasonKind.DISQUALIFY, ReasonKind.REFUSE, ReasonKind.NURTURE)
"""Kinds of reasons for which leads leave for nurture."""

type Named = tuple[str, tuple[str, str]]
"""A key with its title in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class NurtureRow:
    """A lead in nurture and what is to be sent next; instants in microseconds UTC.

    Attributes:
        email: As people may read it.
        is_bounced: The last mail came back.
        reason: Why it is in nurture; empty where a run ended under the threshold.
        persona: Empty where no title tells.
        track: Empty where it is on none.
        is_chosen: Somebody put it on its track, or took it off.
        step: Empty where nothing is proposed.
        step_no: Which of its track's steps, from 1.
        content: Kind of content to send; ``None`` for any.
        due_at: ``None`` where nothing is proposed.
        touches: Messages sent on this track.
        back_at: The day somebody set for it to be back.
    """

    lead_id: UUID
    company: str | None
    contact_name: str | None
    title: str | None
    industry: str | None
    email: str | None
    phone: str | None
    is_bounced: bool
    owner_id: UUID
    owner_name: str
    score: int
    reason: str
    reason_title: tuple[str, str]
    persona: str
    persona_title: tuple[str, str]
    track: str
    track_title: tuple[str, str]
    is_chosen: bool
    step: str
    step_title: tuple[str, str]
    step_no: int
    steps: int
    content: ContentKind | None
    since: int
    due_at: int | None
    touches: int
    back_at: int | None

    @property
    def name(self) -> str:
        """The company, else the contact."""
        return self.company or self.contact_name or "–"


def nurture_count(db: Connection, member_id: UUID, day_ends_at: int, where: NurtureWhere) -> int:
    """Return how many leads a list shows; ``day_ends_at`` is the end of the reader's day."""
    rows = _narrowed(standing(member_id, where), day_ends_at, where).subquery()
    return int(db.execute(select(func.count()).select_from(rows)).scalar_one())


def nurture_counts(db: Connection, member_id: UUID, day_ends_at: int) -> Mapping[Part, int]:
    """Return how many leads each part has."""
    whole = standing(member_id, NurtureWhere())
    part = part_of(whole, day_ends_at).label("part")
    rows = db.execute(select(part, func.count().label("leads")).select_from(whole).group_by(part))
    found = {row.part: row.leads for row in rows}
    return {one: found.get(one.value, 0) for one in Part}


def nurture_page(
    db: Connection,
    member_id: UUID,
    day_ends_at: int,
    where: NurtureWhere,
    *,
    offset: int = 0,
    limit: int = 256,
) -> list[NurtureRow]:
    """Return some leads of a list, the longest due first; those at rest by score."""
    whole = standing(member_id, where)
    rows = _narrowed(whole, day_ends_at, where, *_columns(whole))
    ordered = rows.order_by(whole.c.due_at.asc().nulls_last(), Lead.score.desc(), Lead.id)
    return [_row(row) for row in db.execute(ordered.offset(offset).limit(limit))]


def nurture_row(db: Connection, member_id: UUID, lead_id: UUID) -> NurtureRow | None:
    """Return a lead in nurture; ``None`` where it is not there, or nobody may write to it."""
    whole = standing(member_id, NurtureWhere(only_id=lead_id))
    found = db.execute(
        select(*_columns(whole)).select_from(whole).join(Lead, Lead.id == whole.c.lead_id)
    ).first()
    return None if found is None else _row(found)


@dataclass(frozen=True, slots=True)
class NurtureHead:
    """What stands around the lists: how many there are, and what the playbook in force calls things.

    Attributes:
        tracks: Keys with their titles in Chinese and English, in the playbook's order; so with the others.
        reasons: For which leads leave for nurture.
    """

    role: Role
    counts: Mapping[Part, int]
    shelved: int
    tracks: tuple[Named, ...]
    personas: tuple[Named, ...]
    reasons: tuple[Named, ...]


def nurture_head(db: Connection, member_id: UUID, day_ends_at: int) -> NurtureHead:
    """Return what stands around the lists of a member."""
    role = db.execute(select(Member.role).where(Member.id == member_id)).scalar_one()
    shelved = db.execute(
        select(func.count()).select_from(Content).where(Content.retired_at.is_(None))
    ).scalar_one()
    leaving = Reason.kind.in_([kind.value for kind in LEAVING])
    return NurtureHead(
        Role(role), nurture_counts(db, member_id, day_ends_at), int(shelved), _named(db, Track), _named(db, Persona),
        _named(db, Reason, leaving),
    )  # fmt: skip


def _named(db: Connection, model: Any, *conditions: ColumnElement[bool]) -> tuple[Named, ...]:
    rows = db.execute(
        select(model.key, model.title_zh, model.title_en)
        .where(model.version == current_version(), *conditions)
        .order_by(model.position, model.key)
    )
    return tuple((row.key, (row.title_zh, row.title_en)) for row in rows)


def _narrowed(whole: CTE, day_ends_at: int, where: NurtureWhere, *columns: Any) -> Select[Any]:
    chosen = [whole.c.track == where.track] if where.track else []
    rows = select(*(columns or (whole.c.lead_id,))).select_from(whole).join(Lead, Lead.id == whole.c.lead_id)
    return rows.where(part_of(whole, day_ends_at) == where.part.value, *chosen)


def _columns(whole: CTE) -> Sequence[Any]:
    """Return the columns of a row; a title of the playbook is looked up where it is shown, and nowhere else."""
    number, steps = _places(whole)
    sent = NurtureTouch.__table__.alias("sent")
    touches = (
        select(func.count())
        .where(sent.c.lead_id == whole.c.lead_id, sent.c.activity_id.is_not(None))
        .correlate_except(sent).scalar_subquery()
    )  # fmt: skip
    planned = FollowUp.__table__.alias("planned")
    back_at = (
        select(func.min(planned.c.due_at))
        .where(
            planned.c.lead_id == whole.c.lead_id, planned.c.state == OPEN,
            planned.c.why == FollowUpWhy.NURTURE_BACK.value,
        )
        .correlate_except(planned).scalar_subquery()
    )  # fmt: skip
    owner = select(Member.name).where(Member.id == Lead.owner_id).scalar_subquery()
    return [
        whole.c.lead_id, Lead.company, Lead.contact_name, Lead.title, Lead.industry, shown("email"), shown("phone"),
        _is_bounced(whole).label("is_bounced"), Lead.owner_id, owner.label("owner_name"), Lead.score, whole.c.reason,
        *_titles(Reason, Reason.key == whole.c.reason, "reason"), whole.c.persona,
        *_titles(Persona, Persona.key == whole.c.persona, "persona"), whole.c.track,
        *_titles(Track, Track.key == whole.c.track, "track"), whole.c.chosen_at, whole.c.step,
        *_titles(TrackStep, _is_step(whole), "step"), number.label("step_no"), steps.label("steps"),
        select(TrackStep.content).where(*_is_step(whole)).scalar_subquery().label("content"), whole.c.since,
        whole.c.due_at, touches.label("touches"), back_at.label("back_at"),
    ]  # fmt: skip


def _places(whole: CTE) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return which step of its track is next, from 1, and how many the track has."""
    this, other = TrackStep.__table__.alias("this_step"), TrackStep.__table__.alias("other_step")
    all_steps = (
        select(func.count())
        .where(other.c.version == current_version(), other.c.track_key == whole.c.track)
        .correlate_except(other).scalar_subquery()
    )  # fmt: skip
    up_to = (
        select(func.count())
        .select_from(other)
        .join(this, and_(this.c.version == other.c.version, this.c.track_key == other.c.track_key))
        .where(
            other.c.version == current_version(), other.c.track_key == whole.c.track, this.c.key == whole.c.step,
            or_(
                other.c.position < this.c.position,
                and_(other.c.position == this.c.position, other.c.key <= this.c.key),
            ),
        )
        .correlate_except(this, other).scalar_subquery()
    )  # fmt: skip
    return up_to, all_steps


def _is_step(whole: CTE) -> tuple[ColumnElement[bool], ...]:
    return (
        TrackStep.version == current_version(),
        TrackStep.track_key == whole.c.track,
        TrackStep.key == whole.c.step,
    )


def _titles(model: Any, condition: Any, name: str) -> list[ColumnElement[Any]]:
    conditions = (
        condition if isinstance(condition, tuple) else (condition, model.version == current_version())
    )
    return [
        select(column).where(*conditions).limit(1).scalar_subquery().label(f"{name}_{language}")
        for column, language in ((model.title_zh, "zh"), (model.title_en, "en"))
    ]


def _is_bounced(whole: CTE) -> ColumnElement[bool]:
    """Whether a mail came back, and none was opened since."""
    bounce, later = Behaviour.__table__.alias("bounce"), Behaviour.__table__.alias("later")
    reached = [BehaviourKind.MAIL_OPENED.value, BehaviourKind.MAIL_CLICKED.value]
    since = (
        select(literal(1))
        .select_from(later)
        .where(
            later.c.lead_id == bounce.c.lead_id, later.c.kind.in_(reached), later.c.at > bounce.c.at
        )
        .correlate(bounce).exists()
    )  # fmt: skip
    return (
        select(literal(1))
        .select_from(bounce)
        .where(
            bounce.c.lead_id == whole.c.lead_id, bounce.c.kind == BehaviourKind.MAIL_BOUNCED.value, ~since
        )
        .correlate_except(bounce).exists()
    )  # fmt: skip


def _row(row: Any) -> NurtureRow:
    return NurtureRow(
        lead_id=row.lead_id, company=row.company, contact_name=row.contact_name, title=row.title,
        industry=row.industry, email=row.email, phone=row.phone, is_bounced=bool(row.is_bounced),
        owner_id=row.owner_id, owner_name=row.owner_name or "", score=row.score, reason=row.reason or "",
        reason_title=_both(row, "reason"), persona=row.persona or "", persona_title=_both(row, "persona"),
        track=row.track or "", track_title=_both(row, "track"), is_chosen=row.chosen_at is not None,
        step=row.step or "", step_title=_both(row, "step"), step_no=row.step_no or 0, steps=row.steps or 0,
        content=None if row.content is None else ContentKind(row.content), since=row.since, due_at=row.due_at,
        touches=row.touches, back_at=row.back_at,
    )  # fmt: skip


def _both(row: Any, name: str) -> tuple[str, str]:
    zh, en = (getattr(row, f"{name}_{language}") or "" for language in ("zh", "en"))
    return zh, en
