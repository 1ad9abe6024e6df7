"""What a person could mean by keeping people from being contacted, and by erasing them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.models.vocabulary import BarReason, Role
from app.services.do_not_contact import WATCHERS
from app.services.do_not_contact_keys import folded
from app.services.erasing import ERASERS
from app.services.erasing_rows import PERSONAL
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {"do_not_contact.lift": ("do_not_contact.add",)}

_PERSONAL = tuple(one.model.__tablename__ for one in PERSONAL if one.of == ("lead_id", None))
"""Tables of what people wrote about a lead."""
_KNOWN = (
    "SELECT kind, key FROM lead_key WHERE kind IN ('phone', 'email', 'company', 'domain')"
    " ORDER BY kind, key, lead_id"
)
BARRED = (
    "EXISTS (SELECT 1 FROM lead_key k JOIN do_not_contact d ON d.kind = k.kind AND d.key = k.key"
    " WHERE k.lead_id = lead.id AND d.lifted_at IS NULL)"
)
"""A lead that is on the list, as far as a draft must know."""


@drafts(DRAFTS, "do_not_contact.add")
def _forbid(scene: Scene) -> Draft:
    entries = [_entry(scene) for _ in range(scene.chance.randint(1, 3))]
    if scene.is_loose and scene.maybe(30):
        entries.append(entries[0] if scene.maybe(50) else entries[0] | {"id": scene.new_id()})
    if scene.is_loose and scene.maybe(40):
        listed = scene.rows("SELECT kind, key FROM do_not_contact WHERE lifted_at IS NULL ORDER BY id")
        if listed:
            entries = [entries[0] | {"kind": listed[0].kind, "key": listed[0].key}]
    if scene.is_loose and scene.maybe(15):
        there = scene.rows("SELECT id FROM do_not_contact ORDER BY id LIMIT 5")
        entries[0] |= {"id": spelled(scene.one(there).id)} if there else {}
    lead_id = scene.new_id() if scene.is_loose and scene.maybe(20) else None
    return scene.member(*WATCHERS), {
        "entries": entries, "reason": scene.one(list(BarReason)).value, "asked_by": scene.words(), "lead_id": lead_id,
    }  # fmt: skip


@drafts(DRAFTS, "do_not_contact.lift")
def _lift(scene: Scene) -> Draft:
    entry = scene.pick("SELECT id FROM do_not_contact", "lifted_at IS NULL")
    return scene.member(Role.TEAM_LEAD), {"entry_id": spelled(entry.id), "words": scene.words()}


@drafts(DRAFTS, "person.erase")
def _erase(scene: Scene) -> Draft:
    # Leads no list brought: else hardly a row of the next list would be let in.
    planted = "NOT EXISTS (SELECT 1 FROM import_row r WHERE r.lead_id = l.id)"
    idle = "NOT EXISTS (SELECT 1 FROM activity a WHERE a.lead_id = l.id AND a.kind = 'call' AND a.ended_at IS NULL)"
    fit = f"{planted} AND {idle} AND stage <> 'market_validating'"
    wrote = f"EXISTS (SELECT 1 FROM {scene.one(_PERSONAL)} t WHERE t.lead_id = l.id)"
    written = (
        [] if scene.is_loose else scene.rows(f"SELECT id FROM lead l WHERE {fit} AND {wrote} ORDER BY id")
    )
    lead = scene.one(written) if written and scene.maybe(70) else scene.pick("SELECT id FROM lead l", fit)
    ids = [spelled(lead.id), *_merged_into(scene, lead.id)]
    if scene.is_loose:
        ids += [scene.new_id()] if scene.maybe(20) else ids[:1] if scene.maybe(30) else []
        ids = ids[:1] if scene.maybe(30) else ids
    return scene.member(*ERASERS), {"lead_ids": ids, "asked_by": scene.words(), "secret": "5" * 64}


def _entry(scene: Scene) -> dict[str, Any]:
    number = scene.chance.randrange(100)
    kind, key = ("phone", f"+86139000000{number:02}")
    known = scene.rows(_KNOWN) if scene.maybe(12) else []
    if known:
        kind, key = scene.one(known)
    elif scene.maybe(30):
        kind, key = "contact", f"云智{number}|王伟"
    company = key.split("|")[0] if kind == "contact" else None
    return {"id": scene.new_id(), "kind": kind, "key": folded(key), "company_key": company, "shown": key}


def _merged_into(scene: Scene, lead_hex: str) -> list[str]:
    found: list[str] = []
    fresh = [lead_hex]
    while fresh:
        rows = [
            row.gone_id
            for kept in fresh
            for row in scene.rows(
                "SELECT gone_id FROM merge WHERE kept_id = :kept AND undone_at IS NULL ORDER BY id", kept=UUID(hex=kept)
            )
        ]  # fmt: skip
        fresh = [one for one in rows if spelled(one) not in found]
        found += [spelled(one) for one in fresh]
    return list(dict.fromkeys(found))
