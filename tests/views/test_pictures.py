"""Every page and state in both languages and themes: nothing cut, nothing over another, nothing untranslated."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.picture_book import PictureBook
from app.picture_scenes import ALONE, YEAR, Scene
from app.resources import resource
from app.views.tokens import ThemeName
from app.views.widgets.overlay import Overlay

LAPTOP = QSize(1366, 768)
SLACK = 2
FEWEST_COLOURS = 24
PLAYED_MS = 700_000
THEMES = (ThemeName.LIGHT, ThemeName.DARK)


@pytest.mark.parametrize("scenes", [YEAR, ALONE], ids=["year", "alone"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_picture_is_whole(
    qapp: QApplication, qtbot: QtBot, lang: str, scenes: tuple[Scene, ...]
) -> None:
    """No label is narrower than its text, no siblings overlap, no source text remains, nothing is blank."""
    faults: list[str] = []
    names: list[tuple[str, str]] = []
    english = _sources_with_chinese() if lang == "zh" else set()

    def look(name: str, theme: str, window: QWidget) -> None:
        names.append((name, theme))
        faults.extend(f"{name} {theme}: {fault}" for fault in _faults(window, english))

    with PictureBook(qapp, lang, THEMES, LAPTOP, scenes) as book:
        book.shown.connect(look)
        with qtbot.waitSignal(book.finished, timeout=PLAYED_MS):
            book.start()

    assert book.error is None
    small = ("opening", "joining", "joining-refused", "left")
    opening = [(name, theme) for name in small for theme in THEMES if scenes is ALONE]
    assert sorted(names) == sorted([*opening, *((scene.name, theme) for scene in scenes for theme in THEMES)])
    assert not faults, "\n".join(faults)


def _faults(window: QWidget, english: set[str]) -> list[str]:
    visible = [
        one for one in window.findChildren(QWidget) if one.isVisible() and not one.visibleRegion().isEmpty()
    ]
    found = [fault for widget in visible for fault in _cut(widget)]
    found += [f"not translated: {text!r}" for text in map(_text, visible) if text in english]
    found += [fault for widget in [window, *visible] for fault in _overlaps(widget)]
    colours = window.grab().toImage().convertToFormat(QImage.Format.Format_Indexed8).colorCount()
    if colours < FEWEST_COLOURS:
        found.append(f"nearly blank: {colours} colours")
    return found


def _cut(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel) and widget.text() and widget.textFormat() != Qt.TextFormat.RichText:
        needed = widget.fontMetrics().horizontalAdvance(widget.text())
        room = widget.contentsRect().width()
        if not widget.wordWrap() and needed > room + SLACK and "…" not in widget.text():
            return [f"label cut: {widget.text()!r} needs {needed}, has {room}"]
        if widget.wordWrap() and widget.heightForWidth(widget.width()) > widget.height() + SLACK:
            return [f"label cut below: {widget.text()!r}"]
    if (
        isinstance(widget, QPushButton)
        and widget.text()
        and widget.sizeHint().width() > widget.width() + SLACK
    ):
        return [f"button cut: {widget.text()!r} needs {widget.sizeHint().width()}, has {widget.width()}"]
    return []


def _overlaps(parent: QWidget) -> list[str]:
    """Only what a layout placed must keep apart; panels are meant to lie over the page.

    The layouts are not asked for their items: Python would keep the item of a widget that a page has thrown
    away since, and whatever comes to lie at its address is taken for it.
    """
    layout = parent.layout()
    if layout is None:
        return []
    layouts = [layout, *layout.findChildren(QLayout)]
    shown = [
        child
        for child in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisible()
        and not isinstance(child, Overlay)
        and any(one.indexOf(child) >= 0 for one in layouts)
    ]
    return [
        f"{_name(one)} lies over {_name(other)}"
        for one, other in combinations(shown, 2)
        if _area(one.geometry().intersected(other.geometry())) > SLACK * 8
    ]


def _area(box: QRect) -> int:
    return max(0, box.width()) * max(0, box.height())


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__}({_text(widget) or widget.accessibleName()!r})"


def _sources_with_chinese() -> set[str]:
    """Return the English sources that Chinese says otherwise."""
    tree = ET.parse(resource("translations", "decile_zh_CN.ts"))  # noqa: S314 - a file of our own
    return {
        source
        for message in tree.iter("message")
        if (source := message.findtext("source") or "") and source != (message.findtext("translation") or "")
    }
