"""The exchange on its thread: it goes by itself, over wires that break, beside people who hold things up."""

from __future__ import annotations

import threading
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from app.errors import Unavailable
from app.models.vocabulary import ActivityKind, Topic
from app.services.calls import LogContact
from app.services.holding import ClaimLeads
from app.services.sync.engine import Timing
from app.services.sync.status import SyncState
from tests.shared.team import Team
from tests.sync.running import PATIENCE_S, QUICK, Running, running


def a_note(team: Team, words: str) -> LogContact:
    return LogContact(
        activity_id=uuid4(), lead_id=team.leads["annas"], activity_kind=ActivityKind.NOTE, is_connected=False, words=words
    )  # fmt: skip


def settled(desk: Running, *, since: int) -> None:
    desk.until(lambda one: one.state is SyncState.UP_TO_DATE and one.waiting == 0, since=since)
    assert set(desk.joined.outbox()) == {"settled"}
    assert desk.joined.differences() == []


def test_what_is_given_goes_out_by_itself(team: Team, tmp_path: Path) -> None:
    """Nobody asks for it, and no poll is due."""
    with running(team, "anna", tmp_path) as anna:
        before = len(anna.told)
        anna.joined.desk.give(a_note(team, "typed"))

        settled(anna, since=before)
        states = [one.state for one in anna.told]
        assert SyncState.COPYING in states
        copied = [(one.done, one.total) for one in anna.told if one.state is SyncState.COPYING]
        assert copied == sorted(copied)
        ((leads,),) = anna.joined.rows("select count(*) from lead")
        assert copied[-1] == (leads, leads)
        assert SyncState.WAITING in states[before:]


def test_a_colleagues_push_rings(team: Team, tmp_path: Path) -> None:
    """What a team lead notes is on the desk at once: the next poll is ten minutes away."""
    with running(team, "anna", tmp_path) as anna:
        came = threading.Event()
        anna.joined.desk.feed.subscribe(
            lambda changes: came.set() if changes.touches([Topic.ACTIVITIES]) else None
        )
        team.push("lena", a_note(team, "the lead's word"))

        assert came.wait(PATIENCE_S)
        assert anna.joined.rows("select 1 from activity where words = 'the lead''s word'") == [(1,)]


@pytest.mark.parametrize("way", ["up", "down"])
@pytest.mark.parametrize("after", [1, 300, 2_000])
def test_a_wire_cut_at_any_byte_loses_and_doubles_nothing(
    team: Team, tmp_path: Path, way: str, after: int
) -> None:
    """In the middle of a push, of its answer, of a pull: the next connection goes on."""
    with running(team, "anna", tmp_path) as anna:
        before = len(anna.told)
        anna.proxy.cut("up" if way == "up" else "down", after)
        for number in range(3):
            anna.joined.desk.give(a_note(team, f"note {number}"))
            team.push("lena", a_note(team, f"lena's {number}"))
        anna.until(lambda one: one.state is SyncState.UP_TO_DATE and one.waiting == 0, since=before)
        # Whether the cut fell on the last bytes is the network's matter: one more exchange on what is there now.
        anna.proxy.cut_after.clear()
        told = len(anna.told)
        anna.joined.desk.give(a_note(team, "the last"))

        settled(anna, since=told)
        assert anna.joined.rows("select count(*) from activity where words like 'note %'") == [(3,)]
        assert anna.joined.rows("select count(*) from activity where words like 'lena''s %'") == [(3,)]


def test_an_unplugged_desk_says_so_and_goes_on_when_it_is_back(team: Team, tmp_path: Path) -> None:
    """Off line since then, with what waits counted; then everything goes."""
    with running(team, "anna", tmp_path) as anna:
        anna.proxy.unplug()
        offline = anna.until(lambda one: one.state is SyncState.OFFLINE)
        assert offline.why == "not_reachable"
        anna.joined.desk.give(a_note(team, "in the train"))
        anna.until(lambda one: one.state is SyncState.OFFLINE and one.waiting == 1)
        before = len(anna.told)
        anna.proxy.plug_in()

        settled(anna, since=before)


def test_a_server_that_falls_silent_is_given_up(team: Team, tmp_path: Path) -> None:
    """It takes the bytes and never answers: neither the kernel nor the server would end that."""
    with running(team, "anna", tmp_path, silence_s=0.3) as anna:
        anna.proxy.is_deaf = True
        anna.joined.desk.give(a_note(team, "into the void"))
        anna.until(lambda one: one.state is SyncState.OFFLINE and one.why == "silent")
        before = len(anna.told)
        anna.proxy.plug_in()

        settled(anna, since=before)


def test_an_exchange_that_hangs_is_ended_at_once(team: Team, tmp_path: Path) -> None:
    """Whoever closes the window does not wait for a server that does not answer."""
    with running(team, "anna", tmp_path) as anna:
        anna.proxy.is_deaf = True
        anna.joined.desk.give(a_note(team, "as it closes"))
        anna.until(lambda one: one.state is SyncState.EXCHANGING and one.waiting == 1)

        assert anna.engine.stop(5)
        assert anna.told[-1].state is SyncState.STOPPED
        assert anna.joined.outbox() == ["pending"]


def test_a_lead_somebody_works_on_is_offered_again(team: Team, tmp_path: Path) -> None:
    """The claim waits, said to be held up; when the row is free it goes."""
    with running(team, "anna", tmp_path) as anna:
        with psycopg.connect(team.url) as other:
            other.execute("select from app.lead where id = %s for update", (team.pool[0],))
            before = len(anna.told)
            anna.joined.desk.give(ClaimLeads(lead_ids=(team.pool[0],)))
            anna.until(lambda one: one.state is SyncState.WAITING and one.why == "locked", since=before)
        settled(anna, since=before)


def test_what_the_server_does_not_know_is_held_until_it_does(team: Team, tmp_path: Path) -> None:
    """An older shared database: the command is kept, and offered when that was upgraded."""
    with running(team, "anna", tmp_path) as anna, team.operate() as db:
        kind = db.execute(
            "delete from app.command_kind where kind = 'contact.log' returning version, function, is_fact, roles"
        ).fetchone()
        assert kind is not None
        anna.joined.desk.give(a_note(team, "from a newer desk"))
        anna.until(lambda one: one.state is SyncState.WAITING and one.held == 1)
        assert anna.joined.outbox() == ["held"]
        assert anna.joined.rows("select 1 from activity where words = 'from a newer desk'") == [(1,)]
        db.execute("insert into app.command_kind values ('contact.log', %s, %s, %s, %s)", kind)
        db.execute("update app.server set schema_version = schema_version + 1")
        before = len(anna.told)
        anna.engine.wake()

        settled(anna, since=before)


def test_a_refusal_asks_for_its_author(team: Team, tmp_path: Path) -> None:
    """What the shared database refused is counted until somebody deals with it."""
    with running(team, "anna", tmp_path) as anna:
        anna.proxy.unplug()
        anna.until(lambda one: one.state is SyncState.OFFLINE)
        anna.joined.desk.give(ClaimLeads(lead_ids=(team.pool[0],)))
        team.push("ben", ClaimLeads(lead_ids=(team.pool[0],)))
        anna.proxy.plug_in()

        told = anna.until(lambda one: one.state is SyncState.NEEDS_YOU)
        assert (told.refused, told.waiting, told.why) == (1, 0, None)


def test_a_member_set_aside_ends_the_exchange(team: Team, tmp_path: Path) -> None:
    """The thread ends, and the last thing told says why."""
    with running(team, "anna", tmp_path) as anna:
        with team.operate() as db:
            db.execute("update app.member set is_active = false where id = %s", (team.members["anna"],))
        anna.engine.wake()

        anna.until(lambda one: one.state is SyncState.NEEDS_YOU and one.why == "deactivated")
        assert anna.engine.stop()
        assert anna.told[-1].why == "deactivated"


def test_waits_grow_and_a_person_is_asked_where_time_does_not_help(team: Team, tmp_path: Path) -> None:
    """A wrong password is not tried as fast as the thread can; the first success forgets it."""
    desk = Running(team, "anna", tmp_path, timing=Timing(poll_s=600, retry_s=600, retry_most_s=600))
    desk.refuses = Unavailable("not_let_in")
    try:
        desk.engine.start()
        desk.until(lambda one: one.state is SyncState.NEEDS_YOU and one.why == "not_let_in")
        assert desk.connections == 1
        desk.refuses = None
        desk.engine.wake()

        desk.until_quiet()
    finally:
        desk.close()


def test_an_engine_that_never_started_stops(team: Team, tmp_path: Path) -> None:
    """There is nothing to wait for."""
    desk = Running(team, "anna", tmp_path, timing=QUICK)
    desk.close()
