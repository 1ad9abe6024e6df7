"""A joined desk's exchange without a thread: pushes what was given, pulls what became of it and of all else."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, delete, func, select, update

from app.errors import Unavailable
from app.models.desk import OutboxEntry
from app.models.vocabulary import Topic
from app.services.desk_report import ReportDesk
from app.services.founding import CURSOR
from app.services.kernel import outbox, recording
from app.services.kernel.changes import Changes
from app.services.kernel.command import Command
from app.services.nurture import ReturnFromNurture
from app.services.pool import RecallLead
from app.services.predicting import OFFSET
from app.services.remembering import remember, remembered
from app.services.scoring import RescoreLeads
from app.services.sync import copying, scrubbing
from app.services.sync.copying import Copying
from app.services.sync.laying_down import lay_down
from app.services.sync.rebase import Waiting, give_again, take_back, waiting
from app.services.sync.server import Pulled, Server
from app.services.workspace import Workspace

BATCH = 100
"""Commands in one push."""
_DEVICE, _SCHEMA = "sync.device", "sync.schema"
_STATES = {
    "done": outbox.SETTLED,
    "brought": outbox.SETTLED,
    "refused": outbox.REFUSED,
    "error": outbox.ERROR,
}
_NOT_STORED = ("not_allowed", "bad_argument", "id_reuse")
"""Refusals the shared database keeps no record of: no pull tells of them again."""
_UPKEEP = frozenset({RecallLead.kind, ReturnFromNurture.kind, RescoreLeads.kind, ReportDesk.kind})
"""Programs give these by themselves, each desk for the whole team: where another was quicker, nothing is amiss."""
_COPIES_MOST = 3
"""Copies begun anew within one pull before it is left to the next."""

type Named = Callable[[str], None]
"""Called at every point at which a desk may die, with its name."""
type Progress = Callable[[Copying], None]
"""Called with each page of a copy that is on the disk."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What one push did.

    Attributes:
        judged: How many commands were judged.
        is_blocked: Whether some are to be tried again, as somebody works on what they are about.
    """

    judged: int
    is_blocked: bool


class SharedDesk:
    """The local copy of one person, and its exchange with the shared database.

    One thread at a time. Nothing typed is lost: a command is in the outbox before anything is said to be done.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        passes: Named = lambda _point: None,
        copies: Progress = lambda _so_far: None,
        pulled: Callable[[], None] = lambda: None,
    ) -> None:
        """Describe the desk.

        Args:
            workspace: Joined; what is given there goes out from here.
            passes: For tests: called at each named point.
            copies: Told how far a copy has come.
            pulled: Called after each pull; what it gives goes with the next push.
        """
        self.workspace, self.database, self.feed = workspace, workspace.database, workspace.feed
        self.copies = copies
        self._passes, self._pulled = passes, pulled

    def give(self, command: Command) -> UUID:
        """Carry a command out here, as far as this desk can judge it, and keep it for the shared database.

        Raises:
            RuleViolation: refused by what is known here; nothing is kept.
        """
        with self.workspace.batch() as batch:
            done = batch.give(command)
            self._passes("give")
        return done.cmd_id

    def sync(self, server: Server) -> None:
        """Push until nothing is left that can go, then pull; again, where the pull found something to offer again."""
        self._push_all(server)
        if self.pull(server):
            self._push_all(server)
            self.pull(server)

    def push(self, server: Server) -> Pushed:
        """Push one batch and note the answers; their effects come with the next pull."""
        with self.database.write() as db:
            envelope = _envelope(db)
            batch = waiting(db, outbox.PENDING)[:BATCH]
        if not batch:
            return Pushed(0, is_blocked=False)
        self._passes("push: before")
        answers = server.push([_spelled(one, envelope) for one in batch])
        self._passes("push: answered")
        with self.database.write() as db:
            for answer in answers:
                _note_answer(db, UUID(answer["id"]), answer, self.workspace.clock())
            self._passes("push: noting")
        blocked = sum(one.get("why") == "busy" for one in answers)
        return Pushed(len(answers) - blocked, is_blocked=blocked > 0)

    def pull(self, server: Server) -> bool:
        """Lay down what changed, with the verdicts of what waits; copy everything where the past is not known.

        Returns:
            Whether commands are now to be offered that had gone before.

        Raises:
            Unavailable: the shared database changes faster than it can be copied (``server_busy``).
        """
        is_offering = False
        for _ in range(_COPIES_MOST):
            with self.database.read() as db:
                copy, cursor = copying.under_way(db), _remembered(db, CURSOR)
                pending = [one.cmd_id for one in waiting(db)]
            if copy is not None:
                copy = copying.fetch(self.database, server, copy, self.copies)
                self._passes("copy: fetched")
                cursor = copy.cursor
            before = self.workspace.clock()
            pulled = server.pull(cursor, pending)
            offset = pulled.now - (before + self.workspace.clock()) // 2
            self._passes("pull: fetched")
            if not pulled.is_fresh:
                is_offering = self._apply(pulled, offset, is_copy=copy is not None) or is_offering
                self._pulled()
                return is_offering
            is_offering = self._begin_copy(pulled, cursor, offset) or is_offering
        raise Unavailable("server_busy")

    def _push_all(self, server: Server) -> None:
        while (pushed := self.push(server)).judged and not pushed.is_blocked:
            pass

    def _begin_copy(self, pulled: Pulled, cursor: dict[str, Any] | None, offset: int) -> bool:
        """Begin a copy; of another database than before, offer again what was accepted there."""
        with self.database.write() as db:
            copying.begin(db, pulled.cursor)
            remember(OFFSET, json.dumps(offset))(db)
            if cursor is None or cursor.get("epoch") == pulled.cursor["epoch"]:
                return False
            return copying.offer_again(db, since=pulled.now - copying.OFFERED_AGAIN_US) > 0

    def _apply(self, pulled: Pulled, offset: int, *, is_copy: bool) -> bool:
        """Lay down what was pulled; whether what was held is now to be offered."""
        with self.database.write() as db:
            recording.begin(db, None)
            take_back(db)
            for cmd_id, verdict in pulled.verdicts.items():
                _note_verdict(db, cmd_id, _STATES[verdict["status"]], verdict.get("why"), verdict.get("at"))
            if is_copy:
                copying.lay_all(db)
            lay_down(db, pulled)
            self._passes("apply")
            touched = [recording.everything() if is_copy else recording.recorded(db), *give_again(db)]
            if is_copy or _takes_away(pulled):
                scrubbing.begin(db)
            is_released = _release_held(db, pulled.schema_version)
            _forget_old(db, pulled.now)
            remember(CURSOR, json.dumps(pulled.cursor))(db)
            remember(OFFSET, json.dumps(offset))(db)
        self._passes("pull: applied")
        self.feed.publish(_together(touched))
        scrubbing.carry_on(self.database)
        return is_released


def _note_answer(db: Connection, cmd_id: UUID, answer: dict[str, Any], now: int) -> None:
    match answer.get("why"):
        case "busy":
            return
        case why if why in _NOT_STORED:
            _note_verdict(db, cmd_id, outbox.REFUSED, why, now)
        case why:
            state = outbox.HELD if why == "unsupported" else outbox.JUDGED
            db.execute(update(OutboxEntry).where(OutboxEntry.cmd_id == cmd_id).values(state=state))


def _note_verdict(db: Connection, cmd_id: UUID, state: str, why: str | None, at: int | None) -> None:
    """Note a verdict; of a refusal nobody is told who typed nothing."""
    if state == outbox.REFUSED:
        kind = db.execute(select(OutboxEntry.kind).where(OutboxEntry.cmd_id == cmd_id)).scalar()
        state = outbox.DISMISSED if kind in _UPKEEP else state
    outbox.note_verdict(db, cmd_id, state, why=why, at=at)


def _release_held(db: Connection, schema_version: int) -> bool:
    """Offer what an older shared database did not know, now that it is another; whether there is any."""
    if _remembered(db, _SCHEMA) == schema_version:
        return False
    remember(_SCHEMA, json.dumps(schema_version))(db)
    held = update(OutboxEntry).where(OutboxEntry.state == outbox.HELD)
    return db.execute(held.values(state=outbox.PENDING)).rowcount > 0


def _forget_old(db: Connection, now: int) -> None:
    """Drop what is done with: kept longer, it would only say what its author once typed."""
    done = (outbox.SETTLED, "dismissed", "resent")
    db.execute(
        delete(OutboxEntry).where(
            OutboxEntry.state.in_(done),
            # Not by when it was given: that is what a desk's clock says, and clocks are moved.
            func.coalesce(OutboxEntry.judged_at, OutboxEntry.given_at) < now - copying.OFFERED_AGAIN_US,
        )
    )


def _takes_away(pulled: Pulled) -> bool:
    """Whether something leaves this desk's sight: rows, or what hangs on a lead that is not here or lies in the pool."""
    held = {row["id"] for row in pulled.rows.get("lead", ()) if row.get("owner_id") or row.get("rep_id")}
    if any(str(one) not in held for one in pulled.moved):
        return True
    for name, keys in pulled.keys.items():
        parts = tuple(keys[0]) if keys else ()
        here = {tuple(row.get(part) for part in parts) for row in pulled.rows.get(name, ())}
        if any(tuple(key[part] for part in parts) not in here for key in keys):
            return True
    return False


def _spelled(one: Waiting, envelope: dict[str, Any]) -> dict[str, Any]:
    # Kept by the corrected clock: what is left to correct is nothing.
    return {
        "id": str(one.cmd_id), "kind": one.kind, "v": one.version, "args": json.loads(one.args),
        "actor": str(one.actor_id), "seq": one.seq, "at": one.given_at, **envelope,
    }  # fmt: skip


def device_of(db: Connection) -> UUID:
    """Return which of its person's desks this is, by an id made up at its first asking."""
    device = _remembered(db, _DEVICE)
    if device is None:
        device = str(uuid4())
        remember(_DEVICE, json.dumps(device))(db)
    return UUID(device)


def _envelope(db: Connection) -> dict[str, Any]:
    device = str(device_of(db))
    return {"device": device} if _remembered(db, OFFSET) is None else {"device": device, "offset": 0}


def _remembered(db: Connection, key: str) -> Any:
    value = remembered(key)(db)
    return None if value is None else json.loads(value)


def _together(touched: Iterable[Changes]) -> Changes:
    ids: dict[Topic, set[UUID]] = defaultdict(set)
    whole: set[Topic] = set()
    for changes in touched:
        for topic, some in changes.ids.items():
            ids[topic] |= some
            if not some:
                whole.add(topic)
    return Changes({topic: frozenset() if topic in whole else frozenset(some) for topic, some in ids.items()})
