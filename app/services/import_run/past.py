"""Imports of the past, and the pairs of leads that wait for a person."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, func, select

from app.models.imports import ImportBatch, ImportRow
from app.models.leads import ReachedMilestone, SuspectedPair
from app.models.people import Member
from app.models.vocabulary import BatchState, Milestone

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import as a list shows it."""

    batch_id: UUID
    how: str
    file_name: str
    by_name: str
    opened_at: int
    closed_at: int | None
    state: BatchState
    created: int
    updated: int
    merged: int
    set_aside: int
    refused: int
    removed: int
    """Leads taken away by undoing it."""
    to_review: int

    @property
    def rows(self) -> int:
        """Rows of the list."""
        brought = self.created + self.removed + self.updated + self.merged
        return brought + self.set_aside + self.refused


@dataclass(frozen=True, slots=True)
class Pair:
    """Two leads that may be one."""

    a_id: UUID
    b_id: UUID
    evidence: str
    similarity_pct: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An import that is under way, or was when its program ended."""

    batch_id: UUID
    file_name: str
    opened_at: int
    rows: int
    """Rows that came in."""


def past_imports(db: Connection) -> list[PastImport]:
    """Return the latest imports, newest first; leads typed in one by one are left out."""
    results = {
        name: func.count().filter(ImportRow.result == name).label(name)
        for name in ("created", "updated", "merged", "set_aside", "removed")
    }
    latest = (
        select(ImportBatch)
        .where(ImportBatch.how != "hand")
        .order_by(ImportBatch.opened_at.desc(), ImportBatch.id)
        .limit(_SHOWN)
        .subquery()
    )
    batch = latest.c
    pairs = (
        select(func.count())
        .where(SuspectedPair.batch_id == batch.id, SuspectedPair.verdict.is_(None))
        .scalar_subquery()
    )
    rows = db.execute(
        select(latest, Member.name.label("by_name"), pairs.label("to_review"), *results.values())
        .select_from(latest)
        .outerjoin(Member, Member.id == batch.by_id)
        .outerjoin(ImportRow, ImportRow.batch_id == batch.id)
        .group_by(batch.id)
        .order_by(batch.opened_at.desc(), batch.id)
    )
    return [
        PastImport(
            batch_id=row.id,
            how=row.how,
            file_name=row.file_name,
            by_name=row.by_name or "",
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            state=BatchState(row.state),
            created=row.created,
            updated=row.updated,
            merged=row.merged,
            set_aside=row.set_aside,
            refused=row.refused_count,
            removed=row.removed,
            to_review=row.to_review,
        )
        for row in rows
    ]


def owner_of_batch(db: Connection, batch_id: UUID) -> UUID | None:
    """Return who brought an import in; None for no such import."""
    return db.execute(select(ImportBatch.by_id).where(ImportBatch.id == batch_id)).scalar()


def latest_batch(db: Connection) -> UUID | None:
    """Return the import begun last that is not undone."""
    return db.execute(
        select(ImportBatch.id)
        .where(ImportBatch.state != BatchState.UNDONE.value, ImportBatch.how != "hand")
        .order_by(ImportBatch.opened_at.desc(), ImportBatch.id)
        .limit(1)
    ).scalar()


def unfinished_imports(db: Connection) -> list[Unfinished]:
    """Return the imports nobody finished or took back, newest first."""
    rows = db.execute(
        select(
            ImportBatch.id, ImportBatch.file_name, ImportBatch.opened_at,
            func.count(ImportRow.batch_id).label("rows"),
        )
        .outerjoin(ImportRow, ImportRow.batch_id == ImportBatch.id)
        .where(ImportBatch.state == BatchState.OPEN.value, ImportBatch.how != "hand")
        .group_by(ImportBatch.id)
        .order_by(ImportBatch.opened_at.desc(), ImportBatch.id)
    )  # fmt: skip
    return [Unfinished(row.id, row.file_name, row.opened_at, row.rows) for row in rows]


def wins_before_contact(db: Connection, batch_id: UUID) -> int:
    """Count the deals of an import that were won before the first contact with the lead."""
    return db.execute(
        select(func.count(ReachedMilestone.lead_id.distinct())).where(
            ReachedMilestone.batch_id == batch_id,
            ReachedMilestone.milestone == Milestone.WON.value,
            ReachedMilestone.is_suspect,
        )
    ).scalar_one()


def suspected_pairs(db: Connection) -> list[Pair]:
    """Return the pairs nobody has judged, strongest evidence of the earliest first."""
    rows = db.execute(
        select(SuspectedPair.a_id, SuspectedPair.b_id, SuspectedPair.evidence, SuspectedPair.similarity_pct)
        .where(SuspectedPair.verdict.is_(None))
        .order_by(SuspectedPair.found_at, SuspectedPair.evidence, SuspectedPair.a_id, SuspectedPair.b_id)
    )
    return [Pair(row.a_id, row.b_id, row.evidence, row.similarity_pct) for row in rows]
