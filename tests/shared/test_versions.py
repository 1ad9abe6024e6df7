"""Old and new side by side: an upgrade stops no older desk, and an older program takes nothing from newer ones."""

from __future__ import annotations

import contextlib
import threading
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from app.models.vocabulary import ActivityKind
from app.services.calls import LogContact
from app.services.catalogue import BY_KIND
from app.services.shared.address import connect
from app.services.shared.errors import SharedTrouble
from app.services.shared.install import install
from app.services.tagging import TagLeads
from app.services.versions import Renamed
from tests.shared.team import Team, one, pull, push

UPCASTS = {("contact.log", 1): (Renamed("note", "words"),)}
"""As if the field were called otherwise in the version before."""


def as_before(lead_id: UUID) -> dict[str, Any]:
    """Return a note as a desk of the version before sends it."""
    sent = one(
        LogContact(
            activity_id=uuid4(),
            lead_id=lead_id,
            activity_kind=ActivityKind.NOTE,
            is_connected=False,
            words="of old",
        ),
        v=1,
    )
    args = dict(sent["args"])
    return sent | {"args": args | {"note": args.pop("words")}}


def test_older_desks_push_and_pull_through_an_upgrade(team: Team) -> None:
    """Each note sent before, during and after it is there once; nobody is told anything but to try again."""
    lead_id, sent, is_done = team.leads["annas"], [], threading.Event()
    strange: list[Any] = []

    def old_desk() -> None:
        with team.sign_in("anna") as db:
            cursor = pull(db)
            while not is_done.is_set():
                command = as_before(lead_id) if is_new.is_set() else one(_note(lead_id))
                answer = push(db, [command])[0]
                while not answer["ok"] and answer["why"] in ("busy", "bad_argument"):
                    # What was written for the older form is written anew, as a desk of that version would have.
                    command = command if answer["why"] == "busy" else as_before(lead_id)
                    answer = push(db, [command])[0]
                sent.append(answer)
                with contextlib.suppress(psycopg.errors.LockNotAvailable):  # tried again with the next poll
                    pull(db, since=cursor["snapshot"], epoch=cursor["epoch"], groups=cursor["groups"])

    is_new = threading.Event()
    desk = threading.Thread(target=_catching(old_desk, strange))
    desk.start()
    try:
        while len(sent) < 3 and desk.is_alive():
            pass
        for _ in range(2):
            with connect(team.url, what="the test's database") as db:
                install(db, upcasts=UPCASTS)
            is_new.set()
        count = len(sent)
        while len(sent) < count + 3 and desk.is_alive():
            pass
    finally:
        is_done.set()
        desk.join()

    with team.operate() as db:
        kept = db.execute("select count(*) from app.activity where words = 'of old'").fetchone()
    assert strange == []
    assert {answer["ok"] for answer in sent} == {True}
    assert kept == (len(sent),)


def _note(lead_id: UUID) -> LogContact:
    return LogContact(
        activity_id=uuid4(),
        lead_id=lead_id,
        activity_kind=ActivityKind.NOTE,
        is_connected=False,
        words="of old",
    )


def _catching(act: Any, strange: list[Any]) -> Any:
    def run() -> None:
        try:
            act()
        except (psycopg.Error, AssertionError, KeyError) as error:
            strange.append(error)

    return run


def test_what_an_older_database_does_not_know_is_done_after_its_upgrade(team: Team) -> None:
    """It keeps nothing of it, what builds on it waits, the rest goes on; afterwards the same id is judged."""
    with team.operate() as db:
        db.execute("delete from app.command_kind where kind = 'lead.tag'")
        db.execute("drop function app.do_lead_tag")
    of_anna = {"actor": str(team.members["anna"]), "device": str(uuid4())}
    newer = one(TagLeads(lead_ids=(team.leads["annas"],), tag="vip"), **of_anna)
    behind, beside = (one(_note(team.leads[name]), **of_anna) for name in ("annas", "refused"))
    with team.sign_in("anna") as db:
        before = push(db, [newer, behind, beside])
        version = pull(db)["schema_version"]
        kept = db.execute("select count(*) from app.cmd where id = %s", (newer["id"],)).fetchone()
    with connect(team.url, what="the test's database") as db:
        db.execute("update app.server set fingerprint = 'of an older program'")
        install(db)
    with team.sign_in("anna") as db:
        after = push(db, [newer, behind])
        raised = pull(db)["schema_version"]

    assert [answer.get("why", "ok") for answer in before] == ["unsupported", "busy", "ok"]
    assert kept == (0,)
    assert [answer.get("why", "ok") for answer in after] == ["ok", "ok"]
    assert raised > version


def test_an_older_program_does_not_take_away_what_a_newer_one_brought(team: Team) -> None:
    """Neither a command it lacks nor a newer version of one it has: it says so, and all is as it was."""
    with connect(team.url, what="the test's database") as db:
        install(db, upcasts=UPCASTS)
    older = {kind: cls for kind, cls in BY_KIND.items() if kind != "lead.tag"}

    for kinds, upcasts in ((older, UPCASTS), (BY_KIND, {})):
        with pytest.raises(SharedTrouble) as caught, connect(team.url, what="the test's database") as db:
            install(db, kinds=kinds, upcasts=upcasts)
        assert caught.value.code == "newer_there"
    assert team.push("anna", TagLeads(lead_ids=(team.leads["annas"],), tag="vip"))[0]["ok"]
