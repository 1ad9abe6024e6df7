"""Calls, notes and other contacts with a lead (spec section 7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    false,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    true,
    update,
)

from app.models.activity import Activity, FollowUp
from app.models.leads import Lead
from app.models.people import Member
from app.models.vocabulary import ActivityKind, FollowUpWhy, Outcome, StageKind
from app.services.do_not_contact import is_barred, is_barred_number
from app.services.follow_ups import DONE, OPEN, keep_in_sight, next_step_made, promise, settle_open
from app.services.holding import ever_held, is_the_reps
from app.services.kernel.command import Effect, Fact, Guard, Instant, Line, Words
from app.services.kernel.expressions import ACTOR, ID, NOW, TEXT, WHOLE, typed_null
from app.services.lifecycle import in_kind, lead_exists, lead_row

_COLUMNS = [
    "id", "lead_id", "kind", "by_id", "at", "ended_at", "phone", "outcome", "is_attempt", "is_connected", "words",
    "batch_id",
]  # fmt: skip

TALKED = (Outcome.CONNECTED, Outcome.CALL_BACK, Outcome.REFUSED_CONTACT)
"""Outcomes of a call in which somebody spoke with us: a two-way contact."""


REACHING_OUT = (ActivityKind.CALL, ActivityKind.MESSAGE, ActivityKind.VISIT)
"""Activities by which we contact somebody, who may have asked us not to."""


class StartCall(Fact, frozen=True, kw_only=True):
    """A call to a lead begins; from here it is a contact attempt."""

    kind = "call.start"
    activity_id: UUID
    lead_id: UUID
    phone: Line

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id = cls.arg("lead_id")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", ever_held(lead_id))
        yield Guard("no_way_to_reach", exists().where(Lead.id == lead_id, Lead.is_reachable))
        barred = or_(is_barred(lead_id), is_barred_number(cls.arg("phone")))
        yield Guard("do_not_contact", ~barred)
        yield Guard("exists_already", ~exists().where(Activity.id == cls.arg("activity_id")))
        running = exists().where(
            Activity.by_id == ACTOR, Activity.kind == ActivityKind.CALL.value, Activity.ended_at.is_(None)
        )
        yield Guard("call_running", ~running)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Member.id).where(Member.id == ACTOR)
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(
            insert(Activity).from_select(
                _COLUMNS,
                select(
                    cls.arg("activity_id"), cls.arg("lead_id"), literal(ActivityKind.CALL.value, TEXT), ACTOR, NOW,
                    typed_null(WHOLE), cls.arg("phone"), typed_null(TEXT), true(), false(), literal("", TEXT),
                    typed_null(ID),
                ),
            )
        )  # fmt: skip
        yield respond(cls.arg("lead_id"))


class EndCall(Fact, frozen=True, kw_only=True):
    """A call ends with an outcome and a next step: no lead is left without one."""

    kind = "call.end"
    activity_id: UUID
    outcome: Outcome
    words: Words
    next_at: Instant | None = None
    """When the next step is due; ``None`` where the lead is closed, or a next step is promised already.

    A lead that is handed over in the same breath has the hand-over as its next step: its card shows the call's end.
    """
    next_why: FollowUpWhy | None = None
    next_words: Words | None = None

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        this = cls.arg("activity_id")
        yield Guard(
            "unknown_call", exists().where(Activity.id == this, Activity.kind == ActivityKind.CALL.value)
        )
        yield Guard("not_yours", exists().where(Activity.id == this, Activity.by_id == ACTOR))
        yield Guard("call_ended", exists().where(Activity.id == this, Activity.ended_at.is_(None)))
        yield Guard("in_the_past", or_(cls.arg("next_at").is_(None), cls.arg("next_at") > NOW))
        yield Guard("next_step_missing", _has_next_step(cls))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("activity_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        lead_id, has_next = _lead_of(cls.arg("activity_id")), cls.arg("next_at").is_not(None)
        yield Effect(
            update(Activity)
            .where(Activity.id == cls.arg("activity_id"))
            .values(
                ended_at=NOW,
                outcome=cls.arg("outcome"),
                is_connected=cls.arg("outcome").in_([outcome.value for outcome in TALKED]),
                words=cls.arg("words"),
            )
        )
        yield settle_open(lead_id, DONE, only_if=or_(has_next, FollowUp.due_at <= NOW))
        why = cls.arg("next_why")
        default_why = literal(FollowUpWhy.NEXT_STEP.value, TEXT)
        yield promise(
            lead_id, ACTOR, cls.arg("next_at"), func.coalesce(why, default_why), func.coalesce(cls.arg("next_words"), ""),
            is_agreed=cls.arg("outcome") == Outcome.CALL_BACK.value, only_if=has_next,
        )  # fmt: skip


class LogContact(Fact, frozen=True, kw_only=True):
    """A message, a visit, a reply or a note; all but the note are contact attempts.

    It may say the next step. A fact is never refused for want of one: a lead at work that would be left without gets
    one by itself.
    """

    kind = "contact.log"
    activity_id: UUID
    lead_id: UUID
    activity_kind: ActivityKind
    is_connected: bool
    words: Words
    next_at: Instant | None = None
    next_why: FollowUpWhy | None = None
    next_words: Words | None = None

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield Guard("unknown_lead", lead_exists(cls.arg("lead_id")))
        yield Guard("not_yours", ever_held(cls.arg("lead_id")))
        yield Guard("exists_already", ~exists().where(Activity.id == cls.arg("activity_id")))
        yield Guard("calls_are_started", cls.arg("activity_kind") != ActivityKind.CALL.value)
        # A note reaches nobody: it never counts as contact (spec section 10).
        is_note = cls.arg("activity_kind") == ActivityKind.NOTE.value
        yield Guard("note_is_no_contact", or_(~is_note, cls.arg("is_connected").is_(False)))
        yield Guard("in_the_past", or_(cls.arg("next_at").is_(None), cls.arg("next_at") > NOW))
        # What they send us may be noted whatever is on the list.
        reaches_out = cls.arg("activity_kind").in_([kind.value for kind in REACHING_OUT])
        yield Guard("do_not_contact", or_(~reaches_out, ~is_barred(cls.arg("lead_id"))))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        is_attempt = cls.arg("activity_kind") != ActivityKind.NOTE.value
        yield Effect(
            insert(Activity).from_select(
                _COLUMNS,
                select(
                    cls.arg("activity_id"), cls.arg("lead_id"), cls.arg("activity_kind"), ACTOR, NOW, NOW,
                    typed_null(TEXT), typed_null(TEXT), is_attempt, cls.arg("is_connected"), cls.arg("words"),
                    typed_null(ID),
                ),
            )
        )  # fmt: skip
        yield respond(cls.arg("lead_id"), only_if=is_attempt)
        lead_id, has_next = cls.arg("lead_id"), cls.arg("next_at").is_not(None)
        # Whoever promised the first contact has kept it by this one.
        is_first = FollowUp.why.in_([FollowUpWhy.FIRST_CONTACT.value, FollowUpWhy.REP_FIRST_CONTACT.value])
        yield settle_open(lead_id, DONE, only_if=or_(has_next, and_(is_attempt, is_first)))
        default_why = literal(FollowUpWhy.NEXT_STEP.value, TEXT)
        yield promise(
            lead_id, ACTOR, cls.arg("next_at"), func.coalesce(cls.arg("next_why"), default_why),
            func.coalesce(cls.arg("next_words"), ""), only_if=has_next,
        )  # fmt: skip
        yield keep_in_sight(lead_id, only_if=and_(is_attempt, ~has_next))

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        return next_step_made()


def respond(lead_id: ColumnElement[Any], *, only_if: ColumnElement[bool] | None = None) -> Effect:
    """Note the first response: the first contact attempt stops the clock."""
    condition = [] if only_if is None else [only_if]
    return Effect(
        update(Lead)
        .where(Lead.id == lead_id, Lead.responded_at.is_(None), *condition)
        .values(responded_at=NOW),
        None,
    )


def _lead_of(activity_id: ColumnElement[Any]) -> ColumnElement[Any]:
    return select(Activity.lead_id).where(Activity.id == activity_id).scalar_subquery()


def _has_next_step(cls: type[EndCall]) -> ColumnElement[bool]:
    """A date, an open promise still ahead, a lead its rep has promised the next step of, or one that is closed."""
    lead_id = _lead_of(cls.arg("activity_id"))
    ahead = exists().where(
        FollowUp.lead_id == lead_id, FollowUp.owner_id == ACTOR, FollowUp.state == OPEN, FollowUp.due_at > NOW
    )
    closed = ~in_kind(lead_id, StageKind.VALIDATING, StageKind.OPEN)
    theirs = exists().where(
        FollowUp.lead_id == lead_id, FollowUp.owner_id != ACTOR, FollowUp.state == OPEN, is_the_reps()
    )
    sold = and_(in_kind(lead_id, StageKind.OPEN), theirs)
    return or_(cls.arg("next_at").is_not(None), ahead, sold, and_(closed, lead_id.is_not(null())))
