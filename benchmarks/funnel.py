"""The funnel as its page asks it, against a bare scan of the leads of the same file, in one run.

python benchmarks/funnel.py [LEADS ...]

The reference is a process that imports nothing of the product and groups all leads by channel without an
index. Milestones are written first where there are none: every seventh lead is an MQL.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import measure
from big_database import database_of
from lists_painted import database_opened

from app.clock import DAY
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel import funnel, lead_ids_of
from app.services.reports.funnel_layers import REACHED, Layer
from app.services.reports.funnel_leads import LeadSelection
from app.services.reports.funnel_losses import losses
from app.services.reports.report import EVERYTHING, Basis, ReportFilter

SIZES = (10_000, 100_000, 1_000_000)
GOES_ON = (0.15, 0.55, 0.65, 0.7, 0.5, 0.6)
"""Which share of a layer reaches the next."""
SKIPPED = 0.03
"""How often a layer is passed without a milestone of its own."""
GOAL = 0.01
"""A hundred times faster than the scan (goal 8)."""


def main() -> None:
    """Print one line for each thing measured."""
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        folder = database_of(size)
        with database_opened(folder) as database:
            raw = database.raw()
            write_milestones(raw)
            raw.close()
            with database.read() as db, measure.Reference("questions", folder / "decile.db") as bare:
                found = funnel(db, EVERYTHING).total
                layers = ", ".join(f"{found.at(layer).count:,} {layer}" for layer in Layer)
                print(f"\n{size:,} leads: {layers}", flush=True)
                subjects = _subjects(db)
                base = ("bare scan by channel", partial(bare, "scan"))
                measured = measure.in_turn(base, subjects, rounds=3)
            measure.tell("funnel", measured, dict.fromkeys(subjects, GOAL))


def _subjects(db: Any) -> dict[str, Callable[[], object]]:
    today = datetime.now(UTC).date()
    quarter = ReportFilter(since=today - timedelta(days=90), until=today)
    happened = ReportFilter(since=quarter.since, until=quarter.until, basis=Basis.SNAPSHOT)
    whole: dict[str, Callable[[], object]] = {
        f"all time, by {by}": lambda by=by: funnel(db, EVERYTHING, by)
        for by in (Dimension.CHANNEL, Dimension.MONTH, Dimension.REGION, Dimension.OWNER)
    }
    return {
        **whole,
        "90 days, by channel": lambda: funnel(db, quarter, Dimension.CHANNEL),
        "what happened in 90 days, by channel": lambda: funnel(db, happened, Dimension.CHANNEL),
        "the leads behind won": lambda: lead_ids_of(db, LeadSelection(Layer.WON, EVERYTHING)),
        "who went no further, of 90 days": lambda: losses(db, quarter),
        "who went no further, of all time": lambda: losses(db, EVERYTHING),
    }


def write_milestones(raw: Any) -> None:
    """Let every seventh lead get somewhere, where none has yet."""
    if raw.execute("SELECT 1 FROM milestone WHERE milestone <> 'mal' LIMIT 1").fetchone():
        return
    raw.execute("BEGIN")
    raw.executemany(
        "INSERT INTO milestone (lead_id, milestone, at, by_id, is_suspect) VALUES (?, ?, ?, NULL, 0)",
        _milestones(raw.execute("SELECT id, created_at FROM lead ORDER BY id").fetchall()),
    )
    raw.execute("COMMIT")
    raw.execute("ANALYZE milestone")


def _milestones(leads: list[tuple[str, int]]) -> Iterator[tuple[str, str, int]]:
    rng = random.Random(11)
    for lead_id, created_at in leads:
        yield lead_id, "mal", created_at
        at = created_at
        for layer, share in zip(REACHED, GOES_ON, strict=True):
            if rng.random() >= share:
                break
            at += int(rng.random() * 20 * DAY)
            if rng.random() >= SKIPPED:
                yield lead_id, layer.value, at


if __name__ == "__main__":
    main()
