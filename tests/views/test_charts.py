"""The funnel can be walked through, clicked into and taken along."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.views.charts import FunnelChart
from app.views.funnel_painting import Layer, places
from app.views.taken_along import PICTURE_SCALE
from app.views.theme import apply_theme
from app.views.tokens import ThemeName

LAYERS = (
    Layer("lead", "Lead", 1240, loss="630 stay: no need 212"),
    Layer("mql", "MQL", 610),
    Layer("poc", "POC", 61, implied=12, amount="¥4.4M"),
    Layer("won", "Won", 0),
)


@pytest.fixture
def chart(qtbot: QtBot, look: QApplication) -> FunnelChart:
    made = FunnelChart()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_layers("Funnel", LAYERS, nothing="Nobody yet")
    made.show()
    made.setFocus()
    return made


def test_bars_are_as_long_as_their_counts() -> None:
    """Within one area, widths keep the proportion of the counts; few are still seen."""
    spots = places(QRectF(0, 0, 900, 500), LAYERS)
    widths = [spot.bar.width() for spot in spots]

    assert widths[1] == pytest.approx(widths[0] * 610 / 1240)
    assert widths[3] == 0
    assert places(QRectF(0, 0, 900, 500), (Layer("a", "A", 10_000), Layer("b", "B", 1)))[1].bar.width() >= 3


@pytest.mark.parametrize("height", [320, 500, 1400])
def test_everything_is_drawn_inside(height: int) -> None:
    """Whatever the room, no layer leaves it, and none covers another."""
    area = QRectF(0, 0, 2400, height)
    spots = places(area, LAYERS)

    assert all(area.adjusted(0, -3, 0, 3).contains(spot.row) for spot in spots)
    assert all(one.bar.bottom() <= other.bar.top() for one, other in pairwise(spots))


def test_keys_walk_through_the_layers_and_open_one(qtbot: QtBot, chart: FunnelChart) -> None:
    """Arrows and J, K; Home, End; Enter opens the leads of a layer."""
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_J)
    assert chart.layer_key() == "poc"
    with qtbot.waitSignal(chart.layer_opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == ["poc"]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_K)

    assert chart.layer_key() == "lead"


def test_a_click_opens_the_layer_under_it(qtbot: QtBot, chart: FunnelChart) -> None:
    """Anywhere on its row, not only on its bar."""
    spot = places(chart._area(), LAYERS)[1]
    with qtbot.waitSignal(chart.layer_opened) as opened:
        qtbot.mouseClick(
            chart,
            Qt.MouseButton.LeftButton,
            pos=(spot.row.topLeft() + QPointF(30, spot.row.height() / 2)).toPoint(),
        )

    assert opened.args == ["mql"]


def test_the_funnel_is_said_in_words(chart: FunnelChart) -> None:
    """Counts, shares, what is implied and what is lost."""
    said = chart.accessibleDescription()

    assert "Lead: 1,240, 100%, 630 stay: no need 212" in said
    assert "POC: 61, 4%, 12 of them implied, ¥4.4M" in said


def test_pictures_are_for_paper(chart: FunnelChart) -> None:
    """Dark on the screen, light in the file; an SVG any reader opens."""
    light = chart.png()
    apply_theme(ThemeName.DARK)
    image = QImage.fromData(chart.png())

    assert image.size() == FunnelChart.PICTURE * PICTURE_SCALE
    assert image.pixelColor(4, 4).name() == "#ffffff"
    assert chart.png() == light
    root = ET.fromstring(chart.svg())  # noqa: S314 -- written by ourselves
    assert "Funnel" in "".join(root.itertext())


def test_a_funnel_of_nobody_says_so(qtbot: QtBot, chart: FunnelChart) -> None:
    """No bars, no division by zero, nothing to open."""
    chart.show_layers("Funnel", (Layer("lead", "Lead", 0), Layer("mql", "MQL", 0)), nothing="Nobody yet")
    chart.repaint()
    with qtbot.assertNotEmitted(chart.layer_opened):
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    chart.show_layers("Funnel", ())

    assert chart.layer_key() == ""
