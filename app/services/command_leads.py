"""Which leads a command is about, by name, noted while they are still in sight."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, update

from app.models.activity import Activity
from app.models.desk import OutboxEntry
from app.models.do_not_contact import DoNotContact
from app.models.handover import Handover
from app.models.leads import Lead, Ownership
from app.models.merging import Merge
from app.models.runs import Run
from app.services.kernel.command import Command, Given

MOST = 50
"""Leads of one command whose names are kept: a screen names a few and counts the rest."""
_OWN = ("lead_id", "lead_ids", "kept_id", "gone_id", "a_id", "b_id")
"""Arguments that are leads themselves."""
_LISTED = ("moves", "promises", "pairs")
"""Arguments that are lists of things, each of which names leads."""

_BEHIND: Mapping[str, Callable[[UUID], Any]] = {
    "run_id": lambda one: select(Run.lead_id).where(Run.id == one),
    "handover_id": lambda one: select(Handover.lead_id).where(Handover.id == one),
    "activity_id": lambda one: select(Activity.lead_id).where(Activity.id == one),
    "merge_id": lambda one: select(Merge.kept_id).where(Merge.id == one),
    "entry_id": lambda one: select(DoNotContact.lead_id).where(DoNotContact.id == one),
    "assigned_by": lambda one: select(Ownership.lead_id).where(Ownership.cmd_id == one).limit(MOST),
}
"""Arguments that name something which hangs on leads."""


@dataclass(frozen=True, slots=True)
class Named:
    """A lead as it was called when the command was given."""

    lead_id: UUID
    name: str


def note(db: Connection, given: Given, leads: Sequence[Named] | None = None) -> None:
    """Keep with a command in the outbox the names of the leads it is about; called before it is carried out.

    Args:
        db: In the transaction that puts the command into the outbox.
        given: The command.
        leads: Where they are not here any more to be asked for their names.
    """
    named = leads_of(db, given.command) if leads is None else leads
    if named:
        said = json.dumps([[str(one.lead_id), one.name] for one in named], ensure_ascii=False)
        db.execute(update(OutboxEntry).where(OutboxEntry.cmd_id == given.cmd_id).values(about=said))


def noted(about: str | None) -> tuple[Named, ...]:
    """Return what was kept."""
    return tuple(Named(UUID(one), name) for one, name in json.loads(about or "[]"))


def leads_of(db: Connection, command: Command) -> list[Named]:
    """Return the leads a command is about as far as they are here, in the order it names them."""
    ids = list(dict.fromkeys(_ids(db, command)))[:MOST]
    if not ids:
        return []
    rows = db.execute(select(Lead.id, Lead.company, Lead.contact_name).where(Lead.id.in_(ids)))
    names = {row.id: row.company or row.contact_name or "" for row in rows}
    return [Named(one, names[one]) for one in ids if one in names]


def _ids(db: Connection, command: Command) -> Iterable[UUID]:
    for part in command.shape().parts:
        value = getattr(command, part.name)
        if value is None:
            continue
        if part.name in _OWN:
            yield from (value,) if isinstance(value, UUID) else value
        elif part.name in _BEHIND:
            yield from (one for one in db.execute(_BEHIND[part.name](value)).scalars() if one is not None)
        elif part.name in _LISTED:
            for one in value:
                yield from (getattr(one, name) for name in _OWN if hasattr(one, name))
