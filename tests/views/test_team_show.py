"""Three people of a team side by side, each on an encrypted profile: what one types becomes the others' maturity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import Clock
from app.main import _options
from app.models.vocabulary import Role
from app.services.demo import certificates, postgres
from app.services.demo.team import team_of_three
from app.services.founding import found, hats
from app.services.kernel import driver
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.safekeeping.places import database_path
from app.services.sync.account import account_of
from app.team_show import TeamShow, places
from app.views.i18n import Language
from app.views.main_window import MainWindow
from app.views.theme import apply_theme
from app.views.tokens import ThemeName
from tests.keyrings import memory_keyring
from tests.leads import a_lead
from tests.views.driven import Person

__all__ = ["memory_keyring"]
COMPANY = "Northwind Looms"
NOTE, SAID = "Call before ten.", "Board approved it in May"


def small_year(database: Database, _language: str, clock: Clock) -> UUID:
    """Let one lead be all there is: the SDR's."""
    workspace = found(database, ChangeFeed(), name="Ann Lee", clock=clock)
    sdr = next(hat for hat in workspace.read(hats) if hat.role is Role.SDR)
    workspace.member_id = sdr.member_id
    a_lead(workspace, owner_id=sdr.member_id, company=COMPANY, contact_name="Bob Ray", phone="+12125550106")
    return sdr.member_id


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[TeamShow]:
    """The three windows of a team with one lead."""
    if postgres.wheel() is None and postgres.of_the_system() is None:
        pytest.skip("no PostgreSQL to start on this machine")
    before = set(QApplication.topLevelWidgets())
    options, _ = _options(["--lang", Language.EN.value, "--theme", ThemeName.LIGHT.value])
    made = TeamShow(
        qapp, options, tmp_path, team=partial(team_of_three, story=small_year), dial=lambda _link: True
    )
    made.start()
    yield made
    for window in set(QApplication.topLevelWidgets()) - before:
        window.close()
        window.deleteLater()
    made.stop()
    for program in made.programs:
        program.languages.deleteLater()
    made.deleteLater()
    apply_theme(ThemeName.LIGHT)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.window
@pytest.mark.usefixtures("memory_keyring")
def test_what_the_sdr_types_becomes_maturity_at_the_others(qtbot: QtBot, show: TeamShow) -> None:
    """The team lead looks on and touches nothing while the SDR calls; the rep gets the hand-over and accepts it."""
    qtbot.waitUntil(lambda: len(show.programs) == 3, timeout=120_000)
    sdr, rep, lead = (Person(qtbot, window) for window in _windows(qtbot, show))
    has_tls = postgres.of_the_system() is not None and certificates.made() is not None
    for program in show.programs:
        account = account_of(program.folder)
        assert account is not None
        assert not driver.is_plain(database_path(program.folder))
        assert account.invitation.is_insecure_local is not has_tls
    lead.sits_down()
    lead.goes_to("Go to Leads")
    lead.waits_for(f"Lead: {COMPANY}")
    lead.press("Return")
    lead.waits_for("Maturity", "+12125550106")
    assert not lead.sees("10 percent")

    sdr.sits_down()
    sdr.waits_for(COMPANY)
    sdr.press("N")
    sdr.waits_for("Call +1", "Maturity 0 percent")
    sdr.press("D")
    sdr.until(lambda: sdr.sees("On the phone now") or sdr.sees("Before you call"), "a call, or a warning")
    if sdr.sees("Before you call"):
        sdr.press("D")
    sdr.waits_for("On the phone now")
    first = sdr.finds(r"(\d: .*)")
    sdr.press(sdr.finds(r"(\d): .*, Good$")[0])
    sdr.waits_for("Maturity 10 percent")

    lead.waits_for("Maturity 10 percent, 1 of 10 answered well")
    assert not rep.sees(COMPANY)
    assert all(program.sync.status is not None for program in show.programs)

    _answers_the_rest(sdr, first)
    lead.waits_for("Maturity 100 percent, 10 of 10 answered well")
    _hands_over(sdr)
    rep.waits_for(COMPANY, NOTE, SAID)
    rep.waits_for("Maturity 100 percent, 10 of 10 answered well", "frozen when handed over")
    rep.sits_down()
    rep.press("A")
    rep.waits_for(f"Accept {COMPANY}")
    rep.press("Ctrl+Return")
    sdr.waits_for("Accepted")


def _answers_the_rest(sdr: Person, before: list[str]) -> None:
    """Ask the other nine questions, one of them with the contact's own words, and end the call."""
    for number in range(2, 11):
        sdr.waits_for(f"Maturity {10 * (number - 1)} percent")
        sdr.until(lambda: sdr.finds(r"(\d: .*)") not in ([], before), "the next question")  # noqa: B023 - asked at once
        before = sdr.finds(r"(\d: .*)")
        if number == 7:
            sdr.press("W")
            sdr.type(SAID)
            sdr.press("Return")
        sdr.press(sdr.finds(r"(\d): .*, Good$")[0])
    sdr.waits_for("100 percent, 10 of 10 answered well")
    sdr.press("E")
    sdr.waits_for("How did the call end?")
    sdr.press("1", "T", "Ctrl+Return")
    sdr.waits_for("Next step planned")


def _hands_over(sdr: Person) -> None:
    """Give the lead to sales with a word to whoever gets it."""
    sdr.press("H")
    sdr.waits_for("Hand over to sales", SAID)
    sdr.type(NOTE)
    sdr.press("Ctrl+Return")
    sdr.waits_for("Handed over")


def _windows(qtbot: QtBot, show: TeamShow) -> list[MainWindow]:
    def shown(program_no: int) -> Callable[[], bool]:
        program = show.programs[program_no]
        return lambda: program.window is not None and bool(program.window.page_key)

    for number in range(3):
        qtbot.waitUntil(shown(number), timeout=60_000)
    return [program.window for program in show.programs if program.window is not None]


def test_windows_stand_in_columns_and_overlap_where_the_screen_is_narrow() -> None:
    """Every pixel of a wide screen is used; on a laptop each keeps the width it needs."""
    assert places(QRect(0, 0, 3840, 1080), 3) == [QRect(x, 0, 1280, 1080) for x in (0, 1280, 2560)]
    assert places(QRect(0, 0, 1366, 768), 3) == [QRect(x, 0, 1024, 768) for x in (0, 171, 342)]
