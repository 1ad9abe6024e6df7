"""The deals as a list: where its rows come from, and its columns."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.services.follow_up_rows import local_day
from app.services.pipeline_view import Deal, DealsWhere, Trouble, deals_count, deals_page, deals_place
from app.views.desk import Query
from app.views.pipeline.words import (
    age_text,
    amount_text,
    close_text,
    feedback_text,
    state_text,
    step_text,
    trouble_text,
    waiting_text,
)
from app.views.rows_source import Column, Look, Sort
from app.views.said import said


class DealsSource:
    """The deals somebody looks at."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def count(self, where: DealsWhere, sort: Sort, /) -> Query[int]:
        """Return how many there are."""
        del sort
        now = self._clock()
        return lambda db: deals_count(db, where, now, local_day(now, None))

    def page(self, where: DealsWhere, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[Deal]]:
        """Return some of them."""
        now = self._clock()
        return lambda db: deals_page(
            db, where, now, local_day(now, None), sort=sort.key, descending=sort.descending, offset=offset,
            limit=limit,
        )  # fmt: skip

    def key(self, row: Deal, /) -> Hashable:
        """Return the lead."""
        return row.lead_id

    def locate(self, where: DealsWhere, sort: Sort, key: UUID, /) -> Query[int | None]:
        """Return where a deal stands."""
        now = self._clock()
        return lambda db: deals_place(
            db, where, now, local_day(now, None), sort=sort.key, descending=sort.descending, lead_id=key
        )


def columns(clock: Clock) -> tuple[Column[Deal], ...]:
    """Return the columns of the list."""
    translate = QCoreApplication.translate
    return (
        Column[Deal](
            "company", lambda: translate("Pipeline", "Company"), lambda deal: deal.name, Look.TWO_LINES, 220, 130, 2,
            is_sortable=True, second=lambda deal: (deal.contact_name or "") if deal.company else "", is_fixed=True,
        ),
        Column[Deal](
            "stage", lambda: translate("Pipeline", "Stage"), lambda deal: said(deal.stage_title), Look.CHIP, 140, 90, 1,
            is_sortable=True, tone=lambda deal: deal.kind,
        ),
        Column[Deal](
            "amount", lambda: translate("Pipeline", "Amount"), lambda deal: amount_text(deal, short=False), Look.NUMBER,
            120, 80, is_sortable=True, is_descending_first=True,
            tone=lambda deal: "text" if deal.amount is not None else "faint",
        ),
        Column[Deal](
            "expected_close_on", lambda: translate("Pipeline", "Expected close"),
            lambda deal: close_text(deal, local_day(clock(), None)) or "–", Look.TEXT, 136, 96, is_sortable=True,
            tone=lambda deal: "bad" if Trouble.CLOSE_PASSED in deal.troubles else "text",
        ),
        Column[Deal](
            "next", lambda: translate("Pipeline", "Next step"), lambda deal: step_text(deal, clock()) or "–",
            Look.TWO_LINES, 260, 150, 3, is_sortable=True, second=trouble_text,
            tone=lambda deal: "bad" if deal.troubles else "text",
        ),
        Column[Deal](
            "since", lambda: translate("Pipeline", "In this stage"), lambda deal: age_text(deal, clock()), Look.NUMBER,
            96, 70, is_sortable=True,
        ),
        Column[Deal](
            "state", lambda: translate("Pipeline", "Standing"),
            lambda deal: state_text(deal, local_day(clock(), None)) or "–",
            Look.TWO_LINES, 150, 90, 1, second=lambda deal: waiting_text(deal) or feedback_text(deal.known),
        ),
        Column[Deal]("rep", lambda: translate("Pipeline", "Rep"), lambda deal: deal.rep, Look.TEXT, 120, 70, 1),
    )  # fmt: skip
