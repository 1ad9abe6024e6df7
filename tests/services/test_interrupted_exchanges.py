"""Ended at every single file operation of an exchange: the next opening finds all rows, and no file is lost."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.services.kernel import driver
from app.services.profile import open_profile
from app.services.safekeeping import encryption, keys
from app.services.safekeeping.backups import restore
from tests.builders import MovingClock
from tests.services.safe_profiles import (
    backed_up,
    database_of,
    leads,
    make_text,
    opened,
    with_leads,
    workspace_of,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked for every operation")
ENDED, FAILED, DONE = 9, 3, 0
MOST_OPERATIONS = 60
SECRET = "correct horse"


@pytest.fixture(autouse=True)
def _quick_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_SCRYPT_N", 2**4)


def test_setting_a_damaged_file_aside(tmp_path: Path) -> None:
    """Whenever the program ends, the backup's rows are there afterwards, and the damaged file still exists."""

    def prepare(folder: Path) -> set[UUID]:
        made = with_leads(folder, 3)
        backed_up(folder)
        make_text(database_of(folder))
        return made

    def look(folder: Path, made: set[UUID]) -> None:
        with opened(folder) as profile:
            assert leads(profile) == made
            assert profile.take_care().damage == ()
        assert any(path.read_bytes().startswith(b"these are notes") for path in folder.glob("decile.*db"))

    _end_everywhere(tmp_path, prepare, lambda folder: open_profile(folder, clock=MovingClock()).close(), look)


def test_restoring_a_backup(tmp_path: Path) -> None:
    """Either the database of before or the backup, whole; the other one still exists."""

    def prepare(folder: Path) -> set[UUID]:
        with_leads(folder, 2)
        backup = backed_up(folder)
        assert backup is not None
        backup.rename(folder / "mine.db")
        return with_leads(folder, 2)

    def look(folder: Path, made: set[UUID]) -> None:
        with opened(folder) as profile:
            held = leads(profile)
        assert len(held) in {2, 4}
        assert held <= made
        if len(held) == 2:
            (replaced,) = folder.glob("decile.replaced-*.db")
            with closing(driver.peek(replaced)) as raw:
                assert raw.execute("SELECT count(*) FROM lead").fetchone()[0] == 4

    _end_everywhere(tmp_path, prepare, lambda folder: restore(folder, folder / "mine.db"), look)


def test_encrypting(tmp_path: Path) -> None:
    """Encrypted or not, it opens with the passphrase, and so does every backup when it is needed."""

    def prepare(folder: Path) -> set[UUID]:
        made = with_leads(folder, 2)
        backed_up(folder)
        return made

    def look(folder: Path, made: set[UUID]) -> None:
        with opened(folder, passphrase=SECRET) as profile:
            assert leads(profile) == made
        database_of(folder).unlink()
        with opened(folder, passphrase=SECRET) as profile:
            assert leads(profile) == made

    _end_everywhere(tmp_path, prepare, lambda folder: encryption.encrypt(folder, passphrase=SECRET), look)


def test_making_a_backup(tmp_path: Path) -> None:
    """The earlier backup or the later one, whole; the database goes on."""

    def prepare(folder: Path) -> set[UUID]:
        with_leads(folder, 2)
        backed_up(folder)
        return with_leads(folder, 1)

    def look(folder: Path, made: set[UUID]) -> None:
        with opened(folder) as profile:
            assert leads(profile) == made
            assert workspace_of(profile) is not None
        (kept,) = (folder / "backups").glob("decile-*.db")
        with closing(driver.peek(kept)) as raw:
            assert driver.check(raw, is_full=True) == []
            assert raw.execute("SELECT count(*) FROM lead").fetchone()[0] in {2, 3}

    def work(folder: Path) -> None:
        with opened(folder) as profile:
            profile.take_care()

    _end_everywhere(tmp_path, prepare, work, look)


def _end_everywhere(
    tmp_path: Path,
    prepare: Callable[[Path], set[UUID]],
    work: Callable[[Path], object],
    look: Callable[[Path, set[UUID]], None],
) -> None:
    """Do the work in a child that ends at its first file operation, then at its second, and so on to the last."""
    made = prepare(tmp_path / "prepared")
    for number in range(MOST_OPERATIONS):
        folder = shutil.copytree(tmp_path / "prepared", tmp_path / str(number))
        ended = _forked(work, folder, number)
        look(folder, made)
        if ended == DONE:
            assert number > 1
            return
        assert ended == ENDED
    pytest.fail("the work never came to its end")


def _forked(work: Callable[[Path], object], folder: Path, number: int) -> int:
    """Run the work in a child that ends as by kill -9 at its file operation with this number."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # of threads that other tests may have left to end
        child = os.fork()
    if child == 0:
        _end_at(number)
        try:
            work(folder)
        except BaseException:  # noqa: BLE001 - a child must not go on as a second test run
            os._exit(FAILED)
        os._exit(DONE)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _end_at(number: int) -> None:
    """Let the process end before or after one of its renamings, replacements and deletions."""
    left = number

    def ending(do: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(path: Path, *args: Any, **more: Any) -> Any:
            nonlocal left
            if do.__name__ == "unlink" and not path.exists():
                return do(path, *args, **more)
            if left == 0:
                os._exit(ENDED)
            left -= 1
            done = do(path, *args, **more)
            if left == 0:
                os._exit(ENDED)
            left -= 1
            return done

        return wrapped

    for name in ("rename", "replace", "unlink", "write_bytes", "write_text"):
        setattr(Path, name, ending(getattr(Path, name)))
