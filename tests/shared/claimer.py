"""One of two people who claim the same leads: ``python -m tests.shared.claimer URL`` with lead ids on standard input.

Each line is one lead; a claim of it alone is pushed at once. Prints one JSON document: what each push was answered.
"""

from __future__ import annotations

import json
import sys
from uuid import uuid4

import psycopg


def main(url: str) -> None:
    """Wait for the word, then claim one lead after another."""
    leads = [line.strip() for line in sys.stdin if line.strip()]
    answers = {}
    with psycopg.connect(url, autocommit=True) as db:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        db.execute("listen decile_go")
        for _ in db.notifies(timeout=60, stop_after=1):
            break
        for lead_id in leads:
            one = {"id": str(uuid4()), "kind": "lead.claim", "args": {"lead_ids": [lead_id]}}
            answers[lead_id] = _claimed(db, one)
    sys.stdout.write(json.dumps(answers))


def _claimed(db: psycopg.Connection[tuple[object, ...]], one: dict[str, object]) -> str:
    while True:
        row = db.execute("select app.push(%s::jsonb) -> 0", (json.dumps([one]),)).fetchone()
        if row is None:
            raise AssertionError("a push is always answered")
        said = row[0]
        if not isinstance(said, dict):
            raise TypeError(said)
        why = "ok" if said["ok"] else str(said["why"])
        if why != "busy":  # whoever is told to wait asks again, as a desk does
            return why


if __name__ == "__main__":
    main(sys.argv[1])
