"""Why a lead's score is what it is: one line for each rule, and their sum."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.services.lead_knowledge import Knowledge, Reason
from app.views import formats
from app.views.punctuation import aside
from app.views.said import said
from app.views.theme import sized, tokens
from app.views.widgets.basics import column, label
from app.views.widgets.score_bar import ScoreBar

_ROW, _FIGURE, _WIDTH = 24, 48, 264


class ScoreLines(QFrame):
    """Shows the score with its bar, what it makes of the lead, and every line."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "inset")
        self.setFixedWidth(_WIDTH)
        self._heading, self._meaning = label("", "heading"), label("", "small", wrap=True)
        self._bar, self._lines = ScoreBar(), _Lines()
        layout = column(
            self._heading, self._bar, self._meaning, 4, self._lines, None, gap=8, margin=(14, 12, 14, 12)
        )
        self.setLayout(layout)

    def show_reasons(self, known: Knowledge, now: int) -> None:
        """Show the lines of a lead.

        Args:
            known: What is known of it.
            now: Microseconds UTC, to say how long ago something was seen.
        """
        self._heading.setText(QCoreApplication.translate("Knowledge", "Why this score"))
        full = max(2 * known.suspect_below, known.score, 1)
        share, mark = known.score / full, known.suspect_below / full
        name = QCoreApplication.translate("Knowledge", "Score")
        self._bar.show_value(formats.number(known.score), share, mark=mark, name=name)
        self._meaning.setText(_meaning(known))
        self._lines.show_lines([(_text(reason, now), _points(reason)) for reason in known.reasons])


class _Lines(QWidget):
    """Texts and figures, one line each, read out as one list."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        self._lines = lines
        self.setFixedHeight(len(lines) * _ROW)
        whole = "\n".join(f"{text} {points}" for text, points in lines)
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH - 28, len(self._lines) * _ROW)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for at, (text, points) in enumerate(self._lines):
            top, room = at * _ROW, self.width() - _FIGURE
            painter.setFont(sized(self.font(), 13))
            painter.setPen(QColor(now.text))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(0, top, room, _ROW), Qt.AlignmentFlag.AlignVCenter, shown)
            painter.setFont(sized(self.font(), 13, tabular=True))
            painter.setPen(QColor(now.ok if not points.startswith("−") else now.bad))
            painter.drawText(QRect(room, top, _FIGURE, _ROW), right, points)
        painter.end()


def _text(reason: Reason, now: int) -> str:
    if reason.title is None:
        return QCoreApplication.translate("Knowledge", "Given by its source")
    text = said(reason.title)
    if reason.times > 1:
        text = QCoreApplication.translate("Knowledge", "{what} × {n}").format(what=text, n=reason.times)
    return text if reason.last_at is None else aside(text, formats.moment(reason.last_at, now))


def _points(reason: Reason) -> str:
    sign = "+" if reason.points > 0 else "−"
    return sign + formats.number(abs(reason.points))


def _meaning(known: Knowledge) -> str:
    if not known.reasons:
        return QCoreApplication.translate(
            "Knowledge", "No rule of the playbook fits yet. A job title, a source or a visit may."
        )
    below = formats.number(known.suspect_below)
    if known.is_suspect:
        text = QCoreApplication.translate("Knowledge", "A suspect: from {n} points it goes ahead of others.")
    else:
        text = QCoreApplication.translate("Knowledge", "No suspect any more: it has {n} points or more.")
    return text.format(n=below)
