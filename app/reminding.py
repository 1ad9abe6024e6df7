"""Reminders wired to the window: the keeper, the corner, the bell, the tray, and where each reminder leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import override
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.clock import Clock
from app.pages import CALL, INBOX, REMINDERS, REVIEW
from app.services.reminder_kinds import ReminderKind
from app.services.reminder_list import ReminderPart
from app.services.reminder_rows import Reminder, Snoozes, Standing
from app.services.reminder_times import Snooze, next_working_day, snooze_until
from app.settings import SettingsStore
from app.views.background import Background
from app.views.main_window import MainWindow
from app.views.reminders import words
from app.views.reminders.acting import Answered, can_reopen, putting_off, reopening, settling
from app.views.reminders.corner import Corner
from app.views.reminders.keeper import ReminderKeeper
from app.views.reminders.snooze_panel import SnoozePanel
from app.views.reminders.tray import SystemTray
from app.views.surroundings import ChangeSignals

PLACES = {
    ReminderKind.CHOOSE_REP: INBOX,
    ReminderKind.DECIDE: INBOX,
    ReminderKind.DECIDE_LATE: INBOX,
    ReminderKind.LATE_DECISION: INBOX,
    ReminderKind.REVIEW: REVIEW,
}
"""Pages where a hand-over is opened; all other reminders lead to the lead at the call desk."""


class Reminding(QObject):
    """Lives as long as the profile is open and its window stands."""

    hat_asked = Signal(str)
    """The key of the hat a reminder concerns, where another one is worn."""

    def __init__(
        self,
        window: MainWindow,
        background: Background,
        signals: ChangeSignals,
        settings: SettingsStore,
        clock: Clock,
        me: Callable[[], UUID],
        tray: SystemTray | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._background, self._settings = window, background, settings
        self._clock, self._me = clock, me
        self._snoozes = Snoozes()
        self._asked: Reminder | None = None
        self._is_quitting = False
        root = window.centralWidget() or window
        self.corner = Corner(root, clock)
        self.panel = SnoozePanel(root, clock)
        self.tray = tray or SystemTray(self)
        self.keeper = ReminderKeeper(background, signals, clock, me, self)
        self._connect()
        window.installEventFilter(self)

    def start(self) -> None:
        """Begin to watch."""
        self.keeper.start()

    def stop(self) -> None:
        """End what runs, before the profile is let go of."""
        QApplication.setQuitOnLastWindowClosed(True)
        self.keeper.stop()
        self.tray.stop()

    def wear(self) -> None:
        """Begin anew for whoever sits here now."""
        self.corner.forget()
        self.keeper.begin_anew()

    def _connect(self) -> None:
        self.keeper.stands.connect(self._on_stands)
        self.corner.seen.connect(self.keeper.note)
        self.corner.opened.connect(self.open)
        self.corner.settled.connect(self._on_settled)
        self.corner.snoozed.connect(self._on_snoozed)
        self.corner.digest_opened.connect(self._on_digest_opened)
        self.panel.chosen.connect(self._on_until_chosen)
        self.tray.opened.connect(self.raise_window)
        self.tray.reminders_opened.connect(self._on_tray_reminders)
        self.tray.quit_asked.connect(self.quit)
        self._window.reminders_asked.connect(self.ask)
        self._window.quit_asked.connect(self.quit)

    # What is due.

    @Slot(object, object, bool)
    def _on_stands(self, found: Standing, fresh: Sequence[Reminder], is_back: bool) -> None:  # noqa: FBT001 -- a signal's argument
        self._snoozes = found.snoozes
        self.corner.stand(found, fresh, is_back=is_back)
        self._window.top.bell.show_count(len(found.due))
        self.tray.show_count(len(found.due))
        if fresh and not self._window.isActiveWindow():
            self._tell_outside(fresh, is_back=is_back)

    def _tell_outside(self, fresh: Sequence[Reminder], *, is_back: bool) -> None:
        """Say it where the person is: in the system's notifications, or by the window asking for attention."""
        if len(fresh) == 1:
            title, text = words.lead_name(fresh[0]), words.why_line(fresh[0])
        else:
            title = words.digest_title(len(fresh), is_back=is_back)
            text = "\n".join(words.lead_name(one) for one in fresh[:3])
        if self.tray.tell(title, text):
            self.corner.count_as_seen(fresh)
            self.keeper.note(fresh)
        else:
            # No tray: the card waits in the window, and counts as shown only once it is in sight.
            QApplication.alert(self._window)

    # What is done about it.

    @Slot()
    def ask(self) -> None:
        """Move to what has popped up; where nothing has, open the centre."""
        if not self.corner.focus():
            self._window.go(REMINDERS)

    @Slot(object)
    def open(self, one: Reminder) -> None:
        """Go where a reminder is answered, under the hat it concerns."""
        self.corner.take_away(one)
        hat = self._window.hat
        if hat is not None and hat.key != str(one.member_id):
            self.hat_asked.emit(str(one.member_id))
        place = PLACES.get(one.kind, CALL)
        self._window.go(place, one.lead_id if place == CALL else one.subject_id)

    @Slot(object)
    def _on_settled(self, one: Reminder) -> None:
        self.corner.take_away(one)
        self._background.carry_out(settling([one]), done=self._on_done)

    @Slot(object, object)
    def _on_snoozed(self, one: Reminder, how: Snooze | None) -> None:
        if how is not None:
            self._put_off(one, snooze_until(how, self._clock(), self._snoozes))
            return
        self._asked = one
        self._background.ask(next_working_day(self._me(), self._clock()), self._on_working_day)

    def _on_working_day(self, at: int | None) -> None:
        if self._asked is not None:
            self.panel.ask_until(words.lead_name(self._asked), 1, self._snoozes, at)

    @Slot(object)
    def _on_until_chosen(self, until_at: int) -> None:
        if self._asked is not None:
            self._put_off(self._asked, until_at)

    def _put_off(self, one: Reminder, until_at: int) -> None:
        self.corner.take_away(one)
        self._background.carry_out(putting_off([one], until_at))

    def _on_done(self, answered: Sequence[Answered]) -> None:
        undo = partial(self._background.carry_out, reopening(answered)) if can_reopen(answered) else None
        for answer in answered:
            said = f"{words.done_text(answer.one)}: {words.lead_name(answer.one)}"
            self._window.toasts.say(said, undo=undo)

    @Slot()
    def _on_digest_opened(self) -> None:
        self.corner.drop_digest()
        self._window.go(REMINDERS, ReminderPart.DUE)

    # The window, shown and away.

    @Slot()
    def raise_window(self) -> None:
        """Bring the window back to the front."""
        window = self._window
        QApplication.setQuitOnLastWindowClosed(True)
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    @Slot()
    def _on_tray_reminders(self) -> None:
        self.raise_window()
        self.ask()

    @Slot()
    def quit(self) -> None:
        """End the program, whatever the settings say of closing its window."""
        self._is_quitting = True
        self._window.close()
        QGuiApplication.quit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Close and self._stays():
            event.ignore()
            # Without this, whatever else closes while the window is away would end the program.
            QApplication.setQuitOnLastWindowClosed(False)
            self._window.hide()
            self._say_once()
            return True
        if watched is self._window and event.type() == QEvent.Type.Close:
            QApplication.setQuitOnLastWindowClosed(True)
        if watched is self._window and event.type() == QEvent.Type.LanguageChange:
            self.tray.show_count(self._window.top.bell.count)
        return False

    def _stays(self) -> bool:
        """Whether closing the window leaves the program in the tray: chosen, possible, and nobody is logging out."""
        app = QGuiApplication.instance()
        is_ending = isinstance(app, QGuiApplication) and app.isSavingSession()
        chosen = self._settings.now.stays_in_tray
        return chosen and not self._is_quitting and not is_ending and self.tray.is_there

    def _say_once(self) -> None:
        seen = self._settings.now.seen
        if "stays_in_tray" not in seen:
            self._settings.change(seen=(*seen, "stays_in_tray"))
            title = QCoreApplication.translate("Reminders", "Decile stays in the tray")
            text = QCoreApplication.translate("Reminders", "It reminds you from here. Quit it from its menu.")
            self.tray.tell(title, text)
