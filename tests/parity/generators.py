"""One generator for each command: it looks at the present state and drafts what a person could mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from app.clock import DAY, HOUR
from app.models.vocabulary import ActivityKind, AnswerState, BehaviourKind, FollowUpWhy, Outcome, Role
from app.services.calendar_rows import WHO_KEEPS_CALENDARS
from app.services.importing.batches import IMPORTERS
from app.services.lead_facts import EDITORS, FactField
from app.services.people import WHO_KEEPS_PEOPLE
from app.services.pipeline import SubState
from app.services.playbook_adoption import SIGNERS
from app.services.scoring import WITNESSES
from tests.parity import list_drafts, merge_drafts
from tests.parity.chunks import a_chunk
from tests.parity.documents import a_calendar, a_playbook, a_quiet_change
from tests.parity.scene import Draft, Generator, Nothing, Scene, spelled, uuid

GENERATORS: dict[str, Generator] = {**merge_drafts.DRAFTS, **list_drafts.DRAFTS}
"""By the kind of the command."""

CURRENT = "(SELECT version FROM playbook WHERE is_current)"
VALIDATING = f"stage IN (SELECT key FROM stage WHERE version = {CURRENT} AND kind = 'validating')"
SELLING = f"stage IN (SELECT key FROM stage WHERE version = {CURRENT} AND kind IN ('open', 'won'))"


def _kinds(*kinds: str) -> str:
    named = ", ".join(f"'{kind}'" for kind in kinds)
    return f"l.stage IN (SELECT key FROM stage WHERE version = {CURRENT} AND kind IN ({named}))"


def drafts(kind: str) -> Callable[[Generator], Generator]:
    """Note a function as the generator of a command."""

    def note(generator: Generator) -> Generator:
        if kind in GENERATORS:
            raise AssertionError(f"two generators for {kind}")
        GENERATORS[kind] = generator
        return generator

    return note


NEEDS: Mapping[str, tuple[str, ...]] = {
    "playbook.adopt": ("playbook.sign", "playbook.withdraw"),
    "playbook.propose": ("playbook.sign", "playbook.withdraw"),
    "playbook.sign": ("playbook.propose",),
    "playbook.withdraw": ("playbook.propose",),
    "member.change": ("member.add",),
    "member.back": ("member.away",),
    "follow_up.move": ("follow_up.set",),
    "follow_up.done": ("follow_up.set",),
    "call.start": ("call.end", "lead.claim", "lead.assign"),
    "call.end": ("call.start",),
    "run.start": ("nurture.return", "lead.revive", "lead.claim", "handover.accept", "handover.return"),
    "answer.record": ("run.start", "run.resume"),
    "answer.confirm": ("run.start",),
    "run.pause": ("run.start",),
    "run.resume": ("run.pause",),
    "run.finish": ("answer.record",),
    "handover.submit": ("run.finish",),
    "handover.choose": ("handover.submit",),
    "handover.accept": ("handover.submit", "handover.choose"),
    "handover.return": ("handover.submit", "handover.choose"),
    "handover.refuse": ("handover.submit", "handover.choose"),
    "handover.answer": ("handover.return",),
    "sales.record": ("handover.submit", "handover.choose"),
    "recording.attach": ("call.start",),
    "handover.override": ("handover.refuse",),
    "review.refusal_right": ("handover.refuse",),
    "review.handover_right": ("handover.refuse",),
    "review.unclear": ("handover.refuse",),
    "lead.move": ("lead.opportunity",),
    "lead.qualify": ("handover.accept",),
    "lead.sub_state": ("handover.accept",),
    "lead.opportunity": ("handover.accept",),
    "lead.lose": ("handover.accept",),
    "calendar.drop": ("calendar.define",),
    "lead.revive": ("lead.lose",),
    "nurture.return": ("lead.disqualify",),
    "lead.disqualify": ("nurture.return", "lead.revive"),
    "intake.rows": ("intake.open",),
    "intake.close": ("intake.rows", "intake.open"),
    "intake.undo": ("intake.rows", "intake.close"),
    **merge_drafts.NEEDS,
    **list_drafts.NEEDS,
}
"""What to give first where there is nothing a command could be given for."""


# People, playbook, calendar ---------------------------------------------------------------------------------------


_WAITS = "adopted_at IS NULL AND withdrawn_at IS NULL"


@drafts("playbook.adopt")
def _adopt(scene: Scene) -> Draft:
    _nothing_waits(scene)
    roles = (Role.TEAM_LEAD, Role.SALES_LEAD)
    return scene.member(*roles, *((Role.ADMIN,) if scene.is_loose else ())), a_quiet_change(scene)


@drafts("playbook.propose")
def _propose(scene: Scene) -> Draft:
    _nothing_waits(scene)
    return scene.member(Role.TEAM_LEAD, Role.SALES_LEAD), a_playbook(scene)


@drafts("playbook.sign")
def _sign_playbook(scene: Scene) -> Draft:
    version = scene.pick("SELECT version FROM playbook", _WAITS).version
    signed = {
        row.role for row in scene.rows("SELECT role FROM playbook_signature WHERE version = :v", v=version)
    }
    sides = [role for role in (Role.TEAM_LEAD, Role.SALES_LEAD) if role.value not in signed]
    return scene.member(*(sides if sides and not scene.is_loose else SIGNERS)), _of_version(scene, version)


@drafts("playbook.withdraw")
def _withdraw_playbook(scene: Scene) -> Draft:
    version = scene.pick("SELECT version FROM playbook", _WAITS).version
    return scene.member(*SIGNERS), _of_version(scene, version) | {"words": scene.words()}


def _nothing_waits(scene: Scene) -> None:
    """Leave a proposal alone that waits for signatures, unless a refusal is wanted."""
    is_refused = scene.is_loose and scene.maybe(40)
    if scene.rows(f"SELECT 1 FROM playbook WHERE {_WAITS}") and not is_refused:
        raise Nothing


def _of_version(scene: Scene, version: int) -> dict[str, Any]:
    return {"version": version + 10**6 if scene.is_loose and scene.maybe(30) else version}


@drafts("calendar.define")
def _define(scene: Scene) -> Draft:
    return scene.member(*WHO_KEEPS_CALENDARS), a_calendar(scene)


@drafts("calendar.drop")
def _drop_calendar(scene: Scene) -> Draft:
    calendar = scene.pick("SELECT DISTINCT calendar FROM calendar_year", "calendar <> 'team'").calendar
    if scene.is_loose and scene.maybe(40):
        calendar = "nobody_has_it"
    return scene.member(*WHO_KEEPS_CALENDARS), {"calendar": calendar}


@drafts("member.calendar")
def _keep_calendar(scene: Scene) -> Draft:
    member = scene.pick("SELECT id FROM member").id
    calendar = scene.pick("SELECT DISTINCT calendar FROM calendar_year").calendar if scene.maybe(70) else None
    if scene.is_loose and scene.maybe(40):
        calendar = "nobody_has_it"
    member_id = str(scene.new_id()) if scene.is_loose and scene.maybe(30) else spelled(member)
    return scene.member(*WHO_KEEPS_PEOPLE), {"member_id": member_id, "calendar": calendar}


@drafts("member.add")
def _add_member(scene: Scene) -> Draft:
    low, high = sorted(scene.chance.choices(range(1, 5), k=2)) if scene.maybe(30) else (1, 4)
    if scene.is_loose and scene.maybe(40):
        low, high = high, low
    login = f"m{scene.chance.randrange(10**9)}"
    if scene.is_loose and scene.maybe(40):
        login = scene.one(scene.rows("SELECT login FROM member ORDER BY id"))[0]
    roles = [*Role, Role.REP, Role.REP, Role.REP, Role.SDR, Role.SDR]
    return scene.member(*WHO_KEEPS_PEOPLE), {
        "member_id": scene.new_id(), "person_id": scene.new_id(), "name": scene.words(), "name_key": "k",
        "login": login, "role": scene.one(roles).value, "weight": scene.one((1, 1, 2, 3)), "grade_low": low,
        "grade_high": high, "capacity": scene.one((1000, 1000, 1000, 2, 0)),
    }  # fmt: skip


@drafts("member.change")
def _change_member(scene: Scene) -> Draft:
    actor = scene.member(*WHO_KEEPS_PEOPLE)
    member = scene.pick("SELECT id, role, weight FROM member", "id <> :actor", actor=actor)
    same_role = "SELECT 1 FROM member WHERE is_active AND role = :role AND id <> :id"
    others = scene.rows(same_role, role=member.role, id=member.id)
    low, high = (1, 4) if scene.maybe(70) else (scene.one((1, 2)), scene.one((2, 3)))
    if scene.is_loose and scene.maybe(30):
        low, high = 4, 3
    is_active = len(others) < 2 or scene.maybe(80)
    if scene.is_loose and scene.maybe(30):
        return actor, _change(scene, str(actor), 1, 4, is_active=False)
    return actor, _change(scene, spelled(member.id), low, high, is_active=is_active)


def _change(scene: Scene, member_id: str, low: int, high: int, *, is_active: bool) -> dict[str, Any]:
    return {
        "member_id": member_id, "name": scene.words(), "name_key": "", "is_active": is_active,
        "weight": scene.one((1, 2, 5)), "grade_low": low, "grade_high": high,
        "capacity": scene.one((1000, 1000, 1000, 1)),
    }  # fmt: skip


@drafts("member.away")
def _away(scene: Scene) -> Draft:
    sells = "role IN ('rep', 'sales_lead') AND " if scene.maybe(30) else ""
    member = scene.pick(
        "SELECT id FROM member m",
        f"{sells}is_active AND NOT EXISTS (SELECT 1 FROM absence a WHERE a.member_id = m.id AND a.until_at > :now)",
    )
    from_at = scene.now + scene.one((-HOUR, 0, HOUR, DAY))
    if scene.is_loose and scene.maybe(40):
        member = scene.one(
            scene.rows("SELECT member_id AS id, from_at FROM absence WHERE until_at > :now ORDER BY id")
        )
        from_at = member.from_at
    until_at = from_at + scene.one((1, HOUR, DAY))
    if scene.is_loose and scene.maybe(20):
        until_at = from_at - scene.one((0, 1))
    actor = uuid(member.id) if scene.maybe(40) else scene.member(*WHO_KEEPS_PEOPLE)
    return actor, {
        "absence_id": scene.new_id(), "member_id": spelled(member.id), "from_at": from_at, "until_at": until_at,
        "words": scene.one((None, "假期")),
    }  # fmt: skip


@drafts("member.back")
def _back(scene: Scene) -> Draft:
    absence = scene.pick("SELECT id, member_id FROM absence", "until_at > :now")
    return scene.member(*WHO_KEEPS_PEOPLE), {"absence_id": spelled(absence.id)}


# Holding and promises ---------------------------------------------------------------------------------------------


def _leads(scene: Scene, fit: str, most: int = 3, **values: UUID) -> list[str]:
    found: dict[str, None] = {}
    for _ in range(scene.chance.randint(1, most)):
        found[spelled(scene.pick("SELECT id FROM lead", fit, **values).id)] = None
    listed = list(found)
    return listed + listed[:1] if scene.is_loose and scene.maybe(40) else listed


@drafts("lead.claim")
def _claim(scene: Scene) -> Draft:
    return scene.member(Role.SDR, Role.SDR, Role.TEAM_LEAD), {
        "lead_ids": _leads(scene, "owner_id IS NULL", 2)
    }


@drafts("lead.assign")
def _assign(scene: Scene) -> Draft:
    member = scene.member(*([Role.REP] if scene.is_loose and scene.maybe(30) else [Role.SDR, Role.TEAM_LEAD]))
    lead_ids = _leads(scene, "owner_id IS NOT :member", member=member)
    return scene.member(Role.TEAM_LEAD), {"lead_ids": lead_ids, "member_id": str(member)}


@drafts("follow_up.set")
def _set_follow_up(scene: Scene) -> Draft:
    lead = scene.pick("SELECT id, owner_id, rep_id FROM lead", "owner_id IS NOT NULL")
    holder = lead.rep_id if lead.rep_id and scene.maybe(40) else lead.owner_id
    return scene.worker(holder), {
        "lead_id": spelled(lead.id), "due_at": scene.some_time(), "why": scene.one(list(FollowUpWhy)).value,
        "words": scene.words(),
    }  # fmt: skip


@drafts("follow_up.move")
def _move_follow_up(scene: Scene) -> Draft:
    row = scene.pick("SELECT cmd_id, lead_id, owner_id FROM follow_up", "state = 'open'")
    return uuid(row.owner_id), {**_promise(row), "due_at": scene.some_time()}


@drafts("follow_up.done")
def _finish_follow_up(scene: Scene) -> Draft:
    row = scene.pick("SELECT cmd_id, lead_id, owner_id FROM follow_up", "state = 'open'")
    return uuid(row.owner_id), _promise(row)


def _promise(row: Any) -> dict[str, Any]:
    return {"made_by": spelled(row.cmd_id), "lead_id": spelled(row.lead_id)}


# Calls ------------------------------------------------------------------------------------------------------------


@drafts("call.start")
def _start_call(scene: Scene) -> Draft:
    lead = scene.pick(
        "SELECT id, owner_id FROM lead l",
        "is_reachable AND owner_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM activity a"
        " WHERE a.by_id = l.owner_id AND a.kind = 'call' AND a.ended_at IS NULL)",
    )
    return scene.worker(lead.owner_id, lead_pct=10), {
        "activity_id": scene.new_id(), "lead_id": spelled(lead.id), "phone": "+8613800138000",
    }  # fmt: skip


@drafts("call.end")
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


@drafts("contact.log")
def _log_contact(scene: Scene) -> Draft:
    lead = scene.pick("SELECT id, owner_id, rep_id FROM lead", "owner_id IS NOT NULL")
    kinds = [ActivityKind.NOTE, ActivityKind.MESSAGE, ActivityKind.VISIT, ActivityKind.REPLY]
    kind = scene.one([*kinds, ActivityKind.CALL] if scene.is_loose else kinds)
    is_connected = scene.maybe(50) and (kind is not ActivityKind.NOTE or scene.is_loose)
    return scene.worker(lead.rep_id if scene.maybe(20) and lead.rep_id else lead.owner_id), {
        "activity_id": scene.new_id(), "lead_id": spelled(lead.id), "activity_kind": kind.value,
        "is_connected": is_connected, "words": scene.words(),
    }  # fmt: skip


# Runs -------------------------------------------------------------------------------------------------------------

RUNS = "SELECT r.id, r.lead_id, r.playbook_version, l.owner_id FROM run r JOIN lead l ON l.id = r.lead_id"


@drafts("run.start")
def _start_run(scene: Scene) -> Draft:
    lead = scene.pick(
        "SELECT id, owner_id FROM lead l",
        f"owner_id IS NOT NULL AND {VALIDATING}"
        " AND NOT EXISTS (SELECT 1 FROM run r WHERE r.lead_id = l.id AND r.state IN ('open', 'paused'))",
    )
    return scene.worker(lead.owner_id), {"run_id": scene.new_id(), "lead_id": spelled(lead.id)}


@drafts("answer.record")
def _record_answer(scene: Scene) -> Draft:
    run = scene.pick(RUNS, "r.state = 'open'")
    questions = scene.rows(
        "SELECT q.key FROM question q WHERE q.version = :version AND NOT EXISTS"
        " (SELECT 1 FROM answer a WHERE a.run_id = :run AND a.question_key = q.key AND a.state = 'good')"
        " ORDER BY q.position",
        version=run.playbook_version, run=run.id,
    ) or scene.rows("SELECT key FROM question WHERE version = :version", version=run.playbook_version)  # fmt: skip
    question = scene.one(questions).key
    states = "('good')" if scene.maybe(70) else "('good', 'weak', 'refused', 'disqualifying')"
    choices = scene.rows(
        f"SELECT key FROM choice WHERE version = :v AND question_key = :q AND state IN {states} ORDER BY key",
        v=run.playbook_version, q=question,
    )  # fmt: skip
    args: dict[str, Any] = {"run_id": spelled(run.id), "question_key": question, "words": scene.words()}
    if choices and scene.maybe(70):
        args["choice_key"] = scene.one(choices).key
    elif scene.is_loose and scene.maybe(30):
        args["state"] = AnswerState.DISQUALIFYING.value
    else:
        judged = [AnswerState.GOOD, AnswerState.GOOD, AnswerState.WEAK, AnswerState.REFUSED]
        args["state"] = scene.one([*AnswerState, None] if scene.is_loose else judged)
    return scene.worker(run.owner_id), args


@drafts("answer.confirm")
def _confirm_answer(scene: Scene) -> Draft:
    row = scene.pick(
        "SELECT a.run_id, a.question_key, l.owner_id FROM answer a JOIN run r ON r.id = a.run_id"
        " JOIN lead l ON l.id = r.lead_id",
        "a.is_carried AND r.state = 'open'",
    )
    return scene.worker(row.owner_id), {"run_id": spelled(row.run_id), "question_key": row.question_key}


@drafts("run.pause")
def _pause_run(scene: Scene) -> Draft:
    run = scene.pick(RUNS, "r.state = 'open'")
    return scene.worker(run.owner_id), {"run_id": spelled(run.id)}


@drafts("run.resume")
def _resume_run(scene: Scene) -> Draft:
    resumable = f"r.state IN ('paused', 'stopped') AND {_kinds('validating')}"
    if scene.is_loose and scene.maybe(50):
        newer = "SELECT 1 FROM run n WHERE n.lead_id = r.lead_id AND n.started_at > r.started_at"
        run = scene.one(scene.rows(f"{RUNS} WHERE {resumable} AND EXISTS ({newer}) ORDER BY r.id"))
    else:
        run = scene.pick(RUNS, resumable)
    return scene.worker(run.owner_id), {"run_id": spelled(run.id)}


@drafts("run.finish")
def _finish_run(scene: Scene) -> Draft:
    fit = "r.state = 'open' AND EXISTS (SELECT 1 FROM answer a WHERE a.run_id = r.id)"
    if scene.maybe(80):  # mostly runs that will be mature
        fit += (
            " AND (SELECT 2 * count(*) FROM answer a WHERE a.run_id = r.id AND a.state = 'good') > "
            " (SELECT count(*) FROM question q WHERE q.version = r.playbook_version)"
            " AND NOT EXISTS (SELECT 1 FROM question q WHERE q.version = r.playbook_version AND q.is_core"
            " AND q.follow_on_of IS NULL AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.run_id = r.id"
            " AND a.question_key = q.key AND a.state = 'good'))"
        )
    run = scene.pick(RUNS, fit)
    if scene.is_loose and scene.maybe(30):
        unasked = "r.state = 'open' AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.run_id = r.id)"
        run = scene.one(scene.rows(f"{RUNS} WHERE {unasked} ORDER BY r.id"))
    return scene.worker(run.owner_id), {"run_id": spelled(run.id), "words": scene.words()}


@drafts("lead.disqualify")
def _disqualify(scene: Scene) -> Draft:
    lead = scene.pick("SELECT id, owner_id FROM lead", f"owner_id IS NOT NULL AND {VALIDATING}")
    return scene.worker(lead.owner_id), {
        "lead_id": spelled(lead.id), "reason": _reason(scene, "disqualify"), "words": scene.words(),
    }  # fmt: skip


def _reason(scene: Scene, kind: str) -> str:
    of_kind = "" if scene.is_loose and scene.maybe(40) else f" AND kind = '{kind}'"
    found = scene.rows(f"SELECT key FROM reason WHERE version = {CURRENT}{of_kind} ORDER BY key")
    return str(scene.one(found).key)


# Hand-overs -------------------------------------------------------------------------------------------------------

_THRESHOLD = f"(SELECT value FROM limit_value WHERE version = {CURRENT} AND key = 'threshold_pct')"
_STANDS = (
    "(NOT a.is_carried OR a.confirmed_at IS NOT NULL OR a.asked_at > :now - 86400000000 *"
    f" (SELECT value FROM limit_value WHERE version = {CURRENT} AND key = 'stale_answer_days'))"
)
_LAST_WORD = (
    "h.state = 'refused' AND NOT EXISTS (SELECT 1 FROM handover n WHERE n.lead_id = h.lead_id"
    " AND n.id <> h.id AND (n.submitted_at > h.decided_at OR n.follows_id = h.id))"
)
_NOT_LIFTED = "NOT EXISTS (SELECT 1 FROM guard_override o WHERE o.handover_id = h.id)"
_FINISHED = "SELECT r.id AS run_id, l.id AS lead_id, l.owner_id FROM run r JOIN lead l ON l.id = r.lead_id"

_ON_THE_PHONE = (
    "SELECT 1 FROM activity a WHERE a.lead_id = l.id AND a.kind = 'call' AND a.ended_at IS NULL"
    " AND a.by_id = l.owner_id"
)
_REVIVED_SINCE = (
    "SELECT 1 FROM stage_move m WHERE m.lead_id = l.id AND m.fact = 'lead.revived' AND m.at > r.started_at"
)


@drafts("handover.submit")
def _submit(scene: Scene) -> Draft:
    found = scene.pick(
        _FINISHED,
        f"r.state = 'finished' AND {_kinds('validating')} AND 100 * r.good_weight >= {_THRESHOLD} * r.total_weight"
        " AND NOT EXISTS (SELECT 1 FROM run n WHERE n.lead_id = l.id AND n.finished_at > r.finished_at)"
        " AND NOT EXISTS (SELECT 1 FROM question q WHERE q.version = r.playbook_version AND q.is_core"
        " AND q.follow_on_of IS NULL AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.run_id = r.id"
        f" AND a.question_key = q.key AND a.state = 'good' AND {_STANDS}))"
        " AND NOT EXISTS (SELECT 1 FROM handover h WHERE h.lead_id = l.id"
        " AND h.state IN ('waiting', 'open', 'returned'))"
        f" AND NOT EXISTS (SELECT 1 FROM handover h WHERE h.lead_id = l.id AND {_LAST_WORD} AND {_NOT_LIFTED})"
        f" AND NOT EXISTS ({_ON_THE_PHONE}) AND NOT EXISTS ({_REVIVED_SINCE})",
    )
    if scene.is_loose and scene.maybe(10):
        latest = "SELECT 1 FROM run n WHERE n.lead_id = r.lead_id AND n.finished_at > r.finished_at"
        fit = f"r.state = 'finished' AND {_kinds('validating')} AND NOT EXISTS ({latest})"
        found = scene.one(scene.rows(f"{_FINISHED} WHERE {fit} AND EXISTS ({_REVIVED_SINCE}) ORDER BY r.id"))
    elif scene.is_loose and scene.maybe(40):  # a refused lead, sometimes one that may go again
        refused = f"SELECT 1 FROM handover h WHERE h.lead_id = l.id AND {_LAST_WORD}"
        found = scene.one(
            scene.rows(f"{_FINISHED} WHERE {_kinds('validating')} AND EXISTS ({refused}) ORDER BY r.id")
        )
    elif scene.is_loose and scene.maybe(20):
        later = (
            "SELECT 1 FROM run n WHERE n.lead_id = r.lead_id AND n.state = 'finished'"
            " AND n.finished_at > r.finished_at"
        )
        found = scene.one(
            scene.rows(f"{_FINISHED} WHERE {_kinds('validating')} AND EXISTS ({later}) ORDER BY r.id")
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


@drafts("handover.choose")
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


@drafts("handover.accept")
def _accept(scene: Scene) -> Draft:
    handover = _handover(scene, "h.state = 'open'")
    return scene.seller(handover.rep_id), {"handover_id": spelled(handover.id), "words": scene.words()}


@drafts("handover.return")
def _return(scene: Scene) -> Draft:
    handover = _handover(scene, "h.state = 'open'")
    args: dict[str, Any] = {"handover_id": spelled(handover.id), "words": scene.words()}
    if scene.maybe(60):
        args["reason"] = _reason(scene, "return")
    return scene.seller(handover.rep_id), args


@drafts("handover.answer")
def _answer(scene: Scene) -> Draft:
    handover = _handover(scene, f"h.state = 'returned' AND {_kinds('validating')}")
    if scene.is_loose and scene.maybe(40):  # asked again since, and perhaps ruled out
        newer = "SELECT 1 FROM run n WHERE n.lead_id = h.lead_id AND n.started_at > h.submitted_at"
        returned = f"{HANDOVERS} WHERE h.state = 'returned' AND {_kinds('validating')} AND EXISTS ({newer})"
        handover = scene.one(scene.rows(f"{returned} ORDER BY h.id"))
    return scene.worker(handover.owner_id), {"handover_id": spelled(handover.id), "words": scene.words()}


@drafts("handover.refuse")
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
        "handover_id": spelled(handover.id), "reason": _reason(scene, "refuse"), "words": scene.words(),
        "marked": marked,
    }  # fmt: skip


# Review -----------------------------------------------------------------------------------------------------------


def _refused(scene: Scene, fit: str) -> Any:
    """A refused hand-over that fits; of a loose scene often another one, judged or handed over again."""
    if scene.is_loose and scene.maybe(60):
        return scene.one(scene.rows(f"{HANDOVERS} WHERE h.state = 'refused' ORDER BY h.id"))
    return scene.pick(HANDOVERS, f"{_LAST_WORD} AND {fit}")


_UNJUDGED = "NOT EXISTS (SELECT 1 FROM review v WHERE v.handover_id = h.id AND v.verdict <> 'unclear')"


@drafts("handover.override")
def _override(scene: Scene) -> Draft:
    handover = _refused(scene, _NOT_LIFTED)
    return scene.member(Role.TEAM_LEAD), {
        "handover_id": spelled(handover.id), "reason": _reason(scene, "override"), "words": scene.words(),
    }  # fmt: skip


def _goes_on(fact: str) -> str:
    """Where the playbook of the moment lets the verdict move the lead, or has nothing to move."""
    to_stage = f"(SELECT stage_key FROM stage_fact f WHERE f.version = {CURRENT} AND f.fact = '{fact}')"
    allowed = f"SELECT 1 FROM allowed_move m WHERE m.version = {CURRENT} AND m.from_stage = l.stage"
    return f"(l.stage = {to_stage} OR EXISTS ({allowed} AND m.to_stage = {to_stage}))"


def _verdict(scene: Scene, fact: str, fit: str = _UNJUDGED) -> Draft:
    if scene.is_loose and scene.maybe(40):  # one the playbook of the moment does not let go on
        stuck = f"{HANDOVERS} WHERE {_LAST_WORD} AND {_UNJUDGED} AND NOT coalesce({_goes_on(fact)}, 0) ORDER BY h.id"
        handover = scene.one(scene.rows(stuck))
    else:
        handover = _refused(scene, f"{fit} AND {_goes_on(fact)}")
    return scene.member(Role.TEAM_LEAD), {
        "handover_id": spelled(handover.id), "cause": _reason(scene, "verdict_cause"), "words": scene.words(),
    }  # fmt: skip


def _final(scene: Scene, fact: str) -> Draft:
    """A final verdict, by preference where an unclear one came before: there are few refused hand-overs."""
    called_back = f"EXISTS (SELECT 1 FROM review v WHERE v.handover_id = h.id) AND {_UNJUDGED}"
    some = scene.rows(f"{HANDOVERS} WHERE {_LAST_WORD} AND {called_back} AND {_goes_on(fact)} LIMIT 1")
    return _verdict(scene, fact, called_back if some and scene.maybe(80) else _UNJUDGED)


@drafts("review.refusal_right")
def _refusal_right(scene: Scene) -> Draft:
    return _final(scene, "review.refusal_right")


@drafts("review.handover_right")
def _handover_right(scene: Scene) -> Draft:
    ruled_out = (
        "SELECT 1 FROM run n JOIN answer a ON a.run_id = n.id AND a.state = 'disqualifying'"
        " WHERE n.lead_id = h.lead_id AND n.started_at > h.submitted_at"
    )
    if scene.is_loose and scene.maybe(30):
        found = scene.rows(
            f"{HANDOVERS} WHERE {_LAST_WORD} AND {_UNJUDGED} AND EXISTS ({ruled_out}) ORDER BY h.id"
        )
        actor, args = scene.member(Role.TEAM_LEAD), {
            "handover_id": spelled(scene.one(found).id), "cause": _reason(scene, "verdict_cause"), "words": "!",
        }  # fmt: skip
    else:
        actor, args = _final(scene, "review.handover_right")
    return actor, args | {"again_id": scene.new_id()}


@drafts("review.unclear")
def _unclear(scene: Scene) -> Draft:
    judged = "SELECT 1 FROM review v WHERE v.handover_id = h.id"
    if scene.is_loose and scene.maybe(30):
        return _verdict(scene, "review.unclear", f"EXISTS ({judged}) AND {_UNJUDGED}")
    return _verdict(scene, "review.unclear", f"NOT EXISTS ({judged})")


@drafts("sales.record")
def _record_contact(scene: Scene) -> Draft:
    handover = scene.pick(HANDOVERS, "h.rep_id IS NOT NULL")
    fields = scene.rows(f"SELECT key FROM record_field WHERE version = {CURRENT} ORDER BY key")
    picked = list(dict.fromkeys(scene.one(fields).key for _ in range(scene.chance.randint(1, 4))))
    if scene.is_loose and scene.maybe(30):
        picked += scene.one((picked[:1], ["no_such_field"]))
    said = [_said(scene, field) for field in picked]
    return scene.seller(handover.rep_id), {
        "record_id": scene.new_id(), "handover_id": spelled(handover.id), "fields": said, "words": scene.words(),
    }  # fmt: skip


def _said(scene: Scene, field: str) -> dict[str, Any]:
    values = [
        row.key
        for row in scene.rows(
            f"SELECT key FROM record_value WHERE version = {CURRENT} AND field = :field ORDER BY key",
            field=field,
        )
    ]
    if scene.is_loose and scene.maybe(20):
        values = ["no_such_value"]
    return {
        "field": field, "value_key": scene.one(values) if values and scene.maybe(80) else None, "words": scene.words(),
    }  # fmt: skip


@drafts("recording.attach")
def _attach(scene: Scene) -> Draft:
    call = scene.pick(
        "SELECT a.id, l.owner_id FROM activity a JOIN lead l ON l.id = a.lead_id",
        "a.kind = 'call' AND l.owner_id IS NOT NULL",
    )
    digest = f"{scene.chance.getrandbits(256):064x}"
    if scene.is_loose and scene.maybe(40):
        there = scene.one(scene.rows(
            "SELECT r.activity_id AS id, l.owner_id, r.sha256 FROM call_recording r JOIN lead l ON l.id = r.lead_id"
            " ORDER BY r.id"
        ))  # fmt: skip
        call, digest = there, there.sha256
    args = {
        "recording_id": scene.new_id(), "activity_id": spelled(call.id), "file_name": scene.words(), "sha256": digest,
        "bytes_count": scene.one((0, 480_044)), "length_ms": scene.one((0, 65_000)),
    }  # fmt: skip
    return scene.worker(call.owner_id), args | ({"recorded_at": scene.now} if scene.maybe(50) else {})


# Pipeline ---------------------------------------------------------------------------------------------------------


def _sold(scene: Scene, *, fit: str = SELLING) -> Any:
    return scene.pick(
        "SELECT id, rep_id, owner_id, stage, amount FROM lead l", f"rep_id IS NOT NULL AND {fit}"
    )


@drafts("lead.move")
def _move_stage(scene: Scene) -> Draft:
    lead = _sold(
        scene, fit=f"{SELLING} AND (amount IS NOT NULL AND expected_close_on IS NOT NULL OR :now % 4 = 0)"
    )
    allowed = scene.rows(
        f"SELECT to_stage FROM allowed_move m JOIN stage s ON s.version = m.version AND s.key = m.to_stage"
        f" WHERE m.version = {CURRENT} AND from_stage = :stage AND s.kind IN ('open', 'won') ORDER BY to_stage",
        stage=lead.stage,
    )
    if scene.is_loose and scene.maybe(50):
        allowed = scene.rows(f"SELECT key FROM stage WHERE version = {CURRENT} ORDER BY key")
    elif not scene.is_loose:
        allowed = [row for row in allowed if _has_all(scene, lead.id, row.to_stage)]
    to_stage = "no_such_stage" if scene.is_loose and scene.maybe(20) else scene.one(allowed)[0]
    return scene.seller(lead.rep_id), {
        "lead_id": spelled(lead.id),
        "to_stage": to_stage,
        "words": scene.words(),
    }


def _has_all(scene: Scene, lead_id: str, to_stage: str) -> bool:
    """Whether a lead has every field the stage requires."""
    held = scene.rows("SELECT * FROM lead WHERE id = :lead", lead=uuid(lead_id))[0]._mapping
    required = scene.rows(
        f"SELECT field FROM required_field WHERE version = {CURRENT} AND stage_key = :stage", stage=to_stage
    )
    return all(held[row.field] not in (None, "") for row in required)


@drafts("lead.qualify")
def _qualify(scene: Scene) -> Draft:
    checks = ("need_fits", "process_fits", "timing_clear", "budget_fits", "is_key_person")
    missed = scene.one(checks) if scene.is_loose and scene.maybe(50) else None
    lead = _sold(scene)
    args: dict[str, Any] = {check: check != missed for check in checks}
    return scene.seller(lead.rep_id), {"lead_id": spelled(lead.id), **args}


@drafts("lead.sub_state")
def _sub_state(scene: Scene) -> Draft:
    lead = _sold(scene, fit=_kinds("open"))
    return scene.seller(lead.rep_id), {
        "lead_id": spelled(lead.id),
        "sub_state": scene.one(list(SubState)).value,
    }


@drafts("lead.opportunity")
def _opportunity(scene: Scene) -> Draft:
    lead = _sold(scene)
    return scene.seller(lead.rep_id), {
        "lead_id": spelled(lead.id), "amount": scene.one((0, 800_000, 2**53)), "currency": scene.one(("CNY", "USD")),
        "expected_close_on": scene.one((None, 20_600, 20_600, 20_700, 20_700)),
    }  # fmt: skip


@drafts("lead.lose")
def _lose(scene: Scene) -> Draft:
    lead = _sold(scene, fit=_kinds("open"))
    return scene.seller(lead.rep_id), {
        "lead_id": spelled(lead.id), "reason": _reason(scene, "lost"), "words": scene.words(),
    }  # fmt: skip


@drafts("lead.revive")
def _revive(scene: Scene) -> Draft:
    lead = scene.pick("SELECT id, owner_id FROM lead l", f"owner_id IS NOT NULL AND {_kinds('lost')}")
    return scene.worker(lead.owner_id), {"lead_id": spelled(lead.id), "words": scene.words()}


@drafts("nurture.return")
def _bring_back(scene: Scene) -> Draft:
    lead = scene.pick("SELECT id, owner_id FROM lead l", f"owner_id IS NOT NULL AND {_kinds('nurture')}")
    return scene.worker(lead.owner_id), {"lead_id": spelled(lead.id), "words": scene.words()}


# Facts of leads ---------------------------------------------------------------------------------------------------


def _editable(scene: Scene) -> Any:
    fit = "(owner_id IS NOT NULL OR rep_id IS NOT NULL)"
    return scene.pick("SELECT id, owner_id, phone, email FROM lead l", fit)


@drafts("lead.correct")
def _correct(scene: Scene) -> Draft:
    lead = _editable(scene)
    fields = scene.chance.sample(list(FactField), scene.chance.randint(1, 3))
    if scene.is_loose and scene.maybe(30):
        fields += fields[:1]
    if scene.is_loose and scene.maybe(40):
        fields = [FactField.COMPANY, FactField.CONTACT_NAME]
    changes = []
    for field in fields:
        value = (
            None if scene.is_loose and scene.maybe(50) else scene.one(("云智", "acme", "CEO", "华东", None))
        )
        changes.append(
            {"field": field.value, "value": value, "key": value, "pinyin": value, "initials": None}
        )
    lead_id = scene.new_id() if scene.is_loose and scene.maybe(15) else spelled(lead.id)
    return _editor(scene, lead.owner_id), {"lead_id": lead_id, "changes": changes}


@drafts("lead.reach")
def _reach_by(scene: Scene) -> Draft:
    lead = _editable(scene)
    kind = scene.one(("phone", "email"))
    number = scene.chance.randrange(40)
    value = f"+86138000000{number:02}" if kind == "phone" else f"p{number}@b.cn"
    if scene.is_loose and scene.maybe(40):
        value = (lead.phone if kind == "phone" else lead.email) or value
    return _editor(scene, lead.owner_id), {
        "lead_id": scene.new_id() if scene.is_loose and scene.maybe(15) else spelled(lead.id), "point": kind,
        "value": value, "raw": scene.words(), "extension": scene.one((None, "12")), "is_first": scene.maybe(40),
    }  # fmt: skip


def _editor(scene: Scene, owner_hex: str | None) -> UUID:
    return scene.member(*EDITORS) if scene.is_loose and scene.maybe(40) else scene.worker(owner_hex)


# Score ------------------------------------------------------------------------------------------------------------


@drafts("behaviour.record")
def _behaviour(scene: Scene) -> Draft:
    leads = scene.rows("SELECT id FROM lead ORDER BY id LIMIT 20")
    seen = scene.rows("SELECT id FROM behaviour ORDER BY id LIMIT 5")
    rows = [
        {
            "id": scene.new_id(), "lead_id": spelled(scene.one(leads)[0]),
            "behaviour": scene.one(list(BehaviourKind)).value,
            "at": scene.now - scene.one((0, HOUR, 14 * DAY, 15 * DAY, 400 * DAY)), "seconds": scene.one((None, 0, 40)),
            "words": scene.words(),
        }
        for _row in range(scene.chance.randint(1, 3))
    ]  # fmt: skip
    if seen and scene.maybe(20):
        rows[0]["id"] = spelled(scene.one(seen)[0])
    if scene.is_loose:
        odd = (
            {"at": scene.now + DAY}
            if scene.maybe(40)
            else {"lead_id": scene.new_id()}
            if scene.maybe(40)
            else {}
        )
        rows[0] |= odd
        rows += [rows[0]] if scene.maybe(30) else []
    return scene.member(*WITNESSES), {"rows": rows}


@drafts("score.refresh")
def _rescore(scene: Scene) -> Draft:
    leads = [spelled(row.id) for row in scene.rows("SELECT id FROM lead ORDER BY id LIMIT 30")]
    listed = scene.chance.sample(leads, min(len(leads), scene.chance.randint(1, 4)))
    if scene.is_loose and scene.maybe(40):
        listed += [scene.new_id()] if scene.maybe(50) else listed[:1]
    if not listed:
        raise Nothing
    return scene.member(*Role), {"lead_ids": listed}


# Intake -----------------------------------------------------------------------------------------------------------


@drafts("intake.open")
def _open_import(scene: Scene) -> Draft:
    actor = scene.member(*IMPORTERS)
    role = scene.rows("SELECT role FROM member WHERE id = :id", id=actor)[0].role
    owner = None
    if role == Role.TEAM_LEAD.value or (scene.is_loose and scene.maybe(50)):
        owner = scene.member(Role.REP if scene.is_loose and scene.maybe(50) else Role.SDR)
    elif role == Role.SDR.value and scene.maybe(50):
        owner = actor
    return actor, {
        "batch_id": scene.new_id(), "how": scene.one(("file", "paste", "hand")), "file_name": scene.words(),
        "source": scene.one((None, "crm")), "owner_id": str(owner) if owner else None,
    }  # fmt: skip


BATCHES = "SELECT b.id, b.by_id FROM import_batch b JOIN member m ON m.id = b.by_id AND m.is_active"


@drafts("intake.rows")
def _carry_rows(scene: Scene) -> Draft:
    batch = scene.pick(BATCHES, "b.state = 'open'")
    return uuid(batch.by_id), a_chunk(scene, batch.id)


@drafts("intake.close")
def _close_import(scene: Scene) -> Draft:
    batch = scene.pick(BATCHES, "b.state = 'open'")
    return uuid(batch.by_id), {"batch_id": spelled(batch.id), "refused_count": scene.one((0, 3))}


@drafts("intake.undo")
def _undo_import(scene: Scene) -> Draft:
    batch = scene.pick(BATCHES, "b.state <> 'undone'")
    return uuid(batch.by_id), {"batch_id": spelled(batch.id)}
