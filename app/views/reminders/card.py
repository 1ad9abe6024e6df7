"""One reminder in the corner: whom, why, since when, and what to do about it, each with its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import override

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from app.services.reminder_rows import Reminder, Snoozes
from app.services.reminder_times import Snooze
from app.views.punctuation import joined, labelled
from app.views.reminders import words
from app.views.theme import tokens
from app.views.widgets.basics import column, icon_button, label, row
from app.views.widgets.elided import Elided
from app.views.widgets.icon_label import IconLabel
from app.views.widgets.kbd import KeyHint
from app.views.widgets.key_button import KeyButton

WIDTH = 440
MOST_LINES = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CornerCard(QFrame):
    """What all cards share: seen when painted, keys only while focused, left by Escape."""

    painted = Signal(object)
    """It was drawn where somebody can see it; sent once."""
    left = Signal()
    """Back to where one was; the card stays."""
    put_away = Signal(object)
    """The card goes; what it reminds of stays in the centre."""
    stepped = Signal(int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("kind", "raised")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(WIDTH)
        self._is_painted = False
        self._way_in = KeyHint(words.WAY_IN_KEY, self)
        stays = self._way_in.sizePolicy()
        stays.setRetainSizeWhenHidden(True)
        self._way_in.setSizePolicy(stays)
        self._buttons: tuple[KeyButton, ...] = ()

    def keys(self) -> Mapping[str, object]:
        """Return what plain keys do; read by the keys of the window as well, which let them through."""
        return {}

    def act(self, key: str) -> bool:
        """Do what a key does; return whether it does anything."""
        raise NotImplementedError

    @override
    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._claims(event)
        ):
            # The letters of the page below must not act on what lies under the card.
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Down | Qt.Key.Key_J:
                self.stepped.emit(1)
            case Qt.Key.Key_Up | Qt.Key.Key_K:
                self.stepped.emit(-1)
            case Qt.Key.Key_X:
                self.put_away.emit(self)
            case _ if event.key() in _ENTER and self.act("Return"):
                pass
            case _ if not self.act(event.text().upper()):
                super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens().focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 11, 11)
            painter.end()
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit(self)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_who_has_the_keys(is_here=True)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_who_has_the_keys(is_here=False)

    def _show_who_has_the_keys(self, *, is_here: bool) -> None:
        """The keys of a card act once one has gone to it: until then they are pale, and the way there is told."""
        self._way_in.setVisible(not is_here)
        for one in self._buttons:
            one.show_live(is_live=is_here)
        self.update()

    def height_needed(self) -> int:
        """Return the height for the fixed width, wrapped lines included."""
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        layout.activate()
        return layout.totalHeightForWidth(WIDTH) if layout.hasHeightForWidth() else self.sizeHint().height()

    def paint_again(self) -> None:
        """Tell anew when it is next drawn: what it shows has become due once more."""
        self._is_painted = False
        self.update()

    def _claims(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        return plain and (event.text().upper() in {*self.keys(), "J", "K", "X"} or event.key() in _ENTER)


class ReminderCard(CornerCard):
    """One reminder."""

    opened = Signal(object)
    settled = Signal(object)
    snoozed = Signal(object, object)
    """The reminder, and how; ``None`` asks for another time."""

    def __init__(self, window: QWidget, one: Reminder, snoozes: Snoozes) -> None:
        super().__init__(window)
        self.one, self._snoozes = one, snoozes
        look = words.LOOKS[one.kind]
        self._name, self._why, self._words = (
            Elided("heading"),
            label("", "muted", wrap=True),
            label("", wrap=True),
        )
        self._open = KeyButton(words.CALL_KEY, self._on_open, kind="primary", icon_name=words.act_icon(one))
        self._done = KeyButton(words.DONE_KEY, self._on_done, icon_name="check")
        self._later = [
            KeyButton(key, self._later_call(how), kind="quiet") for key, how in words.SNOOZE_KEYS.items()
        ]
        self._other = KeyButton(words.OTHER_KEY, self._on_other, kind="quiet")
        self._away = icon_button("x", "", self._on_away, kind="bare")
        for part in (self._open, self._done, *self._later, self._other, self._away):
            # The card itself has the focus, and the keys.
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons = (self._open, self._done, *self._later, self._other)
        self._show_who_has_the_keys(is_here=False)
        head = row(IconLabel(look.icon, look.tone, 18), self._name, self._way_in, self._away, gap=10)
        head.setStretch(1, 1)
        first = row(self._open, self._done, None, gap=8, margin=(0, 4, 0, 0))
        second = row(
            IconLabel("clock", "muted", 14), *self._later, self._other, None, gap=0, margin=(2, 0, 0, 0)
        )
        self.setLayout(column(head, self._why, self._words, first, second, gap=6, margin=(14, 12, 12, 8)))

    def say(self, one: Reminder, now: int) -> None:
        """Say it again: time goes on, and languages change."""
        self.one = one
        why, when = words.why_line(one), words.when_line(one, now)
        self._name.say(words.lead_name(one))
        self._why.setText(f"{why} · {when}")
        self._words.setText(_shortened(one.words))
        self._words.setVisible(bool(one.words))
        _name(self._open, words.act_text(one))
        _name(self._done, words.done_text(one))
        for part, how in zip(self._later, words.SNOOZE_KEYS.values(), strict=True):
            _name(part, words.snooze_text(how, self._snoozes, now))
        _name(self._other, QCoreApplication.translate("Reminders", "Other…"))
        away = QCoreApplication.translate("Reminders", "Put away; it stays among the reminders")
        self._away.setAccessibleName(away)
        self._away.setToolTip(f"{away}  X")
        self.setAccessibleName(self.spoken(now))
        keys = (words.CALL_KEY, words.DONE_KEY, *words.SNOOZE_KEYS, words.OTHER_KEY)
        ways = (self._open, self._done, *self._later, self._other)
        said = (labelled(key, way.text()) for key, way in zip(keys, ways, strict=True))
        self.setAccessibleDescription(joined(said))

    def spoken(self, now: int) -> str:
        """Return what a screen reader hears."""
        return ". ".join(
            (words.lead_name(self.one), words.why_line(self.one), words.when_line(self.one, now))
        )

    @override
    def keys(self) -> Mapping[str, object]:
        return dict.fromkeys((words.CALL_KEY, words.DONE_KEY, words.OTHER_KEY, *words.SNOOZE_KEYS))

    @override
    def act(self, key: str) -> bool:
        if key in (words.CALL_KEY, "Return"):
            self._on_open()
        elif key == words.DONE_KEY:
            self._on_done()
        elif key == words.OTHER_KEY:
            self._on_other()
        elif key in words.SNOOZE_KEYS:
            self.snoozed.emit(self.one, words.SNOOZE_KEYS[key])
        else:
            return False
        return True

    def _later_call(self, how: Snooze) -> Later:
        return Later(self, how)

    def _on_open(self) -> None:
        self.opened.emit(self.one)

    def _on_done(self) -> None:
        self.settled.emit(self.one)

    def _on_other(self) -> None:
        self.snoozed.emit(self.one, None)

    def _on_away(self) -> None:
        self.put_away.emit(self)


class Later:
    """Puts a card's reminder off in one way; a signal keeps no lambda over the card alive."""

    def __init__(self, card: ReminderCard, how: Snooze) -> None:
        self._card, self._how = card, how

    def __call__(self, *_: object) -> None:
        """Put it off."""
        self._card.snoozed.emit(self._card.one, self._how)


class DigestCard(CornerCard):
    """Many reminders at once: the oldest by name, the rest by number, and the way to work through them."""

    opened = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._title = label("", "heading", wrap=True)
        self._lines = [Elided() for _ in range(MOST_LINES)]
        self._whens = [label("", "small") for _ in range(MOST_LINES)]
        self._whys = [Elided("small") for _ in range(MOST_LINES)]
        self._more = label("", "muted")
        self._work = KeyButton("Return", self.opened.emit, kind="primary", icon_name="list-check")
        self._later = KeyButton("X", self._on_away)
        for part in (self._work, self._later):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons = (self._work, self._later)
        self._show_who_has_the_keys(is_here=False)
        head = row(IconLabel("bell", "accent", 18), self._title, self._way_in, gap=10)
        head.setStretch(1, 1)
        lines = []
        for line, when, why in zip(self._lines, self._whens, self._whys, strict=True):
            first = row(line, when, gap=10)
            first.setStretch(0, 1)
            lines.append(column(first, why, gap=0, margin=(0, 4, 0, 0)))
        last = row(self._work, self._later, None, gap=8, margin=(0, 6, 0, 0))
        self.setLayout(column(head, *lines, self._more, last, gap=6, margin=(14, 12, 14, 12)))

    def say(self, reminders: Sequence[Reminder], now: int, *, is_back: bool) -> None:
        """Say how many there are, the oldest first."""
        self._title.setText(words.digest_title(len(reminders), is_back=is_back))
        for at, (line, when, why) in enumerate(zip(self._lines, self._whens, self._whys, strict=True)):
            one = reminders[at] if at < len(reminders) else None
            line.say("" if one is None else words.lead_name(one))
            why.say("" if one is None else words.why_line(one))
            when.setText("" if one is None else words.when_line(one, now))
            when.setVisible(one is not None)
        rest = len(reminders) - MOST_LINES
        self._more.setText(QCoreApplication.translate("Reminders", "and %Ln more", "", max(0, rest)))
        self._more.setVisible(rest > 0)
        _name(self._work, QCoreApplication.translate("Reminders", "Work through them"))
        _name(self._later, QCoreApplication.translate("Reminders", "Later"))
        self.setAccessibleName(self._title.text())

    @override
    def act(self, key: str) -> bool:
        if key == "Return":
            self.opened.emit()
        return key == "Return"

    def _on_away(self) -> None:
        self.put_away.emit(self)


def _name(part: KeyButton, text: str) -> None:
    part.setText(text)
    part.setAccessibleName(text)


def _shortened(text: str) -> str:
    """Return at most two lines' worth of words."""
    most = 110
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"
