"""Reports recomputed by brute force from what ``decile lead`` prints, lead by lead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from app.models.leads import Lead
from app.models.vocabulary import Role, Topic
from app.services.kernel.changes import Changes
from app.services.lead_json import lead_json
from app.services.reports.cubes import sheet
from app.services.reports.dimensions import Dimension
from app.services.reports.report import Basis, ReportFilter
from app.services.reports.sheet import Own, Sheet
from tests.builders import Desk, open_desk
from tests.services.reports.history import NOW, write_history

LAYERS = ("mql", "sal", "sql", "opportunity", "poc", "won")
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with a history of fifty leads."""
    with open_desk(tmp_path_factory.mktemp("recount"), role=Role.TEAM_LEAD) as made:
        made.clock.at = NOW
        write = lambda db: write_history(db, seed=21, size=50, has_playbook=True)  # noqa: E731
        made.workspace.keep(write, Changes({Topic.LEADS: frozenset()}))
        yield made


@pytest.fixture(scope="module")
def printed(desk: Desk) -> list[dict[str, Any]]:
    """What ``decile lead`` prints of every lead."""
    ids = desk.workspace.read(lambda db: list(db.execute(select(Lead.id)).scalars()))
    found = [desk.workspace.read(lambda db, one=one: lead_json(db, one)) for one in ids]
    return [lead for lead in found if lead is not None]


def _reached(lead: dict[str, Any], layer: str) -> str | None:
    """When a lead reached a layer: by its own milestone, else by the next that is recorded."""
    for name in LAYERS[LAYERS.index(layer) :]:
        if lead["milestones"].get(name):
            return str(lead["milestones"][name])
    return None


def _sheet(desk: Desk, name: str, by: Any, basis: Basis = Basis.COHORT) -> Sheet:
    asked = ReportFilter(basis=basis, now=NOW)
    return desk.workspace.read(lambda db: sheet(db, name, asked, by))


def test_channels_and_wins(desk: Desk, printed: list[dict[str, Any]]) -> None:
    """Leads, layers, and what was won, by channel and by industry."""
    for name, by, key in (
        ("channels", Dimension.CHANNEL, "channel"),
        ("wins", Dimension.INDUSTRY, "industry"),
    ):
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for lead in printed:
            cell = counted[lead[key] or ""]
            cell["lead"] += 1
            cell.update(layer for layer in LAYERS if _reached(lead, layer) is not None)
        for line in _sheet(desk, name, by).lines:
            for column in ("lead", "mql", "sql", "sal", "opportunity", "won"):
                if column in line.entries:
                    assert line.number(column) == counted[line.cell.value][column]


def test_revenue_by_the_month_it_was_won(desk: Desk, printed: list[dict[str, Any]]) -> None:
    """Deals and yuan by month; days from the lead to the deal in the middle."""
    deals: Counter[str] = Counter()
    yuan: Counter[str] = Counter()
    for lead in printed:
        won = _reached(lead, "won")
        if won is not None:
            month = f"{datetime.fromisoformat(won).astimezone(ZONE):%Y-%m}"
            deals[month] += 1
            if lead["currency"] == "CNY" and lead["amount"]:
                yuan[month] += round(lead["amount"] * 100)
    found = _sheet(desk, "revenue", Dimension.MONTH, Basis.SNAPSHOT)

    assert {line.cell.value: line.number("won") for line in found.lines} == deals
    rate = 7_123_457
    for line in found.lines:
        held = dict(line.at("revenue").amounts)
        dollars = sum(
            round((lead["amount"] or 0) * 100)
            for lead in printed
            if lead["currency"] == "USD"
            and (won := _reached(lead, "won")) is not None
            and f"{datetime.fromisoformat(won).astimezone(ZONE):%Y-%m}" == line.cell.value
        )
        assert abs(held.get("CNY", 0) - yuan[line.cell.value] - dollars * rate // 10**6) <= 2**8


def test_calls_and_answers(desk: Desk, printed: list[dict[str, Any]]) -> None:
    """Calls that reached somebody by who called, and answers of ended runs by question."""
    calls: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for lead in printed:
        calls.update(event["by"] for event in lead["timeline"] if event["code"] == "call")
        for run in lead["runs"]:
            if run["state"] in ("finished", "stopped"):
                good.update(one["question"] for one in run["answers"] if one["state"] == "good")
    found = _sheet(desk, "work", Own.MEMBER, Basis.SNAPSHOT)
    told: Counter[str] = Counter()
    for line in found.lines:
        told[line.cell.title_en.partition(" (")[0]] += int(line.number("calls"))
    assert {name: count for name, count in told.items() if count} == calls

    both = [
        _sheet(desk, "script", Own.VERSION, Basis.SNAPSHOT),
        _sheet(desk, "script", Own.QUESTION, Basis.SNAPSHOT),
    ]
    assert sum(line.number("good") for line in both[0].lines) == sum(good.values())
    for line in both[1].lines:
        assert line.number("good") <= good[line.cell.value]
