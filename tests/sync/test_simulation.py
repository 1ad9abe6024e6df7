"""A team's weeks, simulated: whatever breaks, nothing is lost, nothing doubled, and all desks end alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.shared.team import Team
from tests.sync.failed_seeds import FAILED
from tests.sync.simulate import Simulation

SEEDS, AT_ONCE = 100, 10
"""Runs of every test of this program; ``python -m tests.sync.simulate --seeds 2000`` runs more."""


@pytest.fixture(scope="module")
def simulation(copy_team: Callable[[], Team]) -> Iterator[Simulation]:
    """A stage in a copy of the team's database."""
    made = Simulation(copy_team())
    yield made
    made.close()


@pytest.mark.parametrize("seed", FAILED)
def test_what_failed_once_holds_now(simulation: Simulation, seed: int) -> None:
    """Every seed that ever found something."""
    simulation.run(seed)


@pytest.mark.parametrize("first", range(0, SEEDS, AT_ONCE))
def test_all_desks_end_alike_whatever_happens(simulation: Simulation, first: int) -> None:
    """The invariants of the sync design hold after every step and at the end of every run."""
    for seed in range(first, first + AT_ONCE):
        simulation.run(seed)


def test_a_seed_is_the_same_run_every_time(simulation: Simulation) -> None:
    """Nothing of a run is left to luck, to what ran before it, or to the time of day."""
    assert simulation.run(3) == simulation.run(3)
