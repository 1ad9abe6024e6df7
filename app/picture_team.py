"""What a desk of a team shows and one person alone never sees: work that waits, was refused, was done by others."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID, uuid4

from sqlalchemy import Connection, select

from app.clock import DAY, HOUR, MINUTE
from app.models.leads import Lead
from app.models.vocabulary import ActivityKind, FollowUpWhy, Outcome, StageKind
from app.services import command_leads
from app.services.calls import EndCall, LogContact
from app.services.follow_ups import SetFollowUp
from app.services.handover import SubmitHandover
from app.services.holding import ClaimLeads
from app.services.kernel import outbox
from app.services.kernel.command import Command, Given
from app.services.lifecycle import stands_in
from app.services.pool import GiveBackLeads
from app.services.remembering import remember
from app.services.reservations import CURSOR
from app.services.sync.status import SyncState, SyncStatus
from app.views.main_window import MainWindow

WORDS = {
    "zh": {
        "call": "她说三月初定预算，让我们先发一份案例。", "next": "带上案例再打",
        "note": "对方换了新的技术负责人，姓陆。",
        "back": "行业不对口", "answer": "预算已经批下来，二季度用完", "hand": "十问里答好七问，时间明确，建议尽快跟。",
    },
    "en": {
        "call": "She says the budget is decided early in March; send a case first.", "next": "Call with the case at hand",
        "note": "They have a new head of technology, a Mr Lowe.", "back": "Not our industry",
        "answer": "The budget is approved, to be spent in the second quarter",
        "hand": "Seven of ten answered well and the timing is clear: go soon.",
    },
}  # fmt: skip
"""What somebody typed on the train."""


def team_day(window: MainWindow, me: UUID, lang: str) -> None:
    """Make the desk one of a team: some of its work was refused, some waits, and others worked meanwhile."""
    now = window.surroundings.clock()
    write = _day(me, lang, now)
    window.surroundings.background.carry_out(
        lambda desk: desk.keep(write), done=lambda _: window.reload_page()
    )
    stands(window, SyncStatus(SyncState.NEEDS_YOU, waiting=3, refused=4, seen_at=now - MINUTE))


def stands(window: MainWindow, status: SyncStatus | None) -> None:
    """Let the light say how the exchange stands."""
    window.sync.tell(status)


def offline(window: MainWindow) -> None:
    """Pull the cable."""
    now = window.surroundings.clock()
    stands(window, SyncStatus(
        SyncState.OFFLINE, waiting=3, since=now - 2 * HOUR, why="not_reachable", seen_at=now - 2 * HOUR,
    ))  # fmt: skip


def copying(window: MainWindow) -> None:
    """Show a first copy under way."""
    stands(window, SyncStatus(SyncState.COPYING, done=2_100, total=5_000))


def _day(me: UUID, lang: str, now: int) -> Callable[[Connection], None]:
    def write(db: Connection) -> None:
        said = WORDS[lang]
        mine, pool = _leads(db, Lead.owner_id == me, 6), _leads(db, Lead.owner_id.is_(None), 3)
        refused: tuple[tuple[Command, str], ...] = (
            (ClaimLeads(lead_ids=tuple(pool[:2])), "already_owned"),
            (_call(said), "not_yours"),
            (SubmitHandover(handover_id=uuid4(), lead_id=mine[0], run_id=uuid4(), words=said["hand"]), "not_yours"),
            (GiveBackLeads(lead_ids=(mine[1],), pool_id=None, words=said["back"]), "already_handed_over"),
        )  # fmt: skip
        for at, (command, why) in enumerate(refused):
            cmd_id = _give(db, Given(command, uuid4(), me, now - DAY - at * HOUR))
            outbox.note_verdict(db, cmd_id, outbox.REFUSED, why=why, at=now - at * MINUTE)
        note = LogContact(
            activity_id=uuid4(), lead_id=mine[2], activity_kind=ActivityKind.NOTE, is_connected=False, words=said["note"],
        )  # fmt: skip
        plan = SetFollowUp(lead_id=mine[3], due_at=now + DAY, why=FollowUpWhy.NEXT_STEP, words=said["next"])
        for at, command in enumerate((ClaimLeads(lead_ids=tuple(mine[:2])), note, plan)):
            _give(db, Given(command, uuid4(), me, now - HOUR + at * MINUTE))
        remember(CURSOR, "{}")(db)
        remember("sync.away", json.dumps([now - 9 * DAY, now]))(db)

    return write


def _call(said: dict[str, str]) -> EndCall:
    return EndCall(
        activity_id=uuid4(), outcome=Outcome.CONNECTED, words=said["call"], next_at=None, next_why=None,
        next_words=None,
    )  # fmt: skip


def _give(db: Connection, given: Given) -> UUID:
    outbox.append(db, given, state=outbox.PENDING)
    command_leads.note(db, given)
    return given.cmd_id


def _leads(db: Connection, whose: object, count: int) -> list[UUID]:
    found = db.execute(
        select(Lead.id)
        .where(whose, stands_in(StageKind.VALIDATING))  # type: ignore[arg-type]  # a condition
        .order_by(Lead.score.desc(), Lead.id)
        .limit(count)
    )
    return list(found.scalars())
