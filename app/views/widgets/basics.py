"""The plain pieces every screen is made of, dressed by the style sheet through their ``kind``."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.views.icons import icon

ICON_PX = 16


def label(text: str = "", kind: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """Return a label; kinds: display, title, heading, muted, small, ok, warn, bad, error."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(
    text: str, call: Callable[[], object] | None = None, *, kind: str = "", icon_name: str = ""
) -> QPushButton:
    """Return a push button; kinds: primary, quiet, danger. ``call`` takes no argument."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if icon_name:
        made.setIcon(icon(icon_name, {"primary": "on_accent", "danger": "bad"}.get(kind, "muted")))
        made.setIconSize(QSize(ICON_PX, ICON_PX))
    if call is not None:
        made.clicked.connect(call)
    return made


def icon_button(
    icon_name: str, name: str, call: Callable[[], object] | None = None, *, kind: str = "quiet"
) -> QToolButton:
    """Return a button that shows only an icon; ``name`` is its tooltip and its accessible name."""
    made = QToolButton()
    made.setProperty("kind", kind)
    made.setIcon(icon(icon_name))
    made.setIconSize(QSize(ICON_PX, ICON_PX))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    rename(made, name)
    if call is not None:
        made.clicked.connect(call)
    return made


def rename(widget: QWidget, name: str, key: str = "") -> None:
    """Give an icon button its name, and its key in the tooltip."""
    widget.setAccessibleName(name)
    widget.setToolTip(f"{name}  {key}" if key else name)


def frame(kind: str = "card") -> QFrame:
    """Return a frame; kinds: card, raised, inset, line."""
    made = QFrame()
    made.setProperty("kind", kind)
    return made


def column(
    *items: QWidget | QLayout | int | None, gap: int = 8, margin: int | tuple[int, ...] = 0
) -> QVBoxLayout:
    """Return a vertical layout of widgets, layouts, gaps in pixels, and ``None`` for the stretch."""
    made = QVBoxLayout()
    _fill(made, items, gap, margin)
    return made


def row(
    *items: QWidget | QLayout | int | None, gap: int = 8, margin: int | tuple[int, ...] = 0
) -> QHBoxLayout:
    """Return a horizontal layout; see ``column``."""
    made = QHBoxLayout()
    _fill(made, items, gap, margin)
    return made


def boxed(layout: QLayout, kind: str = "") -> QFrame:
    """Return a frame around a layout."""
    made = frame(kind) if kind else QFrame()
    made.setLayout(layout)
    return made


def spread(widget: QWidget) -> QWidget:
    """Let a widget take the width there is."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
    return widget


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at, and let it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def _fill(
    layout: QBoxLayout,
    items: tuple[QWidget | QLayout | int | None, ...],
    gap: int,
    margin: int | tuple[int, ...],
) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*((margin,) * 4 if isinstance(margin, int) else margin))
    for item in items:
        match item:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacing(item)
            case QLayout():
                layout.addLayout(item)
            case _:
                layout.addWidget(item)
