"""Icons follow the theme and are never silently absent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from app.resources import resource
from app.views.icons import MissingIcon, icon
from app.views.theme import apply_theme, tokens
from app.views.tokens import ThemeName

VIEWS = Path(__file__).parents[2] / "app" / "views"


def colours(made: QIcon, state: QIcon.State = QIcon.State.Off) -> set[str]:
    image = made.pixmap(QSize(64, 64), 1.0, QIcon.Mode.Normal, state).toImage()
    solid = (image.pixelColor(x, y) for x in range(64) for y in range(64))
    return {colour.name() for colour in solid if colour.alpha() == 255}


def test_an_icon_takes_the_colour_of_its_token_in_each_theme(look: QApplication) -> None:
    """The same icon object is drawn in the colours of the theme in force."""
    made = icon("phone", "accent")

    for theme in ThemeName:
        apply_theme(theme)
        assert colours(made) == {QColor(tokens().accent).name()}


def test_a_checked_icon_may_have_another_colour(look: QApplication) -> None:
    """The open page's icon stands out."""
    made = icon("phone", "muted", on="accent")

    assert colours(made, QIcon.State.On) == {QColor(tokens().accent).name()}


def test_a_missing_icon_is_an_error(look: QApplication) -> None:
    """A typing error does not become an empty button."""
    with pytest.raises(MissingIcon):
        icon("no-such-thing")


def test_icons_outlive_copies(look: QApplication) -> None:
    """Qt clones the engine when an icon is changed; both copies draw."""
    made = icon("phone", "accent")
    copy = QIcon(made)
    del made

    assert colours(copy)


def test_every_icon_named_in_the_views_exists() -> None:
    """Icons are named as texts; all of them are shipped."""
    pattern = re.compile(
        r'(?:icon|icon_button|IconLabel|paint_icon)\((?:painter, )?"([a-z0-9-]+)"|icon="([a-z0-9-]+)"'
    )
    named = {
        found[0] or found[1]
        for file in VIEWS.rglob("*.py")
        for found in pattern.findall(file.read_text("utf-8"))
    }

    assert named
    assert {name for name in named if not resource("icons", f"{name}.svg").is_file()} == set()
