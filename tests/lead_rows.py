"""Leads written straight into a desk's database, for tests of what is read."""

from __future__ import annotations

import itertools
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from app.models.leads import Lead, Ownership
from app.models.vocabulary import Role
from app.services.intake.pronunciation import pronounce, pronounce_person
from tests.builders import Desk

_numbers = itertools.count(1)
MINE = object()


def insert_lead(desk: Desk, owner: Any = MINE, **given: Any) -> UUID:
    """Write a lead of the SDR (or of ``owner``, or of nobody) and return its id."""
    number, now, sdr = next(_numbers), desk.clock(), desk.members[Role.SDR]
    company, contact = given.get("company", f"Acme {number}"), given.get("contact_name", "Ann Lee")
    said, read = pronounce(company or ""), pronounce_person(contact or "")
    owner_id = sdr if owner is MINE else owner
    row = {
        "id": uuid4(), "company": company, "company_key": company and company.lower(),
        "contact_name": contact, "contact_key": contact and contact.lower(),
        "phone": f"+8613900{number:06d}", "phone_status": "valid",
        "email": f"p{number}@acme.example", "channel": "sem", "stage": "market_validating", "cycle": 1,
        "is_reachable": True, "score": 0, "created_at": now, "recorded_at": now, "recorded_by_id": sdr,
        "changed_at": now, "owner_id": owner_id, "company_pinyin": said.pinyin or None,
        "company_initials": said.initials or None, "contact_pinyin": read.pinyin or None,
        "contact_initials": read.initials or None, "responded_at": now, **given,
    }  # fmt: skip
    row = {name: value for name, value in row.items() if name in Lead.__table__.columns}
    with desk.database.write() as db:
        db.execute(insert(Lead).values(**row))
        if owner_id is not None:
            db.execute(
                insert(Ownership).values(
                    cmd_id=uuid4(), lead_id=row["id"], member_id=owner_id, from_at=now, how="intake"
                )
            )
    lead_id: UUID = row["id"]
    return lead_id
