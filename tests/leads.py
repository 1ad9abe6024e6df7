"""Leads for tests, made through the intake commands like every other lead."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from app.models.vocabulary import PhoneStatus, PointKind
from app.services.importing.batches import CloseImport, OpenImport
from app.services.importing.chunk import CarryRows
from app.services.importing.records import Point, Row
from app.services.workspace import Done, Workspace


@dataclass
class Sheet:
    """Rows of a little source, numbered as they are added."""

    rows: list[Row] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)

    def add(self, **fields: Any) -> UUID:
        """Add a row from plain fields; normal forms are the lower-cased words."""
        row_no, new_id = len(self.rows) + 1, uuid4()
        for name, key in (
            ("company", "company_key"),
            ("contact_name", "contact_key"),
            ("email", "email_key"),
        ):
            if fields.get(name) is not None:
                fields.setdefault(key, str(fields[name]).casefold())
        phone, email = fields.get("phone"), fields.get("email_key")
        status = PhoneStatus.VALID if phone else PhoneStatus.NONE
        fields = {"phone_status": status, "is_reachable": bool(phone or email)} | fields
        self.rows.append(Row(row_no=row_no, new_id=new_id, **fields))
        for kind, value in ((PointKind.PHONE, phone), (PointKind.EMAIL, email)):
            if value:
                self.points.append(
                    Point(
                        row_no=row_no, kind=kind, position=0, value=value, raw=value, status=PhoneStatus.VALID
                    )
                )
        return new_id


def carry(
    workspace: Workspace, sheet: Sheet, *, owner_id: UUID | None = None, **more: Any
) -> tuple[UUID, Done]:
    """Import a sheet in one chunk and return the batch and what the chunk answered."""
    batch_id = uuid4()
    arrays = dict.fromkeys(("customs", "tags", "domains", "milestones", "touches", "people"), ()) | more
    with workspace.batch() as batch:
        batch.give(
            OpenImport(batch_id=batch_id, how="file", file_name="list.csv", source=None, owner_id=owner_id)
        )
        done = batch.give(
            CarryRows(batch_id=batch_id, rows=tuple(sheet.rows), points=tuple(sheet.points), **arrays)
        )
        batch.give(CloseImport(batch_id=batch_id, refused_count=0))
    return batch_id, done


def a_lead(workspace: Workspace, *, owner_id: UUID | None = None, **fields: Any) -> UUID:
    """Bring in one reachable lead and return its id."""
    sheet = Sheet()
    number = str(uuid4().int)[:8]
    lead_id = sheet.add(
        **(
            {"company": f"Company {number}", "contact_name": f"Contact {number}", "phone": f"+86138{number}"}
            | fields
        )
    )
    carry(workspace, sheet, owner_id=owner_id)
    return lead_id
