"""Encrypting a profile that is not, and the way back; its backups go the same way."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from app.errors import Unavailable
from app.services.kernel import driver, schema
from app.services.kernel.profile_lock import ProfileLock
from app.services.safekeeping import backups, keys, places


def encrypt(folder: Path, *, passphrase: str | None = None) -> int:
    """Encrypt the database of a profile and its backups; no program may have it open.

    The plain files are removed once the encrypted ones are whole. What a disk keeps of removed files is
    beyond this program: a disk that matters should be encrypted as well. Files set aside or replaced stay
    as they are.

    Args:
        folder: The profile.
        passphrase: From which the key is made; without one a random key is put into the system's keyring.

    Returns:
        How many files were encrypted.

    Raises:
        Unavailable: ``already_encrypted``, ``database_missing``, ``keyring_unavailable``,
            ``profile_in_use``, ``disk_full``…; the database is as it was.
    """
    lock = ProfileLock(folder)
    try:
        with lock.alone():
            path = places.database_path(folder)
            _must_exist(path)
            if not driver.is_plain(path):
                raise Unavailable("already_encrypted", path=str(path))
            record, key = keys.new_key(passphrase)
            # The record first: beside a plain file it is harmless, an encrypted file without it is lost.
            keys.write_record(folder, record)
            return _rewritten(folder, from_key=None, to_key=key)
    finally:
        lock.release()


def decrypt(folder: Path, *, passphrase: str | None = None) -> int:
    """Store the database of a profile and its backups without encryption; no program may have it open.

    Returns:
        How many files were decrypted.

    Raises:
        Unavailable: ``not_encrypted``, ``wrong_key``, ``profile_in_use``…; the database is as it was.
    """
    lock = ProfileLock(folder)
    try:
        with lock.alone():
            record = keys.record_of(folder)
            if record is None:
                raise Unavailable("not_encrypted", path=str(folder))
            _must_exist(places.database_path(folder))
            done = _rewritten(folder, from_key=keys.key_of(record, passphrase), to_key=None)
            keys.write_record(folder, None)
            return done
    finally:
        lock.release()


def key_for(folder: Path, *, passphrase: str | None = None) -> bytes | None:
    """Return the key of a profile; ``None`` where it is not encrypted.

    Raises:
        Unavailable: ``passphrase_needed``, ``wrong_key``, ``key_not_in_keyring``, ``keyring_unavailable``,
            or the record of the key is gone (``key_record_missing``).
    """
    path = places.database_path(folder)
    if path.exists() and path.stat().st_size and driver.is_plain(path):
        return None  # whatever the record says: an encryption that was interrupted had not happened
    record = keys.record_of(folder)
    if record is not None:
        return keys.key_of(record, passphrase)
    if path.exists() and driver.looks_encrypted(path):
        raise Unavailable("key_record_missing", path=str(path))
    return None


def _rewritten(folder: Path, *, from_key: bytes | None, to_key: bytes | None) -> int:
    files = [places.database_path(folder), *(kept.path for kept in backups.backups_of(folder))]
    return sum(_rewrite(path, from_key, to_key) for path in files)


def _rewrite(path: Path, from_key: bytes | None, to_key: bytes | None) -> bool:
    """Write one file under another key; a backup that already has it, or is damaged, is left alone."""
    if driver.is_plain(path) == (to_key is None):
        return False
    part = path.with_name(f"{path.name}.part")
    places.remove_with_logs(part)
    at = path.stat()
    try:
        _copy_checked(path, from_key, part, to_key)
    except Unavailable as trouble:
        places.remove_with_logs(part)
        if path.parent.name == places.BACKUPS and trouble.code == "database_damaged":
            return False
        raise
    places.put_in_place(part, path)
    with places.file_trouble(path):
        os.utime(path, ns=(at.st_mtime_ns, at.st_mtime_ns))  # a backup is as old as what is in it
    return True


def _copy_checked(path: Path, from_key: bytes | None, part: Path, to_key: bytes | None) -> None:
    with closing(driver.peek(path, key=from_key)) as raw:
        schema.found_version(raw, path)
        driver.copy(raw, from_key, part, to_key)
    with closing(driver.peek(part, key=to_key)) as raw:
        wrong = driver.check(raw, is_full=False)
    if wrong:
        raise Unavailable("database_damaged", path=str(path), why=wrong[0])


def _must_exist(path: Path) -> None:
    if not path.exists():
        raise Unavailable("database_missing", path=str(path))
