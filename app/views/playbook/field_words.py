"""How the playbook editor names sections, fields and the values of closed lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import AnswerState, Fact, Milestone, ReasonKind, Role, StageKind
from app.services.playbook.fields import Asked, Asks
from app.services.playbook.words import ScoreOn
from app.views.answer_states import state_text
from app.views.call_words import field_texts
from app.views.content_words import content_kind_text
from app.views.i18n import is_chinese
from app.views.playbook.words import FACTS, KINDS, REASON_KINDS, limit_text, milestone_text
from app.views.punctuation import joined
from app.views.roles import role_name

type Said = Callable[[], str]

SECTION_NAMES: Mapping[str, Said] = {
    "questions": lambda: QCoreApplication.translate("PlaybookFields", "Script"),
    "stages": lambda: QCoreApplication.translate("PlaybookFields", "Stages"),
    "moves": lambda: QCoreApplication.translate("PlaybookFields", "Moves"),
    "reasons": lambda: QCoreApplication.translate("PlaybookFields", "Reasons"),
    "limits": lambda: QCoreApplication.translate("PlaybookFields", "Numbers"),
    "score_rules": lambda: QCoreApplication.translate("PlaybookFields", "Score rules"),
    "grades": lambda: QCoreApplication.translate("PlaybookFields", "Grades"),
    "assignment_rules": lambda: QCoreApplication.translate("PlaybookFields", "Assignment"),
    "tracks": lambda: QCoreApplication.translate("PlaybookFields", "Nurture tracks"),
    "personas": lambda: QCoreApplication.translate("PlaybookFields", "Personas"),
    "contradictions": lambda: QCoreApplication.translate("PlaybookFields", "Contradictions"),
    "record_fields": lambda: QCoreApplication.translate("PlaybookFields", "Sales record"),
    "definitions": lambda: QCoreApplication.translate("PlaybookFields", "Meanings"),
    "sub_states": lambda: QCoreApplication.translate("PlaybookFields", "Finer states"),
    "sql_checks": lambda: QCoreApplication.translate("PlaybookFields", "SQL checks"),
    "channels": lambda: QCoreApplication.translate("PlaybookFields", "Channels"),
    "pools": lambda: QCoreApplication.translate("PlaybookFields", "Pools"),
    "calendar": lambda: QCoreApplication.translate("PlaybookFields", "Calendar"),
    "calendars": lambda: QCoreApplication.translate("PlaybookFields", "Other calendars"),
    "playbook": lambda: QCoreApplication.translate("PlaybookFields", "Name"),
}
"""Every section, in the order the editor offers them."""

FIELD_NAMES: Mapping[str, Said] = {
    "key": lambda: QCoreApplication.translate("PlaybookFields", "Key in the file"),
    "title": lambda: QCoreApplication.translate("PlaybookFields", "Title"),
    "ask": lambda: QCoreApplication.translate("PlaybookFields", "What is asked, read aloud"),
    "hint": lambda: QCoreApplication.translate("PlaybookFields", "What a good answer sounds like"),
    "meaning": lambda: QCoreApplication.translate("PlaybookFields", "What it means"),
    "dimension": lambda: QCoreApplication.translate("PlaybookFields", "Dimension"),
    "free_text": lambda: QCoreApplication.translate("PlaybookFields", "The SDR may judge free words"),
    "core": lambda: QCoreApplication.translate("PlaybookFields", "Core: nothing is handed over without it"),
    "weight": lambda: QCoreApplication.translate("PlaybookFields", "Weight"),
    "field": lambda: QCoreApplication.translate("PlaybookFields", "Field of the sales record"),
    "follow_on_of": lambda: QCoreApplication.translate("PlaybookFields", "Follow-on question of"),
    "state": lambda: QCoreApplication.translate("PlaybookFields", "Counts as"),
    "next": lambda: QCoreApplication.translate("PlaybookFields", "Goes on with"),
    "follow_on": lambda: QCoreApplication.translate("PlaybookFields", "Opens besides"),
    "reason": lambda: QCoreApplication.translate("PlaybookFields", "Reason it ends the run"),
    "kind": lambda: QCoreApplication.translate("PlaybookFields", "Kind"),
    "reached_by": lambda: QCoreApplication.translate("PlaybookFields", "Reached when"),
    "milestone": lambda: QCoreApplication.translate("PlaybookFields", "Milestone"),
    "win_pct": lambda: QCoreApplication.translate("PlaybookFields", "Chance to win, %"),
    "required": lambda: QCoreApplication.translate("PlaybookFields", "Fields it needs"),
    "from": lambda: QCoreApplication.translate("PlaybookFields", "From"),
    "to": lambda: QCoreApplication.translate("PlaybookFields", "Leads to"),
    "stage": lambda: QCoreApplication.translate("PlaybookFields", "Stage"),
    "digital": lambda: QCoreApplication.translate("PlaybookFields", "Digital"),
    "paid": lambda: QCoreApplication.translate("PlaybookFields", "Paid"),
    "synonyms": lambda: QCoreApplication.translate("PlaybookFields", "Other words for it in files"),
    "region": lambda: QCoreApplication.translate("PlaybookFields", "Region is one of"),
    "industry": lambda: QCoreApplication.translate("PlaybookFields", "Industry is one of"),
    "size": lambda: QCoreApplication.translate("PlaybookFields", "Company size is one of"),
    "channel": lambda: QCoreApplication.translate("PlaybookFields", "Channel is one of"),
    "score_min": lambda: QCoreApplication.translate("PlaybookFields", "Score from"),
    "score_max": lambda: QCoreApplication.translate("PlaybookFields", "Score up to"),
    "members": lambda: QCoreApplication.translate("PlaybookFields", "Logins; none means all"),
    "wait_for_person": lambda: QCoreApplication.translate("PlaybookFields", "A person chooses the rep"),
    "on": lambda: QCoreApplication.translate("PlaybookFields", "Looks at"),
    "points": lambda: QCoreApplication.translate("PlaybookFields", "Points"),
    "values": lambda: QCoreApplication.translate("PlaybookFields", "Looks for"),
    "score_from": lambda: QCoreApplication.translate(
        "PlaybookFields", "From this score; empty takes the rest"
    ),
    "see": lambda: QCoreApplication.translate("PlaybookFields", "Who sees it"),
    "claim": lambda: QCoreApplication.translate("PlaybookFields", "Who claims from it"),
    "move": lambda: QCoreApplication.translate("PlaybookFields", "Who moves leads between pools"),
    "channels": lambda: QCoreApplication.translate("PlaybookFields", "Takes leads of; none means any"),
    "question": lambda: QCoreApplication.translate("PlaybookFields", "Question"),
    "choice": lambda: QCoreApplication.translate("PlaybookFields", "Answer"),
    "choices": lambda: QCoreApplication.translate("PlaybookFields", "Answers"),
    "value": lambda: QCoreApplication.translate("PlaybookFields", "Recorded value"),
    "titles": lambda: QCoreApplication.translate("PlaybookFields", "Job titles that contain one of"),
    "persona": lambda: QCoreApplication.translate("PlaybookFields", "For this persona only"),
    "reasons": lambda: QCoreApplication.translate(
        "PlaybookFields", "For leads that left for one of these reasons; none means any"
    ),
    "after_days": lambda: QCoreApplication.translate("PlaybookFields", "Working days after the touch before"),
    "content": lambda: QCoreApplication.translate("PlaybookFields", "What to send"),
    "time_zone": lambda: QCoreApplication.translate("PlaybookFields", "Time zone"),
    "holidays": lambda: QCoreApplication.translate("PlaybookFields", "Country whose holidays count"),
    "language_default": lambda: QCoreApplication.translate("PlaybookFields", "Language where none is set"),
    "monday": lambda: QCoreApplication.translate("PlaybookFields", "Monday"),
    "tuesday": lambda: QCoreApplication.translate("PlaybookFields", "Tuesday"),
    "wednesday": lambda: QCoreApplication.translate("PlaybookFields", "Wednesday"),
    "thursday": lambda: QCoreApplication.translate("PlaybookFields", "Thursday"),
    "friday": lambda: QCoreApplication.translate("PlaybookFields", "Friday"),
    "saturday": lambda: QCoreApplication.translate("PlaybookFields", "Saturday"),
    "sunday": lambda: QCoreApplication.translate("PlaybookFields", "Sunday"),
    "make_up": lambda: QCoreApplication.translate(
        "PlaybookFields", "A weekend day that makes up for a holiday"
    ),
    "days_off": lambda: QCoreApplication.translate("PlaybookFields", "Days off of your own, as 2026-02-14"),
    "days_on": lambda: QCoreApplication.translate(
        "PlaybookFields", "Working days of your own, as 2026-02-14"
    ),
}
"""Every field by its name in the file; the numbers have their own."""

_SCORE_ON: Mapping[str, Said] = {
    ScoreOn.INDUSTRY: lambda: QCoreApplication.translate("PlaybookFields", "industry"),
    ScoreOn.REGION: lambda: QCoreApplication.translate("PlaybookFields", "region"),
    ScoreOn.COMPANY_SIZE: lambda: QCoreApplication.translate("PlaybookFields", "company size"),
    ScoreOn.TITLE: lambda: QCoreApplication.translate("PlaybookFields", "job title"),
    ScoreOn.PRICE_PAGE: lambda: QCoreApplication.translate("PlaybookFields", "price page seen"),
    ScoreOn.DEMO_REQUEST: lambda: QCoreApplication.translate("PlaybookFields", "demo asked for"),
    ScoreOn.TRIAL_REQUEST: lambda: QCoreApplication.translate("PlaybookFields", "trial asked for"),
    ScoreOn.EVENT_VISIT: lambda: QCoreApplication.translate("PlaybookFields", "event visited"),
    ScoreOn.MAIL_OPENED: lambda: QCoreApplication.translate("PlaybookFields", "mail opened"),
    ScoreOn.MAIL_CLICKED: lambda: QCoreApplication.translate("PlaybookFields", "link in a mail clicked"),
    ScoreOn.CHANNEL: lambda: QCoreApplication.translate("PlaybookFields", "channel it came by"),
}

_LANGUAGES: Mapping[str, str] = {"zh": "中文", "en": "English"}


def field_name(section: str, name: str) -> str:
    """Return what a field is called; a number says what it is for."""
    if section == "limits":
        return limit_text(name, 1)[0]
    return FIELD_NAMES[name]() if name in FIELD_NAMES else name


def option_text(section: str, name: str, value: str) -> str:  # noqa: C901, PLR0911 - one line a list
    """Return what a value of a closed list is called; a word without a name stands for itself."""
    match section, name:
        case "stages", "kind":
            return KINDS[StageKind(value)]() if value in set(StageKind) else value
        case "reasons", "kind":
            return REASON_KINDS[ReasonKind(value)]() if value in set(ReasonKind) else value
        case _, "reached_by":
            return FACTS[Fact(value)]() if value in set(Fact) else value
        case _, "milestone":
            return milestone_text(Milestone(value)) if value in set(Milestone) else value
        case _, "required":
            return field_texts((value,))
        case _, "state":
            return state_text(AnswerState(value)) if value in set(AnswerState) else value
        case _, "on":
            return _SCORE_ON[value]() if value in _SCORE_ON else value
        case "tracks", "content":
            return content_kind_text(value)
        case "pools", _:
            return role_name(Role(value)) if value in set(Role) else value
        case _, "language_default":
            return _LANGUAGES.get(value, value)
        case _:
            return value


def title_of(entry: Any) -> str:
    """Return an entry's title in the language of the screens, or what stands for it."""
    if not isinstance(entry, dict):
        return ""
    title = entry.get("title")
    if isinstance(title, dict):
        own, other = ("zh", "en") if is_chinese() else ("en", "zh")
        found = [str(title.get(one, "")) for one in (own, other)]
        if any(text.strip() for text in found):
            return next(text for text in found if text.strip())
    return str(entry.get("key", ""))


def value_text(section: str, asked: Asked | None, value: Any) -> str:
    """Return a value as it is read in a list of differences."""
    if value is None or value in ("", []):
        return "—"
    if section == "limits" and asked is not None and isinstance(value, int):
        return limit_text(asked.name, value)[1]
    if isinstance(value, bool):
        return yes_no(is_yes=value)
    if isinstance(value, dict):
        return title_of({"title": value}) or "—"
    name = asked.name if asked else ""
    if isinstance(value, list):
        return joined(option_text(section, name, str(one)) for one in value)
    return option_text(section, name, str(value)) if asked and asked.asks is Asks.ONE else str(value)


def yes_no(*, is_yes: bool) -> str:
    """Return yes or no."""
    if is_yes:
        return QCoreApplication.translate("PlaybookFields", "yes")
    return QCoreApplication.translate("PlaybookFields", "no")
