"""What judging costs: commands through the one door against rows written raw, in a process of their own.

python benchmarks/commands.py

The reference writes two rows a command, the row itself and a line of a log, with the same durability. A
command writes more: what it was, whom it touched, what follows; and judges first.
"""

from __future__ import annotations

import tempfile
from functools import partial
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4

from measure import Reference, in_turn, tell

from app.clock import HOUR
from app.models.vocabulary import FollowUpWhy
from app.services.follow_ups import SetFollowUp
from app.services.script import RecordAnswer, StartRun
from tests.builders import Desk, open_desk
from tests.leads import a_lead

EACH = 200


def answers(desk: Desk, run_id: UUID, *, in_one: bool) -> None:
    """Record answers, each in a transaction of its own or all in one."""
    commands = [
        RecordAnswer(run_id=run_id, question_key="need", choice_key="clear_fit", words="as said")
        for _ in range(EACH)
    ]
    if in_one:
        desk.workspace.execute_all(commands)
    else:
        for command in commands:
            desk.workspace.execute(command)


def follow_ups(desk: Desk, lead_id: UUID, ahead: count[int]) -> None:
    """Set the next step of a lead again and again."""
    desk.workspace.execute_all(
        [
            SetFollowUp(
                lead_id=lead_id, due_at=desk.clock() + next(ahead) * HOUR, why=FollowUpWhy.NEXT_STEP, words=""
            )
            for _ in range(EACH)
        ]
    )


def main() -> None:
    """Measure and print."""
    with (
        tempfile.TemporaryDirectory() as name,
        open_desk(Path(name)) as desk,
        Reference("inserts", EACH) as raw,
    ):
        lead_id = a_lead(desk.workspace, owner_id=desk.workspace.member_id)
        run_id = uuid4()
        desk.workspace.execute(StartRun(run_id=run_id, lead_id=lead_id))
        each = in_turn(
            ("two raw inserts, a transaction each", partial(raw, "each")),
            {"record an answer, a transaction each": partial(answers, desk, run_id, in_one=False)},
        )
        one = in_turn(
            ("two raw inserts, all in one", partial(raw, "one")),
            {
                "record an answer, all in one": partial(answers, desk, run_id, in_one=True),
                "set a follow-up, all in one": partial(follow_ups, desk, lead_id, count(1)),
            },
        )
    tell(f"{EACH} commands, each for itself", each)
    tell(f"{EACH} commands in one batch", one)


if __name__ == "__main__":
    main()
