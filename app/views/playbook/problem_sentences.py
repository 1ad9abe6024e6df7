"""Every problem of a playbook file in the language of the screens: one table, by the codes of the checker."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from app.services.playbook.problems import Problem

PROBLEMS: Mapping[str, Callable[[], str]] = {
    "toml.broken": lambda: QCoreApplication.translate(
        "PlaybookProblems", "This is not valid TOML: {why} (column {column})."
    ),
    "toml.too_large": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The file has {size} characters; a playbook has at most {most}."
    ),
    "toml.too_deep": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The brackets are nested too deeply to be read."
    ),
    "format.newer": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The file is of format {found}; this version of Decile reads format {known}."
    ),
    "key.unknown": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{key}” is not known in {place}; the nearest known name is “{nearest}”."
    ),
    "key.missing": lambda: QCoreApplication.translate("PlaybookProblems", "“{key}” is missing in {place}."),
    "key.form": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{value}” is not a possible {key}; it is written like “{example}”."
    ),
    "key.twice": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{key}” stands twice in {place}, first in line {first}."
    ),
    "type.wrong": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{key}” must be {expected}, not {found}."
    ),
    "number.range": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{key}” is {value}; it must be from {least} to {most}."
    ),
    "word.unknown": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{value}” is not a possible {key}; the nearest known one is “{nearest}”."
    ),
    "text.missing": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{key}” has no text in either language."
    ),
    "text.long": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{key}” has {length} characters; at most {most} fit."
    ),
    "text.short": lambda: QCoreApplication.translate("PlaybookProblems", "“{key}” is empty."),
    "text.control": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{key}” contains a character that cannot be shown (U+{char})."
    ),
    "fact.without_stage": lambda: QCoreApplication.translate(
        "PlaybookProblems", "No stage is reached by “{fact}”, so nobody could tell where it moves the lead."
    ),
    "fact.two_stages": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{fact}” leads to two stages, “{first}” and “{stage}”; it must lead to one."
    ),
    "fact.wrong_kind": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{fact}” leads to “{stage}” of kind “{kind}”; it must be {kinds}."
    ),
    "fact.moved_elsewhere": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{stage}” is “{kind}”; moves by hand stay between open and won stages."
    ),
    "fact.needs_move": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{fact}” takes a lead from “{stage}” to “{to}”, but the moves do not allow that."
    ),
    "move.without_fact": lambda: QCoreApplication.translate(
        "PlaybookProblems", "No recorded fact takes a lead from “{stage}” to “{to}”."
    ),
    "move.to_itself": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{stage}” cannot move to itself."
    ),
    "stage.no_fact": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{stage}” names no fact that brings a lead there."
    ),
    "stage.unreachable": lambda: QCoreApplication.translate(
        "PlaybookProblems", "Nobody can reach “{stage}”: no chain of allowed moves leads there."
    ),
    "stage.unknown": lambda: QCoreApplication.translate(
        "PlaybookProblems", "There is no stage “{stage}”; the nearest is “{nearest}”."
    ),
    "stage.no_won": lambda: QCoreApplication.translate("PlaybookProblems", "No stage is of kind “won”."),
    "milestone.twice": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The milestone “{milestone}” is given by two stages, “{first}” and “{stage}”."
    ),
    "milestone.missing": lambda: QCoreApplication.translate(
        "PlaybookProblems",
        "No stage gives the milestone “{milestone}”, so the funnel would stay empty there.",
    ),
    "milestone.checked": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{stage}” gives the milestone “sql”, and so do the [[sql_checks]]; keep one."
    ),
    "script.empty": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The script has no question that counts."
    ),
    "script.no_core": lambda: QCoreApplication.translate(
        "PlaybookProblems", "No question is core; at least one must be."
    ),
    "question.unknown": lambda: QCoreApplication.translate(
        "PlaybookProblems", "There is no question “{question}”; the nearest is “{nearest}”."
    ),
    "question.unreachable": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The question “{question}” is never asked: no answer leads to it."
    ),
    "question.never_good": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{question}” can never be answered well: no choice is good and free text is off."
    ),
    "question.no_answer": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The question “{question}” has neither choices nor free text."
    ),
    "branch.loop": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The branches run in a circle: {circle}."
    ),
    "branch.follow_on": lambda: QCoreApplication.translate(
        "PlaybookProblems",
        "“next” names “{question}”, which is a follow-on question; use “follow_on” for it.",
    ),
    "follow_on.core": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{question}” is a follow-on question and does not count, so it cannot be core."
    ),
    "follow_on.weight": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{question}” is a follow-on question and does not count, so it has no weight."
    ),
    "follow_on.nested": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{question}” is a follow-on question of a follow-on question; go one step only."
    ),
    "follow_on.branches": lambda: QCoreApplication.translate(
        "PlaybookProblems",
        "“{question}” is a follow-on question; its answers cannot lead to other questions.",
    ),
    "follow_on.other": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{question}” does not say that it is a follow-on question of “{of}”."
    ),
    "choice.not_asked": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{choice}” has the state “not_asked”, which no answer can have."
    ),
    "choice.unknown": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{question}” has no choice “{choice}”; the nearest is “{nearest}”."
    ),
    "choice.no_reason": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{choice}” ends the run and must name a reason."
    ),
    "choice.reason_unused": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{choice}” does not disqualify, so its reason would never be used."
    ),
    "choice.ends_run": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{choice}” ends the run, so nothing can follow it."
    ),
    "reason.unknown": lambda: QCoreApplication.translate(
        "PlaybookProblems", "There is no reason “{reason}” of kind “{kind}”; the nearest is “{nearest}”."
    ),
    "reason.none": lambda: QCoreApplication.translate(
        "PlaybookProblems", "There is no reason of kind “{kind}”, so nobody could give one."
    ),
    "field.unlisted": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The field “{field}” is not listed in [[record_fields]]."
    ),
    "value.unknown": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The field “{field}” has no value “{value}”; the nearest is “{nearest}”."
    ),
    "channel.unknown": lambda: QCoreApplication.translate(
        "PlaybookProblems", "There is no channel “{channel}”; the nearest is “{nearest}”."
    ),
    "channel.form": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The channel key “{channel}” must be written “{word}”."
    ),
    "channel.word_twice": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{word}” stands for two channels, “{first}” and “{channel}”."
    ),
    "rule.score_span": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The lowest score {least} is above the highest {most}."
    ),
    "rule.unreachable": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{rule}” is never used: “{first}” before it takes every lead."
    ),
    "rule.none_left": lambda: QCoreApplication.translate(
        "PlaybookProblems",
        "A lead that matches no rule would have nobody; let the last rule take every lead.",
    ),
    "score.no_values": lambda: QCoreApplication.translate(
        "PlaybookProblems", "A rule on “{on}” must list the values it looks for."
    ),
    "score.values_unused": lambda: QCoreApplication.translate(
        "PlaybookProblems", "A rule on “{on}” counts what happened; its values would never be used."
    ),
    "persona.unknown": lambda: QCoreApplication.translate(
        "PlaybookProblems", "There is no persona “{persona}”; the nearest is “{nearest}”."
    ),
    "persona.no_titles": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{persona}” names no word of a job title, so nobody would ever be one."
    ),
    "track.reason_unknown": lambda: QCoreApplication.translate(
        "PlaybookProblems", "There is no reason “{reason}”; the nearest is “{nearest}”."
    ),
    "track.unreachable": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{track}” is never used: “{first}” before it takes every lead."
    ),
    "grade.order": lambda: QCoreApplication.translate(
        "PlaybookProblems",
        "Grade “{grade}” must stand after better grades and begin at a lower score than they do.",
    ),
    "grade.open": lambda: QCoreApplication.translate(
        "PlaybookProblems",
        "The last grade “{grade}” must have no “score_from”, or lower scores have no grade.",
    ),
    "limit.warning": lambda: QCoreApplication.translate(
        "PlaybookProblems",
        "The warning ({warning} minutes) is longer than the limit itself ({limit} minutes).",
    ),
    "span.backwards": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{span}” ends before it begins."
    ),
    "span.overlap": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{span}” begins before “{before}” has ended."
    ),
    "calendar.never": lambda: QCoreApplication.translate(
        "PlaybookProblems", "Nobody works on any day of the week."
    ),
    "calendar.no_make_up": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“make_up” has no hours, but {country} makes up for holidays on weekend days."
    ),
    "calendar.zone": lambda: QCoreApplication.translate(
        "PlaybookProblems", "There is no time zone “{zone}”; the nearest is “{nearest}”."
    ),
    "calendar.no_day": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{day}” is no day of the calendar."
    ),
    "calendar.on_and_off": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{day}” is both a day off and a working day."
    ),
    "calendar.no_hours": lambda: QCoreApplication.translate(
        "PlaybookProblems", "“{day}” is a working day, but neither its weekday nor “make_up” has hours."
    ),
    "calendar.key_of_team": lambda: QCoreApplication.translate(
        "PlaybookProblems", "The key “{key}” is that of the team's calendar; give this one another."
    ),
}


def problem_text(problem: Problem) -> str:
    """Return what is wrong, without the line."""
    return PROBLEMS[problem.code]().format(**problem.args)
