"""The do-not-contact list: who is on it, putting on, taking off (spec section 13).

A lead is barred while any of its evidence is on the list: the keys it is known by, of which a correction or a
merge takes none away, and the names of its person and company together. So neither another spelling nor another
import lifts an entry; only a team lead does, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Select, and_, exists, insert, literal, or_, select, update

from app.models.do_not_contact import DoNotContact
from app.models.leads import Lead, LeadKey
from app.models.vocabulary import BarKind, BarReason, Role
from app.services.erased_keys import compared, hashed
from app.services.importing.matching import JOIN
from app.services.kernel.command import Decision, Effect, Guard, Line
from app.services.kernel.expressions import ACTOR, ID, NOW, TEXT, Field, each
from app.services.kernel.filling import are_distinct
from app.services.lifecycle import lead_exists
from app.services.limits import team_turn

type Reasoned = Annotated[str, msgspec.Meta(min_length=1, max_length=8000)]
WATCHERS = frozenset({Role.SDR, Role.TEAM_LEAD, Role.REP, Role.SALES_LEAD, Role.MARKETING})
"""Who may put somebody on the list: everybody who may hear the wish."""


class Bar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing to put on the list, with its normal form."""

    id: UUID
    kind: BarKind
    key: Annotated[str, msgspec.Meta(min_length=1, max_length=801)]
    company_key: Line | None
    shown: Annotated[str, msgspec.Meta(min_length=1, max_length=801)]


type Bars = Annotated[tuple[Bar, ...], msgspec.Meta(min_length=1, max_length=200)]


class ForbidContact(Decision, frozen=True, kw_only=True):
    """Whoever hears that somebody wants no more contact notes it, and from then on nobody of the team contacts them."""

    kind = "do_not_contact.add"
    roles = WATCHERS
    entries: Bars
    """What is on the list already stays as it was noted first."""
    reason: BarReason
    asked_by: Line
    lead_id: UUID | None = None
    """Where it was heard."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        entries, lead_id = cls.arg("entries"), cls.arg("lead_id")
        yield Guard("unknown_lead", or_(lead_id.is_(None), lead_exists(lead_id)))
        yield Guard("listed_twice", and_(are_distinct(entries, "id"), are_distinct(entries, "kind", "key")))
        given = each(entries, "given")
        there = exists().where(DoNotContact.id == Field(given, "id", ID))
        yield Guard("exists_already", ~select(literal(1)).select_from(given).where(there).exists())
        yield Guard("barred_already", _fresh(cls).exists())

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        # Two who hear the same wish at once note it once.
        yield team_turn()

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        columns = [
            "id",
            "kind",
            "key",
            "company_key",
            "shown",
            "reason",
            "asked_by",
            "lead_id",
            "by_id",
            "at",
        ]
        yield Effect(insert(DoNotContact).from_select(columns, _fresh(cls)), None)


class AllowContact(Decision, frozen=True, kw_only=True):
    """A team lead takes an entry off the list with a written reason; the entry and the reason are kept."""

    kind = "do_not_contact.lift"
    roles = frozenset({Role.TEAM_LEAD})
    entry_id: UUID
    words: Reasoned

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        this = DoNotContact.id == cls.arg("entry_id")
        yield Guard("unknown_entry", exists().where(this))
        yield Guard("lifted_already", exists().where(this, DoNotContact.lifted_at.is_(None)))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(DoNotContact.id).where(DoNotContact.id == cls.arg("entry_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield Effect(
            update(DoNotContact)
            .where(DoNotContact.id == cls.arg("entry_id"))
            .values(lifted_at=NOW, lifted_by_id=ACTOR, lifted_words=cls.arg("words"))
        )


def is_barred(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether nobody may contact a lead: something it is known by is on the list."""
    return or_(*(found.exists() for found in bars_of(lead_id)))


def bars_of(lead_id: ColumnElement[Any], *names: str) -> tuple[Select[Any], Select[Any]]:
    """Return selects of the entries that bar a lead, by its keys and by its names.

    Args:
        lead_id: The lead.
        names: Columns of the entries to select; none selects 1.
    """
    entry = DoNotContact.__table__.alias("entry")
    columns = [entry.c[name] for name in names] or [literal(1)]
    known, named = LeadKey.__table__.alias("barred_key"), Lead.__table__.alias("barred_lead")
    # From the lead to the list, however long that is.
    by_key = (
        select(*columns)
        .select_from(known.join(entry, and_(entry.c.kind == known.c.kind, _is(entry, known.c.key))))
        .where(known.c.lead_id == lead_id, entry.c.lifted_at.is_(None))
        .correlate_except(entry, known)
    )
    name = named.c.company_key + literal(JOIN, TEXT) + named.c.contact_key
    is_person = and_(entry.c.kind == BarKind.CONTACT.value, _is(entry, name))
    by_name = (
        select(*columns)
        .select_from(named.join(entry, is_person))
        .where(named.c.id == lead_id, entry.c.lifted_at.is_(None))
        .correlate_except(entry, named)
    )
    return by_key, by_name


def is_barred_number(phone: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a number about to be dialled is on the list, whosever lead it is."""
    entry = DoNotContact.__table__.alias("barred_number")
    return exists().where(
        entry.c.kind == BarKind.PHONE.value,
        _is(entry, phone),
        entry.c.lifted_at.is_(None),
    )


def _fresh(cls: type[ForbidContact]) -> Select[Any]:
    """Select the entries that are not on the list now, as rows of it."""
    rows = each(cls.arg("entries"), "fresh")
    kind, key = Field(rows, "kind", TEXT), Field(rows, "key", TEXT)
    entry = DoNotContact.__table__.alias("listed")
    listed = exists().where(entry.c.kind == kind, _is(entry, key), entry.c.lifted_at.is_(None))
    return (
        select(
            Field(rows, "id", ID), kind, key, Field(rows, "company_key", TEXT), Field(rows, "shown", TEXT),
            cls.arg("reason"), cls.arg("asked_by"), cls.arg("lead_id"), ACTOR, NOW,
        )
        .select_from(rows)
        .where(~listed)
    )  # fmt: skip


def _is(entry: Any, key: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether an entry is of this key, whether it stands there in plain or as its hash."""
    found: ColumnElement[bool] = entry.c.key.in_((compared(key), hashed(key)))
    return found
