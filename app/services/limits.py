"""The playbook as the rules read it: its current version, its numbers, its stages by fact."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ScalarSelect, Select, select

from app.models.playbook import Limit, Playbook, StageFact
from app.models.vocabulary import Fact


def current_version() -> ScalarSelect[int]:
    """Return the version of the playbook in force."""
    return select(Playbook.version).where(Playbook.is_current).scalar_subquery()


def limit(key: str) -> ScalarSelect[int]:
    """Return a number of the playbook in force (spec section 16), by its key in ``[limits]``."""
    return select(Limit.value).where(Limit.version == current_version(), Limit.key == key).scalar_subquery()


def team_turn() -> Select[Any]:
    """Return the row to lock for what concerns the whole team: such commands are judged one by one."""
    return select(Playbook.version).where(Playbook.is_current)


def stage_for(fact: Fact) -> ScalarSelect[Any]:
    """Return the key of the stage a fact moves a lead to (spec section 3)."""
    return (
        select(StageFact.stage_key)
        .where(StageFact.version == current_version(), StageFact.fact == fact.value)
        .scalar_subquery()
    )
