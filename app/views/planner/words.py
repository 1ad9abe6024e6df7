"""What the planner's figures are called and how they are told."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QCoreApplication

from app.services.planning import NEXT, Capacity, Need, Plan, Step
from app.services.planning_view import Gap
from app.services.reports.funnel_layers import Layer
from app.services.reports.intervals import Interval
from app.services.reports.rates import parts_of
from app.views import formats
from app.views.funnel.words import layer_name
from app.views.i18n import is_chinese


def step_name(layer: Layer) -> str:
    """Return what a rate is called: from which layer to which."""
    return f"{layer_name(layer)} → {layer_name(NEXT[layer])}"


def step_note(step: Step) -> str:
    """Return where a rate comes from: typed, or measured on how many, between what."""
    translate = QCoreApplication.translate
    if step.is_typed:
        if not step.whole:
            return translate("Planner", "typed")
        measured = formats.fraction(step.part / step.whole)
        return translate("Planner", "typed · measured {rate}").format(rate=measured)
    if step.interval is None:
        return translate("Planner", "nothing measured yet: type one")
    low, high = formats.fraction(step.interval.low).removesuffix("%"), formats.fraction(step.interval.high)
    return translate("Planner", "measured on {n} · {low}–{high}").format(
        n=formats.number(step.whole), low=low, high=high
    )


def capacity_note(capacity: Capacity) -> str:
    """Return where a capacity comes from."""
    translate = QCoreApplication.translate
    if capacity.is_typed:
        return translate("Planner", "typed")
    if capacity.per_month is None:
        return translate("Planner", "nothing measured yet: type one")
    return translate("Planner", "measured on {n} people, 90 days").format(n=capacity.people)


def number_or_dash(value: float | None) -> str:
    """Return a figure, a dash for none."""
    return "–" if value is None else formats.number(int(value))


def share_within(part: int, whole: int, within: Interval | None) -> str:
    """Return a share with the range chance leaves it; a dash of nothing."""
    if not whole:
        return "–"
    said = formats.fraction(part / whole)
    if within is None:
        return said
    low = formats.fraction(within.low).removesuffix("%")
    return f"{said} [{low}–{formats.fraction(within.high)}]"


def tile_money(minor: int, currency: str) -> str:
    """Return an amount of the plan: in full, or in 万 and 亿 where Chinese readers expect them and nothing is lost."""
    whole, rest = divmod(abs(minor), parts_of(currency))
    unit = 10**8 if whole >= 10**8 else 10**4
    is_exact = not rest and whole >= unit and whole * 10 % unit == 0
    return formats.money(minor, currency, short=is_chinese() and is_exact)


def range_of(need: Need) -> str:
    """Return between how many leads chance leaves a need; empty without a measure."""
    if need.least is None or need.most is None:
        return ""
    return f"{formats.short_number(need.least)}–{formats.short_number(need.most)}"


def limiting_sentence(plan: Plan) -> str:
    """Name the rate that holds the plan back most."""
    translate = QCoreApplication.translate
    if plan.limiting is None:
        return translate("Planner", "No rate is known yet: type them, or bring in leads with their history.")
    if not plan.saved:
        return translate("Planner", "Most limiting: {step}.").format(step=step_name(plan.limiting))
    return translate("Planner", "Most limiting: {step}. One point more there saves {n} leads a year.").format(
        step=step_name(plan.limiting), n=formats.number(plan.saved)
    )


def cycle_sentence(plan: Plan) -> str:
    """Say when the leads must be there."""
    translate = QCoreApplication.translate
    if plan.cycle_days is None:
        return translate("Planner", "How long a deal takes is not known yet.")
    days = formats.number(ceil(plan.cycle_days))
    return translate("Planner", "A deal takes {n} days: the leads must be there {n} days before.").format(
        n=days
    )


def gap_text(gap: Gap) -> str:
    """Say how far a layer is from where it should be today."""
    translate = QCoreApplication.translate
    missing = gap.due - gap.done
    if missing <= 0:
        return translate("Planner", "on course")
    return translate("Planner", "{n} missing").format(n=formats.number(missing))
