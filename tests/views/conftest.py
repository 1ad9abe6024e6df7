"""Fixtures of the views' tests: a dressed application, a desk made up, and what pages are given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.settings import SettingsStore
from app.views.background import Background
from app.views.cycle_collector import CycleCollector
from app.views.i18n import Language, Languages
from app.views.surroundings import ChangeSignals, Surroundings
from app.views.theme import apply_theme, load_fonts
from app.views.tokens import ThemeName
from app.views.widgets.toasts import Toasts
from tests.views.fakes import FakeDesk

NOW = 1_795_420_800_000_000
"""2026-11-23 08:00 UTC, in microseconds."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the platform without a screen say that menus cannot grab its keyboard."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True))


@pytest.fixture(autouse=True)
def cycles_die_here(qapp: QApplication) -> Iterator[None]:
    """Dead pages die on the window's thread, as in the program, whichever lanes a test starts."""
    collector = CycleCollector()
    yield
    collector.collect()
    collector.stop()


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    """The bundled fonts, loaded once."""
    load_fonts()


@pytest.fixture
def look(qapp: QApplication, fonts: None) -> Iterator[QApplication]:
    """The application, dressed in the light theme."""
    apply_theme(ThemeName.LIGHT)
    yield qapp
    apply_theme(ThemeName.LIGHT)


@pytest.fixture
def languages(look: QApplication) -> Iterator[Languages]:
    """The application's languages, speaking English."""
    made = Languages(look)
    made.speak(Language.EN)
    yield made
    made.speak(Language.EN)
    made.deleteLater()


@pytest.fixture
def desk() -> FakeDesk:
    """A workspace that runs whatever it is given."""
    return FakeDesk()


@pytest.fixture
def background(look: QApplication, desk: FakeDesk) -> Iterator[Background]:
    """The lanes over the desk."""
    made = Background(desk)
    yield made
    made.stop()


@pytest.fixture
def settings(profile_folder: Path) -> Iterator[SettingsStore]:
    """The settings of the test's profile."""
    made = SettingsStore(profile_folder)
    yield made
    made.stop()


@pytest.fixture
def signals(look: QApplication, desk: FakeDesk) -> ChangeSignals:
    """The desk's feed as a signal."""
    return ChangeSignals(desk.feed)


@pytest.fixture
def surroundings(
    qtbot: QtBot, background: Background, signals: ChangeSignals, settings: SettingsStore
) -> Surroundings:
    """What pages are given, with a window for the toasts."""
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    return Surroundings(background, signals, Toasts(window), settings, lambda: NOW)
