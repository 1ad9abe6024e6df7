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
business_segment = "industry"
lead_type = "custom:lead_type"
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


def _rows(profile: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["report", *words, "--json", "--profile", str(profile)]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["rows"]
    return rows


def test_channels_segments_and_lead_types_are_the_expected_ones(
    profile: Path, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Leads, deals, conversion and median days per origin; deals by segment and by a column of the source's own."""
    expected = json.loads((shared_data / "olist" / "expected.json").read_text())

    for row in _rows(profile, capsys, "channels"):
        one = expected["by_origin"][row["channel"] or "(blank)"]
        assert (row["lead"], row["won"], row["days_median"]) == (
            one["leads"], one["deals"], one["median_days_to_won"]
        )  # fmt: skip
        assert round(100 * row["won_of_lead"], 2) == one["conversion_pct"]
        assert row["won_of_lead_low"] < row["won_of_lead"] < row["won_of_lead_high"]
    segments = _rows(profile, capsys, "revenue", "--by", "industry")
    assert [(row["industry"], row["won"]) for row in segments[:5]] == [
        ("home_decor", 105), ("health_beauty", 93), ("car_accessories", 77), ("household_utilities", 71),
        ("construction_tools_house_garden", 69),
    ]  # fmt: skip
    types = _rows(profile, capsys, "revenue", "--by", "custom:lead_type")
    assert [(row["custom:lead_type"], row["won"]) for row in types[:4]] == [
        ("online_medium", 332), ("online_big", 126), ("industry", 123), ("offline", 104)
    ]  # fmt: skip


def test_deals_by_month_cohorts_and_days_are_the_expected_ones(
    profile: Path, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Deals by the month won, conversion by the month of the lead, 14 days in the middle."""
    expected = json.loads((shared_data / "olist" / "expected.json").read_text())

    by_month = {row["month"]: row["won"] for row in _rows(profile, capsys, "revenue")}
    assert by_month == expected["deals_per_won_month"]
    cohorts = {row["month"]: row for row in _rows(profile, capsys, "cohorts")}
    shares = [round(100 * cohorts[f"2018-{month:02d}"]["won_of_lead"], 2) for month in range(1, 6)]
    assert shares == [13.32, 14.49, 14.22, 13.54, 9.98]
    assert all(
        row[f"m{at}"] <= row[f"m{at + 1}"]
        for row in cohorts.values()
        for at in range(3)
        if f"m{at + 1}" in row
    )
    capsys.readouterr()
    assert run(["report", "revenue", "--json", "--profile", str(profile)]) == 0
    total = json.loads(capsys.readouterr().out)["total"]
    assert (total["won"], total["days_median"], total["days_mean"]) == (842, 14, 48.44)


def test_the_plan_goes_by_the_measured_rates(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A hundred deals take 951 leads overall, and by channel what its own rate says."""
    capsys.readouterr()
    assert run(["plan", "--deals", "100", "--json", "--profile", str(profile)]) == 0
    plan = json.loads(capsys.readouterr().out)

    assert plan["needed"]["lead"] == 951
    for name, leads in (("paid search", 814), ("organic search", 848), ("social", 1800), ("email", 3287)):
        assert plan["by_channel"][name]["needed"] == leads
    low, high = plan["needed_range"]["lead"]
    assert low < 951 < high
    assert plan["limiting"] == "lead"
    assert sum(one["leads"] for one in plan["mix"].values()) == 951
    assert plan["mix"]["paid search"]["leads"] == round(951 * 1586 / 8000)
    assert plan["by_channel"]["paid search"]["days"] == 15


def test_the_worked_example_comes_out_exactly(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """600 customers at 20,000, half renew, 48 million wanted (spec section 17)."""
    for words in ((), ("--customers", "600", "--price", "20000", "--target", "48000000", "--renewal", "50")):
        capsys.readouterr()
        assert run(["plan", *words, "--json", "--profile", str(profile)]) == 0
        plan = json.loads(capsys.readouterr().out)

        assert [plan[key] for key in ("last_year", "kept", "new_revenue", "new_customers")] == [
            12_000_000, 6_000_000, 42_000_000, 2_100
        ]  # fmt: skip
        assert plan["per_month"]["new_customers"] == 175
