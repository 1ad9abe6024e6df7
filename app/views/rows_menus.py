"""The menus of a list: its columns, its orders, and what can be done with a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, override

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.views.actions import Action, do
from app.views.icons import icon
from app.views.rows_source import Column, Sort


def action_menu(parent: QWidget, actions: Sequence[Action]) -> QMenu:
    """Return a menu of actions, each with its key."""
    menu = _menu(QMenu(parent))
    for action in actions:
        item = QAction(action.text, menu)
        if action.icon:
            item.setIcon(icon(action.icon))
        if action.key:
            # Shown only: the key itself is bound by the shell.
            item.setShortcut(QKeySequence(action.key))
            item.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            item.setShortcutVisibleInContextMenu(True)
        item.setEnabled(action.is_enabled is None or action.is_enabled())
        item.triggered.connect(partial(do, action))
        menu.addAction(item)
    return menu


def columns_menu(
    parent: QWidget,
    columns: Sequence[Column[Any]],
    hidden: frozenset[str],
    toggled: Callable[[str, bool], None],
) -> QMenu:
    """Return a menu with a tick for each column shown; it stays open while columns are chosen."""
    menu = _menu(StayingMenu(parent))
    for column in columns:
        item = QAction(column.heading(), menu)
        item.setCheckable(True)
        item.setChecked(column.key not in hidden)
        item.setEnabled(not column.is_fixed)
        item.toggled.connect(partial(toggled, column.key))
        menu.addAction(item)
    return menu


def order_menu(
    parent: QWidget, columns: Sequence[Column[Any]], order: Sort, chosen: Callable[[Sort], None]
) -> QMenu:
    """Return a menu of the columns one can sort by; the one in force again turns the order round."""
    menu = _menu(QMenu(parent))
    for column in columns:
        if not column.is_sortable:
            continue
        is_now = column.key == order.key
        item = QAction(column.heading(), menu)
        if is_now:
            item.setIcon(icon("arrow-down" if order.descending else "arrow-up", "accent"))
        other = Sort(column.key, not order.descending if is_now else column.is_descending_first)
        item.triggered.connect(partial(_choose, chosen, other))
        menu.addAction(item)
        if is_now:
            menu.setActiveAction(item)
    return menu


class StayingMenu(QMenu):
    """A menu whose ticks can be set one after the other."""

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick():
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_tick = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (is_tick and self._tick()):
            super().keyPressEvent(event)

    def _tick(self) -> bool:
        item: QAction | None = self.activeAction()
        if item is None or not item.isCheckable() or not item.isEnabled():
            return False
        item.trigger()
        return True


def _choose(chosen: Callable[[Sort], None], order: Sort, *_: object) -> None:
    chosen(order)


def _menu[M: QMenu](menu: M) -> M:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu
