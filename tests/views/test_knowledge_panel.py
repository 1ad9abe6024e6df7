"""What is known of a lead, corrected by keyboard; and scores kept of today by the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.clock import DAY
from app.models.leads import Lead
from app.models.vocabulary import BehaviourKind, Role
from app.services.scoring import RecordBehaviour, Seen
from app.views.background import Background
from app.views.i18n import Language, Languages
from app.views.leads_page import LeadsPage
from app.views.score_keeper import ScoreKeeper
from app.views.surroundings import ChangeSignals
from tests.builders import Desk, open_desk
from tests.leads import a_lead
from tests.views.live import CTRL, KEY, SHIFT, Live, live_window


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def lead(desk: Desk) -> Lead:
    lead_id = a_lead(
        desk.workspace,
        owner_id=desk.members[Role.SDR],
        company="云智",
        contact_name="李雷",
        title="IT Manager",
    )
    return desk.workspace.read(lambda db: db.execute(select(Lead.__table__).where(Lead.id == lead_id)).one())


@pytest.mark.parametrize("language", list(Language))
def test_facts_are_corrected_and_the_score_is_told(
    qtbot: QtBot, desk: Desk, lead: Lead, tmp_path: Path, languages: Languages, language: Language
) -> None:
    """Shift+E, the job title, Ctrl+Enter: the list says it and the score has risen."""
    with ExitStack() as stack:
        live = _leads(stack, qtbot, desk, tmp_path, languages, language)
        live.press(KEY.Key_E, held=SHIFT)
        assert live.sees("+15")
        assert live.nameless() == []

        live.press(KEY.Key_Tab)
        live.press(KEY.Key_A, held=CTRL)
        live.type("总经理")
        live.press(KEY.Key_Return, held=CTRL)

        assert live.sees("总经理")
        assert _score(desk, lead) == 30
        live.press(KEY.Key_E, held=SHIFT)
        assert live.sees("+30")


def test_a_number_that_cannot_be_is_said_beside_its_field(
    qtbot: QtBot, desk: Desk, lead: Lead, tmp_path: Path, languages: Languages
) -> None:
    """Nothing is saved and nothing typed is lost; the right number is found at once."""
    with ExitStack() as stack:
        live = _leads(stack, qtbot, desk, tmp_path, languages, Language.EN)
        live.press(KEY.Key_E, held=SHIFT)
        live.press(*[KEY.Key_Tab] * 8)
        live.type("12")
        live.press(KEY.Key_Return, held=CTRL)
        assert live.sees("No phone has such a number.")

        live.press(KEY.Key_Backspace, KEY.Key_Backspace)
        live.type("139 1234 5678")
        live.press(KEY.Key_Return, held=CTRL)
        live.press(KEY.Key_E, held=SHIFT)

        assert live.page.handling.knowledge.points["phone"].placeholderText().endswith("139 1234 5678")


def test_the_window_keeps_scores_of_today(qtbot: QtBot, desk: Desk, lead: Lead) -> None:
    """A visit of a fortnight ago is worth half without anybody doing anything."""
    seen = Seen(id=uuid4(), lead_id=lead.id, behaviour=BehaviourKind.DEMO_REQUEST, at=desk.clock.at, words="")
    desk.workspace.execute(RecordBehaviour(rows=(seen,)))
    assert _score(desk, lead) == 65
    desk.clock.at += 14 * DAY
    background, signals = Background(desk.workspace), ChangeSignals(desk.workspace.feed)
    keeper = ScoreKeeper(background, signals, desk.clock, background)
    try:
        keeper.look()
        qtbot.waitUntil(lambda: _score(desk, lead) == 40)
    finally:
        keeper.stop()
        background.stop()


def _leads(
    stack: ExitStack, qtbot: QtBot, desk: Desk, folder: Path, languages: Languages, language: Language
) -> Live:
    me = desk.workspace.member_id
    window = live_window(qtbot, desk, folder, languages, lambda s: LeadsPage(s, me), language=language)
    return stack.enter_context(window)


def _score(desk: Desk, lead: Lead) -> int:
    return desk.workspace.read(
        lambda db: db.execute(select(Lead.score).where(Lead.id == lead.id)).scalar_one()
    )
