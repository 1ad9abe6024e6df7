"""What a real shared database refused: told with names, turned into a note, given again, let go of."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from app.services.handover import SubmitHandover
from app.services.holding import AssignLeads, ClaimLeads
from app.services.kernel.changes import ChangeFeed
from app.services.pool import GiveBackLeads
from app.services.reservations import reserved
from app.services.sync.refused import as_note, dismiss, try_again, untaken
from app.services.workspace import Workspace
from tests.shared.team import Team
from tests.sync.desks import Joined, joined


def desk_of(one: Joined) -> Workspace:
    """Return the desk as its window has it."""
    member = one.team.members[one.login]
    return Workspace(one.database, ChangeFeed(), member, is_joined=True)


def test_a_submission_of_a_lead_that_went_to_another_keeps_every_word(team: Team, tmp_path: Path) -> None:
    """Refused with its lead's name, which is out of sight; as a note its words reach the new owner."""
    lead_id = team.leads["annas"]
    with joined(team, tmp_path, "anna", "ben") as (anna, ben):
        anna.sync()
        desk = desk_of(anna)
        desk.execute(
            SubmitHandover(
                handover_id=uuid4(), lead_id=lead_id, run_id=team.runs["annas"], words="They are ready"
            )
        )
        (waiting,) = desk.read(untaken).waiting
        name = waiting.leads[0].name
        team.push("lena", AssignLeads(lead_ids=(lead_id,), member_id=team.members["ben"]))
        anna.sync()

        (refused,) = desk.read(untaken).refused
        assert (refused.why, refused.leads[0].name, refused.here) == ("not_yours", name, frozenset())
        assert refused.judged_at is not None
        assert name

        assert as_note(desk, refused.cmd_id, "Was to be handed over: They are ready") == 1
        anna.sync()
        ben.sync()

        assert desk.read(untaken).refused == ()
        assert desk.read(untaken).waiting == ()
        assert ben.rows("select words from activity where lead_id = ? and kind = 'note'", lead_id.hex) == [
            ("Was to be handed over: They are ready",)
        ]
        assert anna.differences() == []


def test_a_claim_is_a_reservation_until_it_is_judged(team: Team, tmp_path: Path) -> None:
    """The loser sees who was quicker only as a sentence, lets go of it, and reserves nothing any more."""
    lead_id = team.pool[0]
    with joined(team, tmp_path, "anna", "ben") as (anna, ben):
        anna.sync()
        ben.sync()
        for one in (anna, ben):
            desk_of(one).execute(ClaimLeads(lead_ids=(lead_id,)))
            assert desk_of(one).read(reserved) == {lead_id}
        anna.sync()
        ben.sync()

        assert desk_of(anna).read(reserved) == desk_of(ben).read(reserved) == frozenset()
        (refused,) = desk_of(ben).read(untaken).refused
        assert refused.why == "already_owned"
        dismiss(desk_of(ben), [refused.cmd_id])
        assert desk_of(ben).read(untaken).refused == ()


def test_what_was_refused_is_taken_once_it_can_be(team: Team, tmp_path: Path) -> None:
    """Given again as a new command, after what stood against it is gone."""
    lead_id = team.pool[1]
    with joined(team, tmp_path, "anna", "ben") as (anna, ben):
        anna.sync()
        ben.sync()
        desk = desk_of(ben)
        desk.execute(ClaimLeads(lead_ids=(lead_id,)))
        team.push("anna", ClaimLeads(lead_ids=(lead_id,)))
        ben.sync()
        team.push("anna", GiveBackLeads(lead_ids=(lead_id,), pool_id=None, words="not for me"))
        ben.sync()

        (refused,) = desk.read(untaken).refused
        try_again(desk, refused.cmd_id)
        ben.sync()

        assert desk.read(untaken).refused == ()
        assert ben.rows("select owner_id from lead where id = ?", lead_id.hex) == [(team.members["ben"].hex,)]
