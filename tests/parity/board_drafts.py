"""What a team lead could mean by handing on what somebody holds."""

from __future__ import annotations

from collections.abc import Mapping

from app.clock import DAY, HOUR
from app.models.vocabulary import Role
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {"member.hand_on": ("lead.assign", "handover.return")}

_SDRS = "is_active AND role IN ('sdr', 'team_lead')"


@drafts(DRAFTS, "member.hand_on")
def _hand_on(scene: Scene) -> Draft:
    actor = scene.member(Role.TEAM_LEAD)
    is_asked = "EXISTS (SELECT 1 FROM handover h WHERE h.lead_id = l.id AND h.state = 'returned')"
    holders = "SELECT DISTINCT owner_id FROM lead l WHERE owner_id IS NOT NULL"
    asked = scene.rows(f"{holders} AND {is_asked} ORDER BY 1") if scene.is_loose and scene.maybe(40) else []
    member = uuid(scene.one(asked or scene.rows(f"{holders} ORDER BY 1"))[0])
    others = scene.rows(f"SELECT id FROM member WHERE {_SDRS} AND id <> :member ORDER BY id", member=member)
    takers = [
        spelled(row[0]) for row in scene.chance.sample(others, min(len(others), scene.chance.randint(1, 3)))
    ]
    if scene.is_loose:
        way = scene.chance.randrange(6)
        takers = {
            0: [*takers, *takers[:1]], 1: [*takers, str(member)], 2: [*takers, str(scene.member(Role.REP))], 3: [],
        }.get(way, takers)  # fmt: skip
        if way == 4:
            member = scene.one((actor, scene.member(Role.REP)))
    enough = len(others) > 3 and member != actor
    is_leaving = (enough and scene.maybe(15)) or (scene.is_loose and member == actor)
    due_before = scene.now + scene.one((HOUR, DAY, 9 * DAY)) if scene.maybe(50) else None
    return actor, {
        "member_id": str(member), "taker_ids": takers, "due_before": due_before, "is_leaving": is_leaving,
    }  # fmt: skip
