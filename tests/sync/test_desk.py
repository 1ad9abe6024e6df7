"""A desk without a window: what it copies, pushes, pulls, and how it goes on after dying at any point."""

from __future__ import annotations

import os
import random
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from app.errors import RuleViolation
from app.models.vocabulary import ActivityKind
from app.services.calls import LogContact
from app.services.holding import ClaimLeads
from app.services.kernel.command import Command
from app.services.sync.desk import SharedDesk
from app.services.sync.server import Server
from app.services.tagging import TagLeads
from tests.shared.team import Team, one, push
from tests.sync.desks import Joined, joined

POINTS = (
    "give", "push: before", "push: answered", "push: noting", "pull: fetched", "copy: fetched", "apply", "pull: applied",
)  # fmt: skip


SEEDS = [int(seed) for seed in os.environ.get("DECILE_SYNC_SEEDS", "1,2").split(",")]
"""Which random exchanges are run; more on demand: DECILE_SYNC_SEEDS=3,4,5."""


def a_note(lead_id: UUID, words: str) -> LogContact:
    return LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.NOTE, is_connected=False, words=words
    )


def test_a_first_copy_is_what_row_security_shows(team: Team, tmp_path: Path) -> None:
    """Table by table, row by row, for every role; masked phones included."""
    with joined(team, tmp_path, "anna", "ben", "rita", "lena", "ada", "mia", "sven") as desks:
        for desk in desks:
            desk.sync()

        assert {desk.login: desk.differences() for desk in desks} == {desk.login: [] for desk in desks}


def test_a_claim_is_seen_by_all_and_its_loser_is_told(team: Team, tmp_path: Path) -> None:
    """Two claim the same lead offline: the first to push has it, the other keeps the refusal and loses the lead."""
    lead_id = team.pool[0]
    with joined(team, tmp_path, "anna", "ben", "lena") as (anna, ben, lena):
        for desk in (anna, ben, lena):
            desk.sync()
        for desk in (anna, ben):
            desk.desk.give(ClaimLeads(lead_ids=(lead_id,)))
            desk.desk.give(a_note(lead_id, f"from {desk.login}"))
        assert ben.rows("select owner_id from lead where id = ?", lead_id.hex) == [(team.members["ben"].hex,)]

        for desk in (anna, ben, lena, anna):
            desk.sync()

        assert anna.outbox() == ["settled", "settled"]
        assert ben.outbox()[0] == "refused"
        assert ben.rows("select 1 from lead where id = ?", lead_id.hex) == []
        assert {desk.login: desk.differences() for desk in (anna, ben, lena)} == {
            "anna": [],
            "ben": [],
            "lena": [],
        }


def test_what_is_typed_while_a_pull_is_under_way_stays_in_sight(team: Team, tmp_path: Path) -> None:
    """Laid-down rows do not cover what was given since: it is given again on top of them."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        team.push("lena", a_note(team.leads["annas"], "the lead's word"))
        anna.desk.give(a_note(team.leads["annas"], "typed here"))
        anna.run(lambda desk, server: desk.pull(server))

        assert set(
            anna.rows("select words from activity where words in ('typed here', 'the lead''s word')")
        ) == {
            ("typed here",),
            ("the lead's word",),
        }
        assert anna.outbox() == ["pending"]


def test_nothing_is_kept_of_what_the_rules_refuse_here(team: Team, tmp_path: Path) -> None:
    """Whoever cannot do it is told at once, and nothing waits."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        with pytest.raises(RuleViolation):
            anna.desk.give(ClaimLeads(lead_ids=(team.leads["annas"],)))

        assert anna.outbox() == []


def test_hundreds_of_commands_go_in_batches_of_one_sync(team: Team, tmp_path: Path) -> None:
    """A week off line is pushed in one go."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        for number in range(230):
            anna.desk.give(a_note(team.leads["annas"], f"note {number}"))
        anna.sync()

        assert set(anna.outbox()) == {"settled"}
        assert anna.differences() == []


@pytest.mark.parametrize("point", POINTS)
def test_a_desk_that_dies_anywhere_loses_and_doubles_nothing(team: Team, tmp_path: Path, point: str) -> None:
    """At every named point: what was typed before is there once, and the copy is whole after the next exchange."""
    is_first = point == "copy: fetched"
    with joined(team, tmp_path, "anna") as (anna,):
        if not is_first:
            anna.sync()
            anna.desk.give(a_note(team.leads["annas"], "typed before"))

        def work(desk: SharedDesk, server: Server) -> None:
            if not is_first:
                desk.give(a_note(team.leads["annas"], "as it died"))
            desk.sync(server)

        anna.dies_at = point
        anna.run(work)
        for _ in range(2):
            anna.sync()

        assert anna.rows("select count(*) from activity where words = 'typed before'") == [
            (int(not is_first),)
        ]
        assert set(anna.outbox()) <= {"settled"}
        assert anna.differences() == []


@pytest.mark.parametrize("seed", SEEDS)
def test_desks_end_alike_whatever_happens_in_between(team: Team, tmp_path: Path, seed: int) -> None:
    """Random commands, deaths, and transactions held open: then all are quiet, and each has what it may see."""
    chance = random.Random(seed)
    leads = [*team.leads.values(), *team.pool[:6]]
    with joined(team, tmp_path, "anna", "ben", "lena", "rita") as desks:
        for desk in desks:
            desk.sync()
        held: psycopg.Connection[tuple[object, ...]] | None = None
        for _ in range(40):
            desk, lead_id = chance.choice(desks), chance.choice(leads)
            match chance.randrange(10):
                case 0 | 1 | 2 | 3:
                    _try(desk, _some_command(chance, lead_id))
                case 4:
                    desk.dies_at = chance.choice(POINTS)
                    desk.sync()
                case 5 if held is None:
                    held = psycopg.connect(team.of(desk.login))
                    push(held, [one(_some_command(chance, lead_id))])
                case 6 if held is not None:
                    (held.commit if chance.random() < 0.7 else held.rollback)()
                    held.close()
                    held = None
                case _:
                    desk.sync()
        if held is not None:
            held.commit()
            held.close()
        for _ in range(3):
            for desk in desks:
                desk.sync()

        assert {desk.login: desk.differences() for desk in desks} == {desk.login: [] for desk in desks}
        assert all(set(desk.outbox()) <= {"settled", "refused"} for desk in desks)


def _some_command(chance: random.Random, lead_id: UUID) -> Command:
    match chance.randrange(3):
        case 0:
            return ClaimLeads(lead_ids=(lead_id,))
        case 1:
            return TagLeads(lead_ids=(lead_id,), tag=chance.choice(("vip", "later")))
        case _:
            return a_note(lead_id, f"note {chance.random()}")


def _try(desk: Joined, command: Command) -> None:
    try:
        desk.desk.give(command)
    except RuleViolation:
        return
