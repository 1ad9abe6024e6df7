"""What a person could mean by handing over and by deciding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.models.vocabulary import Role
from tests.parity.playbook_sql import CURRENT, a_reason, kinds
from tests.parity.scene import Draft, Generator, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "handover.submit": ("run.finish",),
    "handover.choose": ("handover.submit",),
    "handover.accept": ("handover.submit", "handover.choose"),
    "handover.return": ("handover.submit", "handover.choose"),
    "handover.answer": ("handover.return",),
    "handover.refuse": ("handover.submit", "handover.choose"),
}


_THRESHOLD = f"(SELECT value FROM limit_value WHERE version = {CURRENT} AND key = 'threshold_pct')"
_STANDS = (
    "(NOT a.is_carried OR a.confirmed_at IS NOT NULL OR a.asked_at > :now - 86400000000 *"
    f" (SELECT value FROM limit_value WHERE version = {CURRENT} AND key = 'stale_answer_days'))"
)
LAST_WORD = (
    "h.state = 'refused' AND NOT EXISTS (SELECT 1 FROM handover n WHERE n.lead_id = h.lead_id"
    " AND n.id <> h.id AND (n.submitted_at > h.decided_at OR n.follows_id = h.id))"
)
NOT_LIFTED = "NOT EXISTS (SELECT 1 FROM guard_override o WHERE o.handover_id = h.id)"
_FINISHED = "SELECT r.id AS run_id, l.id AS lead_id, l.owner_id FROM run r JOIN lead l ON l.id = r.lead_id"

_ON_THE_PHONE = (
    "SELECT 1 FROM activity a WHERE a.lead_id = l.id AND a.kind = 'call' AND a.ended_at IS NULL"
    " AND a.by_id = l.owner_id"
)
_REVIVED_SINCE = (
    "SELECT 1 FROM stage_move m WHERE m.lead_id = l.id AND m.fact = 'lead.revived' AND m.at > r.started_at"
)


@drafts(DRAFTS, "handover.submit")
def _submit(scene: Scene) -> Draft:
    found = scene.pick(
        _FINISHED,
        f"r.state = 'finished' AND {kinds('validating')} AND 100 * r.good_weight >= {_THRESHOLD} * r.total_weight"
        " AND NOT EXISTS (SELECT 1 FROM run n WHERE n.lead_id = l.id AND n.finished_at > r.finished_at)"
        " AND NOT EXISTS (SELECT 1 FROM question q WHERE q.version = r.playbook_version AND q.is_core"
        " AND q.follow_on_of IS NULL AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.run_id = r.id"
        f" AND a.question_key = q.key AND a.state = 'good' AND {_STANDS}))"
        " AND NOT EXISTS (SELECT 1 FROM handover h WHERE h.lead_id = l.id"
        " AND h.state IN ('waiting', 'open', 'returned'))"
        f" AND NOT EXISTS (SELECT 1 FROM handover h WHERE h.lead_id = l.id AND {LAST_WORD} AND {NOT_LIFTED})"
        f" AND NOT EXISTS ({_ON_THE_PHONE}) AND NOT EXISTS ({_REVIVED_SINCE})",
    )
    if scene.is_loose and scene.maybe(10):
        latest = "SELECT 1 FROM run n WHERE n.lead_id = r.lead_id AND n.finished_at > r.finished_at"
        fit = f"r.state = 'finished' AND {kinds('validating')} AND NOT EXISTS ({latest})"
        found = scene.one(scene.rows(f"{_FINISHED} WHERE {fit} AND EXISTS ({_REVIVED_SINCE}) ORDER BY r.id"))
    elif scene.is_loose and scene.maybe(40):  # a refused lead, sometimes one that may go again
        refused = f"SELECT 1 FROM handover h WHERE h.lead_id = l.id AND {LAST_WORD}"
        found = scene.one(
            scene.rows(f"{_FINISHED} WHERE {kinds('validating')} AND EXISTS ({refused}) ORDER BY r.id")
        )
    elif scene.is_loose and scene.maybe(20):
        later = (
            "SELECT 1 FROM run n WHERE n.lead_id = r.lead_id AND n.state = 'finished'"
            " AND n.finished_at > r.finished_at"
        )
        found = scene.one(
            scene.rows(f"{_FINISHED} WHERE {kinds('validating')} AND EXISTS ({later}) ORDER BY r.id")
        )
    return scene.worker(found.owner_id), {
        "handover_id": scene.new_id(), "lead_id": spelled(found.lead_id), "run_id": spelled(found.run_id),
        "words": scene.words(),
    }  # fmt: skip


HANDOVERS = "SELECT h.id, h.lead_id, h.rep_id, l.owner_id FROM handover h JOIN lead l ON l.id = h.lead_id"


def _handover(scene: Scene, fit: str) -> Any:
    """A hand-over that fits; of a loose scene often another one that nobody decided yet."""
    if scene.is_loose and scene.maybe(60):
        return scene.one(
            scene.rows(f"{HANDOVERS} WHERE h.state IN ('waiting', 'open', 'returned') ORDER BY h.id")
        )
    return scene.pick(HANDOVERS, fit)


@drafts(DRAFTS, "handover.choose")
def _choose(scene: Scene) -> Draft:
    handover = _handover(scene, "h.state IN ('waiting', 'open')")
    rep = scene.member(Role.REP, Role.SALES_LEAD)
    if scene.is_loose and handover.rep_id and scene.maybe(30):
        rep = uuid(handover.rep_id)
    if scene.is_loose and scene.maybe(50):
        undecided = "h.state IN ('waiting', 'open')"
        handover = scene.one(scene.rows(f"{HANDOVERS} WHERE {undecided} ORDER BY h.id"))
        away = (
            "SELECT member_id FROM absence a JOIN member m ON m.id = a.member_id AND m.is_active"
            " AND m.role IN ('rep', 'sales_lead') WHERE from_at <= :now AND until_at > :now ORDER BY a.id"
        )
        refused = "SELECT rep_id FROM handover WHERE state = 'refused' AND lead_id = :lead ORDER BY id"
        found = scene.rows(away if scene.maybe(50) else refused, lead=handover.lead_id)
        rep = uuid(scene.one(found)[0]) if found else rep
    return scene.member(Role.TEAM_LEAD, Role.SALES_LEAD), {
        "handover_id": spelled(handover.id),
        "rep_id": str(rep),
    }


@drafts(DRAFTS, "handover.accept")
def _accept(scene: Scene) -> Draft:
    handover = _handover(scene, "h.state = 'open'")
    return scene.seller(handover.rep_id), {"handover_id": spelled(handover.id), "words": scene.words()}


@drafts(DRAFTS, "handover.return")
def _return(scene: Scene) -> Draft:
    handover = _handover(scene, "h.state = 'open'")
    args: dict[str, Any] = {"handover_id": spelled(handover.id), "words": scene.words()}
    if scene.maybe(60):
        args["reason"] = a_reason(scene, "return")
    return scene.seller(handover.rep_id), args


@drafts(DRAFTS, "handover.answer")
def _answer(scene: Scene) -> Draft:
    handover = _handover(scene, f"h.state = 'returned' AND {kinds('validating')}")
    if scene.is_loose and scene.maybe(40):  # asked again since, and perhaps ruled out
        newer = "SELECT 1 FROM run n WHERE n.lead_id = h.lead_id AND n.started_at > h.submitted_at"
        returned = f"{HANDOVERS} WHERE h.state = 'returned' AND {kinds('validating')} AND EXISTS ({newer})"
        handover = scene.one(scene.rows(f"{returned} ORDER BY h.id"))
    return scene.worker(handover.owner_id), {"handover_id": spelled(handover.id), "words": scene.words()}


@drafts(DRAFTS, "handover.refuse")
def _refuse(scene: Scene) -> Draft:
    handover = _handover(scene, "h.state = 'open'")
    of_card = "SELECT question_key FROM handover_answer WHERE handover_id = :h ORDER BY position"
    card = scene.rows(of_card, h=handover.id)
    marked = [row.question_key for row in card if scene.maybe(30)]
    if scene.is_loose and scene.maybe(40):
        marked += ["no_such_question"]
    if scene.maybe(10):
        marked += marked[:1]
    return scene.seller(handover.rep_id), {
        "handover_id": spelled(handover.id), "reason": a_reason(scene, "refuse"), "words": scene.words(),
        "marked": marked,
    }  # fmt: skip
