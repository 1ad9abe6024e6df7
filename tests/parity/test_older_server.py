"""An older PostgreSQL judges alike, where this machine has one: one history of every command on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.services.catalogue import BY_KIND
from app.services.demo import postgres
from tests.parity.mutants import witness
from tests.parity.twin import Stage
from tests.postgres import PostgresServer

SEED = 15


@pytest.fixture(scope="module")
def older(pg_server: PostgresServer) -> Iterator[PostgresServer]:
    """The system's PostgreSQL, if it is older than the one all other tests use."""
    binaries = postgres.of_the_system()
    if binaries is None:
        pytest.skip("this system has no PostgreSQL of its own that Decile could use")
    with psycopg.connect(pg_server.url) as db:
        ours = db.info.server_version
    with postgres.running_server(binaries) as url:
        with psycopg.connect(url) as db:
            if db.info.server_version >= ours:
                pytest.skip("the PostgreSQL of this system is no older than the one of the other tests")
        yield PostgresServer(url)


def test_an_older_postgresql_judges_every_command_alike(older: PostgresServer, tmp_path: Path) -> None:
    """Same verdict, reason, answer and rows in a history in which every command was accepted."""
    stage = Stage.build(tmp_path, older.fresh_database())

    told = witness(stage, tmp_path, SEED, goal=1, is_last=False).told

    accepted = {kind for kind, why in told.verdicts if not why}
    assert set(BY_KIND) - accepted == set()
