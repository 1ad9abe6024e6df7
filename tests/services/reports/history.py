"""A small team's history written straight into a database: leads and everything that reports count."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, insert

from app.clock import DAY, HOUR, MINUTE
from app.models.activity import Activity, FollowUp
from app.models.calibration import CallScore, CallScoreAnswer
from app.models.deals import HelpRequest, Rival
from app.models.handover import Handover, HandoverAnswer
from app.models.leads import CustomField, Ownership, StageMove, Touch
from app.models.money import CurrencyRate, Spend
from app.models.playbook import Question
from app.models.runs import Answer, Run
from app.models.vocabulary import ActivityKind, AnswerState, Fact, HandoverState, Outcome, RunState
from app.services.calls import TALKED
from app.services.help_requests import HelpAbout, HelpState
from app.services.reports.funnel_layers import REACHED
from tests.services.reports.leads import BLANK_WORDS, NOBODY, PEOPLE, STAGES, ALead, at_local, write_leads

BEGIN, NOW = at_local("2025-11-15 00:00"), at_local("2026-03-20 00:00")
QUESTIONS = ("need", "budget")


def write_history(db: Connection, seed: int, size: int, *, has_playbook: bool = False) -> dict[UUID, ALead]:
    """Write a history of so many leads; the same seed gives the same rows in any database."""
    chance = Random(seed)
    return write_around(db, some_leads(chance, size), chance, has_playbook=has_playbook)


def write_around(
    db: Connection,
    imagined: list[ALead],
    chance: Random,
    *,
    has_playbook: bool = False,
    stages: Sequence[str] = tuple(STAGES),
) -> dict[UUID, ALead]:
    """Write leads and, by chance, everything that happens around leads."""
    leads = write_leads(db, imagined)
    for table, rows in _facts(chance, leads, stages).items():
        if rows and not (has_playbook and table is Question):
            db.execute(insert(table), rows)
    return leads


def some_leads(chance: Random, size: int) -> list[ALead]:
    """Return leads by chance."""
    return [_lead(chance) for _ in range(size)]


def _lead(chance: Random) -> ALead:
    created_at = chance.randrange(BEGIN, NOW)
    layers = REACHED[: chance.choice((0, 0, 1, 2, 4, 6))]
    reached = {
        layer: created_at + chance.randrange(-DAY, 40 * DAY) for layer in layers if chance.random() < 0.8
    }
    word = lambda *others: chance.choice((*BLANK_WORDS, "sem", "seo", *others))  # noqa: E731
    return ALead(
        created_at=created_at, reached=reached, channel=word(), campaign=chance.choice((None, "", "Spring")),
        keyword=chance.choice((None, "元数据管理")), region=chance.choice((None, "华东")), industry=word("steel"),
        company_size=chance.choice((None, "50-99")), owner_id=chance.choice((None, *PEOPLE)),
        rep_id=chance.choice((None, *PEOPLE)), amount=chance.choice((None, 0, 800_000, 2**53)),
        currency=chance.choice((None, "", "CNY", "USD", "JPY")), stage=chance.choice(list(STAGES)),
        lost_reason=chance.choice((None, "price", "rival")), moved_because=chance.choice((None, "", "no_budget")),
    )  # fmt: skip


def _facts(
    chance: Random, leads: dict[UUID, ALead], stages: Sequence[str]
) -> dict[Any, list[dict[str, Any]]]:
    rows: dict[Any, list[dict[str, Any]]] = {}
    for lead_id, lead in leads.items():
        ids = iter(uuid5(lead_id, f"fact {at}") for at in range(1000))
        for _ in range(chance.randrange(3)):
            for table, row in _of_one(chance, lead_id, lead, ids, stages):
                rows.setdefault(table, []).append(row)
        if chance.random() < 0.3:
            field = {"lead_id": lead_id, "name": "kind", "value": "big", "value_before": None}
            rows.setdefault(CustomField, []).append(field)
    rows[Question] = [
        {
            "version": 1, "key": key, "position": at, "dimension": key, "title_zh": key, "title_en": key, "ask_zh": "",
            "ask_en": "", "hint_zh": "", "hint_en": "", "is_core": True, "weight": 1, "has_free_text": True,
            "follow_on_of": None,
        }
        for at, key in enumerate(QUESTIONS)
    ]  # fmt: skip
    rows[Spend] = [
        {
            "id": uuid5(NOBODY, f"spend {at}"), "channel": chance.choice(("sem", "", "fair")), "campaign": None,
            "keyword": chance.choice((None, "元数据管理")), "from_on": 20_430 + at, "until_on": 20_430 + at * 9,
            "amount": chance.randrange(10**9), "currency": chance.choice(("CNY", "USD")), "clicks": 7, "words": "",
            "by_id": NOBODY, "recorded_at": 0, "dropped_at": None,
        }
        for at in range(4)
    ]  # fmt: skip
    rows[CurrencyRate] = [
        {"currency": "USD", "into": "CNY", "per_million": 7_123_457, "set_at": 0, "by_id": NOBODY}
    ]
    return rows


def _of_one(
    chance: Random, lead_id: UUID, lead: ALead, ids: Any, stages: Sequence[str]
) -> list[tuple[Any, dict[str, Any]]]:
    who, at = chance.choice(list(PEOPLE)), lead.created_at + chance.randrange(60 * DAY)
    version = chance.choice((1, 2))
    run_id, card_id = next(ids), next(ids)
    run_state = chance.choice((RunState.FINISHED, RunState.STOPPED, RunState.OPEN))
    card_state = chance.choice((HandoverState.ACCEPTED, HandoverState.REFUSED, HandoverState.OPEN))
    keys = {"lead_id": lead_id, "by_id": who}
    outcome = chance.choice((None, *Outcome))
    made: list[tuple[Any, dict[str, Any]]] = [
        (Activity, {
            **keys, "id": next(ids), "kind": chance.choice(list(ActivityKind)).value, "at": at, "words": "",
            "ended_at": at + MINUTE, "outcome": outcome, "is_attempt": True,
            "is_connected": outcome in TALKED, "phone": None, "batch_id": None,
        }),
        (FollowUp, {
            "cmd_id": next(ids), "lead_id": lead_id, "owner_id": who, "due_at": at, "why": "next_step", "words": "",
            "state": chance.choice(("open", "done")), "created_at": at, "settled_at": None, "settled_by_id": None,
        }),
        (Ownership, {
            "cmd_id": next(ids), "lead_id": lead_id, "member_id": who, "from_at": at, "until_at": None,
            "how": chance.choice(("intake", "claimed", "assigned", "given_back")),
        }),
        (Touch, {"id": next(ids), "lead_id": lead_id, "at": at, "channel": chance.choice(("sem", "")), "keyword": None}),
        (StageMove, {
            "cmd_id": next(ids), **keys, "from_stage": chance.choice((None, *stages)),
            "to_stage": chance.choice(stages), "fact": chance.choice(list(Fact)).value, "at": at,
            "is_backward": False, "reason": chance.choice((None, "price")), "words": None,
        }),
        (Run, {
            **keys, "id": run_id, "playbook_version": version, "started_at": at, "state": run_state.value,
            "finished_at": at + HOUR if run_state is not RunState.OPEN else None, "previous_id": None,
            "stop_reason": None, "good_weight": 6, "total_weight": 10,
        }),
        (Handover, {
            "id": card_id, "lead_id": lead_id, "run_id": run_id, "cycle": 1, "state": card_state.value,
            "submitted_by_id": who, "submitted_at": at, "words": "", "rep_id": who, "assigned_at": at,
            "decide_by_at": None, "decided_at": at + DAY if card_state is not HandoverState.OPEN else None,
            "decided_by_id": who, "reason": None, "decision_words": None, "good_weight": chance.randrange(4, 11),
            "total_weight": 10, "threshold_pct": 50, "playbook_version": version, "channel": "", "campaign": None,
            "keyword": None, "company": None, "contact_name": None, "title": None, "score": 0, "follows_id": None,
        }),
    ]  # fmt: skip
    made += _judged(chance, lead_id, made[0][1]["id"], at, ids)
    for at_question, key in enumerate(QUESTIONS):
        state = chance.choice(list(AnswerState)).value
        said = {"question_key": key, "state": state, "choice_key": None, "words": ""}
        made.append((Answer, {
            **said, "run_id": run_id, "by_id": who, "asked_at": at + at_question * MINUTE, "is_carried": False,
            "confirmed_at": None,
        }))  # fmt: skip
        made.append((HandoverAnswer, {
            **said, "handover_id": card_id, "position": at_question, "title_zh": "", "title_en": "",
            "choice_zh": None, "choice_en": None, "is_core": True, "asked_at": None,
        }))  # fmt: skip
    return made + _deal(Random(lead_id.int), lead_id, at, ids)


def _deal(chance: Random, lead_id: UUID, at: int, ids: Any) -> list[tuple[Any, dict[str, Any]]]:
    """Name rivals and ask for help, or not; of a chance of its own, so that all else stays as it is."""
    made: list[tuple[Any, dict[str, Any]]] = []
    for name in chance.sample(("Kestrel", "云图数据"), chance.randrange(3)):
        gone_at = chance.choice((None, None, at + 3 * DAY))
        made.append((Rival, {
            "id": next(ids), "lead_id": lead_id, "name": name, "by_id": NOBODY, "at": at + DAY, "gone_at": gone_at,
        }))  # fmt: skip
    if chance.random() < 0.5:
        state = chance.choice(list(HelpState))
        answered_at = at + chance.randrange(9 * DAY) if state is not HelpState.OPEN else None
        made.append((HelpRequest, {
            "id": next(ids), "lead_id": lead_id, "cmd_id": next(ids), "by_id": NOBODY,
            "asked_id": chance.choice(sorted(PEOPLE)), "about": chance.choice(list(HelpAbout)).value, "words": "x",
            "at": at, "due_at": at + DAY, "state": state.value, "answer": None, "answered_at": answered_at,
            "settled_at": None,
        }))  # fmt: skip
    return made


def _judged(
    chance: Random, lead_id: UUID, call_id: UUID, at: int, ids: Any
) -> list[tuple[Any, dict[str, Any]]]:
    """Let nobody, one or more people judge a call."""
    made: list[tuple[Any, dict[str, Any]]] = []
    for turn, who in enumerate(chance.sample(sorted(PEOPLE), chance.randrange(4))):
        score_id = next(ids)
        made.append((CallScore, {
            "id": score_id, "activity_id": call_id, "lead_id": lead_id, "by_id": who,
            "playbook_version": chance.choice((1, 1, 2)), "scored_at": at + turn * HOUR,
        }))  # fmt: skip
        for key in chance.sample(QUESTIONS, chance.randrange(1, 3)):
            state = chance.choice(list(AnswerState)).value
            made.append((CallScoreAnswer, {"score_id": score_id, "question_key": key, "state": state}))
    return made
