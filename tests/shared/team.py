"""A team with leads, calls, hand-overs and a pool, and its members' logins."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from app.models.vocabulary import Role
from app.services.call_lists import SaveCallList
from app.services.handover import ChooseRep
from app.services.kernel.command import Command
from app.services.kernel.wire import encode
from app.services.shared.address import connect
from app.services.shared.founding import Adopted, adopt
from app.services.shared.logins import open_login
from tests.builders import Desk, open_desk
from tests.determined import determined
from tests.handovers import a_handover, a_rep, a_run
from tests.leads import Sheet, a_lead, carry
from tests.stories import refuse

HATS = {
    "anna": Role.SDR, "lena": Role.TEAM_LEAD, "rita": Role.REP, "sven": Role.SALES_LEAD, "mia": Role.MARKETING,
    "ada": Role.ADMIN,
}  # fmt: skip
"""Who holds which of the roles; Ben is another SDR, Rex another rep, and the boss wears every hat."""
LOGINS = (*HATS, "ben", "rex", "boss")
BOSS = "boss"
POOL_LEADS = 40
SECRET = "+8613912340000"
"""Phone of every lead in the pool: nobody may read it."""


@dataclass(frozen=True)
class Team:
    """The database of a team.

    Attributes:
        url: As its operator.
        members: Members' ids by login.
        leads: Leads by what they are: ``annas``, ``bens``, ``refused``, ``to_rita``, ``to_rex``.
        pool: Leads nobody owns.
        handovers: Hand-overs by the same names.
    """

    url: str
    members: dict[str, UUID]
    leads: dict[str, UUID]
    pool: Sequence[UUID]
    handovers: dict[str, UUID]
    runs: dict[str, UUID] = field(default_factory=dict)
    adopted: Adopted | None = None

    @property
    def database(self) -> str:
        """Its name on the server."""
        return self.url.rpartition("/")[2]

    def at(self, url: str) -> Team:
        """Return the same team in a copy of its database."""
        return replace(self, url=url)

    def of(self, login: str) -> str:
        """Return the address as somebody of the team."""
        server = self.url.rpartition("@")[2]
        return f"postgresql://{login}:{_password(login)}@{server}"

    def sign_in(self, login: str, **options: Any) -> psycopg.Connection[Any]:
        """Connect as somebody of the team; each statement is a transaction of its own."""
        return psycopg.connect(self.of(login), autocommit=True, **options)

    def operate(self) -> psycopg.Connection[Any]:
        """Connect as the server's superuser."""
        return psycopg.connect(self.url, autocommit=True)

    def push(self, login: str, *commands: Command, **envelope: Any) -> list[dict[str, Any]]:
        """Push commands as somebody and return what is answered."""
        with self.sign_in(login) as db:
            return push(db, [one(command, **envelope) for command in commands])


def one(command: Command, **envelope: Any) -> dict[str, Any]:
    """Return a command as it travels."""
    return {
        "id": str(uuid4()),
        "kind": command.kind,
        "args": json.loads(encode(command)),
        **envelope,
    }


def push(db: psycopg.Connection[Any], batch: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Push a batch by an open connection."""
    row = db.execute("select app.push(%s::jsonb)", (json.dumps(batch),)).fetchone()
    assert row is not None
    answers: list[dict[str, Any]] = row[0]
    return answers


def pull(db: psycopg.Connection[Any], **request: Any) -> dict[str, Any]:
    """Pull by an open connection."""
    row = db.execute("select app.pull(%s::jsonb)", (json.dumps(request),)).fetchone()
    assert row is not None
    answer: dict[str, Any] = row[0]
    return answer


def build(folder: Path, url: str) -> Team:
    """Let one person work alone for some days, and take their database into an empty shared one."""
    # Always the same team: what failed with it can be tried again.
    with determined("the team"), open_desk(folder) as desk:
        ben, rex = a_sdr(desk, "ben"), a_rep(desk, "Rex", login="rex")
        anna = desk.members[Role.SDR]
        leads = {"annas": a_lead(desk.workspace, owner_id=anna, phone="+8613711110000")}
        desk.wear(Role.TEAM_LEAD)
        leads["bens"] = a_lead(desk.workspace, owner_id=ben, phone="+8613722220000", email="ben@secret.cn")
        desk.wear(Role.SDR)
        runs = {"annas": a_run(desk, leads["annas"])}
        handovers = {}
        for name, rep in (
            ("to_rita", desk.members[Role.REP]),
            ("to_rex", rex),
            ("refused", desk.members[Role.REP]),
        ):
            handovers[name] = a_handover(desk, words=f"for {name}")
            desk.wear(Role.TEAM_LEAD)
            if _column(desk, "rep_id", handovers[name]) != rep:
                desk.workspace.execute(ChooseRep(handover_id=handovers[name], rep_id=rep))
            leads[name] = _column(desk, "lead_id", handovers[name])
            runs[name] = _column(desk, "run_id", handovers[name])
            desk.wear(Role.SDR)
        desk.wear(Role.REP)
        desk.workspace.execute(refuse(handovers["refused"]))
        desk.wear(Role.SDR)
        desk.workspace.execute(
            SaveCallList(
                list_id=uuid4(), name="private", expression="score > 1", sort="score", is_descending=True, is_shared=False
            )
        )  # fmt: skip
        sheet = Sheet()
        pool = [
            sheet.add(company=f"Pool {number}", contact_name=f"Person {number}", phone=SECRET)
            for number in range(POOL_LEADS)
        ]
        carry(desk.workspace, sheet)
        with connect(url, what="the test's database") as db, desk.database.read() as here:
            adopted = adopt(db, here, login=BOSS, password=_password(BOSS))
            members = {login: desk.members[role] for login, role in HATS.items()} | {"ben": ben, "rex": rex}
            for login, member_id in members.items():
                open_login(db, login, [member_id], password=_password(login))
    return Team(url, members, leads, pool, handovers, runs, adopted)


def a_sdr(desk: Desk, login: str) -> UUID:
    """Add another SDR."""
    return a_rep(desk, login.capitalize(), login=login, role=Role.SDR)


def _column(desk: Desk, column: str, handover_id: UUID) -> UUID:
    statement = f"select {column} from handover where id = ?"
    found = desk.workspace.read(lambda db: db.exec_driver_sql(statement, (handover_id.hex,)).scalar_one())
    return UUID(hex=found)


def _password(login: str) -> str:
    return f"pw-{login}"
