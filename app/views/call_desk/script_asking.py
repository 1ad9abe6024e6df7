"""Asking the script: answers given, judged, confirmed and put into words, question after question."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.models.vocabulary import AnswerState
from app.views.call_desk import showing
from app.views.call_desk.script_panel import ScriptPanel
from app.views.call_desk.session import Session
from app.views.call_desk.standing import Mode, Standing


class ScriptAsking(QObject):
    """What a person does with the question in front."""

    moved = Signal()
    """Another question is in front, or nothing lies over it any more."""
    focus_wanted = Signal()
    """The words are written: the focus belongs to the script again."""

    def __init__(self, session: Session, standing: Standing, script: ScriptPanel) -> None:
        super().__init__(session)
        self._session, self._standing, self._script = session, standing, script
        self._pending: AnswerState | None = None
        script.answered.connect(self.answer)
        script.judged.connect(self.judge)
        script.confirmed.connect(self.confirm)
        script.words.typed.connect(self._on_words)
        script.words.left.connect(self._on_words_left)

    def begin(self) -> None:
        """Begin with another lead: nothing waits for words."""
        self._pending = None

    def answer(self, at: int) -> None:
        """Answer with a choice, and go on."""
        if self.asks():
            self._session.answer(at, self._take_words())

    def judge(self, judged: AnswerState) -> None:
        """Judge the words typed; without any, ask for them first."""
        question = self._asked_now()
        if question is None or not question.free_text:
            return
        if not self._script.words.words():
            self._pending = judged
            self._script.show_pending(judged)
            self._script.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._session.judge(judged, self._take_words())

    def confirm(self) -> None:
        """Note that the carried answer in front is still true."""
        state = self._session.state
        if self.asks() and state is not None and state.cursor is not None:
            self._session.confirm([state.cursor])

    def confirm_all(self) -> None:
        """Note that every carried answer shown to be confirmed is still true."""
        if self.asks() and self._session.state is not None:
            self._session.confirm(self._session.state.delta.to_confirm)

    def step(self, by: int) -> None:
        """Go to the next or the previous question."""
        if self._session.state is not None:
            self.leave_question()
            self._session.state.step(by)
            self.moved.emit()

    def jump(self, key: str) -> None:
        """Go to a question; over a finished run this begins to ask it again."""
        if self._session.state is None or not key:
            return
        self.leave_question()
        self._standing.mode = Mode.NONE
        if self._standing.situation is not None and showing.is_at_work(self._session.state.desk):
            self._session.ask_again()
        if self._session.state is not None:
            self._session.state.cursor = key
        self.moved.emit()
        self.focus_wanted.emit()

    def finish(self) -> None:
        """Finish the script; under the threshold that closes the lead, so it is asked in the ending of a call."""
        self.leave_question()
        self._session.finish()

    @Slot(str)
    def _on_words(self, words: str) -> None:
        state = self._session.state
        if state is not None and state.cursor is not None:
            self._session.keep_words(state.cursor, words)

    @Slot()
    def _on_words_left(self) -> None:
        judged, self._pending = self._pending, None
        self._script.show_pending(None)
        self.focus_wanted.emit()
        if judged is not None and self._script.words.words():
            self._session.judge(judged, self._take_words())
        else:
            self._session.settle_words(self._script.words.words())

    def asks(self) -> bool:
        """Whether the script is in front and answers count."""
        return (
            self._standing.situation is None
            and self._standing.mode is Mode.NONE
            and self._session.state is not None
        )

    def _asked_now(self) -> Any:
        state = self._session.state
        if not self.asks() or state is None or state.cursor is None:
            return None
        return state.desk.question(state.cursor)

    def _take_words(self) -> str:
        """Return the words typed; they go with the answer now given."""
        words = self._script.words.words()
        self._script.words.put(self._script.words.toPlainText())
        return words

    def leave_question(self) -> None:
        """Keep the words of the question in front before another comes."""
        self._pending = None
        self._script.show_pending(None)
        if self.asks():
            self._script.words.tell()
            self._session.settle_words(self._script.words.words())
