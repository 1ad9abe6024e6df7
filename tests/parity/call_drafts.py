"""What a person could mean on the phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.models.vocabulary import ActivityKind, FollowUpWhy, Outcome
from tests.parity.contact_drafts import BARRED
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "call.start": ("call.end", "lead.claim", "lead.assign"),
    "call.end": ("call.start",),
}


@drafts(DRAFTS, "call.start")
def _start_call(scene: Scene) -> Draft:
    lead = scene.pick(
        "SELECT id, owner_id FROM lead l",
        "is_reachable AND owner_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM activity a"
        " WHERE a.by_id = l.owner_id AND a.kind = 'call' AND a.ended_at IS NULL)",
    )
    return scene.worker(lead.owner_id, lead_pct=10), {
        "activity_id": scene.new_id(), "lead_id": spelled(lead.id), "phone": _number(scene),
    }  # fmt: skip


def _number(scene: Scene) -> str:
    barred = scene.rows(
        "SELECT shown FROM do_not_contact WHERE kind = 'phone' AND shown <> '' AND lifted_at IS NULL ORDER BY id"
    )
    return str(scene.one(barred).shown) if barred and scene.is_loose and scene.maybe(20) else "+8613800138000"


@drafts(DRAFTS, "call.end")
def _end_call(scene: Scene) -> Draft:
    call = scene.pick("SELECT id, by_id FROM activity", "kind = 'call' AND ended_at IS NULL")
    args: dict[str, Any] = {
        "activity_id": spelled(call.id), "outcome": scene.one(list(Outcome)).value, "words": scene.words(),
    }  # fmt: skip
    if scene.maybe(75):
        args |= {"next_at": scene.some_time(), "next_why": scene.one((None, FollowUpWhy.CALL_BACK.value))}
    if scene.maybe(30):
        args["next_words"] = scene.words()
    return uuid(call.by_id), args


@drafts(DRAFTS, "contact.log")
def _log_contact(scene: Scene) -> Draft:
    fit = BARRED if scene.is_loose and scene.maybe(20) else "owner_id IS NOT NULL"
    lead = scene.pick("SELECT id, owner_id, rep_id FROM lead", fit)
    kinds = [ActivityKind.NOTE, ActivityKind.MESSAGE, ActivityKind.VISIT, ActivityKind.REPLY]
    kind = scene.one([*kinds, ActivityKind.CALL] if scene.is_loose else kinds)
    is_connected = scene.maybe(50) and (kind is not ActivityKind.NOTE or scene.is_loose)
    return scene.worker(lead.rep_id if scene.maybe(20) and lead.rep_id else lead.owner_id), {
        "activity_id": scene.new_id(), "lead_id": spelled(lead.id), "activity_kind": kind.value,
        "is_connected": is_connected, "words": scene.words(),
        **(
            {"next_at": scene.some_time(), "next_why": scene.one((None, FollowUpWhy.RETRY.value))}
            if scene.maybe(40)
            else {}
        ),
    }  # fmt: skip
