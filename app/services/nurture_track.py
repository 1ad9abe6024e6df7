"""Where a lead in nurture stands, as expressions: why, its persona, its track, what brings it back (spec section 14).

All of them speak of the lead of the statement at hand and store nothing of their own: whatever moves a lead into
nurture or out of it, or takes a move back, needs to know nothing of tracks.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select

from app.models.activity import Activity, FollowUp
from app.models.leads import Lead, StageMove
from app.models.nurture import (
    NurtureChoice,
    NurtureTouch,
    Persona,
    PersonaWord,
    Track,
    TrackReason,
    TrackStep,
)
from app.models.scores import Behaviour
from app.models.vocabulary import ActivityKind, BackBy, BehaviourKind, FollowUpWhy
from app.services.follow_ups import OPEN
from app.services.holding import RESTING
from app.services.kernel.expressions import NOW, TEXT, Contains, Folded, typed_null
from app.services.limits import current_version, limit
from app.services.scoring import gained_since

ASKED = (BehaviourKind.DEMO_REQUEST, BehaviourKind.TRIAL_REQUEST)
"""What a lead does that is as good as an answer."""


def went_at() -> ColumnElement[Any]:
    """Return since when the lead stands in its stage; for one that an import put there, since it was recorded."""
    went = StageMove.__table__.alias("went")
    last = (
        select(func.max(went.c.at))
        .where(went.c.lead_id == Lead.id, went.c.to_stage == Lead.stage)
        .correlate(Lead)
        .scalar_subquery()
    )
    return func.coalesce(last, Lead.recorded_at)


def left_for() -> ColumnElement[Any]:
    """Return the reason the lead came to its stage for; NULL where none was given, as for a run under the threshold."""
    moved = StageMove.__table__.alias("left")
    return (
        select(moved.c.reason)
        .where(moved.c.lead_id == Lead.id, moved.c.to_stage == Lead.stage)
        .order_by(moved.c.at.desc().nulls_last(), moved.c.cmd_id)
        .limit(1)
        .correlate(Lead)
        .scalar_subquery()
    )


def persona_of() -> ColumnElement[Any]:
    """Return the first persona of which a word stands in the job title; NULL for none."""
    persona, word = Persona.__table__.alias("of_persona"), PersonaWord.__table__.alias("of_word")
    return (
        select(persona.c.key)
        .select_from(
            persona.join(word, and_(word.c.version == persona.c.version, word.c.persona_key == persona.c.key))
        )
        .where(persona.c.version == current_version(), Contains(Folded(Lead.title), Folded(word.c.word)))
        .order_by(persona.c.position, persona.c.key)
        .limit(1)
        .correlate(Lead)
        .scalar_subquery()
    )


def fitting_track(reason: ColumnElement[Any], persona: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the first track of the playbook in force for a reason and a persona; NULL where none is for them."""
    track, given = Track.__table__.alias("fitting"), TrackReason.__table__.alias("fitting_reason")
    of_track = and_(given.c.version == track.c.version, given.c.track_key == track.c.key)
    is_for_all = ~select(literal(1)).select_from(given).where(of_track).correlate(track).exists()
    asked = TrackReason.__table__.alias("asked_reason")
    is_for_it = (
        select(literal(1))
        .select_from(asked)
        .where(asked.c.version == track.c.version, asked.c.track_key == track.c.key, asked.c.reason == reason)
        .correlate_except(asked)
        .exists()
    )
    return (
        select(track.c.key)
        .where(
            track.c.version == current_version(),
            or_(track.c.persona.is_(None), track.c.persona == persona),
            or_(is_for_all, is_for_it),
        )
        .order_by(track.c.position, track.c.key)
        .limit(1)
        .correlate_except(track)
        .scalar_subquery()
    )


def chosen_at(since: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return when somebody last chose a track for the lead, or none, since an instant; NULL where nobody did."""
    choice = NurtureChoice.__table__.alias("chosen")
    return (
        select(func.max(choice.c.at))
        .where(choice.c.lead_id == Lead.id, choice.c.at >= since)
        .correlate_except(choice)
        .scalar_subquery()
    )


def on_track_since() -> ColumnElement[Any]:
    """Return since when the lead is on the track it is on."""
    return func.coalesce(chosen_at(went_at()), went_at())


def was_touched(track: ColumnElement[Any], step: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a step was dealt with for the lead since it is on its track."""
    touch = NurtureTouch.__table__.alias("dealt")
    return (
        select(literal(1))
        .select_from(touch)
        .where(
            touch.c.lead_id == Lead.id,
            touch.c.track_key == track,
            touch.c.step_key == step,
            touch.c.at >= on_track_since(),
        )
        .correlate(Lead)
        .exists()
    )


def is_stopped() -> ColumnElement[bool]:
    """Whether somebody took the lead off all tracks while it stays in nurture."""
    choice, later = NurtureChoice.__table__.alias("stop"), NurtureChoice.__table__.alias("after_stop")
    again = (
        select(literal(1))
        .select_from(later)
        .where(later.c.lead_id == choice.c.lead_id, later.c.at > choice.c.at)
        .correlate(choice)
        .exists()
    )
    return (
        select(literal(1))
        .select_from(choice)
        .where(choice.c.lead_id == Lead.id, choice.c.at >= went_at(), choice.c.track_key.is_(None), ~again)
        .correlate(Lead)
        .exists()
    )


def is_track(key: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the playbook in force has a track."""
    return exists().where(Track.version == current_version(), Track.key == key)


def is_step(track: ColumnElement[Any], step: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a track of the playbook in force has a step."""
    return exists().where(
        TrackStep.version == current_version(), TrackStep.track_key == track, TrackStep.key == step
    )


def back_by(now: ColumnElement[Any] = NOW) -> ColumnElement[Any]:
    """Return what brings the lead back from nurture by itself, a ``BackBy``; NULL while nothing does.

    It answered, it asked for a demo or a trial, what it did since carried its score to the playbook's points, or the
    day has come that somebody set. A score that stood there when it left brings nobody back.
    """
    return case(
        (_replied(went_at()), literal(BackBy.REPLY.value, TEXT)),
        (_asked(went_at()), literal(BackBy.REQUEST.value, TEXT)),
        (_risen(now), literal(BackBy.SCORE.value, TEXT)),
        (_day_has_come(now), literal(BackBy.DATE.value, TEXT)),
        else_=typed_null(TEXT),
    )


def may_be_back(now: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether anything at all could bring the lead back, whenever it was: what leaves most leads out at little cost."""
    return or_(
        Lead.score >= limit("nurture_return_points"),
        _replied(since=None),
        _asked(since=None),
        _day_has_come(now),
    )


def _replied(since: ColumnElement[Any] | None) -> ColumnElement[bool]:
    reply = Activity.__table__.alias("reply")
    later = [] if since is None else [reply.c.at > since]
    return (
        select(literal(1))
        .select_from(reply)
        .where(reply.c.lead_id == Lead.id, reply.c.kind == ActivityKind.REPLY.value, *later)
        .correlate(Lead)
        .exists()
    )


def _asked(since: ColumnElement[Any] | None) -> ColumnElement[bool]:
    request = Behaviour.__table__.alias("request")
    later = [] if since is None else [request.c.at > since]
    return (
        select(literal(1))
        .select_from(request)
        .where(
            request.c.lead_id == Lead.id,
            request.c.kind.in_([kind.value for kind in ASKED]),
            *later,
        )
        .correlate(Lead)
        .exists()
    )


def _risen(now: ColumnElement[Any]) -> ColumnElement[bool]:
    points = limit("nurture_return_points")
    # The cheap half first: most leads in nurture are far below.
    return and_(Lead.score >= points, Lead.score - gained_since(went_at(), now) < points)


def _day_has_come(now: ColumnElement[Any]) -> ColumnElement[bool]:
    promised = FollowUp.__table__.alias("promised_back")
    return (
        select(literal(1))
        .select_from(promised)
        .where(
            promised.c.lead_id == Lead.id,
            promised.c.why == FollowUpWhy.NURTURE_BACK.value,
            promised.c.state.in_((OPEN, RESTING)),
            promised.c.due_at <= now,
        )
        .correlate(Lead)
        .exists()
    )
