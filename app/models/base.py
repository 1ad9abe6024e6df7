"""The two bases of stored rows, and the column types both databases agree on (design 1a)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, MetaData, Text, Uuid
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase

from app.models.vocabulary import Topic

BINARY_TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text that compares byte by byte on both databases."""

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

TYPES = {int: BigInteger(), str: BINARY_TEXT, bool: Boolean(create_constraint=False), UUID: Uuid()}
"""``int`` also carries instants (microseconds UTC), dates (days since 1970) and money (minor units)."""


class Shared(DeclarativeBase):
    """A row the team shares: written by commands only, recorded by triggers.

    Instants end in ``_at`` and are microseconds UTC; dates end in ``_on`` and are days since 1970-01-01.
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = TYPES

    topic: ClassVar[Topic]
    """What listeners hear when a row changes."""
    told_by: ClassVar[str] = "lead_id"
    """The UUID column whose value listeners hear."""


class Local(DeclarativeBase):
    """A row of this desk alone: the outbox, drafts, what was remembered."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = TYPES
