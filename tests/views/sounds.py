"""Sound files, and a device of the sound library that needs no sound card."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import miniaudio


def silent(rate: int, channels: int) -> Any:
    """Return a device that plays into nothing."""
    return miniaudio.PlaybackDevice(
        sample_rate=rate, nchannels=channels, buffersize_msec=20, backends=[miniaudio.Backend.NULL]
    )


def spoken(path: Path, *, seconds: int) -> Path:
    """Write a sound file of a length, and return its path."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\1" * 8000 * seconds)
    return path
