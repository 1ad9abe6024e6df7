"""The question to ask now, its prepared answers, and the contact's own words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import override

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.models.vocabulary import AnswerState
from app.services.call_desk_rows import AnswerLine
from app.services.playbook.document import Question
from app.views import formats
from app.views.answer_states import state_text
from app.views.call_desk.answer_button import AnswerButton
from app.views.call_desk.script_state import RailEntry
from app.views.call_words import JUDGEMENTS
from app.views.said import said
from app.views.theme import sized
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.elided import Elided
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.kbd import KeyHint
from app.views.widgets.key_button import KeyButton
from app.views.widgets.words_edit import WordsEdit

NUMBERED = 9
_SIZES = (32, 30, 28, 26, 24, 22, 20, 18, 17)
_ROOMY, _WIDE = 560, 760
"""From this width the answers are written larger."""
_LEAST, _MOST = 200, 860
"""Longer lines are not read out well."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the panel shows.

    Attributes:
        entry: The question and its state.
        total: How many questions count.
        line: The answer so far.
        words: What stands in the field: the draft, else the words of the answer.
        banner: A line above the question: the rep's question, the pause.
    """

    entry: RailEntry
    total: int
    line: AnswerLine | None
    words: str
    banner: str = ""
    read_at: int = 0


class ScriptPanel(QWidget):
    """Shows one question; says what was chosen and decides nothing."""

    answered = Signal(int)
    """Position of the choice, from 0."""
    judged = Signal(object)
    """An ``AnswerState`` for words that fit no choice."""
    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._asked: Asked | None = None
        self.heading = Elided("small")
        self._core = label("", "small")
        self.note, self._note_icon = Elided(), IconLabel("history", "muted")
        self.ask = QLabel()
        self.ask.installEventFilter(self)
        self.ask.setTextFormat(Qt.TextFormat.PlainText)
        self.ask.setWordWrap(True)
        self.ask.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.ask.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hint = label("", "muted", wrap=True)
        self.choices = [AnswerButton() for _ in range(NUMBERED)]
        for at, choice in enumerate(self.choices):
            choice.clicked.connect(partial(self.answered.emit, at))
        self.confirm = KeyButton("C", self.confirmed.emit, icon_name="check")
        self.words_label = label("", "small")
        self.words = WordsEdit(enter_leaves=True, lines=2)
        self.judges = {
            key: KeyButton(key, partial(self.judged.emit, state), kind="quiet")
            for key, state in JUDGEMENTS.items()
        }
        self._lay_out()
        self.retranslate()

    def show_asked(self, asked: Asked) -> None:
        """Show a question; words in the field are replaced only where another question comes."""
        before, self._asked = self._asked, asked
        entry = asked.entry
        question = entry.question
        self._say_heading(asked)
        self._say_note(asked)
        self.ask.setText(said(question.ask))
        self.ask.setAccessibleName(said(question.ask))
        self.hint.setText(said(question.hint))
        is_other = before is None or before.entry.question.key != question.key
        if is_other or not self.words.hasFocus():
            self.words.put(asked.words)
        self._show_choices(question, asked)
        self._show_judges(is_asked=question.free_text)
        self._fit()

    def show_pending(self, state: AnswerState | None) -> None:
        """Say what Enter does in the field while a judgement waits for its words."""
        if state is None:
            self.words_label.setText(self.tr("In their words"))
        else:
            said_so = self.tr("Write what they said; Enter keeps it as: {state}")
            self.words_label.setText(said_so.format(state=state_text(state)))
        free_text = self._asked is not None and self._asked.entry.question.free_text
        self._show_judges(is_asked=free_text and state is None)

    def retranslate(self) -> None:
        """Set the texts that stay."""
        self.confirm.setText(self.tr("Still true"))
        self.words.setAccessibleName(self.tr("In their words"))
        self.words.setPlaceholderText(self.tr("As they said it. Fits no answer? Judge it yourself."))
        for key, made in self.judges.items():
            made.setText(state_text(JUDGEMENTS[key]))
            made.setToolTip(self.tr("No answer fits: judge their words"))
        self.show_pending(None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        self._choice_column = column(*self.choices, gap=6)
        words_head = row(self.words_label, KeyHint("W"), None, *self.judges.values(), gap=4)
        head = row(self.heading, self._core, gap=8)
        head.setStretch(0, 1)
        note = row(self._note_icon, self.note, self.confirm, gap=8, margin=(10, 4, 4, 4))
        note.setStretch(1, 1)
        self._note_row = note
        self._note_box = boxed(note, "inset")
        inner = column(
            head,
            self._note_box,
            2,
            self.ask,
            self.hint,
            4,
            self._choice_column,
            None,
            words_head,
            self.words,
            gap=8,
        )
        self._inner = QWidget()
        self._inner.setLayout(inner)
        self._inner.setMaximumWidth(_MOST)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(20, 14, 20, 10)
        self._outer.addWidget(self._inner)
        self._column = inner

    def _show_judges(self, *, is_asked: bool) -> None:
        for judge in self.judges.values():
            judge.setVisible(is_asked)

    def _say_heading(self, asked: Asked) -> None:
        entry = asked.entry
        title = said(entry.question.title)
        if entry.number:
            text = self.tr("Question {n} of {total} · {title}")
            self.heading.say(text.format(n=entry.number, total=asked.total, title=title))
        else:
            self.heading.say(self.tr("Follow-on question · {title}").format(title=title))
        self._core.setText(self.tr("★ core question") if entry.question.core else "")
        self._core.setVisible(entry.question.core)

    def _say_note(self, asked: Asked) -> None:
        """Say one thing above the question: how old the answer is, else what the page has to say."""
        status = self._status(asked)
        self.note.say(status or asked.banner)
        self.confirm.setVisible(asked.entry.is_carried)
        self._note_icon.show_icon("history" if status else "info-circle", "muted")
        self._note_box.setVisible(bool(status or asked.banner))

    def _status(self, asked: Asked) -> str:
        entry, line = asked.entry, asked.line
        if entry.is_skipped:
            return self.tr("Skipped by an answer")
        if line is None or not entry.is_carried:
            return ""
        when = formats.moment(line.given.asked_at, asked.read_at)
        if entry.is_stale:
            return self.tr("Said {when}: too old to count").format(when=when)
        return self.tr("Said {when}").format(when=when)

    def _show_choices(self, question: Question, asked: Asked) -> None:
        chosen = asked.line.given.choice if asked.line else None
        pixels = 15 if self.width() >= _WIDE else 14
        for at, made in enumerate(self.choices):
            made.setVisible(at < len(question.choices))
            if at < len(question.choices):
                choice = question.choices[at]
                made.show_answer(
                    str(at + 1),
                    said(choice.title),
                    choice.state,
                    is_answer=choice.key == chosen,
                    is_old=asked.entry.is_carried,
                    pixels=pixels,
                )
        judged = asked.line.given.state if asked.line and chosen is None else None
        for key, judge in self.judges.items():
            font = QFont(judge.font())
            font.setUnderline(JUDGEMENTS[key] is judged)
            judge.setFont(font)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A new style sheet gives a label the font it had before it was first dressed.
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Write the question as large as the room allows; the hint goes before anything is squeezed."""
        if self._asked is None or self.width() < _LEAST:
            return
        hint = bool(said(self._asked.entry.question.hint))
        if not self._fits(with_hint=hint) and hint:
            self._fits(with_hint=False)

    def _fits(self, *, with_hint: bool) -> bool:
        margins = self._outer.contentsMargins()
        width = min(_MOST, self.width() - margins.left() - margins.right())
        self.hint.setVisible(with_hint)
        self.ask.setFixedHeight(0)
        for layout in (self._choice_column, self._note_row, self._column):
            layout.invalidate()
        others = max(self._column.heightForWidth(width), self._column.minimumSize().height())
        room = self.height() - margins.top() - margins.bottom() - others
        sizes = _SIZES if width >= _ROOMY else _SIZES[_SIZES.index(26) :]
        for pixels in sizes:
            self.ask.setFont(sized(self.ask.font(), pixels, weight=QFont.Weight.DemiBold))
            needed = max(0, self.ask.heightForWidth(width))
            if needed <= room:
                break
        else:
            needed = max(0, self.ask.heightForWidth(width))
        self.ask.setFixedHeight(needed)
        return needed <= room
