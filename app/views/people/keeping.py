"""Logins in the people page of a joined workspace: what an administrator does, and what each step asks first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Slot

from app.errors import AppError, RuleViolation, Unavailable
from app.services.leaver_plan import LeaverPlan, leaver_plan
from app.services.team import MemberRow, Team
from app.views.actions import Action
from app.views.page import Page
from app.views.people.forms import Form
from app.views.people.login_forms import HatsForm, NewPerson, OtherHats, PersonForm
from app.views.people.login_panels import HandedPanel, LeaverPanel, OperatorPanel
from app.views.people.login_words import leaver_lines
from app.views.refusals import sentence

if TYPE_CHECKING:
    from app.services.team_keeping import HandedOut, TeamKeeper

_ASK_AGAIN = frozenset({"operator_needed", "login_wrong", "not_operator"})
"""Trouble after which the operator's login is asked for."""


class LoginKeeping(QObject):
    """Asks what is needed over its page, and lets a job speak to the server; the page never waits for it."""

    def __init__(
        self,
        page: Page[Any],
        keeper: TeamKeeper,
        open_form: Callable[[Form], object],
        put_away: Callable[[], object],
    ) -> None:
        """Make the forms and panels.

        Args:
            page: The people page.
            keeper: Does the work, off the window's thread.
            open_form: Shows a form beside the list.
            put_away: Shows the list alone again.
        """
        super().__init__(page)
        self._page, self._keeper = page, keeper
        self._open_form, self._put_away = open_form, put_away
        self._background, self._toasts = page.background, page.surroundings.toasts
        self.person_form, self.hats_form = PersonForm(), HatsForm()
        self.operator, self.handed, self.leaver = OperatorPanel(page), HandedPanel(page), LeaverPanel(page)
        self._team = Team((), ())
        self._waiting: Callable[[], object] | None = None
        self._leaver: MemberRow | None = None
        self._is_busy = False
        self._newcomer = ""
        for form in self.forms:
            form.sent.connect(self._on_sent)
        self.operator.sent.connect(self._on_operator)
        self.leaver.sent.connect(self._on_leaver)
        self.handed.copied.connect(self._toasts.say)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms that stand beside the list."""
        return self.person_form, self.hats_form

    def retranslate(self) -> None:
        """Set every text again."""
        self.person_form.retranslate()
        self.hats_form.retranslate()

    def show_team(self, team: Team) -> UUID | None:
        """Know the people as they are now; return the member to go to, where somebody was just let in."""
        self._team = team
        found = next((one for one in team.members if one.login == self._newcomer), None)
        if found is None:
            return None
        self._newcomer = ""
        return found.id

    def actions(self, member: MemberRow | None, me: MemberRow) -> list[Action]:
        """Return what can be done about logins."""
        found = [Action(self.tr("New person"), self.add, "N", "user-plus")]
        if member is None:
            return found
        if not self._works_here(member.person_id):
            text = self.tr("Open the login again")
            return [*found, Action(text, partial(self.reopen, member), "D", "user-check")]
        found += [
            Action(self.tr("Invite again, with another password"), partial(self.invite, member), "I", "link"),
            Action(self.tr("Give or take hats"), partial(self.change_hats, member), "H", "id-badge-2"),
        ]
        if member.person_id != me.person_id:
            text = self.tr("Close the login…")
            found.append(Action(text, partial(self.close_login, member), "D", "user-off"))
        return found

    # What can be done.

    def add(self) -> None:
        """Offer the form of a new person."""
        self._open_form(self.person_form)
        self.person_form.show_new(self.teams())

    def change_hats(self, member: MemberRow) -> None:
        """Offer the roles of a person."""
        roles = {one.role for one in self._hats(member.person_id) if one.is_active}
        self._open_form(self.hats_form)
        self.hats_form.show_person(member, roles)

    def invite(self, member: MemberRow) -> None:
        """Make another invitation and another first password."""
        self._run(partial(self._keeper.invite_again, member.person_id, member.name), self._on_handed)

    def reopen(self, member: MemberRow) -> None:
        """Let somebody in again."""
        self._run(partial(self._keeper.reopen, member.person_id, member.name), self._on_handed)

    def close_login(self, member: MemberRow) -> None:
        """Say what becomes of a leaver's work, and ask."""
        self._leaver = member
        self._background.ask(leaver_plan(member.person_id), partial(self._on_plan, member))

    def teams(self) -> set[str]:
        """Return the teams there are."""
        return {one.team for one in self._team.members if one.team}

    @Slot(object)
    def _on_sent(self, asked: NewPerson | OtherHats) -> None:
        match asked:
            case NewPerson():
                work = partial(self._keeper.add_person, asked.login, asked.name, asked.roles, asked.team)
                self._run(work, self._on_handed)
            case OtherHats():
                work_on_hats = partial(self._keeper.set_hats, asked.person_id, asked.roles)
                self._run(work_on_hats, partial(self._on_hats, asked.name))

    def _on_plan(self, member: MemberRow, plan: LeaverPlan) -> None:
        title = self.tr("Close the login of {name}?").format(name=member.name)
        self.leaver.ask(title, list(leaver_lines(member, plan)))

    @Slot()
    def _on_leaver(self) -> None:
        member = self._leaver
        if member is not None:
            self._run(partial(self._keeper.close, member.person_id), partial(self._on_closed, member.name))

    # At the server.

    def _run[T](self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do something as the operator, whose login is asked for first where this sitting has none."""
        if self._is_busy:
            return
        again = partial(self._run, work, done)
        if not self._keeper.is_signed_in:
            self._ask_operator(again)
            return
        self._is_busy = True
        self._background.start(
            lambda _desk, _job: work(), partial(self._on_done, done), failed=partial(self._on_failed, again)
        )

    def _ask_operator(self, then: Callable[[], object]) -> None:
        self._waiting = then
        self._background.start(
            lambda _desk, _job: self._keeper.host(), self.operator.ask, failed=self._report
        )

    @Slot(str, str)
    def _on_operator(self, login: str, password: str) -> None:
        self._background.start(
            lambda _desk, _job: self._keeper.sign_in(login, password),
            self._on_signed_in,
            failed=self._on_not_signed_in,
        )

    def _on_signed_in(self, _: object) -> None:
        waiting, self._waiting = self._waiting, None
        self.operator.show_error("")
        self.operator.close_panel()
        if waiting is not None:
            waiting()

    def _on_not_signed_in(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            self.operator.close_panel()
            self._report(error)
            return
        self.operator.show_error(sentence(error))

    def _on_done[T](self, done: Callable[[T], object], result: T) -> None:
        self._is_busy = False
        # What changed there comes here by the exchange, like all that others do.
        self._page.surroundings.sync.wake_asked.emit()
        done(result)

    def _on_failed(self, again: Callable[[], object], error: Exception) -> None:
        self._is_busy = False
        if isinstance(error, Unavailable) and error.code in _ASK_AGAIN:
            self._ask_operator(again)
            return
        form = next((one for one in self.forms if one.isVisible()), None)
        if form is not None and isinstance(error, (RuleViolation, Unavailable)):
            form.show_refusal(error.code, sentence(error))
        else:
            self._report(error)

    def _report(self, error: Exception) -> None:
        signal = self._background.refused if isinstance(error, AppError) else self._background.broke
        signal.emit(error)

    # What came of it.

    def _on_handed(self, handed: HandedOut) -> None:
        self._put_away()
        self._newcomer = handed.login
        self.handed.show_handed(handed)

    def _on_hats(self, name: str, _: object) -> None:
        self._put_away()
        self._toasts.say(self.tr("{name} has other hats now").format(name=name))

    def _on_closed(self, name: str, ended: int) -> None:
        detail = self.tr("Sessions ended: {n}").format(n=ended) if ended else ""
        self._toasts.say(self.tr("The login of {name} is closed").format(name=name), detail)

    def _works_here(self, person_id: UUID) -> bool:
        return any(one.is_active for one in self._hats(person_id))

    def _hats(self, person_id: UUID) -> list[MemberRow]:
        return [one for one in self._team.members if one.person_id == person_id]
