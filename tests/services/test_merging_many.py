"""A thousand random pairs of a random history, merged and taken apart again (spec section 4)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest

from app.models.merging import Merge
from app.models.tables import SHARED
from app.models.vocabulary import ActivityKind, FollowUpWhy, MergeField
from tests.kernel.solo import Snapshot, Solo, alone
from tests.parity.history import History
from tests.parity.twin import Step

PAIRS = 1000
LATER = 60
LOOK_EVERY = 25
STEPS = 700
_NAMED = ("lead_id", "a_id", "b_id")
_MAY_TELL = frozenset({"import_before", "merge", "merge_move", "merged_suspected_pair", "erased_lead"})
"""What tells of records that are gone, and of how they stood."""


class Merger:
    """Gives merges and undoes them in a history, as a team lead."""

    def __init__(self, solo: Solo, now: int) -> None:
        self.solo, self.now, self.chance = solo, now, Random(20_260_302)
        self.refused: Counter[str] = Counter()
        self.lead = self._ids("SELECT id FROM member WHERE role = 'team_lead' AND is_active ORDER BY id")[0]

    def merge(self) -> dict[str, Any]:
        """Merge two random leads, whichever way the rules allow, and return the command's fields and id."""
        while True:
            kept, gone = self.chance.sample(self._ids("SELECT id FROM lead ORDER BY id"), 2)
            take = [field.value for field in MergeField if self.chance.random() < 0.4]
            args = {
                "kept_id": kept, "gone_id": gone, "take": take, "take_custom": self.chance.choice(([], ["c1"])),
                "knowingly": True,
            }  # fmt: skip
            done = self.give("lead.merge", args)
            if done is not None:
                return args | {"merge_id": done}

    def give(self, kind: str, args: dict[str, Any]) -> str | None:
        """Give a command a little later and return its id, or nothing where it was refused."""
        self.now += 1_000_000
        cmd_id = UUID(int=self.chance.getrandbits(128), version=4)
        verdict = self.solo.give(Step(kind, cmd_id, UUID(self.lead), self.now, json.dumps(args)))
        if verdict.why is not None:
            self.refused[f"{kind} {verdict.why}"] += 1
            return None
        return str(cmd_id)

    def something_later(self, lead_id: str) -> None:
        """Let something happen with a lead."""
        new_id = str(UUID(int=self.chance.getrandbits(128), version=4))
        match self.chance.randrange(4):
            case 0:
                args = {"activity_id": new_id, "lead_id": lead_id, "activity_kind": ActivityKind.VISIT.value,
                        "is_connected": True, "words": "later"}  # fmt: skip
                self.give("contact.log", args)
            case 1:
                args = {"lead_id": lead_id, "due_at": self.now + 10**10, "why": FollowUpWhy.CALL_BACK.value,
                        "words": "later"}  # fmt: skip
                self.give("follow_up.set", args)
            case 2:
                sdrs = self._ids("SELECT id FROM member WHERE role = 'sdr' AND is_active ORDER BY id")
                self.give("lead.assign", {"lead_ids": [lead_id], "member_id": self.chance.choice(sdrs)})
            case _:
                self.give("run.start", {"run_id": new_id, "lead_id": lead_id})

    def _ids(self, sql: str) -> list[str]:
        return [str(UUID(row[0])) for row in self.solo.db.exec_driver_sql(sql)]


@pytest.fixture(scope="module")
def merger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Merger]:
    """A rich history on the embedded database."""
    with alone(Path(tmp_path_factory.mktemp("merging"))) as solo:
        history = History(solo, 7, goal=12)
        while len(solo.trace) < STEPS:
            history.step()
        yield Merger(solo, history.now)


def test_a_thousand_random_pairs_merged_and_undone_leave_every_row_as_before(merger: Merger) -> None:
    """Row for row, all tables but the list of merges."""
    before = _shared(merger.solo)
    for number in range(PAIRS):
        done = merger.merge()
        if number % LOOK_EVERY == 0:
            assert _hanging(merger.solo) == []
        assert merger.give("lead.unmerge", {"merge_id": done["merge_id"]}), merger.refused
        if number % LOOK_EVERY == 0:
            assert _differences(before, _shared(merger.solo)) == {}, done

    assert _differences(before, _shared(merger.solo)) == {}
    assert _richness(before) == []


def test_what_came_after_a_merge_stays_and_all_else_is_as_before(merger: Merger) -> None:
    """The record that vanished is back whole; what is new belongs to the one that stayed."""
    undone, after = 0, _shared(merger.solo)
    for number in range(LATER):
        before = after
        done = merger.merge()
        kept, gone = (UUID(done[name]).hex for name in ("kept_id", "gone_id"))
        for _ in range(2):
            merger.something_later(done["kept_id"])
        undone += merger.give("lead.unmerge", {"merge_id": done["merge_id"]}) is not None
        after = _shared(merger.solo)
        lost, new = _of_gone(before, gone), _of_gone(after, gone)
        assert lost == new, done
        for table, (away, came) in _differences(before, after).items():
            if table == "answer":  # of a run begun later, which names the lead
                continue
            for row in [*away, *came]:
                assert kept in row, (table, row)
        if number % LOOK_EVERY == 0:
            assert _hanging(merger.solo) == []

    assert undone == LATER


def _shared(solo: Solo) -> Snapshot:
    return {name: rows for name, rows in solo.snapshot().items() if name != Merge.__tablename__}


def _hanging(solo: Solo) -> list[str]:
    """Return the tables in which something is attached to a lead that is not there."""
    found = []
    for table in SHARED.tables:
        columns = {row[1] for row in solo.db.exec_driver_sql(f"PRAGMA table_info({table})")}
        for name in columns.intersection(_NAMED):
            if table in _MAY_TELL or table.startswith("merged_"):
                continue
            sql = f"SELECT count(*) FROM {table} WHERE {name} IS NOT NULL AND {name} NOT IN (SELECT id FROM lead)"
            if table == "import_row":
                # The rows of an import taken back tell what it had done, perhaps to a lead another one then removed.
                sql += " AND batch_id NOT IN (SELECT id FROM import_batch WHERE state = 'undone')"
            if solo.db.exec_driver_sql(sql).scalar():
                found.append(f"{table}.{name}")
    return found


def _of_gone(snapshot: Snapshot, gone: str) -> dict[str, list[Any]]:
    return {name: [row for row in rows if gone in row] for name, rows in snapshot.items()}


def _differences(before: Snapshot, after: Snapshot) -> dict[str, tuple[set[Any], set[Any]]]:
    return {
        name: (set(before[name]) - set(after[name]), set(after[name]) - set(before[name]))
        for name in before
        if before[name] != after[name]
    }


def _richness(snapshot: Snapshot) -> list[str]:
    """Return the tables of leads that had no row: what was not there was not tried."""
    wanted = (
        "activity", "touch", "run", "handover", "follow_up", "contact_point", "custom_field", "tag", "lead_key",
        "milestone", "stage_move", "ownership", "suspected_pair", "import_row", "behaviour", "score_line",
    )  # fmt: skip
    return [name for name in wanted if not snapshot[name]]
