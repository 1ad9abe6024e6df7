"""What the shared database has not taken: refused with everything that was typed, or waiting; and what one can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.clock import DAY
from app.models.vocabulary import Topic
from app.services.holding import ClaimLeads
from app.services.sync import refused
from app.services.sync.away import Absence, Digest, Happened, News, last_digest
from app.services.sync.refused import Typed, Untaken, untaken
from app.services.sync.terms import Terms
from app.views.actions import Action
from app.views.desk import Query
from app.views.page import Page
from app.views.rows_source import Column, MemorySource
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.sync.asking import asking_lead
from app.views.sync.away_words import away_columns, span_text
from app.views.sync.detail import WIDTH, Button, TypedPanel
from app.views.sync.listing import refused_columns, waiting_columns
from app.views.sync.typed_words import as_text, headline
from app.views.widgets.ask_sheet import AskSheet
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.segmented import Segmented


class Part(StrEnum):
    """The lists of the page."""

    REFUSED = "refused"
    WAITING = "waiting"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class SyncSeen:
    """What the page shows."""

    untaken: Untaken
    digest: Digest


class SyncPage(Page[SyncSeen]):
    """A list, and beside it the command at hand; every way out is one key."""

    topics: ClassVar[frozenset[Topic]] = frozenset(Topic)

    lead_opened = Signal(object)

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._member_id = member_id
        self._absence: Absence | None = None
        self._team_leads: tuple[tuple[UUID, str], ...] = ()
        self._terms = Terms({}, {})
        self.parts = Segmented()
        self.parts.chosen.connect(self._on_part_chosen)
        self._sources = {part: MemorySource[Typed](lambda one: one.cmd_id) for part in Part}
        clock = surroundings.clock
        self.refused = self._table("refused", Part.REFUSED, refused_columns(clock, self._named))
        self.waiting = self._table("waiting", Part.WAITING, waiting_columns(clock, self._named))
        self._happened = MemorySource[Happened](lambda one: one.key)
        self.away: RowsTable[None, Happened] = RowsTable(
            surroundings,
            Listing(
                name="sync_away", source=self._happened, columns=away_columns(clock, self._named), where=None,
                emptiness=self._nothing_happened, title=partial(self._part_text, Part.AWAY),
                row_actions=self._away_actions,
            ),
        )  # fmt: skip
        self.detail = TypedPanel()
        self.detail.lead_opened.connect(self.lead_opened)
        self.sheet = AskSheet()
        self.sheet.setFixedWidth(WIDTH)
        self.sheet.sent.connect(self._on_question_sent)
        self.sheet.put_away.connect(self._on_put_away)
        self.said = label("", "muted", wrap=True)
        self._tables = QStackedWidget()
        for table in self._all():
            self._tables.addWidget(table)
            table.current_changed.connect(self._on_current_changed)
            table.row_opened.connect(self._on_row_opened)
        body = row(boxed(column(self._tables, margin=(1, 4, 1, 6)), "card"), self.detail, self.sheet, gap=16)
        body.setStretch(0, 1)
        whole = column(row(self.parts, None), self.said, gap=10, margin=(24, 16, 24, 20))
        whole.addLayout(body, 1)
        self.body.setLayout(whole)
        surroundings.sync.changed.connect(self._on_sync_changed)
        self.retranslate()

    # What the page says about itself.

    @override
    def query(self) -> Query[SyncSeen]:
        digest = last_digest(self._member_id)
        return lambda db: SyncSeen(untaken(db), digest(db))

    @override
    def fill(self, answer: SyncSeen) -> None:
        self._team_leads = answer.untaken.team_leads
        self._terms, self._absence = answer.untaken.terms, answer.digest.absence
        self._sources[Part.REFUSED].show(answer.untaken.refused)
        self._sources[Part.WAITING].show(answer.untaken.waiting)
        self._happened.show(answer.digest.lines)
        for table in self._all():
            table.reload()
        counts = (len(answer.untaken.refused), len(answer.untaken.waiting), len(answer.digest.lines))
        self._show_parts(dict(zip(Part, counts, strict=True)))
        self._say()

    @override
    def first_focus(self) -> QWidget:
        return self._shown().view

    @override
    def open(self, target: Any) -> None:
        if target in set(Part):
            # What the outbox and the digest hold is this desk's own: no feed tells of it.
            self.reload()
            self.parts.choose(target)

    @override
    def retranslate(self) -> None:
        self._show_parts({})
        for table in self._all():
            table.retranslate()
        self._say()

    @override
    def page_actions(self) -> list[Action]:
        if self.sheet.isVisible():
            return []
        group = self.tr("Sync")
        texts = (
            self.tr("Show what was refused"), self.tr("Show what waits"),
            self.tr("Show what happened while you were away"),
        )  # fmt: skip
        shown = [
            Action(text, partial(self.parts.choose, part), str(at), "eye", group)
            for at, (text, part) in enumerate(zip(texts, Part, strict=True), start=1)
        ]
        exchange = Action(self.tr("Exchange now"), self.exchange, "R", "refresh", group)
        mine = self._away_actions() if self._shows_away() else self._row_actions()
        return [*mine, *shown, exchange, *self._shown().table_actions()]

    # What can be done.

    def copy(self) -> None:
        """Put everything that was typed on the clipboard."""
        typed = self._typed()
        if typed is not None:
            QGuiApplication.clipboard().setText(as_text(typed, self._terms))
            self.surroundings.toasts.say(self.tr("Copied with everything you typed"))

    def try_again(self) -> None:
        """Give it once more."""
        self._deal(lambda desk, typed: refused.try_again(desk, typed.cmd_id), self._on_tried)

    def as_note(self) -> None:
        """Keep it as a note on its lead."""
        typed = self._refused_row()
        if typed is not None and typed.leads:
            words = as_text(typed, self._terms)
            self._deal(lambda desk, typed: refused.as_note(desk, typed.cmd_id, words), self._on_noted)

    def ask_lead(self) -> None:
        """Ask a team lead what to do; what was typed goes with the question."""
        typed = self._refused_row()
        if typed is not None and typed.leads and self._team_leads:
            self.sheet.ask(asking_lead(typed.cmd_id, self._team_leads))
            self.detail.hide()
            self.actions_changed.emit()

    def dismiss(self) -> None:
        """Let go of it; it can be taken back."""
        typed = self._refused_row()
        if typed is not None:
            gone = partial(self._on_dismissed, headline(typed), typed.cmd_id)
            self._deal(lambda desk, typed: refused.dismiss(desk, [typed.cmd_id]), gone)

    def open_lead(self) -> None:
        """Open the first of its leads that is still here."""
        typed, happened = self._typed(), self.away.current_row()
        lead_id = None if typed is None else _first_here(typed)
        if self._shows_away() and happened is not None and happened.is_here:
            lead_id = happened.lead_id
        if lead_id is not None:
            self.lead_opened.emit(lead_id)

    def claim_again(self) -> None:
        """Claim a lead that was recalled before a call of theirs was known."""
        happened = self.away.current_row()
        if happened is not None and happened.lead_id is not None:
            claim = ClaimLeads(lead_ids=(happened.lead_id,))
            self.background.submit(claim, done=self._on_claimed_again)

    def exchange(self) -> None:
        """Ask for an exchange now."""
        self.surroundings.sync.wake_asked.emit()

    # Inside.

    def _table(self, name: str, part: Part, columns: tuple[Column[Typed], ...]) -> RowsTable[None, Typed]:
        return RowsTable(
            self.surroundings,
            Listing(
                name=f"sync_{name}", source=self._sources[part], columns=columns, where=None,
                emptiness=partial(self._emptiness, part), title=partial(self._part_text, part),
                row_actions=self._row_actions,
            ),
        )  # fmt: skip

    def _named(self) -> Terms:
        return self._terms

    def _all(self) -> tuple[RowsTable[None, Any], ...]:
        return self.refused, self.waiting, self.away

    def _shown(self) -> RowsTable[None, Any]:
        return self._all()[list(Part).index(Part(self.parts.key() or Part.REFUSED))]

    def _shows_away(self) -> bool:
        return self.parts.key() == Part.AWAY

    def _typed(self) -> Typed | None:
        """Return the command at hand, where commands are shown."""
        return None if self._shows_away() else self._shown().current_row()

    def _refused_row(self) -> Typed | None:
        return self.refused.current_row() if self._shown() is self.refused else None

    def _away_actions(self) -> list[Action]:
        happened = self.away.current_row()
        if happened is None or not happened.is_here:
            return []
        group = self.tr("Sync")
        opening = Action(self.tr("Open the lead"), self.open_lead, "L", "external-link", group)
        if happened.what is not News.RECLAIM:
            return [opening]
        return [Action(self.tr("Claim it again"), self.claim_again, "C", "user-check", group), opening]

    def _row_actions(self) -> list[Action]:
        typed, group = self._typed(), self.tr("Sync")
        if typed is None:
            return []
        return [Action(text, call, key, icon, group) for text, key, icon, _, call in self._buttons(typed)]

    def _buttons(self, typed: Typed) -> list[Button]:
        made: list[Button] = []
        is_refused = self.parts.key() != Part.WAITING
        if is_refused and typed.command is not None:
            made.append((self.tr("Try again"), "T", "refresh", "primary", self.try_again))
        if is_refused and typed.leads:
            made.append((self.tr("Keep as a note on the lead"), "N", "note", "", self.as_note))
            made.append((self.tr("Ask the team lead"), "A", "message-question", "", self.ask_lead))
        made.append((self.tr("Copy everything"), "C", "copy", "", self.copy))
        if _first_here(typed) is not None:
            made.append((self.tr("Open the lead"), "L", "external-link", "", self.open_lead))
        if is_refused:
            made.append((self.tr("Let go of it"), "X", "x", "", self.dismiss))
        return made

    def _deal(self, work: Callable[[Any, Typed], Any], done: Callable[[Any], None]) -> None:
        typed = self._refused_row()
        if typed is not None:
            self.background.carry_out(lambda desk: work(desk, typed), done=done)

    def _show_parts(self, counts: Mapping[Part, int]) -> None:
        choices = [
            (part, f"{self._part_text(part)} · {counts[part]}" if counts.get(part) else self._part_text(part))
            for part in Part
        ]
        self.parts.show_choices(self.tr("What is shown"), choices, self.parts.key() or Part.REFUSED)

    def _part_text(self, part: Part) -> str:
        match part:
            case Part.REFUSED:
                return self.tr("Needs you")
            case Part.WAITING:
                return self.tr("Waiting")
            case Part.AWAY:
                return self.tr("While you were away")

    def _say(self) -> None:
        if self._shows_away():
            text = "" if self._absence is None else span_text(self._absence, self.surroundings.clock())
        elif self.parts.key() == Part.WAITING:
            text = self.tr(
                "This goes out by itself. What only the shared database may decide is decided then."
            )
        else:
            text = self.tr(
                "The shared database refused this. Everything you typed is here until you let go of it."
            )
        self.said.setText(text)

    def _emptiness(self, part: Part) -> Emptiness:
        if part is Part.WAITING:
            return Emptiness(
                self.tr("Nothing waits"), self.tr("What you did is with the team."), "circle-check"
            )
        return Emptiness(
            self.tr("Nothing needs you"), self.tr("Nothing you did was refused."), "circle-check"
        )

    def _nothing_happened(self) -> Emptiness:
        text = self.tr("After a night, or longer off line, this tells what others did to your leads.")
        return Emptiness(self.tr("Nothing happened while you were away"), text, "clock")

    @Slot(str)
    def _on_part_chosen(self, _: str) -> None:
        self._tables.setCurrentWidget(self._shown())
        self._say()
        self._shown().view.setFocus()
        self._on_current_changed(None)

    @Slot(object)
    def _on_current_changed(self, _: object) -> None:
        typed = self._typed()
        self.detail.setVisible(typed is not None and not self.sheet.isVisible())
        if typed is not None:
            self.detail.show_typed(typed, self._terms, self.surroundings.clock(), self._buttons(typed))
        self.actions_changed.emit()

    @Slot(object)
    def _on_row_opened(self, _: object) -> None:
        self.open_lead()

    @Slot(object)
    def _on_sync_changed(self, _: object) -> None:
        if self.isVisible():
            self.reload()

    @Slot(str, str)
    def _on_question_sent(self, picked: str, words: str) -> None:
        typed = self._refused_row()
        if typed is None or not self._team_leads:
            return
        asked_id = UUID(picked) if picked else self._team_leads[0][0]
        said, due_at = f"{words}\n\n{as_text(typed, self._terms)}", self.surroundings.clock() + DAY

        def ask(desk: Any, typed: Typed) -> int:
            return refused.ask_lead(desk, typed.cmd_id, asked_id, said, due_at=due_at)

        self._deal(ask, self._on_asked)

    @Slot()
    def _on_put_away(self) -> None:
        self._shown().view.setFocus()
        self._on_current_changed(None)

    def _on_asked(self, _: object) -> None:
        self.sheet.settle()
        self._settled(self.tr("Asked"))

    def _on_tried(self, _: object) -> None:
        self._settled(self.tr("Given again"))

    def _on_claimed_again(self, _: object) -> None:
        self._settled(self.tr("Claimed again"))

    def _on_noted(self, count: int) -> None:
        self._settled(QCoreApplication.translate("SyncPage", "Kept as %n note(s)", "", count))

    def _on_dismissed(self, what: str, cmd_id: UUID, _: object) -> None:
        undo = partial(self._bring_back, cmd_id)
        self.surroundings.toasts.say(self.tr("Let go of: {what}").format(what=what), undo=undo)
        self._settled("")

    def _bring_back(self, cmd_id: UUID) -> None:
        self.background.carry_out(lambda desk: refused.bring_back(desk, [cmd_id]), done=self._on_brought_back)

    def _on_brought_back(self, _: object) -> None:
        self._settled("")

    def _settled(self, said: str) -> None:
        """What this desk alone keeps changed: no feed tells of it."""
        if said:
            self.surroundings.toasts.say(said)
        self.reload()
        self.exchange()


def _first_here(typed: Typed) -> UUID | None:
    return next((one.lead_id for one in typed.leads if one.lead_id in typed.here), None)
