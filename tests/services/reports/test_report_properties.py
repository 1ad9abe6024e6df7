"""Every report on random databases: both kinds say the same, parts add up, and a recount by hand agrees."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import fmean, median

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, delete, literal, not_, select, update
from sqlalchemy.pool import StaticPool

from app.clock import DAY, HOUR, MINUTE, from_micros
from app.models.leads import Lead
from app.models.playbook import Playbook, Stage
from app.models.tables import SHARED
from app.models.vocabulary import Role
from app.services.kernel.expressions import WHOLE, IntDiv
from app.services.lead_json import lead_json
from app.services.reports.alignment_rows import AlignmentBy, alignment_rows
from app.services.reports.catalogue import REPORTS
from app.services.reports.channels import with_costs
from app.services.reports.counting import sheet_of
from app.services.reports.cube import How, Measure, Ratio, asked_of
from app.services.reports.cubes import CUBES, leads_behind, sheet
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel import funnel
from app.services.reports.funnel_layers import LAYERS as FUNNEL_LAYERS
from app.services.reports.report import Basis, Only, ReportFilter
from app.services.reports.sheet import Behind, Entry, Line, Own, Sheet, Split, Unit, report_of
from tests.builders import Desk, open_desk
from tests.postgres import PostgresServer
from tests.services.reports.conftest import lay_playbook
from tests.services.reports.history import NOW, some_leads, write_around
from tests.services.reports.leads import STAGES, ALead
from tests.services.reports.printed import FACTS, ZONE, AStage, Fact, World, reached, row_of
from tests.services.reports.test_funnel_recount import LEADS

DAYS = st.one_of(st.none(), st.dates(date(2025, 12, 1), date(2026, 3, 25)))
FILTERS = st.builds(
    ReportFilter,
    since=DAYS,
    until=DAYS,
    basis=st.sampled_from(list(Basis)),
    only=st.one_of(st.just(()), st.just((Only(Dimension.CHANNEL, ("sem", "")),))),
    groups_blank=st.booleans(),
    now=st.just(NOW),
)
WORLDS = st.tuples(st.lists(LEADS, max_size=6), st.integers(0, 10_000))
TURNS = st.integers(0, 10)
RATE, JPY = 7_123_457, "JPY"
DESK_STAGES = dict(
    zip(
        STAGES,
        ("market_validating", "market_not_passed", "sales_validating", "sales_not_passed", "proposal",
         "deployment", "lost"),
        strict=True,
    )
)  # fmt: skip

type AWorld = tuple[list[ALead], int]


@pytest.fixture(scope="module")
def twins(pg_server: PostgresServer) -> Iterator[tuple[Connection, Connection]]:
    """An empty database of each kind."""
    url = pg_server.fresh_database()
    engines = (
        create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool),
        create_engine(url.replace("postgresql://", "postgresql+psycopg://")),
    )
    for engine in engines:
        SHARED.create_all(engine)
        lay_playbook(engine)
    with engines[0].connect() as one, engines[1].connect() as other:
        yield one, other
    for engine in engines:
        engine.dispose()
    pg_server.drop_database(url)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A founded desk without leads."""
    with open_desk(tmp_path_factory.mktemp("printed"), role=Role.TEAM_LEAD) as made:
        yield made


@contextmanager
def _holding(db: Connection, world: AWorld) -> Iterator[None]:
    """Put a world into a database, and take it out again."""
    leads, seed = world
    transaction = db.begin()
    try:
        write_around(db, leads, Random(seed))
        yield
    finally:
        transaction.rollback()


def _split(name: str, turn: int) -> Split:
    splits = CUBES[name][0].splits
    return splits[turn % len(splits)]


def _asked(name: str, asked: ReportFilter) -> ReportFilter:
    bases = CUBES[name][0].bases
    return asked if asked.basis in bases else replace(asked, basis=bases[0])


@settings(max_examples=5)
@given(world=WORLDS, asked=FILTERS, turn=TURNS)
def test_both_databases_say_the_same_and_parts_add_up(
    twins: tuple[Connection, Connection], world: AWorld, asked: ReportFilter, turn: int
) -> None:
    """Every report, split by anything, in any period and basis; the counted leads are found behind a figure."""
    with _holding(twins[0], world), _holding(twins[1], world):
        for name in CUBES:
            one, other = (sheet(db, name, _asked(name, asked), _split(name, turn)) for db in twins)

            assert one == other
            assert report_of(one) == report_of(other)
            _adds_up(one)
            _found_behind(twins[turn % 2], one, turn)


def _adds_up(found: Sheet) -> None:
    """Counts and amounts of all rows make those of the total; money to the last part that converting cuts."""
    assert found.total is not None
    for column in CUBES[found.name][0].columns:
        if not isinstance(column, Measure) or column.key not in found.total.entries:
            continue  # nothing of all rows together, or counted for the report's own use
        whole, parts = found.total.at(column.key), [line.at(column.key) for line in found.lines]
        if column.how is How.COUNT:
            assert whole.value == sum(part.value for part in parts)  # type: ignore[misc]
        elif column.unit is Unit.MONEY:
            sums: Counter[str] = Counter()
            for part in parts:
                sums.update(dict(part.amounts))
            for code, minor in whole.amounts:
                assert 0 <= minor - sums[code] <= len(parts)
    for line in found.lines:
        _is_sane(found, line)


def _is_sane(found: Sheet, line: Line) -> None:
    for column in found.columns:
        entry = line.at(column.key)
        if column.unit is Unit.SHARE and isinstance(entry.value, float) and entry.low is not None:
            assert entry.high is not None
            assert 0 <= entry.low <= entry.value <= entry.high <= 1
        if column.unit is Unit.COUNT and isinstance(entry.value, int):
            assert entry.value >= 0


def _found_behind(db: Connection, found: Sheet, turn: int) -> None:
    """Follow one figure of a row: as many leads as counted, or events of no more leads than that."""
    if not found.lines:
        return
    line = found.lines[turn % len(found.lines)]
    counted = [one for one in found.columns if one.unit is Unit.COUNT and line.number(one.key)]
    for column in counted[turn % 2 : turn % 2 + 2]:
        behind = Behind(found.name, found.asked, found.by, line.cell.value, column.key, column.across)
        ids = list(db.execute(leads_behind(db, behind)).scalars())
        assert len(ids) == len(set(ids))
        if not column.is_events and line.at(column.key).opens:
            assert len(ids) == line.number(column.key)
        assert len(ids) <= line.number(column.key)


@settings(max_examples=5)
@given(world=WORLDS, since=st.dates(date(2025, 12, 1), date(2026, 3, 1)), turn=TURNS)
def test_a_cohort_is_everything_that_became_of_the_leads_of_a_period(
    twins: tuple[Connection, Connection], world: AWorld, since: date, turn: int
) -> None:
    """Without the others, a snapshot of all time says what the cohort said: nothing else differs."""
    until = since + timedelta(days=45)
    cohort = ReportFilter(since, until, Basis.COHORT, now=NOW)
    both = [name for name, (spec, _) in CUBES.items() if len(spec.bases) > 1]
    first, after = cohort.bounds(ZONE)
    with _holding(twins[0], world):
        db = twins[0]
        by = {name: _undated(name, turn) for name in both}
        of_period = {name: _own_figures(db, name, cohort, by[name]) for name in both}
        db.execute(delete(Lead).where(not_((Lead.created_at >= first) & (Lead.created_at < after))))
        for name in both:
            left = _own_figures(db, name, ReportFilter(basis=Basis.SNAPSHOT, now=NOW), by[name])
            assert of_period[name] == left


def _undated(name: str, turn: int) -> Split:
    """Return a split of a report whose rows are not dated: months mean another thing in each basis."""
    splits = [by for by in CUBES[name][0].splits if by not in {Dimension.MONTH, Own.KEPT, Own.DAY, Own.WEEK}]
    return splits[turn % len(splits)]


def _own_figures(db: Connection, name: str, asked: ReportFilter, by: Split) -> tuple[object, ...]:
    """Return rows and total without what was spent, which has a date of its own."""
    found = sheet_of(db, CUBES[name][0], asked, by)
    return found.lines, found.total


@settings(max_examples=5)
@given(world=WORLDS, edge=st.dates(date(2025, 12, 1), date(2026, 3, 1)), turn=TURNS)
def test_snapshots_of_adjoining_periods_add_up_to_all_time(
    twins: tuple[Connection, Connection], world: AWorld, edge: date, turn: int
) -> None:
    """What happened until a day and what happened after it is what happened; what is so now stands in each."""
    with _holding(twins[0], world):
        for name, (spec, _) in CUBES.items():
            if Basis.SNAPSHOT not in spec.bases:
                continue
            by = _split(name, turn)
            whole, before, later = (
                sheet_of(twins[0], spec, ReportFilter(since, until, Basis.SNAPSHOT, now=NOW), by).total
                for since, until in ((None, None), (None, edge), (edge + timedelta(days=1), None))
            )
            question = asked_of(twins[0], spec, ReportFilter(now=NOW), by)
            dateless = {one.what for one in spec.sources(twins[0], question) if one.at is None}
            assert whole is not None
            assert before is not None
            assert later is not None
            for column in spec.columns:
                if isinstance(column, Measure) and column.how is How.COUNT and name != "forecast":
                    parts = (before.number(column.key), later.number(column.key))
                    if set(column.what) & dateless:
                        assert set(parts) == {whole.number(column.key)}
                    else:
                        assert sum(parts) == whole.number(column.key)


@settings(max_examples=4)
@given(world=WORLDS, asked=FILTERS, turn=TURNS)
def test_every_figure_equals_a_count_by_hand_from_what_decile_lead_prints(
    desk: Desk, world: AWorld, asked: ReportFilter, turn: int
) -> None:
    """All reports, split by anything a printed lead tells, in a period and in either basis."""
    leads, chance = world[0], Random(world[1])
    stood = [_on_desk(lead) for lead in (*leads, *some_leads(chance, 20))]
    with desk.database.write() as db:
        nested = db.begin_nested()
        write_around(db, stood, chance, has_playbook=True, stages=tuple(DESK_STAGES.values()))
        came = {"recorded_at": Lead.created_at, "respond_by_at": Lead.created_at + HOUR}
        db.execute(update(Lead).values(**came))
        soon = update(Lead).where(Lead.campaign.is_(None))
        db.execute(soon.values(expected_close_on=IntDiv(Lead.created_at, literal(DAY, WHOLE)) + 30))
        some = Lead.company_size.is_not(None)
        db.execute(update(Lead).where(some).values(responded_at=Lead.created_at + 50 * MINUTE))
        printed = _printed(db)
        for name in FACTS:
            _equals_recount(db, printed, name, _asked(name, asked), turn)
        _funnel_equals_recount(db, printed)
        _alignment_equals_recount(db, printed)
        nested.rollback()


def _on_desk(lead: ALead) -> ALead:
    """Return a lead in a stage of the shipped playbook, with an amount that a fraction prints exactly."""
    amount = None if lead.amount is None else lead.amount % 10**9
    return replace(lead, stage=DESK_STAGES[lead.stage], amount=amount)


def _printed(db: Connection) -> World:
    printed = [lead_json(db, one) for one in db.execute(select(Lead.id)).scalars()]
    version = db.execute(select(Playbook.version).where(Playbook.is_current)).scalar_one()
    stages = {
        row.key: AStage(row.kind, row.milestone, row.win_pct or 0, row.position)
        for row in db.execute(select(Stage.__table__).where(Stage.version == version))
    }
    return World([one for one in printed if one is not None], stages, version, from_micros(NOW))


_TOLD = frozenset(
    {
        Dimension.CHANNEL, Dimension.CAMPAIGN, Dimension.KEYWORD, Dimension.REGION, Dimension.INDUSTRY,
        Dimension.SIZE, Dimension.MONTH, Own.REASON, Own.QUESTION, Own.VERSION, Own.THRESHOLD, Own.WEEKDAY, Own.HOUR,
        Own.KEPT, Own.STAGE, Own.RIVAL, Own.ABOUT,
    }
)  # fmt: skip
_UNTOLD = {("losses", Own.STAGE)}
"""From which stage a lead left is not printed."""


def _equals_recount(db: Connection, world: World, name: str, asked: ReportFilter, turn: int) -> None:
    spec, _ = CUBES[name]
    splits = [by for by in spec.splits if by in _TOLD and (name, by) not in _UNTOLD]
    by = splits[turn % len(splits)]
    found = sheet_of(db, spec, replace(asked, groups_blank=False), by)
    facts = [fact for lead in world.leads for fact in FACTS[name](lead, world)]
    if name == "script" and by is not Own.VERSION:
        facts = [fact for fact in facts if fact.own["version"] == str(world.version)]
        facts = [fact for fact in facts if by is not Own.QUESTION or fact.what not in ("runs", "took")]
    known = {one.what for one in spec.sources(db, asked_of(db, spec, asked, by))}
    rows: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        row = row_of(fact, by.value, is_cohort=asked.basis is Basis.COHORT)
        if fact.what in known and row is not None and _counts(fact, asked):
            rows[row][fact.what].append(fact)

    assert {line.cell.value for line in found.lines} == set(rows), (name, by)
    for line in found.lines:
        for column in spec.columns:
            where = (name, by, line.cell.value, column.key)
            if isinstance(column, Ratio):
                _is_ratio(line, column)
            else:
                counted = [fact for what in column.what for fact in rows[line.cell.value][what]]
                _is_measured(line.at(column.key), column, counted, where)
        _crosses(found, line, rows[line.cell.value])


def _counts(fact: Fact, asked: ReportFilter) -> bool:
    """Whether a fact falls into the period and its lead into the filter."""
    at = datetime.fromisoformat(fact.lead["created_at"]) if asked.basis is Basis.COHORT else fact.at
    dated = fact.at is None and asked.basis is Basis.SNAPSHOT and fact.what not in _DATED_ONCE
    bounded = asked.since is not None or asked.until is not None
    if at is None:
        in_period = dated or not bounded
    else:
        on = at.astimezone(ZONE).date()
        in_period = (asked.since is None or on >= asked.since) and (asked.until is None or on <= asked.until)
    return in_period and all((fact.lead["channel"] or "") in one.values for one in asked.only)


_DATED_ONCE = frozenset({"open", "forecast", "committed", "best_case", "won"})
"""Deals of the forecast have a date or none yet; what else has none is so now, whatever the period."""


def _is_measured(entry: Entry, column: Measure, facts: list[Fact], where: object) -> None:
    values = sorted(fact.value for fact in facts if fact.value is not None)
    match column.how:
        case How.COUNT:
            assert entry.value == len(facts), where
        case How.SUM:
            sums: Counter[str] = Counter()
            for fact in facts:
                if fact.value is not None:
                    sums[fact.lead["currency"] or ""] += fact.value
            dollars = sums.pop("USD", None)
            if dollars is not None:
                sums["CNY"] += dollars * RATE // 10**6
            assert dict(entry.amounts) == dict(sums), where
        case How.MEAN:
            assert entry.value == (round(fmean(values), 2) if values else None), where
        case How.MEDIAN:
            assert entry.value == (median(values) if values else None), where
        case How.P90:
            assert entry.value == (values[(9 * len(values) + 9) // 10 - 1] if values else None), where


def _is_ratio(line: Line, column: Ratio) -> None:
    part, whole = line.number(column.part), line.number(column.whole)
    if column.unit is Unit.SHARE:
        assert line.at(column.key).value == (part / whole if whole else None)


def _crosses(found: Sheet, line: Line, facts: dict[str, list[Fact]]) -> None:
    """Check the columns made of values: counts, shares of a column, shares of their own, running or not."""
    across = CUBES[found.name][0].across
    if across is None:
        return
    running = 0
    for column in found.columns:
        if column.across is None:
            continue
        count = sum(fact.across == column.across for fact in facts[across.what])
        running += count
        shown: float | None = running if across.is_running else count
        whole = None
        if across.per is not None:
            whole = line.number(across.per)
        elif across.whole is not None:
            whole = sum(fact.across == column.across for fact in facts[across.whole])
        if whole is not None:
            shown = shown / whole if whole and shown is not None else None
        assert line.at(column.key).value == shown, (found.name, line.cell.value, column.key)


def _funnel_equals_recount(db: Connection, world: World) -> None:
    answer = funnel(db, ReportFilter(), Dimension.REGION)
    for row in answer.rows:
        of_row = [lead for lead in world.leads if (lead["region"] or "") == row.cell.value]
        for layer in FUNNEL_LAYERS[1:]:
            assert row.at(layer).count == sum(reached(lead, layer.value) is not None for lead in of_row)
        assert row.at(FUNNEL_LAYERS[0]).count == len(of_row)


def _alignment_equals_recount(db: Connection, world: World) -> None:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for lead in world.leads:
        for card in lead["handovers"]:
            if card["state"] in ("accepted", "refused"):
                counted[card["rep"]].update(["decided", card["state"]])
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for row in alignment_rows(db, ReportFilter(), AlignmentBy.REP):
        name = row.title.en.partition(" (")[0]
        told[name].update(decided=row.decided, accepted=row.accepted, refused=row.refused)
    assert {name: +count for name, count in told.items()} == counted


def test_every_report_is_counted_by_hand() -> None:
    """A new report needs its recount."""
    assert {spec.name for spec in REPORTS} == {*FACTS, "funnel", "alignment"}
    assert with_costs is CUBES["channels"][1]
    assert datetime.fromtimestamp(NOW / 10**6, UTC) == from_micros(NOW)
