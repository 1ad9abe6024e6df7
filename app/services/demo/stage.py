"""Where the demonstration plays: the workspace, the team on it, the hours they keep."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, select

from app.models.playbook import Choice, Playbook, Question
from app.models.vocabulary import AnswerState
from app.services.demo.hours import Hours
from app.services.demo.words import Words
from app.services.kernel.command import Command
from app.services.workspace import Batch, Done


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the script and the prepared answers to it, by state: (key, next question, reason)."""

    key: str
    choices: Mapping[str, Sequence[tuple[str, str | None, str | None]]]


@dataclass
class Stage:
    """Everything a scene needs."""

    batch: Batch
    words: Words
    hours: Hours
    rng: random.Random
    now: int
    sdrs: list[UUID]
    reps: list[UUID]
    team_lead: UUID
    marketing: UUID
    admin: UUID
    script: list[Asked] = field(default_factory=list)

    @property
    def me(self) -> UUID:
        """The SDR at this desk."""
        return self.sdrs[0]

    def give(self, command: Command, by: UUID, at: int) -> Done:
        """Give a command as a member at an instant, at the latest now."""
        return self.batch.give(command, as_member=by, at=min(at, self.now), cmd_id=self.new_id())

    def new_id(self) -> UUID:
        """Return an id from the seed."""
        return UUID(int=self.rng.getrandbits(128), version=4)

    def pick(self, things: Sequence[str]) -> str:
        """Return one of them."""
        return self.rng.choice(things)


def script_of(db: Connection) -> list[Asked]:
    """Return the counting questions of the script in force with their choices."""
    version = db.execute(select(Playbook.version).where(Playbook.is_current)).scalar_one()
    keys = db.execute(
        select(Question.key)
        .where(Question.version == version, Question.follow_on_of.is_(None))
        .order_by(Question.position)
    ).scalars()
    choices: dict[str, dict[str, list[tuple[str, str | None, str | None]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in db.execute(
        select(Choice.question_key, Choice.key, Choice.state, Choice.next_question, Choice.reason)
        .where(Choice.version == version)
        .order_by(Choice.position)
    ):
        choices[row.question_key][AnswerState(row.state).value].append(
            (row.key, row.next_question, row.reason)
        )
    return [Asked(key, choices[key]) for key in keys]
