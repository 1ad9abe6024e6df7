"""Many promises put off at once as a plan said, taken back, or handed to another SDR (spec section 11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, select, update

from app.models.activity import FollowUp
from app.models.leads import Lead
from app.models.people import Absence, Member
from app.models.vocabulary import SDR_ROLES, Role
from app.services.follow_ups import OPEN
from app.services.holding import take_over
from app.services.kernel.command import Decision, Effect, Guard, Instant
from app.services.kernel.expressions import ACTOR, ID, NOW, WHOLE, Arg, Field, each
from app.services.kernel.filling import are_distinct
from app.services.personal_time import calendar_of
from app.services.working_time import works_at


class Named(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One promise: the command that made it, and its lead."""

    made_by: UUID
    lead_id: UUID


class PutOff(Named, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One promise as a plan saw it, and the time the plan gives it."""

    was_due_at: Instant
    due_at: Instant


class PutBack(Named, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One promise that was put off, and how it stood before."""

    due_at: Instant
    """When it is due now, if nobody moved it since."""
    was_due_at: Instant
    was_agreed: bool


type PutOffs = Annotated[tuple[PutOff, ...], msgspec.Meta(min_length=1, max_length=500)]
type PutBacks = Annotated[tuple[PutBack, ...], msgspec.Meta(min_length=1, max_length=500)]
type Promises = Annotated[tuple[Named, ...], msgspec.Meta(min_length=1, max_length=500)]


class PutOffFollowUps(Decision, frozen=True, kw_only=True):
    """A person puts promises off as a plan showed them: into their working time, and none agreed with a contact."""

    kind = "follow_up.put_off"
    moves: PutOffs

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        moves = _Listed(cls.arg("moves"))
        yield from _own_open(moves)
        yield Guard("put_off_since", moves.all_are(FollowUp.due_at == moves.field("was_due_at", WHOLE)))
        # A time agreed with the contact that has passed binds nobody any more.
        agreed = and_(func.coalesce(FollowUp.is_agreed, False), FollowUp.due_at > NOW)
        yield Guard("agreed_with_them", moves.all_are(~agreed))
        due = moves.field("due_at", WHOLE)
        yield Guard("in_the_past", moves.all_are(due > NOW))
        yield Guard(
            "not_working_then", moves.all_are(and_(works_at(due, calendar_of(ACTOR)), ~_is_away(ACTOR, due)))
        )

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield _Listed(cls.arg("moves")).leads()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        moves = _Listed(cls.arg("moves"))
        yield Effect(
            update(FollowUp)
            .where(moves.lists_this())
            .values(due_at=moves.of_this("due_at"), is_agreed=literal(False)),
            None,
        )


class PutFollowUpsBack(Decision, frozen=True, kw_only=True):
    """Who put promises off takes it back: each is due when it was before, even where that has passed."""

    kind = "follow_up.put_back"
    moves: PutBacks

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        moves = _Listed(cls.arg("moves"))
        yield from _own_open(moves)
        yield Guard("put_off_since", moves.all_are(FollowUp.due_at == moves.field("due_at", WHOLE)))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield _Listed(cls.arg("moves")).leads()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        moves = _Listed(cls.arg("moves"))
        yield Effect(
            update(FollowUp)
            .where(moves.lists_this())
            .values(due_at=moves.of_this("was_due_at"), is_agreed=moves.of_this_flag("was_agreed")),
            None,
        )


class HandOnFollowUps(Decision, frozen=True, kw_only=True):
    """A team lead lets another SDR keep promises; their leads go along, with history and plans.

    Whoever calls must be able to ask the script and hand over, so the lead cannot stay behind.
    """

    kind = "follow_up.hand_on"
    roles = frozenset({Role.TEAM_LEAD})
    promises: Promises
    member_id: UUID

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        promises, member_id = _Listed(cls.arg("promises")), cls.arg("member_id")
        yield from promises.known()
        yield Guard("already_settled", promises.all_are(FollowUp.state == OPEN))
        sdr = exists().where(Member.id == member_id, Member.is_active, Member.role.in_(sorted(SDR_ROLES)))
        yield Guard("not_an_sdr", sdr)
        yield Guard("already_theirs", promises.all_are(FollowUp.owner_id != member_id))
        held = exists().where(Lead.id == FollowUp.lead_id, Lead.owner_id == FollowUp.owner_id)
        yield Guard("not_the_owners", promises.all_are(held))
        when = case((FollowUp.due_at > NOW, FollowUp.due_at), else_=NOW)
        yield Guard("away_then", promises.all_are(~_is_away(member_id, when)))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield _Listed(cls.arg("promises")).leads()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield from take_over(_Listed(cls.arg("promises")).lead_ids(), cls.arg("member_id"), how="assigned")


class _Listed:
    """The promises an array names, as conditions over their rows."""

    def __init__(self, array: Arg) -> None:
        self._array = array
        self._rows = each(array, "listed")

    def field(self, name: str, type_: Any) -> Field:
        """Return a field of the element at hand."""
        return Field(self._rows, name, type_)

    def known(self) -> Iterable[Guard]:
        """Yield that nothing is listed twice, and that everything is there."""
        yield Guard("listed_twice", are_distinct(self._array, "made_by", "lead_id"))
        yield Guard("unknown_follow_up", self.all_are(None))

    def all_are(self, holds: ColumnElement[bool] | None) -> ColumnElement[bool]:
        """Whether every listed promise is there, and such."""
        such = exists().where(self._names(), *([] if holds is None else [holds]))
        astray = select(literal(1)).select_from(self._rows).where(~such)
        return ~astray.exists()

    def lists_this(self) -> ColumnElement[bool]:
        """Whether the promise of the statement at hand is listed."""
        found = select(literal(1)).select_from(self._rows).where(self._names())
        return found.correlate_except(self._rows).exists()

    def of_this(self, name: str) -> ColumnElement[Any]:
        """Return what is listed for the promise of the statement at hand."""
        return self._said(self.field(name, WHOLE))

    def of_this_flag(self, name: str) -> ColumnElement[Any]:
        """Return a flag that is listed for the promise of the statement at hand."""
        return self._said(self.field(name, FollowUp.is_agreed.type))

    def lead_ids(self) -> Select[Any]:
        """Return the ids of the leads."""
        return select(self.field("lead_id", ID)).select_from(self._rows)

    def leads(self) -> Select[Any]:
        """Return the leads' rows, to be locked."""
        return select(Lead.id).where(Lead.id.in_(self.lead_ids())).order_by(Lead.id)

    def _said(self, field: Field) -> ColumnElement[Any]:
        found = select(field).select_from(self._rows).where(self._names())
        return found.correlate_except(self._rows).scalar_subquery()

    def _names(self) -> ColumnElement[bool]:
        return and_(
            FollowUp.cmd_id == self.field("made_by", ID), FollowUp.lead_id == self.field("lead_id", ID)
        )


def _own_open(moves: _Listed) -> Iterable[Guard]:
    yield from moves.known()
    yield Guard("not_yours", moves.all_are(FollowUp.owner_id == ACTOR))
    yield Guard("already_settled", moves.all_are(FollowUp.state == OPEN))


def _is_away(member_id: ColumnElement[Any], at: ColumnElement[Any]) -> ColumnElement[bool]:
    leave = Absence.__table__.alias("leave")
    return (
        select(literal(1))
        .select_from(leave)
        .where(leave.c.member_id == member_id, leave.c.from_at <= at, leave.c.until_at > at)
        .correlate_except(leave)
        .exists()
    )
