"""Design tokens: every colour and measure of the look, light and dark, and nothing else.

Contrast of each text token on each surface (WCAG 2.2 AA, 4.5:1) and the distance between the stage
colours under the three colour-vision deficiencies are proven in ``tests/views/test_tokens.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ThemeName(StrEnum):
    """The two looks."""

    LIGHT = "light"
    DARK = "dark"


class DensityName(StrEnum):
    """How much room a row gets: talk, or compare."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as ``#rrggbb``."""

    name: ThemeName
    window: str
    surface: str
    raised: str
    sunken: str
    hover: str
    selected: str
    border: str
    outline: str
    """Edges that carry meaning (check boxes, slider grooves): 3:1 on every surface."""
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    focus: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    scrim: str
    """``#aarrggbb``: what dims the window behind the palette."""
    kinds: Mapping[str, str]
    """Colour of each stage kind (``StageKind`` values): told apart by people who see fewer colours."""
    ramp: tuple[str, ...]
    """Eight steps for ordered things (funnel layers, milestones), from first to last."""

    @property
    def is_dark(self) -> bool:
        """Whether this is the dark theme."""
        return self.name is ThemeName.DARK


@dataclass(frozen=True, slots=True)
class Density:
    """Heights and paddings in pixels."""

    name: DensityName
    row: int
    """A table row of one line."""
    row_two: int
    """A table row whose cells have two lines."""
    control: int
    """Buttons and fields."""
    gap: int
    """Between groups on a page."""


LIGHT = Tokens(
    name=ThemeName.LIGHT,
    window="#f7f6f4",
    surface="#ffffff",
    raised="#ffffff",
    sunken="#f1f0ed",
    hover="#f4f3f0",
    selected="#e6ecff",
    border="#e2e1de",
    outline="#7f828a",
    text="#1d1f25",
    muted="#555861",
    faint="#666971",
    accent="#3f4eca",
    accent_hover="#3342b4",
    accent_soft="#e9eeff",
    on_accent="#ffffff",
    focus="#3f4eca",
    ok="#006d45",
    ok_soft="#dcf7e7",
    warn="#865403",
    warn_soft="#ffeecf",
    bad="#b32228",
    bad_soft="#ffe8e8",
    scrim="#4d1d1f25",
    kinds={
        "validating": "#004f98",
        "nurture": "#885700",
        "sales_validating": "#a47cde",
        "refused": "#ee6727",
        "open": "#007d8d",
        "won": "#43a47f",
        "lost": "#4e5053",
    },
    ramp=("#85b9d8", "#71a8d1", "#6096cb", "#5383c4", "#4b70bd", "#475bb4", "#4546a9", "#442e9d"),
)
"""Warm paper, white surfaces, one ink-blue accent."""

DARK = Tokens(
    name=ThemeName.DARK,
    window="#101115",
    surface="#17181c",
    raised="#202127",
    sunken="#0c0d10",
    hover="#1e1f24",
    selected="#232a48",
    border="#2a2c32",
    outline="#7b7f88",
    text="#ebedf0",
    muted="#a9acb6",
    faint="#9397a0",
    accent="#92a2f8",
    accent_hover="#a9b6fb",
    accent_soft="#1f2646",
    on_accent="#0b0e1c",
    focus="#92a2f8",
    ok="#65d49e",
    ok_soft="#132c20",
    warn="#eebb5e",
    warn_soft="#332510",
    bad="#f58381",
    bad_soft="#3d1a1b",
    scrim="#99000000",
    kinds={
        "validating": "#5b99fd",
        "nurture": "#a45f00",
        "sales_validating": "#e0bdff",
        "refused": "#ff793b",
        "open": "#267d94",
        "won": "#87e99d",
        "lost": "#9da1aa",
    },
    ramp=("#534a9c", "#545cad", "#546fbc", "#5482ca", "#5595d6", "#57a7e1", "#5cbaeb", "#65cdf3"),
)
"""Graphite with the same structure; the accent is lighter, so what lies on it is dark."""

THEMES: Mapping[ThemeName, Tokens] = {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK}

DENSITIES: Mapping[DensityName, Density] = {
    DensityName.COMFORTABLE: Density(DensityName.COMFORTABLE, row=36, row_two=52, control=32, gap=16),
    DensityName.COMPACT: Density(DensityName.COMPACT, row=25, row_two=40, control=28, gap=12),
}

TEXTS = ("text", "muted", "faint", "accent", "ok", "warn", "bad")
"""Token names that colour text."""
SURFACES = (
    "window",
    "surface",
    "raised",
    "sunken",
    "hover",
    "selected",
    "accent_soft",
    "ok_soft",
    "warn_soft",
    "bad_soft",
)
"""Token names text may lie on."""
