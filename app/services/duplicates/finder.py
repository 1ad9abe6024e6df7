"""Look through the whole database for records that may be one (spec section 4)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, func, select

from app.models.leads import Lead, LeadKey, SuspectedPair
from app.models.vocabulary import Evidence
from app.services.duplicates.similarity import (
    ALIKE_PCT,
    Name,
    Weights,
    alike_pct,
    name_of,
    weigh,
)
from app.services.importing.matching import BROAD
from app.services.pairs import Found

SHOWN_BY_KEY: Final = (
    Evidence.SOURCE_ID, Evidence.EMAIL_AND_NAME, Evidence.PHONE_AND_NAME, Evidence.EMAIL, Evidence.PHONE,
    Evidence.COMPANY, Evidence.DOMAIN,
)  # fmt: skip
"""Evidence that two records share letter by letter, the strongest first."""
RAREST: Final = 8
"""So many of the rarest grams of a name are looked up: what two alike names share is among them."""
CROWD: Final = 60
"""A gram that more names have leads nowhere."""
SURE_PCT: Final = 90
NEIGHBOURS: Final = 3
"""A name with more neighbours that are alike but not surely is one of a pattern, and near none of them."""
_TOLD_EVERY: Final = 2000

type Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""
type Asked = Callable[[], bool]


def nobody_listens(_done: int, _total: int) -> None:
    """Take no notice."""


def never() -> bool:
    """Let it go on."""
    return False


class Cancelled(Exception):
    """Somebody stopped the search; nothing was noted."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the search reads.

    Attributes:
        shared: Leads that share a key, by evidence, in the order of their ids.
        companies: Leads by normal form and sound of their company.
        known: Pairs that wait or were judged already.
    """

    shared: tuple[tuple[Evidence, tuple[UUID, ...]], ...]
    companies: Mapping[tuple[str, str], tuple[UUID, ...]]
    known: frozenset[tuple[UUID, UUID]]


def read_material(db: Connection) -> Material:
    """Read all that shows whether two records are one."""
    return Material(tuple(_shared(db)), _companies(db), frozenset(_known(db)))


def find_pairs(
    material: Material, *, progress: Progress = nobody_listens, is_cancelled: Asked = never
) -> list[Found]:
    """Return the pairs nobody knows yet, the strongest evidence of each.

    Raises:
        Cancelled: ``is_cancelled`` said so.
    """
    found: dict[tuple[UUID, UUID], Found] = {}
    for evidence, lead_ids in material.shared:
        for a_id, b_id in combinations(lead_ids, 2):
            if (a_id, b_id) not in material.known:
                made = Found(a_id=a_id, b_id=b_id, evidence=evidence, similarity_pct=100)
                found.setdefault((a_id, b_id), made)
    for made in _alike(material.companies, progress, is_cancelled):
        pair = (made.a_id, made.b_id)
        if pair not in material.known:
            found.setdefault(pair, made)
    return list(found.values())


def alike_names(
    names: Sequence[Name],
    *,
    progress: Progress = nobody_listens,
    is_cancelled: Asked = never,
) -> Iterator[tuple[int, int, int]]:
    """Yield places of two alike names and how alike they are in percent."""
    weights = weigh(names)
    near: list[tuple[int, int, int]] = []
    neighbours: Counter[int] = Counter()
    for one, other in _candidates(names, weights, progress, is_cancelled):
        pct = alike_pct(names[one], names[other], weights)
        if pct >= SURE_PCT:
            yield one, other, pct
        elif pct >= ALIKE_PCT:
            near.append((one, other, pct))
            neighbours.update((one, other))
    for one, other, pct in near:
        if max(neighbours[one], neighbours[other]) <= NEIGHBOURS:
            yield one, other, pct


def _candidates(
    names: Sequence[Name], weights: Weights, progress: Progress, is_cancelled: Asked
) -> Iterator[tuple[int, int]]:
    """Yield places of two names that share something rare, the place further on second; each pair once."""
    posted: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        if place % _TOLD_EVERY == 0:
            progress(place, len(names))
            if is_cancelled():
                raise Cancelled
        met: set[int] = set()
        for mark in _marks(name, weights):
            there = posted[mark]
            if len(there) < CROWD:
                met.update(there)
                there.append(place)
        for other in sorted(met):
            yield other, place
    progress(len(names), len(names))


def _marks(name: Name, weights: Weights) -> Iterator[str]:
    """Yield what a name is looked up by: its rarest grams, how it sounds, what it is without its place."""
    yield from sorted(name.grams, key=lambda gram: (-weights.of(gram), gram))[:RAREST]
    yield f"={name.core.replace(' ', '')}"
    if name.sound:
        yield f"~{name.sound}"


def _alike(
    companies: Mapping[tuple[str, str], tuple[UUID, ...]], progress: Progress, is_cancelled: Asked
) -> Iterator[Found]:
    listed = sorted(companies)
    names = [name_of(key, sound) for key, sound in listed]
    for one, other, pct in alike_names(names, progress=progress, is_cancelled=is_cancelled):
        if names[one].key == names[other].key:  # found by the key, unless too many share it
            continue
        for mine in companies[listed[one]]:
            for theirs in companies[listed[other]]:
                a_id, b_id = sorted((mine, theirs), key=_order)
                yield Found(a_id=a_id, b_id=b_id, evidence=Evidence.SIMILAR_NAME, similarity_pct=pct)


def _order(lead_id: UUID) -> str:
    return lead_id.hex


def _shared(db: Connection) -> Iterator[tuple[Evidence, tuple[UUID, ...]]]:
    for evidence in SHOWN_BY_KEY:
        sharing = (
            select(LeadKey.key)
            .where(LeadKey.kind == evidence.value)
            .group_by(LeadKey.key)
            .having(func.count().between(2, BROAD))
        )
        rows = db.execute(
            select(LeadKey.key, LeadKey.lead_id)
            .where(LeadKey.kind == evidence.value, LeadKey.key.in_(sharing))
            .order_by(LeadKey.key, LeadKey.lead_id)
        )
        for lead_ids in _by_key((row.key, row.lead_id) for row in rows).values():
            yield evidence, lead_ids


def _companies(db: Connection) -> dict[tuple[str, str], tuple[UUID, ...]]:
    rows = db.execute(
        select(Lead.company_key, Lead.company_pinyin, Lead.id)
        .where(Lead.company_key.is_not(None), Lead.company_key != "")
        .order_by(Lead.company_key, Lead.id)
    )
    found = _by_key(((row.company_key, row.company_pinyin or ""), row.id) for row in rows)
    return {key: lead_ids for key, lead_ids in found.items() if len(lead_ids) <= BROAD}


def _by_key[K](rows: Iterable[tuple[K, UUID]]) -> dict[K, tuple[UUID, ...]]:
    found: dict[K, list[UUID]] = defaultdict(list)
    for key, lead_id in rows:
        found[key].append(lead_id)
    return {key: tuple(lead_ids) for key, lead_ids in found.items()}


def _known(db: Connection) -> Iterator[tuple[UUID, UUID]]:
    rows = db.execute(select(SuspectedPair.a_id, SuspectedPair.b_id))
    return ((row.a_id, row.b_id) for row in rows)
