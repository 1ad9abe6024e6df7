"""What somebody typed, told back to them: a headline, every field by its name, and all of it as text to copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import msgspec
from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import ActivityKind, AnswerState, BarReason, Role
from app.services.sync.refused import Typed
from app.services.sync.terms import Terms
from app.views import formats
from app.views.answer_states import state_text
from app.views.bar_words import reason_text as bar_reason_text
from app.views.call_words import why_text
from app.views.import_words import FIELD_NAMES
from app.views.lead_events import OUTCOMES
from app.views.leads.said import in_language
from app.views.punctuation import joined, labelled
from app.views.refusals import refusal_sentence
from app.views.roles import role_name
from app.views.sync.command_words import HIDDEN, field_text, kind_text

translate = QCoreApplication.translate
NAMES_SHOWN = 3
"""Leads named in one line; of more, the rest is counted."""

_INSTANTS = frozenset({"at", "due_at", "due_before", "from_at", "next_at", "recorded_at", "until_at"})
_DAYS = frozenset({"ended_on", "expected_close_on", "from_on", "starts_on", "until_on"})
_WRITTEN = frozenset({"changes", "fields", "name", "next_words", "tag", "title", "value", "words"})
"""Fields a person wrote themselves."""
_COUNTED = frozenset({"moves", "promises", "rows"})
_TITLED: Mapping[str, tuple[str, ...]] = {
    "cause": ("reason",), "channel": ("channel",), "channels": ("channel",), "marked": ("question",),
    "question_key": ("question",), "reason": ("reason",), "to_stage": ("stage",),
}  # fmt: skip
"""Fields that hold keys of the playbook, and the sort of what they name."""


def headline(typed: Typed) -> str:
    """Return what was done, without to whom."""
    return kind_text(typed.kind)


def leads_text(typed: Typed) -> str:
    """Return the leads it is about, as many as one line names."""
    names = [one.name or translate("Sync", "No name") for one in typed.leads]
    more = len(names) - NAMES_SHOWN
    if more > 0:
        names = [*names[:NAMES_SHOWN], translate("Sync", "%Ln more", "", more)]
    return joined(names)


def gist(typed: Typed, terms: Terms) -> str:
    """Return the first things a person filled in, beside the leads: their words before all else, and no yes or no."""
    if typed.command is None:
        return typed.args
    values = {part.name: getattr(typed.command, part.name) for part in typed.command.shape().parts}
    read = {
        name: value for name, value in values.items() if _is_read(name, value) and not isinstance(value, bool)
    }
    first = sorted(read, key=lambda name: name not in _WRITTEN)[:2]
    return " · ".join(_value_text(name, read[name], values, terms) for name in first)


def why_sentence(typed: Typed) -> str:
    """Return why it was refused; empty for what waits."""
    if typed.why is None:
        return ""
    if not typed.items and typed.why in NAMELESS:
        return NAMELESS[typed.why]()
    return refusal_sentence(typed.why, {"items": list(typed.items)} if typed.items else None)


def fields(typed: Typed, terms: Terms) -> list[tuple[str, str]]:
    """Return every field a person filled in, by name, in the command's own order."""
    if typed.command is None:
        return [(translate("Sync", "As it was sent"), typed.args)]
    values = {part.name: getattr(typed.command, part.name) for part in typed.command.shape().parts}
    said = []
    for name, value in values.items():
        if _is_read(name, value):
            said.append((field_text(name), _value_text(name, value, values, terms)))
    return said


def _is_read(name: str, value: Any) -> bool:
    return name not in HIDDEN and value is not None and value not in ("", ())


def as_text(typed: Typed, terms: Terms) -> str:
    """Return all of it in lines: to be copied, to become a note, to be sent to somebody."""
    lines = [headline(typed)]
    if typed.leads:
        lines.append(labelled(translate("Sync", "About"), joined(one.name for one in typed.leads)))
    lines += [labelled(name, value) for name, value in fields(typed, terms)]
    lines.append(labelled(translate("Sync", "Typed"), formats.date_time(typed.given_at)))
    if typed.why is not None:
        lines.append(labelled(translate("Sync", "Refused because"), why_sentence(typed)))
    return "\n".join(lines)


NAMELESS: Mapping[str, Callable[[], str]] = {
    "error": lambda: translate(
        "Sync",
        "The shared database met a fault while judging this. Your administrator finds it there, with all you typed.",
    ),
    "already_decided": lambda: translate("Sync", "Somebody had decided this hand-over already."),
    "already_reviewed": lambda: translate(
        "Sync", "Somebody had judged this case already. A verdict is final."
    ),
    "bad_argument": lambda: translate("Sync", "A value was missing, or not of the kind expected there."),
    "claims_a_day": lambda: translate("Sync", "That was more than you may claim in one day."),
    "cooling_off": lambda: translate(
        "Sync", "You held one of these leads too short a while ago to claim it again."
    ),
    "core_missing": lambda: translate("Sync", "Core questions had no good answer."),
    "fields_missing": lambda: translate("Sync", "Fields were empty that the next stage requires."),
    "held_at_once": lambda: translate("Sync", "That was more than one person may hold."),
    "stage_without_home": lambda: translate(
        "Sync", "Leads stand in stages that the new playbook does not have."
    ),
    "too_early_again": lambda: translate("Sync", "Sales refused this lead too short a while ago."),
}
"""Refusals whose sentence names something that only the shared database knew."""


def _value_text(name: str, value: Any, values: Mapping[str, Any], terms: Terms) -> str:  # noqa: PLR0911 - one a sort
    if isinstance(value, bool):
        return translate("Sync", "yes") if value else translate("Sync", "no")
    if name in _COUNTED:
        return formats.number(len(value))
    if isinstance(value, tuple):
        return joined(_part_text(name, one, values, terms) for one in value)
    if isinstance(value, UUID):
        return terms.ids.get(value) or translate("Sync", "somebody or something not here any more")
    if name in _INSTANTS:
        return formats.date_time(value)
    if name in _DAYS:
        return formats.day(value)
    if name == "amount":
        return formats.money(value, str(values.get("currency", "")))
    return _coded(name, value, values, terms)


def _coded(name: str, value: Any, values: Mapping[str, Any], terms: Terms) -> str:
    if name == "choice_key":
        return _titled(terms, ("choice", str(values.get("question_key", "")), str(value)))
    if name == "reason" and value in set(BarReason) and ("reason", str(value)) not in terms.titles:
        return bar_reason_text(BarReason(value))
    if name in _TITLED:
        return _titled(terms, (*_TITLED[name], str(value)))
    if name in _CODES:
        return _CODES[name](value)
    return formats.number(value) if isinstance(value, int) else str(value)


def _part_text(name: str, one: Any, values: Mapping[str, Any], terms: Terms) -> str:
    """Say one entry of a list: a key, a person, or a small record by what in it can be read."""
    if not isinstance(one, msgspec.Struct):
        return _value_text(name, one, values, terms)
    read = {key: getattr(one, key) for key in one.__struct_fields__}
    if name == "changes":
        return labelled(_field_name(str(read["field"])), read["value"] or "–")
    if name == "fields":
        value = read["value_key"] and _titled(terms, ("record_value", read["field"], read["value_key"]))
        said = " ".join(part for part in (value, read["words"]) if part)
        return labelled(_titled(terms, ("record_field", read["field"])), said)
    return str(read.get("shown") or joined(str(part) for part in read.values() if isinstance(part, str)))


def _titled(terms: Terms, key: tuple[str, ...]) -> str:
    titles = terms.titles.get(key)
    return key[-1] if titles is None else in_language(*titles)


def _field_name(key: str) -> str:
    return FIELD_NAMES[key]() if key in FIELD_NAMES else key


def _activity(kind: str) -> str:
    return ACTIVITIES[ActivityKind(kind)]()


def _outcome(outcome: str) -> str:
    return OUTCOMES[outcome]() if outcome in OUTCOMES else outcome


ACTIVITIES: Mapping[ActivityKind, Callable[[], str]] = {
    ActivityKind.CALL: lambda: translate("Sync", "Call"),
    ActivityKind.NOTE: lambda: translate("LeadEvents", "Note"),
    ActivityKind.MESSAGE: lambda: translate("LeadEvents", "Message sent"),
    ActivityKind.VISIT: lambda: translate("LeadEvents", "Visit"),
    ActivityKind.REPLY: lambda: translate("LeadEvents", "Reply"),
}
_CODES: Mapping[str, Callable[[Any], str]] = {
    "activity_kind": _activity,
    "next_why": why_text,
    "outcome": _outcome,
    "point": _field_name,
    "role": lambda role: role_name(Role(role)),
    "state": lambda state: state_text(AnswerState(state)),
    "take": _field_name,
    "why": why_text,
}
"""Fields that hold codes with words of their own."""
