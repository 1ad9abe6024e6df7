"""The command palette: everything one can do here, found by a few letters, with its key beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import override

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.views.actions import Action, key_text
from app.views.fuzzy import match
from app.views.icons import paint_icon
from app.views.theme import sized, tokens
from app.views.widgets.basics import label
from app.views.widgets.kbd import HEIGHT, key_width, paint_key
from app.views.widgets.overlay import Overlay

ROW = 36
SHOWN_ROWS = 9
WIDTH = 620
_NO_INDEX = QModelIndex()
_USED_BONUS = 4

type Index = QModelIndex | QPersistentModelIndex


class CommandPalette(Overlay):
    """Opened by Ctrl+K; asks for the actions each time, so it always fits the page."""

    def __init__(self, window: QWidget, actions: Callable[[], Sequence[Action]]) -> None:
        super().__init__(window, width=WIDTH)
        self._actions = actions
        self._used: list[str] = []
        self.field = QLineEdit()
        self.field.setProperty("kind", "bare")
        self.field.textChanged.connect(self._on_text_changed)
        self.field.installEventFilter(self)
        self._found = _Found()
        self.list = _List(self._found)
        self.list.clicked.connect(self._on_clicked)
        self._nothing = label("", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line = label()
        line.setProperty("kind", "line")
        self.body.setContentsMargins(8, 10, 8, 8)
        self.body.setSpacing(6)
        for part in (self.field, self.list, self._nothing):
            self.body.addWidget(part)
        self.opened.connect(self._on_opened)

    @override
    def first_focus(self) -> QWidget:
        return self.field

    @override
    def panel_height(self, room: int) -> int:
        rows = max(1, min(SHOWN_ROWS, self._found.rowCount()))
        return min(room, 68 + rows * ROW)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows, at = self._found.rowCount(), self.list.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if rows:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.list.setCurrentIndex(self._found.index((at + step) % rows))
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp if rows:
                step = SHOWN_ROWS if event.key() == Qt.Key.Key_PageDown else -SHOWN_ROWS
                self.list.setCurrentIndex(self._found.index(max(0, min(rows - 1, at + step))))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run(at)
            case _:
                super().keyPressEvent(event)
        event.accept()

    @Slot()
    def _on_opened(self) -> None:
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Command"))
        self.list.setAccessibleName(self.tr("Commands found"))
        self._nothing.setText(self.tr("Nothing here is called that"))
        self.field.clear()
        self._fill("")

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._fill(text)

    def _fill(self, text: str) -> None:
        actions = [action for action in self._actions() if action.in_palette and not action.is_native]
        found = rank(text, actions, self._used)
        self._found.show_found(found)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        if found:
            self.list.setCurrentIndex(self._found.index(0))
        self.relayout()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._run(index.row())

    def _run(self, row: int) -> None:
        if not 0 <= row < self._found.rowCount():
            return
        action = self._found.action(row)
        self._used = [action.text, *(text for text in self._used if text != action.text)][:8]
        self.close_panel()
        action.trigger()


def rank(
    text: str, actions: Sequence[Action], used: Sequence[str] = ()
) -> list[tuple[Action, tuple[int, ...]]]:
    """Return the actions that fit the letters typed, best first, with the places of the letters.

    Actions that are not possible now are left out; with nothing typed the last used come first.
    """
    found = []
    for order, action in enumerate(actions):
        if action.is_enabled is not None and not action.is_enabled():
            continue
        hit = match(text, action.text)
        if hit is None and action.words:
            other = match(text, action.words)
            hit = (other[0] - 10, ()) if other else None
        if hit is not None:
            bonus = _USED_BONUS if action.text in used else 0
            found.append((-(hit[0] + bonus), order, action, hit[1]))
    found.sort(key=lambda item: item[:2])
    return [(action, places) for _, _, action, places in found]


class _Found(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[Action, tuple[int, ...]]] = []

    def show_found(self, rows: list[tuple[Action, tuple[int, ...]]]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def action(self, row: int) -> Action:
        return self._rows[row][0]

    def places(self, row: int) -> tuple[int, ...]:
        return self._rows[row][1]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        action = self._rows[index.row()][0]
        if role == Qt.ItemDataRole.AccessibleTextRole and action.key:
            return f"{action.text}, {key_text(action.key)}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return action.text
        return None


class _List(QListView):
    def __init__(self, found: _Found) -> None:
        super().__init__()
        self.found = found
        self.setModel(found)
        self.setItemDelegate(_Line(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setStyleSheet("background: transparent")


class _Line(QStyledItemDelegate):
    def __init__(self, view: _List) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, rect = tokens(), option.rect
        action, places = self._view.found.action(index.row()), self._view.found.places(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.selected))
            painter.drawRoundedRect(QRectF(rect), 7, 7)
        if action.icon:
            box = QRectF(rect.x() + 12, rect.center().y() - 7.5, 16, 16)
            paint_icon(painter, action.icon, box, now.muted)
        right = rect.right() - 10
        if action.key:
            text = key_text(action.key)
            width = key_width(self._view, text)
            paint_key(
                painter, QRectF(right - width, rect.center().y() - HEIGHT / 2 + 0.5, width, HEIGHT), text
            )
            right -= width + 10
        painter.setFont(sized(painter.font(), 12))
        painter.setPen(QColor(now.faint))
        group = QRect(right - 160, rect.y(), 160, rect.height())
        painter.drawText(group, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, action.group)
        used = painter.fontMetrics().horizontalAdvance(action.group) + 16 if action.group else 0
        painter.setFont(sized(painter.font(), 13))
        _draw_hit(
            painter,
            QRect(rect.x() + 40, rect.y(), right - used - rect.x() - 40, rect.height()),
            action.text,
            places,
        )
        painter.restore()


def _draw_hit(painter: QPainter, rect: QRect, text: str, places: tuple[int, ...]) -> None:
    """Draw a text with the letters that were found in the accent colour."""
    now = tokens()
    metrics: QFontMetrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    base = rect.y() + (rect.height() + metrics.ascent() - metrics.descent()) // 2
    hits = set(places)
    painter.setPen(QColor(now.text))
    painter.drawText(rect.x(), base, shown)
    painter.setPen(QColor(now.accent))
    for at in sorted(hits):
        if at < len(shown) and shown[at] == text[at]:
            painter.drawText(rect.x() + metrics.horizontalAdvance(shown, at), base, shown[at])
