"""What became of pairs: merged, or kept apart; either can be taken back long after its toast is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from app.models.leads import Lead, SuspectedPair
from app.models.merging import GONE, LEAD_IMAGE, Merge
from app.models.people import Member
from app.services.duplicates.listing import pairs_waiting
from app.services.merge_pairs import DIFFERENT

_ONE, _OTHER = Lead.__table__.alias("one"), Lead.__table__.alias("other")
_IMAGE = LEAD_IMAGE.__table__
_STANDS = Merge.undone_at.is_(None)
_APART = SuspectedPair.verdict == DIFFERENT


class PairPart(StrEnum):
    """The lists of the page."""

    WAITING = "waiting"
    MERGED = "merged"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class SettledRow:
    """One pair that somebody settled.

    Attributes:
        merge_id: The merge, where they were merged: ``a_id`` stayed, ``b_id`` became part of it.
    """

    merge_id: UUID | None
    a_id: UUID
    b_id: UUID
    a_company: str
    a_contact: str
    b_company: str
    b_contact: str
    by_name: str
    at: int


def part_counts(db: Connection) -> dict[PairPart, int]:
    """Count the pairs of each list."""
    merged = db.execute(select(func.count()).select_from(Merge).where(_STANDS)).scalar_one()
    apart = db.execute(select(func.count()).select_from(SuspectedPair).where(_APART)).scalar_one()
    return {PairPart.WAITING: pairs_waiting(db), PairPart.MERGED: merged, PairPart.APART: apart}


def merged_page(offset: int, limit: int) -> Callable[[Connection], list[SettledRow]]:
    """Return the question for merges that stand, the latest first."""

    def ask(db: Connection) -> list[SettledRow]:
        rows: Any = db.execute(
            select(
                Merge.id, Merge.kept_id, Merge.gone_id, _ONE.c.company, _ONE.c.contact_name, _IMAGE.c.company,
                _IMAGE.c.contact_name, Member.name, Merge.at,
            )
            .select_from(Merge)
            .outerjoin(_ONE, _ONE.c.id == Merge.kept_id)
            .outerjoin(_IMAGE, and_(_IMAGE.c.merge_id == Merge.id, _IMAGE.c.part == GONE))
            .outerjoin(Member, Member.id == Merge.by_id)
            .where(_STANDS)
            .order_by(Merge.at.desc(), Merge.turn.desc(), Merge.id)
            .offset(offset)
            .limit(limit)
        )  # fmt: skip
        return [_settled(*row) for row in rows]

    return ask


def apart_page(offset: int, limit: int) -> Callable[[Connection], list[SettledRow]]:
    """Return the question for pairs that somebody found not to be the same, the latest first."""

    def ask(db: Connection) -> list[SettledRow]:
        pair = SuspectedPair
        rows: Any = db.execute(
            select(
                pair.a_id, pair.b_id, _ONE.c.company, _ONE.c.contact_name, _OTHER.c.company, _OTHER.c.contact_name,
                Member.name, pair.judged_at,
            )
            .select_from(pair)
            .join(_ONE, _ONE.c.id == pair.a_id)
            .join(_OTHER, _OTHER.c.id == pair.b_id)
            .outerjoin(Member, Member.id == pair.judged_by_id)
            .where(_APART)
            .order_by(pair.judged_at.desc().nulls_last(), pair.a_id, pair.b_id)
            .offset(offset)
            .limit(limit)
        )  # fmt: skip
        return [_settled(None, *row) for row in rows]

    return ask


def _settled(merge_id: UUID | None, *row: Any) -> SettledRow:
    a_id, b_id, *names, at = row
    company, contact, other_company, other_contact, by_name = (name or "" for name in names)
    return SettledRow(merge_id, a_id, b_id, company, contact, other_company, other_contact, by_name, at or 0)


def standing_id(db: Connection, lead_id: UUID) -> UUID:
    """Return the lead that a record became part of, through merges of merges; its own id where it stands."""
    for _ in range(_DEEPEST):
        kept = db.execute(select(Merge.kept_id).where(Merge.gone_id == lead_id, _STANDS)).scalar()
        if kept is None:
            break
        lead_id = kept
    return lead_id


_DEEPEST = 1000
