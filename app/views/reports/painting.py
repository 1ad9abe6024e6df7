"""How charts are drawn, on screen, into a picture and into an SVG: bars, columns, shares with ranges, fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPen

from app.services.reports.cube import Shape
from app.views.reports.chart_model import Chart, Datum
from app.views.theme import mixed, sized
from app.views.tokens import Tokens

TITLES, FIGURES = 0.2, 0.26
"""Shares of the width for the rows' titles on the left and the figures on the right."""
_TITLE_LEAST, _TITLE_MOST = 96.0, 220.0
_FIGURE_LEAST, _FIGURE_MOST = 92.0, 240.0
_ROW_MOST, _BAR_MOST = 46.0, 20.0
_AXIS, _LEGEND, _HEAD = 24.0, 24.0, 26.0
_LEAST = 2.0
_COLUMN_MOST = 34.0
_FIELD_MOST = 46.0
_WORDS_FROM = 15.0
"""Bars lower than this have no room for a figure each."""
_WORDS_LEAST = 11.0
"""A field lower than this has no room for its figure."""
HATCHED = 2
"""The series that is hatched, from 0."""
_BETWEEN = "  ·  "
_LEANING, _SLANT, _SLANT_MOST = 32.0, 0.53, 92.0
"""Slanted headings: degrees, their sine, and how high they may stand."""
_LARGE_FROM = 20.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a datum is drawn: what the pointer meets, and what is painted."""

    datum: Datum
    spot: QRectF
    bar: QRectF
    series: int
    words: str = ""
    """Of a bar: what is written beside it; a low row says all its figures at its first one."""
    words_x: float = 0.0


@dataclass(frozen=True, slots=True)
class Ground:
    """What a chart is painted with."""

    painter: QPainter
    look: Tokens
    font: QFont


def marks(chart: Chart, area: QRectF) -> list[Mark]:
    """Return where every datum lies within an area, row by row."""
    return _MARKS[chart.shape](chart, area) if chart.rows else []


def colours(look: Tokens) -> tuple[QColor, ...]:
    """Return the colours of series: far apart in lightness, so that no colour vision is needed."""
    return QColor(look.ramp[-2]), QColor(look.ramp[1]), QColor(look.outline)


def _fill(ground: Ground, room: QRectF, series: int, most: float) -> None:
    """Fill a bar of a series; the third is hatched, so that it is told apart without its colour."""
    painter, look, colour = ground.painter, ground.look, colours(ground.look)[series % 3]
    radius = min(most, room.width() / 2, room.height() / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    is_hatched = series % 3 == HATCHED
    painter.setBrush(mixed(colour.name(), look.surface, 0.22) if is_hatched else colour)
    painter.drawRoundedRect(room, radius, radius)
    if is_hatched:
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(room, radius, radius)


def paint_chart(ground: Ground, chart: Chart, area: QRectF, *, pointed: int = -1, focused: int = -1) -> None:
    """Draw a chart.

    Args:
        ground: Painter, colours, font.
        chart: What to draw.
        area: The room there is.
        pointed: Place of the datum under the pointer.
        focused: Place of the datum that has the keys.
    """
    painter = ground.painter
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    found = marks(chart, area)
    _paint_legend(ground, chart, area)
    _FRAMES[chart.shape](ground, chart, area)
    if 0 <= pointed < len(found) and found[pointed].datum.opens:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground.look.hover))
        painter.drawRoundedRect(found[pointed].spot, 5, 5)
    for mark in found:
        _PAINTS[chart.shape](ground, chart, mark)
    if 0 <= focused < len(found):
        painter.setPen(QPen(QColor(ground.look.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(found[focused].spot.adjusted(1, 1, -1, -1), 5, 5)


# Lying bars, and shares with their ranges ---------------------------------------------------------------------------


def _lying(chart: Chart, area: QRectF) -> tuple[QRectF, float, float]:
    """Return the room of the bars, and the widths of titles and figures."""
    titles = min(_TITLE_MOST, max(_TITLE_LEAST, area.width() * TITLES))
    figures = min(_FIGURE_MOST, max(_FIGURE_LEAST, area.width() * FIGURES))
    top = _LEGEND if len(chart.series) > 1 or chart.key else 4.0
    return area.adjusted(titles, top, -figures, -_AXIS if chart.ticks else 0), titles, figures


def _rows_of(chart: Chart, area: QRectF) -> list[Mark]:
    room, _, _ = _lying(chart, area)
    height = min(_ROW_MOST, room.height() / max(1, len(chart.rows)))
    count = max(1, len(chart.series) if _has_more(chart) else 1)
    is_low = height / count < _WORDS_FROM
    found = []
    for at, row in enumerate(chart.rows):
        longest = max((datum.value for datum in row.data), default=0.0)
        band = QRectF(area.x(), room.y() + at * height, area.width(), height)
        thick = min(_BAR_MOST, height * 0.74) / count
        shown = count if any(datum.value for datum in row.data[1:]) else 1
        first = band.center().y() - thick * shown / 2
        for series, datum in enumerate(row.data):
            width = room.width() * min(1.0, datum.value / chart.top)
            bar = QRectF(
                room.x(), first + series * thick, max(_LEAST, width) if datum.value else 0.0, thick - 1
            )
            spot = QRectF(
                area.x() if not series else room.x(), band.y() + series * height / count, 0, height / count
            )
            spot.setRight(area.right())
            words = "" if (is_low or not datum.value) and series else datum.text
            if is_low and not series:
                words = _BETWEEN.join(one.text for one in row.data if one.value) or datum.text
            beside = longest if is_low else datum.value
            words_x = room.x() + room.width() * min(1.0, beside / chart.top) + 8
            found.append(Mark(datum, spot, bar, series, words, words_x))
    return found


def _has_more(chart: Chart) -> bool:
    """Whether any row has a second bar."""
    return any(datum.value for row in chart.rows for datum in row.data[1:])


def _paint_lying_frame(ground: Ground, chart: Chart, area: QRectF) -> None:
    room, titles, _ = _lying(chart, area)
    _paint_axis(ground, chart, room)
    height = min(_ROW_MOST, room.height() / max(1, len(chart.rows)))
    painter = ground.painter
    painter.setFont(sized(ground.font, 13))
    painter.setPen(QColor(ground.look.text))
    for at, row in enumerate(chart.rows):
        line = QRectF(area.x() + 4, room.y() + at * height, titles - 14, height)
        _text(painter, line, row.title, Qt.AlignmentFlag.AlignLeft)


def _paint_bar(ground: Ground, chart: Chart, mark: Mark) -> None:
    painter, look = ground.painter, ground.look
    _fill(ground, mark.bar, mark.series, 4.0)
    if not mark.words:
        return
    many = _has_more(chart)
    painter.setFont(sized(ground.font, 11 if many else 13, tabular=True))
    painter.setPen(QColor(look.text if not mark.series else look.muted))
    is_all = mark.words != mark.datum.text
    middle = mark.bar.bottom() + 0.5 if is_all else mark.bar.center().y()
    line = QRectF(mark.words_x, middle - 9, mark.spot.right() - mark.words_x, 18)
    _text(painter, line, mark.words, Qt.AlignmentFlag.AlignLeft)


def _paint_rate(ground: Ground, chart: Chart, mark: Mark) -> None:
    """Draw the range that chance leaves a share, and the share in it: full where it differs, else hollow."""
    painter, look, datum = ground.painter, ground.look, mark.datum
    room, middle = mark.bar, mark.bar.center().y()
    if not datum.is_seen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(look.outline), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(room.adjusted(0, 4, 0, -4))
    full = room.width() if not datum.value else room.width() / min(1.0, datum.value / chart.top)
    if datum.low is not None and datum.high is not None:
        begin = room.x() + full * min(1.0, datum.low / chart.top)
        end = room.x() + full * min(1.0, datum.high / chart.top)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(look.accent, look.surface, 0.28))
        painter.drawRoundedRect(QRectF(begin, middle - 4, max(2.0, end - begin), 8), 4, 4)
    if datum.text and datum.is_seen:
        dot = QPointF(room.x() + (room.width() if datum.value else 0.0), middle)
        painter.setPen(QPen(QColor(look.accent), 2))
        painter.setBrush(QColor(look.accent if datum.is_sure else look.surface))
        painter.drawEllipse(dot, 5, 5)
    painter.setFont(sized(ground.font, 13, tabular=True))
    painter.setPen(QColor(look.text if datum.is_seen else look.muted))
    _, _, figures = _widths(mark.spot)
    line = QRectF(mark.spot.right() - figures + 10, mark.spot.y(), figures - 14, mark.spot.height())
    _text(painter, line, datum.text or "–", Qt.AlignmentFlag.AlignLeft)


def _widths(spot: QRectF) -> tuple[float, float, float]:
    titles = min(_TITLE_MOST, max(_TITLE_LEAST, spot.width() * TITLES))
    figures = min(_FIGURE_MOST, max(_FIGURE_LEAST, spot.width() * FIGURES))
    return spot.width(), titles, figures


def _rate_rows(chart: Chart, area: QRectF) -> list[Mark]:
    room, _, _ = _lying(chart, area)
    height = min(_ROW_MOST, room.height() / max(1, len(chart.rows)))
    found = []
    for at, row in enumerate(chart.rows):
        datum = row.data[0]
        spot = QRectF(area.x(), room.y() + at * height, area.width(), height)
        share = min(1.0, datum.value / chart.top)
        width = room.width() * share if datum.value else room.width()
        found.append(Mark(datum, spot, QRectF(room.x(), spot.y(), width, height), 0))
    return found


def _paint_axis(ground: Ground, chart: Chart, room: QRectF) -> None:
    if not chart.ticks:
        return
    painter, look = ground.painter, ground.look
    painter.setFont(sized(ground.font, 11, tabular=True))
    last = max(1, len(chart.ticks) - 1)
    for at, text in enumerate(chart.ticks):
        x = room.x() + room.width() * at / last
        painter.setPen(QPen(QColor(look.border), 1))
        painter.drawLine(QPointF(x, room.y()), QPointF(x, room.bottom()))
        painter.setPen(QColor(look.muted))
        painter.drawText(QRectF(x - 40, room.bottom() + 3, 80, 18), Qt.AlignmentFlag.AlignHCenter, text)


# Standing columns ---------------------------------------------------------------------------------------------------


def _standing(chart: Chart, area: QRectF) -> QRectF:
    top = _LEGEND if len(chart.series) > 1 else 10.0
    return area.adjusted(64, top, -6, -_AXIS - 2)


def _columns_of(chart: Chart, area: QRectF) -> list[Mark]:
    room = _standing(chart, area)
    step = room.width() / max(1, len(chart.rows))
    found = []
    for at, row in enumerate(chart.rows):
        count = max(1, len(row.data))
        width = min(_COLUMN_MOST * count, step * 0.72) / count
        left = room.x() + at * step + (step - width * count) / 2
        for series, datum in enumerate(row.data):
            height = room.height() * min(1.0, datum.value / chart.top)
            high = max(_LEAST, height) if datum.value else 0.0
            bar = QRectF(left + series * width, room.bottom() - high, max(1.0, width - 2), high)
            spot = QRectF(left + series * width - 1, room.y(), width, room.height())
            found.append(Mark(datum, spot, bar, series))
    return found


def _paint_standing_frame(ground: Ground, chart: Chart, area: QRectF) -> None:
    painter, look, room = ground.painter, ground.look, _standing(chart, area)
    painter.setFont(sized(ground.font, 11, tabular=True))
    last = max(1, len(chart.ticks) - 1)
    for at, text in enumerate(chart.ticks):
        y = room.bottom() - room.height() * at / last
        painter.setPen(QPen(QColor(look.border), 1))
        painter.drawLine(QPointF(room.x(), y), QPointF(room.right(), y))
        painter.setPen(QColor(look.muted))
        figure = QRectF(area.x(), y - 9, 56, 18)
        painter.drawText(figure, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    step = room.width() / max(1, len(chart.rows))
    widest = max(
        (QFontMetricsF(painter.font()).horizontalAdvance(row.title) for row in chart.rows), default=1.0
    )
    every = max(1, int(-(-(widest + 10) // step)))
    painter.setPen(QColor(look.muted))
    for at, row in enumerate(chart.rows):
        if at % every == 0:
            line = QRectF(room.x() + (at + 0.5) * step - 60, room.bottom() + 5, 120, 18)
            painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, row.title)


def _paint_column(ground: Ground, chart: Chart, mark: Mark) -> None:
    painter = ground.painter
    _fill(ground, mark.bar, mark.series, 3.0)
    if len(chart.series) == 1 and mark.datum.text:
        painter.setFont(sized(ground.font, 11, tabular=True))
        painter.setPen(QColor(ground.look.text))
        line = QRectF(mark.bar.center().x() - 40, mark.bar.y() - 17, 80, 16)
        painter.drawText(line, Qt.AlignmentFlag.AlignHCenter, mark.datum.text)


# Fields -------------------------------------------------------------------------------------------------------------


def _grid(chart: Chart, area: QRectF) -> tuple[QRectF, float, float]:
    titles = min(_TITLE_MOST, max(_TITLE_LEAST, area.width() * TITLES))
    wide = (area.width() - titles) / max(1, len(chart.series))
    room = area.adjusted(titles, _head(chart, wide) + (_LEGEND if chart.key else 0.0), 0, 0)
    return room, wide, min(_FIELD_MOST, room.height() / max(1, len(chart.rows)))


def _head(chart: Chart, wide: float) -> float:
    """Return how high the headings of fields stand: level where they fit, else slanted."""
    longest = _longest(chart)
    return _HEAD if longest <= wide - 4 else min(_SLANT_MOST, longest * _SLANT + 14)


def _longest(chart: Chart) -> float:
    metrics = QFontMetricsF(sized(QGuiApplication.font(), 11))
    return max((metrics.horizontalAdvance(name) for name in chart.series), default=0.0)


def _fields_of(chart: Chart, area: QRectF) -> list[Mark]:
    room, wide, high = _grid(chart, area)
    found = []
    for at, row in enumerate(chart.rows):
        for series, datum in enumerate(row.data):
            spot = QRectF(room.x() + series * wide, room.y() + at * high, wide, high)
            found.append(Mark(datum, spot, spot.adjusted(1, 1, -1, -1), series))
    return found


def _paint_grid_frame(ground: Ground, chart: Chart, area: QRectF) -> None:
    painter, look = ground.painter, ground.look
    room, wide, high = _grid(chart, area)
    painter.setFont(sized(ground.font, 11))
    painter.setPen(QColor(look.muted))
    is_slanted = _longest(chart) > wide - 4
    for at, name in enumerate(chart.series):
        if is_slanted:
            _paint_slanted(painter, QPointF(room.x() + (at + 0.5) * wide, room.y() - 6), name)
        else:
            line = QRectF(room.x() + at * wide + 2, room.y() - _HEAD, wide - 4, _HEAD - 4)
            _text(painter, line, name, Qt.AlignmentFlag.AlignHCenter)
    painter.setFont(sized(ground.font, 13 if high >= _WORDS_FROM + 3 else 10))
    painter.setPen(QColor(look.text))
    for at, row in enumerate(chart.rows):
        line = QRectF(area.x() + 4, room.y() + at * high, room.x() - area.x() - 14, high)
        _text(painter, line, row.title, Qt.AlignmentFlag.AlignLeft)


def _paint_slanted(painter: QPainter, foot: QPointF, name: str) -> None:
    """Draw a heading that leans to the left and ends above its field."""
    painter.save()
    painter.translate(foot)
    painter.rotate(_LEANING)
    room = QRectF(-(_SLANT_MOST - 14) / _SLANT, -8, (_SLANT_MOST - 14) / _SLANT, 16)
    _text(painter, room, name, Qt.AlignmentFlag.AlignRight)
    painter.restore()


def _paint_field(ground: Ground, chart: Chart, mark: Mark) -> None:
    """Draw a field: nothing to count is left white, nothing of something is grey, what rests on little is hollow."""
    painter, look, datum = ground.painter, ground.look, mark.datum
    share = min(1.0, datum.value / chart.top) if chart.top else 0.0
    colour = mixed(look.accent, look.surface, 0.1 + 0.82 * share) if datum.value else QColor(look.sunken)
    painter.setPen(QPen(QColor(look.border), 1) if not datum.text else Qt.PenStyle.NoPen)
    painter.setBrush(colour if datum.text else Qt.BrushStyle.NoBrush)
    if not datum.is_sure and datum.text:
        painter.setPen(QPen(mixed(look.accent, look.surface, 0.25 + 0.6 * share), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = QColor(look.surface)
    painter.drawRoundedRect(mark.bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if datum.text and mark.bar.height() >= _WORDS_LEAST:
        painter.setFont(sized(ground.font, 12 if mark.bar.height() > _LARGE_FROM else 10, tabular=True))
        painter.setPen(_ink(colour, look))
        _text(painter, mark.bar.adjusted(2, 0, -2, 0), datum.text, Qt.AlignmentFlag.AlignHCenter)


def _ink(ground: QColor, look: Tokens) -> QColor:
    """Return whichever of text and paper stands out more from a ground."""
    inks = (QColor(look.text), QColor(look.on_accent), QColor(look.surface))
    return max(inks, key=lambda ink: abs(ink.lightnessF() - ground.lightnessF()))


# What they share ----------------------------------------------------------------------------------------------------


def _paint_legend(ground: Ground, chart: Chart, area: QRectF) -> None:
    has_series = chart.shape in {Shape.BARS, Shape.COLUMNS} and len(chart.series) > 1
    words = chart.key or (chart.series if has_series else ())
    painter = ground.painter
    painter.setFont(sized(ground.font, 12))
    metrics = QFontMetricsF(painter.font())
    x = area.right()
    for at in reversed(range(len(words))):
        width = metrics.horizontalAdvance(words[at])
        x -= width
        painter.setPen(QColor(ground.look.muted))
        painter.drawText(QRectF(x, area.y(), width + 2, 18), Qt.AlignmentFlag.AlignVCenter, words[at])
        x -= 18
        _paint_sign(ground, chart, QRectF(x, area.y() + 4, 12, 10), at)
        x -= 14


def _paint_sign(ground: Ground, chart: Chart, room: QRectF, at: int) -> None:
    """Draw what stands before a word of the legend: a colour, or a full or hollow mark."""
    painter, look = ground.painter, ground.look
    if not chart.key:
        _fill(ground, room, at, 2.0)
        return
    painter.setPen(QPen(QColor(look.accent), 2))
    painter.setBrush(QColor(look.surface if at else look.accent))
    painter.drawEllipse(room.center(), 4.5, 4.5)


def _text(painter: QPainter, room: QRectF, text: str, side: Qt.AlignmentFlag) -> None:
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)


_MARKS: Mapping[Shape, Callable[[Chart, QRectF], list[Mark]]] = {
    Shape.BARS: _rows_of, Shape.RATES: _rate_rows, Shape.COLUMNS: _columns_of, Shape.GRID: _fields_of,
}  # fmt: skip
_FRAMES: Mapping[Shape, Callable[[Ground, Chart, QRectF], None]] = {
    Shape.BARS: _paint_lying_frame, Shape.RATES: _paint_lying_frame, Shape.COLUMNS: _paint_standing_frame,
    Shape.GRID: _paint_grid_frame,
}  # fmt: skip
_PAINTS: Mapping[Shape, Callable[[Ground, Chart, Mark], None]] = {
    Shape.BARS: _paint_bar, Shape.RATES: _paint_rate, Shape.COLUMNS: _paint_column, Shape.GRID: _paint_field,
}  # fmt: skip
