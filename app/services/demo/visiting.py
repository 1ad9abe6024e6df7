"""What leads did on our pages before and after they left their details."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from app.clock import DAY, HOUR
from app.models.vocabulary import BehaviourKind
from app.services.demo.cast import Prospect
from app.services.scoring import Seen

_ODDS: Mapping[BehaviourKind, float] = {
    BehaviourKind.PAGE_VISIT: 1.0,
    BehaviourKind.PRICE_PAGE: 0.7,
    BehaviourKind.MAIL_OPENED: 0.6,
    BehaviourKind.DEMO_REQUEST: 0.45,
    BehaviourKind.TRIAL_REQUEST: 0.2,
}
"""How often a lead that answers everything well did it; others less, in proportion."""
_PAGES: Mapping[BehaviourKind, str] = {
    BehaviourKind.PAGE_VISIT: "/guide",
    BehaviourKind.PRICE_PAGE: "/price",
    BehaviourKind.DEMO_REQUEST: "/demo",
    BehaviourKind.TRIAL_REQUEST: "/trial",
}


def visits(prospect: Prospect, at: int, rng: random.Random, new_id: Callable[[], UUID]) -> Iterator[Seen]:
    """Yield what a prospect did in the days before it came at ``at``."""
    if prospect.channel == "events":
        yield _seen(prospect, BehaviourKind.EVENT_VISIT, at - rng.randrange(2, 30) * HOUR, rng, new_id)
    for kind, odds in _ODDS.items():
        if rng.random() < odds * prospect.quality:
            yield _seen(prospect, kind, at - rng.randrange(3 * DAY), rng, new_id)


def _seen(
    prospect: Prospect, kind: BehaviourKind, at: int, rng: random.Random, new_id: Callable[[], UUID]
) -> Seen:
    page = _PAGES.get(kind, "")
    seconds = rng.randrange(8, 240) if page else None
    return Seen(id=new_id(), lead_id=prospect.lead_id, behaviour=kind, at=at, seconds=seconds, words=page)
