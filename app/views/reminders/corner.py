"""The corner under the bell: up to three cards, or one digest; never takes the focus by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import override
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import Clock
from app.services.reminder_plan import is_one_digest
from app.services.reminder_rows import Reminder, Snoozes, Standing, oldest_first
from app.views.reminders.card import WIDTH, CornerCard, DigestCard, ReminderCard
from app.views.top_bar import HEIGHT
from app.views.widgets.overlay import Overlay

MINUTE_MS = 60_000
_MARGIN, _GAP = 16, 10


class Corner(QObject):
    """Holds what pops up over one window."""

    seen = Signal(object)
    """Reminders that are in sight now: a list."""
    opened = Signal(object)
    settled = Signal(object)
    snoozed = Signal(object, object)
    """A reminder, and how to put it off; ``None`` asks for another time."""
    digest_opened = Signal()

    def __init__(self, window: QWidget, clock: Clock, *, top: int = HEIGHT + _MARGIN) -> None:
        """Make it for a window, its first card ``top`` pixels below the edge."""
        super().__init__(window)
        self._top = top
        self._window, self._clock = window, clock
        self._cards: dict[UUID, ReminderCard] = {}
        self._digest: DigestCard | None = None
        self._many: dict[UUID, Reminder] = {}
        self._unseen: set[UUID] = set()
        self._is_back = self._is_quiet = False
        self._before: QWidget | None = None
        self._snoozes = Snoozes()
        self._each_minute = QTimer(self, interval=MINUTE_MS)
        self._each_minute.timeout.connect(self.say_again)
        window.installEventFilter(self)

    # What there is to show.

    def stand(self, found: Standing, fresh: Sequence[Reminder], *, is_back: bool) -> None:
        """Show what is new, let go of what was handled, and be quiet while a call runs."""
        self._snoozes, self._is_quiet = found.snoozes, found.is_on_call
        open_ones = {one.id: one for one in found.due}
        for name in [name for name in self._cards if name not in open_ones]:
            self._drop(self._cards[name])
        self._many = {name: open_ones[name] for name in self._many if name in open_ones}
        self._unseen |= {one.id for one in fresh}
        again = [one for one in fresh if one.id in self._cards or one.id in self._many]
        new = [one for one in fresh if one.id not in self._cards and one.id not in self._many]
        if self._digest is not None or is_one_digest(len(self._cards), len(new), is_back=is_back):
            self._gather(new, is_back=is_back)
        else:
            for one in new:
                self._add(one)
        self._show_again(again)
        if self._digest is not None and not self._many:
            self._drop_digest()
        for name, card in self._cards.items():
            card.say(open_ones[name], self._clock())
        self.say_again()
        self._place()

    def forget(self) -> None:
        """Let go of everything: another person sits here now."""
        for card in list(self._cards.values()):
            self._drop(card)
        self._drop_digest()
        self._unseen.clear()

    def reminders(self) -> list[Reminder]:
        """Return what is in the corner, oldest first."""
        return sorted([*(card.one for card in self._cards.values()), *self._many.values()], key=oldest_first)

    def count_as_seen(self, reminders: Iterable[Reminder]) -> None:
        """Wait no more for these to be drawn: they were shown."""
        self._unseen -= {one.id for one in reminders}

    def take_away(self, one: Reminder) -> None:
        """Let go of a reminder that was just answered, before the answer is known to have counted."""
        card = self._cards.get(one.id)
        if card is not None:
            self._drop(card)
            self._place()

    def drop_digest(self) -> None:
        """Let go of the digest: it is being worked through."""
        self._drop_digest()

    # The keyboard.

    def focus(self) -> bool:
        """Move to the first card; return whether there is one in sight."""
        cards = self._shown()
        if not cards:
            return False
        focused = QApplication.focusWidget()
        if not isinstance(focused, CornerCard):
            self._before = focused
        cards[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @Slot()
    def leave(self) -> None:
        """Move back to where one was."""
        before, self._before = self._before, None
        try:
            is_there = before is not None and before.isVisible() and before.isEnabled()
        except RuntimeError:  # its page went away meanwhile
            is_there = False
        (before if is_there and before is not None else self._window.window()).setFocus()

    @Slot(int)
    def _on_stepped(self, by: int) -> None:
        cards, at = self._shown(), QApplication.focusWidget()
        if at in cards:
            cards[(cards.index(at) + by) % len(cards)].setFocus(Qt.FocusReason.TabFocusReason)

    # Cards.

    def _add(self, one: Reminder) -> None:
        card = ReminderCard(self._window, one, self._snoozes)
        self._wire(card)
        card.opened.connect(self.opened)
        card.settled.connect(self.settled)
        card.snoozed.connect(self.snoozed)
        card.say(one, self._clock())
        self._cards[one.id] = card
        self._announce(card, card.spoken(self._clock()))

    def _gather(self, new: Iterable[Reminder], *, is_back: bool) -> None:
        """Put everything into one digest."""
        had_focus = any(card.hasFocus() for card in self._cards.values())
        self._many |= {one.id: one for one in (*(card.one for card in self._cards.values()), *new)}
        for card in list(self._cards.values()):
            self._drop(card)
        if self._digest is None and self._many:
            self._digest = DigestCard(self._window)
            self._wire(self._digest)
            self._digest.opened.connect(self.digest_opened)
            self._is_back = is_back
        if self._digest is not None:
            self._say_digest()
            self._announce(self._digest, self._digest.accessibleName())
            self._digest.paint_again()
            if had_focus:
                self._digest.setFocus()

    def _wire(self, card: CornerCard) -> None:
        card.painted.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        card.left.connect(self.leave)
        card.put_away.connect(self._on_put_away)
        card.stepped.connect(self._on_stepped)
        if not self._each_minute.isActive():
            self._each_minute.start()

    def _show_again(self, again: Sequence[Reminder]) -> None:
        for one in again:
            card = self._cards.get(one.id, self._digest)
            if card is not None:
                card.paint_again()

    @Slot(object)
    def _on_painted(self, card: CornerCard) -> None:
        """What was drawn in a window one can see counts as seen."""
        shown = [card.one] if isinstance(card, ReminderCard) else list(self._many.values())
        new = sorted((one for one in shown if one.id in self._unseen), key=oldest_first)
        if new:
            self.count_as_seen(new)
            self.seen.emit(new)

    @Slot(object)
    def _on_put_away(self, card: CornerCard) -> None:
        if isinstance(card, ReminderCard):
            self._drop(card)
        else:
            self._drop_digest()
        self._place()

    def _drop(self, card: ReminderCard) -> None:
        self._cards.pop(card.one.id, None)
        self._let_go(card)

    def _drop_digest(self) -> None:
        digest, self._digest = self._digest, None
        self._many.clear()
        if digest is not None:
            self._let_go(digest)

    def _let_go(self, card: CornerCard) -> None:
        """Take a card away; the keys go on to the next one, or back to the page."""
        had_focus = card.hasFocus()
        card.hide()
        card.deleteLater()
        if not self._cards and self._digest is None:
            self._each_minute.stop()
        if had_focus:
            rest = self._shown()
            if rest:
                rest[0].setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.leave()

    # Saying and placing.

    @Slot()
    def say_again(self) -> None:
        """Say times anew, and everything in another language."""
        for card in self._cards.values():
            card.say(card.one, self._clock())
        self._say_digest()

    def _say_digest(self) -> None:
        if self._digest is not None:
            many = sorted(self._many.values(), key=oldest_first)
            self._digest.say(many, self._clock(), is_back=self._is_back)

    def _shown(self) -> list[CornerCard]:
        if self._is_quiet:
            return []
        if self._digest is not None:
            return [self._digest]
        return [self._cards[one.id] for one in sorted(self._ones(), key=oldest_first)]

    def _ones(self) -> list[Reminder]:
        return [card.one for card in self._cards.values()]

    def _place(self) -> None:
        shown = self._shown()
        for card in (*self._cards.values(), *([self._digest] if self._digest else [])):
            if card not in shown:
                card.hide()
        top, right = self._top, self._window.width() - _MARGIN
        for card in shown:
            height = card.height_needed()
            card.setGeometry(right - WIDTH, top, WIDTH, height)
            if not card.isVisible():
                card.show()
                card.raise_()
                self._stay_below()
            top += height + _GAP

    def _stay_below(self) -> None:
        """Let what asks for something over the window stay in front."""
        for panel in self._window.findChildren(Overlay):
            if panel.isVisible():
                panel.raise_()

    def _announce(self, card: QWidget, text: str) -> None:
        if not self._is_quiet:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(card, text))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self._window and event.type() == QEvent.Type.LanguageChange:
            self.say_again()
        return False
