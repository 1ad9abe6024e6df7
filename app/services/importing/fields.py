"""The lead fields a row can bring, and what can become of a row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement

from app.models.imports import ImportBefore
from app.models.leads import Lead
from app.services.playbook_force import REHOMED

CREATED, UPDATED, MERGED, SET_ASIDE = "created", "updated", "merged", "set_aside"
IMPORTED = "import"
"""The fact of a stage move that an import wrote: history, not a decision made here."""

NOBODYS = (IMPORTED, REHOMED)
"""Facts of stage moves that are not what somebody did with the lead."""

_OWN = {"batch_id", "lead_id", "owner_id", "rep_id", "written_at"}
LEAD_FIELDS: tuple[str, ...] = tuple(
    column.name for column in ImportBefore.__table__.columns if column.name not in _OWN
)
"""What a row can say of a lead."""


def lead_column(field: str) -> ColumnElement[Any]:
    """Return where a lead keeps such a field; its score is made of more than what the source gave."""
    columns = Lead.__table__.c
    return columns.given_score if field == "score" else columns[field]


FACTS = ("region", "city", "industry", "company_size", "registration_no", "website")
"""Company facts known from earlier leads of the same company fill gaps (spec section 4)."""
