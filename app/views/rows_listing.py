"""What one list is, said once: its rows, its columns, and its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.views.actions import Action
from app.views.rows_source import Column, RowsSource, Sort
from app.views.widgets.empty_state import Emptiness


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing[Filter, Row]:
    """What one list is: its rows, its columns, and what it says when there are none."""

    name: str
    """Under which widths, order and columns are remembered."""
    source: RowsSource[Filter, Row]
    columns: Sequence[Column[Row]]
    """All columns, in their first order."""
    where: Filter
    """What to show at first."""
    sort: Sort = field(default=Sort())
    """The order until the person chooses another."""
    emptiness: Callable[[], Emptiness]
    """Says what to show in place of no rows; asked every time."""
    title: Callable[[], str]
    """What a screen reader calls the list."""
    row_actions: Callable[[], Sequence[Action]] | None = None
    """The context menu of the current row."""
