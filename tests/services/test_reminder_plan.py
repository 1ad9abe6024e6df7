"""What is due to be shown: nothing is ever lost, nothing shown twice without a reason (spec section 11)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from uuid import UUID

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.clock import DAY, HOUR, MINUTE, SECOND
from app.services.reminder_plan import CLOCK_TOLERANCE, Circumstances, Note, is_one_digest, occasion, plan

NOON = 1_772_416_800_000_000


@dataclass(frozen=True, slots=True)
class Promise:
    """A reminder, as the decision sees it."""

    id: UUID
    due_at: int
    until_at: int | None = None
    marked_at: int | None = None
    repeat: int | None = None


def promise(number: int = 1, *, due: int = NOON, **more: int | None) -> Promise:
    return Promise(UUID(int=number), due, **more)


def test_what_is_due_is_shown_oldest_first_and_what_is_not_is_waited_for() -> None:
    """However old; and the next instant to look again is the next due time."""
    late, old, coming = (
        promise(1, due=NOON - HOUR),
        promise(2, due=NOON - 400 * DAY),
        promise(3, due=NOON + 5),
    )

    found = plan([late, coming, old], {}, Circumstances(NOON))

    assert found.show == (old, late)
    assert found.next_at == NOON + 5


def test_what_was_shown_is_not_shown_again_but_after_its_time() -> None:
    """Overdue ones repeat; those that do not repeat stay quiet."""
    once, again = promise(1), promise(2, repeat=HOUR)
    notes = {one.id: Note(NOON, NOON) for one in (once, again)}

    early, late = (plan([once, again], notes, Circumstances(NOON + after)) for after in (MINUTE, HOUR))
    at_night = plan([once, again], notes, Circumstances(NOON + HOUR, may_repeat=False))

    assert (early.show, early.next_at) == ((), NOON + HOUR)
    assert late.show == (again,)
    assert at_night.show == ()


def test_a_snooze_hides_until_its_end_and_then_shows_once() -> None:
    """The end of the snooze is an occasion of its own, noted by itself."""
    put_off = promise(until_at=NOON + HOUR, marked_at=NOON)
    shown_before = {put_off.id: Note(NOON, NOON)}

    waiting = plan([put_off], shown_before, Circumstances(NOON + MINUTE))
    back = plan([put_off], shown_before, Circumstances(NOON + HOUR))
    noted = plan([put_off], {put_off.id: Note(NOON + HOUR, NOON + HOUR)}, Circumstances(NOON + 2 * HOUR))

    assert (waiting.show, waiting.next_at) == ((), NOON + HOUR)
    assert back.show == (put_off,)
    assert noted.show == ()


def test_while_a_call_runs_everything_is_held_and_nothing_forgotten() -> None:
    """After the call the same is shown."""
    one = promise()

    held, after = (plan([one], {}, Circumstances(NOON, is_on_call=on_call)) for on_call in (True, False))

    assert (held.show, held.held) == ((), 1)
    assert (after.show, after.held) == ((one,), 0)


def test_what_a_clock_that_ran_ahead_showed_is_shown_in_its_time() -> None:
    """Set back, the note is taken back; what was due under both clocks is not shown again."""
    early, due = promise(1, due=NOON + DAY), promise(2, due=NOON - HOUR, repeat=HOUR)
    notes = {early.id: Note(NOON + DAY, NOON + DAY), due.id: Note(NOON - HOUR, NOON + DAY)}

    found = plan([early, due], notes, Circumstances(NOON))

    assert (found.show, found.forget, found.renote) == ((), (early,), (due,))
    assert found.next_at == NOON + DAY


def test_a_snooze_from_a_future_hour_counts_from_now() -> None:
    """Ten minutes stay ten minutes when the clock is set back by five hours meanwhile."""
    put_off = promise(until_at=NOON + 10 * MINUTE, marked_at=NOON)

    found = plan([put_off], {}, Circumstances(NOON - 5 * HOUR))

    assert found.renew == ((put_off, NOON - 5 * HOUR + 10 * MINUTE),)
    assert found.next_at == NOON - 5 * HOUR + 10 * MINUTE


def test_a_thousand_at_once_and_a_few_after_absence_are_one_digest() -> None:
    """Up to three pop up by themselves while somebody works."""
    assert is_one_digest(0, 1000, is_back=False)
    assert is_one_digest(0, 2, is_back=True)
    assert is_one_digest(2, 2, is_back=False)
    assert not is_one_digest(0, 1, is_back=True)
    assert not is_one_digest(1, 2, is_back=False)


# Whatever happens.


@dataclass
class Desk:
    """A desk through time: a clock that may be set, notes that survive, a program that may die.

    Attributes:
        seen: How often each occasion came into sight.
        excused: Times an occasion may be shown again: killed before noting, or the clock taken back before its time.
    """

    now: int = NOON
    notes: dict[UUID, Note] = field(default_factory=dict)
    seen: dict[tuple[UUID, int], int] = field(default_factory=dict)
    excused: dict[tuple[UUID, int], int] = field(default_factory=dict)

    def look(self, reminders: dict[UUID, Promise], *, is_on_call: bool, dies: bool) -> None:
        """Look once, as the program does: put notes right, show, note; ``dies`` before noting."""
        found = plan(reminders.values(), self.notes, Circumstances(self.now, is_on_call=is_on_call))
        for one in found.forget:
            del self.notes[one.id]
            self._excuse(one)
        for one in found.renote:
            self.notes[one.id] = Note(occasion(one), self.now)
        for one, until_at in found.renew:
            reminders[one.id] = replace(one, until_at=until_at, marked_at=self.now)
        for one in found.show:
            key = one.id, occasion(one)
            self.seen[key] = self.seen.get(key, 0) + 1
            if dies:
                self._excuse(one)
        if not dies:
            self.notes |= {one.id: Note(occasion(one), self.now) for one in found.show}

    def _excuse(self, one: Promise) -> None:
        key = one.id, occasion(one)
        self.excused[key] = self.excused.get(key, 0) + 1


STEPS = st.one_of(
    st.tuples(st.just("pass"), st.integers(0, 3 * DAY)),
    st.tuples(st.just("sleep"), st.integers(0, 60 * DAY)),
    st.tuples(st.just("set"), st.integers(-2 * DAY, 2 * DAY)),
    st.tuples(st.just("snooze"), st.integers(1, DAY)),
    st.tuples(st.just("call"), st.just(0)),
    st.tuples(st.just("die"), st.just(0)),
    st.tuples(st.just("handled elsewhere"), st.integers(0, 9)),
)


@settings(max_examples=300)
@given(
    dues=st.lists(st.integers(-3 * DAY, 3 * DAY), min_size=1, max_size=6), steps=st.lists(STEPS, max_size=25)
)
@example(dues=[0], steps=[("set", 2 * DAY), ("set", -2 * DAY), ("pass", HOUR)])
@example(dues=[MINUTE], steps=[("snooze", HOUR), ("set", -DAY), ("die", 0), ("sleep", 30 * DAY)])
def test_nothing_is_lost_and_nothing_shown_twice_whatever_happens(
    dues: list[int], steps: list[tuple[str, int]]
) -> None:
    """Sleep, death between showing and noting, calls, snoozes, clocks set back and forward, another machine."""
    desk = Desk()
    open_ones = {UUID(int=at + 1): promise(at + 1, due=NOON + due) for at, due in enumerate(dues)}
    is_on_call = False
    for what, much in steps:
        match what:
            case "call":
                is_on_call = not is_on_call
            case "snooze":
                shown = [one for one in open_ones.values() if (one.id, occasion(one)) in desk.seen]
                for one in shown[:1]:
                    open_ones[one.id] = replace(one, until_at=desk.now + much, marked_at=desk.now)
            case "handled elsewhere":
                open_ones.pop(UUID(int=much + 1), None)
            case "die":
                pass
            case _:
                desk.now += much
        desk.look(open_ones, is_on_call=is_on_call, dies=what == "die")
        assert (
            is_on_call
            or what == "die"
            or all(
                one.id in desk.notes and desk.notes[one.id].at == occasion(one)
                for one in open_ones.values()
                if occasion(one) <= desk.now
            )
        )
    desk.now = max(desk.now, NOON + 3 * DAY, *(occasion(one) for one in open_ones.values()), 0)
    desk.look(open_ones, is_on_call=False, dies=False)
    desk.look(open_ones, is_on_call=False, dies=False)

    never = [one for one in open_ones.values() if (one.id, occasion(one)) not in desk.seen]
    twice = {key: count for key, count in desk.seen.items() if count > 1 + desk.excused.get(key, 0)}
    assert (never, twice) == ([], {})


@given(st.integers(1, CLOCK_TOLERANCE // SECOND))
def test_a_clock_put_right_by_a_little_changes_nothing(seconds: int) -> None:
    """Clocks are corrected by the network all day; nobody is reminded twice for it."""
    one = promise()

    found = plan([one], {one.id: Note(NOON, NOON)}, Circumstances(NOON - seconds * SECOND))

    assert (found.show, found.forget, found.renote) == ((), (), ())
