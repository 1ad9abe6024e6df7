"""What stands beside the lists: one person, why they need help, every number a door, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from app.services.board import BoardRow
from app.services.board_facts import Number
from app.views import formats
from app.views.actions import Action, do
from app.views.board.door import Door
from app.views.board.words import (
    SEPARATOR,
    decide_text,
    doing_text,
    feedback_text,
    leave_text,
    number_name,
    why_text,
    why_tone,
)
from app.views.roles import role_name
from app.views.widgets.basics import column, frame, label, row
from app.views.widgets.card_pieces import facts
from app.views.widgets.icon_label import IconLabel


class DoorSpec(NamedTuple):
    """A number that can be opened: its key, and its tone where it is not none."""

    number: Number
    key: str
    tone: str = ""


SDR_DOORS = (
    DoorSpec(Number.UNANSWERED, "1", "bad"),
    DoorSpec(Number.ENDANGERED, "2", "warn"),
    DoorSpec(Number.MISSED, "3", "bad"),
    DoorSpec(Number.OVERDUE, "4", "warn"),
    DoorSpec(Number.ESCALATED, "5", "warn"),
    DoorSpec(Number.NEAR_RECALL, "6", "warn"),
    DoorSpec(Number.ASKED, "7", "warn"),
    DoorSpec(Number.HELD, "8"),
    DoorSpec(Number.CALLS, "9"),
    DoorSpec(Number.CONNECTS, "0"),
    DoorSpec(Number.RUNS, "R"),
    DoorSpec(Number.HANDED_OVER, "H"),
)
REP_DOORS = (
    DoorSpec(Number.WAITING, "1"),
    DoorSpec(Number.LATE, "2", "bad"),
    DoorSpec(Number.OVERDUE, "3", "warn"),
    DoorSpec(Number.RECEIVED, "4"),
)
NOBODYS_DOORS = (
    DoorSpec(Number.UNOWNED_LATE, "N", "bad"),
    DoorSpec(Number.UNOWNED, "U"),
    DoorSpec(Number.LEFT, "G", "warn"),
    DoorSpec(Number.CHOICE, "C", "warn"),
)

type Open = Callable[[Number], object]


def doors_of(shown: BoardRow) -> tuple[DoorSpec, ...]:
    """Return the doors of one member."""
    return REP_DOORS if shown.member.takes_handovers else SDR_DOORS


def side_of(shown: BoardRow, now: int, open_number: Open, actions: Sequence[Action]) -> QVBoxLayout:
    """Return what is known of a member, the doors to their leads, and buttons for what can be done."""
    parts: list[QWidget | QLayout | int | None] = [
        label(shown.member.name, "title", wrap=True),
        label(
            SEPARATOR.join(part for part in (role_name(shown.member.role), doing_text(shown, now)) if part),
            "muted",
            wrap=True,
        ),
    ]
    leave = leave_text(shown, now)
    if leave:
        parts.append(label(leave, "muted", wrap=True))
    parts.append(4)
    if shown.needs:
        icon = IconLabel("alert-circle" if why_tone(shown) == "bad" else "alert-triangle", why_tone(shown))
        line = row(icon, label(why_text(shown), wrap=True), gap=8)
        line.setStretch(1, 1)
        line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        parts += [line, 4]
    doors = column(gap=0)
    for spec in doors_of(shown):
        count = shown.count(spec.number)
        doors.addWidget(
            Door(
                number_name(spec.number), formats.number(count), partial(open_number, spec.number), key=spec.key,
                tone=spec.tone, count=count,
            )
        )  # fmt: skip
    parts += [doors, 6, facts(_further(shown)), 6, frame("line"), 2]
    doing = column(gap=0)
    for action in actions:
        doing.addWidget(Door(action.text, "", partial(do, action), key=action.key, tone="", count=1))
    parts.append(doing)
    return column(*parts, None, gap=4, margin=(14, 12, 14, 10))


def _further(shown: BoardRow) -> list[tuple[str, str]]:
    """Return the figures that are no leads."""
    translate = QCoreApplication.translate
    if shown.member.takes_handovers:
        return [
            (translate("Board", "Time left of the first limit"), decide_text(shown)),
            (translate("Board", "Feedback known"), feedback_text(shown)),
            (translate("Board", "Room for hand-overs"), str(max(0, shown.cap - shown.member.in_window))),
        ]
    median = "–" if shown.answered_s is None else formats.duration(shown.answered_s)
    return [
        (translate("Board", "Median first response today"), median),
        (translate("Board", "Claims left today"), str(shown.claims_left)),
        (translate("Board", "Room for leads"), str(max(0, shown.cap - shown.count(Number.HELD)))),
    ]
