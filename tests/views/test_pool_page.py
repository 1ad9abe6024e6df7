"""The pool by keyboard: who waits and why, claimed alone or as a batch, moved, given away, given back, kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot

from app.clock import DAY, HOUR, MINUTE
from app.models.leads import Lead
from app.models.pool import TEAM_POOL, Pool, PoolRight
from app.models.vocabulary import PoolKind, Role
from app.services.holding import ClaimLeads
from app.services.people import SetAbsence
from app.services.pool import GiveBackLeads, MoveToPool
from app.services.pool_upkeep import CreatePool, GrantPool
from app.services.recall import recall_clock
from app.services.recall_sweep import sweep
from app.views.i18n import Language, Languages
from app.views.pool_page import PoolPage
from app.views.queue_page import QueuePage
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.lead_rows import insert_lead
from tests.stories import adopt, limits_with, row, rows
from tests.views.live import CTRL, KEY, SHIFT, Live, live_window

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(kind: type[Any] = PoolPage, **more: Any) -> Live:
            went: list[tuple[str, object]] = []

            def page(surroundings: Surroundings) -> Any:
                page = kind(surroundings, desk.workspace.member_id)
                page.lead_opened.connect(lambda lead_id: went.append(("lead", lead_id)))
                return page

            live = stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, **more))
            live.went = went
            return live

        yield made


def waiting(desk: Desk, company: str, **fields: Any) -> UUID:
    return insert_lead(desk, **({"company": company, "owner_id": None} | fields))


def told(live: Live) -> list[str]:
    """Return what each row in sight says of its lead and of why it stands there."""
    table = live.page.table  # type: ignore[attr-defined]
    return [
        " | ".join(table.model.columns[at].text(table.model.held_row(row)) for at in (0, 1))
        for row in range(table.row_count())
    ]


def owner_of(desk: Desk, lead_id: UUID) -> UUID | None:
    return row(desk, Lead, lead_id).owner_id  # type: ignore[no-any-return]


def test_each_row_says_why_it_stands_there(show: Open, desk: Desk) -> None:
    """In words, whoever waits too long first, and last what the person held a short while ago."""
    now = desk.clock()
    waiting(desk, "Low", score=20, created_at=now - 9 * DAY)
    waiting(desk, "Scored", score=140, created_at=now - 3 * DAY)
    waiting(desk, "Fresh", score=30, created_at=now - 30 * MINUTE)
    waiting(desk, "Late", responded_at=None, respond_warn_at=now - HOUR, respond_by_at=now - 30 * MINUTE)
    cooled = waiting(desk, "Mine once", score=160, created_at=now - 2 * DAY)
    desk.workspace.execute(ClaimLeads(lead_ids=(cooled,)))
    desk.workspace.execute(GiveBackLeads(lead_ids=(cooled,), pool_id=None, words="Not mine"))
    live = show()

    assert [line for line in told(live) if not line.startswith("Mine")] == [
        "Late | First response 30 min late",
        "Scored | Score 140, 3 d old",
        "Fresh | Fresh: came 30 min ago",
        "Low | Waiting for 9 d",
    ]
    assert told(live)[-1].startswith("Mine once | Yours again from ")
    assert live.sees("19 of 20 claims left today · 0 of 100 held")
    assert live.sees("Team pool  5")
    assert live.nameless() == []


def test_contacts_are_masked_until_claimed(show: Open, desk: Desk) -> None:
    waiting(desk, "Bell", phone="+8613812345678", email="li.na@example.cn")
    live = show()

    assert live.sees("+86 138 ****78")
    assert live.sees("l****@example.cn")
    assert not live.sees("12345678")


def test_a_lead_is_claimed_by_one_key(show: Open, desk: Desk) -> None:
    lead_id = waiting(desk, "Bell")
    live = show()
    live.press(KEY.Key_C)

    assert owner_of(desk, lead_id) == desk.members[Role.SDR]
    assert any("1 lead is yours now" in text for text in live.toasts())
    assert live.sees("Nobody waits in this pool")


def test_claim_and_call_goes_to_the_call_desk(show: Open, desk: Desk) -> None:
    lead_id = waiting(desk, "Bell")
    live = show()
    live.press(KEY.Key_C, held=SHIFT)

    assert owner_of(desk, lead_id) == desk.members[Role.SDR]
    assert live.went == [("lead", lead_id)]


def test_a_batch_over_the_limit_is_said_before_anybody_tries(show: Open, desk: Desk) -> None:
    """All are selected by Ctrl+A; the button rests and says why; one fewer, and the batch is claimed whole."""
    adopt(desk, limits=limits_with(claims_a_day=2))
    leads = [waiting(desk, f"Bell {at}", score=at) for at in range(3)]
    live = show()
    live.press(KEY.Key_A, held=CTRL)
    assert live.sees("Today you may claim 2 more. Select fewer.")
    live.press(KEY.Key_C)
    assert [owner_of(desk, one) for one in leads] == [None] * 3

    live.press(KEY.Key_Home)
    live.press(KEY.Key_Down, held=SHIFT)
    assert live.sees("Claim 2")
    live.press(KEY.Key_C)
    assert sum(owner_of(desk, one) is not None for one in leads) == 2
    assert live.sees("0 of 2 claims left today · 2 of 100 held")


def test_another_pool_is_a_key_away_and_leads_are_moved_there(show: Open, desk: Desk) -> None:
    team_lead = desk.wear(Role.TEAM_LEAD)
    east = CreatePool(pool_id=uuid4(), title="East", for_whom=PoolKind.DEPARTMENT, is_open=False, channels=())
    desk.workspace.execute(east, as_member=desk.members[Role.ADMIN])
    lead_id = waiting(desk, "Bell")
    live = show()
    live.press(KEY.Key_M)
    live.press(KEY.Key_1)
    assert row(desk, Lead, lead_id).pool_id == east.pool_id
    assert any("1 lead moved to East" in text for text in live.toasts())

    live.press(KEY.Key_BracketRight)
    assert live.sees("Only for whom a right was granted.")
    assert [line.split(" | ")[0] for line in told(live)] == ["Bell"]
    live.press(KEY.Key_C)
    assert owner_of(desk, lead_id) == team_lead


def test_a_pool_is_seen_by_a_right_only(show: Open, desk: Desk) -> None:
    admin, sdr = desk.members[Role.ADMIN], desk.members[Role.SDR]
    seen, hidden = (
        CreatePool(pool_id=uuid4(), title=title, for_whom=PoolKind.GROUP, is_open=False, channels=())
        for title in ("Seen", "Hidden")
    )
    right = GrantPool(pool_id=seen.pool_id, member_id=sdr, may_claim=False, may_move=False, may_assign=False)
    for command in (seen, hidden, right):
        desk.workspace.execute(command, as_member=admin)
    lead_id = waiting(desk, "Bell")
    put = MoveToPool(lead_ids=(lead_id,), pool_id=seen.pool_id)
    desk.workspace.execute(put, as_member=desk.members[Role.TEAM_LEAD])
    live = show()

    live.press(KEY.Key_BracketRight)
    assert live.sees("Seen  1")
    live.press(KEY.Key_J)
    assert live.sees("You see this pool, but may not claim from it.")
    live.press(KEY.Key_BracketRight)
    assert live.sees("Team pool  0")


def test_an_administrator_makes_a_pool_and_says_who_may_what(show: Open, desk: Desk) -> None:
    desk.wear(Role.ADMIN)
    live = show()
    live.press(KEY.Key_N, held=SHIFT)
    live.type("Events")
    assert live.nameless() == []
    live.press(KEY.Key_Return, held=CTRL)
    pool = next(one for one in rows(desk, Pool) if one.id != TEAM_POOL)
    assert (pool.title, pool.kind, pool.is_open) == ("Events", "department", True)

    live.press(KEY.Key_BracketRight)
    live.press(KEY.Key_R)
    assert live.sees("Rights in Events")
    live.press(KEY.Key_Right, KEY.Key_Space)
    live.press(KEY.Key_Return, held=CTRL)
    [right] = rows(desk, PoolRight)
    assert (right.pool_id, right.member_id) == (pool.id, desk.members[Role.SDR])
    assert (right.may_claim, right.may_move, right.may_assign) == (True, False, False)

    live.press(KEY.Key_E)
    live.type("Fairs")
    live.press(KEY.Key_Return, held=CTRL)
    assert row(desk, Pool, pool.id).title == "Fairs"
    assert live.sees("Fairs  0")


def test_a_lead_is_given_back_from_the_queue_with_a_reason(show: Open, desk: Desk) -> None:
    lead_id = waiting(desk, "Bell")
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))
    live = show(QueuePage)
    live.press(KEY.Key_G)
    live.press(KEY.Key_Return)
    assert live.sees("Write why: the next owner reads it.")
    live.type("Speaks French only")
    live.press(KEY.Key_Return)

    assert owner_of(desk, lead_id) is None
    assert any("1 lead back in the pool" in text for text in live.toasts())
    desk.workspace.execute(
        SetAbsence(
            absence_id=uuid4(), member_id=desk.members[Role.REP], from_at=0, until_at=1, words=None
        ), as_member=desk.members[Role.ADMIN],
    )  # fmt: skip
    desk.wear(Role.TEAM_LEAD)
    assert told(show())[0].startswith("Bell | ")


def test_the_queue_says_when_a_lead_goes_back_and_a_key_keeps_it_longer(show: Open, desk: Desk) -> None:
    lead_id = waiting(desk, "Bell")
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))
    desk.clock.at += 2 * DAY + 6 * HOUR  # Wednesday 16:00, two working hours left
    live = show(QueuePage)
    table = live.page.table  # type: ignore[attr-defined]
    why = table.model.columns[1]
    assert why.second(table.model.held_row(0)).startswith("Back to the pool in 2 h")

    live.press(KEY.Key_K, held=SHIFT)
    live.type("Buyer is back on Friday")
    live.press(KEY.Key_Return)
    clock = desk.workspace.read(lambda db: recall_clock(db, lead_id, desk.clock()))
    assert clock is not None
    assert not clock.may_extend
    assert not clock.is_near(desk.clock())


def test_it_speaks_chinese(show: Open, desk: Desk) -> None:
    lead_id = waiting(desk, "贝尔科技")
    desk.workspace.execute(ClaimLeads(lead_ids=(lead_id,)))
    desk.clock.at += 9 * DAY
    sweep(desk.workspace)
    desk.wear(Role.TEAM_LEAD)
    live = show(language=Language.ZH)

    assert live.sees("团队公海  1")
    assert "回收" in told(live)[0]
