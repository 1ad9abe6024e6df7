"""What must hold for the questions, their branches and the fields that check them (spec section 8)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from app.models.vocabulary import AnswerState, ReasonKind
from app.services.playbook.document import Choice, Playbook, Question
from app.services.playbook.lines import Path
from app.services.playbook.problems import Finding
from app.services.playbook.shape import nearest


def script(book: Playbook) -> Iterator[Finding]:
    """A script has questions that count, and at least one of them is core."""
    if not any(question.counts for question in book.questions):
        yield Finding(("questions",), "script.empty", {})
    elif not any(question.core for question in book.questions):
        yield Finding(("questions",), "script.no_core", {})


def questions(book: Playbook) -> Iterator[Finding]:
    """Each question can be answered, and one that counts can be answered well."""
    for i, question in enumerate(book.questions):
        args = {"question": question.key}
        if not question.choices and not question.free_text:
            yield Finding(("questions", i), "question.no_answer", args)
        elif question.counts and not _can_be_good(question):
            yield Finding(("questions", i), "question.never_good", args)


def follow_ons(book: Playbook) -> Iterator[Finding]:
    """A follow-on question deepens one that counts; it is neither core nor weighted and goes nowhere."""
    known = {question.key: question for question in book.questions}
    for i, question in enumerate(book.questions):
        if question.counts:
            continue
        args = {"question": question.key}
        if question.follow_on_of not in known:
            near = _like(str(question.follow_on_of), known)
            yield Finding(("questions", i, "follow_on_of"), "question.unknown", near)
        elif not known[question.follow_on_of].counts:
            yield Finding(("questions", i, "follow_on_of"), "follow_on.nested", args)
        if question.core:
            yield Finding(("questions", i, "core"), "follow_on.core", args)
        if question.weight != 1:
            yield Finding(("questions", i, "weight"), "follow_on.weight", args)
        for j, choice in enumerate(question.choices):
            if choice.next or choice.follow_on:
                yield Finding(("questions", i, "choices", j), "follow_on.branches", args)


def choices(book: Playbook) -> Iterator[Finding]:
    """A disqualifying answer ends the run and says why; every other lets it go on."""
    reasons = {r.key: r for r in book.reasons if r.kind == ReasonKind.DISQUALIFY}
    for at, _, choice in _all_choices(book):
        args = {"choice": choice.key}
        if choice.state == AnswerState.NOT_ASKED:
            yield Finding((*at, "state"), "choice.not_asked", args)
        elif choice.state != AnswerState.DISQUALIFYING:
            if choice.reason is not None:
                yield Finding((*at, "reason"), "choice.reason_unused", args)
        elif choice.reason is None:
            yield Finding(at, "choice.no_reason", args)
        elif choice.reason not in reasons:
            near = {"kind": ReasonKind.DISQUALIFY, "nearest": nearest(choice.reason, reasons)}
            yield Finding((*at, "reason"), "reason.unknown", {"reason": choice.reason, **near})
        if choice.state == AnswerState.DISQUALIFYING and (choice.next or choice.follow_on):
            yield Finding(at, "choice.ends_run", args)


def branches(book: Playbook) -> Iterator[Finding]:
    """``next`` names a question that counts, ``follow_on`` one that belongs to this question."""
    known = {question.key: question for question in book.questions}
    for at, question, choice in _all_choices(book):
        if choice.next is not None and choice.next not in known:
            yield Finding((*at, "next"), "question.unknown", _like(choice.next, known))
        elif choice.next is not None and not known[choice.next].counts:
            yield Finding((*at, "next"), "branch.follow_on", {"question": choice.next})
        if choice.follow_on is not None and choice.follow_on not in known:
            yield Finding((*at, "follow_on"), "question.unknown", _like(choice.follow_on, known))
        elif choice.follow_on is not None and known[choice.follow_on].follow_on_of != question.key:
            args = {"question": choice.follow_on, "of": question.key}
            yield Finding((*at, "follow_on"), "follow_on.other", args)


def loops(book: Playbook) -> Iterator[Finding]:
    """No chain of answers comes back to a question already asked."""
    ways = {key: [to for to, _ in steps] for key, steps in _steps(book).items()}
    done: set[str] = set()
    for start in ways:
        circle = _circle(ways, start, done)
        if circle:
            yield Finding(_last_jump(book, circle), "branch.loop", {"circle": " → ".join(circle)})
            return


def asked(book: Playbook) -> Iterator[Finding]:
    """Some chain of answers leads to every question."""
    steps = _steps(book)
    seen: set[str] = set()
    waiting = [question.key for question in book.questions if question.counts][:1]
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += [to for to, _ in steps.get(key, ())]
    opened = {choice.follow_on for _, question, choice in _all_choices(book) if question.key in seen}
    for i, question in enumerate(book.questions):
        if question.key not in (seen if question.counts else opened):
            yield Finding(("questions", i), "question.unreachable", {"question": question.key})


def fields(book: Playbook) -> Iterator[Finding]:
    """Fields that confirm an answer are listed with their values."""
    known = {item.key for item in book.record_fields}
    for i, question in enumerate(book.questions):
        if question.field is not None and question.field not in known:
            yield Finding(("questions", i, "field"), "field.unlisted", {"field": question.field})


def contradictions(book: Playbook) -> Iterator[Finding]:
    """A contradiction joins a known choice with a known value of a listed field."""
    scripted = {question.key: question for question in book.questions}
    values = {item.key: {value.key: value for value in item.values} for item in book.record_fields}
    for i, pair in enumerate(book.contradictions):
        at: Path = ("contradictions", i)
        if pair.question not in scripted:
            yield Finding((*at, "question"), "question.unknown", _like(pair.question, scripted))
        elif pair.choice not in (keys := [choice.key for choice in scripted[pair.question].choices]):
            near = {"choice": pair.choice, "nearest": nearest(pair.choice, keys)}
            yield Finding((*at, "choice"), "choice.unknown", {"question": pair.question, **near})
        if pair.field not in values:
            yield Finding((*at, "field"), "field.unlisted", {"field": pair.field})
        elif pair.value not in values[pair.field]:
            near = {"value": pair.value, "nearest": nearest(pair.value, values[pair.field])}
            yield Finding((*at, "value"), "value.unknown", {"field": pair.field, **near})


def _can_be_good(question: Question) -> bool:
    return question.free_text or any(choice.state == AnswerState.GOOD for choice in question.choices)


def _all_choices(book: Playbook) -> Iterator[tuple[Path, Question, Choice]]:
    for i, question in enumerate(book.questions):
        for j, choice in enumerate(question.choices):
            yield ("questions", i, "choices", j), question, choice


def _steps(book: Playbook) -> dict[str, list[tuple[str, int]]]:
    """Return where each counting question may lead: (question, position of the choice, -1 for the order)."""
    counting = [question for question in book.questions if question.counts]
    keys = {question.key for question in counting}
    steps: dict[str, list[tuple[str, int]]] = {}
    for question, after in zip(counting, [*counting, None][1:], strict=True):
        found = [(c.next, j) for j, c in enumerate(question.choices) if c.next in keys and c.next]
        if after and _goes_on(question):
            found.append((after.key, -1))
        steps.setdefault(question.key, found)
    return steps


def _goes_on(question: Question) -> bool:
    """Whether some answer leads to the next question in the file's order."""
    ends = AnswerState.DISQUALIFYING
    plain = any(choice.next is None and choice.state != ends for choice in question.choices)
    return question.free_text or plain


def _circle(ways: dict[str, list[str]], start: str, done: set[str]) -> list[str]:
    """Return the questions of a circle that ``start`` leads into, first one repeated; else nothing.

    Walks with a list of its own instead of recursion: a script may be longer than the call stack.
    """
    if start in done:
        return []
    trail, pending = [start], [iter(ways[start])]
    while trail:
        to = next(pending[-1], None)
        if to is None:
            done.add(trail.pop())
            pending.pop()
        elif to in trail:
            return [*trail[trail.index(to) :], to]
        elif to not in done:
            trail.append(to)
            pending.append(iter(ways.get(to, [])))
    return []


def _last_jump(book: Playbook, circle: list[str]) -> Path:
    """Return the place of the jump that closes a circle: the one that goes furthest back."""
    order = {question.key: i for i, question in enumerate(book.questions)}
    here, there = max(pairwise(circle), key=lambda jump: order[jump[0]] - order[jump[1]])
    position = next((j for to, j in _steps(book)[here] if to == there and j >= 0), 0)
    return ("questions", order[here], "choices", position, "next")


def _like(key: str, known: dict[str, Question]) -> dict[str, str]:
    return {"question": key, "nearest": nearest(key, known)}


RULES = (
    (("questions",), script),
    (("questions",), questions),
    (("questions",), follow_ons),
    (("questions", "reasons"), choices),
    (("questions",), branches),
    (("questions",), loops),
    (("questions",), asked),
    (("questions", "record_fields"), fields),
    (("questions", "record_fields", "contradictions"), contradictions),
)
"""Each rule and the sections it reads; it is left out while one of them cannot be read."""
