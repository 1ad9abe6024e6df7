"""The pipeline as it is read: a thousand deals stay quiet, and what is wrong with one is told (spec section 12)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select

from app.models.leads import Lead
from app.models.vocabulary import Role
from app.services.pipeline_view import (
    MOST_IN_A_COLUMN,
    DealsWhere,
    Pipeline,
    Trouble,
    deals_count,
    deals_page,
    deals_place,
    pipeline,
)
from tests.builders import Desk, open_desk
from tests.deals import a_deal, moved, valued

TODAY = 20_514


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        made.wear(Role.REP)
        yield made


def seen(desk: Desk, role: Role = Role.REP, where: DealsWhere | None = None) -> Pipeline:
    asked = where or DealsWhere()
    return desk.workspace.read(lambda db: pipeline(db, desk.members[role], asked, desk.clock(), TODAY))


def multiplied(desk: Desk, lead_id: UUID, count: int) -> None:
    """Write so many copies of a deal, each worth one more yuan than the one before."""
    with desk.database.write() as db:
        row = dict(db.execute(select(Lead.__table__).where(Lead.id == lead_id)).one()._mapping)
        copies: list[dict[str, Any]] = [
            row | {"id": uuid4(), "company": f"Co {at}", "amount": at * 100, "currency": "CNY"}
            for at in range(count)
        ]
        db.execute(insert(Lead), copies)


def test_a_column_shows_a_hundred_of_many_and_counts_them_all(desk: Desk) -> None:
    """The sums are of all of them, and the list pages through the rest."""
    multiplied(desk, a_deal(desk), 250)
    board = seen(desk)
    discovery = board.stages[0]

    assert (len(discovery.deals), discovery.count) == (MOST_IN_A_COLUMN, 251)
    assert discovery.sums == {"CNY": sum(range(250)) * 100}
    assert board.open_sums(weighed=True) == {"CNY": sum(range(250)) * 25}
    where = DealsWhere(rep_id=desk.members[Role.REP])

    def pages(db: Any) -> list[UUID]:
        return [
            deal.lead_id
            for offset in (0, 100, 200)
            for deal in deals_page(
                db, where, desk.clock(), TODAY, sort="amount", descending=True, offset=offset, limit=100
            )
        ]

    ids = desk.workspace.read(pages)
    assert len(set(ids)) == desk.workspace.read(lambda db: deals_count(db, where, desk.clock(), TODAY)) == 251
    place = desk.workspace.read(
        lambda db: deals_place(
            db, where, desk.clock(), TODAY, sort="amount", descending=True, lead_id=ids[120]
        )
    )
    assert place == 120


def test_what_is_wrong_with_a_deal_is_told_until_it_is_right(desk: Desk) -> None:
    """A close that has passed, and no next step; in a stage that is won neither counts."""
    lead_id = a_deal(desk)
    valued(desk, lead_id, on=TODAY - 1)
    [deal] = seen(desk).stages[0].deals
    assert deal.troubles == (Trouble.CLOSE_PASSED,)
    desk.clock.forward(days=9)
    assert Trouble.STEP_OVERDUE in seen(desk).stages[0].deals[0].troubles
    assert seen(desk).troubled == 1
    moved(desk, lead_id, "proposal", "contract", "deployment")
    board = seen(desk)

    assert board.troubled == 0
    assert board.stage("deployment") is not None
    assert seen(desk, where=DealsWhere(only_troubled=True)).count == 0


def test_a_rep_sees_no_deals_of_another_whatever_is_asked(desk: Desk) -> None:
    a_deal(desk, rep=Role.SALES_LEAD)
    asked = DealsWhere(rep_id=desk.members[Role.SALES_LEAD])
    assert seen(desk, where=asked).count == 0
    assert seen(desk, Role.SALES_LEAD).count == 1


def test_a_name_narrows_the_pipeline(desk: Desk) -> None:
    a_deal(desk, company="Harbour Bank")
    a_deal(desk, company="Quillon")
    assert seen(desk, where=DealsWhere(words="arbour")).count == 1
