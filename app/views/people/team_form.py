"""The team a person works in: one of those there are, or a new one by typing its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.services.people import SetTeam
from app.services.team import MemberRow
from app.views.people.forms import Form
from app.views.widgets.form_row import FormRow

_MOST = 120


class TeamForm(Form):
    """Moves a person, with all their hats, to another team or to none."""

    places: Mapping[str, str] = {}

    def __init__(self) -> None:
        super().__init__()
        self._member: MemberRow | None = None
        self.team = team_box()
        self.rows = {"team": FormRow(self.team)}
        self.lay_out(self.rows["team"])

    def show_member(self, member: MemberRow, teams: Iterable[str]) -> None:
        """Offer the teams there are."""
        self._member = member
        fill_teams(self.team, teams, member.team)
        self.clear_errors()
        self.retranslate()
        self.team.setFocus(Qt.FocusReason.OtherFocusReason)
        line_of(self.team).selectAll()

    def retranslate(self) -> None:
        """Set every text again."""
        name = self._member.name if self._member else ""
        self.title.setText(self.tr("Team of {name}").format(name=name))
        self.name_row(
            "team",
            self.tr("Team"),
            self.tr(
                "Choose one, type a new name, or leave it empty. It orders lists; nobody sees less for it."
            ),
        )
        self.say_buttons(self.tr("Move"))

    @override
    def command(self) -> SetTeam:
        if self._member is None:
            raise AssertionError("nobody to move")
        return SetTeam(person_id=self._member.person_id, team=self.team.currentText().strip() or None)


def team_box() -> QComboBox:
    """Return a field for a team's name."""
    made = QComboBox(editable=True)
    line_of(made).setMaxLength(_MOST)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    return made


def line_of(box: QComboBox) -> QLineEdit:
    """Return where a name is typed."""
    line = box.lineEdit()
    if line is None:
        raise AssertionError("a field for a team's name can be typed into")
    return line


def fill_teams(box: QComboBox, teams: Iterable[str], current: str | None) -> None:
    """Offer teams, with one of them or none in the field."""
    box.clear()
    box.addItems(sorted(set(teams)))
    box.setCurrentText(current or "")
