"""One column of the board: the day, how full it is, and its promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.services.follow_up_rows import FollowUpRow
from app.views.follow_ups.day_list import DayList
from app.views.theme import tokens
from app.views.widgets.basics import column, label, restyle, row

OVERDUE = -1
"""Stands for the day of what is overdue."""
_BAR = 4


@dataclass(frozen=True, slots=True)
class DayShown:
    """What a column shows, in words already.

    Attributes:
        on: Days since 1970-01-01, or ``OVERDUE``.
        key: The figure that moves a promise here; empty for none.
        load: How much of a usual day is taken, and kept already, as shares of 1; ``None`` where that is not said.
        empty: Said where nothing is due.
    """

    on: int
    title: str
    count: str
    spoken: str
    rows: tuple[FollowUpRow, ...]
    key: str = ""
    load: tuple[float, float] | None = None
    is_off: bool = False
    empty: str = ""


class LoadBar(QWidget):
    """How full a day is: kept, promised, and beyond what is usual."""

    def __init__(self) -> None:
        super().__init__()
        self._taken, self._kept = 0.0, 0.0
        self.setFixedHeight(_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_load(self, taken: float, kept: float, name: str) -> None:
        """Show shares of a usual day; ``name`` says them."""
        self._taken, self._kept = taken, kept
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(60, _BAR)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        total = self._taken + self._kept
        colour = now.bad if total > 1 else now.warn if total == 1 else now.accent
        for share, ink in ((1.0, now.sunken), (min(1.0, total), colour), (min(1.0, self._kept), now.ok)):
            painter.setBrush(QColor(ink))
            width = self.width() * share
            if width > 0:
                painter.drawRoundedRect(QRectF(0, 0, width, _BAR), _BAR / 2, _BAR / 2)
        painter.end()


class DayColumn(QFrame):
    """Shows one day."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.on = OVERDUE
        self._title, self._count, self._key = label("", "heading"), label("", "small"), label("", "small")
        self._bar, self.list = LoadBar(), DayList()
        head = column(
            row(self._title, None, self._key, gap=6), self._count, self._bar, gap=4, margin=(12, 10, 12, 6)
        )
        self.setLayout(column(head, self.list, gap=2, margin=(1, 1, 1, 4)))
        self.setMinimumWidth(130)

    def show_day(self, shown: DayShown, *, now: int, zone: tzinfo | None) -> None:
        """Show a day."""
        self.on = shown.on
        self._title.setText(shown.title)
        restyle(self._title, "kind", "late" if shown.on == OVERDUE else "heading")
        self._count.setText(shown.count)
        self._key.setText(shown.key)
        self._key.setVisible(bool(shown.key))
        self._bar.setVisible(shown.load is not None)
        if shown.load is not None:
            taken, kept = shown.load
            self._bar.show_load(taken, kept, shown.spoken)
        self.list.show_empty(shown.empty)
        self.list.setAccessibleName(f"{shown.title}, {shown.spoken}")
        self.list.show_rows(shown.rows, now=now, zone=zone)

    def show_target(self, *, is_target: bool) -> None:
        """Mark the column as where dragged promises would go."""
        restyle(self, "kind", "target" if is_target else "card")
