"""Weeks of a team in the middle of which the shared database becomes another: what is held until then goes afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import psycopg
import pytest

from app.services.shared.pushing import _upcast
from app.services.versions import Renamed
from tests.shared.team import Team
from tests.sync.simulate import STEPS, Simulation
from tests.sync.stage import PATIENCE_MS, Stage
from tests.sync.world import World

RUNS = int(os.environ.get("DECILE_UPGRADES", "3"))
"""Runs with an upgrade; more on demand."""
AT = 40
NEWER = ("contact.log", "lead.tag", "follow_up.set")
"""Kinds that the older shared database does not know."""
OF_BEFORE = {("call.end", 1): (Renamed("said_then", "words"),)}
"""As if the upgrade brought another version of this kind: desks send the older one all the time."""


class Upgrade:
    """The shared database of an older program, and its way to today's.

    Attributes:
        held: Commands that waited for it, on all desks.
        is_done: Whether it has been carried out.
    """

    def __init__(self, stage: Stage) -> None:
        self.stage, self.held, self.is_done = stage, 0, False
        db = stage.operator
        self._kinds = db.execute(
            "select * from app.command_kind where kind = any(%s)", (list(NEWER),)
        ).fetchall()
        self._upcast = db.execute("select pg_get_functiondef('app.upcast'::regproc)").fetchone()
        db.execute("delete from app.command_kind where kind = any(%s)", (list(NEWER),))

    def meanwhile(self, world: World, number: int) -> None:
        """Upgrade at the step, or as soon as nobody is in the way; at the latest before the last."""
        if self.is_done or number < AT:
            return
        while number == STEPS - 1 and world.is_held:
            world.let_go(is_kept=True)
        self.held = sum(desk.outbox().count("held") for desk in world.desks)
        db = self.stage.operator
        try:
            with db.transaction():
                db.execute(f"set local lock_timeout = '{PATIENCE_MS}ms'".encode())
                db.execute("lock table app.server, app.cmd, app.activity in access exclusive mode")
                db.execute("alter table app.activity add column brought_later text default 'later'")
                db.execute("update app.command_kind set version = 2 where kind = 'call.end'")
                db.execute(_upcast(OF_BEFORE).encode())
                self._give_kinds_back()
                db.execute("update app.server set schema_version = schema_version + 1")
        except psycopg.errors.LockNotAvailable:
            return
        self.is_done = True
        world.trace.append("the shared database is another")

    def undo(self) -> None:
        """Make everything as it was, for the next run."""
        db = self.stage.operator
        db.execute("alter table app.activity drop column if exists brought_later")
        db.execute("update app.command_kind set version = 1 where kind = 'call.end'")
        assert self._upcast is not None
        db.execute(str(self._upcast[0]).encode())
        db.execute("delete from app.command_kind where kind = any(%s)", (list(NEWER),))
        self._give_kinds_back()

    def _give_kinds_back(self) -> None:
        for kind in self._kinds:
            self.stage.operator.execute("insert into app.command_kind values (%s, %s, %s, %s, %s)", kind)


@pytest.fixture(scope="module")
def simulation(copy_team: Callable[[], Team]) -> Iterator[Simulation]:
    """A stage in a copy of the team's database."""
    made = Simulation(copy_team())
    yield made
    made.close()


def test_an_upgrade_in_the_middle_loses_and_doubles_nothing(simulation: Simulation) -> None:
    """The invariants hold after every step before, through and after it, and at the end nothing waits for it."""
    held = 0
    for seed in range(RUNS):
        upgrade = Upgrade(simulation.stage)
        try:
            simulation.run(seed, meanwhile=upgrade.meanwhile)
        finally:
            upgrade.undo()
        held += upgrade.held

        assert upgrade.is_done
    assert held > 0
