"""What a doctor finds in a profile: codes and values, which views and the command line put into words.

Nothing is changed: a damaged file is named here and set aside only by opening the profile.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import Column, Connection, Table, func, select

from app.clock import Clock, from_epoch_day, from_micros, system_clock
from app.errors import Unavailable
from app.models.calendar import CalendarYear, WorkingDay
from app.models.desk import OutboxEntry
from app.models.leads import Lead
from app.models.merging import BEFORE, PAIR_IMAGE
from app.models.people import Member
from app.models.playbook import Playbook
from app.models.tables import LOCAL, SHARED
from app.services.import_run.past import unfinished_imports
from app.services.intake.companies import company_key
from app.services.intake.values import contact_key
from app.services.kernel import driver, outbox, schema
from app.services.kernel.database import Database
from app.services.playbook_truth import truth_of
from app.services.reports.parts_check import are_watched, strayed
from app.services.safekeeping import backups, encryption, keys, places
from app.services.working_time import TEAM

LOW_DISK_BYTES = 500_000_000
LARGE_LOG_BYTES = 4 * driver.WAL_LIMIT_BYTES
OLD_BACKUP_DAYS = 7
CALENDAR_AHEAD_DAYS = 60
"""With fewer days covered, limits in working days soon reach past the end of the calendar."""
NEXT_YEAR_FROM_MONTH = 12
"""China announces the holidays of a year in the November before; asked from here on."""

PARENTS: Mapping[str, str] = {
    "lead_id": "lead",
    "a_id": "lead",
    "b_id": "lead",
    "run_id": "run",
    "previous_id": "run",
    "handover_id": "handover",
    "activity_id": "activity",
    "batch_id": "import_batch",
    "owner_id": "member",
    "rep_id": "member",
    "member_id": "member",
    "by_id": "member",
}
"""Whose id a column of this name holds; one ending in ``_by_id`` is a member's."""
OUTLIVE_THEIR_LEADS = frozenset(
    {"import_row", "import_before", "intake_row", "intake_point", PAIR_IMAGE.__tablename__}
    | {image.__tablename__ for image in BEFORE.values()}
)
"""Tables that tell what an import did, or how records stood that were merged; their leads may be gone."""

type Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor looked at.

    Attributes:
        code: What was found; views and the command line have a sentence for each.
        values: What the sentence names.
        is_trouble: Whether somebody should do something about it.
    """

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
    is_trouble: bool = False

    def as_json(self) -> dict[str, Value]:
        """Return it as one flat JSON object."""
        return {"code": self.code, "trouble": self.is_trouble, **self.values}


def diagnose(
    folder: Path, *, key: bytes | None = None, passphrase: str | None = None, clock: Clock = system_clock
) -> list[Finding]:
    """Examine a profile from outside, whatever state it is in; programs may have it open meanwhile.

    Reads every page and follows every reference: about ten seconds for each 100,000 leads.
    """
    path = places.database_path(folder)
    if not path.exists():
        return [
            Finding("database_missing", {"path": str(path)}, is_trouble=True),
            *_of_backups(folder, clock),
        ]
    try:
        key = key if key is not None else encryption.key_for(folder, passphrase=passphrase)
        with closing(driver.peek(path, key=key)) as raw:
            schema.found_version(raw, path)
    except Unavailable as trouble:
        return [_of_trouble(trouble, path), *_of_files(path, folder), *_of_backups(folder, clock)]
    with closing(Database(path, key=key)) as database:
        return examine(database, folder, clock=clock)


def examine(database: Database, folder: Path, *, clock: Clock = system_clock) -> list[Finding]:
    """Examine an open profile: the file, the rows, the playbook, the calendar, the backups, the disk."""
    try:
        return [
            *_of_database(database, folder, clock),
            *_of_files(database.path, folder),
            *_of_backups(folder, clock),
        ]
    except Unavailable as trouble:
        found = _of_trouble(trouble, database.path)
        return [found, *_of_files(database.path, folder), *_of_backups(folder, clock)]


def _of_database(database: Database, folder: Path, clock: Clock) -> Iterator[Finding]:
    with closing(database.raw(writes=False)) as raw:
        wrong = driver.check(raw, is_full=True)
        version = schema.found_version(raw, database.path)
        if wrong:
            yield Finding("database_damaged", {"first": wrong[0], "count": len(wrong)}, is_trouble=True)
            return
    yield Finding("database_whole")
    yield Finding("schema_version", {"found": version, "known": schema.VERSION})
    yield _of_key(database.path, folder)
    with database.read() as db:
        if version == schema.VERSION:
            yield from _of_columns(db)
            yield from _of_references(db)
            yield from _of_people(db)
            yield from _of_playbook(db)
            yield from _of_calendar(db, from_micros(clock()).date())
            yield from _of_names(db)
            yield from _of_imports(db)
            yield _of_reports(db)
            yield _of_outbox(db)


def _of_key(path: Path, folder: Path) -> Finding:
    if driver.is_plain(path):
        return Finding("not_encrypted")
    record = keys.record_of(folder)
    return Finding("encrypted", {"key": None if record is None else record.source})


def _of_columns(db: Connection) -> Iterator[Finding]:
    """Compare the tables of the file with those the program knows."""
    for table in (*SHARED.sorted_tables, *LOCAL.sorted_tables):
        found = {row[1] for row in db.exec_driver_sql(f'PRAGMA table_info("{table.name}")')}
        for column in sorted(found.symmetric_difference(table.columns.keys())):
            values: dict[str, Value] = {
                "table": table.name,
                "column": column,
                "is_missing": column not in found,
            }
            yield Finding("schema_differs", values, is_trouble=True)


def _of_references(db: Connection) -> Iterator[Finding]:
    """Look for rows whose lead, run, member… is not there."""
    whole = True
    for table in SHARED.sorted_tables:
        for column in table.columns:
            parent = _parent_of(table, column)
            if parent is None:
                continue
            count = _orphans(db, column, parent)
            if count:
                whole = False
                values: dict[str, Value] = {"table": table.name, "column": column.name, "count": count}
                yield Finding("orphans", values, is_trouble=True)
    if whole:
        yield Finding("references_whole")


def _parent_of(table: Table, column: Column[object]) -> Table | None:
    name = "member" if column.name.endswith("_by_id") else PARENTS.get(column.name)
    if name is None or (name == table.name and column.primary_key):
        return None
    if name in {"lead", "activity"} and table.name in OUTLIVE_THEIR_LEADS:
        return None
    return SHARED.tables[name]


def _orphans(db: Connection, column: Column[object], parent: Table) -> int:
    there = parent.alias("parent")
    found = select(func.count()).where(
        column.is_not(None), ~select(there.c.id).where(there.c.id == column).exists()
    )
    return db.execute(found).scalar_one()


def _of_people(db: Connection) -> Iterator[Finding]:
    count = db.execute(select(func.count()).select_from(Member).where(Member.is_active)).scalar_one()
    yield Finding("members", {"count": count}) if count else Finding("not_founded", is_trouble=True)


def _of_playbook(db: Connection) -> Iterator[Finding]:
    current = db.execute(select(Playbook.key, Playbook.version).where(Playbook.is_current)).all()
    if len(current) == 1:
        yield Finding("playbook", {"key": current[0].key, "version": current[0].version})
    else:
        yield Finding("playbook_missing", {"count": len(current)}, is_trouble=True)
    for version in db.execute(select(Playbook.version).order_by(Playbook.version)).scalars().all():
        strayed = truth_of(db, version).strayed
        if strayed:
            values: dict[str, Value] = {"version": version, "parts": ", ".join(strayed)}
            yield Finding("playbook_strays", values, is_trouble=True)


def _of_calendar(db: Connection, today: date) -> Iterator[Finding]:
    last_on = db.execute(select(func.max(WorkingDay.day_on)).where(WorkingDay.calendar == TEAM)).scalar()
    if last_on is None:
        yield Finding("calendar_missing", is_trouble=True)
        return
    last = from_epoch_day(last_on)
    ends_soon = (last - today).days < CALENDAR_AHEAD_DAYS
    yield Finding(
        "calendar_ends_soon" if ends_soon else "calendar", {"until": last.isoformat()}, is_trouble=ends_soon
    )
    assumed = db.execute(
        select(CalendarYear.year)
        .where(CalendarYear.calendar == TEAM, ~CalendarYear.is_announced, CalendarYear.year >= today.year)
        .order_by(CalendarYear.year)
    ).scalars()
    for year in assumed:
        is_due = year == today.year or (year == today.year + 1 and today.month >= NEXT_YEAR_FROM_MONTH)
        yield Finding("year_not_announced", {"year": year}, is_trouble=is_due)


def _of_names(db: Connection) -> Iterator[Finding]:
    """Compare what leads are found and merged by with their names: no database can derive it."""
    named = select(Lead.company, Lead.company_key, Lead.contact_name, Lead.contact_key)
    count = sum(
        (company_key(row.company or "") or None) != (row.company_key or None)
        or (contact_key(row.contact_name or "") or None) != (row.contact_key or None)
        for row in db.execute(named).yield_per(5_000)
    )
    if count:
        yield Finding("names_stray", {"count": count}, is_trouble=True)


def _of_imports(db: Connection) -> Iterator[Finding]:
    """Name the imports that stand half way; one may still run in another program."""
    for one in unfinished_imports(db):
        values: dict[str, Value] = {
            "file": one.file_name,
            "began": from_micros(one.opened_at).astimezone().strftime("%Y-%m-%d %H:%M"),
            "rows": one.rows,
            "batch": str(one.batch_id),
        }
        yield Finding("import_unfinished", values, is_trouble=True)


def _of_reports(db: Connection) -> Finding:
    """Count a few of the parts that reports have kept again."""
    if not are_watched(db):
        return Finding("reports_unwatched", is_trouble=True)
    wrong, kept = strayed(db)
    if wrong:
        return Finding("reports_stray", {"count": wrong, "kept": kept}, is_trouble=True)
    return Finding("reports_hold", {"kept": kept})


def _of_outbox(db: Connection) -> Finding:
    rows = db.execute(
        select(OutboxEntry.state, func.count().label("entries"))
        .group_by(OutboxEntry.state)
        .order_by(OutboxEntry.state)
    )
    counts: dict[str, Value] = {row.state: row.entries for row in rows}
    return Finding("outbox", counts, is_trouble=outbox.OFFERED in counts)


def _of_files(path: Path, folder: Path) -> Iterator[Finding]:
    size, log = places.size_with_logs(path)
    yield Finding("size", {"bytes": size, "log_bytes": log}, is_trouble=log > LARGE_LOG_BYTES)
    free = shutil.disk_usage(folder).free
    is_low = free < max(LOW_DISK_BYTES, 2 * size)
    yield Finding("disk_low" if is_low else "disk", {"free_bytes": free}, is_trouble=is_low)
    for kept in sorted([*folder.glob("decile.damaged-*.db"), *folder.glob("decile.replaced-*.db")]):
        yield Finding("kept_file", {"path": str(kept), "bytes": kept.stat().st_size})


def _of_backups(folder: Path, clock: Clock) -> Iterator[Finding]:
    kept = backups.backups_of(folder)
    if not kept:
        yield Finding("backups_none", is_trouble=True)
        return
    newest = kept[0].on
    values: dict[str, Value] = {
        "count": len(kept), "newest": newest.isoformat(), "bytes": sum(one.size_bytes for one in kept)
    }  # fmt: skip
    is_old = (places.local(clock).date() - newest).days > OLD_BACKUP_DAYS
    yield Finding("backups_old" if is_old else "backups", values, is_trouble=is_old)


def _of_trouble(trouble: Unavailable, path: Path) -> Finding:
    plain = {name: value for name, value in trouble.place.items() if isinstance(value, str | int)}
    return Finding(trouble.code, {"path": str(path), **plain}, is_trouble=True)
