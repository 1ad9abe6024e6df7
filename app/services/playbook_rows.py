"""From a playbook's document to the command that puts it into force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from app.services.playbook.document import Playbook, Text
from app.services.playbook.words import GradeKey
from app.services.playbook_adoption import SIGNED_LIMITS, SIGNED_TABLES, AdoptPlaybook
from app.services.playbook_rebuilt import BELOW_ALL_SCORES
from app.services.playbook_records import (
    ChannelRow,
    ChoiceRow,
    ContradictionRow,
    GradeRow,
    LimitRow,
    MatchRow,
    MoveRow,
    PersonaRow,
    PersonaWordRow,
    QuestionRow,
    ReasonRow,
    RecordFieldRow,
    RecordValueRow,
    RequiredRow,
    RuleRepRow,
    RuleRow,
    ScoreRuleRow,
    ScoreWordRow,
    StageFactRow,
    StageRow,
    TrackReasonRow,
    TrackRow,
    TrackStepRow,
)
from app.services.playbook_signing import ProposePlaybook


def proposal_of(adoption: AdoptPlaybook) -> ProposePlaybook:
    """Return the command that proposes what another would adopt without asking the other side."""
    return ProposePlaybook(**msgspec.structs.asdict(adoption))


def needs_signatures(adoption: AdoptPlaybook, present: Mapping[str, frozenset[Any]]) -> bool:
    """Whether both sides must sign: script, threshold or reasons are others than those of the rows ``present``."""
    said = [{row.key: row.value for row in one} for one in (adoption.limits, present["limits"])]
    return any(frozenset(getattr(adoption, name)) != present[name] for name in SIGNED_TABLES) or any(
        said[0].get(key) != said[1].get(key) for key in SIGNED_LIMITS
    )


def adoption_of(
    playbook: Playbook,
    document: str,
    rehomed: Mapping[str, str] | None = None,
    *,
    based_on: int | None = None,
) -> AdoptPlaybook:
    """Return the command that puts ``playbook`` into force.

    Args:
        playbook: The checked document.
        document: Its TOML text, kept with the version.
        rehomed: Stage of the present playbook to stage of the new one, for leads whose stage goes away.
        based_on: Version it was made from; ``None`` where it replaces whatever is in force.
    """
    return AdoptPlaybook(
        key=playbook.playbook.key,
        **_titles(playbook.playbook.title),
        document=document,
        limits=tuple(
            LimitRow(key=key, value=value) for key, value in msgspec.structs.asdict(playbook.limits).items()
        ),
        **_lifecycle(playbook),
        questions=_questions(playbook),
        choices=_choices(playbook),
        reasons=tuple(
            ReasonRow(key=reason.key, kind=reason.kind, position=position, **_titles(reason.title))
            for position, reason in enumerate(playbook.reasons, 1)
        ),
        **_sales_record(playbook),
        **_assignment(playbook),
        **_scoring(playbook),
        **_nurture(playbook),
        channels=tuple(
            ChannelRow(
                key=channel.key, is_digital=channel.digital, is_paid=channel.paid, **_titles(channel.title)
            )
            for channel in playbook.channels
        ),
        rehomed=tuple(MoveRow(from_stage=old, to_stage=new) for old, new in (rehomed or {}).items()),
        based_on=based_on,
    )


def _lifecycle(playbook: Playbook) -> dict[str, Any]:
    return {
        "stages": tuple(
            StageRow(
                key=stage.key, position=position, kind=stage.kind, milestone=stage.milestone, win_pct=stage.win_pct,
                **_titles(stage.title),
            )
            for position, stage in enumerate(playbook.stages, 1)
        ),
        "facts": tuple(
            StageFactRow(fact=fact, stage_key=stage.key)
            for stage in playbook.stages
            for fact in stage.reached_by
            if fact != fact.STAGE_MOVED
        ),
        "moves": tuple(MoveRow(from_stage=one, to_stage=other) for one, other in playbook.move_pairs()),
        "required": tuple(
            RequiredRow(stage_key=stage.key, field=field.value) for stage in playbook.stages for field in stage.required
        ),
    }  # fmt: skip


def _sales_record(playbook: Playbook) -> dict[str, Any]:
    return {
        "record_fields": tuple(
            RecordFieldRow(key=field.key, position=position, **_titles(field.title))
            for position, field in enumerate(playbook.record_fields, 1)
        ),
        "record_values": tuple(
            RecordValueRow(field=field.key, key=value.key, position=position, **_titles(value.title))
            for field in playbook.record_fields
            for position, value in enumerate(field.values, 1)
        ),
        "contradictions": tuple(
            ContradictionRow(
                question_key=pair.question, choice_key=pair.choice, field=pair.field.value, value_key=pair.value
            )
            for pair in dict.fromkeys(playbook.contradictions)
        ),
    }  # fmt: skip


def _assignment(playbook: Playbook) -> dict[str, Any]:
    rules = playbook.assignment_rules
    return {
        "rules": tuple(
            RuleRow(
                key=rule.key, position=position, score_min=rule.when.score_min, score_max=rule.when.score_max,
                waits_for_person=rule.wait_for_person, **_titles(rule.title),
            )
            for position, rule in enumerate(rules, 1)
        ),
        "matches": tuple(
            MatchRow(rule_key=rule.key, dimension=dimension, value_key=value)
            for rule in rules
            for dimension in ("region", "industry", "size", "channel")
            for value in dict.fromkeys(getattr(rule.when, dimension))
        ),
        "rule_reps": tuple(RuleRepRow(rule_key=rule.key, login=login) for rule in rules for login in rule.members),
    }  # fmt: skip


def _scoring(playbook: Playbook) -> dict[str, Any]:
    return {
        "score_rules": tuple(
            ScoreRuleRow(
                key=rule.key, position=position, looks_at=rule.on.value, points=rule.points, **_titles(rule.title)
            )
            for position, rule in enumerate(playbook.score_rules, 1)
        ),
        "score_words": tuple(
            ScoreWordRow(rule_key=rule.key, word=word)
            for rule in playbook.score_rules
            for word in dict.fromkeys(rule.values)
        ),
        "grades": tuple(
            GradeRow(
                grade=GradeKey(grade.key).number,
                score_from=BELOW_ALL_SCORES if grade.score_from is None else grade.score_from,
            )
            for grade in playbook.grades
        ),
    }  # fmt: skip


def _nurture(playbook: Playbook) -> dict[str, Any]:
    return {
        "personas": tuple(
            PersonaRow(key=persona.key, position=position, **_titles(persona.title))
            for position, persona in enumerate(playbook.personas, 1)
        ),
        "persona_words": tuple(
            PersonaWordRow(persona_key=persona.key, word=word)
            for persona in playbook.personas
            for word in dict.fromkeys(persona.titles)
        ),
        "tracks": tuple(
            TrackRow(key=track.key, position=position, persona=track.persona, **_titles(track.title))
            for position, track in enumerate(playbook.tracks, 1)
        ),
        "track_reasons": tuple(
            TrackReasonRow(track_key=track.key, reason=reason)
            for track in playbook.tracks
            for reason in track.reasons
        ),
        "track_steps": tuple(
            TrackStepRow(
                track_key=track.key, key=step.key, position=position, after_days=step.after_days,
                content=step.content, **_titles(step.title),
            )
            for track in playbook.tracks
            for position, step in enumerate(track.steps, 1)
        ),
    }  # fmt: skip


def _questions(playbook: Playbook) -> tuple[QuestionRow, ...]:
    return tuple(
        QuestionRow(
            key=question.key,
            position=position,
            dimension=question.dimension,
            **_titles(question.title),
            **_texts("ask", question.ask),
            **_texts("hint", question.hint),
            is_core=question.core,
            weight=question.weight,
            has_free_text=question.free_text,
            follow_on_of=question.follow_on_of,
        )
        for position, question in enumerate(playbook.questions, 1)
    )


def _choices(playbook: Playbook) -> tuple[ChoiceRow, ...]:
    return tuple(
        ChoiceRow(
            question_key=question.key,
            key=choice.key,
            position=position,
            state=choice.state,
            **_titles(choice.title),
            next_question=choice.next,
            follow_on=choice.follow_on,
            reason=choice.reason,
        )
        for question in playbook.questions
        for position, choice in enumerate(question.choices, 1)
    )


def _titles(text: Text) -> dict[str, Any]:
    return _texts("title", text)


def _texts(name: str, text: Text) -> dict[str, Any]:
    return {f"{name}_zh": text.shown("zh"), f"{name}_en": text.shown("en")}
