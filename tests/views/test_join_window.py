"""Joining a team in the window, by keys alone: a link, a password, what goes wrong in its place, then the desk."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.joining import join
from app.services.shared.logins import deactivate
from app.views.i18n import Language
from tests.keyrings import memory_keyring
from tests.shared.fixtures import copy_team, founded_team, shared_team, team
from tests.shared.team import Team
from tests.sync.invitations import FIRST, NEWCOMER, invitation_of, newcomer
from tests.views.driven import started

__all__ = ["copy_team", "founded_team", "memory_keyring", "newcomer", "shared_team", "team"]


@pytest.mark.usefixtures("memory_keyring")
def test_a_link_and_a_password_are_all_it_takes(
    qtbot: QtBot, qapp: QApplication, team: Team, tmp_path: Path
) -> None:
    """The wrong link, then the wrong password, then the right ones: each time one types only what was wrong."""
    with started(qtbot, qapp, tmp_path, Language.EN, "--insecure-local") as person:
        person.waits_for("Nobody works here yet")
        person.press("Tab", "Tab", "Tab", "Space")
        person.waits_for("Your administrator gives you a link")
        person.type("https://example.com/join")
        person.press("Tab")
        person.type("wrong")
        person.press("Return")
        person.waits_for("This is no invitation")
        person.type(invitation_of(team, "anna").link())  # what was there is selected, and replaced
        person.press("Return")
        person.waits_for("the password is not right")
        person.type("pw-anna")
        person.press("Return")

        person.waits_for("Queue")


@pytest.mark.usefixtures("memory_keyring")
def test_who_would_rather_work_alone_goes_back(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """Looking at the form costs nothing: back, and the desk is one's own."""
    with started(qtbot, qapp, tmp_path, Language.EN) as person:
        person.waits_for("Nobody works here yet")
        person.press("Tab", "Tab", "Tab", "Space")
        person.waits_for("Your administrator gives you a link")
        person.press("Tab", "Tab", "Tab", "Space")
        person.waits_for("Nobody works here yet")
        person.press("Return")

        person.waits_for("Queue")


@pytest.mark.usefixtures("memory_keyring")
def test_a_login_that_is_closed_ends_in_a_plain_screen(
    qtbot: QtBot, qapp: QApplication, newcomer: Team, tmp_path: Path
) -> None:
    """At the next contact the window goes, the copy is emptied, and one sentence says so, now and at the next start."""
    join(tmp_path, invitation_of(newcomer, NEWCOMER), FIRST)
    with started(qtbot, qapp, tmp_path, Language.EN) as person:
        person.waits_for("Queue", "Up to date")
        with psycopg.connect(newcomer.url) as db:
            deactivate(db, NEWCOMER)
        person.waits_for(f"lets {NEWCOMER} in no more", "Join again")
        assert not person.sees("Queue")
    with started(qtbot, qapp, tmp_path, Language.EN) as person:
        person.waits_for(f"lets {NEWCOMER} in no more", "Join again")
