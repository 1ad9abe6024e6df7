"""The team: who is here, their share of hand-overs, whose turn is next; everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, override
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from app.errors import RuleViolation
from app.models.vocabulary import SDR_ROLES, Role, Topic
from app.services.people import (
    WHO_KEEPS_PEOPLE,
    AddMember,
    ChangeMember,
    EndAbsence,
    SetAbsence,
    SetMemberCalendar,
    SetTeam,
)
from app.services.sync.status import SyncState
from app.services.team import Away, Desks, MemberRow, Team, team
from app.services.working_time import TEAM
from app.views.actions import Action
from app.views.board.doing import BoardDoing
from app.views.calendar.words import country_name
from app.views.desk import Query
from app.views.leads.pick_panel import PickPanel
from app.views.page import Page
from app.views.people.forms import SEND_KEY, AwayForm, Form, MemberForm, changed
from app.views.people.keeping import LoginKeeping
from app.views.people.listing import SORT_KEYS, id_of, login_columns, member_columns
from app.views.people.login_words import login_facts, login_note, summary
from app.views.people.member_facts import LoginFacts, hours_name, member_facts
from app.views.people.said import another_rep, away_span, next_lines
from app.views.people.team_form import TeamForm
from app.views.refusals import sentence
from app.views.rows_source import MemorySource
from app.views.rows_table import Listing, RowsTable
from app.views.surroundings import Surroundings
from app.views.widgets.basics import boxed, column, label, restyle, row
from app.views.widgets.empty_state import Emptiness
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.option_list import Option

if TYPE_CHECKING:
    from app.services.team_keeping import TeamKeeper

SIDE_WIDTH = 372


class PeoplePage(Page[Team]):
    """Everybody reads; team lead, sales lead and administrator change, others set their own absence."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {Topic.PEOPLE, Topic.HANDOVERS, Topic.PLAYBOOK, Topic.CALENDAR}
    )

    def __init__(self, surroundings: Surroundings, member_id: UUID, keeper: TeamKeeper | None = None) -> None:
        """Make it.

        Args:
            surroundings: Of the shell.
            member_id: Who looks.
            keeper: Opens and closes logins, for an administrator of a joined workspace.
        """
        super().__init__(surroundings)
        self._member_id = member_id
        self._team: Team | None = None
        self.keeping = LoginKeeping(self, keeper, self._open, self.put_away) if keeper is not None else None
        keys = SORT_KEYS | {"seen": lambda one: (seen := self._desks(one)) is not None and seen.seen_at}
        self._source = MemorySource[MemberRow](id_of, sort_keys=keys)
        columns = member_columns()
        if self.keeping is not None:
            columns = login_columns(self._desks, surroundings.clock)
        self.list = RowsTable(
            surroundings,
            Listing(
                name="people" if keeper is None else "logins",
                source=self._source,
                columns=columns,
                where=None,
                emptiness=lambda: Emptiness(self.tr("Nobody here"), icon="users"),
                title=lambda: self.tr("Members"),
                row_actions=self._member_actions,
            ),
        )
        self.list.current_changed.connect(self._on_current_changed)
        self.list.row_opened.connect(self._on_row_opened)
        self._next, self._how = label("", "title", wrap=True), label("", "muted", wrap=True)
        self._note = label("", "muted", wrap=True)
        self.member_form, self.away_form = MemberForm(), AwayForm()
        self.team_form = TeamForm()
        for form in (self.member_form, self.away_form, self.team_form):
            form.sent.connect(self._on_sent)
            form.put_away.connect(self.put_away)
        for of_logins in self.keeping.forms if self.keeping is not None else ():
            of_logins.put_away.connect(self.put_away)
        surroundings.sync.changed.connect(self._on_sync_changed)
        self._facts = QScrollArea()
        self._facts.setWidgetResizable(True)
        self._facts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side = QStackedWidget()
        self.doing = BoardDoing(self)
        self.calendars = PickPanel(self)
        self.calendars.picked.connect(self._on_calendar_picked)
        self._lay_out()

    # What the page says about itself.

    @override
    def query(self) -> Query[Team]:
        return team(self.surroundings.clock())

    @override
    def fill(self, answer: Team) -> None:
        self._team = answer
        self._source.show(answer.members)
        newcomer = self.keeping.show_team(answer) if self.keeping is not None else None
        self._say()
        self.list.reload()
        if newcomer is not None:
            self.list.select_key(newcomer)
        self.actions_changed.emit()

    @override
    def first_focus(self) -> QWidget:
        return self.list

    @override
    def retranslate(self) -> None:
        self.list.retranslate()
        self.member_form.retranslate()
        self.away_form.retranslate()
        self.team_form.retranslate()
        if self.keeping is not None:
            self.keeping.retranslate()
        self._say()
        self._show_facts()

    @override
    def page_actions(self) -> list[Action]:
        form = self._form()
        if form is not None:
            return [Action(self.tr("Save the form"), form.send, SEND_KEY, "check")]
        return [*self._member_actions(), *self.list.table_actions()]

    def _member_actions(self) -> list[Action]:
        member, me, found = self._current(), self._me(), list[Action]()
        logins = self.keeping.actions(member, me) if self.keeping is not None and me is not None else []
        found += logins
        if self._keeps_people():
            if not logins:
                found.append(Action(self.tr("New member"), self.add, "N", "user-plus"))
            if member is not None:
                found.append(Action(self.tr("Change member"), self.change, "E", "pencil"))
                found.append(Action(self.tr("Move to a team"), self.change_team, "M", "users"))
        if member is not None and self._may_send_away(member):
            found.append(Action(self.tr("Set a time away"), self.send_away, "V", "calendar-off"))
            if member.away:
                found.append(Action(self.tr("End the time away"), self.bring_back, "B", "calendar"))
        if member is not None and self._keeps_people() and member.is_active:
            found.append(Action(self.tr("Choose working hours"), self.choose_calendar, "C", "clock"))
        if member is not None and self._leads_the_team() and self._holds_leads(member):
            found.append(Action(self.tr("Take over their leads"), self.take_over, "T", "arrow-forward-up"))
        if member is not None and self._keeps_people() and member.id != self._member_id and not logins:
            text = self.tr("Retire member") if member.is_active else self.tr("Bring member back")
            found.append(
                Action(text, self.toggle_active, "D", "user-off" if member.is_active else "user-check")
            )
        return found

    # What can be done.

    def add(self) -> None:
        """Offer the form of a new member."""
        persons = {member.person_id: member.name for member in (self._team.members if self._team else ())}
        self._open(self.member_form)
        self.member_form.show_new(sorted((name, person_id) for person_id, name in persons.items()))

    def change(self) -> None:
        """Offer what may be changed of the member chosen."""
        member = self._current()
        if member is not None and self._keeps_people():
            self._open(self.member_form)
            self.member_form.show_member(member)

    def change_team(self) -> None:
        """Offer another team for the person chosen."""
        member = self._current()
        if member is not None and self._keeps_people():
            self._open(self.team_form)
            members = self._team.members if self._team else ()
            self.team_form.show_member(member, [one.team for one in members if one.team])

    def send_away(self) -> None:
        """Offer a time away for the member chosen."""
        member = self._current()
        if member is not None and self._may_send_away(member):
            self._open(self.away_form)
            self.away_form.show_member(member, self.surroundings.clock())

    def bring_back(self) -> None:
        """End the present absence of the member chosen, or take the next one back."""
        member = self._current()
        if member is not None and member.away:
            away = member.away[0]
            again = partial(self._set_away_again, member.id, away.from_at, away.until_at, away.words)
            text = self.tr("{name} is back").format(name=member.name)
            self.background.submit(
                EndAbsence(absence_id=away.id), done=partial(self._on_undoable, text, again)
            )

    def choose_calendar(self) -> None:
        """Ask whose hours the member chosen keeps."""
        member = self._current()
        if member is None or self._team is None or not self._keeps_people():
            return
        options = [
            Option(one.key, hours_name(one), f"{country_name(one.country)} · {one.time_zone}")
            for one in self._team.calendars
        ]
        title = self.tr("Working hours of {name}").format(name=member.name)
        self.calendars.ask(title, options, send=self.tr("Choose"), picked=member.calendar or TEAM)

    @Slot(str)
    def _on_calendar_picked(self, key: str) -> None:
        member, team_now = self._current(), self._team
        hours = next((one for one in team_now.calendars if one.key == key), None) if team_now else None
        if member is None or hours is None:
            return
        chosen, before = (
            SetMemberCalendar(member_id=member.id, calendar=one)
            for one in (None if key == TEAM else key, member.calendar)
        )
        if chosen == before:
            return
        text = self.tr("{name} keeps these hours now: {hours}").format(
            name=member.name, hours=hours_name(hours)
        )
        undo = partial(self.background.submit, before)
        self.background.submit(chosen, done=partial(self._on_undoable, text, undo))

    def take_over(self) -> None:
        """Ask who takes over what the member chosen holds."""
        member = self._current()
        if member is not None and self._leads_the_team() and self._holds_leads(member):
            self.doing.hand_on.ask(member)

    def toggle_active(self) -> None:
        """Retire the member chosen, or bring them back; can be undone. First their leads find somebody."""
        member = self._current()
        if member is None:
            return
        if member.is_active and self._leads_the_team() and self._holds_leads(member):
            self.doing.hand_on.ask(member, or_else=partial(self._toggle, member))
        elif member.takes_handovers and self._may_choose_reps():
            self.doing.rep_leaves.ask(member, or_else=partial(self._toggle, member))
        else:
            self._toggle(member)

    def _toggle(self, member: MemberRow) -> None:
        text = self.tr("{name} retired") if member.is_active else self.tr("{name} works here again")
        undo = partial(self.background.submit, changed(member, is_active=member.is_active))
        self.background.submit(
            changed(member, is_active=not member.is_active),
            done=partial(self._on_undoable, text.format(name=member.name), undo),
        )

    @Slot()
    def put_away(self) -> None:
        """Close the form and go back to the list."""
        if self._form() is not None:
            self._side.setCurrentWidget(self._facts)
            self.list.setFocus()
            self.actions_changed.emit()

    def _open(self, form: Form) -> None:
        self._side.setCurrentWidget(self._canvases[form])
        self.actions_changed.emit()

    def _form(self) -> Form | None:
        shown = self._side.currentWidget()
        return next((form for form, canvas in self._canvases.items() if canvas is shown), None)

    def _set_away_again(self, member_id: UUID, from_at: int, until_at: int, words: str | None) -> None:
        self.background.submit(
            SetAbsence(
                absence_id=uuid4(), member_id=member_id, from_at=from_at, until_at=until_at, words=words
            )
        )

    # Sending.

    @Slot(object)
    def _on_sent(self, command: AddMember | ChangeMember | SetAbsence | SetTeam) -> None:
        # Where somebody worked before: once it is done, the list may know it no more.
        before = self._anybody(command.person_id) if isinstance(command, SetTeam) else None
        done = partial(self._on_done, command, before)
        self.background.submit(command, done=done, refused=self._on_refused)

    def _on_done(
        self,
        command: AddMember | ChangeMember | SetAbsence | SetTeam,
        before: MemberRow | None,
        _: object,
    ) -> None:
        self.put_away()
        match command:
            case AddMember():
                self.list.select_key(command.member_id)
                self.surroundings.toasts.say(self.tr("{name} added").format(name=command.name))
            case ChangeMember():
                self.surroundings.toasts.say(self.tr("{name} changed").format(name=command.name))
            case SetTeam():
                self._on_moved(command, before)
            case SetAbsence():
                away = Away(command.absence_id, command.from_at, command.until_at, command.words)
                self.surroundings.toasts.say(
                    away_span(away),
                    undo=partial(self.background.submit, EndAbsence(absence_id=command.absence_id)),
                )

    def _anybody(self, person_id: UUID) -> MemberRow | None:
        """Return one of a person's members."""
        members = self._team.members if self._team else ()
        return next((one for one in members if one.person_id == person_id), None)

    def _on_moved(self, command: SetTeam, before: MemberRow | None) -> None:
        if before is None or before.team == command.team:
            return
        text = self.tr("{name} is in {team} now") if command.team else self.tr("{name} is in no team now")
        undo = SetTeam(person_id=command.person_id, team=before.team)
        self.surroundings.toasts.say(
            text.format(name=before.name, team=command.team), undo=partial(self.background.submit, undo)
        )

    def _on_undoable(self, text: str, undo: Callable[[], object], _: object) -> None:
        self.surroundings.toasts.say(text, undo=undo)

    def _on_refused(self, error: RuleViolation) -> None:
        form = self._form()
        if form is not None:
            form.show_refusal(error.code, sentence(error))
        else:
            self.background.refused.emit(error)

    # Showing.

    def _keeps_people(self) -> bool:
        me = self._me()
        return me is not None and me.role in WHO_KEEPS_PEOPLE

    def _leads_the_team(self) -> bool:
        me = self._me()
        return me is not None and me.role is Role.TEAM_LEAD

    def _may_choose_reps(self) -> bool:
        me = self._me()
        return me is not None and me.role in {Role.TEAM_LEAD, Role.SALES_LEAD}

    def _holds_leads(self, member: MemberRow) -> bool:
        return member.role in SDR_ROLES and member.id != self._member_id

    def _may_send_away(self, member: MemberRow) -> bool:
        return member.is_active and (self._keeps_people() or member.id == self._member_id)

    def _me(self) -> MemberRow | None:
        members = self._team.members if self._team else ()
        return next((member for member in members if member.id == self._member_id), None)

    def _current(self) -> MemberRow | None:
        return self.list.current_row()

    @Slot(object)
    def _on_current_changed(self, _: MemberRow | None) -> None:
        self._show_facts()
        if self._form() is None:
            self.actions_changed.emit()

    @Slot(object)
    def _on_row_opened(self, _: MemberRow) -> None:
        self.change()

    @Slot(object)
    def _on_sync_changed(self, _: object) -> None:
        """Say whether the server can be reached: logins are opened and closed there."""
        if self.keeping is not None:
            self._say()

    def _desks(self, member: MemberRow) -> Desks | None:
        return self._team.desks.get(member.person_id) if self._team else None

    def _say(self) -> None:
        if self._team is None:
            return
        if self.keeping is not None:
            self._say_logins(self._team)
            return
        lines = next_lines(self._team)
        self._next.setText("\n".join(lines))
        restyle(self._next, "kind", "title" if len(lines) == 1 else "heading")
        self._how.setText(
            self.tr(
                "Every candidate's credit grows by their weight; the highest gets the hand-over and pays the sum."
                " Who is away, full, outside the grade or refused the lead before is no candidate."
            )
        )
        self._say_note(another_rep(self._team))

    def _say_logins(self, team_now: Team) -> None:
        for part, text in zip((self._next, self._how), summary(team_now), strict=True):
            part.setText(text)
        self._say_note(self._offline_note())

    def _say_note(self, note: str) -> None:
        self._note.setText(note)
        self._note_line.setVisible(bool(note))

    def _offline_note(self) -> str:
        status = self.surroundings.sync.status
        if status is None or status.state is not SyncState.OFFLINE:
            return ""
        return self.tr(
            "The server cannot be reached now. Logins are opened and closed there alone; teams and times away are kept"
            " here until it is back."
        )

    def _login_facts(self, member: MemberRow) -> LoginFacts | None:
        if self.keeping is None:
            return None
        desks = self._desks(member)
        return LoginFacts(login_facts(member, desks, self.surroundings.clock()), login_note(member, desks))

    def _show_facts(self) -> None:
        member = self._current()
        canvas = QWidget()
        canvas.setProperty("kind", "canvas")
        if member is not None:
            hours = self._team.hours_of(member) if self._team is not None else None
            facts = self._login_facts(member)
            canvas.setLayout(member_facts(member, hours, self._member_actions(), facts))
        self._facts.setWidget(canvas)

    def _lay_out(self) -> None:
        self._note_line = QFrame()
        note = row(IconLabel("info-circle", "accent"), self._note, gap=8)
        note.setStretch(1, 1)
        self._note_line.setLayout(note)
        head = boxed(column(self._next, self._how, self._note_line, gap=4, margin=(20, 14, 20, 14)), "card")
        self._canvases: dict[Form, QScrollArea] = {}
        self._side.addWidget(self._facts)
        logins = self.keeping.forms if self.keeping is not None else ()
        for form in (self.member_form, self.away_form, self.team_form, *logins):
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            canvas = QWidget()
            canvas.setProperty("kind", "canvas")
            canvas.setLayout(column(form, margin=(16, 14, 16, 14)))
            area.setWidget(canvas)
            self._canvases[form] = area
            self._side.addWidget(area)
        side = boxed(column(self._side, margin=1), "card")
        side.setFixedWidth(SIDE_WIDTH)
        body = row(boxed(column(self.list, margin=1), "card"), side, gap=16)
        body.setStretch(0, 1)
        whole = column(head, body, gap=12, margin=(24, 16, 20, 16))
        whole.setStretch(1, 1)
        self.body.setLayout(whole)
