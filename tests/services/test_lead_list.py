"""The list of all leads: what its filters let through, in which order, and how a place in it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, event, insert

from app.clock import DAY, HOUR
from app.models.activity import FollowUp
from app.models.leads import ReachedMilestone, Tag
from app.models.runs import Run
from app.models.vocabulary import Milestone, Role, StageKind
from app.services.filter_text import FilterProblem
from app.services.lead_list import (
    EVERYTHING,
    LeadsWhere,
    ListedLead,
    lead_count,
    lead_page,
    leads_of,
    locate_lead,
    ordered_numbers,
    told,
)
from app.services.lead_rows import ORDERS
from tests.builders import MONDAY_10, Desk, open_desk
from tests.lead_rows import insert_lead

BATCH = uuid4()
STAGES = ("market_validating", "market_not_passed", "discovery", "lost")
MILESTONES = (None, "mql", "opportunity", "won")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(tmp_path_factory.mktemp("list")) as opened:
        for at in range(36):
            _one(opened, at)
        yield opened


def _one(desk: Desk, at: int) -> None:
    sdr, now = desk.members[Role.SDR], desk.clock()
    lead_id = insert_lead(
        desk, owner=(sdr, None)[at % 2], company=("贝尔科技", "Acme", "安联", None)[at % 4], score=at * 7 % 150,
        email=f"p{at}@x.example", stage=STAGES[at % 4], channel=("sem", "", "unknown")[at % 3],
        region=("华东", None)[at % 2],
        industry="it" if at % 5 else None, company_size="1-50", created_at=now - at % 6 * DAY,
        is_reachable=at % 7 != 0, batch_id=BATCH if at < 10 else None, amount=at * 100 if at % 3 else None,
        rep_id=desk.members[Role.REP] if at % 4 == 2 else None,
    )  # fmt: skip
    with desk.database.write() as db:
        if at % 3 == 0:
            db.execute(insert(Tag).values(lead_id=lead_id, tag="vip"))
            db.execute(
                insert(FollowUp).values(
                    cmd_id=uuid4(), lead_id=lead_id, owner_id=sdr, due_at=now + at * HOUR, why="next_step", words="",
                    state="open", created_at=now,
                )
            )  # fmt: skip
        if MILESTONES[at % 4]:
            db.execute(
                insert(ReachedMilestone).values(
                    lead_id=lead_id, milestone=MILESTONES[at % 4], at=now, is_suspect=False
                )
            )
        if at % 2:
            db.execute(
                insert(Run).values(
                    id=uuid4(), lead_id=lead_id, playbook_version=1, by_id=sdr, started_at=now, finished_at=now,
                    state="finished", good_weight=at % 11, total_weight=10,
                )
            )  # fmt: skip


def shown(desk: Desk, where: LeadsWhere = EVERYTHING, **asked: Any) -> list[ListedLead]:
    return desk.workspace.read(lambda db: lead_page(db, where, **asked))


CASES: tuple[tuple[LeadsWhere, Callable[[ListedLead], bool]], ...] = (
    (LeadsWhere(stages=frozenset({"lost"})), lambda lead: lead.stage == "lost"),
    (LeadsWhere(stages=frozenset({"nowhere"})), lambda _: False),
    (LeadsWhere(stage_kinds=frozenset({StageKind.OPEN})), lambda lead: lead.stage == "discovery"),
    (LeadsWhere(is_unowned=True), lambda lead: lead.owner_id is None),
    (LeadsWhere(channels=frozenset({""})), lambda lead: lead.channel == ""),
    (LeadsWhere(channels=frozenset({"", "sem"})), lambda lead: lead.channel in ("", "sem")),
    (LeadsWhere(regions=frozenset({""})), lambda lead: lead.region is None),
    (LeadsWhere(industries=frozenset({"it"})), lambda lead: lead.industry == "it"),
    (LeadsWhere(sizes=frozenset({"1-50"})), lambda _: True),
    (LeadsWhere(score_from=60, score_below=100), lambda lead: 60 <= lead.score < 100),
    (LeadsWhere(created_from=MONDAY_10 - 2 * DAY), lambda lead: lead.created_at >= MONDAY_10 - 2 * DAY),
    (LeadsWhere(created_before=MONDAY_10 - 2 * DAY), lambda lead: lead.created_at < MONDAY_10 - 2 * DAY),
    (LeadsWhere(has_next_step=True), lambda lead: lead.next_at is not None),
    (LeadsWhere(has_next_step=False), lambda lead: lead.next_at is None),
    (LeadsWhere(is_reachable=False), lambda lead: not lead.is_reachable),
    (LeadsWhere(maturity_from=50), lambda lead: (lead.maturity_pct or 0) >= 50),
    (LeadsWhere(tag="vip"), lambda lead: "vip" in lead.tags),
    (LeadsWhere(text="贝尔"), lambda lead: lead.company == "贝尔科技"),
    (LeadsWhere(reached=Milestone.OPPORTUNITY), lambda lead: lead.stage in ("discovery", "lost")),
    (LeadsWhere(expression="score > 100 and tags = 'vip'"), lambda lead: lead.score > 100 and bool(lead.tags)),
    (LeadsWhere(text="acme", is_unowned=True, score_from=50), lambda lead: lead.company == "Acme" and lead.score >= 50),
)  # fmt: skip


@pytest.mark.parametrize(
    ("where", "is_wanted"), CASES, ids=[f"filter {number}" for number in range(len(CASES))]
)
def test_a_filter_lets_through_what_it_says(
    desk: Desk, where: LeadsWhere, is_wanted: Callable[[ListedLead], bool]
) -> None:
    wanted = [lead.lead_id for lead in shown(desk) if is_wanted(lead)]

    assert [lead.lead_id for lead in shown(desk, where)] == wanted
    assert desk.workspace.read(lambda db: lead_count(db, where)) == len(wanted)


def test_owner_rep_and_batch_narrow_by_id(desk: Desk) -> None:
    for where, name, value in (
        (LeadsWhere(owner=desk.members[Role.SDR]), "owner_name", "Chen Wei"),
        (LeadsWhere(rep=desk.members[Role.REP]), "rep_name", "Chen Wei"),
    ):
        found = shown(desk, where)
        assert found
        assert {getattr(lead, name) for lead in found} == {value}
    assert len(shown(desk, LeadsWhere(batch=BATCH))) == 10
    assert not shown(desk, LeadsWhere(owner=uuid4()))


@pytest.mark.parametrize("sort", ORDERS)
def test_every_order_is_total_can_be_turned_and_jumped_in(desk: Desk, sort: str) -> None:
    """The whole equals its pages, its reverse, the vector of numbers, and every place found in it."""
    whole = [lead.lead_id for lead in shown(desk, sort=sort, descending=False)]
    pages = [
        lead
        for at in range(0, 36, 5)
        for lead in shown(desk, sort=sort, descending=False, offset=at, limit=5)
    ]

    assert [lead.lead_id for lead in pages] == whole
    assert [lead.lead_id for lead in shown(desk, sort=sort, descending=True)] == whole[::-1]
    with desk.database.read() as db:
        numbers = ordered_numbers(db, sort=sort, descending=False)
        assert [lead.lead_id for lead in leads_of(db, numbers[7:12])] == whole[7:12]
        places = [locate_lead(db, EVERYTHING, one, sort=sort, descending=False) for one in whole]
    assert places == list(range(36))


def test_values_are_ordered_by_what_they_mean(desk: Desk) -> None:
    """Scores by number, Chinese companies by pinyin, leads without a next step last."""
    scores = [lead.score for lead in shown(desk, sort="score", descending=True)]
    companies = [lead.company for lead in shown(desk, sort="company", descending=False) if lead.company]
    due = [lead.next_at for lead in shown(desk, sort="next_at", descending=False)]

    assert scores == sorted(scores, reverse=True)
    assert list(dict.fromkeys(companies)) == ["Acme", "安联", "贝尔科技"]
    assert due == sorted(due, key=lambda at: (at is None, at or 0))


def test_a_filter_that_cannot_be_read_says_where(desk: Desk) -> None:
    with pytest.raises(FilterProblem):
        desk.workspace.read(lambda db: lead_count(db, LeadsWhere(expression="scor > 1")))


def test_a_lead_outside_the_filter_has_no_place(desk: Desk) -> None:
    lead = shown(desk, LeadsWhere(stages=frozenset({"lost"})))[0]

    with desk.database.read() as db:
        assert locate_lead(db, LeadsWhere(stages=frozenset({"discovery"})), lead.lead_id) is None


def test_a_page_costs_three_statements(desk: Desk) -> None:
    """The numbers, the leads, their tags."""
    heard: list[str] = []

    def hear(_db: Any, _cursor: Any, statement: str, *_: Any) -> None:
        heard.append(statement)

    event.listen(Engine, "before_cursor_execute", hear)
    shown(desk, LeadsWhere(score_from=10))
    event.remove(Engine, "before_cursor_execute", hear)

    assert len([one for one in heard if one != "BEGIN"]) == 3


def test_what_narrows_is_told_by_field_and_value() -> None:
    where = LeadsWhere(text="acme", is_reachable=False, stages=frozenset({"lost"}))

    assert dict(told(where)) == {"text": "acme", "is_reachable": False, "stages": frozenset({"lost"})}
    assert told(EVERYTHING) == []


def test_ids_are_uuids(desk: Desk, tmp_path: Path) -> None:
    assert all(isinstance(lead.lead_id, UUID) for lead in shown(desk))
