"""Chunks of an import for random histories: few names and numbers, so that rows meet leads that are there."""

from __future__ import annotations

from typing import Any

from app.clock import DAY, HOUR
from app.models.vocabulary import Evidence, Milestone, PhoneStatus, Role
from tests.parity.scene import WORDS, Scene, spelled

type Record = dict[str, Any]

_COMPANIES = ("云智", "acme", "o'neil", "100%")
_CONTACTS = ("王伟", "li na", "-")
_PHONES = ("+8613800000001", "+8613800000002", "+8613800000003")
_EMAILS = ("a@b.cn", "c@d.com")
_FACTS = ("region", "city", "industry", "company_size", "registration_no", "website")
_PLAIN = (
    "title",
    "campaign",
    "ad_unit",
    "keyword",
    "landing_page",
    "lost_reason",
    "currency",
    "company_pinyin",
)


def a_chunk(scene: Scene, batch_hex: str) -> Record:
    """Return the fields of ``intake.rows`` for a batch."""
    carried = scene.rows(
        "SELECT coalesce(max(row_no), 0) AS n FROM import_row WHERE batch_id = :b", b=batch_hex
    )[0].n
    numbers = [carried + 1 + place for place in range(scene.chance.randint(1, 5))]
    if scene.is_loose and carried and scene.maybe(25):
        numbers[0] = carried
    rows = [_row(scene, number) for number in numbers]
    chunk: Record = {
        "batch_id": spelled(batch_hex), "rows": rows, "points": [one for row in rows for one in _points(scene, row)],
        "customs": _some(
            scene, rows, lambda row: {"row_no": row, "name": scene.one(("c1", "c2")), "value": scene.words()}
        ),
        "tags": _some(scene, rows, lambda row: {"row_no": row, "tag": scene.one(("vip", "展会"))}),
        "domains": _some(scene, rows, lambda row: {"row_no": row, "domain": scene.one(("b.cn", "d.com"))}),
        "milestones": _some(scene, rows, lambda row: _milestone(scene, row)),
        "touches": _some(scene, rows, lambda row: _touch(scene, row)),
        "people": _people(scene),
    }  # fmt: skip
    return _odd(scene, chunk) if scene.is_loose else chunk


def _row(scene: Scene, number: int) -> Record:
    chance = scene.chance
    company, contact = scene.one((None, *_COMPANIES)), scene.one((None, *_CONTACTS))
    phone, email = scene.one((None, *_PHONES)), scene.one((None, *_EMAILS))
    row: Record = {
        "row_no": number, "new_id": scene.new_id(), "company": company, "company_key": company,
        "contact_name": contact, "contact_key": contact, "phone": phone, "email": email, "email_key": email,
        "phone_status": (PhoneStatus.VALID if phone else PhoneStatus.NONE).value,
        "is_reachable": bool(phone or email), "source": scene.one((None, "crm", "olist")),
        "external_id": scene.one((None, None, "x1", "x2", "x3")), "channel": scene.one((None, "", "seo", "展会")),
    }  # fmt: skip
    row |= {name: scene.one(("华东", "b")) for name in _FACTS if scene.maybe(30)}
    row |= {name: scene.one(WORDS) for name in _PLAIN if scene.maybe(15)}
    row |= {"title": scene.one(("CEO", "IT_manager", "副总经理", "总监"))} if scene.maybe(20) else {}
    if not any(row[name] for name in ("company", "contact_name", "phone", "email", "external_id")):
        row |= {"company": "last", "company_key": "last"}
    for name, values in (
        ("score", (0, 120, -5)), ("amount", (0, 800_000)), ("expected_close_on", (20_600,)),
        ("created_at", (scene.now - HOUR, scene.now - 40 * DAY)), ("stage", _stages(scene)),
        ("owner_key", ("li na", "chen wei")), ("rep_key", ("wang", "chen wei")),
    ):  # fmt: skip
        if chance.random() < 0.2:
            row[name] = scene.one(values)
    if scene.maybe(15):
        row |= {"note": scene.words(), "note_id": scene.new_id()}
    if scene.maybe(10):
        row |= {"junk": "junk_ip", "words": scene.words()}
    return row


def _stages(scene: Scene) -> tuple[str, ...]:
    found = scene.rows(
        "SELECT key FROM stage WHERE version = (SELECT version FROM playbook WHERE is_current) ORDER BY key"
    )
    return tuple(row.key for row in found)


def _points(scene: Scene, row: Record) -> list[Record]:
    points = []
    for kind in (Evidence.PHONE.value, Evidence.EMAIL.value):
        values = [row[kind]] if row[kind] else []
        values += [scene.one(_PHONES if kind == "phone" else _EMAILS)] if scene.maybe(20) else []
        points += [
            {
                "row_no": row["row_no"], "kind": kind, "position": position, "value": value, "raw": scene.words(),
                "extension": scene.one((None, "12")),
                "status": scene.one((PhoneStatus.VALID, PhoneStatus.VALID, PhoneStatus.IMPOSSIBLE)).value,
            }
            for position, value in enumerate(dict.fromkeys(values))
        ]  # fmt: skip
    return points


def _some(scene: Scene, rows: list[Record], make: Any) -> list[Record]:
    return [make(row["row_no"]) for row in rows if scene.maybe(30)]


def _milestone(scene: Scene, row_no: int) -> Record:
    at = scene.now - scene.one((0, DAY, 50 * DAY))
    return {"row_no": row_no, "milestone": scene.one(list(Milestone)).value, "at": at}


def _touch(scene: Scene, row_no: int) -> Record:
    return {
        "row_no": row_no, "id": scene.new_id(), "at": scene.now - HOUR, "channel": scene.one(("", "seo")),
        "utm_term": scene.one((None, "元数据")), "ip": scene.one((None, "10.0.0.1")),
    }  # fmt: skip


def _people(scene: Scene) -> list[Record]:
    if not scene.maybe(25):
        return []
    name = scene.one(("li na", "wang", f"p{scene.chance.randrange(10**6)}"))
    return [
        {"member_id": scene.new_id(), "name": name, "name_key": name, "role": scene.one(list(Role)).value}
    ]


def _odd(scene: Scene, chunk: Record) -> Record:  # noqa: PLR0911 - one return for each oddity
    """What the rules must refuse: a record twice, a note without its id, an id in use, nothing said, no such stage."""
    first, *others = chunk["rows"]
    match scene.chance.randrange(9):
        case 0:
            nothing = dict.fromkeys(("company", "contact_name", "phone", "email", "external_id"))
            return chunk | {"rows": [first | nothing, *others]}
        case 1:
            return chunk | {"rows": [first | {"stage": "no_such_stage"}, *others]}
        case 2:
            taken = scene.one(scene.rows("SELECT id FROM lead ORDER BY id")).id
            return chunk | {"rows": [first | {"new_id": spelled(taken)}, *others]}
        case 3:
            return chunk | {"rows": [first | {"note": "half"} | {"note_id": None}, *others]}
        case 4:
            taken = scene.one(scene.rows("SELECT id FROM touch ORDER BY id")).id
            return chunk | {"touches": [_touch(scene, first["row_no"]) | {"id": spelled(taken)}]}
        case 5:
            taken = scene.one(scene.rows("SELECT id FROM activity ORDER BY id")).id
            return chunk | {"rows": [first | {"note": "n", "note_id": spelled(taken)}, *others]}
        case 6:
            return _twice_by_one_field(scene, chunk, first)
        case _:
            name = scene.one([name for name, value in chunk.items() if isinstance(value, list) and value])
            return chunk | {name: [*chunk[name], scene.one(chunk[name])]}


def _twice_by_one_field(scene: Scene, chunk: Record, first: Record) -> Record:
    """Alike in one key only: the other keys of the record differ."""
    another = _row(scene, first["row_no"] + 50)
    person = {"member_id": scene.new_id(), "name": "n", "name_key": "n", "role": Role.REP.value}
    match scene.chance.randrange(7):
        case 0:
            return chunk | {"rows": [*chunk["rows"], another | {"new_id": first["new_id"]}]}
        case 1:
            return chunk | {"rows": [*chunk["rows"], another | {"row_no": first["row_no"]}]}
        case 2:
            note = {"note": "n", "note_id": scene.new_id()}
            return chunk | {"rows": [first | note, another | note]}
        case 3:
            return chunk | {"people": [person, person | {"name_key": "m"}]}
        case 4:
            taken = scene.one(scene.rows("SELECT id FROM member ORDER BY id")).id
            return chunk | {"people": [person | {"member_id": spelled(taken)}]}
        case _:
            return chunk | {"people": [person, person | {"member_id": scene.new_id()}]}
