"""What a person could mean by learning of a deal, asking for help with it and passing it on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.models.vocabulary import Role
from app.services.help_requests import HelpAbout
from app.services.poc import PocResult
from tests.parity.playbook_sql import SELLING, a_reason, kinds
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "deal.rivals": ("handover.accept",),
    "poc.start": ("handover.accept",),
    "poc.end": ("poc.start",),
    "help.ask": ("handover.accept",),
    "help.ask_lead": ("lead.assign",),
    "help.answer": ("help.ask",),
    "help.settle": ("help.ask",),
    "deal.pass_on": ("handover.accept",),
    "passing.accept": ("deal.pass_on",),
    "passing.return": ("deal.pass_on",),
    "passing.answer": ("passing.return",),
    "passing.refuse": ("deal.pass_on",),
}

_SOLD = "SELECT l.id, l.rep_id, l.owner_id FROM lead l"
_VENDORS = ("Acme", "acme", "云智", "O'Neil")


def _sold(scene: Scene, *fit: str) -> Any:
    return scene.pick(_SOLD, " AND ".join(("l.rep_id IS NOT NULL", *fit)))


def _id(scene: Scene, table: str) -> str:
    """A new id; of a loose scene perhaps one that is taken."""
    if scene.is_loose and scene.maybe(12):
        taken = scene.rows(f"SELECT id FROM {table} ORDER BY id")
        if taken:
            return spelled(scene.one(taken).id)
    return scene.new_id()


@drafts(DRAFTS, "deal.rivals")
def _rivals(scene: Scene) -> Draft:
    lead = _sold(scene, SELLING)
    names = [name for name in _VENDORS if scene.maybe(40)]
    if scene.is_loose and scene.maybe(30):
        names += names[:1] or ["Acme", "Acme"]
    named = [{"id": _id(scene, "rival"), "name": name} for name in names]
    return scene.seller(lead.rep_id), {"lead_id": spelled(lead.id), "rivals": named}


@drafts(DRAFTS, "poc.start")
def _start_poc(scene: Scene) -> Draft:
    running = "SELECT 1 FROM poc p WHERE p.lead_id = l.id AND p.result IS NULL"
    lead = _sold(scene, kinds("open"), f"NOT EXISTS ({running})")
    if scene.is_loose and scene.maybe(40):
        lead = scene.one(scene.rows(f"{_SOLD} WHERE {kinds('open')} AND EXISTS ({running}) ORDER BY l.id"))
    until = scene.one((None, 20_600, 20_601, 20_700))
    if scene.is_loose and scene.maybe(40):
        until = 20_500
    return scene.seller(lead.rep_id), {
        "poc_id": _id(scene, "poc"), "lead_id": spelled(lead.id), "starts_on": 20_600, "until_on": until,
        "words": scene.words(),
    }  # fmt: skip


@drafts(DRAFTS, "poc.end")
def _end_poc(scene: Scene) -> Draft:
    found = scene.pick("SELECT p.id, l.rep_id FROM poc p JOIN lead l ON l.id = p.lead_id", "p.result IS NULL")
    result = scene.one(list(PocResult))
    reason = a_reason(scene, "poc_failed") if result is PocResult.FAILED else None
    if scene.is_loose and scene.maybe(30):
        reason = None if reason else a_reason(scene, "poc_failed")
    ended_on = scene.one((20_600, 20_650))
    if scene.is_loose and scene.maybe(30):
        ended_on = 20_599
    poc_id = scene.new_id() if scene.is_loose and scene.maybe(10) else spelled(found.id)
    return scene.seller(found.rep_id), {
        "poc_id": poc_id, "ended_on": ended_on, "ended_as": result.value, "reason": reason, "words": scene.words(),
    }  # fmt: skip


@drafts(DRAFTS, "help.ask")
def _ask_help(scene: Scene) -> Draft:
    lead = _sold(scene, kinds("open"))
    asked = scene.member(Role.MARKETING, Role.TEAM_LEAD)
    if lead.owner_id and scene.maybe(50):
        asked = uuid(lead.owner_id)
    if lead.rep_id and scene.maybe(20):
        asked = uuid(lead.rep_id)
    if scene.is_loose and scene.maybe(30):
        asked = scene.member(Role.REP, Role.ADMIN, Role.SDR)
    return scene.seller(lead.rep_id), {
        "help_id": _id(scene, "help_request"), "lead_id": spelled(lead.id), "asked_id": str(asked),
        "about": scene.one(list(HelpAbout)).value, "words": scene.words(), "due_at": scene.some_time(),
    }  # fmt: skip


@drafts(DRAFTS, "help.ask_lead")
def _ask_lead(scene: Scene) -> Draft:
    lead = scene.pick("SELECT l.id, l.owner_id FROM lead l", "l.owner_id IS NOT NULL")
    asked = scene.member(Role.TEAM_LEAD)
    by = uuid(lead.owner_id) if lead.owner_id else scene.member(Role.SDR)
    if scene.is_loose and scene.maybe(30):
        by = scene.member(Role.SDR, Role.REP, Role.MARKETING)
    if scene.is_loose and scene.maybe(30):
        asked = scene.member(Role.REP, Role.ADMIN, Role.SDR)
    return by, {
        "help_id": _id(scene, "help_request"), "lead_id": spelled(lead.id), "asked_id": str(asked),
        "words": scene.words(), "due_at": scene.some_time(),
    }  # fmt: skip


def _help(scene: Scene, *states: str) -> Any:
    named = ", ".join(f"'{state}'" for state in states)
    return scene.pick("SELECT id, by_id, asked_id FROM help_request h", f"h.state IN ({named})")


@drafts(DRAFTS, "help.answer")
def _answer_help(scene: Scene) -> Draft:
    found = _help(scene, "open")
    help_id = scene.new_id() if scene.is_loose and scene.maybe(10) else spelled(found.id)
    by = uuid(found.asked_id)
    if scene.is_loose and scene.maybe(20):
        by = scene.member(Role.SDR, Role.MARKETING, Role.TEAM_LEAD)
    return by, {"help_id": help_id, "words": scene.words()}


@drafts(DRAFTS, "help.settle")
def _settle_help(scene: Scene) -> Draft:
    found = _help(scene, "open", "answered")
    help_id = scene.new_id() if scene.is_loose and scene.maybe(10) else spelled(found.id)
    by = scene.member(Role.REP, Role.SALES_LEAD) if scene.is_loose and scene.maybe(20) else uuid(found.by_id)
    return by, {"help_id": help_id, "is_done": scene.maybe(60)}


@drafts(DRAFTS, "deal.pass_on")
def _pass_on(scene: Scene) -> Draft:
    passed = "EXISTS (SELECT 1 FROM passing p WHERE p.lead_id = l.id AND p.state IN ('open', 'returned'))"
    lead = _sold(scene, SELLING, f"NOT {passed}")
    others = (
        "SELECT id FROM member m WHERE is_active AND role IN ('rep', 'sales_lead') AND id <> :rep AND NOT EXISTS"
        " (SELECT 1 FROM absence a WHERE a.member_id = m.id AND a.from_at <= :now AND a.until_at > :now) ORDER BY id"
    )
    if scene.is_loose and scene.maybe(75):  # a deal that can be passed on, to somebody who cannot take it
        fit = f"l.rep_id IS NOT NULL AND {SELLING}"
        undecided = passed if scene.maybe(20) else f"NOT {passed}"
        lead = scene.one(scene.rows(f"{_SOLD} WHERE {fit} AND {undecided} ORDER BY l.id"))
        away = (
            "SELECT m.id FROM absence a JOIN member m ON m.id = a.member_id AND m.is_active AND m.role IN"
            " ('rep', 'sales_lead') WHERE m.id <> :rep AND from_at <= :now AND until_at > :now ORDER BY a.id"
        )
        others = scene.one((away, away, others, "SELECT id FROM member ORDER BY id"))
    found = scene.rows(others, rep=lead.rep_id)
    to = lead.rep_id if scene.is_loose and lead.rep_id and scene.maybe(15) else scene.one(found).id
    return scene.seller(lead.rep_id), {
        "passing_id": _id(scene, "passing"), "lead_id": spelled(lead.id), "to_id": spelled(to),
        "words": scene.words(),
    }  # fmt: skip


_PASSED = "SELECT p.id, p.from_id, p.to_id FROM passing p JOIN lead l ON l.id = p.lead_id"


def _passing(scene: Scene, state: str) -> tuple[Any, str]:
    """A deal passed on that stands so, and its id; of a loose scene another id or another one."""
    found = scene.pick(_PASSED, f"p.state = '{state}' AND l.rep_id = p.from_id AND {kinds('open', 'won')}")
    if scene.is_loose and scene.maybe(60):  # what became of the deal meanwhile: lost, or another's
        stands = "l.rep_id = p.from_id" if scene.maybe(50) else "TRUE"
        astray = f"p.state = 'open' AND {stands} AND NOT ({kinds('open', 'won')} AND l.rep_id = p.from_id)"
        found = scene.one(scene.rows(f"{_PASSED} WHERE {astray} ORDER BY p.id") or [found])
    return found, scene.new_id() if scene.is_loose and scene.maybe(10) else spelled(found.id)


@drafts(DRAFTS, "passing.accept")
def _accept_passing(scene: Scene) -> Draft:
    found, passing_id = _passing(scene, "open")
    return scene.seller(found.to_id), {"passing_id": passing_id, "words": scene.words()}


@drafts(DRAFTS, "passing.return")
def _return_passing(scene: Scene) -> Draft:
    found, passing_id = _passing(scene, "open")
    return scene.seller(found.to_id), {"passing_id": passing_id, "words": scene.words()}


@drafts(DRAFTS, "passing.answer")
def _answer_passing(scene: Scene) -> Draft:
    found, passing_id = _passing(scene, "returned")
    return scene.seller(found.from_id), {"passing_id": passing_id, "words": scene.words()}


@drafts(DRAFTS, "passing.refuse")
def _refuse_passing(scene: Scene) -> Draft:
    found, passing_id = _passing(scene, "open")
    return scene.seller(found.to_id), {"passing_id": passing_id, "words": scene.words()}
