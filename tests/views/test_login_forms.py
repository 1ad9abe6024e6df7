"""Logins at the people page: what is asked first, what is said where it fails, and what stays on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.errors import RuleViolation, Unavailable
from app.models.vocabulary import Role
from app.services.sync.status import SyncState, SyncStatus
from app.services.team import team
from app.services.team_keeping import HandedOut
from app.views.i18n import Languages
from app.views.people_page import PeoplePage
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.handovers import a_rep
from tests.views.live import CTRL, KEY, Live, live_window

PASSWORD = "k7dm-qx4r-hp2w-t9nc-vb3e"


class FakeKeeper:
    """A server that takes what it is given, or answers with one trouble."""

    def __init__(self) -> None:
        self.is_signed_in = False
        self.given: list[tuple[Any, ...]] = []
        self.trouble: Exception | None = None

    def host(self) -> str:
        return "db.example.com"

    def sign_in(self, login: str, password: str) -> None:
        if password != "right":
            raise Unavailable("login_wrong", host=self.host(), login=login)
        self.is_signed_in = True

    def add_person(self, login: str, name: str, roles: Sequence[Role], team: str | None) -> HandedOut:
        self._take("add", login, name, tuple(roles), team)
        return HandedOut(name, login, f"decile://join?login={login}", PASSWORD)

    def invite_again(self, person_id: UUID, name: str) -> HandedOut:
        self._take("invite", person_id)
        return HandedOut(name, "marco", "decile://join?login=marco", PASSWORD)

    def reopen(self, person_id: UUID, name: str) -> HandedOut:
        self._take("reopen", person_id)
        return HandedOut(name, "marco", "decile://join?login=marco", PASSWORD)

    def set_hats(self, person_id: UUID, roles: Sequence[Role]) -> None:
        self._take("hats", person_id, tuple(roles))

    def close(self, person_id: UUID) -> int:
        self._take("close", person_id)
        return 2

    def _take(self, *what: Any) -> None:
        if self.trouble is not None:
            trouble, self.trouble = self.trouble, None
            raise trouble
        self.given.append(what)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, role=Role.ADMIN) as made:
        a_rep(made, "Marco")
        yield made


@pytest.fixture
def keeper() -> FakeKeeper:
    return FakeKeeper()


@pytest.fixture
def live(
    qtbot: QtBot, desk: Desk, keeper: FakeKeeper, tmp_path: Path, languages: Languages
) -> Iterator[Live]:
    def page(surroundings: Surroundings) -> PeoplePage:
        return PeoplePage(surroundings, desk.workspace.member_id, keeper)  # type: ignore[arg-type]  # as one

    with live_window(qtbot, desk, tmp_path, languages, page) as made:
        yield made


def _go_to_marco(live: Live) -> UUID:
    live.press(KEY.Key_Home)
    while live.page.list.current_row().name != "Marco":  # type: ignore[attr-defined]
        live.press(KEY.Key_J)
    person_id: UUID = live.page.list.current_row().person_id  # type: ignore[attr-defined]
    return person_id


def _as_operator(live: Live) -> None:
    live.type("postgres")
    live.press(KEY.Key_Tab)
    live.type("right")
    live.press(KEY.Key_Return)


def test_somebody_new_is_handed_out_once(live: Live, keeper: FakeKeeper) -> None:
    """The operator is asked once a sitting; the invitation and the password are copied by keys, and then gone."""
    live.press(KEY.Key_N)
    live.type("Li Na")
    live.press(KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Space, KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Space)
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("no login of the team may do that")
    assert live.nameless() == []
    _as_operator(live)

    assert keeper.given == [("add", "li.na", "Li Na", (Role.REP,), None)]
    assert live.sees("Li Na can join as li.na")
    live.press(KEY.Key_P)
    assert QGuiApplication.clipboard().text() == PASSWORD
    live.press(KEY.Key_L)
    assert QGuiApplication.clipboard().text() == "decile://join?login=li.na"
    live.press(KEY.Key_Escape)
    assert not live.sees(PASSWORD)
    _go_to_marco(live)
    live.press(KEY.Key_I)
    assert live.sees("Marco can join as marco")


def test_a_wrong_password_of_the_operator_is_typed_again(live: Live, keeper: FakeKeeper) -> None:
    """The sentence stands under the fields, the login stays; cancelled, nothing is done."""
    person_id = _go_to_marco(live)
    live.press(KEY.Key_I)
    live.type("postgres")
    live.press(KEY.Key_Tab)
    live.type("wrong")
    live.press(KEY.Key_Return)
    assert live.sees("does not let postgres in: the password is not right")
    live.press(KEY.Key_Escape)
    assert keeper.given == []

    live.press(KEY.Key_I)
    live.type("right")
    live.press(KEY.Key_Return)
    assert keeper.given == [("invite", person_id)]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (Unavailable("server_login_taken"), "The server knows this login already"),
        (Unavailable("server_unreachable", host="db.example.com"), "db.example.com cannot be reached"),
        (RuleViolation("not_allowed"), "The hat you wear does not allow this"),
    ],
)
def test_what_the_server_refuses_is_said_in_the_form(
    live: Live, keeper: FakeKeeper, trouble: Exception, said: str
) -> None:
    """With everything typed still there, to be sent again."""
    keeper.is_signed_in, keeper.trouble = True, trouble
    live.press(KEY.Key_N)
    live.type("Li Na")
    live.press(KEY.Key_Return, held=CTRL)

    assert live.sees(said)
    assert live.sees("li.na")
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Li Na can join as li.na")


def test_hats_are_ticked(live: Live, keeper: FakeKeeper) -> None:
    """Those somebody has are ticked already."""
    keeper.is_signed_in = True
    person_id = _go_to_marco(live)
    live.press(KEY.Key_H, KEY.Key_Space)
    live.press(KEY.Key_Return, held=CTRL)

    assert keeper.given == [("hats", person_id, (Role.SDR, Role.REP))]
    assert live.toasts() == ["Marco has other hats now"]


def test_a_login_is_closed_only_after_what_follows_was_said(live: Live, keeper: FakeKeeper) -> None:
    """Enter does not close it, Escape leaves it open; Ctrl+Enter closes."""
    keeper.is_signed_in = True
    person_id = _go_to_marco(live)
    live.press(KEY.Key_D)
    assert live.sees("Close the login of Marco?")
    assert live.sees("They hold no lead, no hand-over and no deal.")
    live.press(KEY.Key_Return)
    assert keeper.given == []

    live.press(KEY.Key_D)
    live.press(KEY.Key_Return, held=CTRL)
    assert keeper.given == [("close", person_id)]
    assert live.toasts() == ["The login of Marco is closed"]


def test_without_the_server_the_page_says_what_can_be_done(live: Live) -> None:
    """One sentence; teams and times away go on."""
    live.page.surroundings.sync.tell(SyncStatus(SyncState.OFFLINE, since=1, why="not_reachable"))
    live.settle()
    assert live.sees("The server cannot be reached now.")

    live.page.surroundings.sync.tell(SyncStatus(SyncState.UP_TO_DATE, seen_at=1))
    live.settle()
    assert not live.sees("The server cannot be reached now.")


def test_a_person_moves_to_a_team_with_all_hats(live: Live, desk: Desk) -> None:
    """Typed once, it is offered to the next; Ctrl+Z has the old one back."""
    _go_to_marco(live)
    live.press(KEY.Key_M)
    live.type("East")
    live.press(KEY.Key_Return, held=CTRL)
    assert live.toasts() == ["Marco is in East now"]
    assert _team(desk) == "East"

    live.press(KEY.Key_Z, held=CTRL)
    assert _team(desk) is None


def _team(desk: Desk) -> str | None:
    members = desk.workspace.read(team(desk.clock())).members
    return next(one.team for one in members if one.name == "Marco")
