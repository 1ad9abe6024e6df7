"""Who asked to be left alone: some entries of the do-not-contact list, one taken off, and one person erased."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select

from app.clock import DAY, HOUR, MINUTE
from app.models.activity import Activity
from app.models.leads import Lead
from app.models.vocabulary import ActivityKind, BarKind, BarReason, FollowUpWhy, StageKind
from app.services.calls import LogContact
from app.services.demo.stage import Stage
from app.services.do_not_contact import AllowContact, Bar, ForbidContact
from app.services.do_not_contact_keys import bar_typed, bars_of_company, bars_of_person
from app.services.erasing import ErasePerson
from app.services.erasing_traces import overwrite_traces, traces_of
from app.services.lifecycle import stands_in

_FORBIDDEN_BY_LAW = ("+8613900000001", "+8613900000002")
"""Numbers nobody has: entries of a register of objections."""
_CASE = {"zh": "邮件来函，编号 118", "en": "by e-mail, case 118"}
_SAID = {
    "zh": ("电话中本人提出", "对方来电询价"),
    "en": ("themselves, on the phone", "they called us for an offer"),
}


def keep_away(stage: Stage, language: str) -> None:
    """Put some people on the list, take one off again, erase one, and let a colleague write to a lead of ours."""
    said, called_us = _SAID[language]
    refused = stage.batch.read(_closed)
    at = stage.hours.after(stage.now - 9 * DAY, minutes=20)
    for place, lead_id in enumerate(refused[:4]):
        person = stage.batch.read(partial(bars_of_person, lead_id=lead_id))
        _forbid(stage, person, BarReason.ASKED, stage.me, at + place * HOUR, lead_id, said)
    mine = stage.batch.read(_mine(stage.me))
    for lead_id in mine[-1:]:
        company = stage.batch.read(partial(bars_of_company, lead_id=lead_id))
        _forbid(stage, company, BarReason.RELATION, stage.team_lead, at + DAY, lead_id)
    law = tuple(bar for text in _FORBIDDEN_BY_LAW if (bar := bar_typed(BarKind.PHONE, text)))
    entries = _forbid(stage, law, BarReason.LEGAL, stage.marketing, at + 2 * DAY)
    stage.give(AllowContact(entry_id=entries[-1].id, words=called_us), stage.team_lead, at + 3 * DAY)
    for lead_id in refused[4:5]:
        _erase(stage, lead_id, _CASE[language], at + 4 * DAY)
    for lead_id in mine[:1]:
        _write_to(stage, lead_id)


def _forbid(
    stage: Stage,
    bars: tuple[Bar, ...],
    reason: BarReason,
    by: UUID,
    at: int,
    lead_id: UUID | None = None,
    asked_by: str = "",
) -> tuple[Bar, ...]:
    entries = tuple(msgspec.structs.replace(bar, id=stage.new_id()) for bar in bars)
    if entries:
        command = ForbidContact(entries=entries, reason=reason, asked_by=asked_by, lead_id=lead_id)
        stage.give(command, by, at)
    return entries


def _erase(stage: Stage, lead_id: UUID, asked_by: str, at: int) -> None:
    traces = stage.batch.read(lambda db: traces_of(db, [lead_id]))
    stage.give(ErasePerson(lead_ids=(lead_id,), asked_by=asked_by, secret="0" * 64), stage.team_lead, at)
    stage.batch.read(lambda db: overwrite_traces(db, traces))


def _write_to(stage: Stage, lead_id: UUID) -> None:
    """A colleague wrote this morning: whoever dials now is told."""
    at = stage.now - 3 * HOUR
    message = LogContact(
        activity_id=stage.new_id(), lead_id=lead_id, activity_kind=ActivityKind.MESSAGE, is_connected=False, words="",
        next_at=stage.now + DAY + 7 * MINUTE, next_why=FollowUpWhy.NEXT_STEP,
    )  # fmt: skip
    stage.give(message, stage.team_lead, at)


def _closed(db: Connection) -> list[UUID]:
    """Return leads put aside lately."""
    statement = select(Lead.id).where(
        stands_in(StageKind.NURTURE), Lead.is_reachable, Lead.contact_key.is_not(None)
    )
    return list(db.execute(statement.order_by(Lead.changed_at.desc(), Lead.id).limit(5)).scalars())


def _mine(me: UUID) -> Any:
    """Ask for leads of the SDR at the desk that were called before and stand ready to be called again."""
    called = select(Activity.lead_id).where(Activity.by_id == me)
    statement = (
        select(Lead.id)
        .where(Lead.owner_id == me, stands_in(StageKind.VALIDATING), Lead.is_reachable, Lead.id.in_(called))
        .order_by(Lead.score.desc(), Lead.id)
    )

    def ask(db: Connection) -> list[UUID]:
        return list(db.execute(statement).scalars())

    return ask
