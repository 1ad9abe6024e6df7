"""The funnel over 8,000 real leads and their 842 deals, against figures computed elsewhere."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, create_engine, insert
from sqlalchemy.pool import StaticPool

from app.models.leads import Lead, ReachedMilestone
from app.models.tables import SHARED
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel import funnel_report
from app.services.reports.report import Basis, ReportFilter, Value
from tests.services.reports.conftest import lay_playbook
from tests.services.reports.leads import NOBODY, at_local

LEADS, DEALS = "olist_marketing_qualified_leads_dataset.csv", "olist_closed_deals_dataset.csv"


@pytest.fixture(scope="module")
def expected(shared_data: Path) -> dict[str, Any]:
    """The figures computed elsewhere."""
    figures: dict[str, Any] = json.loads((shared_data / "olist" / "expected.json").read_text())
    return figures


@pytest.fixture(scope="module")
def db(shared_data: Path) -> Iterator[Connection]:
    """The two files, written row by row."""
    engine = create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool)
    SHARED.create_all(engine)
    lay_playbook(engine)
    created = {
        row["mql_id"]: at_local(row["first_contact_date"]) for row in _rows(shared_data / "olist" / LEADS)
    }
    with engine.begin() as connection:
        connection.execute(
            insert(Lead),
            [
                {
                    "id": UUID(row["mql_id"]), "phone_status": "none", "channel": row["origin"], "stage": "new",
                    "cycle": 1, "is_reachable": False, "score": 0, "created_at": created[row["mql_id"]],
                    "recorded_at": 0, "recorded_by_id": NOBODY, "changed_at": 0,
                }
                for row in _rows(shared_data / "olist" / LEADS)
            ],
        )  # fmt: skip
        connection.execute(
            insert(ReachedMilestone),
            [
                {
                    "lead_id": UUID(row["mql_id"]), "milestone": "won", "at": at_local(row["won_date"]),
                    "by_id": None, "is_suspect": at_local(row["won_date"]) < created[row["mql_id"]],
                }
                for row in _rows(shared_data / "olist" / DEALS)
            ],
        )  # fmt: skip
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_leads_and_deals_by_origin_are_the_expected_ones(db: Connection, expected: dict[str, Any]) -> None:
    """Blank and unknown apart, and together."""
    found = {row["channel"] or "(blank)": row for row in _by(db, Dimension.CHANNEL, ReportFilter())}
    together = {row["channel"]: row for row in _by(db, Dimension.CHANNEL, ReportFilter(groups_blank=True))}

    for origin, figures in expected["by_origin"].items():
        row = found.pop(origin)
        assert (row["lead"], row["won"]) == (figures["leads"], figures["deals"])
        assert isinstance(row["won_of_lead"], float)
        assert round(100 * row["won_of_lead"], 2) == figures["conversion_pct"]
    assert found == {}
    assert (together["unknown"]["lead"], together["unknown"]["won"]) == (1159, 193)


def test_months_of_leads_of_deals_and_of_cohorts_are_the_expected_ones(
    db: Connection, expected: dict[str, Any]
) -> None:
    """A cohort by the month of its leads, a snapshot by the month of its deals."""
    cohort = {row["month"]: row for row in _by(db, Dimension.MONTH, ReportFilter())}
    snapshot = {row["month"]: row for row in _by(db, Dimension.MONTH, ReportFilter(basis=Basis.SNAPSHOT))}

    assert {month: row["lead"] for month, row in cohort.items()} == expected["leads_per_month"]
    won = {month: row["won"] for month, row in snapshot.items() if row["won"]}
    assert won == expected["deals_per_won_month"]
    by_cohort = {month: (row["lead"], row["won"]) for month, row in cohort.items()}
    figures = expected["cohort_by_contact_month"].items()
    assert by_cohort == {month: (one["leads"], one["won"]) for month, one in figures}


def test_the_deal_won_before_its_first_contact_is_flagged(db: Connection) -> None:
    """One of 842; every layer below the deals is implied by them."""
    (row,) = funnel_report(db, ReportFilter()).rows

    assert (row["lead"], row["won"], row["won_suspect"]) == (8000, 842, 1)
    assert (row["mql"], row["mql_implied"], row["won_implied"]) == (842, 842, 0)


def _by(db: Connection, by: Dimension, asked: ReportFilter) -> list[dict[str, Value]]:
    return [dict(row) for row in funnel_report(db, asked, by).rows]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
