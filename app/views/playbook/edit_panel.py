"""Editing the playbook: sections, their entries, a form, and beside it what is wrong or what would change."""

from __future__ import annotations

from functools import partial
from typing import Any, override

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import Clock
from app.errors import RuleViolation
from app.models.vocabulary import Role
from app.services import playbook_draft as drafts
from app.services.inbox import Ask
from app.services.playbook.edits import value_at
from app.services.playbook.entries import ENTRY_SIZE, adding, adding_inner, shifting
from app.services.playbook.fields import INNER, TABLES
from app.services.playbook.lines import Path
from app.services.playbook.references import Step, removal
from app.services.playbook_draft import Draft
from app.services.playbook_files import Candidate, examined
from app.services.playbook_plan import Plan, Way, plan_of
from app.views import formats
from app.views.actions import Action
from app.views.background import Background, Question
from app.views.playbook.entry_form import EntryForm, nothing_here
from app.views.playbook.entry_list import EntryList, path_of, row_key, rows_of
from app.views.playbook.field_words import SECTION_NAMES
from app.views.playbook.plan_view import PlanView
from app.views.punctuation import joined
from app.views.refusals import refusal_sentence
from app.views.said import said
from app.views.widgets.basics import boxed, button, column, icon_button, label, rename, row
from app.views.widgets.key_button import KeyButton
from app.views.widgets.option_list import Option, OptionList

SEND_KEY, UNDO_KEY, REDO_KEY = "Ctrl+Return", "Alt+Z", "Alt+Y"
SECTIONS_WIDTH, ENTRIES_WIDTH, PLAN_WIDTH = 158, 238, 316
SCORING_SECTIONS = ("score_rules", "grades", "limits")
"""Where marketing edits scoring; of the numbers, two are scoring's."""
WIDE = 1700
"""From this width on lists and plan get more room."""


class EditPanel(QWidget):
    """Every step is written before it is shown; the page closes the panel, and the draft stays."""

    put_away = Signal()
    sent = Signal(str, bool)
    """The title, and whether it only waits for the other side's signature."""
    discarded = Signal()
    ready_changed = Signal()

    def __init__(self, background: Background, clock: Clock) -> None:
        super().__init__()
        self._background, self._clock = background, clock
        self._draft: Draft | None = None
        self._plan: Plan | None = None
        self._asked, self._answered = 0, 0
        self._is_sending = False
        self._role = Role.TEAM_LEAD
        self._at: Path = ("questions", 0)
        self._planning = Question()
        self._title, self._state = label("", "title"), label("", "muted")
        self._error = label("", "bad", wrap=True)
        self._error.hide()
        self.undo_button = icon_button("arrow-back-up", "", self.undo)
        self.redo_button = icon_button("arrow-forward-up", "", self.redo)
        self._discard, self._close = button("", self.discard, kind="quiet"), button("", self.close_panel)
        self._send = KeyButton(SEND_KEY, self.send, kind="primary")
        self.sections, self.entries = OptionList(), EntryList()
        self.form, self.plan_view = EntryForm(), PlanView(leads_to_places=True)
        self._tools = [
            icon_button("plus", "", self.add), icon_button("list-details", "", self.add_inner),
            icon_button("arrow-up", "", partial(self.shift, -1)), icon_button("arrow-down", "", partial(self.shift, 1)),
            icon_button("trash", "", self.remove),
        ]  # fmt: skip
        self._empty = label("", "muted", wrap=True)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.sections.picked.connect(self._on_section)
        self.entries.picked.connect(self._on_entry)
        self.entries.add_asked.connect(self.add)
        self.entries.remove_asked.connect(self.remove)
        self.entries.shift_asked.connect(self.shift)
        self.entries.entered.connect(self._into_form)
        self.form.changed.connect(self.change)
        self.plan_view.place_asked.connect(self.go_to)

    def _lay_out(self) -> None:
        words = column(self._title, self._state, self._error, gap=3)
        head = row(
            words, self.undo_button, self.redo_button, 6, self._discard, self._close, self._send, gap=6,
            margin=(20, 10, 20, 10),
        )  # fmt: skip
        head.setStretch(0, 1)
        tools = row(*self._tools, None, gap=2)
        self._parts = (
            boxed(column(self.sections, margin=(6, 8, 6, 8)), "card"),
            boxed(column(self.entries, self._empty, tools, gap=4, margin=(6, 8, 6, 8)), "card"),
            boxed(column(self.form, margin=(16, 12, 6, 8)), "card"),
            self.plan_view,
        )
        body = row(*self._parts, gap=12)
        body.setStretch(2, 1)
        whole = column(boxed(head, "card"), body, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._fit()

    # Opening and closing.

    def open(self, document: str | None = None, *, role: Role = Role.TEAM_LEAD) -> None:
        """Go on with the draft of this desk, or begin one.

        Args:
            document: Begins one of another text.
            role: Of the person who edits; marketing is offered what it may change.
        """
        self._role = role
        if self._at[0] not in self._offered():
            self._at = (self._offered()[0], 0)
        self._error.hide()
        self.retranslate()
        self._keep(drafts.go_on(at=self._clock()) if document is None else drafts.begin(document))
        self.sections.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def close_panel(self) -> None:
        """Go back to reading; the draft is kept."""
        self.form.flush()
        self.put_away.emit()

    @Slot()
    def discard(self) -> None:
        """Drop the draft."""
        self._forget(self.discarded.emit)

    def _forget(self, then: Any) -> None:
        self._background.carry_out(partial(_forgotten, drafts.discard()), done=lambda _: then())

    @property
    def is_ready(self) -> bool:
        """Whether the draft is sound, changes something, and may come from the person here."""
        return self._plan is not None and not self._plan.is_same and self._way() is not Way.NOT_YOURS

    def _way(self) -> Way:
        return self._plan.way(self._role) if self._plan is not None else Way.AT_ONCE

    def _offered(self) -> tuple[str, ...]:
        """Return the sections the person here may change something in."""
        return SCORING_SECTIONS if self._role is Role.MARKETING else tuple(SECTION_NAMES)

    @property
    def _is_under_way(self) -> bool:
        """Whether something typed or changed is not in the draft yet."""
        return self._asked != self._answered or self.form.is_typing

    def page_actions(self) -> list[Action]:
        """Return what can be done here, for the key sheet and the palette."""
        return [
            Action(
                self.send_text(),
                self.send,
                SEND_KEY,
                "check",
                is_enabled=lambda: self.is_ready or self._is_under_way,
            ),
            Action(self.tr("Undo the last change of the draft"), self.undo, UNDO_KEY, "arrow-back-up"),
            Action(self.tr("Do the undone change again"), self.redo, REDO_KEY, "arrow-forward-up"),
            Action(self.tr("Add an answer or a value"), self.add_inner, "Alt+A", "list-details"),
            Action(self.tr("Discard the draft"), self.discard, "", "trash"),
        ]

    def send_text(self) -> str:
        """Return what sending does."""
        if self._way() is Way.PROPOSED:
            return self.tr("Propose and sign")
        return self.tr("Put into force")

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Draft of the playbook"))
        self._discard.setText(self.tr("Discard"))
        self._close.setText(self.tr("Close"))
        self._close.setToolTip(self.tr("The draft is kept.") + "  Esc")
        names = (
            (self.tr("Add an entry"), "Ins"), (self.tr("Add an answer or a value"), "Alt+A"),
            (self.tr("Move up"), "Alt+↑"), (self.tr("Move down"), "Alt+↓"), (self.tr("Take away"), "Del"),
        )  # fmt: skip
        for tool, (name, key) in zip(self._tools, names, strict=True):
            rename(tool, name, key)
        rename(self.undo_button, self.tr("Undo the last change of the draft"), UNDO_KEY)
        rename(self.redo_button, self.tr("Do the undone change again"), REDO_KEY)
        self.sections.setAccessibleName(self.tr("Sections"))
        self._empty.setText(nothing_here())
        self.form.retranslate()
        self._show()

    # Steps.

    @Slot()
    def add(self) -> None:
        """Add an entry behind the chosen one."""
        if self._draft is not None and self._at[0] not in TABLES:
            self._go(adding(self._draft.raw, self._at))

    @Slot()
    def add_inner(self) -> None:
        """Add an answer to the chosen question, or a value to the chosen field."""
        if self._draft is not None and self._at[0] in INNER and len(self._at) >= ENTRY_SIZE:
            self._go(adding_inner(self._draft.raw, self._at))

    @Slot()
    def remove(self) -> None:
        """Take the chosen entry away, with what says nothing without it."""
        if self._draft is not None and len(self._at) >= ENTRY_SIZE:
            at = self._at
            self._at = at if int(at[-1]) == 0 else (*at[:-1], int(at[-1]) - 1)
            self.change(removal(self._draft.raw, at))

    @Slot(int)
    def shift(self, by: int) -> None:
        """Move the chosen entry among its neighbours."""
        if self._draft is not None and len(self._at) >= ENTRY_SIZE:
            self._go(shifting(self._draft.raw, self._at, by))

    @Slot()
    def undo(self) -> None:
        """Take the last step back, and go to where it was."""
        self.form.flush()
        self._keep(drafts.undo(at=self._clock()), goes_along=True)

    @Slot()
    def redo(self) -> None:
        """Do the undone step again."""
        self._keep(drafts.redo(at=self._clock()), goes_along=True)

    def _go(self, step_and_place: tuple[Step, Path]) -> None:
        step, self._at = step_and_place
        self.change(step)

    @Slot(object)
    def change(self, step: Step) -> None:
        """Make a step."""
        if step:
            self._keep(drafts.change(step, at=self._clock()))

    def _keep(self, write: Ask[Any], *, goes_along: bool = False) -> None:
        """Have the draft written; its answer is shown unless a later one is under way."""
        self._asked += 1
        self._plan = None
        self._planning.drop()
        self._background.carry_out(
            partial(_kept, write), done=partial(self._on_draft, self._asked, goes_along)
        )

    def _on_draft(self, number: int, goes_along: bool, draft: Draft | None) -> None:  # noqa: FBT001 -- bound by partial
        self._answered = number
        if draft is not None:
            self._draft = draft
        if self._asked != self._answered or self._draft is None:
            return
        if goes_along and self._draft.at:
            self._at = self._entry_at(self._draft.at)
        self._at = self._nearest(self._at)
        self._show()
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Say what is wrong with the draft, or ask what it would change."""
        if self._draft is None:
            return
        name, document = self.tr("The draft"), self._draft.text
        if self._draft.problems:
            self.plan_view.show_found(
                Candidate(name, document, None, self._draft.problems), note=self._note()
            )
            self._is_sending = False
            self._show_ready()
            return
        ask = partial(_planned, name, document, self._clock())
        self._background.ask(ask, self._on_plan, question=self._planning)

    def _on_plan(self, plan: Plan) -> None:
        self._plan = plan
        self.plan_view.show_found(plan, note=self._note(), way=self._way())
        self._show_ready()
        if self._is_sending:
            self.send()

    def _note(self) -> str:
        if self._draft is not None and self._draft.is_outdated:
            return self.tr(
                "Another version came into force since this draft was begun. What follows is compared with that one."
            )
        return ""

    @Slot()
    def send(self) -> None:
        """Send the draft; what is still being typed goes along."""
        self.form.flush()
        if self._plan is None:
            self._is_sending = self._is_under_way or (self._draft is not None and not self._draft.problems)
            return
        self._is_sending = False
        if not self.is_ready:
            return
        plan = self._plan
        title = said(plan.candidate.playbook.playbook.title) if plan.candidate.playbook else ""
        self._background.submit(
            plan.command(self.plan_view.rehomed(), self._role),
            done=partial(self._on_sent, title, self._way() is Way.PROPOSED),
            refused=self._on_refused,
        )

    def _on_sent(self, title: str, is_proposal: bool, _: object) -> None:  # noqa: FBT001 -- bound by partial
        self._forget(partial(self.sent.emit, title, is_proposal))

    def _on_refused(self, error: RuleViolation) -> None:
        self._error.setText(refusal_sentence(error.code, error.place))
        self._error.show()

    # Places.

    @Slot(object)
    def go_to(self, at: Path) -> None:
        """Show the entry a path is in, and move the focus to its field."""
        if at:
            self._at = self._nearest(self._entry_at(at))
            self._show()
            self.form.focus_on(at)

    @staticmethod
    def _entry_at(at: Path) -> Path:
        """Return the entry, or the entry within one, that a path is about."""
        if not at or at[0] in TABLES or len(at) < ENTRY_SIZE:
            return at[:1]
        if len(at) >= 2 * ENTRY_SIZE and at[2] == INNER.get(str(at[0])):
            return at[: 2 * ENTRY_SIZE]
        return at[:ENTRY_SIZE]

    def _nearest(self, at: Path) -> Path:
        """Return the path, or where it would be among what there is."""
        raw = self._draft.raw if self._draft is not None else {}
        if len(at) < ENTRY_SIZE:
            return at if at and at[0] in TABLES else (at[0], 0) if at and raw.get(str(at[0])) else at
        entries = value_at(raw, at[:-1])
        if not entries:
            return self._nearest(at[:-ENTRY_SIZE]) if len(at) > ENTRY_SIZE else at[:1]
        return (*at[:-1], min(int(at[-1]), len(entries) - 1))

    @Slot(str)
    def _on_section(self, key: str) -> None:
        if key and (not self._at or self._at[0] != key):
            self._at = self._nearest((key,))
            self._show()

    @Slot(str)
    def _on_entry(self, key: str) -> None:
        if key and path_of(key) != self._at:
            self._at = path_of(key)
            self._show()

    @Slot()
    def _into_form(self) -> None:
        self.form.focus_on(())

    # Showing.

    def _show(self) -> None:
        problems = self._draft.problems if self._draft else ()
        raw = self._draft.raw if self._draft else {}
        section = str(self._at[0]) if self._at else "questions"
        counts = {name: sum(one.at[:1] == (name,) for one in problems) for name in SECTION_NAMES}
        _quietly(self.sections, [
            Option(name, f"{text()} · {counts[name]}" if counts[name] else text())
            for name, text in SECTION_NAMES.items() if name in self._offered()
        ], section)  # fmt: skip
        rows = rows_of(raw, section, self._at, problems) if self._draft else []
        _quietly(self.entries, rows, row_key(self._at))
        self.entries.setAccessibleName(SECTION_NAMES[section]() if section in SECTION_NAMES else section)
        self._empty.setVisible(self._draft is not None and not rows)
        is_entry = value_at(raw, self._at) is not None and (section in TABLES or len(self._at) >= ENTRY_SIZE)
        self.form.show_entry(raw, self._at if is_entry else (), problems)
        self._show_tools(section)
        self._show_state()
        self._show_ready()

    def _show_tools(self, section: str) -> None:
        is_list, is_chosen = section not in TABLES, len(self._at) >= ENTRY_SIZE
        for tool, is_possible in zip(
            self._tools,
            (is_list, is_chosen and section in INNER, is_chosen, is_chosen, is_chosen),
            strict=True,
        ):
            tool.setEnabled(is_possible)
        self._tools[1].setVisible(section in INNER)
        self.undo_button.setEnabled(self._draft is not None and self._draft.can_undo)
        self.redo_button.setEnabled(self._draft is not None and self._draft.can_redo)

    def _show_state(self) -> None:
        if self._draft is None:
            self._state.setText("")
            return
        changes, wrong = len(self._draft.differences), len(self._draft.problems)
        parts = [self.tr("from version {n}").format(n=self._draft.based_on)]
        parts.append(
            self.tr("1 difference") if changes == 1
            else self.tr("{n} differences").format(n=formats.number(changes)) if changes
            else self.tr("no difference yet")
        )  # fmt: skip
        if wrong:
            parts.append(self.tr("{n} to put right").format(n=formats.number(wrong)))
        self._state.setText(joined(parts))

    def _show_ready(self) -> None:
        self._send.setText(self.send_text())
        self._send.setEnabled(self.is_ready)
        self.ready_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            focused: QWidget | None = QApplication.focusWidget()
            if focused is not None and self.form.isAncestorOf(focused):
                self.entries.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.close_panel()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        more = 110 if self.width() >= WIDE else 0
        for part, width in zip((0, 1, 3), (SECTIONS_WIDTH, ENTRIES_WIDTH, PLAN_WIDTH), strict=True):
            self._parts[part].setFixedWidth(width + (more * (part + 1) // 2 if more else 0))


def _quietly(options: OptionList, rows: list[Option], key: str) -> None:
    """Show options without telling which one is picked, and keep it in sight."""
    options.blockSignals(True)
    options.show_options(rows, key)
    options.blockSignals(False)
    if options.currentIndex().isValid():
        options.scrollTo(options.currentIndex())


def _kept(write: Ask[Any], desk: Any) -> Any:
    return desk.keep(write)


def _forgotten(write: Ask[None], desk: Any) -> None:
    desk.keep(write)


def _planned(name: str, document: str, now: int, db: Any) -> Plan:
    return plan_of(examined(name, document), now)(db)
