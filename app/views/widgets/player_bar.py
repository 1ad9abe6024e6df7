"""Plays one recording where it is looked at: a line with marks at the questions, by keys or mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, override

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.views import formats
from app.views.icons import icon
from app.views.theme import tokens
from app.views.widgets.basics import column, icon_button, label, rename, row
from app.views.widgets.elided import Elided

STEP_MS = 5_000
_REFRESH_MS, _NUMBERED, _LINE, _REACH = 100, 9, 5, 8


class Playable(Protocol):
    """A sound that can be played from any place."""

    length_ms: int
    is_playing: bool

    @property
    def position_ms(self) -> int:
        """Where it plays."""

    def play(self) -> None:
        """Play on."""

    def pause(self) -> None:
        """Stop and keep the place."""

    def seek(self, at_ms: int) -> None:
        """Go to a place."""

    def close(self) -> None:
        """Stop for good."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place worth going to."""

    title: str
    at_ms: int


class PlayerBar(QFrame):
    """Space plays and pauses, arrows go five seconds, numbers go to the questions, Escape puts it away."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._sound: Playable | None = None
        self.marks: tuple[Mark, ...] = ()
        self._title, self._time = Elided("heading"), label("", "muted")
        self._question = label("", "small")
        self.toggle_button = icon_button("player-play", "", self.toggle)
        self._close = icon_button("x", "", self.put_away)
        self.line = _Line()
        self.line.asked.connect(self.go_to)
        head = row(self.toggle_button, self._title, self._time, self._close, gap=8)
        head.setStretch(1, 1)
        self.setLayout(column(head, self.line, self._question, gap=4, margin=(14, 8, 14, 10)))
        self._refresh = QTimer(self, interval=_REFRESH_MS)
        self._refresh.timeout.connect(self._show_place)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def load(self, title: str, sound: Playable, marks: Sequence[Mark]) -> None:
        """Show a recording and play it from its beginning."""
        self.put_away()
        self._sound, self.marks = sound, tuple(marks)
        self._title.say(title)
        self.line.show_length(sound.length_ms, self.marks)
        self.setAccessibleName(self.tr("Recording {file}").format(file=title))
        rename(self._close, self.tr("Put the recording away"), "Esc")
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        sound.play()
        self._refresh.start()
        self._show_place()

    @Slot()
    def toggle(self) -> None:
        """Play or pause."""
        if self._sound is not None:
            if self._sound.is_playing:
                self._sound.pause()
            else:
                self._sound.play()
            self._show_place()

    @Slot(int)
    def go_to(self, at_ms: int) -> None:
        """Go to a place."""
        if self._sound is not None:
            self._sound.seek(at_ms)
            self._show_place()

    @Slot()
    def put_away(self) -> None:
        """Stop and hide."""
        self._refresh.stop()
        sound, self._sound = self._sound, None
        if sound is not None:
            sound.close()
            self.hide()
            self.closed.emit()

    @override
    def event(self, event: QEvent) -> bool:
        # Numbers are the page's keys too (answers at the call desk): where one listens they go to the questions.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._sound:
            number = event.key() - Qt.Key.Key_1.value
            if not event.modifiers().value and 0 <= number < min(_NUMBERED, len(self.marks)):
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        sound, key = self._sound, event.key()
        number = key - Qt.Key.Key_1.value
        if sound is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.toggle()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.go_to(sound.position_ms + (STEP_MS if key == Qt.Key.Key_Right else -STEP_MS))
        elif key == Qt.Key.Key_Escape:
            self.put_away()
        elif 0 <= number < min(_NUMBERED, len(self.marks)):
            self.go_to(self.marks[number].at_ms)
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if self._sound is not None:
            self._sound.pause()
        super().hideEvent(event)

    @Slot()
    def _show_place(self) -> None:
        sound = self._sound
        if sound is None:
            return
        at = sound.position_ms
        self.line.show_place(at)
        self._time.setText(
            f"{formats.stop_watch(at // 1000)} / {formats.stop_watch(sound.length_ms // 1000)}"
        )
        name = self.tr("Pause") if sound.is_playing else self.tr("Play")
        self.toggle_button.setIcon(icon("player-pause" if sound.is_playing else "player-play"))
        rename(self.toggle_button, name, "Space")
        now = [(number, mark) for number, mark in enumerate(self.marks, 1) if mark.at_ms <= at]
        if now:
            number, mark = now[-1]
            self._question.setText(f"{number}  {mark.title}")
        elif self.marks:
            how = self.tr("Numbers go to the questions: 1 is {first}")
            self._question.setText(how.format(first=self.marks[0].title))
        else:
            self._question.setText(self.tr("No question was answered during this recording."))


class _Line(QWidget):
    """The length of the recording, the place in it, and a mark for each question."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._length_ms, self._at_ms = 1, 0
        self._marks: tuple[Mark, ...] = ()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_length(self, length_ms: int, marks: tuple[Mark, ...]) -> None:
        self._length_ms, self._marks = max(1, length_ms), marks
        self.setAccessibleName(self.tr("Place in the recording"))
        told = (f"{formats.stop_watch(mark.at_ms // 1000)} {mark.title}" for mark in marks)
        self.setAccessibleDescription("; ".join(told))
        self.show_place(0)

    def show_place(self, at_ms: int) -> None:
        self._at_ms = at_ms
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, 26)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position().x())
        self.asked.emit(near.at_ms if near else self._at(event.position().x()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position().x())
        at = near.at_ms if near else self._at(event.position().x())
        time = formats.stop_watch(at // 1000)
        self.setToolTip(f"{time}  {near.title}" if near else time)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        now, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        painter.setBrush(QColor(now.sunken))
        painter.drawRoundedRect(QRectF(0, middle - _LINE / 2, self.width(), _LINE), 2, 2)
        painter.setBrush(QColor(now.accent))
        painter.drawRoundedRect(QRectF(0, middle - _LINE / 2, self._x(self._at_ms), _LINE), 2, 2)
        for mark in self._marks:
            painter.setBrush(QColor(now.text if mark.at_ms > self._at_ms else now.accent))
            painter.drawRoundedRect(QRectF(self._x(mark.at_ms) - 1.5, middle - 9, 3, 18), 1.5, 1.5)
        painter.setBrush(QColor(now.accent))
        painter.drawEllipse(QPointF(self._x(self._at_ms), middle), 6, 6)
        painter.end()

    def _x(self, at_ms: int) -> float:
        return 6 + (self.width() - 12) * min(1.0, at_ms / self._length_ms)

    def _at(self, x: float) -> int:
        return int(max(0.0, min(1.0, (x - 6) / max(1, self.width() - 12))) * self._length_ms)

    def _near(self, x: float) -> Mark | None:
        return next((mark for mark in self._marks if abs(self._x(mark.at_ms) - x) <= _REACH), None)
