"""The stages side by side; deals go from one to another by keys or by the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import override

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app.models.vocabulary import StageKind
from app.services.pipeline_view import Deal, StageShown
from app.views import formats
from app.views.pipeline.deal_list import DealList
from app.views.pipeline.words import deals_text, sums_text
from app.views.said import said
from app.views.widgets.basics import column, label, restyle, row
from app.views.widgets.card_board import CardBoard
from app.views.widgets.elided import Elided

_LEAST_WIDTH = 142
_MOST_KEYS = 9
_LINE = 20
"""Height of a line of figures: signs of currencies come from fonts of other heights."""


class StageColumn(QFrame):
    """Shows one stage: its title, its key, what stands in it and its deals."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.stage = ""
        self._title, self._key = Elided("heading"), label("", "small")
        self._count, self._share = Elided("small"), label("", "small")
        self._more = label("", "small", wrap=True)
        for line in (self._count, self._share):
            line.setFixedHeight(_LINE)
        self.list = DealList()
        top, below = row(self._title, self._key, gap=6), row(self._count, self._share, gap=6)
        top.setStretch(0, 1)
        below.setStretch(0, 1)
        head = column(top, below, gap=4, margin=(12, 10, 12, 6))
        foot = column(self._more, margin=(12, 2, 12, 6))
        self.setLayout(column(head, self.list, foot, gap=2, margin=(1, 1, 1, 1)))
        self.setMinimumWidth(_LEAST_WIDTH)

    def show_stage(self, shown: StageShown, place: int, *, now: int, today: int) -> None:
        """Show a stage; ``place`` counts from 1 and is its key."""
        self.stage = shown.key
        count = formats.number(shown.count)
        sums = sums_text(shown.sums)
        self._title.say(said(shown.title))
        self._key.setText(str(place) if place <= _MOST_KEYS else "")
        self._count.say(f"{count} · {sums}" if sums else count)
        is_open = shown.kind is StageKind.OPEN and shown.win_pct is not None
        self._share.setText(formats.percent(shown.win_pct or 0) if is_open else "")
        self._share.setToolTip(QCoreApplication.translate("Pipeline", "How likely deals here are won"))
        more = shown.count - len(shown.deals)
        said_more = QCoreApplication.translate("Pipeline", "and %Ln more in the list", "", more)
        self._more.setText(said_more if more > 0 else "")
        self._more.setVisible(more > 0)
        spoken = [said(shown.title), deals_text(shown.count), sums]
        self.list.setAccessibleName(", ".join(part for part in spoken if part))
        self.list.show_empty(QCoreApplication.translate("Pipeline", "Nothing here"))
        self.list.show_deals(shown.deals, now=now, today=today)

    def show_target(self, *, is_target: bool) -> None:
        """Mark the column as where dragged deals would go."""
        restyle(self, "kind", "target" if is_target else "card")


class StageBoard(CardBoard[StageColumn, Deal]):
    """Shows stages; says what is opened and what is dragged where. Narrow windows scroll it sideways."""

    def __init__(self) -> None:
        super().__init__()
        self._inner = QWidget()
        self._inner.setProperty("kind", "canvas")
        self._layout = QHBoxLayout(self._inner)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inner)
        self.setLayout(column(self._scroll))

    def show_stages(self, stages: Sequence[StageShown], *, now: int, today: int) -> None:
        """Show stages; deals that were moved keep the keys where they are now."""
        had_focus = any(made.list.hasFocus() for made in self._shown)
        while len(self.columns) < len(stages):
            self._add()
        for at, (made, shown) in enumerate(zip(self.columns, stages, strict=False), start=1):
            if made.stage != shown.key:
                made.list.show_deals((), now=now, today=today)
            made.show_stage(shown, at, now=now, today=today)
        self._shown = self.columns[: len(stages)]
        for at, made in enumerate(self.columns):
            made.setVisible(at < len(stages))
        self._follow()
        if had_focus and not any(made.list.hasFocus() for made in self._shown):
            self.take_focus()

    def choose(self, lead_id: object) -> bool:
        """Give the keys to a deal; whether it is in sight."""
        for made in self._shown:
            if made.list.choose((lead_id,)):
                made.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    @override
    def column_key(self, made: StageColumn) -> str:
        return made.stage

    @override
    def said(self, rows: Sequence[Deal]) -> str:
        return rows[0].name if len(rows) == 1 else deals_text(len(rows))

    def _add(self) -> None:
        made = StageColumn()
        self.columns = (*self.columns, made)
        self._layout.addWidget(made, 1)
        self.join(made)
        made.list.focused.connect(partial(self._scroll.ensureWidgetVisible, made, 8, 0))
