"""The alignment report's page: promises, splits, open cases, and the pack as a PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.models.vocabulary import Role
from app.views.alignment_page import AlignmentPage
from app.views.i18n import Language, Languages
from tests.builders import Desk, open_desk
from tests.handovers import a_rep
from tests.refusals import called_wrong, lead, refused
from tests.stories import accept, handed_over, only_reps
from tests.views.live import KEY, Live, live_window

type Open = Callable[..., Live]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        only_reps(made, [made.members[Role.REP], a_rep(made, "Wang Fang")])
        made.wear(Role.SDR)
        yield made


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, tmp_path: Path, languages: Languages) -> Iterator[Open]:
    with ExitStack() as stack:

        def made(**more: object) -> Live:
            desk.wear(Role.TEAM_LEAD)
            return stack.enter_context(live_window(qtbot, desk, tmp_path, languages, AlignmentPage, **more))  # type: ignore[arg-type]

        yield made


def _a_month(desk: Desk) -> None:
    one = handed_over(desk, company="北方重工")
    desk.workspace.execute(accept(one.id), as_member=one.rep_id)
    lead(desk, called_wrong(refused(desk, "budget", "timing").id))
    refused(desk, "need", company="华东精密")


def test_the_page_says_who_was_right_and_how_promises_are_kept(show: Open, desk: Desk) -> None:
    """In one sentence, on a board with the field's lines, and split by what one asks."""
    _a_month(desk)
    live = show()

    assert live.sees("2 of 3 decided hand-overs were refused. Judged: refusal right 1")
    assert live.sees("What SDRs promise")
    board = live.page.boards["sales"]  # type: ignore[attr-defined]
    assert "Hand-overs accepted: 33%, of 3, the field: 44%" in board.accessibleDescription()
    assert live.sees("No budget")
    assert live.sees("华东精密")
    for _ in range(4):
        live.press(KEY.Key_BracketRight)
    assert live.sees("Timing and next step")
    assert live.nameless() == []


@pytest.mark.parametrize("language", list(Language))
def test_the_pack_is_a_pdf_with_the_open_cases(
    show: Open, desk: Desk, tmp_path: Path, qtbot: QtBot, language: Language
) -> None:
    """Printable, for the weekly meeting."""
    _a_month(desk)
    live = show(language=language)
    path = tmp_path / "pack.pdf"
    live.page.save(path)  # type: ignore[attr-defined]
    qtbot.waitUntil(path.exists)
    live.settle()

    assert path.read_bytes().startswith(b"%PDF-")
    assert path.stat().st_size > 8_000


def test_an_open_case_leads_to_its_review(show: Open, desk: Desk, qtbot: QtBot) -> None:
    """One click from the report to both sides of the case."""
    handover = refused(desk, "need", company="华东精密")
    live = show()
    button = next(
        one for one in live.page.findChildren(object) if getattr(one, "text", str)().startswith("华东精密")
    )
    with qtbot.waitSignal(live.page.case_opened) as asked:  # type: ignore[attr-defined]
        button.click()

    assert asked.args == [handover.id]


def test_all_time_without_decisions_says_so(show: Open, desk: Desk) -> None:
    """A designed state, not a blank."""
    live = show()
    assert live.sees("Nothing was decided in this period.")
    live.page.period.choose("all")  # type: ignore[attr-defined]
    live.settle()

    assert live.sees("Nothing was decided yet")
