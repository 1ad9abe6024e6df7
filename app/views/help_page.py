"""Requests for help with deals: asked, answered, done; what waits for who looks comes first."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any, ClassVar, override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.models.vocabulary import Topic
from app.services.help_requests import AnswerHelp, HelpState, SettleHelp
from app.services.help_view import HelpRow, HelpWhere, help_count, help_page
from app.services.kernel.command import Command
from app.views import formats
from app.views.actions import Action
from app.views.desk import Query
from app.views.help.words import ABOUT, is_late, state_text, state_tone
from app.views.page import Page
from app.views.pipeline.reasoned_panel import ReasonedPanel
from app.views.rows_source import Column, Look, Sort
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, column
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.option_list import Option

MINUTE_MS = 60_000
_ANSWER = "answer"


class HelpSource:
    """The requests that concern one member."""

    def __init__(self, member_id: UUID) -> None:
        self._member_id = member_id

    def count(self, where: HelpWhere, sort: Sort, /) -> Query[int]:
        """Return how many there are."""
        del sort
        return lambda db: help_count(db, self._member_id, where)

    def page(self, where: HelpWhere, sort: Sort, offset: int, limit: int, /) -> Query[Sequence[HelpRow]]:
        """Return some of them, what waits first."""
        del sort
        return lambda db: help_page(db, self._member_id, where, offset=offset, limit=limit)

    def key(self, row: HelpRow, /) -> Hashable:
        """Return the request."""
        return row.help_id


class HelpPage(Page[None]):
    """What one is asked for, and what one asked for."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.LEADS, Topic.PEOPLE})
    lead_opened = Signal(object)
    """Id of a lead to show whole."""

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._where = HelpWhere()
        self._row: HelpRow | None = None
        clock = surroundings.clock
        self.table: RowsTable[HelpWhere, HelpRow] = self.follow(
            RowsTable(
                surroundings,
                Listing(
                    name="help", source=HelpSource(member_id), columns=_columns(clock), where=self._where,
                    emptiness=self._emptiness, title=lambda: self.tr("Requests for help"),
                    row_actions=self._row_actions,
                ),
            )
        )  # fmt: skip
        self.table.row_opened.connect(self._on_opened)
        self.answering = ReasonedPanel(self)
        self.answering.chosen.connect(self._on_said)
        self.body.setLayout(
            column(boxed(column(self.table, margin=(1, 4, 1, 6)), "card"), margin=(24, 16, 24, 20))
        )
        self._each_minute = QTimer(self, interval=MINUTE_MS)
        self._each_minute.timeout.connect(self._on_minute)
        self._each_minute.start()
        self.retranslate()

    @override
    def first_focus(self) -> QWidget:
        return self.table.view

    @override
    def retranslate(self) -> None:
        self.table.retranslate()

    @override
    def open(self, target: Any) -> None:
        """Give the keys to a request."""
        if target is not None:
            self.table.select_key(target)

    @override
    def page_actions(self) -> list[Action]:
        shown = self.tr("Only what is open") if self._where.with_settled else self.tr("Also what is settled")
        return [
            *self._row_actions(),
            Action(shown, self.toggle_settled, "U", "history"),
            *self.table.table_actions(),
        ]

    def _row_actions(self) -> list[Action]:
        return [
            Action(self.tr("Answer…"), self.ask_answer, "A", "message"),
            Action(self.tr("Help was given"), partial(self.settle, is_done=True), "D", "check"),
            Action(self.tr("No longer needed"), partial(self.settle, is_done=False), "X", "x"),
            Action(self.tr("Open the lead"), self._open_current, "C", "external-link"),
        ]

    def toggle_settled(self) -> None:
        """Show what is settled too, or only what waits."""
        self._where = HelpWhere(with_settled=not self._where.with_settled)
        self.table.show_filter(self._where)
        self.actions_changed.emit()

    def ask_answer(self) -> None:
        """Ask what who is asked can do, or did."""
        row = self.table.current_row()
        if row is None:
            return
        if not row.is_asked:
            self.surroundings.toasts.say(self.tr("Only who was asked answers."), tone="info")
            return
        self._row = row
        asked = self.tr("{name}: what can you do, or did you?").format(name=row.name)
        self.answering.ask_why(
            f"{row.by}: {row.words}", asked, [Option(_ANSWER, ABOUT[row.about](), row.name)],
            send=self.tr("Send the answer"), write_first={_ANSWER: asked},
        )  # fmt: skip
        self.answering.words.setFocus()

    @Slot(str, str)
    def _on_said(self, _key: str, words: str) -> None:
        row = self._row
        if row is not None:
            text = self.tr("Answered: {name}").format(name=row.name)
            self._give(AnswerHelp(help_id=row.help_id, words=words), text)

    def settle(self, *, is_done: bool) -> None:
        """Note that help was given, or is needed no more."""
        row = self.table.current_row()
        if row is None:
            return
        if not row.is_asker:
            self.surroundings.toasts.say(self.tr("Only who asked settles it."), tone="info")
            return
        text = self.tr("Settled: {name}").format(name=row.name)
        self._give(SettleHelp(help_id=row.help_id, is_done=is_done), text)

    def _give(self, command: Command, text: str) -> None:
        self.background.submit(command, done=partial(self._on_given, text))

    def _on_given(self, text: str, _: object) -> None:
        self.surroundings.toasts.say(text)

    def _emptiness(self) -> Emptiness:
        text = self.tr(
            "A rep asks for help with a deal from the pipeline; the request stands here until it is settled."
        )
        return Emptiness(self.tr("Nobody waits for your help"), text, "message-question")

    def _open_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._on_opened(row)

    @Slot(object)
    def _on_opened(self, row: HelpRow) -> None:
        self.lead_opened.emit(row.lead_id)

    @Slot()
    def _on_minute(self) -> None:
        if self.isVisible():
            self.reload()


def _columns(clock: Clock) -> tuple[Column[HelpRow], ...]:
    translate = QCoreApplication.translate
    return (
        Column[HelpRow](
            "state", lambda: translate("Help", "Standing"), lambda row: state_text(row, clock()), Look.CHIP, 110, 80,
            tone=lambda row: state_tone(row, clock()),
        ),
        Column[HelpRow](
            "company", lambda: translate("Help", "Company"), lambda row: row.name, Look.TEXT, 200, 120, 1, is_fixed=True
        ),
        Column[HelpRow](
            "about", lambda: translate("Help", "What for"), lambda row: ABOUT[row.about](), Look.TWO_LINES, 300, 160, 3,
            second=lambda row: row.words,
        ),
        Column[HelpRow](
            "due", lambda: translate("Help", "Needed by"), lambda row: formats.moment(row.due_at, clock()), Look.TEXT,
            120, 80, tone=lambda row: "bad" if is_late(row, clock()) else "text",
        ),
        Column[HelpRow]("by", lambda: translate("Help", "Asked by"), lambda row: row.by, Look.TEXT, 120, 70, 1),
        Column[HelpRow]("asked", lambda: translate("Help", "Asked"), lambda row: row.asked, Look.TEXT, 120, 70, 1),
        Column[HelpRow](
            "answer", lambda: translate("Help", "Answer"), lambda row: row.answer or "–", Look.TEXT, 240, 100, 2,
            tone=lambda row: "text" if row.state is HelpState.ANSWERED else "muted",
        ),
    )  # fmt: skip
