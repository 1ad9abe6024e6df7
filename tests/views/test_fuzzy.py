"""Commands are found by a few letters, the likeliest first."""

from __future__ import annotations

import pytest

from app.views.actions import Action
from app.views.fuzzy import match
from app.views.widgets.command_palette import rank


def action(text: str, **changes: object) -> Action:
    return Action(text, lambda: None, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "Call the next lead"),
        ("nl", "New lead"),
        ("lead", "New lead"),
        ("light", "Switch between light and dark"),
        ("转", "转出"),
        ("主题", "Switch between light and dark"),
    ],
)
def test_the_likeliest_command_is_first(typed: str, first: str) -> None:
    """Beginnings of words, runs of letters, further words."""
    actions = [
        action("Call the next lead"),
        action("New lead"),
        action("Switch between light and dark", words="theme 主题"),
        action("Import a file"),
        action("转出"),
    ]

    assert rank(typed, actions)[0][0].text == first


def test_letters_that_are_missing_find_nothing() -> None:
    """Order matters."""
    assert match("lc", "Call") is None
    assert rank("xyz", [action("Call")]) == []


def test_what_is_not_possible_now_is_left_out() -> None:
    """A command that would do nothing is not offered."""
    assert rank("", [action("Undo", is_enabled=lambda: False)]) == []


def test_the_places_of_the_letters_are_told() -> None:
    """They are painted in the accent colour."""
    assert match("nl", "New lead") == (20, (0, 4))
