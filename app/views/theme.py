"""The look at run time: tokens become a palette, a style sheet and fonts, and can be switched live."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.resources import resource
from app.views.style_sheet import style_sheet
from app.views.tokens import DENSITIES, THEMES, Density, DensityName, ThemeName, Tokens

_THEME, _DENSITY = "decile_theme", "decile_density"
"""Dynamic properties of the application object: the look belongs to it, not to a module."""

TABULAR = QFont.Tag("tnum")
"""Figures of one width, so that columns of numbers line up."""

_CJK = {
    "win32": ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC"),
    "darwin": ("PingFang SC", "Noto Sans SC"),
}


def tokens() -> Tokens:
    """Return the tokens in force; painted widgets ask on every paint, so they follow a switch."""
    app = QCoreApplication.instance()
    return THEMES[(app and app.property(_THEME)) or ThemeName.LIGHT]


def density() -> Density:
    """Return the density in force."""
    app = QCoreApplication.instance()
    return DENSITIES[(app and app.property(_DENSITY)) or DensityName.COMFORTABLE]


def apply_theme(theme: ThemeName, density: DensityName = DensityName.COMFORTABLE) -> None:
    """Dress the application; every open window changes at once.

    ``setColorScheme`` is honoured by some platforms only (it colours native title bars), so the
    palette is always set as well.
    """
    app = _app()
    chosen, spacing = THEMES[theme], DENSITIES[density]
    app.setProperty(_THEME, theme.value)
    app.setProperty(_DENSITY, density.value)
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.styleHints().setColorScheme(Qt.ColorScheme.Dark if chosen.is_dark else Qt.ColorScheme.Light)
    app.setPalette(palette_of(chosen))
    app.setStyleSheet(style_sheet(chosen, spacing))


def palette_of(chosen: Tokens) -> QPalette:
    """Return the palette for everything the style sheet leaves to Fusion."""
    role = QPalette.ColorRole
    colours = {
        role.Window: chosen.window,
        role.WindowText: chosen.text,
        role.Base: chosen.surface,
        role.AlternateBase: chosen.sunken,
        role.Text: chosen.text,
        role.Button: chosen.raised,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.bad,
        role.Highlight: chosen.selected,
        role.HighlightedText: chosen.text,
        role.ToolTipBase: chosen.raised,
        role.ToolTipText: chosen.text,
        role.PlaceholderText: chosen.faint,
        role.Link: chosen.accent,
        role.LinkVisited: chosen.accent,
        role.Accent: chosen.accent,
        role.Light: chosen.raised,
        role.Midlight: chosen.border,
        role.Mid: chosen.border,
        role.Dark: chosen.outline,
        role.Shadow: chosen.outline,
    }
    palette = QPalette()
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(chosen.faint))
    return palette


def load_fonts() -> None:
    """Load the bundled fonts and set the application's font.

    Latin is Inter everywhere; Chinese is the system's own on Windows and macOS and the bundled Noto
    Sans SC elsewhere, because fontconfig's choice among CJK faces was not the same on every start.
    Where fonts are not bundled, the system's stand in.
    """
    app, folder = _app(), resource("fonts")
    files = sorted(folder.glob("*")) if folder.is_dir() else []
    for file in files:
        if file.suffix in {".ttf", ".otf", ".woff2"}:
            QFontDatabase.addApplicationFont(str(file))
    present = set(QFontDatabase.families())
    wanted = ("Inter", *_CJK.get(sys.platform, ("Noto Sans SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei")))
    font = QFont(app.font())
    families = [family for family in wanted if family in present]
    if families:
        font.setFamilies(families)
    font.setPixelSize(13)
    app.setFont(font)


def sized(font: QFont, pixels: int, *, weight: QFont.Weight | None = None, tabular: bool = False) -> QFont:
    """Return a copy of a font at another size, for painted widgets."""
    other = QFont(font)
    other.setPixelSize(pixels)
    if weight is not None:
        other.setWeight(weight)
    if tabular:
        other.setFeature(TABULAR, 1)
    return other


def mixed(over: str, under: str, share: float) -> QColor:
    """Return ``over`` laid upon ``under`` at ``share`` (0 to 1), as an opaque colour."""
    top, bottom = QColor(over), QColor(under)
    return QColor.fromRgbF(
        *(
            share * a + (1 - share) * b
            for a, b in zip(top.getRgbF()[:3], bottom.getRgbF()[:3], strict=True)  # type: ignore[index]
        )
    )


def _app() -> QApplication:
    app = QCoreApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a look needs a QApplication")  # noqa: TRY004 -- nothing of a wrong type was given
    return app
