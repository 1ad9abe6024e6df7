"""Founding a demonstration: the same seed and the same instant give the same year."""

from __future__ import annotations

import random
from uuid import UUID

from app.clock import DAY, SECOND, Clock, system_clock
from app.models.vocabulary import SDR_ROLES, Role
from app.services.demo.cast import Cast
from app.services.demo.dealing import deal
from app.services.demo.history import YEAR_DAYS, History
from app.services.demo.hours import Hours
from app.services.demo.judging import judge_calls
from app.services.demo.keeping_away import keep_away
from app.services.demo.nurturing import nurture
from app.services.demo.reminding import remind
from app.services.demo.spending import record_spend
from app.services.demo.stage import Stage, script_of
from app.services.demo.words import Words
from app.services.demo.words_en import WORDS as ENGLISH
from app.services.demo.words_zh import WORDS as CHINESE
from app.services.founding import found, new_member
from app.services.kernel.changes import ChangeFeed
from app.services.kernel.database import Database
from app.services.people import SetAbsence, SetTeam
from app.services.workspace import Batch, Workspace

SEED = 20_260_302
WEIGHTS = (2, 1, 1, 1)
"""Shares of the four reps in the round robin."""


def build(
    database: Database, feed: ChangeFeed, language: str, *, clock: Clock = system_clock, seed: int = SEED
) -> Workspace:
    """Fill an empty database with a team and its year, and return it with the first SDR at the desk.

    Args:
        database: Empty, its tables made.
        feed: Where the workspace tells its changes.
        language: ``zh`` or ``en``: names, companies and what people say.
        clock: The present the year leads up to.
        seed: Another seed is another year.
    """
    words, rng, now = CHINESE if language == "zh" else ENGLISH, random.Random(seed), clock()  # noqa: S311 - a story
    start = now - (YEAR_DAYS + 1) * DAY
    moving = _Moving(start)
    admin = next(name for role, name in words.team if role == Role.ADMIN.value)
    workspace = found(database, feed, name=admin, hats=(), clock=moving)
    with workspace.batch() as batch:
        members = _hire(batch, words, moving)
        stage = Stage(
            batch=batch, words=words, hours=batch.read(Hours), rng=rng, now=now,
            sdrs=members[Role.SDR], reps=members[Role.REP], team_lead=members[Role.TEAM_LEAD][0],
            marketing=members[Role.MARKETING][0], admin=workspace.member_id, script=batch.read(script_of),
        )  # fmt: skip
        _absences(stage)
        History(stage, Cast(words, rng), rng).play()
        record_spend(stage, language)
        keep_away(stage, "zh" if language == "zh" else "en")
        nurture(stage, language)
        remind(stage)
        deal(stage, "zh" if language == "zh" else "en")
        judge_calls(stage)
    return Workspace(database, feed, stage.me, clock)


class _Moving:
    """A clock that goes one second a look, so that members keep the order they came in."""

    def __init__(self, at: int) -> None:
        self._at = at

    def __call__(self) -> int:
        self._at += SECOND
        return self._at


def _hire(batch: Batch, words: Words, clock: Clock) -> dict[Role, list[UUID]]:
    members: dict[Role, list[UUID]] = {role: [] for role in Role}
    weights = iter(WEIGHTS)
    for number, (role_key, name) in enumerate(words.team, 1):
        role = Role(role_key)
        if role is Role.ADMIN:
            continue
        weight = next(weights, 1) if role is Role.REP else 1
        member = new_member(name=name, login=f"{role.value}{number}", role=role, weight=weight, capacity=60)
        at = clock()
        batch.give(member, at=at)
        if role in SDR_ROLES:
            team = words.teams[number % len(words.teams)]
            batch.give(SetTeam(person_id=member.person_id, team=team), at=at)
        members[role].append(member.member_id)
    return members


def _absences(stage: Stage) -> None:
    away = (
        (stage.reps[2], stage.now - 2 * DAY, stage.now + 3 * DAY),
        (stage.reps[1], stage.now - 160 * DAY, stage.now - 146 * DAY),
    )
    for member_id, from_at, until_at in away:
        stage.give(
            SetAbsence(absence_id=stage.new_id(), member_id=member_id, from_at=from_at, until_at=until_at),
            stage.team_lead,
            stage.now - YEAR_DAYS * DAY,
        )
