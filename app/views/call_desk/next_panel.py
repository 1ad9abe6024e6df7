"""The right side: how mature the lead is, what is missing to hand it over, and the ways out of the script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import override

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout

from app.models.vocabulary import AnswerState
from app.views.answer_states import paint_carried, paint_star, paint_state
from app.views.icons import paint_icon
from app.views.theme import sized, tokens
from app.views.widgets.basics import column, label
from app.views.widgets.key_button import KeyButton
from app.views.widgets.maturity_ring import MaturityRing, Segment

_MOST_SHOWN = 5
_BEFORE = 24
_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing missing for a hand-over.

    Attributes:
        text: What, in full.
        short: The same in a word or two, beside a picture of the state.
        state: How the question stands.
        is_old: It was answered, too long ago to count.
        question: The question it is about; empty for other things.
        is_core: It is about a core question.
    """

    text: str
    question: str = ""
    is_core: bool = False
    short: str = ""
    state: AnswerState = AnswerState.NOT_ASKED
    is_old: bool = False


class GapLine(QAbstractButton):
    """One missing thing; one about a question leads to it."""

    def __init__(self, gap: Gap) -> None:
        super().__init__()
        self.gap = gap
        self.setText(gap.short or gap.text)
        self.setAccessibleName(gap.text)
        self.setToolTip(gap.text)
        self.setEnabled(bool(gap.question))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if gap.question else Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if gap.question:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(120, self.width())))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, width - _BEFORE - self._after(), 200)
        return QFontMetrics(sized(self.font(), 13)).boundingRect(room, _WRAP, self.text()).height() + 9

    def _after(self) -> int:
        return 26 if self.gap.question else 4

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.setPen(QPen(QColor(now.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.hover))
            painter.drawRoundedRect(box, 6, 6)
        mark = QRectF(6, self.height() / 2 - 6, 12, 12)
        if self.gap.is_core:
            paint_star(painter, mark, QColor(now.warn))
        else:
            paint_icon(painter, "circle-dashed", mark.adjusted(-1, -1, 1, 1), now.warn)
        painter.setFont(sized(self.font(), 13))
        painter.setPen(QColor(now.text))
        room = QRect(_BEFORE, 0, self.width() - _BEFORE - self._after(), self.height())
        painter.drawText(room, _WRAP | Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.gap.is_old:
            paint_carried(painter, QRectF(self.width() - 20, self.height() / 2 - 8, 16, 16))
        elif self.isEnabled():
            paint_state(painter, QRectF(self.width() - 20, self.height() / 2 - 8, 16, 16), self.gap.state)
        painter.end()


@dataclass(frozen=True, slots=True)
class Progress:
    """What the right side shows.

    Attributes:
        pct: Maturity.
        threshold_pct: From here a lead qualifies.
        caption: "6 of 10".
        gaps: What is missing; nothing means the lead can be handed over.
        is_ready: Nothing is missing and handing over is the next thing.
        segments: The questions that count.
        current: Place of the question in front.
        is_sample: Whether it needs less because it is of the controlled sample.
        note: Said instead of the list where the script is not at work.
    """

    pct: int
    threshold_pct: int
    caption: str
    gaps: Sequence[Gap]
    is_ready: bool
    segments: Sequence[Segment] = ()
    current: int = -1
    note: str = ""
    is_sample: bool = False


class NextPanel(QFrame):
    """Says how far the lead is and where one can go from here."""

    jumped = Signal(str)

    def __init__(
        self,
        *,
        hand_over: Callable[[], object],
        disqualify: Callable[[], object],
        finish: Callable[[], object],
        pause: Callable[[], object],
        log: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._heading = label("", "heading")
        self.ring = MaturityRing(164)
        self.threshold = label("", "small")
        self.threshold.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.missing = label("", "small", wrap=True)
        self._gaps = QVBoxLayout()
        self._gaps.setSpacing(1)
        self._lines: list[GapLine] = []
        self._shown: tuple[Gap, ...] = ()
        self.more = label("", "small")
        self.hand_over = KeyButton("H", hand_over, icon_name="arrow-forward-up")
        self.finish = KeyButton("F", finish, icon_name="flag")
        self.pause = KeyButton("P", pause, icon_name="player-pause")
        self.disqualify = KeyButton("X", disqualify, kind="danger", icon_name="ban")
        self.log = KeyButton("L", log, icon_name="note")
        layout = column(
            self._heading,
            2,
            self.ring,
            self.threshold,
            6,
            self.missing,
            self._gaps,
            self.more,
            None,
            self.hand_over,
            self.finish,
            self.pause,
            self.disqualify,
            self.log,
            gap=6,
            margin=(14, 12, 14, 12),
        )
        layout.setAlignment(self.ring, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(layout)
        self.retranslate()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the lead is."""
        self.ring.show_run(
            progress.segments,
            progress.pct,
            threshold_pct=progress.threshold_pct,
            is_qualified=progress.is_ready,
            current=progress.current,
            caption=progress.caption,
        )
        text = self.tr("sample: needs {pct}%") if progress.is_sample else self.tr("needs {pct}%")
        self.threshold.setText(text.format(pct=progress.threshold_pct))
        if progress.note:
            self.missing.setText(progress.note)
        elif progress.gaps:
            self.missing.setText(self.tr("Missing to hand over"))
        else:
            self.missing.setText(self.tr("Nothing is missing. It can be handed over."))
        self._show_gaps(() if progress.note else tuple(progress.gaps))

    def retranslate(self) -> None:
        """Set the texts that stay."""
        self._heading.setText(self.tr("Maturity"))
        self.hand_over.setText(self.tr("Hand over"))
        self.finish.setText(self.tr("Finish script"))
        self.disqualify.setText(self.tr("Disqualify"))
        self.log.setText(self.tr("Log a contact"))
        self.show_paused(is_paused=False)

    def show_ready(self, *, is_ready: bool) -> None:
        """Let handing over stand out once it is the next thing."""
        self.hand_over.show_kind("primary" if is_ready else "")

    def show_paused(self, *, is_paused: bool) -> None:
        """Let the pause button say what it does now."""
        self.pause.setText(self.tr("Resume script") if is_paused else self.tr("Pause script"))
        self.pause.show_icon("player-play" if is_paused else "player-pause")

    def _show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        if gaps == self._shown:
            return
        self._shown = gaps
        for line in self._lines:
            self._gaps.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [GapLine(gap) for gap in gaps[:_MOST_SHOWN]]
        for line in self._lines:
            line.clicked.connect(partial(self.jumped.emit, line.gap.question))
            self._gaps.addWidget(line)
        hidden = len(gaps) - len(self._lines)
        self.more.setText(self.tr("and {n} more").format(n=hidden) if hidden else "")
        self.more.setVisible(hidden > 0)
