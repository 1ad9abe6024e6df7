"""One lead typed in by a person: who it may already be, what is known of its company, and saving it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, or_, select

from app.models.imports import CompanyFacts, ImportRow
from app.models.leads import Lead, LeadKey
from app.models.people import Member
from app.models.vocabulary import Evidence
from app.services.duplicates.while_typing import alike_leads
from app.services.import_run.book import read_book
from app.services.import_run.run import Manner, run_import
from app.services.importing.fields import FACTS
from app.services.intake.companies import company_key
from app.services.intake.mapping import match_columns
from app.services.intake.mapping_file import MappingFile
from app.services.intake.options import ImportOptions
from app.services.intake.phones import guess_region, read_phone
from app.services.intake.prepared_row import RefusedRow
from app.services.intake.rows import prepare
from app.services.intake.source import Source, open_paste
from app.services.intake.survey import survey_source
from app.services.intake.values import contact_key, read_email
from app.services.workspace import Workspace

FIELDS: Final = (
    "company", "contact_name", "title", "phone", "email", "channel", "utm_url", "region", "city", "industry",
    "company_size", "website", "tags", "note",
)  # fmt: skip
"""What the form asks, in its order; the names are those of the mapping."""
_MOST_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A lead that may be the one being typed."""

    lead_id: UUID
    company: str
    contact_name: str
    owner_name: str
    evidence: str
    is_strong: bool
    """Saving would not make a new lead but add to this one."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known already while a lead is typed."""

    lookalikes: tuple[Lookalike, ...]
    facts: Mapping[str, str]
    """Of the company: field to value."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a lead that was typed in."""

    batch_id: UUID | None
    lead_id: UUID | None
    result: str
    """``created``, ``updated``, ``merged``, ``set_aside`` or ``refused``."""
    reason: str = ""
    """Code of the refusal, or of why it was set aside."""
    place: Mapping[str, str | int] | None = None


def known_of(values: Mapping[str, str]) -> Callable[[Connection], Known]:
    """Return the question what is known already of the lead being typed."""
    keys = _evidence(values)
    company = company_key(values.get("company", ""))

    def ask(db: Connection) -> Known:
        sure = _lookalikes(db, keys)
        alike = _with_names_alike(db, values.get("company", ""), {one.lead_id for one in sure})
        return Known((*sure, *alike)[:_MOST_SHOWN], _facts(db, company))

    return ask


def enter_lead(workspace: Workspace, values: Mapping[str, str], *, owner_id: UUID | None) -> Entered:
    """Bring in one lead as it was typed; it is cleaned and matched like a row of a file.

    Raises:
        RuleViolation: This member may not bring leads in.
    """
    filled = {name: values[name].strip() for name in FIELDS if values.get(name, "").strip()}
    if not filled:
        return Entered(None, None, "refused", "nothing_to_keep")
    source = _as_source(filled)
    mapping = match_columns(source, MappingFile(columns={name: name for name in filled}))
    book = workspace.read(read_book)
    survey = survey_source(source, mapping, ImportOptions(source="", zone=book.zone))
    (row,) = prepare(source, mapping, survey, book.stages)
    if isinstance(row, RefusedRow):
        return Entered(None, None, "refused", row.code, row.place)
    outcome = run_import(workspace, source, mapping, survey, Manner(owner_id=owner_id, how="hand"))
    batch_id = outcome.batch_id
    carried = workspace.read(
        lambda db: db.execute(
            select(ImportRow.lead_id, ImportRow.result, ImportRow.reason).where(
                ImportRow.batch_id == batch_id
            )
        ).one()
    )
    return Entered(batch_id, carried.lead_id, carried.result, carried.reason or "")


def _as_source(filled: Mapping[str, str]) -> Source:
    text = io.StringIO()
    lines = csv.writer(text, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL)
    lines.writerow(filled)
    lines.writerow(filled.values())
    return open_paste(text.getvalue(), ImportOptions(header_row=1, delimiter="\t"))


def _evidence(values: Mapping[str, str]) -> dict[tuple[str, str], bool]:
    """Return kind and key of what the typed values show, and whether it is strong."""
    found: dict[tuple[str, str], bool] = {}
    person = contact_key(values.get("contact_name", ""))
    email = read_email(values.get("email", "")).key
    region = guess_region([value for value in values.values() if value])
    phone = read_phone(values["phone"], region).key if values.get("phone", "").strip() else ""
    company = company_key(values.get("company", ""))
    for kind, key in ((Evidence.EMAIL_AND_NAME, email), (Evidence.PHONE_AND_NAME, phone)):
        if key and person:
            found[kind, f"{key}|{person}"] = True
    for kind, key in ((Evidence.EMAIL, email), (Evidence.PHONE, phone), (Evidence.COMPANY, company)):
        if key:
            found[kind, key] = False
    return found


def _lookalikes(db: Connection, keys: Mapping[tuple[str, str], bool]) -> tuple[Lookalike, ...]:
    if not keys:
        return ()
    shown = or_(*((LeadKey.kind == kind) & (LeadKey.key == key) for kind, key in keys))
    rows = db.execute(
        select(LeadKey.kind, LeadKey.key, Lead.id, Lead.company, Lead.contact_name, Member.name)
        .join(Lead, Lead.id == LeadKey.lead_id)
        .outerjoin(Member, Member.id == Lead.owner_id)
        .where(shown)
        .order_by(Lead.recorded_at.desc(), Lead.id)
        .limit(_MOST_SHOWN * len(keys))
    ).all()
    order = list(keys)
    found: dict[UUID, Lookalike] = {}
    for row in sorted(rows, key=lambda row: order.index((row.kind, row.key))):
        made = Lookalike(
            row.id,
            row.company or "",
            row.contact_name or "",
            row.name or "",
            row.kind,
            keys[row.kind, row.key],
        )
        found.setdefault(row.id, made)
    return tuple(found.values())[:_MOST_SHOWN]


def _with_names_alike(db: Connection, company: str, known: set[UUID]) -> list[Lookalike]:
    """Return leads of companies that are written nearly the same: a slip, a short form, another legal form."""
    near = [lead_id for lead_id, _ in alike_leads(db, company) if lead_id not in known][:_MOST_SHOWN]
    rows = {
        row.id: row
        for row in db.execute(
            select(Lead.id, Lead.company, Lead.contact_name, Member.name)
            .outerjoin(Member, Member.id == Lead.owner_id)
            .where(Lead.id.in_(near))
        )
    }
    shown = [rows[lead_id] for lead_id in near if lead_id in rows]
    evidence = Evidence.SIMILAR_NAME.value
    return [
        Lookalike(
            row.id, row.company or "", row.contact_name or "", row.name or "", evidence, is_strong=False
        )
        for row in shown
    ]


def _facts(db: Connection, company: str) -> dict[str, str]:
    if not company:
        return {}
    row = db.execute(
        select(*(getattr(CompanyFacts, name) for name in FACTS)).where(CompanyFacts.company_key == company)
    ).first()
    return {} if row is None else {name: value for name, value in zip(FACTS, row, strict=True) if value}
