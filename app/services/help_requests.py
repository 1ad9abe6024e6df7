"""Reps ask marketing or the SDR for help with a lead: a case study, an event, a dinner (spec section 12)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, insert, literal, or_, select, update

from app.models.activity import FollowUp
from app.models.deals import HelpRequest
from app.models.leads import Lead
from app.models.people import Member
from app.models.vocabulary import REP_ROLES, FollowUpWhy, Role, StageKind
from app.services.follow_ups import DONE, DROPPED, OPEN, promise, why
from app.services.holding import has_role
from app.services.kernel.command import Decision, Effect, Guard, Instant
from app.services.kernel.expressions import ACTOR, CMD, NOW, TEXT, WHOLE, typed_null
from app.services.lifecycle import in_kind, lead_exists, lead_row
from app.services.pipeline import sells

type Said = Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]

HELPERS = frozenset({Role.SDR, Role.TEAM_LEAD, Role.MARKETING})
"""Who may be asked: the lead's SDR, team leads and marketing."""


class HelpAbout(StrEnum):
    """What help is asked for."""

    CASE = "case"
    EVENT = "event"
    DINNER = "dinner"
    CONTACT = "contact"
    """A way to somebody at the customer's."""
    PRESALES = "presales"
    """An engineer before the sale."""
    PRODUCT = "product"
    """A word from product management."""
    MANAGEMENT = "management"
    """A decision of management."""
    OTHER = "other"


class HelpState(StrEnum):
    """Where a request stands; an open one past its time is overdue."""

    OPEN = "open"
    ANSWERED = "answered"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class AskHelp(Decision, frozen=True, kw_only=True):
    """The rep asks for help with a lead by a time; it stands among the promises of who is asked.

    Asked are the lead's SDR, a team lead or marketing; who waits for people outside the program, such as pre-sales,
    product or management, keeps after it and asks themselves.
    """

    kind = "help.ask"
    roles = REP_ROLES
    help_id: UUID
    lead_id: UUID
    asked_id: UUID
    about: HelpAbout
    words: Said
    due_at: Instant

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id, asked_id = cls.arg("lead_id"), cls.arg("asked_id")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", sells(lead_id))
        yield Guard("wrong_stage", in_kind(lead_id, StageKind.OPEN))
        yield Guard("exists_already", ~exists().where(HelpRequest.id == cls.arg("help_id")))
        overseers = Member.role.in_(sorted({Role.TEAM_LEAD, Role.MARKETING}))
        sides = exists().where(Lead.id == lead_id, or_(Lead.owner_id == asked_id, Lead.rep_id == asked_id))
        yield Guard(
            "cannot_help", exists().where(Member.id == asked_id, Member.is_active, or_(overseers, sides))
        )
        yield Guard("in_the_past", cls.arg("due_at") > NOW)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        columns = {
            "id": cls.arg("help_id"), "lead_id": cls.arg("lead_id"), "cmd_id": CMD, "by_id": ACTOR,
            "asked_id": cls.arg("asked_id"), "about": cls.arg("about"), "words": cls.arg("words"), "at": NOW,
            "due_at": cls.arg("due_at"), "state": literal(HelpState.OPEN.value, TEXT), "answer": typed_null(TEXT),
            "answered_at": typed_null(WHOLE), "settled_at": typed_null(WHOLE),
        }  # fmt: skip
        yield Effect(insert(HelpRequest).from_select(list(columns), select(*columns.values())))
        yield promise(
            cls.arg("lead_id"),
            cls.arg("asked_id"),
            cls.arg("due_at"),
            why(FollowUpWhy.HELP),
            cls.arg("words"),
        )


class AnswerHelp(Decision, frozen=True, kw_only=True):
    """Who was asked for help says what they can do, or did; their promise is kept."""

    kind = "help.answer"
    roles = HELPERS
    help_id: UUID
    words: Said

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        help_id = cls.arg("help_id")
        yield Guard("unknown_help", _is(help_id))
        yield Guard("not_yours", _is(help_id, HelpRequest.asked_id == ACTOR))
        yield Guard("help_settled", _is(help_id, HelpRequest.state == HelpState.OPEN.value))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("help_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield _settle_promise(cls.arg("help_id"), DONE)
        yield Effect(
            update(HelpRequest)
            .where(HelpRequest.id == cls.arg("help_id"))
            .values(state=HelpState.ANSWERED.value, answer=cls.arg("words"), answered_at=NOW)
        )


class SettleHelp(Decision, frozen=True, kw_only=True):
    """Who asked for help notes that it was given, or needs it no more."""

    kind = "help.settle"
    roles = REP_ROLES
    help_id: UUID
    is_done: bool
    """Whether it was given; else it is withdrawn."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        help_id = cls.arg("help_id")
        unsettled = (HelpState.OPEN.value, HelpState.ANSWERED.value)
        yield Guard("unknown_help", _is(help_id))
        yield Guard("not_yours", or_(_is(help_id, HelpRequest.by_id == ACTOR), has_role(Role.SALES_LEAD)))
        yield Guard("help_settled", _is(help_id, HelpRequest.state.in_(unsettled)))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("help_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        help_id, is_done = cls.arg("help_id"), cls.arg("is_done")
        yield _settle_promise(help_id, DROPPED)
        for state, given in ((HelpState.DONE, is_done.is_(True)), (HelpState.WITHDRAWN, is_done.is_(False))):
            yield Effect(
                update(HelpRequest)
                .where(HelpRequest.id == help_id, given)
                .values(state=state.value, settled_at=NOW),
                None,
            )


def _settle_promise(help_id: ColumnElement[Any], state: str) -> Effect:
    asked = HelpRequest.__table__.alias("asked")
    made = select(asked.c.cmd_id).where(asked.c.id == help_id).scalar_subquery()
    return Effect(
        update(FollowUp)
        .where(and_(FollowUp.cmd_id == made, FollowUp.state == OPEN))
        .values(state=state, settled_at=NOW, settled_by_id=ACTOR),
        None,
    )


def _is(help_id: ColumnElement[Any], *also: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(HelpRequest.id == help_id, *also)


def _lead_of(help_id: ColumnElement[Any]) -> ColumnElement[Any]:
    asked = HelpRequest.__table__.alias("asked_for")
    return select(asked.c.lead_id).where(asked.c.id == help_id).scalar_subquery()
