"""Recordings of calls: the fact, the file, the marks, the sound (spec section 9)."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from app.errors import Unavailable
from app.models.recordings import Recording
from app.models.vocabulary import Outcome, Role
from app.services.recording_files import attaching, path_of, take_in
from app.services.recordings_view import recordings_of
from app.services.script import FinishRun
from app.services.sound import Sound
from tests.builders import Desk, open_desk
from tests.refusals import a_call, confirmed
from tests.stories import begun, mature, my_lead, refusal, row


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as opened:
        yield opened


def _sound(path: Path, *, seconds: int = 3) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\1" * 8000 * seconds)
    return path


def test_a_file_is_taken_in_once_and_keeps_its_name(desk: Desk, tmp_path: Path) -> None:
    """Two calls may share a recording; the bytes lie in the folder once."""
    folder = tmp_path / "recordings"
    first, second = (take_in(folder, _sound(tmp_path / name)) for name in ("a.wav", "b.WAV"))
    call = a_call(desk, my_lead(desk), Outcome.CONNECTED)
    command = attaching(first, call)
    desk.workspace.execute(command, as_member=desk.members[Role.SDR])
    kept = row(desk, Recording, command.recording_id)

    assert (first.sha256, first.length_ms, first.bytes_count) == (second.sha256, 3000, 48_044)
    assert (kept.file_name, kept.activity_id, kept.length_ms) == ("a.wav", call, 3000)
    assert [one.name for one in folder.iterdir()] == [f"{first.sha256}.wav"]
    assert path_of(folder, first.sha256, "b.WAV").exists()


def test_no_recording_is_looked_for_outside_its_folder(tmp_path: Path) -> None:
    """Whoever gives the command may write anything where the digest stands."""
    for digest in (f"../{'a' * 61}", f"/{'a' * 63}", f"..\\{'a' * 61}", "." * 64):
        assert path_of(tmp_path, digest, "a.wav").resolve().parent == tmp_path.resolve()


def test_the_same_recording_is_attached_to_a_call_once(desk: Desk, tmp_path: Path) -> None:
    """And only to a call, by somebody who holds the lead."""
    taken = take_in(tmp_path / "recordings", _sound(tmp_path / "a.wav"))
    call = a_call(desk, my_lead(desk), Outcome.CONNECTED)
    desk.workspace.execute(attaching(taken, call), as_member=desk.members[Role.SDR])

    assert refusal(desk, attaching(taken, call), role=Role.SDR).code == "attached_already"
    assert refusal(desk, attaching(taken, uuid4()), role=Role.SDR).code == "unknown_call"
    assert refusal(desk, attaching(taken, call), role=Role.MARKETING).code == "not_yours"


def test_marks_stand_where_the_questions_were_answered(desk: Desk, tmp_path: Path) -> None:
    """Of the answers given while the call ran; what was said in an earlier run is no part of it."""
    lead_id, _ = mature(desk)
    desk.clock.forward(days=1)
    run_id = begun(desk, lead_id)
    call = a_call(
        desk, lead_id, Outcome.CONNECTED, confirmed(run_id, "need"), FinishRun(run_id=run_id, words="")
    )
    taken = take_in(tmp_path / "recordings", _sound(tmp_path / "a.wav", seconds=100))
    desk.workspace.execute(attaching(taken, call), as_member=desk.members[Role.SDR])
    [recording] = desk.workspace.read(lambda db: recordings_of(db, lead_id))

    assert [(mark.question_key, mark.at_ms) for mark in recording.marks] == [("need", 60_000)]


@pytest.mark.parametrize(
    ("name", "code"), [("a.docx", "recording_unknown"), ("a.wav", "recording_unreadable")]
)
def test_what_is_no_recording_is_not_taken_in(tmp_path: Path, name: str, code: str) -> None:
    """Nothing is copied."""
    path = tmp_path / name
    path.write_bytes(b"no sound")
    with pytest.raises(Unavailable) as raised:
        take_in(tmp_path / "recordings", path)

    assert raised.value.code == code
    assert not (tmp_path / "recordings").exists()


def test_a_sound_plays_to_its_end_and_once_more(tmp_path: Path) -> None:
    """From any place; the place is what was handed to the sound card."""

    class Device:
        """Takes samples on the caller's thread, as many as the test says."""

        def start(self, samples: object) -> None:
            self.samples = samples

        def stop(self) -> None:
            pass

        def close(self) -> None:
            pass

    device = Device()
    sound = Sound(_sound(tmp_path / "a.wav"), lambda _rate, _channels: device)
    sound.play()
    device.samples.send(8000)  # type: ignore[attr-defined]
    assert (sound.position_ms, sound.is_playing) == (1000, True)
    sound.seek(2500)
    device.samples.send(4000)  # type: ignore[attr-defined]
    with pytest.raises(StopIteration):
        device.samples.send(4000)  # type: ignore[attr-defined]
    assert (sound.position_ms, sound.is_playing) == (3000, False)
    sound.play()
    device.samples.send(4000)  # type: ignore[attr-defined]

    assert sound.position_ms == 500
    sound.close()


def test_the_sound_card_opens_the_file_and_not_who_pressed_the_key(tmp_path: Path) -> None:
    """Looking for a place in an hour of speech takes long; a file that vanished meanwhile is at its end."""
    asked: list[Any] = []

    class Device:
        def start(self, samples: object) -> None:
            asked.append(samples)

        def stop(self) -> None:
            pass

        def close(self) -> None:
            pass

    path = _sound(tmp_path / "a.wav")
    sound = Sound(path, lambda _rate, _channels: Device())
    path.unlink()
    sound.play()
    sound.seek(1000)
    assert sound.is_playing
    with pytest.raises(StopIteration):
        asked[-1].send(8000)

    assert not sound.is_playing
    sound.close()
