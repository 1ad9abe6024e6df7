"""Columns of cards side by side: the keys go from one to the next, the mouse drags cards between them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.views.widgets.basics import label
from app.views.widgets.card_list import CardList

_PATIENCE = 3
"""Readings after which what was moved is not waited for any more: it may be shown elsewhere."""


class CardColumn(Protocol):
    """One column of a board."""

    @property
    def list(self) -> CardList[Any]:
        """Its cards."""

    def show_target(self, *, is_target: bool) -> None:
        """Mark the column as where dragged cards would go."""


class CardBoard[Column: CardColumn, Row](QWidget):
    """Holds columns; a subclass lays them out, fills them and says which take what is dragged."""

    opened = Signal(object)
    """A row."""
    dragged = Signal(object, object)
    """Rows, and the key of the column they were dropped on."""
    led_out = Signal(int)
    """The keys lead beyond the first or the last column: -1 or 1."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[Column, ...] = ()
        self._shown: tuple[Column, ...] = ()
        self._wanted: tuple[Hashable, ...] = ()
        self._patience = 0
        self._had: CardList[Row] | None = None
        self._is_draggable = True
        self._ghost = label("", "small")
        self._ghost.setProperty("kind", "ghost")
        self._ghost.setParent(self)
        self._ghost.hide()

    # What a subclass says.

    def column_key(self, made: Column) -> Any:
        """Return what identifies a column to who moves cards there."""
        raise NotImplementedError

    def takes(self, made: Column, rows: Sequence[Row]) -> bool:  # noqa: ARG002 -- for subclasses
        """Whether cards may be dropped on a column that they do not come from."""
        return True

    def said(self, rows: Sequence[Row]) -> str:
        """Return what is written beside the mouse while cards are dragged."""
        raise NotImplementedError

    # What it holds.

    def join(self, made: Column) -> None:
        """Listen to a column; called once for each that is made."""
        cards = made.list
        cards.opened.connect(self.opened)
        cards.left.connect(partial(self._step, made))
        cards.focused.connect(partial(self._on_focused, made))
        cards.dragged.connect(self._on_dragged)
        cards.dropped.connect(partial(self._on_dropped, made))
        cards.drag_ended.connect(self._on_drag_ended)

    def follow(self, keys: Iterable[Hashable]) -> None:
        """Let some rows have the keys once they are shown where they are moved to."""
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

    def current(self) -> Row | None:
        """Return the row that has the keys."""
        cards = self._list()
        return cards.current_row() if cards else None

    def selected(self) -> list[Row]:
        """Return the rows selected, else the one that has the keys."""
        cards = self._list()
        if cards is None:
            return []
        current = cards.current_row()
        return cards.selected_rows() or ([current] if current is not None else [])

    def current_column(self) -> Column | None:
        """Return the column that has the keys."""
        focused = self._list()
        return next((made for made in self._shown if made.list is focused), None)

    def take_focus(self) -> None:
        """Give the keys to the first card of the first column that has one."""
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """Return the list that has the keys, else the first with something in it."""
        if self._had is not None and self._had.isVisible() and self._had.rows():
            return self._had
        filled = (made.list for made in self._shown if made.list.rows())
        return next(filled, self._shown[0].list if self._shown else self)

    def _list(self) -> CardList[Row] | None:
        focused = next((made.list for made in self._shown if made.list.hasFocus()), None)
        if focused is not None:
            return focused
        shown = [made.list for made in self._shown]
        return self._had if self._had in shown else next((one for one in shown if one.rows()), None)

    # Keys.

    def _step(self, made: Column, by: int) -> None:
        at, row = self._shown.index(made) + by, made.list.currentIndex().row()
        if 0 <= at < len(self._shown):
            self._shown[at].list.go_in(row)
        else:
            self.led_out.emit(by)

    def _on_focused(self, made: Column) -> None:
        self._had = made.list
        for other in self._shown:
            if other is not made:
                other.list.clearSelection()

    # The mouse.

    def column_at(self, place: QPoint) -> Column | None:
        """Return the column under a place of the screen."""
        return next((made for made in self._shown if _is_over(made.list.parentWidget(), place)), None)

    @Slot(QPoint)
    def _on_dragged(self, place: QPoint) -> None:
        source = self.sender()
        if not isinstance(source, CardList) or not self._is_draggable:
            return
        rows = source.selected_rows()
        self._ghost.setText(self.said(rows))
        self._ghost.adjustSize()
        self._ghost.move(self.mapFromGlobal(place) + QPoint(12, 8))
        self._ghost.raise_()
        self._ghost.show()
        target = self.column_at(place)
        for made in self._shown:
            is_target = made is target and made.list is not source and self.takes(made, rows)
            made.show_target(is_target=is_target)

    def _on_dropped(self, made: Column, place: QPoint) -> None:
        target, rows = self.column_at(place), made.list.selected_rows()
        if self._is_draggable and target is not None and target is not made and self.takes(target, rows):
            self.dragged.emit(rows, self.column_key(target))

    @Slot()
    def _on_drag_ended(self) -> None:
        self._ghost.hide()
        for made in self._shown:
            made.show_target(is_target=False)


def _is_over(widget: QWidget | None, place: QPoint) -> bool:
    return widget is not None and widget.rect().contains(widget.mapFromGlobal(place))
