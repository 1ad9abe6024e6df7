"""The call desk asks the right question next, and the picture moves as the rule will judge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.vocabulary import AnswerState
from app.resources import resource
from app.services.playbook.check import load
from app.services.playbook.document import Choice, Question, Text
from app.services.script_flow import (
    DeltaView,
    Given,
    Missing,
    counting_answers,
    delta_view,
    flow,
    maturity_pct,
    next_question,
    open_questions,
    qualifies,
)

BOOK = load(resource("playbooks", "twelve-stage.toml").read_text(encoding="utf-8"))
SCRIPT = BOOK.questions
COUNTING = tuple(question.key for question in SCRIPT if question.counts)
CORE = ("need", "project_approved", "timing")
DAY = 86_400_000_000
NOW = 20_000 * DAY

GOOD = Given(AnswerState.GOOD)
WEAK = Given(AnswerState.WEAK)
REFUSED = Given(AnswerState.REFUSED)
PASSED_OVER = Given(AnswerState.NOT_ASKED)


def a_question(
    key: str, *choices: Choice, weight: int = 1, core: bool = False, of: str | None = None
) -> Question:
    text = Text(en=key)
    return Question(key, key, text, text, text, True, core, weight, None, of, choices)


def a_choice(
    key: str, state: AnswerState = AnswerState.GOOD, *, to: str | None = None, opens: str | None = None
) -> Choice:
    return Choice(key, Text(en=key), state, to, opens)


def core_first(count: int) -> dict[str, Given]:
    """Return ``count`` good answers, core questions before the others."""
    order = [*CORE, *(key for key in COUNTING if key not in CORE)]
    return dict.fromkeys(order[:count], GOOD)


@pytest.mark.parametrize("good", range(11))
def test_k_good_answers_of_ten_are_ten_k_pct_and_qualify_from_five(good: int) -> None:
    answers = core_first(good)

    assert maturity_pct(answers, SCRIPT) == 10 * good
    assert (qualifies(answers, SCRIPT, threshold_pct=50) == []) == (good >= 5)


def test_percent_is_cut_and_never_rounded_up() -> None:
    script = [a_question("a"), a_question("b"), a_question("c")]

    assert maturity_pct({"a": GOOD, "b": GOOD}, script) == 66
    assert maturity_pct({"a": GOOD}, script) == 33
    assert maturity_pct({}, []) == 0


def test_weights_count_as_many_times() -> None:
    script = [a_question("a", weight=3), a_question("b"), a_question("c")]

    assert maturity_pct({"a": GOOD}, script) == 60
    assert maturity_pct({"b": GOOD, "c": GOOD}, script) == 40


@given(st.dictionaries(st.sampled_from(COUNTING), st.sampled_from([WEAK, REFUSED, PASSED_OVER])))
def test_weak_refused_and_not_asked_never_count(answers: dict[str, Given]) -> None:
    assert maturity_pct(answers, SCRIPT) == 0


@given(
    st.dictionaries(st.sampled_from(COUNTING), st.sampled_from([GOOD, WEAK, REFUSED, PASSED_OVER])),
    st.integers(1, 100),
)
def test_a_run_qualifies_exactly_at_the_threshold_with_every_core_question_good(
    answers: dict[str, Given], threshold_pct: int
) -> None:
    good = sum(given is GOOD for given in answers.values())
    core = all(answers.get(key) is GOOD for key in CORE)

    missing = qualifies(answers, SCRIPT, threshold_pct=threshold_pct)
    assert (missing == []) == (10 * good >= threshold_pct and core)


def test_follow_on_questions_never_count() -> None:
    follow_ons = {question.key: GOOD for question in SCRIPT if not question.counts}

    assert len(follow_ons) == 4
    assert maturity_pct(follow_ons, SCRIPT) == 0
    assert maturity_pct(core_first(5) | follow_ons, SCRIPT) == 50


def test_what_is_missing_is_named_question_by_question() -> None:
    answers = {"need": GOOD, "timing": WEAK}

    assert qualifies(answers, SCRIPT, threshold_pct=50) == [
        Missing("below_threshold"),
        Missing("core_not_good", "project_approved"),
        Missing("core_not_good", "timing"),
    ]


def test_a_playbook_may_let_a_weak_core_answer_pass() -> None:
    answers = core_first(6) | {"timing": WEAK}

    assert qualifies(answers, SCRIPT, threshold_pct=50) == [Missing("core_not_good", "timing")]
    assert qualifies(answers, SCRIPT, threshold_pct=50, weak_passes=True) == []


def test_a_disqualifying_answer_ends_the_run_with_its_reason() -> None:
    answers = core_first(10) | {"vendors_met": Given(AnswerState.DISQUALIFYING, "chosen")}

    assert qualifies(answers, SCRIPT, threshold_pct=50) == [
        Missing("disqualified", "vendors_met", "chosen_competitor")
    ]
    assert flow(answers, SCRIPT).ends_with == "vendors_met"
    assert next_question(answers, SCRIPT) is None
    assert open_questions(answers, SCRIPT) == ()


def test_questions_come_in_the_scripts_order() -> None:
    answers: dict[str, Given] = {}
    asked = []
    while (key := next_question(answers, SCRIPT)) is not None:
        asked.append(key)
        answers[key] = GOOD

    assert tuple(asked) == COUNTING


def test_a_question_passed_over_comes_back_at_the_end() -> None:
    answers = dict.fromkeys(COUNTING, GOOD) | {"budget": PASSED_OVER}
    early = {"need": GOOD, "present_situation": PASSED_OVER}

    assert next_question(answers, SCRIPT) == "budget"
    assert next_question(early, SCRIPT) == "tool_in_use"
    assert open_questions(early, SCRIPT)[0] == "present_situation"


def test_an_answer_opens_its_follow_on_question_at_once() -> None:
    answers = {"need": Given(AnswerState.WEAK, "just_looking")}

    assert next_question(answers, SCRIPT) == "need_trigger"
    assert next_question(answers | {"need_trigger": GOOD}, SCRIPT) == "present_situation"


def test_a_branch_jumps_over_questions_which_count_as_not_asked() -> None:
    answers = dict.fromkeys(COUNTING[:6], GOOD)
    answers |= {"project_approved": Given(AnswerState.WEAK, "no_project")}

    assert next_question(answers, SCRIPT) == "vendors_met"
    assert flow(answers, SCRIPT).skipped == ("budget",)
    assert "budget" not in open_questions(answers, SCRIPT)
    assert maturity_pct(answers | {"vendors_met": GOOD, "timing": GOOD}, SCRIPT) == 80


def test_a_branch_may_go_back_to_a_question_it_jumped_over() -> None:
    script = [
        a_question("a", a_choice("jump", to="c")),
        a_question("b", a_choice("on", to="d")),
        a_question("c", a_choice("back", to="b")),
        a_question("d"),
    ]
    answers = {"a": Given(AnswerState.GOOD, "jump"), "c": Given(AnswerState.GOOD, "back")}

    assert flow(answers, script).order == ("a", "c", "b")
    assert next_question(answers, script) == "b"
    assert next_question(answers | {"b": Given(AnswerState.GOOD, "on")}, script) == "d"


def test_a_disqualifying_follow_on_answer_ends_the_run_too() -> None:
    script = [
        a_question("a", a_choice("deeper", opens="f")),
        a_question("f", a_choice("stop", AnswerState.DISQUALIFYING), of="a"),
        a_question("b"),
    ]
    answers = {"a": Given(AnswerState.GOOD, "deeper"), "f": Given(AnswerState.DISQUALIFYING, "stop")}

    assert flow(answers, script).ends_with == "f"
    assert next_question(answers, script) is None


@given(st.data())
def test_answering_whatever_comes_next_always_ends(data: st.DataObject) -> None:
    answers: dict[str, Given] = {}
    known = {question.key: question for question in SCRIPT}
    for _ in SCRIPT:
        key = next_question(answers, SCRIPT)
        if key is None:
            break
        choice = data.draw(st.sampled_from(known[key].choices))
        answers[key] = Given(choice.state, choice.key)

    assert next_question(answers, SCRIPT) is None
    assert set(flow(answers, SCRIPT).skipped).isdisjoint(answers)


def carried(
    state: AnswerState, choice: str | None = None, *, days: int = 29, is_confirmed: bool = False
) -> Given:
    return Given(state, choice, NOW - days * DAY, is_carried=True, is_confirmed=is_confirmed)


def the_delta(answers: dict[str, Given]) -> DeltaView:
    return delta_view(answers, SCRIPT, now=NOW, stale_answer_days=30)


def test_a_delta_call_opens_at_what_is_weak_refused_not_asked_or_old() -> None:
    answers = {key: carried(AnswerState.GOOD) for key in COUNTING}
    answers |= {
        "tool_in_use": carried(AnswerState.WEAK),
        "difficulty": carried(AnswerState.REFUSED),
        "budget": carried(AnswerState.GOOD, days=30),
    }
    del answers["vendors_met"]

    view = the_delta(answers)
    assert view.opens_at == "tool_in_use"
    assert view.to_ask == ("tool_in_use", "difficulty", "budget", "vendors_met")
    assert view.to_confirm == tuple(key for key in COUNTING if key not in view.to_ask)


def test_what_was_asked_anew_or_confirmed_leaves_the_delta_call() -> None:
    answers = {key: carried(AnswerState.GOOD) for key in COUNTING}
    answers |= {
        "need": carried(AnswerState.GOOD, is_confirmed=True),
        "tool_in_use": Given(AnswerState.WEAK, "unclear", NOW),
        "budget": carried(AnswerState.GOOD, days=90, is_confirmed=True),
    }

    view = the_delta(answers)
    assert view.to_ask == ()
    assert view.opens_at is None
    assert view.to_confirm == tuple(key for key in COUNTING if key not in {"need", "tool_in_use", "budget"})


def test_a_branch_that_no_longer_holds_brings_its_questions_back() -> None:
    before = {"project_approved": carried(AnswerState.WEAK, "no_project")}
    after = {"project_approved": Given(AnswerState.GOOD, "approved", NOW)}

    assert "budget" not in the_delta(before).to_ask
    assert "budget" in the_delta(after).to_ask


def test_a_delta_call_shows_follow_on_questions_only_where_they_were_opened() -> None:
    answers = {
        "need": carried(AnswerState.WEAK, "just_looking"),
        "need_trigger": carried(AnswerState.GOOD, "was_asked"),
    }

    view = the_delta(answers)
    assert view.to_confirm == ("need_trigger",)
    assert "who_leads" not in view.to_ask


def test_a_carried_answer_counts_while_young_or_once_confirmed() -> None:
    answers = {
        "need": carried(AnswerState.GOOD, days=29),
        "budget": carried(AnswerState.GOOD, days=30),
        "timing": carried(AnswerState.GOOD, days=300, is_confirmed=True),
        "difficulty": Given(AnswerState.GOOD, asked_at=NOW),
    }

    counted = counting_answers(answers, now=NOW, stale_answer_days=30)
    assert set(counted) == {"need", "timing", "difficulty"}
    assert maturity_pct(counted, SCRIPT) == 30


def test_what_disqualified_last_time_is_asked_again() -> None:
    answers = {key: carried(AnswerState.GOOD) for key in COUNTING}
    answers["vendors_met"] = carried(AnswerState.DISQUALIFYING, "chosen")

    assert the_delta(answers).opens_at == "vendors_met"
    again = Given(AnswerState.DISQUALIFYING, "chosen", NOW)
    assert the_delta(answers | {"vendors_met": again}) == DeltaView((), ())
