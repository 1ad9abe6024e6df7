"""Leads as other programs read them: English keys, ISO instants in UTC, amounts in the currency's own unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import Connection, func, select

from app.clock import from_epoch_day, from_micros
from app.models.activity import Activity, FollowUp
from app.models.calibration import CallScore, CallScoreAnswer
from app.models.deals import HelpRequest, Rival
from app.models.handover import Handover, HandoverAnswer
from app.models.leads import ContactPoint, CustomField, Lead, ReachedMilestone, Tag, Touch
from app.models.people import Member
from app.models.runs import Answer, Run
from app.models.search_index import LeadRow
from app.models.vocabulary import ActivityKind, Milestone
from app.services.follow_ups import OPEN
from app.services.lead_fields import FIELDS, NO_CENTS, THREE_DECIMALS
from app.services.lead_filter import condition_of
from app.services.lead_knowledge import score_reasons
from app.services.lead_view import LeadView, lead_view
from app.services.timeline import Event, EventKind

CHUNK = 500
_PLAIN = (
    "company", "contact_name", "title", "phone", "phone_ext", "email", "region", "city", "industry", "company_size",
    "registration_no", "website", "channel", "campaign", "ad_unit", "keyword", "landing_page", "source",
    "external_id", "stage", "sub_state", "cycle", "score", "currency", "lost_reason",
)  # fmt: skip
_FIRST_TOUCH = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "referrer", "ip")

type Json = dict[str, Any]


def leads_json(db: Connection, where: str = "", limit: int | None = None) -> list[Json]:
    """Return leads with every field by its English key, the earliest created first.

    Args:
        db: A connection.
        where: A written filter, see ``lead_filter``; empty for all.
        limit: At most so many.

    Raises:
        FilterProblem: the filter cannot be read.
    """
    asked = select(Lead.id).order_by(Lead.created_at, Lead.id)
    if where.strip():
        asked = asked.where(condition_of(where))
    ids = list(db.execute(asked.limit(limit)).scalars())
    return [one for begin in range(0, len(ids), CHUNK) for one in _chunk(db, ids[begin : begin + CHUNK])]


def lead_json(db: Connection, lead_id: UUID) -> Json | None:
    """Return one lead with its timeline, runs and hand-overs; ``None`` where there is no such lead."""
    view = lead_view(db, lead_id)
    if view is None:
        return None
    return {
        **_chunk(db, [lead_id])[0],
        "points": _points(db, lead_id),
        "touches": [{**asdict(touch), "at": _instant(touch.at)} for touch in view.touches],
        "score_lines": [
            {
                "title": None if one.title is None else one.title.shown("en"),
                "points": one.points,
                "times": one.times,
            }
            for one in score_reasons(db, lead_id)
        ],
        "milestones": {one.milestone.value: _instant(one.at) for one in view.milestones},
        "suspect_milestones": [one.milestone.value for one in view.milestones if one.is_suspect],
        "holders": _holders(view),
        "promises": [
            {"due_at": _instant(one.due_at), "why": one.why, "words": one.words, "owner": one.owner_name}
            for one in view.promises
        ],
        "runs": _runs(db, lead_id),
        "handovers": _handovers(db, view),
        "judged_calls": _judged_calls(db, lead_id),
        "rivals": _rivals(db, lead_id),
        "helps": _helps(db, lead_id),
        "timeline": [_event(event) for event in view.timeline],
    }


def _rivals(db: Connection, lead_id: UUID) -> list[Json]:
    """Return the other vendors named in a deal, those taken off again with the instant."""
    of = Rival
    rows = db.execute(select(of.name, of.at, of.gone_at).where(of.lead_id == lead_id).order_by(of.at, of.id))
    return [{"name": row.name, "at": _instant(row.at), "gone_at": _instant(row.gone_at)} for row in rows]


def _helps(db: Connection, lead_id: UUID) -> list[Json]:
    """Return what help was asked for, of whom, and how each request stands."""
    of = HelpRequest
    rows = db.execute(
        select(of.about, of.words, of.at, of.state, of.answer, of.answered_at, Member.name)
        .join(Member, Member.id == of.asked_id, isouter=True)
        .where(of.lead_id == lead_id)
        .order_by(of.at, of.id)
    )
    return [
        {
            "about": row.about, "asked": row.name, "words": row.words, "at": _instant(row.at), "state": row.state,
            "answer": row.answer, "answered_at": _instant(row.answered_at),
        }
        for row in rows
    ]  # fmt: skip


def _points(db: Connection, lead_id: UUID) -> list[Json]:
    """Return every way to reach a lead's contact, whoever holds it: this door is for the owner of the data."""
    of = ContactPoint
    rows = db.execute(
        select(of.kind, of.value, of.raw, of.extension, of.status)
        .where(of.lead_id == lead_id)
        .order_by(of.kind.desc(), of.position)
    ).mappings()
    return [dict(row) for row in rows]


def _chunk(db: Connection, ids: Sequence[UUID]) -> list[Json]:
    """Return leads in the order of their ids; a handful of statements for all of them."""
    leads = {
        row["id"]: dict(row) for row in db.execute(select(Lead.__table__).where(Lead.id.in_(ids))).mappings()
    }
    people = {row.id: row.name for row in db.execute(select(Member.id, Member.name))}
    parts = _Parts(db, ids)
    return [_one(leads[lead_id], people, parts) for lead_id in ids]


class _Parts:
    """What belongs to some leads, read at once and grouped by lead."""

    def __init__(self, db: Connection, ids: Sequence[UUID]) -> None:
        self.points = _grouped(
            db.execute(
                select(ContactPoint.lead_id, ContactPoint.kind, ContactPoint.value)
                .where(ContactPoint.lead_id.in_(ids))
                .order_by(ContactPoint.kind, ContactPoint.position)
            )
        )
        self.custom = _grouped(
            db.execute(
                select(CustomField.lead_id, CustomField.name, CustomField.value).where(
                    CustomField.lead_id.in_(ids)
                )
            )
        )
        self.tags = _grouped(
            db.execute(select(Tag.lead_id, Tag.tag).where(Tag.lead_id.in_(ids)).order_by(Tag.tag))
        )
        self.milestones = _grouped(
            db.execute(
                select(ReachedMilestone.lead_id, ReachedMilestone.milestone, ReachedMilestone.at).where(
                    ReachedMilestone.lead_id.in_(ids)
                )
            )
        )
        self.notes = _grouped(
            db.execute(
                select(Activity.lead_id, Activity.words)
                .where(Activity.lead_id.in_(ids), Activity.kind == ActivityKind.NOTE.value)
                .order_by(Activity.at, Activity.id)
            )
        )
        touches = select(Touch.lead_id, *(getattr(Touch, name) for name in _FIRST_TOUCH))
        self.touches = _grouped(
            db.execute(touches.where(Touch.lead_id.in_(ids)).order_by(Touch.at, Touch.id))
        )
        self.rows = _grouped(
            db.execute(
                select(LeadRow.lead_id, LeadRow.maturity_pct, LeadRow.last_at).where(LeadRow.lead_id.in_(ids))
            )
        )
        self.lost = _grouped(db.execute(select(Lead.id, FIELDS["lost_at"].values[0]).where(Lead.id.in_(ids))))
        self.due = _grouped(
            db.execute(
                select(FollowUp.lead_id, func.min(FollowUp.due_at))
                .where(FollowUp.lead_id.in_(ids), FollowUp.state == OPEN)
                .group_by(FollowUp.lead_id)
            )
        )


def _one(lead: Mapping[str, Any], people: Mapping[UUID, str], parts: _Parts) -> Json:
    lead_id = lead["id"]
    row = next(iter(parts.rows.get(lead_id, ())), (None, None))
    touch = next(iter(parts.touches.get(lead_id, ())), (None,) * len(_FIRST_TOUCH))
    reached: dict[Any, Any] = dict(parts.milestones.get(lead_id, ()))
    close = lead["expected_close_on"]
    return {
        "id": str(lead_id),
        **{name: lead[name] for name in _PLAIN},
        **_numbered(parts.points.get(lead_id, ())),
        **dict(zip(_FIRST_TOUCH, touch, strict=True)),
        "utm_url": _tagged(lead["landing_page"], dict(zip(_FIRST_TOUCH, touch, strict=True))),
        "owner": people.get(lead["owner_id"]),
        "rep": people.get(lead["rep_id"]),
        "batch": str(lead["batch_id"]) if lead["batch_id"] else None,
        "reachable": lead["is_reachable"],
        "maturity": row[0],
        "amount": _money(lead["amount"], lead["currency"]),
        "expected_close_on": None if close is None else from_epoch_day(close).isoformat(),
        "created_at": _instant(lead["created_at"]),
        **{f"{one.value}_at": _instant(reached.get(one.value)) for one in Milestone},
        "lost_at": _instant(parts.lost[lead_id][0][0]),
        "recorded_at": _instant(lead["recorded_at"]),
        "respond_by_at": _instant(lead["respond_by_at"]),
        "responded_at": _instant(lead["responded_at"]),
        "last_contact_at": _instant(row[1]),
        "next_step_at": _instant(next((due for (due,) in parts.due.get(lead_id, ())), None)),
        "note": "\n\n".join(words for (words,) in parts.notes.get(lead_id, ())) or None,
        "tags": [tag for (tag,) in parts.tags.get(lead_id, ())],
        **{f"custom:{name}": value for name, value in parts.custom.get(lead_id, ())},
    }


def _numbered(points: Iterable[Sequence[Any]]) -> Json:
    """Return the second and further phones and e-mails; the first of each stands on the lead."""
    found: Json = {"phone_2": None, "email_2": None}
    seen: dict[str, int] = {}
    for kind, value in points:
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] > 1:
            found[f"{kind}_{seen[kind]}"] = value
    return found


def _tagged(page: str | None, touch: Mapping[str, str | None]) -> str | None:
    """Return the address of the first touch with its tags behind it; ``None`` for a touch without tags."""
    tags = {name: value for name, value in touch.items() if name.startswith("utm_") and value}
    return f"{page or ''}?{urlencode(tags)}" if tags else None


def _grouped(rows: Iterable[Any]) -> dict[UUID, list[tuple[Any, ...]]]:
    found: dict[UUID, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(tuple(row[1:]))
    return found


def _money(minor: int | None, currency: str | None) -> int | float | None:
    if minor is None:
        return None
    decimals = 0 if currency in NO_CENTS else 3 if currency in THREE_DECIMALS else 2
    amount = Decimal(minor).scaleb(-decimals)
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _instant(micros: int | None) -> str | None:
    return None if micros is None else from_micros(micros).isoformat()


def _holders(view: LeadView) -> list[Json]:
    return [
        {"name": one.name, "from": _instant(one.from_at), "until": _instant(one.until_at), "how": one.how}
        for one in view.holders
    ]


def _runs(db: Connection, lead_id: UUID) -> list[Json]:
    answers = _grouped(
        db.execute(
            select(Answer.run_id, Answer.question_key, Answer.state, Answer.choice_key, Answer.words)
            .join(Run, Run.id == Answer.run_id)
            .where(Run.lead_id == lead_id)
            .order_by(Answer.asked_at, Answer.question_key)
        )
    )
    runs = db.execute(
        select(*Run.__table__.c, Member.name.label("by_name"))
        .outerjoin(Member, Member.id == Run.by_id)
        .where(Run.lead_id == lead_id)
        .order_by(Run.started_at, Run.id)
    )
    return [
        {
            "id": str(run.id),
            "version": run.playbook_version,
            "by": run.by_name,
            "state": run.state,
            "started_at": _instant(run.started_at),
            "finished_at": _instant(run.finished_at),
            "stop_reason": run.stop_reason,
            "maturity": run.total_weight and 100 * run.good_weight // run.total_weight,
            "answers": [
                dict(zip(("question", "state", "choice", "words"), answer, strict=True))
                for answer in answers.get(run.id, ())
            ],
        }
        for run in runs
    ]


def _judged_calls(db: Connection, lead_id: UUID) -> list[Json]:
    """Return how people judged recordings of the lead's calls, the first judgement first."""
    answers = _grouped(
        db.execute(
            select(CallScoreAnswer.score_id, CallScoreAnswer.question_key, CallScoreAnswer.state)
            .join(CallScore, CallScore.id == CallScoreAnswer.score_id)
            .where(CallScore.lead_id == lead_id)
            .order_by(CallScoreAnswer.question_key)
        )
    )
    rows = db.execute(
        select(*CallScore.__table__.c, Member.name)
        .outerjoin(Member, Member.id == CallScore.by_id)
        .where(CallScore.lead_id == lead_id)
        .order_by(CallScore.scored_at, CallScore.id)
    )
    return [
        {
            "call": str(row.activity_id),
            "by": row.name,
            "at": _instant(row.scored_at),
            "version": row.playbook_version,
            "answers": [
                dict(zip(("question", "state"), answer, strict=True)) for answer in answers.get(row.id, ())
            ],
        }
        for row in rows
    ]


def _handovers(db: Connection, view: LeadView) -> list[Json]:
    """Return the hand-overs, the first first, each with what happened with it."""
    by = Member.__table__.alias("by")
    of = Handover
    rows = db.execute(
        select(
            of.id, of.state, of.playbook_version, of.submitted_at, of.decided_at, of.reason, of.threshold_pct,
            of.good_weight, of.total_weight, Member.name, by.c.name.label("by_name"),
        )
        .outerjoin(Member, Member.id == Handover.rep_id)
        .outerjoin(by, by.c.id == Handover.submitted_by_id)
        .where(Handover.lead_id == view.facts.id)
        .order_by(Handover.submitted_at, Handover.id)
    )  # fmt: skip
    cards = _grouped(
        db.execute(
            select(HandoverAnswer.handover_id, HandoverAnswer.question_key, HandoverAnswer.state)
            .join(Handover, Handover.id == HandoverAnswer.handover_id)
            .where(Handover.lead_id == view.facts.id)
            .order_by(HandoverAnswer.position, HandoverAnswer.question_key)
        )
    )
    events = [event for event in reversed(view.timeline) if event.kind is EventKind.HANDOVER]
    return [
        {
            "id": str(row.id),
            "state": row.state,
            "version": row.playbook_version,
            "by": row.by_name,
            "rep": row.name,
            "maturity": row.total_weight and 100 * row.good_weight // row.total_weight,
            "threshold": row.threshold_pct,
            "submitted_at": _instant(row.submitted_at),
            "decided_at": _instant(row.decided_at),
            "reason": row.reason,
            "answers": [
                dict(zip(("question", "state"), answer, strict=True)) for answer in cards.get(row.id, ())
            ],
            "events": [_event(event) for event in events if event.ref == row.id],
        }
        for row in rows
    ]


def _event(event: Event) -> Json:
    return {
        "kind": event.kind.value,
        "at": _instant(event.at),
        "code": event.code,
        "by": event.by_name,
        "detail": event.detail,
        "words": event.words,
        "reason": event.reason,
        "until": _instant(event.until_at),
        "ref": str(event.ref) if event.ref else None,
    }
