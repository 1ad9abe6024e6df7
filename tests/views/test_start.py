"""The window comes first: it stands there as it was left while the profile is opened behind it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.main import Program
from app.models.people import Member
from app.models.vocabulary import Role
from app.services import profile as profiles
from app.services.safekeeping.backups import back_up
from app.settings import SettingsStore
from app.views.leads_page import LeadsPage
from app.views.rail import RailButton
from app.views.widgets.skeleton import Skeleton

OPTIONS = argparse.Namespace(demo=False, lang="en", theme="dark")


class Held:
    """Opening a profile, held back until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.let_go = Event()
        really = profiles.open_profile

        def wait_and_open(folder: Path, **words: object) -> profiles.OpenedProfile:
            self.let_go.wait(20)
            return really(folder, **words)  # type: ignore[arg-type]

        monkeypatch.setattr(profiles, "open_profile", wait_and_open)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    made = Held(monkeypatch)
    yield made
    made.let_go.set()


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded")
    opened = profiles.open_profile(folder)
    opened.found(name="Chen Wei")
    opened.close()
    return folder


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, founded: Path) -> Iterator[Program]:
    del qtbot
    settings = SettingsStore(founded)
    settings.change(role=Role.TEAM_LEAD.value, page="leads", hat="")
    settings.stop()
    made = Program(qapp, OPTIONS, founded)
    yield made
    end(made)


def end(program: Program) -> None:
    if program.window is not None:
        program.window.close()
        program.window.deleteLater()
    if program._opening is not None:
        program._opening.close()
        program._opening.deleteLater()
    program.stop()
    program.languages.deleteLater()


def test_the_window_stands_there_before_the_profile_is_open(
    qtbot: QtBot, program: Program, held: Held
) -> None:
    """Rail, title and theme are those it was left with; where the page will be, a skeleton is."""
    program.start()
    window = program.window
    assert window is not None
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    shown = [one.text() for one in window.rail.findChildren(RailButton) if one.isVisible()]

    assert not held.let_go.is_set()
    assert program.profile is None
    assert shown[:2] == ["Queue", "Follow-ups"]
    assert window.windowTitle() == "Leads · Decile"
    assert any(one.isVisible() for one in window.findChildren(Skeleton))
    held.let_go.set()
    qtbot.waitUntil(lambda: window.page_key == "leads", timeout=20_000)
    assert isinstance(window.page("leads"), LeadsPage)
    assert not any(one.isVisible() and one.parent() is window._stack for one in window.findChildren(Skeleton))


def test_what_is_asked_for_meanwhile_is_opened_then(qtbot: QtBot, program: Program, held: Held) -> None:
    """A key pressed and a word typed while the profile is being opened are not lost."""
    program.start()
    window = program.window
    assert window is not None
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    window.focus_search()
    qtbot.keyClicks(window.top.search, "acme")
    qtbot.keyClick(window.top.search, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    held.let_go.set()
    qtbot.waitUntil(lambda: window.page_key != "", timeout=20_000)
    assert window.page_key == "queue"

    assert window.top.search.text() == "acme"


def test_a_profile_that_does_not_open_leaves_no_empty_window(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The small window says why instead."""

    def refuse(folder: Path, **_words: object) -> profiles.OpenedProfile:
        raise profiles.Unavailable("database_foreign", place={"path": str(folder)})

    monkeypatch.setattr(profiles, "open_profile", refuse)
    program.start()
    qtbot.waitUntil(lambda: program.window is None, timeout=20_000)

    assert program._opening is not None
    assert program._opening.isVisible()


def test_a_first_start_asks_who_is_there(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """Nobody has worked here yet, so no window of theirs is shown; the answer brings it."""
    program = Program(qapp, OPTIONS, tmp_path)
    program.start()
    try:
        assert program.window is None
        qtbot.waitUntil(
            lambda: program._opening is not None and program._opening._form.isVisible(), timeout=20_000
        )
        program._on_answered("Chen Wei", "twelve-stage")
        qtbot.waitUntil(lambda: program.window is not None and program.window.isVisible(), timeout=20_000)
        assert program.settings.now.role == Role.SDR.value
    finally:
        end(program)


def test_a_backup_takes_the_place_of_the_data_and_the_way_back_is_open(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """The window goes and comes back with what the backup held; what stood there is kept, and comes back too."""
    opened = profiles.open_profile(tmp_path)
    opened.found(name="Chen Wei")
    backup = tmp_path / "backups" / "decile-2026-11-20.db"
    back_up(opened.database, backup)
    rename(opened, "Li Na")
    opened.close()
    program = Program(qapp, OPTIONS, tmp_path)
    program.start()
    try:
        qtbot.waitUntil(lambda: names(program) == {"Li Na"}, timeout=20_000)
        program.restore(backup)
        qtbot.waitUntil(lambda: names(program) == {"Chen Wei"}, timeout=20_000)
        window = program.window
        assert window is not None
        qtbot.waitUntil(lambda: window.toasts.texts() == ["You are back at decile-2026-11-20.db"])
        kept = list(tmp_path.glob("decile.replaced-*.db"))
        assert len(kept) == 1
        window.toasts.undo()
        qtbot.waitUntil(lambda: names(program) == {"Li Na"}, timeout=20_000)
    finally:
        end(program)


def test_a_backup_that_is_damaged_leaves_everything_as_it_was(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """The window comes back with the same data, and says why."""
    opened = profiles.open_profile(tmp_path)
    opened.found(name="Chen Wei")
    opened.close()
    backup = tmp_path / "backups" / "decile-2026-11-20.db"
    backup.parent.mkdir()
    backup.write_bytes(b"no database")
    program = Program(qapp, OPTIONS, tmp_path)
    program.start()
    try:
        qtbot.waitUntil(lambda: names(program) == {"Chen Wei"}, timeout=20_000)
        program.restore(backup)
        assert program.window is None
        qtbot.waitUntil(lambda: names(program) == {"Chen Wei"}, timeout=20_000)
        window = program.window
        assert window is not None
        qtbot.waitUntil(lambda: bool(window.toasts.texts()))

        assert "decile-2026-11-20.db" in window.toasts.texts()[0]
        assert not list(tmp_path.glob("decile.replaced-*.db"))
    finally:
        end(program)


def rename(profile: profiles.OpenedProfile, name: str) -> None:
    with profile.database.write() as db:
        db.execute(update(Member).values(name=name))


def names(program: Program) -> set[str]:
    """Return who may be worked as in the window, once it is there."""
    return {hat.name for hat in program.window._hats} if program.window is not None else set()
