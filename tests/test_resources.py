"""What is shipped beside the code is whole: fonts resolve by weight, icons can be drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QRawFont
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).parent.parent / "resources"


@pytest.mark.parametrize("family", ["Inter", "Noto Sans SC"])
def test_weight_600_is_the_family_s_own_bold(qapp: QApplication, family: str) -> None:
    """Chinese headings are bold too: the heavier file belongs to the same family as the text's."""
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        assert QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    font = QFont(family, weight=QFont.Weight.DemiBold)

    raw = QRawFont.fromFont(font, QFontDatabase.WritingSystem.Latin)
    assert (raw.familyName(), raw.styleName()) == (family, "Bold")


@pytest.mark.parametrize("text", ["线索转出复核公海培育漏斗", "，。：；？！「」《》（）", "āáǎàēéěèīíǐìüÄß"])
def test_bundled_chinese_font_has_what_the_screens_show(qapp: QApplication, text: str) -> None:
    """No square stands where a bare machine has no other font."""
    raw = QRawFont(str(RESOURCES / "fonts" / "NotoSansSC-400.ttf"), 13)

    assert [letter for letter in text if not raw.supportsCharacter(ord(letter))] == []


def test_every_icon_can_be_drawn() -> None:
    """An icon that Qt cannot read would be an empty button."""
    icons = sorted((RESOURCES / "icons").glob("*.svg"))

    assert len(icons) > 100
    assert [icon.name for icon in icons if not QSvgRenderer(str(icon)).isValid()] == []
