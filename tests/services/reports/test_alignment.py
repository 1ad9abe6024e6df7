"""The alignment report: refusals with verdicts, truth of answers, promises of both sides, open cases (spec 9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from app.models.vocabulary import Role, Verdict
from app.services.calls import LogContact
from app.services.reports.alignment import alignment, alignment_report, open_cases
from app.services.reports.alignment_rows import AlignmentBy, alignment_rows
from app.services.reports.catalogue import report_named
from app.services.reports.report import EVERYTHING, ReportFilter, dimension_named
from tests.builders import Desk, open_desk
from tests.handovers import a_rep
from tests.refusals import called_right, called_unclear, called_wrong, lead, override, recorded, refused
from tests.stories import accept, handed_over, my_lead, only_reps, refuse


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Six hand-overs: two accepted, one of them contradicted; four refused, with every verdict and an override."""
    with open_desk(tmp_path_factory.mktemp("alignment")) as desk:
        only_reps(desk, [desk.members[Role.REP], a_rep(desk, "Wang Fang")])
        true, false = handed_over(desk, company="True"), handed_over(desk, company="False")
        desk.clock.forward(hours=1)
        for one in (true, false):
            desk.workspace.execute(accept(one.id), as_member=one.rep_id)
        desk.clock.forward(days=2)
        visit = LogContact(
            activity_id=uuid4(), lead_id=true.lead_id, activity_kind="visit", is_connected=True, words=""
        )
        desk.workspace.execute(visit, as_member=true.rep_id)
        record = recorded(false.id, commercial_state="no_budget", need="confirmed")
        desk.workspace.execute(record, as_member=false.rep_id)
        wrong, right, unclear = (refused(desk, "budget", "timing", company=name) for name in ("W", "R", "U"))
        fresh = handed_over(desk, company="Open")
        desk.workspace.execute(
            refuse(fresh.id, "need", reason="refuse_need_does_not_fit"), as_member=fresh.rep_id
        )
        lead(desk, called_wrong(wrong.id))
        lead(desk, called_unclear(unclear.id))
        lead(desk, override(unclear.id))
        lead(desk, called_right(right.id))
        yield desk


def _rows(desk: Desk, by: AlignmentBy | None, asked: ReportFilter = EVERYTHING) -> dict[str, Any]:
    return {one.key: one for one in desk.workspace.read(lambda db: alignment_rows(db, asked, by))}


def test_the_total_counts_decisions_verdicts_and_overrides(told: Desk) -> None:
    """Each refusal by its last verdict; what nobody judged for good is open."""
    [total] = _rows(told, None).values()

    assert (total.decided, total.accepted, total.refused) == (6, 2, 4)
    assert (total.refusal_right, total.handover_right, total.unclear) == (1, 1, 1)
    assert (total.open_cases, total.overridden, total.contradictions) == (2, 1, 1)


def test_truth_counts_good_answers_whose_end_is_known(told: Desk) -> None:
    """Forty were tested: two marked in a refusal judged right and one contradicted were not true."""
    [total] = _rows(told, None).values()

    assert (total.tested, total.proved_true) == (40, 37)
    assert total.truth_share == 37 / 40


def test_by_question_refusals_are_those_that_marked_it(told: Desk) -> None:
    """Budget was marked thrice, found wrong once, and contradicted once."""
    rows = _rows(told, AlignmentBy.QUESTION)
    budget, need = rows["budget"], rows["need"]

    assert (budget.refused, budget.refusal_right, budget.handover_right, budget.contradictions) == (
        3,
        1,
        1,
        1,
    )
    assert (budget.tested, budget.proved_true) == (4, 2)
    assert (need.refused, need.open_cases, need.tested, need.proved_true) == (1, 1, 4, 4)
    assert sum(one.tested for one in rows.values()) == 40


@pytest.mark.parametrize("by", [AlignmentBy.SDR, AlignmentBy.REP, AlignmentBy.CHANNEL, AlignmentBy.QUESTION])
def test_every_split_adds_up(told: Desk, by: AlignmentBy) -> None:
    """Tested and true answers are the same, however they are split; so are decisions, but by question."""
    [total] = _rows(told, None).values()
    rows = _rows(told, by).values()

    assert (sum(one.tested for one in rows), sum(one.proved_true for one in rows)) == (40, 37)
    if by is not AlignmentBy.QUESTION:
        for name in ("decided", "refused", "refusal_right", "unclear", "overridden", "open_cases"):
            assert sum(getattr(one, name) for one in rows) == getattr(total, name)


def test_by_reason_only_refusals_stand(told: Desk) -> None:
    """With the reason's title in both languages, most first."""
    rows = list(_rows(told, AlignmentBy.REASON).values())

    assert [(one.key, one.refused) for one in rows] == [
        ("refuse_no_budget", 3), ("refuse_need_does_not_fit", 1),
    ]  # fmt: skip
    assert rows[0].title.zh == "没有预算"


def test_the_period_is_that_of_the_decisions(told: Desk) -> None:
    """Where the team is: the two accepted on Monday belong to Monday."""
    [monday] = _rows(told, None, ReportFilter(since=date(2026, 3, 2), until=date(2026, 3, 2))).values()
    [later] = _rows(told, None, ReportFilter(since=date(2026, 3, 3))).values()

    assert (monday.decided, monday.refused, later.decided, later.refused) == (2, 0, 4, 4)


def test_the_promises_stand_against_the_fields_figures(told: Desk) -> None:
    """Both sides; what the field is known for is a line to compare with."""
    found = {one.key: one for one in told.workspace.read(lambda db: alignment(db, EVERYTHING)).promises}

    assert [found[key].field for key in ("first_response", "first_hour", "fit")] == [42.0, 0.37, 0.44]
    assert (found["fit"].value, found["fit"].count) == (2 / 6, 6)
    assert found["completeness"].value == 1.0
    assert found["truth"].value == 37 / 40
    assert found["decided_in_time"].value == 1.0
    assert found["feedback"].value == 2 / (13 * 6)
    assert (found["first_visit"].value, found["first_visit"].count) == (2.0, 1)
    assert {one.side.value for one in found.values()} == {"sdr", "sales"}


def test_leads_nobody_called_are_not_answered_within_the_hour(tmp_path: Path) -> None:
    """One called after ten minutes, one after three hours, two never: a quarter was quick."""
    with open_desk(tmp_path) as desk:
        leads = [my_lead(desk) for _ in range(4)]
        for lead_id, minutes in ((leads[0], 10), (leads[1], 170)):
            desk.clock.forward(minutes=minutes)
            call = LogContact(
                activity_id=uuid4(), lead_id=lead_id, activity_kind="message", is_connected=False, words=""
            )
            desk.workspace.execute(call, as_member=desk.members[Role.SDR])
        found = {one.key: one for one in desk.workspace.read(lambda db: alignment(db, EVERYTHING)).promises}

    assert (found["first_hour"].value, found["first_hour"].count) == (1 / 4, 4)
    assert (found["first_response"].value, found["first_response"].count) == pytest.approx(
        (190 / 120, 2), abs=0.01
    )


def test_open_cases_stand_oldest_first(told: Desk) -> None:
    """What the weekly meeting still has to settle."""
    cases = told.workspace.read(open_cases)

    assert [(one.lead, one.verdict) for one in cases] == [("U", Verdict.UNCLEAR), ("Open", None)]
    assert cases[1].reason.en == "Need does not fit"


def test_other_programs_read_it_by_any_of_its_dimensions(told: Desk) -> None:
    """Columns and rows agree; the dimension stands under its own name."""
    spec = report_named("alignment")
    for name in ("reason", "sdr", "rep", "channel", "question", "promise", "case", None):
        by = dimension_named(spec, name)
        report = told.workspace.read(lambda db, by=by: alignment_report(db, EVERYTHING, by))
        assert report.rows
        for line in report.rows:
            assert tuple(line) == report.columns
        assert name is None or report.columns[0] == name
    assert report.rows[0]["truth"] == 37 / 40


def test_a_team_without_decisions_has_an_empty_report(tmp_path: Path) -> None:
    """Nothing is divided by nothing."""
    with open_desk(tmp_path) as desk:
        found = desk.workspace.read(lambda db: alignment(db, EVERYTHING))

        assert (found.total.decided, found.total.truth_share, found.cases) == (0, None, ())
        assert all(one.value is None for one in found.promises)
