"""A field for one day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit

_FORMAT, _WIDTH = "yyyy-MM-dd", 124


def day_field() -> QDateEdit:
    """Return a field for a day, today's at first; a day half typed is not told."""
    field = QDateEdit()
    field.setDisplayFormat(_FORMAT)
    field.setKeyboardTracking(False)
    field.setFixedWidth(_WIDTH)
    field.lineEdit().setTextMargins(7, 0, 0, 0)
    field.setDate(QDate.currentDate())
    return field


def day_in(field: QDateEdit) -> date:
    """Return the day in a field."""
    on = field.date()
    return date(on.year(), on.month(), on.day())
