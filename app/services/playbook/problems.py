"""What may be wrong with a playbook file: a line, a code and a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.errors import AppError
from app.services.playbook.lines import Path


class Finding(NamedTuple):
    """A problem before anyone looked up its line; an argument that is a path is told as a line."""

    at: Path
    code: str
    args: Mapping[str, str | Path]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a playbook file.

    Attributes:
        line: From 1; the nearest line there is where something is missing.
        code: From the closed set ``SENTENCES``; views translate by it.
        args: What the sentence names.
        at: Path of what it is about; empty for the file.
    """

    line: int
    code: str
    args: Mapping[str, str] = field(default_factory=dict, hash=False)
    at: Path = field(default=(), compare=False)

    @property
    def sentence(self) -> str:
        """The English sentence."""
        return SENTENCES[self.code].format(**self.args)

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}"


class InvalidPlaybook(AppError):
    """A playbook file cannot be used; nothing was taken from it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


SENTENCES: dict[str, str] = {
    # The file
    "toml.broken": "This is not valid TOML: {why} (column {column}).",
    "toml.too_large": "The file has {size} characters; a playbook has at most {most}.",
    "toml.too_deep": "The brackets are nested too deeply to be read.",
    "format.newer": "The file is of format {found}; this version of Decile reads format {known}.",
    # Names, types, values
    "key.unknown": "“{key}” is not known in {place}; the nearest known name is “{nearest}”.",
    "key.missing": "“{key}” is missing in {place}.",
    "key.form": "“{value}” is not a possible {key}; it is written like “{example}”.",
    "key.twice": "“{key}” stands twice in {place}, first in line {first}.",
    "type.wrong": "“{key}” must be {expected}, not {found}.",
    "number.range": "“{key}” is {value}; it must be from {least} to {most}.",
    "word.unknown": "“{value}” is not a possible {key}; the nearest known one is “{nearest}”.",
    "text.missing": "“{key}” has no text in either language.",
    "text.long": "“{key}” has {length} characters; at most {most} fit.",
    "text.short": "“{key}” is empty.",
    "text.control": "“{key}” contains a character that cannot be shown (U+{char}).",
    # Stages
    "fact.without_stage": "No stage is reached by “{fact}”, so nobody could tell where it moves the lead.",
    "fact.two_stages": "“{fact}” leads to two stages, “{first}” and “{stage}”; it must lead to one.",
    "fact.wrong_kind": "“{fact}” leads to “{stage}” of kind “{kind}”; it must be {kinds}.",
    "fact.moved_elsewhere": "“{stage}” is “{kind}”; moves by hand stay between open and won stages.",
    "fact.needs_move": "“{fact}” takes a lead from “{stage}” to “{to}”, but the moves do not allow that.",
    "move.without_fact": "No recorded fact takes a lead from “{stage}” to “{to}”.",
    "move.to_itself": "“{stage}” cannot move to itself.",
    "stage.no_fact": "“{stage}” names no fact that brings a lead there.",
    "stage.unreachable": "Nobody can reach “{stage}”: no chain of allowed moves leads there.",
    "stage.unknown": "There is no stage “{stage}”; the nearest is “{nearest}”.",
    "stage.no_won": "No stage is of kind “won”.",
    "milestone.twice": "The milestone “{milestone}” is given by two stages, “{first}” and “{stage}”.",
    "milestone.missing": "No stage gives the milestone “{milestone}”, so the funnel would stay empty there.",
    "milestone.checked": "“{stage}” gives the milestone “sql”, and so do the [[sql_checks]]; keep one.",
    # Script
    "script.empty": "The script has no question that counts.",
    "script.no_core": "No question is core; at least one must be.",
    "question.unknown": "There is no question “{question}”; the nearest is “{nearest}”.",
    "question.unreachable": "The question “{question}” is never asked: no answer leads to it.",
    "question.never_good": "“{question}” can never be answered well: no choice is good and free text is off.",
    "question.no_answer": "The question “{question}” has neither choices nor free text.",
    "branch.loop": "The branches run in a circle: {circle}.",
    "branch.follow_on": "“next” names “{question}”, which is a follow-on question; use “follow_on” for it.",
    "follow_on.core": "“{question}” is a follow-on question and does not count, so it cannot be core.",
    "follow_on.weight": "“{question}” is a follow-on question and does not count, so it has no weight.",
    "follow_on.nested": "“{question}” is a follow-on question of a follow-on question; go one step only.",
    "follow_on.branches": "“{question}” is a follow-on question; its answers cannot lead to other questions.",
    "follow_on.other": "“{question}” does not say that it is a follow-on question of “{of}”.",
    "choice.not_asked": "“{choice}” has the state “not_asked”, which no answer can have.",
    "choice.unknown": "“{question}” has no choice “{choice}”; the nearest is “{nearest}”.",
    "choice.no_reason": "“{choice}” ends the run and must name a reason.",
    "choice.reason_unused": "“{choice}” does not disqualify, so its reason would never be used.",
    "choice.ends_run": "“{choice}” ends the run, so nothing can follow it.",
    # Lists
    "reason.unknown": "There is no reason “{reason}” of kind “{kind}”; the nearest is “{nearest}”.",
    "reason.none": "There is no reason of kind “{kind}”, so nobody could give one.",
    "field.unlisted": "The field “{field}” is not listed in [[record_fields]].",
    "value.unknown": "The field “{field}” has no value “{value}”; the nearest is “{nearest}”.",
    "channel.unknown": "There is no channel “{channel}”; the nearest is “{nearest}”.",
    "channel.form": "The channel key “{channel}” must be written “{word}”.",
    "channel.word_twice": "“{word}” stands for two channels, “{first}” and “{channel}”.",
    "rule.score_span": "The lowest score {least} is above the highest {most}.",
    "rule.unreachable": "“{rule}” is never used: “{first}” before it takes every lead.",
    "rule.none_left": "A lead that matches no rule would have nobody; let the last rule take every lead.",
    "score.no_values": "A rule on “{on}” must list the values it looks for.",
    "score.values_unused": "A rule on “{on}” counts what happened; its values would never be used.",
    "persona.unknown": "There is no persona “{persona}”; the nearest is “{nearest}”.",
    "persona.no_titles": "“{persona}” names no word of a job title, so nobody would ever be one.",
    "track.reason_unknown": "There is no reason “{reason}”; the nearest is “{nearest}”.",
    "track.unreachable": "“{track}” is never used: “{first}” before it takes every lead.",
    "grade.order": "Grade “{grade}” must stand after better grades and begin at a lower score than they do.",
    "grade.open": "The last grade “{grade}” must have no “score_from”, or lower scores have no grade.",
    "limit.warning": "The warning ({warning} minutes) is longer than the limit itself ({limit} minutes).",
    "span.backwards": "“{span}” ends before it begins.",
    "span.overlap": "“{span}” begins before “{before}” has ended.",
    "calendar.never": "Nobody works on any day of the week.",
    "calendar.no_make_up": "“make_up” has no hours, but {country} makes up for holidays on weekend days.",
    "calendar.zone": "There is no time zone “{zone}”; the nearest is “{nearest}”.",
    "calendar.no_day": "“{day}” is no day of the calendar.",
    "calendar.on_and_off": "“{day}” is both a day off and a working day.",
    "calendar.no_hours": "“{day}” is a working day, but neither its weekday nor “make_up” has hours.",
    "calendar.key_of_team": "The key “{key}” is that of the team's calendar; give this one another.",
}
"""Every code and its sentence in English."""
