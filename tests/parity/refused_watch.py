"""Whether a refused lead was handed over early, told from the accepted commands alone, in plain Python."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import chinese_calendar

from app.clock import from_micros, to_micros
from app.models.vocabulary import Outcome
from tests.parity.twin import Step, Verdict

DAYS = 5
"""Working days of the shipped playbook."""
_SHANGHAI, _TALKED = (
    ZoneInfo("Asia/Shanghai"),
    {Outcome.CONNECTED, Outcome.CALL_BACK, Outcome.REFUSED_CONTACT},
)


class HandedOverEarly(AssertionError):
    """A refused lead went to sales again before its time, or to a rep who had refused it."""


@dataclass
class Attempt:
    """A call, message, visit or reply."""

    at: int
    is_connected: bool = False


@dataclass
class Refusal:
    """What keeps a lead from being handed over."""

    handover_id: str
    at: int
    marked: list[str]
    is_lifted: bool = False
    is_settled: bool = False
    """The lead was handed over again since."""


@dataclass
class LeadSeen:
    """What happened with one lead, or with two that were merged."""

    refusals: list[Refusal] = field(default_factory=list)
    submitted_at: list[int] = field(default_factory=list)
    refused_by: set[str] = field(default_factory=set)
    attempts: list[Attempt] = field(default_factory=list)
    answers: list[tuple[int, str]] = field(default_factory=list)
    rep_of: dict[str, str] = field(default_factory=dict)

    def pending(self) -> list[Refusal]:
        """Return the refusals no hand-over came after."""
        return [
            one
            for one in self.refusals
            if not one.is_settled and not any(at > one.at for at in self.submitted_at)
        ]

    def with_(self, other: LeadSeen) -> LeadSeen:
        """Return what happened with both."""
        return LeadSeen(
            self.refusals + other.refusals,
            self.submitted_at + other.submitted_at,
            self.refused_by | other.refused_by,
            sorted(self.attempts + other.attempts, key=lambda one: one.at),
            sorted(self.answers + other.answers),
            self.rep_of | other.rep_of,
        )

    def without(self, *others: LeadSeen) -> LeadSeen:
        """Return what these did not know."""
        return LeadSeen(
            [
                one
                for one in self.refusals
                if not any(one is known for other in others for known in other.refusals)
            ],
            [at for at in self.submitted_at if not any(at in other.submitted_at for other in others)],
            self.refused_by.difference(*(other.refused_by for other in others)),
            [
                one
                for one in self.attempts
                if not any(one is known for other in others for known in other.attempts)
            ],
            [said for said in self.answers if not any(said in other.answers for other in others)],
            {
                key: rep
                for key, rep in self.rep_of.items()
                if not any(key in other.rep_of for other in others)
            },
        )

    def facts(self) -> LeadSeen:
        """Return the contacts and answers alone."""
        return LeadSeen(attempts=self.attempts, answers=self.answers)


class Watch:
    """Follows a history of accepted commands."""

    def __init__(self) -> None:
        self.leads: dict[str, LeadSeen] = {}
        self.returned_early = self.came_back = self.merged = 0
        self._lead_of: dict[str, str] = {}
        self._calls: dict[str, Attempt] = {}
        self._into: dict[str, str] = {}
        self._merges: dict[str, tuple[str, str, LeadSeen, LeadSeen]] = {}

    def see(self, step: Step, verdict: Verdict) -> None:
        """Take note of one step.

        Raises:
            HandedOverEarly: it should have been refused.
        """
        if verdict.why is not None:
            self.returned_early += step.kind == "handover.submit"
            return
        args = json.loads(step.args)
        if step.kind in ("lead.merge", "lead.unmerge"):
            self._merge(step, args)
            return
        lead = self._lead(args)
        if lead is None:
            return
        self._contact(lead, step, args)
        match step.kind:
            case "handover.refuse":
                lead.refusals.append(Refusal(args["handover_id"], step.at, args["marked"]))
                lead.refused_by.add(lead.rep_of[args["handover_id"]])
            case "handover.override":
                for one in lead.refusals:
                    one.is_lifted |= one.handover_id == args["handover_id"]
            case "handover.choose":
                self._goes_to(lead, args["handover_id"], args["rep_id"])
            case "handover.submit":
                self._check(lead, step.at)
                self._given(lead, args["handover_id"], step, verdict)
            case "review.handover_right":
                self._given(lead, args["again_id"], step, verdict)
                self._lead_of[args["again_id"]] = self._lead_of[args["handover_id"]]
            case _:
                pass

    def _merge(self, step: Step, args: dict[str, Any]) -> None:
        if step.kind == "lead.merge":
            self.merged += 1
            kept, gone = args["kept_id"], args["gone_id"]
            both = [self.leads.setdefault(one, LeadSeen()) for one in (kept, gone)]
            self._merges[str(step.cmd_id)] = (kept, gone, both[0], both[1])
            self.leads[kept], self._into[gone] = both[0].with_(both[1]), kept
            return
        kept, gone, of_kept, of_gone = self._merges.pop(args["merge_id"])
        since = self.leads[kept].without(of_kept, of_gone)
        # Where a run of the vanished record was gone on with, its answers may stand with either: both know them.
        self.leads[kept] = of_kept.with_(since)
        self.leads[gone] = of_gone.with_(since.facts())
        del self._into[gone]

    def _contact(self, lead: LeadSeen, step: Step, args: dict[str, Any]) -> None:
        match step.kind:
            case "call.start":
                self._calls[args["activity_id"]] = Attempt(step.at)
                lead.attempts.append(self._calls[args["activity_id"]])
            case "call.end":
                self._calls[args["activity_id"]].is_connected = args["outcome"] in _TALKED
            case "contact.log" if args["activity_kind"] != "note":
                lead.attempts.append(Attempt(step.at, args["is_connected"]))
            case "answer.record" | "answer.confirm":
                lead.answers.append((step.at, args["question_key"]))
            case _:
                pass

    def _given(self, lead: LeadSeen, handover_id: str, step: Step, verdict: Verdict) -> None:
        pending = lead.pending()
        self.came_back += bool(pending)
        for one in pending:
            one.is_settled = True
        lead.submitted_at.append(step.at)
        rep = json.loads(verdict.answer or "{}")["rep_id"]
        if rep is not None:
            self._goes_to(lead, handover_id, rep)

    @staticmethod
    def _goes_to(lead: LeadSeen, handover_id: str, rep: str) -> None:
        if rep in lead.refused_by:
            raise HandedOverEarly("it went to a rep who had refused it")
        lead.rep_of[handover_id] = rep

    def _check(self, lead: LeadSeen, now: int) -> None:
        for refusal in lead.pending():
            if refusal.is_lifted:
                continue
            if not any(one.is_connected and one.at > refusal.at for one in lead.attempts):
                raise HandedOverEarly("nobody had spoken with them since")
            if not any(self._is_renewed(lead, refusal, *said) for said in lead.answers):
                raise HandedOverEarly("no answer tied to the refusal was renewed in a contact")
            if now < opens_at(refusal.at):
                raise HandedOverEarly("the working days were not over")

    @staticmethod
    def _is_renewed(lead: LeadSeen, refusal: Refusal, at: int, question: str) -> bool:
        if at <= refusal.at or (refusal.marked and question not in refusal.marked):
            return False
        before = [one for one in lead.attempts if one.at <= at]
        return bool(before) and before[-1].is_connected and before[-1].at > refusal.at

    def _lead(self, args: dict[str, str]) -> LeadSeen | None:
        for name in ("lead_id", "run_id", "handover_id", "activity_id"):
            if name in args:
                lead_id = args[name] if name == "lead_id" else self._lead_of.get(args[name])
                break
        else:
            return None
        if lead_id is None:
            return None
        for name in ("run_id", "handover_id", "activity_id"):
            if name in args:
                self._lead_of.setdefault(args[name], lead_id)
        while lead_id in self._into:
            lead_id = self._into[lead_id]
        return self.leads.setdefault(lead_id, LeadSeen())


def opens_at(refused_at: int) -> int:
    """Return when the fifth working day after a refusal begins, at nine in Shanghai."""
    day, counted = from_micros(refused_at).astimezone(_SHANGHAI).date(), 0
    while counted < DAYS:
        day += timedelta(days=1)
        counted += chinese_calendar.is_workday(day)
    begins = datetime(day.year, day.month, day.day, 9, tzinfo=_SHANGHAI)
    return to_micros(begins.astimezone(UTC))
