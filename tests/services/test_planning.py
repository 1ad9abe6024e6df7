"""The planner's arithmetic: the worked example, rates measured and typed, people, what holds it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.planning import STEPS, Capacity, Goal, Measured, needed, plan
from app.services.planning_view import drop_scenario, gaps, planned, save_scenario
from app.services.reports.funnel_layers import Layer
from tests.builders import Desk, open_desk

COUNTS = {
    Layer.LEAD: 8000, Layer.MQL: 842, Layer.SAL: 842, Layer.SALES_QUALIFIED: 842, Layer.OPPORTUNITY: 842,
    Layer.WON: 842,
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk."""
    with open_desk(tmp_path) as opened:
        yield opened


def test_the_worked_example_comes_out_exactly() -> None:
    """600 customers at 20,000; half renews; 48 million wanted (spec section 17)."""
    made = plan(Goal(), Measured({}))

    assert (made.last_year, made.kept, made.new_revenue) == (12_000_000_00, 6_000_000_00, 42_000_000_00)
    assert (made.new_customers, made.new_customers_month) == (2_100, 175)
    assert made.need(Layer.LEAD).year is None
    assert made.limiting is None


def test_measured_rates_cancel_out_on_the_way_back() -> None:
    """100 deals of 842 in 8,000 leads take 951, whatever lies between."""
    counts = COUNTS | {Layer.MQL: 3001, Layer.SAL: 2003, Layer.SALES_QUALIFIED: 1009, Layer.OPPORTUNITY: 907}
    for measured in (COUNTS, counts):
        made = plan(Goal(deals=100), Measured(measured))

        assert made.need(Layer.LEAD).year == 951
        assert made.need(Layer.WON).year == 100
    assert [needed(100, leads, won) for leads, won in ((1586, 195), (2296, 271), (1350, 75), (493, 15))] == [
        814, 848, 1800, 3287
    ]  # fmt: skip
    assert needed(100, 10, 0) is None


def test_a_typed_rate_counts_and_is_marked_and_the_lowest_is_named() -> None:
    """One point more of the lowest rate saves the most leads."""
    made = plan(Goal(deals=100, rates_pct={"lead": 20, "mql": 50}), Measured(COUNTS))

    assert made.need(Layer.LEAD).year == 1000
    assert [step.is_typed for step in made.steps] == [True, True, False, False, False]
    assert made.steps[0].interval is None
    assert made.limiting is Layer.LEAD
    assert made.saved == 1000 - 953


def test_people_are_counted_from_hand_overs_a_month() -> None:
    """1,200 hand-overs a year are a hundred a month."""
    measured = Measured(COUNTS, 14, Capacity(30, is_typed=False, people=3), Capacity(None, is_typed=False))
    made = plan(Goal(deals=1200), measured)

    assert made.need(Layer.MQL).month == 100
    assert (made.sdrs, made.reps) == (4, None)
    typed = plan(Goal(deals=1200, rep_capacity=33), measured)
    assert (typed.reps, typed.rep_capacity.is_typed) == (4, True)


@given(
    deals=st.integers(0, 5000),
    counts=st.lists(st.integers(0, 10**6), min_size=6, max_size=6),
    typed=st.dictionaries(st.sampled_from([step.value for step in STEPS]), st.floats(0.1, 100)),
)
def test_every_layer_needs_at_least_what_the_next_one_does(
    deals: int, counts: list[int], typed: dict[str, float]
) -> None:
    """And chance leaves a range around what is needed where all of it is measured."""
    measured = dict(zip(COUNTS, sorted(counts, reverse=True), strict=True))
    made = plan(Goal(deals=deals, rates_pct=typed), Measured(measured))

    years = [need.year for need in made.needs if need.year is not None]
    assert years == sorted(years, reverse=True)
    first = made.needs[0]
    if not typed and first.year is not None and first.least is not None and first.most is not None:
        assert first.least <= first.year <= first.most


def test_a_scenario_is_kept_on_the_desk_and_found_again(desk: Desk) -> None:
    """The gap of the month counts working days."""
    goal = Goal(deals=120, rates_pct={"lead": 10})
    desk.workspace.keep(save_scenario("Spring", goal))
    found = desk.workspace.read(lambda db: planned(db, goal, desk.clock()))

    assert found.scenarios == (("Spring", goal),)
    assert 0 < found.days_gone <= found.days
    assert {gap.layer: gap.month for gap in gaps(found.plan, found.done, found.days_gone, found.days)}[
        Layer.WON
    ] == 10
    desk.workspace.keep(drop_scenario("Spring"))
    assert desk.workspace.read(lambda db: planned(db, goal, desk.clock())).scenarios == ()
