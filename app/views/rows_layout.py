"""How a list is arranged: remembered, and put in place again."""

from __future__ import annotations

from app.settings import TableLayout
from app.views.rows_source import Sort
from app.views.rows_view import RowsView


def apply_layout(view: RowsView, layout: TableLayout) -> None:
    """Arrange the columns as remembered; columns the memory does not know keep their first places."""
    columns, header = view.rows.columns, view.header
    known = {column.key: at for at, column in enumerate(columns)}
    for place, key in enumerate(key for key in layout.order if key in known):
        header.moveSection(header.visualIndex(known[key]), place)
    for at, column in enumerate(columns):
        is_remembered = column.key in layout.order
        is_hidden = column.key in layout.hidden if is_remembered else not column.is_shown
        view.setColumnHidden(at, is_hidden and not column.is_fixed)
    view.own_widths = {key: width for key, width in layout.widths.items() if key in known}
    view.fit_columns()


def layout_of(view: RowsView, sort: Sort) -> TableLayout:
    """Return how a list is arranged now."""
    columns, header = view.rows.columns, view.header
    return TableLayout(
        order=tuple(columns[header.logicalIndex(at)].key for at in range(header.count())),
        hidden=tuple(sorted(hidden_keys(view))),
        widths=dict(view.own_widths),
        sort=sort.key,
        descending=sort.descending,
    )


def hidden_keys(view: RowsView) -> frozenset[str]:
    """Return the keys of the columns not shown."""
    return frozenset(column.key for at, column in enumerate(view.rows.columns) if view.isColumnHidden(at))
