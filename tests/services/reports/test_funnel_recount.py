"""The funnel against a recount by hand, on both databases, for every split and basis."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from app.services.reports.dimensions import Dimension
from app.services.reports.funnel import FunnelRow, funnel, lead_ids_of
from app.services.reports.funnel_layers import LAYERS, REACHED, Layer
from app.services.reports.funnel_leads import LeadSelection, Part
from app.services.reports.funnel_losses import losses
from app.services.reports.report import Basis, Only, ReportFilter
from tests.services.reports.leads import BLANK_WORDS, PEOPLE, STAGES, ALead, Recount, at_local, write_leads

FIRST, LAST = at_local("2025-11-15 00:00"), at_local("2026-03-20 00:00")
INSTANTS = st.one_of(
    st.integers(FIRST, LAST),
    st.sampled_from(
        [at_local("2026-01-01 00:00"), at_local("2026-01-01 00:00") - 1, at_local("2026-02-28 23:59")]
    ),
)
WORDS = st.sampled_from([*BLANK_WORDS, "sem", "seo"])
MAYBE = st.one_of(st.none(), WORDS)
HOLDERS = st.one_of(st.none(), st.sampled_from(list(PEOPLE)))
LEADS = st.builds(
    ALead,
    created_at=INSTANTS,
    reached=st.dictionaries(st.sampled_from(REACHED), INSTANTS, max_size=5),
    channel=WORDS,
    campaign=MAYBE,
    ad_unit=MAYBE,
    keyword=MAYBE,
    region=MAYBE,
    industry=MAYBE,
    company_size=MAYBE,
    owner_id=HOLDERS,
    rep_id=HOLDERS,
    amount=st.one_of(st.none(), st.integers(0, 10_000_000)),
    currency=st.sampled_from([None, "", "CNY", "USD"]),
    stage=st.sampled_from(list(STAGES)),
    lost_reason=st.sampled_from([None, "price", "rival"]),
    moved_because=st.sampled_from([None, "", "no_budget"]),
    is_suspect=st.booleans(),
)
DAYS = st.one_of(st.none(), st.dates(date(2025, 11, 1), date(2026, 3, 31)))
FILTERS = st.builds(
    ReportFilter,
    since=DAYS,
    until=DAYS,
    basis=st.sampled_from(list(Basis)),
    only=st.one_of(
        st.just(()),
        st.builds(
            lambda dimension, values: (Only(dimension, tuple(values)),),
            st.sampled_from([Dimension.CHANNEL, Dimension.REGION]),
            st.sets(st.sampled_from(["", "unknown", "sem", "未知"])),
        ),
    ),
    groups_blank=st.booleans(),
)
BY = st.one_of(st.none(), st.sampled_from(list(Dimension)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(leads=st.lists(LEADS, max_size=7), asked=FILTERS, by=BY)
def test_every_number_equals_a_recount_and_the_leads_behind_it(
    engine: Engine, leads: list[ALead], asked: ReportFilter, by: Dimension | None
) -> None:
    """Counts, implied counts, suspects, amounts and losses; in each cell and in all."""
    with engine.connect() as db, db.begin() as transaction:
        recount = Recount(write_leads(db, leads), asked, by)
        answer = funnel(db, asked, by)

        assert {row.cell.value for row in answer.rows} == recount.cells()
        for row in answer.rows:
            _same(db, row, recount, row.cell.value)
        for row in answer.rows[:1]:
            _same_losses(db, recount, row.cell.value)
        _same(db, answer.total, recount, None)
        _same_losses(db, recount, None)
        transaction.rollback()


def _same(db: Connection, row: FunnelRow, recount: Recount, value: str | None) -> None:
    by = None if value is None else recount.by
    for layer in LAYERS:
        figures, expected = row.at(layer), recount.ids(layer, value)
        assert figures.count == len(expected)
        assert dict(figures.amounts) == recount.amounts(layer, value)
        selection = LeadSelection(layer, recount.asked, by, value or "")
        found = lead_ids_of(db, selection)
        assert len(found) == len(set(found))
        assert set(found) == expected
        implied = recount.implied(layer, value)
        assert figures.implied == len(implied)
        if layer is not Layer.LEAD:
            part = LeadSelection(layer, recount.asked, by, value or "", Part.IMPLIED)
            assert set(lead_ids_of(db, part)) == implied
    suspects = {
        one
        for one in recount.ids(Layer.WON, value)
        if recount.leads[one].is_suspect and Layer.WON in recount.leads[one].reached
    }
    assert row.at(Layer.WON).suspect == len(suspects)
    won = LeadSelection(Layer.WON, recount.asked, by, value or "", Part.SUSPECT)
    assert set(lead_ids_of(db, won)) == suspects


def _same_losses(db: Connection, recount: Recount, value: str | None) -> None:
    by = None if value is None else recount.by
    for loss in losses(db, recount.asked, by, value or ""):
        expected = recount.left(loss.layer, value)
        assert loss.left == len(expected)
        assert loss.under_way + sum(one.count for one in loss.standings) == loss.left
        everybody = LeadSelection(loss.layer, recount.asked, by, value or "", Part.LEFT)
        assert set(lead_ids_of(db, everybody)) == expected
        for standing in loss.standings:
            there = {one for one in expected if STAGES[recount.leads[one].stage] is standing.kind}
            assert standing.count == len(there) == sum(reason.count for reason in standing.reasons)
            for reason in standing.reasons:
                selection = LeadSelection(
                    loss.layer, recount.asked, by, value or "", Part.LEFT, standing.kind, reason.key
                )
                assert len(lead_ids_of(db, selection)) == reason.count


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(leads=st.lists(LEADS, max_size=7), edge=st.dates(date(2025, 12, 1), date(2026, 3, 1)))
def test_cohort_and_snapshot_agree_over_all_time_and_snapshots_add_up(
    engine: Engine, leads: list[ALead], edge: date
) -> None:
    """They differ by what falls into a period and by nothing else."""
    with engine.connect() as db, db.begin() as transaction:
        write_leads(db, leads)
        whole = funnel(db, ReportFilter())
        before = funnel(db, ReportFilter(until=edge, basis=Basis.SNAPSHOT))
        later = funnel(db, ReportFilter(since=date.fromordinal(edge.toordinal() + 1), basis=Basis.SNAPSHOT))

        assert funnel(db, ReportFilter(basis=Basis.SNAPSHOT)) == whole
        for layer in LAYERS:
            both = before.total.at(layer).count + later.total.at(layer).count
            assert both == whole.total.at(layer).count
        cohort = funnel(db, ReportFilter(until=edge))
        assert cohort.total.at(Layer.LEAD) == before.total.at(Layer.LEAD)
        transaction.rollback()


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("by", [None, *Dimension])
def test_nothing_and_one_lead_are_counted_too(engine: Engine, basis: Basis, by: Dimension | None) -> None:
    """An empty database gives no rows, noughts and no shares."""
    asked = ReportFilter(basis=basis)
    with engine.connect() as db, db.begin() as transaction:
        empty = funnel(db, asked, by)
        write_leads(db, [ALead(FIRST)])
        one = funnel(db, asked, by)
        transaction.rollback()

    assert empty.rows == ()
    assert [layer.count for layer in empty.total.layers] == [0] * 7
    assert empty.total.of_before(Layer.MQL) is None
    assert [layer.count for layer in one.total.layers] == [1, 0, 0, 0, 0, 0, 0]
    assert one.total.of_before(Layer.MQL) == 0
    assert one.total.of_before(Layer.SAL) is None
    assert len(one.rows) == 1
