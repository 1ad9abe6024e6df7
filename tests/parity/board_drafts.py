"""What a team lead could mean by handing on what somebody holds."""

from __future__ import annotations

from collections.abc import Mapping

from app.clock import DAY, HOUR
from app.models.vocabulary import Role
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {"member.hand_on": ("lead.assign",)}

_SDRS = "is_active AND role IN ('sdr', 'team_lead')"


@drafts(DRAFTS, "member.hand_on")
def _hand_on(scene: Scene) -> Draft:
    actor = scene.member(Role.TEAM_LEAD)
    is_asked = "EXISTS (SELECT 1 FROM handover h WHERE h.lead_id = l.id AND h.state = 'returned')"
    of_sales = "EXISTS (SELECT 1 FROM handover h WHERE h.lead_id = l.id AND h.state = 'accepted')"
    holders = "SELECT DISTINCT owner_id FROM lead l WHERE owner_id IS NOT NULL"
    keepers = (
        f"SELECT id FROM member WHERE {_SDRS} AND id IN (SELECT owner_id FROM call_list WHERE NOT is_dropped)"
    )
    stuck = scene.rows(f"{holders} AND ({is_asked} OR {of_sales}) ORDER BY 1") if scene.is_loose else []
    listed = scene.rows(f"{keepers} AND id <> :actor ORDER BY id", actor=actor) if scene.maybe(30) else []
    member = uuid(scene.one(stuck or listed or scene.rows(f"{holders} ORDER BY 1"))[0])
    asked_of = "EXISTS (SELECT 1 FROM handover h WHERE h.lead_id = x.id AND h.state = 'returned')"
    stays = (
        f"SELECT 1 FROM lead x WHERE x.owner_id = l.owner_id AND (stage <> 'market_validating' OR {asked_of})"
    )
    promised = "EXISTS (SELECT 1 FROM follow_up f WHERE f.lead_id = l.id AND f.state = 'open')"
    free = f"{holders} AND {promised} AND NOT EXISTS ({stays}) ORDER BY 1"
    to_pool = scene.rows(free) if scene.maybe(35) else []
    if to_pool:
        member = uuid(scene.one(to_pool)[0])
    others = scene.rows(f"SELECT id FROM member WHERE {_SDRS} AND id <> :member ORDER BY id", member=member)
    takers = [
        spelled(row[0]) for row in scene.chance.sample(others, min(len(others), scene.chance.randint(1, 3)))
    ]
    if to_pool:
        takers = []
    due_before = scene.now + scene.one((HOUR, DAY, 9 * DAY)) if not to_pool and scene.maybe(50) else None
    if scene.is_loose:
        way = scene.chance.randrange(6)
        takers = {
            0: [*takers, *takers[:1]], 1: [*takers, str(member)], 2: [*takers, str(scene.member(Role.REP))], 3: [],
        }.get(way, takers)  # fmt: skip
        if way == 3:  # what is with sales would lie in the pool
            due_before = None
        if way == 4:
            member = scene.one((actor, scene.member(Role.REP)))
    enough = len(others) > 3 and member != actor  # for everything else that needs SDRs
    is_leaving = (enough and (bool(listed) or scene.maybe(15))) or (scene.is_loose and member == actor)
    return actor, {
        "member_id": str(member), "taker_ids": takers, "due_before": due_before, "is_leaving": is_leaving,
    }  # fmt: skip
