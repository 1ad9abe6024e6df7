"""The program on a profile in which somebody promised things, with a clock that goes on and can be set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import reminding
from app.clock import HOUR, system_clock
from app.main import Program, _options
from app.models.vocabulary import FollowUpWhy, Role
from app.services.follow_ups import SetFollowUp
from app.services.founding import hats
from app.services.profile import open_profile
from app.settings import SettingsStore
from app.views.i18n import Language
from app.views.reminders import keeper
from app.views.theme import apply_theme
from app.views.tokens import ThemeName
from tests.leads import a_lead
from tests.views.driven import Person

NOON = 1_795_403_520_000_000
"""Monday 2026-11-23, 11:12 in Shanghai: a working hour."""


class SettableClock:
    """A clock that goes on by itself, from an instant of the test's own, and can be set."""

    def __init__(self, at: int = NOON) -> None:
        self._ahead = at - system_clock()

    def __call__(self) -> int:
        return system_clock() + self._ahead

    def jump(self, by: int) -> None:
        """Set it forward or back, or let the machine have slept for that long."""
        self._ahead += by


class PretendedTray(QObject):
    """A tray as a desktop may have it, or not."""

    opened, reminders_opened, quit_asked = Signal(), Signal(), Signal()

    def __init__(self, *, is_there: bool) -> None:
        super().__init__()
        self.is_there = is_there
        self.counts: list[int] = []
        self.told: list[str] = []

    def show_count(self, count: int) -> None:
        """Remember the count."""
        self.counts.append(count)

    def tell(self, title: str, text: str) -> bool:
        """Remember the message, if there is a tray to say it."""
        del text
        if self.is_there:
            self.told.append(title)
        return self.is_there

    def stop(self) -> None:
        """Go."""


@dataclass
class Reminded:
    """Somebody reminded by the program."""

    program: Program
    person: Person
    clock: SettableClock
    tray: PretendedTray
    me: UUID
    leads: list[UUID] = field(default_factory=list)

    def promise(self, lead_id: UUID, at: int, why: FollowUpWhy = FollowUpWhy.CALL_BACK) -> None:
        """Promise something, here or on another machine."""
        self.program.profile.workspace.execute(  # type: ignore[union-attr]
            SetFollowUp(lead_id=lead_id, due_at=at, why=why, words="", is_agreed=True), as_member=self.me
        )

    @property
    def cards(self) -> int:
        """How many reminders stand in the corner."""
        return len(self.program.reminding.corner.reminders())  # type: ignore[union-attr]


@contextmanager
def reminded(
    qtbot: QtBot,
    app: QApplication,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    promises: list[int],
    has_tray: bool = False,
) -> Iterator[Reminded]:
    """Start the program for somebody with a lead for each promise, due that long after the start."""
    clock, tray = SettableClock(), PretendedTray(is_there=has_tray)
    monkeypatch.setattr(keeper, "LOOK_MS", 200)
    monkeypatch.setattr(keeper, "FIRST_MS", 50)
    monkeypatch.setattr(reminding, "SystemTray", lambda _parent: tray)
    me, leads = _profile(folder, clock, promises)
    before, person = set(QApplication.topLevelWidgets()), Person(qtbot)
    options, _ = _options(["--lang", Language.EN.value, "--theme", ThemeName.LIGHT.value])
    program = Program(app, options, folder, dial=person.dialled.append, clock=clock)
    program.start()
    try:
        qtbot.waitUntil(lambda: program.reminding is not None, timeout=60_000)
        yield Reminded(program, person, clock, tray, me, leads)
    finally:
        for window in set(QApplication.topLevelWidgets()) - before:
            window.close()
            window.deleteLater()
        program.stop()
        program.languages.speak(Language.EN)
        program.languages.deleteLater()
        apply_theme(ThemeName.LIGHT)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _profile(folder: Path, clock: SettableClock, promises: list[int]) -> tuple[UUID, list[UUID]]:
    """Found a profile long before the promises are due, so that any of them can lie in the past."""
    start = clock()
    clock.jump(min(0, *promises, 0) - 2 * HOUR)
    opened = open_profile(folder, clock=clock)
    workspace = opened.found(name="Ann Lee")
    me = next(hat.member_id for hat in workspace.read(hats) if hat.role is Role.SDR)
    workspace.member_id = me
    leads = []
    for at, after in enumerate(promises, start=1):
        lead_id = a_lead(
            workspace,
            owner_id=me,
            contact_name=f"Bob Ray {at}",
            company=f"Northwind {at}",
            phone=f"+861380013800{at % 10}",
        )
        leads.append(lead_id)
        promise = SetFollowUp(
            lead_id=lead_id, due_at=start + after, why=FollowUpWhy.CALL_BACK, words="", is_agreed=True
        )
        workspace.execute(promise)
    opened.close()
    settings = SettingsStore(folder)
    settings.change(role=Role.SDR.value, hat=str(me))
    settings.stop()
    clock.jump(start - clock())
    return me, leads
