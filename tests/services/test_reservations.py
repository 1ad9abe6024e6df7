"""Claims off line: held here, marked as reserved until the shared database has said whose the lead is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from app.services import founding
from app.services.call_desk import call_desk
from app.services.handover_view import handover_view
from app.services.holding import ClaimLeads
from app.services.inbox import Box, InboxFilter, Part, inbox_rows
from app.services.kernel import outbox
from app.services.pool_view import pool_head
from app.services.queue import queue_page
from app.services.remembering import remember
from app.services.reservations import CURSOR, reserved
from app.services.tagging import TagLeads
from tests.builders import Desk, open_desk
from tests.handovers import a_handover
from tests.leads import a_lead
from tests.untaken import waits


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


def test_a_claim_that_waits_is_a_reservation_wherever_the_lead_is_shown(desk: Desk) -> None:
    """Queue, pool and lead say so; once judged nobody does."""
    me = desk.workspace.member_id
    lead_id, other = a_lead(desk.workspace, owner_id=me), a_lead(desk.workspace, owner_id=me)
    desk.workspace.keep(remember(CURSOR, "{}"))
    waits(desk, TagLeads(lead_ids=(other,), tag="vip"))
    cmd_id = waits(desk, ClaimLeads(lead_ids=(lead_id,)))
    now = desk.clock()

    def shown() -> tuple[dict[UUID, bool], int, bool]:
        with desk.database.read() as db:
            queue = {row.lead_id: row.is_reserved for row in queue_page(db, me, now)}
            found = call_desk(lead_id, me, now=now, next_monday_at=now, language="en")(db)
            assert found is not None
            return queue, pool_head(db, me, now).reserved, found.is_reserved

    assert shown() == ({lead_id: True, other: False}, 1, True)

    with desk.database.write() as db:
        outbox.note_verdict(db, cmd_id, outbox.SETTLED, why=None, at=now)
    assert shown() == ({lead_id: False, other: False}, 0, False)


def test_alone_nothing_is_reserved(desk: Desk) -> None:
    """Where no shared database is, a claim is judged at once: the outbox is not looked through."""
    lead_id = a_lead(desk.workspace)
    waits(desk, ClaimLeads(lead_ids=(lead_id,)))

    assert desk.workspace.read(reserved) == frozenset()


def test_a_joined_desk_is_known_by_what_it_remembers() -> None:
    """The same name in both places; the import floors keep one from asking the other."""
    assert founding.CURSOR == CURSOR


def test_a_hand_over_has_no_rep_until_the_shared_database_found_one(desk: Desk) -> None:
    """Who is full or away only that knows: neither the list nor the card names somebody before."""
    handover_id = a_handover(desk)
    desk.workspace.keep(remember(CURSOR, "{}"))
    with desk.database.write() as db:
        db.exec_driver_sql("update outbox set state = 'pending' where kind = 'handover.submit'")

    def shown() -> tuple[object, ...]:
        with desk.database.read() as db:
            card = handover_view(handover_id, desk.clock())(db)
            (line,) = inbox_rows(
                InboxFilter(Box.SENT, Part.TO_DECIDE, desk.workspace.member_id), desk.clock()
            )(db)
            assert card is not None
            return card.rep, card.left_s, len(card.receipts), line.rep, line.is_unassigned

    assert shown() == (None, None, 0, None, True)

    with desk.database.write() as db:
        db.exec_driver_sql("update outbox set state = 'settled'")
    rep, left_s, receipts, line_rep, is_unassigned = shown()
    assert rep
    assert left_s
    assert (receipts, line_rep, is_unassigned) == (1, rep, False)
