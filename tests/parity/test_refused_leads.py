"""No sequence of commands brings a refused lead to sales early, short of a team lead's override or verdict."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import false

from app.services import routing
from app.services.catalogue import BY_KIND
from app.services.handover import SubmitHandover
from app.services.kernel.command import Guard
from app.services.kernel.postgres_judge import function_for
from app.services.kernel.sqlite_judge import compile_now
from tests.parity.refused_tries import Tries
from tests.parity.refused_watch import HandedOverEarly
from tests.parity.twin import Stage

pytestmark = pytest.mark.slow
SEEDS, STEPS = (1, 2), 500


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_hands_a_refused_lead_over_early(stage: Stage, tmp_path: Path, seed: int) -> None:
    """Both databases judge alike, and plain Python finds no hand-over that came too soon."""
    with stage.twin(tmp_path) as twin:
        tries = Tries(twin, seed)
        tries.run(STEPS)

        assert tries.watch.returned_early > 20, "too little was tried"
        assert tries.watch.came_back >= 3, "the right way must be open too"


def test_merging_records_is_no_way_round(stage: Stage, tmp_path: Path) -> None:
    """A refusal binds whoever carries it: the record that stays, and after an undone merge its own."""
    with stage.twin(tmp_path) as twin:
        tries = Tries(twin, 5, merges=True)
        tries.run(STEPS)

        assert tries.watch.merged > 5, "too little was merged"
        assert tries.watch.returned_early > 10, "too little was tried"


@pytest.mark.parametrize(
    "lost",
    [("answer_not_renewed",), ("no_contact_since", "answer_not_renewed"), ("too_early_again",)],
    ids="+".join,
)
def test_a_rule_that_lost_one_of_the_guards_is_found_out(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: tuple[str, ...]
) -> None:
    """The tries bite: with a guard gone on both sides, some refused lead goes through.

    Contact alone is no guard to lose: whoever renewed an answer in a contact has had one.
    """

    class Crippled(SubmitHandover, frozen=True, kw_only=True):
        @classmethod
        def guards(cls) -> Iterable[Guard]:
            return [guard for guard in super().guards() if guard.code not in lost]

    monkeypatch.setitem(BY_KIND, SubmitHandover.kind, Crippled)  # type: ignore[arg-type]
    with pytest.raises(HandedOverEarly):
        _try_on(stage, tmp_path, function_for(Crippled))


def test_a_routing_that_forgets_who_refused_is_found_out(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another rep is part of the promise too.

    The routing forgets only while this one command is compiled: rules are compiled at their first use and kept,
    so any other that were compiled meanwhile would stay crippled for the tests after this one.
    """

    class Forgetful(SubmitHandover, frozen=True, kw_only=True):
        """Compiled anew, so that it asks the crippled routing."""

    with patch.object(routing, "is_barred", lambda _lead, _member: false()):
        compile_now({Forgetful.kind: Forgetful})
        judge = function_for(Forgetful)
    monkeypatch.setitem(BY_KIND, SubmitHandover.kind, Forgetful)  # type: ignore[arg-type]
    with pytest.raises(HandedOverEarly, match="a rep who had refused it"):
        _try_on(stage, tmp_path, judge)


def _try_on(stage: Stage, folder: Path, judge: str) -> None:
    for seed in range(1, 9):
        with stage.twin(folder) as twin:
            twin.there.execute(judge.encode())
            Tries(twin, seed).run(STEPS)
