"""A joined desk without a window: gives commands at once, pushes them, pulls what became of them and of all else."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select, update

from app.clock import Clock, system_clock
from app.errors import RuleViolation
from app.models.desk import Remembered
from app.models.vocabulary import Topic
from app.services.kernel import outbox, recording
from app.services.kernel.changes import ChangeFeed, Changes
from app.services.kernel.command import Command, Given
from app.services.kernel.database import Database
from app.services.kernel.sqlite_judge import carry_out, failing_codes
from app.services.kernel.wire import decode, encode
from app.services.sync import about
from app.services.sync.laying_down import empty, insert_all, lay_down
from app.services.sync.rebase import Waiting, give_again, take_back, waiting
from app.services.sync.server import Pulled, Server

BATCH, POOL = 100, 500
"""Commands in one push; leads of the pool that a desk keeps."""
_CURSOR, _OFFSET, _DEVICE = "sync.cursor", "sync.offset", "sync.device"
_JUDGED = "sync.judged"
"""Commands that were judged and wait only for their effects, which come with the next pull."""
_STATES = {
    "done": outbox.SETTLED,
    "brought": outbox.SETTLED,
    "refused": outbox.REFUSED,
    "error": outbox.ERROR,
}

type Named = Callable[[str], None]
"""Called at every point at which a desk may die, with its name."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What one push did: how many commands were judged, and whether some are to be tried again at once."""

    judged: int
    is_blocked: bool


class SharedDesk:
    """The local copy of one person, and its exchange with the shared database.

    One thread at a time. Nothing typed is lost: a command is in the outbox before anything is said to be done.
    """

    def __init__(
        self,
        database: Database,
        feed: ChangeFeed,
        member_id: UUID,
        *,
        clock: Clock = system_clock,
        passes: Named = lambda _point: None,
    ) -> None:
        """Describe the desk.

        Args:
            database: Its tables made, with ``keep_images``.
            feed: Told what changed, after each commit.
            member_id: As whom commands are given.
            clock: The desk's own, right or wrong.
            passes: For tests: called at each named point.
        """
        self.database, self.feed, self.member_id = database, feed, member_id
        self._clock, self._passes = clock, passes

    def give(self, command: Command) -> UUID:
        """Carry a command out here, as far as this desk can judge it, and keep it for the shared database.

        Raises:
            RuleViolation: refused by what is known here; nothing is kept.
        """
        checked = decode(type(command), encode(command), kind=command.kind)
        with self.database.write() as db:
            given = Given(
                checked, uuid4(), self.member_id, self._clock() + (self._remembered(db, _OFFSET) or 0)
            )
            why = failing_codes(db, given)
            if why:
                raise RuleViolation(why[0], kind=command.kind)
            seq = outbox.append(db, given, state=outbox.PENDING)
            about.note(db, given)
            recording.begin(db, seq)
            carry_out(db, given)
            changes = recording.recorded(db)
            self._passes("give")
        self.feed.publish(changes)
        return given.cmd_id

    def sync(self, server: Server) -> None:
        """Push until nothing is left that can go, then pull once."""
        while (pushed := self.push(server)).judged and not pushed.is_blocked:
            pass
        self.pull(server)

    def push(self, server: Server) -> Pushed:
        """Push one batch and note the verdicts; their effects come with the next pull."""
        with self.database.write() as db:
            judged_before, envelope = set(self._remembered(db, _JUDGED) or ()), self._envelope(db)
            unsettled = [one for one in waiting(db) if str(one.cmd_id) not in judged_before][:BATCH]
        if not unsettled:
            return Pushed(0, is_blocked=False)
        self._passes("push: before")
        answers = server.push([self._spelled(one, envelope) for one in unsettled])
        self._passes("push: answered")
        judged = [UUID(one["id"]) for one in answers if one.get("why") not in ("busy", "unsupported")]
        with self.database.write() as db:
            self._remember(db, _JUDGED, sorted(judged_before | {str(one) for one in judged}))
            self._passes("push: noting")
        return Pushed(len(judged), is_blocked=len(judged) < len(answers))

    def pull(self, server: Server) -> None:
        """Lay down what changed, with the verdicts of what waits; copy everything where the past is not known."""
        with self.database.read() as db:
            cursor, pending = self._remembered(db, _CURSOR), [one.cmd_id for one in waiting(db)]
        before = self._clock()
        pulled = server.pull(cursor, pending)
        offset = pulled.now - (before + self._clock()) // 2
        self._passes("pull: fetched")
        if pulled.is_fresh:
            self._copy(server, pending, offset)
        else:
            self._apply(pulled, lambda db: lay_down(db, pulled), offset)

    def _copy(self, server: Server, pending: list[UUID], offset: int) -> None:
        """Take everything anew, of one instant; the old copy serves until the new one is whole."""
        with server.snapshot():
            begun = server.pull(None, pending)
            pages = list(server.everything(POOL))
        self._passes("copy: fetched")

        def lay(db: Connection) -> None:
            empty(db)
            for page in pages:
                insert_all(db, page)

        self._apply(begun, lay, offset)

    def _apply(self, pulled: Pulled, lay: Callable[[Connection], None], offset: int) -> None:
        with self.database.write() as db:
            recording.begin(db, None)
            take_back(db)
            for cmd_id, verdict in pulled.verdicts.items():
                outbox.note_verdict(
                    db, cmd_id, _STATES[verdict["status"]], why=verdict.get("why"), at=verdict.get("at")
                )
            lay(db)
            self._passes("apply")
            touched = [recording.recorded(db), *give_again(db)]
            known = {str(one.cmd_id) for one in waiting(db)}
            self._remember(db, _JUDGED, sorted(known & set(self._remembered(db, _JUDGED) or ())))
            self._remember(db, _CURSOR, pulled.cursor)
            self._remember(db, _OFFSET, offset)
        self._passes("pull: applied")
        self.feed.publish(_together(touched))

    def _spelled(self, one: Waiting, envelope: dict[str, Any]) -> dict[str, Any]:
        args = json.loads(one.args)
        # Kept by the corrected clock: what is left to correct is nothing.
        return {
            "id": str(one.cmd_id), "kind": one.kind, "v": 1, "args": args, "actor": str(one.actor_id), "seq": one.seq,
            "at": one.given_at, **envelope,
        }  # fmt: skip

    def _envelope(self, db: Connection) -> dict[str, Any]:
        device = self._remembered(db, _DEVICE)
        if device is None:
            device = str(uuid4())
            self._remember(db, _DEVICE, device)
        return (
            {"device": device} if self._remembered(db, _OFFSET) is None else {"device": device, "offset": 0}
        )

    def _remembered(self, db: Connection, key: str) -> Any:
        value = db.execute(select(Remembered.value).where(Remembered.key == key)).scalar()
        return None if value is None else json.loads(value)

    def _remember(self, db: Connection, key: str, value: Any) -> None:
        text = json.dumps(value)
        if not db.execute(update(Remembered).where(Remembered.key == key).values(value=text)).rowcount:
            db.execute(insert(Remembered).values(key=key, value=text))


def _together(touched: Iterable[Changes]) -> Changes:
    ids: dict[Topic, set[UUID]] = defaultdict(set)
    whole: set[Topic] = set()
    for changes in touched:
        for topic, some in changes.ids.items():
            ids[topic] |= some
            if not some:
                whole.add(topic)
    return Changes({topic: frozenset() if topic in whole else frozenset(some) for topic, some in ids.items()})
