"""What a command computes for each of many rows is computed from that row, not from any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import BigInteger, literal, select

from app.clock import HOUR, MINUTE
from app.models.leads import Lead, Ownership
from app.models.vocabulary import Role
from app.services.founding import new_member
from app.services.working_time import add_worked, limit_ends_at, worked_s
from tests.builders import Desk, open_desk
from tests.leads import Sheet, carry


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A founded desk."""
    with open_desk(tmp_path) as opened:
        yield opened


def _of(desk: Desk, *columns: Any) -> dict[UUID, tuple[Any, ...]]:
    return {
        row[0]: tuple(row[1:])
        for row in desk.workspace.read(lambda db: db.execute(select(Lead.id, *columns)).all())
    }


def test_each_row_of_a_list_has_its_own_first_response_clock(desk: Desk) -> None:
    """60 working minutes from when each contact left their details (spec section 6); Monday 10:00 is now."""
    sheet = Sheet()
    leads = {
        ago: sheet.add(company=f"c{ago}", phone=f"+861380013800{ago}", created_at=desk.clock() - ago * MINUTE)
        for ago in (0, 5, 30, 45)
    }
    carry(desk.workspace, sheet)
    clocks = _of(desk, Lead.respond_warn_at, Lead.respond_by_at)

    for ago, lead in leads.items():
        left_at = desk.clock() - ago * MINUTE
        assert clocks[lead] == (left_at + 45 * MINUTE, left_at + HOUR)


def test_owners_named_in_a_second_file_go_each_to_their_lead(desk: Desk) -> None:
    """Two leads updated by one chunk, two owners: neither gets the other's."""
    desk.wear(Role.TEAM_LEAD)
    people = {name: new_member(name=name, login=name, role=Role.SDR) for name in ("an", "bo")}
    desk.workspace.execute_all(people.values())
    first, second = Sheet(), Sheet()
    leads = {name: first.add(company=name, source="crm", external_id=name) for name in people}
    carry(desk.workspace, first)
    for name in people:
        second.add(source="crm", external_id=name, owner_key=name)
    carry(desk.workspace, second)

    owners = _of(desk, Lead.owner_id)
    assert owners == {leads[name]: (person.member_id,) for name, person in people.items()}
    held = desk.workspace.read(lambda db: db.execute(select(Ownership.lead_id, Ownership.member_id)).all())
    assert {tuple(row) for row in held} == {
        (leads[name], person.member_id) for name, person in people.items()
    }


def test_what_a_second_file_says_goes_each_to_its_lead(desk: Desk) -> None:
    """Updated by the source's id: every field from the row that names the lead."""
    first, second = Sheet(), Sheet()
    leads = {number: first.add(company="one", source="crm", external_id=str(number)) for number in range(4)}
    carry(desk.workspace, first)
    for number in leads:
        second.add(
            source="crm", external_id=str(number), city=f"city {number}", score=number, phone=f"+8613{number}"
        )
    carry(desk.workspace, second)

    assert _of(desk, Lead.city, Lead.score, Lead.phone) == {
        lead: (f"city {number}", number, f"+8613{number}") for number, lead in leads.items()
    }


def test_working_time_of_a_column_is_that_of_its_row(desk: Desk) -> None:
    """The same sums for a row's own instant as for one that is given."""
    sheet = Sheet()
    for ago in (0, 1, 3, 20):
        sheet.add(company=f"c{ago}", created_at=desk.clock() - ago * HOUR)
    carry(desk.workspace, sheet)
    sums = (worked_s, lambda at: add_worked(at, literal(5400)), lambda at: limit_ends_at(at, literal(2)))

    for total in sums:
        by_row = _of(desk, Lead.created_at, total(Lead.created_at))
        for created_at, *found in by_row.values():
            given = literal(created_at, BigInteger())
            alone = desk.workspace.read(
                lambda db, given=given, total=total: db.execute(select(total(given))).scalar_one()
            )
            assert found == [alone]
