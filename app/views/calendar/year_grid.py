"""A year of days, painted month by month, to be walked through by keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import override

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.working_calendar import Day
from app.views.calendar.words import DayLook, day_said, day_title, look_of, look_text
from app.views.theme import sized, tokens
from app.views.tokens import Tokens

DAYS_A_WEEK, MONTHS, COLUMNS = 7, 12, 4
_ROWS, _WEEKS = MONTHS // COLUMNS, 6
_GAP, _HEAD = 22, 26
_STEPS = {
    Qt.Key.Key_Left.value: -1, Qt.Key.Key_Right.value: 1, Qt.Key.Key_Up.value: -DAYS_A_WEEK,
    Qt.Key.Key_Down.value: DAYS_A_WEEK, Qt.Key.Key_K.value: -DAYS_A_WEEK, Qt.Key.Key_J.value: DAYS_A_WEEK,
}  # fmt: skip


class YearGrid(QWidget):
    """Shows a year; the arrows and the mouse choose a day."""

    day_chosen = Signal(object)
    """The date."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[Day, ...] = ()
        self._chosen = date(1970, 1, 1)
        self._today: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def chosen(self) -> date:
        """The day that has the keys."""
        return self._chosen

    def show_days(self, days: Sequence[Day], *, today: date, name: str) -> None:
        """Show a year's days; the day chosen keeps its place in the year.

        Args:
            days: From the first of January on.
            today: Drawn bold.
            name: What a screen reader calls the grid.
        """
        year = days[0].on.year
        if not self._days:
            self._chosen = today if today.year == year else days[0].on
        elif self._chosen.year != year:
            day = min(self._chosen.day, 28) if self._chosen.month == 2 else self._chosen.day  # noqa: PLR2004
            self._chosen = self._chosen.replace(year=year, day=day)
        self._days, self._today = tuple(days), today
        self.setAccessibleName(name)
        self._tell()

    def choose(self, on: date) -> None:
        """Give a day of the year the keys."""
        if self._days and self._days[0].on <= on <= self._days[-1].on and on != self._chosen:
            self._chosen = on
            self._tell()
            self.day_chosen.emit(on)

    @override
    def sizeHint(self) -> QSize:
        return QSize(920, 560)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(640, 430)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            self.choose(self._chosen + timedelta(days=step))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = next((day for day in self._days if self._cell(day.on).contains(event.position())), None)
        if found is not None:
            self.choose(found.on)
        super().mousePressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = tokens()
        for month in range(1, MONTHS + 1):
            self._paint_month_name(painter, month, look)
        for day in self._days:
            cell = self._cell(day.on)
            font = sized(self.font(), 12)
            font.setBold(day.on == self._today)
            paint_day(painter, cell, look_of(day), str(day.on.day), look, font)
            if day.on == self._chosen:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(look.focus if self.hasFocus() else look.outline), 2))
                painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.end()

    def _paint_month_name(self, painter: QPainter, month: int, look: Tokens) -> None:
        area = self._month(month)
        painter.setPen(QColor(look.text))
        painter.setFont(sized(self.font(), 13, weight=QFont.Weight.DemiBold))
        place = QRectF(area.x() + 4, area.y(), area.width(), _HEAD)
        name = QLocale().standaloneMonthName(month)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def _month(self, month: int) -> QRectF:
        width = (self.width() - _GAP * (COLUMNS - 1)) / COLUMNS
        height = (self.height() - 10 * (_ROWS - 1)) / _ROWS
        row, column = divmod(month - 1, COLUMNS)
        return QRectF(column * (width + _GAP), row * (height + 10), width, height)

    def _cell(self, on: date) -> QRectF:
        area = self._month(on.month)
        week, weekday = divmod(on.replace(day=1).weekday() + on.day - 1, DAYS_A_WEEK)
        width, height = area.width() / DAYS_A_WEEK, (area.height() - _HEAD) / _WEEKS
        return QRectF(
            area.x() + weekday * width + 1, area.y() + _HEAD + week * height + 1, width - 2, height - 2
        )

    def _tell(self) -> None:
        """Say the day chosen to whoever listens instead of looking."""
        day = next((one for one in self._days if one.on == self._chosen), None)
        if day is not None:
            said = f"{day_title(day.on)}: {day_said(day)}"
            self.setAccessibleDescription(said)
            if self.hasFocus():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.update()


class LookMark(QWidget):
    """A day as it is drawn, for the legend."""

    def __init__(self, look: DayLook) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(24, 20)
        self.setAccessibleName(look_text(look))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_day(
            painter,
            QRectF(self.rect()).adjusted(1, 1, -1, -1),
            self._look,
            "8",
            tokens(),
            sized(self.font(), 11),
        )
        painter.end()


def paint_day(painter: QPainter, cell: QRectF, day: DayLook, text: str, look: Tokens, font: QFont) -> None:
    """Draw a day: its ground, its number, and a mark that tells it apart without colours."""
    ground, ink = {
        DayLook.WORK: ("", look.text),
        DayLook.OFF: (look.sunken, look.muted),
        DayLook.HOLIDAY: (look.bad_soft, look.bad),
        DayLook.MAKE_UP: (look.ok_soft, look.ok),
        DayLook.OWN_OFF: (look.warn_soft, look.warn),
        DayLook.OWN_WORK: (look.accent_soft, look.accent),
    }[day]
    painter.setPen(Qt.PenStyle.NoPen)
    if ground:
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(cell, 5, 5)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)
    painter.setPen(QPen(QColor(ink), 1.6))
    painter.setBrush(QColor(ink))
    right, top = cell.right() - 5, cell.top() + 5
    if day in (DayLook.HOLIDAY, DayLook.OWN_OFF):
        painter.drawEllipse(QPointF(right, top), 1.2, 1.2)
    if day in (DayLook.MAKE_UP, DayLook.OWN_WORK):
        painter.drawLine(QPointF(right - 2, top), QPointF(right + 2, top))
        painter.drawLine(QPointF(right, top - 2), QPointF(right, top + 2))
    if day in (DayLook.OWN_OFF, DayLook.OWN_WORK):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(ink), 1))
        painter.drawRoundedRect(cell.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
