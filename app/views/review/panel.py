"""One case on one screen: the card and the record side by side, and what can be decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from app.services.review_case import Case
from app.views import formats
from app.views.inbox.card_line import CardLineView
from app.views.inbox.sections import maturity_section
from app.views.review.said import VERDICT_TONES, verdict_text
from app.views.review.sections import (
    Attach,
    Play,
    card_section,
    contacts_section,
    record_section,
    refusal_section,
    verdict_section,
    waiting_section,
)
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.chip import Chip
from app.views.widgets.elided import Elided
from app.views.widgets.key_button import KeyButton
from app.views.widgets.player_bar import PlayerBar

TWO_COLUMNS = 720
"""From this width on the card and what was recorded lie side by side."""

type Button = tuple[str, str, str, Callable[[], object]]
"""Text, key, kind and call."""


class CasePanel(QWidget):
    """Shows a case; the page says what can be done with it."""

    def __init__(self, player: PlayerBar, play: Play, attach: Attach) -> None:
        super().__init__()
        self.player, self._play, self._attach = player, play, attach
        self.case: Case | None = None
        self.lines: list[CardLineView] = []
        self._company, self._who, self._chip = Elided("display"), Elided("muted"), Chip()
        self._buttons = row(gap=8)
        self._notice = label("", "warn", wrap=True)
        head = column(
            row(self._company, self._chip, gap=10), self._who, 6, self._buttons, self._notice,
            gap=4, margin=(20, 16, 20, 16),
        )  # fmt: skip
        head.itemAt(0).layout().setStretch(0, 1)  # type: ignore[union-attr]
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = column(boxed(head, "card"), self.player, gap=12)
        whole.addWidget(self._scroll, 1)
        self.setLayout(whole)
        self._columns: QBoxLayout | None = None

    def show_case(self, case: Case, now: int, buttons: Sequence[Button], notice: str) -> None:
        """Show a case with what can be decided about it, or what stands against deciding."""
        is_other = self.case is None or self.case.handover.id != case.handover.id
        if is_other:
            self.player.put_away()
        place = 0 if is_other else self._scroll.verticalScrollBar().value()
        self.case = case
        self._show_head(case, now, buttons)
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))
        self._show_body(case, now)
        self._scroll.verticalScrollBar().setValue(place)

    def scroll_by(self, share: float) -> None:
        """Scroll by a share of the height in sight."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + int(self._scroll.viewport().height() * share))

    def _show_head(self, case: Case, now: int, buttons: Sequence[Button]) -> None:
        view = case.handover
        self._company.say(view.company or view.contact_name or self.tr("No name"))
        sent = self.tr("handed over by {sdr}, {when}").format(
            sdr=view.sdr, when=formats.moment(view.submitted_at, now)
        )
        waits = self.tr("refused by {rep} {time} ago").format(
            rep=view.rep or "–", time=formats.duration((now - (view.decided_at or now)) // 1_000_000)
        )
        who = (view.contact_name if view.company else "", view.title, sent, waits)
        self._who.say(" · ".join(part for part in who if part))
        last = case.said[-1] if case.said else None
        if last is None:
            self._chip.show_chip(self.tr("to judge"), "warn")
        else:
            tone = VERDICT_TONES[last.verdict] if last.verdict else "warn"
            self._chip.show_chip(verdict_text(last.verdict), tone)
        _clear(self._buttons)
        for text, key, kind, call in buttons:
            made = KeyButton(key, call, kind=kind)
            made.setText(text)
            made.setAccessibleName(text)
            self._buttons.addWidget(made)
        self._buttons.addStretch(1)

    def _show_body(self, case: Case, now: int) -> None:
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        main, side = QVBoxLayout(), QVBoxLayout()
        for layout in (main, side):
            layout.setSpacing(12)
        card, self.lines = card_section(case)
        for part in (refusal_section(case, now), card, maturity_section(case.handover)):
            main.addWidget(part)
        for section in (
            *(verdict_section(one, now) for one in case.said),
            waiting_section(case, now),
            record_section(case.records, now),
            contacts_section(case.contacts, now, self._play, self._attach),
        ):
            if section is not None:
                side.addWidget(section)
        for layout in (main, side):
            layout.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(12)
        self._columns.setContentsMargins(0, 0, 4, 0)
        self._columns.addLayout(main, 1)
        self._columns.addLayout(side, 1)
        canvas.setLayout(self._columns)
        self._scroll.setWidget(canvas)
        self._arrange()

    def _arrange(self) -> None:
        if self._columns is None:
            return
        is_wide = self.width() >= TWO_COLUMNS
        wanted = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != wanted:
            self._columns.setDirection(wanted)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _clear(layout: QLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
