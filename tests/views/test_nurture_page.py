"""Nurture by keyboard: what is due and why, sent, left out, stopped, put on another track; the library; files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.clock import from_micros
from app.models.activity import Activity, FollowUp
from app.models.nurture import Content, NurtureChoice, NurtureTouch
from app.models.vocabulary import FollowUpWhy, Role
from app.services.nurture_content import ContentLanguage
from app.views.i18n import Language, Languages
from app.views.nurture_page import NurturePage
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.services.test_nurture import a_case, nurtured
from tests.stories import rows, stage
from tests.views.live import CTRL, KEY, Live, live_window

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def links() -> list[str]:
    """Links that were opened."""
    return []


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages, links: list[str]) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(**more: Any) -> Live:
            def page(surroundings: Surroundings) -> NurturePage:
                return NurturePage(surroundings, desk.workspace.member_id, links.append)

            return stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, **more))

        yield made


def due(desk: Desk, **fields: Any) -> UUID:
    """Return a lead whose first touch is due."""
    lead_id = nurtured(desk, **({"company": "Bell Works", "contact_name": "Ada", "title": "CTO"} | fields))
    desk.clock.forward(days=8)
    return lead_id


def shelve(desk: Desk, **changes: Any) -> UUID:
    command = a_case(**({"title": "A plant", "words": "Dear {name}"} | changes))
    desk.workspace.execute(command, as_member=desk.members[Role.MARKETING])
    desk.clock.tick()
    return command.content_id


def told(live: Live) -> list[str]:
    table = live.page._table()  # type: ignore[attr-defined]
    return [
        " | ".join(table.model.columns[at].text(table.model.held_row(row)) for at in (0, 1, 3))
        for row in range(table.row_count())
    ]


def test_each_row_says_what_is_next_and_why(show: Open, desk: Desk) -> None:
    due(desk)
    nurtured(desk, "company_closed", company="Gone")
    live = show()

    assert told(live) == ["Bell Works | A customer case of their industry | Wrong contact, or has left"]
    assert live.sees("Decision makers · step 1 of 3")
    assert live.sees("overdue")
    live.press(KEY.Key_2)
    assert live.sees("Nobody here")
    live.press(KEY.Key_3)
    assert told(live) == ["Gone | Left in peace | Company closed"]
    assert live.nameless() == []


def test_the_next_touch_is_copied_and_noted_by_keys(show: Open, desk: Desk, links: list[str]) -> None:
    """S offers what fits best with its words; Ctrl+Enter copies them and notes the touch."""
    lead_id, content_id = due(desk), shelve(desk)
    live = show()
    live.press(KEY.Key_S)
    assert live.sees("Send to Ada, Bell Works")
    assert live.sees("Dear Ada\n\nhttps://decile.example/plant")
    live.press(KEY.Key_Return, held=CTRL)

    assert [(one.lead_id, one.content_id) for one in rows(desk, NurtureTouch)] == [(lead_id, content_id)]
    assert [one.words for one in rows(desk, Activity, Activity.kind == "message")] == ["A plant"]
    assert QGuiApplication.clipboard().text() == "Dear Ada\n\nhttps://decile.example/plant"
    assert links == []
    assert live.toasts() == ["Noted as sent"]
    assert live.sees("No touch is due today")


def test_a_lead_with_an_address_is_written_to_in_the_mail_program(
    show: Open, desk: Desk, links: list[str]
) -> None:
    due(desk, email="ada@bell.example")
    live = show()
    live.press(KEY.Key_S)
    assert live.sees("Nothing of the library goes with it") or live.sees("Own words")
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Write what to send.")
    live.type("Hello there & welcome")
    live.press(KEY.Key_Return, held=CTRL)

    assert [unquote(one) for one in links] == ["mailto:ada@bell.example?subject=&body=Hello there & welcome"]
    assert len(rows(desk, NurtureTouch)) == 1


def test_steps_are_left_out_and_tracks_changed_and_stopped(show: Open, desk: Desk) -> None:
    lead_id = due(desk)
    live = show()
    live.press(KEY.Key_T)
    assert live.sees("Put Bell Works on which track?")
    live.press(KEY.Key_Down, KEY.Key_Return)
    live.press(KEY.Key_2)
    assert live.sees("Technical leads · step 1 of 3")
    live.press(KEY.Key_N)
    assert live.sees("Technical leads · step 2 of 3")
    desk.clock.tick()
    live.press(KEY.Key_H)
    live.press(KEY.Key_3)

    assert told(live)[0].startswith("Bell Works | Stopped: nothing more is sent")
    chosen = rows(desk, NurtureChoice, NurtureChoice.lead_id == lead_id)
    assert {one.track_key for one in chosen} == {"technicians", None}


def test_one_track_is_shown_alone(show: Open, desk: Desk) -> None:
    due(desk)
    due(desk, company="Lake Data", title="Data engineer")
    live = show()
    live.press(KEY.Key_F)
    assert live.sees("Show leads of which track?")
    live.press(KEY.Key_6)

    assert [line.split(" | ")[0] for line in told(live)] == ["Lake Data"]
    assert live.sees("Only the track Technical leads: F shows the others.")
    live.press(KEY.Key_F, KEY.Key_1)
    assert len(told(live)) == 2


def test_a_day_to_come_back_is_set(show: Open, desk: Desk) -> None:
    lead_id = due(desk)
    live = show()
    live.press(KEY.Key_B)
    assert live.sees("When is Bell Works back in the queue?")
    live.press(KEY.Key_3)

    planned = rows(desk, FollowUp, FollowUp.lead_id == lead_id, FollowUp.state == "open")
    assert [one.why for one in planned] == [FollowUpWhy.NURTURE_BACK]
    days = from_micros(planned[0].due_at).date() - from_micros(desk.clock()).date()
    assert days.days == 91


def test_marketing_keeps_the_library(show: Open, desk: Desk) -> None:
    """Added, changed and taken out by keys; an SDR reads it."""
    desk.wear(Role.MARKETING)
    live = show()
    live.press(KEY.Key_4)
    assert live.sees("The library is empty")
    live.press(KEY.Key_N)
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Give it a title first.")
    live.type("A plant")
    live.press(KEY.Key_Return, held=CTRL)
    assert live.sees("Give a link, or a text below.")
    live.type("https://decile.example/plant")
    live.press(KEY.Key_Return, held=CTRL)
    assert live.toasts() == ["Kept in the library"]
    assert live.sees("A plant")
    live.press(KEY.Key_C)
    live.press(KEY.Key_End)
    live.type(" in Wuxi")
    live.press(KEY.Key_Return, held=CTRL)
    kept = rows(desk, Content)
    assert [(one.title, one.language) for one in kept] == [("A plant in Wuxi", ContentLanguage.EN)]
    live.press(KEY.Key_D)
    assert rows(desk, Content)[0].retired_at is not None
    live.wear(Role.SDR)
    live.press(KEY.Key_4, KEY.Key_N)
    assert not live.sees("Add to the library")


def test_a_segment_goes_out_and_the_answers_come_home(
    show: Open, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E asks what for, I brings what came of it: the lead that answered is back in the queue."""
    lead_id, out, home = due(desk, email="ada@bell.example"), tmp_path / "out.csv", tmp_path / "home.csv"
    shelve(desk)
    desk.wear(Role.MARKETING)
    live = show()
    monkeypatch.setattr("app.views.nurture.files.ask_to_save", lambda *args: args[-1](out))
    monkeypatch.setattr("app.views.nurture.files.ask_to_open", lambda *args: args[-1](home))
    live.press(KEY.Key_E)
    assert live.sees("Each touch is noted as sent")
    live.press(KEY.Key_1)
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert [row["email"] for row in csv.DictReader(file)] == ["ada@bell.example"]
    assert live.toasts() == ["1 lead saved"]
    home.write_text("email,event\nada@bell.example,replied\nnobody@else.example,opened\n", encoding="utf-8")
    live.press(KEY.Key_I)

    assert stage(desk, lead_id) == "market_validating"
    assert "Answers brought in: 1" in live.toasts()
    live.press(KEY.Key_I)
    assert "Nothing new in this file" in live.toasts()
    home.write_text("name\nAda\n", encoding="utf-8")
    live.press(KEY.Key_I)
    assert "This file says not who did what" in live.toasts()


def test_the_page_speaks_chinese(show: Open, desk: Desk) -> None:
    due(desk)
    live = show(language=Language.ZH)

    assert live.sees("发同行业客户案例")
    assert live.sees("决策人")
    live.press(KEY.Key_S)
    assert not live.sees("Send to")
