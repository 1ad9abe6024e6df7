"""A playbook put together from the rows of a version, for where its text cannot be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from app.models.vocabulary import Fact
from app.services.playbook.document import (
    AssignmentRule,
    Channel,
    Choice,
    Contradiction,
    Grade,
    Move,
    Persona,
    Playbook,
    Question,
    Reason,
    RecordFieldValues,
    RecordValue,
    ScoreRule,
    Stage,
    Text,
    Track,
    TrackStep,
    When,
)  # fmt: skip
from app.services.playbook.limits import Limits
from app.services.playbook.words import GradeKey, LeadField, RecordField, ScoreOn

BELOW_ALL_SCORES = -(2**40)
"""From where the lowest grade counts: every score is above it."""

type Rows = Mapping[str, Iterable[Any]]


def rebuilt(base: Playbook, header: tuple[str, str, str], rows: Rows) -> Playbook:
    """Return the playbook the rows say; what stands in no row (meanings, calendars, pools) is the base's.

    Args:
        base: A playbook to take the rest from.
        header: Key, title in Chinese, title in English.
        rows: The records of the version, by the argument that brought them.
    """
    key, zh, en = header
    return msgspec.structs.replace(
        base,
        playbook=msgspec.structs.replace(base.playbook, key=key, title=Text(zh, en)),
        limits=_limits(base, rows),
        stages=_stages(base, rows),
        moves=_moves(base, rows),
        questions=_questions(base, rows),
        record_fields=_record_fields(rows),
        contradictions=_contradictions(base, rows),
        reasons=_reasons(base, rows),
        assignment_rules=_rules(base, rows),
        score_rules=tuple(
            ScoreRule(
                row.key, _title(row), ScoreOn(row.looks_at), row.points,
                _in_order(
                    (one.word for one in rows["score_words"] if one.rule_key == row.key),
                    next((rule.values for rule in base.score_rules if rule.key == row.key), ()),
                ),
            )
            for row in _placed(rows["score_rules"])
            if _knows(ScoreOn, row.looks_at)
        ),
        grades=_grades(rows),
        personas=_personas(base, rows),
        tracks=_tracks(base, rows),
        channels=_channels(base, rows),
    )  # fmt: skip


def _limits(base: Playbook, rows: Rows) -> Limits:
    said = {row.key: row.value for row in rows["limits"]}
    numbers = {name: said.get(name, number) for name, number in msgspec.structs.asdict(base.limits).items()}
    return Limits(**numbers)


def _stages(base: Playbook, rows: Rows) -> tuple[Stage, ...]:
    known = {stage.key: stage for stage in base.stages}
    return tuple(
        Stage(
            key=row.key, kind=row.kind, title=_title(row), milestone=row.milestone, win_pct=row.win_pct,
            reached_by=_in_order(
                [
                    *(fact.fact for fact in rows["facts"] if fact.stage_key == row.key),
                    *_by_hand(known.get(row.key)),
                ],
                known[row.key].reached_by if row.key in known else (),
            ),
            required=_in_order(
                (LeadField(one.field) for one in rows["required"]
                 if one.stage_key == row.key and _knows(LeadField, one.field)),
                known[row.key].required if row.key in known else (),
            ),
            meaning=known[row.key].meaning if row.key in known else None,
        )
        for row in _placed(rows["stages"])
    )  # fmt: skip


def _in_order[T: str](found: Iterable[T], known: Sequence[str]) -> tuple[T, ...]:
    """Return words in the order in which the base has them, the others after: rows keep none."""
    places = {word: place for place, word in enumerate(known)}
    return tuple(sorted(found, key=lambda word: (places.get(word, len(places)), word)))


def _moves(base: Playbook, rows: Rows) -> tuple[Move, ...]:
    known = {move.from_stage: move.to_stages for move in base.moves}
    found: dict[str, list[str]] = {}
    for row in rows["moves"]:
        found.setdefault(row.from_stage, []).append(row.to_stage)
    return tuple(
        Move(one, _in_order(found[one], known.get(one, ()))) for one in _in_order(found, list(known))
    )


def _contradictions(base: Playbook, rows: Rows) -> tuple[Contradiction, ...]:
    found = {
        Contradiction(row.question_key, row.choice_key, RecordField(row.field), row.value_key)
        for row in rows["contradictions"]
        if _knows(RecordField, row.field)
    }
    places = {pair: place for place, pair in enumerate(base.contradictions)}
    return tuple(
        sorted(found, key=lambda pair: (places.get(pair, len(places)), msgspec.structs.astuple(pair)))
    )


def _by_hand(stage: Stage | None) -> tuple[Fact, ...]:
    return (Fact.STAGE_MOVED,) if stage is not None and Fact.STAGE_MOVED in stage.reached_by else ()


def _questions(base: Playbook, rows: Rows) -> tuple[Question, ...]:
    fields = {question.key: question.field for question in base.questions}
    return tuple(
        Question(
            key=row.key, dimension=row.dimension, title=_title(row), ask=Text(row.ask_zh, row.ask_en),
            hint=Text(row.hint_zh, row.hint_en), free_text=row.has_free_text, core=row.is_core,
            weight=max(1, row.weight), field=fields.get(row.key), follow_on_of=row.follow_on_of,
            choices=tuple(
                Choice(one.key, _title(one), one.state, one.next_question, one.follow_on, one.reason)
                for one in _placed(rows["choices"])
                if one.question_key == row.key
            ),
        )
        for row in _placed(rows["questions"])
    )  # fmt: skip


def _record_fields(rows: Rows) -> tuple[RecordFieldValues, ...]:
    return tuple(
        RecordFieldValues(
            RecordField(row.key),
            _title(row),
            tuple(
                RecordValue(one.key, _title(one))
                for one in _placed(rows["record_values"])
                if one.field == row.key
            ),
        )
        for row in _placed(rows["record_fields"])
        if _knows(RecordField, row.key)
    )


def _reasons(base: Playbook, rows: Rows) -> tuple[Reason, ...]:
    meanings = {reason.key: reason.meaning for reason in base.reasons}
    return tuple(
        Reason(row.key, row.kind, _title(row), meanings.get(row.key)) for row in _placed(rows["reasons"])
    )


def _rules(base: Playbook, rows: Rows) -> tuple[AssignmentRule, ...]:
    known = {rule.key: rule for rule in base.assignment_rules}

    def looked_for(key: str, dimension: str) -> tuple[str, ...]:
        found = (
            row.value_key for row in rows["matches"] if (row.rule_key, row.dimension) == (key, dimension)
        )
        return _in_order(found, getattr(known[key].when, dimension) if key in known else ())

    return tuple(
        AssignmentRule(
            key=row.key,
            title=_title(row),
            when=When(
                **{name: looked_for(row.key, name) for name in ("region", "industry", "size", "channel")},
                score_min=row.score_min,
                score_max=row.score_max,
            ),
            members=_in_order(
                (one.login for one in rows["rule_reps"] if one.rule_key == row.key),
                known[row.key].members if row.key in known else (),
            ),
            wait_for_person=row.waits_for_person,
        )
        for row in _placed(rows["rules"])
    )


def _grades(rows: Rows) -> tuple[Grade, ...]:
    by_number = {key.number: key for key in GradeKey}
    return tuple(
        Grade(by_number[row.grade], None if row.score_from == BELOW_ALL_SCORES else row.score_from)
        for row in sorted(rows["grades"], key=lambda row: -row.grade)
        if row.grade in by_number
    )


def _personas(base: Playbook, rows: Rows) -> tuple[Persona, ...]:
    known = {persona.key: persona.titles for persona in base.personas}
    return tuple(
        Persona(
            row.key,
            _title(row),
            _in_order(
                (one.word for one in rows["persona_words"] if one.persona_key == row.key),
                known.get(row.key, ()),
            ),
        )
        for row in _placed(rows["personas"])
    )


def _tracks(base: Playbook, rows: Rows) -> tuple[Track, ...]:
    known = {track.key: track.reasons for track in base.tracks}
    return tuple(
        Track(
            key=row.key,
            title=_title(row),
            persona=row.persona,
            reasons=_in_order(
                (one.reason for one in rows["track_reasons"] if one.track_key == row.key),
                known.get(row.key, ()),
            ),
            steps=tuple(
                TrackStep(one.key, _title(one), one.after_days, one.content)
                for one in _placed(rows["track_steps"])
                if one.track_key == row.key
            ),
        )
        for row in _placed(rows["tracks"])
    )


def _channels(base: Playbook, rows: Rows) -> tuple[Channel, ...]:
    words = {channel.key: channel.synonyms for channel in base.channels}
    order = {key: at for at, key in enumerate(words)}
    found = sorted(rows["channels"], key=lambda row: (order.get(row.key, len(order)), row.key))
    return tuple(
        Channel(row.key, _title(row), row.is_digital, row.is_paid, words.get(row.key, ())) for row in found
    )


def _title(row: Any) -> Text:
    return Text(row.title_zh, row.title_en)


def _placed(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.position, row.key))


def _knows(words: type[StrEnum], word: str) -> bool:
    return word in words._value2member_map_
