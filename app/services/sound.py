"""Playing sound files; the only place that knows the library which does it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Protocol

from app.errors import Unavailable

BUFFER_MS = 60
"""What is shown as heard runs ahead of the ear by about so much."""
PLAYABLE = frozenset({".wav", ".mp3", ".flac", ".ogg"})


class Device(Protocol):
    """What plays samples."""

    def start(self, samples: Any) -> None:
        """Ask for samples from now on."""

    def stop(self) -> None:
        """Ask no more."""

    def close(self) -> None:
        """Let go of the sound card."""


type MakeDevice = Callable[[int, int], Device]
"""Makes a device for a sample rate and a number of channels."""


def length_ms(path: Path) -> int:
    """Return how long a sound file plays.

    Raises:
        Unavailable: it is none, or nothing here can read it.
    """
    miniaudio = _library()
    try:
        return int(miniaudio.get_file_info(str(path)).duration * 1000)
    except (miniaudio.MiniaudioError, OSError) as error:
        raise Unavailable("recording_unreadable", path=str(path)) from error


class Sound:
    """One sound file that can be played from any place."""

    def __init__(self, path: Path, make_device: MakeDevice | None = None) -> None:
        """Open a file.

        Raises:
            Unavailable: it is missing, is no sound, or there is nothing to play it on.
        """
        miniaudio = _library()
        if not path.exists():
            raise Unavailable("recording_missing", path=str(path))
        try:
            heard = miniaudio.get_file_info(str(path))
        except miniaudio.MiniaudioError as error:
            raise Unavailable("recording_unreadable", path=str(path)) from error
        self.length_ms = int(heard.duration * 1000)
        self._path, self._rate, self._channels = path, int(heard.sample_rate), int(heard.nchannels)
        self._at_frame, self.is_playing = 0, False
        try:
            self._device = (make_device or _device)(self._rate, self._channels)
        except miniaudio.MiniaudioError as error:
            raise Unavailable("no_sound_device") from error

    @property
    def position_ms(self) -> int:
        """Where it plays, or would go on."""
        return min(self.length_ms, self._at_frame * 1000 // self._rate)

    def play(self) -> None:
        """Play from the present place; from the beginning where it had ended."""
        if self.position_ms >= self.length_ms:
            self._at_frame = 0
        samples = self._samples()
        next(samples)
        self._device.stop()  # where it ended by itself, it still asks
        self.is_playing = True
        self._device.start(samples)

    def pause(self) -> None:
        """Stop and keep the place."""
        if self.is_playing:
            self.is_playing = False
            self._device.stop()

    def seek(self, at_ms: int) -> None:
        """Go to a place; it plays on where it played."""
        was_playing = self.is_playing
        self.pause()
        self._at_frame = max(0, min(at_ms, self.length_ms)) * self._rate // 1000
        if was_playing:
            self.play()

    def close(self) -> None:
        """Stop for good."""
        self.pause()
        self._device.close()

    def _stream(self) -> Generator[Any, int]:
        stream: Generator[Any, int] = _library().stream_file(
            str(self._path), nchannels=self._channels, sample_rate=self._rate, seek_frame=self._at_frame
        )
        return stream

    def _samples(self) -> Generator[Any, int]:
        """Hand out samples as they are asked for, counting them.

        The sound card's thread asks, so that thread opens the file and looks for the place: in an hour of MP3 it
        takes longer than a window may stand still.
        """
        wanted = yield b""
        stream = None
        while True:
            try:
                if stream is None:
                    stream = self._stream()
                    next(stream)
                samples = stream.send(wanted)
            except (StopIteration, _library().MiniaudioError, OSError):
                samples = b""  # at its end, or gone since
            if not samples:
                self._at_frame = self.length_ms * self._rate // 1000 + 1
                self.is_playing = False
                return
            self._at_frame += len(samples) // self._channels
            wanted = yield samples


def _device(rate: int, channels: int) -> Device:
    device: Device = _library().PlaybackDevice(
        sample_rate=rate, nchannels=channels, buffersize_msec=BUFFER_MS, app_name="Decile"
    )
    return device


def _library() -> Any:
    """Return the library; where there is none for the platform, recordings are kept and not played."""
    try:
        import miniaudio  # type: ignore[import-untyped]  # noqa: PLC0415 - 20 ms, for those who listen; it has no types
    except ImportError as error:
        raise Unavailable("no_sound_library") from error
    return miniaudio
