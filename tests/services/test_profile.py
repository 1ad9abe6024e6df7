"""Opening a profile: new, again, old, refused, beside another program."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.errors import Unavailable
from app.models.leads import Lead
from app.models.vocabulary import Role, Topic
from app.services.founding import hats
from app.services.kernel import driver, schema
from app.services.kernel.changes import Changes
from app.services.kernel.database import Database
from app.services.kernel.profile_lock import ProfileLock
from app.services.profile import OpenedProfile, changed_elsewhere, open_profile
from app.services.safekeeping import places
from app.services.search import search
from app.services.workspace import Workspace
from tests.builders import MovingClock
from tests.leads import a_lead

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def opened(folder: Path, **more: object) -> Iterator[OpenedProfile]:
    with closing(open_profile(folder, clock=MovingClock(), **more)) as profile:  # type: ignore[arg-type]
        yield profile


def founded(profile: OpenedProfile) -> Workspace:
    return profile.workspace or profile.found(name="Chen Wei")


def test_a_new_profile_waits_to_be_founded(tmp_path: Path) -> None:
    """A folder that is not there yet becomes a profile without members."""
    with opened(tmp_path / "new" / "profile") as profile:
        assert profile.opening.is_new
        assert profile.workspace is None


def test_a_founded_profile_opens_with_its_first_hat_and_its_leads(tmp_path: Path) -> None:
    """What was done is there the next time; the person wears the SDR's hat unless another was chosen."""
    with opened(tmp_path) as profile:
        workspace = founded(profile)
        lead_id = a_lead(workspace)
    with opened(tmp_path) as profile:
        assert profile.workspace is not None
        found = profile.workspace.read(lambda db: db.execute(select(Lead.id)).scalars().all())
        role = {hat.member_id: hat.role for hat in profile.workspace.read(hats)}[profile.workspace.member_id]

        assert (found, role, profile.opening.is_new) == ([lead_id], Role.SDR, False)


def test_a_chosen_hat_is_worn_if_its_member_is_still_there(tmp_path: Path) -> None:
    """The settings remember a member; one that is gone is no trouble."""
    with opened(tmp_path) as profile:
        rep = {hat.role: hat.member_id for hat in founded(profile).read(hats)}[Role.REP]
    with opened(tmp_path, hat=rep) as profile:
        assert profile.workspace is not None
        assert profile.workspace.member_id == rep


def test_an_up_to_date_profile_opens_without_alembic_and_keyring(tmp_path: Path) -> None:
    """Both take longer to import than the profile takes to open."""
    with opened(tmp_path) as profile:
        founded(profile)
    program = (
        "import sys, pathlib; from app.services.profile import open_profile;"
        f"open_profile(pathlib.Path({str(tmp_path)!r})).close();"
        "sys.exit(str(sorted({'alembic', 'keyring'} & set(sys.modules))) if "
        "{'alembic', 'keyring'} & set(sys.modules) else 0)"
    )

    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_an_old_profile_is_backed_up_and_upgraded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program finds a file of an earlier revision: first a backup, then the missing revisions."""
    with opened(tmp_path) as profile:
        a_lead(founded(profile), company="Glockenspiel GmbH")
    from app.services.kernel.migrations import versions  # noqa: PLC0415 - what alembic runs

    steps: list[str] = []
    monkeypatch.setattr(versions, "UPGRADES", (*versions.UPGRADES, lambda: steps.append("2")))
    monkeypatch.setattr(schema, "VERSION", 2)

    with opened(tmp_path) as profile:
        opening = profile.opening
        assert profile.workspace is not None
        assert [found.company for found in profile.workspace.read(partial(search, query="glockenspiel"))] == [
            "Glockenspiel GmbH"
        ]
    with opened(tmp_path) as again:
        second = again.opening

    assert (steps, opening.upgraded_from, second.upgraded_from) == (["2"], 1, None)
    assert opening.backed_up_as is not None
    assert opening.backed_up_as.exists()


def test_a_later_programs_profile_is_refused_and_not_touched(tmp_path: Path) -> None:
    """The sentence names both numbers; no byte of the file changes."""
    with opened(tmp_path) as profile:
        founded(profile)
    path = places.database_path(tmp_path)
    with closing(Database(path)) as database, database.altering() as db:
        db.exec_driver_sql("PRAGMA user_version = 99")
    before = path.read_bytes()

    with pytest.raises(Unavailable) as refusal:
        open_profile(tmp_path)

    assert (refusal.value.code, refusal.value.place["found"]) == ("database_newer", 99)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    """An SQLite file of somebody else that happens to have our name."""
    path = places.database_path(tmp_path)
    with closing(Database(path)) as database:
        raw = database.raw()
        raw.execute("CREATE TABLE theirs(a)")
        raw.close()
    before = path.read_bytes()

    with pytest.raises(Unavailable) as refusal:
        open_profile(tmp_path)

    assert refusal.value.code == "database_foreign"
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="the system's own rights hold there")
def test_a_new_profile_is_nobody_elses(tmp_path: Path) -> None:
    """Other people who use the computer cannot look into it."""
    with opened(tmp_path / "new"):
        pass
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("")

    with pytest.raises(Unavailable) as refusal:
        open_profile(tmp_path / "file")

    assert refusal.value.code == "file_unusable"
    assert refusal.value.place["path"] == str(tmp_path / "file")


def test_two_programs_work_on_one_profile(tmp_path: Path) -> None:
    """What one writes the other hears of, and not what it wrote itself."""
    with opened(tmp_path) as window:
        workspace = founded(window)
        heard: list[Changes] = []
        window.feed.subscribe(heard.append)
        assert not window.tell_of_others()
        a_lead(workspace)
        heard.clear()
        assert not window.tell_of_others()

        with opened(tmp_path) as cli:
            assert cli.workspace is not None
            a_lead(cli.workspace)

        assert window.tell_of_others()
        assert heard[0].touches([Topic.LEADS])
        assert not window.tell_of_others()
        assert workspace.read(lambda db: db.execute(select(func.count()).select_from(Lead)).scalar_one()) == 2


OPEN = """
import pathlib, sys
from app.services.profile import open_profile
sys.stdin.readline()
profile = open_profile(pathlib.Path(sys.argv[1]))
print(profile.opening.is_new, flush=True)
sys.stdin.readline()
profile.close()
"""


def test_programs_that_start_together_make_one_profile(tmp_path: Path) -> None:
    """Three at once in a new folder, all of which stay: one makes the database, nobody is refused."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, str(tmp_path / "new")],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for program in programs:
        _go(program)
    made = [_line_after(program) for program in programs]
    for program in programs:
        program.communicate("\n")

    assert sorted(made) == ["False", "False", "True"]
    assert [program.returncode for program in programs] == [0, 0, 0]


def _go(program: subprocess.Popen[str]) -> None:
    assert program.stdin is not None
    program.stdin.write("\n")
    program.stdin.flush()


def _line_after(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


WRITE = """
import pathlib, sys
from app.services.profile import open_profile
from tests.leads import a_lead
profile = open_profile(pathlib.Path(sys.argv[1]))
for _ in range(30):
    a_lead(profile.workspace)
    print("one", flush=True)
profile.close()
"""


def test_two_programs_write_at_the_same_time(tmp_path: Path) -> None:
    """Neither is refused, nothing is lost, and the window hears of it."""
    with opened(tmp_path) as window:
        workspace = founded(window)
        with subprocess.Popen(
            [sys.executable, "-c", WRITE, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as cli:
            assert cli.stdout is not None
            heard = 0
            for _line in cli.stdout:
                a_lead(workspace)
                heard += window.tell_of_others()
        count = workspace.read(lambda db: db.execute(select(func.count()).select_from(Lead)).scalar_one())

    assert (cli.returncode, count) == (0, 60)
    assert heard


def test_asking_for_others_never_waits_for_a_write_of_our_own(tmp_path: Path) -> None:
    """While a command runs the answer is no; afterwards nothing was missed."""
    with opened(tmp_path) as profile:
        founded(profile)
        with profile.database.write():
            assert not changed_elsewhere(profile.database)


def test_only_one_program_may_exchange_the_file(tmp_path: Path) -> None:
    """Who would be alone is told that the profile is in use, and who comes meanwhile too."""
    with opened(tmp_path):
        lock = ProfileLock(tmp_path)
        with pytest.raises(Unavailable, match="profile_in_use"), lock.alone(wait_ms=50):
            pass
        lock.release()


def test_a_killed_program_leaves_no_lock(tmp_path: Path) -> None:
    """The system gives a lock back, however its holder ended."""
    program = (
        "import os, pathlib; from app.services.kernel.profile_lock import ProfileLock;"
        f"lock = ProfileLock(pathlib.Path({str(tmp_path)!r})); alone = lock.alone(); alone.__enter__();"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)

    lock = ProfileLock(tmp_path)
    with lock.alone():
        pass
    lock.release()


def test_leaving_does_not_wait_for_the_check_of_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing the window in the first half minute ends the check; nothing is taken for damage."""
    monkeypatch.setattr(driver, "STEPS_BETWEEN_ASKING", 1)
    with opened(tmp_path) as profile:
        a_lead(founded(profile))
        profile.hurry()
        care = profile.take_care()

    assert (care.damage, care.backup) == ((), None)
    with opened(tmp_path) as profile:
        assert profile.opening.set_aside is None
