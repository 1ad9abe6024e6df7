"""An administrator of a joined workspace at the people page, by keys alone, against a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import conninfo
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.vocabulary import Role
from app.services.joining import join
from app.services.profile import open_profile
from app.services.shared.invitation import read_invitation
from app.services.shared.people_keeping import add_person, invite_again
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


@pytest.mark.slow
@pytest.mark.usefixtures("memory_keyring")
def test_whose_password_was_made_anew_joins_again_from_the_light(
    qtbot: QtBot, qapp: QApplication, shared: Team, tmp_path: Path
) -> None:
    """The light says what is wrong and leads to the form; a slip is said there; then they work on where they were."""
    ada = shared.members["ada"]
    with psycopg.connect(shared.url) as db:
        first = add_person(db, LOGIN, name="Wanda Wu", roles=[Role.SDR], team=None, by=ada)
    invitation = replace(invitation_of(shared, LOGIN), is_first_password=True)
    join(tmp_path, invitation, first.password, new_password=OWN)
    with psycopg.connect(shared.url) as db:
        person_id = _person_of(db)
        again = invite_again(db, person_id, by=ada)

    with started(qtbot, qapp, tmp_path, Language.EN, "--insecure-local") as person:
        person.waits_for("Team: Needs you")
        person.press("Ctrl+Shift+Y")
        person.waits_for("does not take your login or password", "Join with another invitation")
        person.press("J")
        person.waits_for("Your administrator gives you a link")
        person.type(invitation.link())
        person.press("Tab")
        person.type("wrong")
        person.press("Return")
        person.waits_for("is for joining only")
        for _ in range(2):
            person.type("another of their own")
            person.press("Tab")
        person.press("Shift+Tab", "Return")
        person.waits_for("the password is not right")
        person.type(again.password)
        person.press("Return")

        person.waits_for("Up to date")


def _person_of(db: psycopg.Connection[Any]) -> UUID:
    row = db.execute("select person_id from app.member where login = %s", (LOGIN,)).fetchone()
    assert row is not None
    return UUID(str(row[0]))


def _signs_in_as_operator(person: Person, team: Team, password: str) -> None:
    person.waits_for("Sign in to the server as its operator")
    person.type(str(conninfo.conninfo_to_dict(team.url)["user"]))
    person.press("Tab")
    person.type(password)
    person.press("Return")


def _password(team: Team) -> str:
    return str(conninfo.conninfo_to_dict(team.url)["password"])
