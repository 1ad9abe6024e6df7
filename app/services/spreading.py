"""How promises are spread over a person's working days, or shared among people: pure rules, shown before they are done.

A time agreed with the contact that is still ahead is never moved here: it waits for a person's decision. What was
agreed and missed comes first, then leads whose first response is owed, then what fell due on the oldest day, of one
day the most valuable first. A day is filled up to what is usual and within the working time that is left of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from app.clock import MINUTE

type Span = tuple[int, int]
"""Begin and end of working time, microseconds UTC."""
type Key = tuple[UUID, UUID]
"""The command that made a promise, and its lead."""

STEP = 5 * MINUTE
"""Times are proposed on the clock's five minutes."""


@dataclass(frozen=True, slots=True)
class Due:
    """A promise to be placed.

    Attributes:
        fell_on: The person's day on which it was due, in days since 1970-01-01.
        is_agreed: The contact was told the time.
        is_owed: It is the first contact of a lead nobody has answered yet.
        worth: The lead's score.
    """

    made_by: UUID
    lead_id: UUID
    due_at: int
    fell_on: int
    is_agreed: bool = False
    is_owed: bool = False
    worth: int = 0

    @property
    def key(self) -> Key:
        """What names the promise."""
        return self.made_by, self.lead_id


@dataclass(frozen=True, slots=True)
class WorkDay:
    """A working day of the person.

    Attributes:
        on: The day, in days since 1970-01-01.
        spans: Its working time without leave and without what has passed, in order.
        taken: When the promises are due that are there already, and stay.
    """

    on: int
    spans: tuple[Span, ...]
    taken: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A promise and where the plan puts it."""

    promise: Due
    on: int
    due_at: int


@dataclass(frozen=True, slots=True)
class Spread:
    """A plan; every promise is in exactly one of the three.

    Attributes:
        placed: In the order in which they come.
        kept: They wait for a decision: agreed with the contact, or owed as a first response.
        left: For which there was no room on the days given; they stay where they are.
    """

    placed: tuple[Placed, ...]
    kept: tuple[Due, ...] = ()
    left: tuple[Due, ...] = ()


def spread(
    promises: Iterable[Due],
    days: Sequence[WorkDay],
    *,
    now: int,
    usual: int,
    keeps_owed: bool = False,
    pinned: Mapping[Key, int] | None = None,
) -> Spread:
    """Return the plan for some promises.

    Args:
        promises: What is to be placed.
        days: The days there are, in order.
        now: Microseconds UTC; nothing is placed before it.
        usual: What one day takes, what is there already included.
        keeps_owed: Whether a first response that is owed waits for a decision too.
        pinned: Days that the person chose for some; there they go, beyond what is usual if it must be.
    """
    kept: list[Due] = []
    open_: list[Due] = []
    for promise in sorted(promises, key=_rank):
        binds = promise.is_agreed and promise.due_at > now
        (kept if binds or (keeps_owed and promise.is_owed) else open_).append(promise)
    length = _slot_length(days, usual)
    sheets = {day.on: _Sheet(day, _free(day, now, length), usual) for day in days if day.spans}
    wishes = {key: on for key, on in (pinned or {}).items() if on in sheets}
    placed = {one.key: sheets[wishes[one.key]].squeeze(one) for one in open_ if one.key in wishes}
    left = []
    room = iter(sheets.values())
    sheet = next(room, None)
    for promise in open_:
        if promise.key in placed:
            continue
        while sheet is not None and not sheet.has_room():
            sheet = next(room, None)
        if sheet is None:
            left.append(promise)
        else:
            placed[promise.key] = sheet.place(promise)
    in_order = sorted(placed.values(), key=lambda one: (one.due_at, _rank(one.promise)))
    return Spread(tuple(in_order), tuple(kept), tuple(left))


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who may take promises over.

    Attributes:
        load: How many promises they have on a day, by the day.
        away: Their leave.
    """

    member_id: UUID
    load: Mapping[int, int] = field(default_factory=dict)
    away: tuple[Span, ...] = ()

    def is_there(self, at: int) -> bool:
        """Whether they work at an instant, as far as leave goes."""
        return not any(begin <= at < end for begin, end in self.away)


def share(promises: Iterable[Due], takers: Sequence[Taker], *, now: int) -> dict[Key, UUID]:
    """Return who takes which promise: whoever is there with least to do on its day, then least given so far.

    What nobody is there for is left out.
    """
    people = {taker.member_id: replace(taker, load=dict(taker.load)) for taker in takers}
    given = dict.fromkeys(people, 0)
    chosen: dict[Key, UUID] = {}
    for promise in sorted(promises, key=_rank):
        there = [one for one in people.values() if one.is_there(max(now, promise.due_at))]
        if not there:
            continue
        on = promise.fell_on
        taker = min(there, key=lambda one: (one.load.get(on, 0), given[one.member_id], one.member_id.bytes))
        people[taker.member_id] = replace(taker, load={**taker.load, on: taker.load.get(on, 0) + 1})
        given[taker.member_id] += 1
        chosen[promise.key] = taker.member_id
    return chosen


def _rank(promise: Due) -> tuple[object, ...]:
    return (
        not promise.is_agreed, not promise.is_owed, promise.fell_on, -promise.worth, promise.due_at,
        promise.made_by.bytes, promise.lead_id.bytes,
    )  # fmt: skip


class _Sheet:
    """What of a day is still free."""

    def __init__(self, day: WorkDay, free: list[int], usual: int) -> None:
        self._day, self._free = day, free
        self._room = max(0, usual - len(day.taken))
        self._last = free[-1] if free else day.spans[-1][0]

    def has_room(self) -> bool:
        """Whether one more fits within what is usual."""
        return self._room > 0 and bool(self._free)

    def place(self, promise: Due) -> Placed:
        """Give a promise the next free time."""
        self._room -= 1
        return Placed(promise, self._day.on, self._free.pop(0))

    def squeeze(self, promise: Due) -> Placed:
        """Give it the next free time, or, where there is none, the day's last once more."""
        self._room -= 1
        return Placed(promise, self._day.on, self._free.pop(0) if self._free else self._last)


def _slot_length(days: Sequence[WorkDay], usual: int) -> int:
    """Return how long one promise has, so that what is usual fills the longest day."""
    longest = max((sum(end - begin for begin, end in day.spans) for day in days), default=0)
    return max(STEP, longest // max(1, usual) // STEP * STEP)


def _free(day: WorkDay, now: int, length: int) -> list[int]:
    """Return the times of a day at which nothing is due yet."""
    return [at for at in _slots(day, now, length) if not any(at <= due < at + length for due in day.taken)]


def _slots(day: WorkDay, now: int, length: int) -> Iterator[int]:
    for begin, end in day.spans:
        earliest = max(begin, now + 1)
        at = earliest + -earliest % STEP if earliest > begin else begin
        while at < end:
            yield at
            at += length
