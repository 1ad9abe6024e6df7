"""What other programs read of the funnel, and the words it is asked by."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import StaticPool

from app.errors import BadArgument
from app.models.tables import SHARED
from app.services.reports.catalogue import REPORTS, report_named
from app.services.reports.dimensions import Dimension
from app.services.reports.funnel import funnel, funnel_report
from app.services.reports.funnel_layers import LAYERS, Layer
from app.services.reports.funnel_leads import Reach
from app.services.reports.funnel_losses import losses
from app.services.reports.parts import everyone
from app.services.reports.report import Basis, Only, ReportFilter, basis_named, dimension_named
from tests.services.reports.leads import ALead, at_local, write_leads

JANUARY, MARCH = at_local("2026-01-05 10:00"), at_local("2026-03-05 10:00")
WON = dict.fromkeys((Layer.MQL, Layer.WON), MARCH)


def test_a_report_has_its_dimension_and_its_layers_under_their_names(engine: Engine) -> None:
    """As design section 7 says; shares are fractions of 1, amounts in units of the currency."""
    with engine.connect() as db, db.begin() as transaction:
        write_leads(
            db, [ALead(JANUARY, channel="sem"), ALead(JANUARY, WON, "sem", amount=1250, currency="CNY")]
        )
        document = report_named("funnel").run(db, ReportFilter(), Dimension.CHANNEL).as_json()
        transaction.rollback()
    (row,) = document["rows"]  # type: ignore[misc]

    assert document["name"] == "funnel"
    assert list(row) == document["columns"]
    assert row["channel"] == "sem"
    assert [row[layer] for layer in LAYERS] == [2, 1, 1, 1, 1, 1, 1]
    assert row["won_amount"] == 12.5
    assert row["currency"] == "CNY"
    assert (row["sal_implied"], row["won_implied"]) == (1, 0)
    assert (row["mql_of_before"], row["sal_of_before"], row["won_of_lead"]) == (0.5, 1.0, 0.5)


def test_several_currencies_stand_apart(engine: Engine) -> None:
    """What cannot be summed is not."""
    leads = [
        ALead(JANUARY, channel="sem", amount=1250, currency="CNY"),
        ALead(JANUARY, channel="sem", amount=900, currency="JPY"),
        ALead(JANUARY, channel="seo", amount=300),
    ]
    with engine.connect() as db, db.begin() as transaction:
        write_leads(db, leads)
        report = funnel_report(db, ReportFilter(), Dimension.CHANNEL)
        transaction.rollback()
    sem, seo = report.rows

    assert (sem["lead_amount"], sem["currency"]) == (None, "")
    assert (sem["lead_amount_CNY"], sem["lead_amount_JPY"], sem["lead_amount_unstated"]) == (12.5, 900, 0)
    assert (seo["lead_amount"], seo["lead_amount_unstated"]) == (3, 3)


def test_blank_and_unknown_are_two_values_that_can_be_one(engine: Engine) -> None:
    """Blank is the empty text."""
    leads = [ALead(JANUARY), ALead(JANUARY, channel="unknown"), ALead(JANUARY, channel="unknown")]
    with engine.connect() as db, db.begin() as transaction:
        write_leads(db, leads)
        apart = funnel_report(db, ReportFilter(), Dimension.CHANNEL)
        together = funnel_report(db, ReportFilter(groups_blank=True), Dimension.CHANNEL)
        transaction.rollback()

    assert [(row["channel"], row["lead"]) for row in apart.rows] == [("unknown", 2), ("", 1)]
    assert [(row["channel"], row["lead"]) for row in together.rows] == [("unknown", 3)]


def test_a_deal_won_before_its_lead_is_counted_and_flagged(engine: Engine) -> None:
    """The report says how many."""
    with engine.connect() as db, db.begin() as transaction:
        write_leads(db, [ALead(MARCH, {Layer.WON: JANUARY}, is_suspect=True), ALead(JANUARY, WON)])
        (row,) = funnel_report(db, ReportFilter()).rows
        transaction.rollback()

    assert (row["won"], row["won_suspect"]) == (2, 1)


def test_people_of_one_name_are_told_apart(engine: Engine) -> None:
    """By their logins, where their names do not."""
    leads = [ALead(JANUARY, owner_id=UUID(int=at)) for at in (1, 2, 3)]
    with engine.connect() as db, db.begin() as transaction:
        write_leads(db, [*leads, ALead(JANUARY)])
        report = funnel_report(db, ReportFilter(), Dimension.OWNER)
        transaction.rollback()

    assert {row["owner"] for row in report.rows} == {"Li (li1)", "Wang", "Li (li3)", ""}


def test_months_are_the_teams_months(engine: Engine) -> None:
    """The first instant of March in Shanghai is still February in Greenwich."""
    leads = [ALead(at_local("2026-03-01 00:00")), ALead(at_local("2026-03-01 00:00") - 1)]
    with engine.connect() as db, db.begin() as transaction:
        write_leads(db, leads)
        report = funnel_report(db, ReportFilter(), Dimension.MONTH)
        march = funnel(db, ReportFilter(since=date(2026, 3, 1), until=date(2026, 3, 1)))
        transaction.rollback()

    assert [(row["month"], row["lead"]) for row in report.rows] == [("2026-02", 1), ("2026-03", 1)]
    assert march.total.at(Layer.LEAD).count == 1


def test_a_snapshot_counts_what_happened_and_a_cohort_what_became_of_leads(engine: Engine) -> None:
    """A lead of January that is won in March."""
    january = ReportFilter(since=date(2026, 1, 1), until=date(2026, 1, 31))
    march = ReportFilter(since=date(2026, 3, 1), until=date(2026, 3, 31), basis=Basis.SNAPSHOT)
    with engine.connect() as db, db.begin() as transaction:
        write_leads(db, [ALead(JANUARY, WON)])
        cohort, snapshot = _counts(db, january), _counts(db, march)
        transaction.rollback()

    assert cohort == [1, 1, 1, 1, 1, 1, 1]
    assert snapshot == [0, 1, 1, 1, 1, 1, 1]


def test_losses_say_where_they_stand_and_why(engine: Engine) -> None:
    """Reasons of the playbook have its titles; others keep their words."""
    leads = [
        ALead(JANUARY, stage="gone", lost_reason="price"),
        ALead(JANUARY, stage="gone", lost_reason="rival"),
        ALead(JANUARY, stage="gone", lost_reason="price"),
        ALead(JANUARY, stage="parked", moved_because="no_budget"),
        ALead(JANUARY),
        ALead(JANUARY, {Layer.MQL: MARCH}, stage="refused"),
    ]
    with engine.connect() as db, db.begin() as transaction:
        write_leads(db, leads)
        at_lead, at_mql, *others = losses(db, ReportFilter())
        only_sem = losses(db, ReportFilter(only=(Only(Dimension.CHANNEL, ("sem",)),)))
        transaction.rollback()
    lost, parked = at_lead.standings

    assert (at_lead.left, at_lead.under_way) == (5, 1)
    assert [(one.title_en, one.count) for one in lost.reasons] == [("Price", 2), ("rival", 1)]
    assert [(one.key, one.count) for one in parked.reasons] == [("no_budget", 1)]
    assert (at_mql.left, at_mql.standings[0].count, at_mql.standings[0].reasons[0].key) == (1, 1, "")
    assert sum(loss.left for loss in (*others, *only_sem)) == 0


def test_every_report_is_found_by_its_name_and_a_wrong_name_says_the_nearest() -> None:
    """A report, a dimension, a basis."""
    assert [report_named(spec.name) for spec in REPORTS] == list(REPORTS)
    spec = report_named("funnel")
    assert dimension_named(spec, "size") is Dimension.SIZE
    assert basis_named(spec, None) is Basis.COHORT

    for ask, near in (
        (lambda: report_named("funel"), "funnel"),
        (lambda: dimension_named(spec, "chanel"), "channel"),
        (lambda: basis_named(spec, "snap"), "snapshot"),
    ):
        with pytest.raises(BadArgument) as caught:
            ask()
        assert f"{near!r}" in str(caught.value.place["at"])


def _counts(db: Connection, asked: ReportFilter) -> list[int]:
    return [layer.count for layer in funnel(db, asked).total.layers]


def test_the_embedded_database_reads_the_funnel_from_its_indexes() -> None:
    """A million leads: the rows themselves are read for those that got somewhere, not for all."""
    made = create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool)
    SHARED.create_all(made)
    with made.connect() as db:
        statement = Reach(db, ReportFilter()).figures(Dimension.CHANNEL).statement(everyone)
        text = statement.compile(db, compile_kwargs={"render_postcompile": True, "literal_binds": True})
        plan = " ".join(row[3] for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}"))
    made.dispose()

    assert "SCAN lead USING COVERING INDEX ix_lead_created_at_channel" in plan
    assert "SCAN milestone USING COVERING INDEX ix_milestone_reached" in plan
    assert plan.count("SCAN milestone USING") == 1
