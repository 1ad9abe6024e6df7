"""The call desk: one screen for one lead while on the phone, the whole call from the keyboard (spec section 7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.models.vocabulary import ActivityKind, AnswerState, Outcome, RunState, Topic
from app.services.call_desk_rows import CallDesk, PhoneLine
from app.services.holding import ClaimLeads
from app.services.list_walk import ListPlace
from app.services.pipeline import BringBack, ReviveLead
from app.views import formats
from app.views.actions import Action
from app.views.call_desk import key_map, showing, situations
from app.views.call_desk.call_bar import CallBar
from app.views.call_desk.choose_panel import ChoosePanel, Choosing
from app.views.call_desk.dialling import dial_link
from app.views.call_desk.ending_panel import EndingPanel
from app.views.call_desk.facts_panel import FactsPanel
from app.views.call_desk.handover_sheet import HandoverSheet
from app.views.call_desk.interrupted import InterruptedBar
from app.views.call_desk.list_strip import ListStrip
from app.views.call_desk.next_panel import NextPanel
from app.views.call_desk.next_steps import NextStep, Step, moments
from app.views.call_desk.question_rail import QuestionRail
from app.views.call_desk.script_panel import Asked, ScriptPanel
from app.views.call_desk.session import Seen, Session
from app.views.call_desk.situation import Situation, SituationPanel
from app.views.call_words import outcome_text
from app.views.desk import Query
from app.views.keys import is_typing
from app.views.leads.knowledge_panel import KnowledgePanel
from app.views.page import Page
from app.views.said import said
from app.views.surroundings import Surroundings
from app.views.widgets.basics import column, frame, row
from app.views.widgets.empty_state import Emptiness

_SIDES, _SIDES_WIDE = (272, 238), (360, 300)
_WIDE = 1_700
_LOGGED = (ActivityKind.MESSAGE, ActivityKind.REPLY, ActivityKind.VISIT, ActivityKind.NOTE)


class Mode(Enum):
    """What stands in the middle because the person asked for it; ``NONE`` is the script or its situation."""

    NONE = auto()
    ENDING = auto()
    DISQUALIFY = auto()
    LOG = auto()
    OUTCOME = auto()


class CallDeskPage(Page[Seen]):
    """Shows one lead, asks the script, keeps the call."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.LEADS, Topic.RUNS, Topic.ACTIVITIES, Topic.HANDOVERS, Topic.FOLLOW_UPS, Topic.PLAYBOOK,
            Topic.PEOPLE,
        }
    )  # fmt: skip
    call_began = Signal(object)
    """Id of the lead one is calling now."""
    call_ended = Signal(object)
    """Id of the lead whose call has just ended."""

    def __init__(self, surroundings: Surroundings, *, me: UUID, dial: Callable[[str], object]) -> None:
        """Make the page.

        Args:
            surroundings: What every page is given.
            me: The member at the desk.
            dial: Opens a ``tel:`` or ``sip:`` link with the system's phone program.
        """
        super().__init__(surroundings)
        self._dial = dial
        self.session = Session(surroundings, me, self)
        self._mode = Mode.NONE
        self._pending: AnswerState | None = None
        self._outcome: Outcome | None = None
        self._situation: Situation | None = None
        self._bound: tuple[object, ...] = ()
        self._make_parts()
        self._connect()
        self._lay_out()

    # What the page says about itself.

    @override
    def query(self) -> Query[Seen]:
        return self.session.query()

    @override
    def fill(self, answer: Seen) -> None:
        is_other = self.session.take(answer)
        self._show_all()
        if is_other:
            notes = answer.call.notes if answer.call and self.session.is_on_call else ""
            self.bar.notes.put(notes)
            self.title_changed.emit()
            self._wants_focus = True

    @override
    def emptiness(self, answer: Seen) -> Emptiness | None:
        if answer.desk is not None:
            return None
        was_open = self.session.take(answer)
        self._rebind()
        self.title_changed.emit()
        title = self.tr("This lead is not here any more") if was_open else self.tr("No lead is open")
        text = self.tr("Take the next lead of your queue, or open one from a list.")
        return Emptiness(title, text, "phone", self.tr("Next lead"), self.go_on, "N")

    @override
    def page_actions(self) -> Sequence[Action]:
        if self.sheet.isVisible():
            return ()
        if self.session.state is None:
            return [Action(self.tr("Next lead"), self.go_on, "N", "arrow-right")]
        match self._mode:
            case Mode.ENDING:
                return key_map.ending_actions(self)
            case Mode.DISQUALIFY | Mode.LOG | Mode.OUTCOME:
                return key_map.choosing_actions(self)
            case Mode.NONE:
                return [*key_map.desk_actions(self, self._situation), *self._list_actions()]

    @override
    def first_focus(self) -> QWidget | None:
        current = self.middle.currentWidget()
        if current is self.situation and self.situation.first is not None:
            return self.situation.first
        return self.rail if current in (self.script, self.situation) else current

    @override
    def title(self) -> str:
        desk = self.session.desk
        return "" if desk is None else " · ".join(part for part in (desk.company, desk.contact) if part)

    @override
    def open(self, target: Any) -> None:
        """Open a lead by its id, a place in a call list, or the next lead of the queue with ``"next"``."""
        if target == "next":
            self._find_next()
        elif isinstance(target, ListPlace):
            self.lead_on()
            self.session.open_list(target)
        elif isinstance(target, UUID):
            self.session.leave_list()
            if target != self.session.lead_id:
                self._open(target)

    @override
    def retranslate(self) -> None:
        parts = (
            self.facts,
            self.script,
            self.next,
            self.bar,
            self.ending,
            self.choosing,
            self.sheet,
            self.banner,
            self.strip,
        )
        for part in parts:
            part.retranslate()
        self._bound = ()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sides()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._mode is not Mode.NONE:
            self.back_to_script()
        else:
            super().keyPressEvent(event)

    # The script, by key.

    def answer(self, at: int) -> None:
        """Answer with a choice, and go on."""
        if self._asks():
            self.session.answer(at, self._take_words())

    def judge(self, judged: AnswerState) -> None:
        """Judge the words typed; without any, ask for them first."""
        question = self._asked_now()
        if question is None or not question.free_text:
            return
        if not self.script.words.words():
            self._pending = judged
            self.script.show_pending(judged)
            self.write_words()
            return
        self.session.judge(judged, self._take_words())

    def confirm(self) -> None:
        """Note that the carried answer in front is still true."""
        state = self.session.state
        if self._asks() and state is not None and state.cursor is not None:
            self.session.confirm([state.cursor])

    def confirm_all(self) -> None:
        """Note that every carried answer shown to be confirmed is still true."""
        if self._asks() and self.session.state is not None:
            self.session.confirm(self.session.state.delta.to_confirm)

    def step(self, by: int) -> None:
        """Go to the next or the previous question."""
        if self.session.state is not None:
            self._leave_question()
            self.session.state.step(by)
            self._show_all()

    def jump(self, key: str) -> None:
        """Go to a question; over a finished run this begins to ask it again."""
        if self.session.state is None or not key:
            return
        self._leave_question()
        if self._mode is not Mode.NONE:
            self._enter(Mode.NONE)
        if self._situation is not None and showing.is_at_work(self.session.state.desk):
            self.session.ask_again()
        if self.session.state is not None:
            self.session.state.cursor = key
        self._show_all()
        self._focus_middle()

    def write_words(self) -> None:
        """Move to the field for the contact's words."""
        field = self.choosing.words if self._mode in (Mode.DISQUALIFY, Mode.LOG) else self.script.words
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write_notes(self) -> None:
        """Move to the notes of the call."""
        self.bar.notes.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def pause(self) -> None:
        """Pause the script, or let it go on."""
        self.session.pause_or_resume()

    def finish(self) -> None:
        """Finish the script; under the threshold that closes the lead, so it is asked in the ending of a call."""
        self._leave_question()
        self.session.finish()

    # The call, by key.

    def call(self, at: int = 0) -> None:
        """Dial one of the numbers; the call begins."""
        desk = self.session.desk
        phones = showing.dialable(desk) if desk else []
        if desk is not None and at < len(phones) and self.session.call is None:
            self._start(phones[at])

    def end_call(self) -> None:
        """Ask how the call ended."""
        call = self.session.call
        if call is None:
            return
        if not self.session.is_on_call:
            self._open(call.lead_id)
            return
        self.session.take_up()
        self._leave_question()
        self._enter(Mode.ENDING)

    def continue_call(self) -> None:
        """Go on with a call that was interrupted, or back to the lead one is talking to."""
        call = self.session.call
        if call is None:
            return
        if self.session.is_on_call:
            self.session.take_up()
            self._show_all()
            self._focus_middle()
        else:
            self._open(call.lead_id)

    def go_on(self) -> None:
        """Open the next lead of the queue."""
        if self.session.call is None:
            self._leave_question()
            self._find_next()

    def _find_next(self) -> None:
        self.lead_on()
        self.session.find_next()

    def go_back(self) -> None:
        """Open the lead before in the list that is worked."""
        if self.session.call is None and self.session.walk is not None:
            self._leave_question()
            self.lead_on()
            self.session.find_previous()

    def leave_list(self) -> None:
        """Let go of the list; the next lead is that of the queue again."""
        self.session.leave_list()

    # Out of the script, by key.

    def hand_over(self) -> None:
        """Open the hand-over sheet; on the phone, the call ends with it, so that the card shows how it ended."""
        self._leave_question()
        chosen = self.ending.outcome if self._mode is Mode.ENDING else None
        self._outcome = chosen or Outcome.CONNECTED
        state, view = self.session.state, self.session.view
        if state is not None and view is not None:
            ends_call = self.session.is_on_call
            self.sheet.show_sheet(
                showing.sheet_of(state, view, words=self.session.field("rep"), ends_call=ends_call)
            )
            self.sheet.open()

    def disqualify(self) -> None:
        """Ask for the reason."""
        desk = self.session.desk
        if desk is None or not showing.is_at_work(desk):
            return
        self._leave_question()
        self._outcome = self.ending.outcome or Outcome.CONNECTED if self._mode is Mode.ENDING else None
        ends_call = self._outcome is not None and self.session.is_on_call
        both = self.tr("Disqualify and end the call")
        reason = desk.ended.stop_reason_key if desk.ended and situations.is_stopped(desk) else None
        self.choosing.begin(
            Choosing(
                title=self.tr("Why is this lead disqualified?"),
                note=self.tr("It goes to nurture with the reason. Its open follow-ups are dropped."),
                options=[(reason.key, said(reason.title)) for reason in desk.reasons],
                give=both if ends_call else self.tr("Disqualify"),
                chosen=reason or "",
            )
        )
        self.choosing.words.put(self.session.field("closing"))
        self._enter(Mode.DISQUALIFY)

    def log(self) -> None:
        """Ask what kind of contact to log."""
        self._leave_question()
        self.choosing.begin(
            Choosing(
                title=self.tr("What happened besides calls?"),
                note=self.tr("A message, a reply and a visit count as contact; a note does not."),
                options=list(zip(_LOGGED, self._kinds(), strict=True)),
                give=self.tr("Keep it"),
                needs_words=True,
            )
        )
        self.choosing.words.put(self.session.field("closing"))
        self._enter(Mode.LOG)

    def correct_outcome(self) -> None:
        """Ask how the call that has just ended did end."""
        ended = self.session.ended
        if ended is None:
            return
        self.choosing.begin(
            Choosing(
                title=self.tr("How did the call with {who} end?").format(who=ended.who),
                note=self.tr("The next step stays as it is."),
                options=[(outcome, outcome_text(outcome)) for outcome in Outcome],
                give=self.tr("Correct it"),
                takes_words=False,
                chosen=ended.outcome,
            )
        )
        self._enter(Mode.OUTCOME)

    def know(self) -> None:
        """Show what is known of the lead, to be corrected."""
        seen = self.session.desk
        if seen is not None:
            self.knowledge.show_lead(seen.lead_id)

    def back_to_script(self) -> None:
        """Leave what was asked for without giving anything."""
        self._outcome = None
        self._enter(Mode.NONE)

    # What the parts tell.

    @Slot(str)
    def _on_dialled(self, number: str) -> None:
        desk = self.session.desk
        if desk is not None and self.session.call is None:
            phone = next((phone for phone in showing.dialable(desk) if phone.value == number), None)
            if phone is not None:
                self._start(phone)

    @Slot(str)
    def _on_words(self, words: str) -> None:
        state = self.session.state
        if state is not None and state.cursor is not None:
            self.session.keep_words(state.cursor, words)

    @Slot()
    def _on_words_left(self) -> None:
        judged, self._pending = self._pending, None
        self.script.show_pending(None)
        self._focus_middle()
        if judged is not None and self.script.words.words():
            self.session.judge(judged, self._take_words())
        else:
            self.session.settle_words(self.script.words.words())

    @Slot(object, object)
    def _on_ended(self, outcome: Outcome, step: NextStep) -> None:
        before = []
        if step.step is Step.FINISH and self.session.read is not None:
            before = self.session.finishing()
        self.session.end_call(outcome, step, self.bar.notes.words(), before)

    @Slot(object)
    def _on_led_away(self, step: Step) -> None:
        if step is Step.HAND_OVER:
            self.hand_over()
        else:
            self.disqualify()

    @Slot(str, str)
    def _on_chosen(self, key: str, words: str) -> None:
        mode, outcome = self._mode, self._outcome
        self.choosing.words.put("")
        self._enter(Mode.NONE)
        if mode is Mode.LOG:
            self.session.log(ActivityKind(key), words)
            return
        if mode is Mode.OUTCOME:
            self.session.correct_outcome(Outcome(key))
            return
        ending = outcome if self.session.is_on_call else None
        self.session.disqualify(key, words, ending, self.bar.notes.words())

    @Slot(str)
    def _on_submitted(self, words: str) -> None:
        ending = self._outcome if self.session.is_on_call else None
        self.sheet.words.put("")
        self.sheet.close_panel()
        self._enter(Mode.NONE)
        self.session.submit(words, ending, self.bar.notes.words())

    @Slot(object)
    def _on_call_began(self, lead_id: UUID) -> None:
        self.bar.notes.put("")
        self.call_began.emit(lead_id)

    @Slot(object)
    def _on_call_ended(self, lead_id: UUID) -> None:
        self._outcome = None
        self.bar.notes.put("")
        self._enter(Mode.NONE)
        self.call_ended.emit(lead_id)

    @Slot(object)
    def _on_lead_found(self, lead_id: UUID | None) -> None:
        self.end_leading(is_found=lead_id is not None)
        if lead_id is None:
            text = self.tr("Nothing else waits in your queue")
            self.surroundings.toasts.say(text, self.tr("Import leads, or claim some."), tone="info")
        else:
            self._open(lead_id)

    @Slot(str, int)
    def _on_list_ended(self, name: str, count: int) -> None:
        self.end_leading(is_found=False)
        if name:
            text = self.tr("“{name}” is worked to its end").format(name=name)
            detail = QCoreApplication.translate(
                "CallDeskPage", "%Ln lead(s). N goes on with your queue.", "", count
            )
            self.surroundings.toasts.say(text, detail)
        elif count == 0:
            self.surroundings.toasts.say(self.tr("This list holds no leads now"), tone="info")

    @Slot(str, str)
    def _on_handed_over(self, title: str, why: str) -> None:
        self.surroundings.toasts.say(title, why)

    # Inside.

    def _make_parts(self) -> None:
        self.facts, self.rail, self.script = FactsPanel(), QuestionRail(), ScriptPanel()
        self.situation, self.ending, self.choosing = SituationPanel(), EndingPanel(), ChoosePanel()
        self.strip = ListStrip(back=self.go_back, leave=self.leave_list)
        self.banner = InterruptedBar(go_on=self.continue_call, end=self.end_call)
        self.next = NextPanel(
            hand_over=self.hand_over,
            disqualify=self.disqualify,
            finish=self.finish,
            pause=self.pause,
            log=self.log,
        )
        self.bar = CallBar(self.surroundings.clock, call=self.call, end=self.end_call, go_on=self.go_on)
        self.sheet = HandoverSheet(self)
        self.knowledge = KnowledgePanel(self, self.surroundings)

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._show_all)
        session.call_began.connect(self._on_call_began)
        session.call_ended.connect(self._on_call_ended)
        session.lead_found.connect(self._on_lead_found)
        session.list_ended.connect(self._on_list_ended)
        session.handed_over.connect(self._on_handed_over)
        self.facts.dialled.connect(self._on_dialled)
        self.rail.chosen.connect(self.jump)
        self.rail.stepped.connect(self.step)
        self.script.answered.connect(self.answer)
        self.script.judged.connect(self.judge)
        self.script.confirmed.connect(self.confirm)
        self.script.words.typed.connect(self._on_words)
        self.script.words.left.connect(self._on_words_left)
        self.next.jumped.connect(self.jump)
        self.bar.notes.typed.connect(session.keep_notes)
        self.bar.notes.left.connect(self._focus_middle)
        self.ending.ended.connect(self._on_ended)
        self.ending.led_away.connect(self._on_led_away)
        self.ending.left.connect(self.back_to_script)
        self.choosing.given.connect(self._on_chosen)
        self.choosing.left.connect(self.back_to_script)
        self.choosing.words.typed.connect(partial(session.keep_field, "closing"))
        self.sheet.submitted.connect(self._on_submitted)
        self.sheet.jumped.connect(self.jump)
        self.sheet.words.typed.connect(partial(session.keep_field, "rep"))
        self.sheet.opened.connect(self._rebind)
        self.sheet.closed.connect(self._rebind)

    def _lay_out(self) -> None:
        self.middle = QStackedWidget()
        for part in (self.script, self.situation, self.ending, self.choosing):
            self.middle.addWidget(part)
        card = frame("card")
        inside = row(self.rail, self.middle, gap=0, margin=(4, 8, 0, 4))
        inside.setStretch(1, 1)
        card.setLayout(inside)
        across = row(self.facts, card, self.next, gap=12)
        across.setStretch(1, 1)
        whole = column(self.strip, self.banner, gap=10, margin=(16, 12, 16, 12))
        whole.addLayout(across, 1)
        whole.addWidget(self.bar)
        self.body.setLayout(whole)
        self._fit_sides()

    def _fit_sides(self) -> None:
        left, right = _SIDES_WIDE if self.width() >= _WIDE else _SIDES
        self.facts.setFixedWidth(left)
        self.next.setFixedWidth(right)

    def _open(self, lead_id: UUID) -> None:
        self._leave_question()
        self.bar.notes.tell()
        self.sheet.close_panel()
        self._mode, self._pending, self._outcome = Mode.NONE, None, None
        # The shell binds the keys of a page it goes to while this one is still being read.
        self._bound = ()
        self.session.open(lead_id)
        if self.isAncestorOf(QApplication.focusWidget() or self):
            # Else Qt hands the focus on to some field, and the next key would be typed there.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.forget()
        self._stale = True
        if self.isVisible():
            self._wants_focus = True
            self.reload()

    def _start(self, phone: PhoneLine) -> None:
        scheme = self.surroundings.settings.now.phone_link
        link = dial_link(phone.value, phone.extension, scheme=scheme)
        self.session.start_call(phone.value, partial(self._dial, link))

    def _asks(self) -> bool:
        """Whether the script is in front and answers count."""
        return self._situation is None and self._mode is Mode.NONE and self.session.state is not None

    def _asked_now(self) -> Any:
        state = self.session.state
        if not self._asks() or state is None or state.cursor is None:
            return None
        return state.desk.question(state.cursor)

    def _take_words(self) -> str:
        """Return the words typed; they go with the answer now given."""
        words = self.script.words.words()
        self.script.words.put(self.script.words.toPlainText())
        return words

    def _leave_question(self) -> None:
        """Keep the words of the question in front before another comes."""
        self._pending = None
        self.script.show_pending(None)
        if self._asks():
            self.script.words.tell()
            self.session.settle_words(self.script.words.words())

    def _enter(self, mode: Mode) -> None:
        self._mode = mode
        if mode is Mode.ENDING:
            self._begin_ending()
        self._show_all()
        self._focus_middle()

    def _begin_ending(self) -> None:
        desk, call, now = self.session.desk, self.session.call, self.surroundings.clock()
        if desk is None or call is None:
            return
        promise = desk.promise
        ahead = promise.due_at if promise is not None and promise.due_at > now else None
        needs_step = showing.is_at_work(desk)
        self.ending.begin(moments(desk, now), now=now, promised_at=ahead, needs_step=needs_step)

    @Slot()
    def _focus_middle(self) -> None:
        target = self.first_focus()
        if target is not None and self.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    # Showing.

    @Slot()
    def _show_all(self) -> None:
        """Show everything as the session has it."""
        state, view = self.session.state, self.session.view
        if state is None or view is None:
            return
        desk = state.desk
        before, focus = self.middle.currentWidget(), QApplication.focusWidget()
        types_elsewhere = focus is not None and is_typing(focus) and not self.middle.isAncestorOf(focus)
        self._situation = self._present(desk)
        at_work = showing.is_at_work(desk)
        self.facts.show_facts(showing.facts_of(desk, view))
        self.rail.show_entries(state.rail(), state.cursor if self._situation is None else None)
        progress = showing.progress_of(state, is_at_work=at_work)
        self.next.show_progress(progress)
        self._show_ways(desk, is_ready=progress.is_ready)
        self._show_middle(desk, pct=progress.pct, is_ready=progress.is_ready)
        is_ending = self._mode is Mode.ENDING
        self.rail.setVisible(self._mode is Mode.NONE)
        self.bar.show_calling(showing.calling_of(desk, is_here=self.session.is_on_call, is_ending=is_ending))
        self._show_banner()
        self.strip.show_walk(self.session.walk)
        self._rebind()
        if before is not self.middle.currentWidget() and not types_elsewhere:
            self._focus_middle()

    def _present(self, desk: CallDesk) -> Situation | None:
        """Return what stands in the way of the script now, if anything does."""
        ways, read = self._ways(), self.session.read or desk
        if self.session.ended is not None and showing.is_at_work(desk):
            return situations.after_call(self.session.ended, desk, ways)
        blocked = situations.blocked(read, ways)
        if blocked is not None:
            return blocked
        if not self.session.shows_ended:
            return None
        if situations.is_stopped(read):
            return situations.stopped(read, ways)
        state = self.session.state
        ready = state is not None and not showing.gaps_of(state)
        return situations.finished(read, ways, pct=state.pct if state else 0, is_ready=ready)

    def _show_middle(self, desk: CallDesk, *, pct: int, is_ready: bool) -> None:
        match self._mode:
            case Mode.ENDING:
                can_finish = desk.run is not None and bool(desk.answers) and pct < desk.threshold_pct
                detail = self.tr("{pct}%: to nurture").format(pct=pct) if can_finish else ""
                self.ending.show_ways(can_hand_over=is_ready, can_finish=can_finish, finish_detail=detail)
                self.middle.setCurrentWidget(self.ending)
            case Mode.DISQUALIFY | Mode.LOG | Mode.OUTCOME:
                self.middle.setCurrentWidget(self.choosing)
            case Mode.NONE if self._situation is not None:
                self.situation.show_situation(self._situation)
                self.middle.setCurrentWidget(self.situation)
            case Mode.NONE:
                self._show_question(desk)
                self.middle.setCurrentWidget(self.script)

    def _show_question(self, desk: CallDesk) -> None:
        state = self.session.state
        if state is None:
            return
        entries = state.rail()
        entry = next((entry for entry in entries if entry.question.key == state.cursor), None)
        entry = entry or next(iter(entries), None)
        if entry is None:
            return
        state.cursor = entry.question.key
        self.script.show_asked(
            Asked(
                entry=entry,
                total=sum(bool(one.number) for one in entries),
                line=state.answers.get(entry.question.key),
                words=self.session.words_of(entry.question.key),
                banner=self._banner_text(desk),
                read_at=desk.read_at,
            )
        )

    def _banner_text(self, desk: CallDesk) -> str:
        if showing.is_returned(desk) and desk.handover is not None:
            text = self.tr("{rep} asks: “{words}” Press H to answer.")
            return text.format(rep=desk.handover.rep_name, words=desk.handover.words)
        if desk.run is not None and desk.run.state is RunState.PAUSED:
            when = formats.moment(desk.run.started_at, desk.read_at)
            return self.tr("Paused; begun {when}. The next answer goes on with it.").format(when=when)
        state = self.session.state
        if state is not None and state.is_delta:
            delta = state.delta
            text = self.tr("Asked before: {ask} to ask, {confirm} to confirm (Shift+C: all)")
            return text.format(ask=len(delta.to_ask), confirm=len(delta.to_confirm))
        return ""

    def _show_ways(self, desk: CallDesk, *, is_ready: bool) -> None:
        at_work, run = showing.is_at_work(desk), desk.run
        self.next.hand_over.setEnabled(at_work)
        self.next.hand_over.setText(
            self.tr("Answer the rep") if showing.is_returned(desk) else self.tr("Hand over")
        )
        self.next.finish.setEnabled(at_work and run is not None and bool(desk.answers))
        self.next.pause.setEnabled(at_work and run is not None)
        self.next.show_paused(is_paused=run is not None and run.state is RunState.PAUSED)
        self.next.disqualify.setEnabled(at_work)
        self.next.log.setEnabled(desk.is_mine)
        self.next.show_ready(is_ready=is_ready or showing.is_returned(desk))

    def _show_banner(self) -> None:
        call = self.session.call
        shown = call is not None and self.session.is_interrupted
        if shown and call is not None:
            is_own = self.session.is_own_call
            self.banner.show_call(call, is_here=self.session.is_on_call, is_own=is_own)
        self.banner.setVisible(shown)

    def _ways(self) -> situations.Ways:
        give, lead_id = self.session.give, self.session.lead_id or UUID(int=0)
        return situations.Ways(
            hand_over=self.hand_over,
            disqualify=self.disqualify,
            ask_again=self.session.ask_again,
            go_on=self.go_on,
            bring_back=lambda: give(BringBack(lead_id=lead_id, words="")),
            revive=lambda: give(ReviveLead(lead_id=lead_id, words="")),
            claim=lambda: give(ClaimLeads(lead_ids=(lead_id,))),
            correct=self.session.correct,
            correct_outcome=self.correct_outcome,
            end_call=self.end_call if self.session.is_on_call else None,
        )

    def _list_actions(self) -> list[Action]:
        if self.session.walk is None:
            return []
        return [
            Action(self.tr("Previous lead of the list"), self.go_back, "Shift+N", "arrow-left"),
            Action(self.tr("Leave the list"), self.leave_list, "Shift+L", "logout"),
        ]

    def _kinds(self) -> tuple[str, str, str, str]:
        return self.tr("Message sent"), self.tr("Reply received"), self.tr("Visit"), self.tr("Note")

    @Slot()
    def _rebind(self) -> None:
        """Bind the keys anew, if others count now."""
        ways = tuple((way.key, way.text) for way in self._situation.ways) if self._situation else ()
        bound = (
            self._mode,
            self.sheet.isVisible(),
            self.session.state is None,
            self._situation is None,
            self.session.walk is None,
            ways,
        )
        if bound != self._bound:
            self._bound = bound
            self.actions_changed.emit()
