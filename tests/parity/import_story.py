"""A list brought in twice and taken back: by chance alone few histories see an owner and a note go with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.clock import HOUR, MINUTE
from app.models.vocabulary import FollowUpWhy, PhoneStatus, Role
from tests.parity.refused_story import Give
from tests.parity.scene import Scene, uuid

type Record = dict[str, Any]

_EMPTY: Record = {
    name: [] for name in ("points", "customs", "tags", "domains", "milestones", "touches", "people")
}


class ImportStory:
    """Ann's lead is promised a call; a second list names Bob, with a note and another word; then it is undone."""

    def __init__(self, scene_at: Callable[[], Scene], give: Give, wait: Callable[[int], None]) -> None:
        self._scene_at, self._give, self._wait = scene_at, give, wait
        self._lead_role = scene_at().member(Role.TEAM_LEAD)

    def tell(self) -> None:
        """Play it to its end; every step must go as it is told.

        Raises:
            AssertionError: a command was judged otherwise.
        """
        ann, bob = (self._sdr(name) for name in ("ann", "bob"))
        lead_id = self._scene_at().new_id()
        self._list({"new_id": lead_id, "owner_key": ann}, word="one")
        due_at = self._scene_at().now + HOUR
        self._do(
            "follow_up.set",
            lead_id=lead_id,
            due_at=due_at,
            why=FollowUpWhy.CALL_BACK.value,
            words="",
            actor=ann,
        )
        note = {"note": "moved", "note_id": self._scene_at().new_id()}
        batch_id = self._list({"owner_key": bob, **note}, word="two")
        self._do("intake.undo", batch_id=batch_id)
        self._nothing_left()
        self._all_goes(ann, bob)
        batch_id = self._open()
        twice = [self._row(), self._row() | {"company": "another", "external_id": None}]
        self._do("intake.rows", refused="listed_twice", batch_id=batch_id, rows=twice, **_EMPTY)

    def _all_goes(self, ann: str, bob: str) -> None:
        """A lead with something of every kind, brought further by a second list: one is undone, then the other."""
        lead_id, list_id = self._scene_at().new_id(), self._scene_at().new_id()
        first = {"new_id": lead_id, "external_id": "story-2", "owner_key": bob, "score": 40, "title": "CEO"}
        made = self._list(first, word="one", **self._belongings("phone", "+8613800000009", "mal"))
        self._do(
            "list.save",
            list_id=list_id,
            name="story",
            expression=None,
            sort="score",
            is_descending=True,
            is_shared=False,
        )
        self._do("list.pick", list_id=list_id, lead_ids=[lead_id])
        more = self._belongings("email", "story@b.cn", "mql")
        more["customs"] = [{"row_no": 1, "name": name, "value": "two"} for name in ("story", "another")]
        second = {
            "external_id": "story-2", "owner_key": ann, "title": "总监", "stage": "discovery", "email": "story@b.cn",
            "email_key": "story@b.cn", "note": "moved", "note_id": self._scene_at().new_id(),
        }  # fmt: skip
        changed = self._list(second, word="two", **more)
        self._do("intake.undo", batch_id=changed)
        self._do("intake.undo", batch_id=made)
        left = self._scene_at().rows("SELECT 1 FROM lead WHERE id = :lead", lead=uuid(lead_id))
        assert not left, "the lead was to go with its list"

    def _belongings(self, kind: str, value: str, milestone: str) -> Record:
        scene = self._scene_at()
        point = {"row_no": 1, "kind": kind, "position": 1, "value": value, "raw": value, "extension": None,
                 "status": PhoneStatus.VALID.value}  # fmt: skip
        touch = {"row_no": 1, "id": scene.new_id(), "at": scene.now - HOUR, "channel": "seo", "utm_term": None,
                 "ip": None}  # fmt: skip
        return {
            "points": [point], "touches": [touch], "tags": [{"row_no": 1, "tag": kind}],
            "domains": [{"row_no": 1, "domain": f"{kind}.cn"}],
            "milestones": [{"row_no": 1, "milestone": milestone, "at": scene.now - HOUR}],
        }  # fmt: skip

    def _nothing_left(self) -> None:
        """Of a lead that is nothing but a company, the company cannot be taken away."""
        batch_id, lead_id = self._open(), self._scene_at().new_id()
        alone = self._row() | {"new_id": lead_id, "external_id": None, "phone": None, "is_reachable": False}
        alone |= {"phone_status": PhoneStatus.NONE.value}
        self._do("intake.rows", batch_id=batch_id, rows=[alone], **_EMPTY)
        blank = {"field": "company", "value": None, "key": None, "pinyin": None, "initials": None}
        self._do("lead.correct", refused="nothing_left", lead_id=lead_id, changes=[blank])
        self._do("intake.undo", batch_id=batch_id)

    def _list(self, row: Record, *, word: str, **belongings: list[Record]) -> str:
        batch_id = self._open()
        chunk = _EMPTY | {"customs": [{"row_no": 1, "name": "story", "value": word}]} | belongings
        self._do("intake.rows", batch_id=batch_id, rows=[self._row() | row], **chunk)
        self._do("intake.close", batch_id=batch_id, refused_count=0)
        return batch_id

    def _open(self) -> str:
        batch_id = self._scene_at().new_id()
        self._do(
            "intake.open", batch_id=batch_id, how="file", file_name="story", source="story", owner_id=None
        )
        return batch_id

    def _row(self) -> Record:
        return {
            "row_no": 1, "new_id": self._scene_at().new_id(), "company": "story", "company_key": "story",
            "phone": "+8613800000009",
            "phone_status": PhoneStatus.VALID.value,
            "is_reachable": True, "source": "story", "external_id": "story-1",
        }  # fmt: skip

    def _sdr(self, name: str) -> str:
        """Add an SDR of this name and return the name."""
        scene = self._scene_at()
        self._do("member.add", member_id=scene.new_id(), person_id=scene.new_id(), name=name, name_key=name,
                 login=f"story.{name}", role=Role.SDR.value, weight=1, grade_low=1, grade_high=4,
                 capacity=0)  # fmt: skip
        return name

    def _do(self, kind: str, *, refused: str | None = None, actor: str | None = None, **args: Any) -> None:
        self._wait(MINUTE)
        by = self._lead_role
        if actor is not None:
            found = self._scene_at().rows(
                "SELECT id FROM member WHERE login = :login", login=f"story.{actor}"
            )
            by = uuid(found[0].id)
        said = self._give(kind, by, args)
        assert said == refused, f"{kind}: {said}, not {refused}"
