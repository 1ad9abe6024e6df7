"""One hand-over whole: who, until when, the frozen card, why this rep, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.models.vocabulary import HandoverState
from app.services.handover_view import HandoverView
from app.views import formats
from app.views.inbox.card_line import CardLineView
from app.views.inbox.said import STATE_TONES, state_text, unassigned_text
from app.views.inbox.sections import (
    Play,
    calls_section,
    course_section,
    maturity_section,
    receipt_section,
    since_section,
    source_section,
)
from app.views.said import said
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.card_pieces import quotation, titled
from app.views.widgets.chip import Chip
from app.views.widgets.clearing import clear
from app.views.widgets.clock_pill import ClockPill
from app.views.widgets.elided import Elided
from app.views.widgets.key_button import KeyButton
from app.views.widgets.player_bar import PlayerBar
from app.views.widgets.two_columns import TwoColumns

TWO_COLUMNS = 1080
"""From this width on the card and what stands around it lie side by side."""
NUMBERED = 10


class HandoverPanel(QWidget):
    """Shows a hand-over; the page says what can be done with it."""

    mark_asked = Signal(str)
    """Key of the question whose mark was asked for."""

    def __init__(self, player: PlayerBar, play: Play) -> None:
        super().__init__()
        self.player, self._play = player, play
        self._view: HandoverView | None = None
        self._now = 0
        self.lines: list[CardLineView] = []
        self._company, self._who = Elided("display"), Elided("muted")
        self._chip, self._clock = Chip(), ClockPill()
        self._buttons = row(gap=8)
        self._notice = label("", "warn", wrap=True)
        self._notice.hide()
        head = column(
            row(self._company, self._chip, self._clock, gap=10),
            self._who,
            6,
            self._buttons,
            self._notice,
            gap=4,
            margin=(20, 16, 20, 16),
        )
        head.itemAt(0).layout().setStretch(0, 1)  # type: ignore[union-attr]
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = column(boxed(head, "card"), self.player, gap=12)
        whole.addWidget(self._scroll, 1)
        self.setLayout(whole)
        self._columns: TwoColumns | None = None

    @property
    def view(self) -> HandoverView | None:
        """What is shown."""
        return self._view

    def show_view(
        self, view: HandoverView, now: int, buttons: Sequence[tuple[str, str, str, Callable[[], object]]]
    ) -> None:
        """Show a hand-over.

        Args:
            view: The hand-over.
            now: The present instant.
            buttons: Text, key, kind and call of what can be done.
        """
        is_other = self._view is None or self._view.id != view.id
        if is_other:
            self.player.put_away()
        is_news = is_other or (self._view is not None and self._view.state is not view.state)
        place = (
            0 if is_news else self._scroll.verticalScrollBar().value()
        )  # what was decided stands at the top
        had_focus = next((at for at, line in enumerate(self.lines) if line.hasFocus()), -1)
        self._view, self._now = view, now
        self._show_head(view, buttons)
        self._show_body(view, now)
        if 0 <= had_focus < len(self.lines) and not is_other:
            self.lines[had_focus].setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.verticalScrollBar().setValue(place)

    def show_clock(self, view: HandoverView) -> None:
        """Show how long there is to decide."""
        if view.left_s is None:
            self._clock.hide()
            return
        until = self.tr("To decide by {when}").format(when=formats.date_time(view.decide_by_at or 0))
        self._clock.show_time(until, view.left_s, view.total_s, runs=view.is_working_now)

    def show_notice(self, text: str) -> None:
        """Say what stands against deciding now; nothing clears it."""
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    def show_marks(self, marked: frozenset[str], *, can_mark: bool) -> None:
        """Show which answers are marked as proved wrong."""
        for line in self.lines:
            line.show_mark(line.line.key in marked)
            line.allow_marking(can_mark)

    def scroll_by(self, share: float) -> None:
        """Scroll by a share of the height in sight."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + int(self._scroll.viewport().height() * share))

    def see(self, line: CardLineView) -> None:
        """Bring a line into sight."""
        self._scroll.ensureWidgetVisible(line, 0, 24)

    def _show_head(
        self, view: HandoverView, buttons: Sequence[tuple[str, str, str, Callable[[], object]]]
    ) -> None:
        self._company.say(view.company or view.contact_name or self.tr("No name"))
        who = (view.contact_name if view.company else "", view.title)
        sent = self.tr("from {sdr}, {when}").format(
            sdr=view.sdr, when=formats.moment(view.submitted_at, self._now)
        )
        to = self.tr("to {rep}").format(rep=view.rep) if view.rep else ""
        to = unassigned_text() if view.is_unassigned else to
        self._who.say(" · ".join(part for part in (*who, sent, to) if part))
        self._chip.show_chip(state_text(view.state), STATE_TONES[view.state])
        self.show_clock(view)
        clear(self._buttons)
        for text, key, kind, call in buttons:
            made = KeyButton(key, call, kind=kind)
            made.setText(text)
            made.setAccessibleName(text)
            self._buttons.addWidget(made)
        self._buttons.addStretch(1)

    def _show_body(self, view: HandoverView, now: int) -> None:
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        main, side = QVBoxLayout(), QVBoxLayout()
        for layout in (main, side):
            layout.setSpacing(12)
        parts = (self._banner(view), maturity_section(view), since_section(view, now), self._answers(view))
        for part in parts:
            if part is not None:
                main.addWidget(part)
        main.addStretch(1)
        for section in (
            *(receipt_section(receipt, now) for receipt in reversed(view.receipts)),
            source_section(view),
            calls_section(view.calls, now, self._play) if view.calls else None,
            course_section(view, now),
        ):
            if section is not None:
                side.addWidget(section)
        side.addStretch(1)
        self._columns = TwoColumns(main, side, shares=(3, 2))
        canvas.setLayout(self._columns)
        self._scroll.setWidget(canvas)
        self._arrange()

    def _banner(self, view: HandoverView) -> QFrame | None:
        """Say the question that was asked, or the decision that was made."""
        when = formats.moment(view.decided_at, self._now) if view.decided_at else ""
        reason, words = said(view.reason), view.decision_words or ""
        match view.state:
            case HandoverState.RETURNED:
                who = self.tr("{rep} asks").format(rep=view.rep)
                look = ("message-question", "warn")
            case HandoverState.ACCEPTED:
                who = self.tr("Accepted by {who}, {when}").format(who=view.decided_by, when=when)
                look = ("circle-check", "ok")
            case HandoverState.REFUSED:
                who = self.tr("Refused by {who}, {when}").format(who=view.decided_by, when=when)
                look = ("circle-x", "bad")
            case _:
                return None
        text = "\n".join(part for part in (reason, words) if part)
        return quotation(who, text, icon=look[0], tone=look[1])

    def _answers(self, view: HandoverView) -> QFrame:
        self.lines = []
        for at, line in enumerate(view.lines, start=1):
            made = CardLineView(line, at if at <= NUMBERED else 0)
            made.toggled.connect(self.mark_asked)
            self.lines.append(made)
        return titled(
            self.tr("What the contact said"), *self.lines, hint=self.tr("frozen when handed over"), gap=1
        )

    def _arrange(self) -> None:
        if self._columns is not None:
            self._columns.stand(is_wide=self.width() >= TWO_COLUMNS)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
