"""Every number of the spec that a team can change, with its range and its source."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

type Percent = Annotated[int, Meta(ge=1, le=100)]
type Flag = Annotated[int, Meta(ge=0, le=1)]
type Minutes = Annotated[int, Meta(ge=1, le=10_080)]
type Hours = Annotated[int, Meta(ge=1, le=8_760)]
type Days = Annotated[int, Meta(ge=1, le=3_660)]
type Count = Annotated[int, Meta(ge=1, le=1_000_000)]
type CountOrNone = Annotated[int, Meta(ge=0, le=1_000_000)]


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The team's numbers; none has a default in code, so a playbook names every one.

    Working minutes, hours and days are those of the playbook's calendar.
    """

    threshold_pct: Percent
    weak_passes: Flag
    sample_from_pct: Percent
    sample_every: CountOrNone
    stale_answer_days: Days
    suspect_below_points: CountOrNone
    nurture_return_points: CountOrNone
    score_half_life_days: Days
    first_response_minutes: Minutes
    first_response_warning_minutes: Minutes
    decision_working_days: Days
    resubmit_working_days: Days
    capacity_window_days: Days
    claims_a_day: Count
    held_at_once: Count
    cooling_off_days: Days
    recall_days: Days
    recall_warning_hours: Hours
    recall_extensions: CountOrNone
    snooze_short_minutes: Minutes
    snooze_long_minutes: Minutes
    snooze_tomorrow_hour: Annotated[int, Meta(ge=0, le=23)]
    overdue_escalation_working_days: Days
    follow_ups_a_day: Annotated[int, Meta(ge=1, le=500)]
    next_step_working_days: Days
    recent_contact_hours: Hours
    attempts_a_week: Count
    junk_ip_a_day: Count
    field_first_response_hours: Hours
    field_first_hour_pct: Percent
    field_mql_fit_pct: Percent


LIMIT_NOTES: dict[str, str] = {
    "threshold_pct": "percent of the script answered well before a hand-over; five of ten [ltc], section 8",
    "weak_passes": "1: a weak answer is enough for a core question; 0: it is not; section 8",
    "sample_from_pct": "maturity from which a controlled sample goes to sales all the same; section 15",
    "sample_every": "one run in so many is of the sample, by the second it began in; 0: no sample; section 15",
    "stale_answer_days": "a carried answer counts while younger than this, or once confirmed; section 8",
    "suspect_below_points": "under this score a lead is a suspect [crm][rev], section 5",
    "nurture_return_points": "a nurtured lead with this score is back in the queue [ltc], section 14",
    "score_half_life_days": "behaviour points halve in this time [crm], section 5",
    "first_response_minutes": "working minutes to the first contact attempt [crm], section 6",
    "first_response_warning_minutes": "working minutes before that limit when the lead goes ahead; section 6",
    "decision_working_days": "working days a rep has for a decision, then the team lead is told; section 9",
    "resubmit_working_days": "working days between a refusal and the next hand-over [l2r], section 9",
    "capacity_window_days": "rolling days over which a rep's hand-overs are counted; section 9",
    "claims_a_day": "claims made, not leads still held [crm], section 10",
    "held_at_once": "leads one person holds [crm], section 10",
    "cooling_off_days": "working days before any earlier owner may claim again [crm], section 10",
    "recall_days": "working days without a contact attempt until a lead goes back [crm], section 10",
    "recall_warning_hours": "working hours before that when the owner is warned; section 10",
    "recall_extensions": "times an owner may ask for more time, with a reason; section 10",
    "snooze_short_minutes": "first snooze button; section 11",
    "snooze_long_minutes": "second snooze button; section 11",
    "snooze_tomorrow_hour": "third snooze button: tomorrow at this hour, local time; section 11",
    "overdue_escalation_working_days": "working days overdue until the team lead sees it; section 11",
    "follow_ups_a_day": "what one person keeps on a usual day; plans fill a day no further; section 11",
    "next_step_working_days": "a next step nobody dated is due at the end of this working day; section 7",
    "recent_contact_hours": "warn when one of us contacted the company within this time [ops], section 13",
    "attempts_a_week": "warn beyond this many attempts [ops], section 13",
    "junk_ip_a_day": "more registrations than this from one IP in a day are set aside [crm], section 4",
    "field_first_response_hours": "the field's mean first response, shown for comparison [crm], section 9",
    "field_first_hour_pct": "the field's share of answers within one hour [crm], section 9",
    "field_mql_fit_pct": "the field's share of MQLs that fit [rev], section 9",
}
"""What each limit means and where it comes from; written as a comment beside it."""
