"""What must hold for names, reasons, channels, assignment, scores, grades and working time."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from app.models.vocabulary import ReasonKind
from app.services.playbook.channels import channel_word, words_of
from app.services.playbook.document import TEAM_KEY, Calendar, Playbook
from app.services.playbook.lines import Path
from app.services.playbook.problems import Finding
from app.services.playbook.shape import nearest
from app.services.playbook.words import ScoreOn

_KEYED = (
    "stages",
    "sub_states",
    "sql_checks",
    "questions",
    "record_fields",
    "reasons",
    "assignment_rules",
    "channels",
    "score_rules",
    "grades",
    "pools",
    "personas",
    "tracks",
    "definitions",
    "calendars",
)


def twice(section: str) -> Callable[[Playbook], Iterator[Finding]]:
    """Return the rule that no two entries of a section have the same key."""

    def rule(book: Playbook) -> Iterator[Finding]:
        return _repeated((section,), [entry.key for entry in getattr(book, section)], "key")

    return rule


def inner_keys(book: Playbook) -> Iterator[Finding]:
    """No two choices of a question, values of a field or steps of a track have the same key."""
    for i, question in enumerate(book.questions):
        yield from _repeated(("questions", i, "choices"), [choice.key for choice in question.choices], "key")
    for i, item in enumerate(book.record_fields):
        yield from _repeated(("record_fields", i, "values"), [value.key for value in item.values], "key")
    for i, track in enumerate(book.tracks):
        yield from _repeated(("tracks", i, "steps"), [step.key for step in track.steps], "key")


def repeated_words(book: Playbook) -> Iterator[Finding]:
    """No list of a stage, move, rule or pool says the same twice."""
    for i, stage in enumerate(book.stages):
        yield from _repeated(("stages", i, "reached_by"), stage.reached_by)
        yield from _repeated(("stages", i, "required"), stage.required)
    for i, rule in enumerate(book.assignment_rules):
        yield from _repeated(("assignment_rules", i, "members"), rule.members)
    for i, pool in enumerate(book.pools):
        yield from _repeated(("pools", i, "members"), pool.members)
    for i, track in enumerate(book.tracks):
        yield from _repeated(("tracks", i, "reasons"), track.reasons)
    pairs: dict[tuple[str, str], Path] = {}
    for i, move in enumerate(book.moves):
        for j, to in enumerate(move.to_stages):
            at: Path = ("moves", i, "to", j)
            first = pairs.setdefault((move.from_stage, to), at)
            if first != at:
                args: dict[str, str | Path] = {"key": f"{move.from_stage} → {to}", "place": "[[moves]]"}
                yield Finding(at, "key.twice", args | {"first": first})


def reasons(book: Playbook) -> Iterator[Finding]:
    """Wherever a reason is asked for there is one to give."""
    given = {reason.kind for reason in book.reasons}
    for kind in ReasonKind:
        if kind not in given:
            yield Finding(("reasons",), "reason.none", {"kind": kind})


def channels(book: Playbook) -> Iterator[Finding]:
    """A channel's key is in normal form, and each word stands for one channel."""
    owners: dict[str, str] = {}
    for i, channel in enumerate(book.channels):
        if channel.key != channel_word(channel.key):
            args = {"channel": channel.key, "word": channel_word(channel.key)}
            yield Finding(("channels", i, "key"), "channel.form", args)
        for word in sorted(words_of(channel)):
            first = owners.setdefault(word, channel.key)
            if first != channel.key:
                args = {"word": word, "first": first, "channel": channel.key}
                yield Finding(("channels", i), "channel.word_twice", args)


def channel_names(book: Playbook) -> Iterator[Finding]:
    """Rules and pools name channels that the playbook has."""
    known = [channel.key for channel in book.channels]
    for at, words in _channels_named(book):
        for j, word in enumerate(words):
            if word not in known:
                yield Finding((*at, j), "channel.unknown", {"channel": word, "nearest": nearest(word, known)})


def assignment(book: Playbook) -> Iterator[Finding]:
    """Each rule can match, and a lead that matches no other rule matches the last."""
    everybody = next((rule.key for rule in book.assignment_rules if rule.takes_any), "")
    past_it = False
    for i, rule in enumerate(book.assignment_rules):
        least, most = rule.when.score_min, rule.when.score_max
        if least is not None and most is not None and least > most:
            args = {"least": str(least), "most": str(most)}
            yield Finding(("assignment_rules", i, "when", "score_min"), "rule.score_span", args)
        if past_it:
            yield Finding(("assignment_rules", i), "rule.unreachable", {"rule": rule.key, "first": everybody})
        past_it = past_it or rule.takes_any
    if book.assignment_rules and not everybody:
        yield Finding(("assignment_rules", len(book.assignment_rules) - 1, "when"), "rule.none_left", {})


def score_rules(book: Playbook) -> Iterator[Finding]:
    """A fit or source rule says what it looks for; a behaviour rule needs nothing more."""
    for i, rule in enumerate(book.score_rules):
        if rule.on.is_behaviour and rule.values:
            yield Finding(("score_rules", i, "values"), "score.values_unused", {"on": rule.on})
        elif not rule.on.is_behaviour and not rule.values:
            yield Finding(("score_rules", i, "on"), "score.no_values", {"on": rule.on})


def tracks(book: Playbook) -> Iterator[Finding]:
    """Tracks name personas and reasons that the playbook has, and each of them can be a lead's."""
    personas = [persona.key for persona in book.personas]
    reasons = [reason.key for reason in book.reasons]
    everybodys = ""
    for i, track in enumerate(book.tracks):
        if track.persona is not None and track.persona not in personas:
            args = {"persona": track.persona, "nearest": nearest(track.persona, personas)}
            yield Finding(("tracks", i, "persona"), "persona.unknown", args)
        for j, reason in enumerate(track.reasons):
            if reason not in reasons:
                args = {"reason": reason, "nearest": nearest(reason, reasons)}
                yield Finding(("tracks", i, "reasons", j), "track.reason_unknown", args)
        if everybodys:
            yield Finding(("tracks", i), "track.unreachable", {"track": track.key, "first": everybodys})
        elif track.persona is None and not track.reasons:
            everybodys = track.key


def personas(book: Playbook) -> Iterator[Finding]:
    """A persona says by which words it is known."""
    for i, persona in enumerate(book.personas):
        if not persona.titles:
            yield Finding(("personas", i), "persona.no_titles", {"persona": persona.key})


def grades(book: Playbook) -> Iterator[Finding]:
    """Grades go from best to lowest, and the lowest takes whatever is left."""
    for i, (better, grade) in enumerate(pairwise(book.grades), start=1):
        begins_lower = better.score_from is not None and better.score_from > (
            grade.score_from if grade.score_from is not None else better.score_from - 1
        )
        if not begins_lower or better.key >= grade.key:
            yield Finding(("grades", i, "score_from"), "grade.order", {"grade": grade.key})
    if book.grades and book.grades[-1].score_from is not None:
        at: Path = ("grades", len(book.grades) - 1, "score_from")
        yield Finding(at, "grade.open", {"grade": book.grades[-1].key})


def limits(book: Playbook) -> Iterator[Finding]:
    """A warning comes before what it warns of."""
    limit, warning = book.limits.first_response_minutes, book.limits.first_response_warning_minutes
    if warning > limit:
        args = {"warning": str(warning), "limit": str(limit)}
        yield Finding(("limits", "first_response_warning_minutes"), "limit.warning", args)


def shifts(book: Playbook) -> Iterator[Finding]:
    """Working hours run forward without overlapping, and somebody works at all."""
    for path, calendar in _calendars(book):
        week = msgspec.structs.asdict(calendar.shifts)
        for day, spans in week.items():
            yield from _spans((*path, "shifts", day), spans)
        if not any(spans for day, spans in week.items() if day != "make_up"):
            yield Finding((*path, "shifts"), "calendar.never", {})
        if calendar.holidays and not calendar.shifts.make_up:
            args = {"country": calendar.holidays}
            yield Finding((*path, "shifts", "make_up"), "calendar.no_make_up", args)


def time_zone(book: Playbook) -> Iterator[Finding]:
    """The time zone is one that the world knows."""
    known = zoneinfo.available_timezones()
    for path, calendar in _calendars(book):
        if calendar.time_zone not in known:
            args = {"zone": calendar.time_zone, "nearest": nearest(calendar.time_zone, known)}
            yield Finding((*path, "time_zone"), "calendar.zone", args)


def calendar_days(book: Playbook) -> Iterator[Finding]:
    """Single days are days of the calendar, each said once; a working day has hours."""
    for path, calendar in _calendars(book):
        off = set(calendar.days_off)
        for name in ("days_off", "days_on"):
            yield from _repeated((*path, name), getattr(calendar, name))
            for i, day in enumerate(getattr(calendar, name)):
                if _date(day) is None:
                    yield Finding((*path, name, i), "calendar.no_day", {"day": day})
        for i, day in enumerate(calendar.days_on):
            on = _date(day)
            if day in off:
                yield Finding((*path, "days_on", i), "calendar.on_and_off", {"day": day})
            elif on and not (calendar.shifts.of_weekday(on.weekday()) or calendar.shifts.make_up):
                yield Finding((*path, "days_on", i), "calendar.no_hours", {"day": day})


def calendar_keys(book: Playbook) -> Iterator[Finding]:
    """No calendar of people has the key of the team's, or the name the team's goes by."""
    for i, calendar in enumerate(book.calendars):
        if calendar.key in (TEAM_KEY, book.calendar.key):
            yield Finding(("calendars", i, "key"), "calendar.key_of_team", {"key": calendar.key})


def _calendars(book: Playbook) -> Iterator[tuple[Path, Calendar]]:
    yield ("calendar",), book.calendar
    for i, calendar in enumerate(book.calendars):
        yield ("calendars", i), calendar


def _spans(at: Path, spans: Sequence[str]) -> Iterator[Finding]:
    for i, span in enumerate(spans):
        begin, end = span.split("-")
        if begin >= end:
            yield Finding((*at, i), "span.backwards", {"span": span})
    for i, (before, span) in enumerate(pairwise(spans), start=1):
        if span.split("-")[0] < before.split("-")[1]:
            yield Finding((*at, i), "span.overlap", {"span": span, "before": before})


def _date(day: str) -> date | None:
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def _channels_named(book: Playbook) -> Iterator[tuple[Path, Sequence[str]]]:
    for i, rule in enumerate(book.assignment_rules):
        yield ("assignment_rules", i, "when", "channel"), rule.when.channel
    for i, pool in enumerate(book.pools):
        yield ("pools", i, "channels"), pool.channels
    for i, points in enumerate(book.score_rules):
        if points.on == ScoreOn.CHANNEL:
            yield ("score_rules", i, "values"), points.values


def _repeated(at: Path, words: Iterable[str], name: str = "") -> Iterator[Finding]:
    """Report words that stand twice in one list."""
    first: dict[str, int] = {}
    for i, word in enumerate(words):
        if word in first:
            place = ".".join(part for part in at if isinstance(part, str))
            earlier: Path = (*at, first[word])
            here: Path = (*at, i, name) if name else (*at, i)
            yield Finding(here, "key.twice", {"key": word, "place": f"[[{place}]]", "first": earlier})
        first.setdefault(word, i)


RULES = (
    *(((section,), twice(section)) for section in _KEYED),
    (("questions", "record_fields", "tracks"), inner_keys),
    (("stages", "moves", "assignment_rules", "pools", "tracks"), repeated_words),
    (("reasons",), reasons),
    (("channels",), channels),
    (("channels", "assignment_rules", "pools", "score_rules"), channel_names),
    (("assignment_rules",), assignment),
    (("score_rules",), score_rules),
    (("personas", "tracks", "reasons"), tracks),
    (("personas",), personas),
    (("grades",), grades),
    (("limits",), limits),
    (("calendar", "calendars"), shifts),
    (("calendar", "calendars"), time_zone),
    (("calendar", "calendars"), calendar_days),
    (("calendar", "calendars"), calendar_keys),
)
"""Each rule and the sections it reads; it is left out while one of them cannot be read."""
