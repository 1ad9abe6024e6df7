"""A version comes into force: the earlier one steps back, its channels are known, leads find their stages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    Table,
    and_,
    false,
    insert,
    literal,
    select,
    true,
    update,
)

from app.models.leads import Lead, StageMove
from app.models.playbook import Channel, Playbook, Signature, Stage, StageHome, VersionChannel
from app.models.vocabulary import Role
from app.services.kernel.command import Effect
from app.services.kernel.expressions import ACTOR, CMD, NOW, TEXT, typed_null

REHOMED = "playbook.adopted"
"""The fact of a stage move that a new playbook made: nobody did anything with the lead."""
_NAMES = ("title_zh", "title_en", "is_digital", "is_paid")


def is_open(table: Table | None = None) -> ColumnElement[bool]:
    """Whether a version waits for signatures."""
    of = (Playbook.__table__ if table is None else table).c
    return and_(of.adopted_at.is_(None), of.withdrawn_at.is_(None))


def is_signed_by_both(version: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a team lead and a sales lead have both signed a version."""
    marks = [Signature.__table__.alias(f"by_{role.value}") for role in (Role.TEAM_LEAD, Role.SALES_LEAD)]
    return and_(*(
        select(literal(1))
        .select_from(mark)
        .where(mark.c.version == version, mark.c.role == role.value)
        .correlate_except(mark)
        .exists()
        for mark, role in zip(marks, (Role.TEAM_LEAD, Role.SALES_LEAD), strict=True)
    ))  # fmt: skip


def stages_without_home(version: ColumnElement[Any]) -> Select[Any]:
    """Return the stages in which leads stand, and which a version neither has nor gives a home."""
    return (
        select(Lead.stage).where(_is_gone(version), _home(version).is_(None)).distinct().order_by(Lead.stage)
    )


def put_into_force(
    version: ColumnElement[Any], *, only_if: ColumnElement[bool] | None = None
) -> Iterable[Effect]:
    """Return the effects that make a written version the one in force, where ``only_if`` holds."""
    holds = true() if only_if is None else only_if
    exactly = 1 if only_if is None else None
    yield Effect(update(Playbook).where(Playbook.is_current, holds).values(is_current=False), None)
    yield Effect(
        update(Playbook)
        .where(Playbook.version == version, holds)
        .values(is_current=True, adopted_at=NOW, adopted_by_id=ACTOR),
        exactly,
    )
    yield from _channels(version, holds)
    yield from _rehome(version, holds)


def _channels(version: ColumnElement[Any], holds: ColumnElement[bool]) -> Iterable[Effect]:
    """Channels are open data: those the playbook names are described anew, the others stay."""
    named = VersionChannel.__table__.alias("named")
    is_named = (
        select(literal(1))
        .select_from(named)
        .where(named.c.version == version, named.c.key == Channel.key)
        .correlate_except(named)
        .exists()
    )
    for name in _NAMES:
        described = (
            select(named.c[name])
            .where(named.c.version == version, named.c.key == Channel.key)
            .correlate_except(named)
            .scalar_subquery()
        )
        yield Effect(update(Channel).where(is_named, holds).values({name: described}), None)
    known = Channel.__table__.alias("known")
    is_known = (
        select(literal(1)).select_from(known).where(known.c.key == named.c.key).correlate(named).exists()
    )
    fresh = select(*(named.c[name] for name in ("key", *_NAMES))).where(
        named.c.version == version, ~is_known, holds
    )
    yield Effect(insert(Channel).from_select(["key", *_NAMES], fresh), None)


def _rehome(version: ColumnElement[Any], holds: ColumnElement[bool]) -> Iterable[Effect]:
    missing, target = _is_gone(version), _home(version)
    columns = {
        "cmd_id": CMD, "lead_id": Lead.id, "from_stage": Lead.stage, "to_stage": target,
        "fact": literal(REHOMED, TEXT), "by_id": ACTOR, "at": NOW, "is_backward": false(),
        "reason": typed_null(TEXT), "words": typed_null(TEXT),
    }  # fmt: skip
    moves = select(*columns.values()).where(missing, holds)
    yield Effect(insert(StageMove).from_select(list(columns), moves), None)
    yield Effect(update(Lead).where(missing, holds).values(stage=target, changed_at=NOW), None)


def _is_gone(version: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a version does not have a lead's stage."""
    kept = Stage.__table__.alias("kept")
    return ~(
        select(literal(1))
        .select_from(kept)
        .where(kept.c.version == version, kept.c.key == Lead.stage)
        .correlate_except(kept)
        .exists()
    )


def _home(version: ColumnElement[Any]) -> ScalarSelect[Any]:
    """Return where a version takes the leads of a lead's stage; NULL where it does not say."""
    home, there = StageHome.__table__.alias("home"), Stage.__table__.alias("there")
    is_there = and_(there.c.version == home.c.version, there.c.key == home.c.to_stage)
    return (
        select(home.c.to_stage)
        .select_from(home.join(there, is_there))
        .where(home.c.version == version, home.c.from_stage == Lead.stage)
        .correlate_except(home, there)
        .scalar_subquery()
    )
