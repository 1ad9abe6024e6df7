"""Simulated weeks of a team: ``python -m tests.sync.simulate --seeds 2000`` (or ``--seed 7`` for one, with its trace)."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.determined import determined
from tests.postgres import running_server
from tests.shared.team import Team, build
from tests.sync import checks
from tests.sync.stage import Stage
from tests.sync.world import DEVICES, World

STEPS = 80


class Failed(AssertionError):
    """A run in which something did not hold."""

    def __init__(self, seed: int, trace: Sequence[str]) -> None:
        super().__init__(
            f"seed {seed}: python -m tests.sync.simulate --seed {seed}\n" + "\n".join(trace[-25:])
        )


class Simulation:
    """Runs from one starting point: the team's database as founded, and each device with its first copy."""

    def __init__(self, team: Team) -> None:
        self.stage = Stage(team)
        self.said: Counter[str] = Counter()
        self.last: list[str] = []
        self.kept: dict[str, Path] = {}
        self._copy_first()

    def run(
        self,
        seed: int,
        *,
        steps: int = STEPS,
        backup_at: int | None = None,
        meanwhile: Callable[[World, int], object] = lambda _world, _number: None,
    ) -> list[str]:
        """Run one seed and return what happened in it.

        Args:
            seed: What the run is drawn from.
            steps: How long it is.
            backup_at: The step at which a backup of the shared database is taken, to be restored after the last.
            meanwhile: Called before each step.

        Raises:
            Failed: something that must hold does not.
        """
        self.stage.reset()
        with determined(seed) as chance:
            world = World(self.stage, chance, self.kept)
            self.last = world.trace
            try:
                for number in range(steps):
                    if number == backup_at:
                        self.stage.keep_as("backup")
                    meanwhile(world, number)
                    world.step(number)
                if backup_at is not None:
                    world.restore("backup")
                world.settle()
                checks.when_quiet(world)
            except Exception as trouble:
                raise Failed(seed, [*world.trace, f"{type(trouble).__name__}: {trouble}"]) from trouble
            finally:
                self.said.update(one.split(" ", 2)[2].rstrip() for one in world.trace)
                world.close()
            return world.trace

    def close(self) -> None:
        """Clear everything away."""
        self.stage.close()

    def _copy_first(self) -> None:
        folder = self.stage.folder / "first"
        folder.mkdir()
        with determined("the first copies") as chance:
            world = World(self.stage, chance, {})
            for desk in world.desks:
                desk.sync()
            world.close()
        for name in DEVICES:
            self.kept[name] = Path(shutil.move(self.stage.folder / f"{name}.db", folder))


@contextmanager
def simulation() -> Iterator[Simulation]:
    """Start a server with a team, for runs outside of the tests."""
    with running_server() as server, tempfile.TemporaryDirectory() as folder:
        made = Simulation(build(Path(folder), server.fresh_database()))
        try:
            yield made
        finally:
            made.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run seeds and say which failed; 0 where none did."""
    parser = argparse.ArgumentParser(prog="python -m tests.sync.simulate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100, help="how many (default 100)")
    parser.add_argument("--first", type=int, default=0, help="the first of them")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, action="append", help="this one, with what happened in it")
    parser.add_argument("--said", action="store_true", help="count what happened")
    asked = parser.parse_args(arguments)
    failed, begun = [], time.monotonic()
    seeds = asked.seed or range(asked.first, asked.first + asked.seeds)
    with simulation() as made:
        for seed in seeds:
            try:
                trace = made.run(seed, steps=asked.steps)
                if asked.seed:
                    sys.stdout.write("\n".join(trace) + "\n")
            except Failed as trouble:
                failed.append(seed)
                sys.stdout.write(f"{trouble}\n")
                if not isinstance(trouble.__cause__, checks.Broken):
                    sys.stdout.write(
                        "".join(traceback.format_tb(trouble.__cause__ and trouble.__cause__.__traceback__))
                    )
        if asked.said:
            for words, count in made.said.most_common():
                sys.stdout.write(f"{count:6} {words}\n")
    took = time.monotonic() - begun
    sys.stdout.write(
        f"{len(seeds)} seeds of {asked.steps} steps in {took:.0f} s; failed: {failed or 'none'}\n"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
