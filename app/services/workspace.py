"""The one door: commands in, queries out, and an echo of what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from app.clock import Clock, system_clock
from app.errors import RuleViolation
from app.services import predicting
from app.services.kernel import outbox, recording
from app.services.kernel.changes import ChangeFeed, Changes
from app.services.kernel.command import Command, Given
from app.services.kernel.database import Database
from app.services.kernel.learning import Keep, learning
from app.services.kernel.sqlite_judge import carry_out, details_of, failing_codes
from app.services.kernel.wire import decode, encode
from app.services.versions import version_of

type Query[T] = Callable[[Connection], T]
"""A read: what to ask, given a connection."""


@dataclass(frozen=True, slots=True)
class Done:
    """A command that was carried out.

    Attributes:
        cmd_id: The command's own id; what it made once is named by it.
        answer: What the command's ``result`` selected, by column name; empty where it answers nothing.
    """

    cmd_id: UUID
    answer: dict[str, Any]


class Workspace:
    """The desk of one person, who may wear several hats.

    Attributes:
        member_id: The hat worn now: every command is given as this member.
        is_joined: Whether a shared database judges: here commands are carried out as far as this desk can tell,
            and wait in the outbox.
        on_given: Called after commands were given, on the thread that gave them; the exchange listens here.
    """

    def __init__(
        self,
        database: Database,
        feed: ChangeFeed,
        member_id: UUID,
        clock: Clock = system_clock,
        *,
        is_joined: bool = False,
    ) -> None:
        """Describe the desk.

        Args:
            database: Its tables made; with ``keep_images`` where it is joined.
            feed: Told what changed, after each commit.
            member_id: As whom commands are given.
            clock: The desk's own, right or wrong.
            is_joined: Whether it is one desk of a team.
        """
        self.database, self.feed, self.member_id, self.clock = database, feed, member_id, clock
        self.is_joined = is_joined
        self.on_given: Callable[[], None] | None = None

    def execute(self, command: Command, *, as_member: UUID | None = None, cmd_id: UUID | None = None) -> Done:
        """Judge a command and carry it out.

        Raises:
            RuleViolation: refused, with the first reason; nothing was written.
            BadArgument: a value is missing, too long or not in its list.
        """
        with self.batch() as batch:
            return batch.give(command, as_member=as_member, cmd_id=cmd_id)

    def execute_all(self, commands: Iterable[Command]) -> list[Done]:
        """Carry out several commands in one transaction: all of them, or none.

        Raises:
            RuleViolation: one was refused; nothing was written.
        """
        with self.batch() as batch:
            return [batch.give(command) for command in commands]

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Open one transaction for several commands; what they changed is told once, after the commit."""
        with self.database.write() as db:
            recording.begin(db, None)
            batch = Batch(db, self.member_id, self.clock, is_joined=self.is_joined)
            yield batch
            changes = recording.recorded(db)
        self.feed.publish(changes)
        if batch.has_given and self.on_given is not None:
            self.on_given()

    def why_not(self, command: Command, *, as_member: UUID | None = None) -> list[str]:
        """Return every reason why a command would be refused now; empty where it would be accepted."""
        checked, actor_id, now = _checked(command), as_member or self.member_id, self.clock()
        with self.database.read() as db:
            at = predicting.corrected(db, now) if self.is_joined else now
            return failing_codes(db, Given(checked, uuid4(), actor_id, at), predicts=self.is_joined)

    def read[T](self, query: Query[T]) -> T:
        """Return what a query returns; what it has learnt is kept, if nobody else is writing just now."""
        learnt: list[Keep] = []
        with self.database.read() as db:
            answer = query(learning(db, learnt))
        if learnt:
            self.database.write_if_free(lambda db: [keep(db) for keep in learnt])
        return answer

    def keep[T](self, write: Callable[[Connection], T], changes: Changes | None = None) -> T:
        """Write what belongs to this desk alone (a draft, something remembered): no command, no rule."""
        with self.database.write() as db:
            kept = write(db)
        if changes is not None:
            self.feed.publish(changes)
        return kept


class Batch:
    """Commands given one after another within one transaction.

    Attributes:
        has_given: Whether any was.
    """

    def __init__(self, db: Connection, member_id: UUID, clock: Clock, *, is_joined: bool = False) -> None:
        self._db, self._member_id, self._clock, self._is_joined = db, member_id, clock, is_joined
        self.has_given = False

    def give(
        self,
        command: Command,
        *,
        as_member: UUID | None = None,
        cmd_id: UUID | None = None,
        at: int | None = None,
    ) -> Done:
        """Judge a command and carry it out; ``at`` is its instant where it is not now.

        Raises:
            RuleViolation: refused; leaving the batch with it undoes what the batch did before.
        """
        given = Given(_checked(command), cmd_id or uuid4(), as_member or self._member_id, self._now(at))
        why = failing_codes(self._db, given, predicts=self._is_joined)
        if why:
            items = details_of(self._db, given, why[0])
            raise RuleViolation(why[0], kind=command.kind, place={"items": items} if items else None)
        self.has_given = True
        if self._is_joined:
            return Done(given.cmd_id, predicting.keep_and_predict(self._db, given))
        outbox.append(self._db, given, state=outbox.SETTLED, version=version_of(type(command)))
        return Done(given.cmd_id, carry_out(self._db, given) or {})

    def read[T](self, query: Query[T]) -> T:
        """Return what a query returns, seeing what the batch has written so far."""
        return query(self._db)

    def _now(self, at: int | None) -> int:
        if at is not None:
            return at
        return predicting.corrected(self._db, self._clock()) if self._is_joined else self._clock()


def _checked[C: Command](command: C) -> C:
    """Return the command as it reads on the wire: what a screen built is checked like what psql sends."""
    return decode(type(command), encode(command), kind=command.kind)
