"""The queue by keyboard: who is next and why, the call one key away, follow-ups, parts, empty states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from app.clock import DAY, HOUR, MINUTE
from app.models.activity import FollowUp
from app.models.vocabulary import FollowUpWhy, Role
from app.services.follow_ups import SetFollowUp
from app.services.lead_view import lead_view
from app.services.queue_groups import QueueReason
from app.views.i18n import Language, Languages
from app.views.leads import moments
from app.views.leads.said import REASONS, WHYS
from app.views.queue_page import QueuePage
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.lead_rows import insert_lead
from tests.views.live import KEY, Live, live_window

SHIFT = Qt.KeyboardModifier.ShiftModifier

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(**more: object) -> Live:
            went: list[tuple[str, object]] = []

            def page(surroundings: Surroundings) -> QueuePage:
                page = QueuePage(surroundings, desk.workspace.member_id)
                page.lead_opened.connect(lambda lead_id: went.append(("lead", lead_id)))
                page.leads_asked.connect(lambda where: went.append(("leads", where)))
                page.import_asked.connect(lambda: went.append(("import", None)))
                return page

            live = stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, **more))  # type: ignore[arg-type]
            live.went = went
            return live

        yield made


def promise(desk: Desk, lead_id: UUID, due_at: int, why: str = "call_back", words: str = "") -> None:
    with desk.database.write() as db:
        db.execute(
            insert(FollowUp).values(
                cmd_id=uuid4(), lead_id=lead_id, owner_id=desk.members[Role.SDR], due_at=due_at, why=why, words=words,
                state="open", created_at=desk.clock(),
            )
        )  # fmt: skip


def told(live: Live) -> list[str]:
    """Return what each row in sight says of its lead and of why it stands there."""
    table = live.page.table  # type: ignore[attr-defined]
    return [
        " | ".join(table.model.columns[at].text(table.model.held_row(row)) for at in (0, 1))
        for row in range(table.row_count())
    ]


def test_each_row_says_why_it_stands_there(show: Open, desk: Desk) -> None:
    """In words with the figures of the moment, the most urgent first."""
    now = desk.clock()
    insert_lead(desk, company="Scored", score=140, created_at=now - 3 * DAY)
    promise(desk, insert_lead(desk, company="Today"), now + 3 * HOUR)
    insert_lead(desk, company="Fresh", responded_at=None, respond_warn_at=now, respond_by_at=now + 9 * MINUTE)
    promise(desk, insert_lead(desk, company="Late"), now - 2 * HOUR)
    live = show()

    assert told(live) == [
        "Late | 2 h overdue: call back",
        "Fresh | First response due in 9 min",
        "Today | Due today 05:00: call back",
        "Scored | Score 140, 3 d old",
    ]
    assert live.sees("All  4")
    assert live.nameless() == []


def test_the_next_lead_is_one_key_away(show: Open, desk: Desk) -> None:
    """N opens the first of the queue, wherever the selection stands; Enter opens the row."""
    low, high = insert_lead(desk, score=10), insert_lead(desk, score=90)
    live = show()
    live.press(KEY.Key_J)
    live.press(KEY.Key_Return)
    live.press(KEY.Key_N)

    assert live.went == [("lead", low), ("lead", high)]


def test_a_follow_up_is_set_by_two_keys(show: Open, desk: Desk) -> None:
    """F, then 2 for an hour; the lead moves to what is due today."""
    lead_id = insert_lead(desk, company="贝尔科技")
    live = show()
    live.press(KEY.Key_F)
    assert live.sees("Follow up with 贝尔科技")
    assert live.nameless() == []
    live.press(KEY.Key_2)

    view = desk.workspace.read(lambda db: lead_view(db, lead_id))
    assert view is not None
    assert [(one.due_at, one.why) for one in view.promises] == [(desk.clock() + HOUR, FollowUpWhy.CALL_BACK)]
    assert told(live) == ["贝尔科技 | Due today 03:00: call back"]
    assert live.toasts() == ["Follow-up set: today 03:00"]


def test_several_leads_get_one_follow_up_with_words(show: Open, desk: Desk) -> None:
    """Selected by Shift+J; arrows choose tomorrow, Tab leads to the words, Enter sends."""
    ids = {insert_lead(desk) for _ in range(3)}
    live = show()
    live.press(KEY.Key_J, held=SHIFT)
    live.press(KEY.Key_J, held=SHIFT)
    live.press(KEY.Key_F)
    assert live.sees("Follow up with 3 leads")
    live.press(KEY.Key_Down, KEY.Key_Tab)
    live.type("Send the offer")
    live.press(KEY.Key_Return)

    for lead_id in ids:
        view = desk.workspace.read(lambda db, lead_id=lead_id: lead_view(db, lead_id))
        assert view is not None
        (made,) = view.promises
        assert (made.words, made.due_at) == ("Send the offer", moments.tomorrow_morning(desk.clock()))
    assert live.sees("Everybody is called")
    assert live.sees("The next follow-up is due tomorrow 09:00.")


def test_a_time_that_has_passed_is_refused_in_the_form(show: Open, desk: Desk) -> None:
    lead_id = insert_lead(desk)
    live = show()
    live.press(KEY.Key_F, KEY.Key_5)
    live.page.handling.follow_up.at.setDateTime(  # type: ignore[attr-defined]
        live.page.handling.follow_up.at.dateTime().addDays(-9)  # type: ignore[attr-defined]
    )
    live.press(KEY.Key_Return)
    assert live.sees("This time has passed. Choose a later one.")
    live.press(KEY.Key_Escape)

    view = desk.workspace.read(lambda db: lead_view(db, lead_id))
    assert view is not None
    assert not view.promises


def test_parts_of_the_queue_are_one_key_apart(show: Open, desk: Desk) -> None:
    now = desk.clock()
    insert_lead(desk, company="Scored")
    promise(desk, insert_lead(desk, company="Late"), now - HOUR)
    live = show()
    live.press(KEY.Key_BracketRight)
    assert told(live) == ["Late | 1 h overdue: call back"]
    live.press(KEY.Key_BracketRight)
    assert live.sees("Nobody waits for this reason")
    live.press(KEY.Key_BracketLeft, KEY.Key_BracketLeft)

    assert len(told(live)) == 2


def test_typing_in_the_search_narrows_the_queue(show: Open, desk: Desk) -> None:
    """Initials find the Chinese company; counts follow; what is not here is looked for among all leads."""
    insert_lead(desk, company="贝尔科技")
    insert_lead(desk, company="Acme")
    live = show()
    live.press(KEY.Key_Slash)
    live.type("bekj")
    live.qtbot.waitUntil(lambda: len(told(live)) == 1)
    live.settle()
    assert live.sees("All  1")
    live.type("zzz")
    live.qtbot.waitUntil(lambda: live.sees("Nobody in your queue is called"))
    assert live.nameless() == []


def test_the_queue_follows_what_happens_elsewhere(show: Open, desk: Desk) -> None:
    """A command given anywhere moves its lead without a key being pressed."""
    lead_id = insert_lead(desk, company="Acme")
    live = show()
    assert told(live) == ["Acme | Score 0, 0 s old"]
    desk.workspace.execute(
        SetFollowUp(lead_id=lead_id, due_at=desk.clock() + 3 * DAY, why=FollowUpWhy.NEXT_STEP, words="")
    )
    live.qtbot.waitUntil(lambda: live.sees("Everybody is called"))


def test_without_leads_it_says_what_to_do(show: Open, desk: Desk) -> None:
    """Import, or take what nobody holds, with how many those are."""
    insert_lead(desk, owner=None)
    live = show()
    assert live.sees("No leads are yours yet")
    assert live.sees("or take the lead that nobody holds (U)")
    live.press(KEY.Key_I, KEY.Key_U)

    assert [where for where, _ in live.went] == ["import", "leads"]


def test_only_a_team_lead_gives_leads_away(show: Open, desk: Desk) -> None:
    """A asks to whom; the lead then stands in the other's queue."""
    lead = desk.wear(Role.TEAM_LEAD)
    lead_id = insert_lead(desk, owner=lead)
    live = show()
    live.press(KEY.Key_A)
    assert live.sees("Give 1 lead to")
    live.press(KEY.Key_Return)

    view = desk.workspace.read(lambda db: lead_view(db, lead_id))
    assert view is not None
    assert view.facts.owner_id == desk.members[Role.SDR]
    live.wear(Role.SDR)
    assert "A" not in [action.key for action in live.page.page_actions()]


@pytest.mark.parametrize("language", Language)
def test_it_speaks_both_languages(show: Open, desk: Desk, language: Language) -> None:
    """Nothing raises, whatever stands in the rows."""
    promise(desk, insert_lead(desk, company="Late"), desk.clock() - HOUR)
    live = show(language=language)

    assert told(live)[0].startswith("Late | ")


def test_every_reason_and_promise_has_a_name() -> None:
    assert set(REASONS) == set(QueueReason)
    assert set(WHYS) == set(FollowUpWhy)
