"""The team board: who is on what, who needs help first and why; every number opens its leads, all by keys."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, override
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.models.vocabulary import Topic
from app.services.board import Board, BoardRow, board
from app.services.board_facts import BoardSelection, Number
from app.services.lead_list import LeadsWhere
from app.views import formats
from app.views.actions import Action
from app.views.board.columns import key_of, rep_columns, sdr_columns
from app.views.board.doing import BoardDoing
from app.views.board.door import Door
from app.views.board.side import NOBODYS_DOORS, doors_of, side_of
from app.views.board.words import number_name
from app.views.desk import Query
from app.views.page import Page
from app.views.rows_source import MemorySource
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, column, label, row
from app.views.widgets.clearing import clear
from app.views.widgets.empty_state import Emptiness

SIDE_WIDTH = 296
AGAIN_MS = 30_000
"""Limits pass and calls last without anything being written."""

type People = RowsTable[None, BoardRow]


class BoardPage(Page[Board]):
    """The team at this moment, for who leads it."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            Topic.LEADS, Topic.ACTIVITIES, Topic.RUNS, Topic.HANDOVERS, Topic.FOLLOW_UPS, Topic.PEOPLE, Topic.PLAYBOOK,
            Topic.CALENDAR,
        }
    )  # fmt: skip
    SETTLE_MS: ClassVar[int] = 500
    leads_asked = Signal(object)
    """The leads behind a number, as a filter of the list of leads."""
    lead_opened = Signal(object)
    """Id of the lead somebody talks or talked to."""

    def __init__(self, surroundings: Surroundings, member_id: UUID) -> None:
        super().__init__(surroundings)
        self._member_id = member_id
        self._board: Board | None = None
        self._shown: UUID | None = None
        self.sdrs, self._sdrs = self._people("board-sdrs", sdr_columns(surroundings.clock))
        self.reps, self._reps = self._people("board-reps", rep_columns(surroundings.clock))
        self._current = self.sdrs
        for table in (self.sdrs, self.reps):
            table.current_changed.connect(partial(self._on_current_changed, table))
            table.row_opened.connect(self._on_row_opened)
            table.view.installEventFilter(self)
        self._said = label("", "title", wrap=True)
        self._nobody = row(gap=6)
        self._sdrs_title, self._reps_title = label("", "heading"), label("", "heading")
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doing = BoardDoing(self)
        self._lay_out()
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._on_time)
        self._again.start()
        self.retranslate()

    # What the page says about itself.

    @override
    def query(self) -> Query[Board]:
        return board(self._member_id, self.surroundings.clock())

    @override
    def fill(self, answer: Board) -> None:
        self._board = answer
        self._sdrs.show(answer.sdrs)
        self._reps.show(answer.reps)
        for at, rows in enumerate((answer.sdrs, answer.reps)):
            self._lists.setStretch(at, len(rows) + 2)
        self.sdrs.reload()
        self.reps.reload()
        self._say()
        self._show_side()
        self.actions_changed.emit()

    @override
    def emptiness(self, answer: Board) -> Emptiness | None:
        if not answer.is_for:
            return Emptiness(
                self.tr("This board is for whoever leads the team"),
                self.tr("Work as the team lead to see it."),
                "lock",
            )
        if not answer.sdrs and not answer.reps:
            return Emptiness(self.tr("Nobody here"), self.tr("Add the people of your team."), "users")
        return None

    @override
    def first_focus(self) -> QWidget:
        return self._current.view

    @override
    def retranslate(self) -> None:
        self._sdrs_title.setText(self.tr("Who calls"))
        self._reps_title.setText(self.tr("Who decides"))
        self.sdrs.retranslate()
        self.reps.retranslate()
        self._say()
        self._show_side()

    @override
    def page_actions(self) -> list[Action]:
        group = self.tr("Team board")
        nobody = [
            Action(
                number_name(spec.number), partial(self._open_nobodys, spec.number), spec.key, "users", group
            )
            for spec in NOBODYS_DOORS
        ]
        return [
            *self._row_actions(),
            *self._door_actions(),
            *nobody,
            Action(self.tr("The other list"), self.turn, "]", "list", group, also=("[",)),
            *self._current.table_actions(),
        ]

    def _row_actions(self) -> list[Action]:
        """Return what can be done for the member shown."""
        shown, group = self._row(), self.tr("Team board")
        if shown is None:
            return []
        found: list[Action] = []
        calls = not shown.member.takes_handovers
        if calls:
            found.append(Action(self.tr("Give leads"), self.give, "A", "user-check", group))
        found.append(Action(self.tr("Set a time away"), self.send_away, "V", "calendar-off", group))
        if shown.away is not None:
            found.append(Action(self.tr("End the time away"), self.bring_back, "B", "calendar", group))
        if calls and shown.member.id != self._member_id:
            found.append(Action(self.tr("Take over"), self.take_over, "T", "arrow-forward-up", group))
        if shown.now.lead_id is not None:
            found.append(Action(self.tr("Open the lead they called"), self._open_lead, "L", "phone", group))
        return found

    def _door_actions(self) -> list[Action]:
        shown = self._row()
        if shown is None:
            return []
        group = self.tr("Open the leads behind a number")
        return [
            Action(number_name(spec.number), partial(self.open_number, spec.number), spec.key, "users", group)
            for spec in doors_of(shown)
        ]

    # What can be done.

    def open_number(self, number: Number) -> None:
        """Open the leads behind a number of the member shown."""
        shown = self._row()
        if shown is not None:
            self._open(number, shown.member.id, shown.member.name, shown.count(number))

    def _open_nobodys(self, number: Number) -> None:
        if self._board is not None:
            self._open(number, None, "", self._board.nobody.get(number, 0))

    def _open(self, number: Number, member_id: UUID | None, name: str, count: int) -> None:
        if self._board is None:
            return
        if not count:
            self.surroundings.toasts.say(
                self.tr("None: {what}").format(what=number_name(number)), tone="info"
            )
            return
        selection = BoardSelection(number, member_id, name, self._board.moment, count)
        self.leads_asked.emit(LeadsWhere(board=selection))

    def _open_lead(self) -> None:
        shown = self._row()
        if shown is not None and shown.now.lead_id is not None:
            self.lead_opened.emit(shown.now.lead_id)

    def give(self) -> None:
        """Ask how many of nobody's leads the member shown shall get."""
        shown, now = self._row(), self._board
        if shown is None or now is None or shown.member.takes_handovers:
            return
        there_are = now.nobody.get(Number.UNOWNED, 0)
        if not there_are:
            self.surroundings.toasts.say(self.tr("Every lead that can be called has somebody"), tone="info")
            return
        self.doing.give.ask(
            shown.member, there_are=there_are, room=max(0, shown.cap - shown.count(Number.HELD))
        )

    def send_away(self) -> None:
        """Ask for a time away of the member shown."""
        shown = self._row()
        if shown is not None:
            self.doing.away.ask(shown.member)

    def bring_back(self) -> None:
        """End the time away of the member shown, or take the next one back."""
        shown = self._row()
        if shown is not None and shown.away is not None:
            self.doing.bring_back(shown.member, shown.away)

    def take_over(self) -> None:
        """Ask who takes over what the member shown holds."""
        shown = self._row()
        if shown is not None and not shown.member.takes_handovers and shown.member.id != self._member_id:
            self.doing.hand_on.ask(shown.member)

    def turn(self) -> None:
        """Go to the other list."""
        (self.reps if self._current is self.sdrs else self.sdrs).view.setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    # Showing.

    def _people(self, name: str, columns: tuple[object, ...]) -> tuple[People, MemorySource[BoardRow]]:
        source = MemorySource[BoardRow](key_of)
        table: People = RowsTable(
            self.surroundings,
            Listing(
                name=name,
                source=source,
                columns=columns,  # type: ignore[arg-type]
                where=None,
                emptiness=lambda: Emptiness(self.tr("Nobody here"), icon="users"),
                title=lambda: self.tr("Who calls") if name == "board-sdrs" else self.tr("Who decides"),
                row_actions=self._row_actions,
            ),
        )
        return table, source

    def _row(self) -> BoardRow | None:
        return self._current.current_row()

    def _on_current_changed(self, table: People, shown: BoardRow | None) -> None:
        if table is not self._current:
            return
        key = shown.member.id if shown is not None else None
        if key != self._shown:
            self._shown = key
            self._show_side()
            self.actions_changed.emit()

    @Slot(object)
    def _on_row_opened(self, _: BoardRow) -> None:
        """Enter leads to the doors of the member."""
        door = next((one for one in self._side.findChildren(Door) if one.isEnabled()), None)
        if door is not None:
            door.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_door_left(self) -> None:
        self._current.view.setFocus(Qt.FocusReason.BacktabFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for table in (self.sdrs, self.reps):
                if watched is table.view and table is not self._current:
                    self._current = table
                    self._on_current_changed(table, table.current_row())
        return super().eventFilter(watched, event)

    @Slot()
    def _on_time(self) -> None:
        if self.isVisible() and self._board is not None:
            self.reload()

    def _say(self) -> None:
        if self._board is None:
            return
        pressed = sum(bool(one.needs) for one in (*self._board.sdrs, *self._board.reps))
        if pressed:
            self._said.setText(self.tr("Who needs you first: {n}").format(n=formats.number(pressed)))
        else:
            self._said.setText(self.tr("Everybody is in time"))
        clear(self._nobody)
        for spec in NOBODYS_DOORS:
            count = self._board.nobody.get(spec.number, 0)
            door = Door(
                number_name(spec.number), formats.number(count), partial(self._open_nobodys, spec.number),
                key=spec.key, tone=spec.tone, count=count,
            )  # fmt: skip
            door.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._nobody.addWidget(door)

    def _show_side(self) -> None:
        focused = self.focusWidget()
        had_focus = isinstance(focused, Door) and self._side.isAncestorOf(focused)
        shown, place = self._row(), self._side.verticalScrollBar().value()
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        if shown is not None:
            now = self.surroundings.clock()
            canvas.setLayout(side_of(shown, now, self.open_number, self._row_actions()))
        self._side.setWidget(canvas)
        for door in canvas.findChildren(Door):
            door.left.connect(self._on_door_left)
        self._side.setAccessibleName(shown.member.name if shown is not None else "")
        self._side.verticalScrollBar().setValue(place)
        if had_focus and shown is not None:
            self._on_row_opened(shown)

    def _lay_out(self) -> None:
        head = QFrame()
        line = row(self._said, None, self._nobody, gap=12)
        head.setLayout(line)
        callers = boxed(column(_padded(self._sdrs_title), self.sdrs, gap=0, margin=(1, 8, 1, 4)), "card")
        deciders = boxed(column(_padded(self._reps_title), self.reps, gap=0, margin=(1, 8, 1, 4)), "card")
        self._lists = lists = column(callers, deciders, gap=12)
        side = boxed(column(self._side, margin=1), "card")
        side.setFixedWidth(SIDE_WIDTH)
        below = row(lists, side, gap=12)
        below.setStretch(0, 1)
        whole = column(head, below, gap=10, margin=(24, 12, 20, 16))
        whole.setStretch(1, 1)
        self.body.setLayout(whole)


def _padded(title: QWidget) -> QWidget:
    box = QWidget()
    box.setLayout(row(title, None, margin=(10, 0, 10, 2)))
    return box
