"""The left side: who they are, how to reach them, and everything that happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import override
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.services.call_desk_rows import ResponseClock
from app.views.actions import key_text
from app.views.chips import BESIDE, paint_chip
from app.views.chips import HEIGHT as CHIP_HEIGHT
from app.views.icons import paint_icon
from app.views.theme import sized, tokens
from app.views.widgets.basics import column, frame, label
from app.views.widgets.clock_pill import ClockPill
from app.views.widgets.elided import Elided
from app.views.widgets.file_drop import FileDrop
from app.views.widgets.kbd import HEIGHT, key_width, paint_key
from app.views.widgets.player_bar import PlayerBar
from app.views.widgets.timeline import Entry, Timeline

_CHIP_GAP = 6


@dataclass(frozen=True, slots=True)
class Reach:
    """A way to reach the contact.

    Attributes:
        icon: Its picture.
        text: As people write it.
        key: Key that dials it; empty where nothing does.
        value: What is dialled; empty where it cannot be.
    """

    icon: str
    text: str
    key: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the left side shows.

    Attributes:
        company: The title.
        contact: Name and job title.
        reaches: Phones and e-mails.
        chips: Text and tone of each chip: the stage, the score.
        lines: Name and value of further facts.
        events: The timeline, newest first.
        response: The first-response clock.
        calls: Those among the events that were calls, the latest first.
    """

    company: str
    contact: str
    reaches: Sequence[Reach]
    chips: Sequence[tuple[str, str]]
    lines: Sequence[tuple[str, str]]
    events: Sequence[Entry]
    response: ResponseClock | None = None
    calls: tuple[UUID, ...] = ()


class ReachButton(QAbstractButton):
    """A phone or an e-mail; a phone that can be dialled shows its key."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self._reach = reach
        self.setText(reach.text)
        self.setAccessibleName(reach.text)
        self.setEnabled(bool(reach.value))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reach.value else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(140, 28)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.setPen(QPen(QColor(now.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        paint_icon(painter, self._reach.icon, QRectF(4, self.height() / 2 - 8, 16, 16), now.muted)
        right = self.width() - 4
        if self._reach.key:
            said = key_text(self._reach.key)
            width = key_width(self, said)
            painter.setFont(self.font())
            paint_key(painter, QRectF(right - width, (self.height() - HEIGHT) / 2, width, HEIGHT), said)
            right -= width + 6
        font = sized(self.font(), 14 if self._reach.value else 13, tabular=True)
        painter.setFont(font)
        painter.setPen(QColor(now.text))
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, right - 28)
        painter.drawText(QRect(28, 0, right - 28, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
        self.setToolTip(self.text() if shown != self.text() else "")


class ChipRow(QWidget):
    """Chips one after the other, on as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._chips: Sequence[tuple[str, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Show texts with their tones."""
        self._chips = chips
        self.setAccessibleName(", ".join(text for text, _ in chips))
        self.setVisible(bool(chips))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(sized(self.font(), 12))
        for (text, tone), box in zip(self._chips, self._boxes(), strict=True):
            room = int(box.width()) - BESIDE + 1
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            paint_chip(painter, box, shown, tone)
        painter.end()

    def _fit(self) -> None:
        boxes = self._boxes()
        self.setFixedHeight(int(boxes[-1].bottom()) + 1 if boxes else 0)
        self.update()

    def _boxes(self) -> list[QRectF]:
        metrics = QFontMetrics(sized(self.font(), 12))
        boxes: list[QRectF] = []
        x = y = 0
        for text, _ in self._chips:
            width = min(self.width(), metrics.horizontalAdvance(text) + BESIDE + 2)
            if x and x + width > self.width():
                x, y = 0, y + CHIP_HEIGHT + _CHIP_GAP
            boxes.append(QRectF(x, y, width, CHIP_HEIGHT))
            x += width + _CHIP_GAP
        return boxes


class FactLines(QWidget):
    """Names and values in two columns, one line each."""

    _ROW, _NAME = 21, 74

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[tuple[str, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show facts."""
        self._lines = [(name, value) for name, value in lines if value]
        self.setFixedHeight(len(self._lines) * self._ROW)
        self.setAccessibleName("; ".join(f"{name}: {value}" for name, value in self._lines))
        self.setToolTip("\n".join(f"{name}: {value}" for name, value in self._lines))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        for at, (name, value) in enumerate(self._lines):
            top = at * self._ROW
            painter.setFont(sized(self.font(), 12))
            painter.setPen(QColor(now.muted))
            named = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, self._NAME - 6)
            painter.drawText(QRect(0, top, self._NAME, self._ROW), Qt.AlignmentFlag.AlignVCenter, named)
            painter.setFont(sized(self.font(), 13))
            painter.setPen(QColor(now.text))
            room = self.width() - self._NAME
            shown = painter.fontMetrics().elidedText(value, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(self._NAME, top, room, self._ROW), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class FactsPanel(FileDrop):
    """Shows one lead; a phone that is clicked asks to be dialled, a call that is opened to be heard.

    A file that is dropped is the recording of the call that is chosen.
    """

    dialled = Signal(str)
    call_opened = Signal(object)
    """Id of a call."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._company, self._contact = Elided("title", selectable=True), Elided("muted", selectable=True)
        self._reaches = QVBoxLayout()
        self._reaches.setSpacing(0)
        self._made: list[ReachButton] = []
        self._shown: tuple[Reach, ...] | None = None
        self._chips, self._lines, self.timeline = ChipRow(), FactLines(), Timeline()
        self._calls: tuple[UUID, ...] = ()
        self._clock, self.player = ClockPill(), PlayerBar()
        self.timeline.opened.connect(self._on_opened)
        self.player.closed.connect(self.timeline.setFocus)
        self._heading, self._none = label("", "heading"), label("", "small", wrap=True)
        layout = column(
            column(self._company, self._contact, gap=1),
            self._chips, self._clock, self._reaches, self._lines, frame("line"), self._heading, self._none,
            gap=8, margin=(14, 12, 14, 4),
        )  # fmt: skip
        whole = column(layout, gap=0, margin=(1, 0, 1, 9))
        whole.addLayout(column(self.player, margin=(10, 2, 10, 4)))
        whole.addWidget(self.timeline, 1)
        whole.addStretch(0)
        self.setLayout(whole)
        self.retranslate()

    def show_facts(self, facts: Facts) -> None:
        """Show a lead."""
        self._company.say(facts.company)
        self._contact.say(facts.contact)
        self._chips.show_chips(facts.chips)
        self._lines.show_lines(facts.lines)
        self._calls = facts.calls
        self.timeline.show_entries(facts.events)
        self.timeline.setVisible(bool(facts.events))
        if facts.response is None:
            self._clock.hide()
        else:
            left = facts.response
            self._clock.show_time(self.tr("First response"), left.left_s, left.total_s, runs=left.runs)
        self._none.setVisible(not facts.events)
        self._show_reaches(tuple(facts.reaches))

    def call(self) -> UUID | None:
        """Return the call that is chosen in the timeline, else the latest; ``None`` where nobody called."""
        entry = self.timeline.entries.entry(self.timeline.currentIndex().row())
        chosen = self._call_of(entry.key) if entry is not None else None
        return chosen or next(iter(self._calls), None)

    def _call_of(self, key: object) -> UUID | None:
        """Return the call an entry of the timeline tells of, if it tells of one."""
        parts = key if isinstance(key, tuple) else ()
        return next((call for call in self._calls if call in parts), None)

    @Slot(object)
    def _on_opened(self, key: object) -> None:
        call = self._call_of(key)
        if call is not None:
            self.call_opened.emit(call)

    def retranslate(self) -> None:
        """Set the texts that stay."""
        self._heading.setText(self.tr("What happened"))
        self._none.setText(self.tr("Nothing yet. This would be the first contact."))
        self.timeline.setAccessibleName(self.tr("What happened"))

    def _show_reaches(self, reaches: tuple[Reach, ...]) -> None:
        if reaches == self._shown:
            return
        self._shown = reaches
        for old in self._made:
            self._reaches.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._made = [ReachButton(reach) for reach in reaches]
        for made, reach in zip(self._made, reaches, strict=True):
            made.clicked.connect(partial(self.dialled.emit, reach.value))
            self._reaches.addWidget(made)
