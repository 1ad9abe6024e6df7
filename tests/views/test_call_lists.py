"""Call lists by keyboard: saved, chosen, filled, worked without losing the place; bulk work and its undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot

from app.clock import DAY, from_micros, system_clock
from app.models.activity import Activity
from app.models.leads import Tag
from app.models.vocabulary import FollowUpWhy, Outcome, Role
from app.services.call_list_view import (
    Narrowing,
    SavedList,
    call_lists,
    names_for_filters,
    values_for,
    written_filter,
)
from app.services.call_lists import SaveCallList
from app.services.filter_text import Op
from app.services.follow_ups import SetFollowUp
from app.services.lead_fields import FIELDS
from app.services.lead_list import EVERYTHING, lead_page
from app.services.lead_view import lead_view
from app.services.list_walk import ListPlace
from app.services.script import DisqualifyLead
from app.views import formats
from app.views.call_desk_page import CallDeskPage
from app.views.i18n import Language, Languages
from app.views.leads.filter_words import filter_sentence
from app.views.leads.narrowing_panel import NAMES, narrowed
from app.views.leads_page import LeadsPage
from app.views.surroundings import Surroundings
from tests.builders import MONDAY_10, Desk, open_desk
from tests.lead_rows import insert_lead
from tests.stories import my_lead, rows, sold, stage
from tests.views.live import CTRL, KEY, SHIFT, Live, live_window

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    """Show the list of leads, in one of the languages."""
    with ExitStack() as stack:

        def made(language: Language = Language.EN) -> Live:
            went: list[tuple[str, object]] = []

            def page(surroundings: Surroundings) -> LeadsPage:
                page = LeadsPage(surroundings, desk.workspace.member_id)
                page.lead_opened.connect(lambda lead_id: went.append(("lead", lead_id)))
                page.list_opened.connect(lambda place: went.append(("list", place)))
                return page

            live = stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, language=language))
            live.went = went
            return live

        yield made


@pytest.fixture
def call(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    """Show the call desk, in one of the languages."""
    with ExitStack() as stack:

        def made(language: Language = Language.EN) -> Live:
            def page(surroundings: Surroundings) -> CallDeskPage:
                return CallDeskPage(surroundings, me=desk.workspace.member_id, dial=lambda _link: True)

            return stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, language=language))

        yield made


def lists_of(desk: Desk) -> list[SavedList]:
    return desk.workspace.read(call_lists(desk.workspace.member_id))


def companies(live: Live) -> list[str]:
    table = live.page.table  # type: ignore[attr-defined]
    return [table.model.held_row(row).company for row in range(table.row_count())]


def three(desk: Desk) -> list[UUID]:
    return [
        insert_lead(desk, company=f"Company {at}", score=300 - 100 * at, created_at=desk.clock() - at)
        for at in range(3)
    ]


def owner_of(desk: Desk, lead_id: UUID) -> UUID | None:
    view = desk.workspace.read(lambda db: lead_view(db, lead_id))
    assert view is not None
    return view.facts.owner_id


# Lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence", "chosen"),
    [
        (Language.EN, "Owner (SDR) is Chen Wei; Score at least 150", "List: Spring"),
        (Language.ZH, "评分不低于150", "名单：Spring"),
    ],
)
def test_what_is_shown_is_saved_read_as_a_sentence_and_chosen_again(
    show: Open, desk: Desk, language: Language, sentence: str, chosen: str
) -> None:
    """M and a filter narrow, S names it; it is shown with its sentence, B shows all again and the list again."""
    three(desk)
    insert_lead(desk, owner=None, company="Nobody's", score=500)
    live = show(language)
    live.press(KEY.Key_M)
    live.page.search("score >= 150")
    live.settle()
    live.press(KEY.Key_S)
    live.type("Spring")
    live.press(KEY.Key_Return)

    assert [(one.name, one.sort, one.is_shared) for one in lists_of(desk)] == [
        ("Spring", "created_at", False)
    ]
    assert live.sees(sentence)
    assert live.sees(chosen)
    assert companies(live) == ["Company 0", "Company 1"]
    assert live.nameless() == []
    live.press(KEY.Key_B, KEY.Key_1)
    assert len(companies(live)) == 4
    live.press(KEY.Key_B, KEY.Key_2)
    assert companies(live) == ["Company 0", "Company 1"]


def test_saving_is_taken_back_with_a_key_and_so_is_putting_away(show: Open, desk: Desk) -> None:
    three(desk)
    live = show()
    live.press(KEY.Key_S)
    live.type("Spring")
    live.press(KEY.Key_Return)
    assert live.toasts() == ["List “Spring” saved"]
    live.press(KEY.Key_Z, held=CTRL)
    assert lists_of(desk) == []

    live.press(KEY.Key_S)
    live.type("Summer")
    live.press(KEY.Key_Return)
    live.press(KEY.Key_B, held=SHIFT)
    assert lists_of(desk) == []
    live.press(KEY.Key_Z, held=CTRL)
    assert [one.name for one in lists_of(desk)] == ["Summer"]


def test_a_list_needs_a_name(show: Open, desk: Desk) -> None:
    three(desk)
    live = show()
    live.press(KEY.Key_S, KEY.Key_Return)

    assert live.sees("Give it a name first.")
    assert lists_of(desk) == []


def test_selected_leads_are_saved_put_on_and_taken_off(show: Open, desk: Desk) -> None:
    """Two selected are saved as a list picked by hand; a third joins, twice adds nothing; one leaves; all undone."""
    three(desk)
    live = show()
    live.press(KEY.Key_J, held=SHIFT)
    live.press(KEY.Key_S)
    live.type("By hand")
    live.press(KEY.Key_Return)
    assert companies(live) == ["Company 0", "Company 1"]
    assert live.sees("2 leads picked by hand")

    live.press(KEY.Key_B, KEY.Key_1)
    live.press(KEY.Key_J, KEY.Key_J, KEY.Key_P, KEY.Key_1)
    assert live.toasts()[-1] == "1 lead put on “By hand”"
    live.press(KEY.Key_P, KEY.Key_1)
    assert live.toasts()[-1] == "They are on “By hand” already."
    live.press(KEY.Key_B, KEY.Key_2)
    assert len(companies(live)) == 3
    live.press(KEY.Key_P, held=SHIFT)
    assert len(companies(live)) == 2
    live.press(KEY.Key_Z, held=CTRL)
    assert len(companies(live)) == 3


def test_a_list_is_renamed_and_shared_where_it_is_shown(show: Open, desk: Desk) -> None:
    """S offers the list itself first; Tab and Space share it."""
    three(desk)
    live = show()
    live.press(KEY.Key_S)
    live.type("Spring")
    live.press(KEY.Key_Return)
    live.press(KEY.Key_S)
    live.type("Summer")
    live.press(KEY.Key_Tab, KEY.Key_Space, KEY.Key_Return)

    assert [(one.name, one.is_shared) for one in lists_of(desk)] == [("Summer", True)]
    assert live.sees("List: Summer")


def test_a_list_that_is_shown_is_worked_from_any_of_its_leads(show: Open, desk: Desk) -> None:
    """Enter begins at the row, W where the work was left."""
    leads = three(desk)
    live = show()
    live.press(KEY.Key_S)
    live.type("Spring")
    live.press(KEY.Key_Return)
    live.page.table.view.setFocus()  # type: ignore[attr-defined]
    live.press(KEY.Key_J, KEY.Key_Return)
    live.press(KEY.Key_W)
    live.press(KEY.Key_W, held=SHIFT)

    list_id = lists_of(desk)[0].list_id
    places = [ListPlace(list_id, leads[1]), ListPlace(list_id), ListPlace(list_id, is_anew=True)]
    assert live.went == [("list", place) for place in places]


@pytest.mark.parametrize("language", Language)
def test_a_list_is_worked_with_next_and_previous_and_never_loses_the_place(
    call: Open, desk: Desk, language: Language
) -> None:
    """A lead called drops out of the list; next goes on behind it, previous finds it, a new window goes on there."""
    leads = three(desk)
    list_id = _saved(desk, 'next_step_at = ""')
    live = call(language)
    live.page.open(ListPlace(list_id))
    live.settle()
    assert live.page.session.lead_id == leads[0]  # type: ignore[attr-defined]
    strip = "List “Spring”: lead {} of 3" if language is Language.EN else "名单“Spring”：第 {} 条，共 3 条"
    assert live.sees(strip.format(1))
    assert live.nameless() == []
    _promise(desk, leads[0])
    live.settle()
    live.press(KEY.Key_N)
    assert live.page.session.lead_id == leads[1]  # type: ignore[attr-defined]
    assert live.sees(strip.format(2))
    live.press(KEY.Key_N, held=SHIFT)
    assert live.page.session.lead_id == leads[0]  # type: ignore[attr-defined]
    live.press(KEY.Key_N)

    again = call(language)
    again.page.open(ListPlace(list_id))
    again.settle()
    assert again.page.session.lead_id == leads[1]  # type: ignore[attr-defined]
    again.press(KEY.Key_N, KEY.Key_N)
    assert "Spring" in again.toasts()[-1]
    assert not again.sees(strip.format(3))


def test_leaving_a_list_goes_on_with_the_queue(call: Open, desk: Desk) -> None:
    three(desk)
    list_id = _saved(desk, "")
    live = call()
    live.page.open(ListPlace(list_id))
    live.settle()
    live.press(KEY.Key_L, held=SHIFT)

    assert not live.sees("lead 1 of 3")
    assert live.page.session.onward.walk is None  # type: ignore[attr-defined]


def test_every_field_of_a_filter_has_a_name_for_the_sentence(desk: Desk, languages: Languages) -> None:
    """What a filter may compare is said by its name in both languages, and each comparison has its words."""
    named = desk.workspace.read(names_for_filters)
    internal = {"id", "batch", "sub_state"} | {one for one in FIELDS if one.startswith("utm_")}
    for language in Language:
        languages.speak(language)
        for field in FIELDS:
            said = filter_sentence(f'{field} = "x"', named)
            assert field in internal or field == "reachable" or not said.startswith(field), said
        for op in Op:
            value = '("a", "b")' if op is Op.IN else '"a"'
            assert filter_sentence(f"company {op} {value}", named)
    languages.speak(Language.EN)


def test_a_filter_is_said_as_people_say_it(desk: Desk, languages: Languages) -> None:
    languages.speak(Language.EN)
    named = desk.workspace.read(names_for_filters)

    def said(text: str) -> str:
        return filter_sentence(text, named)

    assert said("") == "all leads"
    assert said('stage in ("discovery", "poc") and owner = ""') == (
        "Stage is one of Discovery, POC; nobody holds it"
    )
    assert said('not (score < 50) and next_step_at = ""') == "not: Score under 50; without a next step"
    assert said('mql_at != "" or sal_at != "" or won_at != ""') == "reached MQL"
    assert said('city = "a" or city = "b" and score > 1') == "City is a or (City is b; Score over 1)"
    assert said("reachable = 1") == "can be reached"
    assert said('created_at >= "2026-03-02"') == "Created since 2026-03-02"
    at = formats.date_time(MONDAY_10)
    assert said(f'created_at < "{from_micros(MONDAY_10).isoformat()}"') == f"Created before {at}"
    assert said("no such (") == "no such ("


# Many at once -----------------------------------------------------------------------------------------------------


def test_a_tag_is_put_on_and_taken_off_many_and_both_are_undone(show: Open, desk: Desk) -> None:
    three(desk)
    live = show()
    live.press(KEY.Key_J, held=SHIFT)
    live.press(KEY.Key_T)
    live.type("vip")
    live.press(KEY.Key_Return)
    assert live.toasts()[-1] == "Tag “vip” put on 2 leads"
    assert len(rows(desk, Tag)) == 2
    live.press(KEY.Key_T, KEY.Key_1)
    assert live.toasts()[-1] == "They bear “vip” already."
    live.press(KEY.Key_T, held=SHIFT)
    live.press(KEY.Key_Return)
    assert rows(desk, Tag) == []
    live.press(KEY.Key_Z, held=CTRL)
    assert len(rows(desk, Tag)) == 2
    live.press(KEY.Key_Z, held=CTRL)
    assert rows(desk, Tag) == []


@pytest.mark.parametrize("language", Language)
def test_leads_given_by_mistake_are_taken_back_with_a_key(show: Open, desk: Desk, language: Language) -> None:
    desk.wear(Role.TEAM_LEAD)
    lead_id = insert_lead(desk, owner=None)
    live = show(language)
    live.press(KEY.Key_A, KEY.Key_Return)
    assert owner_of(desk, lead_id) == desk.members[Role.SDR]
    desk.clock.tick()
    live.press(KEY.Key_Z, held=CTRL)

    assert owner_of(desk, lead_id) is None
    assert live.toasts() == ["1 lead taken back" if language is Language.EN else "已收回 1 条线索"]


def test_leads_come_back_from_nurture_together_and_return_there_by_undo(show: Open, desk: Desk) -> None:
    """G brings back those in nurture; Ctrl+Z puts them where they were."""
    leads = [my_lead(desk) for _ in range(2)]
    for lead_id in leads:
        desk.workspace.execute(DisqualifyLead(lead_id=lead_id, reason="too_small", words=""))
    desk.clock.tick()
    live = show()
    live.press(KEY.Key_J, held=SHIFT)
    live.press(KEY.Key_G)
    assert [stage(desk, one) for one in leads] == ["market_validating"] * 2
    assert live.toasts() == ["2 leads brought back"]
    desk.clock.tick()
    live.press(KEY.Key_Z, held=CTRL)

    assert [stage(desk, one) for one in leads] == ["market_not_passed"] * 2


def test_a_rep_moves_leads_to_a_stage_and_takes_it_back(show: Open, desk: Desk) -> None:
    lead_id = sold(desk, amount=5, currency="CNY", expected_close_on=20_600)
    desk.wear(Role.SALES_LEAD)
    desk.clock.tick()
    live = show()
    live.press(KEY.Key_G)
    assert live.sees("Move 1 lead to")
    live.press(KEY.Key_2)
    assert stage(desk, lead_id) != "discovery"
    desk.clock.tick()
    live.press(KEY.Key_Z, held=CTRL)

    assert stage(desk, lead_id) == "discovery"


# At the call desk -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_a_wrong_outcome_is_corrected_after_the_call(call: Open, desk: Desk, language: Language) -> None:
    """O asks again how the call ended; Ctrl+Z takes the correction back."""
    lead_id = my_lead(desk)
    live = call(language)
    live.page.open(lead_id)
    live.settle()
    live.press(KEY.Key_D)
    desk.clock.tick()
    live.press(KEY.Key_E, KEY.Key_2)
    live.press(KEY.Key_Return, held=CTRL)
    assert _outcomes(desk, lead_id) == [Outcome.NO_ANSWER]
    live.press(KEY.Key_O, KEY.Key_1)
    live.press(KEY.Key_Return, held=CTRL)
    assert _outcomes(desk, lead_id) == [Outcome.CONNECTED]
    live.press(KEY.Key_Z, held=CTRL)

    assert _outcomes(desk, lead_id) == [Outcome.NO_ANSWER]


def test_a_lead_disqualified_by_mistake_is_back_with_a_key(call: Open, desk: Desk) -> None:
    lead_id = my_lead(desk)
    live = call()
    live.page.open(lead_id)
    live.settle()
    live.press(KEY.Key_X, KEY.Key_1)
    live.press(KEY.Key_Return, held=CTRL)
    assert stage(desk, lead_id) == "market_not_passed"
    assert live.toasts() == ["Disqualified: it goes to nurture"]
    desk.clock.tick()
    live.press(KEY.Key_Z, held=CTRL)

    assert stage(desk, lead_id) == "market_validating"


def _outcomes(desk: Desk, lead_id: UUID) -> list[Any]:
    return [one.outcome for one in rows(desk, Activity, Activity.lead_id == lead_id)]


def _saved(desk: Desk, expression: str | None) -> UUID:
    list_id = uuid4()
    desk.workspace.execute(
        SaveCallList(
            list_id=list_id,
            name="Spring",
            expression=expression,
            sort="score",
            is_descending=True,
            is_shared=False,
        )
    )
    return list_id


def _promise(desk: Desk, lead_id: UUID) -> None:
    desk.workspace.execute(
        SetFollowUp(lead_id=lead_id, due_at=desk.clock() + DAY, why=FollowUpWhy.CALL_BACK, words="")
    )


def test_a_filter_is_clicked_together_and_read_as_a_sentence(show: Open, desk: Desk) -> None:
    """Shift+F picks what and which; the sentence says all of it, the bar's part too."""
    three(desk)
    insert_lead(desk, company="East", score=120, region="华东")
    live = show()
    live.press(KEY.Key_F, held=SHIFT)
    assert live.nameless() == []
    live.press(KEY.Key_1, KEY.Key_2)
    assert live.sees("Score at least 100")
    live.press(KEY.Key_F, held=SHIFT)
    live.press(KEY.Key_4, KEY.Key_1)

    assert live.sees("Region is 华东; Score at least 100")
    assert companies(live) == ["East"]


def test_a_list_of_the_last_days_moves_on_with_time(desk: Desk) -> None:
    """What is kept is the span, not the day on which somebody saved it; it reads as it was chosen."""
    where = narrowed(EVERYTHING, Narrowing.CREATED, "7")
    text = desk.workspace.read(written_filter(where))

    assert text == 'created_at >= "7 days ago"'
    assert filter_sentence(text, desk.workspace.read(names_for_filters)) == "Created in the last 7 days"
    young, old = (insert_lead(desk, created_at=system_clock() - days * DAY) for days in (6, 9))
    listed = desk.workspace.read(
        lambda db: lead_page(db, where, sort="score", descending=True, offset=0, limit=50)
    )
    assert [row.lead_id for row in listed if row.lead_id in (young, old)] == [young]


def test_every_way_to_narrow_has_its_name_and_its_filter(desk: Desk) -> None:
    """A way nobody named could not be offered; each changes the filter."""
    keys = {
        Narrowing.SCORE: "100", Narrowing.MATURITY: "50", Narrowing.CREATED: "7", Narrowing.REACHED: "mql",
        Narrowing.REACHABLE: "no", Narrowing.REP: uuid4().hex,
    }  # fmt: skip

    assert list(NAMES) == list(Narrowing)
    for by in Narrowing:
        where = narrowed(EVERYTHING, by, keys.get(by, "x"))
        assert where != EVERYTHING
        assert desk.workspace.read(values_for(by)) == []
