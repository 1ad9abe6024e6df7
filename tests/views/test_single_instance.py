"""A second start on one profile raises the first window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views.single_instance import SingleInstance


def test_a_second_start_hands_its_link_to_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    """The first hears what the second was given."""
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert not first.hand_over()
    assert first.listen()
    with qtbot.waitSignal(first.asked) as asked:
        assert second.hand_over("decile://lead/42")

    assert asked.args == ["decile://lead/42"]
    first.stop()


def test_other_profiles_are_other_programs(qapp: QApplication, tmp_path: Path) -> None:
    """Demonstration data runs beside one's own."""
    one, other = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert one.listen()

    assert not other.hand_over()
    one.stop()
