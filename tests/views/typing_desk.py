"""A program that types notes during a call and is killed by the test that started it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.models.vocabulary import Role
from app.settings import SettingsStore
from app.views.background import Background
from app.views.call_desk_page import CallDeskPage
from app.views.i18n import Language, Languages
from app.views.main_window import MainWindow
from app.views.page_spec import PageSpec
from app.views.surroundings import ChangeSignals
from tests.builders import Desk, open_desk
from tests.leads import a_lead
from tests.views.live import HATS

NOTES = "Wants a quote for three plants by Thursday"


class Typist(QObject):
    """Dials and types, a step whenever the page is ready for it."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__()
        self._desk, self._window = desk, window
        self._steps = iter((self._dial, self._go_to_notes, self._type))
        self._clock = QTimer(self, interval=50)
        self._clock.timeout.connect(self._on_tick)
        self._next = next(self._steps)
        self._clock.start()

    @Slot()
    def _on_tick(self) -> None:
        if self._next():
            following = next(self._steps, None)
            if following is None:
                self._clock.stop()
            else:
                self._next = following

    @property
    def _page(self) -> CallDeskPage:
        page = self._window.page("page")
        assert isinstance(page, CallDeskPage)
        return page

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self._window, key)

    def _dial(self) -> bool:
        if self._page.session.state is None:
            return False
        self._press(Qt.Key.Key_D)
        return True

    def _go_to_notes(self) -> bool:
        if not self._page.bar.notes.isEnabled():
            return False
        self._desk.clock.forward(minutes=12)
        self._press(Qt.Key.Key_M)
        return True

    def _type(self) -> bool:
        if QApplication.focusWidget() is not self._page.bar.notes:
            return False
        QTest.keyClicks(self._page.bar.notes, NOTES)
        return True


def main() -> None:
    folder = Path(sys.argv[1])
    app = QApplication(sys.argv[:1])
    languages = Languages(app)
    languages.speak(Language.EN)
    with open_desk(folder) as desk:
        lead_id = a_lead(desk.workspace, owner_id=desk.members[Role.SDR], contact_name="Anna Keller")
        background, signals = Background(desk.workspace), ChangeSignals(desk.workspace.feed)
        spec = PageSpec(
            "page", lambda: "Page", "inbox", lambda s: CallDeskPage(s, me=desk.members[Role.SDR], dial=print)
        )
        window = MainWindow(
            background, signals, SettingsStore(folder), languages, [spec], clock=desk.workspace.clock
        )
        window.wear(HATS, Role.SDR.value)
        window.show()
        window.activateWindow()
        window.go("page", lead_id)
        typist = Typist(desk, window)
        app.exec()
        del typist


if __name__ == "__main__":
    main()
