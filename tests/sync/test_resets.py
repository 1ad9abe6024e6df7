"""The wire is reset at any byte, both ways: of what was typed nothing is lost and nothing done twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from app.models.vocabulary import ActivityKind
from app.services.calls import LogContact
from app.services.tagging import TagLeads
from tests.shared.team import Team
from tests.sync.desks import Joined
from tests.sync.proxy import Proxy, Way

RESETS = int(os.environ.get("DECILE_RESETS", "24"))
"""How often the wire is reset; 242 on demand."""


class Wired(Joined):
    """A desk that reaches the shared database by a wire in the test's hand."""

    def __init__(self, team: Team, login: str, folder: Path) -> None:
        self.proxy = Proxy(team.of(login))
        super().__init__(team, login, folder)

    @contextmanager
    def line(self) -> Iterator[Any]:
        with psycopg.connect(self.proxy.url, autocommit=True, connect_timeout=5) as db:
            yield db

    def tries(self) -> bool:
        """Exchange; whether the wire held."""
        try:
            self.sync()
        except psycopg.OperationalError:
            return False
        return True


@pytest.fixture
def anna(team: Team, tmp_path: Path) -> Iterator[Wired]:
    """Anna's desk, before its first copy."""
    desk = Wired(team, "anna", tmp_path)
    yield desk
    desk.close()
    desk.proxy.close()


def typed(anna: Wired, number: int) -> None:
    """Type a note and a tag."""
    lead_id = anna.team.leads["annas"]
    anna.desk.give(
        LogContact(
            activity_id=uuid4(),
            lead_id=lead_id,
            activity_kind=ActivityKind.NOTE,
            is_connected=False,
            words=f"note {number}",
        )
    )
    anna.desk.give(TagLeads(lead_ids=(lead_id,), tag=f"tag {number}"))


def test_resets_at_random_bytes_lose_and_double_nothing(team: Team, anna: Wired) -> None:
    """While it connects, asks, is answered and copies for the first time: each note is there once, all is alike."""
    chance, broken = Random(18), dict.fromkeys(("up", "down"), 0)
    assert anna.tries()
    before = dict(anna.proxy.sent)
    typed(anna, -1)
    assert anna.tries()
    # Not much more than one exchange: most resets are to hit it.
    sizes = {way: anna.proxy.sent[way] - before[way] for way in before}
    for number in range(RESETS):
        way: Way = chance.choice(("up", "down"))
        typed(anna, number)
        if number % 8 == 7:  # a copy, too, as after a restore
            with anna.database.write() as db:
                db.exec_driver_sql("delete from remembered where key = 'sync.cursor'")
        anna.proxy.cut(way, chance.randrange(sizes[way]))
        broken[way] += not anna.tries()
        anna.proxy.cut_after.pop(way, None)
        if chance.randrange(3) == 0:
            anna.restart()
    assert anna.tries()

    with team.operate() as db:
        notes = db.execute(
            "select words, count(*) from app.activity where words like 'note %' group by 1"
        ).fetchall()
        tags = db.execute("select count(*) from app.tag where tag like 'tag %'").fetchone()
    assert dict(notes) == {f"note {number}": 1 for number in range(-1, RESETS)}
    assert tags == (RESETS + 1,)
    assert set(anna.outbox()) == {"settled"}
    assert anna.differences() == []
    assert min(broken.values()) >= RESETS // 6
