"""A random history: what is rare is tried more often, until each command and each reason was seen enough."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Connection

from app.clock import DAY, HOUR, MINUTE, SECOND
from app.models.vocabulary import Role
from app.services.catalogue import BY_KIND
from app.services.kernel.command import all_guards
from tests.builders import MONDAY_10
from tests.parity import spoiling
from tests.parity.erasing_story import tell_erasing_story
from tests.parity.generators import GENERATORS, NEEDS
from tests.parity.import_story import ImportStory
from tests.parity.merge_story import tell_merge_story, tell_of_two_alike
from tests.parity.refused_story import RefusedStory
from tests.parity.rows_story import tell_of_rows
from tests.parity.scene import Draft, Nothing, Scene, uuid
from tests.parity.twin import Step, Verdict

LEADS = 90
CHECK_EVERY = 250
_DEEPEST, _AT_MOST, _HATS = 6, 4, 2
_OFTEN = ("playbook.adopt", "playbook.sign")
"""What changes the conditions for all others: a playbook under which little is possible must not last."""
_SPOILS = {
    "bad_argument": "wire", "not_allowed": "actor", "not_yours_to_agree": "actor", "not_yours": "actor",
    "unknown_lead": "id", "unknown_run": "id",
    "unknown_handover": "id", "unknown_member": "id", "unknown_absence": "id", "unknown_call": "id",
    "unknown_follow_up": "id", "unknown_batch": "id", "unknown_merge": "id", "unknown_list": "id", "unknown_pool": "id",
    "unknown_entry": "id", "unknown_move": "id", "unknown_assignment": "id", "exists_already": "id", "not_a_rep": "id",
    "unknown_question": "key", "unknown_choice": "key",
}  # fmt: skip
"""How a draft is spoiled so that a reason appears; other reasons come from loose scenes."""


class Judge(Protocol):
    """Who judges a history."""

    db: Connection
    verdicts: Counter[tuple[str, str]]
    trace: list[tuple[Step, Verdict]]

    def plant(self, leads: list[dict[str, Any]]) -> None:
        """Write leads as if an import had brought them."""

    def give(self, step: Step) -> Verdict:
        """Judge a step."""

    def compare(self) -> None:
        """Look whether all is as it should be."""


@dataclass
class History:
    """One seed's steps.

    Attributes:
        twin: Who judges them: both databases, or one alone.
        goal: How often each command shall be accepted before the others are given more often.
        before: What was said in the histories before it: a reason seen there need not be sought again, and what was
            accepted too seldom there is made up for here.
        is_last: What was never said is sought in the last history alone; in those before it chance may still bring it.
    """

    twin: Judge
    seed: int
    goal: int
    now: int = MONDAY_10
    used: spoiling.Used = field(default_factory=dict)
    length: int = 0
    """How many steps it shall have at least."""
    before: Counter[tuple[str, str]] = field(default_factory=Counter)
    hats: Counter[str] = field(default_factory=Counter)
    """How often each command was tried first by somebody whose role may not give it."""
    is_last: bool = True

    def __post_init__(self) -> None:
        """Begin with leads nobody owns and people enough for every role."""
        self.chance = Random(self.seed)
        self.twin.plant([a_planted_lead(self.chance, number) for number in range(LEADS)])
        RefusedStory(lambda: self._scene(is_loose=False), self._told, self._wait).tell()
        ImportStory(lambda: self._scene(is_loose=False), self._told, self._wait).tell()
        tell_erasing_story(lambda: self._scene(is_loose=False), self._told, self._wait)
        tell_merge_story(lambda: self._scene(is_loose=False), self._told, self._wait)
        tell_of_two_alike(lambda: self._scene(is_loose=False), self._told, self._wait)
        tell_of_rows(lambda: self._scene(is_loose=False), self._told, self._wait)
        for role in (Role.SDR, Role.SDR, Role.REP, Role.REP, Role.REP, Role.ADMIN):
            actor, args = self._draft("member.add", is_loose=False)
            self._give("member.add", (actor, args | {"role": role.value, "capacity": 1000}))

    def run(self, steps: int) -> None:
        """Give ``steps`` commands, more until the history was rich; hold the tables against each other on the way."""
        self.length = steps
        while len(self.twin.trace) < steps or (self.wants() and len(self.twin.trace) < _AT_MOST * steps):
            before = len(self.twin.trace)
            self.step()
            if len(self.twin.trace) // CHECK_EVERY > before // CHECK_EVERY:
                self.twin.compare()
        self.twin.compare()

    def wants(self) -> list[str]:
        """Return what was not seen yet: commands accepted too seldom, reasons never given."""
        few = [f"{kind} accepted" for kind in sorted(GENERATORS) if self._is_short(kind)]
        if not self.is_last:
            return few
        return few + [f"{kind}: {code}" for kind in sorted(GENERATORS) for code in self._missing(kind)]

    def step(self) -> None:
        """Give one command, or what must come before it."""
        self._go_on()
        kind = self._next_kind()
        if self._is_short(kind) and self.chance.random() < (0.6 if self._missing(kind) else 0.9):
            self._toward(kind, _DEEPEST)
        else:
            self._against(kind)

    def _toward(self, kind: str, depth: int) -> None:
        """Give a command that should be accepted; where nothing is there for it, one that brings it about."""
        try:
            verdict = self._give(kind, self._draft(kind, is_loose=False))
        except Nothing:
            verdict = None
        # What stands in the way of one that was refused is often old: something new may not meet it.
        if (verdict is None or verdict.why) and depth and kind in NEEDS:
            self._toward(self.chance.choice(NEEDS[kind]), depth - 1)

    def _against(self, kind: str) -> None:
        """Give a command that may well be refused, by preference for a reason not seen yet."""
        missing = self._missing(kind)
        wanted = (
            _SPOILS.get(self.chance.choice(missing), "loose")
            if missing and self.chance.random() < 0.7
            else None
        )
        way = (
            wanted
            or self.chance.choices(("loose", "actor", "id", "key", "wire"), weights=(60, 14, 12, 10, 4))[0]
        )
        scene = self._scene(is_loose=way == "loose")
        try:
            draft = GENERATORS[kind](scene)
            match way:
                case "actor":
                    draft = spoiling.with_other_actor(scene, kind, draft)
                case "id":
                    draft = spoiling.with_other_id(scene, kind, draft, self.used)
                case "key":
                    draft = spoiling.with_other_key(scene, kind, draft)
                case "wire":
                    draft = spoiling.malformed(scene, kind, draft)
        except Nothing:
            for earlier in NEEDS.get(kind, ())[:1]:
                self._toward(earlier, _DEEPEST)
            return
        self._give(kind, draft)

    def _give(self, kind: str, draft: Draft) -> Verdict:
        if self.hats[kind] < _HATS:
            self._try_as_another(kind, draft[1])
        return self._judge(kind, draft)

    def _try_as_another(self, kind: str, args: dict[str, Any]) -> None:
        """Have somebody whose role may not give a command try just what is about to be given."""
        others = self._scene(is_loose=False).rows("SELECT id, role FROM member WHERE is_active ORDER BY id")
        barred = [row.id for row in others if Role(row.role) not in BY_KIND[kind].roles]
        if barred:
            self.hats[kind] += 1
            self._judge(kind, (uuid(self.chance.choice(barred)), args))

    def _judge(self, kind: str, draft: Draft) -> Verdict:
        actor, args = draft
        cmd_id = UUID(int=self.chance.getrandbits(128), version=4)
        step = Step(kind, cmd_id, actor, self.now, json.dumps(args, ensure_ascii=self.chance.random() < 0.5))
        verdict = self.twin.give(step)
        if verdict.why is None:
            for part in BY_KIND[kind].shape().parts:
                if part.base == "id" and args.get(part.name):
                    self.used.setdefault((kind, part.name), []).append(args[part.name])
        return verdict

    def _told(self, kind: str, actor: UUID, args: dict[str, Any]) -> str | None:
        return self._give(kind, (actor, args)).why

    def _wait(self, micros: int) -> None:
        self.now += micros

    def _draft(self, kind: str, *, is_loose: bool) -> Draft:
        return GENERATORS[kind](self._scene(is_loose=is_loose))

    def _scene(self, *, is_loose: bool) -> Scene:
        return Scene(self.twin.db, self.chance, self.now, is_loose=is_loose)

    def _go_on(self) -> None:
        """Mostly seconds pass, sometimes a night, rarely a month."""
        unit = self.chance.choices((SECOND, MINUTE, HOUR, DAY), weights=(60, 30, 8, 2))[0]
        self.now += self.chance.randrange(1, 20) * unit // (1 if unit < HOUR else 2)

    def _next_kind(self) -> str:
        kinds = sorted(GENERATORS)
        return self.chance.choices(kinds, weights=[self._weight(kind) for kind in kinds])[0]

    def _weight(self, kind: str) -> int:
        # Over its length a history only goes on for what it has not seen yet.
        just_so = int(len(self.twin.trace) < self.length)
        return (
            just_so
            + (2 + 4 * just_so) * (kind in _OFTEN)
            + 8 * self._is_short(kind)
            + 5 * min(len(self._missing(kind)), 3)
        )

    def _is_short(self, kind: str) -> bool:
        return self.before[kind, ""] + self.twin.verdicts[kind, ""] < self.goal

    def _missing(self, kind: str) -> list[str]:
        return [
            code
            for code in codes_of(kind)
            if not self.twin.verdicts[kind, code] and not self.before[kind, code]
        ]


def codes_of(kind: str) -> list[str]:
    """Return every reason a command may be refused for."""
    return list(dict.fromkeys(["bad_argument", *(guard.code for guard in all_guards(BY_KIND[kind]))]))


def a_planted_lead(chance: Random, number: int) -> dict[str, Any]:
    """Return a lead as an import might have brought it, nobody's yet."""
    maybe = chance.choice
    return {
        "id": UUID(int=chance.getrandbits(128), version=4), "company": maybe((None, f"云智{number}")),
        "contact_name": maybe((None, "王伟")), "title": maybe((None, "CTO")), "phone": "+8613800138000",
        "phone_status": "valid", "email": maybe((None, "a@b.cn")), "region": maybe((None, "华东", "华北")),
        "industry": maybe((None, "制造")), "company_size": maybe((None, "50-200")), "website": maybe((None, "b.cn")),
        "channel": maybe(("", "unknown", "seo")), "campaign": maybe((None, "春")), "keyword": maybe((None, "元数据")),
        "stage": "market_validating", "cycle": 1, "is_reachable": chance.random() < 0.8,
        "score": maybe((0, 49, 50, 100, 250)), "created_at": MONDAY_10 - DAY, "recorded_at": MONDAY_10 - DAY,
        "recorded_by_id": UUID(int=0), "respond_by_at": maybe((None, MONDAY_10)),
        "respond_warn_at": maybe((None, MONDAY_10 - HOUR)), "changed_at": MONDAY_10 - DAY,
    }  # fmt: skip
