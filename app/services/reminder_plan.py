"""What is to be shown now, decided from rows, notes and the clock alone; nothing is read or written here.

A reminder has an *occasion*: the instant it was due, or the end of the last snooze. An occasion is shown once its
time has come and a note of this desk says that it was; a note is written only after showing. So whatever ends
the program, a reminder is shown at least once, and twice only if the program died between the two.

Clocks are set back, too. What was shown under a clock that ran ahead, for a time that has not come yet, is
taken back and shown in its time; a snooze counted from a future hour is counted again from now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from app.clock import MINUTE

CLOCK_TOLERANCE = 2 * MINUTE
"""Clocks of two machines, and one clock before and after it was put right, differ by this much every day."""
CARDS = 3
"""More pop-ups than this at once are one digest."""


@dataclass(frozen=True, slots=True)
class Note:
    """That this desk has shown an occasion.

    Attributes:
        at: The occasion.
        shown_at: When it was last shown.
    """

    at: int
    shown_at: int


class Remindable(Protocol):
    """What the decision needs of a reminder that is not settled."""

    @property
    def id(self) -> UUID:
        """Its name."""

    @property
    def due_at(self) -> int:
        """When it was due first."""

    @property
    def until_at(self) -> int | None:
        """The end of its last snooze."""

    @property
    def marked_at(self) -> int | None:
        """When it was last put off."""

    @property
    def repeat(self) -> int | None:
        """After how many microseconds it comes again; ``None`` for once."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is the case besides the rows.

    Attributes:
        now: The present instant.
        is_on_call: A call runs: everything is held back.
        may_repeat: Whether what was shown once may come again now: within working hours.
    """

    now: int
    is_on_call: bool = False
    may_repeat: bool = True


@dataclass(frozen=True, slots=True)
class Plan[R: Remindable]:
    """What to do now.

    Attributes:
        show: To be shown now, oldest first, and noted once shown.
        held: How many would be shown if no call ran.
        next_at: When something is to be shown next; ``None`` where nothing is known to come.
        forget: Notes of what was shown too early.
        renote: Notes made under a clock that ran ahead: they count from now.
        renew: Snoozes counted from a time to come, with the instant they end at if they began now.
    """

    show: tuple[R, ...] = ()
    held: int = 0
    next_at: int | None = None
    forget: tuple[R, ...] = ()
    renote: tuple[R, ...] = ()
    renew: tuple[tuple[R, int], ...] = ()


def occasion(reminder: Remindable) -> int:
    """Return the instant from which a reminder is to be shown."""
    return reminder.due_at if reminder.until_at is None else reminder.until_at


def plan[R: Remindable](reminders: Iterable[R], notes: Mapping[UUID, Note], around: Circumstances) -> Plan[R]:
    """Decide what to show now and when to look again.

    Args:
        reminders: Every reminder that is open and not settled, due or coming.
        notes: What this desk has shown, by reminder.
        around: What is the case now.
    """
    sorting = _Sorting[R](around)
    for reminder in reminders:
        sorting.take(reminder, notes.get(reminder.id))
    due = tuple(sorted(sorting.due, key=lambda one: (occasion(one), one.id.hex)))
    return Plan(
        show=() if around.is_on_call else due,
        held=len(due) if around.is_on_call else 0,
        next_at=min(sorting.coming, default=None),
        forget=tuple(sorting.forget),
        renote=tuple(sorting.renote),
        renew=tuple(sorting.renew),
    )


@dataclass(slots=True)
class _Sorting[R: Remindable]:
    around: Circumstances
    due: list[R] = field(default_factory=list)
    coming: list[int] = field(default_factory=list)
    forget: list[R] = field(default_factory=list)
    renote: list[R] = field(default_factory=list)
    renew: list[tuple[R, int]] = field(default_factory=list)

    def take(self, reminder: R, note: Note | None) -> None:
        """Put a reminder where it belongs."""
        at, now = occasion(reminder), self.around.now
        if at > now:
            self._wait(reminder, note, at)
        elif note is None or note.at != at:
            self.due.append(reminder)
        elif note.shown_at > now + CLOCK_TOLERANCE:
            self.renote.append(reminder)
        elif reminder.repeat is not None:
            again_at = note.shown_at + reminder.repeat
            if again_at > now:
                self.coming.append(again_at)
            elif self.around.may_repeat:
                self.due.append(reminder)

    def _wait(self, reminder: R, note: Note | None, at: int) -> None:
        now, marked_at = self.around.now, reminder.marked_at
        if note is not None and note.at == at and at > now + CLOCK_TOLERANCE:
            self.forget.append(reminder)
        if reminder.until_at is not None and marked_at is not None and marked_at > now + CLOCK_TOLERANCE:
            at = now + max(0, reminder.until_at - marked_at)
            self.renew.append((reminder, at))
        self.coming.append(at)


def is_one_digest(on_screen: int, coming: int, *, is_back: bool) -> bool:
    """Whether reminders are shown as one digest rather than as cards.

    Args:
        on_screen: Cards that stand there already.
        coming: Reminders to be shown now.
        is_back: Whether the person was away: the program has just started, or the machine has woken.
    """
    return on_screen + coming > CARDS or (is_back and coming > 1)
