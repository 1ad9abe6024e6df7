"""What must hold between stages, facts, moves and milestones (spec section 3)."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.vocabulary import Fact, Milestone, StageKind
from app.services.playbook.document import Playbook, Stage
from app.services.playbook.lines import Path
from app.services.playbook.problems import Finding
from app.services.playbook.shape import nearest

K = StageKind
LEADS_TO: dict[Fact, frozenset[StageKind]] = {
    Fact.ACCEPTED_BY_INTAKE: frozenset({K.VALIDATING}),
    Fact.RUN_BELOW: frozenset({K.NURTURE, K.VALIDATING}),
    Fact.DISQUALIFIED: frozenset({K.NURTURE, K.LOST}),
    Fact.NURTURE_RETURNED: frozenset({K.VALIDATING}),
    Fact.SUBMITTED: frozenset({K.SALES_VALIDATING}),
    Fact.RETURNED: frozenset({K.VALIDATING}),
    Fact.ACCEPTED: frozenset({K.OPEN}),
    Fact.REFUSED: frozenset({K.REFUSED, K.NURTURE}),
    Fact.REFUSAL_RIGHT: frozenset({K.NURTURE}),
    Fact.HANDOVER_RIGHT: frozenset({K.SALES_VALIDATING}),
    Fact.UNCLEAR: frozenset({K.VALIDATING}),
    Fact.LOST: frozenset({K.LOST}),
    Fact.REVIVED: frozenset({K.VALIDATING}),
}
"""Kinds of stage each fact may lead to; a manual move has its own rule."""

COMES_FROM: dict[Fact, frozenset[StageKind]] = {
    Fact.RUN_BELOW: frozenset({K.VALIDATING}),
    Fact.DISQUALIFIED: frozenset({K.VALIDATING}),
    Fact.NURTURE_RETURNED: frozenset({K.NURTURE}),
    Fact.SUBMITTED: frozenset({K.VALIDATING}),
    Fact.RETURNED: frozenset({K.SALES_VALIDATING}),
    Fact.ACCEPTED: frozenset({K.SALES_VALIDATING}),
    Fact.REFUSED: frozenset({K.SALES_VALIDATING}),
    Fact.LOST: frozenset({K.OPEN}),
    Fact.REVIVED: frozenset({K.LOST}),
}
"""Kinds of stage a lead stands in when the fact is recorded; a verdict finds it where the refusal put it."""

VERDICTS = (Fact.REFUSAL_RIGHT, Fact.HANDOVER_RIGHT, Fact.UNCLEAR)
BY_HAND = frozenset({K.OPEN, K.WON})
NEEDED_MILESTONES = (Milestone.MAL, Milestone.MQL, Milestone.WON)


def facts(book: Playbook) -> Iterator[Finding]:
    """Each fact leads to exactly one stage, and to one that makes sense of it."""
    for fact, kinds in LEADS_TO.items():
        reached = [(i, stage) for i, stage in enumerate(book.stages) if fact in stage.reached_by]
        if not reached:
            yield Finding(("stages",), "fact.without_stage", {"fact": fact})
        for i, stage in reached[:1]:
            if stage.kind not in kinds:
                args = {"fact": fact, "stage": stage.key, "kind": stage.kind, "kinds": _either(kinds)}
                yield Finding(("stages", i, "reached_by"), "fact.wrong_kind", args)
        for i, stage in reached[1:]:
            args = {"fact": fact, "first": reached[0][1].key, "stage": stage.key}
            yield Finding(("stages", i, "reached_by"), "fact.two_stages", args)


def stages(book: Playbook) -> Iterator[Finding]:
    """Each stage is reached by a fact, deals can be won, and manual moves stay in the pipeline."""
    for i, stage in enumerate(book.stages):
        if not stage.reached_by:
            yield Finding(("stages", i, "reached_by"), "stage.no_fact", {"stage": stage.key})
        if Fact.STAGE_MOVED in stage.reached_by and stage.kind not in BY_HAND:
            args = {"stage": stage.key, "kind": stage.kind}
            yield Finding(("stages", i, "reached_by"), "fact.moved_elsewhere", args)
    if not any(stage.kind == K.WON for stage in book.stages):
        yield Finding(("stages",), "stage.no_won", {})


def milestones(book: Playbook) -> Iterator[Finding]:
    """Each milestone is given once; the funnel needs its first, its hand-over and its last."""
    given: dict[Milestone, str] = {}
    for i, stage in enumerate(book.stages):
        if stage.milestone in given:
            args = {"milestone": str(stage.milestone), "first": given[stage.milestone], "stage": stage.key}
            yield Finding(("stages", i, "milestone"), "milestone.twice", args)
        elif stage.milestone:
            given[stage.milestone] = stage.key
        if stage.milestone == Milestone.SALES_QUALIFIED and book.sql_checks:
            yield Finding(("stages", i, "milestone"), "milestone.checked", {"stage": stage.key})
    for milestone in NEEDED_MILESTONES:
        if milestone not in given:
            yield Finding(("stages",), "milestone.missing", {"milestone": milestone})


def moves(book: Playbook) -> Iterator[Finding]:
    """Moves join known stages, and a recorded fact explains each of them."""
    known = {stage.key: stage for stage in book.stages}
    explained = set(_moves_by_fact(book)) | _moves_by_hand(book)
    for i, move in enumerate(book.moves):
        if move.from_stage not in known:
            yield Finding(("moves", i, "from"), "stage.unknown", _like(move.from_stage, known))
        for j, to in enumerate(move.to_stages):
            at: Path = ("moves", i, "to", j)
            if to not in known:
                yield Finding(at, "stage.unknown", _like(to, known))
            elif to == move.from_stage:
                yield Finding(at, "move.to_itself", {"stage": to})
            elif move.from_stage in known and (move.from_stage, to) not in explained:
                yield Finding(at, "move.without_fact", {"stage": move.from_stage, "to": to})


def moves_of_facts(book: Playbook) -> Iterator[Finding]:
    """The moves allow what each fact does."""
    allowed = set(book.move_pairs())
    for (source, to), fact in _moves_by_fact(book).items():
        if (source, to) not in allowed:
            yield Finding(("moves",), "fact.needs_move", {"fact": fact, "stage": source, "to": to})


def reachable(book: Playbook) -> Iterator[Finding]:
    """A chain of moves leads from intake to every stage."""
    seen = {stage.key for stage in book.stages if Fact.ACCEPTED_BY_INTAKE in stage.reached_by}
    if not seen:
        return
    pairs = list(book.move_pairs())
    for _ in book.stages:
        seen |= {to for source, to in pairs if source in seen}
    for i, stage in enumerate(book.stages):
        if stage.key not in seen:
            yield Finding(("stages", i), "stage.unreachable", {"stage": stage.key})


def sub_states(book: Playbook) -> Iterator[Finding]:
    """Sub-states belong to known stages."""
    known = {stage.key: stage for stage in book.stages}
    for i, state in enumerate(book.sub_states):
        if state.stage not in known:
            yield Finding(("sub_states", i, "stage"), "stage.unknown", _like(state.stage, known))


def _moves_by_fact(book: Playbook) -> dict[tuple[str, str], Fact]:
    """Return what each fact does to leads, as (from, to); staying in a stage is no move."""
    pairs: dict[tuple[str, str], Fact] = {}
    for fact in LEADS_TO:
        for target in (stage for stage in book.stages if fact in stage.reached_by):
            for source in _sources(book, fact):
                if source.key != target.key:
                    pairs.setdefault((source.key, target.key), fact)
    return pairs


def _sources(book: Playbook, fact: Fact) -> list[Stage]:
    if fact in VERDICTS:
        return [stage for stage in book.stages if Fact.REFUSED in stage.reached_by]
    return [stage for stage in book.stages if stage.kind in COMES_FROM.get(fact, ())]


def _moves_by_hand(book: Playbook) -> set[tuple[str, str]]:
    by_hand = [stage for stage in book.stages if stage.kind in BY_HAND]
    ends = [stage for stage in by_hand if Fact.STAGE_MOVED in stage.reached_by]
    return {(source.key, end.key) for source in by_hand for end in ends}


def _like(key: str, known: dict[str, Stage]) -> dict[str, str]:
    return {"stage": key, "nearest": nearest(key, known)}


def _either(kinds: frozenset[StageKind]) -> str:
    return " or ".join(f"“{kind}”" for kind in sorted(kinds))


RULES = (
    (("stages",), facts),
    (("stages",), stages),
    (("stages", "sql_checks"), milestones),
    (("stages", "moves"), moves),
    (("stages", "moves"), moves_of_facts),
    (("stages", "moves"), reachable),
    (("stages", "sub_states"), sub_states),
)
"""Each rule and the sections it reads; it is left out while one of them cannot be read."""
