"""What a person could mean by merging, by taking it back, and by judging a suspected pair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.models.imports import ImportRow
from app.models.vocabulary import Evidence, MergeField, Role
from app.services.merge_rows import MOVED
from tests.parity.scene import Draft, Generator, Nothing, Scene, spelled, uuid

_STAGE_OF = (
    "SELECT kind FROM stage WHERE key = l.stage AND version = (SELECT version FROM playbook WHERE is_current)"
)
_UNDECIDED = "SELECT 1 FROM handover h WHERE h.lead_id = l.id AND h.state IN ('waiting', 'open', 'returned')"
_RUNNING = "SELECT 1 FROM run r WHERE r.lead_id = l.id AND r.state IN ('open', 'paused')"
_ASKED = "SELECT 1 FROM run r WHERE r.lead_id = l.id"
_FREE = f"({_STAGE_OF}) IN ('lost', 'nurture', 'validating') AND NOT EXISTS ({_UNDECIDED})"
_MOVED = tuple(moved.model.__tablename__ for moved in MOVED if moved.model is not ImportRow)
"""What moves with a lead; rows of lists do so anyway, and whoever is to be erased must come from none."""
LEADS = "SELECT id FROM lead l"
APART = "SELECT a_id, b_id FROM suspected_pair"


def _merge(scene: Scene) -> Draft:
    if scene.is_loose and scene.maybe(15):
        return _with_one_of_a_pool(scene)
    kept, gone = _two(scene)
    take = [field.value for field in MergeField if scene.maybe(30)]
    roles = (Role.TEAM_LEAD,) if scene.maybe(80) else (Role.TEAM_LEAD, Role.MARKETING, Role.SDR)
    return scene.member(*roles), {
        "kept_id": kept, "gone_id": gone, "take": take, "take_custom": scene.one(([], ["c1"], ["c1", "no"])),
        "knowingly": scene.maybe(10 if scene.is_loose else 85),
    }  # fmt: skip


def _with_one_of_a_pool(scene: Scene) -> Draft:
    """An SDR's own lead, and one that nobody holds."""
    sdrs = "SELECT id FROM member WHERE role = 'sdr' AND is_active"
    own = scene.one(
        scene.rows(f"SELECT id, owner_id FROM lead l WHERE {_FREE} AND l.owner_id IN ({sdrs}) ORDER BY id")
    )
    pooled = scene.one(scene.rows(f"{LEADS} WHERE {_FREE} AND l.owner_id IS NULL ORDER BY id"))
    return scene.worker(own.owner_id), {
        "kept_id": spelled(own.id), "gone_id": spelled(pooled.id), "take": [], "take_custom": [], "knowingly": True,
    }  # fmt: skip


def _two(scene: Scene) -> tuple[str, str]:
    if scene.is_loose and scene.maybe(70):
        return _two_that_clash(scene)
    gone = _one_with_what_was_moved_least(scene) if scene.maybe(40) else None
    if gone is None:  # Mostly records nobody worked on: what others need for their commands is left to them.
        asked = _ASKED if scene.maybe(80) else _RUNNING
        gone = scene.pick(LEADS, f"{_FREE} AND NOT EXISTS ({asked})").id
    fit = f"({_STAGE_OF}) IN ('validating', 'open', 'won') AND l.id <> :gone"
    return spelled(scene.pick(LEADS, fit, gone=uuid(gone)).id), spelled(gone)


def _one_with_what_was_moved_least(scene: Scene) -> str | None:
    """Return a lead with rows of the kind that merges of this history moved least; each kind must go over and back."""
    moved = {
        row.table_name: row.times
        for row in scene.rows("SELECT table_name, count(*) AS times FROM merge_move GROUP BY table_name")
    }
    for table in sorted(_MOVED, key=lambda name: (moved.get(name, 0), name)):
        rows = scene.rows(
            f"{LEADS} WHERE {_FREE} AND NOT EXISTS ({_RUNNING})"
            f" AND EXISTS (SELECT 1 FROM {table} t WHERE t.lead_id = l.id) ORDER BY id"
        )
        if rows:
            return str(scene.one(rows).id)
    return None


def _two_that_clash(scene: Scene) -> tuple[str, str]:
    """Two leads of which one should not vanish into the other."""
    way = scene.one((0, 1, 2, 3, 3, 3, 4, 5))
    if way == 0:
        same = spelled(scene.pick(LEADS).id)
        return same, same
    if way == 1:  # ids of one source
        rows = scene.rows(
            "SELECT a.lead_id AS kept, b.lead_id AS gone FROM lead_key a JOIN lead_key b ON a.kind = 'source_id'"
            f" AND b.kind = 'source_id' AND a.lead_id <> b.lead_id JOIN lead l ON l.id = b.lead_id WHERE {_FREE}"
            f" AND NOT EXISTS ({_RUNNING}) ORDER BY a.lead_id, b.lead_id, a.key, b.key LIMIT 60"
        )
        found = scene.one(rows)
        return spelled(found.kept), spelled(found.gone)
    if way == 2:  # kept apart by somebody
        found = scene.one(scene.rows(f"{APART} WHERE verdict = 'different' ORDER BY a_id, b_id"))
        return spelled(found.a_id), spelled(found.b_id)
    fits = {
        3: f"({_STAGE_OF}) = 'refused' AND EXISTS (SELECT 1 FROM handover h WHERE h.lead_id = l.id)",
        4: f"EXISTS ({_UNDECIDED})",
        5: f"({_STAGE_OF}) = 'validating' AND EXISTS ({_RUNNING}) AND NOT EXISTS ({_UNDECIDED})",
    }
    gone = scene.one(scene.rows(f"{LEADS} WHERE {fits[way]} ORDER BY id")).id
    others = fits[5] if way == 5 else f"({_STAGE_OF}) IN ('validating', 'open')"
    kept = scene.one(scene.rows(f"{LEADS} WHERE {others} AND l.id <> :gone ORDER BY id", gone=uuid(gone))).id
    return spelled(kept), spelled(gone)


def _unmerge(scene: Scene) -> Draft:
    last = "NOT EXISTS (SELECT 1 FROM merge n WHERE n.undone_at IS NULL AND n.id <> m.id AND"
    last += " ((n.kept_id = m.kept_id AND n.turn > m.turn) OR n.gone_id = m.kept_id))"
    can_go_back = f"SELECT m.id, m.by_id FROM merge m WHERE m.undone_at IS NULL AND {last}"
    with_rows = f"{can_go_back} AND EXISTS (SELECT 1 FROM merge_move v WHERE v.merge_id = m.id AND v.table_name = :of)"
    of_a_kind = [] if scene.is_loose else scene.rows(f"{with_rows} ORDER BY m.id", of=scene.one(_MOVED))
    if of_a_kind and scene.maybe(70):
        found = scene.one(of_a_kind)
    else:
        found = scene.pick("SELECT m.id, m.by_id FROM merge m", f"m.undone_at IS NULL AND {last}")
    active = scene.rows("SELECT 1 FROM member WHERE is_active AND id = :by", by=uuid(found.by_id))
    actor = uuid(found.by_id) if active and scene.maybe(60) else scene.member(Role.TEAM_LEAD)
    return actor, {"merge_id": spelled(found.id)}


def _note(scene: Scene) -> Draft:
    pairs: dict[tuple[str, str], dict[str, Any]] = {}
    for _ in range(scene.chance.randint(1, 4)):
        one, other = sorted(scene.pick(LEADS).id for _ in range(2))
        if one != other:
            pairs[one, other] = _found(scene, one, other)
    if not pairs:
        raise Nothing
    listed = list(pairs.values())
    if scene.is_loose and scene.maybe(40):
        listed += listed[:1]
    if scene.is_loose and scene.maybe(40):
        first = listed[0]
        listed = [first | {"a_id": first["b_id"], "b_id": first["a_id"]}]
    return scene.member(Role.SDR, Role.TEAM_LEAD, Role.MARKETING), {"pairs": listed}


def _found(scene: Scene, one: str, other: str) -> dict[str, Any]:
    return {
        "a_id": spelled(one), "b_id": spelled(other), "evidence": scene.one(list(Evidence)).value,
        "similarity_pct": scene.one((0, 88, 100)),
    }  # fmt: skip


def _apart(scene: Scene) -> Draft:
    if scene.maybe(50):
        found = scene.pick(APART, "verdict IS NULL")
        one, other = found.a_id, found.b_id
    else:
        one, other = scene.pick(LEADS).id, scene.pick(LEADS).id
        if one == other and not scene.is_loose:
            raise Nothing
    if scene.is_loose and scene.maybe(30):
        other = one
    return scene.member(Role.TEAM_LEAD, Role.SDR), {"a_id": spelled(other), "b_id": spelled(one)}


def _reconsider(scene: Scene) -> Draft:
    found = scene.pick(APART, "verdict = 'different'")
    return scene.member(Role.TEAM_LEAD), {"a_id": spelled(found.b_id), "b_id": spelled(found.a_id)}


DRAFTS: Mapping[str, Generator] = {
    "lead.merge": _merge,
    "lead.unmerge": _unmerge,
    "duplicates.note": _note,
    "duplicates.apart": _apart,
    "duplicates.reconsider": _reconsider,
}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "lead.unmerge": ("lead.merge",),
    "duplicates.reconsider": ("duplicates.apart",),
}
