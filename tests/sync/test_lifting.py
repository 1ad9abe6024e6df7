"""A program that was updated reads what the older one typed: one list of differences for the desk and the database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import update

from app.models.desk import OutboxEntry
from app.models.vocabulary import ActivityKind
from app.services import versions
from app.services.calls import LogContact
from app.services.shared.address import connect
from app.services.shared.install import install
from app.services.shared.pushing import _upcast
from app.services.sync.refused import untaken
from app.services.tagging import TagLeads
from app.services.versions import Added, Dropped, Renamed, Reworded, lifted
from tests.shared.team import Team
from tests.sync.desks import Joined, joined

STEPS = {
    ("contact.log", 1): (Renamed("note", "words"), Dropped("colour")),
    ("contact.log", 2): (Reworded("activity_kind", "memo", "note"), Added("is_connected", value=False)),
}
"""As if two versions of the command had been before today's."""
CASES = (
    {"note": "it's", "colour": "red", "activity_kind": "memo"},
    {"note": None, "activity_kind": "call", "is_connected": True},
    {"activity_kind": "memo", "words": "both", "note": "older"},
    {},
)


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program after an update."""
    monkeypatch.setattr(versions, "UPCASTS", STEPS)
    return iter(())


def typed_by_the_older(desk: Joined, lead_id: UUID, words: str) -> tuple[UUID, str]:
    """Give a note, and let the outbox hold it as the older program wrote it."""
    command = LogContact(
        activity_id=uuid4(),
        lead_id=lead_id,
        activity_kind=ActivityKind.NOTE,
        is_connected=False,
        words=words,
    )
    cmd_id = desk.desk.give(command)
    (written,) = desk.rows("select args from outbox where cmd_id = ?", cmd_id.hex)
    args = json.loads(written[0])
    del args["is_connected"]
    older = json.dumps(args | {"note": args.pop("words"), "colour": "red", "activity_kind": "memo"})
    with desk.database.write() as db:
        db.execute(update(OutboxEntry).where(OutboxEntry.cmd_id == cmd_id).values(args=older, version=None))
    return cmd_id, older


def notes(desk: Joined) -> list[Any]:
    """Return the words in the local copy."""
    return desk.rows("select words from activity where words = 'of old'")


def upgraded(team: Team) -> None:
    """Bring the shared database up to date."""
    with connect(team.url, what="the test's database") as db:
        install(db, upcasts=STEPS)


@pytest.mark.usefixtures("newer")
def test_what_waits_is_read_as_todays_and_goes_as_it_was_typed(team: Team, tmp_path: Path) -> None:
    """Through a pull before the push its author goes on seeing it; the shared database is sent the very words."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        upgraded(team)
        cmd_id, older = typed_by_the_older(anna, team.leads["annas"], "of old")
        anna.restart()
        anna.run(lambda desk, server: desk.pull(server))
        seen, states = notes(anna), anna.outbox()
        anna.sync()
        with team.operate() as db:
            kept = db.execute("select version, args from app.cmd where id = %s", (cmd_id,)).fetchone()

        assert (seen, states) == ([("of old",)], ["pending"])
        assert anna.outbox() == ["settled"]
        assert notes(anna) == [("of old",)]
        assert kept == (1, json.loads(older))
        assert anna.rows("select args, version from outbox") == [(older, None)]
        assert anna.differences() == []


@pytest.mark.usefixtures("newer")
def test_what_was_refused_is_shown_with_the_words_of_today(team: Team, tmp_path: Path) -> None:
    """Its fields are named as today's, so that it can be read, copied and given again."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        cmd_id, _ = typed_by_the_older(anna, team.leads["annas"], "of old")
        with anna.database.write() as db:
            db.execute(update(OutboxEntry).values(state="refused", why="not_yours"))
        with anna.database.read() as db:
            (one,) = untaken(db).refused

        assert one.cmd_id == cmd_id
        assert isinstance(one.command, LogContact)
        assert one.command.words == "of old"


def test_an_older_desk_keeps_what_a_newer_program_typed(team: Team, tmp_path: Path) -> None:
    """After going back to an older program: it is not guessed at, nothing of it is lost, the rest goes on."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        cmd_id, _ = typed_by_the_older(anna, team.leads["annas"], "of old")
        newer = {
            "lead_id": str(team.leads["annas"]),
            "activity_id": str(uuid4()),
            "mood": "of a newer program",
        }
        with anna.database.write() as db:
            db.execute(
                update(OutboxEntry)
                .where(OutboxEntry.cmd_id == cmd_id)
                .values(args=json.dumps(newer), version=2)
            )
        anna.desk.give(TagLeads(lead_ids=(team.leads["refused"],), tag="elsewhere"))
        anna.restart()
        anna.sync()

        assert notes(anna) == []
        assert anna.outbox() == ["held", "settled"]
        assert anna.rows("select args, version from outbox where state = 'held'") == [(json.dumps(newer), 2)]


def test_an_older_desk_goes_on_with_a_newer_database(team: Team, tmp_path: Path) -> None:
    """It writes as it always did, and sees what becomes of it, and what others write in the newer way."""
    with joined(team, tmp_path, "anna", "lena") as (anna, lena):
        for desk in (anna, lena):
            desk.sync()
        upgraded(team)
        typed_by_the_older(anna, team.leads["annas"], "of old")
        anna.run(lambda desk, server: desk.push(server))
        for desk in (anna, lena):
            desk.sync()

        assert anna.outbox() == ["settled"]
        assert notes(anna) == notes(lena) == [("of old",)]


def test_both_sides_lift_alike(pg_url: str) -> None:
    """Every step, on arguments with the field, without it, and with it empty."""
    asked = "select app.upcast('contact.log', %s, %s::jsonb)"
    with psycopg.connect(pg_url) as db:
        db.execute("create schema app")
        db.execute(_upcast(STEPS).encode())
        for case in map(json.dumps, CASES):
            for version in (1, 2, 3):
                row = db.execute(asked, (version, case)).fetchone()

                assert row is not None
                assert row[0] == json.loads(lifted("contact.log", version, case, STEPS))
    assert lifted("lead.tag", 1, "{ }", STEPS) == lifted("contact.log", 9, "{ }", STEPS) == "{ }"
