"""Requests for help by keyboard: answered by who was asked, settled by who asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot

from app.clock import DAY
from app.models.deals import HelpRequest
from app.models.vocabulary import Role
from app.services.help_requests import AskHelp, HelpAbout
from app.views.help_page import HelpPage
from app.views.i18n import Language, Languages
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.deals import a_deal
from tests.stories import row
from tests.views.live import KEY, Live, live_window

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(role: Role, language: Language = Language.EN) -> Live:
            desk.wear(role)
            went: list[tuple[str, object]] = []

            def page(surroundings: Surroundings) -> HelpPage:
                page = HelpPage(surroundings, desk.workspace.member_id)
                page.lead_opened.connect(lambda lead_id: went.append(("lead", lead_id)))
                return page

            live = stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, language=language))
            live.went = went
            return live

        yield made


def asked(desk: Desk, role: Role = Role.MARKETING, **lead: Any) -> tuple[UUID, UUID]:
    """Return a lead and the request for help with it."""
    lead_id, help_id = a_deal(desk, **lead), uuid4()
    command = AskHelp(
        help_id=help_id, lead_id=lead_id, asked_id=desk.members[role], about=HelpAbout.DINNER,
        words="A seat for their CIO", due_at=desk.clock() + DAY,
    )  # fmt: skip
    desk.workspace.execute(command, as_member=desk.members[Role.REP])
    return lead_id, help_id


def test_who_is_asked_answers_and_who_asked_settles_it(show: Open, desk: Desk) -> None:
    lead_id, help_id = asked(desk, company="Dinner Co")
    live = show(Role.MARKETING)
    assert live.sees("Dinner Co")
    assert live.sees("A seat for their CIO")
    assert live.nameless() == []
    live.press(KEY.Key_D)
    assert any("Only who asked settles it." in one for one in live.toasts())
    live.press(KEY.Key_A)
    live.type("He has one")
    live.press(KEY.Key_Return)
    assert row(desk, HelpRequest, help_id).answer == "He has one"
    assert live.sees("answered")

    rep = show(Role.REP)
    assert rep.sees("He has one")
    rep.press(KEY.Key_C)
    assert rep.went == [("lead", lead_id)]
    rep.press(KEY.Key_D)
    assert row(desk, HelpRequest, help_id).state == "done"
    assert rep.sees("Nobody waits for your help")
    rep.press(KEY.Key_U)
    assert rep.sees("Dinner Co")


def test_a_request_past_its_time_is_overdue(show: Open, desk: Desk) -> None:
    asked(desk, Role.SDR)
    desk.clock.forward(days=2)
    live = show(Role.SDR, Language.ZH)
    assert live.sees("已逾期")


def test_what_concerns_others_is_not_shown(show: Open, desk: Desk) -> None:
    asked(desk, Role.SDR)
    assert show(Role.MARKETING).sees("Nobody waits for your help")
