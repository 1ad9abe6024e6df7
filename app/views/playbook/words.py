"""How the playbook page says facts, stage kinds, milestones, reasons' kinds and every number of the team."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication

from app.models.vocabulary import Fact, Milestone, ReasonKind, StageKind
from app.views import formats

type Said = Callable[[], str]

FACTS: Mapping[Fact, Said] = {
    Fact.ACCEPTED_BY_INTAKE: lambda: QCoreApplication.translate("Playbook", "intake accepted the lead"),
    Fact.RUN_BELOW: lambda: QCoreApplication.translate("Playbook", "a run ended under the threshold"),
    Fact.DISQUALIFIED: lambda: QCoreApplication.translate(
        "Playbook", "the SDR disqualified it with a reason"
    ),
    Fact.NURTURE_RETURNED: lambda: QCoreApplication.translate("Playbook", "nurture brought it back"),
    Fact.SUBMITTED: lambda: QCoreApplication.translate("Playbook", "a hand-over was submitted"),
    Fact.RETURNED: lambda: QCoreApplication.translate("Playbook", "the rep returned it with a question"),
    Fact.ACCEPTED: lambda: QCoreApplication.translate("Playbook", "the rep accepted it"),
    Fact.REFUSED: lambda: QCoreApplication.translate("Playbook", "the rep refused it with a reason"),
    Fact.REFUSAL_RIGHT: lambda: QCoreApplication.translate("Playbook", "review found the refusal right"),
    Fact.HANDOVER_RIGHT: lambda: QCoreApplication.translate("Playbook", "review found the hand-over right"),
    Fact.UNCLEAR: lambda: QCoreApplication.translate("Playbook", "review could not tell"),
    Fact.STAGE_MOVED: lambda: QCoreApplication.translate("Playbook", "the rep moved it"),
    Fact.LOST: lambda: QCoreApplication.translate("Playbook", "the rep recorded a loss"),
    Fact.REVIVED: lambda: QCoreApplication.translate("Playbook", "a lost lead was revived"),
}

KINDS: Mapping[StageKind, Said] = {
    StageKind.VALIDATING: lambda: QCoreApplication.translate("Playbook", "with the SDR"),
    StageKind.NURTURE: lambda: QCoreApplication.translate("Playbook", "nurture"),
    StageKind.SALES_VALIDATING: lambda: QCoreApplication.translate("Playbook", "waits for sales"),
    StageKind.REFUSED: lambda: QCoreApplication.translate("Playbook", "refused"),
    StageKind.OPEN: lambda: QCoreApplication.translate("Playbook", "open"),
    StageKind.WON: lambda: QCoreApplication.translate("Playbook", "won"),
    StageKind.LOST: lambda: QCoreApplication.translate("Playbook", "lost"),
}

REASON_KINDS: Mapping[ReasonKind, Said] = {
    ReasonKind.DISQUALIFY: lambda: QCoreApplication.translate("Playbook", "Disqualifying a lead"),
    ReasonKind.REFUSE: lambda: QCoreApplication.translate("Playbook", "Refusing a hand-over"),
    ReasonKind.RETURN: lambda: QCoreApplication.translate("Playbook", "Returning with a question"),
    ReasonKind.LOST: lambda: QCoreApplication.translate("Playbook", "Losing a deal"),
    ReasonKind.NURTURE: lambda: QCoreApplication.translate("Playbook", "Going to nurture"),
    ReasonKind.POC_FAILED: lambda: QCoreApplication.translate("Playbook", "A failed POC"),
    ReasonKind.VERDICT_CAUSE: lambda: QCoreApplication.translate("Playbook", "The cause found in review"),
    ReasonKind.OVERRIDE: lambda: QCoreApplication.translate("Playbook", "Overriding a guard"),
}

DIMENSIONS: Mapping[str, Said] = {
    "region": lambda: QCoreApplication.translate("Playbook", "region"),
    "industry": lambda: QCoreApplication.translate("Playbook", "industry"),
    "size": lambda: QCoreApplication.translate("Playbook", "size"),
    "channel": lambda: QCoreApplication.translate("Playbook", "channel"),
}
"""What an assignment rule looks at."""


def milestone_text(milestone: Milestone | None) -> str:
    """Return the name of a milestone; the trade writes most of them in capitals."""
    match milestone:
        case None:
            return ""
        case Milestone.OPPORTUNITY:
            return QCoreApplication.translate("Playbook", "Opportunity")
        case Milestone.WON:
            return QCoreApplication.translate("Playbook", "Won")
        case _:
            return milestone.value.upper()


def _percent(value: int) -> str:
    return formats.percent(value)


def _yes(value: int) -> str:
    if value:
        return QCoreApplication.translate("Playbook", "yes")
    return QCoreApplication.translate("Playbook", "no")


def _days(value: int) -> str:
    if value == 1:
        return QCoreApplication.translate("Playbook", "1 day")
    return QCoreApplication.translate("Playbook", "{n} days").format(n=value)


def _working_days(value: int) -> str:
    if value == 1:
        return QCoreApplication.translate("Playbook", "1 working day")
    return QCoreApplication.translate("Playbook", "{n} working days").format(n=value)


def _minutes(value: int) -> str:
    return QCoreApplication.translate("Playbook", "{n} min").format(n=value)


def _working_minutes(value: int) -> str:
    return QCoreApplication.translate("Playbook", "{n} working min").format(n=value)


def _hours(value: int) -> str:
    return QCoreApplication.translate("Playbook", "{n} h").format(n=value)


def _working_hours(value: int) -> str:
    return QCoreApplication.translate("Playbook", "{n} working h").format(n=value)


def _points(value: int) -> str:
    return QCoreApplication.translate("Playbook", "{n} points").format(n=value)


def _oclock(value: int) -> str:
    return f"{value}:00"


LIMITS: Mapping[str, tuple[Said, Callable[[int], str]]] = {
    "threshold_pct": (
        lambda: QCoreApplication.translate("Playbook", "Maturity a lead needs before it is handed over"), _percent,
    ),
    "sample_from_pct": (
        lambda: QCoreApplication.translate("Playbook", "Maturity from which a sampled lead goes to sales"), _percent,
    ),
    "sample_every": (
        lambda: QCoreApplication.translate("Playbook", "One run in so many is of the sample; 0: none"), str,
    ),
    "weak_passes": (
        lambda: QCoreApplication.translate("Playbook", "A weak answer is enough for a core question"), _yes,
    ),
    "stale_answer_days": (
        lambda: QCoreApplication.translate("Playbook", "A carried answer counts unconfirmed while younger than"), _days,
    ),
    "suspect_below_points": (
        lambda: QCoreApplication.translate("Playbook", "Under this score a lead is a suspect"), _points,
    ),
    "nurture_return_points": (
        lambda: QCoreApplication.translate("Playbook", "With this score a nurtured lead is back in the queue"), _points,
    ),
    "score_half_life_days": (
        lambda: QCoreApplication.translate("Playbook", "Behaviour points halve in"), _days,
    ),
    "first_response_minutes": (
        lambda: QCoreApplication.translate("Playbook", "First contact attempt after a lead comes in"), _working_minutes,
    ),
    "first_response_warning_minutes": (
        lambda: QCoreApplication.translate("Playbook", "The lead goes ahead in the queue this long before"),
        _working_minutes,
    ),
    "decision_working_days": (
        lambda: QCoreApplication.translate("Playbook", "A rep decides about a hand-over within"), _working_days,
    ),
    "resubmit_working_days": (
        lambda: QCoreApplication.translate("Playbook", "Between a refusal and the next hand-over of the lead"),
        _working_days,
    ),
    "capacity_window_days": (
        lambda: QCoreApplication.translate("Playbook", "A rep's hand-overs are counted over the last"), _days,
    ),
    "claims_a_day": (
        lambda: QCoreApplication.translate("Playbook", "Leads one may claim in a day, given back or not"), formats.number,
    ),
    "held_at_once": (
        lambda: QCoreApplication.translate("Playbook", "Leads one person holds at once"), formats.number,
    ),
    "cooling_off_days": (
        lambda: QCoreApplication.translate("Playbook", "Before any earlier owner may claim a lead again"), _working_days,
    ),
    "recall_days": (
        lambda: QCoreApplication.translate("Playbook", "Without a contact attempt a lead goes back after"), _working_days,
    ),
    "recall_warning_hours": (
        lambda: QCoreApplication.translate("Playbook", "Its owner is warned this long before"), _working_hours,
    ),
    "recall_extensions": (
        lambda: QCoreApplication.translate("Playbook", "Times an owner may ask for more time, with a reason"),
        formats.number,
    ),
    "snooze_short_minutes": (
        lambda: QCoreApplication.translate("Playbook", "A reminder can be put off for"), _minutes,
    ),
    "snooze_long_minutes": (
        lambda: QCoreApplication.translate("Playbook", "or for"), _minutes,
    ),
    "snooze_tomorrow_hour": (
        lambda: QCoreApplication.translate("Playbook", "or until tomorrow at"), _oclock,
    ),
    "overdue_escalation_working_days": (
        lambda: QCoreApplication.translate("Playbook", "The team lead sees a follow-up overdue for"), _working_days,
    ),
    "follow_ups_a_day": (
        lambda: QCoreApplication.translate("Playbook", "Follow-ups one person keeps on a usual day"), formats.number,
    ),
    "next_step_working_days": (
        lambda: QCoreApplication.translate("Playbook", "A next step nobody dated is due within"), _working_days,
    ),
    "recent_contact_hours": (
        lambda: QCoreApplication.translate("Playbook", "Warn where one of us contacted the company within"), _hours,
    ),
    "attempts_a_week": (
        lambda: QCoreApplication.translate("Playbook", "Warn beyond this many attempts in a week"), formats.number,
    ),
    "junk_ip_a_day": (
        lambda: QCoreApplication.translate("Playbook", "Registrations from one address in a day; more are set aside"),
        formats.number,
    ),
    "field_first_response_hours": (
        lambda: QCoreApplication.translate("Playbook", "For comparison: the field's mean first response"), _hours,
    ),
    "field_first_hour_pct": (
        lambda: QCoreApplication.translate("Playbook", "For comparison: the field answers within one hour"), _percent,
    ),
    "field_mql_fit_pct": (
        lambda: QCoreApplication.translate("Playbook", "For comparison: the field's MQLs that fit"), _percent,
    ),
}  # fmt: skip
"""Every number of the playbook by its key: what it means, and how it is written."""


def limit_text(key: str, value: int) -> tuple[str, str]:
    """Return what a number means, and the number with its unit."""
    meaning, written = LIMITS[key]
    return meaning(), written(value)
