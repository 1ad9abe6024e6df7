"""The left rail: the pages of the role, each with its icon, name and key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.views.actions import key_text
from app.views.icons import paint_icon
from app.views.page_spec import PageSpec
from app.views.theme import density, sized, tokens
from app.views.widgets.basics import label, row
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.kbd import KeyHint

WIDTH = 196
_NUMBERED = 9
_GAP, _PARTING = 2, 12
"""Pixels between two pages, and between two groups of them."""
_LOWEST = 27
"""Pixels a page takes at least: a line of text and the rounded ground under it."""


class Rail(QFrame):
    """Shows the pages; the shell says which is open."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setFixedWidth(WIDTH)
        self._buttons: dict[str, RailButton] = {}
        self._gaps = 0
        held = QWidget()
        held.setProperty("kind", "canvas")
        self._list = QVBoxLayout(held)
        self._list.setSpacing(_GAP)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._pages = QScrollArea()
        self._pages.setWidget(held)
        self._pages.setWidgetResizable(True)
        self._pages.setFrameShape(QFrame.Shape.NoFrame)
        self._pages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._commands, self._keys = label("", "small"), label("", "small")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 14, 10, 14)
        outer.addLayout(
            row(IconLabel("decile", "accent", 22), label("Decile", "title"), None, margin=(8, 0, 0, 0))
        )
        outer.addSpacing(14)
        outer.addWidget(self._pages, 1)
        for hint, text in (("Ctrl+K", self._commands), ("?", self._keys)):
            outer.addLayout(row(text, None, KeyHint(hint), margin=(10, 0, 2, 0)))
        self.retranslate()

    def show_pages(self, specs: Sequence[PageSpec]) -> None:
        """Show these pages, in this order; the first nine have keys, and a gap parts the groups."""
        for old in self._buttons.values():
            old.hide()
            old.deleteLater()
        while self._list.takeAt(0) is not None:
            pass
        self._buttons, before = {}, None
        for at, spec in enumerate(specs, start=1):
            if before not in (None, spec.group):
                self._list.addSpacing(_PARTING - _GAP)
            before = spec.group
            made = RailButton(spec, f"Ctrl+{at}" if at <= _NUMBERED else "")
            made.clicked.connect(partial(self.chosen.emit, spec.key))
            self._buttons[spec.key] = made
            self._list.addWidget(made)
        self._list.addStretch(1)
        self._gaps = _GAP * len(specs) + _PARTING * len({spec.group for spec in specs})
        self._share_height()

    def show_open(self, key: str) -> None:
        """Mark the page that is open; a page outside the rail leaves the mark where it was."""
        if key in self._buttons:
            for other, made in self._buttons.items():
                made.setChecked(other == key)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """Let the pages of a role with many move together on a low screen, before they scroll."""
        if not self._buttons:
            return
        room = self._pages.viewport().height() - self._gaps
        height = max(_LOWEST, min(density().control + 2, room // len(self._buttons)))
        for made in self._buttons.values():
            made.setFixedHeight(height)

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Pages"))
        self._commands.setText(self.tr("Commands"))
        self._keys.setText(self.tr("Keys"))
        for made in self._buttons.values():
            made.retranslate()


class RailButton(QAbstractButton):
    """One page of the rail, painted: the key is there but quiet."""

    def __init__(self, spec: PageSpec, key: str) -> None:
        super().__init__()
        self._spec, self._key = spec, key
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the name again."""
        title = self._spec.title()
        self.setText(title)
        self.setAccessibleName(title)
        self.setToolTip(f"{title}  {key_text(self._key)}" if self._key else title)

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 20, density().control + 2)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(now.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = now.accent_soft if self.isChecked() else now.hover if self.underMouse() else now.surface
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 7, 7)
        ink = now.accent if self.isChecked() else now.text if self.underMouse() else now.muted
        paint_icon(painter, self._spec.icon, QRectF(10, self.height() / 2 - 8.5, 17, 17), ink)
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        font = sized(self.font(), 13, weight=weight)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        right = self._paint_right(painter, now.faint)
        room = right - 44
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(37, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _paint_right(self, painter: QPainter, ink: str) -> int:
        """Draw the key's figure while pointed at; return where it begins."""
        said = self._key[-1:] if self.underMouse() or self.hasFocus() else ""
        if not said:
            return self.width() - 8
        before = painter.font()
        painter.save()
        painter.setFont(sized(before, 12, tabular=True))
        painter.setPen(QColor(ink))
        width = painter.fontMetrics().horizontalAdvance(said)
        painter.drawText(
            QRect(self.width() - width - 11, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, said
        )
        painter.restore()
        return self.width() - width - 18


def focus_open(rail: QWidget) -> None:
    """Move the focus to the rail, on the page that is open."""
    for made in rail.findChildren(RailButton):
        if made.isChecked():
            made.setFocus(Qt.FocusReason.TabFocusReason)
