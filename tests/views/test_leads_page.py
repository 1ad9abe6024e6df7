"""The list of leads by keyboard: narrowing, taking, giving, and what it says when nothing fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models.vocabulary import Role, StageKind
from app.services.filter_text import FilterProblem
from app.services.lead_list import LeadsWhere, told
from app.services.lead_view import lead_view
from app.views.filter_sentences import FILTERS
from app.views.i18n import Languages
from app.views.leads.narrowing import narrowing_text, typed
from app.views.leads_page import LeadsPage
from app.views.refusals import sentence
from app.views.surroundings import Surroundings
from tests.builders import Desk, open_desk
from tests.lead_rows import insert_lead
from tests.views.live import CTRL, KEY, Live, live_window

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

            def page(surroundings: Surroundings) -> LeadsPage:
                page = LeadsPage(surroundings, desk.workspace.member_id)
                page.lead_opened.connect(lambda lead_id: went.append(("lead", lead_id)))
                page.import_asked.connect(lambda: went.append(("import", None)))
                return page

            live = stack.enter_context(live_window(qtbot, desk, tmp_path, languages, page, **more))  # type: ignore[arg-type]
            live.went = went
            return live

        yield made


def companies(live: Live) -> list[str]:
    """Return the companies in sight, from top to bottom."""
    table = live.page.table  # type: ignore[attr-defined]
    return [table.model.held_row(row).company for row in range(table.row_count())]


def owner_of(desk: Desk, lead_id: UUID) -> UUID | None:
    view = desk.workspace.read(lambda db: lead_view(db, lead_id))
    assert view is not None
    return view.facts.owner_id


def test_leads_nobody_holds_are_shown_selected_and_taken(show: Open, desk: Desk) -> None:
    """U shows them, Shift+J selects two, C takes them; one news, and the list follows."""
    insert_lead(desk, company="Mine")
    free = [
        insert_lead(desk, owner=None, company=f"Free {at}", created_at=desk.clock() - at) for at in range(3)
    ]
    live = show()
    assert live.sees("4 leads")
    assert live.nameless() == []
    live.press(KEY.Key_U)
    assert companies(live) == ["Free 0", "Free 1", "Free 2"]
    live.press(KEY.Key_J, held=SHIFT)
    assert live.sees("3 leads · 2 selected")
    live.press(KEY.Key_C)

    me = desk.members[Role.SDR]
    assert [owner_of(desk, one) for one in free] == [me, me, None]
    assert live.toasts() == ["2 leads are yours now"]
    assert companies(live) == ["Free 2"]


def test_taking_one_that_is_held_takes_none(show: Open, desk: Desk) -> None:
    """A batch is taken whole or not at all, and the reason is said."""
    insert_lead(desk, company="Held", created_at=desk.clock() + 1)
    free = insert_lead(desk, owner=None)
    live = show()
    live.press(KEY.Key_J, held=SHIFT)
    live.press(KEY.Key_C)

    assert owner_of(desk, free) is None
    assert any("owner already" in text for text in live.toasts())


def test_a_team_lead_gives_leads_to_somebody(show: Open, desk: Desk) -> None:
    desk.wear(Role.TEAM_LEAD)
    lead_id = insert_lead(desk, owner=None)
    live = show()
    live.press(KEY.Key_A)
    assert live.sees("Give 1 lead to")
    live.press(KEY.Key_Return)

    assert owner_of(desk, lead_id) == desk.members[Role.SDR]
    assert live.toasts() == ["1 lead given to Chen Wei"]


def test_names_and_filters_are_typed_into_one_field(show: Open, desk: Desk) -> None:
    """A name is looked for; a comparison is a filter; a wrong one says what is wrong and changes nothing."""
    insert_lead(desk, company="贝尔科技", score=120)
    insert_lead(desk, company="Acme", score=20)
    live = show()
    live.press(KEY.Key_Slash)
    live.type("beier")
    live.qtbot.waitUntil(lambda: companies(live) == ["贝尔科技"])
    search = QApplication.focusWidget()
    search.setText("score < 100")  # type: ignore[union-attr]
    live.qtbot.waitUntil(lambda: companies(live) == ["Acme"])
    live.settle()
    assert live.sees("Score under 100")
    search.setText("scor < 100")  # type: ignore[union-attr]
    live.qtbot.waitUntil(lambda: live.sees("There is no field scor (character 1). The nearest is score."))
    assert companies(live) == ["Acme"]
    search.setText("")  # type: ignore[union-attr]
    live.qtbot.waitUntil(lambda: len(companies(live)) == 2)
    assert not live.sees("There is no field")


def test_the_bar_narrows_by_stage_channel_and_next_step(show: Open, desk: Desk) -> None:
    """All by keyboard: L moves there, Tab goes on, letters and arrows choose."""
    insert_lead(desk, company="A", stage="discovery", channel="sem")
    insert_lead(desk, company="B", channel="")
    live = show()
    live.press(KEY.Key_L)
    live.press(KEY.Key_Tab, KEY.Key_Down)
    assert companies(live) == ["B"]
    live.press(KEY.Key_Down)
    assert companies(live) == ["A"]
    live.press(KEY.Key_Up, KEY.Key_Up, KEY.Key_Tab, KEY.Key_Down)
    assert live.sees("(blank)  1")
    assert companies(live) == ["B"]
    live.press(KEY.Key_Tab, KEY.Key_Down)
    assert live.sees("No lead fits")
    live.press(KEY.Key_U, held=SHIFT)

    assert len(companies(live)) == 2


def test_columns_are_chosen_and_remembered(show: Open, desk: Desk) -> None:
    """The order chosen holds when the page is made again."""
    for at in range(3):
        insert_lead(desk, company=f"L{at}", score=at * 10, created_at=desk.clock() + at)
    live = show()
    assert companies(live) == ["L2", "L1", "L0"]
    live.page.table.sort_by("score")  # type: ignore[attr-defined]
    live.settle()
    assert companies(live) == ["L0", "L1", "L2"]
    live.wear(Role.TEAM_LEAD)

    assert companies(live) == ["L0", "L1", "L2"]


def test_another_page_hands_over_a_filter_or_a_lead(show: Open, desk: Desk) -> None:
    insert_lead(desk, company="A", score=50)
    lead_id = insert_lead(desk, company="B", score=90)
    live = show()
    live.window.go("page", LeadsWhere(score_from=60, is_reachable=True))
    live.settle()
    assert companies(live) == ["B"]
    assert live.sees("Score at least 60; can be reached")
    live.window.go("page", LeadsWhere(stage_kinds=frozenset({StageKind.LOST})))
    live.settle()
    assert live.sees("No lead fits")
    live.window.go("page", lead_id)
    live.settle()
    live.press(KEY.Key_Return)

    assert live.went == [("lead", lead_id)]
    with pytest.raises(TypeError):
        live.page.open("nonsense")


def test_more_than_can_be_taken_at_once_is_said(
    show: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one command cannot carry is refused before it is made."""
    monkeypatch.setattr("app.views.leads_page.MOST", 3)
    for at in range(4):
        insert_lead(desk, owner=None, company=f"L{at}")
    live = show()
    live.press(KEY.Key_A, held=CTRL)
    live.press(KEY.Key_C)

    assert live.toasts() == ["4 leads are selected; at most 3 at a time."]


def test_without_leads_it_says_what_to_do(show: Open) -> None:
    live = show()
    assert live.sees("No leads yet")
    live.press(KEY.Key_I)

    assert live.went == [("import", None)]


def test_every_mistake_in_a_filter_has_a_sentence() -> None:
    """Without braces left, and with the place."""
    for code in FILTERS:
        text = sentence(FilterProblem(code, at=4, found="x", near="y"))
        assert "{" not in text
        assert code not in text


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("acme", "text", "acme"),
        ("C&A in Berlin", "text", "C&A in Berlin"),
        ("score>5", "expression", "score>5"),
        ("channel in ('sem')", "expression", "channel in ('sem')"),
        ("company contains 'x'", "expression", "company contains 'x'"),
        ("", "text", ""),
    ],
)
def test_what_compares_something_is_a_filter(text: str, name: str, value: str) -> None:
    where, problem = typed(text, LeadsWhere(text="before"))

    assert getattr(where, name) == value
    assert problem == ""


def test_everything_that_narrows_is_said(languages: Languages) -> None:
    """Every field of the filter that the bar does not show has words."""
    where = LeadsWhere(
        expression="score > 1", batch=uuid4(), rep=uuid4(), tag="vip", score_from=1, score_below=9, created_from=1,
        created_before=2, created_days=7, is_reachable=False, maturity_from=50, regions=frozenset({"华东"}),
        industries=frozenset({"it"}), sizes=frozenset({"1-50"}), stage_kinds=frozenset({StageKind.OPEN}),
    )  # fmt: skip

    assert narrowing_text(where).count(" · ") == len(told(where)) - 1
