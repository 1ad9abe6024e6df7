"""The icon in the system's tray: how much is due, news while the window is away, and the way out.

Not every desktop has a tray, and some get one later: whoever asks is told whether it could be said.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.views.icons import paint_icon
from app.views.theme import sized, tokens

_MANY = 99
_SIZES = (16, 22, 32, 64)


class Tray(Protocol):
    """A tray, or what stands for it where there is none."""

    def show_count(self, count: int) -> None:
        """Show how many reminders are due."""

    def tell(self, title: str, text: str) -> bool:
        """Send a notification of the system; return whether it was sent."""

    @property
    def is_there(self) -> bool:
        """Whether the program can live in it while its window is closed."""

    def stop(self) -> None:
        """Take it away."""


class SystemTray(QObject):
    """The system's tray, where there is one."""

    opened = Signal()
    """The window is wanted."""
    reminders_opened = Signal()
    """The notification was clicked, or the reminders were chosen."""
    quit_asked = Signal()

    def __init__(
        self, parent: QObject, is_available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable
    ) -> None:
        super().__init__(parent)
        self._is_available = is_available
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._count = 0

    @property
    def is_there(self) -> bool:
        """Whether there is a tray; one that came since is used from now on."""
        if self._icon is None and self._is_available():
            self._make()
        return self._icon is not None and self._is_available()

    def show_count(self, count: int) -> None:
        """Show how many reminders are due."""
        self._count = count
        if self.is_there:
            self._say()

    def tell(self, title: str, text: str) -> bool:
        """Send a notification; return whether it was sent.

        ``supportsMessages`` says yes where there is no tray, and the message is lost: the tray is asked instead.
        """
        if not self.is_there or self._icon is None:
            return False
        self._icon.showMessage(title, text, _picture(0), 10_000)
        return True

    def stop(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None
        if self._menu is not None:
            self._menu.deleteLater()
            self._menu = None

    def _make(self) -> None:
        self._icon, self._menu = QSystemTrayIcon(self), QMenu()
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.reminders_opened)
        self._say()
        self._icon.show()

    def _say(self) -> None:
        """Say everything again, in the language of the moment."""
        icon, menu = self._icon, self._menu
        if icon is None or menu is None:
            return
        translate = QCoreApplication.translate
        due = translate("Reminders", "%Ln reminder(s) due", "", self._count)
        icon.setIcon(_picture(self._count))
        icon.setToolTip(f"Decile · {due}" if self._count else "Decile")
        menu.clear()
        menu.addAction(translate("Reminders", "Open Decile"), self.opened.emit)
        menu.addAction(
            due if self._count else translate("Reminders", "Reminders"), self.reminders_opened.emit
        )
        menu.addSeparator()
        menu.addAction(translate("Reminders", "Quit Decile"), self.quit_asked.emit)

    @Slot(object)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.opened.emit()


def _picture(count: int) -> QIcon:
    """Return the program's picture, with a count where there is one."""
    made = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, "decile", QRectF(0, 0, size, size), tokens().accent)
        if count:
            _paint_count(painter, size, count)
        painter.end()
        made.addPixmap(pixmap)
    return made


def _paint_count(painter: QPainter, size: int, count: int) -> None:
    across = size * 0.62
    box = QRectF(size - across, size - across, across, across)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().bad))
    painter.drawEllipse(box)
    painter.setPen(QColor("#ffffff"))
    text = str(count) if count <= _MANY else "…"
    painter.setFont(sized(painter.font(), max(7, int(across * (0.72 if len(text) == 1 else 0.55)))))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
