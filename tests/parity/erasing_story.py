"""A person with everything that can be known of one, erased: by chance alone few histories erase so much at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.clock import DAY, HOUR, MINUTE
from app.models.vocabulary import ActivityKind, BarReason, Outcome, PhoneStatus, Role
from tests.parity.refused_story import Give
from tests.parity.scene import Scene

type Record = dict[str, Any]

_PHONE, _MAIL, _COMPANY, _NAME = "+8613977766655", "Zeb@zed.example", "zed works", "zeb quxfield"
_EMPTY: Record = {
    name: [] for name in ("points", "customs", "tags", "domains", "milestones", "touches", "people")
}


def tell_erasing_story(scene_at: Callable[[], Scene], give: Give, wait: Callable[[int], None]) -> None:
    """Bring a person in twice, speak with them, merge them, bar them, erase them; then a list brings them again.

    Raises:
        AssertionError: a command was judged otherwise.
    """
    story = _Story(scene_at, give, wait)
    kept, gone = (
        story.bring(),
        story.bring(source="crm", external_id="z1", contact_name="Z. Q.", contact_key="z q"),
    )
    for number in ("z0", "z1"):
        story.bring(source="crm", external_id=number, title="again", new_id=story.new_id())
    sole, alone = (
        story.bring(company="Zeb Quxfield", company_key=name, contact_key=name, phone=None, email=None)
        for name in (_NAME, "zeb quxfield trading")
    )
    story.bring(junk="made_up_phone", words=f"aside {_PHONE}")
    story.live_with(kept)
    story.live_with(gone)
    call = story.call_before(gone)
    story.do("person.erase", refused="being_called", lead_ids=[gone], **story.asked())
    story.end(call)
    story.bar(kept)
    story.pass_on(gone)
    for other in (gone, sole):
        merge = {"kept_id": kept, "gone_id": other, "take": [], "take_custom": [], "knowingly": True}
        story.do("lead.merge", **merge)
    story.do("person.erase", refused="erased_in_part", lead_ids=[kept], **story.asked())
    story.do("person.erase", lead_ids=[kept, gone, sole, alone], **story.asked())
    again = story.bring(company=None, company_key=None)
    if story.scene().rows("SELECT 1 FROM lead WHERE id = :lead", lead=UUID(again)):
        raise AssertionError("an erased person came back")
    other = story.bring(contact_name="bo", contact_key="bo", email=None, email_key=None)
    story.do("call.start", refused="do_not_contact", activity_id=story.new_id(), lead_id=other, phone=_PHONE)


class _Story:
    def __init__(self, scene_at: Callable[[], Scene], give: Give, wait: Callable[[int], None]) -> None:
        self.scene, self._give, self._wait = scene_at, give, wait
        self._team_lead = scene_at().member(Role.TEAM_LEAD)

    def new_id(self) -> str:
        return self.scene().new_id()

    def asked(self) -> Record:
        return {"asked_by": "case 1", "secret": "5" * 64}

    def bring(self, **more: Any) -> str:
        """Import one row with a custom field, a tag, a touch and a note; return the id it becomes if it is new."""
        batch, lead_id, at = self.new_id(), more.pop("new_id", self.new_id()), self.scene().now
        row: Record = {
            "row_no": 1, "new_id": lead_id, "company": "Zed Works", "company_key": _COMPANY, "contact_name": _NAME,
            "contact_key": _NAME, "phone": _PHONE, "phone_status": PhoneStatus.VALID.value, "email": _MAIL,
            "email_key": _MAIL.lower(), "title": "Keeper", "is_reachable": True, "note": "likes tea",
            "note_id": self.new_id(), "words": "the row", "website": "zed.example",
        } | more  # fmt: skip
        points = [
            {"row_no": 1, "kind": kind, "position": 1, "value": value, "raw": value, "status": "valid"}
            for kind, value in (("phone", row["phone"]), ("email", row["email"]))
            if value
        ]
        touch = {
            "row_no": 1,
            "id": self.new_id(),
            "at": at,
            "channel": "seo",
            "landing_page": "a.cn?zeb",
            "ip": "10.9.8.7",
        }
        custom = {"row_no": 1, "name": "assistant", "value": "bo"}
        tags = [{"row_no": 1, "tag": "zebra"}]
        self.do("intake.open", batch_id=batch, how="file", file_name="z.csv", source="crm", owner_id=None)
        given = _EMPTY | {"points": points, "customs": [custom], "tags": tags, "touches": [touch]}
        self.do("intake.rows", batch_id=batch, rows=[row], **given)
        return str(lead_id)

    def live_with(self, lead_id: str) -> None:
        """Correct, write, promise, see, speak: words about the person everywhere."""
        now = self.scene().now
        change = {
            "field": "title",
            "value": f"Chief {lead_id[:4]}",
            "key": None,
            "pinyin": None,
            "initials": None,
        }
        self.do("lead.correct", lead_id=lead_id, changes=[change])
        seen = {
            "id": self.new_id(), "lead_id": lead_id, "behaviour": "page_visit", "at": now, "seconds": 4, "words": "zed",
        }  # fmt: skip
        self.do("behaviour.record", rows=[seen])
        self.do("follow_up.set", lead_id=lead_id, due_at=now + DAY, why="next_step", words="ask zeb")
        self.end(self.call_before(lead_id))
        note = {"activity_kind": ActivityKind.NOTE.value, "is_connected": False, "words": "met zeb"}
        self.do("contact.log", activity_id=self.new_id(), lead_id=lead_id, **note)

    def pass_on(self, lead_id: str) -> None:
        """Hold it longer, give it back, take it again, close it: each with words."""
        me = {"lead_ids": [lead_id], "member_id": str(self._team_lead)}
        self.do("lead.assign", **me)
        self.do("lead.keep", lead_id=lead_id, words="zeb is away")
        self.do("lead.give_back", lead_ids=[lead_id], pool_id=None, words="zeb is rude")
        self.do("lead.disqualify", lead_id=lead_id, reason="too_small", words="zeb said so")

    def call_before(self, lead_id: str) -> str:
        """Begin a call, which the caller ends."""
        call = self.new_id()
        self.do("call.start", activity_id=call, lead_id=lead_id, phone=_PHONE)
        return call

    def end(self, call: str) -> None:
        self._wait(MINUTE)
        ahead = self.scene().now + HOUR
        self.do(
            "call.end", activity_id=call, outcome=Outcome.CONNECTED.value, words="zeb said", next_at=ahead
        )
        sound = {"file_name": "zeb.wav", "sha256": "a" * 64, "bytes_count": 4, "length_ms": 1}
        self.do("recording.attach", recording_id=self.new_id(), activity_id=call, **sound)

    def bar(self, lead_id: str) -> None:
        """Put the person on the list: by number, address and name."""
        keys = (("phone", _PHONE), ("email", _MAIL.lower()), ("contact", f"{_COMPANY}|{_NAME}"))
        entries = [
            {"id": self.new_id(), "kind": kind, "key": key, "company_key": _COMPANY, "shown": key}
            for kind, key in keys
        ]
        self.do(
            "do_not_contact.add",
            entries=entries,
            reason=BarReason.ASKED.value,
            asked_by="zeb",
            lead_id=lead_id,
        )
        log = {"activity_kind": ActivityKind.MESSAGE.value, "is_connected": False, "words": ""}
        self.do("contact.log", refused="do_not_contact", activity_id=self.new_id(), lead_id=lead_id, **log)

    def do(self, kind: str, *, refused: str | None = None, **args: Any) -> None:
        """Give a command as the team lead.

        Raises:
            AssertionError: it was judged otherwise than told.
        """
        self._wait(MINUTE)
        why = self._give(kind, self._team_lead, args)
        if why != refused:
            raise AssertionError(f"{kind}: {why} instead of {refused}")
