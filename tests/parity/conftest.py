"""The two founded databases every parity test starts from, and the histories judged on them once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.parity.mutants import Witness, all_witnesses
from tests.parity.twin import Stage, Told


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory, fresh_database: Callable[[], str]) -> Stage:
    """The same founded workspace on both sides, every command installed."""
    return Stage.build(tmp_path_factory.mktemp("parity"), fresh_database())


@pytest.fixture(scope="session")
def witnesses(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> list[Witness]:
    """The random histories of this run, each told to its end without a difference."""
    return list(all_witnesses(stage, tmp_path_factory.mktemp("histories")))


@pytest.fixture(scope="session")
def histories(witnesses: list[Witness]) -> list[Told]:
    """What was said in them."""
    return [seen.told for seen in witnesses]
