"""The call desk: one screen for one lead while on the phone, the whole call from the keyboard (spec section 7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.models.vocabulary import Topic
from app.services.call_desk_rows import CallDesk, PhoneLine
from app.services.holding import ClaimLeads
from app.services.list_walk import ListPlace
from app.services.pipeline import BringBack, ReviveLead
from app.services.sound import MakeDevice
from app.views.actions import Action
from app.views.call_desk import guarding, key_map, showing, situations
from app.views.call_desk.board import DeskBoard, Parts
from app.views.call_desk.call_bar import CallBar
from app.views.call_desk.choose_panel import ChoosePanel
from app.views.call_desk.dialling import dial_link, phone_text
from app.views.call_desk.ending_panel import EndingPanel
from app.views.call_desk.facts_panel import FactsPanel
from app.views.call_desk.handover_sheet import HandoverSheet
from app.views.call_desk.interrupted import InterruptedBar
from app.views.call_desk.list_strip import ListStrip
from app.views.call_desk.next_panel import NextPanel
from app.views.call_desk.question_rail import QuestionRail
from app.views.call_desk.script_asking import ScriptAsking
from app.views.call_desk.script_panel import ScriptPanel
from app.views.call_desk.session import Seen, Session
from app.views.call_desk.situation import Situation, SituationPanel
from app.views.call_desk.standing import Mode, Standing
from app.views.call_desk.ways_out import WaysOut
from app.views.desk import Query
from app.views.keys import is_typing
from app.views.leads.knowledge_panel import KnowledgePanel
from app.views.page import Page
from app.views.pool.returning import Returning
from app.views.privacy.keeping_away import KeepingAway
from app.views.recordings import Recordings
from app.views.surroundings import Surroundings
from app.views.widgets.basics import column
from app.views.widgets.empty_state import Emptiness


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

    def __init__(
        self,
        surroundings: Surroundings,
        *,
        me: UUID,
        dial: Callable[[str], object],
        recordings: tuple[Path, MakeDevice | None] = (Path(), None),
    ) -> None:
        """Make the page.

        Args:
            surroundings: What every page is given.
            me: The member at the desk.
            dial: Opens a ``tel:`` or ``sip:`` link with the system's phone program.
            recordings: Where the files of recordings lie, and what plays them if not the machine's own.
        """
        super().__init__(surroundings)
        self._dial = dial
        self.session = Session(surroundings, me, self)
        self.standing = Standing()
        self._bound: tuple[object, ...] = ()
        self._make_parts()
        self.recordings = Recordings(self, surroundings, self.facts.player, *recordings)
        self._connect()

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
        match self.standing.mode:
            case Mode.ENDING:
                return key_map.ending_actions(self)
            case Mode.DISQUALIFY | Mode.LOG | Mode.OUTCOME:
                return key_map.choosing_actions(self)
            case Mode.NONE:
                return [*key_map.desk_actions(self, self.standing.situation), *self._list_actions()]

    @override
    def first_focus(self) -> QWidget | None:
        current = self.board.middle.currentWidget()
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
            self.session.onward.open_list(target)
        elif isinstance(target, UUID):
            self.session.onward.leave_list()
            if target != self.session.lead_id:
                self._open(target)

    @override
    def retranslate(self) -> None:
        self.board.retranslate()
        self.sheet.retranslate()
        self._bound = ()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.standing.dials is not None:
            self.standing.dials = None
            self._on_entered()
        elif event.key() == Qt.Key.Key_Escape and self.standing.mode is not Mode.NONE:
            self.out.back_to_script()
        else:
            super().keyPressEvent(event)

    # The fields, by key.

    def write_words(self) -> None:
        """Move to the field for the contact's words."""
        field = (
            self.choosing.words if self.standing.mode in (Mode.DISQUALIFY, Mode.LOG) else self.script.words
        )
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write_notes(self) -> None:
        """Move to the notes of the call."""
        self.bar.notes.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # The call, by key.

    def call(self, at: int = 0) -> None:
        """Dial one of the numbers; the call begins."""
        desk = self.session.desk
        phones = showing.dialable(desk) if desk else []
        if self.standing.dials is not None and self.session.call is None:
            self._dial_now(self.standing.dials)
        elif desk is not None and at < len(phones) and self.session.call is None:
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
        self.asking.leave_question()
        self.out.enter(Mode.ENDING)

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
            self.asking.leave_question()
            self._find_next()

    def _find_next(self) -> None:
        self.lead_on()
        self.session.onward.find_next()

    def go_back(self) -> None:
        """Open the lead before in the list that is worked."""
        if self.session.call is None and self.session.onward.walk is not None:
            self.asking.leave_question()
            self.lead_on()
            self.session.onward.find_previous()

    def know(self) -> None:
        """Show what is known of the lead, to be corrected."""
        seen = self.session.desk
        if seen is not None:
            self.knowledge.show_lead(seen.lead_id)

    def forbid(self) -> None:
        """Put the person or the company of the lead on the do-not-contact list."""
        desk = self.session.desk
        if desk is not None:
            self.keeping.ask_to_forbid([desk.lead_id], desk.contact or desk.company)

    def give_back(self) -> None:
        """Give the lead back to the pool, with a reason."""
        self.returning.ask_give_back([one for one in (self.session.lead_id,) if one is not None])

    def keep_longer(self) -> None:
        """Ask for more time before the lead goes back to the pool by itself."""
        self.returning.ask_longer([one for one in (self.session.lead_id,) if one is not None])

    def attach(self, path: str = "") -> None:
        """Attach a recording to the call chosen on the left, else to the latest."""
        call = self.facts.call()
        if call is None:
            self.surroundings.toasts.say(self.tr("Nobody was called here yet"), tone="info")
        else:
            self.recordings.attach(call, path)

    # What the parts tell.

    @Slot(object)
    def _on_call_opened(self, call_id: UUID) -> None:
        lead_id = self.session.lead_id
        if lead_id is not None:
            self.recordings.listen_to(lead_id, call_id, partial(self._on_not_recorded, lead_id))

    def _on_not_recorded(self, lead_id: UUID) -> None:
        if lead_id == self.session.lead_id:
            text = self.tr("This call is not recorded")
            self.surroundings.toasts.say(text, self.tr("Drop the file here, or press Shift+R."), tone="info")

    @Slot(str)
    def _on_dialled(self, number: str) -> None:
        desk = self.session.desk
        if desk is not None and self.session.call is None:
            phone = next((phone for phone in showing.dialable(desk) if phone.value == number), None)
            if phone is not None:
                self._start(phone)

    @Slot(object)
    def _on_call_began(self, lead_id: UUID) -> None:
        self.bar.notes.put("")
        self.call_began.emit(lead_id)

    @Slot(object)
    def _on_call_ended(self, lead_id: UUID) -> None:
        self.bar.notes.put("")
        self.out.back_to_script()
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
        self.strip = ListStrip(back=self.go_back, leave=self.session.onward.leave_list)
        self.banner = InterruptedBar(go_on=self.continue_call, end=self.end_call)
        self.bar = CallBar(self.surroundings.clock, call=self.call, end=self.end_call, go_on=self.go_on)
        self.sheet = HandoverSheet(self)
        self.knowledge = KnowledgePanel(self, self.surroundings)
        self.keeping, self.returning = KeepingAway(self), Returning(self)
        self.asking = ScriptAsking(self.session, self.standing, self.script)
        self.out = WaysOut(
            self.session,
            self.standing,
            self.asking,
            ending=self.ending,
            choosing=self.choosing,
            sheet=self.sheet,
            notes=self.bar.notes,
            clock=self.surroundings.clock,
        )
        self.next = NextPanel(
            hand_over=self.out.hand_over,
            disqualify=self.out.disqualify,
            finish=self.asking.finish,
            pause=self.session.pause_or_resume,
            log=self.out.log,
        )
        parts = Parts(
            self.facts, self.rail, self.script, self.situation, self.ending, self.choosing, self.next, self.bar,
            self.banner, self.strip,
        )  # fmt: skip
        self.board = DeskBoard(self.session, self.standing, parts)
        self.body.setLayout(column(self.board))

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self._show_all)
        session.call_began.connect(self._on_call_began)
        session.call_ended.connect(self._on_call_ended)
        session.onward.lead_found.connect(self._on_lead_found)
        session.onward.list_ended.connect(self._on_list_ended)
        session.handed_over.connect(self._on_handed_over)
        self.asking.moved.connect(self._show_all)
        self.asking.focus_wanted.connect(self._focus_middle)
        self.out.entered.connect(self._on_entered)
        self.facts.dialled.connect(self._on_dialled)
        self.facts.call_opened.connect(self._on_call_opened)
        self.facts.dropped.connect(self.attach)
        for part in (self.rail.chosen, self.next.jumped):
            part.connect(self.asking.jump)
        self.rail.stepped.connect(self.asking.step)
        self.bar.notes.typed.connect(session.keep_notes)
        self.bar.notes.left.connect(self._focus_middle)
        self.sheet.opened.connect(self._rebind)
        self.sheet.closed.connect(self._rebind)

    def _open(self, lead_id: UUID) -> None:
        self.asking.leave_question()
        self.bar.notes.tell()
        self.sheet.close_panel()
        self.asking.begin()
        self.out.begin()
        self.standing.dials = None
        # The shell binds the keys of a page it goes to while this one is still being read.
        self._bound = ()
        self.facts.player.put_away()
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
        """Dial, or say first what should be known: the same key then goes on."""
        guards = self.session.desk.warnings if self.session.desk else None
        if guards is not None and guards.warns and not guards.is_barred:
            self.standing.mode, self.standing.dials = Mode.NONE, phone
            self._on_entered()
        else:
            self._dial_now(phone)

    def _dial_now(self, phone: PhoneLine) -> None:
        self.standing.dials = None
        scheme = self.surroundings.settings.now.phone_link
        link = dial_link(phone.value, phone.extension, scheme=scheme)
        self.session.start_call(phone.value, partial(self._dial, link))

    @Slot()
    def _focus_middle(self) -> None:
        target = self.first_focus()
        if target is not None and self.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_entered(self) -> None:
        self._show_all()
        self._focus_middle()

    # Showing.

    @Slot()
    def _show_all(self) -> None:
        """Show everything as the session has it."""
        state, view = self.session.state, self.session.view
        if state is None or view is None:
            return
        middle = self.board.middle
        before, focus = middle.currentWidget(), QApplication.focusWidget()
        types_elsewhere = focus is not None and is_typing(focus) and not middle.isAncestorOf(focus)
        self.standing.situation = self._present(state.desk)
        self.board.show_desk(state, view)
        self._rebind()
        if before is not middle.currentWidget() and not types_elsewhere:
            self._focus_middle()

    def _present(self, desk: CallDesk) -> Situation | None:
        """Return what stands in the way of the script now, if anything does."""
        ways, read = self._ways(), self.session.read or desk
        if self.standing.dials is not None and self.session.call is None:
            return self._before_call(read, self.standing.dials)
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

    def _before_call(self, desk: CallDesk, phone: PhoneLine) -> Situation:
        number = phone_text(phone.value, phone.extension)
        return guarding.before_call(
            desk.warnings, desk.read_at, number=number, call=self.call, go_on=self.go_on
        )

    def _ways(self) -> situations.Ways:
        give, lead_id = self.session.give, self.session.lead_id or UUID(int=0)
        return situations.Ways(
            hand_over=self.out.hand_over,
            disqualify=self.out.disqualify,
            ask_again=self.session.ask_again,
            go_on=self.go_on,
            bring_back=lambda: give(BringBack(lead_id=lead_id, words="")),
            revive=lambda: give(ReviveLead(lead_id=lead_id, words="")),
            claim=lambda: give(ClaimLeads(lead_ids=(lead_id,))),
            correct=self.session.correct,
            correct_outcome=self.out.correct_outcome,
            end_call=self.end_call if self.session.is_on_call else None,
        )

    def _list_actions(self) -> list[Action]:
        if self.session.onward.walk is None:
            return []
        return [
            Action(self.tr("Previous lead of the list"), self.go_back, "Shift+N", "arrow-left"),
            Action(self.tr("Leave the list"), self.session.onward.leave_list, "Shift+L", "logout"),
        ]

    @Slot()
    def _rebind(self) -> None:
        """Bind the keys anew, if others count now."""
        ways = (
            tuple((way.key, way.text) for way in self.standing.situation.ways)
            if self.standing.situation
            else ()
        )
        bound = (
            self.standing.mode,
            self.sheet.isVisible(),
            self.session.state is None,
            self.standing.situation is None,
            self.session.onward.walk is None,
            ways,
        )
        if bound != self._bound:
            self._bound = bound
            self.actions_changed.emit()
