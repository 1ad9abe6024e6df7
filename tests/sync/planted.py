"""Bugs planted on purpose, to prove that the simulation bites: run all with ``python -m tests.sync.planted``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from app.services.kernel import outbox, recording
from app.services.sync import desk, laying_down, scrubbing
from tests.sync.simulate import Failed, Simulation, simulation
from tests.sync.stage import Stage

SEEDS_MOST = 60
"""Runs in which a bug must have been seen."""


@dataclass(frozen=True)
class Planted:
    """A bug.

    Attributes:
        plant: Puts it in while a block runs.
        seen_in: A seed in which it was seen.
    """

    words: str
    plant: Callable[[Stage], AbstractContextManager[Any]]
    seen_in: int


def _instead(
    where: Any, name: str, act: Callable[..., Any]
) -> Callable[[Stage], AbstractContextManager[Any]]:
    return lambda _stage: patch.object(where, name, act)


def _rewritten(function: str, changes: Mapping[str, str]) -> Callable[[Stage], AbstractContextManager[Any]]:
    return lambda stage: stage.rewritten(function, changes)


def _answer_settles(db: Any, cmd_id: Any, answer: dict[str, Any], now: int) -> None:
    outbox.note_verdict(db, cmd_id, outbox.SETTLED, why=None, at=now)


_NOTE_ANSWER, _BEGIN = desk._note_answer, recording.begin


def _busy_is_judged(db: Any, cmd_id: Any, answer: dict[str, Any], now: int) -> None:
    _NOTE_ANSWER(db, cmd_id, {**answer, "why": None} if answer.get("why") == "busy" else answer, now)


BUGS = (
    Planted("nothing is taken back before rows are laid down", _instead(desk, "take_back", lambda _db: None), 1),
    Planted("what waits is not given again", _instead(desk, "give_again", lambda _db: iter(())), 2),
    Planted("rows that are gone stay", _instead(laying_down, "_delete_by_key", lambda *_: None), 0),
    Planted("what hangs on a lead out of sight stays", _instead(laying_down, "_delete_by_lead", lambda *_: None), 2),
    Planted("an answer settles a command, whatever it says", _instead(desk, "_note_answer", _answer_settles), 0),
    Planted("a command that met a lock counts as judged", _instead(desk, "_note_answer", _busy_is_judged), 1),
    Planted("no before-images are kept", _instead(recording, "begin", lambda db, _seq: _BEGIN(db, None)), 8),
    Planted("the log keeps what went out of sight", _instead(scrubbing, "carry_on", lambda _database: True), 7),
    Planted(
        "the feed forgets transactions that were under way",
        _rewritten("pull(jsonb)", {"_xip := array(select pg_snapshot_xip(_since))": "_xip := '{}'"}), 1,
    ),
    Planted(
        "who saw a lead before is not told of its leaving",
        _rewritten("note_lead_update()", {"select unnest(n.were) union": "select unnest(n.are) union"}), 2,
    ),
    Planted(
        "a lead that comes into sight comes alone",
        _rewritten("note_lead_update()", {"not (g = any(n.were)": "false and not (g = any(n.were)"}), 0,
    ),
    Planted(
        "a command sent twice is refused the second time",
        _rewritten("judge_one(jsonb, uuid, bigint)", {"_old.digest <> _digest": "_old.digest = _digest"}), 1,
    ),
)  # fmt: skip
"""Each must be seen."""


def is_seen(made: Simulation, bug: Planted, seed: int) -> bool:
    """Whether a run with the bug in it fails."""
    with bug.plant(made.stage):
        try:
            made.run(seed)
        except Failed:
            return True
    return False


def main() -> int:
    """Plant each bug and say in which run it was seen; 0 where all were."""
    unseen = []
    with simulation() as made:
        for bug in BUGS:
            seed = next((one for one in range(SEEDS_MOST) if is_seen(made, bug, one)), None)
            sys.stdout.write(f"{'unseen' if seed is None else f'seed {seed}':>8}  {bug.words}\n")
            sys.stdout.flush()
            if seed is None:
                unseen.append(bug.words)
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main())
