"""Merges of two records into one: what moved, what both were before, so that each can be undone (design 1a, 16)."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Index, Table, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.models.activity import FollowUp
from app.models.base import BINARY_TEXT, Shared
from app.models.call_lists import CallListLead
from app.models.imports import ImportBefore
from app.models.leads import (
    ContactPoint,
    CustomField,
    Lead,
    LeadKey,
    Ownership,
    ReachedMilestone,
    StageMove,
    SuspectedPair,
    Tag,
)
from app.models.pool import LeadReturn, RecallExtension
from app.models.scores import ScoreLine, ScoreState
from app.models.vocabulary import Topic


class Merge(Shared):
    """One record became part of another; the row stays when the merge is undone."""

    __tablename__ = "merge"
    topic = Topic.LEADS
    told_by: ClassVar[str] = "kept_id"
    __table_args__ = (Index("ix_merge_gone_id", "gone_id"), Index("ix_merge_kept_id", "kept_id", "turn"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    """The command that merged."""
    kept_id: Mapped[UUID]
    gone_id: Mapped[UUID]
    turn: Mapped[int]
    """From 1 for each lead that stayed: they are undone from the last."""
    by_id: Mapped[UUID]
    at: Mapped[int]
    undone_at: Mapped[int | None]
    undone_by_id: Mapped[UUID | None]
    stayed: Mapped[int | None]
    """Facts that came after the merge and stayed where they are when it was undone."""


class MergeMove(Shared):
    """One row that went from the record that vanished to the one that stayed."""

    __tablename__ = "merge_move"
    topic = Topic.LEADS
    told_by: ClassVar[str] = "to_id"

    merge_id: Mapped[UUID] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[UUID] = mapped_column(primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True)
    """Of a table whose rows are numbered within ``row_id``, else 0."""
    from_id: Mapped[UUID]
    to_id: Mapped[UUID]


def _before(model: type[Shared], *, in_parts: bool = False) -> type[Shared]:
    """Map the table of rows of ``model`` as they stood when their leads were merged."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - shared classes map one table each
    columns: dict[str, Any] = {"merge_id": mapped_column(Uuid(), primary_key=True)}
    if in_parts:
        columns["part"] = mapped_column(BINARY_TEXT, primary_key=True)
    for column in table.columns:
        # The part tells a lead's images apart, whose id may be the same.
        is_key = column.primary_key and not in_parts
        columns[column.name] = mapped_column(
            column.type, primary_key=is_key, nullable=column.nullable and not is_key
        )
    body = {
        "__tablename__": f"merged_{table.name}",
        "__module__": __name__,
        "__doc__": f"Rows of ``{table.name}`` as they stood when their leads were merged.",
        "topic": Topic.LEADS,
        "told_by": "",
        **columns,
    }
    return type(f"Merged{model.__name__}", (Shared,), body)


KEPT, GONE, MERGED = "kept", "gone", "merged"
"""Parts of a lead's image: the two records before, and what they became."""

LEAD_IMAGE = _before(Lead, in_parts=True)
PAIR_IMAGE = _before(SuspectedPair)
BEFORE: dict[type[Shared], type[Shared]] = {
    model: _before(model)
    for model in (
        ContactPoint, CustomField, Tag, LeadKey, ReachedMilestone, FollowUp, StageMove, Ownership, ImportBefore,
        ScoreLine, ScoreState, CallListLead, LeadReturn, RecallExtension,
    )
}  # fmt: skip
"""Tables whose rows are named by their lead, and where their rows are kept as they stood."""
