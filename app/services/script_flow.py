"""What the call desk asks next, shows as open, and counts while a run goes on (spec section 8).

Pure: the questions of a playbook and the answers so far come in, keys go out.  Whether a run really
qualifies is judged by the rule over the stored answers; these numbers only move the picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.models.vocabulary import AnswerState
from app.services.playbook.document import Question

_DAY_MICROS = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as the desk holds it.

    Attributes:
        state: ``NOT_ASKED`` when the SDR passed the question over for now.
        choice: Key of the choice picked; ``None`` when the SDR judged the words.
        asked_at: When the contact said it, microseconds UTC.
        is_carried: Taken over from an earlier run.
        is_confirmed: Taken over, and said again in this one.
    """

    state: AnswerState
    choice: str | None = None
    asked_at: int = 0
    is_carried: bool = False
    is_confirmed: bool = False


type Answers = Mapping[str, Given]
"""Answers by question key; a question without an entry was not asked."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Where a run stands.

    Attributes:
        order: Questions asked and still to ask, follow-on questions included, in the order of asking.
        skipped: Questions that count and that a branch jumped over; they count as not asked.
        ends_with: The question whose disqualifying answer ended the run.
    """

    order: tuple[str, ...]
    skipped: tuple[str, ...]
    ends_with: str | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps a run from qualifying.

    Attributes:
        code: ``disqualified``, ``below_threshold`` or ``core_not_good``.
        question: The core or disqualifying question; empty for the threshold.
        reason: Reason key of a disqualifying choice.
    """

    code: str
    question: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeltaView:
    """What a delta call has still to do; what was answered or confirmed in it is in neither list.

    Attributes:
        to_ask: Weak, refused, disqualifying, not asked or too old; the call opens at the first.
        to_confirm: Good and young enough to count already.
    """

    to_ask: tuple[str, ...]
    to_confirm: tuple[str, ...]

    @property
    def opens_at(self) -> str | None:
        """The question the call begins with; ``None`` when everything is only to be confirmed."""
        return next(iter(self.to_ask), None)


def flow(answers: Answers, questions: Sequence[Question]) -> Flow:
    """Follow the answers through the script; what is still unanswered goes on in the script's order."""
    known = {question.key: question for question in questions}
    counting = [question.key for question in questions if question.counts]
    order: list[str] = []
    skipped: list[str] = []
    ends_with = None
    key = next(iter(counting), None)
    while key is not None and key not in order:
        order.append(key)
        follow_on = _follow_on(known[key], answers)
        order += [follow_on] if follow_on in known else []
        ends_with = next((k for k in (key, follow_on) if k and _ends_run(answers, k)), None)
        if ends_with:
            break
        after = _after(known[key], answers, counting)
        skipped += _jumped_over(key, after, counting)
        key = after
    jumped_over = tuple(key for key in counting if key in skipped and key not in order)
    return Flow(tuple(order), jumped_over, ends_with)


def next_question(answers: Answers, questions: Sequence[Question]) -> str | None:
    """Return the question to ask now: the first never touched, then the first passed over.

    ``None`` when everything on the way is answered or a disqualifying answer ended the run.
    """
    waiting = open_questions(answers, questions)
    untouched = (key for key in waiting if key not in answers)
    return next(untouched, None) or next(iter(waiting), None)


def open_questions(answers: Answers, questions: Sequence[Question]) -> tuple[str, ...]:
    """Return the questions still to ask, in the order of asking; those a branch skips are not among them."""
    found = flow(answers, questions)
    if found.ends_with:
        return ()
    return tuple(key for key in found.order if _state(answers, key) == AnswerState.NOT_ASKED)


def maturity_pct(answers: Answers, questions: Sequence[Question]) -> int:
    """Return good answers by weight over all questions that count, in percent, cut and never rounded up.

    6 good of 10 are 60, 2 of 3 are 66; weak, refused and not asked never count [ltc].
    """
    good, total = weights(answers, questions)
    return 100 * good // total if total else 0


def weights(answers: Answers, questions: Sequence[Question]) -> tuple[int, int]:
    """Return the weight of the good answers and of all questions that count."""
    counting = [question for question in questions if question.counts]
    good = sum(q.weight for q in counting if _state(answers, q.key) == AnswerState.GOOD)
    return good, sum(question.weight for question in counting)


def qualifies(
    answers: Answers, questions: Sequence[Question], *, threshold_pct: int, weak_passes: bool = False
) -> list[Missing]:
    """Return what is missing for a hand-over; nothing means the run qualifies.

    A lead qualifies at the threshold with every core question good [ltc]; where the playbook lets weak
    pass, a weak answer to a core question is enough, while the maturity still counts good ones only.
    """
    missing = [
        Missing("disqualified", question.key, _reason(question, answers[question.key]))
        for question in questions
        if _ends_run(answers, question.key)
    ]
    good, total = weights(answers, questions)
    if not total or 100 * good < threshold_pct * total:
        missing.append(Missing("below_threshold"))
    enough = {AnswerState.GOOD, AnswerState.WEAK} if weak_passes else {AnswerState.GOOD}
    core = (question.key for question in questions if question.core and question.counts)
    return missing + [Missing("core_not_good", key) for key in core if _state(answers, key) not in enough]


def counting_answers(answers: Answers, *, now: int, stale_answer_days: int) -> dict[str, Given]:
    """Return the answers that count: those of this run, and the carried ones that still stand.

    A carried answer stands once confirmed, or while younger than ``stale_answer_days`` (30): one of exactly
    that age does not.  A carried answer that disqualified has to be said again.
    """
    oldest = now - stale_answer_days * _DAY_MICROS
    return {key: given for key, given in answers.items() if _stands(given, oldest)}


def delta_view(
    answers: Answers, questions: Sequence[Question], *, now: int, stale_answer_days: int
) -> DeltaView:
    """Return what a delta call asks and what it only confirms, as far as it has come.

    Follow-on questions are shown where an answer opens them, and none that a branch jumps over.
    """
    standing = counting_answers(answers, now=now, stale_answer_days=stale_answer_days)
    found = flow(standing, questions)
    if found.ends_with:
        return DeltaView((), ())
    waiting = [key for key in found.order if not _is_done(answers.get(key))]
    to_confirm = tuple(key for key in waiting if _state(standing, key) == AnswerState.GOOD)
    return DeltaView(tuple(key for key in waiting if key not in to_confirm), to_confirm)


def _state(answers: Answers, key: str) -> AnswerState:
    given = answers.get(key)
    return given.state if given else AnswerState.NOT_ASKED


def _stands(given: Given, oldest: int) -> bool:
    if not given.is_carried or given.is_confirmed:
        return True
    return given.asked_at > oldest and given.state != AnswerState.DISQUALIFYING


def _is_done(given: Given | None) -> bool:
    """Whether this run has its answer: asked anew or confirmed."""
    if given is None or given.state == AnswerState.NOT_ASKED:
        return False
    return given.is_confirmed or not given.is_carried


def _ends_run(answers: Answers, key: str) -> bool:
    return _state(answers, key) == AnswerState.DISQUALIFYING


def _follow_on(question: Question, answers: Answers) -> str | None:
    given = answers.get(question.key)
    return next((c.follow_on for c in question.choices if given and c.key == given.choice), None)


def _after(question: Question, answers: Answers, counting: Sequence[str]) -> str | None:
    """Return the question that counts and comes after this one: where the branch leads, else the next."""
    given = answers.get(question.key)
    branch = next((c.next for c in question.choices if given and c.key == given.choice), None)
    return branch or next(iter(counting[counting.index(question.key) + 1 :]), None)


def _jumped_over(key: str, after: str | None, counting: Sequence[str]) -> Iterator[str]:
    begin = counting.index(key) + 1
    return iter(counting[begin : counting.index(after)] if after else ())


def _reason(question: Question, given: Given) -> str:
    return next((c.reason or "" for c in question.choices if c.key == given.choice), "")
