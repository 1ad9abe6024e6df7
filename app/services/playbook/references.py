"""Which values of a playbook name something else in it, so that a name changes everywhere and nothing dangles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.services.playbook.edits import Drop, Edit, Put, Raw, value_at
from app.services.playbook.lines import Path

type Step = tuple[Edit, ...]
"""Edits that belong together: done and undone as one."""

_ANY = "*"
_NAMED: Mapping[tuple[str, ...], str] = {
    ("moves", _ANY, "from"): "stages",
    ("moves", _ANY, "to", _ANY): "stages",
    ("sub_states", _ANY, "stage"): "stages",
    ("questions", _ANY, "follow_on_of"): "questions",
    ("questions", _ANY, "choices", _ANY, "next"): "questions",
    ("questions", _ANY, "choices", _ANY, "follow_on"): "questions",
    ("questions", _ANY, "choices", _ANY, "reason"): "reasons",
    ("questions", _ANY, "field"): "record_fields",
    ("contradictions", _ANY, "question"): "questions",
    ("contradictions", _ANY, "field"): "record_fields",
    ("assignment_rules", _ANY, "when", "channel", _ANY): "channels",
    ("pools", _ANY, "channels", _ANY): "channels",
    ("tracks", _ANY, "persona"): "personas",
    ("tracks", _ANY, "reasons", _ANY): "reasons",
}
"""Where a section's keys are named."""
_BOUND = frozenset({("moves", "from"), ("sub_states", "stage"), ("questions", "follow_on_of")})
"""An entry that says nothing without what it names; so do all contradictions."""


def target_of(path: Path) -> str:
    """Return the section whose keys a value names; empty where it names none."""
    return _NAMED.get(tuple(_ANY if isinstance(part, int) else part for part in path), "")


def mentions(raw: Raw, at: Path) -> list[Path]:
    """Return where the key of the entry at a path is named elsewhere, in the file's order."""
    key = value_at(raw, (*at, "key"))
    if len(at) == len(("section", 0)):
        named = [pattern for pattern, section in _NAMED.items() if section == at[0]]
        found = [path for pattern in named for path in _matching(raw, pattern) if value_at(raw, path) == key]
        return [*found, *(_channel_values(raw, key) if at[0] == "channels" else ())]
    if at[0] not in ("questions", "record_fields"):
        return []
    whole = value_at(raw, (*at[:2], "key"))
    outer, inner = ("question", "choice") if at[0] == "questions" else ("field", "value")
    pairs = raw.get("contradictions") or []
    return [
        ("contradictions", place, inner)
        for place, pair in enumerate(pairs)
        if pair.get(outer) == whole and pair.get(inner) == key
    ]


def renaming(raw: Raw, at: Path, key: str) -> Step:
    """Return the edits that give an entry another key, wherever it is named."""
    return (*(Put(path, key) for path in mentions(raw, at)), Put((*at, "key"), key))


def removal(raw: Raw, at: Path) -> Step:
    """Return the edits that take an entry away with everything that says nothing without it."""
    gone, values, lists = {at}, set(), set()
    waiting = [at]
    while waiting:
        for path in mentions(raw, waiting.pop()):
            entry = path[:2]
            if path[0] == "contradictions" or (path[0], path[-1]) in _BOUND:
                waiting += [entry] if entry not in gone and path[0] == "questions" else []
                gone.add(entry)
            elif isinstance(path[-1], int):
                lists.add(path)
            else:
                values.add(path)
    inside = {path for path in (*values, *lists) if any(path[: len(one)] == one for one in gone)}
    edits = [Drop(path) for path in gone | (values - inside)] + [Drop(path) for path in lists - inside]
    return tuple(sorted(edits, key=lambda edit: _last_first(edit.at), reverse=True))


def _last_first(path: Path) -> tuple[tuple[int, str | int], ...]:
    """Order paths so that an entry goes before what would move up behind it."""
    return tuple((0, part) if isinstance(part, str) else (1, part) for part in path)


def _matching(raw: Any, pattern: tuple[str, ...], path: Path = ()) -> Iterator[Path]:
    if not pattern:
        yield path
        return
    first, rest = pattern[0], pattern[1:]
    if first == _ANY and isinstance(raw, list):
        for place, one in enumerate(raw):
            yield from _matching(one, rest, (*path, place))
    elif isinstance(raw, dict) and first in raw:
        yield from _matching(raw[first], rest, (*path, first))


def _channel_values(raw: Raw, key: Any) -> Iterator[Path]:
    for place, rule in enumerate(raw.get("score_rules") or []):
        if rule.get("on") == "source.channel":
            for at, word in enumerate(rule.get("values") or []):
                if word == key:
                    yield "score_rules", place, "values", at
