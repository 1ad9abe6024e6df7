"""Damaged files are set aside, never deleted; what is whole takes their place, what can be read is kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from app.errors import Unavailable
from app.models.desk import OutboxEntry
from app.models.tables import SHARED
from app.services import drafts, remembering
from app.services.kernel import driver, outbox
from app.services.kernel.database import Database
from app.services.profile import open_profile
from app.services.safekeeping import damage, places
from tests.builders import MovingClock
from tests.leads import a_lead
from tests.services.safe_profiles import (
    DAMAGES,
    backed_up,
    database_of,
    empty,
    leads,
    make_text,
    opened,
    overwrite_first_page,
    overwrite_pages,
    truncate,
    with_leads,
    workspace_of,
)


@pytest.mark.parametrize("harm", DAMAGES)
def test_a_damaged_file_is_set_aside_and_the_backup_takes_its_place(
    tmp_path: Path, harm: Callable[[Path], None], expected_warnings: list[object]
) -> None:
    """The person is told what lies where; the damaged file is kept byte by byte."""
    made = with_leads(tmp_path, 40)
    backup = backed_up(tmp_path)
    harm(database_of(tmp_path))
    harmed = database_of(tmp_path).read_bytes()

    with opened(tmp_path) as profile:
        if profile.opening.set_aside is None:  # the damage lies deep: the check after the start finds it
            assert profile.take_care().damage
    with opened(tmp_path) as profile:
        found = profile.opening.set_aside
        if found is None:  # it was found by the first opening
            found_by_name = [path for path in tmp_path.iterdir() if path.name.startswith("decile.damaged-")]
            kept_as = found_by_name[0]
        else:
            assert found.restored_from == backup
            assert found.kept_as is not None
            kept_as = found.kept_as
        assert leads(profile) == made
        assert profile.take_care().damage == ()

    assert kept_as.read_bytes() == harmed


@pytest.mark.parametrize("harm", [truncate, overwrite_first_page, empty, make_text])
def test_damage_at_first_sight_is_reported_by_the_opening(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    """What the views show: the place, the new name, the backup, and why."""
    with_leads(tmp_path, 40)
    backup = backed_up(tmp_path)
    harm(database_of(tmp_path))

    with opened(tmp_path, MovingClock()) as profile:
        found = profile.opening.set_aside

    assert found is not None
    assert (found.original, found.restored_from) == (database_of(tmp_path), backup)
    assert found.why
    assert found.kept_as is not None
    assert "damaged-2026-03-02" in found.kept_as.name


def test_work_after_the_backup_is_done_again_from_the_damaged_files_outbox(tmp_path: Path) -> None:
    """The backup is a day old; what was done since is in the outbox and is given to the rules again."""
    with_leads(tmp_path, 5)
    backed_up(tmp_path)
    made = with_leads(tmp_path, 60)
    with opened(tmp_path) as profile:
        workspace_of(profile).keep(drafts.save("call:1", "she said that", at=1))
        workspace_of(profile).keep(remembering.remember("seen", "yes"))
        before = _commands(profile.database)
    _break_table(database_of(tmp_path), "lead")

    with opened(tmp_path) as profile:
        found, offered = profile.opening.set_aside, profile.opening.offered
        assert found is not None
        assert offered is not None
        assert (found.outbox_kept, offered.taken, offered.refused) == (180, 180, ())
        assert leads(profile) == made
        assert _commands(profile.database) == before
        assert workspace_of(profile).read(drafts.words_at("call:1")) == "she said that"
        assert workspace_of(profile).read(remembering.remembered("seen")) == "yes"

    with opened(tmp_path) as profile:
        assert profile.opening.offered is None
        assert profile.opening.set_aside is None


def test_without_any_backup_everything_is_done_again_from_the_outbox(tmp_path: Path) -> None:
    """The very first day: a fresh database, its founder, and every command since."""
    with_leads(tmp_path, 20)
    before = _rows(database_of(tmp_path))
    _break_table(database_of(tmp_path), "lead")

    with opened(tmp_path) as profile:
        found = profile.opening.set_aside
        assert found is not None
        assert found.restored_from is None
        assert {
            name: rows for name, rows in _rows(database_of(tmp_path)).items() if rows != before[name]
        } == {}
        a_lead(workspace_of(profile))


def test_with_nothing_left_to_read_the_profile_is_fresh(tmp_path: Path) -> None:
    """No backup, nothing readable: a new profile, and the file kept for whoever can do more."""
    with_leads(tmp_path, 3)
    make_text(database_of(tmp_path))

    with closing(open_profile(tmp_path, clock=MovingClock())) as profile:
        found = profile.opening.set_aside
        assert profile.workspace is None
        assert profile.opening.is_new

    assert found is not None
    assert found.kept_as is not None
    assert found.kept_as.exists()


def test_what_the_rules_refuse_now_stays_in_the_outbox(tmp_path: Path) -> None:
    """A rescued command that no longer fits is reported with its reason, and its arguments are kept."""
    with_leads(tmp_path, 2)
    backed_up(tmp_path)
    with opened(tmp_path) as profile:
        a_lead(workspace_of(profile))
        with profile.database.altering() as db:
            db.exec_driver_sql("UPDATE outbox SET kind = 'no.such' WHERE seq = (SELECT max(seq) FROM outbox)")
    _break_table(database_of(tmp_path), "lead")

    with opened(tmp_path) as profile:
        offered = profile.opening.offered
        assert offered is not None
        assert "bad_argument" in {why for _, _, why in offered.refused}
        with profile.database.read() as db:
            kept = (
                db.execute(select(OutboxEntry.cmd_id).where(OutboxEntry.state == outbox.REFUSED))
                .scalars()
                .all()
            )
        assert set(kept) == {cmd_id for cmd_id, _, _ in offered.refused}


def test_damaged_backups_are_passed_over(tmp_path: Path, expected_warnings: list[object]) -> None:
    """The newest backup is damaged too: the one before it is taken."""
    clock = MovingClock()
    made = with_leads(tmp_path, 20, clock)
    older = backed_up(tmp_path, clock)
    clock.forward(days=1)
    with_leads(tmp_path, 20, clock)
    newer = backed_up(tmp_path, clock)
    assert newer is not None
    overwrite_pages(newer)
    make_text(database_of(tmp_path))

    with opened(tmp_path, clock) as profile:
        assert profile.opening.set_aside is not None
        assert profile.opening.set_aside.restored_from == older
        assert leads(profile) == made


def test_a_database_that_vanished_is_restored(tmp_path: Path) -> None:
    """The backups say that there was one; a stray log is not read into the new file."""
    made = with_leads(tmp_path, 3)
    backed_up(tmp_path)
    database_of(tmp_path).unlink()
    stray = tmp_path / "decile.db-wal"
    stray.write_bytes(b"left behind")

    with opened(tmp_path) as profile:
        found = profile.opening.set_aside
        assert leads(profile) == made

    assert found is not None
    assert (found.kept_as, found.why) == (None, damage.MISSING)
    assert sorted(path.name for path in tmp_path.iterdir() if "damaged" in path.name)


def test_damage_found_in_use_is_an_unavailable_not_a_bug(
    tmp_path: Path, expected_warnings: list[object]
) -> None:
    """A question that meets a damaged page says so by its code and place."""
    with_leads(tmp_path, 40)
    _break_table(database_of(tmp_path), "lead", deep=True)

    with closing(Database(database_of(tmp_path))) as database, pytest.raises(Unavailable) as trouble:
        _ask_all(database)
    assert trouble.value.code == "database_damaged"
    assert trouble.value.place["path"] == str(database_of(tmp_path))


def test_setting_aside_needs_the_profile_alone(tmp_path: Path, expected_warnings: list[object]) -> None:
    """Another program still reads the damaged file: nothing is exchanged under it."""
    with_leads(tmp_path, 3)
    with opened(tmp_path):
        (tmp_path / places.MARKER).write_text("found by a check")
        with pytest.raises(Unavailable, match="profile_in_use"):
            open_profile(tmp_path)


def _ask_all(database: Database) -> None:
    with database.read() as db:
        db.exec_driver_sql("SELECT sum(length(company)) FROM lead").all()


def _commands(database: Database) -> list[tuple[object, ...]]:
    """Return the outbox by its order, without its numbers."""
    entry = OutboxEntry
    with database.read() as db:
        rows = db.execute(
            select(entry.cmd_id, entry.kind, entry.args, entry.given_at, entry.state).order_by(entry.seq)
        )
        return [tuple(row) for row in rows]


def _rows(path: Path) -> dict[str, list[str]]:
    """Return all rows of all shared tables."""
    with closing(driver.peek(path)) as raw:
        return {
            name: sorted(repr(row) for row in raw.execute(f'SELECT * FROM "{name}"'))
            for name in SHARED.tables
        }


def _break_table(path: Path, table: str, *, deep: bool = False) -> None:
    """Write rubbish over the root page of a table; unless ``deep``, note it as the check would."""
    with closing(driver.peek(path)) as raw:
        root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * driver.PAGE_BYTES)
        file.write(b"\xff" * driver.PAGE_BYTES)
    if not deep:
        (path.parent / places.MARKER).write_text("found by a check")
