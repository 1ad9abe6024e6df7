"""The days side by side; promises go from one to another by keys or by the mouse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.follow_up_rows import FollowUpRow
from app.services.spreading import Key
from app.views.follow_ups.day_column import OVERDUE, DayColumn, DayShown
from app.views.follow_ups.day_list import DayList
from app.views.widgets.basics import label

_MOST = 6
_PATIENCE = 3
"""Readings after which what was moved is not waited for any more: other days may be shown."""


class DayBoard(QWidget):
    """Shows days; says what is opened and what is dragged where."""

    opened = Signal(object)
    """A promise."""
    dragged = Signal(object, int)
    """Promises, and the day they were dropped on."""
    led_out = Signal(int)
    """The keys lead beyond the first or the last day: -1 or 1."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.columns = tuple(DayColumn() for _ in range(_MOST))
        self._shown: tuple[DayColumn, ...] = ()
        self._wanted: tuple[Key, ...] = ()
        self._patience = 0
        self._had: DayList | None = None
        self._is_draggable = True
        for made in self.columns:
            self._layout.addWidget(made, 1)
            days = made.list
            days.opened.connect(self.opened)
            days.left.connect(partial(self._step, made))
            days.focused.connect(partial(self._on_focused, made))
            days.dragged.connect(self._on_dragged)
            days.dropped.connect(partial(self._on_dropped, made))
            days.drag_ended.connect(self._on_drag_ended)
        self._ghost = label("", "small")
        self._ghost.setProperty("kind", "ghost")
        self._ghost.setParent(self)
        self._ghost.hide()

    # What it shows.

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

    def follow(self, keys: Iterable[Key]) -> None:
        """Let some promises have the keys once they are shown where they are moved to."""
        self._wanted, self._patience = tuple(keys), _PATIENCE

    def _follow(self) -> None:
        for made in self._shown:
            if self._wanted and made.list.choose(self._wanted):
                made.list.setFocus(Qt.FocusReason.OtherFocusReason)
                self._wanted = ()
                return
        self._patience -= 1
        if self._patience <= 0:
            self._wanted = ()

    def days(self) -> tuple[int, ...]:
        """Return the days shown, what is overdue among them."""
        return tuple(made.on for made in self._shown)

    def current(self) -> FollowUpRow | None:
        """Return the promise that has the keys."""
        days = self._list()
        return days.current_row() if days else None

    def selected(self) -> list[FollowUpRow]:
        """Return the promises selected, else the one that has the keys."""
        days = self._list()
        if days is None:
            return []
        current = days.current_row()
        return days.selected_rows() or ([current] if current else [])

    def current_on(self) -> int | None:
        """Return the day that has the keys."""
        focused = self._list()
        return next((made.on for made in self._shown if made.list is focused), None)

    def take_focus(self) -> None:
        """Give the keys to the first promise of the first day that has one."""
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """Return the list that has the keys, else the first with something in it."""
        if self._had is not None and self._had.isVisible() and self._had.rows():
            return self._had
        filled = (made.list for made in self._shown if made.list.rows())
        return next(filled, self._shown[0].list if self._shown else self)

    def _list(self) -> DayList | None:
        focused = next((made.list for made in self._shown if made.list.hasFocus()), None)
        if focused is not None:
            return focused
        shown = [made.list for made in self._shown]
        return self._had if self._had in shown else next((one for one in shown if one.rows()), None)

    # Keys.

    def _step(self, made: DayColumn, by: int) -> None:
        at, row = self._shown.index(made) + by, made.list.currentIndex().row()
        if 0 <= at < len(self._shown):
            self._shown[at].list.go_in(row)
        else:
            self.led_out.emit(by)

    def _on_focused(self, made: DayColumn) -> None:
        self._had = made.list
        for other in self._shown:
            if other is not made:
                other.list.clearSelection()

    # The mouse.

    def column_at(self, place: QPoint) -> DayColumn | None:
        """Return the column under a place of the screen."""
        here = self.mapFromGlobal(place)
        return next((made for made in self._shown if made.geometry().contains(here)), None)

    @Slot(QPoint)
    def _on_dragged(self, place: QPoint) -> None:
        source = self.sender()
        if not isinstance(source, DayList) or not self._is_draggable:
            return
        rows = source.selected_rows()
        self._ghost.setText(
            rows[0].name
            if len(rows) == 1
            else QCoreApplication.translate("DayBoard", "%Ln follow-up(s)", "", len(rows))
        )
        self._ghost.adjustSize()
        self._ghost.move(self.mapFromGlobal(place) + QPoint(12, 8))
        self._ghost.raise_()
        self._ghost.show()
        target = self.column_at(place)
        for made in self._shown:
            made.show_target(is_target=made is target and made.on != OVERDUE and made.list is not source)

    def _on_dropped(self, made: DayColumn, place: QPoint) -> None:
        target = self.column_at(place)
        if self._is_draggable and target is not None and target is not made and target.on != OVERDUE:
            self.dragged.emit(made.list.selected_rows(), target.on)

    @Slot()
    def _on_drag_ended(self) -> None:
        self._ghost.hide()
        for made in self._shown:
            made.show_target(is_target=False)
