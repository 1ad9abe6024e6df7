"""Backups are whole, rotate, cost nothing when nothing changed, and come back."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from app.errors import Unavailable
from app.models.desk import Remembered
from app.services.kernel import driver
from app.services.kernel.database import Database
from app.services.safekeeping import backups, places
from app.services.safekeeping.backups import Backup, backups_of, restore, too_old
from tests.builders import MovingClock
from tests.services.safe_profiles import (
    age,
    backed_up,
    database_of,
    leads,
    make_text,
    opened,
    overwrite_pages,
    truncate,
    with_leads,
    workspace_of,
)


def test_the_first_start_makes_a_backup_and_the_next_without_changes_none(tmp_path: Path) -> None:
    """Opening alone writes nothing, so a day of looking costs no copy."""
    with_leads(tmp_path, 1)
    age(database_of(tmp_path))

    assert backed_up(tmp_path) is not None
    assert backed_up(tmp_path) is None
    with_leads(tmp_path, 1)
    assert backed_up(tmp_path) is not None


def test_a_backup_holds_everything_up_to_its_instant(tmp_path: Path) -> None:
    """It is a database of its own, without a log beside it."""
    made = with_leads(tmp_path, 3)
    backup = backed_up(tmp_path)
    assert backup is not None

    assert [path.name for path in backup.parent.iterdir()] == [backup.name]
    with closing(driver.peek(backup)) as raw:
        assert raw.execute("SELECT count(*) FROM lead").fetchone()[0] == len(made)
        assert driver.check(raw, is_full=True) == []


def test_a_backup_under_constant_writing_is_one_state(tmp_path: Path) -> None:
    """Two rows always written together are both in it or neither; writers and readers go on meanwhile."""
    with opened(tmp_path) as profile:
        stop = threading.Event()
        writer = threading.Thread(target=_write_pairs, args=(profile.database, stop), name="writer")
        writer.start()
        try:
            for number in range(5):
                backups.back_up(profile.database, tmp_path / f"copy-{number}.db")
        finally:
            stop.set()
            writer.join()

    for number in range(5):
        with closing(driver.peek(tmp_path / f"copy-{number}.db")) as raw:
            left, right = (
                raw.execute(f"SELECT count(*) FROM remembered WHERE key LIKE '{side}%'").fetchone()[0]
                for side in ("left", "right")
            )
            assert left == right
            assert driver.check(raw, is_full=True) == []


def _write_pairs(database: Database, stop: threading.Event) -> None:
    number = 0
    while not stop.is_set():
        with database.write() as db:
            for side in ("left", "right"):
                db.execute(insert(Remembered).values(key=f"{side}-{number}", value="x" * 2000))
        number += 1


def test_backups_of_one_day_replace_each_other(tmp_path: Path) -> None:
    """The last state of a day is the one to come back to."""
    clock = MovingClock()
    with_leads(tmp_path, 1, clock)
    first = backed_up(tmp_path, clock)
    with_leads(tmp_path, 1, clock)

    assert backed_up(tmp_path, clock) == first
    assert len(backups_of(tmp_path)) == 1


def test_five_days_and_four_weeks_are_kept(tmp_path: Path) -> None:
    """After two months of daily work: the last five days, and the last backup of each of four weeks."""
    last = date(2026, 11, 18)  # a Wednesday
    days = [last - timedelta(days=back) for back in range(60)]
    kept = [Backup(tmp_path / f"decile-{on.isoformat()}.db", on, on.toordinal(), 1) for on in days]

    dropped = set(too_old(kept))
    left = sorted(one.on for one in kept if one.path not in dropped)
    assert left == [
        date(2026, 11, 1),
        date(2026, 11, 8),
        date(2026, 11, 14),
        date(2026, 11, 15),
        date(2026, 11, 16),
        date(2026, 11, 17),
        date(2026, 11, 18),
    ]


def test_a_holiday_does_not_use_the_backups_up(tmp_path: Path) -> None:
    """Days without a backup do not count."""
    days = [date(2026, 1, 5), date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 7)]
    kept = [Backup(tmp_path / f"decile-{on.isoformat()}.db", on, on.toordinal(), 1) for on in days]

    assert too_old(kept) == []


def test_old_backups_go_when_a_new_one_is_whole(tmp_path: Path) -> None:
    """Ten days of work leave the last five days and the last of the week before."""
    clock = MovingClock()
    for _ in range(10):
        with_leads(tmp_path, 1, clock)
        assert backed_up(tmp_path, clock) is not None
        clock.forward(days=1)

    assert [kept.on.day for kept in backups_of(tmp_path)] == [11, 10, 9, 8, 7]


def test_a_backup_never_replaces_a_file_unasked(tmp_path: Path) -> None:
    """The person chose a name that is taken: said, and left as it is."""
    target = tmp_path / "mine.db"
    target.write_text("my thesis")

    with opened(tmp_path / "profile") as profile, pytest.raises(Unavailable, match="file_exists"):
        backups.back_up(profile.database, target)
    assert target.read_text() == "my thesis"


def test_a_backup_that_fails_leaves_the_earlier_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk half-way: the old file is whole, and no half one lies beside it."""
    with_leads(tmp_path, 1)
    first = backed_up(tmp_path)
    assert first is not None
    before = first.read_bytes()
    with_leads(tmp_path, 1)

    def fail(_source: object, _key: object, target: Path, _target_key: object) -> None:
        target.write_bytes(b"half")
        raise Unavailable("disk_full", path=str(target))

    monkeypatch.setattr(driver, "copy", fail)
    with opened(tmp_path) as profile, pytest.raises(Unavailable, match="disk_full"):
        profile.take_care()

    assert first.read_bytes() == before
    assert [path.name for path in first.parent.iterdir()] == [first.name]


def test_no_backup_takes_the_last_room_on_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database must be able to go on: said with the numbers, before a byte is written."""
    with_leads(tmp_path, 1)
    monkeypatch.setattr(backups, "ROOM_LEFT_BYTES", 2**62)

    with opened(tmp_path) as profile, pytest.raises(Unavailable) as trouble:
        profile.take_care()
    assert trouble.value.code == "disk_full"
    assert backups_of(tmp_path) == []


def test_restoring_brings_back_what_was_and_keeps_what_is(tmp_path: Path) -> None:
    """The replaced database lies beside the restored one."""
    before = with_leads(tmp_path, 2)
    backup = backed_up(tmp_path)
    assert backup is not None
    after = with_leads(tmp_path, 1)

    done = restore(tmp_path, backup, clock=MovingClock())

    with opened(tmp_path) as profile:
        assert leads(profile) == before
    assert done.kept_as is not None
    with closing(driver.peek(done.kept_as)) as raw:
        assert raw.execute("SELECT count(*) FROM lead").fetchone()[0] == len(after)


@pytest.mark.parametrize("damage", [truncate, overwrite_pages])
def test_a_damaged_backup_is_refused(tmp_path: Path, damage: object) -> None:
    """Every page is checked before anything is exchanged."""
    made = with_leads(tmp_path, 30)
    backup = backed_up(tmp_path)
    assert backup is not None
    assert callable(damage)
    damage(backup)

    with pytest.raises(Unavailable, match="backup_damaged"):
        restore(tmp_path, backup)
    with opened(tmp_path) as profile:
        assert leads(profile) == made
    assert not (tmp_path / places.PART).exists()


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    """A text, another program's database, nothing at all."""
    made = with_leads(tmp_path, 1)
    make_text(text := tmp_path / "notes.db")
    with closing(driver.connect(tmp_path / "theirs.db")) as raw:
        raw.execute("CREATE TABLE t(a)")

    for source, code in (
        (text, "backup_damaged"),
        (tmp_path / "theirs.db", "database_foreign"),
        (tmp_path / "gone.db", "file_missing"),
    ):
        with pytest.raises(Unavailable, match=code):
            restore(tmp_path, source)
    with opened(tmp_path) as profile:
        assert leads(profile) == made


def test_nothing_is_restored_under_a_running_program(tmp_path: Path) -> None:
    """The window has the profile open: first it must be closed."""
    with_leads(tmp_path, 1)
    backup = backed_up(tmp_path)
    assert backup is not None

    with opened(tmp_path), pytest.raises(Unavailable, match="profile_in_use"):
        restore(tmp_path, backup)


def test_a_restore_that_was_interrupted_is_finished_by_the_next_opening(tmp_path: Path) -> None:
    """The program died between taking the old file away and putting the new one in its place."""
    made = with_leads(tmp_path, 2)
    database_of(tmp_path).rename(tmp_path / places.NEXT)

    with opened(tmp_path) as profile:
        assert leads(profile) == made
        assert profile.opening.set_aside is None


def test_a_prepared_file_whose_exchange_had_not_begun_is_dropped(tmp_path: Path) -> None:
    """The database still has its place: it is the one that counts."""
    made = with_leads(tmp_path, 2)
    backup = backed_up(tmp_path)
    assert backup is not None
    with_leads(tmp_path, 1)
    (tmp_path / places.NEXT).write_bytes(backup.read_bytes())

    with opened(tmp_path) as profile:
        assert leads(profile) > made
        assert workspace_of(profile) is not None
