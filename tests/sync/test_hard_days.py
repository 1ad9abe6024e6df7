"""Hard days of a team: a backup restored, a lead lost while one worked on it off line, the cable out for three days."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from random import Random

import pytest

from app.clock import DAY
from app.services.holding import ClaimLeads
from app.services.pool import RecallLead
from tests.determined import determined
from tests.shared.team import Team
from tests.sync import checks
from tests.sync.habits import whole_call
from tests.sync.simulate import Simulation
from tests.sync.simulated import SimulatedDesk, args_of
from tests.sync.world import SECOND, World, _gives

COMMANDS = int(os.environ.get("DECILE_OFFLINE_COMMANDS", "30"))
"""Commands each desk is given without a network; 500 on demand: DECILE_OFFLINE_COMMANDS=500."""
RESTORES = int(os.environ.get("DECILE_RESTORES", "3"))
"""Runs in which an older backup is restored."""
PULLS_MOST = 10
LISTED = frozenset({
    "already_owned", "claims_a_day", "cooling_off", "extended_already", "held_at_once", "in_that_pool",
    "no_clock", "no_right_to_assign", "no_right_to_claim", "no_right_to_move", "not_allowed", "not_due",
    "not_held", "not_waiting", "not_yours", "past_recall", "unknown_lead", "unknown_run", "wrong_stage",
    "run_not_open", "unknown_call", "already_decided", "already_theirs", "exists_already", "run_under_way",
    "already_away", "in_the_past", "needs_a_person", "unknown_follow_up", "not_finished", "not_mature",
    "handed_over_already", "do_not_contact", "call_under_way", "unknown_handover", "not_open", "barred_already",
    "nothing_changed", "call_running",
})  # fmt: skip
"""What somebody may be told after days without a network; anything else would be a riddle."""


@pytest.fixture(scope="module")
def simulation(copy_team: Callable[[], Team]) -> Iterator[Simulation]:
    """A stage in a copy of the team's database."""
    made = Simulation(copy_team())
    yield made
    made.close()


@pytest.fixture
def world(simulation: Simulation) -> Iterator[World]:
    """All desks, each with its first copy."""
    simulation.stage.reset()
    with determined("hard days"):
        made = World(simulation.stage, Random(7), simulation.kept)
        yield made
        made.close()


@pytest.mark.parametrize("seed", range(RESTORES))
def test_a_restored_backup_is_given_back_what_it_forgot(simulation: Simulation, seed: int) -> None:
    """Half a run is forgotten by the server and offered again by the desks: nothing is lost or doubled."""
    simulation.run(seed, backup_at=40)


def test_a_lead_lost_while_one_worked_on_it_keeps_the_answers(world: World) -> None:
    """Recalled, claimed by another: answers are merged, the submission is refused with all that was typed."""
    anna, ben, lena = (_desk(world, name) for name in ("anna", "ben", "lena"))
    with anna.database.read() as db:
        claim, start, *offline = whole_call(db, Random(1), anna.now(), world.stage.team.members["anna"])
    assert isinstance(claim, ClaimLeads)
    (lead_id,) = claim.lead_ids
    assert anna.type(claim)
    assert anna.type(start)
    anna.sync()
    typed = [anna.type(command) for command in offline]
    assert all(typed)

    world.stage.turn(world.stage.now + 9 * DAY)
    lena.sync()
    assert lena.type(RecallLead(lead_id=lead_id))
    lena.sync()
    ben.sync()
    assert ben.type(ClaimLeads(lead_ids=(lead_id,)))
    ben.sync()
    anna.sync()
    ben.sync()

    kept = anna.kept()
    states = {kept[one][1].kind: kept[one][0] for one in typed if one is not None}
    refused = anna.rows("select kind, why from outbox where state = 'refused' order by seq")
    questions = sum(command.kind == "answer.record" for command in offline)
    answers = "select count(*) from answer a join run r on r.id = a.run_id where r.lead_id = ?"
    assert states["answer.record"] == "settled"
    assert ("handover.submit", "not_yours") in refused
    assert args_of(anna.typed[typed[-1]])["words"] == args_of(kept[typed[-1]][1])["words"]
    assert ben.rows(answers, lead_id.hex) == [(questions,)]
    assert ben.rows("select 1 from handover where lead_id = ?", lead_id.hex) == []
    assert anna.rows("select 1 from lead where id = ?", lead_id.hex) == []


def test_three_days_without_a_network_end_alike(world: World) -> None:
    """Everybody goes on typing for three working days; back on line all are equal within ten pulls."""
    for day in (1, 2, 3):
        for desk in world.desks:
            while len(desk.typed) < COMMANDS * day / 3:
                world.stage.turn(world.stage.now + 1_000_000)
                _gives(world, desk)
        world.stage.turn(world.stage.now + DAY)

    pulls = 0
    while pulls < PULLS_MOST and list(checks.desks_equal_the_server(world)):
        pulls += 1
        for desk in world.desks:
            # Ticks are counted by each session: within one second, times of two desks say nothing of who was first.
            world.stage.turn(world.stage.now + SECOND)
            desk.sync()

    checks.when_quiet(world)
    reasons = [desk.rows("select why from outbox where state = 'refused'") for desk in world.desks]
    assert {why for some in reasons for (why,) in some} <= LISTED


def _desk(world: World, name: str) -> SimulatedDesk:
    return next(desk for desk in world.desks if desk.name == name)
