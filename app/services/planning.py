"""The planner: from the revenue wanted back to the leads, people and money it takes (spec section 17)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import msgspec

from app.services.reports.funnel_layers import Layer
from app.services.reports.intervals import Interval, wilson

MONTHS = 12
STEPS = (Layer.LEAD, Layer.MQL, Layer.SAL, Layer.SALES_QUALIFIED, Layer.OPPORTUNITY)
"""Layers with a rate to the next one of the plan; a POC is no station of every deal."""
NEXT: Mapping[Layer, Layer] = dict(zip(STEPS, (*STEPS[1:], Layer.WON), strict=True))
POINT = Fraction(1, 100)


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted, and what is typed instead of measured; amounts in minor units, the rest as people say it.

    The defaults are the worked example of the specification.
    """

    customers: int = 600
    price: int = 20_000_00
    target: int = 48_000_000_00
    renewal_pct: float = 50
    currency: str = "CNY"
    deals: int | None = None
    """New customers wanted, whatever the revenue says."""
    rates_pct: dict[str, float] = {}
    """Typed rates from a layer to the next one, by the layer's name."""
    sdr_capacity: float | None = None
    """Hand-overs one SDR makes in a month."""
    rep_capacity: float | None = None
    """Hand-overs one rep takes in a month."""
    cycle_days: int | None = None
    since: str | None = None
    until: str | None = None
    """The period the rates are measured in, ISO dates."""


@dataclass(frozen=True, slots=True)
class Step:
    """The rate from a layer to the next.

    Attributes:
        rate: The share that goes on; ``None``: neither measured nor typed.
        interval: Where a measured one may lie, 95 %.
        part: Leads it was measured on that went on.
        whole: Leads it was measured on.
        is_typed: Whether somebody typed it.
    """

    layer: Layer
    rate: Fraction | None
    interval: Interval | None
    part: int
    whole: int
    is_typed: bool


@dataclass(frozen=True, slots=True)
class Need:
    """How many leads must reach a layer.

    Attributes:
        year: In all.
        month: In each month.
        least: If every rate were as high as chance allows; ``None`` where nothing is known.
        most: If every rate were as low.
    """

    layer: Layer
    year: int | None
    month: int | None
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """What one value of a dimension would take if it brought all the deals alone.

    Attributes:
        needed: Leads; ``None`` where it never brought a deal.
        cost: Minor units for them at what a lead costs there; ``None`` where nothing was spent.
        spent: Minor units spent on the leads it was measured on; ``None`` where spend is not known.
        days: Median days from lead to deal there: so long before a deal its lead must be there.
    """

    value: str
    title_zh: str
    title_en: str
    leads: int
    deals: int
    interval: Interval | None
    needed: int | None
    cost: int | None = None
    currency: str = ""
    spent: int | None = None
    days: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one segment brings of a plan while leads come in as they came.

    Attributes:
        leads: In the year; the parts add up to the plan's.
        month: In each month.
        cost: Minor units in a month, at what a lead costs there; ``None`` where nothing was spent.
    """

    segment: Segment
    leads: int
    month: int
    cost: int | None


@dataclass(frozen=True, slots=True)
class Capacity:
    """What one person does in a month; ``None``: neither measured nor typed."""

    per_month: float | None
    is_typed: bool
    people: int = 0
    """How many it was measured on."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What the team's own data say.

    Attributes:
        counts: Leads that reached each layer.
        cycle_days: Median days from lead to deal.
    """

    counts: Mapping[Layer, int]
    cycle_days: float | None = None
    sdr: Capacity = Capacity(None, is_typed=False)
    rep: Capacity = Capacity(None, is_typed=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer; amounts in minor units.

    Attributes:
        last_year: What last year's customers paid.
        kept: What of it renews.
        new_revenue: What must be new.
        steps: The rates from layer to layer.
        needs: How many must reach each layer, the leads first, the deals last.
        limiting: The layer whose rate holds the plan back most; ``None`` where none is known.
        saved: Leads fewer if that rate were one point higher.
        sdrs: How many are needed.
        cycle_days: How long before a deal its lead must be there.
    """

    goal: Goal
    last_year: int
    kept: int
    new_revenue: int
    new_customers: int
    new_customers_month: int
    steps: tuple[Step, ...]
    needs: tuple[Need, ...]
    limiting: Layer | None
    saved: int
    sdr_capacity: Capacity
    rep_capacity: Capacity
    sdrs: int | None
    reps: int | None
    cycle_days: float | None
    is_cycle_typed: bool

    def need(self, layer: Layer) -> Need:
        """Return what a layer needs."""
        return next(need for need in self.needs if need.layer is layer)


def plan(goal: Goal, measured: Measured) -> Plan:
    """Return the plan that reaches a goal; every figure is rounded up where it stands for people or deals."""
    last_year = goal.customers * goal.price
    kept = int(Fraction(last_year) * Fraction(str(goal.renewal_pct)) / 100)
    new_revenue = max(0, goal.target - kept)
    wanted = ceil(Fraction(new_revenue, goal.price)) if goal.price > 0 else 0
    deals = goal.deals if goal.deals is not None else wanted
    steps = tuple(_step(layer, goal, measured.counts) for layer in STEPS)
    needs = _needs(deals, steps, measured.counts)
    limiting = _limiting(steps)
    sdr = _capacity(goal.sdr_capacity, measured.sdr)
    rep = _capacity(goal.rep_capacity, measured.rep)
    handovers = next(need.month for need in needs if need.layer is Layer.MQL)
    cycle = goal.cycle_days if goal.cycle_days is not None else measured.cycle_days
    return Plan(
        goal=goal, last_year=last_year, kept=kept, new_revenue=new_revenue, new_customers=deals,
        new_customers_month=ceil(Fraction(deals, MONTHS)), steps=steps, needs=needs,
        limiting=limiting.layer if limiting else None, saved=_saved(deals, steps, limiting), sdr_capacity=sdr,
        rep_capacity=rep, sdrs=_heads(handovers, sdr), reps=_heads(handovers, rep), cycle_days=cycle,
        is_cycle_typed=goal.cycle_days is not None,
    )  # fmt: skip


def needed(deals: int, leads: int, won: int) -> int | None:
    """Return the leads that so many deals take where ``won`` of ``leads`` were won; ``None`` where none was."""
    return ceil(Fraction(deals * leads, won)) if won else None


def mixed(made: Plan, segments: Sequence[Segment]) -> tuple[Part, ...]:
    """Return how the plan's leads, and what they cost, fall to segments in the mix they were measured in.

    Nothing where it is not known how many leads the plan takes, or none came.
    """
    year, whole = made.need(Layer.LEAD).year, sum(one.leads for one in segments)
    if year is None or not whole:
        return ()
    found, before = [], 0
    for one in segments:
        after = before + one.leads
        leads = year * after // whole - year * before // whole
        month = Fraction(year * one.leads, whole * MONTHS)
        each = Fraction(one.spent, one.leads) if one.spent is not None and one.leads else None
        found.append(Part(one, leads, ceil(month), None if each is None else ceil(month * each)))
        before = after
    return tuple(found)


def _step(layer: Layer, goal: Goal, counts: Mapping[Layer, int]) -> Step:
    part, whole = counts.get(NEXT[layer], 0), counts.get(layer, 0)
    typed = goal.rates_pct.get(layer.value)
    if typed is not None:
        return Step(layer, Fraction(str(typed)) / 100, None, part, whole, is_typed=True)
    rate = Fraction(part, whole) if whole else None
    return Step(layer, rate, wilson(part, whole), part, whole, is_typed=False)


def _needs(deals: int, steps: Sequence[Step], counts: Mapping[Layer, int]) -> tuple[Need, ...]:
    """Return what each layer needs, exactly and then rounded up: measured rates cancel out on the way."""
    found = [_need(Layer.WON, Fraction(deals))]
    exact: Fraction | None = Fraction(deals)
    for at in reversed(range(len(steps))):
        rate = steps[at].rate
        exact = exact / rate if exact is not None and rate else None if deals else Fraction(0)
        least, most = _range(deals, steps[at:], counts)
        found.append(_need(steps[at].layer, exact, least, most))
    return tuple(reversed(found))


def _need(layer: Layer, exact: Fraction | None, least: int | None = None, most: int | None = None) -> Need:
    if exact is None:
        return Need(layer, None, None)
    return Need(layer, ceil(exact), ceil(exact / MONTHS), least, most)


def _range(deals: int, steps: Sequence[Step], counts: Mapping[Layer, int]) -> tuple[int | None, int | None]:
    """Return between how many leads chance leaves the need: of the whole way if all of it is measured."""
    if not any(step.is_typed for step in steps):
        whole = wilson(counts.get(Layer.WON, 0), counts.get(steps[0].layer, 0))
        return (None, None) if whole is None else _of_rates(deals, whole.low, whole.high)
    low = high = 1.0
    for step in steps:
        if step.rate is None:
            return None, None
        low *= step.interval.low if step.interval else float(step.rate)
        high *= step.interval.high if step.interval else float(step.rate)
    return _of_rates(deals, low, high)


def _of_rates(deals: int, low: float, high: float) -> tuple[int | None, int | None]:
    return (ceil(deals / high) if high else None), (ceil(deals / low) if low else None)


def _limiting(steps: Iterable[Step]) -> Step | None:
    """Return the lowest rate: there a point more saves the most leads."""
    known = [step for step in steps if step.rate is not None]
    return min(known, key=lambda step: step.rate or 0) if known else None


def _saved(deals: int, steps: Sequence[Step], limiting: Step | None) -> int:
    if limiting is None or any(not step.rate for step in steps):
        return 0
    now, better = Fraction(deals), Fraction(deals)
    for step in steps:
        rate = step.rate or Fraction(1)
        now /= rate
        better /= min(Fraction(1), rate + POINT) if step is limiting else rate
    return ceil(now) - ceil(better)


def _capacity(typed: float | None, measured: Capacity) -> Capacity:
    return measured if typed is None else Capacity(typed, is_typed=True)


def _heads(per_month: int | None, capacity: Capacity) -> int | None:
    if per_month is None or not capacity.per_month:
        return None
    return ceil(Fraction(per_month) / Fraction(str(capacity.per_month)))
