"""What every list offers, for the key sheet and the palette."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QApplication

from app.views.actions import Action


class List(Protocol):
    """The parts of a list its actions touch."""

    def step(self, by: int) -> None:
        """Move the current row."""

    def ask_order(self) -> None:
        """Offer the orders."""

    def turn_order(self) -> None:
        """Turn the order round."""

    def ask_columns(self) -> None:
        """Offer the columns."""


def list_actions(table: List) -> list[Action]:
    """Return the actions of a list; J and K work wherever the focus is, the others are the list's own."""
    translate = QApplication.translate
    group = translate("RowsTable", "Lists")
    return [
        Action(
            translate("RowsTable", "Next row"),
            partial(table.step, 1),
            "J",
            group=group,
            in_palette=False,
            repeats=True,
        ),
        Action(
            translate("RowsTable", "Previous row"),
            partial(table.step, -1),
            "K",
            group=group,
            in_palette=False,
            repeats=True,
        ),
        Action(translate("RowsTable", "Open the row"), _nothing, "Return", group=group, is_native=True),
        Action(translate("RowsTable", "Select the row"), _nothing, "X", group=group, is_native=True),
        Action(
            translate("RowsTable", "Select on to the next row"),
            _nothing,
            "Shift+J",
            group=group,
            is_native=True,
        ),
        Action(translate("RowsTable", "Sort by…"), table.ask_order, "O", "sort-ascending", group),
        Action(
            translate("RowsTable", "Turn the order round"),
            table.turn_order,
            "Shift+O",
            "sort-descending",
            group,
        ),
        Action(
            translate("RowsTable", "Choose columns…"), table.ask_columns, "Ctrl+Shift+C", "columns", group
        ),
    ]


def _nothing() -> None:
    """Stand in for what the list does by itself."""
