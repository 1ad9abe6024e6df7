"""Who gets which lead when one person's leads are dealt out: the one place where that rule stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)

from app.models.activity import FollowUp
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.playbook import Stage
from app.models.vocabulary import HandoverState, StageKind
from app.services.follow_ups import OPEN
from app.services.holding import CALLED, held_now
from app.services.kernel.expressions import ID, WHOLE, Arg, Field, IntDiv, each
from app.services.limits import current_version, limit

FINISHED = (StageKind.WON, StageKind.LOST)


def dealt(
    member_id: ColumnElement[Any], taker_ids: Arg, due_before: ColumnElement[Any]
) -> CompoundSelect[Any]:
    """Return who gets which of a member's leads.

    The columns are ``lead_id``, ``taker_id`` (NULL: the pool), ``needs_a_person`` and ``is_called``.

    Leads that are called count against the cap of who takes them: each taker has as many places as they have room,
    and places are filled round by round, in each round whoever holds least first. Leads that sales works on fill no
    place; they go round in the opposite order, so that nobody is given two more than another. For a time away
    (``due_before``) what finds no place stays where it is: its owner comes back.
    """
    return union_all(
        _dealt_called(member_id, taker_ids, due_before), _dealt_further(member_id, taker_ids, due_before)
    )


def must_go(member_id: ColumnElement[Any], due_before: ColumnElement[Any]) -> CompoundSelect[Any]:
    """Return the leads of a member that cannot wait until an instant, whoever takes them; NULL: all that go on."""
    sorts = (_ranked(member_id, due_before, is_called=is_called).subquery() for is_called in (True, False))
    return union_all(*(select(sort.c.lead_id) for sort in sorts))


def _dealt_called(
    member_id: ColumnElement[Any], taker_ids: Arg, due_before: ColumnElement[Any]
) -> Select[Any]:
    leads = _ranked(member_id, due_before, is_called=True).subquery("called")
    number = _ranked(member_id, due_before, is_called=True).subquery("number")
    taker = _takers(taker_ids, "room_of").subquery("room_of")
    places = (
        select(
            taker.c.taker_id,
            func.row_number().over(order_by=(number.c.place, taker.c.held, taker.c.taker_id)).label("place"),
        )
        .select_from(taker)
        .join(number, number.c.place <= taker.c.room)
        .subquery("places")
    )
    return (
        select(
            leads.c.lead_id, places.c.taker_id, leads.c.needs_a_person, literal(1, WHOLE).label("is_called")
        )
        .select_from(leads.outerjoin(places, places.c.place == leads.c.place))
        .where(or_(due_before.is_(None), places.c.taker_id.is_not(None)))
    )


def _dealt_further(
    member_id: ColumnElement[Any], taker_ids: Arg, due_before: ColumnElement[Any]
) -> Select[Any]:
    leads = _ranked(member_id, due_before, is_called=False).subquery("further")
    taker = _takers(taker_ids, "turn_of").subquery("turn_of")
    turns = select(
        taker.c.taker_id,
        func.row_number().over(order_by=(taker.c.held.desc(), taker.c.taker_id.desc())).label("turn"),
        func.count().over().label("turns"),
    ).subquery("turns")
    # Counting from 1: places 1, 1 + n, 1 + 2n … are the first taker's.
    rounds = IntDiv(leads.c.place - 1, turns.c.turns)
    is_turn = leads.c.place == turns.c.turn + rounds * turns.c.turns
    return (
        select(
            leads.c.lead_id, turns.c.taker_id, leads.c.needs_a_person, literal(0, WHOLE).label("is_called")
        )
        .select_from(leads.outerjoin(turns, is_turn))
        .where(or_(due_before.is_(None), turns.c.taker_id.is_not(None)))
    )


def _ranked(member_id: ColumnElement[Any], due_before: ColumnElement[Any], *, is_called: bool) -> Select[Any]:
    """Number a member's leads of one sort: a rep's question first, then as the queue would have them called."""
    lead = Lead.__table__.alias("dealt_called" if is_called else "dealt_further")
    is_asked = _is_asked(lead)
    called = _stands_in(lead.c.stage, CALLED)
    of_sort = called if is_called else and_(~called, or_(_unfinished(lead), _promised(lead, member_id, None)))
    must = or_(
        due_before.is_(None), _promised(lead, member_id, due_before), _is_owed(lead, due_before), is_asked
    )
    needs = case((is_asked, 1), else_=0) if is_called else literal(1, WHOLE)
    order = (needs.desc(), lead.c.score.desc(), lead.c.created_at, lead.c.id) if is_called else (
        lead.c.score.desc(), lead.c.created_at, lead.c.id,
    )  # fmt: skip
    return select(
        lead.c.id.label("lead_id"),
        needs.label("needs_a_person"),
        func.row_number().over(order_by=order).label("place"),
    ).where(lead.c.owner_id == member_id, of_sort, must)


def _takers(taker_ids: Arg, name: str) -> Select[Any]:
    """Return who takes leads: what they hold, and for how many more they have room."""
    taker = each(taker_ids, name)
    taker_id = Field(taker, None, ID)
    inner = select(taker_id.label("taker_id"), held_now(taker_id).label("held")).select_from(taker).subquery()
    return select(inner.c.taker_id, inner.c.held, (limit("held_at_once") - inner.c.held).label("room"))


def _is_asked(lead: FromClause) -> ColumnElement[bool]:
    """A rep waits for an answer: only a person can give it."""
    asked = Handover.__table__.alias("asked")
    waits = asked.c.state == HandoverState.RETURNED.value
    return select(asked.c.id).where(asked.c.lead_id == lead.c.id, waits).correlate_except(asked).exists()


def _is_owed(lead: FromClause, due_before: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(lead.c.responded_at.is_(None), lead.c.respond_by_at < due_before)


def _promised(
    lead: FromClause, member_id: ColumnElement[Any], due_before: ColumnElement[Any] | None
) -> ColumnElement[bool]:
    promised = FollowUp.__table__.alias("promised")
    when = () if due_before is None else (promised.c.due_at < due_before,)
    return (
        select(promised.c.cmd_id)
        .where(
            promised.c.lead_id == lead.c.id, promised.c.owner_id == member_id, promised.c.state == OPEN, *when
        )
        .correlate_except(promised)
        .exists()
    )


def _unfinished(lead: FromClause) -> ColumnElement[bool]:
    return ~_stands_in(lead.c.stage, FINISHED)


def _stands_in(stage: ColumnElement[Any], kinds: tuple[StageKind, ...]) -> ColumnElement[bool]:
    known = Stage.__table__.alias("known_stage")
    return stage.in_(
        select(known.c.key).where(
            known.c.version == current_version(), known.c.kind.in_([kind.value for kind in kinds])
        )
    )
