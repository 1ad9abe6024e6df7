"""The echo of a commit: what was touched, told once, after it is true."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.errors import RuleViolation
from app.models.leads import Lead
from app.models.vocabulary import Role, Topic
from app.services.kernel.changes import ChangeFeed, Changes, collect
from app.services.pipeline import BringBack
from app.services.script import DisqualifyLead, StartRun
from tests.builders import Desk, open_desk
from tests.leads import a_lead


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk."""
    with open_desk(tmp_path) as opened:
        yield opened


def test_a_command_is_told_after_its_commit(desk: Desk) -> None:
    """Who listens can read at once what changed."""
    lead = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    seen: list[tuple[Changes, str]] = []

    def look(changes: Changes) -> None:
        stage = desk.workspace.read(
            lambda db: db.execute(select(Lead.stage).where(Lead.id == lead)).scalar_one()
        )
        seen.append((changes, stage))

    desk.workspace.feed.subscribe(look)
    desk.workspace.execute(DisqualifyLead(lead_id=lead, reason="no_fit", words=""))

    [(changes, stage)] = seen
    assert stage == "market_not_passed"
    assert changes.ids[Topic.LEADS] == {lead}


def test_a_batch_is_told_once_as_a_whole(desk: Desk) -> None:
    """Two leads, one echo."""
    leads = {a_lead(desk.workspace, owner_id=desk.members[Role.SDR]) for _ in range(2)}
    seen: list[Changes] = []
    desk.workspace.feed.subscribe(seen.append)
    desk.workspace.execute_all([StartRun(run_id=uuid4(), lead_id=lead) for lead in sorted(leads)])

    assert [changes.ids[Topic.RUNS] for changes in seen] == [frozenset(leads)]


def test_a_refused_command_tells_nobody(desk: Desk) -> None:
    """Nothing changed."""
    seen: list[Changes] = []
    desk.workspace.feed.subscribe(seen.append)
    with pytest.raises(RuleViolation):
        desk.workspace.execute(BringBack(lead_id=uuid4(), words=""))

    assert seen == []


def test_what_was_touched_before_a_refusal_is_not_told_later(desk: Desk) -> None:
    """A batch that was undone leaves no echo for the next one."""
    lead = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    other = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    seen: list[Changes] = []
    with pytest.raises(RuleViolation):
        desk.workspace.execute_all(
            [StartRun(run_id=uuid4(), lead_id=lead), BringBack(lead_id=lead, words="")]
        )
    desk.workspace.feed.subscribe(seen.append)
    desk.workspace.execute(StartRun(run_id=uuid4(), lead_id=other))

    assert [changes.ids[Topic.RUNS] for changes in seen] == [frozenset({other})]


def test_who_no_longer_listens_hears_nothing() -> None:
    """A closed page is left alone; closing twice does no harm."""
    feed, seen = ChangeFeed(), []
    stop = feed.subscribe(seen.append)
    stop()
    stop()
    feed.publish(collect([("leads", None)]))

    assert seen == []


def test_a_listener_may_leave_while_it_is_told() -> None:
    """A page that closes on a change does not keep the next from hearing it."""
    feed, seen = ChangeFeed(), []
    stop = feed.subscribe(lambda _changes: stop())
    feed.subscribe(seen.append)
    feed.publish(collect([("leads", None)]))

    assert len(seen) == 1


def test_nothing_changed_is_not_told() -> None:
    """An empty echo would make pages reload for nothing."""
    feed, seen = ChangeFeed(), []
    feed.subscribe(seen.append)
    feed.publish(collect([]))

    assert seen == []


def test_a_topic_without_ids_may_be_any_row() -> None:
    """The playbook changed as a whole."""
    lead, other = uuid4(), uuid4()
    changes = collect([("playbook", None), ("leads", lead.hex)])

    assert changes.may_touch(Topic.PLAYBOOK, other)
    assert changes.may_touch(Topic.LEADS, lead)
    assert not changes.may_touch(Topic.LEADS, other)
    assert not changes.may_touch(Topic.RUNS, lead)
    assert changes.touches([Topic.RUNS, Topic.LEADS])
    assert not changes.touches([Topic.RUNS])
