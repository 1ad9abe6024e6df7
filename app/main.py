"""The composition root: the one place where profile, workspace, lanes, window and pages are put together."""

from __future__ import annotations

# The window comes first: services, and the database library below them, are imported by a worker meanwhile.
import argparse
import getpass
import logging
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from app.clock import Clock, system_clock
from app.crash_log import CrashLog
from app.errors import AppError
from app.models.vocabulary import Role, Topic
from app.pages import Dial, page_specs
from app.profile_door import ProfileDoor
from app.settings import SettingsStore, profile_folder
from app.views.background import Background
from app.views.cycle_collector import CycleCollector
from app.views.first_paint import FirstPaint
from app.views.i18n import Language, Languages, system_language
from app.views.join_words import join_step, left_words
from app.views.main_window import MainWindow
from app.views.opening import OpeningWindow
from app.views.page_spec import Hat
from app.views.qt_messages import log_qt_messages
from app.views.refusals import sentence
from app.views.roles import role_name
from app.views.single_instance import RAISE, SingleInstance
from app.views.surroundings import ChangeSignals
from app.views.sync_signals import SyncSignals
from app.views.theme import apply_theme, load_fonts
from app.views.tokens import DensityName, ThemeName
from app.views.trouble_sentences import told_of_care, told_of_opening

if TYPE_CHECKING:
    from app.reminding import Reminding
    from app.services.founding import Hat as Member
    from app.services.profile import Care, OpenedProfile
    from app.services.safekeeping.backups import Restored
    from app.services.team_desk import Left
    from app.services.workspace import Workspace
    from app.views.score_keeper import ScoreKeeper

_log = logging.getLogger(__name__)

OPENING_SHOWN_MS = 250
"""An opening quicker than this needs no words; the window itself comes first."""
OTHERS_ASKED_MS = 2_000
"""How often the window looks whether another program wrote into its profile."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A profile opened and founded, and who works in it."""

    profile: OpenedProfile
    workspace: Workspace
    members: tuple[Member, ...]


class Program(QObject):
    """Everything that lives while the window is open, and the order it comes and goes in."""

    def __init__(
        self,
        app: QApplication,
        options: argparse.Namespace,
        folder: Path,
        *,
        dial: Dial | None = None,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__()
        self._cycles = CycleCollector(self)
        self._app, self._options, self.folder = app, options, folder
        self._dial, self._clock = dial or _dial, clock
        self.settings = SettingsStore(folder)
        self.languages = Languages(app)
        self.window: MainWindow | None = None
        self.background: Background | None = None
        self.sync = SyncSignals()
        """Told by the engine of a joined profile how the exchange stands; asks it to exchange now."""
        self._signals = ChangeSignals()
        self._signals.changed.connect(self._on_changed)
        self._members: tuple[Member, ...] = ()
        self._scores: ScoreKeeper | None = None
        self.reminding: Reminding | None = None
        self.is_reminding = True
        """Whether reminders pop up; pictures of other things are taken without."""
        self._opening: OpeningWindow | None = None
        self._is_rejoining = False
        self._dress()
        self._patience = QTimer(self, singleShot=True, interval=OPENING_SHOWN_MS)
        self._patience.timeout.connect(self._show_opening)
        self._door = ProfileDoor(folder, self.settings, clock, self)
        self._door.opened.connect(self._on_opened)
        self._door.failed.connect(self._on_failed)
        self._door.cared.connect(self._on_cared)
        self._door.restored.connect(self._on_restored)
        self._door.exchanged.connect(self.sync.tell)
        self._door.joining.connect(self._on_joining)
        self._door.join_failed.connect(self._on_join_failed)
        self._door.closed_out.connect(self._on_closed_out)
        self._door.left.connect(self._on_left_team)
        self.sync.wake_asked.connect(self._door.wake)
        # Later, from the event loop: the panel that asks goes away with its window.
        self.sync.rejoin_asked.connect(self._on_rejoin, Qt.ConnectionType.QueuedConnection)
        self._others = QTimer(self, interval=OTHERS_ASKED_MS)
        self._others.timeout.connect(self._look_for_others)
        self.instance = SingleInstance(folder)
        self.instance.asked.connect(self._on_asked)

    def start(self) -> None:
        """Show the window as it was left, then open the profile off its thread.

        Where nobody has worked yet a small window waits instead, because it may have to ask who is there.
        """
        self.instance.listen()
        role = _role(self.settings.now.role)
        if role is not None:
            self.window = self._make_window()
            self.window.expect(role)
            self.window.show()
            FirstPaint(self.window.rail).over.connect(self._on_painted)
            return
        translate = QCoreApplication.translate
        if self._options.demo:
            said = translate("Opening", "A team lives its year for you: this takes a few seconds…")
        else:
            said = translate("Opening", "Opening your leads…")
        self._opening_window().wait(said)
        self._patience.start()
        self._on_painted()

    @property
    def profile(self) -> OpenedProfile | None:
        """The profile, once it is open."""
        return self._door.profile

    @Slot()
    def _on_painted(self) -> None:
        story = (self.languages.current or Language.EN) if self._options.demo else None
        self._door.open(story=story)

    def stop(self) -> None:
        """End everything in the opposite order it was made."""
        self._leave()
        if self._opening is not None:
            self._opening.close()
            self._opening.deleteLater()
        self._door.close()
        self.settings.stop()
        self.instance.stop()
        self._cycles.stop()

    # Opening.

    @Slot(object)
    def _on_opened(self, opened: tuple[OpenedProfile, Workspace | None, tuple[Member, ...]]) -> None:
        profile, workspace, members = opened
        self._patience.stop()
        if workspace is None:
            if not self._opening_window().is_joining:
                self._opening_window().ask(_person())
            self._show_opening()
            return
        self._is_rejoining = False
        self._show(Ready(profile, workspace, members))
        if self._opening is not None:
            self._opening.close()
            self._opening.deleteLater()
            self._opening = None

    @Slot(object)
    def _on_cared(self, care: Care) -> None:
        if self.window is not None:
            for told in told_of_care(care):
                self.window.toasts.say(told, tone="bad")

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.window is not None and self._members:
            self.window.show_error(error)
            return
        self._patience.stop()
        self._opening_window().wait(sentence(error))
        self._show_opening()

    @Slot(str, str)
    def _on_answered(self, name: str, playbook: str) -> None:
        self._opening_window().wait(QCoreApplication.translate("Opening", "Setting up your desk…"))
        self._door.found(name, playbook)

    def _opening_window(self) -> OpeningWindow:
        if self._opening is None:
            self._opening = OpeningWindow()
            self._opening.answered.connect(self._on_answered)
            self._opening.join_asked.connect(self._on_join_asked)
        return self._opening

    @Slot()
    def _show_opening(self) -> None:
        """Show the small window; a large one that has nothing to show after all makes room for it."""
        self._opening_window().show()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    # A team.

    @Slot(str, str, object)
    def _on_join_asked(self, link: str, password: str, new_password: str | None) -> None:
        self._opening_window().wait(join_step("signing_in"))
        allowed = bool(getattr(self._options, "insecure_local", False))
        self._door.join(link, password, new_password, is_local_allowed=allowed, is_again=self._is_rejoining)

    @Slot(object)
    def _on_joining(self, step: str) -> None:
        self._opening_window().wait(join_step(step))

    @Slot(object)
    def _on_join_failed(self, error: AppError) -> None:
        code = getattr(error, "code", "")
        self._opening_window().ask_to_join(
            sentence(error),
            wants_new=code in {"new_password_needed", "new_password_short"},
            is_password_wrong=code == "login_wrong",
        )
        self._show_opening()

    @Slot()
    def _on_rejoin(self) -> None:
        """Put the window away and ask for the new invitation; what was typed and not sent waits in the profile."""
        self._is_rejoining = True
        self._opening_window().join_again()
        self._show_opening()
        self._leave()

    @Slot()
    def _on_closed_out(self) -> None:
        """Put everything away, as the team lets this login in no more; the door empties the copy."""
        self._opening_window().wait(QCoreApplication.translate("Opening", "Leaving the team…"))
        self._show_opening()
        self._leave()
        self._door.leave_team()

    @Slot(object)
    def _on_left_team(self, left: Left) -> None:
        self._patience.stop()
        if self._opening_window().is_joining:
            return  # joining again did not succeed, and why stands there
        self._opening_window().end(left_words(left.login, left.host, left.unsent, self.folder))
        self._show_opening()

    # Going back.

    @Slot(object)
    def restore(self, source: Path) -> None:
        """Let a backup take the place of the data: the window goes, and comes back with what it held."""
        self._opening_window().wait(QCoreApplication.translate("Opening", "Going back to the backup…"))
        self._show_opening()
        self._leave()
        self._door.restore(source)

    @Slot(object)
    def _on_restored(self, outcome: Restored | AppError) -> None:
        if self.window is None:
            return
        if isinstance(outcome, AppError):
            self.window.show_error(outcome)
            return
        said = QCoreApplication.translate("Opening", "You are back at {backup}").format(
            backup=outcome.source.name
        )
        kept, undo = "", None
        if outcome.kept_as is not None:
            kept = QCoreApplication.translate("Opening", "What stood here is kept as {file}.")
            kept, undo = kept.format(file=outcome.kept_as.name), partial(self.restore, outcome.kept_as)
        self.window.toasts.say(said, kept, undo=undo)

    def _leave(self) -> None:
        """Let go of the profile, so that its file can be exchanged."""
        self._others.stop()
        if self.reminding is not None:
            self.reminding.stop()
            self.reminding = None
        if self._scores is not None:
            self._scores.stop()
            self._scores = None
        if self.background is not None:
            self.background.stop()
            self.background = None
        self._members = ()

    # The window.

    def _make_window(self) -> MainWindow:
        self.background = self.background or Background()
        specs = page_specs(self._workspace, self._dial, self.restore, self.open_reminder, self._wears)
        window = MainWindow(
            self.background,
            self._signals,
            self.settings,
            self.languages,
            specs,
            clock=self._clock,
            sync=self.sync,
        )
        window.hat_chosen.connect(self._on_hat_chosen)
        window.new_lead_asked.connect(self._on_new_lead)
        window.quit_asked.connect(self._on_quit)
        return window

    def _workspace(self) -> Workspace:
        if self.profile is None or self.profile.workspace is None:
            raise RuntimeError("a page was made before the profile was opened")
        return self.profile.workspace

    def _wears(self) -> Role | None:
        hat = self.window.hat if self.window is not None else None
        return hat.role if hat is not None else None

    def _show(self, ready: Ready) -> None:
        self.window = window = self.window or self._make_window()
        if self.background is not None:
            self.background.serve(ready.workspace)
        self._signals.follow(ready.profile.feed)
        self._members = ready.members
        window.wear(_hats(ready.members), str(ready.workspace.member_id))
        self._remember_role()
        window.show()
        self._others.start()
        if self._scores is None and self.background is not None:
            from app.views.score_keeper import ScoreKeeper

            self._scores = ScoreKeeper(self.background, self._signals, self._clock, self)
        if self.reminding is None and self.is_reminding and self.background is not None:
            # Its modules are read on a lane: the page and its list come first.
            self.background.ask(lambda _db: import_module("app.reminding"), self._remind)
        for told in told_of_opening(ready.profile.opening):
            window.toasts.say(told, tone="warn")
        self._door.take_care()

    def _remind(self, _module: object) -> None:
        """Begin to remind whoever sits here."""
        if self.window is None or self.background is None or self.reminding is not None:
            return
        from app.reminding import Reminding

        self.reminding = Reminding(
            self.window,
            self.background,
            self._signals,
            self.settings,
            self._clock,
            lambda: self._workspace().member_id,
        )
        self.reminding.hat_asked.connect(self._on_hat_chosen)
        self.reminding.start()

    @Slot(object)
    def open_reminder(self, one: Any) -> None:
        """Go where a reminder is answered."""
        if self.reminding is not None:
            self.reminding.open(one)

    @Slot(str)
    def _on_hat_chosen(self, key: str) -> None:
        if self.profile is None or self.profile.workspace is None or self.window is None:
            return
        self.profile.workspace.member_id = UUID(key)
        self.settings.change(hat=key)
        self.window.wear(_hats(self._members), key)
        self._remember_role()
        if self.reminding is not None:
            self.reminding.wear()

    def _remember_role(self) -> None:
        """Keep the role for the next start, which shows its rail before the profile is open."""
        hat = self.window.hat if self.window is not None else None
        if hat is not None and self.settings.now.role != hat.role.value:
            self.settings.change(role=hat.role.value)

    def wear_role(self, role: Role) -> None:
        """Work as the first member with a role, if anybody has it and nobody of it is worn."""
        for member in self._members:
            if member.role is role:
                if self.window is not None and (self.window.hat is None or self.window.hat.role is not role):
                    self._on_hat_chosen(str(member.member_id))
                return

    @Slot()
    def _on_quit(self) -> None:
        """Close the window; once there are reminders, they see to it that it does not stay in the tray."""
        if self.window is not None and self.reminding is None:
            self.window.close()

    @Slot()
    def _on_new_lead(self) -> None:
        if self.window is not None:
            self.window.go("import", "by_hand")

    @Slot(object)
    def _on_changed(self, changes: Any) -> None:
        if changes.touches({Topic.PEOPLE}) and self.background is not None:
            from app.services.founding import hats as members_of

            self.background.ask(members_of, self._on_members)
        if changes.touches({Topic.PLAYBOOK}) and self.background is not None and self.profile is not None:
            # What the playbook says of working time becomes the days and shifts that the rules read.
            renew = self.profile.renew_calendars
            self.background.start(lambda _desk, _job: renew(), _nothing)

    def _on_members(self, members: list[Member]) -> None:
        self._members = tuple(members)
        if self.window is not None and self.profile is not None and self.profile.workspace is not None:
            self.window.top.show_hats(_hats(self._members), str(self.profile.workspace.member_id))

    @Slot()
    def _look_for_others(self) -> None:
        profile = self.profile
        if profile is not None and self.background is not None:
            self.background.ask(lambda _db: profile.tell_of_others(), _nothing)

    @Slot(str)
    def _on_asked(self, words: str) -> None:
        if self.window is None:
            return
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        kind, _, lead_id = words.removeprefix("decile://").partition("/")
        if kind == "lead" and _id(lead_id) is not None:
            self.window.go("call", UUID(lead_id))

    def _dress(self) -> None:
        now, options = self.settings.now, self._options
        load_fonts()
        self.languages.speak(Language(options.lang or now.language or system_language()))
        theme = ThemeName(options.theme or now.theme or _system_theme(self._app))
        apply_theme(theme, DensityName(now.density or DensityName.COMFORTABLE))


class Show(Protocol):
    """What lives from the first window to the last."""

    def start(self) -> None:
        """Show something."""

    def stop(self) -> None:
        """End everything."""


def run_window(
    words: Sequence[str], make: Callable[[QApplication, argparse.Namespace, Path], Show] | None = None
) -> int:
    """Open the window, or what ``make`` makes, and run until all are closed; return the exit status."""
    options, links = _options(words)
    folder = (
        Path(tempfile.mkdtemp(prefix="decile-demo-")) if options.demo else profile_folder(options.profile)
    )
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("the window needs a QApplication")
    app.setApplicationName("Decile")
    app.setDesktopFileName("decile")
    if SingleInstance(folder).hand_over(links[0] if links else RAISE):
        return 0
    log = CrashLog(folder / "logs")
    log_qt_messages()
    program = (make or Program)(app, options, folder)
    try:
        program.start()
        return app.exec()
    finally:
        program.stop()
        log.stop()
        if options.demo:
            shutil.rmtree(folder, ignore_errors=True)


def _options(words: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(prog="decile", add_help=False)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--team", action="store_true")
    parser.add_argument("--profile")
    parser.add_argument("--insecure-local", action="store_true")
    parser.add_argument("--lang", choices=[language.value for language in Language])
    parser.add_argument("--theme", choices=[theme.value for theme in ThemeName])
    parser.add_argument("links", nargs="*")
    options = parser.parse_args(list(words))
    return options, options.links


def _hats(members: Sequence[Member]) -> list[Hat]:
    return [Hat(str(one.member_id), one.name, one.role, partial(role_name, one.role)) for one in members]


def _system_theme(app: QApplication) -> ThemeName:
    is_dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return ThemeName.DARK if is_dark else ThemeName.LIGHT


def _person() -> str:
    try:
        return getpass.getuser().capitalize()
    except OSError:
        return ""


def _role(text: str) -> Role | None:
    return Role(text) if text in set(Role) else None


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _nothing(_answer: object) -> None:
    """Take an answer nobody needs."""


def _dial(link: str) -> bool:
    """Open a ``tel:`` or ``sip:`` link with the system's phone program."""
    return QDesktopServices.openUrl(QUrl(link))
