"""The pools of the demonstration: what was given back, recalled, moved and claimed again, up to this morning."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from app.clock import DAY, HOUR, MINUTE
from app.errors import RuleViolation
from app.models.calendar import WorkingDay
from app.models.leads import Lead, StageMove
from app.models.vocabulary import PoolKind, StageKind
from app.services.demo.stage import Stage
from app.services.holding import ClaimLeads
from app.services.kernel.command import Command
from app.services.lifecycle import stands_in
from app.services.pool import GiveBackLeads, MoveToPool, RecallLead
from app.services.pool_upkeep import CreatePool, GrantPool
from app.services.recall import running_clocks
from app.services.working_time import TEAM

KEPT_DAYS, AT_ONCE = 30, 4
"""Leads that are not ready go back to the pool after this; who knows them best keeps them so long."""
MOVED, CLAIMED_BEFORE, CLAIMED_TODAY, LEFT_LATELY = 14, 3, 4, 2


@dataclass(frozen=True, slots=True)
class _Resting:
    lead_id: UUID
    owner_id: UUID
    region: str | None
    since: int


class Pooling:
    """Plays after the year, with chances of its own: the year stays as it is."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self._stage, self._rng = stage, random.Random(seed)  # noqa: S311 - a story

    def play(self) -> None:
        """Play everything."""
        stage, words = self._stage, self._stage.words
        east = self._create(words.pools[0], PoolKind.DEPARTMENT, is_open=False)
        self._create(words.pools[1], PoolKind.CHANNEL, is_open=True, channels=("events",))
        for number, sdr in enumerate(stage.sdrs[:2]):
            self._give(
                GrantPool(
                    pool_id=east,
                    member_id=sdr,
                    may_claim=True,
                    may_move=bool(number),
                    may_assign=bool(number),
                ),
                stage.admin,
                stage.now - 200 * DAY,
            )
        back = self._give_back()
        self._rng.shuffle(back)
        self._recall()
        eastern = [one.lead_id for one in back if one.region == words.cities[0][1]][:MOVED]
        if eastern:
            self._give(
                MoveToPool(lead_ids=tuple(eastern), pool_id=east), stage.team_lead, stage.now - 20 * DAY
            )
        self._claim([one for one in back if one.lead_id not in eastern and one.owner_id != stage.me])

    def _create(self, title: str, kind: PoolKind, *, is_open: bool, channels: tuple[str, ...] = ()) -> UUID:
        pool_id = UUID(int=self._rng.getrandbits(128), version=4)
        command = CreatePool(pool_id=pool_id, title=title, for_whom=kind, is_open=is_open, channels=channels)
        self._give(command, self._stage.admin, self._stage.now - 200 * DAY)
        return pool_id

    def _give_back(self) -> list[_Resting]:
        """Everybody gives back what was not ready for long, and says why."""
        stage, given = self._stage, []
        resting = [one for one in stage.batch.read(_resting) if self._rng.random() < 0.9]
        for owner_id in stage.sdrs:
            of_owner = [one for one in resting if one.owner_id == owner_id]
            for begin in range(0, len(of_owner), AT_ONCE):
                some = of_owner[begin : begin + AT_ONCE]
                at = stage.hours.after(some[-1].since + KEPT_DAYS * DAY, minutes=self._rng.randrange(30, 300))
                if at < stage.now - 21 * DAY:
                    words = self._rng.choice(stage.words.give_back)
                    lead_ids = tuple(one.lead_id for one in some)
                    self._give(GiveBackLeads(lead_ids=lead_ids, pool_id=None, words=words), owner_id, at)
                    given += some
        return given

    def _recall(self) -> None:
        """What nobody called in time went back when its time was over."""
        stage = self._stage
        clocks = running_clocks(stage.now)
        rows: Sequence[Any] = stage.batch.read(lambda db: db.execute(clocks).all())
        for row in sorted(rows, key=lambda row: (row.due_at or 0, row.lead_id.hex)):
            if row.due_at is not None and row.due_at <= stage.now:
                self._give(RecallLead(lead_id=row.lead_id), stage.team_lead, row.due_at)

    def _claim(self, free: list[_Resting]) -> None:
        """Some claimed two working days ago and not called yet, some given back again, some claimed today."""
        stage, at = self._stage, self._stage.batch.read(self._near_recall)
        lead_ids = [one.lead_id for one in free]
        before, free_now = lead_ids[:CLAIMED_BEFORE], lead_ids[CLAIMED_BEFORE:]
        left, today = free_now[:LEFT_LATELY], free_now[LEFT_LATELY : LEFT_LATELY + CLAIMED_TODAY]
        steps: list[tuple[int, Sequence[UUID], bool]] = [
            (at, before, True), (at + 20 * MINUTE, left, True), (at + 3 * HOUR, left, False),
            (max(at + 4 * HOUR, stage.now - 40 * MINUTE), today, True),
        ]  # fmt: skip
        for when, some, takes in steps:
            if some and takes:
                self._give(ClaimLeads(lead_ids=tuple(some)), stage.me, when)
            elif some:
                words = stage.words.give_back[0]
                self._give(GiveBackLeads(lead_ids=tuple(some), pool_id=None, words=words), stage.me, when)

    def _near_recall(self, db: Connection) -> int:
        """Return when one had to claim for the lead to go back at the end of this working day, or of the next."""
        day, now = WorkingDay, self._stage.now
        today = db.execute(
            select(func.max(day.seq)).where(day.calendar == TEAM, day.midnight_at <= now)
        ).scalar_one()
        ends_at = db.execute(select(day.ends_at).where(day.calendar == TEAM, day.seq == today)).scalar_one()
        begun = select(day.starts_at).where(
            day.calendar == TEAM, day.seq == today - (2 if now < ends_at else 1)
        )
        return int(db.execute(begun).scalar_one()) + HOUR

    def _give(self, command: Command, by: UUID, at: int) -> None:
        """Give a command under an id of one's own; what the rules refuse at that hour is left out."""
        cmd_id = UUID(int=self._rng.getrandbits(128), version=4)
        try:
            self._stage.batch.give(command, as_member=by, at=min(at, self._stage.now), cmd_id=cmd_id)
        except RuleViolation:
            return


def _resting(db: Connection) -> list[_Resting]:
    """Return the leads in nurture that somebody holds, with since when."""
    since = select(func.max(StageMove.at)).where(StageMove.lead_id == Lead.id).scalar_subquery()
    rows: Any = db.execute(
        select(Lead.id, Lead.owner_id, Lead.region, since)
        .where(Lead.owner_id.is_not(None), stands_in(StageKind.NURTURE))
        .order_by(since, Lead.id)
    )
    return [_Resting(*row) for row in rows if row[3] is not None]
