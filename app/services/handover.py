"""Handing a lead over to sales: submit, accept, return, answer, refuse; decided once (spec section 9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, func, insert, literal, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.models.activity import Activity
from app.models.handover import Handover, HandoverAnswer, HandoverMark
from app.models.leads import Lead
from app.models.people import Absence, Member
from app.models.playbook import Question
from app.models.runs import Run
from app.models.vocabulary import (
    REP_ROLES,
    SDR_ROLES,
    ActivityKind,
    Fact,
    FollowUpWhy,
    HandoverState,
    ReasonKind,
    Role,
    RunState,
    StageKind,
)  # fmt: skip
from app.services import routing
from app.services.follow_ups import drop_all, promise, why
from app.services.handover_card import decide_by, event, freeze, write_card
from app.services.holding import clock_again, has_role, works_on
from app.services.kernel.command import Decision, Effect, Guard, Key, Words
from app.services.kernel.expressions import ACTOR, ID, NOW, TEXT, WHOLE, Field, each, typed_null
from app.services.lifecycle import (
    has_required_fields,
    in_kind,
    lead_exists,
    may_move,
    missing_fields,
    move,
)  # fmt: skip
from app.services.limits import stage_for
from app.services.maturity import core_open, is_mature, is_of_earlier_cycle, latest_ended, ruled_out_since
from app.services.reasons import is_reason
from app.services.resubmission import is_barred, last_refusal, resubmission_details, resubmission_guards
from app.services.working_time import limit_ends_at

UNDECIDED = (HandoverState.WAITING.value, HandoverState.OPEN.value, HandoverState.RETURNED.value)
DECIDED = (HandoverState.ACCEPTED.value, HandoverState.REFUSED.value)

type Marks = Annotated[tuple[Key, ...], msgspec.Meta(max_length=60)]


class SubmitHandover(Decision, frozen=True, kw_only=True):
    """An SDR hands a mature lead over; its card is frozen and the assignment rules find the rep."""

    kind = "handover.submit"
    roles = SDR_ROLES
    handover_id: UUID
    lead_id: UUID
    run_id: UUID
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id, run_id, target = cls.arg("lead_id"), cls.arg("run_id"), stage_for(Fact.SUBMITTED)
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", works_on(lead_id))
        yield Guard("exists_already", ~exists().where(Handover.id == cls.arg("handover_id")))
        undecided = exists().where(Handover.lead_id == lead_id, Handover.state.in_(UNDECIDED))
        yield Guard("already_handed_over", ~undecided)
        yield Guard("wrong_stage", and_(in_kind(lead_id, StageKind.VALIDATING), may_move(lead_id, target)))
        finished = exists().where(
            Run.id == run_id, Run.lead_id == lead_id, Run.state == RunState.FINISHED.value
        )
        yield Guard("run_not_finished", finished)
        is_latest = run_id == latest_ended(lead_id)
        yield Guard("run_overtaken", and_(is_latest, ~ruled_out_since(run_id)))
        yield Guard("run_before_revival", ~is_of_earlier_cycle(run_id))
        yield Guard("not_mature", is_mature(run_id))
        yield Guard("core_missing", ~core_open(run_id).order_by(None).exists())
        yield Guard("fields_missing", has_required_fields(lead_id, target))
        yield Guard("call_unfinished", ~_call_running(lead_id))
        yield from resubmission_guards(lead_id)
        someone = or_(routing.waits_for_person(lead_id), routing.has_candidate(lead_id))
        yield Guard("nobody_to_take_it", someone, is_authority_only=True)

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return {
            "fields_missing": missing_fields(cls.arg("lead_id"), stage_for(Fact.SUBMITTED)),
            "core_missing": core_open(cls.arg("run_id")).add_columns(Question.title_zh, Question.title_en),
            **resubmission_details(),
        }

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        # The turn of the round robin first, then the lead: always in this order.
        yield select(Member.id).where(Member.role.in_(sorted(REP_ROLES))).order_by(Member.id)
        yield select(Lead.id).where(Lead.id == cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        handover_id, lead_id, run_id = cls.arg("handover_id"), cls.arg("lead_id"), cls.arg("run_id")
        yield from routing.write_receipt(handover_id, lead_id)
        yield write_card(
            handover_id, lead_id, run_id, submitted_by_id=ACTOR, words=cls.arg("words"), rep_id=routing.picked(),
            follows_id=last_refusal(lead_id),
        )  # fmt: skip
        yield from routing.pay(_rep_of(handover_id))
        yield from freeze(handover_id, lead_id, run_id)
        yield event(handover_id, "submitted", words=cls.arg("words"))
        yield drop_all(lead_id)
        yield from move(
            lead_id,
            Fact.SUBMITTED,
            stage_for(Fact.SUBMITTED),
            words=cls.arg("words"),
            rep_id=_rep_of(handover_id),
        )

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        return select(Handover.id, Handover.rep_id, Handover.state).where(
            Handover.id == cls.arg("handover_id")
        )


class ChooseRep(Decision, frozen=True, kw_only=True):
    """A lead gives a waiting hand-over to a rep of their choice, or moves an undecided one to another."""

    kind = "handover.choose"
    roles = frozenset({Role.TEAM_LEAD, Role.SALES_LEAD})
    handover_id: UUID
    rep_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        handover_id, rep_id = cls.arg("handover_id"), cls.arg("rep_id")
        yield Guard("unknown_handover", exists().where(Handover.id == handover_id))
        yield Guard("already_decided", _is(handover_id, Handover.state.in_(UNDECIDED)))
        choosable = (HandoverState.WAITING.value, HandoverState.OPEN.value)
        yield Guard("not_open", _is(handover_id, Handover.state.in_(choosable)))
        rep = exists().where(Member.id == rep_id, Member.is_active, Member.role.in_(sorted(REP_ROLES)))
        yield Guard("not_a_rep", rep)
        away = exists().where(Absence.member_id == rep_id, Absence.from_at <= NOW, Absence.until_at > NOW)
        yield Guard("rep_absent", ~away)
        yield Guard("already_theirs", ~func.coalesce(_is(handover_id, Handover.rep_id == rep_id), False))
        yield Guard("refused_it_before", ~is_barred(_lead_of(handover_id), rep_id))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield from _locks(cls.arg("handover_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        handover_id, rep_id = cls.arg("handover_id"), cls.arg("rep_id")
        yield routing.note_choice(handover_id, rep_id, routing.PERSON)
        yield Effect(
            _this(handover_id).values(
                state=HandoverState.OPEN.value, rep_id=rep_id, assigned_at=NOW, decide_by_at=decide_by()
            )
        )
        yield Effect(
            update(Lead).where(Lead.id == _lead_of(handover_id)).values(rep_id=rep_id, changed_at=NOW)
        )
        yield event(handover_id, "assigned")


class AcceptHandover(Decision, frozen=True, kw_only=True):
    """The rep accepts a hand-over; the lead becomes theirs to develop."""

    kind = "handover.accept"
    roles = REP_ROLES
    handover_id: UUID
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _may_decide(cls.arg("handover_id"), Fact.ACCEPTED)

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return _details(cls.arg("handover_id"), Fact.ACCEPTED)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield from _locks(cls.arg("handover_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        handover_id, lead_id = cls.arg("handover_id"), _lead_of(cls.arg("handover_id"))
        yield from _decide(handover_id, HandoverState.ACCEPTED, words=cls.arg("words"))
        yield from move(lead_id, Fact.ACCEPTED, stage_for(Fact.ACCEPTED), words=cls.arg("words"))
        due = limit_ends_at(NOW, literal(1, WHOLE))
        yield promise(
            lead_id, _rep_of(handover_id), func.coalesce(due, NOW), why(FollowUpWhy.REP_FIRST_CONTACT),
            literal("", TEXT),
        )  # fmt: skip


class ReturnHandover(Decision, frozen=True, kw_only=True):
    """The rep sends a hand-over back with a question; it is not decided and comes back to the same rep."""

    kind = "handover.return"
    roles = REP_ROLES
    handover_id: UUID
    reason: Key | None = None
    words: Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]
    """The question."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _may_decide(cls.arg("handover_id"), Fact.RETURNED)
        reason = cls.arg("reason")
        yield Guard("unknown_reason", or_(reason.is_(None), is_reason(reason, ReasonKind.RETURN)))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return _details(cls.arg("handover_id"), Fact.RETURNED)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield from _locks(cls.arg("handover_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        handover_id, lead_id = cls.arg("handover_id"), _lead_of(cls.arg("handover_id"))
        yield Effect(
            _this(handover_id).values(
                state=HandoverState.RETURNED.value,
                reason=cls.arg("reason"),
                decision_words=cls.arg("words"),
                decide_by_at=typed_null(WHOLE),
            )
        )
        yield event(handover_id, "returned", reason=cls.arg("reason"), words=cls.arg("words"))
        yield from move(
            lead_id, Fact.RETURNED, stage_for(Fact.RETURNED), reason=cls.arg("reason"), words=cls.arg("words"),
            **clock_again(),
        )  # fmt: skip
        due = limit_ends_at(NOW, literal(1, WHOLE))
        # Who works on the lead now can answer; who submitted it may have passed it on since.
        asked = func.coalesce(Lead.owner_id, _column(handover_id, Handover.submitted_by_id))
        yield promise(
            lead_id, asked, func.coalesce(due, NOW), why(FollowUpWhy.ANSWER_QUESTION), cls.arg("words")
        )


class AnswerReturn(Decision, frozen=True, kw_only=True):
    """The SDR answers the rep's question; the hand-over goes back to the same rep."""

    kind = "handover.answer"
    roles = SDR_ROLES
    handover_id: UUID
    words: Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        handover_id, target = cls.arg("handover_id"), stage_for(Fact.SUBMITTED)
        lead_id = _lead_of(handover_id)
        yield Guard("unknown_handover", exists().where(Handover.id == handover_id))
        yield Guard("not_yours", works_on(lead_id))
        yield Guard("already_decided", _is(handover_id, Handover.state.in_(UNDECIDED)))
        yield Guard("not_returned", _is(handover_id, Handover.state == HandoverState.RETURNED.value))
        yield Guard("wrong_stage", may_move(lead_id, target))
        yield Guard("fields_missing", has_required_fields(lead_id, target))
        yield Guard("run_overtaken", _still_qualifies(handover_id))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return _details(cls.arg("handover_id"), Fact.SUBMITTED)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield from _locks(cls.arg("handover_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        handover_id, lead_id = cls.arg("handover_id"), _lead_of(cls.arg("handover_id"))
        yield routing.note_choice(handover_id, _rep_of(handover_id), routing.SAME_REP)
        yield Effect(
            _this(handover_id).values(
                state=HandoverState.OPEN.value,
                reason=typed_null(TEXT),
                decision_words=typed_null(TEXT),
                decide_by_at=decide_by(),
            )
        )
        yield event(handover_id, "answered", words=cls.arg("words"))
        yield drop_all(lead_id)
        yield from move(
            lead_id,
            Fact.SUBMITTED,
            stage_for(Fact.SUBMITTED),
            words=cls.arg("words"),
            rep_id=_rep_of(handover_id),
        )


class RefuseHandover(Decision, frozen=True, kw_only=True):
    """The rep refuses a hand-over with a reason, words, and the answers that proved wrong."""

    kind = "handover.refuse"
    roles = REP_ROLES
    handover_id: UUID
    reason: Key
    words: Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]
    marked: Marks
    """Keys of the questions whose answers on the card proved wrong."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        handover_id = cls.arg("handover_id")
        yield from _may_decide(handover_id, Fact.REFUSED)
        yield Guard("unknown_reason", is_reason(cls.arg("reason"), ReasonKind.REFUSE))
        marked = each(cls.arg("marked"), "marked")
        on_card = exists().where(
            HandoverAnswer.handover_id == handover_id,
            HandoverAnswer.question_key == Field(marked, None, TEXT),
        )
        stray = select(literal(1)).select_from(marked).where(~on_card)
        yield Guard("not_on_the_card", ~stray.exists())

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return _details(cls.arg("handover_id"), Fact.REFUSED)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield from _locks(cls.arg("handover_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        handover_id, lead_id = cls.arg("handover_id"), _lead_of(cls.arg("handover_id"))
        yield from _decide(
            handover_id, HandoverState.REFUSED, reason=cls.arg("reason"), words=cls.arg("words")
        )
        marked = each(cls.arg("marked"), "marked")
        yield Effect(
            insert(HandoverMark).from_select(
                ["handover_id", "question_key"],
                select(handover_id, Field(marked, None, TEXT)).select_from(marked).distinct(),
            ),
            None,
        )
        yield from move(
            lead_id, Fact.REFUSED, stage_for(Fact.REFUSED), reason=cls.arg("reason"), words=cls.arg("words"),
            rep_id=typed_null(ID),
        )  # fmt: skip


# What deciding has in common ------------------------------------------------------------------------------------


def _may_decide(handover_id: ColumnElement[Any], fact: Fact) -> Iterator[Guard]:
    target, lead_id = stage_for(fact), _lead_of(handover_id)
    yield Guard("unknown_handover", exists().where(Handover.id == handover_id))
    yield Guard("not_yours", or_(_is(handover_id, Handover.rep_id == ACTOR), has_role(Role.SALES_LEAD)))
    yield Guard("already_decided", _is(handover_id, Handover.state.in_(UNDECIDED)))
    yield Guard("not_open", _is(handover_id, Handover.state == HandoverState.OPEN.value))
    yield Guard("wrong_stage", and_(may_move(lead_id, target)))
    yield Guard("fields_missing", has_required_fields(lead_id, target))


def _call_running(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether who hands over or who owns the lead is still on the phone with it: the card shows how each call ended."""
    caller = or_(Activity.by_id == ACTOR, Activity.by_id == Lead.owner_id)
    return exists().where(
        Lead.id == lead_id,
        Activity.lead_id == Lead.id,
        Activity.kind == ActivityKind.CALL.value,
        Activity.ended_at.is_(None),
        caller,
    )


def _still_qualifies(handover_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether what was asked since the card was frozen leaves the lead qualified; mostly nothing was."""
    frozen, latest = _column(handover_id, Handover.run_id), latest_ended(_lead_of(handover_id))
    qualifies = and_(is_mature(latest), ~core_open(latest).order_by(None).exists())
    return and_(~ruled_out_since(frozen), or_(latest == frozen, qualifies))


def _details(handover_id: ColumnElement[Any], fact: Fact) -> Mapping[str, Select[Any]]:
    decider = Member.__table__.alias("decider")
    return {
        "already_decided": select(decider.c.name)
        .select_from(Handover)
        .join(decider, decider.c.id == Handover.decided_by_id)
        .where(Handover.id == handover_id),
        "fields_missing": missing_fields(_lead_of(handover_id), stage_for(fact)),
    }


def _locks(handover_id: ColumnElement[Any]) -> Iterator[Select[Any]]:
    yield select(Lead.id).where(Lead.id == _lead_of(handover_id))


def _decide(
    handover_id: ColumnElement[Any],
    state: HandoverState,
    *,
    words: ColumnElement[Any],
    reason: ColumnElement[Any] | None = None,
) -> Iterator[Effect]:
    given = typed_null(TEXT) if reason is None else reason
    yield Effect(
        _this(handover_id).values(
            state=state.value, decided_at=NOW, decided_by_id=ACTOR, reason=given, decision_words=words
        )
    )
    yield event(handover_id, state.value, reason=given, words=words)


def _is(handover_id: ColumnElement[Any], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Handover.id == handover_id, condition)


def _this(handover_id: ColumnElement[Any]) -> Any:
    return update(Handover).where(Handover.id == handover_id)


def _column(handover_id: ColumnElement[Any], column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    return select(column).where(Handover.id == handover_id).scalar_subquery()


def _lead_of(handover_id: ColumnElement[Any]) -> ColumnElement[Any]:
    given = Handover.__table__.alias("given_over")
    return select(given.c.lead_id).where(given.c.id == handover_id).scalar_subquery()


def _rep_of(handover_id: ColumnElement[Any]) -> ColumnElement[Any]:
    given = Handover.__table__.alias("given_over")
    return select(given.c.rep_id).where(given.c.id == handover_id).scalar_subquery()
