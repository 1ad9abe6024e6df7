"""The days side by side; promises go from one to another by keys or by the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import override

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout

from app.services.follow_up_rows import FollowUpRow
from app.views.follow_ups.day_column import OVERDUE, DayColumn, DayShown
from app.views.widgets.card_board import CardBoard

_MOST = 6


class DayBoard(CardBoard[DayColumn, FollowUpRow]):
    """Shows days; says what is opened and what is dragged where."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.columns = tuple(DayColumn() for _ in range(_MOST))
        for made in self.columns:
            self._layout.addWidget(made, 1)
            self.join(made)

    def show_days(
        self, days: Sequence[DayShown], *, now: int, zone: tzinfo | None, is_draggable: bool = True
    ) -> None:
        """Show days; promises that were moved keep the keys where they are now."""
        had_focus = any(made.list.hasFocus() for made in self._shown)
        self._is_draggable = is_draggable
        for made, shown in zip(self.columns, days, strict=False):
            if made.on != shown.on:
                made.list.show_rows((), now=now, zone=zone)
            made.show_day(shown, now=now, zone=zone)
        self._shown = self.columns[: len(days)]
        for at, made in enumerate(self.columns):
            made.setVisible(at < len(days))
        self._follow()
        lost_focus = had_focus and not any(made.list.hasFocus() for made in self._shown)
        if lost_focus:
            self.take_focus()

    def days(self) -> tuple[int, ...]:
        """Return the days shown, what is overdue among them."""
        return tuple(made.on for made in self._shown)

    def current_on(self) -> int | None:
        """Return the day that has the keys."""
        made = self.current_column()
        return None if made is None else made.on

    @override
    def column_key(self, made: DayColumn) -> int:
        return made.on

    @override
    def takes(self, made: DayColumn, rows: Sequence[FollowUpRow]) -> bool:
        return made.on != OVERDUE

    @override
    def said(self, rows: Sequence[FollowUpRow]) -> str:
        if len(rows) == 1:
            return rows[0].name
        return QCoreApplication.translate("DayBoard", "%Ln follow-up(s)", "", len(rows))
