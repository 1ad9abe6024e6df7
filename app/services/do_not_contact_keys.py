"""From what people say to entries of the do-not-contact list: normal forms of what is typed, all that a lead shows."""

from __future__ import annotations

import string
from collections.abc import Iterable
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import Connection, select

from app.models.leads import ContactPoint, Lead, LeadKey
from app.models.vocabulary import BarKind, Evidence, PhoneStatus
from app.services.contact_mask import shown, shown_point
from app.services.do_not_contact import Bar
from app.services.importing.matching import JOIN
from app.services.intake.companies import company_key
from app.services.intake.phones import read_phone
from app.services.intake.values import contact_key, read_email, website_domain

_FOLDING: Final = str.maketrans(string.ascii_uppercase + "_", string.ascii_lowercase + " ")


def folded(text: str) -> str:
    """Return a text as ``expressions.Folded`` gives it: what is beyond ASCII stays."""
    return text.translate(_FOLDING)


def bar_typed(kind: BarKind, text: str, *, company: str = "", region: str = "CN") -> Bar | None:
    """Return the entry for what somebody typed; ``None`` where it is no such thing.

    Args:
        kind: What it is meant to be.
        text: A number, an address, a name.
        company: Of a person: at which company.
        region: Where a number without country code belongs.
    """
    text = text.strip()
    match kind:
        case BarKind.PHONE:
            phone = read_phone(text, region)
            is_known = phone.status is PhoneStatus.VALID
            return _bar(kind, phone.value, phone.value) if text and is_known else None
        case BarKind.EMAIL:
            email = read_email(text)
            return _bar(kind, email.key, email.value) if email.is_valid else None
        case BarKind.CONTACT:
            person, at = contact_key(text), company_key(company)
            return _person(person, at, f"{text} · {company.strip()}") if person and at else None
        case BarKind.COMPANY:
            return _bar(kind, company_key(text), text) if company_key(text) else None
        case BarKind.DOMAIN:
            domain = website_domain(text.rsplit("@", 1)[-1])
            return _bar(kind, domain, domain) if domain else None


def bars_of_person(db: Connection, lead_id: UUID) -> tuple[Bar, ...]:
    """Return entries for the person of a lead: every phone and address, and the name at the company.

    What a pool hides stays hidden on the list.
    """
    points = db.execute(
        select(ContactPoint.kind, ContactPoint.value, shown_point("value").label("shown"))
        .join(Lead, Lead.id == ContactPoint.lead_id)
        .where(ContactPoint.lead_id == lead_id, ContactPoint.status == PhoneStatus.VALID.value)
        .order_by(ContactPoint.kind.desc(), ContactPoint.position)
    )
    found = [_bar(BarKind(row.kind), row.value, row.shown) for row in points]
    lead = db.execute(
        select(
            Lead.company, Lead.company_key, Lead.contact_name, Lead.contact_key, Lead.phone, Lead.phone_status,
            Lead.email_key, shown("phone").label("shown_phone"), shown("email").label("shown_email"),
        ).where(Lead.id == lead_id)
    ).one()  # fmt: skip
    if lead.phone and lead.phone_status == PhoneStatus.VALID.value:
        found.append(_bar(BarKind.PHONE, lead.phone, lead.shown_phone))
    if lead.email_key:
        found.append(_bar(BarKind.EMAIL, lead.email_key, lead.shown_email or lead.email_key))
    if lead.company_key and lead.contact_key:
        called = f"{lead.contact_name} · {lead.company}"
        found.append(_person(lead.contact_key, lead.company_key, called))
    return _distinct(found)


def bars_of_company(db: Connection, lead_id: UUID) -> tuple[Bar, ...]:
    """Return entries for the company of a lead: its name and its domains."""
    kinds = (Evidence.COMPANY.value, Evidence.DOMAIN.value)
    keys = db.execute(
        select(LeadKey.kind, LeadKey.key)
        .where(LeadKey.lead_id == lead_id, LeadKey.kind.in_(kinds))
        .order_by(LeadKey.kind, LeadKey.key)
    )
    name = db.execute(select(Lead.company, Lead.company_key).where(Lead.id == lead_id)).one()
    called = {name.company_key: name.company}
    return _distinct(_bar(BarKind(row.kind), row.key, called.get(row.key) or row.key) for row in keys)


def _bar(kind: BarKind, key: str, called: str) -> Bar:
    return Bar(id=uuid4(), kind=kind, key=folded(key), company_key=None, shown=called)


def _person(person: str, company: str, called: str) -> Bar:
    key = folded(company + JOIN + person)
    return Bar(id=uuid4(), kind=BarKind.CONTACT, key=key, company_key=company, shown=called)


def _distinct(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    return tuple({(bar.kind, bar.key): bar for bar in reversed([*bars])}.values())[::-1]
