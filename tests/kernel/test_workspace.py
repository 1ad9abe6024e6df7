"""The one door: whole batches or nothing, readers that never wait, writers one after another."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from app.errors import RuleViolation
from app.models.leads import Lead, Ownership
from app.models.people import Member
from app.models.runs import Run
from app.models.vocabulary import Role
from app.services.catalogue import command_of
from app.services.holding import ClaimLeads
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.command import Command
from app.services.kernel.sqlite_judge import EffectMismatch
from app.services.pipeline import BringBack
from app.services.script import StartRun
from app.services.workspace import Workspace
from tests.builders import Desk, open_desk
from tests.kernel.fingerprints import everything
from tests.leads import a_lead
from tests.parity.generators import GENERATORS
from tests.parity.scene import Nothing, Scene


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk."""
    with open_desk(tmp_path) as opened:
        yield opened


def _mine(desk: Desk) -> UUID:
    return a_lead(desk.workspace, owner_id=desk.members[Role.SDR])


def test_a_batch_is_all_or_nothing(desk: Desk) -> None:
    """The second command is refused, so the first never happened."""
    lead = _mine(desk)
    before = everything(desk.database)
    with pytest.raises(RuleViolation, match="wrong_stage"):
        desk.workspace.execute_all(
            [StartRun(run_id=uuid4(), lead_id=lead), BringBack(lead_id=lead, words="")]
        )

    assert everything(desk.database) == before


def test_a_batch_undone_by_a_bug_leaves_nothing(desk: Desk) -> None:
    """Whatever ends a batch early undoes it."""
    lead = _mine(desk)
    before = everything(desk.database)
    with pytest.raises(ZeroDivisionError):
        _start_and_fail(desk, lead)

    assert everything(desk.database) == before


def _start_and_fail(desk: Desk, lead: UUID) -> None:
    with desk.workspace.batch() as batch:
        batch.give(StartRun(run_id=uuid4(), lead_id=lead))
        raise ZeroDivisionError


def test_a_batch_reads_what_it_has_written(desk: Desk) -> None:
    """Later commands of a batch build on the earlier ones."""
    lead = _mine(desk)
    with desk.workspace.batch() as batch:
        batch.give(StartRun(run_id=uuid4(), lead_id=lead))

        assert batch.read(lambda db: db.execute(select(func.count()).select_from(Run)).scalar_one()) == 1
        assert (
            desk.workspace.read(lambda db: db.execute(select(func.count()).select_from(Run)).scalar_one())
            == 0
        )


def test_readers_do_not_wait_while_a_write_is_open(desk: Desk) -> None:
    """A long import holds nobody up: another thread reads at once, and sees the state before."""
    lead = _mine(desk)
    with desk.workspace.batch() as batch, ThreadPoolExecutor(2) as others:
        batch.give(StartRun(run_id=uuid4(), lead_id=lead))
        count = others.submit(
            desk.workspace.read, lambda db: db.execute(select(func.count()).select_from(Run)).scalar_one()
        )
        codes = others.submit(desk.workspace.why_not, StartRun(run_id=uuid4(), lead_id=lead))

        assert count.result(timeout=5) == 0
        assert codes.result(timeout=5) == []


def test_a_reader_keeps_the_state_it_began_with(desk: Desk) -> None:
    """What is committed while a query runs does not change half of its answer."""
    lead = _mine(desk)
    with desk.database.read() as db, db.begin():
        before = db.execute(select(func.count()).select_from(Run)).scalar_one()
        with ThreadPoolExecutor(1) as other:
            other.submit(desk.workspace.execute, StartRun(run_id=uuid4(), lead_id=lead)).result(timeout=5)
        after = db.execute(select(func.count()).select_from(Run)).scalar_one()

    assert (before, after) == (0, 0)


def test_two_threads_that_write_take_turns(desk: Desk) -> None:
    """Twenty commands from two threads: none is lost, none fails for being too early."""
    leads = [_mine(desk) for _ in range(20)]
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda lead: desk.workspace.execute(StartRun(run_id=uuid4(), lead_id=lead)), leads))

    runs = desk.workspace.read(lambda db: db.execute(select(Run.lead_id)).scalars().all())
    assert sorted(runs) == sorted(leads)


def test_of_two_who_claim_one_lead_one_wins(desk: Desk) -> None:
    """Claiming is atomic (spec section 10): the other is told that somebody owns it."""
    for _ in range(5):
        lead = a_lead(desk.workspace)
        start = threading.Barrier(2)
        with ThreadPoolExecutor(2) as both:
            claims = [both.submit(_claim, desk, lead, role, start) for role in (Role.SDR, Role.TEAM_LEAD)]
        told = sorted(claim.result() for claim in claims)

        assert told == ["already_owned", "mine"]
        owners = desk.workspace.read(
            lambda db, lead=lead: db.execute(
                select(Ownership.member_id, Lead.owner_id).join(Lead, Lead.id == Ownership.lead_id)
                .where(Ownership.lead_id == lead)
            ).all()
        )  # fmt: skip
        assert len(owners) == 1
        assert owners[0][0] == owners[0][1]


def _claim(desk: Desk, lead: UUID, role: Role, start: threading.Barrier) -> str:
    start.wait()
    try:
        desk.workspace.execute(ClaimLeads(lead_ids=(lead,)), as_member=desk.members[role])
    except RuleViolation as refusal:
        return refusal.code
    return "mine"


@pytest.mark.parametrize("seed", range(4))
def test_why_not_says_what_execute_would(desk: Desk, seed: int) -> None:
    """The screen lists what is missing before anybody clicks: its first reason is the refusal's."""
    chance = Random(seed)
    for _ in range(3):
        _mine(desk)
    tried = 0
    while tried < 60:
        kind = chance.choice(
            [
                kind
                for kind in sorted(GENERATORS)
                if kind not in ("playbook.adopt", "playbook.propose", "calendar.define")
            ]
        )
        desk.clock.tick()
        try:
            actor, args = desk.workspace.read(
                lambda db, kind=kind: GENERATORS[kind](
                    Scene(db, chance, desk.clock(), is_loose=chance.random() < 0.5)
                )
            )
        except Nothing:
            continue
        tried += 1
        command = command_of(kind, _spell(args))
        _agrees(desk.workspace, command, actor)


def _spell(args: dict[str, object]) -> bytes:
    import msgspec  # noqa: PLC0415 - only to spell arguments

    return msgspec.json.encode(args)


def _agrees(workspace: Workspace, command: Command, actor: UUID) -> None:
    codes = workspace.why_not(command, as_member=actor)
    refused: list[str] = []
    try:
        workspace.execute(command, as_member=actor)
    except RuleViolation as refusal:
        refused = [refusal.code]

    assert codes[:1] == refused


def test_why_not_lists_every_reason_in_order(desk: Desk) -> None:
    """A lead that is not mine, in the wrong stage: both are said, the first guard first."""
    lead = a_lead(desk.workspace)

    assert desk.workspace.why_not(BringBack(lead_id=lead, words="")) == ["not_yours", "wrong_stage"]


def test_why_not_writes_nothing(desk: Desk) -> None:
    """Asking is free."""
    lead = _mine(desk)
    before = everything(desk.database)
    desk.workspace.why_not(StartRun(run_id=uuid4(), lead_id=lead))

    assert everything(desk.database) == before


def test_a_reading_connection_cannot_write(desk: Desk) -> None:
    """A query that tries is a bug, found at once."""
    with pytest.raises(Exception, match="database_read_only"):
        desk.workspace.read(lambda db: db.exec_driver_sql("DELETE FROM lead"))


def test_what_is_kept_for_the_desk_alone_needs_no_command(desk: Desk) -> None:
    """Drafts and remembered things: no rule, no outbox."""
    before = everything(desk.database)
    desk.workspace.keep(
        lambda db: db.exec_driver_sql("INSERT INTO remembered (key, value) VALUES ('columns', '[]')")
    )
    after = everything(desk.database)

    assert {name for name in after if after[name] != before[name]} == {"remembered"}


class _Forgetful(StartRun, frozen=True, kw_only=True):
    """A command with a bug: one of its effects is there twice."""

    kind = "run.start"

    @classmethod
    def effects(cls):  # type: ignore[no-untyped-def]  # noqa: ANN206
        first, *rest = super().effects()
        from app.services.kernel.command import Effect  # noqa: PLC0415 - part of the made-up bug

        yield Effect(first.statement, 2)
        yield from rest


def test_an_effect_that_touches_another_number_of_rows_is_a_bug_and_undone(desk: Desk) -> None:
    """Never a refusal, never half a command."""
    lead = _mine(desk)
    before = everything(desk.database)
    with pytest.raises(EffectMismatch, match="1 rows for 2"):
        desk.workspace.execute(_Forgetful(run_id=uuid4(), lead_id=lead))

    assert everything(desk.database) == before


def test_a_command_is_given_as_the_hat_that_is_worn(desk: Desk) -> None:
    """Alone, every guard applies to the hat, not to the person (design section 4)."""
    lead = _mine(desk)
    desk.wear(Role.REP)
    with pytest.raises(RuleViolation, match="not_yours"):
        desk.workspace.execute(StartRun(run_id=uuid4(), lead_id=lead))

    desk.wear(Role.SDR)
    desk.workspace.execute(StartRun(run_id=uuid4(), lead_id=lead))


def test_nobody_known_and_nobody_active_may_give_anything(desk: Desk) -> None:
    """Whoever is not on the team is not allowed."""
    lead = _mine(desk)
    stranger = Workspace(desk.database, ChangeFeed(), uuid4(), desk.clock)
    with desk.database.write() as db:
        db.execute(
            Member.__table__.update().where(Member.id == desk.members[Role.SDR]).values(is_active=False)
        )

    assert stranger.why_not(StartRun(run_id=uuid4(), lead_id=lead))[0] == "not_allowed"
    assert desk.workspace.why_not(StartRun(run_id=uuid4(), lead_id=lead))[0] == "not_allowed"
