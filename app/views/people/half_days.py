"""A day, or its half, as the begin or the end of a time away."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import override

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDateEdit, QWidget

from app.clock import to_micros
from app.views.widgets.basics import row

NOON = time(12)
"""Where a half day begins or ends: within the lunch break of the shipped hours."""


class HalfDayEdit(QWidget):
    """A date, and whether the time away begins or ends with the day or at its noon."""

    changed = Signal()

    def __init__(self, *, is_end: bool) -> None:
        """Make one.

        Args:
            is_end: Whether it is the last day away; else the first.
        """
        super().__init__()
        self._is_end = is_end
        self.date, self.part = QDateEdit(), QComboBox()
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.part.addItems(["", ""])
        self.date.dateChanged.connect(self._on_changed)
        self.part.currentIndexChanged.connect(self._on_changed)
        layout = row(self.date, self.part, gap=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.date)

    def retranslate(self, name: str) -> None:
        """Set every text again; ``name`` says what it asks for."""
        half = self.tr("until noon") if self._is_end else self.tr("from noon on")
        for at, text in enumerate((self.tr("the whole day"), half)):
            self.part.setItemText(at, text)
        self._name_date(name)
        self.part.setAccessibleName(self.tr("{name}: whole or half").format(name=name))

    def show_day(self, day: date) -> None:
        """Show a whole day."""
        self.date.setDate(QDate(day.year, day.month, day.day))
        self.part.setCurrentIndex(0)

    def instant(self) -> int:
        """Return when the time away begins, or when the member is back; microseconds UTC."""
        shown = self.date.date()
        day, is_half = date(shown.year(), shown.month(), shown.day()), self.part.currentIndex() == 1
        if self._is_end and not is_half:
            day += timedelta(days=1)
        return to_micros(datetime.combine(day, NOON if is_half else time()).astimezone())

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()

    @override
    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._name_date(name)

    def _name_date(self, name: str) -> None:
        """Name the date and the field within it that takes the focus."""
        self.date.setAccessibleName(name)
        field = self.date.lineEdit()
        if field is not None:
            field.setAccessibleName(name)
