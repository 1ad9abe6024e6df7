"""The states of an answer: their names, and pictures told apart by shape, alike in rails, on answers and cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from app.models.vocabulary import AnswerState
from app.views.icons import paint_icon
from app.views.theme import tokens

_STATES: Mapping[AnswerState, Callable[[], str]] = {
    AnswerState.GOOD: lambda: QCoreApplication.translate("CallDesk", "Good"),
    AnswerState.WEAK: lambda: QCoreApplication.translate("CallDesk", "Weak"),
    AnswerState.REFUSED: lambda: QCoreApplication.translate("CallDesk", "Refused"),
    AnswerState.DISQUALIFYING: lambda: QCoreApplication.translate("CallDesk", "Disqualifies"),
    AnswerState.NOT_ASKED: lambda: QCoreApplication.translate("CallDesk", "Not asked"),
}

STATE_TONES: Mapping[AnswerState, str] = {
    AnswerState.GOOD: "ok",
    AnswerState.WEAK: "warn",
    AnswerState.REFUSED: "muted",
    AnswerState.DISQUALIFYING: "bad",
    AnswerState.NOT_ASKED: "faint",
}
"""Token that colours a state; its shape says it as well."""

STATE_ICONS: Mapping[AnswerState, str] = {
    AnswerState.GOOD: "circle-check",
    AnswerState.WEAK: "circle-half-2",
    AnswerState.REFUSED: "circle-dashed",
    AnswerState.DISQUALIFYING: "ban",
    AnswerState.NOT_ASKED: "circle",
}
_SKIPPED, _CARRIED = "minus", "history"
_STAR = (
    (0.5, 0.02), (0.65, 0.35), (1, 0.39), (0.74, 0.63), (0.81, 0.98),
    (0.5, 0.8), (0.19, 0.98), (0.26, 0.63), (0, 0.39), (0.35, 0.35),
)  # fmt: skip


def state_text(state: AnswerState) -> str:
    """Return the name of a state."""
    return _STATES[state]()


def paint_state(painter: QPainter, box: QRectF, state: AnswerState, *, is_skipped: bool = False) -> None:
    """Draw the picture of a state in a square of 12 to 18 pixels; a skipped question is a bar."""
    name = _SKIPPED if is_skipped else STATE_ICONS[state]
    paint_icon(painter, name, box, getattr(tokens(), STATE_TONES[state]))


def paint_carried(painter: QPainter, box: QRectF) -> None:
    """Draw the sign of an answer taken over from an earlier call and not said again."""
    paint_icon(painter, _CARRIED, box, tokens().muted)


def paint_star(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Draw the star of a core question."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(
        QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in _STAR])
    )
    painter.restore()
