"""A random history of every command, given alone and pushed by its people: same verdicts, same rows, all of it told."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.models.tables import SHARED
from app.services.catalogue import BY_KIND
from app.services.shared import pushing
from app.services.shared.address import connect
from app.services.shared.audience import audiences
from app.services.shared.founding import adopt
from tests.kernel.solo import Solo, alone
from tests.parity.generators import GENERATORS
from tests.parity.history import History, codes_of
from tests.parity.twin import Rows, Step, rows_here, rows_there
from tests.shared.team import BOSS

pytestmark = pytest.mark.slow

BATCH = 40
MOST_STEPS = 4000
_THE_DESKS_CLOCK = "(_one ->> 'at')::bigint"


def test_a_history_pushed_is_the_history_given_alone(pg_url: str, tmp_path: Path) -> None:
    """Every kind of command was accepted, many were refused; PostgreSQL said the same, and holds the same rows."""
    with alone(tmp_path) as solo:
        judge = _Shared(solo, pg_url)
        _tell(judge, seed=1)
        with psycopg.connect(pg_url, options="-csearch_path=app", autocommit=True) as db:
            before = {table.name: rows_there(db, table) for table in SHARED.sorted_tables}
            _listen_to_anybody(db)
            answers = _push_all(pg_url, [step for step, _ in solo.trace])
            after = {table.name: rows_there(db, table) for table in SHARED.sorted_tables}
            told = _told(db)
        here = {table.name: rows_here(solo.db, table) for table in SHARED.sorted_tables}
        apart = [
            f"{step.kind}: alone {verdict.why}, pushed {answer.get('why')} {str(step.args)[:200]}"
            for (step, verdict), answer in zip(solo.trace, answers, strict=True)
            if verdict.why != answer.get("why")
        ]
        accepted = Counter(step.kind for step, verdict in solo.trace if verdict.why is None)

    assert apart == []
    assert [name for name in here if here[name] != after[name]] == []
    assert _untold(before, after, told) == []
    assert [kind for kind in GENERATORS if not accepted[kind]] == []


class _Shared(Solo):
    """Judges alone; what the history begins with is brought into the shared database."""

    def __init__(self, solo: Solo, url: str) -> None:
        super().__init__(solo.db)
        self.verdicts, self.trace, self.told, self.seqs = solo.verdicts, solo.trace, solo.told, solo.seqs
        self._url = url

    def plant(self, leads: list[dict[str, Any]]) -> None:
        super().plant(leads)
        with connect(self._url, what="the test's database") as db:
            adopt(db, self.db, login=BOSS, password="pw-boss")


def _tell(judge: _Shared, *, seed: int) -> None:
    """Tell a history until every command was accepted; no reason is sought."""
    seen = Counter({(kind, code): 1 for kind in BY_KIND for code in codes_of(kind)})
    history = History(judge, seed, 1, before=seen)
    while history.wants() and len(judge.trace) < MOST_STEPS:
        history.step()


def _listen_to_anybody(db: psycopg.Connection[Any]) -> None:
    """Let one login push for every member, by the clock of the history; all else is as installed."""
    push = pushing._PUSH.replace("_actor, now_micros()", f"_actor, {_THE_DESKS_CLOCK}")
    push = push.replace("actor_for(_one)", "(_one ->> 'actor')::uuid")
    judge = pushing._JUDGE_ONE.replace("then _happened end", "then _happened else _now end")
    assert push.count(_THE_DESKS_CLOCK) == 2
    assert judge != pushing._JUDGE_ONE
    db.execute(push.encode())
    db.execute(judge.encode())


def _push_all(url: str, steps: list[Step]) -> list[dict[str, Any]]:
    answers = []
    boss = f"postgresql://{BOSS}:pw-boss@{url.rpartition('@')[2]}"
    with psycopg.connect(boss, autocommit=True) as db:
        for some in itertools.batched(steps, BATCH):
            batch = ", ".join(
                f'{{"id": "{step.cmd_id}", "kind": "{step.kind}", "actor": "{step.actor_id}",'
                f' "at": {step.at}, "offset": 0, "args": {step.args}}}'
                for step in some
            )
            row = db.execute("select app.push(%s::jsonb)", (f"[{batch}]",)).fetchone()
            assert row is not None
            answers += row[0]
    return answers


def _told(db: psycopg.Connection[Any]) -> set[tuple[str, str]]:
    rows = db.execute("select distinct table_name, row_key from change_log").fetchall()
    return {(name, json.dumps(key, sort_keys=True)) for name, key in rows}


def _untold(before: dict[str, Rows], after: dict[str, Rows], told: set[tuple[str, str]]) -> list[str]:
    """Return the rows that changed and of which the feed says nothing, in tables somebody sees."""
    missed = []
    for name, audience in audiences().items():
        if audience.base is None and not audience.people:
            continue
        columns = SHARED.tables[name].columns
        keys = [(place, column.name) for place, column in enumerate(columns) if column.primary_key]
        for row in set(before[name]) ^ set(after[name]):
            key = {column: _as_told(row[place], columns[column].type) for place, column in keys}
            if (name, json.dumps(key, sort_keys=True)) not in told:
                missed.append(f"{name} {key}")
    return missed


def _as_told(value: Any, kind: Any) -> Any:
    if kind.python_type.__name__ != "UUID":
        return value
    return f"{value[:8]}-{value[8:12]}-{value[12:16]}-{value[16:20]}-{value[20:]}"
