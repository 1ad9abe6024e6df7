"""The two founded databases every parity test starts from, and the histories judged on them once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.parity.history import History
from tests.parity.seeds import FAILED_SEEDS, LEAST_ACCEPTED, SEEDS, STEPS
from tests.parity.twin import Stage, Told


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory, fresh_database: Callable[[], str]) -> Stage:
    """The same founded workspace on both sides, every command installed."""
    return Stage.build(tmp_path_factory.mktemp("parity"), fresh_database())


@pytest.fixture(scope="session")
def histories(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    """The random histories of this run, each told to its end without a difference."""
    folder = tmp_path_factory.mktemp("histories")
    return [tell(stage, folder, seed) for seed in (*FAILED_SEEDS, *SEEDS)]


def tell(stage: Stage, folder: Path, seed: int) -> Told:
    """Judge one history on both sides and return what was said."""
    with stage.twin(folder) as twin:
        try:
            History(twin, seed, goal=-(-LEAST_ACCEPTED // len(SEEDS))).run(STEPS)
        except Exception as error:
            error.add_note(f"the history of seed {seed}; add it to FAILED_SEEDS once mended")
            raise
        return Told(seed, twin.verdicts, twin.trace)
