"""A year of a team, told by commands in the order of time: who arrived, was called, handed over, won or lost."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from functools import partial
from itertools import count
from uuid import UUID

from app.clock import DAY, HOUR, MINUTE
from app.services.demo.calling import Calling
from app.services.demo.cast import Cast, Prospect
from app.services.demo.pooling import Pooling
from app.services.demo.selling import Selling
from app.services.demo.stage import Stage
from app.services.demo.tidying import give_back
from app.services.demo.visiting import visits
from app.services.holding import AssignLeads
from app.services.importing.batches import CloseImport, OpenImport
from app.services.importing.chunk import CarryRows
from app.services.people import SetAbsence
from app.services.scoring import MOST_AT_ONCE, RecordBehaviour, RescoreLeads, due_leads

YEAR_DAYS = 365
POOL_SEED = 20_261_123
LEADS_A_WEEK = (5, 11)


class History:
    """Plays the year up to now; what would come after now stays a promise."""

    def __init__(self, stage: Stage, cast: Cast, rng: random.Random) -> None:
        self._stage, self._cast, self._rng = stage, cast, rng
        self._order = count()
        self._plan: list[tuple[int, int, Callable[[int], None]]] = []
        self._turn = count()
        selling = Selling(stage, rng, self.later)
        self._calling = Calling(stage, rng, self.later, selling)

    def later(self, at: int, act: Callable[[int], None]) -> None:
        """Plan something; it happens if its time comes before now."""
        if at < self._stage.now:
            heapq.heappush(self._plan, (at, next(self._order), act))

    def play(self) -> None:
        """Play everything."""
        start = self._stage.now - YEAR_DAYS * DAY
        for week in range(52):
            at = self._stage.hours.after(start + week * 7 * DAY, minutes=self._rng.randrange(30, 900))
            self.later(at, lambda now: self._import(now, self._rng.randint(*LEADS_A_WEEK)))
        self.later(start + 40 * DAY, lambda now: self._import(now, 24, "events"))
        self.later(start + 230 * DAY, lambda now: self._import(now, 30, "events"))
        # Two busy days just before now: the desk of somebody who has more to do than hours.
        for days, size in ((9, 16), (4, 30), (2, 34), (1, 26)):
            at = self._stage.hours.after(self._stage.now - days * DAY, minutes=60)
            self.later(at, partial(self._import, size=size))
        while self._plan:
            at, _order, act = heapq.heappop(self._plan)
            act(at)
        self._this_morning()
        Pooling(self._stage, POOL_SEED).play()
        self._fade()
        give_back(self._stage)
        self._leave()

    def _this_morning(self) -> None:
        """What lies on the desk now: fresh leads with their clocks running, and some nobody owns yet."""
        now = self._stage.now
        for minutes, channel in (
            (52, "paid search"),
            (31, "organic search"),
            (12, "paid search"),
            (4, "referral"),
        ):
            self._bring_in(now - minutes * MINUTE, 1, channel, self._stage.me)
        self._bring_in(now - 3 * HOUR, 9, None, None)

    def _fade(self) -> None:
        """Score anew those whose visits have faded since they came."""
        stage = self._stage
        while lead_ids := stage.batch.read(lambda db: due_leads(db, stage.now, MOST_AT_ONCE)):
            stage.give(RescoreLeads(lead_ids=lead_ids), stage.marketing, stage.now)

    def _leave(self) -> None:
        """Who sits at the desk is away from tomorrow on, and a colleague is today: what falls due then waits."""
        stage, day = self._stage, 450
        tomorrow, in_three_days = (stage.hours.after(stage.now, minutes=days * day) for days in (1, 3))
        for member_id, from_at, until_at in (
            (stage.me, tomorrow, in_three_days),
            (stage.sdrs[1], stage.now - 3 * HOUR, tomorrow),
        ):
            away = SetAbsence(
                absence_id=stage.new_id(), member_id=member_id, from_at=from_at, until_at=until_at
            )
            stage.give(away, stage.team_lead, stage.now)

    def _import(self, at: int, size: int, channel: str | None = None) -> None:
        prospects = self._bring_in(at, size, channel, None)
        for prospect in prospects:
            sdr = self._stage.sdrs[next(self._turn) % len(self._stage.sdrs)]
            assigned_at = at + self._rng.randrange(2, 40) * MINUTE
            self.later(assigned_at, self._assignment(prospect, sdr))

    def _assignment(self, prospect: Prospect, sdr: UUID) -> Callable[[int], None]:
        def assign(at: int) -> None:
            self._stage.give(
                AssignLeads(lead_ids=(prospect.lead_id,), member_id=sdr), self._stage.team_lead, at
            )
            first = self._stage.hours.after(at, minutes=self._rng.expovariate(1 / 40))
            self.later(first, lambda now: self._calling.attempt(now, prospect, sdr, 1))

        return assign

    def _bring_in(self, at: int, size: int, channel: str | None, owner: UUID | None) -> tuple[Prospect, ...]:
        stage, arrivals, batch_id = self._stage, self._cast.arrive(size, at, channel), self._cast.new_id()
        by = stage.marketing if owner is None else stage.team_lead
        name = f"leads-{len(arrivals.rows)}.csv"
        stage.give(OpenImport(batch_id=batch_id, how="file", file_name=name, owner_id=owner), by, at)
        stage.give(
            CarryRows(
                batch_id=batch_id, rows=arrivals.rows, points=arrivals.points, touches=arrivals.touches,
                domains=arrivals.domains, customs=(), tags=(), milestones=(), people=(),
            ),
            by,
            at,
        )  # fmt: skip
        stage.give(CloseImport(batch_id=batch_id, refused_count=0), by, at)
        seen = [one for who in arrivals.prospects for one in visits(who, at, self._rng, self._cast.new_id)]
        if seen:
            stage.give(RecordBehaviour(rows=tuple(seen)), stage.marketing, at)
        return arrivals.prospects
