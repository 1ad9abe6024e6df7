"""The planner in a window: sliders, rates typed and measured, segments, the gap of the month, scenarios."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, delete, func, insert, select

from app.models.money import Spend
from app.models.vocabulary import Topic
from app.services.kernel.changes import Changes
from app.services.planning import mixed
from app.services.reports.cubes import leads_behind
from app.services.reports.funnel_layers import Layer
from app.services.reports.funnel_leads import LeadSelection, selected_leads
from app.services.reports.sheet import Behind
from app.views import formats
from app.views.i18n import Language, Languages
from app.views.leads_page import LeadsPage
from app.views.planner.words import tile_money
from app.views.planner_page import PlannerPage
from tests.builders import Desk
from tests.views.live import Live
from tests.views.test_reports_page import desk as desk  # noqa: PLC0414 -- a fixture of both files
from tests.views.test_reports_page import window_of

SPEND = UUID(int=77)


def _planner(live: Live) -> PlannerPage:
    live.window.go("planner", None)
    live.settle()
    page = live.page
    assert isinstance(page, PlannerPage)
    page._begin_anew()  # whatever was planned last on this desk
    live.settle()
    return page


def test_the_planner_answers_a_slider_at_once(
    qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages
) -> None:
    """The worked example stands first; a typed rate is marked, and goes back; a scenario is kept and compared."""
    del look
    with window_of(qtbot, desk, tmp_path, languages) as live:
        live.window.go("planner", None)
        live.settle()
        page = live.page
        assert isinstance(page, PlannerPage)
        assert live.nameless() == []
        for text in ("¥12,000,000", "¥6,000,000", "¥42,000,000", "2,100", "175"):
            assert live.sees(text)

        slider = page.rates[next(iter(page.rates))]
        before = page.needs.figures.rows[0].cells[1].text
        slider.slider.setFocus()
        live.press(Qt.Key.Key_Home)
        for _ in range(40):
            qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
        assert page.goal.rates_pct == {"lead": 10.0}
        assert page.needs.figures.rows[0].cells[1].text != before
        live.settle()
        assert live.sees("typed")

        page.name.setText("Spring")
        page.name.setFocus()
        live.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.scenarios.figures.rowCount() == 2)
        page._measure_all()
        assert page.goal.rates_pct == {}
        page.scenarios.setFocus()
        page.scenarios.go_to("Spring", "name")
        live.press(Qt.Key.Key_Return)
        assert page.goal.rates_pct == {"lead": 10.0}
        live.settle()


def _rows_shown(live: Live) -> int:
    live.settle()
    assert live.window.page_key == "leads"
    leads = live.page
    assert isinstance(leads, LeadsPage)
    return leads.table.model.rowCount()


def test_the_leads_a_rate_was_measured_on_are_a_key_away(
    qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages
) -> None:
    """T to the segments, to a channel, Enter on its deals: exactly those leads; a channel's spend is told beside."""
    del look
    with window_of(qtbot, desk, tmp_path, languages) as live:
        page = _planner(live)
        assert page._planned is not None
        one = next(one for one in page._planned.segments if one.deals)
        live.press(Qt.Key.Key_T)
        assert live.focused() is page.segments
        page.segments.go_to(f"segment:{one.value}", "won")
        opened: list[object] = []
        page.leads_asked.connect(opened.append)
        live.press(Qt.Key.Key_Return)
        [found] = opened
        assert isinstance(found, Behind)
        assert found.count == one.deals
        behind = desk.workspace.read(
            lambda db: db.execute(
                select(func.count()).select_from(leads_behind(db, found).subquery())
            ).scalar_one()
        )
        assert _rows_shown(live) == behind == one.deals


def test_what_this_month_reached_is_a_key_away(
    qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages
) -> None:
    """N to what it takes, Enter on the leads of the month: as many as the gap was counted with."""
    del look
    with window_of(qtbot, desk, tmp_path, languages) as live:
        page = _planner(live)
        assert page._planned is not None
        layer = next((one for one in page._planned.done if page._planned.done[one]), Layer.LEAD)
        live.press(Qt.Key.Key_N)
        assert live.focused() is page.needs
        page.needs.go_to(layer.value, "done")
        opened: list[object] = []
        page.leads_asked.connect(opened.append)
        live.press(Qt.Key.Key_Return)
        if not page._planned.done[layer]:
            assert opened == []
            return
        [found] = opened
        assert isinstance(found, LeadSelection)
        behind = desk.workspace.read(
            lambda db: db.execute(
                select(func.count()).select_from(selected_leads(db, found).subquery())
            ).scalar_one()
        )
        assert _rows_shown(live) == behind == page._planned.done[layer]


def test_the_spend_of_a_month_falls_to_channels_and_adds_up(
    qtbot: QtBot, desk: Desk, tmp_path: Path, look: QApplication, languages: Languages
) -> None:
    """At what its leads cost so far; the rows make the one above them; elsewhere a dash; a typed rate moves them."""
    del look
    desk.workspace.keep(_spent_on_search_ads, Changes({Topic.SPEND: frozenset({SPEND})}))
    with window_of(qtbot, desk, tmp_path, languages) as live:
        page = _planner(live)
        assert page._planned is not None
        at = [column.key for column in page.segments.figures.columns].index("cost")

        def costs() -> dict[str, str]:
            return {row.key: row.cells[at].text for row in page.segments.figures.rows}

        leads = {one.value: one.leads for one in page._planned.segments}
        year = page._planned.plan.need(Layer.LEAD).year
        assert year is not None
        month = Fraction(year * leads["sem"], sum(leads.values()) * 12)
        cents = ceil(month * Fraction(1_000_00, leads["sem"]))
        told = costs()
        assert told["segment:sem"] == told["all"] == formats.money(cents, "CNY", short=True)
        assert told["segment:seo"] == "–"
        assert live.sees("Spend a month")
        page._set_rate(Layer.LEAD, 5.0)
        assert costs()["all"] != told["all"]
        page._measure_all()
        assert costs() == told
        made = page._planned
        parts = mixed(made.plan, made.segments)
        assert sum(part.leads for part in parts) == year


def _spent_on_search_ads(db: Connection) -> None:
    db.execute(delete(Spend))
    db.execute(
        insert(Spend).values(
            id=SPEND, channel="sem", campaign=None, keyword=None, from_on=20_430, until_on=20_460, amount=1_000_00,
            currency="CNY", clicks=None, words="", by_id=SPEND, recorded_at=0, dropped_at=None,
        )
    )  # fmt: skip


def test_chinese_readers_get_their_own_units(languages: Languages) -> None:
    """42 million are 4,200万; what 万 would cut stays in full."""
    assert tile_money(42_000_000_00, "CNY") == "¥42,000,000"
    languages.speak(Language.ZH)
    try:
        assert tile_money(42_000_000_00, "CNY") == "¥4,200万"
        assert tile_money(120_000_000_00, "CNY") == "¥1.2亿"
        assert tile_money(123_456_789_00, "CNY") == "¥123,456,789"
        assert tile_money(9_000_00, "CNY") == "¥9,000"
    finally:
        languages.speak(Language.EN)
