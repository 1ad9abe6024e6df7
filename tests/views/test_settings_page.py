"""Settings by keyboard: every choice counts at once, backups are made and found, the doctor speaks in sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.services.safekeeping import doctor
from app.services.safekeeping.backups import backups_of
from app.services.safekeeping.doctor import Finding
from app.views.i18n import Language, Languages
from app.views.refusals import SENTENCES
from app.views.settings.finding_sentences import FINDINGS, finding_sentence
from app.views.settings_page import SettingsPage
from app.views.surroundings import Surroundings
from app.views.theme import density, tokens
from app.views.tokens import DensityName, ThemeName
from app.views.trouble_sentences import TROUBLES
from tests.builders import Desk, open_desk
from tests.views.live import CTRL, KEY, SHIFT, Live, live_window

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(language: Language = Language.EN) -> Live:
            def page(surroundings: Surroundings) -> SettingsPage:
                return SettingsPage(surroundings, desk.workspace)

            return stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, language=language))

        yield made


def test_language_theme_rows_and_phone_are_chosen_by_arrows(show: Open) -> None:
    """Each choice counts at once, keeps the focus, and is there at the next start."""
    live = show()
    live.press(KEY.Key_Right)
    assert live.window.languages.current is Language.ZH
    live.press(KEY.Key_Right)
    assert live.window.languages.current is Language.EN
    live.press(KEY.Key_Tab, KEY.Key_Right, KEY.Key_Right)
    assert tokens().name is ThemeName.DARK
    live.press(KEY.Key_Tab, KEY.Key_Right)
    assert density().name is DensityName.COMPACT
    live.press(KEY.Key_Tab, KEY.Key_Right)

    now = live.window.settings.now
    assert (now.language, now.theme, now.density, now.phone_link) == ("en", "dark", "compact", "sip")


def test_a_switch_by_key_shows_in_the_choices(show: Open) -> None:
    """Ctrl+Shift+T works here as everywhere, and the choice follows."""
    live = show()
    live.press(KEY.Key_T, held=CTRL | SHIFT)
    live.settle()

    assert live.page.theme.key() == "dark"  # type: ignore[attr-defined]


def test_a_backup_is_made_and_listed_with_its_way_back(show: Open, desk: Desk, tmp_path: Path) -> None:
    """B backs up; the command that goes back is on the clipboard."""
    live = show()
    assert live.sees("There is none yet.")
    live.press(KEY.Key_B)
    live.settle()
    assert live.toasts() == ["Backed up"]
    kept = backups_of(tmp_path)
    assert len(kept) == 1
    live.tab_to("Copy the command that restores")
    live.press(KEY.Key_Space)

    assert QGuiApplication.clipboard().text() == f'decile restore "{kept[0].path}" --profile "{tmp_path}"'


def test_a_backup_is_gone_back_to_by_key(show: Open, tmp_path: Path) -> None:
    """The page asks whoever opened the profile for it, by the file."""
    live = show()
    live.press(KEY.Key_B)
    live.settle()
    asked: list[Path] = []
    live.page.restore_asked.connect(asked.append)  # type: ignore[attr-defined]
    live.tab_to("Go back to the backup of")
    live.press(KEY.Key_Space)

    assert asked == [backups_of(tmp_path)[0].path]


def test_the_doctor_says_what_is_found(show: Open) -> None:
    """G looks at everything; a desk that was just founded is whole, and has no backup yet."""
    live = show()
    live.press(KEY.Key_G)
    live.settle()

    assert live.sees("Every page of the database is whole.")
    assert live.sees("There is no backup yet. Back up now.")


@pytest.mark.parametrize("language", list(Language))
def test_everything_that_takes_the_focus_has_a_name(show: Open, language: Language) -> None:
    """A screen reader can say every choice and button."""
    assert show(language).nameless() == []


def test_every_finding_of_the_doctor_has_a_sentence() -> None:
    """Found in its source: no code reaches a person."""
    source = Path(doctor.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r'Finding\(\s*"(\w+)"', source)) | {
        "calendar",
        "disk",
        "backups",
        "calendar_ends_soon",
    }

    assert codes - set(FINDINGS) - set(TROUBLES) - set(SENTENCES) == set()
    assert (
        finding_sentence(Finding("size", {"bytes": 1024, "log_bytes": 0}))
        == "The database has 1.0 kB, its log 0 bytes."
    )
