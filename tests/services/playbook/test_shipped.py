"""The three shipped playbooks say what the specification says."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from app.models.vocabulary import AnswerState, Fact, Milestone, ReasonKind, StageKind
from app.resources import resource
from app.services.playbook.channels import channel_word, channels_by_word
from app.services.playbook.check import check, load
from app.services.playbook.document import Playbook, Text
from app.services.playbook.limits import LIMIT_NOTES, Limits

SPEC_LIMITS = {
    "threshold_pct": 50,
    "sample_from_pct": 40,
    "sample_every": 0,
    "weak_passes": 0,
    "stale_answer_days": 30,
    "suspect_below_points": 100,
    "nurture_return_points": 100,
    "score_half_life_days": 14,
    "first_response_minutes": 60,
    "first_response_warning_minutes": 15,
    "decision_working_days": 1,
    "resubmit_working_days": 5,
    "capacity_window_days": 30,
    "claims_a_day": 20,
    "held_at_once": 100,
    "cooling_off_days": 5,
    "recall_days": 2,
    "recall_warning_hours": 4,
    "recall_extensions": 1,
    "snooze_short_minutes": 10,
    "snooze_long_minutes": 60,
    "snooze_tomorrow_hour": 9,
    "overdue_escalation_working_days": 1,
    "follow_ups_a_day": 30,
    "next_step_working_days": 1,
    "recent_contact_hours": 24,
    "attempts_a_week": 3,
    "junk_ip_a_day": 20,
    "field_first_response_hours": 42,
    "field_first_hour_pct": 37,
    "field_mql_fit_pct": 44,
}

TWELVE_STAGES = [
    ("market_validating", "市场验证中", "validating", "mal", None),
    ("market_not_passed", "市场验证未通过", "nurture", None, None),
    ("sales_validating", "销售验证中", "sales_validating", "mql", None),
    ("sales_not_passed", "销售验证未通过", "refused", None, None),
    ("discovery", "需求挖掘", "open", "sal", 25),
    ("proposal", "方案阶段", "open", "opportunity", 50),
    ("poc", "POC测试", "open", "poc", 50),
    ("negotiation", "商务谈判", "open", None, 60),
    ("contract", "合同流程", "open", None, 80),
    ("deployment", "部署上线", "won", "won", 100),
    ("acceptance", "验收", "won", None, 100),
    ("lost", "输单", "lost", None, 0),
]

TWELVE_FACTS = {
    Fact.ACCEPTED_BY_INTAKE: 1,
    Fact.RUN_BELOW: 2,
    Fact.DISQUALIFIED: 2,
    Fact.NURTURE_RETURNED: 1,
    Fact.SUBMITTED: 3,
    Fact.RETURNED: 1,
    Fact.REFUSED: 4,
    Fact.ACCEPTED: 5,
    Fact.REFUSAL_RIGHT: 2,
    Fact.HANDOVER_RIGHT: 3,
    Fact.UNCLEAR: 1,
    Fact.LOST: 12,
    Fact.REVIVED: 1,
}

DIMENSIONS = [
    "need",
    "present_situation",
    "tool_in_use",
    "difficulty",
    "contact_position",
    "decision_power",
    "project_approved",
    "budget",
    "vendors_met",
    "timing_next_step",
]


def a_playbook(name: str) -> Playbook:
    return load(resource("playbooks", f"{name}.toml").read_text(encoding="utf-8"))


def test_shipped_playbooks_have_no_problem(shipped: str) -> None:
    assert check(shipped) == []


def test_twelve_stage_has_the_stages_of_the_specification() -> None:
    book = a_playbook("twelve-stage")

    stages = [(s.key, s.title.zh, s.kind, s.milestone, s.win_pct) for s in book.stages]
    assert stages == TWELVE_STAGES


def test_twelve_stage_facts_lead_where_the_specification_says() -> None:
    book = a_playbook("twelve-stage")
    number = {stage.key: i for i, stage in enumerate(book.stages, start=1)}

    assert {fact: number[book.stage_of(fact)] for fact in TWELVE_FACTS} == TWELVE_FACTS


def test_twelve_stage_allows_exactly_the_moves_of_the_specification() -> None:
    book = a_playbook("twelve-stage")
    number = {stage.key: i for i, stage in enumerate(book.stages, start=1)}
    expected = {(1, 2), (1, 3), (2, 1), (3, 1), (3, 4), (3, 5), (4, 2), (4, 3), (4, 1)}
    expected |= {(a, b) for a in range(5, 10) for b in range(5, 10) if a != b}
    expected |= {(a, 12) for a in range(5, 10)} | {(9, 10), (10, 11), (12, 1)}

    assert {(number[a], number[b]) for a, b in book.move_pairs()} == expected


def test_twelve_stage_discovery_shows_sub_states_and_five_checks() -> None:
    book = a_playbook("twelve-stage")

    states = [(state.stage, state.key) for state in book.sub_states]
    assert states == [("discovery", key) for key in ("contacting", "meeting_scheduled", "meeting_held")]
    assert [c.key for c in book.sql_checks] == [
        "need_fits",
        "process_fits",
        "timing_clear",
        "budget_fits",
        "key_person",
    ]


def test_lean_runs_from_suspect_to_won_or_lost() -> None:
    book = a_playbook("lean")

    keys = [stage.key for stage in book.stages if stage.kind != StageKind.NURTURE]
    assert keys == [
        "suspect",
        "mql",
        "sql_contacting",
        "sql_meeting_scheduled",
        "opportunity",
        "won",
        "lost",
    ]
    assert book.stage_of(Fact.REFUSED) == book.stage_of(Fact.RUN_BELOW) == "nurture"


def test_five_step_forecasts_at_25_50_60_80_and_100_pct() -> None:
    book = a_playbook("five-step")

    steps = [s.win_pct for s in book.stages if s.kind in {StageKind.OPEN, StageKind.WON}]
    assert steps == [25, 50, 60, 80, 100]


def test_limits_are_the_numbers_of_the_specification(shipped: str) -> None:
    assert msgspec.structs.asdict(load(shipped).limits) == SPEC_LIMITS


def test_each_limit_stands_beside_its_source(shipped: str) -> None:
    lines = shipped.splitlines()

    assert [f.name for f in msgspec.structs.fields(Limits)] == list(LIMIT_NOTES)
    for key, value in SPEC_LIMITS.items():
        assert f"{key} = {value}  # {LIMIT_NOTES[key]}" in lines


def test_ten_questions_count_each_from_another_dimension(shipped: str) -> None:
    counting = [question for question in load(shipped).questions if question.counts]

    assert [question.dimension for question in counting] == DIMENSIONS
    assert {question.weight for question in counting} == {1}
    assert [q.key for q in counting if q.core] == ["need", "project_approved", "timing"]


def test_each_counting_question_can_be_good_weak_or_refused(shipped: str) -> None:
    usual = {AnswerState.GOOD, AnswerState.WEAK, AnswerState.REFUSED}

    for question in load(shipped).questions:
        assert usual <= {choice.state for choice in question.choices}, question.key


def test_the_three_playbooks_share_script_reasons_and_channels() -> None:
    twelve, *others = (a_playbook(name) for name in ("twelve-stage", "lean", "five-step"))

    for other in others:
        assert other.questions == twelve.questions
        assert other.reasons == twelve.reasons
        assert other.channels == twelve.channels
        assert other.contradictions == twelve.contradictions


def test_each_text_is_there_in_both_languages(shipped: str) -> None:
    texts = list(_texts(load(shipped)))

    assert len(texts) > 200
    assert [text for text in texts if not (text.zh.strip() and text.en.strip())] == []


def test_what_the_sdr_says_aloud_is_chinese_in_chinese_and_english_in_english(shipped: str) -> None:
    for question in load(shipped).questions:
        assert question.ask.zh.endswith("？"), question.key
        assert question.ask.en.endswith("?"), question.key
        assert not any(mark in question.ask.zh for mark in "?,;:()"), question.key
        assert question.ask.en.replace("’", "'").isascii(), question.key


def test_each_kind_of_reason_offers_a_choice(shipped: str) -> None:
    reasons = load(shipped).reasons

    for kind in ReasonKind:
        assert sum(reason.kind == kind for reason in reasons) >= 5, kind


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("organic search", "organic search"),
        ("paid_search", "paid search"),
        ("Direct Traffic", "direct traffic"),
        ("other publicities", "other publicities"),
        ("other", "other"),
        ("unknown", "unknown"),
        ("ｓｏｃｉａｌ", "social"),
        ("Trade Show", "events"),
        ("Cold Call", "own prospecting"),
        ("Web Research", "own prospecting"),
        ("External Referral", "referral"),
        ("SEM", "paid search"),
        ("老客户介绍", "referral"),
        ("百度推广", "paid search"),
        ("Organic Search (SEO)", "organic search"),
    ],
)
def test_words_of_real_files_stand_for_a_channel(word: str, key: str) -> None:
    known = channels_by_word(a_playbook("twelve-stage").channels)

    assert known[channel_word(word)] == key


def test_channels_of_the_real_list_stay_apart() -> None:
    """Each origin of the measured list has a channel of its own, and a blank one has none."""
    origins = ["organic search", "paid search", "social", "unknown", "direct traffic", "email"]
    origins += ["referral", "other", "display", "other publicities"]
    known = channels_by_word(a_playbook("twelve-stage").channels)

    assert [known[origin] for origin in origins] == origins
    assert channel_word("") not in known


def test_milestones_come_in_the_funnels_order(shipped: str) -> None:
    order = list(Milestone)
    given = [stage.milestone for stage in load(shipped).stages if stage.milestone]

    assert given == sorted(given, key=order.index)


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, msgspec.Struct):
        for item in msgspec.structs.fields(value):
            yield from _texts(getattr(value, item.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
