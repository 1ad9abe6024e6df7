"""Before erasing a person, and after: what it would overwrite, their other records, the receipts (spec section 13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, func, literal, select, union_all

from app.models.desk import Draft
from app.models.erasing import ErasedCount, ErasedLead, Erasure
from app.models.leads import Lead
from app.models.merging import Merge
from app.models.people import Member
from app.models.recordings import Recording
from app.models.vocabulary import Evidence
from app.services.contact_guards import leads_sharing
from app.services.contact_mask import shown
from app.services.erasing import countable
from app.services.erasing_traces import traces_of
from app.services.kernel.expressions import ID

_THE_SAME = (Evidence.EMAIL_AND_NAME.value, Evidence.PHONE_AND_NAME.value, Evidence.EMAIL.value)


@dataclass(frozen=True, slots=True)
class Person:
    """A record that may be the same person's."""

    lead_id: UUID
    company: str
    contact: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class ErasingPreview:
    """What erasing would overwrite.

    Attributes:
        records: The leads asked about.
        others: Further leads with the same address, or the same number and name: most likely the same person.
        lead_ids: All ids the command takes, merged ones included; of ``records`` and ``others``.
        counts: Rows to overwrite by table; tables without any are left out.
        recordings: Sound files to delete.
        drafts: Words typed and not yet given.
    """

    records: tuple[Person, ...]
    others: tuple[Person, ...]
    lead_ids: tuple[UUID, ...]
    counts: Mapping[str, int]
    recordings: int
    drafts: int

    @property
    def words(self) -> str:
        """What must be typed to confirm: what the person is called, else by what they are reached."""
        first = self.records[0]
        return first.contact or first.phone or first.email or first.company


@dataclass(frozen=True, slots=True)
class ErasureReceipt:
    """What remains of an erasing.

    Attributes:
        leads: How many records.
        counts: Rows overwritten by table.
    """

    erasure_id: UUID
    at: int
    by_name: str
    asked_by: str
    leads: int
    counts: Mapping[str, int]


def erasing_preview(
    lead_ids: Iterable[UUID], *, with_others: bool = True
) -> Callable[[Connection], ErasingPreview | None]:
    """Return the question what erasing the person of some leads would overwrite; ``None`` where none is there."""
    asked = tuple(dict.fromkeys(lead_ids))

    def ask(db: Connection) -> ErasingPreview | None:
        records = _people(db, asked)
        if not records:
            return None
        others = _people(db, _same_person(db, asked)) if with_others else ()
        leads = _with_merged(db, [one.lead_id for one in (*records, *others)])
        traces = traces_of(db, leads)
        sounds = select(func.count()).select_from(Recording).where(Recording.lead_id.in_(leads))
        drafts = db.execute(select(Draft.place)).scalars()
        marks = [one.hex for one in traces.ids]
        return ErasingPreview(
            records,
            others,
            leads,
            _counts(db, leads),
            int(db.execute(sounds).scalar_one()),
            sum(any(mark in place for mark in marks) for place in drafts),
        )

    return ask


def receipts() -> Callable[[Connection], list[ErasureReceipt]]:
    """Return the question for all receipts, the latest first."""

    def ask(db: Connection) -> list[ErasureReceipt]:
        rows = db.execute(
            select(Erasure.id, Erasure.at, Erasure.asked_by, Member.name)
            .outerjoin(Member, Member.id == Erasure.by_id)
            .order_by(Erasure.at.desc(), Erasure.id)
        ).all()
        return [
            ErasureReceipt(
                row.id, row.at, row.name or "", row.asked_by, _leads_of(db, row.id), _counts_of(db, row.id)
            )
            for row in rows
        ]

    return ask


def is_erased(db: Connection, lead_id: UUID) -> bool:
    """Whether the person of a lead was erased."""
    return db.execute(select(ErasedLead.lead_id).where(ErasedLead.lead_id == lead_id)).first() is not None


def _people(db: Connection, lead_ids: Iterable[UUID]) -> tuple[Person, ...]:
    wanted = list(lead_ids)
    rows = db.execute(
        select(Lead.id, Lead.company, Lead.contact_name, shown("phone"), shown("email")).where(
            Lead.id.in_(wanted)
        )
    )
    found = {
        row.id: Person(row.id, row.company or "", row.contact_name or "", row.phone or "", row.email or "")
        for row in rows
    }
    return tuple(found[one] for one in wanted if one in found)


def _same_person(db: Connection, lead_ids: tuple[UUID, ...]) -> list[UUID]:
    found = set(db.execute(leads_sharing(db, lead_ids, _THE_SAME)).scalars())
    return sorted(found - set(lead_ids))


def _with_merged(db: Connection, lead_ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """Return the leads with every record that became part of one of them, however long ago."""
    found = list(dict.fromkeys(lead_ids))
    fresh = list(found)
    while fresh:
        gone = db.execute(select(Merge.gone_id).where(Merge.kept_id.in_(fresh), Merge.undone_at.is_(None)))
        fresh = [one for one in dict.fromkeys(gone.scalars()) if one not in found]
        found += fresh
    return tuple(found)


def _counts(db: Connection, lead_ids: tuple[UUID, ...]) -> dict[str, int]:
    listed = union_all(*(select(literal(one, ID).label("id")) for one in lead_ids)).subquery("asked")
    return {
        what: counted
        for what, rows in countable(select(listed.c.id))
        if (counted := int(db.execute(select(func.count()).select_from(rows.subquery("c"))).scalar_one()))
    }


def _leads_of(db: Connection, erasure_id: UUID) -> int:
    found = select(func.count()).select_from(ErasedLead).where(ErasedLead.erasure_id == erasure_id)
    return int(db.execute(found).scalar_one())


def _counts_of(db: Connection, erasure_id: UUID) -> dict[str, int]:
    rows = db.execute(
        select(ErasedCount.what, ErasedCount.rows_count)
        .where(ErasedCount.erasure_id == erasure_id)
        .order_by(ErasedCount.what)
    )
    return {row.what: row.rows_count for row in rows}
