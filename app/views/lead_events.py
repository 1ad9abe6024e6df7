"""What happened with a lead, said in the language of the moment for a timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from app.clock import SECOND, from_micros
from app.models.vocabulary import (
    ActivityKind,
    BackBy,
    BehaviourKind,
    Fact,
    FollowUpWhy,
    Outcome,
    PointKind,
    ReturnHow,
    RunState,
)
from app.services.timeline import Event, EventKind
from app.views import formats
from app.views.import_words import FIELD_NAMES
from app.views.punctuation import joined, labelled
from app.views.widgets.timeline import Entry

type Said = Callable[[], str]

_EPOCH_ORDINAL = 719_163
"""``date.toordinal`` of 1970-01-01."""

OUTCOMES: Mapping[str, Said] = {
    Outcome.CONNECTED: lambda: QCoreApplication.translate("LeadEvents", "connected"),
    Outcome.NO_ANSWER: lambda: QCoreApplication.translate("LeadEvents", "no answer"),
    Outcome.BUSY: lambda: QCoreApplication.translate("LeadEvents", "busy"),
    Outcome.WRONG_NUMBER: lambda: QCoreApplication.translate("LeadEvents", "wrong number"),
    Outcome.CALL_BACK: lambda: QCoreApplication.translate("LeadEvents", "call back"),
    Outcome.REFUSED_CONTACT: lambda: QCoreApplication.translate("LeadEvents", "refused contact"),
}
_KINDS: Mapping[str, tuple[Said, str]] = {
    ActivityKind.NOTE: (lambda: QCoreApplication.translate("LeadEvents", "Note"), "note"),
    ActivityKind.MESSAGE: (lambda: QCoreApplication.translate("LeadEvents", "Message sent"), "message"),
    ActivityKind.VISIT: (lambda: QCoreApplication.translate("LeadEvents", "Visit"), "map-pin"),
    ActivityKind.REPLY: (lambda: QCoreApplication.translate("LeadEvents", "Reply"), "mail"),
}
_FACTS: Mapping[str, tuple[Said, str, str]] = {
    Fact.RUN_BELOW: (
        lambda: QCoreApplication.translate("LeadEvents", "Under the threshold: to nurture"), "hourglass", "warn",
    ),
    Fact.DISQUALIFIED: (lambda: QCoreApplication.translate("LeadEvents", "Disqualified"), "ban", "bad"),
    Fact.NURTURE_RETURNED: (
        lambda: QCoreApplication.translate("LeadEvents", "Back from nurture"), "refresh", "accent",
    ),
    Fact.STAGE_MOVED: (lambda: QCoreApplication.translate("LeadEvents", "Moved on by sales"), "arrow-right", "accent"),
    Fact.LOST: (lambda: QCoreApplication.translate("LeadEvents", "Lost"), "mood-sad", "bad"),
    Fact.REVIVED: (lambda: QCoreApplication.translate("LeadEvents", "Worked on again"), "refresh", "accent"),
    Fact.REFUSAL_RIGHT: (
        lambda: QCoreApplication.translate("LeadEvents", "Review: the refusal was right"), "scale", "warn",
    ),
    Fact.HANDOVER_RIGHT: (
        lambda: QCoreApplication.translate("LeadEvents", "Review: the hand-over was right"), "scale", "ok",
    ),
    Fact.UNCLEAR: (lambda: QCoreApplication.translate("LeadEvents", "Review: call back"), "scale", "warn"),
}  # fmt: skip
"""Moves told as such; the others stand in the timeline as the hand-over or the run that caused them."""
_HANDOVERS: Mapping[str, tuple[Said, str, str]] = {
    "submitted": (lambda: QCoreApplication.translate("LeadEvents", "Handed over"), "arrow-forward-up", "accent"),
    "assigned": (lambda: QCoreApplication.translate("LeadEvents", "Rep chosen"), "user-check", "accent"),
    "returned": (lambda: QCoreApplication.translate("LeadEvents", "Returned with a question"), "message-question", "warn"),  # noqa: E501 - a row of a table
    "answered": (lambda: QCoreApplication.translate("LeadEvents", "Question answered"), "send", "accent"),
    "accepted": (lambda: QCoreApplication.translate("LeadEvents", "Accepted by sales"), "circle-check", "ok"),
    "refused": (lambda: QCoreApplication.translate("LeadEvents", "Refused by sales"), "thumb-down", "bad"),
    "overridden": (lambda: QCoreApplication.translate("LeadEvents", "Waiting time lifted"), "alert-triangle", "warn"),
}  # fmt: skip
_DEALS: Mapping[str, tuple[Said, str, str]] = {
    "help_asked": (lambda: QCoreApplication.translate("LeadEvents", "Help asked of {name}"), "message-question", "warn"),
    "help_answered": (lambda: QCoreApplication.translate("LeadEvents", "{name} answered the request"), "message", "ok"),
    "poc_begun": (lambda: QCoreApplication.translate("LeadEvents", "Proof of concept begun"), "player-play", "accent"),
    "poc_passed": (lambda: QCoreApplication.translate("LeadEvents", "Proof of concept passed"), "circle-check", "ok"),
    "poc_failed": (lambda: QCoreApplication.translate("LeadEvents", "Proof of concept failed"), "circle-x", "bad"),
    "poc_stopped": (lambda: QCoreApplication.translate("LeadEvents", "Proof of concept stopped"), "player-stop", "muted"),
    "passed_on": (lambda: QCoreApplication.translate("LeadEvents", "Passed on to {name}"), "switch-horizontal", "accent"),
    "passing_accepted": (lambda: QCoreApplication.translate("LeadEvents", "Taken over by {name}"), "circle-check", "ok"),
    "passing_refused": (
        lambda: QCoreApplication.translate("LeadEvents", "{name} did not take it over"), "thumb-down", "bad",
    ),
}  # fmt: skip
_RUNS: Mapping[str, Said] = {
    RunState.OPEN: lambda: QCoreApplication.translate("LeadEvents", "Script begun"),
    RunState.PAUSED: lambda: QCoreApplication.translate("LeadEvents", "Script paused"),
    RunState.FINISHED: lambda: QCoreApplication.translate("LeadEvents", "Script finished at {pct}%"),
    RunState.STOPPED: lambda: QCoreApplication.translate("LeadEvents", "Script ended by an answer"),
}
_WHYS: Mapping[str, Said] = {
    FollowUpWhy.FIRST_CONTACT: lambda: QCoreApplication.translate("LeadEvents", "First contact planned"),
    FollowUpWhy.CALL_BACK: lambda: QCoreApplication.translate("LeadEvents", "Call back planned"),
    FollowUpWhy.NEXT_STEP: lambda: QCoreApplication.translate("LeadEvents", "Next step planned"),
    FollowUpWhy.HAND_OVER: lambda: QCoreApplication.translate("LeadEvents", "Hand-over planned"),
    FollowUpWhy.RETRY: lambda: QCoreApplication.translate("LeadEvents", "Another try planned"),
    FollowUpWhy.ANSWER_QUESTION: lambda: QCoreApplication.translate(
        "LeadEvents", "Answer to the rep planned"
    ),
    FollowUpWhy.REP_FIRST_CONTACT: lambda: QCoreApplication.translate("LeadEvents", "First visit planned"),
    FollowUpWhy.NURTURE_BACK: lambda: QCoreApplication.translate("LeadEvents", "Return from nurture planned"),
    FollowUpWhy.HELP: lambda: QCoreApplication.translate("LeadEvents", "Help with the deal asked for"),
    FollowUpWhy.LEARN_LOSS: lambda: QCoreApplication.translate("LeadEvents", "Ask why it was lost: planned"),
}
_HOW: Mapping[str, Said] = {
    "intake": lambda: QCoreApplication.translate("LeadEvents", "Given to {name}"),
    "claimed": lambda: QCoreApplication.translate("LeadEvents", "Claimed by {name}"),
    "assigned": lambda: QCoreApplication.translate("LeadEvents", "Assigned to {name}"),
}
_RETURNS: Mapping[str, Said] = {
    ReturnHow.GIVEN_BACK: lambda: QCoreApplication.translate("LeadEvents", "Given back by {name}"),
    ReturnHow.RECALLED: lambda: QCoreApplication.translate(
        "LeadEvents", "Recalled from {name}: nobody called"
    ),
    ReturnHow.MOVED: lambda: QCoreApplication.translate("LeadEvents", "Moved to another pool"),
}
_IMPORTS: Mapping[str, Said] = {
    "created": lambda: QCoreApplication.translate("LeadEvents", "Came in with {file}"),
    "updated": lambda: QCoreApplication.translate("LeadEvents", "Updated by {file}"),
    "merged": lambda: QCoreApplication.translate("LeadEvents", "Merged with a row of {file}"),
}

_BEHAVIOURS: Mapping[str, tuple[Said, str]] = {
    BehaviourKind.PAGE_VISIT: (lambda: QCoreApplication.translate("LeadEvents", "Visited a page"), "world"),
    BehaviourKind.PRICE_PAGE: (
        lambda: QCoreApplication.translate("LeadEvents", "Looked at the prices"),
        "eye",
    ),
    BehaviourKind.DEMO_REQUEST: (
        lambda: QCoreApplication.translate("LeadEvents", "Asked for a demo"),
        "player-play",
    ),
    BehaviourKind.TRIAL_REQUEST: (
        lambda: QCoreApplication.translate("LeadEvents", "Applied for a trial"),
        "flag",
    ),
    BehaviourKind.EVENT_VISIT: (
        lambda: QCoreApplication.translate("LeadEvents", "Came to an event"),
        "calendar",
    ),
    BehaviourKind.MAIL_OPENED: (lambda: QCoreApplication.translate("LeadEvents", "Opened a mail"), "mail"),
    BehaviourKind.MAIL_CLICKED: (
        lambda: QCoreApplication.translate("LeadEvents", "Clicked a link in a mail"),
        "mail",
    ),
    BehaviourKind.MAIL_BOUNCED: (
        lambda: QCoreApplication.translate("LeadEvents", "A mail came back undelivered"),
        "mail",
    ),
}
_BACK: Mapping[str | None, tuple[Said, str, str]] = {
    BackBy.REPLY: (
        lambda: QCoreApplication.translate("LeadEvents", "Back from nurture: they answered"), "refresh", "accent",
    ),
    BackBy.REQUEST: (
        lambda: QCoreApplication.translate("LeadEvents", "Back from nurture: they asked for a demo or a trial"),
        "refresh", "accent",
    ),
    BackBy.SCORE: (
        lambda: QCoreApplication.translate("LeadEvents", "Back from nurture: the score rose"), "refresh", "accent",
    ),
    BackBy.DATE: (
        lambda: QCoreApplication.translate("LeadEvents", "Back from nurture: the day has come"), "refresh", "accent",
    ),
}  # fmt: skip
"""What brought a lead back by itself stands where other moves have their reason."""
_POINTS: Mapping[str, Said] = {
    PointKind.PHONE: lambda: QCoreApplication.translate("LeadEvents", "Phone learned: {value}"),
    PointKind.EMAIL: lambda: QCoreApplication.translate("LeadEvents", "E-mail learned: {value}"),
}


def entries(events: Iterable[Event], now: int, channels: Mapping[str, str] | None = None) -> list[Entry]:
    """Return a timeline's entries; what is told by another event is left out.

    Args:
        events: Newest first.
        now: Microseconds UTC, to name today and yesterday.
        channels: Titles of channels by key.
    """
    found = ((event, _told(event, now, channels or {})) for event in events)
    return [
        Entry(
            (event.kind, event.ref, event.at), told[0], told[3], formats.time(event.at), _day(event.at, now), told[1],
            told[2],
        )
        for event, told in found
        if told is not None
    ]  # fmt: skip


def _told(  # noqa: C901, PLR0911, PLR0912 - one return for each kind of event
    event: Event, now: int, channels: Mapping[str, str]
) -> tuple[str, str, str, str] | None:
    """Return title, icon, tone and detail of an event, or nothing where another event tells it."""
    words = " ".join(event.words.split())
    match event.kind:
        case EventKind.ACTIVITY:
            return (*_activity(event), words)
        case EventKind.MOVE:
            said = _BACK.get(event.reason) or _FACTS.get(event.code)
            return (said[0](), said[1], said[2], words) if said else None
        case EventKind.HANDOVER:
            said = _HANDOVERS.get(event.code)  # a verdict is told by the move it caused
            return (said[0](), said[1], said[2], words or (event.by_name or "")) if said else None
        case EventKind.RUN:
            return _RUNS[event.code]().format(pct=event.detail), "list-check", "muted", ""
        case EventKind.PROMISE:
            return _promise(event, now, words)
        case EventKind.HOLDER:
            said_how = _HOW.get(event.code, _HOW["assigned"])
            return said_how().format(name=event.detail), "user", "muted", ""
        case EventKind.RETURN:
            return _RETURNS[event.code]().format(name=event.detail), "ripple", "muted", words
        case EventKind.IMPORT:
            made = _IMPORTS.get(event.code)
            return (made().format(file=event.detail), "file-import", "muted", "") if made else None
        case EventKind.TOUCH:
            title = QCoreApplication.translate("LeadEvents", "Came by {channel}")
            channel = channels.get(event.code, event.code)
            return (
                (title.format(channel=channel), "world", "muted", words or event.detail) if channel else None
            )
        case EventKind.BEHAVIOUR:
            said_what, icon = _BEHAVIOURS[event.code]
            return said_what(), icon, "accent", words
        case EventKind.CHANGE:
            return (*_change(event), words if event.code in _POINTS else "")
        case EventKind.DEAL:
            said = _DEALS[event.code]
            return said[0]().format(name=event.detail), said[1], said[2], words
        case EventKind.MERGE:
            title = QCoreApplication.translate("LeadEvents", "Merged with {name}")
            return title.format(name=event.detail or "–"), "git-merge", "muted", event.by_name or ""


def _change(event: Event) -> tuple[str, str, str]:
    """Tell what a person corrected; a phone or an e-mail was learned, not changed."""
    if event.code in _POINTS:
        text = _POINTS[event.code]().format(value=event.detail)
    else:
        name = FIELD_NAMES[event.code]()
        unknown = QCoreApplication.translate("LeadEvents", "unknown")
        text = labelled(name, f"{event.words or unknown} → {event.detail or unknown}")
    return text, "pencil", "muted"


def _activity(event: Event) -> tuple[str, str, str]:
    if event.code != ActivityKind.CALL:
        said, icon = _KINDS[event.code]
        return said(), icon, "muted"
    if event.until_at is None:
        return QCoreApplication.translate("LeadEvents", "On the phone now"), "phone-call", "ok"
    outcome = OUTCOMES[event.detail]() if event.detail in OUTCOMES else ""
    title = QCoreApplication.translate("LeadEvents", "Call: {outcome}, {duration}").format(
        outcome=outcome, duration=formats.duration((event.until_at - event.at) // SECOND)
    )
    if event.is_recorded:
        title = joined((title, QCoreApplication.translate("LeadEvents", "recorded")))
    talked = event.detail in {Outcome.CONNECTED, Outcome.CALL_BACK, Outcome.REFUSED_CONTACT}
    return title, "phone" if talked else "phone-off", "ok" if event.detail == Outcome.CONNECTED else "muted"


def _promise(event: Event, now: int, words: str) -> tuple[str, str, str, str] | None:
    """Tell an open promise; one that is settled is told by what settled it."""
    if event.detail != "open" or event.until_at is None:
        return None
    due = formats.moment(event.until_at, now)
    tone = "bad" if event.until_at < now else "accent"
    return _WHYS[event.code](), "alarm", tone, f"{due} · {words}" if words else due


def _day(at: int, now: int) -> str:
    day, today = (
        from_micros(instant).astimezone().date().toordinal() - _EPOCH_ORDINAL for instant in (at, now)
    )
    if day == today:
        return QCoreApplication.translate("LeadEvents", "Today")
    if day == today - 1:
        return QCoreApplication.translate("LeadEvents", "Yesterday")
    return formats.day(day, today=today)
