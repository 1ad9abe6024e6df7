"""Measure the queue, the list of leads and search, beside bare SQL on the same file in the same run.

python benchmarks/big_database.py 100000 FOLDER
python benchmarks/lists.py FOLDER

The reference is what the database itself takes for a first screen: 40 wide rows by an index, read by the
driver alone; for search a LIKE over four columns. Each figure is the median of seven, interleaved.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.clock import system_clock
from app.models.vocabulary import Role
from app.services import queue
from app.services.founding import hats
from app.services.kernel.database import Database
from app.services.lead_list import LeadsWhere, lead_count, lead_page, ordered_numbers
from app.services.lead_rows import ORDERS
from app.services.queue_groups import QueueWhere
from app.services.search import search

ROUNDS = 7
SCREEN = 40
WORDS = ("云", "云智", "云智科技", "有限公司", "13812", "9876", "ningbo", "bjyz", "zz", "张伟", "zqzq")
RAW_PAGE = "SELECT * FROM lead ORDER BY score DESC, created_at DESC LIMIT 40"
RAW_LIKE = (
    "SELECT id FROM lead WHERE company LIKE ?1 OR contact_name LIKE ?1 OR phone LIKE ?1 OR company_pinyin LIKE ?1"
    " LIMIT 100"
)


def main() -> None:
    """Print one line for each thing measured."""
    database = Database(Path(sys.argv[1]) / "decile.db")
    raw = database.raw()
    with database.read() as db:
        me = next(hat.member_id for hat in hats(db) if hat.role is Role.SDR)
        count, now = lead_count(db), system_clock()
        own = db.exec_driver_sql("SELECT count(*) FROM lead WHERE owner_id = ?", (me.hex,)).scalar_one()
        print(f"{count:,} leads, {own:,} of them mine, {queue.queue_count(db, me, now):,} in my queue; ms")
        base = _medians({"bare SQL, first 40": lambda: raw.execute(RAW_PAGE).fetchall()})
        limit = next(iter(base.values()))
        _say("bare", base, limit)
        _say("queue", _medians(_queue(db, me, now)), limit)
        _say("list", _medians(_list(db, count)), limit)
        like = _medians(
            {"LIKE over 4 columns, nothing found": lambda: raw.execute(RAW_LIKE, ("%zqzq%",)).fetchall()}
        )
        _say("bare", like, limit)
        found = _medians({f"search {word} ({len(search(db, word))})": _searching(db, word) for word in WORDS})
        scan = next(iter(like.values()))
        for name, ms in found.items():
            print(f"  search  {name:44} {ms:8.2f}   {scan / ms:7.0f} times faster than the scan")
    raw.close()
    database.close()


def _queue(db: Any, me: Any, now: int) -> dict[str, Callable[[], object]]:
    found: dict[str, Callable[[], object]] = {
        "first 40": lambda: queue.queue_page(db, me, now, limit=SCREEN),
        "first 256 and count": lambda: (queue.queue_page(db, me, now), queue.queue_count(db, me, now)),
        "next lead": lambda: queue.next_lead(db, me, now),
    }
    for sort in ("score", "company", "created_at", "stage"):
        found[f"sort {sort}, first 40"] = lambda s=sort: queue.queue_page(db, me, now, sort=s, limit=SCREEN)  # type: ignore[misc]
    for text in ("云智", "138", "zqzq"):
        where = QueueWhere(text=text)
        found[f"filter {text}, first 40 and count"] = lambda w=where: (  # type: ignore[misc]
            queue.queue_page(db, me, now, w, limit=SCREEN),
            queue.queue_count(db, me, now, w),
        )
    return found


def _list(db: Any, count: int) -> dict[str, Callable[[], object]]:
    found: dict[str, Callable[[], object]] = {
        "first 40": lambda: lead_page(db, limit=SCREEN),
        "first 256 and count": lambda: (lead_page(db), lead_count(db)),
        "jump to the middle": lambda: lead_page(db, offset=count // 2, limit=SCREEN),
        "all ids in order of score": lambda: ordered_numbers(db, sort="score"),
    }
    for sort in ORDERS:
        found[f"sort {sort}, first 40"] = lambda s=sort: lead_page(db, sort=s, limit=SCREEN)  # type: ignore[misc]
    for name, where in FILTERS.items():
        found[f"filter {name}, first 40 and count"] = lambda w=where: (  # type: ignore[misc]
            lead_page(db, w, limit=SCREEN),
            lead_count(db, w),
        )
    return found


FILTERS: Mapping[str, LeadsWhere] = {
    "one stage": LeadsWhere(stages=frozenset({"market_not_passed"})),
    "nobody's": LeadsWhere(is_unowned=True),
    "four fields, no index": LeadsWhere(
        channels=frozenset({"sem"}), regions=frozenset({"上海"}), score_from=60, is_reachable=True
    ),
    "a name": LeadsWhere(text="云智"),
    "a written filter": LeadsWhere(expression="score >= 100 and region = '上海' and not channel = 'sem'"),
}


def _searching(db: Any, word: str) -> Callable[[], object]:
    return lambda: search(db, word)


def _medians(work: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median milliseconds of each, all of them once a round."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for call in work.values():
        call()
    for _ in range(ROUNDS):
        for name, call in work.items():
            began = time.perf_counter()
            call()
            times[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(taken) for name, taken in times.items()}


def _say(kind: str, figures: Mapping[str, float], limit: float) -> None:
    for name, ms in figures.items():
        print(f"  {kind:7} {name:44} {ms:8.2f}   {ms / limit:7.1f} × bare")


if __name__ == "__main__":
    main()
