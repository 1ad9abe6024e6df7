"""Each thing that can be wrong with a playbook is told with its line and in a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.services.playbook.check import MOST_CHARACTERS, check, load
from app.services.playbook.problems import SENTENCES, InvalidPlaybook, Problem

EDITS: dict[str, tuple[str, str, str]] = {
    # name of the case: what stands in the file, what is put there, the code; the line is that of the edit
    "unknown name": ("threshold_pct = 50", "treshold_pct = 50", "key.unknown"),
    "unknown section": ("[calendar]\nkey", "[[colours]]\nhue = 1\n[calendar]\nkey", "key.unknown"),
    "threshold of nothing": ("threshold_pct = 50", "threshold_pct = 0", "number.range"),
    "threshold above all": ("threshold_pct = 50", "threshold_pct = 101", "number.range"),
    "a fraction": ("threshold_pct = 50", "threshold_pct = 50.0", "type.wrong"),
    "true as a number": ("weak_passes = 0", "weak_passes = false", "type.wrong"),
    "weak passes twice": ("weak_passes = 0", "weak_passes = 2", "number.range"),
    "a number without end": ("claims_a_day = 20", f"claims_a_day = 0x{'f' * 400}", "number.range"),
    "win above all": ("win_pct = 60", "win_pct = 130", "number.range"),
    "warning longer than the limit": (
        "first_response_warning_minutes = 15",
        "first_response_warning_minutes = 61",
        "limit.warning",
    ),
    "newer format": ("format = 1", "format = 2", "format.newer"),
    "a key with blanks": ('key = "twelve-stage"', 'key = "Twelve stages"', "key.form"),
    "no text at all": (
        'title = { zh = "全周期十二阶段", en = "Twelve stages" }',
        'title = { zh = " " }',
        "text.missing",
    ),
    "title as plain text": (
        'title = { zh = "全周期十二阶段", en = "Twelve stages" }',
        'title = "Twelve"',
        "type.wrong",
    ),
    "a text that cannot be shown": ('en = "Twelve stages"', 'en = "Twelve\\u0000stages"', "text.control"),
    "a text without end": ('en = "Twelve stages"', f'en = "{"x" * 201}"', "text.long"),
    "words without end": ('en = "A contract is in signature."', f'en = "{"x" * 2001}"', "text.long"),
    "an empty word": ('time_zone = "Asia/Shanghai"', 'time_zone = ""', "text.short"),
    "unknown kind": ('kind = "refused"', 'kind = "refusd"', "word.unknown"),
    "unknown fact": ('reached_by = ["handover.refused"]', 'reached_by = ["handover.refuse"]', "word.unknown"),
    "stage no fact leads to": ('reached_by = ["handover.refused"]', "reached_by = []", "stage.no_fact"),
    "fact to two stages": (
        'reached_by = ["handover.refused"]',
        'reached_by = ["handover.refused", "run.below"]',
        "fact.two_stages",
    ),
    "moved by hand into lost": (
        'reached_by = ["lead.lost"]',
        'reached_by = ["lead.lost", "stage.moved"]',
        "fact.moved_elsewhere",
    ),
    "a fact named twice": (
        'reached_by = ["lead.lost"]',
        'reached_by = ["lead.lost", "lead.lost"]',
        "key.twice",
    ),
    "a milestone given twice": ('milestone = "poc"', 'milestone = "mal"', "milestone.twice"),
    "sql twice over": ('milestone = "poc"', 'milestone = "sql"', "milestone.checked"),
    "move to an unknown stage": ('to = ["acceptance"]', 'to = ["acceptence"]', "stage.unknown"),
    "move from an unknown stage": ('from = "lost"', 'from = "lots"', "stage.unknown"),
    "move to itself": ('to = ["acceptance"]', 'to = ["acceptance", "deployment"]', "move.to_itself"),
    "move nobody records": ('to = ["acceptance"]', 'to = ["acceptance", "lost"]', "move.without_fact"),
    "the same move twice": ('to = ["acceptance"]', 'to = ["acceptance", "acceptance"]', "key.twice"),
    "sub-state of nowhere": ('stage = "discovery"', 'stage = "discovry"', "stage.unknown"),
    "negative weight": ('dimension = "budget"\n', 'dimension = "budget"\nweight = -1\n', "number.range"),
    "branch to nowhere": ('next = "vendors_met"', 'next = "vendor_met"', "question.unknown"),
    "branch back": ('next = "vendors_met"', 'next = "need"', "branch.loop"),
    "branch to itself": ('next = "vendors_met"', 'next = "project_approved"', "branch.loop"),
    "branch to a follow-on": ('next = "vendors_met"', 'next = "next_budget"', "branch.follow_on"),
    "follow-on of nowhere": ('follow_on = "next_budget"', 'follow_on = "nxt"', "question.unknown"),
    "follow-on of another": ('follow_on = "next_budget"', 'follow_on = "contract_end"', "follow_on.other"),
    "follow-on below nothing": ('follow_on_of = "budget"', 'follow_on_of = "bugdet"', "question.unknown"),
    "follow-on of a follow-on": ('follow_on_of = "budget"', 'follow_on_of = "who_leads"', "follow_on.nested"),
    "core follow-on": ('follow_on_of = "budget"', 'core = true\nfollow_on_of = "budget"', "follow_on.core"),
    "weighted follow-on": (
        'follow_on_of = "budget"',
        'weight = 2\nfollow_on_of = "budget"',
        "follow_on.weight",
    ),
    "unknown reason": ('reason = "project_cancelled"', 'reason = "project_canceled"', "reason.unknown"),
    "reason of another kind": ('reason = "project_cancelled"', 'reason = "lost_price"', "reason.unknown"),
    "an answer nobody gives": ('state = "disqualifying"', 'state = "not_asked"', "choice.not_asked"),
    "a reason that ends nothing": ('state = "disqualifying"', 'state = "weak"', "choice.reason_unused"),
    "unlisted field": ('field = "commercial_state"', 'field = "risk"', "word.unknown"),
    "contradiction of no question": ('question = "budget"', 'question = "bugdet"', "question.unknown"),
    "contradiction of no choice": ('choice = "range_known"', 'choice = "range"', "choice.unknown"),
    "contradiction of no value": ('value = "budget_open"', 'value = "budget_opn"', "value.unknown"),
    "the same reason twice": ('key = "lost_terms"', 'key = "lost_price"', "key.twice"),
    "rule for an unknown channel": ("when = {}", 'when = { channel = ["Paid search"] }', "channel.unknown"),
    "rule between wrong scores": ("when = {}", "when = { score_min = 9, score_max = 8 }", "rule.score_span"),
    "nobody for the rest": ("when = {}", 'when = { region = ["北京"] }', "rule.none_left"),
    "a rep named twice": ("members = []", 'members = ["li", "li"]', "key.twice"),
    "channel not in normal form": ('key = "paid search"', 'key = "Paid_Search"', "channel.form"),
    "points for no value": ('on = "behaviour.mail_opened"', 'on = "fit.industry"', "score.no_values"),
    "values never read": ('on = "fit.company_size"', 'on = "behaviour.mail_opened"', "score.values_unused"),
    "track of an unknown persona": ('persona = "technical"', 'persona = "technicl"', "persona.unknown"),
    "track for an unknown reason": (
        'reasons = ["chosen_competitor"',
        'reasons = ["chosen"',
        "track.reason_unknown",
    ),
    "a touch told twice": ('key = "paper"\nafter_days = 60', 'key = "case"\nafter_days = 60', "key.twice"),
    "a touch at no time": ("after_days = 60", "after_days = 0", "number.range"),
    "grades upside down": ("score_from = 100", "score_from = 250", "grade.order"),
    "lowest grade not open": ('key = "D"', 'key = "D"\nscore_from = 10', "grade.open"),
    "no such time zone": ('"Asia/Shanghai"', '"Asia/Shangai"', "calendar.zone"),
    "no such hour": ("sunday = []", 'sunday = ["9-12"]', "key.form"),
    "hours backwards": ("sunday = []", 'sunday = ["12:00-09:00"]', "span.backwards"),
    "hours of nothing": ("sunday = []", 'sunday = ["12:00-12:00"]', "span.backwards"),
    "hours overlapping": ("sunday = []", 'sunday = ["09:00-12:00", "11:59-13:00"]', "span.overlap"),
    "no hours to make up": (
        'make_up = ["09:00-12:00", "13:30-18:00"]',
        "make_up = []",
        "calendar.no_make_up",
    ),
    "no such day": ('holidays = "CN"', 'holidays = "CN"\ndays_off = ["2026-02-30"]', "calendar.no_day"),
    "on and off": (
        'holidays = "CN"',
        'holidays = "CN"\ndays_off = ["2026-02-14"]\ndays_on = ["2026-02-14"]',
        "calendar.on_and_off",
    ),
    "no such role": ('move = ["team_lead"]', 'move = ["teamlead"]', "word.unknown"),
}


def edited(text: str, old: str, new: str) -> tuple[str, int]:
    """Return the text with the first ``old`` replaced, and the line of the change."""
    assert old in text, old
    at = text.index(old)
    return text.replace(old, new, 1), text.count("\n", 0, at) + 1


def codes(text: str) -> set[str]:
    return {problem.code for problem in check(text)}


def told(text: str, code: str) -> Problem:
    return next(problem for problem in check(text) if problem.code == code)


@pytest.mark.parametrize("case", EDITS)
def test_one_wrong_thing_is_told_at_its_line(case: str, twelve: str) -> None:
    old, new, code = EDITS[case]
    text, line = edited(twelve, old, new)

    found = [problem for problem in check(text) if problem.code == code]
    assert found, check(text)
    assert line <= found[0].line <= line + new.count("\n") + 3
    assert found[0].sentence.endswith(".")
    assert "{" not in found[0].sentence.replace("{}", "")


def test_an_unknown_name_is_told_with_the_nearest_known_one(twelve: str) -> None:
    text, line = edited(twelve, "threshold_pct = 50", "treshold_pct = 50")

    assert [str(problem) for problem in check(text)] == [
        f"line {line}: “treshold_pct” is not known in [limits]; the nearest known name is “threshold_pct”."
    ]


def test_everything_wrong_is_told_at_once_in_the_order_of_lines(twelve: str) -> None:
    text, first = edited(twelve, "threshold_pct = 50", "threshold_pct = 0")
    text, second = edited(text, "win_pct = 60", "win_pct = 130")
    text, third = edited(text, 'next = "vendors_met"', 'next = "nowhere"')
    text, fourth = edited(text, '"Asia/Shanghai"', '"Mars/Olympus"')

    assert [problem.line for problem in check(text)] == [first, second, third, fourth]


def test_broken_toml_is_told_with_line_and_column() -> None:
    problem = told('[playbook]\nkey = "a"\ntitle = = 3\n', "toml.broken")

    assert (problem.line, problem.args["column"]) == (3, "9")


@pytest.mark.parametrize("text", ["[playbook", "a = [1,\n2", 'a = """x\n\n'])
def test_a_file_cut_in_the_middle_is_told_at_its_end(text: str) -> None:
    problem = told(text, "toml.broken")

    assert problem.line == text.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "key.missing"),
        ("\x00", "toml.broken"),
        ("a = " + "[" * 100_000, "toml.too_deep"),
        ("a = " + "9" * 100_000, "toml.broken"),
        ("#" * (MOST_CHARACTERS + 1), "toml.too_large"),
        ("playbook = 3\nstages = 1\nquestions = {}\ncalendar = [1]", "type.wrong"),
        ("playbook = [[1]]\nlimits = 1979-05-27", "type.wrong"),
        ("[playbook]\nformat = true", "type.wrong"),
        ("[playbook]\nformat = 0x" + "f" * 9_000, "format.newer"),
        (f"[playbook]\n{'x' * 100_000} = 1", "key.unknown"),
    ],
)
def test_what_is_no_playbook_at_all_is_told_and_not_raised(text: str, code: str) -> None:
    assert code in codes(text)


def test_a_script_of_no_questions_is_told(twelve: str) -> None:
    without = re.sub(r"\[\[(questions|contradictions)[^\[]*\]\]\n(?:[a-z_]+ = .*\n)+", "", twelve)

    assert codes(without) == {"script.empty"}


def test_a_script_without_core_questions_is_told(twelve: str) -> None:
    assert codes(twelve.replace("core = true\n", "")) == {"script.no_core"}


def test_a_fact_without_a_stage_is_told(twelve: str) -> None:
    text, _ = edited(twelve, ', "lead.revived"', "")

    assert told(text, "fact.without_stage").args == {"fact": "lead.revived"}


def test_a_fact_to_the_wrong_kind_of_stage_is_told(twelve: str) -> None:
    text = twelve.replace('"review.unclear", ', "")
    text, line = edited(text, '["lead.lost"]', '["lead.lost", "review.unclear"]')

    problem = told(text, "fact.wrong_kind")
    assert (problem.line, problem.args["stage"]) == (line, "lost")


def test_a_fact_that_the_moves_do_not_allow_is_told(twelve: str) -> None:
    text, _ = edited(twelve, 'to = ["market_not_passed", "sales_validating"]', 'to = ["market_not_passed"]')

    assert told(text, "fact.needs_move").args == {
        "fact": "handover.submitted",
        "stage": "market_validating",
        "to": "sales_validating",
    }


def test_a_stage_nobody_can_reach_is_told(twelve: str) -> None:
    text, _ = edited(twelve, 'to = ["acceptance"]', "to = []")

    assert told(text, "stage.unreachable").args == {"stage": "acceptance"}


def test_a_question_every_branch_jumps_over_is_told(twelve: str) -> None:
    head, tail = _at_question(twelve, "decision_power")
    question, rest = tail.split("[[questions]]", 1)
    question = question.replace("free_text = true", "free_text = false")
    question = re.sub(r'(state = "(?:good|weak|refused)"\n)', r'\1next = "budget"\n', question)

    assert codes(head + question + "[[questions]]" + rest) == {"question.unreachable"}


def test_a_question_that_can_never_be_answered_well_is_told(twelve: str) -> None:
    head, tail = _at_question(twelve, "decision_power")
    question, rest = tail.split("[[questions]]", 1)
    question = question.replace("free_text = true", "free_text = false").replace('"good"', '"weak"')

    assert codes(head + question + "[[questions]]" + rest) == {"question.never_good"}


def test_a_question_nobody_can_answer_is_told(twelve: str) -> None:
    head, tail = _at_question(twelve, "next_budget")
    question, rest = tail.split("[[questions.choices]]", 1)
    question = question.replace("free_text = true", "free_text = false")

    assert codes(head + question + rest[rest.index("[[questions]]") :]) == {"question.no_answer"}


def test_a_field_that_is_not_listed_is_told(twelve: str) -> None:
    text, _ = edited(
        twelve, '[[record_fields]]\nkey = "commercial_state"', '[[record_fields]]\nkey = "risks"'
    )

    assert told(text, "field.unlisted").args == {"field": "commercial_state"}


def test_answers_of_a_follow_on_question_cannot_branch(twelve: str) -> None:
    text, _ = edited(twelve, 'key = "month_only"', 'key = "month_only"\nnext = "timing"')

    assert codes(text) == {"follow_on.branches"}


def test_a_follow_on_question_no_answer_opens_is_told(twelve: str) -> None:
    text, _ = edited(twelve, 'follow_on = "next_budget"\n', "")

    assert told(text, "question.unreachable").args == {"question": "next_budget"}


def test_a_disqualifying_answer_without_a_reason_is_told(twelve: str) -> None:
    text, _ = edited(twelve, 'reason = "project_cancelled"\n', "")

    assert codes(text) == {"choice.no_reason"}


def test_a_disqualifying_answer_that_goes_on_is_told(twelve: str) -> None:
    text, _ = edited(twelve, 'reason = "project_cancelled"', 'reason = "project_cancelled"\nnext = "timing"')

    assert codes(text) == {"choice.ends_run"}


def test_a_rule_behind_one_that_takes_everybody_is_told(twelve: str) -> None:
    more = '[[assignment_rules]]\nkey = "late"\ntitle = { en = "Late" }\n'
    text, line = edited(twelve, "# ── Channels", f"{more}\n# ── Channels")

    problem = told(text, "rule.unreachable")
    assert (problem.line, problem.args) == (line, {"rule": "late", "first": "everybody"})


def test_a_track_nobody_comes_to_is_told(twelve: str) -> None:
    more = '[[tracks]]\nkey = "late"\ntitle = { en = "Late" }\n'
    text, line = edited(twelve, "# ── Calendar", f"{more}\n# ── Calendar")

    problem = told(text, "track.unreachable")
    assert (problem.line, problem.args) == (line, {"track": "late", "first": "everybody"})


def test_a_persona_without_a_word_is_told(twelve: str) -> None:
    text, _ = edited(
        twelve, "# ── Calendar", '[[personas]]\nkey = "other"\ntitle = { en = "O" }\n\n# ── Calendar'
    )

    assert told(text, "persona.no_titles").args == {"persona": "other"}


def test_a_word_for_two_channels_is_told(twelve: str) -> None:
    text, _ = edited(twelve, 'synonyms = ["brandzone"', 'synonyms = ["Cold_Call"')

    assert told(text, "channel.word_twice").args == {
        "word": "cold call",
        "first": "brand zone",
        "channel": "own prospecting",
    }


def test_a_reason_kind_without_reasons_is_told(twelve: str) -> None:
    without = re.sub(r'\[\[reasons\]\]\nkey = .*\nkind = "override"\n(?:[a-z]+ = .*\n)+', "", twelve)

    assert [(p.code, p.args) for p in check(without)] == [("reason.none", {"kind": "override"})]


def test_working_no_day_at_all_is_told(twelve: str) -> None:
    text = re.sub(r"(\w+day) = \[.*\]", r"\1 = []", twelve)

    assert codes(text) == {"calendar.never"}


NIGHT_SHIFT = """
[[calendars]]
key = "night"
title = { en = "Night shift" }
time_zone = "America/New_York"

[calendars.shifts]
monday = ["00:00-06:00", "22:00-24:00"]
tuesday = []
wednesday = []
thursday = []
friday = []
saturday = []
sunday = []
make_up = []
"""


def test_a_calendar_of_people_is_checked_like_the_teams(twelve: str) -> None:
    """Its hours, its zone, its own days, and that its key is not the team's."""
    assert codes(twelve + NIGHT_SHIFT) == set()
    assert codes(twelve + NIGHT_SHIFT.replace("22:00", "05:00")) == {"span.overlap"}
    assert codes(twelve + NIGHT_SHIFT.replace("New_York", "New_Yrok")) == {"calendar.zone"}
    assert codes(twelve + NIGHT_SHIFT.replace('"night"', '"team"')) == {"calendar.key_of_team"}
    assert codes(twelve + NIGHT_SHIFT.replace('"night"', '"cn"')) == {"calendar.key_of_team"}
    own = NIGHT_SHIFT.replace("[calendars.shifts]", 'days_on = ["2026-02-14"]\n[calendars.shifts]')
    assert codes(twelve + own) == {"calendar.no_hours"}


def test_a_pipeline_without_won_is_told(twelve: str) -> None:
    text = twelve.replace('kind = "won"', 'kind = "open"').replace('milestone = "won"\n', "")

    assert {"stage.no_won", "milestone.missing"} <= codes(text)


def test_a_key_twice_names_the_line_of_the_first(twelve: str) -> None:
    text, line = edited(twelve, 'key = "lost_terms"', 'key = "lost_price"')
    first = text[: text.index('key = "lost_price"')].count("\n") + 1

    problem = told(text, "key.twice")
    assert problem.line == line
    assert first - 1 <= int(problem.args["first"]) <= first


def test_a_broken_section_is_told_without_what_follows_from_it(twelve: str) -> None:
    """A stage of an unknown kind does not also make its facts, moves and milestones wrong."""
    text, _ = edited(twelve, 'kind = "sales_validating"', 'kind = "sales"')

    assert codes(text) == {"word.unknown"}


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(twelve: str) -> None:
    text, line = edited(twelve, "win_pct = 60", "win_pct = 130")
    text = "\ufeff" + text.replace("\n", "\r\n")

    assert [problem.line for problem in check(text)] == [line]
    assert load("\ufeff" + twelve.replace("\n", "\r\n")) == load(twelve)


def test_load_raises_with_every_problem(twelve: str) -> None:
    text, _ = edited(twelve, "win_pct = 60", "win_pct = 130")
    text, _ = edited(text, "threshold_pct = 50", "threshold_pct = 101")

    with pytest.raises(InvalidPlaybook) as caught:
        load(text)
    assert list(caught.value.problems) == check(text)
    assert len(caught.value.problems) == 2


def test_each_code_has_a_test() -> None:
    here = Path(__file__).read_text(encoding="utf-8")

    assert [code for code in SENTENCES if f'"{code}"' not in here] == []


def _at_question(text: str, key: str) -> tuple[str, str]:
    at = text.index(f'[[questions]]\nkey = "{key}"') + len("[[questions]]")
    return text[:at], text[at:]
