"""Measure the funnel beside a bare scan of the leads, on the same file in the same run.

python benchmarks/big_database.py 100000 FOLDER
python benchmarks/funnel.py FOLDER

The reference is what the database takes to group all leads by channel without an index, asked by the
driver alone. Milestones are written first where there are none: every seventh lead is an MQL.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from measure import in_turn, tell

from app.clock import DAY
from app.services.kernel.database import Database
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel import funnel, lead_ids_of
from app.services.reports.funnel_layers import REACHED, Layer
from app.services.reports.funnel_leads import LeadSelection
from app.services.reports.funnel_losses import losses
from app.services.reports.report import EVERYTHING, Basis, ReportFilter

SCAN = "SELECT channel, count(*), sum(amount) FROM lead NOT INDEXED GROUP BY channel"
GOES_ON = (0.15, 0.55, 0.65, 0.7, 0.5, 0.6)
"""Which share of a layer reaches the next."""
SKIPPED = 0.03
"""How often a layer is passed without a milestone of its own."""


def main() -> None:
    """Print one line for each thing measured."""
    database = Database(Path(sys.argv[1]) / "decile.db")
    raw = database.raw()
    if not raw.execute("SELECT count(*) FROM milestone WHERE milestone <> 'mal'").fetchone()[0]:
        _write_milestones(raw)
    leads = raw.execute("SELECT count(*) FROM lead").fetchone()[0]
    with database.read() as db:
        found = funnel(db, EVERYTHING).total
        print(f"{leads:,} leads: " + ", ".join(f"{found.at(layer).count:,} {layer}" for layer in Layer))
        scan = (
            "bare scan by channel",
            lambda: raw.execute(SCAN).fetchall(),
        )
        tell("funnel", in_turn(scan, _subjects(db), rounds=5))
    raw.close()
    database.close()


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


def _write_milestones(raw: Any) -> None:
    raw.execute("BEGIN")
    raw.executemany(
        "INSERT INTO milestone (lead_id, milestone, at, by_id, is_suspect) VALUES (?, ?, ?, NULL, 0)",
        _milestones(raw.execute("SELECT id, created_at FROM lead ORDER BY id").fetchall()),
    )
    raw.execute("COMMIT")


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
