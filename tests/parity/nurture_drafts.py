"""What a person could mean by keeping leads warm, and by what there is to send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.clock import DAY, HOUR
from app.models.vocabulary import ContentKind, Role
from app.services.nurture_content import LIBRARIANS
from tests.parity.contact_drafts import BARRED
from tests.parity.playbook_sql import CURRENT
from tests.parity.scene import Draft, Generator, Nothing, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "nurture.send": ("lead.disqualify",),
    "nurture.skip": ("lead.disqualify",),
    "nurture.choose": ("lead.disqualify",),
    "nurture.back": ("nurture.reply", "lead.disqualify", "nurture.reply"),
    "content.retire": ("content.save",),
}
_NURTURE = f"stage IN (SELECT key FROM stage WHERE version = {CURRENT} AND kind = 'nurture')"
_MOVED = "(SELECT max(m.at) FROM stage_move m WHERE m.lead_id = lead.id AND m.to_stage = lead.stage)"
_ANSWERED = (
    f"EXISTS (SELECT 1 FROM activity a WHERE a.lead_id = lead.id AND a.kind = 'reply' AND a.at > {_MOVED})"
)
_IDLE = "NOT is_reachable"
_SINCE = f"t.at >= {_MOVED} AND NOT EXISTS (SELECT 1 FROM nurture_choice n WHERE n.lead_id = t.lead_id AND n.at > t.at)"
_TOUCHED = f"EXISTS (SELECT 1 FROM nurture_touch t WHERE t.lead_id = lead.id AND {_SINCE})"
_STOPPED = (
    "EXISTS (SELECT 1 FROM nurture_choice c WHERE c.lead_id = lead.id AND c.track_key IS NULL"
    f" AND c.at >= {_MOVED} AND NOT EXISTS (SELECT 1 FROM nurture_choice n WHERE n.lead_id = c.lead_id AND n.at > c.at))"
)


def _nurtured(scene: Scene, *fits: str) -> Any:
    """Return a lead somebody nurtures; of a loose scene, often one that stands in the way."""
    fit = f"owner_id IS NOT NULL AND {_NURTURE}"
    if scene.is_loose:
        odd = scene.one(
            (
                fit,
                *(f"{fit} AND {one}" for one in (_IDLE, BARRED, _STOPPED, _TOUCHED)),
                f"owner_id IS NOT NULL AND NOT {_NURTURE}",
            )
        )
        return scene.one(scene.rows(f"SELECT id, owner_id FROM lead WHERE {odd} ORDER BY id"))
    wanted = " AND ".join((fit, *fits))
    return scene.one(scene.rows(f"SELECT id, owner_id FROM lead WHERE {wanted} ORDER BY id"))


def _nurturer(scene: Scene, owner_hex: str) -> UUID:
    return scene.member(Role.MARKETING) if scene.maybe(25) else scene.worker(owner_hex)


def _step(scene: Scene, lead_hex: str, *, again: bool = False) -> dict[str, str]:
    done = scene.rows(
        "SELECT track_key, step_key FROM nurture_touch WHERE lead_id = :lead", lead=uuid(lead_hex)
    )
    if scene.is_loose and scene.maybe(15):
        return {"track": "deciders", "step": "no_such_step"}
    fresh = scene.rows(
        f"SELECT track_key, step_key FROM nurture_touch t JOIN lead ON lead.id = t.lead_id WHERE lead.id = :lead"
        f" AND {_SINCE} ORDER BY t.cmd_id", lead=uuid(lead_hex),
    )  # fmt: skip
    if fresh and (again or (scene.is_loose and scene.maybe(50))):
        dealt = scene.one(fresh)
        return {"track": dealt.track_key, "step": dealt.step_key}
    known = {(row.track_key, row.step_key) for row in done}
    steps = scene.rows(
        f"SELECT track_key, key FROM track_step WHERE version = {CURRENT} ORDER BY track_key, position, key"
    )
    track, step = scene.one(
        [(row.track_key, row.key) for row in steps if (row.track_key, row.key) not in known]
    )
    return {"track": track, "step": step}


@drafts(DRAFTS, "nurture.send")
def _send(scene: Scene) -> Draft:
    again = False
    if scene.is_loose and scene.maybe(25):  # nothing but that it was stopped stands against it
        scene.is_loose = False
        lead = _nurtured(scene, "is_reachable", f"NOT {BARRED}", _STOPPED)
    elif scene.is_loose and scene.maybe(25):  # nothing but that the step was dealt with
        scene.is_loose = False
        lead, again = _nurtured(scene, "is_reachable", f"NOT {BARRED}", f"NOT {_STOPPED}", _TOUCHED), True
    else:
        lead = _nurtured(scene, "is_reachable", f"NOT {BARRED}", f"NOT {_STOPPED}")
    offered = "" if scene.is_loose and scene.maybe(40) else " WHERE retired_at IS NULL"
    library = scene.rows(f"SELECT id FROM content{offered} ORDER BY id")
    content = spelled(scene.one(library).id) if library and scene.maybe(60) else None
    if scene.is_loose and scene.maybe(15):
        content = scene.new_id()
    return _nurturer(scene, lead.owner_id), {
        "lead_id": spelled(lead.id), **_step(scene, lead.id, again=again), "activity_id": scene.new_id(),
        "content_id": content, "words": scene.words(),
    }  # fmt: skip


@drafts(DRAFTS, "nurture.skip")
def _skip(scene: Scene) -> Draft:
    lead = _nurtured(scene)
    return _nurturer(scene, lead.owner_id), {"lead_id": spelled(lead.id), **_step(scene, lead.id)}


@drafts(DRAFTS, "nurture.choose")
def _choose(scene: Scene) -> Draft:
    lead = _nurtured(scene)
    tracks = [row.key for row in scene.rows(f"SELECT key FROM track WHERE version = {CURRENT} ORDER BY key")]
    track = scene.one((None, None, *tracks, *(["no_such_track"] * 4 if scene.is_loose else [])))
    return _nurturer(scene, lead.owner_id), {"lead_id": spelled(lead.id), "track": track}


@drafts(DRAFTS, "nurture.reply")
def _reply(scene: Scene) -> Draft:
    leads = scene.rows("SELECT id, owner_id FROM lead ORDER BY id")
    resting = scene.rows(f"SELECT id, owner_id FROM lead WHERE {_NURTURE} ORDER BY id")
    lead = scene.one(resting if resting and scene.maybe(80) else leads)
    at = scene.now - scene.one((0, 0, HOUR, 30 * DAY))
    giver = scene.member(Role.MARKETING) if scene.maybe(40) else scene.worker(lead.owner_id)
    return giver, {
        "lead_id": spelled(lead.id), "activity_id": scene.new_id(), "words": scene.words(),
        "at": scene.now + DAY if scene.is_loose and scene.maybe(40) else at,
    }  # fmt: skip


@drafts(DRAFTS, "nurture.back")
def _back(scene: Scene) -> Draft:
    fit = f"{_NURTURE} AND {_ANSWERED}"
    if scene.is_loose:
        fit = scene.one((_NURTURE, f"{_NURTURE} AND {BARRED}", fit, "1"))
    else:
        fit += f" AND NOT {BARRED}"
    lead = scene.one(scene.rows(f"SELECT id FROM lead WHERE {fit} ORDER BY id"))
    return scene.member(*Role), {"lead_id": spelled(lead.id)}


@drafts(DRAFTS, "content.save")
def _save(scene: Scene) -> Draft:
    known = scene.rows("SELECT id, retired_at FROM content ORDER BY id")
    there = [row for row in known if row.retired_at is None or scene.is_loose]
    content_id = spelled(scene.one(there).id) if there and scene.maybe(50) else scene.new_id()
    reasons = [
        row.key for row in scene.rows(f"SELECT key FROM reason WHERE version = {CURRENT} ORDER BY key")
    ]
    personas = [
        row.key for row in scene.rows(f"SELECT key FROM persona WHERE version = {CURRENT} ORDER BY key")
    ]
    listed = scene.chance.sample(reasons, min(len(reasons), scene.chance.randint(0, 3)))
    if scene.is_loose and scene.maybe(40):
        listed += ["no_such_reason"] if scene.maybe(60) else [*reasons[:1], *reasons[:1]]
    odd = ["no_such_persona"] * 3 if scene.is_loose else []
    return scene.member(*sorted(LIBRARIANS)), {
        "content_id": content_id, "content_kind": scene.one(list(ContentKind)).value, "title": scene.words(),
        "language": scene.one(("zh", "en")), "link": "" if scene.is_loose and scene.maybe(60) else "https://a.cn/1",
        "words": "" if scene.is_loose and scene.maybe(60) else scene.words(),
        "persona": scene.one((None, *personas, *odd)), "industry": scene.one((None, "制造")), "reasons": listed,
    }  # fmt: skip


@drafts(DRAFTS, "content.retire")
def _retire(scene: Scene) -> Draft:
    rows = scene.rows("SELECT id FROM content WHERE retired_at IS NULL ORDER BY id")
    if scene.is_loose:
        rows = scene.rows("SELECT id FROM content ORDER BY id")
    if not rows:
        raise Nothing
    return scene.member(*sorted(LIBRARIANS)), {"content_id": spelled(scene.one(rows).id)}
