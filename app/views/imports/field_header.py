"""The heads of the preview: each column's heading, the field it becomes, and how that was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import override

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView, QWidget

from app.services.intake.fields import CUSTOM, FIELDS, IGNORE
from app.views.import_words import field_name
from app.views.theme import density, sized, tokens

_NAME, _MARK, _PAD = 24, 20, 8
_KEEP = CUSTOM
"""The choice to keep a column under its own name."""


@dataclass(frozen=True, slots=True)
class Head:
    """One column as its head shows it."""

    name: str
    field: str
    mark: str
    """How the field was found, in words."""
    tone: str
    """Name of a text token."""


class FieldHeader(QHeaderView):
    """Shows a combo of fields in the head of every column; Tab goes from one to the next."""

    field_chosen = Signal(int, str)
    """Index of the column, and the field it shall be."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self._heads: tuple[Head, ...] = ()
        self._combos: list[QComboBox] = []
        self._choices = QStandardItemModel(self)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.sectionResized.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    def show_heads(self, heads: Sequence[Head]) -> None:
        """Show these columns; combos are kept, so that the focus stays where it is."""
        self._heads = tuple(heads)
        self._fill_choices()
        while len(self._combos) > len(heads):
            gone = self._combos.pop()
            gone.hide()
            gone.deleteLater()
        while len(self._combos) < len(heads):
            self._combos.append(self._new_combo(len(self._combos)))
        for head, combo in zip(heads, self._combos, strict=True):
            combo.blockSignals(True)
            combo.setCurrentIndex(combo.findData(_key(head.field)))
            combo.blockSignals(False)
            combo.setAccessibleName(self.tr("Field of the column {name}").format(name=head.name))
            combo.setAccessibleDescription(head.mark)
            combo.setToolTip(f"{head.name}: {field_name(head.field)} ({head.mark})")
        for before, after in zip(self._combos, self._combos[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self._place()
        self.viewport().update()

    def combo(self, at: int) -> QComboBox:
        """Return the combo of a column."""
        return self._combos[at]

    def first_combo(self) -> QWidget | None:
        """Return where the focus begins."""
        return self._combos[0] if self._combos else None

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _NAME + density().control + _MARK + 8)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        now = tokens()
        painter.save()
        painter.fillRect(rect, QColor(now.surface))
        painter.setPen(QColor(now.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if logicalIndex < len(self._heads):
            self._paint_head(painter, rect, self._heads[logicalIndex])
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, head: Head) -> None:
        now = tokens()
        inner = rect.adjusted(_PAD, 4, -_PAD, -4)
        parts = (
            (QRect(inner.x(), inner.y(), inner.width(), _NAME), head.name, "text", QFont.Weight.DemiBold),
            (
                QRect(inner.x(), inner.bottom() - _MARK + 1, inner.width(), _MARK),
                head.mark,
                head.tone,
                QFont.Weight.Normal,
            ),
        )
        for box, text, tone, weight in parts:
            font = sized(self.font(), 12, weight=weight)
            painter.setFont(font)
            painter.setPen(QColor(getattr(now, tone)))
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QComboBox):
            if event.type() == QEvent.Type.Wheel and not watched.hasFocus():
                event.ignore()
                return True
            if event.type() == QEvent.Type.FocusIn and watched in self._combos:
                self._bring_in_sight(self._combos.index(watched))
        return super().eventFilter(watched, event)

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place()

    @Slot()
    def _place(self, *_: object) -> None:
        for at, combo in enumerate(self._combos):
            if at < self.count():
                left = self.sectionViewportPosition(at) + 4
                combo.setGeometry(left, 4 + _NAME, max(40, self.sectionSize(at) - 8), density().control)

    def _new_combo(self, at: int) -> QComboBox:
        combo = QComboBox(self.viewport())
        combo.setModel(self._choices)
        combo.setMaxVisibleItems(16)
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.installEventFilter(self)
        combo.activated.connect(partial(self._on_activated, at))
        combo.show()
        return combo

    def _on_activated(self, at: int, _index: int) -> None:
        key = str(self._combos[at].currentData())
        name = self._heads[at].name
        chosen = f"{CUSTOM}{name[:60]}" if key == _KEEP else key
        if chosen != self._heads[at].field:
            self.field_chosen.emit(at, chosen)

    def _fill_choices(self) -> None:
        further = {_key(head.field) for head in self._heads} - {IGNORE, _KEEP, *FIELDS}
        keys = [_KEEP, IGNORE, *FIELDS, *sorted(further)]
        texts = [self.tr("Keep as it is"), *(field_name(key) for key in keys[1:])]
        if texts == [self._choices.item(at).text() for at in range(self._choices.rowCount())]:
            return
        self._choices.setRowCount(len(keys))
        for at, (key, text) in enumerate(zip(keys, texts, strict=True)):
            item = QStandardItem(text)
            item.setData(key, Qt.ItemDataRole.UserRole)
            self._choices.setItem(at, item)

    def _bring_in_sight(self, at: int) -> None:
        model = self._table.model()
        if model.rowCount():
            top = max(0, self._table.rowAt(0))
            self._table.scrollTo(model.index(top, at))


def _key(field: str) -> str:
    return _KEEP if field.startswith(CUSTOM) else field
