"""The ways out of the script: a hand-over, a reason to stop, a contact besides calls, the end of a call."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.clock import Clock
from app.models.vocabulary import ActivityKind, Outcome
from app.views.call_desk import showing, situations
from app.views.call_desk.choose_panel import ChoosePanel, Choosing
from app.views.call_desk.ending_panel import EndingPanel
from app.views.call_desk.handover_sheet import HandoverSheet
from app.views.call_desk.next_steps import NextStep, Step, moments
from app.views.call_desk.script_asking import ScriptAsking
from app.views.call_desk.session import Session
from app.views.call_desk.standing import Mode, Standing
from app.views.call_words import outcome_text
from app.views.said import said
from app.views.widgets.words_edit import WordsEdit

_LOGGED = (ActivityKind.MESSAGE, ActivityKind.REPLY, ActivityKind.VISIT, ActivityKind.NOTE)


class WaysOut(QObject):
    """Asks what a way out needs, and gives it."""

    entered = Signal()
    """Something else stands in the middle."""

    def __init__(
        self,
        session: Session,
        standing: Standing,
        asking: ScriptAsking,
        *,
        ending: EndingPanel,
        choosing: ChoosePanel,
        sheet: HandoverSheet,
        notes: WordsEdit,
        clock: Clock,
    ) -> None:
        super().__init__(session)
        self._session, self._standing, self._asking, self._clock = session, standing, asking, clock
        self._ending, self._choosing, self._sheet, self._notes = ending, choosing, sheet, notes
        self._outcome: Outcome | None = None
        ending.ended.connect(self._on_ended)
        ending.led_away.connect(self._on_led_away)
        ending.left.connect(self.back_to_script)
        choosing.given.connect(self._on_chosen)
        choosing.left.connect(self.back_to_script)
        choosing.words.typed.connect(partial(session.keep_field, "closing"))
        sheet.submitted.connect(self._on_submitted)
        sheet.jumped.connect(asking.jump)
        sheet.words.typed.connect(partial(session.keep_field, "rep"))

    def begin(self) -> None:
        """Begin with another lead: nothing is asked."""
        self._standing.mode, self._outcome = Mode.NONE, None

    def hand_over(self) -> None:
        """Open the hand-over sheet; on the phone, the call ends with it, so that the card shows how it ended."""
        self._asking.leave_question()
        chosen = self._ending.outcome if self._standing.mode is Mode.ENDING else None
        self._outcome = chosen or Outcome.CONNECTED
        state, view = self._session.state, self._session.view
        if state is not None and view is not None:
            ends_call = self._session.is_on_call
            self._sheet.show_sheet(
                showing.sheet_of(state, view, words=self._session.field("rep"), ends_call=ends_call)
            )
            self._sheet.open()

    def disqualify(self) -> None:
        """Ask for the reason."""
        desk = self._session.desk
        if desk is None or not showing.is_at_work(desk):
            return
        self._asking.leave_question()
        self._outcome = (
            self._ending.outcome or Outcome.CONNECTED if self._standing.mode is Mode.ENDING else None
        )
        ends_call = self._outcome is not None and self._session.is_on_call
        both = QCoreApplication.translate("CallDeskPage", "Disqualify and end the call")
        reason = desk.ended.stop_reason_key if desk.ended and situations.is_stopped(desk) else None
        self._choosing.begin(
            Choosing(
                title=QCoreApplication.translate("CallDeskPage", "Why is this lead disqualified?"),
                note=QCoreApplication.translate(
                    "CallDeskPage", "It goes to nurture with the reason. Its open follow-ups are dropped."
                ),
                options=[(reason.key, said(reason.title)) for reason in desk.reasons],
                give=both if ends_call else QCoreApplication.translate("CallDeskPage", "Disqualify"),
                chosen=reason or "",
            )
        )
        self._choosing.words.put(self._session.field("closing"))
        self.enter(Mode.DISQUALIFY)

    def log(self) -> None:
        """Ask what kind of contact to log."""
        self._asking.leave_question()
        self._choosing.begin(
            Choosing(
                title=QCoreApplication.translate("CallDeskPage", "What happened besides calls?"),
                note=QCoreApplication.translate(
                    "CallDeskPage", "A message, a reply and a visit count as contact; a note does not."
                ),
                options=list(zip(_LOGGED, self._kinds(), strict=True)),
                give=QCoreApplication.translate("CallDeskPage", "Keep it"),
                needs_words=True,
            )
        )
        self._choosing.words.put(self._session.field("closing"))
        self.enter(Mode.LOG)

    def correct_outcome(self) -> None:
        """Ask how the call that has just ended did end."""
        ended = self._session.ended
        if ended is None:
            return
        self._choosing.begin(
            Choosing(
                title=QCoreApplication.translate("CallDeskPage", "How did the call with {who} end?").format(
                    who=ended.who
                ),
                note=QCoreApplication.translate("CallDeskPage", "The next step stays as it is."),
                options=[(outcome, outcome_text(outcome)) for outcome in Outcome],
                give=QCoreApplication.translate("CallDeskPage", "Correct it"),
                takes_words=False,
                chosen=ended.outcome,
            )
        )
        self.enter(Mode.OUTCOME)

    def back_to_script(self) -> None:
        """Leave what was asked for without giving anything."""
        self._outcome = None
        self.enter(Mode.NONE)

    @Slot(object, object)
    def _on_ended(self, outcome: Outcome, step: NextStep) -> None:
        if step.step is Step.NEVER:
            self._session.end_for_good(outcome, step, self._notes.words())
            return
        before = []
        if step.step is Step.FINISH and self._session.read is not None:
            before = self._session.finishing()
        self._session.end_call(outcome, step, self._notes.words(), before)

    @Slot(object)
    def _on_led_away(self, step: Step) -> None:
        if step is Step.HAND_OVER:
            self.hand_over()
        else:
            self.disqualify()

    @Slot(str, str)
    def _on_chosen(self, key: str, words: str) -> None:
        mode, outcome = self._standing.mode, self._outcome
        self._choosing.words.put("")
        self.enter(Mode.NONE)
        if mode is Mode.LOG:
            self._session.log(ActivityKind(key), words)
            return
        if mode is Mode.OUTCOME:
            self._session.correct_outcome(Outcome(key))
            return
        ending = outcome if self._session.is_on_call else None
        self._session.disqualify(key, words, ending, self._notes.words())

    @Slot(str)
    def _on_submitted(self, words: str) -> None:
        ending = self._outcome if self._session.is_on_call else None
        self._sheet.words.put("")
        self._sheet.close_panel()
        self.enter(Mode.NONE)
        self._session.submit(words, ending, self._notes.words())

    def enter(self, mode: Mode) -> None:
        """Let something stand in the middle."""
        self._standing.mode = mode
        if mode is Mode.ENDING:
            self._begin_ending()
        self.entered.emit()

    def _begin_ending(self) -> None:
        desk, call, now = self._session.desk, self._session.call, self._clock()
        if desk is None or call is None:
            return
        promise = desk.promise
        ahead = promise.due_at if promise is not None and promise.due_at > now else None
        needs_step = showing.is_at_work(desk)
        self._ending.begin(moments(desk, now), now=now, promised_at=ahead, needs_step=needs_step)

    def _kinds(self) -> tuple[str, str, str, str]:
        return (
            QCoreApplication.translate("CallDeskPage", "Message sent"),
            QCoreApplication.translate("CallDeskPage", "Reply received"),
            QCoreApplication.translate("CallDeskPage", "Visit"),
            QCoreApplication.translate("CallDeskPage", "Note"),
        )
