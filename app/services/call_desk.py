"""What the call desk asks of the database about one lead (spec sections 7 and 8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, literal, select

from app.models.leads import Lead
from app.models.people import Member
from app.models.playbook import Limit
from app.models.runs import Run
from app.models.vocabulary import Role
from app.services.call_desk_around import (
    calls_of,
    channel_of,
    dates_of,
    drafts_of,
    handover_of,
    names_of,
    phones_of,
    promise_of,
    reasons_of,
    response_of,
    running_call_of,
    stage_of,
)
from app.services.call_desk_rows import CallDesk, RunLine, RunningCall
from app.services.call_desk_script import answers_of, carried, questions_of, run_of
from app.services.contact_guards import ContactGuards, contact_guards
from app.services.contact_mask import shown
from app.services.handover import SubmitHandover
from app.services.kernel.command import Given
from app.services.kernel.expressions import ID
from app.services.kernel.sqlite_judge import details_of, failing_codes
from app.services.limits import current_version
from app.services.maturity import ENDED, LIVE, threshold_of
from app.services.recall import recall_clock
from app.services.reservations import reserved
from app.services.resubmission_view import waiting_of

_NOBODY = UUID(int=0)


def call_desk(
    lead_id: UUID, me: UUID, *, now: int, next_monday_at: int, language: str = "en"
) -> Callable[[Connection], CallDesk | None]:
    """Return the query of the call desk for one lead; its answer is ``None`` where there is no such lead.

    Args:
        lead_id: The lead.
        me: The member at the desk.
        now: Microseconds UTC.
        next_monday_at: When the next week begins where the person is, microseconds UTC.
        language: ``zh`` or ``en``, for the names of holidays.
    """

    def query(db: Connection) -> CallDesk | None:
        lead = db.execute(select(*_LEAD).where(Lead.id == lead_id)).one_or_none()
        return None if lead is None else _desk(db, lead, me, now, next_monday_at, language)

    return query


def running_call(me: UUID) -> Callable[[Connection], RunningCall | None]:
    """Return the query of the call a member began and has not ended, with what was noted in it."""

    def query(db: Connection) -> RunningCall | None:
        return running_call_of(db, me)

    return query


_LEAD = (
    Lead.id,
    Lead.company,
    Lead.company_key,
    Lead.contact_name,
    shown("phone"),
    shown("phone_ext"),
    Lead.phone_status,
    Lead.stage,
    Lead.owner_id,
    Lead.is_reachable,
    Lead.channel,
    Lead.campaign,
    Lead.keyword,
    Lead.respond_by_at,
    Lead.responded_at,
)


def _desk(
    db: Connection, lead: Row[*tuple[Any, ...]], me: UUID, now: int, next_monday_at: int, language: str
) -> CallDesk:
    lead_id: UUID = lead.id
    version: int = db.execute(select(current_version())).scalar_one()
    live = run_of(db, lead_id, LIVE, Run.started_at.expression)
    ended = run_of(db, lead_id, ENDED, Run.finished_at.expression)
    asked_with = live.version if live else version
    questions = questions_of(db, asked_with)
    ended_answers = answers_of(db, ended.run_id) if ended else {}
    rows = db.execute(select(Limit.key, Limit.value).where(Limit.version == version))
    limits = {row.key: row.value for row in rows}
    counts = live or ended
    needed = db.execute(select(threshold_of(literal(counts.run_id, ID)))).scalar_one() if counts else None
    codes, missing = _against_submitting(db, lead_id, live or ended, me, now)
    role = db.execute(select(Member.role).where(Member.id == me)).scalar_one_or_none()
    names = names_of(db, {lead.owner_id})
    guards = contact_guards(lead_id, me, now=now, language=language)(db) or ContactGuards()
    return CallDesk(
        lead_id=lead_id,
        company=lead.company or "",
        contact=lead.contact_name or "",
        stage=stage_of(db, lead_id, lead.stage, version),
        is_mine=lead.owner_id == me or role == Role.TEAM_LEAD,
        owner_id=lead.owner_id,
        owner_name=names.get(lead.owner_id, ""),
        phones=phones_of(db, lead),
        is_reachable=lead.is_reachable,
        questions=questions,
        version=asked_with,
        run=live,
        ended=ended,
        answers=answers_of(db, live.run_id) if live else carried(ended_answers, questions),
        ended_answers=ended_answers,
        ended_questions=questions_of(db, ended.version)
        if ended and ended.version != asked_with
        else questions,
        threshold_pct=needed if needed is not None else limits["threshold_pct"],
        is_sample=needed is not None and needed < limits["threshold_pct"],
        weak_passes=limits["weak_passes"] == 1,
        stale_answer_days=limits["stale_answer_days"],
        submit_codes=codes,
        missing_fields=missing,
        waiting=waiting_of(lead_id, now)(db),
        call=running_call_of(db, me),
        handover=handover_of(db, lead_id, version),
        promise=promise_of(db, lead_id, me),
        reasons=reasons_of(db, version),
        dates=dates_of(db, now, next_monday_at),
        tomorrow_hour=limits["snooze_tomorrow_hour"],
        calls=calls_of(db, lead_id),
        source=(channel_of(db, lead.channel), lead.campaign or "", lead.keyword or ""),
        warnings=guards,
        response=response_of(db, lead, now, limits),
        recall=recall_clock(db, lead_id, now),
        is_reserved=lead_id in reserved(db),
        drafts=drafts_of(db, lead_id),
        read_at=now,
    )


def _against_submitting(
    db: Connection, lead_id: UUID, run: RunLine | None, me: UUID, now: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the guards that do not hold for a hand-over now, and the fields that lack."""
    asked = SubmitHandover(
        handover_id=_NOBODY, lead_id=lead_id, run_id=run.run_id if run else _NOBODY, words=""
    )
    given = Given(asked, _NOBODY, me, now)
    codes = tuple(failing_codes(db, given))
    fields = details_of(db, given, "fields_missing") if "fields_missing" in codes else []
    return codes, tuple(str(field) for field in fields)
