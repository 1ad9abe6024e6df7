"""Entries of a playbook draft that come, go, or change places."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from app.services.playbook.edits import Add, Raw, Shift, value_at
from app.services.playbook.fields import INNER
from app.services.playbook.lines import Path
from app.services.playbook.references import Step

ENTRY_SIZE = len(("section", 0))
"""Parts of the path of an entry that stands in a section itself."""

_TITLE = {"zh": "", "en": ""}
_OFFICE_HOURS = ["09:00-12:00", "13:00-18:00"]
_OFFICE_WEEK: Raw = {
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), _OFFICE_HOURS),
    "saturday": [],
    "sunday": [],
    "make_up": _OFFICE_HOURS,
}
_NEW: Mapping[str, Raw] = {
    "questions": {"dimension": "need", "free_text": True, "title": _TITLE, "ask": _TITLE, "hint": _TITLE},
    "choices": {"state": "weak", "title": _TITLE},
    "values": {"title": _TITLE},
    "stages": {"kind": "open", "title": _TITLE, "reached_by": ["stage.moved"], "required": []},
    "moves": {"from": "", "to": []},
    "reasons": {"kind": "refuse", "title": _TITLE},
    "contradictions": {"question": "", "choice": "", "field": "need", "value": ""},
    "score_rules": {"on": "fit.industry", "values": [], "points": 10, "title": _TITLE},
    "assignment_rules": {"title": _TITLE, "when": {}, "members": []},
    "grades": {"key": "D"},
    "personas": {"title": _TITLE, "titles": []},
    "tracks": {"title": _TITLE, "reasons": []},
    "steps": {"title": _TITLE, "after_days": 10},
    "pools": {"see": ["sdr"], "claim": ["sdr"], "move": ["team_lead"], "title": _TITLE},
    "sub_states": {"stage": "", "title": _TITLE},
    "definitions": {"key": "qualified", "title": _TITLE, "meaning": _TITLE},
    "sql_checks": {"key": "need_fits", "title": _TITLE},
    "record_fields": {"key": "need", "title": _TITLE},
    "channels": {"title": _TITLE},
    "calendars": {"title": _TITLE, "time_zone": "Asia/Shanghai", "holidays": "", "shifts": _OFFICE_WEEK},
}
"""What a new entry says at first; what must be chosen stays open, and the problems name it."""
_KEYLESS = frozenset({"moves", "contradictions"})


def adding(raw: Raw, at: Path) -> tuple[Step, Path]:
    """Return the edits that add an entry behind the one at a path, and where it will stand.

    Args:
        raw: The draft.
        at: A section, an entry, or an entry within one.
    """
    place: Path = (*at[:-1], int(at[-1]) + 1) if len(at) >= ENTRY_SIZE else (*at, 0)
    return (Add(place, new_entry(raw, place)),), place


def adding_inner(raw: Raw, at: Path) -> tuple[Step, Path]:
    """Return the edits that add an answer to a question, or a value to a field, as its last."""
    inner = INNER[str(at[0])]
    place = (*at[:ENTRY_SIZE], inner, len(value_at(raw, (*at[:ENTRY_SIZE], inner)) or []))
    return (Add(place, new_entry(raw, place)),), place


def shifting(raw: Raw, at: Path, by: int) -> tuple[Step, Path]:
    """Return the edits that move an entry among its neighbours, and where it will stand; none at an end."""
    size, to = len(value_at(raw, at[:-1]) or []), int(at[-1]) + by
    return ((Shift(at, to),), (*at[:-1], to)) if 0 <= to < size else ((), at)


def new_entry(raw: Raw, place: Path) -> Raw:
    """Return an entry with a key nobody has."""
    kind = str(place[-2])
    said = copy.deepcopy(dict(_NEW[kind]))
    if "key" in said or kind in _KEYLESS:
        return said
    return {"key": _free_key(value_at(raw, place[:-1]) or [], kind.removesuffix("s")), **said}


def _free_key(entries: Sequence[Any], base: str) -> str:
    taken = {one.get("key") for one in entries if isinstance(one, dict)}
    number = len(entries) + 1
    while f"{base}_{number}" in taken:
        number += 1
    return f"{base}_{number}"
