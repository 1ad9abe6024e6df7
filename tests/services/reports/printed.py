"""Reports counted by hand from what ``decile lead`` prints, by the words of the specification and without SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LAYERS = ("mql", "sal", "sql", "opportunity", "poc", "won")
TALKED = ("connected", "call_back", "refused_contact")
EDGES = (1, 3, 7, 14, 30, 60, 120)

type Lead = Mapping[str, Any]


@dataclass(frozen=True)
class AStage:
    """A stage as everyone reads it in the playbook."""

    kind: str
    milestone: str | None
    win_pct: int
    position: int


@dataclass(frozen=True)
class World:
    """Everything printed, and what the playbook says.

    Attributes:
        now: The present instant.
        version: Of the playbook in force.
    """

    leads: list[Lead]
    stages: Mapping[str, AStage]
    version: int
    now: datetime


@dataclass(frozen=True)
class Fact:
    """Something that is counted; ``at`` is ``None`` for what is so now."""

    what: str
    lead: Lead
    at: datetime | None
    own: Mapping[str, str] = field(default_factory=dict)
    value: int | None = None
    across: str | None = None


@dataclass(frozen=True)
class Stay:
    """A stay of a lead in a stage."""

    stage: str
    begin: datetime
    end: datetime | None
    next: str | None
    days: int
    turn: int


def instant(text: str | None) -> datetime | None:
    """Return a printed instant."""
    return None if text is None else datetime.fromisoformat(text)


def reached(lead: Lead, layer: str) -> datetime | None:
    """Return when a lead reached a layer: by its own milestone, else by the next that is recorded."""
    later = (lead["milestones"].get(name) for name in LAYERS[LAYERS.index(layer) :])
    return instant(next((at for at in later if at), None))


def minor(lead: Lead) -> int | None:
    """Return a lead's amount in minor units."""
    if lead["amount"] is None:
        return None
    return round(lead["amount"] * (1 if lead["currency"] == "JPY" else 100))


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _layers(lead: Lead, *layers: str) -> Iterator[Fact]:
    for layer in layers:
        at = reached(lead, layer)
        if at is not None:
            yield Fact(layer, lead, at, value=minor(lead) if layer == "won" else None)


def _took(lead: Lead) -> Iterator[Fact]:
    won = reached(lead, "won")
    if won is not None:
        yield Fact("took", lead, won, value=(won - _at(lead["created_at"])) // DAY)


def _of_channels(lead: Lead, _: World) -> Iterator[Fact]:
    yield Fact("lead", lead, _at(lead["created_at"]))
    yield from _layers(lead, "mql", "sql", "opportunity", "won")
    yield from _took(lead)


def _of_revenue(lead: Lead, _: World) -> Iterator[Fact]:
    yield from _layers(lead, "won")
    yield from _took(lead)


def _of_wins(lead: Lead, world: World) -> Iterator[Fact]:
    yield from _layers(lead, "sal", "opportunity", "won")
    taken = reached(lead, "sal")
    if taken is not None and _kind(world, lead["stage"]) == "lost":
        yield Fact("lost", lead, taken)


def _of_cohorts(lead: Lead, _: World) -> Iterator[Fact]:
    yield Fact("lead", lead, _at(lead["created_at"]))
    won = reached(lead, "won")
    if won is not None:
        months = max(0, (won - _at(lead["created_at"])) // DAY) // 30
        yield Fact("won", lead, won, across=str(min(months, 24)))


def _kind(world: World, stage: str | None) -> str | None:
    found = world.stages.get(stage or "")
    return found.kind if found else None


def _stays(lead: Lead, world: World) -> list[Stay]:
    moves = sorted((_at(one["at"]), one["ref"], one["detail"]) for one in _events(lead, "move"))
    turns: dict[str, int] = defaultdict(int)
    found = []
    for (begin, _, stage), after in pairwise([*moves, None]):  # type: ignore[misc]
        turns[stage] += 1
        end = after[0] if after else None
        days = max(0, ((end or world.now) - begin) // DAY)
        found.append(Stay(stage, begin, end, after[2] if after else None, days, turns[stage]))
    return found


def _events(lead: Lead, kind: str) -> list[Lead]:
    return [one for one in lead["timeline"] if one["kind"] == kind]


def _of_poc(lead: Lead, world: World) -> Iterator[Fact]:
    own = {"reason": lead["lost_reason"] or ""}
    if lead["milestones"].get("poc"):
        for fact in _layers(lead, "poc", "won"):
            yield Fact(fact.what, lead, fact.at, own)
    for stay in _stays(lead, world):
        if stay.stage in world.stages and world.stages[stay.stage].milestone == "poc":
            if stay.end is None:
                yield Fact("running", lead, None, own)
                continue
            yield Fact("took", lead, stay.end, own, stay.days)
            if _kind(world, stay.next) == "lost" == _kind(world, lead["stage"]):
                yield Fact("failed", lead, stay.end, own)


def _of_pipeline(lead: Lead, world: World) -> Iterator[Fact]:
    yield Fact("here", lead, None, {"stage": lead["stage"]}, minor(lead))
    for stay in _stays(lead, world):
        own = {"stage": stay.stage}
        bucket = str(sum(stay.days >= edge for edge in EDGES))
        yield Fact("entered", lead, stay.begin, own)
        yield Fact("stay", lead, stay.begin, own, stay.days, bucket)
        if stay.end is not None:
            yield Fact("left", lead, stay.end, own)
        elif stay.stage == lead["stage"] and stay.days > _limits(world).get(stay.stage, 10**9):
            yield Fact("stuck", lead, None, own)


def _limits(world: World) -> dict[str, int]:
    """Return the days that nine in ten finished stays of each stage do not exceed; of five stays at least."""
    ended: dict[str, list[int]] = defaultdict(list)
    for lead in world.leads:
        for stay in _stays(lead, world):
            if stay.end is not None:
                ended[stay.stage].append(stay.days)
    return {
        stage: sorted(days)[(9 * len(days) + 9) // 10 - 1] for stage, days in ended.items() if len(days) >= 5
    }


def _of_health(lead: Lead, world: World) -> Iterator[Fact]:
    place = {key: one.position for key, one in world.stages.items()}
    for stay in _stays(lead, world):
        own = {"stage": stay.stage}
        yield Fact("entered", lead, stay.begin, own)
        if stay.turn > 1:
            yield Fact("again", lead, stay.begin, own)
        if stay.end is None:
            yield Fact("still", lead, None, own)
            continue
        here, there = place.get(stay.stage, -1), place.get(stay.next or "", -1)
        for what, holds in (
            ("forward", there > here), ("backward", there < here), ("same_day", stay.days < 1),
        ):  # fmt: skip
            if holds:
                yield Fact(what, lead, stay.end, own)


def _of_forecast(lead: Lead, world: World) -> Iterator[Fact]:
    stage = world.stages.get(lead["stage"])
    if stage is None or stage.kind not in ("open", "won"):
        return
    closes = instant(lead["milestones"].get("won"))
    if stage.kind == "open":
        closes = None
        if lead["expected_close_on"] is not None:
            closes = datetime.combine(
                date.fromisoformat(lead["expected_close_on"]), datetime.min.time(), ZONE
            )
            closes += 12 * HOUR
    worth = minor(lead)
    likely = None if worth is None else worth * stage.win_pct // 100
    own = {"stage": lead["stage"], "month": _month(closes)}
    yield Fact("best_case", lead, closes, own, worth)
    yield Fact("forecast", lead, closes, own, likely)
    yield Fact(stage.kind, lead, closes, own, worth)
    if stage.win_pct >= 80:
        yield Fact("committed", lead, closes, own, worth)


def _of_losses(lead: Lead, _: World) -> Iterator[Fact]:
    for move in _events(lead, "move"):
        if move["code"] in ("lead.lost", "lead.disqualified", "run.below", "handover.refused"):
            reason = move["reason"] or ""
            own = {"reason": reason}
            yield Fact("left", lead, _at(move["at"]), own, minor(lead), reason)
            if move["code"] == "lead.lost":
                yield Fact("lost", lead, _at(move["at"]), own, minor(lead))


def _of_work(lead: Lead, world: World) -> Iterator[Fact]:
    for holder in lead["holders"]:
        what = {"intake": "new", "assigned": "assigned", "claimed": "claimed"}.get(holder["how"])
        if what:
            yield Fact(what, lead, _at(holder["from"]), _by(holder["name"]))
    for call in _calls(lead):
        yield Fact("calls", lead, _at(call["at"]), _by(call["by"]))
        if call["detail"] in TALKED:
            yield Fact("connected", lead, _at(call["at"]), _by(call["by"]))
    for run in _ended(lead):
        yield Fact("runs", lead, _at(run["finished_at"]), _by(run["by"]))
    for card in lead["handovers"]:
        yield Fact("handovers", lead, _at(card["submitted_at"]), _by(card["by"]))
    for card in _decided(lead):
        yield Fact(card["state"], lead, _at(card["submitted_at"]), _by(card["by"]))
    for promise in lead["promises"]:
        if _at(promise["due_at"]) < world.now:
            yield Fact("overdue", lead, None, _by(promise["owner"]))


def _calls(lead: Lead) -> list[Lead]:
    return [one for one in _events(lead, "activity") if one["code"] == "call"]


def _by(name: str | None) -> dict[str, str]:
    return {"owner": name or ""}


def _ended(lead: Lead) -> list[Lead]:
    return [run for run in lead["runs"] if run["state"] in ("finished", "stopped")]


def _of_response(lead: Lead, world: World) -> Iterator[Fact]:
    came, answered = _at(lead["recorded_at"]), instant(lead["responded_at"])
    if lead["respond_by_at"] is None or (answered is None and came + HOUR >= world.now):
        return
    own = {"weekday": str(came.astimezone(ZONE).weekday())}
    day = own["weekday"]
    yield Fact("came", lead, came, own)
    yield Fact("came_on", lead, came, own, across=day)
    if answered is None:
        yield Fact("open", lead, came, own)
        return
    yield Fact("waited", lead, came, own, int((answered - came).total_seconds() / 60))
    if answered - came <= HOUR:
        yield Fact("within", lead, came, own)
        yield Fact("within_on", lead, came, own, across=day)


def _of_hours(lead: Lead, _: World) -> Iterator[Fact]:
    for call in _calls(lead):
        if call["detail"]:
            at = _at(call["at"])
            here = at.astimezone(ZONE)
            own, hour = {"weekday": str(here.weekday()), "hour": str(here.hour)}, str(here.hour)
            yield Fact("calls", lead, at, own)
            yield Fact("calls_in", lead, at, own, across=hour)
            if call["detail"] in TALKED:
                yield Fact("connected", lead, at, own, across=hour)


def _of_script(lead: Lead, world: World) -> Iterator[Fact]:
    """Without a split by version only the script in force counts; the caller leaves out the others."""
    won = bool(lead["milestones"].get("won"))
    for run in _ended(lead):
        at, of = _at(run["finished_at"]), {"version": str(run["version"])}
        minutes = max(0, int((at - _at(run["started_at"])).total_seconds() / 60))
        yield Fact("runs", lead, at, of)
        yield Fact("took", lead, at, of, minutes)
        for place, one in enumerate(run["answers"], 1):
            own = {**of, "question": one["question"]}
            yield Fact("answered", lead, at, own, across=one["state"])
            if one["state"] == "good":
                yield Fact("good", lead, at, own)
            if run["state"] == "stopped" and place == len(run["answers"]):
                yield Fact("stopped", lead, at, own)
    for card in _decided(lead):
        at = _at(card["decided_at"])
        for one in card["answers"]:
            own = {"version": str(card["version"]), "question": one["question"]}
            kind = "good" if one["state"] == "good" else "other"
            yield Fact(f"decided_{kind}", lead, at, own)
            if card["state"] == "accepted":
                yield Fact(f"accepted_{kind}", lead, at, own)
                if won:
                    yield Fact(f"won_{kind}", lead, at, own)


def _decided(lead: Lead) -> list[Lead]:
    return [card for card in lead["handovers"] if card["state"] in ("accepted", "refused")]


def _of_thresholds(lead: Lead, _: World) -> Iterator[Fact]:
    for card in _decided(lead):
        needs = card["threshold"]
        steps = [step for step in range(50, 101, 10) if needs <= step <= card["maturity"]]
        for step in steps if card["maturity"] >= needs else [0]:
            at, own = _at(card["decided_at"]), {"threshold": str(step)}
            yield Fact("decided", lead, at, own)
            if card["state"] == "accepted":
                yield Fact("accepted", lead, at, own)
            if lead["milestones"].get("won"):
                yield Fact("won", lead, at, own)


def _of_calibration(lead: Lead, _: World) -> Iterator[Fact]:
    """The judgements are printed in their order; each pair of one call and version counts."""
    for one, other in combinations(lead["judged_calls"], 2):
        if (one["call"], one["version"]) == (other["call"], other["version"]):
            heard = {answer["question"]: answer["state"] for answer in other["answers"]}
            for answer in one["answers"]:
                key, state = answer["question"], answer["state"]
                at, own = _at(other["at"]), {"question": key, "version": str(other["version"])}
                if key in heard:
                    for what in ("judged", f"first:{state}", f"second:{heard[key]}"):
                        yield Fact(what, lead, at, own)
                    if heard[key] == state:
                        yield Fact("alike", lead, at, own)


def _of_rivals(lead: Lead, world: World) -> Iterator[Fact]:
    kind = _kind(world, lead["stage"])
    for rival in lead["rivals"]:
        if rival["gone_at"] is None:
            at, own = _at(rival["at"]), {"rival": rival["name"]}
            yield Fact("deals", lead, at, own, minor(lead))
            if kind in ("open", "won", "lost"):
                yield Fact(kind, lead, at, own)
            if kind in ("won", "lost"):
                yield Fact("ended", lead, at, own)


def _of_help(lead: Lead, _: World) -> Iterator[Fact]:
    for one in lead["helps"]:
        at, own = _at(one["at"]), {"about": one["about"], "stage": lead["stage"]}
        yield Fact("asked", lead, at, own)
        if one["state"] == "open":
            yield Fact("open", lead, at, own, minor(lead))
        if one["answered_at"] is not None:
            yield Fact("replied", lead, at, own)
            yield Fact("took", lead, at, own, (_at(one["answered_at"]) - at) // DAY)


FACTS: Mapping[str, Callable[[Lead, World], Iterable[Fact]]] = {
    "channels": _of_channels, "keywords": _of_channels, "revenue": _of_revenue, "wins": _of_wins, "poc": _of_poc,
    "cohorts": _of_cohorts, "pipeline": _of_pipeline, "durations": _of_pipeline, "health": _of_health,
    "forecast": _of_forecast, "losses": _of_losses, "work": _of_work, "response": _of_response, "hours": _of_hours,
    "script": _of_script, "calibration": _of_calibration, "thresholds": _of_thresholds, "rivals": _of_rivals,
    "help": _of_help,
}  # fmt: skip
"""How each report is counted."""


def _month(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(ZONE):%Y-%m}"


def row_of(fact: Fact, by: str, *, is_cohort: bool) -> str | None:
    """Return the row a fact stands in, ``None`` for none."""
    match by:
        case _ if by in fact.own:
            return fact.own[by]
        case "month":
            return _month(_at(fact.lead["created_at"]) if is_cohort else fact.at)
        case "size":
            return fact.lead["company_size"] or ""
        case "channel" | "campaign" | "keyword" | "region" | "industry":
            return fact.lead[by] or ""
        case _:
            return None
