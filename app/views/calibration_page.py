"""Calibration: hear a recorded call, judge each question, without seeing how anybody else did (issue 6)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, override
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.models.vocabulary import AnswerState, Topic
from app.services.calibration import Heard, ScoreCall
from app.services.calibration_view import CallsToJudge, RecordedCall, calls_to_judge
from app.services.sound import MakeDevice
from app.views import formats
from app.views.actions import Action
from app.views.answer_states import state_text
from app.views.desk import Query
from app.views.page import Page
from app.views.punctuation import joined
from app.views.recordings import Recordings
from app.views.refusals import sentence
from app.views.said import said
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, button, column, label, row
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.option_list import Option, OptionList
from app.views.widgets.player_bar import PlayerBar
from app.views.widgets.segmented import Segmented

LIST_WIDTH = 300
_UNHEARD = AnswerState.NOT_ASKED.value


class CalibrationPage(Page[CallsToJudge]):
    """Recorded calls on the left, the script to judge one by on the right."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.RUNS, Topic.ACTIVITIES, Topic.PLAYBOOK})
    SETTLE_MS: ClassVar[int] = 400

    def __init__(
        self, surroundings: Surroundings, me: UUID, folder: Path, make_device: MakeDevice | None = None
    ) -> None:
        super().__init__(surroundings)
        self._me = me
        self._calls: dict[str, RecordedCall] = {}
        self._answer: CallsToJudge | None = None
        self.list, self.player = OptionList(), PlayerBar()
        self.recordings = Recordings(self, surroundings, self.player, folder, make_device)
        self.list.setFixedWidth(LIST_WIDTH)
        self._title, self._about = label("", "heading"), label("", "muted", wrap=True)
        self._problem = label("", "small", wrap=True)
        self.listen = button("", self.play, icon_name="player-play")
        self.give = button("", self.judge, kind="primary", icon_name="check")
        self.states: dict[str, Segmented] = {}
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self.list.picked.connect(self._on_picked)
        self.retranslate()

    @override
    def query(self) -> Query[CallsToJudge]:
        return calls_to_judge(self._me)

    @override
    def fill(self, answer: CallsToJudge) -> None:
        is_other_script = self._answer is None or self._answer.questions != answer.questions
        self._answer = answer
        self._calls = {str(one.activity_id): one for one in answer.calls}
        self._show_calls()
        if is_other_script:
            self._show_questions()
        self._show_call()

    @override
    def emptiness(self, answer: CallsToJudge) -> Emptiness | None:
        if answer.calls:
            return None
        return Emptiness(
            self.tr("No call has a recording yet"),
            self.tr("Attach recordings to calls at the call desk; then two people judge the same one here."),
            "headset",
        )

    @override
    def first_focus(self) -> QWidget:
        return self.list

    @override
    def page_actions(self) -> Sequence[Action]:
        return (
            Action(self.tr("Listen"), self.play, "P", "player-play", is_enabled=self._has_call),
            Action(self.tr("Move to the questions"), self._to_questions, "T", "list"),
            Action(self.tr("Move to the calls"), self.list.setFocus, "R", "list"),
            Action(
                self.tr("Judge"), self.judge, "Ctrl+Return", "check", is_enabled=self.give.isEnabled
            ),
        )  # fmt: skip

    @override
    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Recorded calls"))
        self._scroll.setAccessibleName(self.tr("Questions"))
        self.listen.setText(self.tr("Listen"))
        self.give.setText(self.tr("Judge"))
        self._about.setText(
            self.tr(
                "Judge what you hear, not what was noted. How others judged this call is shown to nobody here;"
                " how far you agree is in the report on calibration."
            )
        )
        if self._answer is not None:
            self._show_calls()
            self._show_questions()
            self._show_call()

    # What can be done.

    @Slot()
    def play(self) -> None:
        """Play the recording of the call."""
        call = self._call()
        if call is not None:
            self.recordings.listen_to(call.lead_id, call.activity_id, lambda: None)

    @Slot()
    def judge(self) -> None:
        """Give the judgement of the call."""
        call = self._call()
        if call is None or call.is_mine:
            return
        heard = tuple(
            Heard(question_key=key, state=AnswerState(one.key())) for key, one in self.states.items()
        )
        command = ScoreCall(score_id=uuid4(), activity_id=call.activity_id, heard=heard)
        self.background.submit(command, done=self._on_done, refused=self._on_refused)

    def _on_done(self, _: object) -> None:
        self._say("")
        self.surroundings.toasts.say(self.tr("Judged"), tone="ok")
        for one in self.states.values():
            one.choose(_UNHEARD)

    def _on_refused(self, error: Exception) -> None:
        self._say(sentence(error))

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    @Slot(str)
    def _on_picked(self, _: str) -> None:
        for one in self.states.values():
            one.choose(_UNHEARD)
        self._say("")
        self._show_call()

    # Showing.

    def _call(self) -> RecordedCall | None:
        return self._calls.get(self.list.key())

    def _has_call(self) -> bool:
        return self._call() is not None

    def _show_calls(self) -> None:
        options = [
            Option(key, one.who or "–", self._detail(one)) for key, one in self._calls.items()
        ]  # fmt: skip
        chosen = self.list.key()
        self.list.blockSignals(True)
        self.list.show_options(options, chosen if chosen in self._calls else next(iter(self._calls), ""))
        self.list.blockSignals(False)

    def _detail(self, one: RecordedCall) -> str:
        if one.is_mine:
            stand = self.tr("judged by you")
        elif one.judged:
            stand = self.tr("waits for a second judgement")
        else:
            stand = self.tr("not judged")
        return joined([stand, one.by, formats.moment(one.at, self.surroundings.clock())])

    def _show_call(self) -> None:
        call = self._call()
        self._title.setText(call.who if call is not None else "")
        is_open = call is not None and not call.is_mine
        self.give.setEnabled(is_open)
        self.listen.setEnabled(call is not None)
        for one in self.states.values():
            one.setEnabled(is_open)

    def _show_questions(self) -> None:
        before = {key: one.key() for key, one in self.states.items()}
        self.states = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        choices = [(state.value, state_text(state)) for state in AnswerState]
        for at, question in enumerate(self._answer.questions if self._answer is not None else ()):
            name = said(question.title)
            one = Segmented()
            one.show_choices(name, choices, before.get(question.key, _UNHEARD))
            self.states[question.key] = one
            words = column(label(name), label(said(question.ask), "small", wrap=True), gap=1)
            grid.addLayout(words, at, 0)
            grid.addWidget(one, at, 1, Qt.AlignmentFlag.AlignVCenter)
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        canvas.setLayout(column(grid, None, margin=(0, 4, 8, 4)))
        self._scroll.setWidget(canvas)

    def _to_questions(self) -> None:
        first = next(iter(self.states.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        self.list.setProperty("kind", "plain")
        head = row(self._title, None, self.listen, self.give, gap=8)
        right = column(head, self._about, self.player, gap=8, margin=(18, 14, 18, 14))
        right.addWidget(self._scroll, 1)
        right.addWidget(self._problem)
        self._problem.hide()
        whole = row(gap=16, margin=(24, 16, 24, 20))
        whole.addWidget(boxed(column(self.list, gap=0, margin=(4, 6, 4, 6)), "card"))
        whole.addWidget(boxed(right, "card"), 1)
        self.body.setLayout(whole)
