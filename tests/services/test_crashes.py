"""Killed in the middle of work, thirty times: what was acknowledged is there, what is there is whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from queue import Empty, Queue
from time import monotonic
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.models.desk import OutboxEntry
from app.models.imports import ImportBatch
from app.models.leads import Lead
from app.services import drafts
from app.services.importing.chunk import CarryRows
from app.services.kernel import driver
from app.services.profile import OpenedProfile
from tests.services.crash_worker import PLACE
from tests.services.safe_profiles import leads, opened, workspace_of

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 30
PATIENCE_S = 120.0


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked, so that a round takes no second")
def test_nothing_acknowledged_is_lost_by_kill_9(tmp_path: Path) -> None:
    """Every lead and the latest draft acknowledged before each kill is there after it, and the file is whole."""
    seed = random.randrange(2**32)
    sys.stdout.write(f"seed {seed}\n")
    chance, profile_folder = random.Random(seed), tmp_path / "profile"
    with opened(profile_folder):
        pass
    acknowledged: set[UUID] = set()
    last_draft = -1
    with _nursery(profile_folder) as (process, told):
        for _ in range(ROUNDS):
            begin, after_s = chance.choice(("worker", "open", "open")), chance.uniform(0.0, 0.5)
            got = _killed_round(process, told, start=last_draft + 1, begin=begin, after_s=after_s)
            acknowledged |= {UUID(line.split()[1]) for line in got if line.startswith("lead ")}
            last_draft = max(
                [last_draft, *(int(line.split()[1]) for line in got if line.startswith("draft "))]
            )
            with opened(profile_folder) as profile:
                assert profile.opening.set_aside is None
                last_draft = _check(profile, acknowledged, last_draft)

    assert len(acknowledged) > ROUNDS
    sys.stdout.write(f"{len(acknowledged)} leads and draft {last_draft} outlived {ROUNDS} kills\n")


def _check(profile: OpenedProfile, acknowledged: set[UUID], last_draft: int) -> int:
    """Look at a profile whose last program was killed; return the number of the draft it holds."""
    workspace = workspace_of(profile)
    assert acknowledged <= leads(profile)
    words = workspace.read(drafts.words_at(PLACE))
    number, _, rest = words.partition(":")
    if last_draft >= 0:
        assert int(number) in {last_draft, last_draft + 1}  # one more may have been saved and not told
        assert rest == "words " * 50
    with profile.database.read() as db:
        opened_batches, closed, carried, made = (
            db.execute(statement).scalar_one()
            for statement in (
                select(func.count()).select_from(ImportBatch),
                select(func.count()).select_from(ImportBatch).where(ImportBatch.closed_at.is_not(None)),
                select(func.count()).select_from(OutboxEntry).where(OutboxEntry.kind == CarryRows.kind),
                select(func.count()).select_from(Lead),
            )
        )
    assert opened_batches == closed == carried == made  # a transaction is there, or it is not
    with closing(profile.database.raw(writes=False)) as raw:
        assert driver.check(raw, is_full=True) == []
    return int(number) if words else last_draft


def _killed_round(
    process: subprocess.Popen[str], told: Queue[str], *, start: int, begin: str, after_s: float
) -> list[str]:
    """Let a worker begin, kill it a while after it began or opened the profile; return what it told."""
    assert process.stdin is not None
    process.stdin.write(f"{start}\n")
    process.stdin.flush()
    got: list[str] = []
    worker, began = 0, False
    kill_at: float | None = None
    give_up_at = monotonic() + PATIENCE_S
    while "gone" not in got:
        assert monotonic() < give_up_at, got
        try:
            line = told.get(timeout=1.0 if kill_at is None else max(0.0, kill_at - monotonic()))
        except Empty:
            if kill_at is not None:
                os.kill(worker, signal.SIGKILL)
                kill_at = monotonic() + PATIENCE_S
            continue
        got.append(line)
        if line.startswith("worker "):
            worker = int(line.split()[1])
        began = began or line.startswith(begin)
        if worker and began and kill_at is None:
            kill_at = monotonic() + after_s
    return got


@contextmanager
def _nursery(folder: Path) -> Iterator[tuple[subprocess.Popen[str], Queue[str]]]:
    """Run the process that forks workers; its lines come through a queue."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.services.crash_worker", str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    told: Queue[str] = Queue()
    assert process.stdout is not None

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            told.put(line.rstrip("\n"))

    listener = threading.Thread(target=listen, name="listener")
    listener.start()
    try:
        yield process, told
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=PATIENCE_S)
        listener.join()
        process.stdout.close()
