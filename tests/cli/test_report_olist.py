"""The funnel from the command line over 8,000 real leads and 842 deals that came in by their files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import run
from app.services.profile import open_profile

LEADS = """[columns]
mql_id = "external_id"
first_contact_date = "created_at"
landing_page_id = "landing_page"
origin = "channel"
"""
DEALS = """[columns]
mql_id = "external_id"
won_date = "won_at"
sr_id = "rep"
sdr_id = "owner"
"""


@pytest.fixture(scope="module")
def profile(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile into which both files came."""
    folder = tmp_path_factory.mktemp("olist")
    opened = open_profile(folder / "profile")
    opened.found(name="Chen Wei")
    opened.close()
    for name, toml in (
        ("olist_marketing_qualified_leads_dataset", LEADS),
        ("olist_closed_deals_dataset", DEALS),
    ):
        (folder / "map.toml").write_text(toml, "utf-8")
        words = ("--map", str(folder / "map.toml"), "--profile", str(folder / "profile"))
        assert run(["import", str(shared_data / "olist" / f"{name}.csv"), *words]) == 0
    return folder / "profile"


def test_the_reported_funnel_is_the_expected_one(
    profile: Path, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By origin, by month of the lead and of the deal; blank and unknown apart and as one."""
    expected = json.loads((shared_data / "olist" / "expected.json").read_text())

    def report(*words: str) -> list[dict[str, Any]]:
        capsys.readouterr()
        assert run(["report", "funnel", *words, "--json", "--profile", str(profile)]) == 0
        rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["rows"]
        return rows

    by_origin = {row["channel"] or "(blank)": (row["lead"], row["won"]) for row in report("--by", "channel")}
    assert by_origin == {
        origin: (one["leads"], one["deals"]) for origin, one in expected["by_origin"].items()
    }
    grouped = {row["channel"]: row for row in report("--by", "channel", "--group-blank")}
    assert (grouped["unknown"]["lead"], grouped["unknown"]["won"], "" in grouped) == (1159, 193, False)

    cohort = {row["month"]: row["lead"] for row in report("--by", "month")}
    assert cohort == expected["leads_per_month"]
    happened = report("--by", "month", "--basis", "snapshot")
    assert {row["month"]: row["won"] for row in happened if row["won"]} == expected["deals_per_won_month"]

    (may,) = report("--since", "2018-05-01", "--until", "2018-05-31")
    assert (may["lead"], may["won"]) == (1303, 130)
    (whole,) = report()
    assert (whole["lead"], whole["won"], whole["won_suspect"]) == (8000, 842, 1)
