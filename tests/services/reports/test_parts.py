"""Counting by parts: the answer is that of looking at all leads, whatever was written between two looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Column, Connection, Table, delete, func, insert, select, update
from sqlalchemy.sql import visitors

from app.clock import DAY
from app.models import report_parts
from app.models.leads import Lead
from app.models.report_parts import LEAD_COLUMNS, LEADS_OF, OF_NO_LEAD, ReportMark, ReportPart
from app.models.tables import SHARED
from app.models.vocabulary import ActivityKind, Role
from app.services.calls import LogContact
from app.services.erasing_work import erase_person
from app.services.importing.batches import UndoImport
from app.services.merging import MergeLeads, UndoMerge
from app.services.reports import cube, funnel_losses, parts, pipeline
from app.services.reports import funnel as funnel_module
from app.services.reports.cube import asked_of
from app.services.reports.cubes import CUBES, sheet
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel import funnel
from app.services.reports.funnel_layers import Layer
from app.services.reports.funnel_leads import LeadSelection, Reach, reason_left, stage_kinds
from app.services.reports.funnel_losses import losses
from app.services.reports.parts_check import are_watched, strayed
from app.services.reports.report import Only, ReportFilter
from app.services.reports.report_view import choices
from app.services.reports.sheet import Sheet
from tests.builders import Desk, open_desk
from tests.leads import Sheet as Rows
from tests.leads import a_lead, carry
from tests.services.reports.history import NOW, some_leads, write_around
from tests.services.reports.test_report_properties import twins

__all__ = ["twins"]
WATCHED = ("lead", *LEADS_OF)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose leads are counted by threes."""
    monkeypatch.setattr(report_parts, "LEADS_EACH", 3)
    monkeypatch.setattr(parts, "LEAST_PARTS", 1)
    with open_desk(tmp_path, role=Role.TEAM_LEAD) as made:
        yield made


@contextmanager
def _written(desk: Desk) -> Iterator[Connection]:
    with desk.database.write() as db:
        yield db


def _ask(chance: Random, name: str) -> tuple[ReportFilter, Any]:
    spec, _ = CUBES[name]
    since = chance.choice((None, None, date(2026, 1, 5)))
    only = chance.choice(((), (Only(Dimension.CHANNEL, ("sem", "")),)))
    asked = ReportFilter(
        since,
        None,
        chance.choice(spec.bases),
        only,
        chance.random() < 0.5,
        now=NOW + chance.randrange(9) * DAY,
    )
    return asked, chance.choice((None, *spec.splits))


def _looked_at(desk: Desk, name: str, asked: ReportFilter, by: Any) -> tuple[Sheet, Sheet]:
    """Return a report as it was kept and as it is."""
    kept = desk.workspace.read(lambda db: sheet(db, name, asked, by))
    with desk.database.read() as db:
        return kept, sheet(db, name, asked, by)


def _holds(desk: Desk) -> None:
    chance = Random(5)
    for name in ("channels", "pipeline", "work", "response", "losses", "cohorts"):
        kept, plain = _looked_at(desk, name, *_ask(chance, name))
        assert kept == plain, name


@pytest.mark.parametrize("seed", range(2))
def test_whatever_row_is_written_changed_or_taken_away_the_answer_is_that_of_all_leads(
    desk: Desk, seed: int
) -> None:
    """Rows of any table that reports read, written by whomever; between writes the same questions are asked again."""
    chance = Random(seed)
    with _written(desk) as db:
        write_around(db, some_leads(chance, 14), chance, has_playbook=True)
    questions = [(name, *_ask(chance, name)) for name in chance.sample(sorted(CUBES), 5)]
    by = chance.choice((None, *Dimension))
    for _turn in range(4):
        with _written(desk) as db:
            for _ in range(chance.randrange(1, 4)):
                _disturb(db, chance)
        for question in questions:
            kept, plain = _looked_at(desk, *question)
            assert kept == plain, question
        _funnel_holds(desk, questions[0][1], by)


def _funnel_holds(desk: Desk, asked: ReportFilter, by: Dimension | None) -> None:
    def look(db: Connection) -> object:
        return funnel(db, asked, by), losses(db, asked), choices(db)

    kept = desk.workspace.read(look)
    with desk.database.read() as db:
        assert kept == look(db)


def _disturb(db: Connection, chance: Random) -> None:
    """Change, take away, or move to another lead one row of a table by chance."""
    table = SHARED.tables[chance.choice(WATCHED)]
    rows = db.execute(select(table).order_by(*table.primary_key)).mappings().all()
    if len(rows) < 2:
        return
    row, other = chance.sample(rows, 2)
    here = [column == row[column.name] for column in table.primary_key]
    if chance.random() < 0.3:
        db.execute(delete(table).where(*here))
        if chance.random() < 0.5:
            db.execute(insert(table).values(**row))
        return
    free = [column for column in table.columns if not column.primary_key]
    column = next(
        (one for one in free if one.name == "lead_id" and chance.random() < 0.4), chance.choice(free)
    )
    db.execute(update(table).prefix_with("OR IGNORE").where(*here).values({column: other[column.name]}))


def test_commands_and_their_undoing_are_seen(desk: Desk) -> None:
    """Imports, calls, merges, erasures, and an import or a merge undone."""
    workspace, owner = desk.workspace, desk.members[Role.SDR]
    leads = [a_lead(workspace, owner_id=owner, channel="sem") for _ in range(8)]
    _holds(desk)
    some = Rows()
    for at in range(5):
        some.add(company=f"Late {at}", phone=f"+8613900000{at}", channel="seo")
    batch_id, _ = carry(workspace, some)
    _holds(desk)
    desk.wear(Role.SDR)
    wrote = ActivityKind.MESSAGE
    workspace.execute(
        LogContact(activity_id=uuid4(), lead_id=leads[0], activity_kind=wrote, is_connected=True, words="")
    )
    _holds(desk)
    desk.wear(Role.TEAM_LEAD)
    merged = workspace.execute(
        MergeLeads(kept_id=leads[1], gone_id=leads[2], take=(), take_custom=(), knowingly=True)
    )
    _holds(desk)
    workspace.execute(UndoMerge(merge_id=merged.cmd_id))
    _holds(desk)
    workspace.execute(UndoImport(batch_id=batch_id))
    _holds(desk)
    erase_person(
        workspace, (leads[3],), asked_by="a letter", folder=None, as_member=desk.members[Role.TEAM_LEAD]
    )
    assert not workspace.read(lambda db: db.execute(select(ReportPart)).all())
    _holds(desk)


def test_only_the_part_that_was_written_to_is_counted_again(desk: Desk) -> None:
    """One lead of twelve is changed; of every question one part is out of date."""
    leads = [a_lead(desk.workspace) for _ in range(12)]
    asked = ReportFilter(now=NOW)
    desk.workspace.read(lambda db: sheet(db, "wins", asked))
    with _written(desk) as db:
        db.execute(update(Lead).where(Lead.id == leads[4]).values(channel="seo"))
    stale = select(func.count()).select_from(ReportPart).join(ReportMark, ReportMark.part == ReportPart.part)
    is_stale = ReportMark.times != ReportPart.times
    counts = desk.workspace.read(
        lambda db: [db.execute(stale.where(where)).scalar() for where in (is_stale, ~is_stale)]
    )
    assert counts == [1, 4]  # twelve leads numbered from 1 lie in five parts of three


def test_what_was_counted_before_a_write_is_not_kept_after_it(desk: Desk) -> None:
    """A look begins, somebody writes, the look ends: the next look counts that part again."""
    lead_id = a_lead(desk.workspace, channel="sem")

    def interrupted(db: Connection) -> Sheet:
        found = sheet(db, "channels", ReportFilter(now=NOW), Dimension.CHANNEL)
        with _written(desk) as other:
            other.execute(update(Lead).where(Lead.id == lead_id).values(channel="seo"))
        return found

    desk.workspace.read(interrupted)
    kept, plain = _looked_at(desk, "channels", ReportFilter(now=NOW), Dimension.CHANNEL)

    assert kept == plain
    assert [line.cell.value for line in kept.lines] == ["seo"]


def test_damage_to_what_was_kept_is_counted_over(desk: Desk) -> None:
    """A byte of a kept part is flipped: the report notices and counts it anew."""
    a_lead(desk.workspace, channel="sem")
    asked = ReportFilter(now=NOW)
    desk.workspace.read(lambda db: sheet(db, "channels", asked))
    with _written(desk) as db:
        db.execute(update(ReportPart).values(counts=b'[["seo","lead",null,null,null,9,0,0,0,4]]'))
    kept, plain = _looked_at(desk, "channels", asked, None)

    assert kept == plain


def test_the_doctor_counts_some_parts_again_and_all_can_be_counted_afresh(desk: Desk) -> None:
    """A write nobody noticed, and triggers that are gone, are both found; afterwards everything holds."""
    lead_id = a_lead(desk.workspace, channel="sem")
    asked = ReportFilter(now=NOW)
    desk.workspace.read(lambda db: sheet(db, "channels", asked))
    assert desk.workspace.read(strayed) == (0, 1)
    with desk.database.altering() as db:
        db.exec_driver_sql("DROP TRIGGER report_lead")
        db.execute(update(Lead).where(Lead.id == lead_id).values(channel="seo"))

    assert not desk.workspace.read(are_watched)
    assert desk.workspace.read(strayed) == (1, 1)
    desk.workspace.keep(parts.start_afresh)
    assert desk.workspace.read(are_watched)
    assert desk.workspace.read(strayed) == (0, 0)
    kept, plain = _looked_at(desk, "channels", asked, None)
    assert kept == plain


def test_every_table_and_column_a_report_reads_is_watched(desk: Desk) -> None:
    """What a statement reads and no trigger watches could change without anybody noticing."""
    tables: set[str] = set()
    columns: set[str] = set()
    with desk.database.read() as db:
        for statement in _statements(db):
            for part in visitors.iterate(statement):
                if isinstance(part, Table):
                    tables.add(part.name)
                if isinstance(part, Column) and isinstance(part.table, Table) and part.table.name == "lead":
                    columns.add(part.name)

    assert tables <= {"lead", "lead_row", *LEADS_OF, *OF_NO_LEAD}
    assert columns - {"id"} <= set(LEAD_COLUMNS)


def _statements(db: Connection) -> Iterator[Any]:
    for spec, _ in CUBES.values():
        for by in (None, *spec.splits):
            for basis in spec.bases:
                asked = asked_of(db, spec, ReportFilter(basis=basis, now=NOW), by)
                for source in spec.sources(db, asked):
                    reads = [
                        source.leads,
                        source.at,
                        source.value,
                        source.currency,
                        source.across,
                        *source.where,
                    ]
                    yield from (one for one in (*reads, *source.own.values()) if one is not None)
    reach = Reach(db, ReportFilter())
    yield reach.figures(None).statement(parts.everyone)
    left = reach.departures(LeadSelection(Layer.LEAD, ReportFilter()), reason_left(stage_kinds(db)))
    yield left.statement(parts.everyone)


def test_on_either_database_parts_make_the_whole(
    twins: tuple[Connection, Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each report counted of some leads and of the others, and added up, is the report of all."""
    chance = Random(3)
    for db in twins:
        transaction = db.begin()
        try:
            write_around(db, some_leads(Random(1), 12), Random(2))
            for name in CUBES:
                asked, by = _ask(chance, name)
                whole = sheet(db, name, asked, by)
                with monkeypatch.context() as patch:
                    patch.setattr(cube, "tally", _by_threes)
                    patch.setattr(pipeline, "tally", _by_threes)
                    assert sheet(db, name, asked, by) == whole, name
            for by in (None, *Dimension):
                of_all = funnel(db, asked, by), losses(db, asked)
                with monkeypatch.context() as patch:
                    for module in (funnel_module, funnel_losses):
                        patch.setattr(module, "tally", _by_threes)
                    assert (funnel(db, asked, by), losses(db, asked)) == of_all, by
        finally:
            transaction.rollback()


def _by_threes(db: Connection, question: parts.Question) -> parts.Groups:
    ids = list(db.execute(select(Lead.id).order_by(Lead.id)).scalars())
    groups = []
    for at in range(0, len(ids), 3):
        few = ids[at : at + 3]
        statement = question.statement(lambda lead_id, few=few: lead_id.in_(few))  # type: ignore[misc]
        groups.append(parts.grouped(question, db.execute(statement)))
    return parts.added(groups)
