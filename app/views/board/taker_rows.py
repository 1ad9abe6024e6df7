"""Who shall take over: people to tick, each with what they hold and what they would get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from app.services.board_plans import Share, Taker
from app.views import formats
from app.views.punctuation import aside, joined
from app.views.roles import role_name
from app.views.widgets.basics import label, row

ROW = 32
MOST_ROWS = 7


class TakerRows(QScrollArea):
    """A tick for each person; arrows move, Space ticks."""

    changed = Signal()
    """Others are ticked now."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._boxes: dict[UUID, _Tick] = {}
        self._said: dict[UUID, QWidget] = {}

    def show_takers(self, takers: Sequence[Taker], ticked: frozenset[UUID]) -> None:
        """Offer these people."""
        self._boxes = {}
        self._said = {}
        canvas, lines = QWidget(), QVBoxLayout()
        canvas.setProperty("kind", "canvas")
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for taker in takers:
            box = _Tick(_name(taker))
            box.setChecked(taker.member_id in ticked)
            box.toggled.connect(self._on_toggled)
            said = label("", "muted")
            line = QWidget()
            line.setFixedHeight(ROW)
            line.setLayout(row(box, None, said, gap=8, margin=(2, 0, 6, 0)))
            lines.addWidget(line)
            self._boxes[taker.member_id], self._said[taker.member_id] = box, said
        lines.addStretch(1)
        canvas.setLayout(lines)
        self.setWidget(canvas)
        self.setFixedHeight(ROW * max(1, min(MOST_ROWS, len(takers))) + 4)

    def show_shares(self, shares: Mapping[UUID, Share]) -> None:
        """Say what each would get."""
        for member_id, said in self._said.items():
            text = share_text(shares[member_id]) if member_id in shares else ""
            said.setText(text)  # type: ignore[attr-defined]  # a label
            self._boxes[member_id].setAccessibleDescription(text)

    def ticked(self) -> tuple[UUID, ...]:
        """Return who is ticked."""
        return tuple(member_id for member_id, box in self._boxes.items() if box.isChecked())

    def first(self) -> QWidget | None:
        """Return the first tick."""
        return next(iter(self._boxes.values()), None)

    @Slot()
    def _on_toggled(self) -> None:
        self.changed.emit()


class _Tick(QCheckBox):
    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_J):
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_K):
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


def share_text(share: Share) -> str:
    """Return what somebody would get, in words."""
    translate = QCoreApplication.translate
    said = translate("Board", "gets {n}").format(n=formats.number(share.lead_count))
    parts = [
        translate("Board", "{n} with a promise").format(n=formats.number(share.promise_count))
        if share.promise_count
        else "",
        translate("Board", "{n} with a rep's question").format(n=formats.number(share.question_count))
        if share.question_count
        else "",
    ]
    more = joined(parts)
    return aside(said, more) if more else said


def _name(taker: Taker) -> str:
    translate = QCoreApplication.translate
    held = translate("Board", "holds {held} of {cap}").format(held=taker.held, cap=taker.cap)
    parts = [held, role_name(taker.role) if taker.role != "sdr" else ""]
    if taker.is_away:
        parts.append(translate("Board", "away"))
    return aside(taker.name, joined(parts))
