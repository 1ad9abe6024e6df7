"""What surrounds the script at the call desk: stage, phones, running call, hand-over, next step, warnings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, func, literal, select

from app.models.activity import Activity, FollowUp
from app.models.calendar import WorkingDay
from app.models.desk import Draft
from app.models.handover import Handover
from app.models.leads import ContactPoint, Lead, StageMove
from app.models.people import Member
from app.models.playbook import Channel, Reason, Stage
from app.models.vocabulary import (
    ActivityKind,
    HandoverState,
    Outcome,
    PhoneStatus,
    PointKind,
    ReasonKind,
    Role,
    StageKind,
)
from app.services import drafts
from app.services.call_desk_rows import (
    CallLine,
    HandoverLine,
    NextDates,
    PhoneLine,
    PromiseLine,
    ReasonLine,
    ResponseClock,
    RunningCall,
    StageLine,
    desk_place,
)
from app.services.call_desk_script import text
from app.services.contact_mask import HIDDEN, shown_point
from app.services.follow_ups import OPEN
from app.services.kernel.expressions import ID, WHOLE
from app.services.personal_time import calendar_of
from app.services.playbook.document import Text
from app.services.working_time import TEAM, guard_opens_at, worked_s, works_at

CALLS_SHOWN = 50


def stage_of(db: Connection, lead_id: UUID, key: str, version: int) -> StageLine:
    """Return a lead's stage and the move that brought it there."""
    stage = db.execute(
        select(Stage.kind, Stage.title_zh, Stage.title_en).where(Stage.version == version, Stage.key == key)
    ).one()
    moved = db.execute(
        select(StageMove.at, StageMove.reason, StageMove.words, Member.name, Reason.title_zh, Reason.title_en)
        .outerjoin(Member, Member.id == StageMove.by_id)
        .outerjoin(Reason, (Reason.key == StageMove.reason) & (Reason.version == version))
        .where(StageMove.lead_id == lead_id, StageMove.to_stage == key)
        .order_by(StageMove.at.desc().nulls_last(), StageMove.cmd_id)
        .limit(1)
    ).one_or_none()
    title = text(stage.title_zh, stage.title_en)
    if moved is None:
        return StageLine(key, StageKind(stage.kind), title)
    reason = text(moved.title_zh, moved.title_en) if moved.reason else None
    return StageLine(key, StageKind(stage.kind), title, reason, moved.words or "", moved.name or "", moved.at)


def phones_of(db: Connection, lead: Row[*tuple[Any, ...]]) -> tuple[PhoneLine, ...]:
    """Return a lead's phones, the first to dial first."""
    rows = db.execute(
        select(shown_point("value"), shown_point("extension"), ContactPoint.status)
        .join(Lead, Lead.id == ContactPoint.lead_id)
        .where(ContactPoint.lead_id == lead.id, ContactPoint.kind == PointKind.PHONE.value)
        .order_by(ContactPoint.position)
    ).all()
    found = [(row.value, row.extension, row.status) for row in rows]
    if lead.phone and lead.phone not in [value for value, _, _ in found]:
        found.insert(0, (lead.phone, lead.phone_ext, lead.phone_status))
    return tuple(
        PhoneLine(
            value, extension, status == PhoneStatus.VALID and value.startswith("+") and HIDDEN not in value
        )
        for value, extension, status in found
    )


def running_call_of(db: Connection, me: UUID) -> RunningCall | None:
    """Return the call a member began and has not ended, with its notes."""
    row = db.execute(
        select(Activity.id, Activity.lead_id, Activity.at, Activity.phone, Lead.contact_name, Lead.company)
        .join(Lead, Lead.id == Activity.lead_id)
        .where(Activity.by_id == me, Activity.kind == ActivityKind.CALL.value, Activity.ended_at.is_(None))
        .order_by(Activity.at.desc().nulls_last(), Activity.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    kept = db.execute(
        select(Draft.words, Draft.saved_at).where(Draft.place == drafts.call_place(row.id))
    ).one_or_none()
    return RunningCall(
        row.id,
        row.lead_id,
        row.contact_name or row.company or "",
        row.at,
        row.phone or "",
        kept.words if kept else "",
        kept.saved_at if kept else None,
    )


def handover_of(db: Connection, lead_id: UUID, version: int) -> HandoverLine | None:
    """Return a lead's latest hand-over."""
    row = db.execute(
        select(
            Handover.id,
            Handover.state,
            Handover.submitted_at,
            Handover.decide_by_at,
            Handover.decided_at,
            Handover.reason,
            Handover.decision_words,
            Member.name,
            Member.role,
            Reason.title_zh,
            Reason.title_en,
        )
        .outerjoin(Member, Member.id == Handover.rep_id)
        .outerjoin(Reason, (Reason.key == Handover.reason) & (Reason.version == version))
        .where(Handover.lead_id == lead_id)
        .order_by(Handover.submitted_at.desc().nulls_last(), Handover.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return HandoverLine(
        row.id,
        HandoverState(row.state),
        row.name or "",
        None if row.role is None else Role(row.role),
        row.submitted_at,
        row.decide_by_at,
        row.decided_at,
        text(row.title_zh, row.title_en) if row.reason else None,
        row.decision_words or "",
    )


def promise_of(db: Connection, lead_id: UUID, me: UUID) -> PromiseLine | None:
    """Return a member's next open promise on a lead."""
    row = db.execute(
        select(FollowUp.due_at, FollowUp.why, FollowUp.words)
        .where(FollowUp.lead_id == lead_id, FollowUp.owner_id == me, FollowUp.state == OPEN)
        .order_by(FollowUp.due_at, FollowUp.cmd_id)
        .limit(1)
    ).one_or_none()
    return None if row is None else PromiseLine(row.due_at, row.why, row.words)


def reasons_of(db: Connection, version: int) -> tuple[ReasonLine, ...]:
    """Return the reasons to disqualify, in the playbook's order."""
    rows = db.execute(
        select(Reason.key, Reason.title_zh, Reason.title_en)
        .where(Reason.version == version, Reason.kind == ReasonKind.DISQUALIFY.value)
        .order_by(Reason.position, Reason.key)
    )
    return tuple(ReasonLine(row.key, text(row.title_zh, row.title_en)) for row in rows)


def dates_of(db: Connection, now: int, next_monday_at: int) -> NextDates:
    """Return the instants that only the working calendar knows."""
    third = guard_opens_at(bindparam("now", now, WHOLE), bindparam("days", 3, WHOLE))
    next_week = (
        select(func.min(WorkingDay.starts_at))
        .where(WorkingDay.calendar == TEAM, WorkingDay.midnight_at >= next_monday_at)
        .scalar_subquery()
    )
    row = db.execute(select(third.label("third"), next_week.label("next_week"))).one()
    return NextDates(row.third, row.next_week)


def response_of(
    db: Connection, lead: Row[*tuple[Any, ...]], now: int, limits: Mapping[str, int]
) -> ResponseClock | None:
    """Return the first-response clock of a lead nobody has tried to reach, in its owner's working seconds."""
    if lead.respond_by_at is None or lead.responded_at is not None:
        return None
    hours = calendar_of(literal(lead.owner_id, ID))
    limit_at, now_at = (bindparam(name, at, WHOLE) for name, at in (("by", lead.respond_by_at), ("now", now)))
    left = worked_s(limit_at, hours) - worked_s(now_at, hours)
    row = db.execute(select(left.label("left"), works_at(now_at, hours).label("runs"))).one()
    return ResponseClock(row.left, limits["first_response_minutes"] * 60, bool(row.runs))


def calls_of(db: Connection, lead_id: UUID) -> tuple[CallLine, ...]:
    """Return the calls with a lead, the latest first."""
    rows = db.execute(
        select(Activity.at, Activity.ended_at, Activity.outcome, Member.name)
        .outerjoin(Member, Member.id == Activity.by_id)
        .where(Activity.lead_id == lead_id, Activity.kind == ActivityKind.CALL.value)
        .order_by(Activity.at.desc().nulls_last(), Activity.id)
        .limit(CALLS_SHOWN)
    )
    return tuple(
        CallLine(row.at, row.ended_at, Outcome(row.outcome) if row.outcome else None, row.name or "")
        for row in rows
    )


def drafts_of(db: Connection, lead_id: UUID) -> dict[str, str]:
    """Return the words typed at a lead's desk and not yet given, by field."""
    begin = desk_place(lead_id, "")
    return {kept.place.removeprefix(begin): kept.words for kept in drafts.kept_words(begin)(db)}


def channel_of(db: Connection, key: str) -> Text:
    """Return a channel's title; one the playbook does not know is named by its key."""
    row = db.execute(select(Channel.title_zh, Channel.title_en).where(Channel.key == key)).one_or_none()
    return text(row.title_zh, row.title_en) if row else text(key, key)


def names_of(db: Connection, ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """Return names of members."""
    wanted = [member_id for member_id in ids if member_id is not None]
    if not wanted:
        return {}
    return {
        row.id: row.name for row in db.execute(select(Member.id, Member.name).where(Member.id.in_(wanted)))
    }
