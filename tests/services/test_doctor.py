"""The doctor names what is wrong, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, select, update

from app.clock import DAY, Clock, to_micros
from app.models.calendar import CalendarYear
from app.models.imports import ImportBatch
from app.models.leads import Lead
from app.models.playbook import Playbook
from app.models.runs import Answer
from app.models.vocabulary import FollowUpWhy, Outcome
from app.services.calls import EndCall, StartCall
from app.services.importing.batches import UndoImport
from app.services.kernel.database import Database
from app.services.profile import open_profile
from app.services.safekeeping.doctor import Finding, diagnose, examine
from app.services.safekeeping.encryption import encrypt
from tests.builders import MONDAY_10, MovingClock
from tests.leads import Sheet, carry
from tests.services.safe_profiles import (
    DAMAGES,
    backed_up,
    database_of,
    opened,
    overwrite_pages,
    with_leads,
    workspace_of,
)


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def troubles(findings: list[Finding]) -> dict[str, dict[str, object]]:
    return {finding.code: dict(finding.values) for finding in findings if finding.is_trouble}


def clock_at(year: int, month: int, day: int) -> Clock:
    return lambda: to_micros(datetime(year, month, day, 4, tzinfo=UTC))


def test_a_profile_in_use_every_day_is_well(tmp_path: Path) -> None:
    """Founded, with leads, a call and a backup: looked at from inside and from outside."""
    with_leads(tmp_path, 3)
    backed_up(tmp_path)
    with opened(tmp_path) as profile:
        inside = examine(profile.database, tmp_path, clock=MovingClock())
        outside = diagnose(tmp_path, clock=MovingClock())

    assert troubles(inside) == troubles(outside) == {}
    assert next(finding for finding in inside if finding.code == "outbox").values["settled"]
    assert codes(inside) >= {
        "database_whole", "schema_version", "not_encrypted", "references_whole", "members", "playbook", "calendar",
        "outbox", "size", "disk", "backups",
    }  # fmt: skip


def test_work_of_all_sorts_leaves_no_orphans(tmp_path: Path) -> None:
    """An import and its undoing, a call: no row refers to what is not there."""
    with opened(tmp_path) as profile:
        workspace = workspace_of(profile)
        sheet = Sheet()
        lead_id = sheet.add(company="A", contact_name="B", phone="+8613812345678")
        carry(workspace, sheet, owner_id=workspace.member_id)
        call_id = uuid4()
        workspace.execute(StartCall(activity_id=call_id, lead_id=lead_id, phone="+8613812345678"))
        workspace.execute(
            EndCall(
                activity_id=call_id,
                outcome=Outcome.NO_ANSWER,
                words="",
                next_at=MONDAY_10 + DAY,
                next_why=FollowUpWhy.RETRY,
                next_words="",
            )
        )
        other = Sheet()
        other.add(company="C", contact_name="D", phone="+8613812345679")
        batch_id, _ = carry(workspace, other)
        workspace.execute(UndoImport(batch_id=batch_id))
        found = examine(profile.database, tmp_path, clock=MovingClock())

    assert "orphans" not in codes(found)


def test_rows_without_their_parents_are_counted(tmp_path: Path) -> None:
    """Answers without a run, leads whose owner is gone."""
    with_leads(tmp_path, 2)
    with opened(tmp_path) as profile:
        with profile.database.altering() as db:
            db.execute(
                insert(Answer).values(
                    run_id=uuid4(),
                    question_key="need",
                    state="good",
                    words="",
                    by_id=uuid4(),
                    asked_at=1,
                    is_carried=False,
                )
            )
            db.execute(update(Lead).values(owner_id=uuid4()))
        found = examine(profile.database, tmp_path, clock=MovingClock())

    orphans = {
        (finding.values["table"], finding.values["column"]): finding.values["count"]
        for finding in found
        if finding.code == "orphans"
    }
    assert orphans == {("answer", "run_id"): 1, ("answer", "by_id"): 1, ("lead", "owner_id"): 2}


def test_an_import_that_stands_half_way_is_named(tmp_path: Path) -> None:
    """Its file, when it was begun, how many rows came in, and the number that takes it back."""
    with_leads(tmp_path, 2)
    with opened(tmp_path) as profile:
        sheet = Sheet()
        sheet.add(company="Acme", phone="+12125550123")
        batch_id, _ = carry(workspace_of(profile), sheet)
        with profile.database.write() as db:
            db.execute(update(ImportBatch).where(ImportBatch.id == batch_id).values(state="open", how="file"))
        found = troubles(examine(profile.database, tmp_path, clock=MovingClock()))

    assert found["import_unfinished"]["batch"] == str(batch_id)
    assert found["import_unfinished"]["rows"] == 1


@pytest.mark.parametrize("harm", DAMAGES)
def test_a_damaged_file_is_named_and_left_where_it_is(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    """Setting aside is the opening's; the doctor only looks."""
    with_leads(tmp_path, 30)
    harm(database_of(tmp_path))
    before = database_of(tmp_path).read_bytes()

    assert codes(diagnose(tmp_path)) & {"database_damaged", "database_foreign"}
    assert database_of(tmp_path).read_bytes() == before


def test_what_keeps_a_profile_from_opening_is_named(tmp_path: Path) -> None:
    """Missing, of a later program, locked by a passphrase."""
    assert "database_missing" in troubles(diagnose(tmp_path))
    with_leads(tmp_path, 1)
    encrypt(tmp_path, passphrase="secret")
    assert "passphrase_needed" in troubles(diagnose(tmp_path))
    assert "wrong_key" in troubles(diagnose(tmp_path, passphrase="guess"))
    assert "encrypted" in codes(diagnose(tmp_path, passphrase="secret"))


def test_a_later_programs_file_is_named(tmp_path: Path) -> None:
    """With both numbers."""
    with_leads(tmp_path, 1)
    with closing(Database(database_of(tmp_path))) as database, database.altering() as db:
        db.exec_driver_sql("PRAGMA user_version = 99")

    assert troubles(diagnose(tmp_path))["database_newer"]["found"] == 99


def test_a_profile_nobody_founded_lacks_everything(tmp_path: Path) -> None:
    """No members, no playbook, no calendar, no backup."""
    open_profile(tmp_path).close()

    assert set(troubles(diagnose(tmp_path))) == {
        "not_founded", "playbook_missing", "calendar_missing", "backups_none",
    }  # fmt: skip


def test_a_calendar_that_ends_soon_or_is_only_assumed_is_said(tmp_path: Path) -> None:
    """The year to come is announced in November: from December on its absence is trouble."""
    with_leads(tmp_path, 1)
    with closing(Database(database_of(tmp_path))) as database, database.altering() as db:
        db.execute(update(CalendarYear).where(CalendarYear.year == 2027).values(is_announced=False))

    def found(clock: Clock) -> dict[str, dict[str, object]]:
        return troubles(diagnose(tmp_path, clock=clock))

    assert "year_not_announced" not in found(clock_at(2026, 11, 23))
    assert found(clock_at(2026, 12, 1))["year_not_announced"] == {"year": 2027}
    assert "calendar_ends_soon" not in found(clock_at(2027, 10, 1))
    assert found(clock_at(2027, 12, 1))["calendar_ends_soon"]["until"] == "2027-12-31"


def test_a_playbook_that_is_gone_is_said(tmp_path: Path) -> None:
    """Without one nothing can be judged."""
    with_leads(tmp_path, 1)
    with closing(Database(database_of(tmp_path))) as database, database.altering() as db:
        db.execute(delete(Playbook))

    assert troubles(diagnose(tmp_path))["playbook_missing"] == {"count": 0}


def test_a_lead_that_is_found_by_another_name_is_found(tmp_path: Path) -> None:
    """What a changed program sent along with a name is compared with the name."""
    with_leads(tmp_path, 2)
    with closing(Database(database_of(tmp_path))) as database, database.altering() as db:
        one = select(Lead.id).order_by(Lead.id).limit(1).scalar_subquery()
        db.execute(update(Lead).where(Lead.id == one).values(company_key="somebody else"))

    assert troubles(diagnose(tmp_path))["names_stray"] == {"count": 1}


def test_a_text_that_says_something_else_than_its_version_is_found(tmp_path: Path) -> None:
    """The rows take force, the text is read: where they differ somebody was to be misled."""
    with_leads(tmp_path, 1)
    with closing(Database(database_of(tmp_path))) as database, database.altering() as db:
        db.execute(update(Playbook).values(document=Playbook.document + "\n[[oops]]\n"))

    assert troubles(diagnose(tmp_path))["playbook_strays"] == {"version": 1, "parts": "text"}


def test_tables_that_differ_from_the_program_are_named(tmp_path: Path) -> None:
    """A column too many, a column that is missing."""
    with_leads(tmp_path, 1)
    with closing(Database(database_of(tmp_path))) as database, database.altering() as db:
        db.exec_driver_sql("ALTER TABLE tag ADD COLUMN colour TEXT")

    assert troubles(diagnose(tmp_path))["schema_differs"] == {
        "table": "tag",
        "column": "colour",
        "is_missing": False,
    }


def test_old_backups_and_kept_files_are_listed(tmp_path: Path, expected_warnings: list[object]) -> None:
    """A backup of last month; the file that was set aside is still there and takes room."""
    clock = MovingClock()
    with_leads(tmp_path, 30, clock)
    backed_up(tmp_path, clock)
    overwrite_pages(database_of(tmp_path))
    with opened(tmp_path, clock) as profile:
        profile.take_care()
    with opened(tmp_path, clock):
        pass
    clock.at = MONDAY_10
    clock.forward(days=30)

    found = diagnose(tmp_path, clock=clock)
    assert troubles(found)["backups_old"]["newest"] == "2026-03-02"
    assert "kept_file" in codes(found)
