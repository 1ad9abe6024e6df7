"""Rows that meet leads of the same name and number, and what becomes of them: too much for chance to bring together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.clock import HOUR, MINUTE
from app.models.vocabulary import ActivityKind, PhoneStatus, Role
from tests.parity.refused_story import Give
from tests.parity.scene import Scene

type Record = dict[str, Any]

_EMPTY: Record = {
    name: [] for name in ("points", "customs", "tags", "domains", "milestones", "touches", "people")
}
_PHONE, _MAIL = "+8613766600001", "kite@kite.example"


def tell_of_rows(scene_at: Callable[[], Scene], give: Give, wait: Callable[[int], None]) -> None:
    """Bring one person in by three lists, take the lists back, then work on whoever is left.

    Raises:
        AssertionError: a command was judged otherwise than told.
    """
    story = _Story(scene_at, give, wait)
    story.nobody_is_listed_twice()
    lead_id = story.kite_comes()
    story.kite_comes_again(lead_id)
    story.a_namesake_elsewhere()
    story.a_colleague_comes_and_goes()
    story.facts_are_corrected(lead_id)
    story.nobody_is_lost_sight_of(lead_id)
    story.nobody_is_sent_what_was_stopped(lead_id)


class _Story:
    def __init__(self, scene_at: Callable[[], Scene], give: Give, wait: Callable[[int], None]) -> None:
        self.scene, self._give, self._wait = scene_at, give, wait
        self._team_lead, self._sdr = scene_at().member(Role.TEAM_LEAD), scene_at().member(Role.SDR)

    def nobody_is_listed_twice(self) -> None:
        """One id for two rows, one column twice in a row, one person twice."""
        batch = self._open()
        twice = [self._row(), self._row() | {"row_no": 2}]
        twice[1]["new_id"] = twice[0]["new_id"]
        first, gus = {"row_no": 1}, self._person("gus")
        for name, one in (
            ("customs", first | {"name": "c", "value": "v"}), ("tags", first | {"tag": "t"}),
            ("domains", first | {"domain": "kite.example"}), ("touches", self._touch(1)),
            ("milestones", first | {"milestone": "mql", "at": self.scene().now}),
        ):  # fmt: skip
            self._rows(batch, [self._row()], refused="listed_twice", **{name: [one, one]})
        self._rows(batch, twice, refused="listed_twice")
        self._rows(batch, [self._row()], refused="listed_twice", people=[gus, gus | {"name_key": "gustav"}])
        noted = self._row() | {"note": "flies", "note_id": self._id()}
        self._rows(
            batch, [noted, self._row() | noted | {"row_no": 2, "new_id": self._id()}], refused="listed_twice"
        )

    def kite_comes(self) -> str:
        """The first list brings the person, and an owner nobody knew."""
        row = self._row()
        touch, rowan = self._touch(1), self._person("rowan")
        batch, points = self._open(), self._points(_PHONE, _MAIL)
        self._rows(batch, [row], people=[rowan], points=points, touches=[touch])
        later = self._row() | {"row_no": 2}
        for name, one in (("touches", touch | {"row_no": 2}), ("people", rowan | {"name_key": "rowena"})):
            self._rows(batch, [later], refused="exists_already", **{name: [one]})
        return str(row["new_id"])

    def kite_comes_again(self, lead_id: str) -> None:
        """The second knows the place and a title, says it in two chunks, and is taken back."""
        batch = self._open()
        for number, more in ((1, {"region": "east"}), (2, {"title": "CEO", "city": "Kiteville"})):
            row = self._row() | {"row_no": number} | more
            self._rows(batch, [row], points=self._points(_PHONE, None, number), touches=[self._touch(number)])
        found = self.scene().rows("SELECT title FROM lead WHERE id = :lead", lead=UUID(lead_id))
        assert found[0].title == "CEO", "the row was to be merged by number and name"
        self._do("intake.undo", batch_id=batch)

    def a_namesake_elsewhere(self) -> None:
        """The same name and number, or address, at another company are a pair to look at, not one lead."""
        for company, phone, email in (("dragon", _PHONE, None), ("wyvern", None, _MAIL)):
            row = self._row() | {"company": company, "company_key": f"{company} works"}
            self._rows(self._open(), [row], points=self._points(phone, email))

    def a_colleague_comes_and_goes(self) -> None:
        """What only a list taken back knew of a company is forgotten with it."""
        batch = self._open()
        row = self._row() | {
            "contact_name": "Other", "contact_key": "other", "phone": "+8613766600009", "email": None, "email_key": None,
            "industry": "kites", "note": "flies", "note_id": self._id(),
        }  # fmt: skip
        self._rows(batch, [row])
        self._do("intake.undo", batch_id=batch)

    def facts_are_corrected(self, lead_id: str) -> None:
        """Under another name the same numbers are new evidence."""
        change = {"field": "contact_name", "value": "Kit", "key": "kit", "pinyin": None, "initials": None}
        self._do("lead.correct", lead_id=lead_id, changes=[change])

    def nobody_is_lost_sight_of(self, lead_id: str) -> None:
        """A number that was learned, a first promise that was kept: each leaves a next step."""
        silent = self._row() | {
            "company": "Moth", "company_key": "moth works", "contact_name": "Mo", "contact_key": "mo", "phone": None,
            "phone_status": PhoneStatus.NONE.value, "email": None, "email_key": None, "is_reachable": False,
        }  # fmt: skip
        self._rows(self._open(), [silent])
        self._do("lead.assign", lead_ids=[silent["new_id"]], member_id=str(self._sdr))
        self._do("lead.reach", actor=self._sdr, lead_id=silent["new_id"], point="phone", value="+8613766600010", raw="1",
                 extension=None, is_first=True)  # fmt: skip
        self._do("lead.reach", actor=self._sdr, lead_id=silent["new_id"], point="email", value="mo@moth.example", raw="1",
                 extension=None, is_first=True, domain="moth.example")  # fmt: skip
        self._do("lead.assign", lead_ids=[lead_id], member_id=str(self._sdr))
        sent = {"activity_kind": ActivityKind.MESSAGE.value, "is_connected": False, "words": ""}
        self._do("contact.log", actor=self._sdr, activity_id=self._id(), lead_id=lead_id, **sent)

    def nobody_is_sent_what_was_stopped(self, lead_id: str) -> None:
        """Who was taken off every track gets nothing of any."""
        sql = "SELECT key FROM reason WHERE kind = 'disqualify' ORDER BY version DESC, key LIMIT 1"
        reason = self.scene().rows(sql)[0].key
        mine: Record = {"actor": self._sdr, "lead_id": lead_id}
        self._do("lead.disqualify", reason=reason, words="", **mine)
        self._do("nurture.choose", track=None, **mine)
        sql = "SELECT track_key, key FROM track_step ORDER BY version DESC, track_key, position LIMIT 1"
        [step] = self.scene().rows(sql)
        touch = {"track": step.track_key, "step": step.key, "activity_id": self._id(), "content_id": None}
        self._do("nurture.send", refused="nurture_stopped", words="", **mine, **touch)

    def _points(self, phone: str | None, email: str | None, row_no: int = 1) -> list[Record]:
        return [
            {"row_no": row_no, "kind": kind, "position": 1, "value": value, "raw": value, "extension": None,
             "status": PhoneStatus.VALID.value}
            for kind, value in (("phone", phone), ("email", email))
            if value
        ]  # fmt: skip

    def _row(self) -> Record:
        return {
            "row_no": 1, "new_id": self._id(), "company": "Kite", "company_key": "kite works", "contact_name": "Kay",
            "contact_key": "kay", "phone": _PHONE, "phone_status": PhoneStatus.VALID.value, "email": _MAIL,
            "email_key": _MAIL, "is_reachable": True,
        }  # fmt: skip

    def _touch(self, row_no: int) -> Record:
        return {"row_no": row_no, "id": self._id(), "at": self.scene().now - HOUR, "channel": "seo"}

    def _rows(
        self, batch: str, rows: list[Record], *, refused: str | None = None, **more: list[Record]
    ) -> None:
        self._do("intake.rows", refused=refused, batch_id=batch, rows=rows, **(_EMPTY | more))

    def _person(self, name: str) -> Record:
        return {"member_id": self._id(), "name": name, "name_key": name, "role": Role.SDR.value}

    def _open(self) -> str:
        batch = self._id()
        self._do("intake.open", batch_id=batch, how="file", file_name="kite", source=None, owner_id=None)
        return batch

    def _id(self) -> str:
        return self.scene().new_id()

    def _do(self, kind: str, *, refused: str | None = None, actor: UUID | None = None, **args: Any) -> None:
        self._wait(MINUTE)
        said = self._give(kind, actor or self._team_lead, args)
        if said != refused:
            raise AssertionError(f"{kind}: {said}, not {refused}")
