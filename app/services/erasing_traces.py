"""What this desk alone keeps of a person who is erased: commands given, drafts, before-images, small memories.

The command overwrites what the team shares; this overwrites the rest in the same transaction, by the ids of the
person's records and by what they were called and reached by.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update

from app.models.activity import Activity
from app.models.corrections import LeadChange
from app.models.deals import HelpRequest, Passing, Poc
from app.models.desk import BeforeImage, Draft, OutboxEntry, Remembered
from app.models.handover import Handover
from app.models.imports import ImportRow
from app.models.leads import ContactPoint, Lead
from app.models.merging import BEFORE, LEAD_IMAGE
from app.models.runs import Run
from app.models.sales import SalesRecord
from app.services.importing.matching import ERASED

_NAMES: Final = ("contact_name", "contact_key", "contact_pinyin")
_REACHED: Final = ("phone", "email", "email_key", "external_id")
_LEAST_SIGNS: Final = 5
"""A shorter number says nothing about a person, and is found everywhere."""
_LEAST_NAME: Final = 2
_ROW_KEEPS: Final = frozenset(
    {
        "row_no", "new_id", "company", "company_key", "company_pinyin", "company_initials", "phone_status", "region",
        "city", "industry", "company_size", "channel", "campaign", "ad_unit", "keyword", "source", "stage", "score",
        "amount", "currency", "expected_close_on", "lost_reason", "created_at", "is_reachable", "owner_key", "rep_key",
        "junk", "note_id",
    }
)  # fmt: skip
"""Fields of an imported row that say nothing of the person."""
_OF_ROWS: Final = ("points", "customs", "tags", "touches")
_KEEPS: Final = frozenset(
    {
        "about", "activity_kind", "behaviour", "cause", "choice_key", "code", "currency", "direction", "ended_as",
        "evidence", "fact", "field", "kind", "next_why", "outcome", "point", "question_key", "reason", "sha256", "state",
        "sub_state", "to_stage", "value_key", "why",
    }
)  # fmt: skip
"""Fields of commands that hold codes, whatever their type."""


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a person is found in what was written down.

    Attributes:
        lead_ids: Their records.
        ids: Those, and their calls, runs, hand-overs and sales records.
        rows: Rows of imports that brought them: batch and number.
        called: Names; looked for in what is about their records only.
        reached: Numbers and addresses; looked for everywhere.
    """

    lead_ids: frozenset[UUID]
    ids: frozenset[UUID]
    rows: frozenset[tuple[UUID, int]]
    called: tuple[str, ...]
    reached: tuple[str, ...]


def traces_of(db: Connection, lead_ids: Iterable[UUID]) -> Traces:
    """Return by what the person of some records is found; asked before they are erased."""
    leads = frozenset(lead_ids)
    ids = set(leads)
    for owner in (Activity, Run, Handover, SalesRecord, Poc, HelpRequest, Passing):
        table = owner.__table__
        ids |= set(db.execute(select(table.c.id).where(table.c.lead_id.in_(leads))).scalars())
    brought = db.execute(select(ImportRow.batch_id, ImportRow.row_no).where(ImportRow.lead_id.in_(leads)))
    called: set[str] = set()
    reached: set[str] = set()
    for table in (Lead.__table__, LEAD_IMAGE.__table__):
        for row in db.execute(
            select(*(table.c[name] for name in (*_NAMES, *_REACHED))).where(table.c.id.in_(leads))
        ):
            called |= set(row[: len(_NAMES)])
            reached |= set(row[len(_NAMES) :])
    for table in (ContactPoint.__table__, BEFORE[ContactPoint].__table__):
        for row in db.execute(select(table.c.value, table.c.raw).where(table.c.lead_id.in_(leads))):
            reached |= set(row)
    for row in db.execute(
        select(LeadChange.field, LeadChange.was, LeadChange.becomes).where(LeadChange.lead_id.in_(leads))
    ):
        if row.field == "contact_name":
            called |= {row.was, row.becomes}
        elif row.field in ("phone", "email"):
            reached |= {row.was, row.becomes}
    return Traces(
        leads, frozenset(ids), frozenset((row.batch_id, row.row_no) for row in brought),
        _longest_first(called, least=_LEAST_NAME), _longest_first(_spellings(reached), least=_LEAST_SIGNS),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overwritten:
    """How much of this desk's own was overwritten."""

    commands: int = 0
    drafts: int = 0
    memories: int = 0


def overwrite_traces(db: Connection, traces: Traces) -> Overwritten:
    """Overwrite what this desk alone keeps of a person; verdicts, codes and times of the commands stay."""
    commands = sum(_overwrite_command(db, row, traces) for row in db.execute(_commands(traces)).all())
    db.execute(
        update(OutboxEntry)
        .where(or_(*_named(OutboxEntry.about, [str(one) for one in traces.lead_ids])))
        .values(about=None)
    )
    marks = [one.hex for one in traces.ids]
    about = or_(*(func.instr(Draft.place, mark) > 0 for mark in marks), *_named(Draft.words, traces.reached))
    drafts = db.execute(delete(Draft).where(about)).rowcount
    memories = 0
    if traces.reached:
        memories = db.execute(
            delete(Remembered).where(or_(*_named(Remembered.value, traces.reached)))
        ).rowcount
        db.execute(delete(BeforeImage).where(or_(*_named(BeforeImage.image, traces.reached))))
    return Overwritten(commands, drafts, memories)


def overwrite_rows_kept_out(db: Connection, chunk_id: UUID) -> int:
    """Overwrite in a chunk of an import what it said of people erased before, and return how many rows.

    Args:
        db: In the transaction that carried the chunk.
        chunk_id: The command's id.
    """
    kept_out = db.execute(
        select(ImportRow.batch_id, ImportRow.row_no).where(
            ImportRow.cmd_id == chunk_id, ImportRow.reason == ERASED
        )
    ).all()
    if not kept_out:
        return 0
    rows = frozenset((row.batch_id, row.row_no) for row in kept_out)
    given = select(OutboxEntry.seq, OutboxEntry.kind, OutboxEntry.args).where(OutboxEntry.cmd_id == chunk_id)
    _overwrite_command(db, db.execute(given).one(), Traces(frozenset(), frozenset(), rows, (), ()))
    return len(kept_out)


def _commands(traces: Traces) -> Any:
    marks = [str(one) for one in {*traces.ids, *(batch for batch, _number in traces.rows)}]
    return select(OutboxEntry.seq, OutboxEntry.kind, OutboxEntry.args).where(
        or_(
            OutboxEntry.kind == "person.erase", *_named(OutboxEntry.args, (*marks, *_in_json(traces.reached)))
        )
    )


def _named(column: Any, texts: Iterable[str]) -> Iterator[ColumnElement[bool]]:
    return (func.instr(column, text) > 0 for text in texts)


def _overwrite_command(db: Connection, row: Any, traces: Traces) -> bool:
    args = json.loads(row.args)
    match row.kind:
        case "intake.rows":
            changed = _without_rows(args, traces)
        case "person.erase":
            # Of the length the command asks for: should a damaged file's commands be given again, it is judged.
            changed = args | {"secret": "0" * 64}
        case "do_not_contact.add":
            changed = _without_entries(args, traces)
        case "lead.tag" | "lead.untag" if _names_part_of(args["tag"], traces):
            changed = args | {"tag": ""}
        case _ if _is_about(args, traces):
            changed = _without_words(args, traces)
        case _:
            changed = args
    text = json.dumps(_without_traces(changed, traces), ensure_ascii=False, separators=(",", ":"))
    if text == row.args:
        return False
    db.execute(update(OutboxEntry).where(OutboxEntry.seq == row.seq).values(args=text))
    return True


def _is_about(value: Any, traces: Traces) -> bool:
    """Whether a record names one of the person's records; lists of leads that were only moved about do not count."""
    ids = {str(one) for one in traces.ids}
    return isinstance(value, dict) and any(isinstance(one, str) and one in ids for one in value.values())


def _without_words(value: Any, traces: Traces, name: str = "") -> Any:
    """Return a command about the person without any text that is no id and no code."""
    match value:
        case dict():
            return {key: _without_words(inner, traces, key) for key, inner in value.items()}
        case list():
            return [_without_words(inner, traces, name) for inner in value]
        case str() if name in _KEEPS or name.endswith(("_id", "_ids")) or name == "id":
            return value
        case str():
            return ""
        case _:
            return value


def _without_rows(args: dict[str, Any], traces: Traces) -> dict[str, Any]:
    """Return a chunk of an import without what it says of the person."""
    batch = UUID(args["batch_id"])
    numbers = {number for of, number in traces.rows if of == batch}
    # Rows that were set aside became no lead, and are known by what they say.
    numbers |= {row["row_no"] for row in (*args["rows"], *args["points"]) if _says(row, traces.reached)}
    rows = [
        {name: held for name, held in row.items() if name in _ROW_KEEPS} if row["row_no"] in numbers else row
        for row in args["rows"]
    ]
    return args | {"rows": rows} | {
        part: [one for one in args[part] if one["row_no"] not in numbers] for part in _OF_ROWS
    }  # fmt: skip


def _without_entries(args: dict[str, Any], traces: Traces) -> dict[str, Any]:
    """Return what was put on the do-not-contact list without the entries that name the person."""
    named = (*traces.called, *traces.reached)
    blank = {"key": "", "shown": "", "company_key": None}
    entries = [
        one | blank if _is_about(args, traces) or _says(one, named) else one for one in args["entries"]
    ]
    return args | {"entries": entries} | ({"asked_by": ""} if entries != args["entries"] else {})


def _names_part_of(tag: str, traces: Traces) -> bool:
    """Whether a word put on leads, theirs among them, is part of the person's name."""
    parts = {part for name in traces.called for part in (name, *name.split()) if len(part) >= _LEAST_NAME}
    return any(part.casefold() in tag.casefold() for part in parts)


def _says(record: dict[str, Any], texts: Iterable[str]) -> bool:
    said = [held for held in record.values() if isinstance(held, str)]
    return any(text in held for text in texts for held in said)


def _without_traces(value: Any, traces: Traces) -> Any:
    """Return a value with every number and address of the person taken out of its texts."""
    match value:
        case dict():
            if _is_about(value, traces):
                value = _without_words(value, traces)
            return {key: _without_traces(inner, traces) for key, inner in value.items()}
        case list():
            return [_without_traces(inner, traces) for inner in value]
        case str():
            for text in traces.reached:
                value = value.replace(text, "")
            return value
        case _:
            return value


def _in_json(texts: Iterable[str]) -> list[str]:
    return [json.dumps(text, ensure_ascii=False)[1:-1] for text in texts]


def _spellings(texts: Iterable[str | None]) -> set[str]:
    """Return numbers also without their country's code and marks, addresses also in small letters."""
    found: set[str] = set()
    for text in texts:
        if not text:
            continue
        found |= {text, text.lower()}
        digits = "".join(sign for sign in text if sign.isdigit())
        if text.startswith("+86") and len(digits) > len("86") + _LEAST_SIGNS:
            found.add(digits.removeprefix("86"))
        elif text.startswith("+"):
            found.add(digits)
    return found


def _longest_first(texts: Iterable[str | None], *, least: int) -> tuple[str, ...]:
    return tuple(
        sorted({text for text in texts if text and len(text) >= least}, key=lambda text: (-len(text), text))
    )
