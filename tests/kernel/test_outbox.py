"""Every accepted command is kept as it was given; a refused one leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.errors import BadArgument, RuleViolation
from app.models.desk import BeforeImage, OutboxEntry
from app.models.vocabulary import FollowUpWhy, Role
from app.services.catalogue import command_of
from app.services.follow_ups import SetFollowUp
from app.services.handover import AcceptHandover
from app.services.kernel import outbox
from app.services.kernel.command import Command, Given
from app.services.pipeline import BringBack
from app.services.script import DisqualifyLead, StartRun
from tests.builders import Desk, open_desk
from tests.handovers import a_handover
from tests.kernel.fingerprints import everything
from tests.leads import a_lead


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk."""
    with open_desk(tmp_path) as opened:
        yield opened


def _entries(desk: Desk) -> list[Any]:
    return desk.workspace.read(lambda db: list(db.execute(select(OutboxEntry).order_by(OutboxEntry.seq))))


def test_an_accepted_command_is_kept_with_who_when_and_what(desk: Desk) -> None:
    """What was typed is in the outbox before anything else happens to it."""
    lead = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    command = SetFollowUp(
        lead_id=lead, due_at=desk.clock() + 1, why=FollowUpWhy.NEXT_STEP, words="O'Neil \\ 云"
    )
    cmd_id = uuid4()
    desk.workspace.execute(command, cmd_id=cmd_id)

    last = _entries(desk)[-1]
    assert (last.cmd_id, last.kind, last.actor_id, last.given_at, last.state) == (
        cmd_id, "follow_up.set", desk.members[Role.SDR], desk.clock(), "settled",
    )  # fmt: skip
    assert command_of(last.kind, last.args) == command


def test_every_command_of_a_day_reads_back_as_it_was_given(desk: Desk) -> None:
    """The founding, an import, a call, a run, a hand-over: the outbox spells each of them."""
    a_handover(desk)
    entries = _entries(desk)

    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    for entry in entries:
        command = command_of(entry.kind, entry.args)
        assert type(command).kind == entry.kind


@pytest.mark.parametrize(
    ("refused", "code"),
    [
        (
            lambda lead: DisqualifyLead(lead_id=lead, reason="no_such_reason", words=""),
            "unknown_reason",
        ),
        (lambda lead: BringBack(lead_id=lead, words=""), "wrong_stage"),
        (lambda _lead: StartRun(run_id=uuid4(), lead_id=uuid4()), "unknown_lead"),
        (lambda _lead: AcceptHandover(handover_id=uuid4(), words=""), "not_allowed"),
        (lambda lead: BringBack(lead_id=lead, words="a\0b"), "bad_argument"),
        (lambda lead: BringBack(lead_id=lead, words="x" * 8001), "bad_argument"),
        (lambda lead: BringBack(lead_id=lead, words="\ud800"), "bad_argument"),
        (lambda _lead: BringBack(lead_id="no id", words=""), "bad_argument"),
    ],
)
def test_a_refused_command_writes_nothing_at_all(desk: Desk, refused: Any, code: str) -> None:
    """Every row of every table is as before, the outbox included."""
    lead = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    before = everything(desk.database)
    with pytest.raises(RuleViolation) as refusal:
        desk.workspace.execute(refused(lead))

    assert refusal.value.code == code
    assert everything(desk.database) == before


def test_a_command_given_twice_is_kept_once(desk: Desk) -> None:
    """A command's id is its own: the second of that id is a bug of the sender, and undone whole."""
    lead = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    cmd_id = uuid4()
    desk.workspace.execute(_reminder(desk, lead), cmd_id=cmd_id)
    before = everything(desk.database)
    with pytest.raises(Exception, match=r"outbox\.cmd_id"):
        desk.workspace.execute(_reminder(desk, lead), cmd_id=cmd_id)

    assert everything(desk.database) == before


def test_settling_lets_go_of_the_images(desk: Desk) -> None:
    """Once authority has judged there is nothing to put back."""
    lead = a_lead(desk.workspace, owner_id=desk.members[Role.SDR])
    given = _given(desk, _reminder(desk, lead))
    with desk.database.write() as db:
        seq = outbox.append(db, given, state=outbox.PENDING)
        db.exec_driver_sql(
            "INSERT INTO before_image (seq, table_name, row_key, image) VALUES (?, 'tag', '[]', NULL)", (seq,)
        )
        outbox.settle(db, given.cmd_id)

        assert db.execute(select(BeforeImage)).first() is None
    assert _entries(desk)[-1].state == "settled"


def _reminder(desk: Desk, lead: UUID) -> SetFollowUp:
    return SetFollowUp(lead_id=lead, due_at=desk.clock() + 1, why=FollowUpWhy.NEXT_STEP, words="")


def _given(desk: Desk, command: Command) -> Given:
    return Given(command, uuid4(), desk.workspace.member_id, desk.clock())


def test_a_bad_argument_names_its_place(desk: Desk) -> None:
    """The person who built it must find it."""
    with pytest.raises(BadArgument) as refusal:
        desk.workspace.execute(BringBack(lead_id=uuid4(), words="x" * 8001))

    assert refusal.value.kind == "nurture.return"
    assert "$.words" in str(refusal.value.place["at"])
