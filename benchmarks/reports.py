"""Every report counted by parts, against looking at all leads of the same file, in one run.

python benchmarks/reports.py [LEADS ...]

The reference is the same statement over all leads, which is what a report asked before anything was kept. *First* is
the look that counts and keeps every part; *again* finds all of it kept; *after a write* has one lead changed before.
All three must say what the reference says.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from big_database import database_of
from funnel import write_milestones
from lists_painted import database_opened

from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.reports.cubes import CUBES, sheet
from app.services.reports.funnel import funnel
from app.services.reports.parts import start_afresh
from app.services.reports.report import EVERYTHING, ReportFilter
from app.services.workspace import Workspace

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 3
NOW = 1_795_000_000_000_000

type Look = Callable[[Any], object]


def main() -> None:
    """Print one line a report."""
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        with database_opened(database_of(size)) as database:
            raw = database.raw()
            write_milestones(raw)
            raw.close()
            desk = Workspace(database, ChangeFeed(), UUID(int=1))
            desk.keep(start_afresh)
            print(f"\n{size:,} leads: all leads, then first / again / after a write as shares of that")
            for name, look in _looks().items():
                print(f"  {name:<12} {_line(desk, look)}", flush=True)


def _looks() -> dict[str, Look]:
    found: dict[str, Look] = {"funnel": partial(funnel, asked=EVERYTHING)}
    for name, (spec, _) in CUBES.items():
        asked = ReportFilter(basis=spec.bases[0], now=NOW)
        found[name] = partial(sheet, name=name, asked=asked, by=spec.splits[0])
    return found


def _line(desk: Workspace, look: Look) -> str:
    first, told = _timed(partial(desk.read, look))
    whole: list[float] = []
    again: list[float] = []
    after: list[float] = []
    for _ in range(ROUNDS):
        for taken, ask in ((whole, partial(_plain, desk.database, look)), (again, partial(desk.read, look))):
            seconds, answer = _timed(ask)
            taken.append(seconds)
            if answer != told:
                raise AssertionError("parts and whole differ")
        desk.keep(_touch)
        after.append(_timed(partial(desk.read, look))[0])
    base = statistics.median(whole)
    shares = " / ".join(
        f"{one / base:.2f}" for one in (first, statistics.median(again), statistics.median(after))
    )
    return f"{base * 1000:9.0f} ms   {shares}"


def _plain(database: Database, look: Look) -> object:
    with database.read() as db:
        return look(db)


def _touch(db: Any) -> None:
    """Write to one lead without changing anything."""
    db.exec_driver_sql("UPDATE lead SET stage = stage WHERE rowid = (SELECT max(rowid) / 2 FROM lead)")


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    began = time.perf_counter()
    answer = work()
    return time.perf_counter() - began, answer


if __name__ == "__main__":
    main()
