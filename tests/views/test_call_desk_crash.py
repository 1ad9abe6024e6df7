"""A call survives the death of the program: kill -9 while notes are typed, and look."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.models.vocabulary import Role
from app.services import drafts
from app.services.call_desk import running_call
from app.services.founding import hats
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.workspace import Workspace
from app.views.call_desk_page import CallDeskPage
from app.views.i18n import Languages
from tests.builders import MONDAY_10, Desk, MovingClock
from tests.views.live import KEY, live_window
from tests.views.typing_desk import NOTES

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_notes_typed_before_a_kill_are_there_after_it(
    qtbot: QtBot, tmp_path: Path, languages: Languages
) -> None:
    """The open call is offered again with every word that was kept, and can be ended by key."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.views.typing_desk", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
    )
    path = tmp_path / "decile.db"
    try:
        qtbot.waitUntil(path.exists, timeout=60_000)
        database = Database(path)
        qtbot.waitUntil(lambda: _kept(database) == [NOTES] or program.poll() is not None, timeout=60_000)
    finally:
        program.send_signal(signal.SIGKILL)
        program.wait()
    clock = MovingClock(MONDAY_10)
    clock.forward(minutes=40)
    workspace = Workspace(database, ChangeFeed(), _members(database)[Role.SDR], clock)
    desk = Desk(workspace, clock, database, _members(database))
    with live_window(
        qtbot, desk, tmp_path, languages, lambda s: CallDeskPage(s, me=workspace.member_id, dial=print)
    ) as live:
        told = "Your call with Anna Keller was interrupted: 12 min, notes kept."
        qtbot.waitUntil(lambda: live.sees(told))
        assert live.sees(NOTES)
        live.press(KEY.Key_E, KEY.Key_1, KEY.Key_T, KEY.Key_Return)

        assert workspace.read(running_call(workspace.member_id)) is None
        assert _kept(database) == []
        assert live.sees(NOTES)
    database.close()


def _kept(database: Database) -> list[str]:
    try:
        with database.read() as db:
            return [kept.words for kept in drafts.kept_words("call:")(db)]
    except Exception:  # noqa: BLE001 - the other program is still making its tables
        return []


def _members(database: Database) -> dict[Role, object]:
    with database.read() as db:
        return {hat.role: hat.member_id for hat in hats(db)}
