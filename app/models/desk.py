"""What this desk alone keeps: the outbox, before-images, drafts and what it remembered."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Local


class OutboxEntry(Local):
    """A command of this desk, in the order it was given; never thrown away while unsettled."""

    __tablename__ = "outbox"

    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    cmd_id: Mapped[UUID] = mapped_column(unique=True)
    kind: Mapped[str]
    args: Mapped[str]
    """The command's fields as JSON."""
    actor_id: Mapped[UUID]
    given_at: Mapped[int]
    state: Mapped[str]
    """``settled`` where this desk has authority; ``pending`` until the shared database has answered, ``judged`` until its
    effects came, then ``settled``, ``refused`` or ``error``; ``held`` where a newer one must judge it; ``offered``
    and ``refused`` for what a damaged file still held. What was refused is ``dismissed`` or ``resent`` once its
    author has dealt with it."""
    why: Mapped[str | None]
    """Reason code of a refusal."""
    judged_at: Mapped[int | None]
    """When it was judged, by the clock of who judged."""
    about: Mapped[str | None]
    """Leads it is about, by name, as JSON: a refused claim takes the lead itself out of sight. Not kept once settled."""
    version: Mapped[int | None]
    """Of the command's arguments when it was given; ``None``: the first."""


class BeforeImage(Local):
    """How a row stood before an unsettled command first changed it (design section 1)."""

    __tablename__ = "before_image"
    __table_args__ = (Index("ix_before_image_seq", "seq"),)

    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    seq: Mapped[int]
    """Outbox entry of the command."""
    table_name: Mapped[str]
    row_key: Mapped[str]
    """Primary key values as a JSON array."""
    image: Mapped[str | None]
    """Column values as a JSON object; ``None`` where the row did not exist."""


class CopyPage(Local):
    """A page of a first copy under way: kept as it came, laid down with all others once the copy is whole."""

    __tablename__ = "copy_page"

    n: Mapped[int] = mapped_column(Integer, primary_key=True)
    page: Mapped[bytes] = mapped_column(LargeBinary)
    """Rows by table and column, as JSON, pressed together."""


class Draft(Local):
    """Words being typed, saved while they are typed."""

    __tablename__ = "draft"

    place: Mapped[str] = mapped_column(primary_key=True)
    """Where they belong, for instance ``call:`` and the activity's id."""
    words: Mapped[str]
    saved_at: Mapped[int]


class Remembered(Local):
    """A small thing this desk remembers, such as the mapping of a set of headings."""

    __tablename__ = "remembered"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
