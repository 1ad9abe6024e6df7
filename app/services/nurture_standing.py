"""Where every lead in nurture stands: on which track since when, which step is next, when it is due (section 14)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, and_, case, exists, func, literal, or_, select

from app.models.leads import Lead
from app.models.nurture import NurtureChoice, NurtureTouch, TrackStep
from app.models.people import Member
from app.models.search_index import LeadRow
from app.models.vocabulary import Role, StageKind
from app.services.do_not_contact import is_barred
from app.services.kernel.expressions import ID, WHOLE
from app.services.lifecycle import stands_in
from app.services.limits import current_version
from app.services.nurture_track import chosen_at, fitting_track, left_for, persona_of, went_at
from app.services.search import is_found
from app.services.working_time import limit_ends_at


class Part(StrEnum):
    """What a list shows of the leads in nurture."""

    DUE = "due"
    """Their next touch is due today or was before."""
    AHEAD = "ahead"
    RESTING = "resting"
    """Nothing is proposed: all was sent, or somebody or the track wants them left in peace."""


@dataclass(frozen=True, slots=True)
class NurtureWhere:
    """Which leads a list shows."""

    part: Part = Part.DUE
    text: str = ""
    track: str = ""
    """Key of a track; empty for all."""
    only_id: UUID | None = None


def standing(member_id: UUID, where: NurtureWhere) -> CTE:
    """Return where every lead in nurture stands that a member may write to, as a table.

    Each part is laid down once: written in line, each use of an instant would work it out again.
    """
    stay = (
        select(
            Lead.id.label("lead_id"), went_at().label("went_at"), left_for().label("reason"),
            persona_of().label("persona"),
        )
        .where(
            stands_in(StageKind.NURTURE), Lead.owner_id.is_not(None), Lead.is_reachable, ~is_barred(Lead.id.expression),
            or_(Lead.owner_id == literal(member_id, ID), _sees_all(member_id)), *_about(where),
        )
        .cte("stay").prefix_with("MATERIALIZED")
    )  # fmt: skip
    at = chosen_at(stay.c.went_at)
    chosen = (
        select(stay, at.label("chosen_at"))
        .join(Lead, Lead.id == stay.c.lead_id)
        .cte("chosen")
        .prefix_with("MATERIALIZED")
    )
    choice = NurtureChoice.__table__.alias("choice")
    track = case(
        (
            chosen.c.chosen_at.is_not(None),
            select(choice.c.track_key)
            .where(choice.c.lead_id == chosen.c.lead_id, choice.c.at == chosen.c.chosen_at)
            .order_by(choice.c.cmd_id)
            .limit(1)
            .correlate_except(choice)
            .scalar_subquery(),
        ),
        else_=fitting_track(chosen.c.reason, chosen.c.persona),
    )
    placed = (
        select(
            chosen, track.label("track"), func.coalesce(chosen.c.chosen_at, chosen.c.went_at).label("since")
        )
        .cte("placed")
        .prefix_with("MATERIALIZED")
    )
    return _next_touch(placed)


def part_of(whole: CTE, day_ends_at: int) -> ColumnElement[Any]:
    """Return the part of the lists a lead belongs to."""
    return case(
        (whole.c.due_at.is_(None), Part.RESTING.value),
        (whole.c.due_at <= literal(day_ends_at, WHOLE), Part.DUE.value),
        else_=Part.AHEAD.value,
    )


def _next_touch(placed: CTE) -> CTE:
    """Return the leads with the first step of their track that was not dealt with, and when it is due."""
    touch, last = NurtureTouch.__table__.alias("touch"), NurtureTouch.__table__.alias("last_touch")
    step = TrackStep.__table__.alias("step")
    dealt = (
        select(literal(1))
        .select_from(touch)
        .where(
            touch.c.lead_id == placed.c.lead_id, touch.c.track_key == step.c.track_key,
            touch.c.step_key == step.c.key, touch.c.at >= placed.c.since,
        )
        .correlate_except(touch).exists()
    )  # fmt: skip
    first = (
        select(step.c.key)
        .where(step.c.version == current_version(), step.c.track_key == placed.c.track, ~dealt)
        .order_by(step.c.position, step.c.key)
        .limit(1)
        .correlate_except(step)
        .scalar_subquery()
    )
    touched = (
        select(func.max(last.c.at))
        .where(
            last.c.lead_id == placed.c.lead_id,
            last.c.track_key == placed.c.track,
            last.c.at >= placed.c.since,
        )
        .correlate_except(last)
        .scalar_subquery()
    )
    begun = (
        select(placed, first.label("step"), func.coalesce(touched, placed.c.since).label("counts_from"))
        .cte("begun").prefix_with("MATERIALIZED")
    )  # fmt: skip
    this = and_(
        TrackStep.version == current_version(),
        TrackStep.track_key == begun.c.track,
        TrackStep.key == begun.c.step,
    )
    due = func.coalesce(
        limit_ends_at(begun.c.counts_from, TrackStep.after_days.expression), begun.c.counts_from
    )
    return (
        select(begun, case((TrackStep.key.is_not(None), due)).label("due_at"))
        .select_from(begun).outerjoin(TrackStep, this)
        .cte("standing").prefix_with("MATERIALIZED")
    )  # fmt: skip


def _sees_all(member_id: UUID) -> ColumnElement[bool]:
    roles = (Role.TEAM_LEAD.value, Role.MARKETING.value)
    return exists().where(Member.id == literal(member_id, ID), Member.role.in_(roles))


def _about(where: NurtureWhere) -> list[ColumnElement[bool]]:
    found = [] if where.only_id is None else [Lead.id == where.only_id]
    fits = is_found(where.text)
    return found if fits is None else [*found, Lead.id.in_(select(LeadRow.lead_id).where(fits))]
