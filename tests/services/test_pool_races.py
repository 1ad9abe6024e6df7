"""Two desks and the sweep at once on the same leads, in processes of their own: one owner always (spec section 10)."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from app.clock import DAY, HOUR
from app.models.tables import SHARED
from app.services.founding import new_member
from app.services.holding import ClaimLeads
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.kernel.postgres_judge import SCHEMA
from app.services.workspace import Workspace
from tests.builders import MONDAY_10
from tests.leads import a_lead
from tests.parity.twin import Stage, _copy, install, rows_here, rows_there
from tests.services.pool_racer import Race

LEADS, CAP, SWEEPS = 24, 20, 2
AT = MONDAY_10 + 2 * DAY + 8 * HOUR
"""Wednesday's end of work: what was claimed on Monday at ten goes back."""

type Rows = list[dict[str, Any]]


class Scene:
    """A file in which somebody holds many leads that are due, and two who wait for them."""

    def __init__(self, founded: Path, file: Path) -> None:
        shutil.copy(founded, file)
        self.file, database = file, Database(file)
        workspace = Workspace(database, ChangeFeed(), UUID(int=0), lambda: MONDAY_10)
        [self.sdr] = self._members(workspace, "sdr")
        [lead] = self._members(workspace, "team_lead")
        people = [new_member(name=name, login=name, role="sdr") for name in ("bo", "cy")]
        for one in people:
            workspace.execute(one, as_member=lead)
        self.bo, self.cy = (one.member_id for one in people)
        self.leads = [a_lead_for(workspace, lead) for _ in range(LEADS)]
        # Two days of claims: the limit of a day is theirs, too.
        for at, some in ((MONDAY_10 - 3 * DAY, self.leads[:CAP]), (MONDAY_10, self.leads[CAP:])):
            with workspace.batch() as batch:
                batch.give(ClaimLeads(lead_ids=tuple(some)), as_member=self.sdr, at=at)
        database.close()

    @staticmethod
    def _members(workspace: Workspace, role: str) -> list[UUID]:
        found = workspace.read(
            lambda db: db.exec_driver_sql("SELECT id FROM member WHERE role = ?", (role,)).scalars().all()
        )
        return [UUID(one) for one in found]

    def runners(self, where: str, ends: Path) -> list[Race]:
        """Return two sweeps, one desk of Cy's and two of Bo's."""
        chance = random.Random(7)
        made = []
        for member, claims in (
            (self.bo, False), (self.cy, False), (self.bo, True), (self.bo, True), (self.cy, True),
        ):  # fmt: skip
            order = [lead.hex for lead in self.leads]
            chance.shuffle(order)
            made.append(Race(where, member.hex, AT, claims, order, str(ends)))
        return made


def a_lead_for(workspace: Workspace, member_id: UUID) -> UUID:
    workspace.member_id = member_id
    return a_lead(workspace)


def race(runners: Sequence[Race]) -> list[list[str]]:
    """Run all at once and return what each was told yes to."""
    module = [sys.executable, "-m", "tests.services.pool_racer"]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    racing = [subprocess.Popen(module, **pipes) for _ in runners]
    try:
        for one, told in zip(racing, runners, strict=True):
            print(told.told(), file=one.stdin, flush=True)
        assert [one.stdout.readline() for one in racing if one.stdout] == ["ready\n"] * len(racing)
        for one in racing:
            print(file=one.stdin, flush=True)
        had = [json.loads(one.communicate(timeout=240)[0]) for one in racing[:SWEEPS]]
        Path(runners[0].ends).touch()
        return had + [json.loads(one.communicate(timeout=240)[0]) for one in racing[SWEEPS:]]
    finally:
        for one in racing:
            one.kill()
            one.wait()
            for pipe in (one.stdin, one.stdout):
                if pipe:
                    pipe.close()


def judged(scene: Scene, had: list[list[str]], owned: Rows, leads: Rows, returns: Rows) -> None:
    """Hold what the tables say against what each process was told."""
    swept, claimed = (
        [one for some in had[:SWEEPS] for one in some],
        [one for some in had[SWEEPS:] for one in some],
    )
    everybody = {lead.hex for lead in scene.leads}
    assert sorted(swept) == sorted(everybody)
    assert Counter(back["lead_id"] for back in returns) == Counter(dict.fromkeys(everybody, 1))
    assert len(claimed) == len(set(claimed))

    of_lead = {lead["id"]: lead["owner_id"] for lead in leads}
    now = {one["lead_id"]: one["member_id"] for one in owned if one["until_at"] is None}
    assert len(now) == sum(one["until_at"] is None for one in owned)
    assert now == {lead: owner for lead, owner in of_lead.items() if owner is not None}
    assert set(now) == set(claimed)
    claims = Counter(one["member_id"] for one in owned if one["how"] == "claimed" and one["from_at"] == AT)
    assert sum(claims.values()) == len(claimed) == LEADS
    assert all(count <= CAP for count in claims.values())
    assert set(claims) <= {scene.bo.hex, scene.cy.hex}
    for lead in everybody:
        held = sorted((one["from_at"], one["until_at"]) for one in owned if one["lead_id"] == lead)
        assert [until for _, until in held] == [AT, None]


def _rows(name: str, found: list[tuple[Any, ...]]) -> Rows:
    names = [column.name for column in SHARED.tables[name].columns]
    return [dict(zip(names, row, strict=True)) for row in found]


@pytest.fixture(scope="module")
def scene(founded_twice: Stage, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(founded_twice.file, tmp_path_factory.mktemp("races") / "race.db")


def test_on_one_file(scene: Scene, tmp_path: Path) -> None:
    """Five processes on one embedded database."""
    file = tmp_path / "race.db"
    shutil.copy(scene.file, file)
    had = race(scene.runners(str(file), tmp_path / "ends"))
    database = Database(file)
    with database.read() as db:
        tables = [
            _rows(name, rows_here(db, SHARED.tables[name])) for name in ("ownership", "lead", "lead_return")
        ]
    database.close()

    judged(scene, had, *tables)


def test_on_postgresql(scene: Scene, fresh_database: Callable[[], str], tmp_path: Path) -> None:
    """Five connections to a server, each judged by its functions, none waiting for its turn."""
    url = fresh_database()
    install(url)
    _copy(scene.file, url)
    had = race(scene.runners(url, tmp_path / "ends"))
    with psycopg.connect(url, options=f"-csearch_path={SCHEMA}") as there:
        tables = [
            _rows(name, rows_there(there, SHARED.tables[name]))
            for name in ("ownership", "lead", "lead_return")
        ]

    judged(scene, had, *tables)
