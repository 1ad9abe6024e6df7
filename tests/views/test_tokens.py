"""The look keeps its promises: contrast, colour vision, live switching."""

from __future__ import annotations

import itertools
import math

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.models.vocabulary import StageKind
from app.views.theme import apply_theme, density, mixed, tokens
from app.views.tokens import DENSITIES, SURFACES, TEXTS, THEMES, DensityName, ThemeName, Tokens

AA_TEXT, AA_GRAPHICS = 4.5, 3.0
DIFFERENT = 0.1
"""Distance in OKLab that nobody overlooks between two marks of the same size."""
DEFICIENCIES = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB."""

PAIRS = [(theme, text, ground) for theme in ThemeName for text in TEXTS for ground in SURFACES]


def linear(colour: str) -> list[float]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    lights = [
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other)
    ]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def oklab(colour: list[float]) -> tuple[float, ...]:
    to_lms = ((0.41222, 0.53633, 0.05145), (0.2119, 0.6807, 0.1074), (0.0883, 0.28172, 0.62998))
    to_lab = ((0.21045, 0.79362, -0.00407), (1.978, -2.42859, 0.45059), (0.0259, 0.78277, -0.80868))
    lms = [math.cbrt(sum(a * b for a, b in zip(row, colour, strict=True))) for row in to_lms]
    return tuple(sum(a * b for a, b in zip(row, lms, strict=True)) for row in to_lab)


def seen(colour: str, deficiency: str) -> tuple[float, ...]:
    rows = DEFICIENCIES[deficiency]
    return oklab([sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in rows])


@pytest.mark.parametrize(("theme", "text", "ground"), PAIRS)
def test_every_text_reads_on_every_surface(theme: ThemeName, text: str, ground: str) -> None:
    """WCAG 2.2 AA for normal text, whichever token lies on whichever."""
    now = THEMES[theme]

    assert contrast(getattr(now, text), getattr(now, ground)) >= AA_TEXT


@pytest.mark.parametrize("theme", ThemeName)
def test_primary_buttons_and_focus_rings_stand_out(theme: ThemeName) -> None:
    """What lies on the accent reads; rings, outlines and marks have 3:1 on every plain surface."""
    now = THEMES[theme]

    for accent in (now.accent, now.accent_hover):
        assert contrast(now.on_accent, accent) >= AA_TEXT
    for ground in ("window", "surface", "raised", "sunken", "hover", "selected"):
        for mark in (now.focus, now.outline):
            assert contrast(mark, getattr(now, ground)) >= AA_GRAPHICS, (mark, ground)
    for colour in now.kinds.values():
        assert contrast(colour, now.surface) >= AA_GRAPHICS


@pytest.mark.parametrize("theme", ThemeName)
def test_chip_texts_read_on_their_tint(theme: ThemeName) -> None:
    """A chip's ground is a tint of its kind; its text keeps AA on it."""
    now = THEMES[theme]

    for colour in now.kinds.values():
        tint = mixed(colour, now.surface, 0.22 if now.is_dark else 0.13).name()
        assert contrast(now.text, tint) >= AA_TEXT


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("theme", ThemeName)
def test_stage_kinds_are_told_apart_by_all_eyes(theme: ThemeName, deficiency: str) -> None:
    """No two kinds look alike, whatever cones are missing."""
    kinds = THEMES[theme].kinds

    for one, other in itertools.combinations(kinds, 2):
        distance = math.dist(seen(kinds[one], deficiency), seen(kinds[other], deficiency))
        assert distance >= DIFFERENT, (one, other)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("theme", ThemeName)
def test_the_ramp_only_gets_stronger(theme: ThemeName, deficiency: str) -> None:
    """Ordered things are ordered by lightness alone, so the order is seen without colour."""
    lights = [seen(colour, deficiency)[0] for colour in THEMES[theme].ramp]

    assert lights == sorted(lights, reverse=theme is ThemeName.LIGHT)


@pytest.mark.parametrize("theme", ThemeName)
def test_every_stage_kind_has_a_colour(theme: ThemeName) -> None:
    """The table of colours is complete, and has nothing else."""
    assert set(THEMES[theme].kinds) == {kind.value for kind in StageKind}


def test_themes_switch_while_windows_are_open(qtbot: QtBot, look: QApplication) -> None:
    """Palette, tokens and density follow at once."""
    label = QLabel("x")
    qtbot.addWidget(label)
    label.show()
    apply_theme(ThemeName.DARK, DensityName.COMPACT)

    assert tokens() is THEMES[ThemeName.DARK]
    assert density() is DENSITIES[DensityName.COMPACT]
    assert label.palette().window().color() == QColor(tokens().window)


def test_bundled_fonts_are_in_use(look: QApplication) -> None:
    """Latin is Inter at 13 pixels."""
    info = QFontInfo(look.font())

    assert (info.family(), info.pixelSize()) == ("Inter", 13)


def test_all_themes_have_all_tokens() -> None:
    """A token that one theme lacks would be a crash in the other."""
    for theme in THEMES.values():
        assert isinstance(theme, Tokens)
        assert len(theme.ramp) == 8
