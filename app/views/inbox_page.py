"""The hand-over inbox: the list on the left, the frozen card on the right, every decision by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QWidget

from app.errors import RuleViolation
from app.models.vocabulary import HandoverState, Role, Topic
from app.services.handover import AcceptHandover
from app.services.handover_view import HandoverView
from app.services.inbox import InboxHead, InboxRow, Part, inbox_head, part_of
from app.services.sound import MakeDevice
from app.services.team import Choosable, choosable_reps
from app.views.actions import Action
from app.views.background import Question
from app.views.desk import Query
from app.views.inbox import askings
from app.views.inbox.deciding import (
    NEWS,
    command_of,
    giving,
    keeping,
    may_answer,
    may_choose,
    may_decide,
    may_record,
    place_of,
    with_drafts,
)
from app.views.inbox.detail import NUMBERED, HandoverPanel
from app.views.inbox.list_side import ListSide
from app.views.inbox.record_panel import RecordPanel
from app.views.inbox.recording import Recording
from app.views.inbox.said import listed
from app.views.page import Page
from app.views.recordings import Recordings
from app.views.refusals import refusal_sentence, refusal_sentences, sentence
from app.views.said import said
from app.views.surroundings import Surroundings
from app.views.widgets.ask_sheet import SEND_KEY, Asking, AskSheet
from app.views.widgets.basics import row
from app.views.widgets.empty_state import Emptiness, EmptyState
from app.views.widgets.player_bar import PlayerBar

LIST_WIDTH = 376
MINUTE_MS = 60_000


class InboxPage(Page[InboxHead]):
    """Reps decide, leads choose reps, SDRs answer questions; whose inbox it is follows from the member."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.HANDOVERS, Topic.LEADS, Topic.RUNS, Topic.PEOPLE, Topic.PLAYBOOK}
    )

    def __init__(
        self,
        surroundings: Surroundings,
        member_id: UUID,
        recordings: tuple[Path, MakeDevice | None] = (Path(), None),
    ) -> None:
        """Make the page.

        Args:
            surroundings: The collaborators of the shell.
            member_id: Whose hand-overs.
            recordings: Where the files of recordings lie, and what plays them if not the machine's own.
        """
        super().__init__(surroundings)
        self._member_id = member_id
        self._head: InboxHead | None = None
        self._view: HandoverView | None = None
        self._marks: dict[UUID, set[str]] = {}
        self._drafts: dict[str, str] = {}
        self._make: Callable[[], Asking] | None = None
        self._whole, self._objections, self._reps, self._finding = (Question() for _ in range(4))
        self.side = ListSide(surroundings, member_id)
        self.list = self.side.list
        self.side.current_changed.connect(self._on_current_changed)
        self.side.row_opened.connect(self._on_row_opened)
        self.sheet = AskSheet()
        self.sheet.sent.connect(self._on_sent)
        self.sheet.put_away.connect(self._on_put_away)
        self.sheet.typed.connect(self._on_typed)
        self.recording = RecordPanel(self)
        self._records = Recording(self.recording, surroundings)
        player = PlayerBar()
        self.recordings = Recordings(self, surroundings, player, *recordings)
        self.panel = HandoverPanel(player, self.recordings.listen)
        self.panel.mark_asked.connect(self.mark)
        self._nothing = EmptyState()
        self._lay_out()
        self._each_minute = QTimer(self, interval=MINUTE_MS)
        self._each_minute.timeout.connect(self.reload)

    # What the page says about itself.

    @override
    def query(self) -> Query[InboxHead]:
        return inbox_head(self._member_id, self.surroundings.clock())

    @override
    def fill(self, answer: InboxHead) -> None:
        self._head = answer
        self.side.show_head(answer)

    @override
    def first_focus(self) -> QWidget:
        return self.sheet.options if self.sheet.asking else self.list

    @override
    def retranslate(self) -> None:
        self.side.retranslate()
        if self._view is not None:
            self._show_view(self._view)
        if self.sheet.asking is not None and self._make is not None:
            self.sheet.say(self._make())
            self._say_marks()
        self._nothing.show_emptiness(
            Emptiness(
                self.tr("No hand-over chosen"),
                self.tr("Choose one on the left to read its card."),
                "id-badge-2",
            )
        )

    @override
    def open(self, target: Any) -> None:
        """Show one hand-over, wherever it stands."""
        self.background.ask(part_of(target), partial(self._on_found, target), question=self._finding)

    @override
    def search(self, text: str) -> None:
        self.side.search(text)

    @override
    def page_actions(self) -> list[Action]:
        group = self.tr("Hand-over")
        if self.sheet.asking is not None:
            asking = self.sheet.asking
            return [Action(asking.send, self.sheet.send, SEND_KEY, "send", group), *self._mark_actions()]
        actions = [
            Action(text, call, key, icon, group) for text, key, _, icon, call in self._possible() if key
        ]
        if self._view is not None:
            actions += [
                Action(self.tr("Open the lead"), self._open_lead, "L", "external-link", group),
                Action(
                    self.tr("Read on in the card"),
                    partial(self.panel.scroll_by, 0.8),
                    "Ctrl+Down",
                    "",
                    group,
                    repeats=True,
                ),
                Action(
                    self.tr("Read back in the card"),
                    partial(self.panel.scroll_by, -0.8),
                    "Ctrl+Up",
                    "",
                    group,
                    repeats=True,
                ),
            ]
        actions += self._mark_actions()
        actions += [
            Action(self.tr("Next list"), partial(self.side.step, 1), "]", "list", group),
            Action(self.tr("Previous list"), partial(self.side.step, -1), "[", "list", group),
        ]
        return actions

    # What can be done with the hand-over shown.

    def accept(self) -> None:
        """Ask for words, then accept."""
        if self._view is not None and self._can_decide(self._view):
            self._ask(partial(askings.accepting, self._view))

    def return_it(self) -> None:
        """Ask for the question, then return it."""
        if self._view is not None and self._head and self._can_decide(self._view):
            self._ask(partial(askings.returning, self._view, self._head.ask_back))

    def refuse(self) -> None:
        """Ask for reason and words, then refuse."""
        if self._view is not None and self._head and self._can_decide(self._view):
            self._ask(partial(askings.refusing, self._view, self._head.refuse))

    def answer(self) -> None:
        """Ask for the answer to the rep's question."""
        if self._view is not None and may_answer(self._role, self._member_id, self._view):
            self._ask(partial(askings.answering, self._view))

    def record(self) -> None:
        """Ask what a contact with the customer showed."""
        view = self._view
        if view is not None and may_record(self._role, self._member_id, view):
            self._records.ask(view, self._drafts)

    def choose_rep(self) -> None:
        """Ask which rep shall have it."""
        if self._view is not None and may_choose(self._role, self._view):
            reps = choosable_reps(self._view.id, self.surroundings.clock())
            self.background.ask(reps, partial(self._on_reps, self._view.id), question=self._reps)

    @Slot(str)
    def mark(self, question_key: str) -> None:
        """Mark an answer of the card as proved wrong, or take the mark back."""
        view = self._view
        line = next((line for line in self.panel.lines if line.line.key == question_key), None)
        if view is None or line is None or not self._can_decide(view) or not line.line.may_prove_wrong:
            return
        self._marks.setdefault(view.id, set()).symmetric_difference_update({question_key})
        self._show_marks(view)
        self.panel.see(line)

    @property
    def _role(self) -> Role | None:
        return self._head.role if self._head else None

    def _can_decide(self, view: HandoverView) -> bool:
        return may_decide(self._role, self._member_id, view)

    def _possible(self) -> list[tuple[str, str, str, str, Callable[[], object]]]:
        """Return text, key, kind, icon and call of everything possible, the main thing first."""
        view, found = self._view, list[tuple[str, str, str, str, Callable[[], object]]]()
        if view is None:
            return found
        if view.state is HandoverState.WAITING and may_choose(self._role, view):
            found.append((self.tr("Choose a rep"), "C", "primary", "user-check", self.choose_rep))
        if self._can_decide(view):
            found += [
                (self.tr("Accept"), "A", "primary", "circle-check", self.accept),
                (self.tr("Return"), "R", "", "message-question", self.return_it),
                (self.tr("Refuse"), "X", "danger", "circle-x", self.refuse),
            ]
        if may_answer(self._role, self._member_id, view):
            found.append((self.tr("Answer the question"), "A", "primary", "message", self.answer))
        if may_record(self._role, self._member_id, view):
            found.append((self.tr("Record a contact"), "N", "quiet", "notes", self.record))
        if view.state is HandoverState.OPEN and may_choose(self._role, view):
            found.append((self.tr("Reassign"), "C", "", "switch-horizontal", self.choose_rep))
        return found

    def _mark_actions(self) -> list[Action]:
        view = self._view
        if view is None or not self._can_decide(view):
            return []
        group, text = self.tr("Proved wrong"), self.tr("Mark “{question}”")
        return [
            Action(
                text.format(question=said(line.title)),
                partial(self.mark, line.key),
                str(at % NUMBERED),
                "flag",
                group,
                also=(f"Alt+{at % NUMBERED}",),
            )
            for at, line in enumerate(view.lines[:NUMBERED], start=1)
            if line.may_prove_wrong
        ]

    # Asking and sending.

    def _ask(self, make: Callable[[], Asking]) -> None:
        """Ask what ``make`` says; it is made again when the language changes."""
        self._make, asking = make, make()
        self.sheet.ask(replace(asking, words=self._drafts.get(place_of(*_key(asking)), "")))
        self._left.setCurrentWidget(self.sheet)
        self._say_marks()
        self.actions_changed.emit()

    def _on_reps(self, handover_id: UUID, reps: list[Choosable]) -> None:
        if self._view is not None and self._view.id == handover_id:
            self._ask(partial(askings.choosing, self._view, reps))

    @Slot(str, str)
    def _on_sent(self, option: str, words: str) -> None:
        asked = self._asked()
        if asked is None:
            return
        what, handover_id = asked
        marked = tuple(sorted(self._marks.get(handover_id, ())))
        command = command_of(what, handover_id, option, words, marked)
        self.background.carry_out(
            giving(command, place_of(what, handover_id)),
            done=partial(self._on_done, what, handover_id, askings.name_of(self._view) if self._view else ""),
            refused=partial(self._on_refused, handover_id),
        )

    def _on_done(self, what: str, handover_id: UUID, lead: str, _: object) -> None:
        self._marks.pop(handover_id, None)
        if self._asked_about() == handover_id:
            self.sheet.settle()
        self.surroundings.toasts.say(NEWS[what]().format(lead=lead))

    def _on_refused(self, handover_id: UUID, error: RuleViolation) -> None:
        if self._asked_about() == handover_id:
            self.sheet.show_error(sentence(error))
        else:
            self.background.refused.emit(error)

    @Slot(object, str)
    def _on_typed(self, key: tuple[str, UUID], words: str) -> None:
        """Keep words while they are typed: a crash or another hat loses none."""
        place = place_of(*key)
        self._drafts[place] = words
        self.background.carry_out(keeping(place, words, self.surroundings.clock()))

    @Slot()
    def _on_put_away(self) -> None:
        self._left.setCurrentWidget(self.side)
        self._on_current_changed(self.list.current_row())
        self.list.setFocus()
        self.actions_changed.emit()

    # The list.

    def _on_found(self, handover_id: UUID, part: Part | None) -> None:
        if part is not None:
            self.side.find_in(part, handover_id)

    @Slot(object)
    def _on_current_changed(self, row: InboxRow | None) -> None:
        asked = self._asked_about()
        if asked is None and row is None:
            self._whole.drop()
            self._records.drop()
            self._view = None
            self._right.setCurrentWidget(self._nothing)
            self.actions_changed.emit()
        else:
            # While something is asked its card stays, even where its row has left the list.
            self._read(asked or row.id)  # type: ignore[union-attr]

    def _read(self, handover_id: UUID) -> None:
        both = with_drafts(handover_id, self.surroundings.clock())
        self.background.ask(both, self._on_view, question=self._whole)

    def _asked(self) -> tuple[str, UUID] | None:
        """Return what is asked now, and about which hand-over."""
        return _key(self.sheet.asking) if self.sheet.asking is not None else None

    def _asked_about(self) -> UUID | None:
        asked = self._asked()
        return asked[1] if asked else None

    @Slot(object)
    def _on_row_opened(self, _: InboxRow) -> None:
        """Move into the card, where answers are marked."""
        if self.panel.lines and self._view is not None and self._can_decide(self._view):
            self.panel.lines[0].setFocus()

    # The card.

    def _on_view(self, answer: tuple[HandoverView | None, dict[str, str]]) -> None:
        view, self._drafts = answer
        if view is None:
            return
        before, self._view = self._view, view
        if before is None or before.id != view.id:
            self._records.drop()
        if before is None or not before.is_like(view):
            self._show_view(view)
            self.actions_changed.emit()
            self._say_overtaken(view)
        else:
            self.panel.show_clock(view)
        self._right.setCurrentWidget(self.panel)

    def _say_overtaken(self, view: HandoverView) -> None:
        """Say in the sheet that somebody else was quicker; the words stay to be copied."""
        if self._asked_about() == view.id and view.decided_by is not None:
            self.sheet.show_error(refusal_sentence("already_decided", {"items": [view.decided_by]}))

    def _show_view(self, view: HandoverView) -> None:
        buttons = [(text, key, kind, call) for text, key, kind, _, call in self._possible()]
        self.panel.show_view(view, self.surroundings.clock(), buttons)
        self._show_marks(view)
        self.panel.show_notice("")
        if self._can_decide(view):
            accept = AcceptHandover(handover_id=view.id, words="")
            self.background.why_not(accept, self._on_objections, self._objections)

    def _on_objections(self, codes: list[str]) -> None:
        self.panel.show_notice(" ".join(refusal_sentences(codes)))

    def _show_marks(self, view: HandoverView) -> None:
        can_mark = self._can_decide(view)
        frozen = frozenset(line.key for line in view.lines if line.is_marked)
        self.panel.show_marks(
            frozenset(self._marks.get(view.id, ())) if can_mark else frozen, can_mark=can_mark
        )
        self._say_marks()

    def _say_marks(self) -> None:
        """Say in the sheet what is marked, or how to mark."""
        asked, view = self._asked(), self._view
        if asked is None or view is None or asked[0] != "refuse":
            self.sheet.show_extra("")
            return
        marked = [said(line.title) for line in view.lines if line.key in self._marks.get(view.id, ())]
        if marked:
            self.sheet.show_extra(self.tr("Proved wrong: {questions}").format(questions=listed(marked)))
        else:
            self.sheet.show_extra(
                self.tr("Number keys mark the answers that proved wrong; Alt and a number while you write.")
            )

    def _open_lead(self) -> None:
        if self._view is not None:
            self.navigate.emit("call", self._view.lead_id)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._each_minute.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._each_minute.stop()
        self.panel.player.put_away()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        self._left = QStackedWidget()
        self._left.setFixedWidth(LIST_WIDTH)
        for side in (self.side, self.sheet):
            self._left.addWidget(side)
        self._right_side = QWidget()
        self._right = QStackedLayout(self._right_side)
        for part in (self._nothing, self.panel):
            self._right.addWidget(part)
        whole = row(self._left, self._right_side, gap=16, margin=(24, 16, 20, 16))
        whole.setStretch(1, 1)
        self.body.setLayout(whole)


def _key(asking: Asking) -> tuple[str, UUID]:
    """Return what one of our questions asks, and about which hand-over."""
    if not isinstance(asking.key, tuple):
        raise TypeError(asking.key)
    return asking.key
