"""Correcting what is known of a lead: its company, its contact, how they are reached (spec sections 4 and 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

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
    true,
    update,
)

from app.models.corrections import LeadChange
from app.models.leads import ContactPoint, Lead, LeadKey, Ownership
from app.models.vocabulary import (
    REP_ROLES,
    SDR_ROLES,
    Evidence,
    FollowUpWhy,
    Milestone,
    PhoneStatus,
    PointKind,
    Role,
)
from app.services.follow_ups import keep_in_sight
from app.services.holding import first_response, has_role, works_on
from app.services.importing.matching import JOIN
from app.services.intake.companies import company_key
from app.services.intake.pronunciation import pronounce, pronounce_person
from app.services.intake.values import clean, company_domain, contact_key
from app.services.kernel.command import Decision, Effect, Guard, Line
from app.services.kernel.expressions import ACTOR, CMD, ID, NOW, TEXT, Field, each, typed_null
from app.services.kernel.filling import are_distinct
from app.services.lifecycle import lead_exists, lead_row, reach
from app.services.pipeline import sells
from app.services.scoring import rescored

EDITORS = frozenset({*SDR_ROLES, *REP_ROLES, Role.MARKETING})
"""Who may correct facts: whoever works or sells the lead, and marketing, which brought it."""


class FactField(StrEnum):
    """A fact of a lead that people may correct."""

    COMPANY = "company"
    CONTACT_NAME = "contact_name"
    TITLE = "title"
    REGION = "region"
    CITY = "city"
    INDUSTRY = "industry"
    COMPANY_SIZE = "company_size"
    REGISTRATION_NO = "registration_no"
    WEBSITE = "website"


class Correction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one fact becomes; ``None`` says it is not known."""

    field: FactField
    value: Line | None
    key: Line | None
    """Normal form, of a company and of a contact's name; of a website the company's domain. No database can
    derive it: the doctor compares it with its source."""
    pinyin: Line | None
    initials: Line | None


def correction(field: FactField, text: str) -> Correction:
    """Return the correction of a fact to what a person typed, with what it is found by."""
    value = clean(text) or None
    match field:
        case FactField.COMPANY:
            key, sound = company_key(value or ""), pronounce(company_key(value or ""))
        case FactField.CONTACT_NAME:
            key, sound = contact_key(value or ""), pronounce_person(value or "")
        case FactField.WEBSITE:
            domain = company_domain(None, value) or None
            return Correction(field=field, value=value, key=domain, pinyin=None, initials=None)
        case _:
            return Correction(field=field, value=value, key=None, pinyin=None, initials=None)
    return Correction(
        field=field,
        value=value,
        key=key or None,
        pinyin=sound.pinyin or None,
        initials=sound.initials or None,
    )


class CorrectLead(Decision, frozen=True, kw_only=True):
    """Who works a lead, sells it or brought it corrects its facts; what stood there is kept with who changed it."""

    kind = "lead.correct"
    roles = EDITORS
    lead_id: UUID
    changes: Annotated[tuple[Correction, ...], msgspec.Meta(min_length=1, max_length=len(FactField))]

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id = cls.arg("lead_id")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", may_edit(lead_id))
        yield Guard("listed_twice", are_distinct(cls.arg("changes"), "field"))
        yield Guard("nothing_left", _says_something(cls))
        yield Guard("nothing_changed", _changes(cls).exists())

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        lead_id = cls.arg("lead_id")
        yield Effect(
            insert(LeadChange).from_select(
                ["cmd_id", "lead_id", "field", "was", "becomes", "by_id", "at"], _changes(cls)
            ),
            None,
        )
        values: dict[str, ColumnElement[Any]] = {}
        for field in FactField:
            given = _given(cls, field)
            columns = {field.value: "value"}
            if field in {FactField.COMPANY, FactField.CONTACT_NAME}:
                stem = field.value.removesuffix("_name")
                columns |= {f"{stem}_key": "key", f"{stem}_pinyin": "pinyin", f"{stem}_initials": "initials"}
            for column, part in columns.items():
                stays = Lead.__table__.c[column]
                values[column] = case((given.exists(), _part(cls, field, part)), else_=stays)
        yield Effect(update(Lead).where(Lead.id == lead_id).values(**values, changed_at=NOW))
        domain = _part(cls, FactField.WEBSITE, "key")
        yield from _new_keys(lead_id, domain=domain, has_new_points=False)
        yield from rescored(select(Lead.id).where(Lead.id == lead_id))


class AddContactPoint(Decision, frozen=True, kw_only=True):
    """A phone or an e-mail that was learned joins those of the lead; it may become the first one tried."""

    kind = "lead.reach"
    roles = EDITORS
    lead_id: UUID
    point: PointKind
    value: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
    """Normal form."""
    raw: Line
    extension: Line | None
    is_first: bool
    domain: Line | None = None
    """Of an e-mail, the company's domain; none of a public host."""

    @classmethod
    def guards(cls) -> Iterable[Guard]:
        lead_id = cls.arg("lead_id")
        yield Guard("unknown_lead", lead_exists(lead_id))
        yield Guard("not_yours", may_edit(lead_id))
        has_first = exists().where(Lead.id == lead_id, _first(cls) == cls.arg("value"))
        known = _same(cls).exists()
        # Of a number that is known already, only that it comes first may be new.
        yield Guard("exists_already", or_(~known, and_(cls.arg("is_first"), ~has_first)))

    @classmethod
    def locks(cls) -> Iterable[Select[Any]]:
        yield lead_row(cls.arg("lead_id"))

    @classmethod
    def effects(cls) -> Iterable[Effect]:
        lead_id, kind, value = cls.arg("lead_id"), cls.arg("point"), cls.arg("value")
        yield Effect(
            insert(LeadChange).from_select(
                ["cmd_id", "lead_id", "field", "was", "becomes", "by_id", "at"],
                select(CMD, Lead.id, kind, typed_null(TEXT), value, ACTOR, NOW).where(Lead.id == lead_id),
            )
        )
        held = ContactPoint.__table__.alias("held")
        after = (
            select(func.coalesce(func.max(held.c.position) + 1, 0))
            .where(held.c.lead_id == lead_id, held.c.kind == kind)
            .scalar_subquery()
        )
        fresh = select(
            Lead.id, kind, after, value, cls.arg("raw"), cls.arg("extension"),
            literal(PhoneStatus.VALID.value, TEXT), typed_null(ContactPoint.__table__.c.batch_id.type),
        ).where(Lead.id == lead_id, ~_same(cls).exists())  # fmt: skip
        yield Effect(
            insert(ContactPoint).from_select(
                ["lead_id", "kind", "position", "value", "raw", "extension", "status", "batch_id"], fresh
            ),
            None,
        )
        yield from _reach_by(cls)
        yield from _new_keys(lead_id, domain=cls.arg("domain"), has_new_points=True)
        # Whoever took a lead that could not be reached owes it the first contact from now on.
        taken = exists().where(
            Ownership.lead_id == lead_id,
            Ownership.until_at.is_(None),
            Ownership.how.in_(["claimed", "assigned"]),
        )
        yield keep_in_sight(lead_id, FollowUpWhy.FIRST_CONTACT, only_if=taken)


def may_edit(lead_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the actor may correct a lead's facts."""
    return or_(works_on(lead_id), sells(lead_id), has_role(Role.MARKETING))


def _given(cls: type[CorrectLead], field: FactField) -> Select[Any]:
    rows = each(cls.arg("changes"), f"given_{field}")
    return select(literal(1)).select_from(rows).where(Field(rows, "field", TEXT) == field.value)


def _part(cls: type[CorrectLead], field: FactField, name: str) -> ColumnElement[Any]:
    rows = each(cls.arg("changes"), f"part_{field}")
    found = (
        select(Field(rows, name, TEXT))
        .select_from(rows)
        .where(Field(rows, "field", TEXT) == field.value, Field(rows, "value", TEXT).is_not(None))
    )
    return found.order_by(rows.c.key).limit(1).scalar_subquery()


def _changes(cls: type[CorrectLead]) -> Select[Any]:
    """Select the facts that become something else than they are."""
    rows = each(cls.arg("changes"), "changes")
    field, value = Field(rows, "field", TEXT), Field(rows, "value", TEXT)
    was = case(
        *((field == one.value, Lead.__table__.c[one.value]) for one in FactField), else_=typed_null(TEXT)
    )
    return (
        select(CMD, Lead.id, field, was, value, ACTOR, NOW)
        .select_from(rows)
        .join(Lead, Lead.id == cls.arg("lead_id"))
        .where(func.coalesce(was, "") != func.coalesce(value, ""))
    )


def _says_something(cls: type[CorrectLead]) -> ColumnElement[bool]:
    """A lead keeps a company, a contact, a way to reach it, or its source's id (spec section 4)."""
    kept = [
        and_(~_given(cls, field).exists(), Lead.__table__.c[field.value].is_not(None))
        for field in (FactField.COMPANY, FactField.CONTACT_NAME)
    ]
    said = [_part(cls, field, "value").is_not(None) for field in (FactField.COMPANY, FactField.CONTACT_NAME)]
    others = [column.is_not(None) for column in (Lead.phone, Lead.email, Lead.external_id)]
    return exists().where(Lead.id == cls.arg("lead_id"), or_(*kept, *said, *others))


def _same(cls: type[AddContactPoint]) -> Select[Any]:
    return select(literal(1)).where(
        ContactPoint.lead_id == cls.arg("lead_id"),
        ContactPoint.kind == cls.arg("point"),
        ContactPoint.value == cls.arg("value"),
    )


def _first(cls: type[AddContactPoint]) -> ColumnElement[Any]:
    return case((cls.arg("point") == PointKind.PHONE.value, Lead.phone), else_=Lead.email)


def _reach_by(cls: type[AddContactPoint]) -> Iterator[Effect]:
    """The first phone and e-mail stand on the lead itself; a lead that can be reached now is a MAL and is waited for."""
    lead_id, value = cls.arg("lead_id"), cls.arg("value")
    for kind, column, also in (
        (
            PointKind.PHONE,
            Lead.phone,
            {"phone_ext": cls.arg("extension"), "phone_status": PhoneStatus.VALID.value},
        ),
        (PointKind.EMAIL, Lead.email, {"email_key": value}),
    ):
        leads = or_(cls.arg("is_first"), column.is_(None))
        yield Effect(
            update(Lead)
            .where(Lead.id == lead_id, cls.arg("point") == kind.value, leads)
            .values({column.name: value, **also}),
            None,
        )
    clock = first_response(NOW, Lead.owner_id.expression)
    owed = and_(Lead.respond_by_at.is_(None), Lead.responded_at.is_(None), ~Lead.is_reachable)
    yield Effect(
        update(Lead)
        .where(Lead.id == lead_id)
        .values(
            is_reachable=true(),
            changed_at=NOW,
            **{name: case((owed, at), else_=Lead.__table__.c[name]) for name, at in clock.items()},
        )
    )
    yield reach(lead_id, Milestone.MAL)


def _new_keys(
    lead_id: ColumnElement[Any], *, domain: ColumnElement[Any], has_new_points: bool
) -> Iterator[Effect]:
    """Evidence of the new facts joins that of the old: the lead was known by those names too."""
    point = ContactPoint
    named = point.value + literal(JOIN, TEXT) + Lead.contact_key
    of_points = select(Lead.id).join(point, point.lead_id == Lead.id).where(Lead.id == lead_id)
    shown: list[tuple[Evidence, Select[Any], Any]] = [
        (Evidence.COMPANY, select(Lead.id).where(Lead.id == lead_id), Lead.company_key),
        (Evidence.DOMAIN, select(Lead.id).where(Lead.id == lead_id), domain),
    ]
    for kind, alone, with_name in (
        (PointKind.PHONE, Evidence.PHONE, Evidence.PHONE_AND_NAME),
        (PointKind.EMAIL, Evidence.EMAIL, Evidence.EMAIL_AND_NAME),
    ):
        valid = of_points.where(point.kind == kind.value, point.status == PhoneStatus.VALID.value)
        shown += [(alone, valid, point.value)] if has_new_points else []
        shown.append((with_name, valid, named))
    for evidence, leads, key in shown:
        named_kind = literal(evidence.value, TEXT)
        known = exists().where(LeadKey.lead_id == lead_id, LeadKey.kind == evidence.value, LeadKey.key == key)
        fresh = leads.add_columns(named_kind, key, typed_null(ID)).where(key.is_not(None), ~known).distinct()
        yield Effect(insert(LeadKey).from_select(["lead_id", "kind", "key", "batch_id"], fresh), None)
