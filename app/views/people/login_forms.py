"""The forms of an administrator who keeps logins: somebody new, and the hats of somebody who is here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import override
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.models.vocabulary import Role
from app.services.team import MemberRow
from app.views.people.forms import Form
from app.views.people.team_form import fill_teams, line_of, team_box
from app.views.roles import role_name
from app.views.widgets.basics import column
from app.views.widgets.form_row import FormRow

_NO_LOGIN_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be let in."""

    login: str
    name: str
    roles: tuple[Role, ...]
    team: str | None


@dataclass(frozen=True, slots=True)
class OtherHats:
    """The roles somebody shall work in."""

    person_id: UUID
    name: str
    roles: tuple[Role, ...]


class HatBoxes(QWidget):
    """A box for each role."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes = {role: QCheckBox() for role in Role}
        self.setLayout(column(*self.boxes.values(), gap=4))
        self.setFocusProxy(self.boxes[Role.SDR])

    def show_roles(self, roles: Collection[Role]) -> None:
        """Tick some."""
        for role, box in self.boxes.items():
            box.setChecked(role in roles)

    def roles(self) -> tuple[Role, ...]:
        """Return what is ticked."""
        return tuple(role for role, box in self.boxes.items() if box.isChecked())

    def retranslate(self) -> None:
        """Set every text again."""
        for role, box in self.boxes.items():
            box.setText(role_name(role))
            box.setAccessibleName(role_name(role))


class PersonForm(Form):
    """Asks who is to be let in, as what, and in which team."""

    places: Mapping[str, str] = {
        "bad_login": "login", "server_login_taken": "login", "login_taken": "login", "login_too_powerful": "login",
        "no_hat_left": "hats",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.name, self.login = QLineEdit(maxLength=120), QLineEdit(maxLength=60)
        self.hats, self.team = HatBoxes(), team_box()
        self.rows = {"name": FormRow(self.name), "login": FormRow(self.login), "hats": FormRow(self.hats)}
        self._team = FormRow(self.team)
        self._is_login_own = False
        self.name.textEdited.connect(self._on_name_edited)
        self.login.textEdited.connect(self._on_login_edited)
        self.lay_out(*self.rows.values(), self._team)

    def show_new(self, teams: Iterable[str]) -> None:
        """Offer an empty form."""
        self.name.clear()
        self.login.clear()
        self._is_login_own = False
        self.hats.show_roles({Role.SDR})
        fill_teams(self.team, teams, None)
        self.clear_errors()
        self.retranslate()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set every text again."""
        self.title.setText(self.tr("New person"))
        self.name_row("name", self.tr("Name"))
        self.name_row(
            "login",
            self.tr("Login"),
            self.tr("What they sign in with: small letters and digits, with . _ - behind the first."),
        )
        self.name_row("hats", self.tr("Works as"))
        self.hats.retranslate()
        self._team.show_texts(self.tr("Team (optional)"))
        line_of(self.team).setAccessibleName(self.tr("Team (optional)"))
        self.say_buttons(self.tr("Add and invite"))

    @override
    def command(self) -> NewPerson:
        return NewPerson(
            self.login.text().strip(),
            self.name.text().strip(),
            self.hats.roles(),
            self.team.currentText().strip() or None,
        )

    @Slot(str)
    def _on_name_edited(self, name: str) -> None:
        """Propose a login, until one is typed; of a name without Latin letters none can be read off."""
        if not self._is_login_own:
            self.login.setText(_NO_LOGIN_LETTER.sub(".", name.casefold()).strip(".0123456789"))

    @Slot(str)
    def _on_login_edited(self, login: str) -> None:
        self._is_login_own = bool(login)


class HatsForm(Form):
    """Asks in which roles somebody works."""

    places: Mapping[str, str] = {"no_hat_left": "hats", "not_oneself": "hats"}

    def __init__(self) -> None:
        super().__init__()
        self._person: MemberRow | None = None
        self.hats = HatBoxes()
        self.rows = {"hats": FormRow(self.hats)}
        self.lay_out(self.rows["hats"])

    def show_person(self, member: MemberRow, roles: Collection[Role]) -> None:
        """Offer the roles, with those ticked that the person has."""
        self._person = member
        self.hats.show_roles(roles)
        self.clear_errors()
        self.retranslate()
        self.hats.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set every text again."""
        self.title.setText(self.tr("Hats of {name}").format(name=self._person.name if self._person else ""))
        self.name_row(
            "hats",
            self.tr("Works as"),
            self.tr(
                "A hat taken away works no more from the next contact on; what was done in it stays, and so does what"
                " it holds until somebody takes it over."
            ),
        )
        self.hats.retranslate()
        self.say_buttons(self.tr("Save"))

    @override
    def command(self) -> OtherHats:
        if self._person is None:
            raise AssertionError("nobody to give hats")
        return OtherHats(self._person.person_id, self._person.name, self.hats.roles())
