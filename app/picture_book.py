"""One picture of every page, panel and designed state, on demonstration data."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import Connection, select

from app.main import Program
from app.models.activity import Activity
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.runs import Run
from app.models.vocabulary import HandoverState, Role, RunState, StageKind
from app.pages import ALIGNMENT, CALL, DUPLICATES, FUNNEL, INBOX, LEADS, PEOPLE, QUEUE, REVIEW
from app.services.lifecycle import stands_in
from app.services.workspace import Workspace
from app.views.widgets.overlay import Overlay

SETTLE_MS = 500
"""How long a picture is given to read and draw what it shows."""

type Find = Callable[[Connection, UUID], Any]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: who looks, at which page, opening what, after which keys.

    Attributes:
        name: Of the file.
        page: Key of the page.
        role: The hat worn.
        target: Finds what the page is asked to open, given the member at the desk.
        keys: Keys of the actions to trigger, one after another.
        search: What is typed into the search field.
    """

    name: str
    page: str
    role: Role = Role.SDR
    target: Find | None = None
    keys: Sequence[str] = ()
    search: str = ""


def lead_to_call(db: Connection, me: UUID) -> UUID | None:
    """Return a lead of the member that was called before and may be asked the script now."""
    paused = select(Run.lead_id).where(Run.state == RunState.PAUSED.value)
    called = select(Activity.lead_id)
    for further in (Lead.id.in_(paused), Lead.id.in_(called), Lead.id.is_not(None)):
        found = db.execute(
            select(Lead.id)
            .where(Lead.owner_id == me, Lead.is_reachable, stands_in(StageKind.VALIDATING), further)
            .order_by(Lead.score.desc(), Lead.id)
            .limit(1)
        ).scalar()
        if found is not None:
            return found
    return None


def fresh_lead(db: Connection, me: UUID) -> UUID | None:
    """Return the newest lead of the member that nobody has called yet."""
    return db.execute(
        select(Lead.id)
        .where(Lead.owner_id == me, Lead.responded_at.is_(None))
        .order_by(Lead.created_at.desc(), Lead.id)
        .limit(1)
    ).scalar()


def handed_over(db: Connection, me: UUID) -> UUID | None:
    """Return a lead of the member that sales took."""
    return db.execute(
        select(Handover.lead_id)
        .where(Handover.submitted_by_id == me, Handover.state == HandoverState.ACCEPTED.value)
        .order_by(Handover.submitted_at.desc(), Handover.id)
        .limit(1)
    ).scalar()


SCENES: tuple[Scene, ...] = (
    Scene("queue", QUEUE),
    Scene("queue-nothing-found", QUEUE, search="zzzz"),
    Scene("queue-follow-up", QUEUE, keys=("F",)),
    Scene("call-no-lead", CALL, role=Role.TEAM_LEAD),
    Scene("call", CALL, target=fresh_lead),
    Scene("call-running", CALL, target=lead_to_call, keys=("D",)),
    Scene("call-answered", CALL, keys=("1", "1")),
    Scene("call-ending", CALL, keys=("E",)),
    Scene("call-handed-over", CALL, target=handed_over),
    Scene("leads", LEADS, role=Role.TEAM_LEAD),
    Scene("leads-unowned", LEADS, keys=("U",)),
    Scene("duplicates", DUPLICATES, role=Role.TEAM_LEAD),
    Scene("inbox-sent", INBOX),
    Scene("inbox-rep", INBOX, role=Role.REP),
    Scene("inbox-refuse", INBOX, role=Role.REP, keys=("X",)),
    Scene("inbox-all", INBOX, role=Role.SALES_LEAD),
    Scene("review", REVIEW, role=Role.TEAM_LEAD),
    Scene("review-blind", REVIEW, role=Role.TEAM_LEAD, keys=("B",)),
    Scene("review-verdict", REVIEW, role=Role.TEAM_LEAD, keys=("R",)),
    Scene("alignment", ALIGNMENT, role=Role.TEAM_LEAD),
    Scene("funnel", FUNNEL, role=Role.TEAM_LEAD),
    Scene("people", PEOPLE, role=Role.TEAM_LEAD),
    Scene("palette", QUEUE, keys=("Ctrl+K",)),
    Scene("keys", QUEUE, keys=("?",)),
)


class PictureBook(QObject):
    """Plays the scenes one after another and lets each be looked at before the next."""

    shown = Signal(str, QWidget)
    """Name of a scene, and the window as it stands."""
    finished = Signal()

    def __init__(
        self, app: QApplication, lang: str, theme: str, size: QSize, scenes: Sequence[Scene]
    ) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="decile-pictures-"))
        options = argparse.Namespace(demo=True, lang=lang, theme=theme)
        self._program = Program(app, options, self._folder, dial=_nobody)
        self._size, self._scenes = size, iter(scenes)
        self._keys: Iterator[str] = iter(())
        self._scene: Scene | None = None
        self._pause = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._pause.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin; ``finished`` tells the end."""
        self._program.start()
        self._pause.start()

    def close(self) -> None:
        """End the program and throw its data away."""
        self._pause.stop()
        if self._program.window is not None:
            self._program.window.close()
            self._program.window.deleteLater()
        self._program.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _workspace(self) -> Workspace | None:
        profile = self._program.profile
        return None if profile is None else profile.workspace

    @Slot()
    def _go_on(self) -> None:
        window = self._program.window
        if window is None:
            self._pause.start()
            return
        key = next(self._keys, None)
        if key is not None:
            self._press(key)
            self._pause.start()
            return
        if self._scene is not None:
            self.shown.emit(self._scene.name, window)
            self._leave()
        self._scene = next(self._scenes, None)
        if self._scene is None:
            self.finished.emit()
            return
        self._enter(self._scene)

    def _enter(self, scene: Scene) -> None:
        window, workspace = self._program.window, self._workspace
        if window is None or workspace is None:
            return
        window.resize(self._size)
        self._program.wear_role(scene.role)
        me, find = workspace.member_id, scene.target
        self._keys = iter(scene.keys)
        if find is None:
            window.go(scene.page)
            self._search(scene)
            self._pause.start()
            return
        background = window.surroundings.background
        background.ask(lambda db: find(db, me), lambda target: self._open(scene, target))

    def _open(self, scene: Scene, target: object) -> None:
        window = self._program.window
        if window is not None:
            window.go(scene.page, target)
        self._pause.start()

    def _search(self, scene: Scene) -> None:
        window = self._program.window
        if scene.search and window is not None:
            window.page(scene.page).search(scene.search)

    def _press(self, key: str) -> None:
        window = self._program.window
        if window is None:
            return
        for action in window.all_actions():
            if key == action.key or key in action.also:
                action.trigger()
                return

    def _leave(self) -> None:
        """Close what lies over the window and take the search back."""
        window, scene = self._program.window, self._scene
        if window is None or scene is None:
            return
        for panel in window.findChildren(Overlay):
            if panel.isVisible():
                panel.close_panel()
        if scene.search:
            window.page(scene.page).search("")


def _nobody(_link: str) -> bool:
    """Call nobody: a picture needs no phone."""
    return True


def take_pictures(app: QApplication, folder: Path, lang: str, theme: str, size: QSize) -> list[Path]:
    """Write one PNG for every scene and return the files; runs the application until it is done."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []

    def keep(name: str, window: QWidget) -> None:
        path = folder / f"{name}-{lang}-{theme}-{size.width()}x{size.height()}.png"
        window.grab().save(str(path))
        written.append(path)

    book = PictureBook(app, lang, theme, size, SCENES)
    book.shown.connect(keep)
    book.finished.connect(app.quit)
    book.start()
    app.exec()
    book.close()
    return written
