"""What becomes of suspected pairs when one of their records is merged into another, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, exists, insert, literal, or_, select, update
from sqlalchemy.sql.selectable import NamedFromClause

from app.models.leads import Lead, SuspectedPair
from app.models.merging import PAIR_IMAGE
from app.services.kernel.command import Effect
from app.services.kernel.expressions import CMD
from app.services.merge_rows import Sides

DIFFERENT = "different"
"""Verdict of a pair that somebody found not to be the same."""

_NAMES = tuple(column.name for column in SuspectedPair.__table__.columns)
_SAID = ("verdict", "judged_by_id", "judged_at")


def repoint_pairs(sides: Sides) -> Iterator[Effect]:
    """Yield what makes the pairs of the record that vanishes pairs of the one that stays.

    Who is not the same as the one is not the same as the other either.
    """
    pair = SuspectedPair
    ours = [sides.kept_id, sides.gone_id]
    yield Effect(
        insert(PAIR_IMAGE).from_select(
            ["merge_id", *_NAMES],
            select(CMD, *(SuspectedPair.__table__.c[name] for name in _NAMES)).where(
                or_(pair.a_id.in_(ours), pair.b_id.in_(ours))
            ),
        ),
        None,
    )
    yield Effect(delete(pair).where(or_(pair.a_id == sides.gone_id, pair.b_id == sides.gone_id)), None)
    was = _was()
    said = {
        name: select(was.c[name])
        .where(_is_gones(was, sides), _other(was, sides.gone_id) == _other_of_pair(sides))
        .correlate_except(was)
        .scalar_subquery()
        for name in _SAID
    }
    kept = or_(pair.a_id == sides.kept_id, pair.b_id == sides.kept_id)
    yield Effect(
        update(pair).where(kept, pair.verdict.is_(None), said["verdict"].is_not(None)).values(**said), None
    )
    yield _insert_repointed(sides)


def bring_pairs_back(sides: Sides) -> Iterator[Effect]:
    """Yield what makes them pairs of both records again, but for what was judged since."""
    pair, own, was = SuspectedPair, _was("own"), _was()
    kept = or_(pair.a_id == sides.kept_id, pair.b_id == sides.kept_id)
    has_own = (
        select(literal(1))
        .select_from(own)
        .where(own.c.merge_id == sides.merge_id, own.c.a_id == pair.a_id, own.c.b_id == pair.b_id)
        .correlate_except(own)
    )
    as_gones = (
        select(literal(1))
        .select_from(was)
        .where(
            _is_gones(was, sides),
            _other(was, sides.gone_id) == _other_of_pair(sides),
            *(was.c[name].is_not_distinct_from(pair.__table__.c[name]) for name in _SAID),
        )
        .correlate_except(was)
        .exists()
    )
    yield Effect(delete(pair).where(kept, as_gones, ~has_own.exists()), None)
    nothing_said = has_own.where(own.c.verdict.is_(None)).exists()
    yield Effect(
        update(pair)
        .where(kept, pair.verdict.is_not(None), as_gones, nothing_said)
        .values(dict.fromkeys(_SAID)),
        None,
    )
    other = Lead.__table__.alias("other_lead")
    stands = exists().where(other.c.id == _other(was, sides.gone_id))
    yield Effect(
        insert(pair).from_select(
            _NAMES,
            select(*(was.c[name] for name in _NAMES)).select_from(was).where(_is_gones(was, sides), stands),
        ),
        None,
    )


def _insert_repointed(sides: Sides) -> Effect:
    was, there = _was(), SuspectedPair.__table__.alias("there")
    other = _other(was, sides.gone_id)
    a_id = case((other < sides.kept_id, other), else_=sides.kept_id)
    b_id = case((other < sides.kept_id, sides.kept_id), else_=other)
    known = exists().where(there.c.a_id == a_id, there.c.b_id == b_id)
    values = {name: was.c[name] for name in _NAMES} | {"a_id": a_id, "b_id": b_id}
    return Effect(
        insert(SuspectedPair).from_select(
            list(values),
            select(*values.values())
            .select_from(was)
            .where(_is_gones(was, sides), other != sides.kept_id, ~known),
        ),
        None,
    )


def _was(name: str = "was") -> NamedFromClause:
    return PAIR_IMAGE.__table__.alias(name)


def _is_gones(was: NamedFromClause, sides: Sides) -> ColumnElement[bool]:
    return and_(
        was.c.merge_id == sides.merge_id, or_(was.c.a_id == sides.gone_id, was.c.b_id == sides.gone_id)
    )


def _other(was: NamedFromClause, lead_id: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((was.c.a_id == lead_id, was.c.b_id), else_=was.c.a_id)


def _other_of_pair(sides: Sides) -> ColumnElement[Any]:
    return case((SuspectedPair.a_id == sides.kept_id, SuspectedPair.b_id), else_=SuspectedPair.a_id)
