"""At the call desk: a lead nobody gets to is given back, or kept longer, without leaving it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.clock import DAY, HOUR
from app.models.leads import Lead
from app.models.vocabulary import Role
from app.services.holding import ClaimLeads
from app.services.recall import recall_clock
from app.views.call_desk_page import CallDeskPage
from app.views.i18n import Languages
from tests.builders import Desk, open_desk
from tests.lead_rows import insert_lead
from tests.stories import row
from tests.views.live import KEY, SHIFT, Live, live_window

type Open = Callable[[UUID], Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        made.wear(Role.SDR)
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(lead_id: UUID) -> Live:
            live = stack.enter_context(
                live_window(
                    qtbot,
                    desk,
                    tmp_path,
                    languages,
                    lambda around: CallDeskPage(around, me=desk.workspace.member_id, dial=lambda _: None),
                )
            )
            live.window.go("page", lead_id)
            live.settle()
            return live

        yield made


@pytest.fixture
def lead_id(desk: Desk) -> UUID:
    """A lead this SDR claimed from the pool."""
    made = insert_lead(desk, owner=None, company="Bell")
    desk.workspace.execute(ClaimLeads(lead_ids=(made,)))
    return made


def test_a_lead_is_given_back_with_a_reason(show: Open, desk: Desk, lead_id: UUID) -> None:
    live = show(lead_id)
    live.press(KEY.Key_G, held=SHIFT)
    live.type("Wrong region")
    live.press(KEY.Key_Return)

    assert row(desk, Lead, lead_id).owner_id is None
    assert live.toasts() == ["1 lead back in the pool"]


def test_a_lead_is_kept_longer_with_a_reason(show: Open, desk: Desk, lead_id: UUID) -> None:
    desk.clock.at += 2 * DAY + 6 * HOUR
    live = show(lead_id)
    live.press(KEY.Key_K, held=SHIFT)
    live.type("Buyer is back on Friday")
    live.press(KEY.Key_Return)

    clock = desk.workspace.read(lambda db: recall_clock(db, lead_id, desk.clock()))
    assert clock is not None
    assert not clock.may_extend
    assert not clock.is_near(desk.clock())
