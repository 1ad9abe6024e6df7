"""Recordings travel by a queue of their own: in pieces, resumed, told by their digest, only to who may hear them."""

from __future__ import annotations

import itertools
import random
import threading
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from app.services.handover import ChooseRep
from app.services.recording_files import attaching, take_in
from app.services.shared import recording_store
from app.services.shared.recording_store import PIECE
from app.services.sync.engine import SyncEngine
from app.services.sync.recording_carrying import RecordingCarrier
from app.services.sync.server import Server
from app.services.sync.status import SyncState
from tests.shared.team import Team
from tests.sync.desks import Joined, joined


def a_sound(file: Path, seed: int = 1) -> Path:
    """Write three pieces and a bit of noise."""
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(random.Random(seed).randbytes(3 * PIECE + 1000))
    return file


def attached(desk: Joined, lead_id: UUID, source: Path) -> UUID:
    """Attach a recording to the lead's last call on a desk and push it; its file lies in the desk's folder."""
    ((call,),) = desk.rows(
        "select id from activity where lead_id = ? and kind = 'call' order by at desc limit 1", lead_id.hex
    )
    command = attaching(take_in(folder_of(desk), source), UUID(hex=call))
    desk.desk.give(command)
    desk.sync()
    return command.recording_id


def folder_of(desk: Joined) -> Path:
    """Return where a desk keeps recordings."""
    return desk.file.parent / f"{desk.login}-recordings"


def carry(desk: Joined, goes_on: Callable[[], bool] = lambda: True) -> None:
    """Let a desk that has just been started carry what there is."""
    carrier = RecordingCarrier(desk.database, folder_of(desk))
    desk.run(lambda _desk, server: carrier.carry(server, goes_on))


def files(desk: Joined) -> list[bytes]:
    """Return what lies whole in a desk's folder."""
    return [one.read_bytes() for one in sorted(folder_of(desk).glob("[!.]*"))]


def pieces(team: Team) -> list[tuple[Any, ...]]:
    """Return how many pieces each recording has on the server, and whether it is whole."""
    with team.operate() as db:
        return db.execute(
            "select f.pieces, f.is_whole, (select count(*) from app.recording_piece p"
            " where p.recording_id = f.recording_id) from app.recording_file f"
        ).fetchall()


def times(count: int) -> Callable[[], bool]:
    """Go on so many times."""
    left = itertools.count(count, -1)
    return lambda: next(left) > 0


def test_what_one_attached_another_hears_who_may(team: Team, tmp_path: Path) -> None:
    """The same bytes come to the rep who has the lead and to the team lead, not to another SDR or rep."""
    source = a_sound(tmp_path / "call.wav")
    with joined(team, tmp_path, "anna", "rita", "lena", "ben", "rex") as desks:
        for desk in desks:
            desk.sync()
        anna, rita, lena, ben, rex = desks
        attached(anna, team.leads["to_rita"], source)
        carry(anna)
        for desk in desks[1:]:
            desk.sync()
            carry(desk)

        assert pieces(team) == [(4, True, 4)]
        assert files(rita) == files(lena) == [source.read_bytes()]
        assert files(ben) == files(rex) == []


def test_a_cut_goes_on_where_it_was(team: Team, tmp_path: Path) -> None:
    """Both ways, after every piece: nothing is sent twice, and half a file is never taken for a whole one."""
    source = a_sound(tmp_path / "call.wav")
    with joined(team, tmp_path, "anna", "rita") as (anna, rita):
        anna.sync()
        attached(anna, team.leads["to_rita"], source)
        rita.sync()
        seen = []
        for _ in range(5):
            carry(anna, times(2))
            carry(rita)
            seen.append((pieces(team)[0][:2], len(files(rita))))
        again = []
        for one in folder_of(rita).iterdir():
            one.unlink()
        for _ in range(5):
            carry(rita, times(2))
            again.append(len(files(rita)))

        assert seen == [((1, False), 0), ((2, False), 0), ((3, False), 0), ((4, True), 1), ((4, True), 1)]
        assert again == [0, 0, 0, 1, 1]
        assert files(rita) == [source.read_bytes()]


def test_bytes_that_are_not_the_recording_are_not_kept(team: Team, tmp_path: Path) -> None:
    """A file that was changed behind our back, a piece of another size, too large a one: refused, and nobody hears it."""
    source = a_sound(tmp_path / "call.wav")
    with joined(team, tmp_path, "anna", "rita") as (anna, rita):
        anna.sync()
        recording = attached(anna, team.leads["to_rita"], source)
        rita.sync()
        (file,) = folder_of(anna).iterdir()
        file.write_bytes(bytes(len(source.read_bytes())))
        carry(anna)
        carry(rita)
        damaged = pieces(team)
        with team.sign_in("anna") as db:
            short = Server(db).put_recording(recording, 0, b"x")
        with team.operate() as db:
            db.execute("update app.call_recording set bytes_count = %s", (recording_store.BYTES_MOST + 1,))
        with team.sign_in("anna") as db:
            large = Server(db).put_recording(recording, 0, bytes(PIECE))

        assert damaged == [(0, False, 0)]
        assert files(rita) == []
        assert (short["why"], large["why"]) == ("bad_argument", "too_large")


def test_nobody_hands_in_or_reads_what_is_not_theirs(team: Team, tmp_path: Path) -> None:
    """Not even who sees the lead hands in for another; what does not exist is answered alike; no row of a stranger."""
    source = a_sound(tmp_path / "call.wav")
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        recording = attached(anna, team.leads["to_rita"], source)
        carry(anna)
    told = {}
    for login in ("lena", "rita", "ben"):
        with team.sign_in(login) as db:
            told[login] = [
                Server(db).put_recording(one, 0, bytes(PIECE))["why"] for one in (recording, uuid4())
            ]
    with team.sign_in("ben") as db:
        read = db.execute("select count(*) from app.recording_piece").fetchone()
        for statement in (
            "delete from app.recording_piece",
            "update app.recording_file set is_whole = false",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute(statement.encode())

    assert set(map(tuple, told.values())) == {("not_yours", "not_yours")}
    assert read == (0,)


def test_what_one_may_hear_no_more_goes(team: Team, tmp_path: Path) -> None:
    """The hand-over goes to another rep: the file leaves the first one's disk, and one's own stays."""
    with joined(team, tmp_path, "anna", "rita") as (anna, rita):
        anna.sync()
        attached(anna, team.leads["to_rita"], a_sound(tmp_path / "call.wav"))
        carry(anna)
        rita.sync()
        carry(rita)
        before = len(files(rita))
        moved = team.push(
            "lena", ChooseRep(handover_id=team.handovers["to_rita"], rep_id=team.members["rex"])
        )
        for desk in (anna, rita):
            desk.sync()
            carry(desk)

        assert moved[0]["ok"]
        assert before == 1
        assert files(rita) == []
        assert len(files(anna)) == 1


def test_an_erased_person_is_not_heard_any_more(team: Team, tmp_path: Path) -> None:
    """The bytes go with the person, and are not taken again."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        recording = attached(anna, team.leads["refused"], a_sound(tmp_path / "call.wav"))
        carry(anna)
        with team.operate() as db:
            db.execute(
                "insert into app.erased_lead select (jsonb_populate_record(null::app.erased_lead, jsonb_build_object("
                "'lead_id', %s::uuid, 'erasure_id', gen_random_uuid(), 'erased_at', 1))).*",
                (team.leads["refused"],),
            )
        with team.sign_in("anna") as db:
            again = Server(db).put_recording(recording, 0, None)

        assert pieces(team) == []
        assert again["why"] == "not_yours"


def test_recordings_travel_by_themselves_behind_all_else(team: Team, tmp_path: Path) -> None:
    """The exchange carries them once it is up to date, and lets go of them when something is given."""
    source = a_sound(tmp_path / "call.wav")
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        attached(anna, team.leads["to_rita"], source)
        states, asked = [], []
        carrier = RecordingCarrier(anna.database, folder_of(anna))

        def carried(server: Server, goes_on: Callable[[], bool]) -> None:
            states.append(engine.status.state)
            carrier.carry(server, goes_on)
            asked.append(goes_on())
            is_carried.set()

        is_carried = threading.Event()
        engine = SyncEngine(anna.desk, lambda: Server(team.sign_in("anna")))
        engine.carries = carried
        engine.start()
        try:
            assert is_carried.wait(60)
        finally:
            assert engine.stop()

        assert states[0] is SyncState.UP_TO_DATE
        assert pieces(team) == [(4, True, 4)]
        assert asked[0] is True
