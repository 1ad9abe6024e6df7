"""A window over a desk whose exchange runs: a claim off line that somebody else was quicker with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from app.models.vocabulary import Role
from app.services.holding import ClaimLeads
from app.views.i18n import Languages
from app.views.page_spec import PageSpec
from app.views.pool_page import PoolPage
from app.views.queue_page import QueuePage
from app.views.surroundings import Surroundings
from app.views.sync_page import SyncPage
from tests.builders import Desk
from tests.shared.fixtures import copy_team, founded_team, team  # noqa: F401 - fixtures
from tests.shared.team import Team
from tests.sync.running import Running, running
from tests.views.live import CTRL, KEY, SHIFT, Live, live_window


def specs(me: object) -> list[PageSpec]:
    """The pages this story is about."""

    def page(kind: Callable[..., Any], *values: object) -> Callable[[Surroundings], Any]:
        return lambda surroundings: kind(surroundings, *values)

    return [
        PageSpec("pool", lambda: "Pool", "ripple", page(PoolPage, me)),
        PageSpec("queue", lambda: "Queue", "list-check", page(QueuePage, me)),
        PageSpec("sync", lambda: "Sync", "arrows-exchange", page(SyncPage, me)),
    ]


def connect(live: Live, run: Running) -> None:
    """Let the window hear the engine, as the program does."""
    heard, sync = run.engine._tell, live.window.sync

    def tell(status: Any) -> None:
        heard(status)
        sync.tell(status)

    run.engine._tell = tell
    sync.tell(run.engine.status)
    sync.wake_asked.connect(run.engine.wake)
    live.settle()


def until_light(live: Live, text: str) -> None:
    """Wait until the light says so; nothing else may have opened meanwhile."""
    live.qtbot.waitUntil(lambda: text in live.window.top.sync.text(), timeout=30_000)
    live.settle()
    assert live.window.isActiveWindow()


def test_a_claim_off_line_is_reserved_refused_and_let_go_of(
    qtbot: QtBot,
    tmp_path: Path,
    languages: Languages,
    team: Team,  # noqa: F811 - the fixture
) -> None:
    """No dialog at any point; the light says it, and every step is a key."""
    me = team.members["ben"]
    with running(team, "ben", tmp_path) as run:
        workspace = run.joined.desk.workspace
        desk = Desk(workspace, workspace.clock, run.joined.database, {Role.SDR: me})  # type: ignore[arg-type]
        with live_window(qtbot, desk, tmp_path, languages, specs(me)) as live:
            connect(live, run)
            until_light(live, "Up to date")

            run.proxy.unplug()
            until_light(live, "Offline since")
            lead_id = live.page.table.current_row().lead_id
            live.press(KEY.Key_C)
            until_light(live, "1 waiting")
            live.press(KEY.Key_2, held=CTRL)
            assert live.sees("Reserved: decided when connected")

            team.push("anna", ClaimLeads(lead_ids=(lead_id,)))
            run.proxy.plug_in()
            live.press(KEY.Key_Y, held=CTRL | SHIFT)
            live.press(KEY.Key_R)
            until_light(live, "1 needs you")
            assert not live.sees("Reserved: decided when connected")

            live.press(KEY.Key_Y, held=CTRL | SHIFT)
            live.press(KEY.Key_N)
            assert live.sees("Claim from the pool")
            assert live.sees("One of these leads has an owner already")
            live.press(KEY.Key_X)
            until_light(live, "Up to date")
            assert live.sees("Nothing needs you")
