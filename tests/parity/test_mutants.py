"""The parity run bites: a rule that lost a guard or an effect on one side is told from the original."""

from __future__ import annotations

from random import Random

import pytest

from app.services.catalogue import COMMANDS
from tests.parity.mutants import SURVIVORS, Mutant, Witness, caught, mutants
from tests.parity.twin import Stage

pytestmark = pytest.mark.slow
SAMPLE = 12
"""How many are tried by default; ``python -m tests.parity.mutants`` tries all."""


def _sample() -> list[Mutant]:
    biting = [mutant for mutant in mutants() if mutant.name not in SURVIVORS]
    return sorted(Random(20_261_123).sample(biting, SAMPLE), key=lambda mutant: mutant.name)


def test_a_rule_that_lost_a_part_on_one_side_is_caught(stage: Stage, witnesses: list[Witness]) -> None:
    """Another verdict, another answer or another row tells."""
    left = _sample()
    for seen in witnesses:
        found = caught(stage, left, seen)
        left = [mutant for mutant in left if mutant not in found]

    assert [mutant.name for mutant in left] == []


def test_what_may_survive_is_still_there() -> None:
    """An explained survivor that no longer exists is an explanation too many."""
    names = {mutant.name for mutant in mutants(COMMANDS)}

    assert set(SURVIVORS) <= names
