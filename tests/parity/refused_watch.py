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


@dataclass
class LeadSeen:
    """What happened with one lead."""

    refusal: Refusal | None = None
    refused_by: set[str] = field(default_factory=set)
    attempts: list[Attempt] = field(default_factory=list)
    answers: list[tuple[int, str]] = field(default_factory=list)
    rep_of: dict[str, str] = field(default_factory=dict)


class Watch:
    """Follows a history of accepted commands."""

    def __init__(self) -> None:
        self.leads: dict[str, LeadSeen] = {}
        self.returned_early = self.came_back = 0
        self._lead_of: dict[str, str] = {}
        self._calls: dict[str, Attempt] = {}

    def see(self, step: Step, verdict: Verdict) -> None:
        """Take note of one step.

        Raises:
            HandedOverEarly: it should have been refused.
        """
        if verdict.why is not None:
            self.returned_early += step.kind == "handover.submit"
            return
        args = json.loads(step.args)
        lead = self._lead(args)
        if lead is None:
            return
        self._contact(lead, step, args)
        match step.kind:
            case "handover.refuse":
                lead.refusal = Refusal(args["handover_id"], step.at, args["marked"])
                lead.refused_by.add(lead.rep_of[args["handover_id"]])
            case "handover.override" if lead.refusal is not None:
                lead.refusal.is_lifted = True
            case "handover.submit":
                self._check(lead, step.at)
                self._given(lead, args["handover_id"], verdict)
            case "review.handover_right":
                self._given(lead, args["again_id"], verdict)
                self._lead_of[args["again_id"]] = self._lead_of[args["handover_id"]]
            case _:
                pass

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

    def _given(self, lead: LeadSeen, handover_id: str, verdict: Verdict) -> None:
        rep = json.loads(verdict.answer or "{}")["rep_id"]
        if rep in lead.refused_by:
            raise HandedOverEarly("it went to a rep who had refused it")
        self.came_back += lead.refusal is not None
        lead.rep_of[handover_id], lead.refusal = rep, None

    def _check(self, lead: LeadSeen, now: int) -> None:
        refusal = lead.refusal
        if refusal is None or refusal.is_lifted:
            return
        spoken = [one for one in lead.attempts if one.is_connected and one.at > refusal.at]
        if not spoken:
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
        return self.leads.setdefault(lead_id, LeadSeen())


def opens_at(refused_at: int) -> int:
    """Return when the fifth working day after a refusal begins, at nine in Shanghai."""
    day, counted = from_micros(refused_at).astimezone(_SHANGHAI).date(), 0
    while counted < DAYS:
        day += timedelta(days=1)
        counted += chinese_calendar.is_workday(day)
    begins = datetime(day.year, day.month, day.day, 9, tzinfo=_SHANGHAI)
    return to_micros(begins.astimezone(UTC))
