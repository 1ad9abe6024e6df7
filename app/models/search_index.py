"""One narrow row per lead for filters and orders, derived on this desk alone and kept by triggers.

A scan of it costs a ninth of a scan of ``lead``; ``services.search.rebuild`` makes it anew.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import BigInteger, Connection, Index, Integer, Table, event, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Local
from app.models.search_triggers import install

_KEY = BigInteger().with_variant(Integer, "sqlite")


class LeadRow(Local):
    """A lead in whole numbers: what lists filter and sort by.

    Columns without a unit hold a ``RowCode``; instants are microseconds UTC.
    """

    __tablename__ = "lead_row"
    __table_args__ = (
        # Holds all that the queue asks of a lead: a person's thousands are counted without their rows. In
        # the queue's own order, so that its first page is read and nothing is sorted.
        Index(
            "ix_lead_row_owner", "owner", text("score DESC"), "created_at", "n", "stage", "is_reachable",
            "is_returned", "own_due_at", "own_due_is_first", "warn_at",
        ),
        # Any combination of fields is counted and searched on this, a quarter of the rows themselves; the
        # channels are counted by it.
        Index(
            "ix_lead_row_fields", "channel", "region", "industry", "size", "stage", "owner", "is_reachable",
            "score", "created_at",
        ),
        Index("ix_lead_row_score", "score", "created_at", "n"),
        Index("ix_lead_row_created_at", "created_at", "n"),
        Index("ix_lead_row_company_sort", "company_sort", "n"),
        Index("ix_lead_row_stage", "stage", "created_at", "n"),
        Index("ix_lead_row_batch", "batch"),
    )  # fmt: skip

    n: Mapped[int] = mapped_column(_KEY, primary_key=True)
    """Number on this desk; the row of the text indexes has the same."""
    lead_id: Mapped[UUID] = mapped_column(unique=True)
    owner: Mapped[int | None]
    rep: Mapped[int | None]
    pool: Mapped[int | None]
    """The pool it was put into; what lies where its channel says has none."""
    stage: Mapped[int | None]
    channel: Mapped[int | None]
    region: Mapped[int | None]
    industry: Mapped[int | None]
    size: Mapped[int | None]
    batch: Mapped[int | None]
    is_reachable: Mapped[bool]
    """It can be reached, and nothing of it is on the do-not-contact list."""
    score: Mapped[int]
    created_at: Mapped[int]
    amount: Mapped[int | None]
    warn_at: Mapped[int | None]
    """From here the first response is in danger; ``None`` once somebody responded."""
    company_sort: Mapped[str]
    """How the company sorts: pinyin where it is Chinese."""
    next_at: Mapped[int | None]
    """The earliest open promise, whoever's."""
    own_due_at: Mapped[int | None]
    """The owner's earliest open promise."""
    own_due_is_first: Mapped[bool | None]
    """Whether that is the first contact, promised by the program itself."""
    is_returned: Mapped[bool]
    """A rep's question waits for an answer."""
    last_at: Mapped[int | None]
    """The latest contact attempt."""
    maturity_pct: Mapped[int | None]
    """Of the latest finished run, cut."""


class RowCode(Local):
    """A number for every word and id that ``LeadRow`` refers to; ids as 32 hex digits."""

    __tablename__ = "row_code"

    code: Mapped[int] = mapped_column(_KEY, primary_key=True)
    word: Mapped[str] = mapped_column(unique=True)


@event.listens_for(LeadRow.__table__, "after_create")
def _on_created(_table: Table, db: Connection, **_kw: object) -> None:
    if db.dialect.name == "sqlite":
        install(db)
