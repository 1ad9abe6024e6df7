"""``decile plan``: from the revenue wanted back to the leads it takes."""

from __future__ import annotations

import argparse
from decimal import Decimal, InvalidOperation
from typing import Any

from app.cli.door import Exit, Subcommands, Usage, say, workspace_of
from app.cli.reports import day
from app.clock import system_clock
from app.services.planning import STEPS, Goal, Plan, Segment, mixed
from app.services.planning_view import Planned, gaps, planned
from app.services.reports.dimensions import Dimension
from app.services.reports.rates import parts_of
from app.services.reports.report import major, nearest

_SPLITS = tuple(by for by in Dimension if by is not Dimension.MONTH)


def add(subcommands: Subcommands) -> None:
    """Add the subcommand."""
    one = subcommands.add_parser(
        "plan", help="plan a year backwards from its revenue; without options the worked example"
    )
    one.add_argument("--customers", metavar="N", type=int, help="customers of last year")
    one.add_argument("--price", metavar="AMOUNT", help="what one customer pays a year")
    one.add_argument("--target", metavar="AMOUNT", help="revenue wanted")
    one.add_argument(
        "--renewal", metavar="PERCENT", help="share of last year's revenue that renews, such as 50"
    )
    one.add_argument("--currency", metavar="CODE", default="CNY")
    one.add_argument("--deals", metavar="N", type=int, help="new customers wanted, instead of a revenue")
    one.add_argument(
        "--rates", metavar="LAYER=PERCENT,…",
        help="typed rates to the next layer, such as lead=20,mql=60; the others are measured",
    )  # fmt: skip
    one.add_argument("--sdr-capacity", metavar="N", type=float, help="hand-overs one SDR makes in a month")
    one.add_argument("--rep-capacity", metavar="N", type=float, help="hand-overs one rep takes in a month")
    one.add_argument("--cycle", metavar="DAYS", type=int, help="days from lead to deal")
    one.add_argument(
        "--by", metavar="DIMENSION", default="channel", help="segments: channel, industry, size…"
    )
    one.add_argument(
        "--since", metavar="DATE", type=day, help="measure rates on leads created from this day on"
    )
    one.add_argument("--until", metavar="DATE", type=day)
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    goal, by = _goal(args), _split(args.by)
    with workspace_of(args) as workspace:
        found = workspace.read(lambda db: planned(db, goal, system_clock(), by))
    say(args, as_json(found), _text(found))
    return Exit.DONE


def as_json(found: Planned) -> dict[str, Any]:
    """Return a plan as other programs read it; amounts in units of the currency, rates as fractions of 1."""
    made = found.plan
    code = made.goal.currency
    return {
        "last_year": major(made.last_year, code),
        "kept": major(made.kept, code),
        "new_revenue": major(made.new_revenue, code),
        "new_customers": made.new_customers,
        "currency": code,
        "per_month": {"new_customers": made.new_customers_month}
        | {need.layer.value: need.month for need in made.needs},
        "needed": {need.layer.value: need.year for need in made.needs},
        "needed_range": {need.layer.value: [need.least, need.most] for need in made.needs},
        "rates": {
            step.layer.value: {
                "rate": None if step.rate is None else float(step.rate),
                "low": step.interval.low if step.interval else None,
                "high": step.interval.high if step.interval else None,
                "measured_on": step.whole,
                "is_typed": step.is_typed,
            }
            for step in made.steps
        },
        "limiting": made.limiting.value if made.limiting else None,
        "saved_by_a_point": made.saved,
        "heads": {"sdr": made.sdrs, "rep": made.reps},
        "capacity": {"sdr": made.sdr_capacity.per_month, "rep": made.rep_capacity.per_month},
        "cycle_days": made.cycle_days,
        f"by_{found.by.value}": {
            _segment_name(found, one): {
                "leads": one.leads,
                "won": one.deals,
                "rate": one.deals / one.leads if one.leads else None,
                "low": one.interval.low if one.interval else None,
                "high": one.interval.high if one.interval else None,
                "needed": one.needed,
                "cost": None if one.cost is None else major(one.cost, one.currency),
                "days": one.days,
            }
            for one in found.segments
        },
        "mix": {
            _segment_name(found, part.segment): {
                "leads": part.leads,
                "per_month": part.month,
                "cost_per_month": None if part.cost is None else major(part.cost, part.segment.currency),
            }
            for part in mixed(made, found.segments)
        },
        "gap": {
            gap.layer.value: {"done": gap.done, "due": gap.due, "month": gap.month}
            for gap in gaps(made, found.done, found.days_gone, found.days)
        },
    }


def _segment_name(found: Planned, one: Segment) -> str:
    return one.title_en if found.by in {Dimension.OWNER, Dimension.REP} else one.value


def _text(found: Planned) -> str:
    made: Plan = found.plan
    code = made.goal.currency
    lines = [
        f"last year       {_money(made.last_year, code)}",
        f"kept            {_money(made.kept, code)}",
        f"must be new     {_money(made.new_revenue, code)}",
        f"new customers   {made.new_customers:,}, {made.new_customers_month:,} a month",
    ]
    for need in made.needs:
        month = "unknown" if need.month is None else f"{need.month:,} a month"
        lines.append(f"{need.layer.value:<15} {month}")
    if made.limiting:
        lines.append(f"most limiting   from {made.limiting.value}: a point more saves {made.saved:,} leads")
    for role, heads in (("SDRs", made.sdrs), ("reps", made.reps)):
        lines.append(
            f"{role:<15} {'unknown: nobody has handed anything over lately' if heads is None else heads}"
        )
    lines += [
        f"  {one.value or '(blank)'}: {one.needed:,} leads"
        for one in found.segments
        if one.needed is not None and made.new_customers
    ]
    return "\n".join(lines)


def _money(minor: int, code: str) -> str:
    return f"{major(minor, code):,} {code}"


def _goal(args: argparse.Namespace) -> Goal:
    code, example = args.currency.upper(), Goal()
    return Goal(
        customers=example.customers if args.customers is None else args.customers,
        price=example.price if args.price is None else _amount(args.price, code),
        target=example.target if args.target is None else _amount(args.target, code),
        renewal_pct=example.renewal_pct if args.renewal is None else _percent(args.renewal),
        currency=code,
        deals=args.deals,
        rates_pct=_rates(args.rates),
        sdr_capacity=args.sdr_capacity,
        rep_capacity=args.rep_capacity,
        cycle_days=args.cycle,
        since=args.since.isoformat() if args.since else None,
        until=args.until.isoformat() if args.until else None,
    )


def _amount(text: str, code: str) -> int:
    return int(_number(text.replace(",", "").replace("_", "")) * parts_of(code))


def _percent(text: str) -> float:
    """Read a percentage: 50, 50%, or 0.5, which is a fraction of 1."""
    number = _number(text.removesuffix("%"))
    return float(number * 100 if number <= 1 and "%" not in text and "." in text else number)


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation as error:
        raise Usage(f"{text!r} is no number") from error
    if not number.is_finite() or number < 0:
        raise Usage(f"{text!r} is no number of 0 or more")
    return number


def _rates(text: str | None) -> dict[str, float]:
    found: dict[str, float] = {}
    known = [step.value for step in STEPS]
    for part in filter(None, (text or "").split(",")):
        name, mark, value = part.partition("=")
        if not mark or name.strip() not in known:
            raise Usage(f"{part!r} is no rate; write it as {nearest(name, known)}=20")
        found[name.strip()] = _percent(value)
        if not 0 < found[name.strip()] <= 100:  # noqa: PLR2004 - percent
            raise Usage(f"{part!r}: a rate lies above 0 and at most at 100 percent")
    return found


def _split(name: str) -> Dimension:
    known = [by.value for by in _SPLITS]
    if name not in known:
        raise Usage(f"no segment is called {name!r}; the nearest is {nearest(name, known)!r}")
    return Dimension(name)
