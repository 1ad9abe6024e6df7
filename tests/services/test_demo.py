"""The demonstration: one seed, one year; believable, and lived in up to this minute."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from app.clock import DAY
from app.models.vocabulary import Role
from app.services.demo.build import build
from app.services.founding import hats
from app.services.kernel import schema
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.nurture_back import due_back
from app.services.nurture_view import nurture_counts
from app.services.workspace import Workspace
from tests.builders import MONDAY_10

NOW = MONDAY_10 + 6 * 3_600_000_000
_LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module", params=_LANGUAGES)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A demonstration in one of the languages."""
    database, workspace = _built(tmp_path_factory.mktemp("demo"), request.param)
    yield workspace
    database.close()


def test_every_stage_of_the_playbook_has_leads(demo: Workspace) -> None:
    """A screen of stages shows something in each of them."""
    empty = _rows(
        demo,
        "select key from stage where version = (select version from playbook where is_current)"
        " and key not in (select to_stage from stage_move)",
    )

    assert empty == []


def test_the_funnel_narrows_and_ends_in_deals(demo: Workspace) -> None:
    """Each layer holds fewer than the one before, and some leads are won."""
    reached = dict(_rows(demo, "select milestone, count(*) from milestone group by milestone"))
    counts = [reached[key] for key in ("mal", "mql", "sal", "sql", "opportunity", "won")]

    assert counts == sorted(counts, reverse=True)
    assert len(set(counts)) == len(counts)
    assert counts[-1] >= 10


def test_leads_in_nurture_were_written_to_and_some_wait(demo: Workspace) -> None:
    """The library is filled, touches were sent and read, and the SDR at the desk has one to send."""
    counts = demo.read(lambda db: nurture_counts(db, demo.member_id, NOW + DAY))
    [(shelved,)] = _rows(demo, "select count(*) from content")
    [(sent,)] = _rows(demo, "select count(*) from nurture_touch where activity_id is not null")

    assert min(counts.values()) > 0
    assert (shelved, sent > 20) == (7, True)
    assert demo.read(lambda db: due_back(db, NOW)) == []


def test_there_is_work_on_the_desk_now(demo: Workspace) -> None:
    """The SDR at the desk has overdue promises and a running first-response clock; a rep has to decide."""
    [(overdue,)] = _rows(
        demo,
        f"select count(*) from follow_up where state = 'open' and due_at < {NOW} and owner_id = '{demo.member_id.hex}'",
    )
    [(running,)] = _rows(
        demo, f"select count(*) from lead where responded_at is null and respond_by_at > {NOW}"
    )
    [(undecided,)] = _rows(demo, "select count(*) from handover where state = 'open'")

    assert overdue >= 3
    assert running >= 2
    assert undecided >= 2


def test_the_year_is_told_in_the_order_of_time(demo: Workspace) -> None:
    """No command is given after now, and none from before the year."""
    [(first, last)] = _rows(demo, "select min(given_at), max(given_at) from outbox")

    assert last <= NOW
    assert NOW - first < 400 * 24 * 3_600_000_000


def test_everybody_of_the_team_can_be_acted_as(demo: Workspace) -> None:
    """Each role has somebody in it, and the person at the desk is an SDR."""
    members = demo.read(hats)

    assert {member.role for member in members} == set(Role)
    assert next(one.role for one in members if one.member_id == demo.member_id) is Role.SDR


def test_one_seed_is_one_year(demo: Workspace, tmp_path: Path) -> None:
    """The same seed and the same instant give the same companies and the same fates."""
    if demo.read(_speaks_chinese):
        pytest.skip("told once, in English")
    told = "select company, contact_name, stage, amount from lead order by 1, 2"
    database, again = _built(tmp_path, "en")
    expected, found = _rows(demo, told), _rows(again, told)
    database.close()

    assert found == expected


def _speaks_chinese(db: Connection) -> bool:
    return bool(db.execute(text("select 1 from lead where company like '%有限公司' limit 1")).first())


def _built(folder: Path, language: str) -> tuple[Database, Workspace]:
    database = Database(folder / "decile.db")
    with database.altering() as db:
        schema.create_all(db)
    return database, build(database, ChangeFeed(), language, clock=lambda: NOW)


def _rows(workspace: Workspace, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in workspace.read(lambda db: db.execute(text(query)).all())]
