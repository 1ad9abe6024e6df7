"""Killed with no warning at every named point, cut off at any byte, and with a server that crashes: nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from app.errors import Unavailable
from app.services.demo import postgres
from app.services.kernel.database import Database
from app.services.sync.server import Server
from tests.postgres import running_server
from tests.shared.team import Team, build
from tests.sync.desks import Joined, joined
from tests.sync.test_desk import a_note
from tests.sync.victim import NOTES, note_id

ROOT = Path(__file__).parent.parent.parent
POINTS = (
    "give", "push: before", "push: answered", "push: noting", "pull: fetched", "copy: fetched", "apply", "pull: applied",
)  # fmt: skip
TIMES = [int(nth) for nth in os.environ.get("DECILE_KILLS", "2").split(",")]
"""Which passing of a point kills; more on demand: DECILE_KILLS=1,2,3,5."""
STOPS, ROUNDS = 4, 6
"""Crashes of the server, and exchanges of each desk between two of them."""


@pytest.fixture(scope="module")
def killed_team(copy_team: Callable[[], Team]) -> Team:
    """A team whose leads are shared out between the tests of this file."""
    return copy_team()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("nth", TIMES)
@pytest.mark.parametrize("point", POINTS)
def test_a_program_killed_at_any_point_loses_and_doubles_nothing(
    killed_team: Team, tmp_path: Path, point: str, nth: int
) -> None:
    """A process of its own, SIGKILL, started again: every note is there once, on both sides."""
    team, lead = killed_team, killed_team.leads["annas"]
    file = tmp_path / "anna.db"
    nth = 1 if point == "copy: fetched" else nth

    killed = _run(team, file, lead, point, nth)
    survived = _run(team, file, lead, "nowhere", 1)

    assert (killed, survived) == (-signal.SIGKILL, 0)
    assert _missing(team, file) == []


def test_a_server_that_crashes_keeps_all_it_acknowledged(tmp_path: Path) -> None:
    """Four immediate stops while three desks work: what was settled is there, once, and all end alike."""
    with running_server() as server:
        team = build(tmp_path, server.fresh_database())
        with joined(team, tmp_path, "anna", "ben", "lena") as desks:
            for desk in desks:
                desk.sync()
            broken = sum(_work_and_crash(team, desks) for _ in range(STOPS))
            for desk in desks * 2:
                desk.sync()

            assert broken > 0
            assert {state for desk in desks for state in desk.outbox()} == {"settled"}
            assert {desk.login: desk.differences() for desk in desks} == {desk.login: [] for desk in desks}
            assert _counted(team) == (STOPS * ROUNDS * 3, STOPS * ROUNDS * 3)


def _work_and_crash(team: Team, desks: list[Joined]) -> int:
    """Type and exchange; the server crashes in the middle. Return how many exchanges broke."""
    broken = 0
    for number in range(ROUNDS):
        for desk in desks:
            lead = team.leads["bens" if desk.login == "ben" else "annas"]
            desk.desk.give(a_note(lead, "crash"))
        lines = [team.sign_in(desk.login) for desk in desks]
        if number == ROUNDS // 2:
            _crash(team)
        for desk, line in zip(desks, lines, strict=True):
            broken += not _exchange(desk, line)
            line.close()
    return broken


def _exchange(desk: Joined, line: psycopg.Connection[object]) -> bool:
    try:
        desk.desk.sync(Server(line))
    except (psycopg.Error, Unavailable):
        return False
    return True


def _crash(team: Team) -> None:
    with team.operate() as db:
        row = db.execute("show data_directory").fetchone()
        assert row is not None
        data = Path(row[0])
    binary = Path((data / "postmaster.opts").read_text().split(" ", 1)[0])
    command = [
        binary.with_name("pg_ctl"),
        "-D",
        data,
        "-m",
        "immediate",
        "-w",
        "-l",
        data.parent / "server.log",
        "restart",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **postgres._account())


def _counted(team: Team) -> tuple[int, int]:
    with team.operate() as db:
        row = db.execute(
            "select count(*), (select count(*) from app.cmd where args ->> 'words' = 'crash' and status = 'done')"
            " from app.activity where words = 'crash'"
        ).fetchone()
    assert row is not None
    return row[0], row[1]


def _run(team: Team, file: Path, lead: UUID, point: str, nth: int) -> int:
    member = str(team.members["anna"])
    arguments = [str(file), team.of("anna"), member, str(lead), point, str(nth)]
    return subprocess.run(
        [sys.executable, "-m", "tests.sync.victim", *arguments], cwd=ROOT, check=False
    ).returncode


def _missing(team: Team, file: Path) -> list[int]:
    wanted = [note_id(file, number) for number in range(NOTES)]
    with team.operate() as db:
        rows = db.execute("select id from app.activity where id = any(%s)", (wanted,)).fetchall()
    there = [row[0] for row in rows]
    with Database(file).read() as db:
        here = [UUID(hex=row[0]) for row in db.exec_driver_sql("select id from activity")]
    return [number for number, one in enumerate(wanted) if there.count(one) != 1 or here.count(one) != 1]
