"""The model behind every list: pages of rows fetched as they come into sight, never all of them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, override

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from app.views.background import Background, Question
from app.views.desk import Query
from app.views.rows_source import Column, Locating, RowsSource, Sort

type Index = QModelIndex | QPersistentModelIndex

PAGE_ROWS = 256
MAX_PAGES = 64
"""About 16,000 rows: a few megabytes, whatever the length of the list."""
AHEAD_ROWS = 64
"""A page this close to what is in sight is fetched before it is needed."""
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class _Opening[Row]:
    """The first answer to a question: how many rows, those in sight, and where the current one went."""

    count: int
    pages: dict[int, Sequence[Row]]
    place: int | None


class RowsModel[Filter, Row](QAbstractTableModel):
    """Answers for rows it holds, and fetches the others in the background.

    The number of rows changes at the end only and contents by ``dataChanged``: the view neither
    scrolls nor loses anything when data arrives.
    """

    opening = Signal()
    """An answer is about to change what is held: Qt moves current rows about meanwhile."""
    opened = Signal(int, object, bool)
    """Number of rows, position of the current key (or ``None``), whether the question was another."""
    page_arrived = Signal(int, int)
    """First and last row of a page now held."""
    failed = Signal(object)

    def __init__(
        self,
        background: Background,
        source: RowsSource[Filter, Row],
        columns: Sequence[Column[Row]],
        where: Filter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._source = background, source
        self.columns = tuple(columns)
        self.where, self.order = where, Sort()
        self.in_sight = (0, PAGE_ROWS // 4)
        self.is_opened = False
        self._count = 0
        self._pages: dict[int, Sequence[Row]] = {}
        self._places: dict[Hashable, int] = {}
        self._opening = Question()
        self._flying: dict[int, Question] = {}
        self._extra: set[int] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._on_soon)

    # Rows.

    def row_at(self, row: int) -> Row | None:
        """Return a row, or ``None`` while it is being fetched."""
        page = self._pages.get(row // PAGE_ROWS)
        if page is None:
            self.want(row)
            return None
        place = row % PAGE_ROWS
        return page[place] if place < len(page) else None

    def held_row(self, row: int) -> Row | None:
        """Return a row if it is held, without fetching it."""
        page = self._pages.get(row // PAGE_ROWS)
        place = row % PAGE_ROWS
        return page[place] if page is not None and place < len(page) else None

    def key_at(self, row: int) -> Hashable | None:
        """Return the key of a row held."""
        held = self.held_row(row)
        return None if held is None else self._source.key(held)

    def place_of(self, key: Hashable) -> int | None:
        """Return where a row held stands."""
        return self._places.get(key)

    def want(self, row: int) -> None:
        """Fetch the page of a row soon, with whatever else is in sight by then."""
        self._extra.add(row // PAGE_ROWS)
        if not self._soon.isActive():
            self._soon.start()

    @property
    def held_pages(self) -> int:
        """How many pages are in memory."""
        return len(self._pages)

    # Asking.

    def open(self, where: Filter, sort: Sort, *, current: Hashable | None = None) -> None:
        """Ask for the list under a filter and an order; what is shown stays until the answer is there.

        Args:
            where: What the source understands.
            sort: The order.
            current: Key of the current row, to be found again; another question starts at the top.
        """
        is_other = not self.is_opened or (where, sort) != (self.where, self.order)
        self.where, self.order = where, sort
        first, last = (0, 0) if is_other else self.in_sight
        pages = range(first // PAGE_ROWS, last // PAGE_ROWS + 1)
        for question in self._flying.values():
            question.drop()
        self._flying.clear()
        self._background.ask(
            _opening_query(self._source, where, sort, pages, None if is_other else current),
            partial(self._on_opened, is_other),
            question=self._opening,
            failed=self.failed.emit,
        )

    def _on_opened(self, is_other: bool, answer: _Opening[Row]) -> None:  # noqa: FBT001 -- bound by partial
        self.opening.emit()
        self.is_opened = True
        self._pages, self._places = {}, {}
        for number, rows in answer.pages.items():
            self._keep(number, rows)
        before, count = self._count, answer.count
        if count > before:
            self.beginInsertRows(QModelIndex(), before, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < before:
            self.beginRemoveRows(QModelIndex(), count, before - 1)
            self._count = count
            self.endRemoveRows()
        if min(before, count):
            self.dataChanged.emit(self.index(0, 0), self.index(min(before, count) - 1, len(self.columns) - 1))
        self.opened.emit(count, answer.place, is_other)

    @Slot()
    def _on_soon(self) -> None:
        """Fetch what is in sight and not held; let go of fetches that scrolled out of sight."""
        needed = self._needed()
        for number in [number for number in self._flying if number not in needed]:
            self._flying.pop(number).drop()
        for number in sorted(needed):
            if number in self._pages or number in self._flying:
                continue
            question = self._flying[number] = Question()
            self._background.ask(
                self._source.page(self.where, self.order, number * PAGE_ROWS, PAGE_ROWS),
                partial(self._on_page, number),
                question=question,
                failed=self.failed.emit,
            )

    def _needed(self) -> set[int]:
        first, last = self.in_sight
        low = max(0, first - AHEAD_ROWS) // PAGE_ROWS
        high = max(0, min(self._count - 1, last + AHEAD_ROWS)) // PAGE_ROWS
        needed = set(range(low, high + 1)) | {n for n in self._extra if n * PAGE_ROWS < self._count}
        self._extra.clear()
        return needed

    def _on_page(self, number: int, rows: Sequence[Row]) -> None:
        self._flying.pop(number, None)
        self._keep(number, rows)
        self._evict(number)
        first, last = number * PAGE_ROWS, min(self._count, (number + 1) * PAGE_ROWS) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
            self.page_arrived.emit(first, last)

    def _keep(self, number: int, rows: Sequence[Row]) -> None:
        self._pages[number] = rows
        key = self._source.key
        self._places.update((key(row), number * PAGE_ROWS + at) for at, row in enumerate(rows))

    def _evict(self, newest: int) -> None:
        """Forget the page farthest from the newest, until few enough are held."""
        while len(self._pages) > MAX_PAGES:
            farthest = max(self._pages, key=lambda number: abs(number - newest))
            for row in self._pages.pop(farthest):
                self._places.pop(self._source.key(row), None)

    # The Qt side.

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer for screen readers and tests; painting does not come this way."""
        if role not in _ROLES or not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        column = self.columns[index.column()]
        text = column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            more = column.second(row) if column.second else ""
            return f"{column.heading()}: {text}{', ' + more if more else ''}"
        return text

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role in _HEADING_ROLES:
            return self.columns[section].heading() if 0 <= section < len(self.columns) else None
        return None

    def retranslate(self) -> None:
        """Tell the view that headings and texts read differently now."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.columns) - 1))


_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole})
_HEADING_ROLES = frozenset(
    {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}
)


def _opening_query[Filter, Row](
    source: RowsSource[Filter, Row], where: Filter, sort: Sort, pages: range, current: Hashable | None
) -> Query[_Opening[Row]]:
    """Return one read for all that the first paint needs; a short list needs no count."""

    def read(db: Any) -> _Opening[Row]:
        place = None
        if current is not None and isinstance(source, Locating):
            place = source.locate(where, sort, current)(db)
        wanted = set(pages) | ({place // PAGE_ROWS} if place is not None else set())
        held: dict[int, Sequence[Row]] = {}
        for number in sorted(wanted):
            held[number] = source.page(where, sort, number * PAGE_ROWS, PAGE_ROWS)(db)
        first = held.get(0)
        is_short = first is not None and len(first) < PAGE_ROWS
        count = len(first or ()) if is_short else source.count(where, sort)(db)
        return _Opening(count, {n: rows for n, rows in held.items() if n * PAGE_ROWS < max(count, 1)}, place)

    return read
