"""Days where the team is, as both databases find them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, create_engine, literal, select

from app.clock import DAY, HOUR, from_micros, to_epoch_day, to_micros
from app.services.kernel.expressions import WHOLE
from app.services.reports.team_time import begin_of, local_day, month_bounds, months_between

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Casablanca", "UTC")
FIRST, LAST = to_micros(datetime(2017, 12, 20, tzinfo=UTC)), to_micros(datetime(2019, 1, 10, tzinfo=UTC))


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A connection of each kind, without a table."""
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("pg_url")
    engine = create_engine(str(url).replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("zone", ZONES)
def test_an_instant_falls_on_its_local_day(db: Connection, zone: str) -> None:
    """Every five hours through a year and a bit, clocks changing or not."""
    here = ZoneInfo(zone)
    instants = list(range(FIRST, LAST, 5 * HOUR))
    columns = [local_day(literal(at, WHOLE), here, FIRST, LAST) for at in instants]
    found: list[int] = []
    for start in range(0, len(columns), 100):
        found.extend(db.execute(select(*columns[start : start + 100])).one())

    assert found == [to_epoch_day(from_micros(at).astimezone(here).date()) for at in instants]


@pytest.mark.parametrize("zone", ZONES)
def test_days_begin_where_the_local_date_changes(zone: str) -> None:
    """Also where a day has no midnight, as in Brazil of 2018."""
    here = ZoneInfo(zone)
    for days in range(400):
        on = date(2017, 12, 20) + timedelta(days=days)
        begin = begin_of(on, here)
        assert from_micros(begin).astimezone(here).date() == on
        assert from_micros(begin - 1).astimezone(here).date() == on - timedelta(days=1)


def test_an_instant_before_1970_falls_on_its_own_day(db: Connection) -> None:
    """Whole division would round it towards 1970."""
    at = -3 * DAY - 1
    assert db.execute(select(local_day(literal(at, WHOLE), UTC, at, at))).scalar_one() == -4


def test_months_have_their_bounds() -> None:
    """December is followed by January."""
    begin, after = month_bounds("2025-12", ZoneInfo("Asia/Shanghai"))

    assert begin == to_micros(datetime(2025, 11, 30, 16, tzinfo=UTC))
    assert after == to_micros(datetime(2025, 12, 31, 16, tzinfo=UTC))
    assert months_between(begin, after, ZoneInfo("Asia/Shanghai")) == ("2025-12", "2026-01")
