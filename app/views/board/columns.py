"""The columns of the two lists of the board."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QCoreApplication

from app.clock import Clock
from app.services.board import BoardRow, Doing
from app.services.board_facts import Number
from app.views import formats
from app.views.board.words import (
    decide_text,
    doing_text,
    feedback_text,
    first_reason,
    first_response,
    further_reasons,
    why_tone,
)
from app.views.rows_source import Column, Look

type Of = Column[BoardRow]


def key_of(row: BoardRow) -> Hashable:
    """Return what tells rows apart."""
    return row.member.id


def sdr_columns(clock: Clock) -> tuple[Of, ...]:
    """Return the columns for those who call."""
    return (
        _who(clock),
        _why(),
        _figure(
            "calls", lambda: QCoreApplication.translate("Board", "Calls · talks"),
            lambda row: f"{row.count(Number.CALLS)} · {row.count(Number.CONNECTS)}", 92,
            lambda row: "" if row.count(Number.CALLS) else "faint",
        ),
        _number(Number.RUNS, lambda: QCoreApplication.translate("Board", "Runs"), 54),
        _number(Number.HANDED_OVER, lambda: QCoreApplication.translate("Board", "Given"), 60),
        _figure(
            "first", lambda: QCoreApplication.translate("Board", "Missed · near"), first_response, 106, _first_tone
        ),
        _number(Number.OVERDUE, lambda: QCoreApplication.translate("Board", "Overdue"), 74, "warn"),
        _number(Number.NEAR_RECALL, lambda: QCoreApplication.translate("Board", "To pool"), 70, "warn"),
        _figure(
            "held", lambda: QCoreApplication.translate("Board", "Held"),
            lambda row: f"{row.count(Number.HELD)}/{row.cap}", 80,
            lambda row: "bad" if row.count(Number.HELD) >= row.cap else "",
        ),
    )  # fmt: skip


def rep_columns(clock: Clock) -> tuple[Of, ...]:
    """Return the columns for those who decide."""
    return (
        _who(clock),
        _why(),
        _number(Number.WAITING, lambda: QCoreApplication.translate("Board", "To decide"), 82),
        _figure(
            "left", lambda: QCoreApplication.translate("Board", "Time left"), decide_text, 132,
            lambda row: "bad" if (row.decide_in_s or 0) < 0 else "",
        ),
        _number(Number.LATE, lambda: QCoreApplication.translate("Board", "Late"), 54, "bad"),
        _number(Number.OVERDUE, lambda: QCoreApplication.translate("Board", "Overdue"), 74, "warn"),
        _figure("feedback", lambda: QCoreApplication.translate("Board", "Feedback"), feedback_text, 80),
        _figure(
            "received", lambda: QCoreApplication.translate("Board", "In 30 days"),
            lambda row: f"{row.member.in_window}/{row.cap}", 88, lambda row: "bad" if row.member.is_full else "",
        ),
    )  # fmt: skip


def _who(clock: Clock) -> Of:
    return Column(
        "who", lambda: QCoreApplication.translate("Board", "Who, and on what"), lambda row: row.member.name,
        Look.TWO_LINES, 150, 110, 2, second=lambda row: doing_text(row, clock()), is_fixed=True,
        tone=lambda row: "faint" if row.now.doing is Doing.AWAY else "",
    )  # fmt: skip


def _why() -> Of:
    return Column(
        "why", lambda: QCoreApplication.translate("Board", "Needs help because"), first_reason, Look.TWO_LINES, 176,
        110, 3, second=further_reasons, tone=why_tone,
    )  # fmt: skip


def _number(number: Number, heading: Callable[[], str], width: int, tone: str = "") -> Of:
    return _figure(
        number.value, heading, lambda row: formats.number(row.count(number)), width,
        lambda row: tone if row.count(number) else "faint",
    )  # fmt: skip


def _figure(
    key: str,
    heading: Callable[[], str],
    text: Callable[[BoardRow], str],
    width: int,
    tone: Callable[[BoardRow], str] | None = None,
) -> Of:
    """Return a column of figures that keeps its width: what is cut tells nothing."""
    return Column(key, heading, text, Look.NUMBER, width, width, tone=tone)


def _first_tone(row: BoardRow) -> str:
    if row.count(Number.MISSED):
        return "bad"
    return "warn" if row.count(Number.ENDANGERED) else ""
