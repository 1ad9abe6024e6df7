"""A rule is written once and judged by two databases: random histories must end alike on both (design section 9)."""

from __future__ import annotations

from collections import Counter
from random import Random

import psycopg
import pytest

from app.services.catalogue import BY_KIND, COMMANDS
from app.services.kernel.postgres_judge import SCHEMA
from tests.parity.generators import GENERATORS
from tests.parity.history import codes_of
from tests.parity.mutants import SURVIVORS, Mutant, Witness, caught, mutants
from tests.parity.seeds import LEAST_ACCEPTED
from tests.parity.twin import Stage, Step, Told
from tests.parity.wire_sweep import differences

pytestmark = pytest.mark.slow
SAMPLE = 12
"""How many are tried by default; ``python -m tests.parity.mutants`` tries all."""


def test_every_command_has_a_generator() -> None:
    """A command nobody drafts would never be judged."""
    assert set(GENERATORS) == set(BY_KIND)


def test_both_databases_judge_random_histories_alike(
    histories: list[Told], capsys: pytest.CaptureFixture[str]
) -> None:
    """Same verdict, same reason, same answer, same rows, for every command of every history."""
    total = _verdicts(histories)

    with capsys.disabled():
        print(_table(histories, total))  # noqa: T201 - how often each verdict was given
    assert all(told.trace for told in histories)


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_a_command_was_accepted_often_and_refused_for_every_reason(kind: str, histories: list[Told]) -> None:
    """What was never seen was never judged: each command often, each of its reasons at least once."""
    total = _verdicts(histories)

    assert total[kind, ""] >= LEAST_ACCEPTED
    assert [code for code in codes_of(kind) if not total[kind, code]] == []


@pytest.mark.parametrize("cls", COMMANDS, ids=lambda cls: cls.kind)
def test_both_sides_take_the_same_fields_for_a_command(
    cls: type, histories: list[Told], stage: Stage
) -> None:
    """Whatever is missing, unknown, of another type, too long or too big is no command on either side."""
    accepted = [step for told in histories for step, verdict in told.trace if not verdict.why]
    example = max((step for step in accepted if step.kind == cls.kind), key=_filled)  # type: ignore[attr-defined]

    with psycopg.connect(stage.url, options=f"-csearch_path={SCHEMA}") as there:
        assert differences(there, example) == []


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


def _sample() -> list[Mutant]:
    biting = [mutant for mutant in mutants() if mutant.name not in SURVIVORS]
    return sorted(Random(20_261_123).sample(biting, SAMPLE), key=lambda mutant: mutant.name)


def _filled(step: Step) -> int:
    """The example with the most in it, of those that are quick to spoil."""
    return len(step.args) if len(step.args) < 20_000 else -len(step.args)


def _verdicts(histories: list[Told]) -> Counter[tuple[str, str]]:
    return sum((told.verdicts for told in histories), Counter())


def _table(histories: list[Told], total: Counter[tuple[str, str]]) -> str:
    lines = [f"\n{sum(total.values())} commands judged by both, seeds {[told.seed for told in histories]}"]
    for kind in sorted(BY_KIND):
        refused = ", ".join(f"{code} {total[kind, code]}" for code in codes_of(kind))
        lines.append(f"  {kind}: accepted {total[kind, '']}; {refused}")
    return "\n".join(lines)
