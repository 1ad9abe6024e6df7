"""Where the script is not the next thing: why, and what to do instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views.widgets.basics import column, label, row
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.key_button import KeyButton

_WIDTH, _MARGIN = 440, 24


@dataclass(frozen=True, slots=True)
class WayOut:
    """Something to do from here."""

    text: str
    key: str
    call: Callable[[], object]
    icon: str = ""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """One designed state of the call desk.

    Attributes:
        icon: Name of its picture.
        tone: Token that colours the picture.
        title: What is so.
        lines: Why, and what follows; one paragraph each.
        quote: Somebody's own words.
        ways: What to do next, the first one first.
    """

    icon: str
    tone: str
    title: str
    lines: tuple[str, ...] = ()
    quote: str = ""
    ways: tuple[WayOut, ...] = ()


class SituationPanel(QWidget):
    """Shows one situation in the middle of the room it gets."""

    def __init__(self) -> None:
        super().__init__()
        self._inner: QWidget | None = None
        self._outer = QVBoxLayout(self)
        self._shown: tuple[object, ...] = ()
        self.first: QWidget | None = None

    def show_situation(self, situation: Situation) -> None:
        """Replace what is shown, if it is another."""
        ways = tuple((way.text, way.key) for way in situation.ways)
        shown = (situation.icon, situation.title, situation.lines, situation.quote, ways)
        if shown == self._shown:
            return
        had_focus = self.first is not None and self.first.hasFocus()
        self._shown = shown
        if self._inner is not None:
            self._outer.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = self._build(situation)
        self._fit()
        self._outer.addWidget(self._inner, alignment=Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(situation.title)
        self.setAccessibleDescription(" ".join(situation.lines))
        if had_focus and self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Write within the room there is.

        The whole is given its width, not each line: a layout asks every line how high it is at the width of the
        whole, which the buttons may have made larger.
        """
        if self._inner is not None:
            width = max(220, min(_WIDTH, self.width() - 2 * _MARGIN))
            self._inner.setFixedWidth(max(width, self._inner.minimumSizeHint().width()))

    def _build(self, situation: Situation) -> QWidget:
        picture = IconLabel(situation.icon, situation.tone, 36)
        lines = [label(situation.title, "title", wrap=True)]
        lines += [label(text, "muted", wrap=True) for text in situation.lines]
        if situation.quote:
            lines.append(label(f"“{situation.quote}”", "", wrap=True))
        for line in lines:
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        buttons = []
        for way in situation.ways:
            kind = "primary" if way.is_first else ""
            made = KeyButton(way.key, way.call, kind=kind, icon_name=way.icon)
            made.setText(way.text)
            buttons.append(made)
        self.first = buttons[0] if buttons else None
        inner = QWidget()
        layout = column(picture, 4, *lines, 10, row(None, *buttons, None, gap=8), gap=6)
        layout.setAlignment(picture, Qt.AlignmentFlag.AlignHCenter)
        inner.setLayout(layout)
        return inner
