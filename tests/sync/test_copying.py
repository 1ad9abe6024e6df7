"""A first copy: resumed where it was cut, unseen until it is whole, afresh after a restore; and what leaves, leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.models.vocabulary import ActivityKind, Topic
from app.services.calls import LogContact
from app.services.holding import AssignLeads, ClaimLeads
from app.services.kernel.changes import Changes
from app.services.search import rebuild
from app.services.sync.copying import Copying
from app.services.sync.desk import SharedDesk
from app.services.sync.server import Server
from app.services.tagging import TagLeads
from tests.shared.team import Team
from tests.sync.desks import Died, Joined, joined


def a_note(lead_id: UUID, words: str) -> LogContact:
    return LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.NOTE, is_connected=False, words=words
    )


def hand_to_ben(team: Team, lead_id: UUID) -> None:
    """Take a lead out of Anna's sight."""
    (said,) = team.push("lena", AssignLeads(lead_ids=(lead_id,), member_id=team.members["ben"]))
    assert said["ok"], said


_TRIGGERS = "select name, sql from sqlite_master where type in ('trigger', 'index') order by name"
_LISTED = """select r.lead_id, r.score, r.created_at, r.company_sort, o.word from lead_row r
    left join row_code o on o.code = r.owner order by r.lead_id"""
_FOUND = "select count(*) from lead_text"


class Counting(Server):
    """A server that notes what it was asked for."""

    def __init__(self, line: object) -> None:
        super().__init__(line)  # type: ignore[arg-type]
        self.asked: list[str] = []

    def commons(self) -> str:
        self.asked.append("commons")
        return super().commons()

    def strays(self) -> str:
        self.asked.append("strays")
        return super().strays()


def dying_at(pages: int) -> Callable[[Copying], None]:
    """Return a listener at which the program dies once so many pages are on the disk."""

    def look(so_far: Copying) -> None:
        if so_far.pages == pages:
            raise Died(f"page {pages}")

    return look


def test_a_copy_that_was_cut_goes_on_behind_its_last_page(team: Team, tmp_path: Path) -> None:
    """Nothing is shown of half a copy, nothing fetched twice, and what changed meanwhile is in it."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.desk.copies = dying_at(2)
        anna.sync()
        assert anna.rows("select count(*) from copy_page") == [(2,)]
        assert anna.rows("select count(*) from lead") == [(0,)]
        team.push("lena", a_note(team.leads["annas"], "said meanwhile"))
        with anna.line() as line:
            server = Counting(line)
            anna.desk.sync(server)

        assert server.asked == []
        assert anna.rows("select count(*) from copy_page") == [(0,)]
        assert anna.rows("select 1 from activity where words = 'said meanwhile'") == [(1,)]
        assert anna.differences() == []


@pytest.mark.parametrize("dies_at", [None, "apply"])
def test_a_copy_leaves_triggers_and_indexes_as_they_were(
    team: Team, tmp_path: Path, dies_at: str | None
) -> None:
    """They are put aside while it is laid down: what is found, listed and told of afterwards is all there is."""
    with joined(team, tmp_path, "anna") as (anna,):
        before = anna.rows(_TRIGGERS)
        anna.dies_at = dies_at
        anna.sync()
        assert anna.rows(_TRIGGERS) == before
        if dies_at is not None:
            assert anna.rows("select count(*) from lead") == [(0,)]
            anna.sync()
        listed, found = anna.rows(_LISTED), anna.rows(_FOUND)
        heard: list[Changes] = []
        anna.desk.feed.subscribe(heard.append)
        anna.desk.give(a_note(team.leads["annas"], "typed"))
        with anna.database.write() as db:
            rebuild(db)

        assert listed
        assert anna.rows("select count(*) from report_mark where part >= 0") != [(0,)]
        assert (listed, found) == (anna.rows(_LISTED), anna.rows(_FOUND))
        assert any(one.may_touch(Topic.ACTIVITIES, team.leads["annas"]) for one in heard)
        assert anna.rows("select count(*) from before_image") != [(0,)]


def test_the_old_copy_serves_until_the_new_one_is_whole(team: Team, tmp_path: Path) -> None:
    """Between, one reads and writes as ever; what is typed meanwhile goes out afterwards."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        leads = anna.rows("select count(*) from lead")
        _restore(team)
        anna.desk.copies = dying_at(1)
        anna.sync()
        assert anna.rows("select count(*) from lead") == leads
        anna.desk.give(a_note(team.leads["annas"], "typed between"))
        for _ in range(2):
            anna.sync()

        assert anna.rows("select words from activity where words = 'typed between'") == [("typed between",)]
        assert anna.outbox() == ["settled"]
        assert anna.differences() == []


def test_after_a_restore_what_was_lost_is_offered_again(team: Team, tmp_path: Path) -> None:
    """The backup was older than the last commands: they are there once more, those it has are not doubled."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        anna.desk.give(a_note(team.leads["annas"], "in the backup"))
        anna.sync()
        lost = anna.desk.give(a_note(team.leads["annas"], "after the backup"))
        anna.sync()
        _restore(team, without=lost)
        anna.sync()

        with team.operate() as db:
            assert db.execute(
                "select words, count(*) from app.activity where words like '%the backup' group by 1 order by 1"
            ).fetchall() == [("after the backup", 1), ("in the backup", 1)]
        assert anna.outbox() == ["settled", "settled"]
        assert anna.differences() == []


def test_nothing_of_a_lead_that_left_is_in_any_file(team: Team, tmp_path: Path) -> None:
    """Not in the database, its free pages, its search index or its log: what others wrote is gone with the lead."""
    lead_id = team.pool[0]
    with joined(team, tmp_path, "anna", "lena") as (anna, lena):
        team.push("anna", ClaimLeads(lead_ids=(lead_id,)))
        for desk in (anna, lena):
            desk.sync()
        for number in range(40):
            lena.desk.give(a_note(lead_id, f"Zebrafink {number} " + "whispered " * 20))
        lena.desk.give(TagLeads(lead_ids=(lead_id,), tag="Quokkatag"))
        for desk in (lena, anna):
            desk.sync()
        marks = (b"Zebrafink", b"Quokkatag")
        assert all(mark in _bytes_of(anna) for mark in marks)
        hand_to_ben(team, lead_id)
        anna.sync()

        assert anna.rows("select 1 from lead where id = ?", lead_id.hex) == []
        found = _bytes_of(anna)
        assert [mark for mark in marks if mark in found] == []


def test_bytes_that_a_reader_holds_back_go_with_the_next_exchange(team: Team, tmp_path: Path) -> None:
    """While somebody reads an older state the log must stay; it is not forgotten."""
    lead_id = team.pool[1]
    with joined(team, tmp_path, "anna") as (anna,):
        team.push("anna", ClaimLeads(lead_ids=(lead_id,)))
        anna.sync()
        team.push("lena", a_note(lead_id, "Zebrafink"))
        anna.sync()
        hand_to_ben(team, lead_id)
        with anna.database.read() as reader:
            reader.exec_driver_sql("select count(*) from lead").all()
            anna.sync()
            assert b"Zebrafink" in _bytes_of(anna)
        anna.sync()

        assert b"Zebrafink" not in _bytes_of(anna)


@pytest.mark.parametrize("why", ["not_allowed", "id_reuse"])
def test_a_refusal_the_server_keeps_no_record_of_is_noted_at_once(
    team: Team, tmp_path: Path, why: str
) -> None:
    """No pull will ever tell of it."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        anna.desk.give(a_note(team.leads["annas"], "typed"))

        def push(desk: SharedDesk, server: Server) -> None:
            server.push = lambda batch: [{"id": one["id"], "ok": False, "why": why} for one in batch]  # type: ignore[method-assign]
            desk.sync(server)

        anna.run(push)

        assert anna.rows("select state, why from outbox") == [("refused", why)]
        assert anna.differences() == []


def _restore(team: Team, *, without: UUID | None = None) -> None:
    """Make the shared database look as one put back from a backup, perhaps an older one."""
    with team.operate() as db:
        if without is not None:
            db.execute("set session_replication_role = replica")
            row = db.execute("delete from app.cmd where id = %s returning args", (without,)).fetchone()
            assert row is not None
            db.execute("delete from app.activity where id = %s", (row[0]["activity_id"],))
            db.execute("reset session_replication_role")
        db.execute("update app.server set epoch = gen_random_uuid()")


def _bytes_of(desk: Joined) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(desk.file.parent.glob(f"{desk.file.name}*")))
