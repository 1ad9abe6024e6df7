"""The team lead's verdict on a refused hand-over, and what follows it by itself (spec section 9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, insert, literal, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.models.handover import Handover
from app.models.leads import Lead, Ownership
from app.models.people import Member
from app.models.review import Review
from app.models.vocabulary import REP_ROLES, Fact, FollowUpWhy, ReasonKind, Role, Verdict
from app.services import routing
from app.services.follow_ups import drop_all, promise, why
from app.services.handover_card import event, freeze, write_card
from app.services.holding import clock_again
from app.services.kernel.command import Decision, Effect, Guard, Key
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, typed_null
from app.services.lifecycle import has_required_fields, may_move, missing_fields, move
from app.services.limits import stage_for
from app.services.maturity import ruled_out_since
from app.services.reasons import is_reason
from app.services.resubmission import Reasoned, is_last_word, lead_of_handover, of_a_refused_one
from app.services.working_time import limit_ends_at


class JudgeRefusalRight(Decision, frozen=True, kw_only=True):
    """The team lead finds that sales refused rightly: the lead goes to nurture and keeps the reason."""

    kind = "review.refusal_right"
    roles = frozenset({Role.TEAM_LEAD})
    handover_id: UUID
    cause: Key
    words: Reasoned

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _may_judge(cls.arg("handover_id"), cls.arg("cause"), Fact.REFUSAL_RIGHT)

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return _details(cls.arg("handover_id"), Fact.REFUSAL_RIGHT)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_of_handover(cls.arg("handover_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        handover_id, words = cls.arg("handover_id"), cls.arg("words")
        lead_id = _of(handover_id, Handover.lead_id)
        yield from _note(handover_id, Verdict.REFUSAL_RIGHT, cls.arg("cause"), words)
        yield drop_all(lead_id)
        yield from _move(lead_id, Fact.REFUSAL_RIGHT, reason=_of(handover_id, Handover.reason), words=words)


class JudgeHandoverRight(Decision, frozen=True, kw_only=True):
    """The team lead finds that the hand-over was right: it goes to another rep at once, credited to its SDR."""

    kind = "review.handover_right"
    roles = frozenset({Role.TEAM_LEAD})
    handover_id: UUID
    again_id: UUID
    """The new hand-over's id."""
    cause: Key
    words: Reasoned

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        handover_id = cls.arg("handover_id")
        lead_id = _of(handover_id, Handover.lead_id)
        yield from _may_judge(handover_id, cls.arg("cause"), Fact.HANDOVER_RIGHT)
        yield Guard("exists_already", ~exists().where(Handover.id == cls.arg("again_id")))
        yield Guard("run_overtaken", ~ruled_out_since(_of(handover_id, Handover.run_id)))
        someone = or_(routing.waits_for_person(lead_id), routing.has_candidate(lead_id))
        yield Guard("nobody_to_take_it", someone, is_authority_only=True)

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return _details(cls.arg("handover_id"), Fact.HANDOVER_RIGHT)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        # The turn of the round robin first, then the lead: always in this order.
        yield select(Member.id).where(Member.role.in_(sorted(REP_ROLES))).order_by(Member.id)
        yield lead_of_handover(cls.arg("handover_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        handover_id, again_id, words = cls.arg("handover_id"), cls.arg("again_id"), cls.arg("words")
        lead_id, run_id = _of(handover_id, Handover.lead_id), _of(handover_id, Handover.run_id)
        yield from _note(handover_id, Verdict.HANDOVER_RIGHT, cls.arg("cause"), words, again_id)
        yield from routing.write_receipt(again_id, lead_id)
        # Credit stays with the SDR who handed it over.
        yield write_card(
            again_id, lead_id, run_id, submitted_by_id=_of(handover_id, Handover.submitted_by_id),
            words=_of(handover_id, Handover.words), rep_id=routing.picked(), follows_id=handover_id,
        )  # fmt: skip
        rep_id = _of(again_id, Handover.rep_id)
        yield from routing.pay(rep_id)
        yield from freeze(again_id, lead_id, run_id)
        yield event(again_id, "submitted", words=words)
        yield drop_all(lead_id)
        yield from move(
            lead_id, Fact.HANDOVER_RIGHT, stage_for(Fact.HANDOVER_RIGHT), words=words, rep_id=rep_id
        )

    @classmethod
    def result(cls) -> Select[*tuple[Any, ...]]:
        return select(Handover.id, Handover.rep_id, Handover.state).where(Handover.id == cls.arg("again_id"))


class JudgeUnclear(Decision, frozen=True, kw_only=True):
    """The team lead cannot tell who is right: the SDR is asked to call back and clear it up."""

    kind = "review.unclear"
    roles = frozenset({Role.TEAM_LEAD})
    handover_id: UUID
    cause: Key
    words: Reasoned
    """What the SDR shall find out."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        handover_id = cls.arg("handover_id")
        yield from _may_judge(handover_id, cls.arg("cause"), Fact.UNCLEAR)
        yield Guard("called_back_already", ~exists().where(Review.handover_id == handover_id))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return _details(cls.arg("handover_id"), Fact.UNCLEAR)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_of_handover(cls.arg("handover_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        handover_id, words = cls.arg("handover_id"), cls.arg("words")
        lead_id, sdr_id = _of(handover_id, Handover.lead_id), _of(handover_id, Handover.submitted_by_id)
        yield from _note(handover_id, Verdict.UNCLEAR, cls.arg("cause"), words)
        yield from _move(lead_id, Fact.UNCLEAR, words=words, **clock_again())
        yield from _hold(lead_id, sdr_id)
        due = func.coalesce(limit_ends_at(NOW, literal(1, WHOLE)), NOW)
        yield promise(lead_id, Lead.owner_id.expression, due, why(FollowUpWhy.CALL_BACK), words)


# What the verdicts have in common ---------------------------------------------------------------------------------


def _may_judge(handover_id: ColumnElement[Any], cause: ColumnElement[Any], fact: Fact) -> Iterator[Guard]:
    lead_id, target = _of(handover_id, Handover.lead_id), stage_for(fact)
    yield from of_a_refused_one(handover_id)
    final = exists().where(Review.handover_id == handover_id, Review.verdict != Verdict.UNCLEAR.value)
    yield Guard("already_reviewed", ~final)
    yield Guard("handed_over_since", is_last_word(handover_id))
    yield Guard("unknown_reason", is_reason(cause, ReasonKind.VERDICT_CAUSE))
    stays = exists().where(Lead.id == lead_id, Lead.stage == target)
    yield Guard("wrong_stage", or_(stays, may_move(lead_id, target)))
    yield Guard("fields_missing", has_required_fields(lead_id, target))


def _details(handover_id: ColumnElement[Any], fact: Fact) -> Mapping[str, Select[Any]]:
    return {
        "fields_missing": missing_fields(_of(handover_id, Handover.lead_id), stage_for(fact)),
        "already_reviewed": select(Member.name)
        .join(Review, Review.by_id == Member.id)
        .where(Review.handover_id == handover_id, Review.verdict != Verdict.UNCLEAR.value),
    }


def _note(
    handover_id: ColumnElement[Any],
    verdict: Verdict,
    cause: ColumnElement[Any],
    words: ColumnElement[Any],
    again_id: ColumnElement[Any] | None = None,
) -> Iterator[Effect]:
    columns = {
        "cmd_id": CMD, "handover_id": handover_id, "verdict": literal(verdict.value, TEXT), "cause": cause,
        "words": words, "by_id": ACTOR, "at": NOW, "again_id": typed_null(ID) if again_id is None else again_id,
    }  # fmt: skip
    yield Effect(insert(Review).from_select(list(columns), select(*columns.values())))
    yield event(handover_id, verdict.value, reason=cause, words=words)


def _move(lead_id: ColumnElement[Any], fact: Fact, **said: ColumnElement[Any]) -> Iterator[Effect]:
    """Move a lead, unless it stands there already: in a lean playbook refused leads go to nurture at once."""
    target = stage_for(fact)
    return move(lead_id, fact, target, only_if=Lead.stage != target, **said)


def _hold(lead_id: ColumnElement[Any], sdr_id: ColumnElement[Any]) -> Iterator[Effect]:
    """Give a lead nobody owns to who shall call: a task without the right to do it helps nobody.

    That is its SDR, or the team lead who judged where the SDR has left.
    """
    nobodys = and_(Lead.id == lead_id, Lead.owner_id.is_(None))
    is_here = exists().where(Member.id == sdr_id, Member.is_active)
    caller_id = case((is_here, sdr_id), else_=ACTOR)
    yield Effect(
        insert(Ownership).from_select(
            ["cmd_id", "lead_id", "member_id", "from_at", "until_at", "how"],
            select(CMD, Lead.id, caller_id, NOW, typed_null(WHOLE), literal("reviewed", TEXT)).where(nobodys),
        ),
        None,
    )
    yield Effect(update(Lead).where(nobodys).values(owner_id=caller_id, changed_at=NOW), None)


def _of(handover_id: ColumnElement[Any], column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    judged = Handover.__table__.alias("judged")
    return select(judged.c[column.key]).where(judged.c.id == handover_id).scalar_subquery()
