"""Every report of the common frame: both databases say the same, parts add up, and leads stand behind each figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, func, select
from sqlalchemy.pool import StaticPool

from app.models.tables import SHARED
from app.services.reports.cube import Across, How, Measure
from app.services.reports.cubes import CUBES, leads_behind, sheet
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel_layers import Layer
from app.services.reports.intervals import difference_is_proved, wilson
from app.services.reports.report import Basis, Only, ReportFilter
from app.services.reports.sheet import Behind, Custom, Line, Sheet, Split, Unit, report_of
from tests.postgres import PostgresServer
from tests.services.reports.conftest import lay_playbook
from tests.services.reports.history import NOW, write_history
from tests.services.reports.leads import Recount, at_local

SINCE, UNTIL = date(2026, 1, 1), date(2026, 2, 28)
PERIODS = (ReportFilter(now=NOW), ReportFilter(since=SINCE, until=UNTIL, groups_blank=True, now=NOW))
EVERY = [
    pytest.param(name, by, id=f"{name}-{by}")
    for name, (spec, _) in CUBES.items()
    for by in (*spec.splits[: len(spec.splits) if name == "channels" else 3], Custom("custom:kind"))
    if name in ("channels", "losses") or not isinstance(by, Custom)
]


@pytest.fixture(scope="module")
def twins(pg_server: PostgresServer) -> Iterator[tuple[Connection, Connection]]:
    """The same history in a database of each kind."""
    url = pg_server.fresh_database()
    engines = (
        create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool),
        create_engine(url.replace("postgresql://", "postgresql+psycopg://")),
    )
    for engine in engines:
        SHARED.create_all(engine)
        lay_playbook(engine)
        with engine.begin() as db:
            write_history(db, seed=6, size=60)
    with engines[0].connect() as one, engines[1].connect() as other:
        yield one, other
    for engine in engines:
        engine.dispose()
    pg_server.drop_database(url)


@pytest.mark.parametrize(("name", "by"), EVERY)
def test_both_databases_say_the_same_and_the_parts_add_up(
    twins: tuple[Connection, Connection], name: str, by: Split
) -> None:
    """For all time or for a period with blanks grouped, in one basis or the other; the counted are found again."""
    spec, _ = CUBES[name]
    turn = len(name) + len(str(by))
    asked, basis = PERIODS[turn % 2], spec.bases[turn % len(spec.bases)]
    one, other = (sheet(db, name, replace(asked, basis=basis), by) for db in twins)

    assert one == other
    assert report_of(one) == report_of(other)
    _adds_up(one)
    _leads_stand_behind(twins[turn % 3 == 0], one)


def _adds_up(found: Sheet) -> None:
    spec, _ = CUBES[found.name]
    assert found.total is not None
    for column in spec.columns:
        if column.key not in found.total.entries:
            continue  # counted for the report's own use
        if isinstance(column, Measure) and column.how is How.COUNT and column.is_total:
            assert found.total.number(column.key) == sum(line.number(column.key) for line in found.lines)
    across: Across | None = spec.across
    if across is not None and not across.is_running and across.per is None and across.whole is None:
        for line in found.lines:
            crossed = [line.number(column.key) for column in found.columns if column.across is not None]
            assert sum(crossed) == line.number(across.what)


def _leads_stand_behind(db: Connection, found: Sheet) -> None:
    """Check the first lines and the total: as many leads as counted, or events of no more leads than that."""
    lines: list[tuple[Line, str | None]] = [(line, line.cell.value) for line in found.lines[:1]]
    if found.total is not None:
        lines.append((found.total, None))
    for line, value in lines:
        for column in found.columns:
            entry = line.at(column.key)
            if column.unit is not Unit.COUNT or not entry.opens or not isinstance(entry.value, int):
                continue
            behind = Behind(found.name, found.asked, found.by, value, column.key, column.across)
            ids = list(db.execute(leads_behind(db, behind)).scalars())
            assert len(ids) == len(set(ids))
            if column.is_events or column.across is not None:
                assert bool(ids) == bool(entry.value)
                assert len(ids) <= entry.value
            else:
                assert len(ids) == entry.value


@pytest.mark.parametrize("name", list(CUBES))
def test_an_empty_database_and_one_lead_are_answered(engine: Engine, name: str) -> None:
    """Without anything there is nothing to divide by; with one lead a share is of one."""
    spec, finish = CUBES[name]
    for size in (0, 1):
        with engine.connect() as db, db.begin() as transaction:
            if size:
                write_history(db, seed=3, size=size)
            for by in spec.splits[:1]:
                found = sheet(db, name, ReportFilter(basis=spec.bases[0], now=NOW), by)

                assert report_of(found).columns
                assert finish is not None or size or not found.lines
            transaction.rollback()


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("by", [Dimension.CHANNEL, Dimension.MONTH, Dimension.OWNER])
def test_channels_equal_a_recount_by_hand(engine: Engine, basis: Basis, by: Dimension) -> None:
    """Leads and layers, lead by lead, by the words of the specification."""
    asked = ReportFilter(
        SINCE, UNTIL, basis, (Only(Dimension.CHANNEL, ("sem", "unknown")),), groups_blank=True, now=NOW
    )  # fmt: skip
    with engine.connect() as db, db.begin() as transaction:
        recount = Recount(write_history(db, seed=11, size=50), asked, by)
        found = sheet(db, "channels", asked, by)
        names = {Layer.LEAD: "lead", Layer.MQL: "mql", Layer.SALES_QUALIFIED: "sql", Layer.WON: "won"}
        for line in found.lines:
            for layer, key in names.items():
                assert line.number(key) == len(recount.ids(layer, line.cell.value))
            amounts = recount.amounts(Layer.WON, line.cell.value)
            in_yuan = dict(line.at("revenue").amounts)
            assert in_yuan.get("CNY", 0) == amounts.get("CNY", 0) + amounts.get("USD", 0) * 7_123_457 // 10**6
        transaction.rollback()


def test_a_cohort_and_a_snapshot_differ_only_in_what_falls_into_the_period(
    twins: tuple[Connection, Connection],
) -> None:
    """Without a period they say the same."""
    for name in ("channels", "wins", "revenue"):
        one, other = (
            sheet(twins[0], name, ReportFilter(basis=basis, now=NOW), Dimension.CHANNEL) for basis in Basis
        )
        assert one.lines == other.lines
        assert one.total == other.total


def test_intervals_are_wilsons_and_a_difference_must_be_proved() -> None:
    """100 leads from events with 5 deals, 100 from search ads with 1 (issue 6)."""
    events, ads = wilson(5, 100), wilson(1, 100)
    assert events is not None
    assert ads is not None

    assert [round(100 * value, 1) for value in (events.low, events.high)] == [2.2, 11.2]
    assert [round(100 * value, 1) for value in (ads.low, ads.high)] == [0.2, 5.4]
    assert difference_is_proved(5, 100, 1, 100) is False
    assert difference_is_proved(50, 1000, 10, 1000) is True
    assert difference_is_proved(0, 0, 1, 100) is None
    assert wilson(0, 0) is None


def test_the_database_counts_days_where_the_team_is(twins: tuple[Connection, Connection]) -> None:
    """A lead of the last second of a month in Shanghai is none of the next."""
    first = at_local("2026-02-01 00:00")
    found = sheet(twins[0], "channels", ReportFilter(now=NOW), Dimension.MONTH)

    assert [line.cell.value for line in found.lines] == sorted(line.cell.value for line in found.lines)
    behind = Behind("channels", found.asked, Dimension.MONTH, "2026-02", "lead")
    ids = select(func.count()).select_from(leads_behind(twins[0], behind).subquery())
    february = next(line for line in found.lines if line.cell.value == "2026-02")
    assert twins[0].execute(ids).scalar_one() == february.number("lead")
    assert first > 0
