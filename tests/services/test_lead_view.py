"""One lead whole, for a screen and for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event, insert

from app.clock import DAY, HOUR, from_micros, to_epoch_day
from app.models.leads import ContactPoint, CustomField, ReachedMilestone, Tag, Touch
from app.models.vocabulary import ActivityKind, FollowUpWhy, Milestone, Role
from app.services.calls import EndCall, LogContact, StartCall
from app.services.filter_text import FilterProblem
from app.services.follow_ups import SetFollowUp
from app.services.holding import AssignLeads
from app.services.lead_fields import FIELDS
from app.services.lead_json import lead_json, leads_json
from app.services.lead_view import LeadView, lead_view
from app.services.script import PauseRun, StartRun
from app.services.timeline import EventKind
from tests.builders import Desk, open_desk
from tests.lead_rows import insert_lead


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


def lived_lead(desk: Desk) -> UUID:
    """A lead with a second phone, tags, a touch, a call, a run, a promise and two owners."""
    close = to_epoch_day(from_micros(desk.clock()).date())
    lead_id = insert_lead(
        desk, company="贝尔科技", amount=123450, currency="CNY", score=80, expected_close_on=close
    )
    with desk.database.write() as db:
        for position, phone in enumerate(("+8613900000001", "+862188888888")):
            db.execute(
                insert(ContactPoint).values(
                    lead_id=lead_id, kind="phone", position=position, value=phone, raw=phone, status="valid"
                )
            )
        db.execute(insert(Tag).values(lead_id=lead_id, tag="vip"))
        db.execute(insert(CustomField).values(lead_id=lead_id, name="Lead Quality", value="High"))
        db.execute(
            insert(Touch).values(
                id=uuid4(),
                lead_id=lead_id,
                at=desk.clock() - DAY,
                channel="sem",
                utm_source="baidu",
                keyword="元数据",
            )
        )
        db.execute(
            insert(ReachedMilestone).values(
                lead_id=lead_id, milestone="mal", at=desk.clock(), is_suspect=False
            )
        )
    give = desk.workspace.execute
    desk.clock.tick()
    call = uuid4()
    give(StartCall(activity_id=call, lead_id=lead_id, phone="+8613900000001"))
    run = uuid4()
    give(StartRun(run_id=run, lead_id=lead_id))
    desk.clock.tick()
    give(PauseRun(run_id=run))
    give(EndCall(activity_id=call, outcome="call_back", words="In a meeting", next_at=desk.clock() + HOUR))
    desk.clock.tick()
    give(
        LogContact(
            activity_id=uuid4(),
            lead_id=lead_id,
            activity_kind=ActivityKind.NOTE,
            is_connected=False,
            words="Ask Li",
        )
    )
    lead = desk.wear(Role.TEAM_LEAD)
    desk.clock.tick()
    give(AssignLeads(lead_ids=(lead_id,), member_id=lead))
    return lead_id


def view_of(desk: Desk, lead_id: UUID) -> LeadView:
    view = desk.workspace.read(lambda db: lead_view(db, lead_id))
    assert view is not None
    return view


def test_one_lead_shows_everything_that_is_known(desk: Desk) -> None:
    view = view_of(desk, lived_lead(desk))

    assert (view.facts.company, view.stage_en, view.owner_name) == ("贝尔科技", view.stage_en, "Chen Wei")
    assert [point.value for point in view.points] == ["+8613900000001", "+862188888888"]
    assert (view.tags, view.custom) == (("vip",), (("Lead Quality", "High"),))
    assert [touch.utm_source for touch in view.touches] == ["baidu"]
    assert [one.milestone for one in view.milestones] == [Milestone.MAL]
    assert [(held.how, held.until_at is None) for held in view.holders] == [
        ("intake", False),
        ("assigned", True),
    ]
    assert [one.why for one in view.promises] == [FollowUpWhy.NEXT_STEP]
    assert view.running_call is None


def test_the_timeline_is_newest_first_and_speaks_in_codes(desk: Desk) -> None:
    view = view_of(desk, lived_lead(desk))
    told = [(event.kind, event.code, event.detail) for event in view.timeline]

    assert told == [
        (EventKind.HOLDER, "assigned", "Chen Wei"),
        (EventKind.ACTIVITY, "note", ""),
        (EventKind.PROMISE, "next_step", "open"),
        (EventKind.ACTIVITY, "call", "call_back"),
        (EventKind.RUN, "paused", ""),
        (EventKind.HOLDER, "intake", "Chen Wei"),
        (EventKind.TOUCH, "sem", ""),
    ]
    assert [event.at for event in view.timeline] == sorted(
        (event.at for event in view.timeline), reverse=True
    )


def test_a_running_call_is_seen(desk: Desk) -> None:
    lead_id = insert_lead(desk)
    call = uuid4()
    desk.workspace.execute(StartCall(activity_id=call, lead_id=lead_id, phone="1"))

    running = view_of(desk, lead_id).running_call
    assert running is not None
    assert running.activity_id == call


def test_there_is_no_view_of_no_lead(desk: Desk) -> None:
    assert desk.workspace.read(lambda db: lead_view(db, uuid4())) is None
    assert desk.workspace.read(lambda db: lead_json(db, uuid4())) is None


def test_a_view_costs_the_same_statements_whatever_happened(desk: Desk) -> None:
    quiet, lived = insert_lead(desk), lived_lead(desk)
    heard: list[str] = []

    def hear(_db: Any, _cursor: Any, statement: str, *_: Any) -> None:
        heard.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    view_of(desk, quiet)
    few = len(heard)
    view_of(desk, lived)
    event.remove(Engine, "before_cursor_execute", hear)

    assert few == len(heard) - few <= 25


def test_json_has_every_field_in_plain_values(desk: Desk) -> None:
    """Every key a filter knows is there, and the document is JSON."""
    lead_id = lived_lead(desk)
    (row,) = desk.workspace.read(leads_json)

    assert set(FIELDS) <= set(row)
    assert row["id"] == str(lead_id)
    assert (row["amount"], row["currency"], row["score"]) == (1234.5, "CNY", 80)
    assert (row["phone_2"], row["tags"], row["custom:Lead Quality"]) == ("+862188888888", ["vip"], "High")
    assert (row["owner"], row["utm_source"], row["note"]) == ("Chen Wei", "baidu", "Ask Li")
    assert row["utm_url"] == "?utm_source=baidu"
    assert row["created_at"] == "2026-03-02T02:00:00+00:00"
    assert row["expected_close_on"] == "2026-03-02"
    assert row["mal_at"] == "2026-03-02T02:00:00+00:00"
    assert json.loads(json.dumps(row)) == row


def test_json_of_one_lead_has_its_timeline_and_runs(desk: Desk) -> None:
    lead_id = lived_lead(desk)
    one = desk.workspace.read(lambda db: lead_json(db, lead_id))

    assert one is not None
    assert [run["state"] for run in one["runs"]] == ["paused"]
    assert [event["code"] for event in one["timeline"]][:2] == ["assigned", "note"]
    assert one["handovers"] == []
    assert one["milestones"] == {"mal": "2026-03-02T02:00:00+00:00"}
    assert json.dumps(one)


def test_json_follows_the_filter_and_the_limit(desk: Desk) -> None:
    first = insert_lead(desk, score=10, created_at=desk.clock() - DAY)
    insert_lead(desk, score=20)
    insert_lead(desk, score=5)

    def ids(where: str = "", limit: int | None = None) -> list[str]:
        rows: list[dict[str, Any]] = desk.workspace.read(lambda db: leads_json(db, where, limit))
        return [row["id"] for row in rows]

    assert len(ids()) == 3
    assert ids(limit=1) == [str(first)]
    assert len(ids("score >= 10")) == 2
    assert ids("score >= 10", 1) == [str(first)]
    with pytest.raises(FilterProblem):
        ids("score >=")


def test_an_open_promise_is_in_the_json(desk: Desk) -> None:
    lead_id = insert_lead(desk)
    due = desk.clock() + HOUR
    desk.workspace.execute(SetFollowUp(lead_id=lead_id, due_at=due, why=FollowUpWhy.NEXT_STEP, words="Send"))
    one = desk.workspace.read(lambda db: lead_json(db, lead_id))

    assert one is not None
    assert one["next_step_at"] == from_micros(due).isoformat()
    assert [promise["words"] for promise in one["promises"]] == ["Send"]
