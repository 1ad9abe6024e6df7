"""What roles are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import Role
from app.views.punctuation import aside


def role_name(role: Role) -> str:
    """Return the name of a role in the language of the moment."""
    translate = QCoreApplication.translate
    names = {
        Role.SDR: translate("Role", "SDR"),
        Role.TEAM_LEAD: translate("Role", "Team lead"),
        Role.REP: translate("Role", "Sales rep"),
        Role.SALES_LEAD: translate("Role", "Sales lead"),
        Role.MARKETING: translate("Role", "Marketing"),
        Role.ADMIN: translate("Role", "Administrator"),
    }
    return names[role]


def rep_called(name: str, role: Role | None) -> str:
    """Return what somebody who takes hand-overs is called: whoever is not simply a rep is told by the role.

    Alone, one person is both the rep and the sales lead, and must know whose inbox to open.
    """
    return name if role in (Role.REP, None) else aside(name, role_name(role))
