"""Asking a team lead what to do with a lead: what was refused, or what only they may decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Select, exists, insert, literal, select

from app.models.deals import HelpRequest
from app.models.people import Member
from app.models.vocabulary import FollowUpWhy, Role
from app.services.follow_ups import promise, why
from app.services.help_requests import HelpAbout, HelpState
from app.services.holding import ever_held
from app.services.kernel.command import Effect, Fact, Guard, Instant
from app.services.kernel.expressions import ACTOR, CMD, NOW, TEXT, WHOLE, typed_null
from app.services.lifecycle import lead_exists, lead_row

type Question = Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]


class AskTeamLead(Fact, frozen=True, kw_only=True):
    """Whoever holds or held a lead asks a team lead about it; it stands among the team lead's promises."""

    kind = "help.ask_lead"
    help_id: UUID
    lead_id: UUID
    asked_id: UUID
    words: Question
    due_at: Instant

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id, asked_id = cls.arg("lead_id"), cls.arg("asked_id")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", ever_held(lead_id))
        yield Guard("exists_already", ~exists().where(HelpRequest.id == cls.arg("help_id")))
        leads = exists().where(Member.id == asked_id, Member.is_active, Member.role == Role.TEAM_LEAD.value)
        yield Guard("cannot_help", leads)
        yield Guard("in_the_past", cls.arg("due_at") > NOW)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        columns = {
            "id": cls.arg("help_id"), "lead_id": cls.arg("lead_id"), "cmd_id": CMD, "by_id": ACTOR,
            "asked_id": cls.arg("asked_id"), "about": literal(HelpAbout.OTHER.value, TEXT), "words": cls.arg("words"),
            "at": NOW, "due_at": cls.arg("due_at"), "state": literal(HelpState.OPEN.value, TEXT),
            "answer": typed_null(TEXT), "answered_at": typed_null(WHOLE), "settled_at": typed_null(WHOLE),
        }  # fmt: skip
        yield Effect(insert(HelpRequest).from_select(list(columns), select(*columns.values())))
        yield promise(
            cls.arg("lead_id"),
            cls.arg("asked_id"),
            cls.arg("due_at"),
            why(FollowUpWhy.HELP),
            cls.arg("words"),
        )


def team_leads(db: Connection) -> tuple[tuple[UUID, str], ...]:
    """Return who may be asked, by name."""
    rows = db.execute(
        select(Member.id, Member.name)
        .where(Member.role == Role.TEAM_LEAD.value, Member.is_active)
        .order_by(Member.name_key, Member.id)
    )
    return tuple((row.id, row.name) for row in rows)
