"""Where the script stands on the screen: what is stored, what is being written, and the question in front."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.models.vocabulary import AnswerState
from app.services.call_desk_rows import AnswerLine, CallDesk, given_of
from app.services.playbook.document import Question
from app.services.script_flow import (
    Answers,
    DeltaView,
    Flow,
    Given,
    Missing,
    counting_answers,
    delta_view,
    flow,
    maturity_pct,
    qualifies,
    weights,
)


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One question of the rail.

    Attributes:
        question: The question.
        number: From 1 among the questions that count; 0 for a follow-on question.
        state: How it was answered.
        is_skipped: A branch jumped over it.
        is_to_confirm: Carried over, good, and still to be confirmed.
        is_stale: Carried over and too old to count.
        is_carried: Taken over and not yet said again.
    """

    question: Question
    number: int
    state: AnswerState
    is_skipped: bool = False
    is_to_confirm: bool = False
    is_stale: bool = False
    is_carried: bool = False


@dataclass(slots=True)
class _Writing:
    line: AnswerLine
    is_written: bool = False


class ScriptState:
    """The answers of the desk with those under way laid over them, and the question in front.

    An answer moves the picture at once; it stays laid over until what was read contains it, or until it
    was written before the reading began, or refused.
    """

    def __init__(self, desk: CallDesk) -> None:
        self.desk = desk
        self._writing: dict[str, _Writing] = {}
        self._settled: frozenset[str] = frozenset()
        self.cursor: str | None = None
        self.cursor = self.opens_at()

    def asking(self) -> None:
        """Note that the desk is being read now: what is written already will be in the answer."""
        self._settled = frozenset(key for key, under_way in self._writing.items() if under_way.is_written)

    def take(self, desk: CallDesk) -> None:
        """Show what was read; the question in front stays where it is."""
        self.desk = desk
        for key, under_way in list(self._writing.items()):
            stored = desk.answers.get(key) or desk.ended_answers.get(key)
            if key in self._settled or (stored is not None and _same(stored, under_way.line)):
                del self._writing[key]
        self._settled = frozenset()
        if self.cursor not in self.keys:
            self.cursor = self.opens_at()

    def write(self, key: str, line: AnswerLine) -> None:
        """Lay an answer over, because it is being written."""
        self._writing[key] = _Writing(line)

    def written(self, key: str, line: AnswerLine) -> None:
        """Note that an answer is stored."""
        under_way = self._writing.get(key)
        if under_way is not None and under_way.line is line:
            under_way.is_written = True

    def refused(self, key: str, line: AnswerLine) -> None:
        """Take back an answer that was refused."""
        under_way = self._writing.get(key)
        if under_way is not None and under_way.line is line:
            del self._writing[key]

    def confirm(self, key: str) -> AnswerLine:
        """Lay the confirmation of a carried answer over, and return it."""
        line = self.answers[key]
        confirmed = replace(line, given=replace(line.given, is_confirmed=True))
        self.write(key, confirmed)
        return confirmed

    # What follows from the answers.

    @property
    def answers(self) -> Mapping[str, AnswerLine]:
        """Every answer as the screen shows it."""
        laid_over = {key: under_way.line for key, under_way in self._writing.items()}
        return {**self.desk.answers, **laid_over}

    @property
    def given(self) -> Answers:
        """The answers as the flow takes them."""
        return given_of(self.answers)

    @property
    def standing(self) -> Mapping[str, Given]:
        """The answers that count."""
        desk = self.desk
        return counting_answers(self.given, now=desk.read_at, stale_answer_days=desk.stale_answer_days)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every question one can go to, in the order of the rail."""
        return tuple(entry.question.key for entry in self.rail())

    @property
    def delta(self) -> DeltaView:
        """What is still to ask and to confirm."""
        desk = self.desk
        return delta_view(
            self.given, desk.questions, now=desk.read_at, stale_answer_days=desk.stale_answer_days
        )

    @property
    def is_delta(self) -> bool:
        """Whether answers of an earlier run are carried over."""
        return any(given.is_carried for given in self.given.values())

    @property
    def pct(self) -> int:
        """The maturity, in percent, cut."""
        return maturity_pct(self.standing, self.desk.questions)

    @property
    def good(self) -> tuple[int, int]:
        """Weight of the good answers and of all."""
        return weights(self.standing, self.desk.questions)

    @property
    def missing(self) -> list[Missing]:
        """What keeps the run from qualifying."""
        desk = self.desk
        return qualifies(
            self.standing, desk.questions, threshold_pct=desk.threshold_pct, weak_passes=desk.weak_passes
        )

    @property
    def flow(self) -> Flow:
        """The way through the script as far as the answers say."""
        return flow(self.standing, self.desk.questions)

    def opens_at(self) -> str | None:
        """Return the question to begin with."""
        delta = self.delta
        return delta.opens_at or next(iter(delta.to_confirm), None)

    def after(self, key: str) -> str | None:
        """Return the question to ask after one: the next still open on the way, else the first open one."""
        delta, order = self.delta, self.flow.order
        at = order.index(key) + 1 if key in order else 0
        behind = [other for other in order[at:] if other in delta.to_ask]
        return next(iter([*behind, *delta.to_ask, *delta.to_confirm]), None)

    def step(self, by: int) -> None:
        """Go to the next or the previous question of the rail."""
        keys = self.keys
        if not keys:
            return
        at = keys.index(self.cursor) if self.cursor in keys else -1 if by > 0 else len(keys)
        self.cursor = keys[max(0, min(len(keys) - 1, at + by))]

    def rail(self) -> list[RailEntry]:
        """Return the questions that count, in order, each with the follow-on questions that are open."""
        given, standing, way, delta = self.given, self.standing, self.flow, self.delta
        entries: list[RailEntry] = []
        number = 0
        for question in self.desk.questions:
            key = question.key
            if question.counts:
                number += 1
            elif key not in way.order and key not in given:
                continue
            answer = given.get(key)
            is_old = answer is not None and answer.is_carried and not answer.is_confirmed
            entries.append(
                RailEntry(
                    question,
                    number if question.counts else 0,
                    answer.state if answer else AnswerState.NOT_ASKED,
                    is_skipped=key in way.skipped and answer is None,
                    is_to_confirm=key in delta.to_confirm,
                    is_stale=is_old and key not in standing,
                    is_carried=is_old,
                )
            )
        return entries


def _same(one: AnswerLine, other: AnswerLine) -> bool:
    return (
        one.words == other.words
        and one.given.state == other.given.state
        and one.given.choice == other.given.choice
        and one.given.is_carried == other.given.is_carried
        and one.given.is_confirmed == other.given.is_confirmed
    )
