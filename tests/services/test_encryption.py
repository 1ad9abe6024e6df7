"""Encrypted profiles: what is on the disk, wrong keys, the way there and back, and no key in any log."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import Unavailable
from app.services.kernel import driver
from app.services.kernel.database import Database
from app.services.profile import open_profile
from app.services.safekeeping import keys
from app.services.safekeeping.backups import backups_of, restore
from app.services.safekeeping.encryption import decrypt, encrypt
from tests.keyrings import MemoryKeyring, memory_keyring
from tests.leads import a_lead
from tests.services.safe_profiles import (
    backed_up,
    database_of,
    leads,
    opened,
    overwrite_first_page,
    truncate,
    with_leads,
    workspace_of,
)

__all__ = ["memory_keyring"]
SECRET = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _quick_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """A derivation that takes a fifth of a second is right for a person, not for a test of every case."""
    monkeypatch.setattr(keys, "_SCRYPT_N", 2**4)


def test_encrypting_leaves_no_plain_word_in_the_profile(tmp_path: Path) -> None:
    """The database, its log and every backup; what was there is there, and opens with the passphrase."""
    with opened(tmp_path) as profile:
        a_lead(workspace_of(profile), company="Glockenspiel GmbH")
        made = leads(profile)
    backed_up(tmp_path)
    assert b"Glockenspiel" in database_of(tmp_path).read_bytes()

    assert encrypt(tmp_path, passphrase=SECRET) == 2

    for path in tmp_path.rglob("*"):
        assert path.is_dir() or b"Glockenspiel" not in path.read_bytes(), path
    with opened(tmp_path, passphrase=SECRET) as profile:
        assert leads(profile) == made
        a_lead(workspace_of(profile), company="Glockenspiel AG")
        assert profile.take_care().damage == ()
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or b"Glockenspiel" not in path.read_bytes(), path


def test_search_and_triggers_survive_encryption(tmp_path: Path) -> None:
    """The copy has every table, index and trigger, the text indexes included."""
    with_leads(tmp_path, 3)
    before = _schema(database_of(tmp_path), None)
    encrypt(tmp_path, passphrase=SECRET)
    record = keys.record_of(tmp_path)
    assert record is not None

    assert _schema(database_of(tmp_path), keys.key_of(record, SECRET)) == before
    with opened(tmp_path, passphrase=SECRET) as profile:
        with profile.database.read() as db:
            found = db.exec_driver_sql(
                "SELECT count(*) FROM lead_text WHERE texts MATCH 'Company'"
            ).scalar_one()
        assert found == 3


def test_a_wrong_passphrase_says_so_and_harms_nothing(tmp_path: Path) -> None:
    """It is no damaged file: nothing is set aside."""
    made = with_leads(tmp_path, 1)
    encrypt(tmp_path, passphrase=SECRET)

    with pytest.raises(Unavailable, match="wrong_key"):
        open_profile(tmp_path, passphrase="something else")
    with pytest.raises(Unavailable, match="passphrase_needed"):
        open_profile(tmp_path)
    with opened(tmp_path, passphrase=SECRET) as profile:
        assert leads(profile) == made
        assert profile.opening.set_aside is None


@pytest.mark.parametrize(
    "text", ["{", '{"source": "keys", "check": ""}', '{"source": "passphrase", "check": "", "n": 3}']
)
def test_a_damaged_record_of_the_key_is_named(tmp_path: Path, text: str) -> None:
    """It is no wrong passphrase, and the database stays where it is."""
    with_leads(tmp_path, 1)
    encrypt(tmp_path, passphrase=SECRET)
    (tmp_path / keys.RECORD).write_text(text)

    with pytest.raises(Unavailable, match="key_record_damaged"):
        open_profile(tmp_path, passphrase=SECRET)


def test_a_wrong_raw_key_says_so_and_harms_nothing(tmp_path: Path) -> None:
    """Whoever keeps the key himself gets the same answer."""
    key = bytes(range(32))
    with opened(tmp_path, key=key):
        pass
    with pytest.raises(Unavailable, match="key_record_missing"):
        open_profile(tmp_path)
    with pytest.raises(Unavailable, match="wrong_key"):
        open_profile(tmp_path, key=bytes(32))
    with opened(tmp_path, key=key) as profile:
        assert profile.opening.set_aside is None


def test_a_key_in_the_keyring_opens_the_profile_unasked(
    tmp_path: Path, memory_keyring: MemoryKeyring
) -> None:
    """The person never sees it; without the keyring the file stays closed, with a sentence."""
    made = with_leads(tmp_path, 1)
    encrypt(tmp_path)

    with opened(tmp_path) as profile:
        assert leads(profile) == made
    memory_keyring.kept.clear()
    with pytest.raises(Unavailable, match="key_not_in_keyring"):
        open_profile(tmp_path)


def test_without_a_keyring_nothing_is_encrypted(tmp_path: Path) -> None:
    """A key that could be kept nowhere would lock the person out."""
    made = with_leads(tmp_path, 1)

    with pytest.raises(Unavailable, match="keyring_unavailable"):
        encrypt(tmp_path)
    with opened(tmp_path) as profile:
        assert leads(profile) == made


def test_decrypting_is_the_way_back(tmp_path: Path) -> None:
    """The database and the backups open without a key again."""
    made = with_leads(tmp_path, 1)
    backed_up(tmp_path)
    encrypt(tmp_path, passphrase=SECRET)
    with pytest.raises(Unavailable, match="already_encrypted"):
        encrypt(tmp_path, passphrase=SECRET)

    decrypt(tmp_path, passphrase=SECRET)

    assert all(driver.is_plain(kept.path) for kept in backups_of(tmp_path))
    with opened(tmp_path) as profile:
        assert leads(profile) == made


def test_an_encryption_that_was_interrupted_had_not_happened(tmp_path: Path) -> None:
    """The record is written first; beside a plain file it is ignored."""
    made = with_leads(tmp_path, 1)
    record, _ = keys.new_key(SECRET)
    keys.write_record(tmp_path, record)

    with opened(tmp_path) as profile:
        assert leads(profile) == made


@pytest.mark.parametrize("harm", [truncate, overwrite_first_page])
def test_a_damaged_encrypted_file_is_told_from_a_wrong_key(tmp_path: Path, harm: object) -> None:
    """The record knows the key is right, so the file must be damaged; its backup takes its place."""
    made = with_leads(tmp_path, 5)
    backed_up(tmp_path)
    encrypt(tmp_path, passphrase=SECRET)
    assert callable(harm)
    harm(database_of(tmp_path))

    with opened(tmp_path, passphrase=SECRET) as profile:
        assert profile.opening.set_aside is not None
        assert leads(profile) == made
    assert not driver.is_plain(database_of(tmp_path))


def test_a_plain_backup_is_restored_into_an_encrypted_profile(tmp_path: Path) -> None:
    """It is encrypted on its way."""
    made = with_leads(tmp_path, 2)
    backup = backed_up(tmp_path)
    assert backup is not None
    plain = backup.rename(tmp_path / "carried-home.db")
    encrypt(tmp_path, passphrase=SECRET)

    restore(tmp_path, plain, passphrase=SECRET)

    assert not driver.is_plain(database_of(tmp_path))
    with opened(tmp_path, passphrase=SECRET) as profile:
        assert leads(profile) == made


def test_no_key_appears_in_a_log_or_an_error(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Everything the program and SQLAlchemy log while an encrypted file is used, at the finest level."""
    key = bytes(range(100, 132))
    caplog.set_level(logging.DEBUG)
    for name in ("sqlalchemy.engine", "sqlalchemy.pool", "app"):
        caplog.set_level(logging.DEBUG, logger=name)
    with opened(tmp_path, key=key) as profile:
        a_lead(workspace_of(profile))
    with pytest.raises(Unavailable) as trouble:
        open_profile(tmp_path, key=key[::-1])
    with (
        closing(Database(database_of(tmp_path), key=key[::-1])) as database,
        pytest.raises(Unavailable) as second,
    ):
        database.raw()

    told = caplog.text + repr(trouble.value) + repr(trouble.value.__cause__) + repr(second.value.__cause__)
    for secret in (key, key[::-1]):
        assert secret.hex() not in told
        assert repr(secret) not in told


def _schema(path: Path, key: bytes | None) -> set[tuple[str, str]]:
    with closing(driver.peek(path, key=key)) as raw:
        return set(
            raw.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
        )
