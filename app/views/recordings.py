"""Recordings where calls are shown: played in place, and attached by a key or a drop (spec section 9)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.services.recording_files import attaching, path_of, take_in
from app.services.recordings_view import RecordingView, recordings_of
from app.services.sound import PLAYABLE, MakeDevice, Sound
from app.views.background import Job, Question
from app.views.desk import Desk
from app.views.file_asking import ask_to_open
from app.views.said import said
from app.views.surroundings import Surroundings
from app.views.widgets.player_bar import Mark, PlayerBar


class Recordings:
    """What a page that shows calls does with their recordings."""

    def __init__(
        self,
        page: QWidget,
        surroundings: Surroundings,
        player: PlayerBar,
        folder: Path,
        make_device: MakeDevice | None = None,
    ) -> None:
        """Make it for a page.

        Args:
            page: Shows the calls; what is opened once it is hidden is closed again.
            surroundings: The collaborators of the shell.
            player: Where they are played.
            folder: Where their files lie.
            make_device: What plays them; the machine's own where it is left out.
        """
        self._page, self._surroundings, self._player = page, surroundings, player
        self._folder, self._make_device = folder, make_device
        self._finding = Question()

    def listen(self, recording: RecordingView) -> None:
        """Play a recording where its call is read."""
        path = path_of(self._folder, recording.sha256, recording.file_name)
        self._surroundings.background.start(
            partial(_opened, path, self._make_device), partial(self._on_sound, recording)
        )

    def listen_to(self, lead_id: UUID, call_id: UUID, else_do: Callable[[], object]) -> None:
        """Play the first recording of a call; where it has none, do something else."""
        self._surroundings.background.ask(
            partial(_of_call, lead_id, call_id), partial(self._on_found, else_do), question=self._finding
        )

    def attach(self, call_id: UUID, path: str = "") -> None:
        """Attach a file to a call; without a path ask which."""
        if path:
            work = partial(_attached, self._folder, Path(path), call_id)
            self._surroundings.background.start(work, self._on_attached)
            return
        translate = QCoreApplication.translate
        kinds = " ".join(f"*{kind}" for kind in sorted(PLAYABLE))
        ask_to_open(
            self._page,
            self._surroundings.settings,
            translate("Recordings", "Attach a recording"),
            [translate("Recordings", "Recordings ({kinds})").format(kinds=kinds)],
            lambda chosen: self.attach(call_id, str(chosen)),
        )

    def _on_found(self, else_do: Callable[[], object], recording: RecordingView | None) -> None:
        if recording is None:
            else_do()
        else:
            self.listen(recording)

    def _on_sound(self, recording: RecordingView, sound: Sound) -> None:
        if not self._page.isVisible():
            sound.close()
            return
        marks = [Mark(said(mark.title), mark.at_ms) for mark in recording.marks]
        self._player.load(recording.file_name, sound, marks)

    def _on_attached(self, name: str) -> None:
        text = QCoreApplication.translate("Recordings", "Attached: {file}").format(file=name)
        self._surroundings.toasts.say(text)


def _of_call(lead_id: UUID, call_id: UUID, db: Any) -> RecordingView | None:
    return next((one for one in recordings_of(db, lead_id) if one.activity_id == call_id), None)


def _opened(path: Path, make_device: MakeDevice | None, desk: Desk, job: Job) -> Sound:
    del desk, job
    return Sound(path, make_device)


def _attached(folder: Path, source: Path, call_id: UUID, desk: Desk, job: Job) -> str:
    del job
    taken = take_in(folder, source)
    with desk.batch() as batch:
        batch.give(attaching(taken, call_id))
    return taken.file_name
