"""Keeping immature leads warm: touches sent and left out, tracks chosen, answers, the way back (section 14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, insert, literal, or_, select, true

from app.models.activity import Activity, FollowUp
from app.models.leads import Lead
from app.models.nurture import Content, NurtureChoice, NurtureTouch
from app.models.vocabulary import SDR_ROLES, ActivityKind, Fact, FollowUpWhy, Role, StageKind
from app.services.calls import respond
from app.services.do_not_contact import is_barred
from app.services.follow_ups import OPEN, promise, why
from app.services.holding import clock_again, ever_held, has_role
from app.services.kernel.command import Decision, Effect, Guard, Instant, Key, Words
from app.services.kernel.command import Fact as FactCommand
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, Arg, typed_null
from app.services.lifecycle import (
    has_required_fields,
    in_kind,
    lead_exists,
    lead_row,
    may_move,
    missing_fields,
    move,
)
from app.services.limits import stage_for
from app.services.nurture_track import back_by, is_step, is_stopped, is_track, was_touched
from app.services.scoring import AHEAD

NURTURERS = frozenset({*SDR_ROLES, Role.MARKETING})
"""Who keeps leads warm: their SDR, the team lead, marketing."""

type _OfStep = type[SendTouch | SkipTouch]


class SendTouch(Decision, frozen=True, kw_only=True):
    """Whoever nurtures a lead notes that a step of its track was sent: a contact attempt, no two-way contact."""

    kind = "nurture.send"
    roles = NURTURERS
    lead_id: UUID
    track: Key
    step: Key
    activity_id: UUID
    """The message it is kept as."""
    content_id: UUID | None = None
    words: Words
    """What was sent, as the timeline tells it."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id, content_id = cls.arg("lead_id"), cls.arg("content_id")
        yield from _may_deal_with(cls)
        yield Guard("nurture_stopped", ~_of_lead(lead_id, is_stopped()))
        yield Guard("do_not_contact", ~is_barred(lead_id))
        yield Guard("no_way_to_reach", exists().where(Lead.id == lead_id, Lead.is_reachable))
        offered = exists().where(Content.id == content_id, Content.retired_at.is_(None))
        yield Guard("unknown_content", or_(content_id.is_(None), offered))
        yield Guard("exists_already", ~exists().where(Activity.id == cls.arg("activity_id")))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield _message(cls, ActivityKind.MESSAGE, NOW, is_connected=false())
        yield respond(cls.arg("lead_id"))
        yield _dealt_with(cls, cls.arg("activity_id"), cls.arg("content_id"))


class SkipTouch(Decision, frozen=True, kw_only=True):
    """Whoever nurtures a lead leaves a step of its track out; the next one counts from then on."""

    kind = "nurture.skip"
    roles = NURTURERS
    lead_id: UUID
    track: Key
    step: Key

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _may_deal_with(cls)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield _dealt_with(cls, typed_null(ID), typed_null(ID))


class ChooseTrack(Decision, frozen=True, kw_only=True):
    """Whoever nurtures a lead puts it on another track, which begins anew, or sends it nothing more for now."""

    kind = "nurture.choose"
    roles = NURTURERS
    lead_id: UUID
    track: Key | None
    """``None``: nothing is sent while the lead stays in nurture."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _may_nurture(cls.arg("lead_id"))
        yield Guard("unknown_track", or_(cls.arg("track").is_(None), is_track(cls.arg("track"))))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        values = {
            "cmd_id": CMD,
            "lead_id": cls.arg("lead_id"),
            "track_key": cls.arg("track"),
            "by_id": ACTOR,
            "at": NOW,
        }
        yield Effect(insert(NurtureChoice).values(**values))


class RecordReply(FactCommand, frozen=True, kw_only=True):
    """Somebody answered a mail or a message: a two-way contact, whoever sent it and whoever brings the answer in."""

    kind = "nurture.reply"
    roles = NURTURERS
    lead_id: UUID
    activity_id: UUID
    """Named by the file it stands in, so that the same one told twice counts once."""
    at: Instant
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_lead", lead_exists(cls.arg("lead_id")))
        yield Guard("not_yours", or_(ever_held(cls.arg("lead_id")), has_role(Role.MARKETING)))
        yield Guard("exists_already", ~exists().where(Activity.id == cls.arg("activity_id")))
        yield Guard("in_the_future", cls.arg("at") <= NOW + literal(AHEAD, WHOLE))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield _message(cls, ActivityKind.REPLY, cls.arg("at"), is_connected=true())
        yield respond(cls.arg("lead_id"))


class ReturnFromNurture(Decision, frozen=True, kw_only=True):
    """A lead that answered, asked, rose to the playbook's points or whose day has come is worked on again.

    Whoever's program notices may give it: it is a matter of recorded facts, judged when it is carried out. Its owner is
    promised to look at it at once.
    """

    kind = "nurture.back"
    lead_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id, target = cls.arg("lead_id"), stage_for(Fact.NURTURE_RETURNED)
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("wrong_stage", and_(in_kind(lead_id, StageKind.NURTURE), may_move(lead_id, target)))
        yield Guard("do_not_contact", ~is_barred(lead_id))
        yield Guard("nothing_brings_it_back", _of_lead(lead_id, back_by().is_not(None)))
        yield Guard("fields_missing", has_required_fields(lead_id, target))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return {"fields_missing": missing_fields(cls.arg("lead_id"), stage_for(Fact.NURTURE_RETURNED))}

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        lead_id, owner = cls.arg("lead_id"), Lead.owner_id.expression
        yield from move(
            lead_id,
            Fact.NURTURE_RETURNED,
            stage_for(Fact.NURTURE_RETURNED),
            reason=back_by(),
            **clock_again(),
        )
        due = FollowUp.__table__.alias("due_now")
        has_one = exists().where(
            due.c.lead_id == Lead.id, due.c.owner_id == owner, due.c.state == OPEN, due.c.due_at <= NOW
        )
        yield promise(
            lead_id, owner, NOW, why(FollowUpWhy.NURTURE_BACK), literal("", TEXT),
            only_if=and_(owner.is_not(None), Lead.is_reachable, ~has_one),
        )  # fmt: skip


def _may_nurture(lead_id: Arg) -> Iterator[Guard]:
    """Of a lead that nobody holds nobody knows how to reach it: whoever wants to write to it claims it first."""
    yield Guard("unknown_lead", lead_exists(lead_id))
    theirs = exists().where(Lead.id == lead_id, Lead.owner_id == ACTOR)
    held = exists().where(Lead.id == lead_id, Lead.owner_id.is_not(None))
    yield Guard("not_yours", or_(theirs, and_(held, has_role(Role.TEAM_LEAD, Role.MARKETING))))
    yield Guard("wrong_stage", in_kind(lead_id, StageKind.NURTURE))


def _may_deal_with(cls: _OfStep) -> Iterator[Guard]:
    yield from _may_nurture(cls.arg("lead_id"))
    yield Guard("unknown_step", is_step(cls.arg("track"), cls.arg("step")))
    touched = was_touched(cls.arg("track"), cls.arg("step"))
    yield Guard("touched_already", ~_of_lead(cls.arg("lead_id"), touched))


def _dealt_with(cls: _OfStep, activity_id: ColumnElement[Any], content_id: ColumnElement[Any]) -> Effect:
    values = {
        "cmd_id": CMD, "lead_id": cls.arg("lead_id"), "track_key": cls.arg("track"), "step_key": cls.arg("step"),
        "activity_id": activity_id, "content_id": content_id, "by_id": ACTOR, "at": NOW,
    }  # fmt: skip
    return Effect(insert(NurtureTouch).values(**values))


def _message(
    cls: type[SendTouch | RecordReply],
    kind: ActivityKind,
    at: ColumnElement[Any],
    *,
    is_connected: ColumnElement[bool],
) -> Effect:
    values = {
        "id": cls.arg("activity_id"), "lead_id": cls.arg("lead_id"), "kind": literal(kind.value, TEXT),
        "by_id": ACTOR, "at": at, "ended_at": at, "phone": typed_null(TEXT), "outcome": typed_null(TEXT),
        "is_attempt": true(), "is_connected": is_connected, "words": cls.arg("words"), "batch_id": typed_null(ID),
    }  # fmt: skip
    return Effect(insert(Activity).values(**values))


def _of_lead(lead_id: ColumnElement[Any], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a condition on the lead at hand holds of one lead."""
    return select(literal(1)).select_from(Lead).where(Lead.id == lead_id, condition).exists()
