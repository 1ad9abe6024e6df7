"""The lead fields a row can bring, and what can become of a row."""

from __future__ import annotations

from app.models.imports import ImportBefore
from app.services.playbook_adoption import REHOMED

CREATED, UPDATED, MERGED, SET_ASIDE = "created", "updated", "merged", "set_aside"
IMPORTED = "import"
"""The fact of a stage move that an import wrote: history, not a decision made here."""

NOBODYS = (IMPORTED, REHOMED)
"""Facts of stage moves that are not what somebody did with the lead."""

_OWN = {"batch_id", "lead_id", "owner_id", "rep_id", "written_at"}
LEAD_FIELDS: tuple[str, ...] = tuple(
    column.name for column in ImportBefore.__table__.columns if column.name not in _OWN
)
"""Columns that a row and a lead share by name."""
FACTS = ("region", "city", "industry", "company_size", "registration_no", "website")
"""Company facts known from earlier leads of the same company fill gaps (spec section 4)."""
