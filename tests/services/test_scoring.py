"""The score: every line can be read, the lines add up, behaviour fades (spec section 5)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, select

from app.clock import DAY
from app.errors import RuleViolation
from app.models.leads import Lead
from app.models.scores import ScoreLine
from app.models.vocabulary import BehaviourKind, Role
from app.resources import resource
from app.services.playbook.check import load
from app.services.playbook_rows import adoption_of
from app.services.score_preview import preview, scores_under
from app.services.scoring import GIVEN, RecordBehaviour, RescoreLeads, Seen, due_leads
from tests.builders import Desk, open_desk
from tests.leads import a_lead


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(tmp_path_factory.mktemp("desk")) as one:
        yield one


def test_fit_source_and_given_points_are_lines_of_their_own(desk: Desk) -> None:
    """A Director who found us by searching, and whose source gave seven points."""
    lead_id = a_lead(desk.workspace, title="IT Director", channel="Organic_Search", score=7)

    assert _lines(desk, lead_id) == {"decision_title": 30, "searched": 20, GIVEN: 7}
    assert _score(desk, lead_id) == 57


def test_of_rules_on_the_same_thing_the_first_that_fits_counts(desk: Desk) -> None:
    """A 总经理 is not a 经理 besides."""
    assert _lines(desk, a_lead(desk.workspace, title="副总经理")) == {"decision_title": 30}
    assert _lines(desk, a_lead(desk.workspace, title="采购经理")) == {"working_title": 15}


def test_behaviour_counts_each_time_and_halves_after_fourteen_days(desk: Desk) -> None:
    """On the fourteenth day to the microsecond, not before."""
    lead_id, seen_at = a_lead(desk.workspace), desk.clock.at
    _see(
        desk, lead_id, (BehaviourKind.DEMO_REQUEST, seen_at), (BehaviourKind.DEMO_REQUEST, seen_at - 14 * DAY)
    )
    assert _lines(desk, lead_id) == {"demo_request": 50 + 25}

    desk.clock.at = seen_at + 14 * DAY - 1
    assert not _is_due(desk, lead_id)
    desk.clock.at += 1
    assert _is_due(desk, lead_id)
    desk.workspace.execute(RescoreLeads(lead_ids=(lead_id,)))

    assert _lines(desk, lead_id) == {"demo_request": 25 + 12}
    assert _score(desk, lead_id) == 37
    assert not _is_due(desk, lead_id)


def test_the_same_visit_told_twice_counts_once(desk: Desk) -> None:
    """A source may send its list again."""
    lead_id, visit = a_lead(desk.workspace), uuid4()
    seen = Seen(
        id=visit, lead_id=lead_id, behaviour=BehaviourKind.PRICE_PAGE, at=desk.clock.at, words="/pricing"
    )
    for _time in range(2):
        desk.workspace.execute(RecordBehaviour(rows=(seen,)))

    assert _score(desk, lead_id) == 20


@pytest.mark.parametrize("role", [Role.REP, Role.SALES_LEAD, Role.ADMIN])
def test_only_who_brings_and_calls_leads_says_what_they_did(desk: Desk, role: Role) -> None:
    """Behaviour moves a lead up the queue: no business of sales, nor of who keeps the desk."""
    seen = Seen(id=uuid4(), lead_id=a_lead(desk.workspace), behaviour=BehaviourKind.TRIAL_REQUEST,
                at=desk.clock.at, words="")  # fmt: skip

    with pytest.raises(RuleViolation, match="not_allowed"):
        desk.workspace.execute(RecordBehaviour(rows=(seen,)), as_member=desk.members[role])


def test_a_page_that_no_rule_knows_is_kept_without_points(desk: Desk) -> None:
    """Facts are recorded whether or not they are worth something today."""
    lead_id = a_lead(desk.workspace)
    _see(desk, lead_id, (BehaviourKind.PAGE_VISIT, desk.clock.at))

    assert _lines(desk, lead_id) == {}
    assert _score(desk, lead_id) == 0


def test_what_has_not_happened_yet_is_refused(desk: Desk) -> None:
    """A visit of tomorrow is a wrong clock or a wrong date."""
    with pytest.raises(RuleViolation, match="in_the_future"):
        _see(desk, a_lead(desk.workspace), (BehaviourKind.PRICE_PAGE, desk.clock.at + DAY))


@settings(max_examples=25)
@given(
    title=st.sampled_from(["", "CEO", "总监", "Manager", "主管 VP", "assistant"]),
    channel=st.sampled_from(["", "referral", "hotline", "seo", "Paid_Search"]),
    given_points=st.none() | st.integers(-50, 200),
    visits=st.lists(st.tuples(st.sampled_from(list(BehaviourKind)), st.integers(0, 90)), max_size=6),
)
def test_the_lines_add_up_to_the_score(
    desk: Desk, title: str, channel: str, given_points: int | None, visits: list[tuple[BehaviourKind, int]]
) -> None:
    """Whatever the lead is, did, and was given."""
    lead_id = a_lead(desk.workspace, title=title or None, channel=channel or None, score=given_points)
    if visits:
        _see(desk, lead_id, *((kind, desk.clock.at - days * DAY) for kind, days in visits))

    assert _score(desk, lead_id) == sum(_lines(desk, lead_id).values())


def test_every_lead_has_been_scored_when_it_comes(tmp_path: Path) -> None:
    """Nothing waits for a sweep before it stands in the queue."""
    with open_desk(tmp_path) as desk:
        a_lead(desk.workspace)

        assert not desk.workspace.read(lambda db: due_leads(db, desk.clock.at, 1))


def test_looking_for_what_is_due_passes_over_no_lead_twice(tmp_path: Path) -> None:
    """A million leads are scored a chunk at a time: what is done already costs the next chunk nothing."""
    plans: list[str] = []

    def explain(db: Connection) -> None:
        @event.listens_for(db, "before_cursor_execute")
        def note(_db: object, cursor: Any, statement: str, parameters: Any, *_: object) -> None:
            if "score_state" in statement:
                plans.append(
                    str(cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall())
                )

        due_leads(db, 0, 500)
        event.remove(db, "before_cursor_execute", note)

    with open_desk(tmp_path) as desk:
        a_lead(desk.workspace)
        desk.workspace.read(explain)

    assert "ix_score_state_version" in plans[0]
    assert "ix_score_state_fades_at" in plans[1]


def test_a_preview_is_what_rescoring_then_does(tmp_path: Path) -> None:
    """Lead by lead: other points, a rule gone, a half-life of a day."""
    with open_desk(tmp_path) as desk:
        ids = [a_lead(desk.workspace, title=title, channel="hotline") for title in ("CEO", "Manager", None)]
        _see(desk, ids[0], (BehaviourKind.DEMO_REQUEST, desk.clock.at - 3 * DAY))
        text = resource("playbooks", "twelve-stage.toml").read_text(encoding="utf-8")
        text = text.replace("score_half_life_days = 14", "score_half_life_days = 1").replace(
            "points = 30", "points = 90"
        )
        book = load(text.replace('"hotline", "online chat"', '"online chat"'))
        expected = desk.workspace.read(
            lambda db: {row.id: row.becomes for row in db.execute(scores_under(book, desk.clock.at))}
        )
        told = desk.workspace.read(lambda db: preview(db, book, desk.clock.at))

        desk.workspace.execute(adoption_of(book, text), as_member=desk.members[Role.TEAM_LEAD])
        due = desk.workspace.read(lambda db: due_leads(db, desk.clock.at, 500))
        assert set(due) == set(ids)
        desk.workspace.execute(RescoreLeads(lead_ids=due))

        assert {lead_id: _score(desk, lead_id) for lead_id in ids} == expected
        assert expected == {ids[0]: 90 + 6, ids[1]: 15, ids[2]: 0}
        assert (told.changed, told.rising, told.falling) == (3, 0, 3)


def _see(desk: Desk, lead_id: UUID, *what: tuple[BehaviourKind, int]) -> None:
    rows = tuple(Seen(id=uuid4(), lead_id=lead_id, behaviour=kind, at=at, words="") for kind, at in what)
    desk.workspace.execute(RecordBehaviour(rows=rows))


def _lines(desk: Desk, lead_id: UUID) -> dict[str, int]:
    lines = select(ScoreLine.rule_key, ScoreLine.points).where(ScoreLine.lead_id == lead_id)
    return desk.workspace.read(lambda db: {row.rule_key: row.points for row in db.execute(lines)})


def _score(desk: Desk, lead_id: UUID) -> int:
    return desk.workspace.read(
        lambda db: db.execute(select(Lead.score).where(Lead.id == lead_id)).scalar_one()
    )


def _is_due(desk: Desk, lead_id: UUID) -> bool:
    return lead_id in desk.workspace.read(lambda db: due_leads(db, desk.clock.at, 10_000))
