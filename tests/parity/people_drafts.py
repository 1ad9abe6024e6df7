"""What a person could mean about people, the playbook and calendars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.clock import DAY, HOUR
from app.models.vocabulary import Role
from app.services.calendar_rows import WHO_KEEPS_CALENDARS
from app.services.people import WHO_KEEPS_PEOPLE
from app.services.playbook_adoption import SIGNERS
from tests.parity.documents import a_calendar, a_playbook, a_quiet_change, another_scoring
from tests.parity.scene import Draft, Generator, Nothing, Scene, drafts, spelled, uuid

DRAFTS: dict[str, Generator] = {}
NEEDS: Mapping[str, tuple[str, ...]] = {
    "playbook.adopt": ("playbook.sign", "playbook.withdraw"),
    "playbook.propose": ("playbook.sign", "playbook.withdraw"),
    "playbook.sign": ("playbook.propose",),
    "playbook.withdraw": ("playbook.propose",),
    "calendar.drop": ("calendar.define",),
    "member.change": ("member.add",),
    "member.back": ("member.away",),
}


_WAITS = "adopted_at IS NULL AND withdrawn_at IS NULL"


@drafts(DRAFTS, "playbook.adopt")
def _adopt(scene: Scene) -> Draft:
    _nothing_waits(scene)
    if scene.maybe(25):
        return scene.member(Role.MARKETING), another_scoring(scene)
    roles = (Role.TEAM_LEAD, *((Role.ADMIN, Role.MARKETING) if scene.is_loose else ()))
    return scene.member(*roles), a_quiet_change(scene)


@drafts(DRAFTS, "playbook.propose")
def _propose(scene: Scene) -> Draft:
    _nothing_waits(scene)
    return scene.member(Role.TEAM_LEAD, Role.SALES_LEAD), a_playbook(scene)


@drafts(DRAFTS, "playbook.sign")
def _sign_playbook(scene: Scene) -> Draft:
    version = scene.pick("SELECT version FROM playbook", _WAITS).version
    signed = {
        row.role for row in scene.rows("SELECT role FROM playbook_signature WHERE version = :v", v=version)
    }
    sides = [role for role in (Role.TEAM_LEAD, Role.SALES_LEAD) if role.value not in signed]
    return scene.member(*(sides if sides and not scene.is_loose else SIGNERS)), _of_version(scene, version)


@drafts(DRAFTS, "playbook.withdraw")
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


@drafts(DRAFTS, "calendar.define")
def _define(scene: Scene) -> Draft:
    return scene.member(*WHO_KEEPS_CALENDARS), a_calendar(scene)


@drafts(DRAFTS, "calendar.drop")
def _drop_calendar(scene: Scene) -> Draft:
    calendar = scene.pick("SELECT DISTINCT calendar FROM calendar_year", "calendar <> 'team'").calendar
    if scene.is_loose and scene.maybe(40):
        calendar = "nobody_has_it"
    return scene.member(*WHO_KEEPS_CALENDARS), {"calendar": calendar}


@drafts(DRAFTS, "member.calendar")
def _keep_calendar(scene: Scene) -> Draft:
    member = scene.pick("SELECT id FROM member").id
    calendar = scene.pick("SELECT DISTINCT calendar FROM calendar_year").calendar if scene.maybe(70) else None
    if scene.is_loose and scene.maybe(40):
        calendar = "nobody_has_it"
    member_id = str(scene.new_id()) if scene.is_loose and scene.maybe(30) else spelled(member)
    return scene.member(*WHO_KEEPS_PEOPLE), {"member_id": member_id, "calendar": calendar}


@drafts(DRAFTS, "person.team")
def _move_person(scene: Scene) -> Draft:
    person = scene.pick("SELECT person_id FROM member").person_id
    person_id = str(scene.new_id()) if scene.is_loose and scene.maybe(40) else spelled(person)
    return scene.member(*WHO_KEEPS_PEOPLE), {
        "person_id": person_id,
        "team": scene.one(("East", "West", None)),
    }


@drafts(DRAFTS, "desk.report")
def _report_desk(scene: Scene) -> Draft:
    actor = scene.member(*Role)
    known = scene.rows(
        "SELECT device_id FROM desk_seen d JOIN member m ON m.id = d.member_id JOIN member a ON a.id = :actor"
        " WHERE (m.person_id = a.person_id) = :mine ORDER BY device_id",
        actor=actor,
        mine=not (scene.is_loose and scene.maybe(60)),
    )
    device = spelled(scene.one(known).device_id) if known and scene.maybe(60) else str(scene.new_id())
    return actor, {
        "device_id": device,
        "version": scene.one(("1.0", "1.1")),
        "refused_count": scene.chance.randrange(3),
    }


@drafts(DRAFTS, "member.add")
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


@drafts(DRAFTS, "member.change")
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


@drafts(DRAFTS, "member.away")
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


@drafts(DRAFTS, "member.back")
def _back(scene: Scene) -> Draft:
    absence = scene.pick("SELECT id, member_id FROM absence", "until_at > :now")
    return scene.member(*WHO_KEEPS_PEOPLE), {"absence_id": spelled(absence.id)}
