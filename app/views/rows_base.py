"""What the parts of a list's view know of it: its model, its columns, the row pointed at."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTableView, QWidget

from app.views.rows_model import RowsModel


class RowsBase(QTableView):
    """The ground of ``RowsView`` that its delegate is drawn upon."""

    def __init__(self, rows: RowsModel[Any, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.pointed_row = -1

    def shown_columns(self) -> list[int]:
        """Return the visible columns from left to right."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(at) for at in range(header.count()))
        return [column for column in order if not header.isSectionHidden(column)]

    def edge_columns(self) -> tuple[int, int]:
        """Return the first and the last visible column, in the order shown."""
        shown = self.shown_columns()
        return (shown[0], shown[-1]) if shown else (0, 0)
