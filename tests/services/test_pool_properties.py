"""Whatever is done with a pool in whatever order: caps hold, and nobody's time with a lead overlaps another's."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.clock import DAY, HOUR
from app.errors import RuleViolation
from app.models.leads import Lead, Ownership
from app.models.vocabulary import ActivityKind, Role
from app.services.calls import LogContact
from app.services.founding import hats, new_member
from app.services.holding import AssignLeads, ClaimLeads
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.command import Command
from app.services.kernel.database import Database
from app.services.pool import ExtendRecall, GiveBackLeads
from app.services.pool_rules import cooled_off_at
from app.services.recall_sweep import sweep
from app.services.workspace import Workspace
from tests.builders import Desk, open_desk
from tests.leads import a_lead
from tests.stories import enforce, limits_with, shipped

CLAIMS, HELD, LEADS, PEOPLE = 2, 3, 5, 3
_COPIES = itertools.count()


@dataclass(frozen=True)
class Founded:
    """A file with few leads, few people and tight limits, copied for every example."""

    file: Path
    leads: Sequence[UUID]
    people: Sequence[UUID]
    at: int


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    folder = tmp_path_factory.mktemp("pool")
    with open_desk(folder) as desk:
        limits = limits_with(claims_a_day=CLAIMS, held_at_once=HELD)
        enforce(desk, msgspec.structs.replace(shipped(), limits=limits))
        people = [_sdr(desk, f"sdr{number}") for number in range(PEOPLE)]
        leads = [a_lead(desk.workspace) for _ in range(LEADS)]
        at = desk.clock()
    return Founded(folder / "decile.db", leads, people, at)


def _sdr(desk: Desk, login: str) -> UUID:
    command = new_member(name=login, login=login, role=Role.SDR)
    desk.workspace.execute(command, as_member=desk.members[Role.ADMIN])
    return command.member_id


_WHO, _WHICH = st.integers(0, PEOPLE - 1), st.integers(0, LEADS - 1)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("claim"), _WHO, st.lists(_WHICH, min_size=1, max_size=3, unique=True)),
        st.tuples(st.sampled_from(["back", "call", "keep", "assign"]), _WHO, st.lists(_WHICH, min_size=1, max_size=1)),
        st.tuples(st.just("sweep"), _WHO, st.just([])),
        st.tuples(st.just("wait"), st.sampled_from([1, 4, 14, 24, 72]), st.just([])),
    ),
    min_size=5,
    max_size=30,
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_caps_and_intervals_hold_whatever_is_done(
    founded: Founded, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, list[int]]]
) -> None:
    folder = tmp_path_factory.mktemp(f"example{next(_COPIES)}")
    database = Database(Path(shutil.copy(founded.file, folder / "decile.db")))
    told = _Told(founded, Workspace(database, ChangeFeed(), founded.people[0], lambda: told.now))
    try:
        for what, who, which in steps:
            told.step(what, who, [founded.leads[at] for at in which])
            told.check()
    finally:
        database.close()


class _Told:
    def __init__(self, founded: Founded, workspace: Workspace) -> None:
        self._founded, self._workspace, self.now = founded, workspace, founded.at
        [self._team_lead] = [hat.member_id for hat in workspace.read(hats) if hat.role is Role.TEAM_LEAD]

    def step(self, what: str, who: int, leads: list[UUID]) -> None:
        """Do one thing; what the rules refuse changes nothing."""
        self.now += 1
        people = self._founded.people
        match what:
            case "wait":
                self.now += who * HOUR
            case "sweep":
                sweep(self._workspace)
            case "assign":
                self._give(AssignLeads(lead_ids=tuple(leads), member_id=people[who]), self._team_lead)
            case "claim":
                self._claim(who, leads)
            case "back":
                self._give(GiveBackLeads(lead_ids=tuple(leads), pool_id=None, words="no"), people[who])
            case "keep":
                self._give(ExtendRecall(lead_id=leads[0], words="soon"), people[who])
            case _:
                call = LogContact(
                    activity_id=uuid4(), lead_id=leads[0], activity_kind=ActivityKind.VISIT, is_connected=True, words=""
                )  # fmt: skip
                self._give(call, people[who])

    def _claim(self, who: int, leads: list[UUID]) -> None:
        me = self._founded.people[who]
        before = self._intervals()
        if not self._give(ClaimLeads(lead_ids=tuple(leads)), me):
            return
        now = [one for one in self._intervals() if one.member_id == me and one.until_at is None]
        assert len(now) <= HELD
        held = [one for one in before if one.lead_id in leads]
        assert all(one.until_at is not None for one in held)
        cooled = self._workspace.read(
            lambda db: db.execute(
                select(cooled_off_at(Ownership.until_at.expression)).where(
                    Ownership.lead_id.in_(leads), Ownership.member_id == me, Ownership.until_at.is_not(None)
                )
            ).scalars().all()
        )  # fmt: skip
        assert all(at <= self.now for at in cooled)

    def _give(self, command: Command, member_id: UUID) -> bool:
        try:
            self._workspace.execute(command, as_member=member_id)
        except RuleViolation:
            return False
        return True

    def _intervals(self) -> list[Ownership]:
        found = self._workspace.read(lambda db: db.execute(select(Ownership.__table__)).all())
        return list(found)  # type: ignore[arg-type]

    def check(self) -> None:
        """Hold the tables against what must never happen."""
        owned = self._intervals()
        for lead_id in self._founded.leads:
            spans = sorted((one.from_at, one.until_at or 2**62) for one in owned if one.lead_id == lead_id)
            assert all(end <= begin for (_, end), (begin, _) in itertools.pairwise(spans))
        now = {one.lead_id: one.member_id for one in owned if one.until_at is None}
        holders = self._workspace.read(lambda db: db.execute(select(Lead.id, Lead.owner_id)).all())
        assert now == {row.id: row.owner_id for row in holders if row.owner_id is not None}
        for member_id in self._founded.people:
            days: dict[int, int] = {}
            for one in owned:
                if one.member_id == member_id and one.how == "claimed":
                    day = (one.from_at + 8 * HOUR) // DAY  # Shanghai's day
                    days[day] = days.get(day, 0) + 1
            assert all(count <= CLAIMS for count in days.values())
