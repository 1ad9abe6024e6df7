"""Playbooks and calendars for random histories: small, often odd, sometimes broken on purpose."""

from __future__ import annotations

import functools
from typing import Any

import msgspec

from app.clock import DAY, HOUR
from app.models.vocabulary import Milestone
from app.resources import resource
from app.services.founding import SHIPPED_PLAYBOOKS
from app.services.lifecycle import REQUIRABLE
from app.services.playbook.check import load
from app.services.playbook_adoption import SCORE_TABLES, SIGNED_LIMITS, TABLES
from app.services.playbook_rows import adoption_of
from tests.parity.scene import Scene

type Document = dict[str, Any]

SHANGHAI = 8 * HOUR


def a_playbook(scene: Scene) -> Document:
    """Return the fields of ``playbook.propose``: a shipped lifecycle with a small script of its own."""
    document = _a_sound_playbook(scene)
    return _broken(scene, document) if scene.is_loose else document


def _a_sound_playbook(scene: Scene) -> Document:
    shipped = SHIPPED_PLAYBOOKS[0] if scene.maybe(80) else scene.one(SHIPPED_PLAYBOOKS)
    document = {
        name: list(value) if isinstance(value, list) else value for name, value in _shipped(shipped).items()
    }
    document |= {"document": scene.words(), **_script(scene), **_assignment(scene), **_scores(scene)}
    keys = ("seo", f"展会{scene.chance.randrange(40)}")
    document["channels"] = [
        {**row, "title_zh": scene.words(), "title_en": scene.words(), "is_digital": scene.one((None, True, False)),
         "is_paid": scene.one((None, True, False))}
        for row in [*document["channels"], *({"key": key} for key in keys if scene.maybe(40))]
    ]  # fmt: skip
    weak_passes, threshold = scene.one((0, 1)), scene.one((50, 50, 34, 67))
    document["limits"] = _with(document["limits"], {
        "weak_passes": weak_passes, "threshold_pct": threshold,
        "sample_every": 2 if threshold == 67 else 0, "sample_from_pct": 34,
        "stale_answer_days": scene.one((30, 1)), "score_half_life_days": scene.one((14, 14, 1, 0)),
        "decision_working_days": scene.one((1, 3)), "claims_a_day": scene.one((20, 20, 20, 2)),
        "held_at_once": scene.one((100, 100, 100, 8)), "cooling_off_days": scene.one((5, 5, 1, 0)),
        "recall_days": scene.one((2, 2, 1, 3)), "recall_extensions": scene.one((1, 1, 2)),
    })  # fmt: skip
    if scene.maybe(30):  # any stage may be where a milestone is reached
        document["stages"] = [
            {**row, "milestone": scene.one((None, *Milestone))} for row in document["stages"]
        ]
    if scene.maybe(12):
        document["moves"] = [move for move in document["moves"] if scene.maybe(70)]
    if scene.maybe(8):
        document["facts"] = [fact for fact in document["facts"] if scene.maybe(80)]
    if scene.maybe(30):
        document["required"] = document["required"] + _required(scene, document)
    if scene.maybe(35):
        _rename_stages(document, suffix=f"_{scene.chance.randrange(100)}")
    document["rehomed"] = _rehomed(scene, document)
    document["based_on"] = scene.rows("SELECT version FROM playbook WHERE is_current")[0][0]
    if scene.maybe(30):
        document["based_on"] = None
    return document


def a_quiet_change(scene: Scene) -> Document:
    """Return the fields of ``playbook.adopt``: script, threshold and reasons are those in force, mostly."""
    document = _a_sound_playbook(scene)
    if scene.is_loose and scene.maybe(20):
        return document
    document |= {
        name: _in_force(scene, name.removesuffix("s")) for name in ("questions", "choices", "reasons")
    }
    signed = {row["key"]: row["value"] for row in _in_force(scene, "limit_value")}
    document["limits"] = _with(
        document["limits"], {key: value for key, value in signed.items() if key in SIGNED_LIMITS}
    )
    if scene.is_loose and scene.maybe(50):
        return _broken(scene, document)
    if scene.is_loose and scene.maybe(50):
        _reword(scene, document)
    return document


def another_scoring(scene: Scene) -> Document:
    """Return the fields of ``playbook.adopt`` as marketing sends them: scoring is other, and rarely more than that."""
    document = _a_sound_playbook(scene)
    kept = {name: _in_force(scene, model.__tablename__) for model, name, _ in TABLES if name not in _SCORING}
    header = scene.rows("SELECT key, title_zh, title_en FROM playbook WHERE is_current")[0]
    document |= {**kept, **header._mapping, "rehomed": []}
    document["limits"] = _with(
        document["limits"],
        {"suspect_below_points": scene.one((100, 80)), "score_half_life_days": scene.one((14, 7))},
    )
    if scene.is_loose and scene.maybe(60):
        _overstep(scene, document)
    return document


_SCORING = ("rehomed", *SCORE_TABLES)


def _overstep(scene: Scene, document: Document) -> None:
    """Change one thing that is not marketing's."""
    if scene.maybe(30):
        document[scene.one(("key", "title_zh", "title_en"))] = "another"
        return
    names = ("limits", "stages", "facts", "moves", "required", "record_fields", "record_values",
             "contradictions", "rules", "matches", "rule_reps", "channels")  # fmt: skip
    name = scene.one([name for name in names if document[name]])
    if name == "limits":
        document[name] = _with(document[name], {"claims_a_day": 77})
    else:
        document[name] = document[name][:-1]


def _in_force(scene: Scene, table: str) -> list[Document]:
    """Return the rows of a table as they travel; flags are kept as numbers."""
    found = scene.rows(
        f"SELECT * FROM {table} WHERE version = (SELECT version FROM playbook WHERE is_current) ORDER BY 2, 3"
    )
    flags = ("is_core", "has_free_text", "waits_for_person", "is_digital", "is_paid")
    return [
        {
            key: bool(value) if key in flags and value is not None else value
            for key, value in row._mapping.items()
            if key != "version"
        }
        for row in found
    ]


def _reword(scene: Scene, document: Document) -> None:
    """Change one thing that needs both signatures, however small."""
    name = scene.one(("questions", "choices", "reasons"))
    at = scene.chance.randrange(len(document[name]))
    document[name][at] |= scene.one(({"title_zh": "另一句"}, {"position": 77}))


def _scores(scene: Scene) -> Document:
    looks = (
        "fit.title",
        "fit.region",
        "fit.industry",
        "source.channel",
        "behaviour.demo_request",
        "behaviour.mail_opened",
    )
    rules = [
        {
            "key": f"r{place}", "position": place, "looks_at": scene.one(looks), "points": scene.one((30, 7, -5, 0)),
            "title_zh": scene.words(), "title_en": scene.words(),
        }
        for place in range(1, scene.chance.randint(1, 7))
    ]  # fmt: skip
    words = [
        {"rule_key": rule["key"], "word": word}
        for rule in rules
        for word in scene.chance.sample(("总经理", "manager", "CEO", "华东", "seo", "b"), 2)
    ]
    return {"score_rules": rules, "score_words": words}


@functools.cache
def _shipped(name: str) -> Document:
    text = resource("playbooks", f"{name}.toml").read_text(encoding="utf-8")
    command = adoption_of(load(text), "")
    fields: Document = msgspec.json.decode(msgspec.json.encode(command))
    fields["channels"] = fields["channels"][:4]
    return fields


def _with(limits: list[Document], changed: dict[str, int]) -> list[Document]:
    return [{**row, "value": changed.get(row["key"], row["value"])} for row in limits]


def _script(scene: Scene) -> Document:
    questions, choices = [], []
    for position in range(scene.chance.randint(2, 4)):
        key = f"q{position}"
        follow_on = f"q{position - 1}" if position > 1 and scene.maybe(20) else None
        questions.append({
            "key": key, "position": position, "dimension": "need", "title_zh": "问", "title_en": "Ask",
            "ask_zh": "", "ask_en": "", "hint_zh": "", "hint_en": "", "is_core": position == 0 or scene.maybe(20),
            "weight": scene.one((1, 1, 2, 3)), "has_free_text": True, "follow_on_of": follow_on,
        })  # fmt: skip
        for place, state in enumerate(("good", "weak", "refused", "disqualifying")):
            choices.append({
                "question_key": key, "key": f"{state}_{position}", "position": place, "state": state,
                "title_zh": "答", "title_en": "Say", "next_question": None, "follow_on": None,
                "reason": "no_fit" if state == "disqualifying" else None,
            })  # fmt: skip
    return {"questions": questions, "choices": choices}


def _assignment(scene: Scene) -> Document:
    rules, matches, reps = [], [], []
    for position in range(scene.chance.randint(0, 3)):
        key = f"rule{position}"
        low = scene.one((None, None, 50))
        rules.append({
            "key": key, "position": scene.chance.randint(0, 2), "title_zh": "", "title_en": "",
            "score_min": low, "score_max": scene.one((None, 120)), "waits_for_person": scene.maybe(25),
        })  # fmt: skip
        for dimension, values in (
            ("region", ("华东", "华北")),
            ("size", ("50-200",)),
            ("channel", ("seo", "")),
        ):
            matches += [
                {"rule_key": key, "dimension": dimension, "value_key": value}
                for value in values
                if scene.maybe(25)
            ]
        reps += [
            {"rule_key": key, "login": login} for login in ("rep", "sales_lead", "nobody") if scene.maybe(12)
        ]
    if scene.maybe(12):  # nobody stands for it
        rules.append({
            "key": "nobody", "position": -0, "title_zh": "", "title_en": "", "score_min": None, "score_max": None,
            "waits_for_person": False,
        })  # fmt: skip
        reps.append({"rule_key": "nobody", "login": "nobody"})
    return {"rules": rules, "matches": matches, "rule_reps": reps}


_HALF_FILLED = (
    "company",
    "contact_name",
    "title",
    "email",
    "industry",
    "company_size",
    "website",
    "campaign",
)


def _required(scene: Scene, document: Document) -> list[Document]:
    """Mostly one field that half of the leads have, so that the lifecycle goes on; rarely whatever there is."""
    have = {(row["stage_key"], row["field"]) for row in document["required"]}
    stages = [stage["key"] for stage in document["stages"] if scene.maybe(50)]
    fields = [scene.one(_HALF_FILLED)]
    if scene.maybe(8):
        fields = [field for field in REQUIRABLE if scene.maybe(15)]
    return [
        {"stage_key": stage, "field": field}
        for stage in stages
        for field in fields
        if (stage, field) not in have
    ]


def _rename_stages(document: Document, *, suffix: str) -> None:
    document["stages"] = [{**row, "key": row["key"] + suffix} for row in document["stages"]]
    document["facts"] = [{**row, "stage_key": row["stage_key"] + suffix} for row in document["facts"]]
    document["required"] = [{**row, "stage_key": row["stage_key"] + suffix} for row in document["required"]]
    document["moves"] = [{name: key + suffix for name, key in row.items()} for row in document["moves"]]


def _rehomed(scene: Scene, document: Document) -> list[Document]:
    """A stage of the same kind for every lead whose stage goes away, and a few that are not needed."""
    current = "(SELECT version FROM playbook WHERE is_current)"
    occupied = (
        " AND key IN (SELECT stage FROM lead)" if scene.maybe(50) else ""
    )  # the others may fill before it counts
    present = scene.rows(
        f"SELECT key AS stage, kind FROM stage WHERE version = {current}{occupied} ORDER BY key"
    )
    kept = {stage["key"] for stage in document["stages"]}
    by_kind = {stage["kind"]: stage["key"] for stage in reversed(document["stages"])}
    first = document["stages"][0]["key"]
    return [
        {"from_stage": row.stage, "to_stage": by_kind.get(row.kind, first)}
        for row in present
        if row.stage not in kept or scene.maybe(10)
    ]


_LISTS = (
    "limits", "stages", "facts", "moves", "required", "questions", "choices", "reasons", "record_fields",
    "record_values", "contradictions", "rules", "matches", "rule_reps", "score_rules", "score_words", "grades",
    "personas", "persona_words", "tracks", "track_reasons", "track_steps", "channels", "rehomed",
)  # fmt: skip


def _broken(scene: Scene, document: Document) -> Document:
    """What the rules must refuse: a key twice, no question, a lead without a home."""
    match scene.chance.randrange(12):
        case 8 | 9 | 10:
            return {**document, "based_on": scene.one((0, 10**6))}
        case 0:
            return {**document, "questions": []}
        case 1:
            _rename_stages(document, suffix="_gone")
            return {**document, "rehomed": document["rehomed"][:1] if scene.maybe(50) else []}
        case 3:
            name, key = scene.one((("facts", "stage_key"), ("moves", "from_stage"), ("moves", "to_stage")))
            first, *others = document[name] or [{"from_stage": "x", "to_stage": "x"}]
            return {**document, name: [{**first, key: "no_such_stage"}, *others]}
        case 2:
            _rename_stages(document, suffix="_other")
            stray = [{**row, "to_stage": "no_such_stage"} for row in document["rehomed"]]
            return {**document, "rehomed": stray}
        case _:
            name = scene.one([name for name in _LISTS if document[name]])
            return {**document, name: [*document[name], scene.one(document[name])]}


def a_calendar(scene: Scene) -> Document:
    """Return the fields of ``calendar.define``: weeks around now, days left out at random."""
    today = (scene.now + SHANGHAI) // DAY
    days: list[Document] = []
    spans: list[Document] = []
    worked_s = 0
    for day in range(today - scene.chance.randint(0, 20), today + scene.chance.randint(1, 60)):
        if days and scene.maybe(30):
            continue
        midnight = day * DAY - SHANGHAI
        hours = [(9, 12), (13, 18)] if scene.maybe(80) else [(10, 11)]
        shifts = [(midnight + begin * HOUR, midnight + end * HOUR) for begin, end in hours]
        days.append({
            "day_on": day, "seq": len(days) + 1, "midnight_at": midnight, "starts_at": shifts[0][0],
            "ends_at": shifts[-1][1],
        })  # fmt: skip
        for starts_at, ends_at in shifts:
            spans.append({"starts_at": starts_at, "ends_at": ends_at, "s_before": worked_s})
            worked_s += (ends_at - starts_at) // 1_000_000
    document: Document = {
        "calendar": "team" if scene.maybe(50) else scene.one(("other", "late")), "days": days, "spans": spans,
        "years": [
            {"year": 2026, "is_announced": scene.maybe(50), "country": scene.one(("CN", "DE", ""))},
            {"year": 2027, "is_announced": False, "country": "CN"},
        ],
    }  # fmt: skip
    return _crooked(scene, document) if scene.is_loose else document


def _crooked(scene: Scene, document: Document) -> Document:
    first = document["days"][0]
    match scene.chance.randrange(8):
        case 0:
            span = document["spans"][0]
            return {**document, "spans": [{**span, "ends_at": span["starts_at"]}, *document["spans"][1:]]}
        case 1:
            return {
                **document,
                "days": [{**first, "midnight_at": first["starts_at"] + 1}, *document["days"][1:]],
            }
        case 2:
            return {**document, "days": [{**first, "ends_at": first["starts_at"]}, *document["days"][1:]]}
        case 3 | 4:
            name, key = scene.one((("days", "seq"), ("spans", "s_before")))
            last = document[name][-1]
            return {**document, name: [*document[name][:-1], {**last, key: last[key] + 7}]}
        case _:
            name, key = scene.one((
                ("days", "day_on"), ("days", "seq"), ("spans", "starts_at"), ("spans", "s_before"), ("years", "year"),
            ))  # fmt: skip
            last = document[name][-1]
            others = {
                field: value + 1 for field, value in last.items() if type(value) is int and field != key
            }
            return {**document, name: [*document[name], last | others]}
