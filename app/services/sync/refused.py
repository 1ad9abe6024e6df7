"""What the shared database has not taken: commands that wait and commands it refused, and what one can do with them.

Nothing typed is lost: every command is here, whole, until its author has said what becomes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Connection, Row, select, update

from app.errors import RuleViolation
from app.models.desk import OutboxEntry
from app.models.leads import Lead
from app.models.vocabulary import ActivityKind
from app.services.asking_lead import AskTeamLead, team_leads
from app.services.calls import LogContact
from app.services.catalogue import command_of
from app.services.command_leads import MOST, Named, note, noted
from app.services.kernel import outbox
from app.services.kernel.command import Command, Given
from app.services.kernel.sqlite_judge import details_of
from app.services.sync.terms import Terms, terms
from app.services.versions import lifted, version_of

DISMISSED, RESENT = "dismissed", "resent"
"""What a refused command becomes once its author has dealt with it: let go of, or given again as a new one."""
REFUSED = (outbox.REFUSED, outbox.ERROR)
WORDS_MOST = 8000
"""Signs of a note."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A command of this desk that the shared database has not taken.

    Attributes:
        command: ``None`` where this program does not know its kind, or its arguments do not fit; ``args`` has them.
        args: Its fields as JSON, as they were given.
        why: Reason code of the refusal; ``None`` for what waits.
        judged_at: When it was refused, by the shared database's clock.
        leads: The leads it is about, as they were called then.
        here: Those of them this desk still sees.
        is_held: Whether the shared database is too old to know it; it is offered again once that is newer.
    """

    seq: int
    cmd_id: UUID
    kind: str
    command: Command | None
    args: str
    given_at: int
    why: str | None
    judged_at: int | None
    leads: tuple[Named, ...]
    here: frozenset[UUID]
    is_held: bool
    items: tuple[Any, ...] = ()
    """What the sentence of its refusal names, as far as this desk can tell."""

    @property
    def is_fact(self) -> bool:
        """Whether it tells what happened, rather than asking for a decision."""
        return self.command is not None and self.command.is_fact


@dataclass(frozen=True, slots=True)
class Untaken:
    """What has not been taken, the newest refusal first, what waits in the order it was given."""

    refused: tuple[Typed, ...]
    waiting: tuple[Typed, ...]
    terms: Terms
    team_leads: tuple[tuple[UUID, str], ...] = ()
    """Who may be asked, by id and name."""


class Batch(Protocol):
    """One transaction of the desk."""

    def give(self, command: Command, /) -> Any:
        """Give a command."""

    def read[T](self, query: Callable[[Connection], T], /) -> T:
        """Read, or write what is this desk's own."""


class Keeper(Protocol):
    """Writes what belongs to this desk alone."""

    def keep[T](self, write: Callable[[Connection], T], /) -> T:
        """Write what belongs to this desk alone."""


class Desk(Keeper, Protocol):
    """What the actions need of the workspace."""

    member_id: UUID
    clock: Callable[[], int]

    def batch(self) -> AbstractContextManager[Batch]:
        """Open one transaction for several commands."""


def untaken(db: Connection) -> Untaken:
    """Return all that waits or was refused."""
    waiting = _typed(db, OutboxEntry.state.in_(outbox.UNSETTLED))
    refused = _typed(db, OutboxEntry.state.in_(REFUSED))
    refused.sort(key=lambda one: (one.judged_at or one.given_at, one.seq), reverse=True)
    return Untaken(tuple(refused), tuple(waiting), terms(db), team_leads(db))


def dismiss(desk: Keeper, cmd_ids: Collection[UUID]) -> None:
    """Let go of refused commands; ``bring_back`` undoes it."""
    desk.keep(lambda db: _become(db, cmd_ids, DISMISSED, was=REFUSED))


def bring_back(desk: Keeper, cmd_ids: Collection[UUID]) -> None:
    """Show commands again that were let go of."""
    desk.keep(lambda db: _become(db, cmd_ids, outbox.REFUSED, was=(DISMISSED,)))


def try_again(desk: Desk, cmd_id: UUID) -> None:
    """Give a refused command once more, as a new one; where it is refused here, it stays where it is.

    Raises:
        RuleViolation: it cannot be done now, as far as this desk can see.
    """
    with desk.batch() as batch:
        one = batch.read(lambda db: _typed(db, OutboxEntry.cmd_id == cmd_id, OutboxEntry.state.in_(REFUSED)))
        if not one or one[0].command is None:
            raise RuleViolation("not_repeatable")
        batch.give(one[0].command)
        batch.read(lambda db: _become(db, [cmd_id], RESENT, was=REFUSED))


def as_note(desk: Desk, cmd_id: UUID, words: str) -> int:
    """Turn a refused command into a note on each of its leads, and let go of it; return how many notes.

    A lead that has left this desk gets its note too: it waits, unseen here, for the shared database, which takes a
    fact from whoever ever held the lead.

    Raises:
        RuleViolation: one of the leads takes no note from this person.
    """
    return _tell(desk, cmd_id, lambda lead: _note(lead.lead_id, words), most=MOST)


def ask_lead(desk: Desk, cmd_id: UUID, asked_id: UUID, words: str, *, due_at: int) -> int:
    """Ask a team lead about the first lead of a refused command; it stays where it is until they have answered.

    Raises:
        RuleViolation: the lead was never this person's, or who is asked leads no team.
    """

    def asking(lead: Named) -> AskTeamLead:
        return AskTeamLead(
            help_id=uuid4(), lead_id=lead.lead_id, asked_id=asked_id, words=words[:WORDS_MOST], due_at=due_at
        )

    return _tell(desk, cmd_id, asking, most=1, becomes=None)


def _tell(
    desk: Desk, cmd_id: UUID, telling: Callable[[Named], Command], *, most: int, becomes: str | None = RESENT
) -> int:
    """Give a fact on each lead of a refused command; return on how many."""
    with desk.batch() as batch:
        found = batch.read(
            lambda db: _typed(db, OutboxEntry.cmd_id == cmd_id, OutboxEntry.state.in_(REFUSED))
        )
        leads = found[0].leads[:most] if found else ()
        if not leads:
            raise RuleViolation("unknown_lead")
        for lead in leads:
            told = telling(lead)
            if lead.lead_id in found[0].here:
                batch.give(told)
            else:
                batch.read(_sent_unseen(Given(told, uuid4(), desk.member_id, desk.clock()), lead))
        if becomes is not None:
            batch.read(lambda db: _become(db, [cmd_id], becomes, was=REFUSED))
    return len(leads)


def _note(lead_id: UUID, words: str) -> LogContact:
    return LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.NOTE, is_connected=False,
        words=words[:WORDS_MOST],
    )  # fmt: skip


def _sent_unseen(given: Given, lead: Named) -> Callable[[Connection], None]:
    """Return what queues a command whose rows are not here: nothing to predict, and nothing to take back."""

    def write(db: Connection) -> None:
        outbox.append(db, given, state=outbox.PENDING, version=version_of(type(given.command)))
        note(db, given, [lead])

    return write


def _become(db: Connection, cmd_ids: Collection[UUID], state: str, *, was: Sequence[str]) -> None:
    db.execute(
        update(OutboxEntry)
        .where(OutboxEntry.cmd_id.in_(cmd_ids), OutboxEntry.state.in_(was))
        .values(state=state)
    )


def _typed(db: Connection, *where: ColumnElement[bool]) -> list[Typed]:
    columns = OutboxEntry.__table__.c
    rows = db.execute(select(*columns).where(*where).order_by(OutboxEntry.seq)).all()
    about = {row.seq: noted(row.about) for row in rows}
    ids = {one.lead_id for some in about.values() for one in some}
    here = frozenset(db.execute(select(Lead.id).where(Lead.id.in_(ids))).scalars()) if ids else frozenset()
    return [
        Typed(
            row.seq, row.cmd_id, row.kind, _command(row), row.args, row.given_at, row.why,
            row.judged_at, about[row.seq], here & {one.lead_id for one in about[row.seq]},
            row.state == outbox.HELD, _items(db, row),
        )
        for row in rows
    ]  # fmt: skip


def _items(db: Connection, row: Row[Any]) -> tuple[Any, ...]:
    command = None if row.why is None else _command(row)
    if command is None or row.why not in command.details():
        return ()
    return tuple(details_of(db, Given(command, row.cmd_id, row.actor_id, row.given_at), row.why))


def _command(row: Row[Any]) -> Command | None:
    try:
        return command_of(row.kind, lifted(row.kind, row.version or 1, row.args))
    except RuleViolation:
        return None
