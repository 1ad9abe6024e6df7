"""An administrator of a joined workspace at the people page, by keys alone, against a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from psycopg import conninfo
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.joining import join
from app.services.profile import open_profile
from app.services.shared.invitation import read_invitation
from app.views.i18n import Language
from tests.keyrings import memory_keyring
from tests.shared.fixtures import copy_team, founded_team, team
from tests.shared.team import Team
from tests.sync.invitations import invitation_of
from tests.sync.test_team_keeping import exchange
from tests.views.driven import Person, started

__all__ = ["copy_team", "founded_team", "memory_keyring", "team"]
LOGIN, OWN = "wanda.wu", "chosen by oneself"


@pytest.fixture
def shared(team: Team) -> Iterator[Team]:
    """The team; the newcomer's login is gone afterwards."""
    yield team
    with team.operate() as db:
        if db.execute("select from pg_roles where rolname = %s", (LOGIN,)).rowcount:
            db.execute(f'drop owned by "{LOGIN}"'.encode())
            db.execute(f'drop role "{LOGIN}"'.encode())


@pytest.mark.slow
@pytest.mark.usefixtures("memory_keyring")
def test_somebody_is_let_in_seen_and_shut_out(
    qtbot: QtBot, qapp: QApplication, shared: Team, tmp_path: Path
) -> None:
    """A name and the operator's password; the link copied joins; they are seen; closed, their window says so."""
    join(tmp_path / "ada", invitation_of(shared, "ada"), "pw-ada")
    with started(qtbot, qapp, tmp_path / "ada", Language.EN, "--insecure-local") as person:
        person.waits_for("Up to date")
        person.goes_to("Go to People")
        person.waits_for("Last seen")
        person.press("N")
        person.waits_for("New person")
        person.type("Wanda Wu")
        person.press("Ctrl+Return")
        _signs_in_as_operator(person, shared, "wrong")
        person.waits_for("the password is not right")
        person.type(_password(shared))
        person.press("Return")
        person.waits_for(f"Wanda Wu can join as {LOGIN}")
        person.press("L")
        person.waits_for("Invitation copied")
        link = QGuiApplication.clipboard().text()
        person.press("P")
        person.waits_for("Password copied")
        password = QGuiApplication.clipboard().text()
        person.press("Escape")
        person.waits_for("never")

        assert not any(password in text for text in person.texts())
        join(tmp_path / "wanda", read_invitation(link), password, new_password=OWN)
        with closing(open_profile(tmp_path / "wanda")) as opened:
            exchange(opened, tells=True)
        person.waits_for("Program", "Decile 0")

        person.press("D")
        person.waits_for("Close the login of Wanda Wu?", "They hold no lead")
        person.press("Ctrl+Return")
        person.waits_for("The login of Wanda Wu is closed")
        person.waits_for("Open the login again")

    with started(qtbot, qapp, tmp_path / "wanda", Language.EN, "--insecure-local") as person:
        person.waits_for(f"lets {LOGIN} in no more", "Join again")


def _signs_in_as_operator(person: Person, team: Team, password: str) -> None:
    person.waits_for("Sign in to the server as its operator")
    person.type(str(conninfo.conninfo_to_dict(team.url)["user"]))
    person.press("Tab")
    person.type(password)
    person.press("Return")


def _password(team: Team) -> str:
    return str(conninfo.conninfo_to_dict(team.url)["password"])
