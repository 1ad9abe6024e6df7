"""The list widget of every screen: a heading, rows up to a million, and what to say when there are none."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, override

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from app.views.actions import Action
from app.views.refusals import sentence
from app.views.rows_actions import list_actions
from app.views.rows_layout import apply_layout, hidden_keys, layout_of
from app.views.rows_listing import Listing
from app.views.rows_menus import action_menu, columns_menu, order_menu
from app.views.rows_model import PAGE_ROWS, RowsModel
from app.views.rows_source import Sort
from app.views.rows_view import RowsView
from app.views.surroundings import Surroundings
from app.views.widgets.busy_line import HEIGHT as BUSY_HEIGHT
from app.views.widgets.busy_line import BusyLine
from app.views.widgets.empty_state import Emptiness, EmptyState
from app.views.widgets.skeleton import Skeleton

__all__ = ["Listing", "RowsTable"]

SLOW_MS = 150
KEEP_MS = 400
"""Widths are remembered once the hand rests."""
_SELECT = QItemSelectionModel.SelectionFlag


class RowsTable[Filter, Row](QWidget):
    """A list over a ``RowsSource``.

    Selection follows keys through reloads; where the current row has left the list, the row that
    took its place becomes current (the next lead of a queue).
    """

    row_opened = Signal(object)
    """A row, by Enter or double click."""
    current_changed = Signal(object)
    """The current row, or ``None``; also when its content changed."""
    selection_changed = Signal(int)
    """How many rows are selected."""
    counted = Signal(int)
    """How many rows there are."""
    typed = Signal(str)
    """A letter without a meaning of its own: a hook for narrowing the list."""

    def __init__(self, surroundings: Surroundings, listing: Listing[Filter, Row]) -> None:
        """Make a list; it reads when first told to ``reload``."""
        super().__init__()
        self._settings, self._listing, self._source = surroundings.settings, listing, listing.source
        layout = self._settings.table(listing.name)
        self._where = listing.where
        remembered = Sort(layout.sort, layout.descending)
        self._sort = remembered if remembered.key else listing.sort
        self._current: Hashable | None = None
        self._current_row = 0
        self._selected: set[Hashable] = set()
        self._restoring = False
        self.model: RowsModel[Filter, Row] = RowsModel(
            surroundings.background, listing.source, listing.columns, listing.where, parent=self
        )
        self.view = RowsView(self.model)
        self._blank, self._skeleton, self._state = QWidget(), Skeleton(), EmptyState()
        self._stack = QStackedLayout(self)
        for part in (self._blank, self._skeleton, self._state, self.view):
            self._stack.addWidget(part)
        self._busy = BusyLine(self)
        self._slow = self._timer(SLOW_MS, self._on_slow)
        self._keeping = self._timer(KEEP_MS, self._keep_layout)
        self._connect()
        apply_layout(self.view, layout)
        self.view.header.show_order(self._sort)
        self.retranslate()

    # What pages call.

    @Slot()
    def reload(self) -> None:
        """Read again; place, selection and what is shown stay until the answer is there."""
        self._slow.start()
        self.model.open(self._where, self._sort, current=self._current)

    def show_filter(self, where: Filter) -> None:
        """Show what fits another filter, from the top; the same filter changes nothing."""
        if where != self._where:
            self._where = where
            self.reload()

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        """Show in another order, from the top, and remember it."""
        self._sort = Sort(key, descending)
        self.view.header.show_order(self._sort)
        self._keep_layout()
        self.reload()

    def sort(self) -> Sort:
        """Return the order in force."""
        return self._sort

    def current_row(self) -> Row | None:
        """Return the current row, if it is held."""
        index = self.view.currentIndex()
        return self.model.held_row(index.row()) if index.isValid() else None

    def selected_rows(self) -> list[Row]:
        """Return the selected rows that are held, from top to bottom; the current one if none is."""
        places = (self.model.place_of(key) for key in self._selected)
        rows = [self.model.held_row(place) for place in sorted(p for p in places if p is not None)]
        found = [row for row in rows if row is not None]
        current = self.current_row()
        return found or ([current] if current is not None else [])

    def select_key(self, key: Hashable) -> None:
        """Make the row with this key current, now or when the list is next read."""
        self._current = key
        place = self.model.place_of(key)
        if place is not None:
            self.view.go_to(place)

    def step(self, by: int) -> None:
        """Move the current row, for keys that work outside the list as well."""
        self.view.go_to(self.view.currentIndex().row() + by)

    def row_count(self) -> int:
        """Return how many rows there are."""
        return self.model.rowCount()

    def table_actions(self) -> list[Action]:
        """Return what the list itself offers, for ``page_actions``."""
        return list_actions(self)

    @Slot()
    def ask_columns(self) -> None:
        """Offer the columns."""
        self._popup(
            columns_menu(self, self.model.columns, hidden_keys(self.view), self._on_column_toggled), None
        )

    @Slot()
    def ask_order(self) -> None:
        """Offer the orders."""
        self._popup(order_menu(self, self.model.columns, self._sort, self._on_order_chosen), None)

    def retranslate(self) -> None:
        """Say everything again in the language of the moment."""
        self.view.setAccessibleName(self._listing.title())
        self.model.retranslate()
        if self._stack.currentWidget() is self._state:
            self._state.show_emptiness(self._listing.emptiness())

    # Answers.

    @Slot()
    def _on_opening(self) -> None:
        self._restoring = True

    @Slot(int, object, bool)
    def _on_opened(self, count: int, place: int | None, is_other: bool) -> None:  # noqa: FBT001 -- a slot
        self._slow.stop()
        self._busy.hide()
        self._restoring = False
        self.counted.emit(count)
        if not count:
            self._state.show_emptiness(self._listing.emptiness())
            self._show(self._state)
            self._forget_selection()
            return
        self._show(self.view)
        if is_other:
            self.view.scrollToTop()
            self._current_row = 0
        self._restore(place, count)

    def _restore(self, place: int | None, count: int) -> None:
        """Put the current row and the selection where their keys are now, without scrolling there."""
        # Where the row is that is current now: somebody may have gone on while the list was read.
        now = None if self._current is None else self.model.place_of(self._current)
        row = next((one for one in (now, place) if one is not None), min(self._current_row, count - 1))
        column = self.view.edge_columns()[0]
        self._restoring = True
        self.view.setAutoScroll(False)
        model = self.view.selectionModel()
        model.setCurrentIndex(self.model.index(row, column), _SELECT.ClearAndSelect | _SELECT.Rows)
        if len(self._selected) > 1:
            model.select(self._selection_in(0, count - 1), _SELECT.Select | _SELECT.Rows)
        self.view.setAutoScroll(True)
        self._restoring = False
        self._note_current()
        self._note_selection()

    def _selection_in(self, first: int, last: int) -> QItemSelection:
        selection = QItemSelection()
        for key in self._selected:
            at = self.model.place_of(key)
            if at is not None and first <= at <= last:
                selection.select(self.model.index(at, 0), self.model.index(at, 0))
        return selection

    @Slot(int, int)
    def _on_page_arrived(self, first: int, last: int) -> None:
        if len(self._selected) > 1:
            self._restoring = True
            self.view.selectionModel().select(self._selection_in(first, last), _SELECT.Select | _SELECT.Rows)
            self._restoring = False
        if first <= self.view.currentIndex().row() <= last:
            self._note_current()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._slow.stop()
        self._busy.hide()
        title = QApplication.translate("RowsTable", "This list could not be read")
        again = QApplication.translate("RowsTable", "Try again")
        self._state.show_emptiness(Emptiness(title, sentence(error), "alert-triangle", again, self.reload))
        self._show(self._state)

    @Slot()
    def _on_slow(self) -> None:
        if not self.model.is_opened:
            self._stack.setCurrentWidget(self._skeleton)
        elif self._stack.currentWidget() is self.view:
            self._busy.start(self.view.header.height() - BUSY_HEIGHT)

    def _show(self, part: QWidget) -> None:
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self) or self.hasFocus()
        self._stack.setCurrentWidget(part)
        self.setFocusProxy(part)
        if had_focus and self.isVisible():
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    # Selection.

    @Slot()
    def _on_current_changed(self) -> None:
        if not self._restoring:
            self._note_current()

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, added: QItemSelection, removed: QItemSelection) -> None:
        if self._restoring:
            return
        for selection, change in ((removed, self._selected.discard), (added, self._selected.add)):
            for index in range(selection.count()):
                span = selection.at(index)
                for row in range(span.top(), min(span.bottom(), span.top() + 64 * PAGE_ROWS) + 1):
                    key = self.model.key_at(row)
                    if key is not None:
                        change(key)
        self.selection_changed.emit(self.selected_count())

    def selected_count(self) -> int:
        """Return how many rows are selected, those never read included."""
        return sum(
            span.height()
            for span in self.view.selectionModel().selection()  # type: ignore[attr-defined]
        )

    def _note_current(self) -> None:
        index = self.view.currentIndex()
        self._current_row = max(0, index.row())
        row = self.current_row()
        if row is not None:
            self._current = self._source.key(row)
        self.current_changed.emit(row)

    def _note_selection(self) -> None:
        keys = (self.model.key_at(index.row()) for index in self.view.selectionModel().selectedRows())
        gone = (
            {key for key in self._selected if self.model.place_of(key) is None}
            if len(self._selected) > 1
            else set()
        )
        self._selected = {key for key in keys if key is not None} | gone
        self.selection_changed.emit(self.selected_count())

    def _forget_selection(self) -> None:
        self._selected.clear()
        self._current, self._current_row = None, 0
        self.selection_changed.emit(0)
        self.current_changed.emit(None)

    # Order and columns.

    @Slot(int)
    def _on_section_clicked(self, section: int) -> None:
        column = self.model.columns[section]
        if column.is_sortable:
            same = column.key == self._sort.key
            self.sort_by(
                column.key, descending=not self._sort.descending if same else column.is_descending_first
            )

    def _on_order_chosen(self, order: Sort) -> None:
        self.sort_by(order.key, descending=order.descending)

    def turn_order(self) -> None:
        """Turn the order in force round."""
        if self._sort.key:
            self.sort_by(self._sort.key, descending=not self._sort.descending)

    def _on_column_toggled(self, key: str, is_shown: bool) -> None:  # noqa: FBT001 -- a slot
        at = next(at for at, column in enumerate(self.model.columns) if column.key == key)
        self.view.setColumnHidden(at, not is_shown)
        self.view.fit_columns()
        self._keep_layout()

    @Slot()
    def _keep_layout(self) -> None:
        self._settings.keep_table(self._listing.name, layout_of(self.view, self._sort))

    # Menus.

    @Slot(object)
    def _on_menu_asked(self, at: QPoint) -> None:
        actions = self._listing.row_actions
        if actions is not None:
            self._popup(action_menu(self, actions()), at)

    @Slot(object)
    def _on_header_menu_asked(self, at: QPoint) -> None:
        self._popup(
            columns_menu(self, self.model.columns, hidden_keys(self.view), self._on_column_toggled), at
        )

    def _popup(self, menu: Any, at: QPoint | None) -> None:
        menu.popup(at if at is not None else self.view.mapToGlobal(QPoint(12, self.view.header.height())))

    def _connect(self) -> None:
        model, view = self.model, self.view
        model.opening.connect(self._on_opening)
        model.opened.connect(self._on_opened)
        model.page_arrived.connect(self._on_page_arrived)
        model.failed.connect(self._on_failed)
        view.selectionModel().currentRowChanged.connect(self._on_current_changed)
        view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        view.activated_row.connect(self._on_activated)
        view.menu_asked.connect(self._on_menu_asked)
        view.typed.connect(self.typed)
        view.widths_changed.connect(self._keeping.start)
        view.header.menu_asked.connect(self._on_header_menu_asked)
        view.header.sectionClicked.connect(self._on_section_clicked)

    @Slot(int)
    def _on_activated(self, row: int) -> None:
        held = self.model.held_row(row)
        if held is not None:
            self.row_opened.emit(held)

    def _timer(self, ms: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=ms)
        timer.timeout.connect(call)
        return timer

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
