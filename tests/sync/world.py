"""A small team that works, travels, loses its network and its programs, step by step from one seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import psycopg

from app.clock import DAY, MINUTE
from app.models.vocabulary import Role
from app.services.kernel.command import Command
from app.services.shared.roles import group_of
from app.services.sync.desk import SharedDesk
from app.services.sync.server import Server
from tests.sync import checks
from tests.sync.habits import drawn_up, whole_call
from tests.sync.simulated import Cut, SimulatedDesk
from tests.sync.stage import PATIENCE_MS, Stage

DEVICES = {
    "anna": ("anna", Role.SDR), "annas_laptop": ("anna", Role.SDR), "ben": ("ben", Role.SDR), "rita": ("rita", Role.REP),
    "lena": ("lena", Role.TEAM_LEAD), "ada": ("ada", Role.ADMIN),
}  # fmt: skip
"""Every device with its person and their role; Anna has two."""
GIVE = "give"
POINTS = (
    "push: before", "push: answered", "push: noting", "pull: fetched", "copy: fetched", "apply", "pull: applied",
)  # fmt: skip
"""Where a program may die while it exchanges."""
SECOND = 1_000_000
QUIET_ROUNDS = 3
"""After the last fault, so many exchanges of each desk must be enough."""

type Step = Callable[[World, SimulatedDesk], object]


class World:
    """The desks of a team around one shared database.

    Attributes:
        trace: What happened, step by step.
        is_restored: Whether the shared database was put back: it knows no refusals it gave after the backup.
    """

    def __init__(self, stage: Stage, chance: Random, kept: Mapping[str, Path]) -> None:
        self.stage, self.chance = stage, chance
        self.trace: list[str] = []
        self.desks: list[SimulatedDesk] = []
        for name, (login, _) in DEVICES.items():
            desk = SimulatedDesk(stage, name, login, kept.get(name))
            self.desks.append(desk)
            desk.hold = self.hold
        self.is_restored = False
        self._held: list[psycopg.Connection[Any]] = []

    def step(self, number: int) -> None:
        """Let a second pass, and something happen."""
        self.stage.turn(self.stage.now + SECOND)
        desk = self.chance.choice(self.desks)
        act: Step = self.chance.choices(list(STEPS), list(STEPS.values()))[0]
        said = act(self, desk)
        self.trace.append(f"{number} {desk.name} {act.__name__.strip('_')} {said or ''}")
        checks.after_step(desk, number)

    def restore(self, backup: str) -> None:
        """Put the shared database back to an older state, as whoever restores a backup does."""
        while self._held:
            self.let_go(is_kept=True)
        self.stage.forget(backup)
        self.is_restored = True
        self.trace.append("the shared database is restored")

    def settle(self) -> None:
        """End every fault, and let everybody exchange until nothing is left to do."""
        while self._held:
            self.let_go(is_kept=True)
        for desk in self.desks:
            desk.dies_at, desk.cut, desk.skew = None, None, 0
        for _ in range(QUIET_ROUNDS):
            for desk in self.desks:
                self.stage.turn(self.stage.now + SECOND)
                # Each time: a desk before may only now have told that somebody is set aside.
                self.stage.operator.execute("update app.member set is_active = true where not is_active")
                desk.sync()

    def close(self) -> None:
        """Hang up and close every file."""
        while self._held:
            self.let_go(is_kept=False)
        for desk in self.desks:
            desk.close()

    def role(self, desk: SimulatedDesk) -> Role:
        """Return the role of whoever sits there."""
        return DEVICES[desk.name][1]

    @property
    def is_held(self) -> bool:
        """Whether a transaction is open on the server."""
        return bool(self._held)

    def hold(self, desk: SimulatedDesk, question: bytes, values: Any) -> None:
        """Ask on a connection that is left in its transaction."""
        line = psycopg.connect(desk.team.of(desk.login), options="-c idle_in_transaction_session_timeout=0")
        try:
            line.execute(question, values)
        except psycopg.Error:
            line.close()
            raise
        self._held.append(line)

    def let_go(self, *, is_kept: bool) -> None:
        """End the transaction that was left open first."""
        line = self._held.pop(0)
        (line.commit if is_kept else line.rollback)()
        line.close()


def _gives(world: World, desk: SimulatedDesk) -> str | None:
    command = world_command(world, desk)
    if command is None:
        return None
    cmd_id = desk.type(command)
    return f"{command.kind} {'accepted' if cmd_id else 'refused here'}"


def world_command(world: World, desk: SimulatedDesk) -> Command | None:
    """Return something whoever sits there could mean."""
    with desk.database.read() as db:
        return drawn_up(db, world.chance, desk.now(), world.stage.team.members[desk.login], world.role(desk))


def _gives_some(world: World, desk: SimulatedDesk) -> str:
    return ", ".join(filter(None, (_gives(world, desk) for _ in range(world.chance.randint(2, 5)))))


def _calls_through(world: World, desk: SimulatedDesk) -> str:
    member_id = world.stage.team.members[desk.login]
    with desk.database.read() as db:
        commands = whole_call(db, world.chance, desk.now(), member_id)
    return f"{sum(desk.type(command) is not None for command in commands)} of {len(commands)}"


def _dies_giving(world: World, desk: SimulatedDesk) -> str | None:
    desk.dies_at = GIVE
    return _gives(world, desk)


def _syncs(world: World, desk: SimulatedDesk) -> str:
    return _told(desk, lambda own, server: own.sync(server))


def _pushes(world: World, desk: SimulatedDesk) -> str:
    return _told(desk, lambda own, server: own.push(server))


def _pulls(world: World, desk: SimulatedDesk) -> str:
    return _told(desk, lambda own, server: own.pull(server))


def _told(desk: SimulatedDesk, act: Callable[[SharedDesk, Server], object]) -> str:
    return "done" if desk.exchange(act) else f"broken: {desk.troubles[-1:]}"


def _dies(world: World, desk: SimulatedDesk) -> str:
    point = desk.dies_at = world.chance.choice(POINTS)
    return f"{point} {_syncs(world, desk)}"


def _is_cut(world: World, desk: SimulatedDesk) -> str:
    how: Cut = world.chance.choice(("before", "undone", "answer lost", "answer lost"))
    desk.cut = how, world.chance.randrange(3)
    return f"{desk.cut} {_syncs(world, desk)}"


def _hangs(world: World, desk: SimulatedDesk) -> str | None:
    if len(world._held) > 1:
        return None
    desk.cut = "held", 0
    return _pushes(world, desk)


def _lets_go(world: World, _desk: SimulatedDesk) -> str | None:
    if not world.is_held:
        return None
    is_kept = world.chance.randrange(100) < 70
    world.let_go(is_kept=is_kept)
    return "committed" if is_kept else "rolled back"


def _restarts(_world: World, desk: SimulatedDesk) -> None:
    desk.close_and_open()


def _clock_goes(world: World, _desk: SimulatedDesk) -> str:
    by = world.chance.choice((5 * MINUTE, 90 * MINUTE, 7 * 60 * MINUTE, DAY, 2 * DAY))
    world.stage.turn(world.stage.now + by)
    return f"{by // MINUTE} minutes"


def _clock_is_moved(world: World, desk: SimulatedDesk) -> str:
    desk.skew = world.chance.choice((0, 0, MINUTE, -MINUTE, 3600 * SECOND, -DAY, DAY, 40 * DAY, -40 * DAY))
    return f"by {desk.skew // MINUTE} minutes"


def _feed_is_pruned(world: World, _desk: SimulatedDesk) -> None:
    world.stage.prune()


def _is_moved(world: World, desk: SimulatedDesk) -> str | None:
    """Somebody's hats are changed by the operator: other rows come into sight without having changed."""
    if desk.login not in ("anna", "ben"):
        return None
    sales_lead = world.stage.team.members["sven"]
    db, who = world.stage.operator, (desk.login, sales_lead)
    gone = db.execute("delete from app.sign_in where login = %s and member_id = %s", who).rowcount
    if not gone:
        db.execute(
            "insert into app.sign_in (login, member_id, since_at) values (%s, %s, app.now_micros())", who
        )
    role = group_of(Role.SALES_LEAD)
    db.execute(
        f"revoke {role} from {desk.login}".encode() if gone else f"grant {role} to {desk.login}".encode()
    )
    world.stage.hang_up(desk.login)
    return "a hat less" if gone else "a hat more"


def _is_sent_away(world: World, desk: SimulatedDesk) -> str | None:
    """A member leaves, or comes back."""
    if desk.login not in ("anna", "ben", "rita"):
        return None
    line, member = world.stage.operator, world.stage.team.members[desk.login]
    with _impatient(line):
        try:
            line.execute("update app.member set is_active = not is_active where id = %s", (member,))
        except psycopg.errors.LockNotAvailable:
            return "locked"
    return None


@contextmanager
def _impatient(line: psycopg.Connection[Any]) -> Iterator[None]:
    line.execute(f"set lock_timeout = '{PATIENCE_MS}ms'".encode())
    try:
        yield
    finally:
        line.execute("set lock_timeout = 0")


STEPS: dict[Step, int] = {
    _gives: 16, _gives_some: 8, _calls_through: 3, _dies_giving: 2, _syncs: 16, _pushes: 4, _pulls: 5, _dies: 7,
    _is_cut: 5, _hangs: 5, _lets_go: 6, _restarts: 1, _clock_goes: 4, _clock_is_moved: 3, _feed_is_pruned: 1,
    _is_moved: 1, _is_sent_away: 2,
}  # fmt: skip
"""What may happen, and how often."""
