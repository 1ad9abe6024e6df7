"""Upkeep that each desk gives for the whole team: where another was quicker, nobody is told."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid4

from app.clock import DAY, HOUR, system_clock
from app.services.kernel import outbox
from app.services.kernel.command import Command, Given
from app.services.nurture import ReturnFromNurture
from app.services.pool import RecallLead
from app.services.recall_sweep import sweep
from tests.shared.team import Team
from tests.sync.desks import Joined, joined


def test_upkeep_that_came_too_late_is_no_refusal_of_anybodys(team: Team, tmp_path: Path) -> None:
    """A recall and a return from nurture that are not due any more wait on no list of what needs the person."""
    lead_id = team.leads["annas"]
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        late: list[Command] = [RecallLead(lead_id=lead_id), ReturnFromNurture(lead_id=lead_id)]
        with anna.database.write() as db:
            for command in late:
                given = Given(command, uuid4(), team.members["anna"], system_clock())
                outbox.append(db, given, state=outbox.PENDING)

        anna.sync()

        assert anna.outbox() == [outbox.DISMISSED] * 2


def test_what_is_known_here_in_part_brings_no_lead_back(team: Team, tmp_path: Path) -> None:
    """An old answer to a lead nobody holds: the move that came after it is out of sight, so it does not count."""
    with joined(team, tmp_path, "anna") as (anna,):
        lead_id = in_nurture_after_an_answer(team, anna, days=40)
        swept = sweep(anna.desk.workspace)
        anna.sync()

        assert (lead_id, swept.back, swept.left_alone) == (lead_id, (), ())
        assert anna.outbox() == []


def test_a_new_answer_is_asked_about_once(team: Team, tmp_path: Path) -> None:
    """The shared database sees what this desk cannot: refused, it is not offered again at every turn, nor shown."""
    with joined(team, tmp_path, "anna") as (anna,):
        in_nurture_after_an_answer(team, anna, days=0)
        offered = []
        for _ in range(3):
            offered.append(len(sweep(anna.desk.workspace).back))
            anna.sync()

        assert offered == [1, 0, 0]
        assert anna.outbox() == [outbox.DISMISSED]


def in_nurture_after_an_answer(team: Team, anna: Joined, *, days: int) -> UUID:
    """Let Anna have noted an answer; a colleague's move to nurture came after it, and nobody holds the lead now."""
    lead_id, at = team.leads["annas"], system_clock() - days * DAY - HOUR
    with team.operate() as db:
        row = db.execute(
            "select key from app.stage where version = (select version from app.playbook where is_current)"
            " and kind = 'nurture' order by position limit 1"
        ).fetchone()
        assert row is not None
        db.execute(
            "insert into app.activity select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),"
            " 'kind', 'reply', 'at', %s::bigint, 'lead_id', %s::uuid))).* from app.activity a where a.by_id = %s limit 1",
            (at, lead_id, team.members["anna"]),
        )
        db.execute(
            "insert into app.stage_move select (jsonb_populate_record(m, jsonb_build_object('cmd_id', gen_random_uuid(),"
            " 'by_id', %s::uuid, 'lead_id', %s::uuid, 'to_stage', %s::text, 'at', %s::bigint))).*"
            " from app.stage_move m limit 1",
            (team.members["ben"], lead_id, row[0], at + HOUR // 2),
        )
        db.execute(
            "update app.lead set stage = %s, owner_id = null, rep_id = null where id = %s", (row[0], lead_id)
        )
    anna.sync()
    return lead_id
