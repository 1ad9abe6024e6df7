"""Search as the screens ask it, against LIKE over four columns of the same file, asked bare in the same run.

python benchmarks/search.py [LEADS ...]

Both are told in processor time: an answer of a millisecond, on a machine that does other things as well, would
otherwise be a figure about the other things.
"""

from __future__ import annotations

import statistics
import sys
import time
from functools import partial

import measure
from big_database import database_of
from lists_painted import database_opened

from app.services.search import search

SIZES = (100_000, 1_000_000)
WORDS = ("云", "云智", "云智科技", "有限公司", "13812", "9876", "ningbo", "bjyz", "zz", "张伟", "zqzq")
ROUNDS, ASKED = 5, 40
GOAL_TIMES = 50
GOAL_MS = {100_000: 5.0, 1_000_000: 15.0}


def main() -> None:
    """Print p95, and how many times faster than the scan, for each kind of word."""
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        folder = database_of(size)
        with (
            database_opened(folder) as database,
            database.read() as db,
            measure.Reference("questions", folder / "decile.db") as raw,
        ):
            raw("like")
            scans: list[float] = []
            taken: dict[str, list[float]] = {word: [] for word in WORDS}
            for word in WORDS:
                search(db, word)
            for _ in range(ROUNDS):
                scans.append(raw("like").seconds)
                for word in WORDS:
                    taken[word] += _asked(partial(search, db, word))
            counts = {word: len(search(db, word)) for word in WORDS}
        _say(size, statistics.median(scans), taken, counts)


def _asked(ask: partial[object]) -> list[float]:
    found = []
    for _ in range(ASKED):
        began = time.thread_time()
        ask()
        found.append(time.thread_time() - began)
    return found


def _say(size: int, scan: float, taken: dict[str, list[float]], counts: dict[str, int]) -> None:
    goal = GOAL_MS.get(size, max(GOAL_MS.values()))
    print(f"\nsearch among {size:,} leads; LIKE over four columns, nothing found: {scan * 1000:.2f} ms")
    for word, seconds in taken.items():
        p95 = statistics.quantiles(seconds, n=20)[-1] * 1000
        middle = statistics.median(seconds)
        fits = "met" if p95 <= goal else "MISSED"
        fast = "met" if scan / middle >= GOAL_TIMES else "MISSED"
        print(
            f"  {word:12} {counts[word]:5} found   median {middle * 1000:8.3f} ms   p95 {p95:8.3f} ms (goal <= {goal:g}:"
            f" {fits})   {scan / middle:8.0f} times faster (goal >= {GOAL_TIMES}: {fast})"
        )


if __name__ == "__main__":
    main()
