"""What the people of the simulation do: commands drawn up from what each of them has on the desk."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.errors import RuleViolation
from app.models.vocabulary import ActivityKind, AnswerState, Role
from app.services.calls import LogContact
from app.services.catalogue import BY_KIND, command_of
from app.services.handover import SubmitHandover
from app.services.holding import ClaimLeads
from app.services.kernel.command import Command
from app.services.script import FinishRun, RecordAnswer, StartRun
from app.services.tagging import TagLeads
from tests.parity.generators import GENERATORS
from tests.parity.scene import Nothing, Scene

_TRIES = 4
"""Drafts looked at until one is for whoever sits here."""
_FREE = (
    "SELECT id FROM lead WHERE owner_id IS NULL AND rep_id IS NULL AND stage IN (SELECT s.key FROM stage s"
    " JOIN playbook p ON p.version = s.version AND p.is_current WHERE s.kind = 'validating') ORDER BY id"
)
_MINE = "SELECT id FROM lead WHERE :me IN (owner_id, rep_id) ORDER BY id"
_ASKED = (
    "SELECT q.key, c.key AS choice FROM question q JOIN playbook p ON p.version = q.version AND p.is_current"
    " LEFT JOIN choice c ON c.version = q.version AND c.question_key = q.key AND c.state = 'good'"
    " AND c.position = (SELECT min(d.position) FROM choice d WHERE d.version = q.version AND d.question_key = q.key"
    " AND d.state = 'good') WHERE q.follow_on_of IS NULL ORDER BY q.position, q.key"
)

_SDR = {
    "lead.claim": 6, "note": 8, "tag": 3, "run.start": 3, "answer.record": 6, "run.finish": 2, "handover.submit": 2,
    "call.start": 4, "call.end": 4, "lead.give_back": 3, "lead.keep": 1, "lead.recall": 3, "follow_up.set": 2,
    "follow_up.move": 1, "follow_up.done": 1, "lead.correct": 2, "member.away": 1, "lead.disqualify": 1,
    "handover.answer": 1, "run.pause": 1, "run.resume": 1, "reminder.snooze": 1, "lead.reach": 1, "contact.log": 2,
    "do_not_contact.add": 1,
}  # fmt: skip
_REP = {
    "note": 6, "handover.accept": 4, "handover.return": 2, "handover.refuse": 3, "lead.move": 2, "lead.qualify": 2,
    "lead.sub_state": 1, "lead.opportunity": 2, "lead.lose": 1, "sales.record": 2, "follow_up.set": 2, "tag": 1,
    "lead.recall": 1, "contact.log": 2, "member.away": 1,
}  # fmt: skip
_LEAD = {
    "lead.assign": 5, "lead.claim": 2, "note": 4, "tag": 1, "handover.choose": 3, "handover.override": 2,
    "review.refusal_right": 2, "review.handover_right": 2, "review.unclear": 1, "lead.recall": 3, "lead.give_back": 2,
    "pool.move": 2, "member.away": 1, "member.hand_on": 1, "follow_up.hand_on": 1, "lead.revive": 1,
    "nurture.return": 1, "member.change": 1, "lead.correct": 1,
}  # fmt: skip
_ADMIN = {
    "pool.create": 3, "pool.grant": 5, "pool.revoke": 3, "pool.change": 3, "pool.close": 1, "member.change": 2,
    "member.away": 1, "member.calendar": 1, "do_not_contact.lift": 1, "lead.recall": 1, "spend.record": 1,
    "person.erase": 1, "member.add": 1,
}  # fmt: skip
HABITS: Mapping[Role, Mapping[str, int]] = {
    Role.SDR: _SDR, Role.REP: _REP, Role.TEAM_LEAD: _LEAD, Role.ADMIN: _ADMIN,
}  # fmt: skip
"""How often who does what; kinds are those of the catalogue, but for the few below."""


class Habit(Scene):
    """A scene whose every word is told apart from every other.

    Attributes:
        me: Who sits at the desk.
    """

    def __init__(self, db: Connection, chance: Random, now: int, *, me: UUID, is_loose: bool) -> None:
        super().__init__(db, chance, now, is_loose=is_loose)
        self.me = me

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """Return what a select finds, in an order that does not depend on how the rows came here."""
        found = super().rows(sql, **values)
        return found if "ORDER BY" in sql else sorted(found, key=repr)

    def words(self) -> str:
        """Return a word nobody else has ever written."""
        return f"w{self.chance.getrandbits(64):016x}"

    def id_of(self, sql: str) -> UUID:
        """Return the id of one of the rows a select finds."""
        return UUID(hex=self.one(self.rows(sql, me=self.me)).id)


def drawn_up(db: Connection, chance: Random, now: int, me: UUID, role: Role) -> Command | None:
    """Return something whoever sits here could mean; ``None`` where there is nothing it could be meant for."""
    habits = HABITS[role]
    kind = chance.choices(list(habits), list(habits.values()))[0]
    scene = Habit(db, chance, now, me=me, is_loose=chance.randrange(100) < 25)
    try:
        own = _OWN.get(kind)
        return own(scene) if own else _drafted(scene, kind)
    except (Nothing, RuleViolation):
        return None


def whole_call(db: Connection, chance: Random, now: int, me: UUID) -> Sequence[Command]:
    """Return a lead's claim, its ten answers and its submission, as typed one after another without a network."""
    scene = Habit(db, chance, now, me=me, is_loose=False)
    try:
        lead_id, run_id = scene.id_of(_FREE), UUID(scene.new_id())
    except Nothing:
        return ()
    answers = [
        RecordAnswer(
            run_id=run_id, question_key=asked.key, choice_key=asked.choice,
            state=None if asked.choice else AnswerState.GOOD, words=scene.words(),
        )
        for asked in scene.rows(_ASKED)
    ]  # fmt: skip
    return (
        ClaimLeads(lead_ids=(lead_id,)),
        StartRun(run_id=run_id, lead_id=lead_id),
        *answers,
        FinishRun(run_id=run_id, words=scene.words()),
        SubmitHandover(handover_id=UUID(scene.new_id()), lead_id=lead_id, run_id=run_id, words=scene.words()),
    )


def note_on(scene: Habit, lead_id: UUID) -> Command:
    """Return a note on a lead."""
    return LogContact(
        activity_id=UUID(scene.new_id()), lead_id=lead_id, activity_kind=ActivityKind.NOTE, is_connected=False,
        words=scene.words(),
    )  # fmt: skip


def _drafted(scene: Habit, kind: str) -> Command | None:
    if kind not in BY_KIND:
        raise Nothing
    args: dict[str, Any] = {}
    for _ in range(_TRIES):
        who, args = GENERATORS[kind](scene)
        if who == scene.me:
            break
    return command_of(kind, json.dumps(args))


def _note(scene: Habit) -> Command:
    return note_on(scene, scene.id_of(_MINE if scene.maybe(80) else "SELECT id FROM lead ORDER BY id"))


def _tag(scene: Habit) -> Command:
    return TagLeads(lead_ids=(scene.id_of(_MINE),), tag=scene.one(("vip", "later", scene.words())))


_OWN: Mapping[str, Callable[[Habit], Command]] = {"note": _note, "tag": _tag}
