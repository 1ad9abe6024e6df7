"""What judging costs: commands through the one door against the same rows written raw.

python benchmarks/commands.py
"""

from __future__ import annotations

import tempfile
from functools import partial
from itertools import count
from pathlib import Path
from uuid import uuid4

import sqlcipher3.dbapi2 as sqlcipher

from app.clock import HOUR
from app.models.vocabulary import FollowUpWhy
from app.services.follow_ups import SetFollowUp
from app.services.script import RecordAnswer, StartRun
from benchmarks.measure import in_turn, tell
from tests.builders import Desk, open_desk
from tests.leads import a_lead

EACH = 200


def answers(desk: Desk, run_id: object, *, in_one: bool) -> None:
    """Record answers, each in a transaction of its own or all in one."""
    commands = [
        RecordAnswer(run_id=run_id, question_key="need", choice_key="clear_fit", words="as said")  # type: ignore[arg-type]
        for _ in range(EACH)
    ]
    if in_one:
        desk.workspace.execute_all(commands)
    else:
        for command in commands:
            desk.workspace.execute(command)


def follow_ups(desk: Desk, lead_id: object, ahead: count[int]) -> None:
    """Set the next step of a lead again and again."""
    desk.workspace.execute_all(
        [
            SetFollowUp(
                lead_id=lead_id, due_at=desk.clock() + next(ahead) * HOUR, why=FollowUpWhy.NEXT_STEP, words=""
            )  # type: ignore[arg-type]
            for _ in range(EACH)
        ]
    )


def raw(path: Path) -> None:
    """Write as many rows as the answers do, one transaction each, with nothing between."""
    db = sqlcipher.connect(str(path), isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE IF NOT EXISTS answer (id TEXT PRIMARY KEY, words TEXT, at INTEGER)")
    db.execute("CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, args TEXT)")
    for _ in range(EACH):
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO answer VALUES (?, 'as said', 1)", (uuid4().hex,))
        db.execute("INSERT INTO log (args) VALUES ('as said')")
        db.execute("COMMIT")
    db.close()


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name, open_desk(Path(name)) as desk:
        lead_id = a_lead(desk.workspace, owner_id=desk.workspace.member_id)
        run_id = uuid4()
        desk.workspace.execute(StartRun(run_id=run_id, lead_id=lead_id))
        measured = in_turn(
            ("two raw inserts a transaction", partial(raw, Path(name) / "raw.db")),
            {
                "record an answer, a transaction each": partial(answers, desk, run_id, in_one=False),
                "record an answer, all in one": partial(answers, desk, run_id, in_one=True),
                "set a follow-up, all in one": partial(follow_ups, desk, lead_id, count(1)),
            },
        )
    tell(f"{EACH} commands", measured)


if __name__ == "__main__":
    main()
