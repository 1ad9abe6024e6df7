"""Showing a widget that may not be laid out yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_shown(widget: QWidget, *, is_shown: bool) -> None:
    """Show or hide a part of a layout, also before it is in one.

    Qt would open a widget without a parent as a window of its own, which takes the focus from ours;
    here it only loses its wish to stay hidden, and appears with its layout.
    """
    if is_shown and widget.parent() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(is_shown)
