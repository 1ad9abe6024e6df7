"""Settings are typed, survive, and are written whole or not at all."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from app.settings import Settings, SettingsStore, TableLayout, WindowPlace, profile_folder


def test_what_was_chosen_is_found_again(tmp_path: Path) -> None:
    """Also by the next start."""
    first = SettingsStore(tmp_path)
    first.change(language="zh", window=WindowPlace(1, 2, 1366, 768))
    first.keep_table("leads", TableLayout(order=("company",), widths={"company": 200}, sort="score"))
    first.stop()
    second = SettingsStore(tmp_path)

    assert second.now.language == "zh"
    assert second.now.window == WindowPlace(1, 2, 1366, 768)
    assert second.table("leads").widths == {"company": 200}
    assert second.table("others") == TableLayout()


def test_a_damaged_file_is_no_obstacle(tmp_path: Path, expected_warnings: list[object]) -> None:
    """Defaults are used; the next change replaces it."""
    (tmp_path / "settings.json").write_text('{"language": 7')
    store = SettingsStore(tmp_path)
    assert store.now == Settings()
    store.change(theme="dark")
    store.stop()

    assert SettingsStore(tmp_path).now.theme == "dark"
    assert len(expected_warnings) == 1


def test_writing_happens_on_a_thread_of_its_own(tmp_path: Path) -> None:
    """The window's thread never touches the file."""
    store = SettingsStore(tmp_path)
    store.change(theme="dark")

    assert "decile-settings" in [thread.name for thread in threading.enumerate()]
    store.stop()
    assert "decile-settings" not in [thread.name for thread in threading.enumerate()]


def test_a_folder_that_cannot_be_written_is_said_in_the_log(
    tmp_path: Path, expected_warnings: list[object]
) -> None:
    """The choice holds until the program ends."""
    (tmp_path / "file").write_text("x")
    store = SettingsStore(tmp_path / "file" / "profile")
    store.change(theme="dark")
    store.stop()

    assert store.now.theme == "dark"
    assert expected_warnings


def test_an_unknown_setting_is_a_bug(tmp_path: Path) -> None:
    """A typing error does not vanish in a file."""
    with pytest.raises(TypeError):
        SettingsStore(tmp_path).change(colour="red")


def test_the_profile_may_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line before the environment, the environment before the platform."""
    monkeypatch.setenv("DECILE_PROFILE", str(tmp_path / "environment"))

    assert profile_folder(tmp_path / "given") == tmp_path / "given"
    assert profile_folder() == tmp_path / "environment"
    monkeypatch.delenv("DECILE_PROFILE")
    assert profile_folder().name == "Decile"
