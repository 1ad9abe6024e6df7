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
from app.services.demo import postgres
from app.services.demo.team import team_of_three
from app.services.founding import found, hats
from app.services.kernel import driver
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.safekeeping.places import database_path
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
def test_an_answer_typed_by_the_sdr_becomes_maturity_at_the_team_leads(qtbot: QtBot, show: TeamShow) -> None:
    """The team lead looks at the lead and touches nothing; the SDR calls and answers a question by keys."""
    qtbot.waitUntil(lambda: len(show.programs) == 3, timeout=120_000)
    sdr, rep, lead = (Person(qtbot, window) for window in _windows(qtbot, show))
    for program in show.programs:
        assert not driver.is_plain(database_path(program.folder))
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
    sdr.press(sdr.finds(r"(\d): .*, Good$")[0])
    sdr.waits_for("Maturity 10 percent")

    lead.waits_for("Maturity 10 percent, 1 of 10 answered well")
    assert not rep.sees(COMPANY)
    assert all(program.sync.status is not None for program in show.programs)


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
