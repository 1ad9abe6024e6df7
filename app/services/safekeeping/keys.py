"""The key of an encrypted profile: kept in the system's keyring, or made from a passphrase.

The record beside the database says which, and lets a wrong key be told from a damaged file. It holds
nothing that opens the file; no key is ever written, logged or part of an error.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path
from typing import Literal

import msgspec

from app.errors import Unavailable
from app.files import write_whole
from app.services.safekeeping import keyring_door
from app.services.safekeeping.places import file_trouble

RECORD = "key.json"
KEY_BYTES = 32
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**16, 8, 2
"""OWASP's password storage cheat sheet: N=2^16, r=8, p=2; 64 MB and about a third of a second."""
_SCRYPT_MEMORY = 128 * 1024 * 1024
_CHECKED = b"decile profile key"


class KeyRecord(msgspec.Struct, frozen=True):
    """How the key of a profile is got."""

    source: Literal["keyring", "passphrase"]
    check: str
    """A keyed hash that only the right key gives; hexadecimal."""
    account: str = ""
    """Name of the key within the keyring."""
    salt: str = ""
    """Of the passphrase; hexadecimal."""
    n: int = 0
    """Parameters of scrypt, of a passphrase."""
    r: int = 0
    p: int = 0


def record_of(folder: Path) -> KeyRecord | None:
    """Return how the key is got; ``None`` where the profile was never encrypted.

    Raises:
        Unavailable: the record is damaged (``key_record_damaged``) or cannot be read.
    """
    path = folder / RECORD
    if not path.exists():
        return None
    with file_trouble(path):
        try:
            return msgspec.json.decode(path.read_bytes(), type=KeyRecord)
        except msgspec.DecodeError as error:
            raise Unavailable("key_record_damaged", path=str(path)) from error


def write_record(folder: Path, record: KeyRecord | None) -> None:
    """Keep how the key is got; ``None`` removes it."""
    path = folder / RECORD
    with file_trouble(path):
        if record is None:
            path.unlink(missing_ok=True)
            return
        write_whole(path, msgspec.json.format(msgspec.json.encode(record), indent=2))


def key_of(record: KeyRecord, passphrase: str | None = None) -> bytes:
    """Return the key that a record describes.

    Raises:
        Unavailable: ``passphrase_needed``, ``wrong_key``, ``key_not_in_keyring`` or ``keyring_unavailable``.
    """
    if record.source == "keyring":
        key = _from_keyring(record.account)
    elif passphrase is None:
        raise Unavailable("passphrase_needed")
    else:
        key = _derived(passphrase, record)
    if not hmac.compare_digest(_check(key), record.check):
        raise Unavailable("wrong_key")
    return key


def new_key(passphrase: str | None) -> tuple[KeyRecord, bytes]:
    """Make a key from a passphrase, or a random one that is put into the keyring.

    Raises:
        Unavailable: ``keyring_unavailable``, ``passphrase_empty``.
    """
    if passphrase is None:
        account, key = f"profile-{secrets.token_hex(8)}", secrets.token_bytes(KEY_BYTES)
        keyring_door.keep(account, key.hex())
        return KeyRecord("keyring", _check(key), account=account), key
    if not passphrase:
        raise Unavailable("passphrase_empty")
    salt = secrets.token_hex(16)
    draft = KeyRecord("passphrase", "", salt=salt, n=_SCRYPT_N, r=_SCRYPT_R, p=_SCRYPT_P)
    key = _derived(passphrase, draft)
    return msgspec.structs.replace(draft, check=_check(key)), key


def _derived(passphrase: str, record: KeyRecord) -> bytes:
    try:
        return hashlib.scrypt(
            passphrase.encode(),
            salt=bytes.fromhex(record.salt),
            n=record.n,
            r=record.r,
            p=record.p,
            maxmem=_SCRYPT_MEMORY,
            dklen=KEY_BYTES,
        )
    except (
        ValueError
    ):  # numbers or a salt that no program of ours wrote; its words might quote the passphrase
        raise Unavailable("key_record_damaged", path=RECORD) from None


def _check(key: bytes) -> str:
    return hmac.new(key, _CHECKED, hashlib.sha256).hexdigest()


def _from_keyring(account: str) -> bytes:
    kept = keyring_door.kept(account)
    if kept is None:
        raise Unavailable("key_not_in_keyring")
    try:
        return bytes.fromhex(kept)
    except ValueError:
        raise Unavailable("wrong_key") from None
