"""Which leads have a company much like the one being typed: few look-ups, quick enough for each rest of the hands."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Select, column, literal_column, select, table

from app.models.leads import Lead
from app.models.search_index import LeadRow
from app.services.duplicates.similarity import ALIKE_PCT, Name, alike_pct, name_of, weigh
from app.services.intake.companies import company_key
from app.services.intake.pronunciation import pronounce

CROWD: Final = 60
"""A piece of a name that more leads have says nothing about one of them."""
MOST_PIECES: Final = 24
_PIECE: Final = 3
"""Signs the trigram index needs."""


def alike_leads(db: Connection, company: str) -> list[tuple[UUID, int]]:
    """Return leads whose company is nearly the one typed, and how near in percent, the nearest first.

    Leads of exactly this company are left out: their key tells.
    """
    key = company_key(company)
    typed = name_of(key, pronounce(key).pinyin)
    rows = [row for row in db.execute(_leads(_numbers(db, typed))) if row.company_key != key]
    names = [name_of(row.company_key or "", row.company_pinyin or "") for row in rows]
    weights = weigh([*names, typed])
    found = [(row.id, alike_pct(typed, name, weights)) for row, name in zip(rows, names, strict=True)]
    return sorted((one for one in found if one[1] >= ALIKE_PCT), key=lambda one: (-one[1], one[0].hex))


def _leads(numbers: set[int]) -> Select[UUID, str | None, str | None]:
    return (
        select(Lead.id, Lead.company_key, Lead.company_pinyin)
        .select_from(LeadRow)
        .join(Lead, Lead.id == LeadRow.lead_id)
        .where(LeadRow.n.in_(sorted(numbers)), Lead.company_key.is_not(None))
    )


def _numbers(db: Connection, typed: Name) -> set[int]:
    """Return the numbers of leads that share a rarer piece of the name, or sound the same."""
    found: set[int] = set()
    for piece in _pieces(typed):
        rows = db.execute(_having(piece)).scalars().all()
        if len(rows) <= CROWD:
            found.update(rows)
    return found


def _pieces(typed: Name) -> list[str]:
    pieces = [typed.sound] if typed.sound else []
    for word in typed.core.split():
        pieces += [word[place : place + _PIECE] for place in range(max(len(word) - _PIECE + 1, 0))]
    return list(dict.fromkeys(piece for piece in pieces if len(piece) >= _PIECE))[:MOST_PIECES]


def _having(piece: str) -> Select[Any]:
    quoted = '"' + piece.replace('"', '""') + '"'
    match = literal_column("lead_text").op("MATCH")(quoted)
    return select(column("rowid")).select_from(table("lead_text")).where(match).limit(CROWD + 1)
