"""Rows of figures for a small table: each with a bar, a second line, and what it says in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

type Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell."""

    text: str
    below: str = ""
    """A second, muted line."""
    share: float | None = None
    """Length of the bar, 0 to 1; no bar without it."""
    hatched: float = 0.0
    """How much of the bar is hatched, 0 to 1."""
    said: str = ""
    """Every figure of it in words: its tooltip, and what a screen reader hears."""
    opens: bool = True
    """Whether Enter and a click open it."""
    order: float | str = 0
    """By what a column of such cells is sorted."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row."""

    key: str
    cells: tuple[Figure, ...]
    is_strong: bool = False
    """Bold: a total, or the head of the rows below it."""
    indent: int = 0
    """How deep its first cell stands, in steps."""
    is_first: bool = False
    """Whether it stays at the top in every order."""


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One column."""

    key: str
    heading: str
    width: int
    stretch: int = 0
    """Share of the room left over."""
    is_figure: bool = True
    """Figures stand on the right, words on the left."""


class FigureModel(QAbstractTableModel):
    """The rows, all of them in memory: a report has hundreds, not millions."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: tuple[FigureColumn, ...] = ()
        self.rows: list[FigureRow] = []
        self.sorted_by: tuple[str, bool] = ("", False)
        """Key of the column in force and whether it descends; no key is the order given."""
        self._given: tuple[FigureRow, ...] = ()

    def show(self, columns: Sequence[FigureColumn], rows: Sequence[FigureRow]) -> None:
        """Show other rows, in the order a person chose before."""
        self.beginResetModel()
        self.columns, self._given = tuple(columns), tuple(rows)
        self._arrange()
        self.endResetModel()

    def order_by(self, key: str) -> None:
        """Sort by a column, from high to low; again turns it round, a third time gives the first order back."""
        now, is_descending = self.sorted_by
        self.beginResetModel()
        if key != now:
            self.sorted_by = (key, True)
        else:
            self.sorted_by = (key, False) if is_descending else ("", False)
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        key, is_descending = self.sorted_by
        at = next((at for at, column in enumerate(self.columns) if column.key == key), None)
        rows = [row for row in self._given if not row.is_first]
        if at is not None:
            rows.sort(key=lambda row: _order_of(row.cells[at]), reverse=is_descending)
        self.rows = [*(row for row in self._given if row.is_first), *rows]

    def cell(self, index: Index) -> Figure:
        """Return a cell."""
        return self.rows[index.row()].cells[index.column()]

    @override
    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.said or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.columns[index.column()].heading}: {cell.said or cell.text}"
            case _:
                return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            key, is_descending = self.sorted_by
            arrow = "" if key != column.key else " ↓" if is_descending else " ↑"
            return column.heading + arrow
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_figure else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


def _order_of(cell: Figure) -> tuple[float, str]:
    return (0.0, cell.order.casefold()) if isinstance(cell.order, str) else (cell.order, "")
