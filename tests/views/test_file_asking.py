"""Asking for files: in the language of the screens, where the last one lay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.settings import SettingsStore
from app.views.file_asking import ask_to_open, ask_to_save
from app.views.i18n import Language, Languages


@pytest.fixture
def page(qtbot: QtBot, languages: Languages) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    for dialog in made.findChildren(QFileDialog):
        dialog.close()


def test_the_next_dialog_begins_where_the_last_file_lay(
    page: QWidget, settings: SettingsStore, tmp_path: Path
) -> None:
    """Whether that one was read or written; what is chosen is handed over."""
    chosen: list[Path] = []
    first = ask_to_open(page, settings, "Choose", ["Lists (*.csv)"], chosen.append)
    first.fileSelected.emit(str(tmp_path / "leads.csv"))
    second = ask_to_save(page, settings, "Save as", "funnel.png", chosen.append)

    assert chosen == [tmp_path / "leads.csv"]
    assert second.directory() == QDir(str(tmp_path))
    assert second.defaultSuffix() == "png"


@pytest.mark.parametrize("last", ["", "/no/such/folder"])
def test_without_a_last_folder_lists_are_looked_for_among_downloads(
    page: QWidget, settings: SettingsStore, last: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Never in the folder the program happens to be started from."""
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(tmp_path))
    settings.change(folder=last)

    dialog = ask_to_open(page, settings, "Choose", ["Lists (*.csv)"], lambda _path: None)

    assert dialog.directory() == QDir(str(tmp_path))


def test_every_word_of_the_dialog_is_chinese_on_chinese_screens(
    page: QWidget, settings: SettingsStore, languages: Languages
) -> None:
    """Also those that Qt's own file leaves out."""
    languages.speak(Language.ZH)
    dialog = ask_to_open(page, settings, "选择", ["名单 (*.csv)"], lambda _path: None)

    labels = [dialog.labelText(part) for part in QFileDialog.DialogLabel]
    assert all(any("一" <= sign <= "鿿" for sign in text) for text in labels), labels
