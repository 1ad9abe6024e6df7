"""A clock on one line: how long until a limit, or by how much it is past; said in words, shape and colour."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFontMetrics, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.views import formats
from app.views.icons import paint_icon
from app.views.theme import mixed, sized, tokens
from app.views.widgets.shown import set_shown

HEIGHT = 24
WARN_SHARE = 0.25
"""From this share of the time left on, the pill warns."""
_PAD, _ICON = 9, 14
_SOON_S = 120


class ClockPill(QWidget):
    """Counts down by itself while shown and running."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._left_s, self._total_s, self._runs = "", 0, 0, False
        self._said = ""
        self._since = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_time(self, name: str, left_s: int, total_s: int, *, runs: bool = True) -> None:
        """Show a limit.

        Args:
            name: What it limits, translated (first response, recall).
            left_s: Seconds until it, negative when it is past; working time where the limit is.
            total_s: The whole length, for the share left.
            runs: Whether time counts now; outside of working hours it stands still.
        """
        self._name, self._left_s, self._total_s, self._runs = name, left_s, total_s, runs
        self._since.start()
        set_shown(self, is_shown=True)
        self._on_tick()

    def left_s(self) -> int:
        """Return the seconds left at this moment."""
        gone = self._since.elapsed() // 1000 if self._runs and self._since.isValid() else 0
        return self._left_s - gone

    def text(self) -> str:
        """Return what the pill says."""
        left, translate = self.left_s(), QApplication.translate
        if left < 0:
            said = translate("ClockPill", "{time} late").format(time=formats.duration(-left))
        else:
            said = translate("ClockPill", "{time} left").format(time=formats.duration(left))
        return said if self._runs else translate("ClockPill", "{time}, paused").format(time=said)

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(sized(self.font(), 12, tabular=True)).horizontalAdvance(self._said)
        return QSize(width + 2 * _PAD + _ICON + 6, HEIGHT)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_tick()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, left = tokens(), self.left_s()
        name, colour, ground = self._look(left)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, HEIGHT / 2, HEIGHT / 2)
        share = max(0.0, min(1.0, left / self._total_s)) if self._total_s > 0 else 0.0
        if 0 < share < 1 and left > 0:
            painter.save()
            painter.setClipRect(QRectF(0, 0, box.width() * share, box.height()))
            painter.setBrush(mixed(colour, ground, 0.14))
            painter.drawRoundedRect(box, HEIGHT / 2, HEIGHT / 2)
            painter.restore()
        paint_icon(painter, name, QRectF(_PAD, (HEIGHT - _ICON) / 2, _ICON, _ICON), colour)
        painter.setFont(sized(self.font(), 12, tabular=True))
        painter.setPen(QColor(now.text))
        painter.drawText(box.adjusted(_PAD + _ICON + 6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._said)
        painter.end()

    def _look(self, left: int) -> tuple[str, str, str]:
        now = tokens()
        if not self._runs:
            return "player-pause", now.muted, now.sunken
        if left < 0:
            return "alert-circle", now.bad, now.bad_soft
        if self._total_s and left < self._total_s * WARN_SHARE:
            return "hourglass", now.warn, now.warn_soft
        return "clock", now.muted, now.sunken

    @Slot()
    def _on_tick(self) -> None:
        # What is painted is what was measured: the text may change between two ticks.
        self._said = self.text()
        said = f"{self._name}: {self._said}" if self._name else self._said
        if said != self.accessibleName():
            self.setAccessibleName(said)
            self.setToolTip(said)
            self.updateGeometry()
        self.update()
        if self._runs and self.isVisible():
            self._tick.start(1_000 if abs(self.left_s()) < _SOON_S else 15_000)
        else:
            self._tick.stop()
