"""The first day of a workspace: its first member, the shipped playbook, the calendar, the hats of one person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import Connection, insert, select

from app.clock import Clock, from_micros, system_clock
from app.models.people import Member
from app.models.pool import TEAM_POOL, Pool
from app.models.vocabulary import PoolKind, Role
from app.resources import resource
from app.services.calendar_upkeep import YEARS_AHEAD, YEARS_BACK
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.people import AddMember
from app.services.playbook.check import load
from app.services.playbook_rows import adoption_of
from app.services.remembering import remembered
from app.services.working_calendar import definitions, keyed
from app.services.workspace import Workspace

SHIPPED_PLAYBOOKS = ("twelve-stage", "lean", "five-step")
HATS = (Role.SDR, Role.TEAM_LEAD, Role.REP, Role.SALES_LEAD, Role.MARKETING, Role.ADMIN)
"""Roles one person holds when alone, each a member of its own (spec section 18, design section 4)."""
FULL_CAPACITY = 1000
CURSOR = "sync.cursor"
"""Under which name a joined desk remembers how far it has read, and as whom."""


@dataclass(frozen=True, slots=True)
class Hat:
    """A member the person at this desk may act as."""

    member_id: UUID
    person_id: UUID
    name: str
    login: str
    role: Role
    is_active: bool


def found(
    database: Database,
    feed: ChangeFeed,
    *,
    name: str,
    playbook: str = "twelve-stage",
    hats: Sequence[Role] = HATS,
    clock: Clock = system_clock,
) -> Workspace:
    """Make an empty database a workspace of one person wearing every hat.

    The first member cannot be added by a member, so it is written, and so is the team's pool; everything after it
    is commands.
    """
    person_id, admin_id = uuid4(), uuid4()
    admin = {
        "name": name,
        "name_key": name_key(name),
        "login": f"{Role.ADMIN.value}",
        "role": Role.ADMIN.value,
    }
    with database.write() as db:
        db.execute(
            insert(Member).values(
                id=admin_id, person_id=person_id, **admin, is_active=True, weight=1, grade_low=1, grade_high=4,
                capacity=FULL_CAPACITY, credit=0, created_at=clock(),
            )
        )  # fmt: skip
        db.execute(
            insert(Pool).values(
                id=TEAM_POOL,
                title="",
                kind=PoolKind.TEAM.value,
                is_open=True,
                is_closed=False,
                created_at=clock(),
            )
        )
    workspace = Workspace(database, feed, admin_id, clock)
    text = resource("playbooks", f"{playbook}.toml").read_text(encoding="utf-8")
    document = load(text)
    year = from_micros(clock()).year
    with workspace.batch() as batch:
        batch.give(adoption_of(document, text))
        calendars = keyed(document.calendar, document.calendars)
        for one in definitions(calendars, year - YEARS_BACK, year + YEARS_AHEAD):
            batch.give(one)
        # Of equal reps the lowest id is first in turn: the rep's hat shall be, before the sales lead's.
        for role, member_id in zip(hats, sorted(uuid4() for _ in hats), strict=True):
            if role is not Role.ADMIN:
                batch.give(
                    new_member(
                        name=name, login=role.value, role=role, person_id=person_id, member_id=member_id
                    )
                )
    return workspace


def new_member(
    *,
    name: str,
    login: str,
    role: Role,
    person_id: UUID | None = None,
    member_id: UUID | None = None,
    weight: int = 1,
    grades: tuple[int, int] = (1, 4),
    capacity: int = FULL_CAPACITY,
) -> AddMember:
    """Return the command that adds a member; a new person unless ``person_id`` says whose hat it is."""
    return AddMember(
        member_id=member_id or uuid4(),
        person_id=person_id or uuid4(),
        name=name,
        name_key=name_key(name),
        login=login,
        role=role,
        weight=weight,
        grade_low=grades[0],
        grade_high=grades[1],
        capacity=capacity,
    )


def name_key(name: str) -> str:
    """Return the form in which people's names are compared: case and inner blanks do not count."""
    return " ".join(name.casefold().split())


def hats(db: Connection) -> list[Hat]:
    """Return every active member the person at this desk may act as, in the order of roles and names.

    Alone, that is everybody; on a desk that shares its database, those the login stands for.
    """
    rows = db.execute(
        select(Member.id, Member.person_id, Member.name, Member.login, Member.role, Member.is_active)
        .where(Member.is_active)
        .order_by(Member.created_at, Member.name, Member.id)
    ).all()
    mine = _mine(db)
    found_hats = [
        Hat(row.id, row.person_id, row.name, row.login, Role(row.role), row.is_active)
        for row in rows
        if mine is None or row.id in mine
    ]
    order = list(Role)
    return sorted(found_hats, key=lambda hat: order.index(hat.role))


def _mine(db: Connection) -> frozenset[UUID] | None:
    """Return the members the shared database told this desk to be; ``None`` where nothing is shared."""
    cursor = remembered(CURSOR)(db)
    if cursor is None:
        return None
    groups = json.loads(cursor).get("groups", ())
    return frozenset(UUID(group[2:]) for group in groups if group.startswith("m:"))
