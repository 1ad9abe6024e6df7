"""One picture of every page, panel and designed state, on demonstration data."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QAbstractAnimation, QEvent, QObject, QPoint, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.clock import system_clock
from app.errors import Unavailable
from app.main import Program
from app.picture_scenes import ALONE, YEAR, Cue, Scene
from app.services.workspace import Workspace
from app.views.i18n import Language
from app.views.join_words import left_words
from app.views.main_window import MainWindow
from app.views.opening import OpeningWindow
from app.views.refusals import sentence
from app.views.theme import apply_theme, density, tokens
from app.views.tokens import ThemeName
from app.views.widgets.overlay import Overlay

LOOK_MS = 15
"""How often the book looks whether a screen has come to rest."""
RESTS = 4
"""How often in a row it must be at rest: what was answered may ask again a moment later."""
TRIES = 50
"""For how many rests an action may be missing."""
PATIENCE_S = 60
"""A screen that takes longer to come to rest never will."""
BRIEF_MS = 400
"""A timer longer than this (a toast, a clock) is no unrest."""
MORNING = 1_795_142_400_000_000
"""Friday, 20 November 2026, 10:40 in Shanghai, in microseconds: where the shipped calendars are."""
OPENED_AS = {"zh": "林晓", "en": "Robin Hale"}


class PictureBook(QObject):
    """Plays scenes one after another and lets each be looked at, in every theme, before the next.

    To be used in a ``with``: however it ends, the program is stopped and its data are thrown away.
    """

    shown = Signal(str, str, QWidget)
    """Name of a scene, the theme, and the window as it stands."""
    finished = Signal()
    """Nothing is left to show; ``error`` says why, if it is for trouble."""

    def __init__(
        self,
        app: QApplication,
        lang: str,
        themes: Sequence[ThemeName],
        size: QSize,
        scenes: Sequence[Scene] = YEAR,
    ) -> None:
        """Make the book.

        Args:
            app: The application.
            lang: ``zh`` or ``en``.
            themes: Shown one after the other in each scene.
            size: Of the window.
            scenes: Either those of a team's year or those of the first day of one person.
        """
        super().__init__()
        self.error: Exception | None = None
        self._folder = Path(tempfile.mkdtemp(prefix="decile-pictures-"))
        self._lang, self._themes, self._size = lang, tuple(themes), size
        options = argparse.Namespace(demo=scenes is not ALONE, lang=lang, theme=themes[0].value)
        self._program = Program(app, options, self._folder / "profile", dial=_nobody, clock=_Morning())
        # What pops up would lie over every picture; it has scenes of its own.
        self._program.is_reminding = False
        self._steps = self._play(scenes)
        self._is_asking, self._rests, self._unrests = False, 0, 0
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _stack: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Begin; ``finished`` tells the end."""
        self._program.start()
        self._look.start()

    def close(self) -> None:
        """End the program, take its language back and throw its data away."""
        self._look.stop()
        self._steps.close()
        if self._program.window is not None:
            self._program.window.close()
            self._program.window.deleteLater()
        self._program.stop()
        self._program.languages.speak(Language.EN)
        self._program.languages.deleteLater()
        shutil.rmtree(self._folder, ignore_errors=True)

    # The turn of the pages.

    @Slot()
    def _on_look(self) -> None:
        """Go on once the screen is at rest; trouble ends the book instead of stopping its clock."""
        is_at_rest = self._is_at_rest()
        self._rests, self._unrests = (self._rests + 1, 0) if is_at_rest else (0, self._unrests + 1)
        if self._unrests * LOOK_MS > PATIENCE_S * 1000:
            self._end(TimeoutError("a screen does not come to rest"))
        if self._rests < RESTS:
            return
        self._rests = 0
        if self._program.window is not None and any(map(_is_stirring, _moving(self._program.window))):
            return
        try:
            next(self._steps)
        except StopIteration:
            self._end()
        except Exception as error:  # noqa: BLE001 -- kept for whoever waits for ``finished``
            self._end(error)

    def _end(self, error: Exception | None = None) -> None:
        self._look.stop()
        self.error = self.error or error
        self.finished.emit()

    def _is_at_rest(self) -> bool:
        """Whether nothing is being read or asked."""
        window = self._program.window
        if window is None or self._is_asking:
            return self._is_asked_who()
        return window.surroundings.background.is_idle

    def _is_asked_who(self) -> bool:
        opening = self._opening()
        return not self._is_asking and opening is not None and opening.is_asking

    def _opening(self) -> OpeningWindow | None:
        windows = QApplication.topLevelWidgets()
        return next((one for one in windows if isinstance(one, OpeningWindow) and one.isVisible()), None)

    def _play(self, scenes: Sequence[Scene]) -> Generator[None]:
        """Do one step, and wait for rest at every ``yield``."""
        opening = self._opening()
        if self._program.window is None and opening is not None:
            for field in filter(QLineEdit.isVisible, opening.findChildren(QLineEdit)):
                field.setText(OPENED_AS[self._lang])  # not the name of whoever takes the pictures
            yield
            yield from self._show("opening", opening)
            yield from self._join(opening)
            opening.answered.emit(OPENED_AS[self._lang], "twelve-stage")
            yield
        before: Scene | None = None
        for scene in scenes:
            yield from self._enter(scene, before)
            yield from self._show(scene.name, self._window)
            self._leave(scene)
            before = scene

    def _join(self, opening: OpeningWindow) -> Generator[None]:
        """Ask for an invitation, say what was wrong with one, and that a login was closed."""
        opening.ask_to_join()
        yield
        yield from self._show("joining", opening)
        wrong = Unavailable("new_password_short", least=10)
        opening.ask_to_join(sentence(wrong), wants_new=True)
        yield
        yield from self._show("joining-refused", opening)
        opening.end(left_words("anna", "db.example.com", 3, Path("/home/anna/decile")))
        yield
        yield from self._show("left", opening)

    @property
    def _window(self) -> MainWindow:
        if self._program.window is None:
            raise RuntimeError("the program did not open")
        return self._program.window

    @property
    def _workspace(self) -> Workspace:
        profile = self._program.profile
        if profile is None or profile.workspace is None:
            raise RuntimeError("the profile did not open")
        return profile.workspace

    def _enter(self, scene: Scene, before: Scene | None) -> Iterator[None]:
        window = self._window
        window.resize(self._size)
        self._program.wear_role(scene.role)
        cue = Cue(self._workspace.member_id, self._folder, self._lang)
        if not scene.goes_on:
            if before is not None and before.page == scene.page and before.role is scene.role:
                window.hat_chosen.emit(str(cue.me))  # the page afresh
            window.go(scene.page)
            yield
        if scene.find is not None:
            self._is_asking = True
            find = scene.find
            window.surroundings.background.ask(
                lambda db: find(db, cue), lambda found: self._open(scene, found)
            )
            yield
        if scene.search:
            window.top.search.setText(scene.search)
            yield
        if scene.do is not None:
            scene.do(window, cue)
            yield
        for key in scene.keys:
            yield from self._press(scene, key)

    def _open(self, scene: Scene, found: object) -> None:
        self._is_asking = False
        if found is None:
            self._end(LookupError(f"{scene.name}: the year has nothing to show here"))
            return
        self._window.go(scene.page, found)

    def _press(self, scene: Scene, key: str) -> Iterator[None]:
        """Trigger the action of a key; it may come with what is still being read.

        A key with a question mark is pressed where it stands: a call at night is confirmed by the key that began it.
        """
        key, may_lack = key.removesuffix("?"), key.endswith("?")
        for _ in range(TRIES):
            for action in self._window.all_actions():
                if key == action.key or key in action.also:
                    if action.is_native:
                        _press_key(self._window, key)
                    else:
                        action.trigger()
                    yield
                    return
            yield
            if may_lack:
                return
        raise LookupError(f"{scene.name}: no action has the key {key}")

    def _show(self, name: str, window: QWidget) -> Iterator[None]:
        for theme in self._themes:
            if theme is not tokens().name:
                apply_theme(theme, density().name)
                yield
            self.shown.emit(name, theme.value, window)
        # Dressing a window takes long: the next scene begins in the theme that is worn.
        self._themes = self._themes[::-1]

    def _leave(self, scene: Scene) -> None:
        """Close what lies over the window and take the search back."""
        window = self._window
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for panel in window.findChildren(Overlay):
            if panel.isVisible():
                panel.close_panel()
        while window.toasts.dismiss():
            pass
        window.surroundings.background.serve(self._workspace)
        if scene.search:
            window.top.search.clear()


def picture_of(window: QWidget) -> QPixmap:
    """Return the window as it is seen, with the menu that is open over it."""
    taken = window.grab()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        painter = QPainter(taken)
        painter.drawPixmap(popup.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), popup.grab())
        painter.end()
    return taken


def take_pictures(
    app: QApplication, folder: Path, lang: str, themes: Sequence[str], size: QSize
) -> list[Path]:
    """Write one PNG for every scene and theme and return the files; runs the application meanwhile.

    Raises:
        Exception: What went wrong in a scene.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []

    def keep(name: str, theme: str, window: QWidget) -> None:
        path = folder / f"{name}-{lang}-{theme}-{size.width()}x{size.height()}.png"
        picture_of(window).save(str(path))
        written.append(path)

    for scenes in (YEAR, ALONE):
        with PictureBook(app, lang, [ThemeName(theme) for theme in themes], size, scenes) as book:
            book.shown.connect(keep)
            book.finished.connect(app.quit)
            book.start()
            app.exec()
        if book.error is not None:
            raise book.error
    return written


def _moving(window: QWidget) -> list[QObject]:
    return [*window.findChildren(QTimer), *window.findChildren(QAbstractAnimation)]


def _is_stirring(one: QObject) -> bool:
    if isinstance(one, QTimer):
        return one.isActive() and one.isSingleShot() and one.interval() <= BRIEF_MS
    is_endless = isinstance(one, QAbstractAnimation) and one.loopCount() < 0
    return isinstance(one, QAbstractAnimation) and one.state() == one.State.Running and not is_endless


def _press_key(window: MainWindow, key: str) -> None:
    """Press a key that the focused widget knows by itself."""
    pressed = QKeySequence(key)[0]  # type: ignore[index]  # the stubs do not know that it can
    target = window.focusWidget() or window.page(window.page_key).first_focus() or window  # type: ignore[truthy-bool]  # or none
    text = key if len(key) == 1 else ""
    event = QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers(), text)
    QApplication.sendEvent(target, event)


class _Morning:
    """A clock that goes on from a morning in the week, so that people are at work."""

    def __init__(self) -> None:
        self._begun = system_clock()

    def __call__(self) -> int:
        return MORNING + system_clock() - self._begun


def _nobody(_link: str) -> bool:
    """Call nobody: a picture needs no phone."""
    return True
