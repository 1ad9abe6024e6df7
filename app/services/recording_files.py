"""The files of recordings: one copy each in the profile's folder, named by its digest (spec section 9)."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from app.errors import Unavailable
from app.services.recordings import AttachRecording
from app.services.sound import PLAYABLE, length_ms

FOLDER = "recordings"
"""Beside the database."""
MOST_BYTES = 512 * 1024 * 1024
"""An hour of speech as MP3 is 60 MB, as WAV of a telephone 60 MB too: more is another kind of file."""
_CHUNK = 1024 * 1024
_DIGITS = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file that lies in the folder now."""

    file_name: str
    sha256: str
    bytes_count: int
    length_ms: int
    """0 where the format does not say."""


def take_in(folder: Path, source: Path) -> TakenIn:
    """Copy a recording into the folder; the same bytes are kept once.

    Raises:
        Unavailable: it cannot be read or written, is too large, or is no sound file this program plays.
    """
    if source.suffix.lower() not in PLAYABLE:
        raise Unavailable("recording_unknown", path=str(source), kinds=", ".join(sorted(PLAYABLE)))
    try:
        size, digest = source.stat().st_size, hashlib.sha256()
        if size > MOST_BYTES:
            raise Unavailable("recording_too_large", path=str(source))
        with source.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise Unavailable("cannot_read", path=str(source), why=error.strerror or str(error)) from error
    length = length_ms(source)
    _copy(source, path_of(folder, digest.hexdigest(), source.name))
    return TakenIn(source.name[-400:], digest.hexdigest(), size, length)


def path_of(folder: Path, sha256: str, file_name: str) -> Path:
    """Return where the file of a recording lies, or would lie; what is no digest leads nowhere else."""
    digits = "".join(sign for sign in sha256 if sign in _DIGITS)
    return folder / f"{digits}{Path(file_name).suffix.lower()}"


def attaching(taken: TakenIn, activity_id: UUID) -> AttachRecording:
    """Return the command that attaches a file to a call."""
    return AttachRecording(
        recording_id=uuid4(),
        activity_id=activity_id,
        file_name=taken.file_name,
        sha256=taken.sha256,
        bytes_count=taken.bytes_count,
        length_ms=taken.length_ms,
    )


def _copy(source: Path, target: Path) -> None:
    if target.exists():
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, draft)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable("cannot_write", path=str(target), why=error.strerror or str(error)) from error
