"""What the queue and the list of leads ask the database, against a first screen asked bare, in one run.

python benchmarks/lists.py [LEADS ...]

The reference is a process that imports nothing of the product: 40 wide rows by an index, read by the driver
alone. Painting is left out here; ``lists_painted.py`` has it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import measure
from big_database import database_of
from lists_painted import database_opened

from app.clock import system_clock
from app.models.vocabulary import Role
from app.services import queue
from app.services.founding import hats
from app.services.lead_list import LeadsWhere, lead_count, lead_page, ordered_numbers
from app.services.lead_rows import ORDERS
from app.services.queue_groups import QueueWhere

SIZES = (10_000, 100_000, 1_000_000)
SCREEN = 40


def main() -> None:
    """Print one line for each thing measured."""
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        folder = database_of(size)
        with (
            database_opened(folder) as database,
            database.read() as db,
            measure.Reference("questions", folder / "decile.db") as raw,
        ):
            me = next(hat.member_id for hat in hats(db) if hat.role is Role.SDR)
            count, now = lead_count(db), system_clock()
            own = db.exec_driver_sql("SELECT count(*) FROM lead WHERE owner_id = ?", (me.hex,)).scalar_one()
            waiting = queue.queue_count(db, me, now)
            base = ("40 wide rows, asked bare", partial(raw, "page"))
            print(f"\n{count:,} leads, {own:,} of them mine, {waiting:,} in my queue")
            measure.tell("queue", measure.in_turn(base, _queue(db, me, now)))
            measure.tell("list of leads", measure.in_turn(base, _list(db, count)))


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


if __name__ == "__main__":
    main()
