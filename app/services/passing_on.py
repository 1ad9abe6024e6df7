"""Passing a deal on, from an inside rep to an outside one or to customer success: a hand-over (spec section 12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, exists, func, insert, literal, or_, select, update

from app.models.activity import FollowUp
from app.models.deals import Passing
from app.models.leads import Lead, ReachedMilestone
from app.models.people import Absence, Member
from app.models.vocabulary import REP_ROLES, FollowUpWhy, HandoverState, Milestone, Role
from app.services.follow_ups import DROPPED, promise, why
from app.services.follow_ups import OPEN as STILL_OPEN
from app.services.handover_card import decide_by
from app.services.holding import has_role
from app.services.kernel.command import Decision, Effect, Guard, Words
from app.services.kernel.expressions import ACTOR, ID, NOW, TEXT, WHOLE, typed_null
from app.services.lifecycle import in_kind, lead_exists, lead_row
from app.services.pipeline import SELLING, sells
from app.services.working_time import limit_ends_at

type Said = Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]

OPEN, RETURNED = HandoverState.OPEN.value, HandoverState.RETURNED.value
UNDECIDED = (OPEN, RETURNED)


class PassOn(Decision, frozen=True, kw_only=True):
    """A rep passes a deal on to another, with a card of what is known; it stays theirs until it is accepted."""

    kind = "deal.pass_on"
    roles = REP_ROLES
    passing_id: UUID
    lead_id: UUID
    to_id: UUID
    words: Said
    """What the next one must know."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id, to_id = cls.arg("lead_id"), cls.arg("to_id")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", sells(lead_id))
        yield Guard("wrong_stage", in_kind(lead_id, *SELLING))
        yield Guard("exists_already", ~exists().where(Passing.id == cls.arg("passing_id")))
        undecided = exists().where(Passing.lead_id == lead_id, Passing.state.in_(UNDECIDED))
        yield Guard("already_passed_on", ~undecided)
        rep = exists().where(Member.id == to_id, Member.is_active, Member.role.in_(sorted(REP_ROLES)))
        yield Guard("not_a_rep", rep)
        yield Guard("already_theirs", ~exists().where(Lead.id == lead_id, Lead.rep_id == to_id))
        away = exists().where(Absence.member_id == to_id, Absence.from_at <= NOW, Absence.until_at > NOW)
        yield Guard("rep_absent", ~away)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        qualified = exists().where(
            ReachedMilestone.lead_id == Lead.id, ReachedMilestone.milestone == Milestone.SALES_QUALIFIED.value
        )
        columns = {
            "id": cls.arg("passing_id"), "lead_id": Lead.id, "from_id": Lead.rep_id, "to_id": cls.arg("to_id"),
            "state": literal(OPEN, TEXT), "words": cls.arg("words"), "at": NOW, "decide_by_at": decide_by(),
            "decided_at": typed_null(WHOLE), "decided_by_id": typed_null(ID), "decision_words": typed_null(TEXT),
            "answer": typed_null(TEXT), "stage": Lead.stage, "company": Lead.company,
            "contact_name": Lead.contact_name, "title": Lead.title, "amount": Lead.amount,
            "currency": Lead.currency, "expected_close_on": Lead.expected_close_on, "is_qualified": qualified,
        }  # fmt: skip
        card = select(*columns.values()).where(Lead.id == cls.arg("lead_id"))
        yield Effect(insert(Passing).from_select(list(columns), card))


class AcceptPassing(Decision, frozen=True, kw_only=True):
    """The rep a deal is passed on to accepts it: it is theirs, and a first contact is promised."""

    kind = "passing.accept"
    roles = REP_ROLES
    passing_id: UUID
    words: Words

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _may_decide(cls.arg("passing_id"))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return _details(cls.arg("passing_id"))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("passing_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        passing_id = cls.arg("passing_id")
        lead_id, to_id = _lead_of(passing_id), _column(passing_id, "to_id")
        yield from _decide(passing_id, HandoverState.ACCEPTED, cls.arg("words"))
        yield _drop_promises_of(passing_id)
        yield Effect(update(Lead).where(Lead.id == lead_id).values(rep_id=to_id, changed_at=NOW))
        yield _promise(lead_id, to_id, FollowUpWhy.REP_FIRST_CONTACT, cls.arg("words"))


class ReturnPassing(Decision, frozen=True, kw_only=True):
    """The rep a deal is passed on to asks a question first; it is not decided."""

    kind = "passing.return"
    roles = REP_ROLES
    passing_id: UUID
    words: Said
    """The question."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _may_decide(cls.arg("passing_id"))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return _details(cls.arg("passing_id"))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("passing_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        passing_id = cls.arg("passing_id")
        yield Effect(
            _this(passing_id).values(
                state=RETURNED, decision_words=cls.arg("words"), decide_by_at=typed_null(WHOLE)
            )
        )
        asked = _column(passing_id, "from_id")
        yield _promise(_lead_of(passing_id), asked, FollowUpWhy.ANSWER_QUESTION, cls.arg("words"))


class AnswerPassing(Decision, frozen=True, kw_only=True):
    """Who passed a deal on answers the question; it goes back to the same rep."""

    kind = "passing.answer"
    roles = REP_ROLES
    passing_id: UUID
    words: Said

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        passing_id = cls.arg("passing_id")
        yield Guard("unknown_passing", _is(passing_id))
        theirs = _is(passing_id, Passing.from_id == ACTOR)
        yield Guard("not_yours", or_(theirs, has_role(Role.SALES_LEAD)))
        yield Guard("already_decided", _is(passing_id, Passing.state.in_(UNDECIDED)))
        yield Guard("not_returned", _is(passing_id, Passing.state == RETURNED))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return _details(cls.arg("passing_id"))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("passing_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        passing_id = cls.arg("passing_id")
        yield Effect(_this(passing_id).values(state=OPEN, answer=cls.arg("words"), decide_by_at=decide_by()))


class RefusePassing(Decision, frozen=True, kw_only=True):
    """The rep a deal is passed on to refuses it, saying why; it stays with who passed it on."""

    kind = "passing.refuse"
    roles = REP_ROLES
    passing_id: UUID
    words: Said

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        yield from _may_decide(cls.arg("passing_id"))

    @classmethod
    def details(cls) -> Mapping[str, Select[Any]]:
        return _details(cls.arg("passing_id"))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(_lead_of(cls.arg("passing_id")))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        passing_id = cls.arg("passing_id")
        yield from _decide(passing_id, HandoverState.REFUSED, cls.arg("words"))
        whose = _column(passing_id, "from_id")
        yield _promise(_lead_of(passing_id), whose, FollowUpWhy.NEXT_STEP, cls.arg("words"))


def _may_decide(passing_id: ColumnElement[Any]) -> Iterator[Guard]:
    yield Guard("unknown_passing", _is(passing_id))
    yield Guard("not_yours", or_(_is(passing_id, Passing.to_id == ACTOR), has_role(Role.SALES_LEAD)))
    yield Guard("already_decided", _is(passing_id, Passing.state.in_(UNDECIDED)))
    yield Guard("not_open", _is(passing_id, Passing.state == OPEN))
    # Lost, merged away or given to somebody else meanwhile: the card speaks of another deal.
    stands = exists().where(Lead.id == _lead_of(passing_id), Lead.rep_id == _column(passing_id, "from_id"))
    yield Guard("moved_since", stands)
    yield Guard("wrong_stage", in_kind(_lead_of(passing_id), *SELLING))


def _decide(
    passing_id: ColumnElement[Any], state: HandoverState, words: ColumnElement[Any]
) -> Iterator[Effect]:
    yield Effect(
        _this(passing_id).values(state=state.value, decided_at=NOW, decided_by_id=ACTOR, decision_words=words)
    )


def _promise(
    lead_id: ColumnElement[Any], whose: ColumnElement[Any], reason: FollowUpWhy, words: ColumnElement[Any]
) -> Effect:
    due = func.coalesce(limit_ends_at(NOW, literal(1, WHOLE)), NOW)
    return promise(lead_id, whose, due, why(reason), words)


def _drop_promises_of(passing_id: ColumnElement[Any]) -> Effect:
    """What who passes on had promised is not theirs to keep any more."""
    return Effect(
        update(FollowUp)
        .where(
            FollowUp.lead_id == _lead_of(passing_id),
            FollowUp.owner_id == _column(passing_id, "from_id"),
            FollowUp.state == STILL_OPEN,
        )
        .values(state=DROPPED, settled_at=NOW, settled_by_id=ACTOR),
        None,
    )


def _details(passing_id: ColumnElement[Any]) -> Mapping[str, Select[Any]]:
    decider = Member.__table__.alias("decider")
    return {
        "already_decided": select(decider.c.name)
        .select_from(Passing)
        .join(decider, decider.c.id == Passing.decided_by_id)
        .where(Passing.id == passing_id)
    }


def _is(passing_id: ColumnElement[Any], *also: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Passing.id == passing_id, *also)


def _this(passing_id: ColumnElement[Any]) -> Any:
    return update(Passing).where(Passing.id == passing_id)


def _column(passing_id: ColumnElement[Any], name: str) -> ColumnElement[Any]:
    passed = Passing.__table__.alias("passed")
    return select(passed.c[name]).where(passed.c.id == passing_id).scalar_subquery()


def _lead_of(passing_id: ColumnElement[Any]) -> ColumnElement[Any]:
    return _column(passing_id, "lead_id")
