"""The narrow row of each lead follows whatever is written about it, and equals one derived anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from app.models.activity import Activity, FollowUp
from app.models.handover import Handover
from app.models.leads import Lead
from app.models.runs import Run
from app.models.search_index import LeadRow
from app.models.vocabulary import Role
from app.services.search import rebuild
from tests.builders import Desk, open_desk
from tests.lead_rows import insert_lead

CODED = ("owner", "rep", "stage", "channel", "region", "industry", "size", "batch")
NUMBERS = dict.fromkeys(("good_weight", "total_weight", "threshold_pct", "playbook_version", "score"), 1)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "activity", "note", "promise", "return", "run", "own", "stage", "settle", "forget", "move", "decide",
                "finish", "respond", "delete",
            ]
        ),
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(1, 50),
    ),
    max_size=14,
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(tmp_path_factory.mktemp("narrow")) as opened:
        yield opened


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_row_kept_by_triggers_equals_the_row_derived_anew(
    desk: Desk, steps: list[tuple[str, int, int, int]]
) -> None:
    members = [desk.members[Role.SDR], desk.members[Role.TEAM_LEAD], desk.members[Role.REP]]
    leads = [
        insert_lead(desk, responded_at=None, respond_warn_at=5, respond_by_at=9, company=f"L{at}")
        for at in range(3)
    ]
    with desk.database.write() as db:
        for what, at, other, number in steps:
            _do(db, what, leads[at], leads[other], members[other], number)
        kept = _rows(db)
        rebuild(db)

        assert _rows(db) == kept


def _do(  # noqa: C901, PLR0912 -- one branch for each thing that is written
    db: Any, what: str, lead_id: UUID, other_id: UUID, member_id: UUID, number: int
) -> None:
    match what:
        case "activity" | "note":
            db.execute(insert(Activity).values(
                id=uuid4(), lead_id=lead_id, kind="call", by_id=member_id, at=number, is_attempt=what == "activity",
                is_connected=False, words="",
            ))  # fmt: skip
        case "promise":
            why = "first_contact" if number % 2 else "retry"
            db.execute(insert(FollowUp).values(
                cmd_id=uuid4(), lead_id=lead_id, owner_id=member_id, due_at=number, why=why, words="", state="open",
                created_at=1,
            ))  # fmt: skip
        case "return":
            db.execute(insert(Handover).values(
                id=uuid4(), lead_id=lead_id, run_id=uuid4(), cycle=1, state="returned", submitted_by_id=member_id,
                submitted_at=1, words="", channel="", **NUMBERS,
            ))  # fmt: skip
        case "run":
            db.execute(insert(Run).values(
                id=uuid4(), lead_id=lead_id, playbook_version=1, by_id=member_id, started_at=number, state="finished",
                finished_at=number, good_weight=number % 11, total_weight=10,
            ))  # fmt: skip
        case "own":
            owner = member_id if number % 3 else None
            db.execute(update(Lead).where(Lead.id == lead_id).values(owner_id=owner, score=number))
        case "stage":
            db.execute(update(Lead).where(Lead.id == lead_id).values(stage=f"stage {number % 3}", region="x"))
        case "respond":
            db.execute(update(Lead).where(Lead.id == lead_id).values(responded_at=number))
        case "settle":
            db.execute(update(FollowUp).where(FollowUp.lead_id == lead_id).values(state="done"))
        case "forget":
            for model in (Activity, Run):
                db.execute(delete(model).where(model.lead_id == lead_id))
        case "move":
            # As a merge does: everything of one lead goes to another.
            for model in (Activity, FollowUp, Handover, Run):
                db.execute(update(model).where(model.lead_id == lead_id).values(lead_id=other_id))
        case "decide":
            db.execute(update(Handover).where(Handover.lead_id == lead_id).values(state="accepted"))
        case "finish":
            db.execute(update(Run).where(Run.lead_id == lead_id).values(state="stopped"))
        case "delete":
            db.execute(delete(Lead).where(Lead.id == lead_id))


def _rows(db: Any) -> list[Any]:
    """Return every narrow row with its codes read back."""
    plain = [column.name for column in LeadRow.__table__.columns if column.name not in (*CODED, "n")]
    words = ", ".join(f"(SELECT word FROM row_code WHERE code = {name}) AS {name}" for name in CODED)
    return list(
        db.exec_driver_sql(f"SELECT {', '.join(plain)}, {words} FROM lead_row ORDER BY lead_id").all()
    )
