"""Places outside the shared database where recordings lie: a folder that everybody reaches, or an S3 store."""

from __future__ import annotations

import functools
import http.client
import shutil
import ssl
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, override
from urllib.parse import urlsplit
from uuid import UUID

from nacl.exceptions import CryptoError
from nacl.secret import Aead

from app.errors import Unavailable
from app.files import write_whole

UNREACHABLE, REFUSED, MISSING, DAMAGED = (
    "recordings_unreachable",
    "recordings_refused",
    "recordings_missing",
    "recordings_damaged",
)
"""Codes of what keeps a recording from travelling."""
MARKER = "decile-recordings.txt"
"""Lies in the place and says which one it is: a share that is not mounted is an empty folder like any other."""
TIMEOUT_S = 20.0
_TOO_FAR = 1024
"""Bytes read beyond what is expected, to notice that there are more."""


def seal(key: bytes, recording_id: UUID, number: int, data: bytes) -> bytes:
    """Return a piece as it lies outside: what only the recording's key opens, and only in its own place."""
    return bytes(Aead(key).encrypt(data, _place_of(recording_id, number)))


def unseal(key: bytes, recording_id: UUID, number: int, sealed: bytes) -> bytes:
    """Return a piece as it was before it was sealed.

    Raises:
        Unavailable: it was changed, or is another piece (``recordings_damaged``).
    """
    try:
        return bytes(Aead(key).decrypt(sealed, _place_of(recording_id, number)))
    except (CryptoError, ValueError) as error:
        raise Unavailable(DAMAGED, recording=str(recording_id)) from error


def _place_of(recording_id: UUID, number: int) -> bytes:
    return recording_id.bytes + number.to_bytes(4, "big")


class Store(Protocol):
    """Where the sealed pieces of one recording are put and fetched."""

    def put(self, number: int, sealed: bytes) -> None:
        """Put a piece; the same again is the same.

        Raises:
            Unavailable: the place cannot be reached, or does not take it.
        """

    def get(self, number: int, most: int) -> bytes:
        """Return a piece.

        Args:
            number: Which.
            most: Bytes it has at most.

        Raises:
            Unavailable: the place cannot be reached, or has no such piece.
        """


def folder_here(place: dict[str, Any], system: str = sys.platform) -> Path | None:
    """Return the folder as this system writes it; ``None`` where the operator named none for it."""
    named = {"win32": "windows", "darwin": "macos"}.get(system, "linux")
    return Path(place[named]) if place.get(named) else None


@dataclass(frozen=True, slots=True)
class Folder(Store):
    """A recording in a folder of the network."""

    root: Path | None
    store_id: UUID
    name: UUID

    @override
    def put(self, number: int, sealed: bytes) -> None:
        try:
            file = self._file(number)
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, sealed)
        except OSError as error:
            raise Unavailable(UNREACHABLE, why=error.strerror or str(error)) from error

    @override
    def get(self, number: int, most: int) -> bytes:
        try:
            with self._file(number).open("rb") as file:
                return file.read(most + _TOO_FAR)
        except FileNotFoundError as error:
            raise Unavailable(MISSING, path=str(self.root)) from error
        except OSError as error:
            raise Unavailable(UNREACHABLE, why=error.strerror or str(error)) from error

    def delete(self) -> None:
        """Delete the recording; one that is not there is as good as deleted.

        Raises:
            Unavailable: the folder cannot be reached, or does not allow it.
        """
        try:
            shutil.rmtree(self._file(0).parent)
        except FileNotFoundError:
            return
        except OSError as error:
            raise Unavailable(UNREACHABLE, why=error.strerror or str(error)) from error

    def _file(self, number: int) -> Path:
        """Return the file of a piece, once it is certain that this is the folder that was meant."""
        if self.root is None or not is_marked(self.root, self.store_id):
            raise Unavailable(UNREACHABLE, path=str(self.root))
        return self.root / self.name.hex[:2] / str(self.name) / str(number)


def is_marked(root: Path, store_id: UUID) -> bool:
    """Whether a folder is there and is the store's."""
    try:
        return str(store_id) in (root / MARKER).read_text(encoding="ascii", errors="replace")
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Addresses(Store):
    """A recording in an S3 store, by an address for each piece that the shared database has signed."""

    of_pieces: Sequence[str]
    authorities_pem: str | None = None
    timeout_s: float = TIMEOUT_S

    @override
    def put(self, number: int, sealed: bytes) -> None:
        request = urllib.request.Request(  # noqa: S310 - the scheme is asked about in _answer
            self.of_pieces[number],
            data=sealed,
            method="PUT",
            headers={"Content-Type": "application/octet-stream"},
        )
        self._answer(request, _TOO_FAR)

    @override
    def get(self, number: int, most: int) -> bytes:
        request = urllib.request.Request(self.of_pieces[number])  # noqa: S310 - same
        return self._answer(request, most + _TOO_FAR)

    def delete(self, number: int) -> None:
        """Delete a piece; one that is not there is as good as deleted.

        Raises:
            Unavailable: the place cannot be reached, or does not allow it.
        """
        request = urllib.request.Request(self.of_pieces[number], method="DELETE")  # noqa: S310 - same
        try:
            self._answer(request, _TOO_FAR)
        except Unavailable as trouble:
            if trouble.code != MISSING:
                raise

    def _answer(self, request: urllib.request.Request, most: int) -> bytes:
        if not is_safe(request.full_url):
            raise Unavailable(REFUSED, path=request.host)
        try:
            with _opener(self.authorities_pem).open(request, timeout=self.timeout_s) as answer:
                said: bytes = answer.read(most)
                if answer.length and len(said) < most:
                    raise Unavailable(UNREACHABLE, why="the answer ended in the middle")
                return said
        except urllib.error.HTTPError as error:
            with error:
                raise Unavailable(_code_of(error.code), status=str(error.code)) from error
        except (
            OSError,
            http.client.HTTPException,
        ) as error:  # timeouts, resets, certificates, half an answer
            raise Unavailable(UNREACHABLE, why=str(error) or type(error).__name__) from error


class _NoWayRound(urllib.request.HTTPRedirectHandler):
    """An address is signed for one host: nothing is fetched from another, nor put there."""

    @override
    def redirect_request(self, *_args: Any) -> None:
        return None


@functools.cache
def _opener(authorities_pem: str | None) -> urllib.request.OpenerDirector:
    context = ssl.create_default_context(cadata=authorities_pem or None)
    return urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), _NoWayRound())


def is_safe(address: str) -> bool:
    """Whether an address is encrypted, or leads to this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1", "localhost"}
    )


def _code_of(status: int) -> str:
    if status == 404:  # noqa: PLR2004 - HTTP's own number
        return MISSING
    return UNREACHABLE if status >= 500 or status == 429 else REFUSED  # noqa: PLR2004 - same
