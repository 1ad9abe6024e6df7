"""A segment of the leads in nurture as a file for a mail tool or for WeChat, and the touches it makes (section 14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection

from app.clock import from_micros
from app.errors import RuleViolation
from app.services.exporting import write_csv
from app.services.nurture import SendTouch
from app.services.nurture_library import ContentRow, fitting, library
from app.services.nurture_standing import NurtureWhere
from app.services.nurture_view import NurtureRow, nurture_page
from app.services.reports.workbook import write_workbook

COLUMNS = (
    "lead_id", "company", "contact_name", "title", "email", "phone", "persona", "track", "step", "due_on", "content",
    "link", "content_id", "owner",
)  # fmt: skip
"""Headings of the file; the answers come back under ``lead_id`` or ``email``."""
_SENT = UUID("c0a7f6a2-93f7-5d0e-8f5e-2f7a1f0b5d11")
"""Names the messages of an export: a step noted twice is one message."""
_AT_ONCE = 1_000


class Tool(StrEnum):
    """What a file is for."""

    MAIL = "mail"
    """Only who has an address that did not come back."""
    WECHAT = "wechat"
    """Only who has a phone number."""
    LIST = "list"
    """Everybody, and nothing is noted as sent."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The leads of a file with what each is sent."""

    leads: tuple[tuple[NurtureRow, ContentRow | None], ...]
    left_out: int
    """Leads that cannot be reached by the tool."""


def segment(db: Connection, member_id: UUID, day_ends_at: int, where: NurtureWhere, tool: Tool) -> Segment:
    """Return the leads a list shows that a tool can reach; who is on the do-not-contact list is not among them."""
    contents = library(db)
    rows = list(_all(db, member_id, day_ends_at, where))
    reached = [row for row in rows if _is_reached(row, tool)]
    leads = tuple((row, next(iter(fitting(contents, row)), None)) for row in reached)
    return Segment(leads, len(rows) - len(reached))


def write_segment(path: Path, found: Segment) -> int:
    """Write a segment as CSV, or as a workbook where the file's name says so; return how many leads.

    Raises:
        Unavailable: it could not be written.
    """
    rows = [_cells(lead, content) for lead, content in found.leads]
    if path.suffix.casefold() == ".xlsx":
        write_workbook(path, "nurture", COLUMNS, rows)
        return len(rows)
    return write_csv(path, COLUMNS, rows)


def touches_of(found: Segment) -> list[SendTouch]:
    """Return the commands that note the touches of a segment as sent; a lead at rest has none."""
    return [
        SendTouch(
            lead_id=lead.lead_id, track=lead.track, step=lead.step, words=content.title if content else "",
            activity_id=uuid5(_SENT, f"{lead.lead_id}/{lead.since}/{lead.track}/{lead.step}"),
            content_id=content.content_id if content else None,
        )
        for lead, content in found.leads
        if lead.step
    ]  # fmt: skip


def note_sent(desk: Any, found: Segment) -> tuple[int, int]:
    """Note the touches of a segment one by one; return how many were, and how many were not any more to be sent."""
    noted = refused = 0
    for command in touches_of(found):
        try:
            desk.execute(command)
        except RuleViolation:
            refused += 1
        else:
            noted += 1
    return noted, refused


def _all(db: Connection, member_id: UUID, day_ends_at: int, where: NurtureWhere) -> Iterator[NurtureRow]:
    offset = 0
    while rows := nurture_page(db, member_id, day_ends_at, where, offset=offset, limit=_AT_ONCE):
        yield from rows
        offset += len(rows)


def _is_reached(row: NurtureRow, tool: Tool) -> bool:
    match tool:
        case Tool.MAIL:
            return bool(row.email) and not row.is_bounced
        case Tool.WECHAT:
            return bool(row.phone)
        case Tool.LIST:
            return True


def _cells(lead: NurtureRow, content: ContentRow | None) -> Mapping[str, Any]:
    due = "" if lead.due_at is None else from_micros(lead.due_at).date().isoformat()
    return {
        "lead_id": str(lead.lead_id), "company": lead.company, "contact_name": lead.contact_name, "title": lead.title,
        "email": lead.email, "phone": lead.phone, "persona": lead.persona, "track": lead.track, "step": lead.step,
        "due_on": due, "content": content.title if content else "", "link": content.link if content else "",
        "content_id": str(content.content_id) if content else "", "owner": lead.owner_name,
    }  # fmt: skip
