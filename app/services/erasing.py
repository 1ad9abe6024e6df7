"""Erasing a person on request: their words and names are overwritten everywhere, codes and times stay (spec section 13).

What remains is a receipt, counts, and keyed hashes by which the person is known again should a file bring them back.
There is no way back: not by an undo of anything earlier either, whose before-images are overwritten too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)

from app.models.activity import Activity, FollowUp
from app.models.do_not_contact import DoNotContact
from app.models.erasing import ErasedCount, ErasedKey, ErasedLead, ErasingSecret, Erasure
from app.models.imports import ImportRow
from app.models.leads import Lead, LeadKey
from app.models.merging import Merge
from app.models.vocabulary import BarKind, Evidence, Role
from app.services.erased_keys import compared, hashed
from app.services.erasing_rows import PERSONAL, Leads, mentions, overwriting
from app.services.follow_ups import DROPPED, OPEN
from app.services.holding import RESTING, LeadIds, ids_of
from app.services.importing.matching import JOIN
from app.services.kernel.command import Decision, Effect, Guard
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, WHOLE, Field, each
from app.services.kernel.filling import are_distinct

RECOGNISED = (
    Evidence.SOURCE_ID, Evidence.EMAIL_AND_NAME, Evidence.PHONE_AND_NAME, Evidence.EMAIL, Evidence.PHONE,
)  # fmt: skip
"""By what an erased person is known again; a number alone only of a row that says no name (spec 4: switchboards)."""
ERASERS = frozenset({Role.TEAM_LEAD, Role.ADMIN})

type Asker = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
type Secret = Annotated[str, msgspec.Meta(min_length=64, max_length=64)]


class ErasePerson(Decision, frozen=True, kw_only=True):
    """A person asked to be forgotten: what tells who they are is overwritten everywhere, for good."""

    kind = "person.erase"
    roles = ERASERS
    lead_ids: LeadIds
    """All records of the person, those that became part of another included."""
    asked_by: Asker
    """Who asked and under which reference; it stays on the receipt, so without the person's name."""
    secret: Secret
    """What the team's hashes are keyed with, should this be the first erasure."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        listed = each(cls.arg("lead_ids"), "wanted")
        lead_id = Field(listed, None, ID)
        yield Guard("listed_twice", are_distinct(cls.arg("lead_ids"), None))
        known = or_(exists().where(Lead.id == lead_id), exists().where(Merge.gone_id == lead_id))
        unknown = select(literal(1)).select_from(listed).where(~known)
        yield Guard("unknown_lead", ~unknown.exists())
        yield Guard("erased_in_part", ~_left_out(ids_of(cls.arg("lead_ids"))).exists())
        running = exists().where(
            Activity.lead_id.in_(ids_of(cls.arg("lead_ids"))),
            Activity.kind == "call",
            Activity.ended_at.is_(None),
        )
        yield Guard("being_called", ~running)

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield select(Lead.id).where(Lead.id.in_(ids_of(cls.arg("lead_ids")))).order_by(Lead.id)

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        yield from _write_receipt(cls)
        leads = erased_by(CMD)
        yield _keep_hashes(leads)
        yield _hash_entries(leads)
        yield _count(leads)
        yield Effect(
            update(FollowUp)
            .where(FollowUp.lead_id.in_(leads), FollowUp.state.in_([OPEN, RESTING]))
            .values(state=DROPPED, settled_at=NOW, settled_by_id=ACTOR),
            None,
        )
        yield from overwriting(leads)
        yield Effect(update(Lead).where(Lead.id.in_(leads)).values(changed_at=NOW), None)


def erased_by(erasure_id: ColumnElement[Any]) -> Leads:
    """Select the records one erasure is about."""
    erased = ErasedLead.__table__.alias("erased")
    return select(erased.c.lead_id).where(erased.c.erasure_id == erasure_id)


def countable(leads: Leads) -> Iterator[tuple[str, Select[Any]]]:
    """Yield by table what would be overwritten, as a select of one row a row; ``import_row`` has two parts."""
    for personal in PERSONAL:
        table = personal.table
        found = [personal.owned(leads), personal.says_something()]
        yield table.name, select(literal(1)).select_from(table).where(*found)
    yield "import_row_aside", select(literal(1)).select_from(ImportRow).where(mentions(leads))


def _left_out(listed: Select[Any]) -> Select[Any]:
    """Select merges of listed records whose other record is not listed: its images would bring the person back."""
    merge = Merge.__table__.alias("merge")
    return (
        select(literal(1))
        .select_from(merge)
        .where(merge.c.kept_id.in_(listed), merge.c.gone_id.not_in(listed), merge.c.undone_at.is_(None))
    )


def _write_receipt(cls: type[ErasePerson]) -> Iterator[Effect]:
    listed = each(cls.arg("lead_ids"), "receipt_of")
    columns = ["lead_id", "erasure_id"]
    rows = select(Field(listed, None, ID), CMD).select_from(listed)
    yield Effect(insert(ErasedLead).from_select(columns, rows), None)
    columns = ["id", "by_id", "at", "asked_by"]
    yield Effect(insert(Erasure).from_select(columns, select(CMD, ACTOR, NOW, cls.arg("asked_by"))))
    kept = ErasingSecret.__table__.alias("kept_already")
    fresh = select(literal(1, WHOLE), cls.arg("secret")).where(~exists().where(kept.c.place == 1))
    yield Effect(insert(ErasingSecret).from_select(["place", "secret"], fresh), None)


def _keep_hashes(leads: Leads) -> Effect:
    """The person is known again by these; a merge left the keys of the other record with the one that stayed."""
    kinds = [kind.value for kind in RECOGNISED]
    held, kept = LeadKey.__table__.alias("held"), ErasedKey.__table__.alias("kept_hash")
    known = exists().where(kept.c.kind == held.c.kind, kept.c.hash == hashed(held.c.key))
    rows = (
        select(held.c.kind, hashed(held.c.key), CMD)
        .where(held.c.lead_id.in_(leads), held.c.kind.in_(kinds), ~known)
        .distinct()
    )
    return Effect(insert(ErasedKey).from_select(["kind", "hash", "erasure_id"], rows), None)


def _hash_entries(leads: Leads) -> Effect:
    """What the do-not-contact list says of the person bars them still, but nobody reads it there any more."""
    entry, key, lead = DoNotContact, LeadKey.__table__.alias("of_key"), Lead.__table__.alias("of_lead")
    by_key = exists().where(
        key.c.lead_id.in_(leads), key.c.kind == entry.kind, compared(key.c.key) == entry.key
    )
    name = lead.c.company_key + literal(JOIN, TEXT) + lead.c.contact_key
    by_name = exists().where(lead.c.id.in_(leads), compared(name) == entry.key)
    kinds = [BarKind.PHONE.value, BarKind.EMAIL.value, BarKind.CONTACT.value]
    is_theirs = or_(entry.lead_id.in_(leads), by_key, and_(entry.kind == BarKind.CONTACT.value, by_name))
    blank = literal("", TEXT)
    lifted = case((entry.lifted_words.is_(None), entry.lifted_words), else_=blank)
    return Effect(
        update(entry)
        .where(entry.kind.in_(kinds), entry.shown != "", is_theirs)
        .values(key=hashed(entry.key.expression), shown=blank, asked_by=blank, lifted_words=lifted),
        None,
    )


def _count(leads: Leads) -> Effect:
    counts = (
        select(literal(what, TEXT).label("what"), func.count().label("n")).select_from(
            rows.subquery(f"of_{what}")
        )
        for what, rows in countable(leads)
    )
    counted = union_all(*counts).subquery("counted")
    return Effect(
        insert(ErasedCount).from_select(
            ["erasure_id", "what", "rows_count"],
            select(CMD, counted.c.what, counted.c.n).where(counted.c.n > 0),
        ),
        None,
    )
