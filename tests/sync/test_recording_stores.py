"""Recordings in a folder and in an S3 store: sealed, resumed, told by their digest, and gone with their person."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import wave
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from app.cli.main import run
from app.errors import Unavailable
from app.services.shared.address import connect
from app.services.shared.errors import SharedTrouble
from app.services.shared.recording_choice import (
    StoreKey,
    choose_database,
    choose_folder,
    choose_s3,
    stores,
    sweep,
)
from app.services.shared.recording_places import PLACE_PIECE
from app.services.shared.sealed_stores import MARKER, Addresses
from app.services.sync.engine import SyncEngine
from app.services.sync.recording_carrying import RecordingCarrier
from app.services.sync.recording_queue import Exchange, RecordingQueue
from app.services.sync.server import Server
from tests.shared.team import Team
from tests.sync.desks import Joined, joined
from tests.sync.s3_server import ACCESS, SECRET, S3Server, s3_server
from tests.sync.test_recordings import attached, carry, files, folder_of, pieces, times

KEY = StoreKey(ACCESS, SECRET)
EVERY_SYSTEM = ("windows", "macos", "linux")


@pytest.fixture
def s3(team: Team) -> Iterator[S3Server]:
    """A store, which the team puts its recordings into."""
    with s3_server() as store:
        with connect(team.url, what="the test's database") as db:
            choose_s3(db, store.place, KEY)
        store.asked.clear()
        yield store


@pytest.fixture
def share(team: Team, tmp_path: Path) -> Path:
    """A folder, which the team puts its recordings into."""
    root = tmp_path / "share"
    root.mkdir()
    with connect(team.url, what="the test's database") as db:
        choose_folder(db, dict.fromkeys(EVERY_SYSTEM, str(root)))
    return root


def a_sound(file: Path) -> Path:
    """Write two pieces and a bit of noise."""
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(Random(3).randbytes(2 * PLACE_PIECE + 1000))
    return file


def trouble(desk: Joined) -> str | None:
    """Let a desk that has just been started carry, and return what kept it."""
    carrier = RecordingCarrier(desk.database, folder_of(desk))
    desk.run(lambda _desk, server: carrier.carry(server))
    return carrier.trouble


def lying(share: Path) -> list[Path]:
    """Return the pieces in a folder."""
    return sorted(one for one in share.rglob("*") if one.is_file() and one.name != MARKER)


def test_the_signature_is_amazons(team: Team) -> None:
    """The address of the example in Amazon's own description, with its date, its key and its signature."""
    place = json.dumps(
        {
            "endpoint": "https://s3.amazonaws.com",
            "bucket": "examplebucket",
            "region": "us-east-1",
            "bucket_in_host": True,
        }
    )
    with team.operate() as db:
        row = db.execute(
            "select app.s3_address('GET', %s::jsonb, 'test.txt', null, 'AKIAIOSFODNN7EXAMPLE',"
            " 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', '2013-05-24T00:00:00Z', 86400)",
            (place,),
        ).fetchone()

    assert row is not None
    assert row[0] == (
        "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
        "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
        "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
    )


@pytest.mark.parametrize("kind", ["s3", "share"])
def test_what_one_attached_another_hears_who_may(
    team: Team, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    """The same bytes come to the rep who has the lead and to the team lead; what lies outside is noise."""
    place = request.getfixturevalue(kind)
    source = a_sound(tmp_path / "call.wav")
    with joined(team, tmp_path, "anna", "rita", "lena", "ben") as (anna, rita, lena, ben):
        for desk in (anna, rita, lena, ben):
            desk.sync()
        attached(anna, team.leads["to_rita"], source)
        carry(anna)
        for desk in (rita, lena, ben):
            desk.sync()
            carry(desk)
        if kind == "s3":
            outside = [data for path, data in place.objects.items() if not path.endswith(MARKER)]
        else:
            outside = [one.read_bytes() for one in lying(place)]

        assert pieces(team) == [(3, True, 0)]
        assert files(rita) == files(lena) == [source.read_bytes()]
        assert files(ben) == []
        assert len(outside) == 3
        assert not any(
            data[at : at + 32] in source.read_bytes() for data in outside for at in range(0, 1000, 32)
        )


def test_a_cut_goes_on_where_it_was(team: Team, tmp_path: Path, s3: S3Server) -> None:
    """A connection that breaks in the middle of a piece, both ways: what is there is not sent or fetched again."""
    source = a_sound(tmp_path / "call.wav")
    with joined(team, tmp_path, "anna", "rita") as (anna, rita):
        anna.sync()
        attached(anna, team.leads["to_rita"], source)
        rita.sync()
        s3.cuts_after = 2
        cut = trouble(anna)
        half = pieces(team)
        s3.cuts_after = None
        carry(anna)
        put = s3.count("PUT")
        s3.cuts_after = 1
        cut_again = trouble(rita)
        after_cut = files(rita)
        s3.cuts_after = None
        carry(rita)

        assert (cut, cut_again) == ("recordings_unreachable", "recordings_unreachable")
        assert half == [(2, False, 0)]
        assert after_cut == []
        assert (put, s3.count("GET")) == (3, 3)
        assert files(rita) == [source.read_bytes()]


VICTIM = """
import sys
from pathlib import Path
import psycopg
from app.services.kernel.database import Database
from app.services.sync.recording_carrying import RecordingCarrier
from app.services.sync.server import Server
file, folder, url = sys.argv[1:]
with psycopg.connect(url, autocommit=True) as db:
    RecordingCarrier(Database(Path(file), keep_images=True), Path(folder)).carry(Server(db))
"""


def killed(desk: Joined, s3: S3Server, method: str) -> None:
    """Let a process of its own carry, and kill it with SIGKILL in the middle of its second piece."""
    words = [sys.executable, "-c", VICTIM, str(desk.file), str(folder_of(desk)), desk.team.of(desk.login)]
    met: list[str] = []
    is_begun = threading.Event()

    def kill(asked: str) -> None:
        met.append(asked)
        if met.count(method) == 2:
            assert is_begun.wait(30)
            process.kill()
            process.wait()

    s3.meets = kill
    process = subprocess.Popen(words, cwd=Path(__file__).parents[2])
    is_begun.set()
    assert process.wait(60) != 0
    s3.meets = lambda _method: None


def test_a_program_killed_in_the_middle_goes_on_where_it_was(
    team: Team, tmp_path: Path, s3: S3Server
) -> None:
    """Handing in and fetching: of three pieces the first is not sent again, and no half is taken for a whole."""
    source = a_sound(tmp_path / "call.wav")
    with joined(team, tmp_path, "anna", "rita") as (anna, rita):
        anna.sync()
        attached(anna, team.leads["to_rita"], source)
        killed(anna, s3, "PUT")
        half = pieces(team)
        put_before = s3.count("PUT")
        carry(anna)
        put_after = s3.count("PUT") - put_before
        rita.sync()
        killed(rita, s3, "GET")
        not_yet = files(rita)
        got_before = s3.count("GET")
        carry(rita)

        assert half == [(1, False, 0)]
        assert (put_after, s3.count("GET") - got_before) == (2, 2)
        assert not_yet == []
        assert files(rita) == [source.read_bytes()]


def test_a_flipped_byte_is_never_kept(team: Team, tmp_path: Path, s3: S3Server, share: Path) -> None:
    """In the folder and, chosen again, in the bucket: the desk says so, keeps nothing, and hears the others."""
    second = tmp_path / "second.wav"
    with joined(team, tmp_path, "anna", "rita") as (anna, rita):
        anna.sync()
        attached(anna, team.leads["to_rita"], a_sound(tmp_path / "call.wav"))
        carry(anna)
        piece = lying(share)[1]
        piece.write_bytes(flipped(piece.read_bytes()))
        with connect(team.url, what="the test's database") as db:
            choose_s3(db, s3.place, KEY)
        second.write_bytes(a_sound(tmp_path / "other.wav").read_bytes()[:-2])
        attached(anna, team.leads["to_rita"], second)
        carry(anna)
        rita.sync()
        first_said, first_heard = trouble(rita), files(rita)
        path = max(s3.objects, key=lambda one: len(s3.objects[one]))
        s3.objects[path] = flipped(s3.objects[path])
        for one in folder_of(rita).iterdir():
            one.unlink()
        then_said, then_heard = trouble(rita), list(folder_of(rita).iterdir())

        assert (first_said, first_heard) == ("recordings_damaged", [second.read_bytes()])
        assert (then_said, then_heard) == ("recordings_damaged", [])


def flipped(data: bytes) -> bytes:
    """Return bytes of which one has another bit."""
    return data[:500] + bytes([data[500] ^ 1]) + data[501:]


def test_a_store_that_is_away_is_said_and_waited_for(team: Team, tmp_path: Path, share: Path) -> None:
    """A share that is not mounted is an empty folder: nothing is put into it; once it is back, all goes."""
    source = a_sound(tmp_path / "call.wav")
    with joined(team, tmp_path, "anna", "rita") as (anna, rita):
        anna.sync()
        attached(anna, team.leads["to_rita"], source)
        away = share.rename(tmp_path / "away")
        share.mkdir()
        said = trouble(anna)
        put = list(share.iterdir())
        share.rmdir()
        gone = trouble(anna)
        away.rename(share)
        back = trouble(anna)
        rita.sync()
        share.rename(away)
        not_read = trouble(rita)
        away.rename(share)
        carry(rita)

        assert (said, gone, back, not_read) == (
            *["recordings_unreachable"] * 2,
            None,
            "recordings_unreachable",
        )
        assert put == []
        assert files(rita) == [source.read_bytes()]


def test_nothing_waits_for_a_store_that_does_not_answer(team: Team, tmp_path: Path, s3: S3Server) -> None:
    """Recordings hang; what is typed meanwhile goes out, the status says what is wrong, and says so no more."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        attached(anna, team.leads["to_rita"], a_sound(tmp_path / "call.wav"))
        told: list[Any] = []
        is_told, is_well = threading.Event(), threading.Event()

        def tell(status: Any) -> None:
            told.append(status.recordings)
            if status.recordings == "recordings_unreachable":
                is_told.set()
            elif is_told.is_set():
                is_well.set()

        engine = SyncEngine(anna.desk, lambda: Server(team.sign_in("anna")), tell)
        carrier = RecordingCarrier(anna.database, folder_of(anna))
        exchange = Exchange(lambda: Server(team.sign_in("anna")), lambda: engine.status.state, engine.wake)
        queue = RecordingQueue(carrier, exchange, pause_s=0)
        engine.carries, engine.carrying_trouble = queue.offer, lambda: queue.trouble
        s3.is_down = True
        queue.start()
        engine.start()
        try:
            assert is_told.wait(30)
            s3.is_down = False
            engine.wake()
            assert is_well.wait(30)
        finally:
            ended = engine.stop(), queue.stop()

        assert ended == (True, True)
        assert pieces(team) == [(3, True, 0)]


def test_the_secret_is_nobodys_and_addresses_are_for_who_may(
    team: Team, tmp_path: Path, s3: S3Server
) -> None:
    """No login reads the store's key, a stranger gets no name, nobody puts for another or over what is whole."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        recording = attached(anna, team.leads["to_rita"], a_sound(tmp_path / "call.wav"))
        carry(anna, times(2))
        with team.sign_in("anna") as db:
            begun = Server(db).place_recording(recording)
            early = Server(db).recording_addresses(recording, UUID(begun["name"]), "GET")
        carry(anna)
    name = UUID(begun["name"])
    said: dict[str, Any] = {}
    for login in ("anna", "rita", "lena", "ben", "ada"):
        with team.sign_in(login) as db:
            server = Server(db)
            place = server.recording_place(recording)
            said[login] = (
                place is not None,
                server.recording_addresses(recording, name, "PUT")["ok"],
                server.recording_addresses(recording, uuid4(), "GET")["ok"],
                server.recording_addresses(recording, name, "DELETE")["ok"],
                server.note_recording(recording, name, 9).get("pieces"),
            )
            for table in ("recording_key", "recording_dropped"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    db.execute(f"select * from app.{table}".encode())
            for call in ("app.s3_address('GET','{}','x',1,'a','b',now(),1)", "app.hmac_sha256('a','b')"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    db.execute(f"select {call}".encode())

    assert early["ok"] is False
    assert said == {
        "anna": (True, False, False, False, 3),
        "rita": (True, False, False, False, None),
        "lena": (True, False, False, False, None),
        "ada": (True, False, False, False, None),
        "ben": (False, False, False, False, None),
    }


def test_an_address_takes_the_bytes_it_was_signed_for_and_no_more(
    team: Team, tmp_path: Path, s3: S3Server
) -> None:
    """Somebody with psql and curl puts no gigabyte under the name of a call."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        recording = attached(anna, team.leads["to_rita"], a_sound(tmp_path / "call.wav"))
        with team.sign_in("anna") as db:
            server = Server(db)
            name = UUID(server.place_recording(recording)["name"])
            addresses = server.recording_addresses(recording, name, "PUT")["addresses"]
        with pytest.raises(Unavailable, match="recordings_refused"):
            Addresses(addresses).put(0, bytes(2 * PLACE_PIECE))
        with pytest.raises(Unavailable, match="recordings_refused"):
            Addresses([addresses[0].replace("http://127.0.0.1", "http://example.com")]).get(0, 1)

    assert [path for path in s3.objects if not path.endswith(MARKER)] == []


def test_a_full_store_takes_no_more(team: Team, tmp_path: Path, s3: S3Server) -> None:
    """The operator's cap holds for all recordings together, and the file stays where it was attached."""
    with team.operate() as db:
        db.execute("update app.recording_store set bytes_most = %s", (PLACE_PIECE,))
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        recording = attached(anna, team.leads["to_rita"], a_sound(tmp_path / "call.wav"))
        carry(anna)
        with team.sign_in("anna") as db:
            said = Server(db).place_recording(recording)

        assert said == {"ok": False, "why": "full"}
        assert s3.asked == []
        assert len(files(anna)) == 1


def test_an_erased_persons_recording_opens_nowhere_and_is_swept_away(
    team: Team, tmp_path: Path, s3: S3Server
) -> None:
    """Name and key go at once; the bytes with the operator's next sweep."""
    with joined(team, tmp_path, "anna") as (anna,):
        anna.sync()
        attached(anna, team.leads["refused"], a_sound(tmp_path / "call.wav"))
        carry(anna)
    with team.operate() as db:
        db.execute(
            "insert into app.erased_lead select (jsonb_populate_record(null::app.erased_lead, jsonb_build_object("
            "'lead_id', %s::uuid, 'erasure_id', gen_random_uuid(), 'erased_at', 1))).*",
            (team.leads["refused"],),
        )
        kept = db.execute("select count(*) from app.recording_place").fetchone()
    with connect(team.url, what="the test's database") as db:
        before = stores(db)[0]
        swept = sweep(db)
        after = stores(db)[0]

    assert kept == (0,)
    assert (before.dropped, swept, after.dropped) == (1, 1, 0)
    assert [path for path in s3.objects if not path.endswith(MARKER)] == []


def test_another_choice_takes_what_is_new_and_leaves_what_is_there(
    team: Team, tmp_path: Path, s3: S3Server
) -> None:
    """What was begun begins again in the newer store; whole ones are heard from the older one; the database too."""
    with joined(team, tmp_path, "anna", "rita") as (anna, rita):
        anna.sync()
        attached(anna, team.leads["to_rita"], a_sound(tmp_path / "call.wav"))
        carry(anna)
        other = tmp_path / "other.wav"
        other.write_bytes((tmp_path / "call.wav").read_bytes()[:-2])
        attached(anna, team.leads["to_rita"], other)
        carry(anna, times(2))
        (tmp_path / "share").mkdir()
        with connect(team.url, what="the test's database") as db:
            choose_folder(db, dict.fromkeys(EVERY_SYSTEM, str(tmp_path / "share")))
        carry(anna)
        third = tmp_path / "third.wav"
        third.write_bytes((tmp_path / "call.wav").read_bytes()[:-4])
        attached(anna, team.leads["to_rita"], third)
        with connect(team.url, what="the test's database") as db:
            choose_database(db)
        carry(anna)
        rita.sync()
        carry(rita)

        with connect(team.url, what="the test's database") as db:
            found = {one.kind: (one.is_current, one.recordings, one.dropped) for one in stores(db)}
        assert found == {"database": (True, 0, 0), "folder": (False, 1, 0), "s3": (False, 1, 1)}
        assert len(files(rita)) == 3


def test_a_choice_that_does_not_work_changes_nothing(team: Team, tmp_path: Path, s3: S3Server) -> None:
    """A wrong key, a plain address, a bucket that is none, a folder of another team: said, and the old one stays."""
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / MARKER).write_text("another team's", encoding="ascii")
    wrong = StoreKey(ACCESS, "wrong")
    choices: list[tuple[Any, str]] = [
        (lambda db: choose_s3(db, s3.place | {"prefix": "b"}, wrong), "store_not_reached"),
        (lambda db: choose_s3(db, s3.place | {"endpoint": "http://example.com"}, KEY), "bad_store"),
        (lambda db: choose_s3(db, s3.place | {"bucket": "A/b?c"}, KEY), "bad_store"),
        (lambda db: choose_folder(db, dict.fromkeys(EVERY_SYSTEM, str(tmp_path / "none"))), "store_not_reached"),
        (lambda db: choose_folder(db, dict.fromkeys(EVERY_SYSTEM, str(foreign))), "bad_store"),
        (lambda db: choose_folder(db, {}), "bad_store"),
    ]  # fmt: skip
    for choose, code in choices:
        with pytest.raises(SharedTrouble) as caught, connect(team.url, what="the test's database") as db:
            choose(db)
        assert caught.value.code == code

    with connect(team.url, what="the test's database") as db:
        found = stores(db)
    assert [(one.kind, one.is_current) for one in found] == [("s3", True)]


def test_the_operator_chooses_by_the_command_line(
    team: Team,
    tmp_path: Path,
    s3: S3Server,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Folder, bucket and database, how it stands, and a sweep; the key comes by the environment and is never printed."""

    def decile(*words: str) -> tuple[int, str]:
        status = run(["shared", "recordings", team.url, *words, "--json"])
        return status, capsys.readouterr().out

    (tmp_path / "share").mkdir()
    folder = [f"--{system}={tmp_path / 'share'}" for system in EVERY_SYSTEM]
    bucket = [
        "--to",
        "s3",
        "--endpoint",
        s3.endpoint,
        "--bucket",
        "calls",
        "--region",
        "cn-north-1",
        "--prefix",
        "b",
    ]
    first = decile("--to", "folder", *folder, "--most-gb", "7")
    without_key = decile(*bucket)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", ACCESS)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    second = decile(*bucket)
    third = decile("--to", "database", "--sweep")

    assert [status for status, _ in (first, without_key, second, third)] == [0, 1, 0, 0]
    assert json.loads(first[1])["stores"][0]["bytes_most"] == 7 * 1024**3
    assert [json.loads(said)["current"] for _, said in (first, second, third)] == ["folder", "s3", "database"]
    assert SECRET not in first[1] + second[1] + third[1]
