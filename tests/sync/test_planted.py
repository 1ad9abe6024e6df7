"""Would the simulation notice? Each bug planted on purpose is seen in the run that saw it first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.shared.team import Team
from tests.sync.planted import BUGS, Planted, is_seen
from tests.sync.simulate import Simulation


@pytest.fixture(scope="module")
def simulation(copy_team: Callable[[], Team]) -> Iterator[Simulation]:
    """A stage in a copy of the team's database."""
    made = Simulation(copy_team())
    yield made
    made.close()


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.words.replace(" ", "_"))
def test_a_planted_bug_is_seen(simulation: Simulation, bug: Planted) -> None:
    """And without it the same run is quiet (tests/sync/test_simulation.py)."""
    assert is_seen(simulation, bug, bug.seen_in)
