"""The two founded databases every parity test starts from, and the histories judged on them once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.parity.mutants import Witness, witness
from tests.parity.seeds import FAILED_SEEDS, GOAL, SEEDS
from tests.parity.twin import Stage, Told


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory, fresh_database: Callable[[], str]) -> Stage:
    """The same founded workspace on both sides, every command installed."""
    return Stage.build(tmp_path_factory.mktemp("parity"), fresh_database())


@pytest.fixture(scope="session")
def witnesses(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> list[Witness]:
    """The random histories of this run, each told to its end without a difference."""
    folder = tmp_path_factory.mktemp("histories")
    told = [witness(stage, folder, seed) for seed in FAILED_SEEDS]
    before: Counter[tuple[str, str]] = Counter()
    for number, seed in enumerate(SEEDS, 1):
        is_last = number == len(SEEDS)
        told.append(witness(stage, folder, seed, goal=number * GOAL, before=before, is_last=is_last))
        before += told[-1].told.verdicts
    return told


@pytest.fixture(scope="session")
def histories(witnesses: list[Witness]) -> list[Told]:
    """What was said in them."""
    return [seen.told for seen in witnesses]
