"""The hand-over sheet: what is missing, or the card as the rep will see it and the words that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.models.vocabulary import AnswerState
from app.views.answer_states import paint_state, state_text
from app.views.call_desk.next_panel import Gap
from app.views.call_desk.option_button import OptionButton
from app.views.punctuation import labelled
from app.views.widgets.basics import boxed, column, frame, label, row
from app.views.widgets.elided import Elided
from app.views.widgets.key_button import KeyButton
from app.views.widgets.maturity_ring import MaturityRing
from app.views.widgets.overlay import Overlay
from app.views.widgets.words_edit import WordsEdit

WIDTH = 760
_NUMBERED = 9
_TITLES = 170
_LEAST_HEIGHT = 210


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One question of the card."""

    title: str
    state: AnswerState
    choice: str
    words: str
    is_core: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet shows.

    Attributes:
        who: Company and contact.
        pct: Maturity.
        threshold_pct: From here a lead qualifies.
        caption: "6 of 10".
        source: Channel, campaign, keyword.
        calls: How often and when one spoke.
        lines: The answers, in the script's order.
        gaps: What is missing; nothing shows the card.
        words: What was typed for the rep so far.
        is_answer: A rep asked; the words answer and go back to the same rep.
        question: The rep's question.
        rep: Who asked.
        ends_call: Handing over ends the running call.
    """

    who: str
    pct: int
    threshold_pct: int
    caption: str
    source: str
    calls: str
    lines: Sequence[SheetLine]
    gaps: Sequence[Gap]
    words: str = ""
    is_answer: bool = False
    question: str = ""
    rep: str = ""
    ends_call: bool = False


class StateMark(QWidget):
    """The shape of an answer's state."""

    def __init__(self, state: AnswerState) -> None:
        super().__init__()
        self._state = state
        self.setAccessibleName(state_text(state))
        self.setFixedSize(QSize(16, 18))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_state(painter, QRectF(0, 1, 16, 16), self._state)
        painter.end()


class HandoverSheet(Overlay):
    """Lies over the call desk; the page gives the command."""

    submitted = Signal(str)
    jumped = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=WIDTH, top_share=0.035)
        self._sheet: Sheet | None = None
        self.body.setContentsMargins(22, 18, 22, 16)
        self._content: QWidget | None = None
        self.words = WordsEdit(enter_leaves=False, lines=3)
        self._words_label = label("", "small")
        self.submit = KeyButton("Ctrl+Return", self.finish, kind="primary", icon_name="send")
        self.back = KeyButton("Esc", self.close_panel, kind="quiet")
        self._lacks = label("", "warn", wrap=True)
        self.jumps: list[OptionButton] = []
        self._words_box = QWidget()
        self._words_box.setLayout(column(self._words_label, self.words, self._lacks, gap=4))
        self._ends = QWidget()
        self._ends.setLayout(row(self.back, None, self.submit))
        self.body.addWidget(self._words_box)
        self.body.addWidget(self._ends)
        self.words.left.connect(self.close_panel)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a card, or what keeps it from being one."""
        self._sheet = sheet
        is_open = not sheet.gaps
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self.jumps = []
        self._content = self._card(sheet) if is_open else self._missing(sheet)
        self.body.insertWidget(0, self._content, 1)
        self._words_box.setVisible(is_open)
        self.submit.setVisible(is_open)
        self._lacks.setVisible(False)
        self.words.put(sheet.words)
        self.retranslate()
        self.relayout()

    def retranslate(self) -> None:
        """Set the texts that stay."""
        sheet = self._sheet
        if sheet is None:
            return
        self.back.setText(self.tr("Back to the call desk"))
        if sheet.is_answer:
            self._words_label.setText(self.tr("Your answer to {rep}").format(rep=sheet.rep))
            self.submit.setText(self.tr("Send it back"))
        else:
            self._words_label.setText(
                self.tr("Words to the rep: what would you want to know before calling?")
            )
            both = self.tr("Hand over and end the call")
            self.submit.setText(both if sheet.ends_call else self.tr("Hand over"))
        self.words.setAccessibleName(self._words_label.text())

    @override
    def first_focus(self) -> QWidget | None:
        if self.jumps:
            return self.jumps[0]
        return self.words if self.submit.isVisibleTo(self) else self.back

    @override
    def panel_height(self, room: int) -> int:
        self.body.activate()
        return min(room, max(self.panel.sizeHint().height(), _LEAST_HEIGHT))

    @Slot()
    def finish(self) -> None:
        """Give the words, once there are any where they must be."""
        if self._sheet is None or self._sheet.gaps:
            return
        words = self.words.words()
        if self._sheet.is_answer and not words:
            self._lacks.setText(self.tr("Write the answer first."))
            self._lacks.setVisible(True)
            self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.submitted.emit(words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
            event.accept()
            return
        if event.text().isdigit() and self.jumps:
            at = int(event.text()) - 1
            if 0 <= at < len(self.jumps):
                self.jumps[at].click()
            event.accept()
            return
        super().keyPressEvent(event)

    def _missing(self, sheet: Sheet) -> QWidget:
        made = QWidget()
        text = self.tr("A lead is handed over once nothing is missing. Each line leads to where it is asked.")
        lines = column(
            label(self.tr("Not ready to hand over"), "title"), label(text, "muted", wrap=True), 6, gap=6
        )
        number = 0
        for gap in sheet.gaps:
            if gap.question and number < _NUMBERED:
                number += 1
                jump = OptionButton(str(number))
                jump.say(gap.text, self.tr("core") if gap.is_core else "")
                jump.clicked.connect(partial(self._on_jump, gap.question))
                self.jumps.append(jump)
                lines.addWidget(jump)
            else:
                lines.addWidget(label(f"·  {gap.text}", "", wrap=True))
        lines.addStretch(1)
        made.setLayout(lines)
        return made

    def _card(self, sheet: Sheet) -> QWidget:
        ring = MaturityRing(72)
        ring.show_maturity(sheet.pct, threshold_pct=sheet.threshold_pct, qualifies=True, caption="")
        who = Elided("title")
        who.say(sheet.who)
        facts = [Elided("muted") for _ in range(2)]
        facts[0].say(sheet.source)
        facts[1].say(sheet.calls)
        title = self.tr("Answer the rep's question") if sheet.is_answer else self.tr("Hand over to sales")
        head = row(ring, column(label(title, "small"), who, *facts, None, gap=3), gap=16)
        head.setStretch(1, 1)
        made = QWidget()
        whole = column(head, gap=10)
        if sheet.is_answer:
            asked = label(labelled(sheet.rep, f"“{sheet.question}”"), "", wrap=True)
            whole.addWidget(boxed(column(asked, margin=10), "inset"))
        whole.addWidget(frame("line"))
        whole.addWidget(self._answers(sheet), 1)
        made.setLayout(whole)
        return made

    def _answers(self, sheet: Sheet) -> QWidget:
        inner = QWidget()
        inner.setProperty("kind", "canvas")
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 10, 0)
        lines.setSpacing(7)
        good = [line for line in sheet.lines if line.state is AnswerState.GOOD]
        gaps = [line for line in sheet.lines if line.state is not AnswerState.GOOD]
        for line in good:
            lines.addLayout(_line(line))
        if gaps:
            lines.addSpacing(4)
            lines.addWidget(label(self.tr("Gaps the rep will see"), "small"))
        for line in gaps:
            lines.addLayout(_line(line))
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setMinimumHeight(min(330, 32 * max(3, len(sheet.lines))))
        area.setAccessibleName(self.tr("The answers on the card"))
        return area

    def _on_jump(self, question: str) -> None:
        self.close_panel()
        self.jumped.emit(question)


def _line(line: SheetLine) -> QHBoxLayout:
    title = label(f"★ {line.title}" if line.is_core else line.title, "muted", wrap=True)
    title.setFixedWidth(_TITLES)
    said_so = line.choice or state_text(line.state)
    words = label(f"“{line.words}”" if line.words else said_so, "", wrap=True)
    texts = column(words, gap=1)
    if line.words and line.choice:
        texts.addWidget(label(line.choice, "small", wrap=True))
    made = row(StateMark(line.state), title, texts, gap=10)
    made.setStretch(2, 1)
    for at in (0, 1):
        item = made.itemAt(at)
        if item is not None:
            item.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made
