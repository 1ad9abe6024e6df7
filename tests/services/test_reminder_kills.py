"""A program killed at any moment between showing and noting loses no reminder, and shows none twice without need."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from app.clock import DAY, MINUTE
from app.models.vocabulary import FollowUpWhy, Role
from app.services.follow_ups import SetFollowUp
from app.services.founding import hats
from app.services.profile import open_profile
from tests.builders import MONDAY_10, MovingClock
from tests.leads import a_lead

ROOT = Path(__file__).resolve().parent.parent.parent
REMINDERS, KILLS = 12, 6


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_kill_at_any_moment_loses_nothing_and_repeats_only_what_was_not_noted(tmp_path: Path) -> None:
    """Twelve reminders, six kills after a few lines each, by chance; then the rest in peace."""
    chance, shown, unnoted = Random(7), Counter[str](), Counter[str]()
    _promise(tmp_path)
    with _showing(tmp_path) as program:
        for number in range(KILLS + 1):
            after = chance.randrange(1, 7) if number < KILLS else 0
            last = ""
            for line in _told(program, after):
                what, _, name = line.partition(" ")
                if what == "shown":
                    shown[name] += 1
                    last = name
                elif what == "noted":
                    last = ""
            unnoted[last] += 1

    assert len(shown) == REMINDERS
    assert {name: count for name, count in shown.items() if count > 1 + unnoted[name]} == {}
    assert sum(unnoted.values()) - unnoted[""] > 0


def _promise(folder: Path) -> None:
    """Found a profile in which twelve promises came due yesterday."""
    clock = MovingClock(MONDAY_10 - 2 * DAY)
    opened = open_profile(folder, clock=clock)
    workspace = opened.found(name="Chen Wei")
    workspace.member_id = next(hat.member_id for hat in workspace.read(hats) if hat.role is Role.SDR)
    for number in range(REMINDERS):
        lead_id = a_lead(workspace, owner_id=workspace.member_id)
        due_at = MONDAY_10 - DAY + number * MINUTE
        workspace.execute(SetFollowUp(lead_id=lead_id, due_at=due_at, why=FollowUpWhy.NEXT_STEP, words=""))
    opened.close()


@contextmanager
def _showing(folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.services.reminding_worker", str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        yield program
        assert program.stdin is not None
        program.stdin.close()


def _told(program: subprocess.Popen[str], after: int) -> Iterator[str]:
    """Start a worker that is killed once it has told so many lines, never for 0, and yield all it told."""
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(f"{after}\n")
    program.stdin.flush()
    for line in map(str.strip, program.stdout):
        if line == "gone":
            return
        yield line
