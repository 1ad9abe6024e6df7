"""Every problem of a playbook file, each with its line (spec section 16)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import msgspec

from app.services.playbook import list_rules, script_rules, stage_rules
from app.services.playbook.document import FORMAT, Playbook
from app.services.playbook.lines import line_index, line_of
from app.services.playbook.parsing import parsed
from app.services.playbook.problems import Finding, InvalidPlaybook, Problem
from app.services.playbook.shape import Shape, read_shape, shown_number

MOST_CHARACTERS = 1_000_000
"""A shipped playbook has under 40,000; more than this is another kind of file."""

_RULES = (*stage_rules.RULES, *script_rules.RULES, *list_rules.RULES)
_AT = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def check(text: str) -> list[Problem]:
    """Return every problem of a playbook file in the order of its lines; none means it loads."""
    return _examine(text)[1]


@lru_cache(maxsize=6)
def load(text: str) -> Playbook:
    """Return the playbook that a file's text holds.

    Raises:
        InvalidPlaybook: With everything that is wrong, not only the first thing.
    """
    playbook, problems = _examine(text)
    if problems or playbook is None:
        raise InvalidPlaybook(tuple(problems))
    return playbook


def _examine(text: str) -> tuple[Playbook | None, list[Problem]]:
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_CHARACTERS:
        return None, [Problem(1, "toml.too_large", {"size": str(len(text)), "most": str(MOST_CHARACTERS)})]
    try:
        raw = parsed(text)
    except RecursionError:
        return None, [Problem(1, "toml.too_deep")]
    except ValueError as error:
        return None, [_broken(text, error)]
    playbook, findings = _compare(raw)
    return playbook, _placed(findings, text) if findings else []


def _compare(raw: dict[str, Any]) -> tuple[Playbook, list[Finding]]:
    found = raw.get("playbook")
    number = found.get("format", FORMAT) if isinstance(found, dict) else FORMAT
    if isinstance(number, int) and not isinstance(number, bool) and number != FORMAT:
        newer = {"found": shown_number(number), "known": str(FORMAT)}
        return _typed(Shape()), [Finding(("playbook", "format"), "format.newer", newer)]
    shape = read_shape(raw)
    playbook = _typed(shape)
    findings = list(shape.found)
    for sections, rule in _RULES:
        if shape.broken.isdisjoint(sections):
            findings += rule(playbook)
    return playbook, findings


def _typed(shape: Shape) -> Playbook:
    """Return typed sections; a broken one is empty and no rule looks at it."""
    sections: dict[str, Any] = {}
    for item in msgspec.structs.fields(Playbook):
        if item.name in shape.values and item.name not in shape.broken:
            sections[item.name] = msgspec.convert(shape.values[item.name], item.type)
        elif item.required:
            sections[item.name] = ()
    return Playbook(**sections)


def _placed(findings: list[Finding], text: str) -> list[Problem]:
    lines = line_index(text)
    problems = []
    for at, code, args in findings:
        told = {k: str(v if isinstance(v, str) else line_of(lines, v)) for k, v in args.items()}
        problems.append(Problem(line_of(lines, at), code, told, at))
    return sorted(problems, key=lambda problem: problem.line)


def _broken(text: str, error: ValueError) -> Problem:
    """Tell where TOML breaks; Python before 3.14 says so in the message alone, at its end."""
    found = _AT.search(str(error))
    why = str(error)[: found.start()] if found else str(error)
    if found and found["line"]:
        return Problem(int(found["line"]), "toml.broken", {"why": why, "column": found["column"]})
    last = text.count("\n") + 1
    return Problem(last if found else 1, "toml.broken", {"why": why, "column": "1"})
