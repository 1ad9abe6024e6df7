"""The inbox's list: its rows, its columns, and what it says when nothing waits."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.models.vocabulary import HandoverState
from app.services.inbox import Box, InboxFilter, InboxRow, Part, inbox_count, inbox_place, inbox_rows
from app.views import formats
from app.views.desk import Query
from app.views.inbox.said import state_text, unassigned_text
from app.views.rows_source import Column, Look, Sort
from app.views.said import said
from app.views.widgets.empty_state import Emptiness

HURRY_S = 3600
"""An hour of working time before its limit a hand-over is drawn as urgent."""


class HandoverSource:
    """Hand-overs in the inbox's own order."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def count(self, where: InboxFilter, sort: Sort, /) -> Query[int]:
        """Return how many fit."""
        del sort
        return inbox_count(where)

    def page(self, where: InboxFilter, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[InboxRow]]:
        """Return some of them."""
        del sort
        return inbox_rows(where, self._clock(), offset=offset, limit=limit)

    def key(self, row: InboxRow, /) -> Hashable:
        """Return its id."""
        return row.id

    def locate(self, where: InboxFilter, sort: Sort, key: UUID, /) -> Query[int | None]:
        """Return where one stands."""
        del sort
        return inbox_place(where, key)


def columns(clock: Clock, box: Callable[[], Box]) -> tuple[Column[InboxRow], ...]:
    """Return the columns: the lead, and how it stands; ``box`` says whose inbox it is."""
    return (
        Column[InboxRow](
            "lead",
            lambda: QCoreApplication.translate("Inbox", "Lead"),
            lambda row: row.company or row.contact_name or "–",
            Look.TWO_LINES,
            196,
            120,
            1,
            second=_about,
            is_fixed=True,
        ),
        Column[InboxRow](
            "standing",
            lambda: QCoreApplication.translate("Inbox", "Standing"),
            standing,
            Look.TWO_LINES,
            158,
            110,
            second=lambda row: _below(row, clock(), box()),
            tone=_tone,
            is_fixed=True,
        ),
    )


def standing(row: InboxRow) -> str:
    """Return what a row's hand-over waits for, or what became of it."""
    if row.state is HandoverState.OPEN and row.left_s is not None:
        if row.left_s < 0:
            late = QCoreApplication.translate("Inbox", "{time} late")
            return late.format(time=formats.duration(-row.left_s))
        left = QCoreApplication.translate("Inbox", "{time} left")
        return left.format(time=formats.duration(row.left_s))
    return state_text(row.state)


def _below(row: InboxRow, now: int, box: Box) -> str:
    """Return when it was decided, else the other side; those who lead see who is to decide."""
    if row.decided_at is not None:
        return formats.moment(row.decided_at, now)
    match box:
        case Box.MINE:
            return row.sdr
        case Box.SENT:
            return unassigned_text() if row.is_unassigned else row.rep or ""
        case Box.TEAM:
            return row.rep or row.sdr


def _about(row: InboxRow) -> str:
    if row.state is HandoverState.REFUSED:
        return said(row.reason)
    if row.state is HandoverState.RETURNED:
        return row.words or ""
    return " · ".join(filter(None, (formats.percent(row.maturity_pct), row.contact_name)))


def _tone(row: InboxRow) -> str:
    match row.state:
        case HandoverState.OPEN if row.left_s is not None and row.left_s < 0:
            return "bad"
        case HandoverState.OPEN if row.left_s is not None and row.left_s < HURRY_S:
            return "warn"
        case HandoverState.WAITING | HandoverState.RETURNED:
            return "warn"
        case HandoverState.REFUSED:
            return "bad"
        case HandoverState.ACCEPTED:
            return "ok"
        case _:
            return "muted"


def emptiness(box: Box, part: Part) -> Emptiness:
    """Return what to say where a list holds nothing."""
    match part:
        case Part.TO_DECIDE if box is Box.SENT:
            return Emptiness(
                QCoreApplication.translate("Inbox", "Nothing lies with sales"),
                QCoreApplication.translate(
                    "Inbox", "What you hand over from the call desk stands here until sales decides."
                ),
                "send",
            )
        case Part.TO_DECIDE:
            return Emptiness(
                QCoreApplication.translate("Inbox", "Nothing waits for a decision"),
                QCoreApplication.translate(
                    "Inbox", "New hand-overs come by themselves, the oldest deadline first."
                ),
                "inbox",
            )
        case Part.RETURNED:
            return Emptiness(
                QCoreApplication.translate("Inbox", "No question is open"),
                QCoreApplication.translate(
                    "Inbox", "A hand-over returned with a question waits here for its answer."
                ),
                "message-question",
            )
        case Part.DECIDED:
            return Emptiness(
                QCoreApplication.translate("Inbox", "Nothing is decided yet"),
                QCoreApplication.translate(
                    "Inbox", "Accepted and refused hand-overs stay here with their reasons."
                ),
                "clipboard-check",
            )


def part_titles(box: Box) -> dict[Part, str]:
    """Return what the parts of a box are called."""
    if box is Box.SENT:
        return {
            Part.RETURNED: QCoreApplication.translate("Inbox", "To answer"),
            Part.TO_DECIDE: QCoreApplication.translate("Inbox", "With sales"),
            Part.DECIDED: QCoreApplication.translate("Inbox", "Decided"),
        }
    return {
        Part.TO_DECIDE: QCoreApplication.translate("Inbox", "To decide"),
        Part.RETURNED: QCoreApplication.translate("Inbox", "Returned"),
        Part.DECIDED: QCoreApplication.translate("Inbox", "Decided"),
    }
