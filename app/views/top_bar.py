"""The top bar: where one is, finding, who one is, and how the window looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import override

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton

from app.clock import Clock, system_clock
from app.views.actions import key_text
from app.views.i18n import is_chinese
from app.views.icons import icon
from app.views.page_spec import Hat
from app.views.sync.light import SyncLight
from app.views.theme import tokens
from app.views.widgets.basics import button, icon_button, label, rename
from app.views.widgets.bell import Bell
from app.views.widgets.search_field import SearchField

HEIGHT = 56


class TopBar(QFrame):
    """Says what the shell tells it, and asks the shell for everything."""

    hat_chosen = Signal(str)
    theme_asked = Signal()
    language_asked = Signal()
    new_lead_asked = Signal()
    reminders_asked = Signal()
    sync_asked = Signal()

    def __init__(self, clock: Clock = system_clock) -> None:
        super().__init__()
        self.setProperty("kind", "top")
        self.setFixedHeight(HEIGHT)
        self._hats: tuple[Hat, ...] = ()
        self._hat = ""
        self.title = label("", "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.search = SearchField("/")
        self.search.setFixedWidth(340)
        self.hat = QToolButton()
        self.hat.setProperty("kind", "quiet")
        self.hat.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.hat.setIcon(icon("user"))
        self.hat.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hat.clicked.connect(self.ask_hat)
        self.sync = SyncLight(self.sync_asked.emit, clock)
        self.bell = Bell(self.reminders_asked.emit)
        self.language = icon_button("language", "", self.language_asked.emit)
        self.theme = icon_button("moon", "", self.theme_asked.emit)
        self.new_lead = button("", self.new_lead_asked.emit, kind="primary", icon_name="plus")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 16, 0)
        layout.setSpacing(6)
        layout.addWidget(self.title, 1)
        layout.addWidget(self.search)
        layout.addSpacing(8)
        for part in (self.sync, self.bell, self.hat, self.language, self.theme):
            layout.addWidget(part)
        layout.addSpacing(6)
        layout.addWidget(self.new_lead)
        self.retranslate()

    def show_title(self, title: str) -> None:
        """Say which page is open; a long title is cut, its tooltip is whole."""
        room = max(120, self.title.width())
        self.title.setText(self.title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room))
        self.title.setToolTip(title)

    def show_hats(self, hats: Sequence[Hat], current: str) -> None:
        """Say who one is, and who else one may be."""
        self._hats, self._hat = tuple(hats), current
        self._say_hat()

    def show_look(self) -> None:
        """Show the picture of the theme one would switch to."""
        self.theme.setIcon(icon("sun" if tokens().is_dark else "moon"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "theme"):
            self.show_look()

    @Slot()
    def ask_hat(self) -> None:
        """Offer the hats."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for hat in self._hats:
            item = QAction(f"{hat.name} · {hat.role_text()}", menu)
            item.setCheckable(True)
            item.setChecked(hat.key == self._hat)
            item.triggered.connect(_chooser(self.hat_chosen.emit, hat.key))
            menu.addAction(item)
            if hat.key == self._hat:
                menu.setActiveAction(item)
        if self._hats:
            menu.popup(self.hat.mapToGlobal(QPoint(0, self.hat.height() + 4)))

    def retranslate(self) -> None:
        """Set every text again."""
        self.search.setPlaceholderText(self.tr("Company, person, phone, pinyin"))
        self.search.setAccessibleName(self.tr("Search"))
        other = "English" if is_chinese() else "中文"
        rename(self.language, other, key_text("Ctrl+Shift+L"))
        rename(self.theme, self.tr("Light or dark"), key_text("Ctrl+Shift+T"))
        self.sync.retranslate()
        self.bell.retranslate()
        new_lead = self.tr("New lead")
        self.new_lead.setText(new_lead)
        self.new_lead.setToolTip(f"{new_lead}  {key_text('Ctrl+N')}")
        self.show_look()
        self._say_hat()

    def _say_hat(self) -> None:
        hat = next((hat for hat in self._hats if hat.key == self._hat), None)
        said = f"{hat.name} · {hat.role_text()}" if hat else ""
        self.hat.setVisible(hat is not None)
        self.hat.setText(f" {said}")
        self.hat.setAccessibleName(self.tr("Working as {who}").format(who=said))
        change = self.tr("Work as somebody else")
        self.hat.setToolTip(f"{change}  {key_text('Ctrl+Shift+H')}")


def _chooser(chosen: Callable[[str], None], key: str) -> Callable[[], None]:
    def choose() -> None:
        chosen(key)

    return choose
