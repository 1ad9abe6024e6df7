"""What one is doing with one lead: the script as it moves, the words being typed, the commands given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.clock import MINUTE, SECOND
from app.errors import RuleViolation
from app.models.vocabulary import ActivityKind, AnswerState, Outcome, RunState
from app.services import drafts
from app.services.call_desk import call_desk, running_call
from app.services.call_desk_rows import AnswerLine, CallDesk, RunningCall, desk_place
from app.services.calls import LogContact, StartCall
from app.services.duplicates.settled import standing_id
from app.services.handover import AnswerReturn
from app.services.kernel.command import Command
from app.services.lead_view import LeadView, lead_view
from app.services.pipeline import BringBack
from app.services.receipts import ReceiptView, receipts_of
from app.services.reservations import unassigned
from app.services.script import ConfirmAnswer, DisqualifyLead, RecordAnswer, ResumeRun
from app.services.script_flow import Given
from app.services.undoing import CorrectOutcome, UndoMove
from app.services.workspace import Done
from app.views import formats
from app.views.call_desk import giving, showing
from app.views.call_desk.next_steps import NextStep, next_monday
from app.views.call_desk.onward import Onward
from app.views.call_desk.script_state import ScriptState
from app.views.call_desk.situations import Ended, is_stopped
from app.views.call_words import outcome_text
from app.views.desk import Query
from app.views.i18n import is_chinese
from app.views.refusals import sentence
from app.views.surroundings import Surroundings

_TWO_WAY = frozenset({ActivityKind.REPLY, ActivityKind.VISIT})


@dataclass(frozen=True, slots=True)
class Seen:
    """What one reading brought: the lead, and the person's running call wherever it is."""

    desk: CallDesk | None
    view: LeadView | None
    call: RunningCall | None


class Session(QObject):
    """Knows the lead that is open and gives its commands; the page shows it.

    An answer shows at once and is written behind; what was refused is taken back with its sentence.
    """

    changed = Signal()
    """Something the screen shows is different, without anything having been read."""
    call_began = Signal(object)
    call_ended = Signal(object)
    handed_over = Signal(str, str)
    """Headline and reason, for a toast."""

    def __init__(self, surroundings: Surroundings, me: UUID, parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._clock = surroundings.background, surroundings.clock
        self._toasts, self._me = surroundings.toasts, me
        self.lead_id: UUID | None = None
        self.state: ScriptState | None = None
        self.read: CallDesk | None = None
        self.view: LeadView | None = None
        self.call: RunningCall | None = None
        self.ended: Ended | None = None
        self._asks_again = False
        self._begun: UUID | None = None
        self._own_calls: set[UUID] = set()
        self._typed: dict[str, str] = {}
        self.onward = Onward(self, surroundings, me, lambda: self.lead_id)
        self.onward.changed.connect(self.changed)

    # Reading.

    def query(self) -> Query[Seen]:
        """Return what is to be read now: the open lead, or the one with whom a call still runs."""
        now, me, lead_id = self._clock(), self._me, self.lead_id
        monday, language = next_monday(now), "zh" if is_chinese() else "en"
        if self.state is not None:
            self.state.asking()

        def read(db: Any) -> Seen:
            call = running_call(me)(db)
            open_id = lead_id or (call.lead_id if call else None)
            if open_id is None:
                return Seen(None, None, None)
            # A record that was merged goes on under the lead it became part of.
            open_id = standing_id(db, open_id)
            desk = call_desk(open_id, me, now=now, next_monday_at=monday, language=language)(db)
            return Seen(desk, lead_view(db, open_id) if desk else None, call)

        return read

    def take(self, seen: Seen) -> bool:
        """Hold what was read; return whether another lead is open now."""
        self.call, self.view, self.read = seen.call, seen.view, seen.desk
        desk = seen.desk
        if desk is None:
            was_open, self.state, self.lead_id = self.state is not None, None, None
            return was_open
        if desk.lead_id != self.lead_id:
            self.open(desk.lead_id)
            self.view, self.read = seen.view, seen.desk
        if desk.run is not None or (desk.ended is not None and desk.ended.run_id == self._begun):
            self._begun = None
        if self.state is None:
            self._typed = dict(desk.drafts)
            self.state = ScriptState(self._shown(desk))
            return True
        was_ended = self.state.desk.answers is self.state.desk.ended_answers
        self.state.take(self._shown(desk))
        if was_ended and not self.shows_ended:
            self.state.cursor = self.state.opens_at()
        return False

    def open(self, lead_id: UUID) -> None:
        """Let go of one lead for another."""
        self.lead_id, self.state, self.read, self.view, self.ended = lead_id, None, None, None, None
        self._asks_again, self._begun, self._typed = False, None, {}

    # What is so.

    @property
    def desk(self) -> CallDesk | None:
        """The lead as it is shown."""
        return self.state.desk if self.state else None

    @property
    def is_on_call(self) -> bool:
        """Whether the person's running call is with this lead."""
        return self.call is not None and self.call.lead_id == self.lead_id

    @property
    def is_interrupted(self) -> bool:
        """Whether a call runs that was not begun or taken up here."""
        return self.call is not None and (self.call.call_id not in self._own_calls or not self.is_on_call)

    @property
    def is_own_call(self) -> bool:
        """Whether the running call was begun or taken up here."""
        return self.call is not None and self.call.call_id in self._own_calls

    @property
    def shows_ended(self) -> bool:
        """Whether the answers shown are those of the run that ended."""
        return self.read is not None and self._is_over(self.read)

    def words_of(self, key: str) -> str:
        """Return the words for a question: what was typed last, else what is stored."""
        if self.state is None:
            return ""
        stored = self.state.answers.get(key)
        return self._typed.get(f"words.{key}", stored.words if stored else "")

    def field(self, name: str) -> str:
        """Return words typed in a field of the desk and not yet given."""
        return self._typed.get(name, "")

    def _shown(self, desk: CallDesk) -> CallDesk:
        """Let the answers be those of the ended run while it is what counts."""
        if self._is_over(desk):
            return replace(desk, answers=desk.ended_answers, questions=desk.ended_questions)
        return desk

    def _is_over(self, desk: CallDesk) -> bool:
        if desk.run is not None or desk.ended is None or self._begun is not None:
            return False
        if not showing.is_at_work(desk):
            return True
        if self._asks_again:
            return False
        call = desk.call
        calls_anew = (
            call is not None
            and call.lead_id == desk.lead_id
            and call.started_at > (desk.ended.finished_at or 0)
        )
        # A new call opens as a delta call, but not over a question that waits or a lead to be closed.
        return not calls_anew or is_stopped(desk) or showing.is_returned(desk)

    # Words.

    def keep_words(self, key: str, words: str) -> None:
        """Keep words being typed for a question."""
        self.keep_field(f"words.{key}", words)

    def keep_field(self, name: str, words: str) -> None:
        """Keep words being typed in a field of the desk."""
        if self.lead_id is None:
            return
        self._typed[name] = words
        self._keep(desk_place(self.lead_id, name), words)

    def keep_notes(self, words: str) -> None:
        """Keep the notes of the running call."""
        if self.call is not None and self.is_on_call:
            self._keep(drafts.call_place(self.call.call_id), words)

    def _keep(self, place: str, words: str) -> None:
        self._background.carry_out(giving.keeping(place, words, self._clock()))

    # The script.

    def ask_again(self) -> None:
        """Begin a delta call over a finished run, or come back to the script."""
        self.ended, self._asks_again = None, True
        if self.read is not None:
            self.state = ScriptState(self._shown(self.read))
        self.changed.emit()

    def answer(self, at: int, words: str) -> None:
        """Answer the question in front with its choice ``at``."""
        state = self.state
        if state is None or state.cursor is None:
            return
        choices = state.desk.question(state.cursor).choices
        if at < len(choices):
            self._record(state.cursor, choices[at].state, choices[at].key, words, goes_on=True)

    def judge(self, judged: AnswerState, words: str) -> None:
        """Judge words that fit no choice."""
        if self.state is not None and self.state.cursor is not None:
            self._record(self.state.cursor, judged, None, words, goes_on=True)

    def settle_words(self, words: str) -> None:
        """Record an answer again whose words were changed afterwards."""
        state = self.state
        if state is None or state.cursor is None or self.shows_ended:
            return
        line = state.answers.get(state.cursor)
        if line is not None and words != line.words and line.given.state is not AnswerState.NOT_ASKED:
            self._record(state.cursor, line.given.state, line.given.choice, words, goes_on=False)

    def confirm(self, keys: Sequence[str]) -> None:
        """Note that carried answers are still true."""
        state, desk = self.state, self.read
        if state is None or desk is None:
            return
        keys = [key for key in keys if key in state.given and state.given[key].is_carried]
        if not keys:
            return
        run_id, commands = self._on_run(desk)
        lines = {key: state.confirm(key) for key in keys}
        commands += [ConfirmAnswer(run_id=run_id, question_key=key) for key in keys]
        if state.cursor in keys:
            state.cursor = state.after(state.cursor) or state.cursor
        self._write(commands, lines)
        self.changed.emit()

    def _record(
        self, key: str, judged: AnswerState, choice: str | None, words: str, *, goes_on: bool
    ) -> None:
        state, desk = self.state, self.read
        if state is None or desk is None:
            return
        run_id, commands = self._on_run(desk)
        line = AnswerLine(Given(judged, choice, self._clock()), words)
        commands.append(
            RecordAnswer(
                run_id=run_id,
                question_key=key,
                choice_key=choice,
                state=None if choice else judged,
                words=words,
            )
        )
        state.write(key, line)
        self._typed.pop(f"words.{key}", None)
        if goes_on and judged is not AnswerState.DISQUALIFYING:
            state.cursor = state.after(key) or key
        self._write(commands, {key: line}, forget=[desk_place(desk.lead_id, f"words.{key}")])
        self.changed.emit()

    def _on_run(self, desk: CallDesk) -> tuple[UUID, list[Command]]:
        run_id, commands = giving.opening(desk, self._begun)
        if desk.run is None or desk.run.state is RunState.PAUSED:
            self._begun = run_id
        return run_id, commands

    def _write(
        self, commands: Sequence[Command], lines: dict[str, AnswerLine], forget: Sequence[str] = ()
    ) -> None:
        state = self.state

        def done(_: object) -> None:
            for key, line in lines.items():
                if state is not None:
                    state.written(key, line)

        def refused(error: RuleViolation) -> None:
            self._begun = None
            for key, line in lines.items():
                self._typed.setdefault(f"words.{key}", line.words)
                if state is not None:
                    state.refused(key, line)
            self._say(error)

        self._background.carry_out(giving.all_of(commands, forget=forget), done=done, refused=refused)

    def pause_or_resume(self) -> None:
        """Pause the open script, or let a paused one go on."""
        desk = self.read
        if desk is None or desk.run is None:
            return
        if desk.run.state is RunState.PAUSED:
            self._give([ResumeRun(run_id=desk.run.run_id)])
        else:
            self._give(giving.pausing(desk))

    def correct(self) -> None:
        """Take a disqualifying answer back: the run goes on at its question."""
        desk, state = self.read, self.state
        if desk is None or state is None or desk.ended is None:
            return
        wrong = next((k for k, g in state.given.items() if g.state is AnswerState.DISQUALIFYING), None)

        def done(_: object) -> None:
            if self.state is not None and wrong is not None:
                self.state.cursor = wrong
                self.changed.emit()

        self._give([ResumeRun(run_id=desk.ended.run_id)], done=done)

    def finish(self) -> None:
        """Finish the script: its maturity is settled."""
        if self.read is not None and self.read.run is not None:
            self._asks_again = False
            self._give(giving.finishing(self.read)[1])

    def finishing(self) -> list[Command]:
        """Return what finishes the script, for giving it together with the end of the call."""
        return giving.finishing(self.read)[1] if self.read is not None else []

    # The call.

    def start_call(self, number: str, dialled: Callable[[], object]) -> None:
        """Begin a call and, once it is recorded, let the phone program dial."""
        if self.lead_id is None:
            return
        call_id, lead_id = uuid4(), self.lead_id
        self._own_calls.add(call_id)
        self.ended = None

        def done(_: object) -> None:
            dialled()
            self.call_began.emit(lead_id)

        self._give([StartCall(activity_id=call_id, lead_id=lead_id, phone=number)], done=done)

    def take_up(self) -> None:
        """Go on with a call that was interrupted."""
        if self.call is not None:
            self._own_calls.add(self.call.call_id)
            self.changed.emit()

    def end_call(self, outcome: Outcome, step: NextStep, notes: str, before: Sequence[Command] = ()) -> None:
        """End the call with its next step; what closes or hands over the lead is given before it."""
        call, desk = self.call, self.read
        if call is None or desk is None:
            return
        if step.at is not None and self.state is not None and self.state.delta.to_ask:
            before = [*before, *giving.pausing(desk)]
        commands = [*before, giving.ending(call.call_id, outcome, notes, step)]
        lasted = (self._clock() - call.started_at) // SECOND
        ended = Ended(call.who, lasted, outcome, step, call.call_id)

        def done(_: object) -> None:
            self.ended = ended
            self._asks_again = False
            self.call_ended.emit(call.lead_id)

        self._give(commands, done=done, forget=[drafts.call_place(call.call_id)])

    def end_for_good(self, outcome: Outcome, step: NextStep, notes: str) -> None:
        """End the call with somebody who wants no more contact: on the list, and the lead closed for that reason."""
        call, desk = self.call, self.read
        reason = showing.never_reason(desk) if desk is not None else None
        if call is None or desk is None:
            return
        closing = giving.disqualifying(desk, reason, "") if reason and showing.is_at_work(desk) else []
        commands = [*closing, giving.ending(call.call_id, outcome, notes, None)]
        ended = Ended(call.who, (self._clock() - call.started_at) // SECOND, outcome, step, call.call_id)

        def done(_: object) -> None:
            self.ended = ended
            self.call_ended.emit(call.lead_id)
            self._toasts.say(
                self.tr("On the do-not-contact list"), self.tr("Nobody of the team contacts them.")
            )

        work = giving.never_again(
            commands, desk.lead_id, asked_by=desk.contact, forget=[drafts.call_place(call.call_id)]
        )
        self._background.carry_out(work, done=done, refused=self._say)

    # Out of the script.

    def submit(self, words: str, ending: Outcome | None, notes: str) -> None:
        """Hand the lead over, or answer the rep who asked; with an outcome the call ends in the same breath."""
        desk = self.read
        if desk is None:
            return
        returned = desk.handover if showing.is_returned(desk) else None
        handover_id = returned.handover_id if returned else uuid4()
        commands: list[Command] = (
            [AnswerReturn(handover_id=handover_id, words=words)]
            if returned
            else giving.submitting(desk, handover_id, words)
        )
        forget = [desk_place(desk.lead_id, "rep")]
        if ending is not None and self.call is not None and self.is_on_call:
            call_id = self.call.call_id
            if returned:
                commands.append(giving.ending(call_id, ending, notes, None))
            else:
                at = self._clock() + MINUTE
                commands.insert(-1, giving.ending_to_hand_over(call_id, ending, notes, at))
            forget.append(drafts.call_place(call_id))
        self.keep_field("rep", words)

        def done(_: object) -> None:
            self._typed.pop("rep", None)
            self._background.ask(partial(_latest_receipt, handover_id), self._tell_receipt)
            if ending is not None:
                self.call_ended.emit(desk.lead_id)

        self._give(commands, done=done, forget=forget)

    def disqualify(self, reason: str, words: str, ending: Outcome | None, notes: str) -> None:
        """Close the lead with a reason; with an outcome the call ends in the same breath."""
        desk = self.read
        if desk is None:
            return
        commands = giving.disqualifying(desk, reason, words)
        forget = [desk_place(desk.lead_id, "closing")]
        if ending is not None and self.call is not None and self.is_on_call:
            commands.append(giving.ending(self.call.call_id, ending, notes, None))
            forget.append(drafts.call_place(self.call.call_id))
        self.keep_field("closing", words)

        def done(given: list[Done]) -> None:
            self._typed.pop("closing", None)
            if ending is not None:
                self.call_ended.emit(desk.lead_id)
            self._tell_move(commands, given, self.tr("Disqualified: it goes to nurture"))

        self._give(commands, done=done, forget=forget)

    def log(self, kind: ActivityKind, words: str) -> None:
        """Log a contact that was no call, or a note."""
        if self.lead_id is None:
            return
        self.keep_field("closing", words)
        command = LogContact(
            activity_id=uuid4(),
            lead_id=self.lead_id,
            activity_kind=kind,
            is_connected=kind in _TWO_WAY,
            words=words,
        )

        def done(given: list[Done]) -> None:
            self._typed.pop("closing", None)
            next_at = given[0].answer["next_at"]
            if next_at is not None:
                text = QCoreApplication.translate("CallDesk", "Next step by itself: {when}")
                detail = QCoreApplication.translate("CallDesk", "Another time is set under Follow-ups.")
                self._toasts.say(
                    text.format(when=formats.moment(next_at, self._clock())), detail, tone="info"
                )

        self._give([command], done=done, forget=[desk_place(self.lead_id, "closing")])

    def give(self, command: Command) -> None:
        """Give one command about the lead: claim it, bring it back."""
        self._asks_again = True

        def done(given: list[Done]) -> None:
            self._tell_move([command], given, self.tr("Brought back from nurture"))

        self._give([command], done=done)

    def correct_outcome(self, outcome: Outcome) -> None:
        """Put another outcome on the call that has just ended."""
        ended = self.ended
        if ended is None or ended.call_id is None or outcome is ended.outcome:
            return
        self._correct(replace(ended, outcome=outcome), ended)

    def _correct(self, ended: Ended, before: Ended | None) -> None:
        if ended.call_id is None:
            return

        def done(_: object) -> None:
            if self.ended is not None and self.ended.call_id == ended.call_id:
                self.ended = ended
                self.changed.emit()
            text = self.tr("Outcome: {outcome}").format(outcome=outcome_text(ended.outcome))
            undo = None if before is None else partial(self._correct, before, None)
            self._toasts.say(text, undo=undo)

        self._give([CorrectOutcome(activity_id=ended.call_id, outcome=ended.outcome)], done=done)

    def _tell_move(self, commands: Sequence[Command], given: Sequence[Done], text: str) -> None:
        """Say that the lead was moved by hand, with the way back."""
        for command, done in zip(commands, given, strict=True):
            if isinstance(command, DisqualifyLead | BringBack):
                undo = UndoMove(lead_id=command.lead_id, move_id=done.cmd_id)
                self._toasts.say(text, undo=partial(self._give, [undo]))

    def _give(
        self,
        commands: Sequence[Command],
        *,
        done: Callable[[Any], None] | None = None,
        forget: Sequence[str] = (),
    ) -> None:
        def refused(error: RuleViolation) -> None:
            self._say(error)

        self._background.carry_out(giving.all_of(commands, forget=forget), done=done, refused=refused)

    def _say(self, error: RuleViolation) -> None:
        self._toasts.say(sentence(error), tone="warn")
        self.changed.emit()

    def _tell_receipt(self, receipt: ReceiptView | None) -> None:
        told = showing.unassigned_texts() if receipt is None else showing.receipt_texts(receipt)
        self.handed_over.emit(*told)


def _latest_receipt(handover_id: UUID, db: Any) -> ReceiptView | None:
    """Return how the rep was found; ``None`` where only the shared database can find one."""
    return None if handover_id in unassigned(db) else next(iter(receipts_of(db, handover_id)[::-1]), None)
