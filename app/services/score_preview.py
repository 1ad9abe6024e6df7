"""What other score rules would make of the leads there are, before they come into force (spec section 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Connection, FromClause, Select, case, func, literal, select, type_coerce
from sqlalchemy.types import TypeEngine

from app.models.leads import Lead
from app.services.kernel.expressions import TEXT, WHOLE
from app.services.limits import limit
from app.services.playbook.document import Playbook
from app.services.scoring import Rules, score_lines


@dataclass(frozen=True, slots=True)
class Before:
    """One lead's score as it is and as it would be."""

    lead_id: UUID
    name: str
    score: int
    becomes: int


@dataclass(frozen=True, slots=True)
class ScorePreview:
    """What a change of rules does to all leads.

    Attributes:
        changed: Leads whose score becomes another.
        rising, falling: Of these, up and down.
        no_longer_suspect, newly_suspect: Leads that cross the playbook's line, up and down.
        most: Those that change most, most first.
    """

    changed: int
    rising: int
    falling: int
    no_longer_suspect: int
    newly_suspect: int
    most: tuple[Before, ...]


def preview(db: Connection, book: Playbook, now: int, *, most: int = 8) -> ScorePreview:
    """Return what a playbook's score rules would do, computed as the scoring itself does it.

    Args:
        db: Where the leads are.
        book: The playbook that may come into force; its own line between suspects and others counts for what becomes.
        now: Microseconds UTC, from which behaviour fades.
        most: How many of the leads that change most are named.
    """
    scores = scores_under(book, now).subquery("scores")
    was, becomes = scores.c.score, scores.c.becomes
    line, next_line = limit("suspect_below_points"), literal(book.limits.suspect_below_points, WHOLE)

    def count(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    figures = db.execute(
        select(
            count(becomes != was),
            count(becomes > was),
            count(becomes < was),
            count((was < line) & (becomes >= next_line)),
            count((was >= line) & (becomes < next_line)),
        )
    ).one()
    change = func.abs(becomes - was)
    rows = db.execute(
        select(scores.c.id, Lead.company, Lead.contact_name, was, becomes)
        .join(Lead, Lead.id == scores.c.id)
        .where(becomes != was)
        .order_by(change.desc(), scores.c.id)
        .limit(most)
    )
    named = tuple(
        Before(lead_id, company or contact or "", one, other)
        for lead_id, company, contact, one, other in rows
    )
    return ScorePreview(*figures, most=named)


def scores_under(book: Playbook, now: int) -> Select[UUID, int, int]:
    """Return a select of every lead's id, its score, and what ``becomes`` of it under a playbook's rules."""
    every = Lead.__table__.alias("every")
    lines = score_lines(select(every.c.id), rules_of(book), literal(now, WHOLE)).subquery("lines")
    total = (
        select(lines.c.lead_id, func.sum(lines.c.points).label("points"))
        .group_by(lines.c.lead_id)
        .subquery("total")
    )
    return select(Lead.id, Lead.score, func.coalesce(total.c.points, 0).label("becomes")).outerjoin(
        total, total.c.lead_id == Lead.id
    )


def rules_of(book: Playbook) -> Rules:
    """Return a playbook's score rules as the scoring reads them."""
    rules = [(rule.key, place, rule.on.value, rule.points) for place, rule in enumerate(book.score_rules, 1)]
    words = [(rule.key, word) for rule in book.score_rules for word in dict.fromkeys(rule.values)]
    return Rules(
        rules=_rows(
            "score_rules", {"key": TEXT, "position": WHOLE, "looks_at": TEXT, "points": WHOLE}, rules
        ),
        words=_rows("score_words", {"rule_key": TEXT, "word": TEXT}, words),
        half_life_days=literal(book.limits.score_half_life_days, WHOLE),
    )


def _rows(name: str, columns: Mapping[str, TypeEngine[Any]], rows: Sequence[tuple[Any, ...]]) -> FromClause:
    """Return rows as a table; one JSON text, since a union of selects may not have more than 500."""
    each = func.json_each(msgspec.json.encode(rows).decode()).table_valued("value", name=f"{name}_given")
    fields = (
        type_coerce(func.json_extract(each.c.value, f"$[{place}]"), kind).label(key)
        for place, (key, kind) in enumerate(columns.items())
    )
    return select(*fields).select_from(each).subquery(name)
